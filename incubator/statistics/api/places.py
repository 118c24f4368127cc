"""Which place an answer about figures speaks of: the whole zone, or one incubator."""

from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import NotFound
from rest_framework.request import Request

from incubator.accounts.access import access_from
from incubator.core.errors import RuleViolation
from incubator.institutions.models import Incubator


def place_asked(request: Request) -> Incubator | None:
    """The incubator that ``?incubator=`` names; without it the zone (None), or one's own.

    Figures of the zone are for those who see all of it. A foreign incubator is as unknown
    as one that does not exist: NotFound. Raises RuleViolation ``incubator_required`` where
    several could be meant.
    """
    access = access_from(request)
    visible = Incubator.objects.visible_to(access).order_by("pk")
    code = request.query_params.get("incubator")
    if code is not None:
        return _only(visible.filter(code=code)[:1])
    if access.everywhere:
        return None
    own = visible[:2]
    if len(own) > 1:
        raise RuleViolation(
            "incubator_required",
            _("Say which of your incubators: ?incubator=code."),
            field="incubator",
        )
    return _only(own)


def _only(found) -> Incubator:
    for incubator in found:
        return incubator
    raise NotFound(_("There is no such incubator."))
