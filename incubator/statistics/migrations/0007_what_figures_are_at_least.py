"""What figures are at least and at most, where days are known only roughly."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("institutions", "0004_own_facts"),
        ("statistics", "0006_torch_entries_and_webhooks"),
    ]

    operations = [
        migrations.AddField(
            model_name="snapshotvalue",
            name="high",
            field=models.DecimalField(
                decimal_places=2, max_digits=20, null=True, verbose_name="at most"
            ),
        ),
        migrations.AddField(
            model_name="snapshotvalue",
            name="low",
            field=models.DecimalField(
                decimal_places=2, max_digits=20, null=True, verbose_name="at least"
            ),
        ),
        migrations.AddField(
            model_name="yearlytotal",
            name="high",
            field=models.DecimalField(
                decimal_places=2, max_digits=20, null=True, verbose_name="at most"
            ),
        ),
        migrations.AddField(
            model_name="yearlytotal",
            name="low",
            field=models.DecimalField(
                decimal_places=2, max_digits=20, null=True, verbose_name="at least"
            ),
        ),
        migrations.AddConstraint(
            model_name="snapshotvalue",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("high__isnull", True), ("low__isnull", True)),
                    models.Q(
                        ("high__gt", models.F("low")),
                        ("high__gte", models.F("value")),
                        ("high__isnull", False),
                        ("low__isnull", False),
                        ("low__lte", models.F("value")),
                    ),
                    _connector="OR",
                ),
                name="snapshotvalue_within_span",
            ),
        ),
        migrations.AddConstraint(
            model_name="yearlytotal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("high__isnull", True), ("low__isnull", True)),
                    models.Q(
                        ("high__gt", models.F("low")),
                        ("high__gte", models.F("value")),
                        ("high__isnull", False),
                        ("low__isnull", False),
                        ("low__lte", models.F("value")),
                    ),
                    _connector="OR",
                ),
                name="total_within_its_span",
            ),
        ),
    ]
