"""Pages of graduation: the company's own, the office's steps, the cohort and the board."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from companies.models import GraduationReview, Residence
from incubator.core.dates import today
from incubator.workflows.admin.board import NEXT
from tests.factories import (
    MembershipFactory,
    RepresentativeFactory,
    ResidenceFactory,
    UserFactory,
)
from tests.graduating.rows import DAY, judged, ready, stay_of
from tests.graduating.steps import (
    applied,
    closed,
    confirm,
    decided,
    heard,
    proposed,
    visited,
)
from tests.staying.conftest import read, scan

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shelf")]
ON = "?on=2007-09-28"


def person_of(stay: Residence, right: str = "sign") -> Client:
    client = Client()
    client.force_login(RepresentativeFactory(company=stay.company, right=right).user)
    return client


def manager_of(stay: Residence) -> Client:
    client = Client()
    client.force_login(MembershipFactory(incubator=stay.incubator).user)
    return client


def page(name: str, *args: object) -> str:
    return reverse(f"admin:companies_graduationreview_{name}", args=args)


class TestOfTheCompany:
    def test_self_check_says_what_is_missing_and_applies(self):
        stay = stay_of()
        client = person_of(stay)
        address = f"/company/stays/{stay.pk}/graduation/"

        shown = client.get(address)
        sent = client.post(address, {"words": "我们已符合条件。"})

        review = GraduationReview.objects.get()
        assert shown.status_code == 200
        assert {line.standing for line in shown.context["lines"]} == {"unknown"}
        assert sent.url == f"/company/graduations/{review.key}/"
        assert (review.applied_on, review.rulebook.code) == (today(), "cn-2018")
        assert client.get(address).context["review"] == review

    def test_nothing_to_say_is_said(self):
        stay = stay_of()

        response = person_of(stay).post(f"/company/stays/{stay.pk}/graduation/", {"words": ""})

        assert (response.status_code, GraduationReview.objects.count()) == (400, 0)

    def test_who_may_only_write_cannot_apply(self):
        stay = stay_of()
        client = person_of(stay, "edit")
        address = f"/company/stays/{stay.pk}/graduation/"

        assert not client.get(address).context["may_sign"]
        response = client.post(address, {"words": "申请"})
        assert response.context["form"].errors.as_data()["__all__"][0].code == "right_missing"

    def test_progress_papers_and_taking_back(self):
        stay = ready()
        review = visited(stay)
        client = person_of(stay)
        base = f"/company/graduations/{review.key}/"

        shown = client.get(base)
        client.post(f"{base}papers/", {"file": scan(), "kind": "statement"})
        client.post(f"{base}withdraw/")

        review.refresh_from_db()
        assert [step.is_next for step in shown.context["steps"]].index(True) == 2
        assert (review.state, review.papers.count()) == ("withdrawn", 1)

    def test_what_the_office_said_among_itself_is_not_for_the_company(self):
        stay = ready()
        review = heard(stay)

        mine = person_of(stay).get(f"/company/graduations/{review.key}/").text
        of_office = manager_of(stay).get(page("change", review.pk)).text

        assert [word in mine for word in ("一致同意。", "现场属实。", review.words)] == [
            False, False, True,
        ]  # fmt: skip
        assert "一致同意。" in of_office

    def test_what_is_proposed_is_not_told_before_it_is_decided(self):
        stay = stay_of()
        review = proposed(stay, outcome="refuse", reason="条件不足。")
        address = f"/company/graduations/{review.key}/"
        client = person_of(stay)

        before = client.get(address)
        manager = manager_of(stay).get(page("change", review.pk)).text
        confirm(review, UserFactory())
        after = client.get(address)

        assert "条件不足。" not in before.text
        assert [len(shown.context["steps"]) for shown in (before, after)] == [6, 5]
        assert "条件不足。" in manager
        assert "条件不足。" in after.text

    def test_certificate_once_it_counts(self):
        stay = ready()
        review = decided(stay)
        client = person_of(stay)
        base = f"/company/graduations/{review.key}/"
        assert client.get(f"{base}certificate/").status_code == 404
        other = ready()
        done = closed(other)

        response = person_of(other).get(f"/company/graduations/{done.key}/certificate/")

        text = read(b"".join(response.streaming_content))
        assert done.certificate_number in text
        assert other.company.name in text
        assert "2007年10月31日" in text

    def test_other_peoples_graduations_are_not_there(self):
        review, client = applied(ready()), person_of(stay_of())

        for key in (review.key, uuid.uuid4()):
            base = f"/company/graduations/{key}/"
            answers = {
                client.get(base).status_code, client.get(f"{base}certificate/").status_code,
                client.post(f"{base}papers/").status_code,
                client.post(f"{base}withdraw/").status_code,
            }  # fmt: skip
            assert answers == {404}
        foreign = f"/company/stays/{review.residence_id}/graduation/"
        assert client.get(foreign).status_code == 404

    def test_links_stand_on_the_company_page(self):
        stay = ready()
        review = applied(stay)

        text = person_of(stay).get(f"/company/{stay.company_id}/").text

        assert f"/company/graduations/{review.key}/" in text
        assert f"/company/stays/{stay.pk}/graduation/" in text


class TestSteps:
    def test_from_application_to_certificate(self):
        stay = ready()
        client, other = manager_of(stay), manager_of(stay)
        client.post(page("add"), {"residence": stay.pk, "on": "2007-09-10", "words": "申请毕业"})
        review = GraduationReview.objects.get()
        steps = [
            (client, "visit", {"on": "2007-09-17", "words": "属实"}),
            (client, "hear", {"on": "2007-09-24", "members": 5, "advice": "graduate",
                              "words": "同意"}),
            (client, "propose", {"on": "2007-09-28", "outcome": "graduate", "reason": "符合"}),
            (other, "reject", {"words": "补充材料"}),
            (client, "propose", {"on": "2007-09-28", "outcome": "graduate", "reason": "符合"}),
            (other, "confirm", {"on": "2007-10-08"}),
            (client, "close", {"on": "2007-10-31"}),
        ]  # fmt: skip
        for who, name, sent in steps:
            address = page(name, review.pk)
            assert address in who.get(page("change", review.pk)).text
            assert who.get(address).status_code == 200
            response = who.post(address, sent)
            assert (name, response.status_code) == (name, 302), response.context["form"].errors

        review.refresh_from_db()
        stay.refresh_from_db()
        certificate = client.get(page("certificate", review.pk))
        assert (review.state, stay.left_on) == ("graduated", DAY(2007, 10, 31))
        assert review.certificate_number in read(b"".join(certificate.streaming_content))

    def test_refusals_stand_on_the_form(self):
        stay = ready()
        review = proposed(stay)
        client = Client()
        client.force_login(review.proposed_by)
        MembershipFactory(incubator=stay.incubator, user=review.proposed_by)
        review.proposed_by.is_staff = True
        review.proposed_by.save()

        response = client.post(page("confirm", review.pk), {"on": "2007-10-08"})

        [error] = response.context["form"].errors.as_data()["__all__"]
        assert error.code == "decided_by_one_alone"
        assert page("confirm", review.pk) not in client.get(page("change", review.pk)).text

    def test_superseded_withdrawn_and_papers(self):
        stay = ready()
        review = closed(stay)
        client = manager_of(stay)

        client.post(page("supersede", review.pk), {"on": "2007-11-01", "reason": "核对有误"})
        better = GraduationReview.objects.get(supersedes=review)
        client.post(page("paper", better.pk), {"upload": scan(), "kind": "statement"})
        client.post(page("withdraw", better.pk))

        better.refresh_from_db()
        assert (better.state, better.papers.count()) == ("withdrawn", 1)
        assert client.get(page("certificate", better.pk)).status_code == 404
        assert client.get(page("change", review.pk)).status_code == 200
        assert client.get(page("withdraw", review.pk)).status_code == 404

    @pytest.mark.parametrize("role", ["zone_office", "auditor"])
    def test_who_only_reads_does_nothing(self, role):
        stay = ready()
        review = applied(stay)
        client = Client()
        client.force_login(MembershipFactory(**{role: True}).user)

        for name in ("visit", "withdraw", "paper"):
            assert client.get(page(name, review.pk)).status_code == 403
        assert client.get(page("add")).status_code == 403
        assert client.get(page("judge", stay.pk, "able_founder")).status_code == 403
        assert client.get(page("change", review.pk)).status_code == 200
        assert "data-step" not in client.get(page("board") + ON).text

    def test_elsewhere_is_not_there(self):
        stay = ready()
        review = applied(stay)
        client = manager_of(stay_of())

        for address in (
            page("change", review.pk), page("visit", review.pk), page("readiness", stay.pk),
            page("judge", stay.pk, "able_founder"),
        ):  # fmt: skip
            assert client.get(address).status_code == 404
        assert stay.company.name not in client.get(page("board") + ON).text
        assert stay.company.name not in client.get(page("cohort") + ON).text


class TestReadiness:
    def test_one_company_by_two_texts(self):
        stay = ready()
        client = manager_of(stay)

        response = client.get(page("readiness", stay.pk) + f"{ON}&text=cn-2006&other=cn-2010")

        columns = response.context["columns"]
        assert [column["text"].code for column in columns] == ["cn-2006", "cn-2010"]
        assert [column["standing"] for column in columns] == ["met", "unknown"]

    def test_each_value_leads_to_its_row(self):
        stay = ready()
        certificate = stay.company.qualification_set.get()
        report = stay.company.due_returns.get(period__code="torch-yearly").returns.get()

        text = manager_of(stay).get(page("readiness", stay.pk) + ON).text

        assert reverse("admin:companies_qualification_change", args=[certificate.pk]) in text
        assert reverse("admin:companies_return_change", args=[report.pk]) in text

    def test_an_opinion_is_recorded(self):
        stay = stay_of()
        client = manager_of(stay)
        address = page("judge", stay.pk, "able_founder")
        assert address in client.get(page("readiness", stay.pk) + ON).text

        client.post(address, {"is_met": "no", "on": "2007-09-03", "words": "缺市场经验"})

        assert [(one.rule, one.is_met) for one in stay.judgements.all()] == [
            ("able_founder", False)
        ]
        assert client.get(page("judge", stay.pk, "income")).status_code == 404

    def test_cohort_shows_each_group(self):
        first = ready()
        place = first.incubator
        stay_of(incubator=place)
        near = ready(incubator=place)
        judged(near, is_met=False, on=DAY(2007, 9, 20))
        client = manager_of(first)
        counts = {}
        for show in ("all", "ready", "near", "unknown", "over", "expected", "nonsense"):
            response = client.get(page("cohort") + f"{ON}&show={show}&other=cn-2018")
            counts[show] = len(response.context["rows"])

        assert counts == {
            "all": 3, "ready": 1, "near": 1, "unknown": 2, "over": 0, "expected": 1, "nonsense": 3,
        }  # fmt: skip

    def test_before_any_text_says_so(self):
        stay = stay_of()

        for name in ("board", "cohort"):
            response = manager_of(stay).get(page(name) + "?on=2005-06-01")
            assert response.status_code == 200
            assert not response.context["asked"].text
        response = manager_of(stay).get(page("readiness", stay.pk) + "?on=2005-06-01")
        assert response.context["columns"] == []

    @pytest.mark.parametrize("name", ["board", "cohort"])
    def test_of_one_incubator(self, name):
        stay, other = ready(), ready()
        client = Client()
        client.force_login(MembershipFactory(zone_office=True).user)
        address = page(name) + ON

        both = client.get(address).text
        one = client.get(f"{address}&place={stay.incubator.code}")
        nonsense = client.get(f"{address}&place=nowhere").text

        assert all(each.company.name in both for each in (stay, other))
        assert (stay.company.name in one.text, other.company.name in one.text) == (True, False)
        assert f"place={stay.incubator.code}" in one.text  # in the links to go on
        assert other.company.name in nonsense
        mine = manager_of(stay).get(f"{address}&place={other.incubator.code}").text
        assert (other.company.name in mine, "asked-place" in mine) == (False, False)


class TestBoard:
    def test_a_step_begun_here_leads_back_here(self):
        stay = ready()
        client = manager_of(stay)

        sent = {"residence": stay.pk, "on": "2007-09-10", "words": "申请毕业"}
        added = client.post(page("add") + "?from=board", sent)
        review = GraduationReview.objects.get()
        done = client.post(
            page("visit", review.pk) + "?from=board", {"on": "2007-09-17", "words": "属实"}
        )

        assert (added.url, done.url) == (page("board"), page("board"))

    def test_every_card_stands_in_its_column_with_its_next_step(self):
        first = ready()
        place = first.incubator
        of = {
            "inside": stay_of(incubator=place), "ready": first,
            "applied": ready(incubator=place), "heard": ready(incubator=place),
            "proposed": ready(incubator=place), "passed": ready(incubator=place),
            "graduated": ready(incubator=place),
        }  # fmt: skip
        steps = {"applied": applied, "heard": heard, "proposed": proposed, "passed": decided,
                 "graduated": closed}  # fmt: skip
        reviews = {name: step(of[name]) for name, step in steps.items()}

        response = manager_of(first).get(page("board") + "?on=2007-11-30")

        shown = {
            column["name"]: [(card.company, card.step) for card in column["cards"]]
            for column in response.context["columns"]
        }
        assert list(shown) == list(NEXT)
        for name, stay in of.items():
            [(company, step)] = shown[name]
            assert company == stay.company.name
            if name in ("inside", "ready"):
                assert step == page("add") + f"?from=board&residence={stay.pk}"
            elif name == "graduated":
                assert step == ""
            else:
                assert step == page(NEXT[name][0], reviews[name].pk) + "?from=board"

    @pytest.mark.parametrize("name", ["board", "cohort"])
    @pytest.mark.parametrize("count", [1, 3])
    def test_costs_the_same_however_many(self, name, count, django_assert_num_queries):
        stays = [ready() for _each in range(count)]
        applied(stays[0])
        client = Client()
        client.force_login(MembershipFactory(zone_office=True).user)
        client.get(page(name) + ON)

        with django_assert_num_queries({"board": 15, "cohort": 13}[name]):
            client.get(page(name) + ON)

    def test_accelerated_companies_are_not_on_it(self):
        stay = ResidenceFactory(incubator__kind="accelerator", on=DAY(2007, 5, 1))

        response = manager_of(stay).get(page("board") + ON)

        assert response.context["total"] == 0
