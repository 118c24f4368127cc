"""Every column has a name that people read; in the database nothing changes."""

from django.db import migrations

from incubator.core.migration_operations import NameColumns

NAMES = {
    "owndocument": {"sha256": "SHA-256 of the file", "uploaded_by": "uploaded by"},
    "owndocumentevent": {"sha256": "SHA-256 of the file", "uploaded_by": "uploaded by"},
    "rulebook": {"file_hash": "SHA-256 of the file"},
    "rulebookevent": {"file_hash": "SHA-256 of the file"},
}


class Migration(migrations.Migration):
    dependencies = [("institutions", "0004_own_facts")]

    operations = [NameColumns(NAMES)]
