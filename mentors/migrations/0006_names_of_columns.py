"""Every column has a name that people read; in the database nothing changes."""

from django.db import migrations

from incubator.core.migration_operations import NameColumns

NAMES = {
    "calendarfeed": {"digest": "digest"},
    "mentor": {"search_key": "text that is searched"},
    "mentorevent": {"search_key": "text that is searched"},
    "sessionfile": {"sha256": "SHA-256 of the file", "uploaded_by": "uploaded by"},
    "sessionfileevent": {"sha256": "SHA-256 of the file", "uploaded_by": "uploaded by"},
}


class Migration(migrations.Migration):
    dependencies = [("mentors", "0005_of_living_companies")]

    operations = [NameColumns(NAMES)]
