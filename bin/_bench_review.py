"""Reviewing a contest: assigning, the ranking page, and deciding of every entry with its letter."""

import datetime
import secrets
import time
from decimal import Decimal

from _bench_load import Connection, Request, median_times
from _bench_people import ZONE_OFFICE, session_of
from _bench_report import Row, at_most, note
from _console import Step
from django.db import connection

from companies import lifecycle
from companies.enums import CallKind
from companies.lifecycle import Choice
from companies.models import Application, Call, Review, Reviewer, ReviewRound, Stage
from incubator.accounts.models import User
from incubator.core.dates import now
from incubator.institutions.models import Incubator

CASES, REVIEWERS, EACH, ROUNDS = 1_100, 60, 3, 10
DAY = datetime.timedelta(days=1)


def reviewing(current: Step, address: str) -> list[Row]:
    """A contest of this run's own, from the first review to the last letter."""
    current.note(f"{CASES:,} cases, {REVIEWERS} reviewers")
    review_round = _round(_call())
    current.note("assigning")
    begun = time.perf_counter()
    run = lifecycle.run_assignment(review_round=review_round, by=None, at=now(), seed=1)
    assigning = time.perf_counter() - begun
    _sign(review_round)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    current.note("ranking")
    cookie = {"Cookie": f"sessionid={session_of(ZONE_OFFICE, address)}"}
    path = f"/admin/companies/stage/{review_round.stage_id}/ranking/"
    times = median_times(Connection(address), {"ranking": Request.get(path, cookie)}, ROUNDS)
    return [
        at_most(f"Assigning {CASES:,} cases to {REVIEWERS}, {EACH} each", assigning, 5, "s"),
        note("… reviews assigned", run.made, ""),
        at_most(f"Ranking page of {CASES:,} cases", times["ranking"], 200, "ms"),
        *_letters(current, review_round),
    ]


def _letters(current: Step, review_round: ReviewRound) -> list[Row]:
    """Every letter rendered with its decision, confirmed, filed and queued."""
    current.note(f"{CASES:,} letters")
    cases = Application.objects.filter(stage=review_round.stage_id).select_related(
        "call__incubator"
    )
    begun = time.perf_counter()
    choices = [Choice(case, 0, "reject", said="名额已满。") for case in cases]
    lifecycle.decide_batch(choices=choices, by=None, at=now())
    batch = lifecycle.confirm_letters(call=review_round.call, count=CASES, by=None, at=now())
    lifecycle.send_batch(batch_id=batch.pk, at=now())
    took = time.perf_counter() - begun
    return [
        at_most(f"{CASES:,} letters rendered and queued", took, 60, "s"),
        note("… letters on file", lifecycle.progress_of(batch).filed, ""),
    ]


def _call() -> Call:
    at = now()
    call = lifecycle.prepare_call(
        by=None,
        incubator=Incubator.objects.incubating().order_by("pk").first(),
        kind=CallKind.CONTEST,
        code=f"bench-{secrets.token_hex(4)}",
        title="性能测量",
        summary="用于性能测量。",
        opens_at=at - DAY,
        closes_at=at + DAY,
    )
    return lifecycle.publish_call(call=call, by=None, at=at)


def _round(call: Call) -> ReviewRound:
    """A running round of experts with every case in it."""
    at, stage = now(), Stage.objects.get(call=call, kind="expert")
    questionnaire = call.questionnaires.latest("version")
    Application.objects.bulk_create(
        Application(
            call=call, incubator=call.incubator, questionnaire=questionnaire, stage=stage,
            name=f"参赛团队{number}", receipt=f"{call.code}-{number:05d}"[-20:], state="complete",
            started_at=at, saved_at=at, submitted_at=at,
        )
        for number in range(CASES)
    )  # fmt: skip
    review_round = lifecycle.open_round(stage=stage, due_at=at + 9 * DAY, by=None, at=at)
    users = User.objects.bulk_create(
        User(username=f"{call.code}-r{number}", email=f"{call.code}-r{number}@bench{number}.test",
             name=f"评审{call.code}{number}")
        for number in range(REVIEWERS)
    )  # fmt: skip
    Reviewer.objects.bulk_create(
        Reviewer(round=review_round, user=user, joined_at=at, email_domain=f"b{number}.test")
        for number, user in enumerate(users)
    )
    return review_round


def _sign(review_round: ReviewRound) -> None:
    """Every review signed, with scores that differ."""
    rows = list(Review.objects.filter(round=review_round).order_by("pk"))
    for number, review in enumerate(rows):
        review.state, review.signed_at = "signed", now()
        review.score = Decimal(number * 37 % 10_001) / 100
    Review.objects.bulk_update(rows, ["state", "signed_at", "score"], batch_size=500)
