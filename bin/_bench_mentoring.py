"""Mentoring: suggestions for one company, and the calendar of a month."""

import datetime
import statistics

from _bench_load import Connection, Request, median_times, milliseconds
from _bench_people import MANAGER, session_of
from _bench_report import Row, at_most, note
from _console import Failure, Step
from _up import HOST
from django.conf import settings
from django.db import connection
from django.db.models import Count
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from companies.lifecycle import appoint_representative
from companies.models import Residence
from incubator.accounts.models import User
from incubator.core.dates import now, today
from mentors.models import Appointment, Mentor, MentoringSession, Slot
from mentors.queries.suggestions import suggestions

ROUNDS = 20
NEEDS = ("market", "financing")


def mentoring(current: Step, address: str) -> list[Row]:
    """All of it; how many mentors there are is said first."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    on = today()
    place = Appointment.objects.values("incubator").annotate(n=Count("pk")).order_by("-n")[0]
    stay = (
        Residence.objects.open(on=on)
        .filter(incubator=place["incubator"], assignments=None)
        .order_by("pk")
        .first()
    )
    return [
        note("Mentoring: mentors", Mentor.objects.count(), ""),
        note("… sessions", MentoringSession.objects.count(), ""),
        *_suggestions(current, address, stay, on),
        *_calendar(current, address, stay, on),
    ]


def _suggestions(current: Step, address: str, stay: Residence, on: datetime.date) -> list[Row]:
    """Ten of all mentors in office at the company's incubator, with their reasons."""
    current.note("suggestions")

    def suggest() -> None:
        if len(suggestions(stay, on=on, needs=NEEDS)) != 10:  # noqa: PLR2004 - as asked for
            raise Failure("There are fewer than ten suggestions.")

    suggest()
    with CaptureQueriesContext(connection) as reads:
        suggest()
    times = [milliseconds(suggest) for _ in range(ROUNDS)]
    path = reverse("admin:mentors_assignment_suggestions", args=[stay.pk])
    asked = {"page": Request.get(path, {"Cookie": f"sessionid={session_of(MANAGER, address)}"})}
    in_reach = MANAGER.user.memberships.filter(incubator=stay.incubator).exists()
    page = median_times(Connection(address), asked, ROUNDS)["page"] if in_reach else None
    return [
        at_most("Suggestions for one company", statistics.median(times), 50, "ms"),
        note("… queries", len(reads), ""),
        *([note("… their page over HTTP", page, "ms")] if page else []),
    ]


def _calendar(current: Step, address: str, stay: Residence, on: datetime.date) -> list[Row]:
    """The month of a company, with what all mentors of its incubator offer."""
    current.note("calendar of a month")
    user = User.objects.get_or_create(
        username="bench-founder", defaults={"email": "bench-founder@example.test"}
    )[0]
    if not stay.company.representatives.in_force().filter(user=user).exists():
        appoint_representative(
            company=stay.company, email=user.email, right="sign", by=None, at=now()
        )
    path = reverse("mentoring:month", args=[stay.pk])
    client = Client(SERVER_NAME=HOST)
    client.force_login(user)
    client.get(path)  # what a process reads once is not the page's
    with CaptureQueriesContext(connection) as reads:
        answer = client.get(path)
    if answer.status_code != 200:  # noqa: PLR2004 - as HTTP says
        raise Failure(f"{path} answers {answer.status_code}.")
    cookie = {"Cookie": f"{settings.SESSION_COOKIE_NAME}={client.session.session_key}"}
    asked = {"page": Request.get(path, cookie)}
    free = Slot.objects.free(at=now()).filter(incubator=stay.incubator, on__month=on.month)
    return [
        at_most("Calendar of a month", len(reads), 12, "queries"),
        note("… free times in it", free.count(), ""),
        note(
            "… the page over HTTP", median_times(Connection(address), asked, ROUNDS)["page"], "ms"
        ),
    ]
