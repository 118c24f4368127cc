"""A lease that runs longer is a slip of the keyboard, with thousands of claims."""

import datetime

from django.db import migrations, models
from django.db.models import F, Q


class Migration(migrations.Migration):
    dependencies = [("facilities", "0008_units_within_their_building")]
    operations = [
        migrations.AddConstraint(
            "spacelease",
            models.CheckConstraint(
                condition=Q(ends_on__lte=F("begins_on") + datetime.timedelta(days=18_263)),
                name="lease_of_at_most_50_years",
                violation_error_message="A lease runs for at most 50 years.",
            ),
        ),
    ]
