"""A call in review: complete cases, a round of experts, and one who scores."""

import datetime
from decimal import Decimal
from types import SimpleNamespace

import pytest

from companies import lifecycle
from companies.models import Application, Call, Review, Reviewer, ReviewRound, Stage
from tests.applying.conftest import ANSWERS, AT, fill, upload
from tests.factories import CallFactory, UserFactory, unified_code

DAY = datetime.timedelta(days=1)
DUE = AT + 10 * DAY
__all__ = ["AT", "DAY", "DUE", "upload"]


@pytest.fixture(autouse=True)
def files_of_this_test(settings, tmp_path):
    """Private files of a test lie in its own folder."""
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def handed_in(call: Call, number: int = 1, **answers) -> Application:
    """A whole application of a company of its own, handed in."""
    founder = UserFactory(name=f"申请人{number}", email=f"founder{number}@applicant{number}.test")
    application = lifecycle.start_draft(call=call, by=founder, at=AT)
    own = {
        "name": f"宁波第{number}科技有限公司",
        "unified_code": unified_code(1000 + number),
        "legal_representative": f"法人{number}号",
        "contact": f"联系{number}号",
        "phone": f"0574-8700{number:04d}",
        "shareholders": [{"name": f"股东{number}号", "share": "60"}],
    }
    fill(application, by=founder, answers=ANSWERS | own | answers)
    lifecycle.submit(application=application, by=founder, at=AT)
    application.refresh_from_db()
    return application


def in_review(call: Call, number: int = 1, *, by=None, **answers) -> Application:
    """The same, complete, in the first stage of its plan."""
    application = handed_in(call, number, **answers)
    lifecycle.accept_complete(application=application, by=by, at=AT)
    application.refresh_from_db()
    return application


def reshape(call: Call, **stages: dict) -> None:
    """Another version of the plan, with these columns in the stages of each kind, published."""
    plan = lifecycle.new_plan(call=call, by=None)
    for kind, columns in stages.items():
        Stage.objects.filter(plan=plan, kind=kind).update(**columns)
    lifecycle.publish_plan(call=call, by=None, at=AT)


def only(call: Call, kind: str, **columns) -> None:
    """A plan in which one stage alone asks for reviews."""
    plan = lifecycle.new_plan(call=call, by=None)
    plan.stages.exclude(kind__in=["completeness", kind, "decision"]).delete()
    Stage.objects.filter(plan=plan, kind=kind).update(**columns)
    lifecycle.publish_plan(call=call, by=None, at=AT)


def expert(review_round: ReviewRound, number: int = 1, **columns) -> Reviewer:
    """A reviewer of the round, as if invited and come."""
    user = UserFactory(name=f"专家{number}号", email=f"expert{number}@expert{number}.test")
    given = {"joined_at": AT, "email_domain": f"expert{number}.test"} | columns
    return Reviewer.objects.create(round=review_round, user=user, **given)


def score_all(review: Review, value, *, at=AT, **more) -> Review:
    """Every criterion the same, and signed."""
    review.refresh_from_db()
    by = review.reviewer.user
    criteria = review.round.stage.rubric.criteria.values_list("pk", flat=True)
    saved = lifecycle.save_review(
        review=review, seen=review.revision, scores=dict.fromkeys(criteria, Decimal(value)),
        by=by, at=at, **more,
    )  # fmt: skip
    return lifecycle.sign_review(review=review, seen=saved.revision, by=by, at=at)


@pytest.fixture
def call(db) -> Call:
    """Asks for two reviews of experts, and nothing else."""
    call = CallFactory()
    only(call, "expert", reviews_wanted=2, position=2)
    return call


@pytest.fixture
def stage(call) -> Stage:
    return Stage.objects.get(plan__version=2, plan__call=call, kind="expert")


@pytest.fixture
def case(call) -> Application:
    return in_review(call, 1)


@pytest.fixture
def panel(call, stage, case) -> SimpleNamespace:
    """A running round with two experts who have the case."""
    review_round = lifecycle.open_round(stage=stage, due_at=DUE, by=None, at=AT)
    experts = [expert(review_round, number) for number in (1, 2)]
    run = lifecycle.run_assignment(review_round=review_round, by=None, at=AT, seed=1)
    reviews = [Review.objects.get(reviewer=one) for one in experts]
    return SimpleNamespace(
        round=review_round, experts=experts, reviews=reviews, run=run, case=case, stage=stage
    )


@pytest.fixture
def reviewed(panel) -> SimpleNamespace:
    """The same with both reviews signed: 80 and 60."""
    score_all(panel.reviews[0], 8, comment_applicant="路线清楚。")
    score_all(panel.reviews[1], 6, comment_office="团队偏弱。")
    panel.case.refresh_from_db()
    return panel
