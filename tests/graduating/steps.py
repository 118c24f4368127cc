"""Graduation reviews in every state, each step on its day of September and October 2007."""

import datetime

from companies import lifecycle
from companies.lifecycle import Proposal
from companies.models import GraduationReview, Residence
from incubator.accounts.models import User
from incubator.core.dates import SHANGHAI
from incubator.workflows import graduation
from tests.factories import UserFactory
from tests.graduating.rows import DAY

NOW = datetime.datetime(2007, 11, 5, 10, tzinfo=SHANGHAI)
APPLIED, VISITED, HEARD = DAY(2007, 9, 10), DAY(2007, 9, 17), DAY(2007, 9, 24)
PROPOSED, DECIDED, CLOSED = DAY(2007, 9, 28), DAY(2007, 10, 8), DAY(2007, 10, 31)


def applied(stay: Residence, **changed) -> GraduationReview:
    given = {"words": "已符合毕业条件，申请毕业。", "on": APPLIED, "by": None, "at": NOW,
             "from_office": True}  # fmt: skip
    return lifecycle.apply_for_graduation(residence=stay, **given | changed)


def visited(stay: Residence) -> GraduationReview:
    return lifecycle.record_visit(
        review=applied(stay), on=VISITED, words="现场属实。", by=None, at=NOW
    )


def heard(stay: Residence) -> GraduationReview:
    return lifecycle.record_committee(
        review=visited(stay), on=HEARD, members=5, advice="graduate", words="一致同意。",
        by=None, at=NOW,
    )  # fmt: skip


def propose(review: GraduationReview, by: User | None, *, on=PROPOSED, **changed):
    given = {"outcome": "graduate", "reason": "符合条件。"} | changed
    return lifecycle.propose_decision(
        review=review, proposal=Proposal(**given), on=on, by=by, at=NOW
    )


def proposed(stay: Residence, by: User | None = None, **changed) -> GraduationReview:
    return propose(heard(stay), by or UserFactory(), **changed)


def confirm(review: GraduationReview, by: User | None, *, on=DECIDED) -> GraduationReview:
    return lifecycle.confirm_decision(review=review, on=on, by=by, at=NOW)


def decided(stay: Residence, **changed) -> GraduationReview:
    return confirm(proposed(stay, **changed), UserFactory())


def closed(stay: Residence) -> GraduationReview:
    return close(decided(stay))


def close(review: GraduationReview, *, on=CLOSED, by=None) -> GraduationReview:
    return graduation.close(review=review, on=on, by=by, at=NOW)


def supersede(review: GraduationReview, *, reason="核对有误", on=CLOSED, by=None):
    return graduation.supersede(review=review, reason=reason, on=on, by=by, at=NOW)
