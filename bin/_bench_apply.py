"""Applying: the public pages, a draft that saves itself, the desk, and the last day of a call."""

import datetime
import re
import secrets
import statistics
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from _bench_load import Connection, Request, hammer, median_times
from _bench_people import MANAGER, ZONE_OFFICE, session_of
from _bench_report import Row, at_least, at_most, note
from _console import Failure, Step
from django.conf import settings
from django.db import connection
from django.test import Client

from companies import lifecycle
from companies.enums import CallKind, LetterKind
from companies.models import Application, Call, Letter
from incubator.accounts.models import User
from incubator.core.dates import now
from incubator.institutions.models import Incubator
from seeds.zone2007.calls import ANSWERS

ROUNDS, SLICE, CONNECTIONS = 10, 0.5, 8
SAVES = 60
RUSH = 1_100  # more entries than the contest of 2007 is known to have had
MINUTES = 10
CSRF = "c" * 32


@dataclass(frozen=True)
class Entrant:
    """Somebody with a draft that is ready, signed in."""

    draft: Application
    cookie: str

    def post(self, place: str, form: dict[str, str] | None = None, expected: int = 200) -> Request:
        return Request.post(
            f"/applications/{self.draft.key}/{place}",
            {"Cookie": f"{self.cookie}; {settings.CSRF_COOKIE_NAME}={CSRF}"},
            {"csrfmiddlewaretoken": CSRF, **(form or {})},
            expected=expected,
        )


def applying(current: Step, address: str) -> list[Row]:
    """All of it; the size of the desk is said first."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    call = _call()
    return [
        note("Applying: applications on file", Application.objects.count(), ""),
        *_public(current, address, call),
        *_desk(current, address),
        *_saving(current, address, call),
        *_rush(current, address, call),
    ]


def _call() -> Call:
    """A contest of this run's own."""
    at = now()
    call = lifecycle.prepare_call(
        by=None,
        incubator=Incubator.objects.incubating().order_by("pk").first(),
        kind=CallKind.CONTEST,
        code=f"bench-{secrets.token_hex(4)}",
        title="性能测量",
        title_en="Measured",
        summary="用于性能测量。",
        summary_en="To be measured.",
        opens_at=at - datetime.timedelta(days=1),
        closes_at=at + datetime.timedelta(days=1),
    )
    return lifecycle.publish_call(call=call, by=None, at=at)


def _public(current: Step, address: str, call: Call) -> list[Row]:
    """Answers per second of the pages that anybody may read, from the cache."""
    rows, used = [], [Connection(address) for _ in range(CONNECTIONS)]
    for what, path in (("Front page", "/"), ("Page of a call", f"/calls/{call.code}/")):
        current.note(what)
        request = Request.get(path, {})
        found = [hammer(used, request, SLICE).rate for _ in range(ROUNDS)]
        rows.append(at_least(what, statistics.median(found[1:]), 300, "answers/s"))
    for one in used:
        one.close()
    return rows


def _desk(current: Step, address: str) -> list[Row]:
    """The office's list, by one who sees the zone and one who sees a single incubator."""
    rows = []
    wanted = Application.objects.exclude(receipt=None).order_by("pk").first()
    asked = {
        "as it opens": "",
        "waiting more than ten days": "?waiting=10",
        "two characters": f"?q={quote(wanted.name[2:4])}",
        "part of a receipt number": f"?q={wanted.receipt[4:]}",
    }
    for person, sees in ((ZONE_OFFICE, "the zone"), (MANAGER, "one incubator")):
        current.note(f"the desk of {sees}")
        cookie = {"Cookie": f"sessionid={session_of(person, address)}"}
        requests = {
            what: Request.get(f"/admin/companies/application/{query}", cookie)
            for what, query in asked.items()
        }
        times = median_times(Connection(address), requests, ROUNDS)
        rows += [
            at_most(f"Applications of {sees}: {what}", found, 150, "ms")
            for what, found in times.items()
        ]
    return rows


def _entrant(call: Call, number: int) -> Entrant:
    name = f"{call.code}-{number}"
    user = User.objects.create(username=name, email=f"{name}@example.test")
    draft = lifecycle.start_draft(
        call=call, by=user, at=now(), answers={**ANSWERS, "name": name, "field": "electronics"}
    )
    client = Client()
    client.force_login(user)
    return Entrant(draft, f"{settings.SESSION_COOKIE_NAME}={client.session.session_key}")


def _saving(current: Step, address: str, call: Call) -> list[Row]:
    """One answer after the other, each upon the revision that the last one gave."""
    current.note("saving")
    entrant, used, times, seen = _entrant(call, 0), Connection(address), [], "1"
    for number in range(SAVES):
        form = {"project": f"第{number}次输入：一段不会丢失的文字。" * 10, "seen-project": seen}
        request = entrant.post("answers/project/", form)
        begun = time.perf_counter()
        _head, body = used.ask(request)
        times.append((time.perf_counter() - begun) * 1000)
        seen = re.search(rb'name="seen-project" value="(\d+)"', body)[1].decode()
    kept = entrant.draft.answers.get(key="project").value
    if not kept.startswith(f"第{SAVES - 1}次"):
        raise Failure(f"The last words were not kept: {kept[:20]}")
    return [at_most("Saving an answer while typing", statistics.median(times[2:]), 60, "ms")]


def _rush(current: Step, address: str, call: Call) -> list[Row]:
    """All hand in on the last day, each of them twice; afterwards everybody is counted."""
    entrants = []
    for number in range(1, RUSH + 1):
        entrants.append(_entrant(call, number))
        current.note(f"{number:,} of {RUSH:,} drafts")
    current.note(f"{RUSH:,} hand in")
    begun = time.perf_counter()
    _all_at_once(address, entrants)
    took = time.perf_counter() - begun
    handed_in = Application.objects.filter(pk__in=[entrant.draft.pk for entrant in entrants])
    receipts = set(handed_in.exclude(receipt=None).values_list("receipt", flat=True))
    letters = Letter.objects.filter(application__in=handed_in, kind=LetterKind.RECEIPT).count()
    return [
        at_most(f"{RUSH:,} hand in, each twice", took, MINUTES * 60, "s"),
        at_least("… receipts, all different", len(receipts), RUSH, ""),
        at_most("… letters of receipt", letters, RUSH, ""),
    ]


def _all_at_once(address: str, entrants: Sequence[Entrant]) -> None:
    errors: list[Exception] = []

    def work(mine: Sequence[Entrant]) -> None:
        used = Connection(address)
        try:
            for entrant in mine:
                for _twice in range(2):
                    used.ask(entrant.post("submit/", expected=302))
        except Exception as error:  # noqa: BLE001 - raised again where it is wanted
            errors.append(error)

    threads = [
        threading.Thread(target=work, args=[entrants[start::CONNECTIONS]])
        for start in range(CONNECTIONS)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]
