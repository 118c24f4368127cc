"""What an assignment needs before it can be: a stay, a term, a place, and no conflict."""

import datetime

from django.utils.translation import gettext_lazy as _

from companies.models import Company, Representative
from incubator.core.errors import RuleViolation
from mentors.enums import AssignmentState, Side
from mentors.lifecycle.refusals import require_in_office
from mentors.models import Appointment, Assignment, Mentor, Stake

MOST_ASKED = 3  # mentors whom one company waits for at once


def require_period(assignment: Assignment) -> None:
    """Within an open stay and the mentor's terms, with a free place; names its appointment.

    Raises RuleViolation: ``assignment_ends_before_it_begins``, ``mentor_has_no_place`` (409),
    ``assignment_outside_residence`` (409), ``mentor_not_in_office`` (409),
    ``assignment_outside_term`` (409).
    """
    begin, end, stay = assignment.begins_on, assignment.ends_on, assignment.residence
    if end <= begin:
        raise RuleViolation(
            "assignment_ends_before_it_begins",
            _("An assignment that begins on %(begin)s cannot end on %(end)s."),
            field="ends_on",
            begin=begin,
            end=end,
        )
    if begin < stay.admitted_on or (stay.left_on is not None and end > stay.left_on):
        raise RuleViolation(
            "assignment_outside_residence",
            _("%(company)s needs an open residence on all of these days."),
            field="begins_on",
            status=409,
            company=stay.company.name,
        )
    assignment.appointment = _term_for(assignment)
    places = assignment.appointment.companies
    others = Assignment.objects.taking_a_place().filter(
        mentor=assignment.mentor_id, incubator=assignment.incubator_id
    )
    taken = others.exclude(pk=assignment.pk).count()
    if taken >= places:
        raise RuleViolation(
            "mentor_has_no_place",
            _("%(mentor)s already has %(taken)d companies, of %(places)d at most."),
            status=409,
            mentor=assignment.mentor.name,
            taken=taken,
            places=places,
        )


def _term_for(assignment: Assignment) -> Appointment:
    """The term in which it begins; that and the ones that follow without a gap reach its end.

    Raises ``mentor_not_in_office`` and ``assignment_outside_term`` (409).
    """
    first = require_in_office(assignment.mentor, assignment.incubator_id, assignment.begins_on)
    until = first.until_on
    for later in Appointment.objects.filter(
        mentor=assignment.mentor_id, incubator=assignment.incubator_id, begins_on__gte=until
    ).order_by("begins_on"):
        if later.begins_on != until:
            break
        until = later.until_on
    if assignment.ends_on > until:
        raise RuleViolation(
            "assignment_outside_term",
            _("%(mentor)s is appointed there until %(until)s; it cannot go on to %(end)s."),
            field="ends_on",
            status=409,
            mentor=assignment.mentor.name,
            until=until,
            end=assignment.ends_on,
        )
    return first


def refuse_many(assignment: Assignment) -> None:
    """Raises ``too_many_requests_wait`` (409): a company asks a few mentors, not all of them."""
    if assignment.asked_by != Side.COMPANY:
        return
    waiting = Assignment.objects.filter(
        residence=assignment.residence, state=AssignmentState.PROPOSED, asked_by=Side.COMPANY
    )
    if waiting.count() >= MOST_ASKED:
        raise RuleViolation(
            "too_many_requests_wait",
            _("%(most)d mentors are asked already; wait for an answer, or take one back."),
            status=409,
            most=MOST_ASKED,
        )


def refuse_second(assignment: Assignment) -> None:
    """Raises ``assignment_already_open`` (409)."""
    same = Assignment.objects.open().filter(
        mentor=assignment.mentor_id, residence=assignment.residence_id
    )
    if same.exists():
        raise RuleViolation(
            "assignment_already_open",
            _("%(mentor)s and %(company)s are already at it."),
            status=409,
            mentor=assignment.mentor.name,
            company=assignment.company.name,
        )


def refuse_conflict(assignment: Assignment) -> None:
    """Raises ``mentor_of_own_company`` and ``conflict_of_interest`` (409)."""
    mentor, company = assignment.mentor, assignment.company
    refuse_own_company(mentor, company)
    accepted = assignment.despite and assignment.asked_by == Side.OFFICE
    if has_stake(mentor, company, on=assignment.begins_on) and not accepted:
        raise RuleViolation(
            "conflict_of_interest",
            _(
                "%(mentor)s has declared a stake in this company or in another of its field. "
                "The office may propose this all the same, and says why."
            ),
            field="despite",
            status=409,
            mentor=mentor.name,
        )


def refuse_conflict_of_booking(mentor: Mentor, company: Company, *, on: datetime.date) -> None:
    """The same for office hours that anybody may book. Raises ``mentor_of_own_company`` and
    ``conflict_of_interest`` (409)."""
    refuse_own_company(mentor, company)
    if has_stake(mentor, company, on=on):
        raise RuleViolation(
            "conflict_of_interest",
            _(
                "%(mentor)s has declared a stake in this company or in another of its field; "
                "please ask the office."
            ),
            status=409,
            mentor=mentor.name,
        )


def has_stake(mentor: Mentor, company: Company, *, on: datetime.date) -> bool:
    """Whether a mentor holds a stake in the company, or in another of its field, on a day."""
    held = Stake.objects.held(on=on).filter(mentor=mentor)
    of_field = held.filter(company__field=company.field) if company.field else held.none()
    return (held.filter(company=company) | of_field).exists()


def refuse_own_company(mentor: Mentor, company: Company) -> None:
    """Raises ``mentor_of_own_company`` (409)."""
    acting = Representative.objects.in_force().filter(company=company, user=mentor.user_id)
    if mentor.user_id and acting.exists():
        raise RuleViolation(
            "mentor_of_own_company",
            _("%(mentor)s acts for %(company)s and cannot be its mentor."),
            status=409,
            mentor=mentor.name,
            company=company.name,
        )
