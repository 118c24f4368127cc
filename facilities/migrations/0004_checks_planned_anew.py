"""The checks of 0002 and 0003 are planned for the tables as they are, at each call.

A session keeps the plan of a function's statement. One that was made while the tables were
empty read every unit for every letting once they were full: loading a zone after a small
change took minutes in its commit. Planning anew costs a fraction of a millisecond.
"""

from django.db import migrations

FUNCTIONS = (
    "facilities_areas_add_up",
    "facilities_letting_within",
    "facilities_lease_within_residence",
    "facilities_refund_covered",
)


class Migration(migrations.Migration):
    replaces = [("facilities", "0005_checks_planned_anew")]
    dependencies = [("facilities", "0003_checks_by_key")]
    operations = [
        migrations.RunSQL(
            f"ALTER FUNCTION {name}() SET plan_cache_mode = force_custom_plan",
            f"ALTER FUNCTION {name}() RESET plan_cache_mode",
        )
        for name in FUNCTIONS
    ]
