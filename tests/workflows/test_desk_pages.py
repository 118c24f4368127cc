"""The office's pages: an admission from its beginning to its end, changes, and winding up."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from companies.enums import LeavingStep
from companies.models import (
    Admission,
    AgreementTemplate,
    ChangeRequest,
    Company,
    IncubationAgreement,
    Leaving,
    Paper,
    Residence,
)
from facilities.models import Reservation
from seeds.zone2007 import rulebooks
from tests.applying.conftest import PDF
from tests.factories import LeaseFactory, MembershipFactory, ResidenceFactory, UnitFactory
from tests.staying.conftest import DAY, files_of_this_test, read, word
from tests.staying.test_changes import ask
from tests.staying.test_leavings import begin, sign
from tests.workflows.rows import CODE, accepted, begun, drafted, ready, reserved

pytestmark = pytest.mark.django_db

__all__ = ["files_of_this_test"]  # a fixture
TODAY = "2026-11-20"
FAR = DAY(2040, 1, 1)
TERMS = {
    "price_class": "incubatee", "unit_price": "1", "price_basis": "m2_month", "rhythm": "monthly",
    "free_months": "0", "property_fee": "0", "late_fee_rate": "0", "room_deposit": "500",
    "utilities_deposit": "0",
}  # fmt: skip
AGREED = {
    "term_months": "36", "notice_days": "30", "start_days": "30", "change_notice_days": "15",
    "change_filing_days": "3", "statement_months": "3", "progress_months": "6",
    "assessment_months": "12", "stage_goal_percent": "60", "support_months": "36",
}  # fmt: skip


def pdf(name: str = "a.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, PDF)


def address(model, page: str, row=None) -> str:
    name = f"admin:companies_{model._meta.model_name}_{page}"
    return reverse(name, args=[row.pk] if row else [])


def manager_of(place) -> Client:
    client = Client()
    client.force_login(MembershipFactory(incubator=place).user)
    return client


def codes(response) -> list[str]:
    """What a form refused."""
    data = response.context["form"].errors.as_data()
    return [error.code for errors in data.values() for error in errors]


class TestAdmission:
    def test_from_the_application_to_the_residence(self):
        rulebooks.build()
        application = accepted()
        place = application.incubator
        unit = UnitFactory(building__incubator=place)
        client = manager_of(place)

        way = client.get(reverse("admin:companies_application_admission", args=[application.pk]))
        assert way.url == f"{address(Admission, 'add')}?application={application.pk}"
        begun_at = client.post(address(Admission, "add"), {"application": application.pk})
        admission = Admission.objects.get()
        assert begun_at.url == address(Admission, "change", admission)
        steps = [
            ("name", {"name": "甲", "number": "甬核1号", "on": "2026-11-01"}),
            ("register", {"name": "宁波甲科技有限公司", "unified_code": CODE, "on": "2026-11-02"}),
            ("draft", {"begins_on": TODAY, "head": "甲", **AGREED}),
            ("sign", {"signed_on": "2026-11-05", "upload": pdf()}),
            ("reserve", {
                "units": [unit.pk], "begins_on": "2026-11-10", "ends_on": "2029-11-10",
                "holds_until": "2099-01-01", **TERMS,
            }),
            ("deposit", {"on": "2026-11-06", "reference": "收据1"}),
            ("admit", {"on": TODAY}),
        ]  # fmt: skip
        for step, sent in steps:
            page = client.get(address(Admission, step, admission))
            assert page.status_code == 200, step
            response = client.post(address(Admission, step, admission), sent)
            assert response.status_code == 302, (step, response.context and codes(response))

        stay = Residence.objects.get()
        assert response.url == address(Residence, "change", stay)
        assert Company.objects.get().unified_code == CODE
        assert client.get(address(Admission, "change", admission)).status_code == 200
        assert "数值来自" not in client.get(address(Admission, "changelist")).text

    def test_list_says_what_is_missing_and_who_has_it(self):
        admission = begun()
        drafted(admission)
        client = manager_of(admission.incubator)

        page = client.get(address(Admission, "changelist")).text

        assert "在本址注册、归档签署件、预留房间、缴纳押金" in page
        assert "企业" in page

    @pytest.mark.parametrize("count", [1, 3])
    def test_list_costs_the_same(self, admin_user, browser_as, count, django_assert_num_queries):
        for _each in range(count):
            admission = begun()
            drafted(admission)
            reserved(admission)
        client = browser_as(admin_user)

        with django_assert_num_queries(9):
            client.get(address(Admission, "changelist"))

    def test_only_what_fits_is_offered(self):
        admission = begun()
        client = manager_of(admission.incubator)
        page = client.get(address(Admission, "change", admission)).text
        assert address(Admission, "register", admission) in page
        assert address(Admission, "admit", admission) not in page
        assert address(Admission, "deposit", admission) not in page

        done = ready(accepted(receipt="SQ2008-000077"))
        page = manager_of(done.incubator).get(address(Admission, "change", done)).text
        assert address(Admission, "admit", done) in page
        assert address(Admission, "draft", done) not in page

    @pytest.mark.parametrize("step", ["sign", "deposit", "release", "take_deposit_back"])
    def test_page_about_nothing_is_not_there(self, step):
        admission = begun()

        client = manager_of(admission.incubator)
        assert client.post(address(Admission, step, admission), {}).status_code == 404

    def test_refusal_is_said_on_the_form(self):
        admission = begun()

        response = manager_of(admission.incubator).post(
            address(Admission, "admit", admission), {"on": TODAY}
        )

        assert codes(response) == ["admission_steps_missing"]
        [said] = response.context["form"].non_field_errors()
        assert "、" in said
        assert ", " not in said

    def test_taken_rooms_are_no_choice(self):
        admission = begun()
        free = UnitFactory(building__incubator=admission.incubator)
        let = LeaseFactory(
            residence=ResidenceFactory(incubator=admission.incubator, due_on=FAR),
            units=[UnitFactory(building=free.building)], ends_on=FAR,
        )  # fmt: skip
        other = begun(accepted(call=admission.application.call, receipt="SQ2008-000088",
                               unified_code=None))  # fmt: skip
        kept = reserved(other, [UnitFactory(building=free.building)])

        page = manager_of(admission.incubator).get(address(Admission, "reserve", admission))

        choices = set(page.context["form"].fields["units"].queryset)
        assert choices == {free}
        assert let.leased_units.get().unit not in choices
        assert kept.reserved_units.get().unit not in choices

    def test_rooms_released_and_the_rest_given_up(self):
        admission = begun()
        reserved(admission)
        client = manager_of(admission.incubator)

        client.post(address(Admission, "release", admission), {"reason": "另选"})
        client.post(address(Admission, "rooms_or_none", admission), {})
        client.post(address(Admission, "give_up", admission), {"reason": "不来了"})

        admission.refresh_from_db()
        assert Reservation.objects.get().released_on
        assert admission.registered_only
        assert admission.given_up_reason == "不来了"
        page = client.get(address(Admission, "change", admission)).text
        assert address(Admission, "register", admission) not in page

    def test_deposit_taken_back(self):
        admission = ready()
        client = manager_of(admission.incubator)

        client.post(address(Admission, "take_deposit_back", admission), {"reason": "已退"})

        assert Reservation.objects.get().deposit_paid_on is None

    def test_unconfirmed_limit_is_visibly_so(self):
        rulebooks.build()
        application = accepted()
        application.answers.filter(key="field").update(value="biomedicine")
        admission = begun(application)

        page = manager_of(admission.incubator).get(address(Admission, "change", admission)).text

        assert "最长" in page


class TestAgreements:
    def test_word_document_and_terms_with_their_source(self, browser_as):
        agreement = drafted(begun())
        client = manager_of(agreement.incubator)

        page = client.get(address(IncubationAgreement, "change", agreement)).text
        file = client.get(address(IncubationAgreement, "document", agreement))

        assert "孵化协议样本（上海嘉定式孵化器）" in page
        assert agreement.party in read(b"".join(file.streaming_content))

    def test_own_text_is_uploaded_and_downloaded(self):
        agreement = drafted(begun())
        place = agreement.incubator
        client = manager_of(place)
        sent = {"incubator": place.pk, **AGREED, "term_months": "24"}

        refused = client.post(address(AgreementTemplate, "add"), sent | {"text": word("{{ 7*7 }}")})
        made = client.post(
            address(AgreementTemplate, "add"), sent | {"text": word("{{ company_name }}")}
        )

        template = AgreementTemplate.objects.get()
        assert codes(refused) == ["template_logic"]
        assert made.url == address(AgreementTemplate, "change", template)
        page = client.get(made.url).text
        assert "本孵化器自定" in page
        text = client.get(f"/admin/companies/agreementtemplate/{template.pk}/text/")
        assert read(b"".join(text.streaming_content)) == "{{ company_name }}"

    def test_standard_text_to_begin_with(self):
        client = manager_of(begun().incubator)

        file = client.get(address(AgreementTemplate, "standard"))

        assert "{{ company_name }}" in read(b"".join(file.streaming_content))

    def test_signed_and_void_on_its_page(self):
        agreement = drafted(begun())
        client = manager_of(agreement.incubator)

        client.post(
            address(IncubationAgreement, "sign", agreement),
            {"signed_on": "2026-11-01", "upload": pdf()},
        )
        client.post(
            address(IncubationAgreement, "void", agreement), {"on": TODAY, "reason": "有误"}
        )

        agreement.refresh_from_db()
        assert agreement.signed_on
        assert agreement.void_reason == "有误"
        paper = Paper.objects.get()
        file = client.get(f"/admin/companies/paper/{paper.pk}/file/")
        assert b"".join(file.streaming_content) == PDF

    def test_drafted_on_the_page_of_a_stay(self):
        stay = ResidenceFactory()
        client = manager_of(stay.incubator)

        response = client.post(
            reverse("admin:companies_residence_agreement", args=[stay.pk]),
            {"begins_on": TODAY, **AGREED},
        )

        agreement = IncubationAgreement.objects.get()
        assert response.url == address(IncubationAgreement, "change", agreement)
        assert agreement.residence == stay


class TestChanges:
    def test_decided_filed_and_with_papers(self):
        change = ask(ResidenceFactory())
        client = manager_of(change.incubator)

        client.post(address(ChangeRequest, "paper", change), {"kind": "licence", "upload": pdf()})
        client.post(address(ChangeRequest, "approve", change), {"effective_on": TODAY})
        client.post(address(ChangeRequest, "file", change), {"on": TODAY})

        change.refresh_from_db()
        assert (change.state, f"{change.filed_on}") == ("approved", TODAY)
        assert change.papers.count() == 1
        page = client.get(address(ChangeRequest, "change", change)).text
        assert "按期" in page
        assert address(ChangeRequest, "approve", change) not in page

    def test_refused_with_a_reason(self):
        change = ask(ResidenceFactory())

        manager_of(change.incubator).post(
            address(ChangeRequest, "refuse", change), {"said": "材料不全"}
        )

        change.refresh_from_db()
        assert (change.state, change.said) == ("refused", "材料不全")

    def test_area_with_its_rooms(self):
        lease = LeaseFactory(residence__due_on=FAR, ends_on=FAR)
        old = lease.leased_units.get().unit
        more = UnitFactory(building=old.building)
        change = ask(lease.residence, "area")

        response = manager_of(change.incubator).post(
            address(ChangeRequest, "approve", change),
            {"effective_on": TODAY, "lease": lease.pk, "units": [old.pk, more.pk]},
        )

        assert response.status_code == 302
        assert lease.leased_units.count() == 2

    def test_extension_shows_what_each_rulebook_allows(self):
        rulebooks.build()
        change = ask(ResidenceFactory(), "extension")

        page = manager_of(change.incubator).get(address(ChangeRequest, "change", change)).text

        assert "36个月，至" in page
        assert "48个月，至" in page

    @pytest.mark.parametrize("deadline", ["waiting", "to_file", "overdue"])
    def test_lists_by_deadline(self, deadline):
        stay = ResidenceFactory()
        ask(stay, "scope")
        client = manager_of(stay.incubator)
        change = ask(stay)
        client.post(address(ChangeRequest, "approve", change), {"effective_on": "2026-01-01"})

        found = client.get(f"{address(ChangeRequest, 'changelist')}?deadline={deadline}")

        kinds = [row.kind for row in found.context["cl"].result_list]
        assert kinds == (["scope"] if deadline == "waiting" else ["name"])

    @pytest.mark.parametrize("count", [1, 3])
    def test_list_costs_the_same(self, admin_user, browser_as, count, django_assert_num_queries):
        for _each in range(count):
            ask(ResidenceFactory())
        client = browser_as(admin_user)

        with django_assert_num_queries(5):
            client.get(address(ChangeRequest, "changelist"))


class TestWindingUp:
    def test_from_the_stay_to_the_end(self):
        stay = ResidenceFactory()
        client = manager_of(stay.incubator)

        way = client.get(reverse("admin:companies_residence_wind_up", args=[stay.pk]))
        assert way.url == f"{address(Leaving, 'add')}?residence={stay.pk}"
        client.post(
            address(Leaving, "add"),
            {"residence": stay.pk, "why": "removed.slow", "warned_on": "2026-10-01",
             "wanted_on": TODAY, "words": "进展缓慢"},
        )  # fmt: skip
        leaving = Leaving.objects.get()
        assert "创业服务部门初审" in client.get(address(Leaving, "change", leaving)).text
        for _step in LeavingStep:
            client.post(address(Leaving, "sign", leaving), {"on": TODAY, "note": "同意"})
        page = client.get(address(Leaving, "end", leaving)).text
        assert "没有随之终止的租约" in page
        client.post(address(Leaving, "paper", leaving), {"kind": "warning", "upload": pdf()})
        client.post(address(Leaving, "end", leaving), {"on": TODAY})

        stay.refresh_from_db()
        leaving.refresh_from_db()
        assert (stay.exit_reason, stay.exit_ground) == ("removed", "slow")
        assert leaving.state == "closed"
        assert client.post(address(Leaving, "sign", leaving), {"on": TODAY}).status_code == 404

    def test_warning_is_asked_for(self):
        stay = ResidenceFactory()

        response = manager_of(stay.incubator).post(
            address(Leaving, "add"),
            {"residence": stay.pk, "why": "removed.slow", "wanted_on": TODAY, "words": "x"},
        )

        assert codes(response) == ["warning_missing"]

    def test_page_says_what_ends_and_what_is_owed(self):
        lease = LeaseFactory(residence__due_on=FAR, ends_on=FAR)
        leaving = begin(lease.residence)
        client = manager_of(leaving.incubator)

        page = client.get(address(Leaving, "change", leaving)).text
        assert lease.number in page
        assert "尚欠" in page
        assert address(Leaving, "end", leaving) not in page
        sign(leaving, "clerk", "service", "leader")
        page = client.get(address(Leaving, "end", leaving)).text
        assert lease.number in page
        client.post(address(Leaving, "end", leaving), {"on": TODAY})
        page = client.get(address(Leaving, "change", leaving)).text
        assert address(Leaving, "settle", leaving) in page
        refused = client.post(address(Leaving, "settle", leaving), {"on": TODAY})
        assert codes(refused) == ["leaving_steps_missing"]

    def test_refused(self):
        leaving = begin(ResidenceFactory())

        manager_of(leaving.incubator).post(
            address(Leaving, "refuse", leaving), {"said": "请先毕业"}
        )

        leaving.refresh_from_db()
        assert (leaving.state, leaving.said) == ("refused", "请先毕业")

    def test_direct_end_is_not_offered_meanwhile(self):
        leaving = begin(ResidenceFactory())
        client = manager_of(leaving.incubator)

        page = client.get(address(Residence, "change", leaving.residence)).text

        assert reverse("admin:companies_residence_leave", args=[leaving.residence_id]) not in page

    @pytest.mark.parametrize("count", [1, 3])
    def test_list_costs_the_same(self, admin_user, browser_as, count, django_assert_num_queries):
        for _each in range(count):
            begin(ResidenceFactory())
        client = browser_as(admin_user)

        with django_assert_num_queries(6):
            client.get(address(Leaving, "changelist"))
