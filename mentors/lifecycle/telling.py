"""Telling people by mail what happened: mentors with an account or without, and companies."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from companies.enums import Right
from companies.models import Company, Representative
from incubator.accounts.models import Membership, Notice, User
from incubator.accounts.permissions import Role
from incubator.core.dates import today
from incubator.core.mail import post
from incubator.core.shown import day as day_said
from incubator.institutions.models import Incubator
from mentors.models import Appointment, Assignment, Mentor, MentoringSession


@dataclass(frozen=True)
class Reader:
    """Where a mail goes, in which language; and where it goes on, if not where it does for all."""

    email: str
    language: str = ""
    page: str = ""
    hint: str | Promise = ""


JOIN = _(
    "To see more, sign in or register in the portal with this e-mail address, and confirm there "
    "that it is you."
)


def of_mentor(
    mentor: Mentor, *, at_place: int | None = None, notice: Notice | None = None
) -> list[Reader]:
    """A mentor's account, or the address on file where there is none.

    ``at_place`` is the incubator whose rows the mail is about: pages of them exist for mentors
    in office there alone. Everybody else goes on at a page of their own: without an account
    where one is tied, after the last term at the record.
    """
    if mentor.user is None:
        home = Reader(mentor.email, page=reverse("mentoring:home"), hint=JOIN)
        return [home] if mentor.email else []
    readers = _accounts([mentor.user], notice)
    if at_place is None or serves(mentor, at_place):
        return readers
    return [replace(one, page=reverse("mentoring:mentor")) for one in readers]


def serves(mentor: Mentor, incubator_id: int) -> bool:
    """Whether a mentor is in office at an incubator today, and so sees pages of its rows."""
    terms = Appointment.objects.in_force(on=today())
    return terms.filter(mentor=mentor.pk, incubator=incubator_id).exists()


def of_company(company: Company, *, notice: Notice | None = None) -> list[Reader]:
    """The people who may write for a company."""
    acting = (
        Representative.objects.in_force()
        .filter(company=company, right__in=[Right.EDIT, Right.SIGN], user__is_active=True)
        .select_related("user")
        .order_by("pk")
    )
    return _accounts([one.user for one in acting], notice)


def of_office(incubator: Incubator, *, on) -> list[Reader]:
    """An incubator's managers of a day."""
    managers = (
        Membership.objects.in_force(on=on)
        .filter(role=Role.MANAGER, incubator=incubator, user__is_active=True)
        .select_related("user")
        .order_by("pk")
    )
    return _accounts([one.user for one in managers], None)


def tell(
    readers: Iterable[Reader],
    subject: str | Promise,
    text: str | Promise,
    *,
    page: str,
    **values: object,
) -> None:
    """One mail to each, in their language, once the transaction is committed.

    ``page`` is the path at which it goes on for whoever has none of their own. ``values`` fill
    the places of both sentences; days are said as the language says them.
    """
    for reader in readers:
        with translation.override(reader.language or settings.LANGUAGE_CODE):
            said = {name: _said(value) for name, value in values.items()}
            link = settings.SITE_URL.rstrip("/") + (reader.page or page)
            parts = [str(text) % said, str(reader.hint), link]
            post(
                to=[reader.email],
                subject=str(subject) % said,
                text="\n\n".join(filter(None, parts)),
            )


def tell_of_session(
    session: MentoringSession,
    subject: str | Promise,
    text: str | Promise,
    *,
    to: str = "both",
    notice: Notice | None = None,
    **values: object,
) -> None:
    """Tell one side of a session, or both, with its time, place and sides at hand.

    Mails say when and who, never what about: they are read by many eyes.
    """
    place = session.incubator_id
    readers = [
        *(of_mentor(session.mentor, at_place=place, notice=notice) if to != "company" else []),
        *(of_company(session.company, notice=notice) if to != "mentor" else []),
    ]
    tell(
        readers,
        subject,
        text,
        page=reverse("mentoring:session", args=[session.key]),
        mentor=session.mentor.name,
        company=session.company.name,
        day=session.on,
        time=f"{session.starts:%H:%M}",
        mode=session.get_mode_display,
        place=session.place or _("not said yet"),
        **values,
    )


def tell_of_assignment(
    assignment: Assignment,
    subject: str | Promise,
    text: str | Promise,
    *,
    to: str = "both",
    **values: object,
) -> None:
    """Tell both sides of an assignment, or the mentor, with its sides and its period at hand."""
    readers = of_mentor(assignment.mentor, at_place=assignment.incubator_id)
    if to == "both":
        readers += of_company(assignment.company)
    tell(
        readers,
        subject,
        text,
        page=reverse("mentoring:assignment", args=[assignment.key]),
        mentor=assignment.mentor.name,
        company=assignment.company.name,
        begin=assignment.begins_on,
        end=assignment.ends_on,
        **values,
    )


def _accounts(users: Iterable[User], notice: Notice | None) -> list[Reader]:
    return [
        Reader(user.email, user.language)
        for user in users
        if user.is_active and user.email and (notice is None or user.wants(notice))
    ]


def _said(value: object) -> object:
    """In the language that is active now, and on one line."""
    value = value() if callable(value) else value
    said = day_said(value) if isinstance(value, datetime.date) else str(value)
    return " ".join(said.split())
