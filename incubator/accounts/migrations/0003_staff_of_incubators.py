"""Staff of an incubator; one role of a person in all incubators at one time."""

import django.contrib.postgres.constraints
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_saved_views"),
        ("institutions", "0004_own_facts"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="membership",
            name="membership_role_has_its_place",
        ),
        migrations.AlterField(
            model_name="membership",
            name="role",
            field=models.CharField(
                choices=[
                    ("zone_office", "Zone office"),
                    ("manager", "Incubator manager"),
                    ("staff", "Incubator staff"),
                    ("auditor", "Auditor"),
                ],
                max_length=20,
                verbose_name="role",
            ),
        ),
        migrations.AlterField(
            model_name="membershipevent",
            name="role",
            field=models.CharField(
                choices=[
                    ("zone_office", "Zone office"),
                    ("manager", "Incubator manager"),
                    ("staff", "Incubator staff"),
                    ("auditor", "Auditor"),
                ],
                max_length=20,
                verbose_name="role",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("incubator__isnull", True), ("role__in", ["zone_office", "auditor"])),
                    models.Q(("incubator__isnull", False), ("role__in", ["manager", "staff"])),
                    _connector="OR",
                ),
                name="membership_role_has_its_place",
                violation_error_message="A zone role names no incubator; an incubator's role names one.",
            ),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("incubator__isnull", False)),
                expressions=[
                    ("user", "="),
                    ("role", "<>"),
                    (
                        models.Func(
                            models.F("begins_on"), models.F("ends_on"), function="daterange"
                        ),
                        "&&",
                    ),
                ],
                name="membership_one_role_of_incubators",
                violation_error_message="A person has one role in all their incubators at one time: what they may do in one would hold in the others.",
            ),
        ),
    ]
