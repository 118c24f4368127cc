"""Who is kept from a case does nothing with it for the office, whichever door they came by."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from companies.models import Application
from incubator.core.errors import RuleViolation


def require_apart(by, cases: Iterable[Application | int | None]) -> None:
    """Raises ``case_kept_from_you`` (403) where one of several cases is kept from ``by``.

    Which one is not said. Nobody in particular (None: the schedule) is close to nothing; one
    query for any number of cases, which may be given by their keys.
    """
    keys = [case.pk if isinstance(case, Application) else case for case in cases]
    if by is None or not any(keys):
        return
    if Application.objects.kept_from(by.pk).filter(pk__in=keys).exists():
        raise RuleViolation(
            "case_kept_from_you",
            _("This is of a case that is kept from you: somebody else of the office does it."),
            status=403,
        )
