"""A reviewer's pages: their own cases alone, saved by themselves, signed once."""

import pytest
from django.urls import get_resolver, reverse

from companies import lifecycle
from companies.enums import Blind, Ground, ReviewState
from companies.models import Conflict, Review, Stage
from tests.reviewing.conftest import AT, DAY, DUE, expert, in_review, only, score_all

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock(monkeypatch):
    """The rounds of these tests run around AT."""
    for module in ("reviewing", "reviewing_case", "joining", "following"):
        monkeypatch.setattr(f"companies.portal.{module}.now", lambda: AT + DAY)


@pytest.fixture
def mine(panel) -> Review:
    return panel.reviews[0]


@pytest.fixture
def as_expert(client, panel):
    client.force_login(panel.experts[0].user)
    return client


def scores_of(review: Review, value: str) -> dict[str, str]:
    criteria = review.round.stage.rubric.criteria.values_list("pk", flat=True)
    return {f"score-{pk}": value for pk in criteria}


def pages(review: Review) -> list[str]:
    case = f"/reviewing/cases/{review.pk}/"
    return [
        f"/reviewing/rounds/{review.reviewer_id}/", case, f"{case}sign/", f"{case}stand-back/",
        f"{case}files/1/",
    ]  # fmt: skip


def posts(review: Review) -> list[str]:
    case = f"/reviewing/cases/{review.pk}/"
    return [case, f"{case}save/", f"{case}sign/", f"{case}stand-back/"]


def test_every_address_is_looked_at_here(mine):
    """A new page has to be added above, so that the tests below look at it."""
    patterns = {
        one.name
        for resolver in get_resolver().url_patterns
        if getattr(resolver, "app_name", "") == "reviewing"
        for one in resolver.url_patterns
    }

    assert patterns == {
        "rounds", "queue", "case", "save", "sign", "stand_back", "file", "join"
    }  # fmt: skip


@pytest.mark.parametrize(
    "who", ["second", "stranger", "manager", "zone_user", "auditor", "admin_user"]
)
def test_others_cases_do_not_exist(client, panel, mine, who, request):
    user = {"second": lambda: panel.experts[1].user, "stranger": lambda: expert_elsewhere(panel)}
    client.force_login(user[who]() if who in user else request.getfixturevalue(who))
    before = Review.objects.values().get(pk=mine.pk)

    for address in pages(mine):
        assert client.get(address).status_code == 404, address
    for address in posts(mine):
        assert client.post(address, {"seen": "0", "why": "close"}).status_code == 404, address
    assert Review.objects.values().get(pk=mine.pk) == before


def expert_elsewhere(panel):
    """Reviews in another round of the same stage."""
    other = lifecycle.open_round(stage=panel.stage, due_at=DUE, by=None, at=AT)
    return expert(other, 9).user


def test_without_signing_in_there_is_the_sign_in_page(client, mine):
    for address in ["/reviewing/", *pages(mine)]:
        assert client.get(address).url.startswith("/account/login/"), address


def test_one_round_leads_straight_to_its_cases(as_expert, panel):
    response = as_expert.get("/reviewing/", follow=True)

    assert response.redirect_chain[-1][0] == f"/reviewing/rounds/{panel.experts[0].pk}/"
    assert panel.case.name in response.text
    assert "已签署0 / 1" in response.text


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same(as_expert, call, panel, count, django_assert_num_queries):
    for number in range(2, count + 1):
        case = in_review(call, number)
        lifecycle.assign_by_hand(reviewer=panel.experts[0], application=case, by=None, at=AT)
    with django_assert_num_queries(6):
        response = as_expert.get(f"/reviewing/rounds/{panel.experts[0].pk}/")

    assert response.text.count("/reviewing/cases/") == count


def test_list_is_searched_and_ordered_by_what_is_seen(as_expert, panel):
    address = f"/reviewing/rounds/{panel.experts[0].pk}/"

    assert panel.case.name in as_expert.get(address, {"q": panel.case.name}).text
    assert "没有符合的" in as_expert.get(address, {"q": "别的"}).text
    assert as_expert.get(address, {"q": "\x00"}).status_code == 400
    assert as_expert.get(address, {"order": "submission__content"}).status_code == 404


def test_what_is_written_is_saved_and_signed(as_expert, mine):
    case = f"/reviewing/cases/{mine.pk}/"
    saved = as_expert.post(
        f"{case}save/", {"seen": "0", "comment_office": "看过了"} | scores_of(mine, "7")
    )

    assert saved.status_code == 200
    assert "目前得分：70.00" in saved.text
    mine.refresh_from_db()
    assert (mine.state, mine.comment_office, mine.revision) == (ReviewState.DRAFT, "看过了", 1)

    assert "看过了" in as_expert.get(f"{case}sign/").text
    as_expert.post(f"{case}sign/", {"seen": "1"})
    as_expert.post(f"{case}sign/", {"seen": "1"})  # a double click

    mine.refresh_from_db()
    assert (mine.state, str(mine.score)) == (ReviewState.SIGNED, "70.00")
    assert as_expert.get(case).text.count('name="score-') == 0


def test_without_script_the_form_saves_and_goes_on_to_signing(as_expert, mine):
    case = f"/reviewing/cases/{mine.pk}/"
    response = as_expert.post(case, {"seen": "0", "go": "sign"} | scores_of(mine, "8"))

    assert response.url == f"{case}sign/"
    assert mine.scores.count() == mine.round.stage.rubric.criteria.count()


def test_signing_what_is_not_whole_says_what_is_missing(as_expert, mine):
    response = as_expert.post(f"/reviewing/cases/{mine.pk}/sign/", {"seen": "0"})

    assert response.status_code == 400
    first = mine.round.stage.rubric.criteria.order_by("position").first()
    assert f'#scores">{first}' in response.text
    mine.refresh_from_db()
    assert mine.signed_at is None


def test_two_windows_do_not_overwrite_each_other(as_expert, mine):
    save = f"/reviewing/cases/{mine.pk}/save/"
    as_expert.post(save, {"seen": "0", "comment_office": "第一个窗口"})
    second = as_expert.post(save, {"seen": "0", "comment_office": "第二个窗口"})

    assert second.status_code == 409
    assert 'data-refused="review_changed_elsewhere"' in second.text
    assert 'name="seen" value="1"' in second.text
    mine.refresh_from_db()
    assert mine.comment_office == "第一个窗口"


@pytest.mark.parametrize("typed", ["11", "-1", "7.5", "NaN", "十", "1e99"])
def test_score_off_the_scale_is_refused_and_nothing_is_kept(as_expert, mine, typed):
    response = as_expert.post(
        f"/reviewing/cases/{mine.pk}/", {"seen": "0"} | scores_of(mine, typed)
    )

    assert response.status_code == 400
    assert 'class="error"' in response.text
    assert not mine.scores.exists()


def test_closeness_makes_the_case_vanish(as_expert, mine):
    case = f"/reviewing/cases/{mine.pk}/"
    assert as_expert.post(f"{case}stand-back/", {"why": "", "reason": "x"}).status_code == 400
    assert as_expert.post(f"{case}stand-back/", {"why": "close", "reason": " "}).status_code == 400
    assert not Conflict.objects.exists()

    as_expert.post(f"{case}stand-back/", {"why": "close", "reason": "我投资了该企业"})

    assert Conflict.objects.get().ground == Ground.DECLARED
    assert as_expert.get(case).status_code == 404
    assert mine.application.name not in as_expert.get("/reviewing/", follow=True).text


def test_whoever_is_kept_from_a_case_scores_nothing_of_it(as_expert, mine):
    saved = as_expert.post(f"{posts(mine)[1]}", {"seen": "0", **scores_of(mine, "5")})
    assert saved.status_code == 200
    Conflict.objects.create(
        application=mine.application, user=mine.reviewer.user, ground="named", found_at=AT
    )

    for address in posts(mine):
        response = as_expert.post(address, {"seen": "1", "go": "sign", **scores_of(mine, "9")})
        assert response.status_code == 404, address

    mine.refresh_from_db()
    assert (mine.state, mine.revision) == ("draft", 1)
    assert set(mine.scores.values_list("value", flat=True)) == {5}


def test_abstaining_keeps_the_case_readable(as_expert, mine):
    case = f"/reviewing/cases/{mine.pk}/"
    as_expert.post(f"{case}stand-back/", {"why": "abstain", "reason": "不熟悉该领域"})

    mine.refresh_from_db()
    assert mine.state == ReviewState.ABSTAINED
    assert "不熟悉该领域" in as_expert.get(case).text
    assert as_expert.post(f"{case}save/", {"seen": "0"}).status_code == 409


def test_access_ends_with_the_round(as_expert, panel, mine):
    score_all(mine, 8)
    lifecycle.close_round(review_round=panel.round, by=None, at=AT + DAY / 2)

    assert as_expert.get(f"/reviewing/cases/{mine.pk}/").status_code == 404
    assert "没有需要评审" in as_expert.get("/reviewing/").text


def test_blind_pages_hold_no_hidden_word(client, call):
    """Every page, fragment and file name of a reviewer, searched for what is hidden."""
    only(call, "expert", reviews_wanted=1, position=2, blind=list(Blind.values))
    stage = Stage.objects.get(plan__version=3, plan__call=call, kind="expert")
    case = in_review(call, 1, project="我们是宁波第1科技有限公司，联系联系1号。")
    review_round = lifecycle.open_round(stage=stage, due_at=DUE, by=None, at=AT)
    reviewer = expert(review_round, 1)
    lifecycle.assign_by_hand(reviewer=reviewer, application=case, by=None, at=AT)
    review = Review.objects.get()
    client.force_login(reviewer.user)
    secrets = [
        "宁波第1科技有限公司",
        case.unified_code,
        "法人1号",
        "联系1号",
        "股东1号",
        "0574-87000001",
    ]

    bodies = [client.get(address).text for address in ["/reviewing/", *pages(review)[:-1]]]
    for attachment in case.attachments.all():
        response = client.get(reverse("reviewing:file", args=[review.pk, attachment.pk]))
        bodies.append(str(response.headers))

    assert [word for word in secrets for body in bodies if word in body] == []
    address = f"/reviewing/rounds/{reviewer.pk}/"
    for word in secrets:
        assert "/reviewing/cases/" not in client.get(address, {"q": word}).text, word
    assert "/reviewing/cases/" in client.get(address, {"q": case.receipt}).text
    assert client.get(address, {"order": "name"}).status_code == 404


def test_a_case_that_went_on_is_closed_and_no_part_of_the_progress(as_expert, panel, mine):
    lifecycle.decide(
        application=mine.application, seen=0, outcome="reject", said="不符", by=None, at=AT
    )
    case = f"/reviewing/cases/{mine.pk}/"

    shown = as_expert.get(case)

    assert "已结束" in shown.text
    assert 'name="comment_office"' not in shown.text
    assert as_expert.get(f"{case}sign/").url == case
    assert 'value="abstain"' not in as_expert.get(f"{case}stand-back/").text
    told = as_expert.post(case, {"seen": "0"})
    assert told.status_code == 409
    assert told.context["refused"].code == "case_not_in_stage"
    assert told.context["refused"].detail in told.text
    listed = as_expert.get(f"/reviewing/rounds/{panel.experts[0].pk}/").text
    assert "已结束" in listed
    assert "已签署0 / 0" in listed


def test_a_signed_review_of_a_case_that_went_on_counts_as_done(as_expert, panel, mine):
    score_all(mine, 8)
    lifecycle.decide(
        application=mine.application, seen=0, outcome="reject", said="不符", by=None, at=AT
    )

    listed = as_expert.get(f"/reviewing/rounds/{panel.experts[0].pk}/").text

    assert "已签署1 / 1" in listed
    assert "已结束" not in listed


def test_reviewers_find_their_cases_from_the_page_they_land_on(as_expert, client, manager):
    link = 'href="/reviewing/"'

    theirs = as_expert.get("/applications/").text.count(link)
    client.force_login(manager)

    assert theirs == client.get("/applications/").text.count(link) + 1
