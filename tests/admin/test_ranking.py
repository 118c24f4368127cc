"""The ranking, decisions on many at a stroke, the outbox and the words of letters."""

import datetime
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.urls import reverse

from companies import lifecycle
from companies.models import (
    Application,
    Call,
    Conflict,
    CriterionScore,
    LetterTemplate,
    OutboxLetter,
    Review,
    Reviewer,
    Stage,
)
from incubator.core.dates import now, today
from tests.admin.conftest import A, B, pages_of
from tests.factories import UserFactory, handed_in

DAY = datetime.timedelta(days=1)
SCORES = (90, 70, 50)


def page(model, name: str, row) -> str:
    return reverse(pages_of(model).name_of(name), args=[row.pk])


def signed(reviewer: Reviewer, case: Application, score: int) -> Review:
    """A review as if it had been written and signed."""
    review = Review.objects.create(
        call=case.call, round=reviewer.round, reviewer=reviewer, application=case,
        assigned_at=now(), state="draft",
    )  # fmt: skip
    criterion = reviewer.round.stage.rubric.criteria.first()
    CriterionScore.objects.create(review=review, criterion=criterion, value=Decimal(5))
    Review.objects.filter(pk=review.pk).update(state="signed", signed_at=now(), score=score)
    return review


@pytest.fixture
def contest(world) -> SimpleNamespace:
    """Three cases in the expert stage of A's call, each with one review of the one wanted."""
    call = world.of(Call, A)
    plan = lifecycle.new_plan(call=call, by=None)
    plan.stages.filter(kind="department").update(required=False)
    plan.stages.filter(kind="expert").update(reviews_wanted=1)
    lifecycle.publish_plan(call=call, by=None, at=now())
    stage = Stage.objects.get(plan=plan, kind="expert")
    review_round = lifecycle.open_round(stage=stage, due_at=now() + 9 * DAY, by=None, at=now())
    reviewer = Reviewer.objects.create(round=review_round, user=UserFactory(), joined_at=now())
    cases = []
    for number, score in enumerate(SCORES):
        case = handed_in(call, name=f"参赛者{number}")
        Application.objects.filter(pk=case.pk).update(
            state="complete", stage=stage, started_by=UserFactory(email=f"a{number}@b.test")
        )
        case.refresh_from_db()
        signed(reviewer, case, score)
        cases.append(case)
    return SimpleNamespace(
        call=call, stage=stage, cases=cases, client=world.client("manager_a"), reviewer=reviewer
    )


def preview(contest, cases, client=None, **data):
    told = {"which": "ticked", "case": [f"{case.pk}:0" for case in cases]} | data
    return (client or contest.client).post(page(Stage, "decide", contest.stage), told)


class TestRanking:
    def test_the_best_first(self, contest):
        shown = contest.client.get(page(Stage, "ranking", contest.stage))

        rows = [row.standing for row in shown.context["rows"]]
        assert [(row.place, row.score, len(row.reviews)) for row in rows] == [
            (1, 90, 1), (2, 70, 1), (3, 50, 1),
        ]  # fmt: skip

    @pytest.mark.parametrize(
        ("query", "names"),
        [("q=参赛者1", [1]), ("q=nobody", []), ("show=open", [0, 1, 2]), ("show=decided", []),
         ("show=lacking", []), ("page=99", [0, 1, 2]), ("page=x&show=%01", [0, 1, 2])],
    )  # fmt: skip
    def test_it_is_searched(self, contest, query, names):
        shown = contest.client.get(f"{page(Stage, 'ranking', contest.stage)}?{query}")

        found = [row.standing.case.name for row in shown.context["rows"]]
        assert found == [f"参赛者{number}" for number in names]

    def test_a_conflicted_manager_ranks_without_the_case(self, contest, world):
        Conflict.objects.create(
            application=contest.cases[0], user=world.users["manager_a"], ground="declared",
            found_at=now(),
        )  # fmt: skip

        shown = contest.client.get(page(Stage, "ranking", contest.stage))

        assert contest.cases[0].name not in shown.text
        assert [row.standing.place for row in shown.context["rows"]] == [1, 2]
        told = preview(contest, contest.cases[:1], outcome="accept")
        assert told.url == page(Stage, "ranking", contest.stage)

    @pytest.mark.parametrize("count", [1, 3])
    def test_it_costs_the_same(self, contest, count, django_assert_num_queries):
        Application.objects.filter(pk__in=[c.pk for c in contest.cases[count:]]).update(
            state="withdrawn", stage=None, withdrawn_at=now()
        )
        contest.client.get(page(Stage, "ranking", contest.stage))

        with django_assert_num_queries(10):
            shown = contest.client.get(page(Stage, "ranking", contest.stage))

        assert len(shown.context["rows"]) == count


class TestDeciding:
    def test_each_letter_is_seen_then_all_are_decided(self, contest):
        shown = preview(contest, contest.cases[1:], outcome="reject", said="名额已满")

        assert [one.problem for one in shown.context["previews"]] == [None, None]
        assert shown.text.count("名额已满") >= 2
        assert not OutboxLetter.objects.filter(call=contest.call).exists()
        chosen = shown.context["everybody"]
        done = preview(contest, [], chosen=chosen, outcome="reject", said="名额已满", confirm="1")

        assert done.url == page(Call, "outbox", contest.call)
        states = Application.objects.filter(pk__in=[c.pk for c in contest.cases])
        assert sorted(states.values_list("state", flat=True)) == ["complete", "refused", "refused"]
        assert OutboxLetter.objects.filter(call=contest.call, state="prepared").count() == 2

    def test_places_take_what_is_not_decided(self, contest):
        lifecycle.decide(application=contest.cases[0], seen=0, outcome="accept", by=None, at=now())

        shown = preview(contest, [], which="places", first="1", last="2", outcome="waiting")

        (one,) = shown.context["previews"]
        assert (one.choice.application, one.choice.rank) == (contest.cases[1], 1)

    def test_one_that_cannot_be_is_left_out_and_nothing_is_done_before(self, contest):
        lacking = handed_in(contest.call, name="无评审者")
        Application.objects.filter(pk=lacking.pk).update(state="complete", stage=contest.stage)

        shown = preview(contest, [contest.cases[0], lacking], outcome="accept", confirm="1")

        problems = [one.problem and one.problem.code for one in shown.context["previews"]]
        assert problems == [None, "reviews_missing"]
        assert not contest.cases[0].decisions.exists()
        assert shown.context["sound"] == f"{contest.cases[0].pk}:0"

    def test_the_second_is_told_who_was_first(self, contest, world):
        lifecycle.decide(
            application=contest.cases[0], seen=0, outcome="accept",
            by=world.users["manager_a"], at=now(),
        )  # fmt: skip

        shown = preview(contest, contest.cases[:2], outcome="reject", said="不符", confirm="1")

        problems = [one.problem and one.problem.code for one in shown.context["previews"]]
        assert problems == ["decided_meanwhile", None]
        assert not contest.cases[1].decisions.exists()

    @pytest.mark.parametrize(
        ("data", "field"),
        [
            ({"outcome": "party"}, "outcome"),
            ({"which": "places", "first": "3", "last": "1", "outcome": "accept"}, "last"),
            ({"outcome": "conditions", "conditions": "补齐材料"}, "conditions"),
            ({"outcome": "defer", "until": "someday"}, "until"),
        ],
    )
    def test_nonsense_is_said_beside_its_field(self, contest, data, field):
        shown = preview(contest, contest.cases, **data)

        assert list(shown.context["form"].errors) == [field]
        assert str(contest.cases[0].pk) in shown.context["chosen"]

    @pytest.mark.parametrize("blank", [" ", "\t", "\u3000", " \u3000 "])
    def test_any_blank_stands_between_a_day_and_its_condition(self, contest, blank):
        day = today() + DAY

        shown = preview(
            contest, contest.cases[:1], outcome="conditions",
            conditions=f"{day}{blank}补齐 材料\n{day}{blank}实缴资本",
        )  # fmt: skip

        assert [list(one.choice.conditions) for one in shown.context["previews"]] == [
            [("补齐 材料", day), ("实缴资本", day)]
        ]

    @pytest.mark.parametrize("day", ["2026-02-30", "0001-01-01", "9999-12-31"])
    def test_a_condition_has_a_day_of_our_time(self, contest, day):
        shown = preview(contest, contest.cases, outcome="conditions", conditions=f"{day} 补齐材料")

        assert list(shown.context["form"].errors) == ["conditions"]

    @pytest.mark.parametrize("told", ["", "x", "1:1:1", "99999:0", "-1:0", "９:0", f"{10**30}:0"])
    def test_what_is_no_case_of_the_stage_is_nothing(self, contest, world, told):
        foreign = world.of(Application, B)
        for chosen in (told, f"{foreign.pk}:0"):
            done = preview(contest, [], chosen=chosen, outcome="accept", confirm="1")
            assert done.url == page(Stage, "ranking", contest.stage)
        assert not foreign.decisions.exists()

    @pytest.mark.parametrize("verb", ["decide", "advance"])
    @pytest.mark.parametrize(
        ("role", "status"), [("manager_b", 404), ("zone", 403), ("auditor", 403)]
    )
    def test_nobody_else_acts(self, contest, world, verb, role, status):
        answer = world.client(role).post(page(Stage, verb, contest.stage), {})

        assert answer.status_code == status


class TestMoving:
    def move(self, contest, cases, to: str, **data):
        stage = contest.stage.plan.stages.get(kind=to)
        told = {"case": [f"{case.pk}:0" for case in cases], "to": stage.pk} | data
        return contest.client.post(page(Stage, "advance", contest.stage), told, follow=True)

    def test_on_and_back_for_a_reason(self, contest):
        self.move(contest, contest.cases[:2], "decision")
        assert Application.objects.filter(stage__kind="decision").count() == 2

        told = self.move(contest, contest.cases[2:], "department")
        assert "说明" in told.text or "一句" in told.text
        self.move(contest, contest.cases[2:], "department", move_said="资料有疑问")
        assert Application.objects.get(pk=contest.cases[2].pk).stage.kind == "department"

    def test_nothing_chosen_is_said(self, contest):
        assert "请至少选择" in self.move(contest, [], "decision").text


class TestOutbox:
    def decided(self, contest, count: int) -> None:
        for case in contest.cases[:count]:
            lifecycle.decide(application=case, seen=0, outcome="accept", by=None, at=now())

    def test_what_was_counted_goes(self, contest):
        self.decided(contest, 2)
        shown = contest.client.get(page(Call, "outbox", contest.call))
        assert shown.context["count"] == 2

        contest.client.post(page(Call, "outbox", contest.call), {"count": "2"})

        batch = contest.call.letter_batches.get()
        lifecycle.send_batch(batch_id=batch.pk, at=now())
        (row,) = contest.client.get(page(Call, "outbox", contest.call)).context["batches"]
        assert (row[1].total, row[1].filed) == (2, 2)

    @pytest.mark.parametrize("count", ["1", "3", "", "x", "-2", "9" * 40, "²"])
    def test_another_count_sends_nothing(self, contest, count):
        self.decided(contest, 2)

        told = contest.client.post(
            page(Call, "outbox", contest.call), {"count": count}, follow=True
        )

        assert "2" in told.text
        assert not contest.call.letter_batches.exists()

    def test_letters_of_a_case_that_is_kept_from_the_sender_stay(self, contest, world):
        self.decided(contest, 2)
        Conflict.objects.create(
            application=contest.cases[0], user=world.users["manager_a"], ground="declared",
            found_at=now(),
        )  # fmt: skip

        assert contest.client.get(page(Call, "outbox", contest.call)).context["count"] == 1
        contest.client.post(page(Call, "outbox", contest.call), {"count": "1"})

        assert OutboxLetter.objects.get(application=contest.cases[0]).state == "prepared"
        assert OutboxLetter.objects.get(application=contest.cases[1]).state == "confirmed"

    @pytest.mark.parametrize(
        ("role", "status"), [("manager_b", 404), ("zone", 403), ("auditor", 403)]
    )
    def test_nobody_else_sends(self, contest, world, role, status):
        self.decided(contest, 1)

        answer = world.client(role).post(page(Call, "outbox", contest.call), {"count": "1"})

        assert answer.status_code == status
        assert not contest.call.letter_batches.exists()

    @pytest.mark.parametrize("count", [1, 3])
    def test_it_costs_the_same(self, contest, count, django_assert_num_queries):
        self.decided(contest, count)

        with django_assert_num_queries(9):
            contest.client.get(page(Call, "outbox", contest.call))


WORDS = {
    "subject": "结论", "body": "{{ name }}：{{ said }}", "subject_en": "Result",
    "body_en": "{{ name }}: {{ said }}",
}  # fmt: skip


class TestLetters:
    def address(self, call, kind: str = "refused") -> str:
        return reverse(pages_of(Call).name_of("letter"), args=[call.pk, kind])

    def test_a_preview_keeps_nothing_and_shows_the_places(self, contest):
        shown = contest.client.post(self.address(contest.call), WORDS | {"preview": "1"})

        assert shown.context["tried"]["body"] == "〔企业或团队名称〕：〔告知申请人的内容〕" or (
            "〔" in shown.context["tried"]["body"]
        )
        assert not LetterTemplate.objects.exists()

    def test_words_are_used_from_now_on(self, contest):
        contest.client.post(self.address(contest.call), WORDS)

        assert LetterTemplate.objects.get().version == 1
        assert "第1版" in contest.client.get(page(Call, "letters", contest.call)).text

    @pytest.mark.parametrize("verb", [{}, {"preview": "1"}])
    @pytest.mark.parametrize(
        "body", ["{{ secret }}{{ said }}", "{% load x %}{{ said", "{{ name.__class__ }}{{ said }}",
                 "{{ name }}"],
    )  # fmt: skip
    def test_hostile_words_are_refused_beside_the_text(self, contest, body, verb):
        shown = contest.client.post(self.address(contest.call), WORDS | {"body": body} | verb)

        assert list(shown.context["form"].errors) == ["body"]
        assert not LetterTemplate.objects.exists()

    def test_other_kinds_and_other_people_have_none(self, contest, world):
        assert contest.client.get(self.address(contest.call, "receipt")).status_code == 404
        assert world.client("manager_b").get(self.address(contest.call)).status_code == 404
        assert world.client("auditor").get(self.address(contest.call)).status_code == 200
        assert world.client("auditor").post(self.address(contest.call), WORDS).status_code == 403


class TestCall:
    def test_it_leads_everywhere(self, contest):
        shown = contest.client.get(page(Call, "review", contest.call))

        stage = next(one for one in shown.context["stages"] if one["stage"] == contest.stage)
        assert (stage["cases"], stage["round"].number) == (3, 1)
        assert page(Stage, "ranking", contest.stage) in shown.text

    def test_whoever_stands_in_no_stage_is_brought_in(self, contest):
        late = handed_in(contest.call)
        Application.objects.filter(pk=late.pk).update(state="complete")
        assert contest.client.get(page(Call, "review", contest.call)).context["outside"] == 1

        contest.client.post(page(Call, "enter", contest.call))

        late.refresh_from_db()
        assert late.stage.kind == "department"
