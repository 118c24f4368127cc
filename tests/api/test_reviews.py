"""Reviews for programs of the office: signed scores, blind stages, and what is kept from whom."""

import pytest
from django.urls import reverse

from companies.models import Application, Conflict, Review
from incubator.core.dates import now
from tests.api.conftest import API, signed_review
from tests.api.test_access import DATA, address
from tests.factories import CallFactory, MembershipFactory, handed_in


def one(client, where: str) -> dict:
    answer = client.get(API + where)
    assert answer.status_code == 200, answer.content
    return answer.json()


@pytest.fixture
def review(zone) -> Review:
    return zone.reviewed(zone.alpha)


def test_review_as_it_stands(as_zone, review):
    told = one(as_zone, f"reviews/{review.pk}/")

    scores = told.pop("scores")
    assert told == {
        "id": review.pk,
        "application": review.application_id,
        "receipt": review.application.receipt,
        "name": "受评审的",
        "call": review.call.code,
        "incubator": "alpha",
        "stage": "expert",
        "round": 1,
        "reviewer": review.reviewer_id,
        "state": "signed",
        "assigned_at": told["assigned_at"],
        "signed_at": told["signed_at"],
        "score": "80.00",
        "recommends": None,
        "comment_office": "可行。",
        "comment_applicant": "",
        "ended_at": None,
    }
    assert scores[0] == {
        "criterion": "产业契合度", "weight": "10.00", "minimum": "0.00", "maximum": "10.00",
        "value": "8.00",
    }  # fmt: skip
    assert len(scores) == 8


def test_what_is_not_signed_is_the_reviewers_own(as_zone, review):
    columns = {"state": "draft", "score": None, "signed_at": None}
    second = handed_in(review.call, name="另一家")
    copy = Review.objects.get(pk=review.pk)
    copy.pk, copy.application = None, second
    for name, value in columns.items():
        setattr(copy, name, value)
    copy.comment_office, copy.recommends = "还没有想好", True
    copy.save()
    copy.scores.create(criterion=review.scores.first().criterion, value=3)

    told = one(as_zone, f"reviews/{copy.pk}/")

    assert (told["state"], told["scores"], told["score"]) == ("draft", [], None)
    assert (told["comment_office"], told["recommends"]) == ("", None)


def test_a_blind_stage_names_nobody(as_zone, zone):
    case = handed_in(CallFactory(incubator=zone.alpha), name="宁波隐身科技有限公司")
    review = signed_review(case, blind=["name"])

    for where in ("reviews/", f"reviews/{review.pk}/"):
        assert "隐身" not in as_zone.get(API + where).content.decode()
    assert one(as_zone, f"reviews/{review.pk}/")["name"] == ""


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("state=signed", 1), ("state=draft", 0), ("stage=expert", 1), ("stage=defence", 0),
        ("incubator=alpha", 1), ("incubator=beta", 0),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("review")
def test_lists(as_zone, query, count):
    assert len(one(as_zone, f"reviews/?{query}")["results"]) == count


@pytest.mark.usefixtures("zone")
@pytest.mark.parametrize("query", ["state=perfect", "stage=tea", "application=x", "reviewer=1"])
def test_nonsense_is_refused(as_zone, refused, query):
    code = refused(as_zone.get(f"{API}reviews/?{query}"), 400)
    assert code in {"invalid_input", "unknown_parameter"}


def test_a_case_that_is_kept_from_somebody_is_in_no_answer(zone, api_as, review):
    """Every route of the API, searched for its name and its receipt number."""
    case = review.application
    Application.objects.filter(pk=case.pk).update(name="回避示例项目")
    user = MembershipFactory(incubator=zone.alpha).user
    client = api_as(user)

    def told() -> list[str]:
        hidden = ("回避示例项目", case.receipt)
        answers = {name: client.get(address(name, zone)).content.decode() for name in DATA}
        return [name for name, text in answers.items() if any(word in text for word in hidden)]

    assert {"reviews", "review", "applications", "application"} <= set(told())
    funnel = one(client, "applications/funnel/")["total"]["received"]
    Conflict.objects.create(application=case, user=user, ground="declared", found_at=now())
    assert told() == []
    assert one(client, "applications/funnel/")["total"]["received"] == funnel - 1
    kept, missing = (client.get(reverse("v1:review", args=[pk])) for pk in (review.pk, 999_999))
    assert (kept.status_code, kept.content) == (404, missing.content)


@pytest.mark.usefixtures("review")
def test_queries_stay_the_same_with_more_rows(zone, as_zone, django_assert_num_queries):
    def count(rows: int) -> None:
        with django_assert_num_queries(4):
            assert len(one(as_zone, "reviews/")["results"]) == rows

    count(1)
    zone.reviewed(zone.beta)
    signed_review(handed_in(CallFactory(incubator=zone.beta), name="第三家"))
    count(3)
