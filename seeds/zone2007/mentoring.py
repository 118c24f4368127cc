"""Mentors of the zone, whom they helped, and what came of it: two years, and while the demo runs.

Rows are written in sets, as the verbs would write them one by one (a test compares them):
letters are left out, since nobody is meant. What is made up says ``mentors_generated``.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from django.db import transaction

from companies.models import Residence
from incubator.accounts.models import User
from incubator.core.dates import SHANGHAI, day_of
from incubator.core.history import recorded
from incubator.core.pinyin import initials_of, pinyin_of
from incubator.institutions.models import Incubator
from mentors import lifecycle
from mentors.enums import (
    ApplicationState,
    AssignmentState,
    Audience,
    EndReason,
    MentorKind,
    Need,
    Rhythm,
    SessionState,
    Side,
    StakeKind,
)
from mentors.models import (
    ActionItem,
    Appointment,
    Assignment,
    Feedback,
    Mentor,
    MentorApplication,
    MentoringSession,
    SessionNotes,
    Slot,
    Stake,
)
from seeds.zone2007 import mentors_generated as made_up
from seeds.zone2007.entries import applicant_of
from seeds.zone2007.mentors_generated import DAY, Meeting, Pairing, Person

MADE_UP = "示例数据：按规则生成，非真实资料。"
GOALS = "示例目标：在一年内明确商业模式，找到首批客户，完成一项项目申报。"
REFUSED = "目前的需求与导师专长不符。"
A, S = AssignmentState, SessionState
# Those of the demo's own time that have not come to be, by turns of eight.
NOT_YET = {5: A.PROPOSED, 6: A.ACCEPTED, 7: A.DECLINED}
IN_OFFICE_HOURS = 6  # mentors with hours of every week
WEEKS = 8


@transaction.atomic
def build(*, at: datetime.datetime, mentor: User, founder: User) -> bool:
    """Make the mentors and their work where there are none; whether any were made.

    The first of those in office has the account ``mentor``, and the company of ``founder``.
    """
    if Mentor.objects.exists():
        return False
    today = day_of(at)
    with recorded(reason="示例数据：创业导师"):
        earlier, current = made_up.people_of_2006(), made_up.people_of_today(today)
        terms = _people([*earlier, *current], {current[0].number: mentor})
        pairings = [
            *made_up.pairings_of_2006(earlier, _stays()),
            *made_up.pairings_of_today(current, _stays(open_for=founder), today),
        ]
        assignments = _assign(pairings, terms, today)
        _hold(list(zip(pairings, assignments, strict=True)), at)
        _offer(terms, current[:IN_OFFICE_HOURS], at)
        _declare(assignments)
        _apply(at)
    return True


def _stays(*, open_for: User | None = None) -> dict[str, list[made_up.Stay]]:
    """Stays of incubation by place; the open ones, that of somebody's company first."""
    rows = Residence.objects.of_incubation().filter(company__is_generated=True).order_by("pk")
    own: set[int] = set()
    if open_for:
        rows = rows.filter(left_on__isnull=True)
        acting = rows.filter(company__representatives__user=open_for)
        own = set(acting.values_list("pk", flat=True))
    found = defaultdict(list)
    for place, *stay in rows.values_list(
        "incubator__code", "pk", "company", "admitted_on", "left_on", "exit_reason"
    ):
        found[place].append(made_up.Stay(*stay))
    return {place: sorted(of, key=lambda one: one.pk not in own) for place, of in found.items()}


def _people(people: Sequence[Person], accounts: dict[int, User]) -> dict[int, list[Appointment]]:
    """Everybody with their terms; the terms by the number of the person."""
    mentors = Mentor.objects.bulk_create(_mentor(one, accounts) for one in people)
    places = Incubator.objects.in_bulk(field_name="code")
    terms = {
        person.number: [_term(person, mentor, places[person.place], days) for days in person.terms]
        for person, mentor in zip(people, mentors, strict=True)
    }
    Appointment.objects.bulk_create(of[0] for of in terms.values())
    for of in terms.values():
        for last, later in pairwise(of):
            later.renews = last
    Appointment.objects.bulk_create(later for of in terms.values() for later in of[1:])
    return terms


def _mentor(person: Person, accounts: dict[int, User]) -> Mentor:
    user = accounts.get(person.number)
    over = {"retired_on": person.terms[-1][1], "retirement_reason": "聘期届满，不再续聘。"}
    return Mentor(
        name=person.name,
        name_pinyin=pinyin_of(person.name),
        name_initials=initials_of(person.name),
        **person.profile,
        tier=person.tier,
        email=user.email if user else f"mentor{person.number:02d}@example.test",
        phone="0574-00000000",
        user=user,
        note=MADE_UP,
        is_generated=True,
        **(over if person.retired else {}),
    )


def _term(
    person: Person, mentor: Mentor, place: Incubator, days: tuple[datetime.date, datetime.date]
) -> Appointment:
    begins_on, ends_on = days
    return Appointment(
        mentor=mentor,
        incubator=place,
        appointed_by=place.name,
        level=person.level,
        certificate=f"示例{begins_on:%Y}-{person.number:02d}",
        begins_on=begins_on,
        ends_on=ends_on,
        companies=person.places,
        hours=made_up.HOURS,
    )


def _assign(
    pairings: list[Pairing], terms: dict[int, list[Appointment]], today: datetime.date
) -> list[Assignment]:
    """One row for each, in order; a few of today have not come to be, and have no sessions."""
    turn, rows = 0, []
    for pairing in pairings:
        state = A.ACTIVE
        if pairing.until_on <= today:
            state = A.ENDED
            pairing.ended_on = pairing.until_on
            pairing.reason = pairing.reason or EndReason.PERIOD_OVER
        else:
            state = NOT_YET.get(turn % 8, A.ACTIVE)
            turn += 1
        if state in NOT_YET.values():
            pairing.begins_on, pairing.meetings = today + 7 * DAY, []
        rows.append(_assignment(pairing, state, terms[pairing.person.number], today))
    return Assignment.objects.bulk_create(rows)


def _assignment(
    pairing: Pairing, state: str, terms: list[Appointment], today: datetime.date
) -> Assignment:
    term = next(one for one in terms if one.begins_on <= pairing.begins_on < one.ends_on)
    asked_at = _ten(min(pairing.begins_on - 14 * DAY, today - 3 * DAY))
    agreed_at, begun_at = asked_at + DAY, _ten(pairing.begins_on)
    agreed = state in (A.ACCEPTED, A.ACTIVE, A.ENDED)
    begun = state in (A.ACTIVE, A.ENDED)
    by_company = pairing.stay.pk % 3 == 0
    return Assignment(
        residence_id=pairing.stay.pk,
        company_id=pairing.stay.company,
        incubator_id=term.incubator_id,
        appointment=term,
        mentor=term.mentor,
        state=state,
        asked_by=Side.COMPANY if by_company else Side.OFFICE,
        needs=pairing.person.strengths[:2],
        goals=GOALS,
        begins_on=pairing.begins_on,
        ends_on=pairing.ends_on,
        ended_on=pairing.ended_on,
        end_reason=pairing.reason,
        said=REFUSED if state == A.DECLINED else "",
        proposed_at=asked_at,
        company_agreed_at=agreed_at if agreed else asked_at if by_company else None,
        mentor_agreed_at=agreed_at if agreed else None,
        accepted_at=agreed_at if agreed else None,
        activated_at=begun_at if begun else None,
        declined_at=agreed_at if state == A.DECLINED else None,
    )


def _hold(work: list[tuple[Pairing, Assignment]], at: datetime.datetime) -> None:
    """The sessions of each assignment, with what was said in them and thought of them."""
    rows = [
        (meeting, _session(assignment, meeting, at))
        for pairing, assignment in work
        for meeting in pairing.meetings
    ]
    MentoringSession.objects.bulk_create(session for _meeting, session in rows)
    SessionNotes.objects.bulk_create(
        SessionNotes(
            session=session,
            topic=made_up.TOPICS[meeting.need],
            advice="示例记录：讨论现状与困难，约定下一步。" if _held(session) else "",
        )
        for meeting, session in rows
    )
    held = [(meeting, session) for meeting, session in rows if _held(session)]
    ActionItem.objects.bulk_create(_step(*row) for row in held if row[0].number % 2)
    Feedback.objects.bulk_create(row for pair in held for row in _feedback(*pair))


def _session(assignment: Assignment, meeting: Meeting, at: datetime.datetime) -> MentoringSession:
    begin = datetime.datetime.combine(meeting.on, meeting.starts, tzinfo=SHANGHAI)
    after = begin + datetime.timedelta(minutes=meeting.minutes + 90)
    return MentoringSession(
        mentor_id=assignment.mentor_id,
        residence_id=assignment.residence_id,
        company_id=assignment.company_id,
        incubator_id=assignment.incubator_id,
        assignment=assignment,
        on=meeting.on,
        starts=meeting.starts,
        minutes=meeting.minutes,
        mode=meeting.mode,
        place="创业服务中心302室" if meeting.mode == "on_site" else "",
        need=meeting.need,
        **_outcome(meeting, begin, after, at),
    )


def _outcome(
    meeting: Meeting, begin: datetime.datetime, after: datetime.datetime, at: datetime.datetime
) -> dict:
    """Held and confirmed, mostly; of the last weeks some wait for a word."""
    planned = {"planned_at": begin - 5 * DAY}
    if meeting.number == 0:
        because = "企业负责人临时出差。"
        return planned | {"state": S.NOT_HELD, "closed_at": after, "closed_because": because}
    if meeting.number == 1:
        because = "双方商定改期。"
        return planned | {
            "state": S.CANCELLED, "closed_at": begin - DAY, "closed_because": because,
        }  # fmt: skip
    if begin > at - 6 * DAY:
        return planned | {"state": S.PLANNED, "asked_at": min(begin + DAY, at)}
    held = {"state": S.HELD, "planned_at": after, "reported_at": after}
    if meeting.number == 2 or begin > at - 25 * DAY:
        return held
    return held | {"state": S.CONFIRMED, "confirmed_at": after + DAY}


def _held(session: MentoringSession) -> bool:
    return session.reported_at is not None


def _step(meeting: Meeting, session: MentoringSession) -> ActionItem:
    done = session.state == S.CONFIRMED and meeting.number % 3
    return ActionItem(
        session=session,
        text=made_up.STEPS[meeting.number % len(made_up.STEPS)],
        owner=Side.COMPANY if meeting.number % 4 else Side.MENTOR,
        due_on=meeting.on + 21 * DAY,
        done_at=_ten(meeting.on + 12 * DAY) if done else None,
    )


def _feedback(meeting: Meeting, session: MentoringSession) -> Iterator[Feedback]:
    """Most companies say how it was, and some mentors."""
    if session.confirmed_at and meeting.number % 5:
        rating = 3 if meeting.number > 17 else 4 + meeting.number % 2
        yield Feedback(
            session=session, side=Side.COMPANY, rating=rating, given_at=session.confirmed_at
        )
    if session.reported_at and meeting.number % 4 == 0:
        yield Feedback(session=session, side=Side.MENTOR, rating=4, given_at=session.reported_at)


def _offer(
    terms: dict[int, list[Appointment]], people: Iterable[Person], at: datetime.datetime
) -> None:
    """Hours of every week for a few mentors; their first companies have booked some."""
    today = day_of(at)
    bookings = []
    for turn, person in enumerate(people):
        term = terms[person.number][0]
        published = lifecycle.publish_hours(
            mentor=term.mentor,
            incubator=term.incubator,
            when=lifecycle.Hours(
                from_on=made_up.workday(today + (2 + turn) * DAY),
                starts=datetime.time(14),
                ends=datetime.time(17),
                place="创业服务中心302室",
                rhythm=Rhythm.WEEKLY,
                until_on=min(today + WEEKS * 7 * DAY, term.ends_on),
                audience=Audience.EVERYBODY if turn % 2 else Audience.ASSIGNED,
            ),
            by=None,
            at=at,
            side=Side.OFFICE,
        )
        first, *later = Slot.objects.filter(pk__in=[slot.pk for slot in published.slots]).order_by(
            "on", "starts"
        )
        pairs = Assignment.objects.active(on=first.on).filter(mentor=term.mentor).order_by("pk")
        for slot, assignment in zip([first, *later[4:5]], pairs, strict=False):
            if slot.on < assignment.ends_on:
                bookings.append(_booking(slot, assignment, at))
    MentoringSession.objects.bulk_create(bookings)
    SessionNotes.objects.bulk_create(
        SessionNotes(session=session, topic=made_up.TOPICS[Need(session.need)])
        for session in bookings
    )


def _booking(slot: Slot, assignment: Assignment, at: datetime.datetime) -> MentoringSession:
    return MentoringSession(
        mentor_id=assignment.mentor_id,
        residence_id=assignment.residence_id,
        company_id=assignment.company_id,
        incubator_id=assignment.incubator_id,
        assignment=assignment,
        slot=slot,
        on=slot.on,
        starts=slot.starts,
        minutes=slot.minutes,
        mode=slot.hours.mode,
        place=slot.hours.place,
        need=assignment.needs[0],
        planned_at=at - DAY / 2,
    )


def _declare(assignments: Sequence[Assignment]) -> None:
    """Some investors hold shares in companies of others."""
    mentors = Mentor.objects.filter(kind=MentorKind.INVESTOR).order_by("-pk")[:4]
    Stake.objects.bulk_create(
        Stake(
            mentor=mentor,
            company_id=other.company_id,
            kind=StakeKind.SHAREHOLDER,
            share=Decimal(5),
            from_on=datetime.date(2025, 1, 1),
        )
        for mentor, other in zip(mentors, assignments[::7], strict=False)
        if mentor.pk != other.mentor_id
    )


def _apply(at: datetime.datetime) -> None:
    """Two ask to become mentors: one waits, one was declined."""
    place = Incubator.objects.get(code=made_up.stated.INNOVATION_CENTRE)
    decided = {"state": ApplicationState.DECLINED, "decided_at": at - 2 * DAY, "said": "资料不全。"}
    for number, more in ((91, {}), (92, decided)):
        person = Person(number, place.code, [])
        MentorApplication.objects.create(
            user=applicant_of(f"mentor-applicant-{number}"),
            incubator=place,
            name=f"导师申请人{number - 90}",
            **person.profile,
            statement="愿意为在孵企业提供辅导（示例）。",
            submitted_at=at - 5 * DAY,
            **more,
        )


def _ten(day: datetime.date) -> datetime.datetime:
    """Ten in the morning."""
    return datetime.datetime.combine(day, datetime.time(10), tzinfo=SHANGHAI)
