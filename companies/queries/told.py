"""What an applicant has been told: a decision counts from its letter on, not before."""

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from companies.enums import ApplicationState
from companies.models import Application, Decision, Move

# What no letter of a decision stands behind.
PLAIN = [ApplicationState.WITHDRAWN, ApplicationState.ADMITTED]


def told_state(application: Application) -> ApplicationState:
    """The state that the applicant may know of."""
    if application.state in PLAIN:
        return ApplicationState(application.state)
    first = _untold(Decision.objects.filter(application=application)).first()
    return ApplicationState(first.move.before if first else application.state)


def with_told_state(applications: QuerySet) -> QuerySet:
    """The same for many at once, as ``told``."""
    untold = _untold(Decision.objects.filter(application=OuterRef("pk")))
    told = applications.annotate(
        told_before=Subquery(untold.values("move__before")[:1]),
    )
    return told.annotate(told=Coalesce("told_before", F("state")))


def moves_told(application: Application) -> QuerySet[Move]:
    """The moves that the applicant may know of, the oldest first."""
    known = Q(decision__isnull=True) | Q(decision__announced_at__isnull=False)
    return application.moves.filter(known).order_by("pk")


def _untold(decisions: QuerySet) -> QuerySet:
    """Standing decisions whose letter is not out, and those before them, the first one first.

    None of those that came before one that is out: that one took their place.
    """
    later = Decision.objects.filter(
        application=OuterRef("application"), number__gt=OuterRef("number")
    )
    standing = Decision.objects.in_force().filter(
        application=OuterRef("application"), announced_at=None
    )
    return (
        decisions.filter(Exists(standing), announced_at=None)
        .exclude(Exists(later.filter(announced_at__isnull=False)))
        .select_related("move")
        .order_by("number")
    )
