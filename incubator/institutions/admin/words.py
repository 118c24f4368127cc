"""How rulebooks are shown in the admin: badges for what is unconfirmed, and for whom a rule is."""

from django.utils.translation import gettext as _

from incubator.core.admin_fields import badge
from incubator.institutions.enums import Certainty, Focus, Kind, RulebookState, SpecialCase
from incubator.institutions.models import Criterion, Rulebook

CERTAINTIES = {
    Certainty.VERIFIED: "success",
    Certainty.SECONDARY: "info",
    Certainty.UNKNOWN: "warning",
}
STATES = {
    RulebookState.DRAFT: "info",
    RulebookState.PUBLISHED: "success",
    RulebookState.SUPERSEDED: "default",
}


def certainty_badge(certainty: str) -> str:
    """How well a value is known: the same mark on every page that uses it."""
    known = Certainty(certainty)
    return badge(CERTAINTIES[known], known.label)


def state_badge(rulebook: Rulebook) -> str:
    """Draft, published or superseded."""
    return badge(STATES[RulebookState(rulebook.state)], rulebook.get_state_display())


def for_whom(criterion: Criterion) -> str:
    """The institutions and special cases that a criterion is limited to; “—” for all."""
    words = [
        *([str(Kind(criterion.kind).label)] if criterion.kind else []),
        *([str(Focus(criterion.focus).label)] if criterion.focus else []),
        *(str(SpecialCase(case).label) for case in criterion.special),
    ]
    return _(", ").join(words) or "—"
