"""What the pages of mentoring share: whose it is, for which side the reader stands, refusals.

Whatever somebody is no side of does not exist for them; a mentor whose term has ended is none.
"""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from companies.enums import Right
from companies.models import Residence
from companies.models.applications import rights_from
from companies.portal.shared import told
from companies.queries.people import company_right
from incubator.core.dates import today
from mentors.enums import Side
from mentors.models import Appointment, Assignment, Mentor, MentoringSession


def mentor_of(request: HttpRequest) -> Mentor:
    """The mentor who is reading, also after the last term."""
    return found(Mentor.objects.filter(user=request.user))


def terms_of(mentor: Mentor) -> QuerySet[Appointment]:
    """Where a mentor is in office today."""
    return mentor.appointments.in_force(on=today()).select_related("incubator").order_by("pk")


def stays_of(user) -> QuerySet[Residence]:
    """Stays of the companies that somebody acts for, over or not."""
    return Residence.objects.filter(
        company__representatives__user=user, company__representatives__ended_at__isnull=True
    ).select_related("company", "incubator")


def stay_of(request: HttpRequest, pk: int, *, right: Right | None = None) -> Residence:
    """A stay of one's own company; with a right, one that goes on, for whoever holds it."""
    stays = stays_of(request.user).filter(pk=pk)
    if right is not None:
        stays = stays.filter(
            left_on__isnull=True,
            company__representatives__user=request.user,
            company__representatives__ended_at__isnull=True,
            company__representatives__right__in=rights_from(right),
        )
    return found(stays)


def assignment_of(request: HttpRequest, key: uuid.UUID) -> Assignment:
    """An assignment of which the reader is a side."""
    rows = Assignment.objects.of_person(request.user, on=today())
    return found(
        rows.filter(key=key).select_related(
            "mentor", "company", "incubator", "residence__company", "appointment"
        )
    )


def session_of(request: HttpRequest, key: uuid.UUID) -> MentoringSession:
    """A session of which the reader is a side."""
    rows = MentoringSession.objects.of_person(request.user, on=today())
    return found(
        rows.filter(key=key).select_related(
            "mentor",
            "company",
            "incubator",
            "residence",
            "assignment",
            "notes",
            "slot__hours",
        )
    )


def side_of(request: HttpRequest, row: Any) -> Side:
    """For which side the reader stands in an assignment or a session."""
    return Side.MENTOR if row.mentor.user_id == request.user.pk else Side.COMPANY


def may_write(request: HttpRequest, row: Any) -> bool:
    """Whether the reader may do something there, and not only read."""
    if side_of(request, row) == Side.MENTOR:
        return True  # seen by mentors in office alone
    return may_act(request, row.company_id)


def may_act(request: HttpRequest, company_id: int) -> bool:
    """Whether the reader may write for a company."""
    return company_right(company_id=company_id, user=request.user) in rights_from(Right.EDIT)


def tell(request: HttpRequest, verb: Callable[[], Any], done: str) -> bool:
    """Run a verb; what it did, or why not, is said on the next page. Whether it was done."""
    is_done = told(request, verb)
    if is_done:
        messages.success(request, done)
    return is_done


def found(rows: QuerySet) -> Any:
    """The one row there is."""
    row = rows.first()
    if row is None:
        raise Http404
    return row
