"""The pages around a merge: the search, the preview with a constant number of queries, undoing."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from companies.models import Company, CompanyMerge, PossibleDuplicate
from incubator.workflows.merging.values import differences
from tests.factories import (
    CompanyFactory,
    LeaseFactory,
    MembershipFactory,
    RepresentativeFactory,
    ResidenceFactory,
    UserFactory,
)
from tests.merging.rows import (
    AT,
    DAY,
    coded_apart,
    merged_into,
    reported_by_both,
    stays_of_both,
    twins,
)
from tests.returns.conftest import filed

pytestmark = pytest.mark.django_db
ADD = "/admin/companies/companymerge/add/"
PREVIEW = 57


@pytest.fixture
def office(client):
    client.force_login(UserFactory(admin=True))
    return client


def manager_of(client, *places):
    user = UserFactory(staff=True)
    for place in places:
        MembershipFactory(user=user, incubator=place)
    client.force_login(user)
    return client


def asked(kept, merged) -> str:
    return f"{ADD}?kept={kept.pk}&merged={merged.pk}"


def text(response) -> str:
    return response.content.decode()


def test_the_other_record_is_searched_and_chosen(office):
    kept, merged = twins()

    first = text(office.get(f"{ADD}?kept={kept.pk}&q=yongjiang"))

    assert f"?kept={kept.pk}&amp;merged={merged.pk}" in first
    assert f"merged={kept.pk}" not in first
    assert "没有找到" in text(office.get(f"{ADD}?kept={kept.pk}&q=xyz"))
    assert office.get(f"{ADD}?kept=999999").status_code == 404
    assert office.get(f"{ADD}?kept=x&merged=1").status_code == 404


def test_a_merge_is_previewed_and_done(office):
    ours, theirs = stays_of_both()
    kept, merged = ours.company, theirs.company
    Company.objects.filter(pk=kept.pk).update(registered_capital=1_000_000)

    shown = text(office.get(asked(kept, merged)))
    assert "宁波甬江软件公司" in shown
    assert "注册资本（元）" in shown
    assert "1,000,000" in shown
    assert "100万元" not in shown
    assert "入驻期" in shown
    answer = office.post(asked(kept, merged), {"name": "ours", "reason": "同一企业"}, follow=True)

    assert answer.redirect_chain[-1][0] == f"/admin/companies/company/{kept.pk}/page/"
    row = CompanyMerge.objects.get()
    assert (row.kept, row.merged, row.reason) == (kept, merged, "同一企业")
    assert row.merged_by is not None


def test_the_page_of_the_merged_record_leads_to_the_other(office):
    kept, merged = twins()
    merged_into(kept, merged)

    for page in ("page", "change"):
        answer = office.get(f"/admin/companies/company/{merged.pk}/{page}/", follow=True)
        assert answer.redirect_chain[-1][0].endswith(f"/{kept.pk}/page/")

    assert "宁波甬江软件公司" in text(answer)
    listed = text(office.get("/admin/companies/company/?q=甬江软件公司"))
    assert f"/{kept.pk}/" in listed
    assert f"/{merged.pk}/" not in listed


def test_what_stands_against_it_is_told_with_links_and_no_form(office):
    kept, merged = twins()
    theirs = ResidenceFactory(company=merged)
    ours = ResidenceFactory(company=kept, incubator=theirs.incubator)

    shown = text(office.get(asked(kept, merged)))

    for stay in (ours, theirs):
        assert reverse("admin:companies_residence_change", args=[stay.pk]) in shown
    assert 'name="reason"' not in shown
    answer = office.post(asked(kept, merged), {"name": "ours", "reason": "同一企业"})
    assert answer.status_code == 200
    assert not CompanyMerge.objects.exists()


def test_a_merge_is_undone_on_its_page(office):
    from companies.models import Company
    from incubator.core.dates import now

    row = merged_into(*twins(), at=now())
    page = reverse("admin:companies_companymerge_change", args=[row.pk])

    assert "/undo" in text(office.get(page))
    office.post(reverse("admin:companies_companymerge_undo", args=[row.pk]), {"reason": "看错了"})

    assert Company.objects.living().count() == 2
    assert "/undo" not in text(office.get(page))


def test_a_pair_is_told_to_be_two(office):
    CompanyFactory(name="甲有限公司")
    CompanyFactory(name="甲公司")
    office.post("/admin/companies/possibleduplicate/look/")
    pair = PossibleDuplicate.objects.get()
    shown = text(office.get(f"/admin/companies/possibleduplicate/{pair.pk}/change/"))
    assert "名称相同" in shown

    office.post(f"/admin/companies/possibleduplicate/{pair.pk}/dismiss/", {"reason": "两家企业"})

    pair.refresh_from_db()
    assert pair.dismissal == "两家企业"
    assert "甲公司" not in text(office.get("/admin/companies/possibleduplicate/?standing=open"))


def test_a_manager_of_both_places_merges_and_one_of_one_does_not(client):
    ours, theirs = stays_of_both()
    kept, merged = ours.company, theirs.company
    foreign = ResidenceFactory(company=merged, on=DAY(2009, 1, 1))

    one = manager_of(client, ours.incubator)
    assert "到所有" in text(one.get(asked(kept, merged))) or "机构" in text(
        one.get(asked(kept, merged))
    )
    one.post(asked(kept, merged), {"name": "ours", "reason": "同一企业"})
    assert not CompanyMerge.objects.exists()

    both = manager_of(client, ours.incubator, foreign.incubator)
    both.post(asked(kept, merged), {"name": "ours", "reason": "同一企业"})
    assert CompanyMerge.objects.count() == 1


def test_the_preview_asks_as_often_however_much_there_is(office):
    kept, merged = twins()
    stay = ResidenceFactory(company=merged)
    LeaseFactory(residence=stay)
    RepresentativeFactory(company=merged)
    office.get(asked(kept, merged))

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked_of:
            assert office.get(asked(kept, merged)).status_code == 200
        return len(asked_of)

    first = queries()
    for _each in range(2):
        LeaseFactory(residence=stay)
        RepresentativeFactory(company=merged)
        merged.aliases.create(kind="former_name", value=f"旧名{_each}")
    ResidenceFactory(company=merged)

    assert (first, queries()) == (PREVIEW, PREVIEW)
    assert AT


def test_a_wrong_code_and_the_return_that_holds_are_asked_for_and_kept(office):
    kept, merged = coded_apart()
    for company in (kept, merged):
        ResidenceFactory(company=company)
    ours, theirs = filed(kept), filed(merged)
    period = f"holds-{ours.due.period_id}"

    shown = office.get(asked(kept, merged))
    form = shown.context["form"]
    assert list(form.fields) == [
        "name", "code_in_error", "error_because", period, "holds_because", "reason",
    ]  # fmt: skip
    assert "从来不是本企业的" in text(shown)
    said = {"name": "ours", "reason": "同一企业"}
    again = office.post(asked(kept, merged), said).context["form"]
    assert set(again.errors) == {"code_in_error", "error_because", period, "holds_because"}
    said |= {"code_in_error": merged.unified_code, "error_because": "抄错了",
             period: str(ours.due_id), "holds_because": "原件"}  # fmt: skip
    office.post(asked(kept, merged), said)

    row = CompanyMerge.objects.get()
    assert (row.code_in_error, row.error_because) == (merged.unified_code, "抄错了")
    told = text(office.get(reverse("admin:companies_companymerge_change", args=[row.pk])))
    assert merged.unified_code in told
    assert "抄错了" in told
    due = text(office.get(reverse("admin:companies_duereturn_change", args=[theirs.due_id])))
    assert "原件" in due
    assert reverse("admin:companies_duereturn_change", args=[ours.due_id]) in due
    page = office.get(f"/admin/companies/company/{kept.pk}/page/?tab=returns")
    assert "已被取代" in text(page)
    assert "verify" not in text(office.get(f"/admin/companies/return/{theirs.pk}/change/"))


def test_a_code_of_nobody_here_cannot_be_chosen(office):
    kept, merged = coded_apart()
    said = {"name": "ours", "reason": "同一企业", "code_in_error": "91330200000000000A",
            "error_because": "抄错了"}  # fmt: skip

    answer = office.post(asked(kept, merged), said)

    assert set(answer.context["form"].errors) == {"code_in_error"}
    assert not CompanyMerge.objects.exists()


def test_superseded_returns_are_a_list_of_their_own_and_wait_for_nobody(office):
    ours, theirs = reported_by_both(verified=False)
    merged_into(ours.due.company, theirs.due.company, holds=[ours.due_id], holds_because="原件")

    def listed(model: str, state: str) -> list[int]:
        page = office.get(f"/admin/companies/{model}/", state)
        return [row.pk for row in page.context["cl"].result_list]

    assert listed("return", {"state__exact": "submitted"}) == [ours.pk]
    assert listed("return", {"state__exact": "superseded"}) == [theirs.pk]
    assert listed("duereturn", {"state": "submitted"}) == [ours.due_id]
    assert listed("duereturn", {"state": "superseded"}) == [theirs.due_id]
    assert listed("duereturn", {"state": "waived"}) == []
    period = office.get("/admin/companies/returnperiod/").context["cl"].result_list[0]
    assert (period.all_dues - period.waived, period.came) == (1, 1)


def test_an_amount_to_choose_between_stands_under_its_unit(db):
    kept, merged = (CompanyFactory(registered_capital=yuan) for yuan in (500_000, 1_000_000))

    [capital] = [
        one for one in differences(kept, merged) if one.name == "registered_capital"
    ]  # fmt: skip

    assert (capital.label, capital.ours, capital.theirs) == (
        "注册资本（元）", "500,000", "1,000,000",
    )  # fmt: skip
