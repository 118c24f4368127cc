"""Every column has a name that people read; in the database nothing changes."""

from django.db import migrations

from incubator.core.migration_operations import NameColumns

NAMES = {
    "fileimport": {"sha256": "SHA-256 of the file"},
}


class Migration(migrations.Migration):
    dependencies = [("imports", "0001_tables")]

    operations = [NameColumns(NAMES)]
