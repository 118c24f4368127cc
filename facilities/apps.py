"""The facilities app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FacilitiesConfig(AppConfig):
    name = "facilities"
    verbose_name = _("Facilities")

    def ready(self) -> None:
        """Rooms that are kept for an applicant are free again when it is refused after all;
        rooms and leases are brought as files."""
        from companies.lifecycle.admissions import register_release  # models are there only now
        from facilities.imports.leases import Leases
        from facilities.imports.rooms import Rooms
        from facilities.lifecycle.reservations import release_kept
        from incubator.imports.kinds import register_kind

        register_release(release_kept)
        register_kind(Rooms())
        register_kind(Leases())
