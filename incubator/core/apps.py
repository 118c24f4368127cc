"""The core app: extensions and functions of the database, and the sealed history."""

from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

# pgtrigger lets a session switch triggers off by name through this function. Our
# history must not have such a switch, and pgtrigger re-creates the function whenever a
# migration installs a trigger; so it is replaced at the end of every migrate.
SEAL = """
CREATE OR REPLACE FUNCTION public._pgtrigger_should_ignore(trigger_name NAME)
RETURNS BOOLEAN AS $$ BEGIN RETURN FALSE; END; $$ LANGUAGE plpgsql;
"""


def seal_history(*, using: str, **kwargs: object) -> None:
    """Take away the switch that would let a code path write without history."""
    from django.db import connections

    with connections[using].cursor() as cursor:
        cursor.execute(SEAL)


class CoreConfig(AppConfig):
    name = "incubator.core"
    label = "core"
    verbose_name = _("Foundations")

    def ready(self) -> None:
        """The only signals of the project: they are of Django's own migrate and connections, and
        connect no parts with each other."""
        from incubator.core.refusals import tell

        post_migrate.connect(seal_history, sender=self)
        connection_created.connect(tell)
