"""The statistics app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StatisticsConfig(AppConfig):
    name = "incubator.statistics"
    label = "statistics"
    verbose_name = _("Statistics")

    def ready(self) -> None:
        """Tell the part below that asks: it must not know who publishes years."""
        from incubator.statistics.snapshots.queries import is_published
        from incubator.workflows.graduation import IS_PUBLISHED

        IS_PUBLISHED.append(is_published)
