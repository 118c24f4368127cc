"""The mentors app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MentorsConfig(AppConfig):
    name = "mentors"
    verbose_name = _("Mentors")

    def ready(self) -> None:
        """A mentor of a company does not review its applications; mentors are brought as files."""
        from companies.enums import Ground  # models are there only now
        from companies.queries.conflicts import register_source
        from incubator.imports.kinds import register_kind
        from mentors.closeness import mentored
        from mentors.imports import Mentors

        register_source(Ground.MENTOR, mentored)
        register_kind(Mentors())
