"""Plans, rounds, reviewers and conflicts at the manager's desk: each verb done, and refused."""

import datetime

import pytest
from django.urls import reverse
from django.utils.timezone import localtime

from companies import lifecycle
from companies.admin.review.round_forms import AddForm
from companies.models import (
    Application,
    AssignmentRun,
    Call,
    Conflict,
    Review,
    Reviewer,
    ReviewerInvitation,
    ReviewPlan,
    ReviewRound,
    Rubric,
    Stage,
)
from incubator.core.dates import now
from tests.admin.conftest import A, B, pages_of
from tests.factories import UserFactory, handed_in

DAY = datetime.timedelta(days=1)


def page(model, verb: str, row) -> str:
    return reverse(pages_of(model).name_of(verb), args=[row.pk])


def post(world, model, verb: str, row, role: str = "manager_a", **data):
    return world.client(role).post(page(model, verb, row), data)


def moment(name: str, at: datetime.datetime) -> dict:
    local = localtime(at)
    return {f"{name}_0": f"{local:%Y-%m-%d}", f"{name}_1": f"{local:%H:%M}"}


def plan_of(world) -> ReviewPlan:
    return world.of(Call, A).review_plans.latest("version")


def filled(form) -> dict:
    """What a browser would send of a form of the admin as it was shown."""
    data = {}
    for name, field in form.fields.items():
        value = field.prepare_value(form.get_initial_for_field(field, name))
        if value is not None and value is not False and value not in ("", []):
            data[form.add_prefix(name)] = value
    return data


class TestPlans:
    """Points 1 and 2: stages and rubrics in versions."""

    def test_a_new_version_is_changed_and_published(self, world):
        plan = plan_of(world)
        assert post(world, ReviewPlan, "renew", plan).status_code == 302
        second = plan.call.review_plans.get(version=2)
        post(world, ReviewPlan, "add_stage", second, kind="defence", name="答辩")
        stage = second.stages.get(kind="expert")
        client, address = world.client("manager_a"), page(Stage, "change", stage)
        data = filled(client.get(address).context["adminform"].form)
        data |= {"reviews_wanted": "5", "blind": ["name", "people"], "combination": "median"}

        response = client.post(address, data)

        assert response.status_code == 302, response.context["errors"]
        assert response.url == pages_of(ReviewPlan).address_of(second)
        stage.refresh_from_db()
        assert (stage.reviews_wanted, stage.blind) == (5, ["name", "people"])
        post(world, ReviewPlan, "publish", second)
        second.refresh_from_db()
        assert second.published_at is not None
        assert client.post(address, data).status_code == 403
        assert "3. 专家评审" in client.get(page(ReviewPlan, "change", second)).text

    @pytest.mark.parametrize(
        ("changed", "field"),
        [
            ({"reviews_wanted": "0"}, "reviews_wanted"),
            ({"rubric": ""}, "rubric"),
            ({"drop_from": "2"}, "__all__"),
            ({"hidden_keys": "nonsense"}, "hidden_keys"),
            ({"days": "0"}, "__all__"),
            ({"blind": ["all"]}, "blind"),
        ],
    )
    def test_nonsense_is_said_on_the_page_of_a_stage(self, world, changed, field):
        stage = lifecycle.new_plan(call=world.of(Call, A), by=None).stages.get(kind="expert")
        client, address = world.client("manager_a"), page(Stage, "change", stage)
        data = filled(client.get(address).context["adminform"].form) | changed

        response = client.post(address, data)

        assert response.status_code == 200
        assert list(response.context["adminform"].form.errors) == [field]

    def test_a_rubric_of_another_plan_is_no_choice(self, world):
        stage = lifecycle.new_plan(call=world.of(Call, A), by=None).stages.get(kind="expert")
        foreign = Rubric.objects.exclude(plan=stage.plan_id).first()
        client, address = world.client("manager_a"), page(Stage, "change", stage)
        data = filled(client.get(address).context["adminform"].form) | {"rubric": foreign.pk}

        assert list(client.post(address, data).context["adminform"].form.errors) == ["rubric"]

    def test_criteria_are_written_until_the_plan_is_published(self, world):
        rubric = lifecycle.new_plan(call=world.of(Call, A), by=None).rubrics.get()
        client, address = world.client("manager_a"), page(Rubric, "change", rubric)
        shown = client.get(address)
        formset = shown.context["inline_admin_formsets"][0].formset
        data = filled(shown.context["adminform"].form) | filled(formset.management_form)
        for form in formset.forms:
            data |= filled(form)
        data |= {f"{formset.prefix}-0-weight": "33", f"{formset.prefix}-INITIAL_FORMS": 8}

        response = client.post(address, data)

        assert response.status_code == 302, response.context["errors"]
        assert rubric.criteria.get(position=1).weight == 33
        lifecycle.publish_plan(call=rubric.plan.call, by=None, at=now())
        assert client.post(address, data).status_code == 403
        assert client.get(page(Rubric, "remove", rubric)).status_code == 404

    def test_refusal_is_on_the_form(self, world):
        plan = lifecycle.new_plan(call=world.of(Call, A), by=None)
        rubric = plan.rubrics.get()

        assert "“部门评审”正使用该表" in post(world, Rubric, "remove", rubric).text
        assert Rubric.objects.filter(pk=rubric.pk).exists()
        decision = plan.stages.get(kind="decision")
        assert post(world, Stage, "remove", decision).status_code == 200
        assert post(world, Stage, "remove", plan.stages.get(kind="department")).status_code == 302
        assert post(world, ReviewPlan, "add_rubric", plan, name="另一张").status_code == 302


@pytest.fixture
def expert_round(world) -> ReviewRound:
    """A running round of A's first call, opened at the desk."""
    stage = plan_of(world).stages.get(kind="expert")
    address = f"{reverse(pages_of(ReviewRound).name_of('add'))}?stage={stage.pk}"
    response = world.client("manager_a").post(address, moment("due_at", now() + 9 * DAY))
    assert response.status_code == 302, response.context["form"].errors
    return ReviewRound.objects.get(stage=stage)


def case_in(review_round: ReviewRound, number: int) -> Application:
    """A complete case that stands in the round's stage."""
    case = handed_in(review_round.call, name=f"企业{number}")
    Application.objects.filter(pk=case.pk).update(state="complete", stage=review_round.stage)
    case.refresh_from_db()
    return case


def expert_in(review_round: ReviewRound, **columns) -> Reviewer:
    user = UserFactory(email=f"x{Reviewer.objects.count()}@elsewhere.test")
    return Reviewer.objects.create(round=review_round, user=user, joined_at=now(), **columns)


class TestRounds:
    """Opened with the proposed end, given more time, closed."""

    def test_the_end_is_proposed(self, world):
        stage = plan_of(world).stages.get(kind="expert")
        client, add = world.client("manager_a"), reverse(pages_of(ReviewRound).name_of("add"))

        chosen = client.post(add, {"stage": stage.pk})
        form = client.get(chosen.url).context["form"]

        assert form.initial["due_at"] == lifecycle.proposed_end(stage, at=now())

    def test_foreign_and_silly_stages_are_none(self, world):
        foreign = Stage.objects.get(call=world.of(Call, B), kind="expert", plan__version=1)
        decision = plan_of(world).stages.get(kind="decision")
        client, add = world.client("manager_a"), reverse(pages_of(ReviewRound).name_of("add"))

        for key in (foreign.pk, decision.pk, 999999):
            assert client.get(f"{add}?stage={key}").status_code == 404
            assert list(client.post(add, {"stage": key}).context["form"].errors) == ["stage"]

    @pytest.mark.parametrize(
        "typed",
        [{"opens_at_0": "0001-01-01", "opens_at_1": "00:00"},
         {"due_at_0": "9999-12-31", "due_at_1": "23:59"}],
    )  # fmt: skip
    def test_it_is_of_our_time(self, world, typed):
        stage = plan_of(world).stages.get(kind="expert")
        add = f"{reverse(pages_of(ReviewRound).name_of('add'))}?stage={stage.pk}"
        before = ReviewRound.objects.count()

        sent = world.client("manager_a").post(add, moment("due_at", now() + DAY) | typed)

        (errors,) = sent.context["form"].errors.as_data().values()
        assert [one.code for one in errors] == ["invalid_year"]
        assert ReviewRound.objects.count() == before

    def test_it_is_extended_and_closed(self, world, expert_round):
        early = post(world, ReviewRound, "extend", expert_round, **moment("due_at", now() - DAY))
        assert list(early.context["form"].errors) == ["due_at"]
        post(world, ReviewRound, "extend", expert_round, **moment("due_at", now() + 20 * DAY))
        expert_round.refresh_from_db()
        assert (expert_round.due_at - now()).days >= 19
        post(world, ReviewRound, "close", expert_round)

        expert_round.refresh_from_db()
        shown = world.client("manager_a").get(page(ReviewRound, "change", expert_round)).text
        assert expert_round.closed_at is not None
        assert page(ReviewRound, "invite", expert_round) not in shown

    def test_people_are_invited_one_and_many_and_taken_back(self, world, expert_round):
        post(world, ReviewRound, "invite", expert_round, email="a@x.test", max_load="5")
        pasted = "b@x.test 王甲 甲研究院\n<c@y.test>, 李乙，乙大学 电子系\n"
        post(world, ReviewRound, "invite_list", expert_round, people=pasted, max_load="5")

        invited = ReviewerInvitation.objects.order_by("pk")
        assert [(one.email, one.name, one.employer) for one in invited] == [
            ("a@x.test", "", ""), ("b@x.test", "王甲", "甲研究院"),
            ("c@y.test", "李乙", "乙大学 电子系"),
        ]  # fmt: skip
        bad = post(world, ReviewRound, "invite_list", expert_round, people="d@x.test\n戊",
                   max_load="5")  # fmt: skip
        assert "第2行" in bad.text
        for silly in (",,", "<>", "，\n<>\n;"):
            none = post(world, ReviewRound, "invite_list", expert_round, people=silly, max_load="5")
            assert list(none.context["form"].errors) == ["people"]
        assert invited.count() == 3
        revoke = reverse(pages_of(ReviewRound).name_of("revoke"),
                         args=[expert_round.pk, invited[0].pk])  # fmt: skip
        assert world.client("manager_a").get(revoke).status_code == 404
        assert world.client("manager_b").post(revoke).status_code == 404
        assert world.client("auditor").post(revoke).status_code == 403
        assert world.client("manager_a").post(revoke).status_code == 302
        assert ReviewerInvitation.objects.get(email="a@x.test").revoked_at is not None

    def test_somebody_known_is_added(self, world, expert_round):
        user = world.users["manager_a"]
        response = post(world, ReviewRound, "add_person", expert_round, user=user.pk, max_load="5")

        # An expert review is for invited people: the office is told so.
        assert list(response.context["form"].errors) == ["user"]
        stranger = UserFactory()
        response = post(world, ReviewRound, "add_person", expert_round, user=stranger.pk,
                        max_load="5")  # fmt: skip
        assert list(response.context["form"].errors) == ["user"]

    def test_only_whom_the_stage_is_for_is_a_choice(self, world, expert_round):
        """Nobody is offered who would be refused: experts by an invitation, staff by a role."""
        expert, added = expert_in(expert_round), expert_in(expert_round)
        invited = lifecycle.invite_reviewer(
            review_round=expert_round, email="li@academy.test", by=None, at=now()
        )
        ReviewerInvitation.objects.filter(pk=invited.pk).update(reviewer=expert, accepted_at=now())
        second = lifecycle.open_round(
            stage=expert_round.stage, due_at=now() + 9 * DAY, by=None, at=now()
        )

        def offered(actors: str) -> set:
            second.stage.actors = actors
            return set(AddForm(review_round=second).fields["user"].queryset)

        assert offered("invited") == {expert.user}
        assert {expert.user, world.users["manager_a"]} <= offered("both")
        assert not {added.user, world.users["manager_b"]} & offered("both")
        assert offered("office") == offered("both") - {expert.user}

    def test_progress_is_shown_and_reminders_go(self, world, expert_round):
        reviewer, case = expert_in(expert_round), case_in(expert_round, 1)
        lifecycle.assign_by_hand(reviewer=reviewer, application=case, by=None, at=now())

        shown = world.client("manager_a").get(page(ReviewRound, "change", expert_round))

        (person, _address), (row, _give) = shown.context["people"][0], shown.context["cases"][0]
        assert (person.assigned, person.signed, row.assigned, row.unassigned) == (1, 0, 1, 2)
        assert post(world, ReviewRound, "remind", expert_round).status_code == 302
        again = post(world, Reviewer, "remind", reviewer)
        assert "nobody_to_remind" in {
            e.code for e in again.context["form"].errors.as_data()["__all__"]
        }


class TestAssignment:
    """Point 4: at one stroke, by hand, taken away, topped up; told why when it cannot be."""

    def test_impossible_is_explained_and_made_possible(self, world, expert_round):
        cases = [case_in(expert_round, number) for number in (1, 2)]
        people = [expert_in(expert_round, max_load=1) for _number in range(3)]

        response = post(world, ReviewRound, "assign", expert_round, seed="7")

        run = AssignmentRun.objects.latest("pk")
        assert (run.seed, run.made) == (7, 3)
        told = world.client("manager_a").get(response.url)
        assert sum(number for _case, number, _may in told.context["lacking"]) == 3
        assert {more for _one, _most, more, _by in told.context["raises"]} == {2}
        for person in people:
            post(world, Reviewer, "edit", person, employer="", max_load="2")
        post(world, ReviewRound, "assign", expert_round)
        assert all(case.reviews.count() == 3 for case in cases)
        assert AssignmentRun.objects.latest("pk").lacking == {}

    def test_the_same_run_again_gives_the_same(self, world, expert_round):
        case_in(expert_round, 1)
        for _number in range(4):
            expert_in(expert_round)
        post(world, ReviewRound, "assign", expert_round)
        run = AssignmentRun.objects.latest("pk")

        response = world.client("manager_a").get(page(AssignmentRun, "again", run), follow=True)

        assert "同样的3对" in response.text

    def test_by_hand_and_away(self, world, expert_round):
        reviewer, case = expert_in(expert_round), case_in(expert_round, 1)
        data = {"application": case.pk, "reviewer": reviewer.pk}
        assert post(world, ReviewRound, "give", expert_round, **data).status_code == 302
        review = Review.objects.get(reviewer=reviewer)
        assert post(world, Review, "take_away", review, reason="").status_code == 200

        post(world, Review, "take_away", review, reason="病假")

        review.refresh_from_db()
        assert (review.state, review.ended_because) == ("dropped", "病假")

    def test_foreign_cases_and_people_are_no_choice(self, world, expert_round):
        foreign = {"application": world.of(Application, B).pk, "reviewer": world.of(Reviewer, B).pk}

        response = post(world, ReviewRound, "give", expert_round, **foreign)

        assert set(response.context["form"].errors) == {"application", "reviewer"}

    def test_whoever_leaves_leaves_room(self, world, expert_round):
        reviewer, case = expert_in(expert_round), case_in(expert_round, 1)
        lifecycle.assign_by_hand(reviewer=reviewer, application=case, by=None, at=now())

        post(world, Reviewer, "remove", reviewer, reason="退出")

        reviewer.refresh_from_db()
        assert (reviewer.left_because, case.reviews.get().state) == ("退出", "dropped")


class TestConflicts:
    """Point 5: found, shown, lifted; a case does not exist for whom it is kept from."""

    def test_a_namesake_is_lifted(self, world):
        conflict = world.of(Conflict, A)

        post(world, Conflict, "lift", conflict, reason="同名，并非本人")

        conflict.refresh_from_db()
        assert conflict.lifted_because == "同名，并非本人"

    def test_a_conflicted_manager_sees_nothing_of_the_case(self, world):
        """Not on the pages of the round, of the run, of the review, nor in any count."""
        review, run = world.of(Review, A), world.of(AssignmentRun, A)
        case, reviewer = review.application, review.reviewer
        Conflict.objects.create(
            application=case, user=world.users["manager_a"], ground="declared", found_at=now()
        )
        client = world.client("manager_a")

        for model, row in ((ReviewRound, review.round), (AssignmentRun, run), (Reviewer, reviewer)):
            text = client.get(page(model, "change", row)).text
            assert case.receipt not in text
            assert case.name not in text
        assert client.get(page(Review, "change", review)).status_code == 404
        shown = client.get(page(ReviewRound, "change", review.round)).context
        assert [(one.assigned, one.open) for one, _address in shown["people"]] == [(0, 0)]


@pytest.mark.parametrize(
    ("model", "verbs"),
    [
        (ReviewPlan, ["publish", "renew", "add_stage", "add_rubric"]),
        (Stage, ["remove"]),
        (Rubric, ["remove"]),
        (ReviewRound, ["assign", "give", "invite", "invite_list", "add_person", "remind",
                       "extend", "close"]),
        (Reviewer, ["edit", "give", "remind", "remove"]),
        (Review, ["take_away"]),
        (Conflict, ["lift"]),
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    ("role", "status"), [("manager_b", 404), ("zone", 403), ("auditor", 403), ("roleless", 302)]
)
def test_nobody_else_acts(world, model, verbs, role, status):
    row = world.of(model, A)

    for verb in verbs:
        assert post(world, model, verb, row, role=role, reason="?").status_code == status, verb


@pytest.mark.parametrize("count", [1, 3])
def test_page_of_a_round_costs_the_same(world, expert_round, count, django_assert_num_queries):
    for number in range(count):
        case = case_in(expert_round, number)
        reviewer = expert_in(expert_round)
        lifecycle.assign_by_hand(reviewer=reviewer, application=case, by=None, at=now())
    client = world.client("manager_a")

    with django_assert_num_queries(12):
        client.get(page(ReviewRound, "change", expert_round))
