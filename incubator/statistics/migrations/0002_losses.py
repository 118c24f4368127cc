"""A year's profit of all companies may be a loss."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("statistics", "0001_tables")]

    operations = [
        migrations.RemoveConstraint(model_name="yearlytotal", name="total_not_negative"),
        migrations.AddConstraint(
            model_name="yearlytotal",
            constraint=models.CheckConstraint(
                condition=Q(counted__gte=0) | Q(indicator="net_profit"),
                name="total_not_negative",
            ),
        ),
    ]
