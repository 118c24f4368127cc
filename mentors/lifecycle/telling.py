"""Telling people by mail what happened: mentors with an account or without, and companies."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from companies.enums import Right
from companies.models import Company, Representative
from incubator.accounts.models import Membership, Notice, User
from incubator.accounts.permissions import Role
from incubator.core.mail import post
from incubator.institutions.models import Incubator
from mentors.models import Assignment, Mentor, MentoringSession


@dataclass(frozen=True)
class Reader:
    """Where a mail goes, and in which language."""

    email: str
    language: str = ""


def of_mentor(mentor: Mentor, *, notice: Notice | None = None) -> list[Reader]:
    """A mentor's account, or the address on file where there is none."""
    if mentor.user is None:
        return [Reader(mentor.email)] if mentor.email else []
    return _accounts([mentor.user], notice)


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

    ``page`` is the path at which it goes on. ``values`` fill the places of both sentences;
    days are said as the language says them.
    """
    for reader in readers:
        with translation.override(reader.language or settings.LANGUAGE_CODE):
            said = {name: _said(value) for name, value in values.items()}
            link = settings.SITE_URL.rstrip("/") + page
            post(
                to=[reader.email],
                subject=str(subject) % said,
                text=f"{str(text) % said}\n\n{link}",
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
    readers = [
        *(of_mentor(session.mentor, notice=notice) if to != "company" else []),
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


def page_of(assignment: Assignment) -> str:
    """Where both sides see an assignment."""
    return reverse("mentoring:assignment", args=[assignment.key])


def _accounts(users: Iterable[User], notice: Notice | None) -> list[Reader]:
    return [
        Reader(user.email, user.language)
        for user in users
        if user.is_active and user.email and (notice is None or user.wants(notice))
    ]


def _said(value: object) -> object:
    """In the language that is active now, and on one line."""
    value = value() if callable(value) else value
    said = date_format(value) if isinstance(value, datetime.date) else str(value)
    return " ".join(said.split())
