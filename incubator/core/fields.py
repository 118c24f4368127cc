"""Field builders, so that money and area have the same digits everywhere."""

from functools import partial

from django.conf import settings
from django.db import models

# Yuan with two decimals; 99 thousand 亿元 fit.
MoneyField = partial(models.DecimalField, max_digits=15, decimal_places=2)

# Square metres with two decimals, up to 99,999,999 m².
AreaField = partial(models.DecimalField, max_digits=10, decimal_places=2)


def somebody(label) -> models.ForeignKey:
    """Who did something; empty for the system itself."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=label,
    )
