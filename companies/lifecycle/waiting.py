"""Verbs on the waiting list of a call: another place for one, and what follows for the others."""

import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from companies.enums import ApplicationState, Outcome
from companies.lifecycle.choosing import Choice
from companies.lifecycle.deciding import decide_batch, decided_meanwhile
from companies.lifecycle.holding import locked_call
from companies.models import Application, Call, Decision, DecisionQuerySet
from incubator.core.errors import RuleViolation


def waiting_list(call: Call) -> DecisionQuerySet:
    """The decisions that hold a place on the list, the first place first."""
    return (
        Decision.objects.in_force()
        .filter(call=call, rank__isnull=False, application__state=ApplicationState.WAITING)
        .select_related("application", "decided_by")
        .order_by("rank")
    )


@transaction.atomic
def change_waiting_place(
    *, application: Application, rank: int, seen: int, by, at: datetime.datetime, said: str = ""
) -> list[Decision]:
    """Give an application another place; those in between move by one, all of them or none.

    Each of them is decided of anew and gets a letter with its new place: what an applicant was
    told stays true until then. ``said`` goes to the one whose place was chosen. Returns the new
    decisions. Raises RuleViolation: ``not_on_the_waiting_list`` (409), ``rank_is_its_own``,
    ``rank_not_possible``, and those of ``decide_batch``.
    """
    call = locked_call(application.call)
    listed = list(waiting_list(call))
    own = next((one for one in listed if one.application_id == application.pk), None)
    if own is None:
        raise _not_there(application)
    if own.number != seen:
        raise decided_meanwhile(application, own)
    if rank == own.rank:
        raise RuleViolation(
            "rank_is_its_own", _("It has place %(rank)d already."), field="rank", rank=rank
        )
    last = max(one.rank for one in listed)
    if not 1 <= rank <= last:
        raise RuleViolation(
            "rank_not_possible", _("A place from 1 to %(last)d."), field="rank", last=last
        )
    choices = [_choice(own, rank, said)]
    choices += [_choice(one, to) for one, to in _moved(listed, own, rank)]
    return decide_batch(choices=choices, by=by, at=at)


def _moved(listed: list[Decision], own: Decision, rank: int) -> list[tuple[Decision, int]]:
    """Who makes room, each with the place that is then its own.

    Only as far as places follow on each other: a free place swallows the move.
    """
    others = {one.rank: one for one in listed if one is not own}
    step = 1 if rank < (own.rank or 0) else -1
    found, place = [], rank
    while place in others:
        found.append((others[place], place + step))
        place += step
    return found


def _choice(decision: Decision, rank: int, said: str | None = None) -> Choice:
    return Choice(
        application=decision.application,
        seen=decision.number,
        outcome=Outcome.WAITING,
        reason=decision.reason,
        said=decision.said if said is None else said or decision.said,
        rank=rank,
    )


def _not_there(application: Application) -> RuleViolation:
    return RuleViolation(
        "not_on_the_waiting_list",
        _("%(case)s is “%(state)s”, and not on the waiting list."),
        status=409,
        case=application,
        state=application.get_state_display(),
    )
