"""What the tests of mentoring share: rows before and after a refusal, and a pair at work."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.db import connection

from companies.models import Residence
from incubator.accounts.models import User
from incubator.core.dates import SHANGHAI
from incubator.core.errors import RuleViolation
from incubator.institutions.models import Incubator
from mentors import lifecycle
from mentors.enums import Side
from mentors.models import Appointment, Assignment, Mentor, MentoringSession, Slot
from tests.factories import (
    AppointmentFactory,
    CompanyFactory,
    RepresentativeFactory,
    ResidenceFactory,
    UserFactory,
)

DAY, TIME = datetime.date, datetime.time


def moment(year: int, month: int, day: int, hour: int = 9, minute: int = 0) -> datetime.datetime:
    """A moment by the zone's clock."""
    return datetime.datetime(year, month, day, hour, minute, tzinfo=SHANGHAI)


AT = moment(2008, 3, 3)


@dataclass
class Pair:
    """A mentor with an account in office and a company in residence with somebody who writes."""

    term: Appointment
    residence: Residence
    mentor: Mentor
    mentor_user: User
    founder: User
    incubator: Incubator

    def propose(self, **changed) -> Assignment:
        """Asked for by the company, for 2008."""
        facts = {
            "residence": self.residence, "mentor": self.mentor, "goals": "完成首轮融资",
            "begins_on": DAY(2008, 3, 1), "ends_on": DAY(2009, 3, 1),
            "asked_by": Side.COMPANY, "by": self.founder, "at": AT,
        }  # fmt: skip
        return lifecycle.propose_assignment(**facts | changed)

    def accept(self, **changed) -> Assignment:
        """Agreed by both."""
        proposed = self.propose(**changed)
        return lifecycle.agree(assignment=proposed, side=Side.MENTOR, by=self.mentor_user, at=AT)

    def activate(self, **changed) -> Assignment:
        """Active since 1 March 2008."""
        accepted = self.accept(**changed)
        return lifecycle.activate_assignment(
            assignment=accepted, on=DAY(2008, 3, 1), by=None, at=AT
        )

    def hold(self, assignment: Assignment | None = None, **changed) -> MentoringSession:
        """An hour on 10 March 2008 at ten, recorded by the mentor that evening."""
        return lifecycle.record_session(
            assignment=assignment or self.activate(),
            meeting=meeting(**changed),
            by=self.mentor_user,
            at=moment(2008, 3, 10, 18),
        )

    def publish(self, **changed) -> list[Slot]:
        """Office hours on 20 March 2008 from two to four, for everybody."""
        at = changed.pop("at", AT)
        return lifecycle.publish_hours(
            mentor=self.mentor, incubator=self.incubator, when=hours(**changed),
            by=self.mentor_user, at=at,
        ).slots  # fmt: skip

    def book(self, slot: Slot, **changed) -> MentoringSession:
        """By the company's founder."""
        facts = {"residence": self.residence, "topic": "商业计划书", "by": self.founder, "at": AT}
        return lifecycle.book(slot=slot, **facts | changed)


def confirmed(user: User, email: str = "", *, verified: bool = True) -> User:
    """The same, with an address of theirs whose link they have opened, or not."""
    EmailAddress.objects.create(user=user, email=email or user.email, verified=verified)
    return user


def meeting(**changed) -> lifecycle.Meeting:
    """An hour on 10 March 2008 at ten, on site."""
    facts = {
        "on": DAY(2008, 3, 10), "starts": TIME(10), "minutes": 60, "mode": "on_site",
        "topic": "商业计划书", "advice": "先做客户访谈",
    }  # fmt: skip
    return lifecycle.Meeting(**facts | changed)


def hours(**changed) -> lifecycle.Hours:
    """20 March 2008, two to four, for everybody."""
    facts = {
        "from_on": DAY(2008, 3, 20), "starts": TIME(14), "ends": TIME(16), "place": "302会议室",
        "audience": "everybody",
    }  # fmt: skip
    return lifecycle.Hours(**facts | changed)


def pair(**term) -> Pair:
    """See ``Pair``; the term is from 2008 to 2028 unless told."""
    mentor_user, founder = UserFactory(), UserFactory()
    appointment = AppointmentFactory(mentor__user=mentor_user, **term)
    residence = ResidenceFactory(
        incubator=appointment.incubator, company=CompanyFactory(field="materials"),
        due_on=DAY(2030, 1, 1),
    )  # fmt: skip
    RepresentativeFactory(company=residence.company, user=founder)
    return Pair(
        appointment, residence, appointment.mentor, mentor_user, founder, appointment.incubator
    )


def everything() -> dict[str, list]:
    """Every row of the tables of mentoring, histories included."""
    return {
        model._meta.label: list(model.objects.order_by("pk").values())
        for model in apps.get_app_config("mentors").get_models()
    }


def settle() -> None:
    """Let the deferred rules of the database speak now, as they would at the commit."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")


def refused(verb: Callable, **kwargs: object) -> RuleViolation:
    """Call a verb that must refuse; no row may have changed."""
    before = everything()
    with pytest.raises(RuleViolation) as refusal:
        verb(**kwargs)
    assert everything() == before
    assert refusal.value.detail
    return refusal.value


def answer(refusal: RuleViolation) -> tuple[str, int]:
    """What a program sees of a refusal."""
    return refusal.code, refusal.status
