"""What ends with something else: assignments, plans and slots after the end of a stay or a term."""

import datetime

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from incubator.core.dates import day_of
from incubator.core.errors import RuleViolation
from mentors.enums import TOOK_PLACE, AssignmentState, EndReason, SessionState
from mentors.lifecycle.telling import tell_of_assignment, tell_of_session
from mentors.models import Assignment, Mentor, MentoringSession, Slot
from mentors.models.assignments import AssignmentQuerySet
from mentors.models.sessions import SessionQuerySet


def clear_after(
    *, mentor: Mentor, incubator_id: int, on: datetime.date, because: str, said: str, by, at
) -> None:
    """After the end of a mentor's term: assignments end, plans are cancelled, slots withdrawn.

    Raises ``session_after_end`` (409) where a session was held on a later day.
    """
    there = {"mentor": mentor.pk, "incubator": incubator_id}
    refuse_held_after(MentoringSession.objects.filter(**there), on, at=at)
    end_all(Assignment.objects.filter(**there), on=on, because=because, said=said, at=at)
    cancel_plans(MentoringSession.objects.filter(**there), on=on, because=said, at=at)
    Slot.objects.offered().filter(**there, on__gte=on).update(withdrawn_at=at)
    mentor.office_hours.filter(
        incubator=incubator_id, until_on__gt=on, withdrawn_at__isnull=True
    ).update(withdrawn_at=at)


def end_all(
    assignments: AssignmentQuerySet, *, on: datetime.date, because: str, said: str, at
) -> list[Assignment]:
    """Those that run end on a day, the earlier of it and their own; open ones are not taken up."""
    found = list(
        assignments.open()
        .select_for_update(of=("self",), no_key=True)
        .select_related("mentor__user", "company", "incubator")
        .order_by("pk")
    )
    for each in found:
        if each.state == AssignmentState.ACTIVE:
            each.state, each.end_reason = AssignmentState.ENDED, because
            each.ended_on = min(max(on, each.begins_on), each.ends_on)
        else:
            each.state, each.declined_at = AssignmentState.DECLINED, at
        each.said = each.said or said[:500]
        each.save(update_fields=["state", "end_reason", "ended_on", "declined_at", "said"])
        tell_ended(each)
    return found


def tell_ended(assignment: Assignment) -> None:
    """Tell both that it is over, or does not come to be."""
    reason = assignment.get_end_reason_display if assignment.end_reason else assignment.said
    tell_of_assignment(
        assignment,
        _("Mentoring of %(company)s by %(mentor)s has ended"),
        _("%(mentor)s and %(company)s no longer work together as mentor and company: %(reason)s"),
        reason=reason or EndReason.OTHER.label,
    )


def cancel_plans(
    sessions: SessionQuerySet, *, on: datetime.date, because: str, at: datetime.datetime
) -> None:
    """Cancel what is planned on a day and after, and tell both.

    What has begun by then took place or not, whatever ended since: both are asked about it.
    """
    planned = (
        sessions.planned()
        .filter(on__gte=on, begins_at__gt=at)
        .select_for_update(of=("self",), no_key=True)
        .select_related("mentor__user", "company")
        .order_by("pk")
    )
    for session in list(planned):
        session.state, session.closed_at = SessionState.CANCELLED, at
        session.closed_because = because[:300]
        session.sequence += 1
        session.save(update_fields=["state", "closed_at", "closed_because", "sequence"])
        tell_cancelled(session)


def tell_cancelled(session: MentoringSession) -> None:
    """Tell both."""
    tell_of_session(
        session,
        _("Cancelled: %(company)s with %(mentor)s on %(day)s"),
        _(
            "The meeting of %(company)s with %(mentor)s on %(day)s at %(time)s is cancelled: "
            "%(why)s"
        ),
        why=session.closed_because,
    )


def first_day_without(sessions: SessionQuerySet, at: datetime.datetime) -> datetime.date:
    """Today, or tomorrow where a session has begun today: then today is the last day."""
    today = day_of(at)
    begun = sessions.exclude(state__in=[SessionState.CANCELLED, SessionState.NOT_HELD])
    if begun.filter(on=today, begins_at__lte=at).exists():
        return today + datetime.timedelta(days=1)
    return today


def refuse_held_after(
    sessions: SessionQuerySet, on: datetime.date, *, at: datetime.datetime
) -> None:
    """Raises ``session_after_end`` (409): what took place on that day or later contradicts the
    end, and so does what has begun and nobody has reported on: it would be called off."""
    begun = Q(state=SessionState.PLANNED, begins_at__lte=at)
    later = sessions.filter(Q(state__in=TOOK_PLACE) | begun, on__gte=on).order_by("-on").first()
    if later is None:
        return
    if later.state == SessionState.PLANNED:
        said = _(
            "Nobody has said yet whether the meeting of %(held)s was held; it ends after that."
        )
    else:
        said = _("A session was held on %(held)s; it ends after that.")
    raise RuleViolation("session_after_end", said, field="on", status=409, held=later.on)
