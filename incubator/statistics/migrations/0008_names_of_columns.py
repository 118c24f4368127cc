"""Every column has a name that people read; in the database nothing changes."""

from django.db import migrations

from incubator.core.migration_operations import NameColumns

NAMES = {
    "snapshot": {"layers": "what was recorded when it was counted"},
    "snapshotfile": {
        "name": "name",
        "packed": "content, packed",
        "rows": "rows",
        "sha256": "SHA-256 of the file",
        "snapshot": "snapshot",
    },
    "snapshotvalue": {"snapshot": "snapshot"},
    "webhook": {"salt": "salt", "salt_before": "salt before"},
    "webhookattempt": {"delivery": "webhook message"},
    "webhookdelivery": {"taken_until": "taken by a worker until"},
}


class Migration(migrations.Migration):
    dependencies = [("statistics", "0007_what_figures_are_at_least")]

    operations = [NameColumns(NAMES)]
