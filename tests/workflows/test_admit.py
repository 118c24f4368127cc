"""An accepted applicant moves in: everything at once, or nothing at all."""

import datetime

import pytest
from django.apps import apps

from companies import lifecycle as companies
from companies.enums import Need
from companies.models import (
    Admission,
    Application,
    Company,
    Decision,
    IncubationAgreement,
    Residence,
)
from facilities import lifecycle as facilities
from facilities.models import Payment, Reservation, SpaceLease
from incubator.core.errors import RuleViolation
from incubator.institutions.models import Incubator
from incubator.workflows import admit as admitting
from incubator.workflows.admin.admission_parts import fitting_of
from incubator.workflows.checklist import checklist_of, with_checklists
from seeds.zone2007 import rulebooks
from tests.factories import (
    CallFactory,
    CompanyFactory,
    IncubatorFactory,
    LeaseFactory,
    ResidenceFactory,
    UnitFactory,
)
from tests.staying.conftest import files_of_this_test, mails, refused, scan
from tests.workflows.rows import (
    AT,
    CODE,
    DAY,
    ENDS,
    ON,
    accepted,
    begun,
    drafted,
    let_in,
    paid,
    ready,
    registered,
    reserved,
    signed,
    with_founder,
)

pytestmark = pytest.mark.django_db

__all__ = ["files_of_this_test"]  # a fixture


REFUSAL = {"seen": 0, "outcome": "reject", "said": "条件未满足"}


def everything() -> dict[str, list]:
    """Every row of companies and facilities, histories included."""
    return {
        model._meta.label: list(model.objects.order_by("pk").values())
        for label in ("companies", "facilities")
        for model in apps.get_app_config(label).get_models()
    }


def missing(admission: Admission) -> list[str]:
    return [step.need for step in checklist_of(Admission.objects.get(pk=admission.pk)).missing]


def holders(admission: Admission) -> dict[str, str]:
    checklist = checklist_of(Admission.objects.get(pk=admission.pk))
    return {step.need: step.holder for step in checklist.steps if not step.done and step.needed}


class TestChecklist:
    def test_says_what_is_missing_and_who_has_it(self):
        admission = begun()
        assert missing(admission) == [
            "registration", "agreement", "signed", "rooms", "deposit",
        ]  # fmt: skip
        assert holders(admission)["registration"] == "applicant"

        registered(admission)
        drafted(admission)
        reservation = reserved(admission)
        assert holders(admission) == {
            "signed": "applicant", "deposit": "finance", "handover": "nobody",
        }  # fmt: skip

        paid(reservation)
        agreement = admission.application.agreements.get()
        companies.file_signed_agreement(
            agreement=agreement, upload=scan(), signed_on=ON, by=None, at=AT
        )
        assert missing(admission) == []
        assert holders(admission) == {"handover": "manager"}

    def test_acceptance_is_carried_out_first(self):
        admission = ready()
        application = admission.application
        move = application.moves.create(before="complete", after="accepted", moved_at=AT)
        decision = Decision.objects.create(
            call=application.call, application=application, number=1, outcome="conditions",
            move=move, decided_at=AT,
        )  # fmt: skip
        condition = decision.conditions.create(position=1, text="补充专利", due_on=ON)
        assert holders(admission)["conditions"] == "manager"

        Decision.objects.update(announced_at=AT)
        assert holders(admission)["conditions"] == "applicant"
        assert refused(let_in, admission=admission) == "admission_steps_missing"

        decision.conditions.filter(pk=condition.pk).update(met_at=AT)
        assert missing(admission) == []

    def test_each_step_says_when_and_by_whom(self, manager):
        admission = begun()
        companies.record_registration(
            admission=admission, name="甲", unified_code=CODE, registered_on=None,
            on=DAY(2008, 3, 20), by=manager, at=AT,
        )  # fmt: skip

        first = checklist_of(Admission.objects.get(pk=admission.pk)).steps[1]

        assert (first.need, first.done, first.on, first.by) == (
            Need.REGISTRATION, True, DAY(2008, 3, 20), manager,
        )  # fmt: skip
        assert CODE in first.said

    def test_approved_name_is_said_and_not_enough(self):
        admission = companies.record_name_approval(
            admission=begun(), name="甲", number="甬核2008第1号", on=DAY(2008, 3, 1), by=None
        )

        assert "甬核2008第1号" in checklist_of(admission).steps[1].said
        assert "registration" in missing(admission)

    def test_registered_only_takes_no_rooms(self):
        admission = begun(registered_only=True)
        registered(admission)
        signed(admission)

        assert missing(admission) == []
        residence = let_in(admission)
        assert not SpaceLease.objects.exists()
        assert residence.is_open

    def test_no_deposit_agreed_on_is_none_to_wait_for(self):
        from tests.factories import simple_terms

        admission = begun()
        registered(admission)
        signed(admission)
        reserved(admission, terms=simple_terms())

        assert missing(admission) == []
        assert let_in(admission).is_open

    @pytest.mark.parametrize("count", [1, 3])
    def test_many_cost_the_same(self, count, django_assert_num_queries):
        for _each in range(count):
            admission = begun()
            reserved(admission)
            drafted(admission)

        with django_assert_num_queries(5):
            found = [checklist_of(one) for one in with_checklists(Admission.objects.all())]
            assert len(found) == count


class TestAdmitting:
    def test_new_company(self, django_capture_on_commit_callbacks):
        application = accepted(is_generated=True)
        founder = with_founder(application)
        admission = ready(application)
        with django_capture_on_commit_callbacks() as callbacks:
            residence = let_in(admission)

        company = Company.objects.get()
        application.refresh_from_db()
        admission.refresh_from_db()
        lease = SpaceLease.objects.get()
        assert (company.unified_code, company.name, company.is_generated) == (
            CODE, "宁波甲科技有限公司", True,
        )  # fmt: skip
        assert (company.registered_capital, company.field, company.registered_on) == (
            1_000_000, "electronics", DAY(2007, 5, 1),
        )  # fmt: skip
        assert (residence.company, residence.incubator, residence.admitted_on) == (
            company, application.incubator, ON,
        )  # fmt: skip
        assert (application.state, application.company) == ("admitted", company)
        assert (admission.residence, admission.done_at) == (residence, AT)
        assert (lease.residence, lease.begins_on, lease.ends_on) == (residence, ON, ENDS)
        assert lease.handed_over_on == ON
        assert application.letters.get().kind == "admitted"
        assert residence.agreements.signed().get().scan.company == company
        assert company.representatives.get().user == founder
        assert {sent["to"] for sent in mails(callbacks)} == {founder.email}

    def test_what_the_application_says_is_on_file(self):
        let_in(ready())

        company = Company.objects.get()
        assert dict(company.entries.values_list("entry", "said")) == {
            "scope": "软件开发", "legal_representative": "甲",
        }  # fmt: skip
        assert dict(company.shareholdings.values_list("holder", "share")) == {"甲": 60, "乙": 40}

    def test_deposit_is_booked_under_the_lease(self):
        let_in(ready())

        payment = Payment.objects.get()
        assert (payment.charge.kind, payment.amount_fen, payment.paid_on, payment.reference) == (
            "room_deposit", 50_000, DAY(2008, 3, 30), "收据1",
        )  # fmt: skip
        assert Reservation.objects.get().released_on == ON

    def test_company_on_file_by_its_code(self):
        known = CompanyFactory(unified_code=CODE, name="宁波甲科技有限公司")
        ResidenceFactory(company=known, left_on=DAY(2008, 1, 1))

        assert let_in(ready()).company == known
        assert Company.objects.count() == 1

    def test_without_a_rulebook_it_is_due_when_the_agreement_ends(self):
        admission = ready()
        residence = let_in(admission)

        admission.refresh_from_db()
        assert residence.due_on == residence.agreements.get().ends_on == DAY(2011, 3, 31)
        assert (admission.rulebook, admission.limit_months) == (None, None)

    def test_people_who_act_already_say_who_else_may(self):
        from tests.factories import RepresentativeFactory

        known = RepresentativeFactory(company=CompanyFactory(unified_code=CODE))
        application = accepted()
        with_founder(application)
        let_in(ready(application))

        assert list(known.company.representatives.all()) == [known]


class TestDueDay:
    """From the rulebook in force on the day; 36 months in 2008, a secondary source (S)."""

    @pytest.fixture(autouse=True)
    def _rulebooks(self, db):
        rulebooks.build()

    def test_is_the_last_day_of_the_longest_stay(self):
        admission = ready()
        residence = let_in(admission)

        admission.refresh_from_db()
        assert residence.due_on == DAY(2011, 3, 31)
        assert (admission.rulebook.code, admission.limit_months, admission.limit_certainty) == (
            "cn-2006", 36, "S",
        )  # fmt: skip
        assert admission.limit_source

    def test_earlier_is_allowed_where_the_lease_ends_by_then(self):
        admission = ready()

        assert refused(let_in, admission=admission, due_on=DAY(2010, 3, 31)) == (
            "lease_outside_residence"
        )
        assert let_in(admission, due_on=DAY(2011, 3, 31)).due_on == DAY(2011, 3, 31)

    def test_later_is_not(self):
        admission = ready()
        before = everything()

        assert refused(let_in, admission=admission, due_on=DAY(2011, 4, 1)) == "stay_too_long"
        assert everything() == before

    def test_special_field_stays_longer(self):
        application = accepted()
        application.answers.filter(key="field").update(value="biomedicine")
        admission = ready(application)

        limit = admitting.limit_of(admission, on=DAY(2019, 1, 1))

        assert limit.months == 60
        assert "biomedicine" in limit.special

    def test_an_accelerator_has_no_longest_stay(self):
        admission = begun(accepted(call=CallFactory(incubator=IncubatorFactory(accelerator=True))))

        assert admitting.limit_of(admission, on=ON) is None


class TestHalfWay:
    """Whatever fails, nothing is left of what went before it."""

    STEPS = {
        "registering": "companies.register_company",
        "opening the stay": "companies.admit",
        "facts": "companies.take_facts",
        "agreement": "companies.bind_agreement",
        "lease": "facilities.let_reserved",
        "keys": "facilities.hand_over",
        "closing": "companies.close_admission",
        "letter": "companies.mark_admitted",
        "people": "companies.appoint_applicants",
    }

    @pytest.mark.parametrize("step", STEPS)
    def test_failing_step_leaves_nothing(
        self, step, monkeypatch, django_capture_on_commit_callbacks
    ):
        application = accepted()
        with_founder(application)
        admission = ready(application)
        before = everything()
        part, verb = self.STEPS[step].split(".")
        real = getattr({"companies": companies, "facilities": facilities}[part], verb)

        def fails(**kwargs):
            real(**kwargs)  # all its rows are written, and then …
            raise RuleViolation("cut_off", "cut off")

        monkeypatch.setattr(f"incubator.workflows.admit.{part}.{verb}", fails)
        with django_capture_on_commit_callbacks() as callbacks:
            assert refused(let_in, admission=admission) == "cut_off"

        assert everything() == before
        assert callbacks == []

    @pytest.mark.parametrize("need", ["registration", "agreement", "signed", "rooms", "deposit"])
    def test_missing_step(self, need):
        admission = begun()
        if need != "registration":
            registered(admission)
        if need not in {"agreement", "signed"}:
            signed(admission)
        elif need == "signed":
            drafted(admission)
        if need != "rooms":
            reservation = reserved(admission)
            if need != "deposit":
                paid(reservation)
        before = everything()

        with pytest.raises(RuleViolation) as refusal:
            let_in(admission)

        assert refusal.value.code == "admission_steps_missing"
        assert str(Need(need).label) in refusal.value.detail
        assert everything() == before

    def test_not_accepted(self):
        admission = ready()
        Application.objects.filter(pk=admission.application_id).update(state="waiting")

        assert refused(let_in, admission=admission) == "application_not_accepted"

    def test_twice(self):
        admission = ready()
        let_in(admission)

        assert refused(let_in, admission=admission) == "admission_over"
        assert Residence.objects.count() == 1

    def test_given_up(self):
        admission = ready()
        kept = Reservation.objects.get()
        facilities.take_deposit_back(reservation=kept, reason="已退还", by=None)
        admitting.give_up(admission=admission, reason="不来了", by=None, at=AT, on=ON)

        assert refused(let_in, admission=admission) == "admission_over"

    def test_closed_incubator(self):
        admission = ready()
        Incubator.objects.filter(pk=admission.incubator_id).update(closed_on=DAY(2008, 3, 31))

        assert refused(let_in, admission=admission) == "incubator_not_open"
        assert not Residence.objects.exists()

    def test_room_that_somebody_else_took(self):
        """Past every rule: the reservation is gone and the room is let."""
        admission = ready()
        row = Reservation.objects.get().reserved_units.get()
        unit = row.unit
        row.delete()
        LeaseFactory(
            residence=ResidenceFactory(incubator=admission.incubator), units=[unit],
            begins_on=DAY(2008, 3, 1), ends_on=DAY(2009, 3, 1), signed_on=DAY(2008, 3, 1),
        )  # fmt: skip

        before = everything()
        assert refused(let_in, admission=admission) == "lease_without_units"
        assert everything() == before

    def test_room_that_was_closed_meanwhile(self):
        ready()
        unit = Reservation.objects.get().reserved_units.get().unit

        assert refused(
            facilities.close_unit, unit=unit, on=ON, reason="repair", by=None
        ) == "unit_reserved"  # fmt: skip

    def test_in_the_future(self):
        for on in (DAY(2099, 1, 1), DAY(9999, 12, 31)):
            assert refused(let_in, admission=ready(), on=on) == "admission_in_future"

    @pytest.mark.parametrize(
        ("begins_on", "ends_on"),
        [(DAY(1990, 1, 1), DAY(1992, 12, 31)), (DAY(2005, 4, 1), DAY(2008, 3, 31)),
         (DAY(2008, 4, 2), DAY(2011, 4, 1))],
    )  # fmt: skip
    def test_under_an_agreement_of_another_time(self, begins_on, ends_on):
        admission = ready()
        IncubationAgreement.objects.update(begins_on=begins_on, ends_on=ends_on)
        before = everything()

        assert refused(let_in, admission=admission) == "outside_agreement"
        assert everything() == before

    @pytest.mark.parametrize(
        ("begins_on", "ends_on"), [(ON, DAY(2011, 3, 31)), (DAY(2005, 4, 2), ON)]
    )
    def test_on_its_first_and_last_day(self, begins_on, ends_on):
        admission = ready()
        IncubationAgreement.objects.update(begins_on=begins_on, ends_on=ends_on)

        assert let_in(admission, due_on=DAY(2011, 3, 31)).admitted_on == ON

    def test_before_the_lease_begins(self):
        admission = ready()
        IncubationAgreement.objects.update(begins_on=DAY(2008, 3, 1))

        assert refused(let_in, admission=admission, on=DAY(2008, 3, 31)) == "outside_lease"
        assert not Residence.objects.exists()

    def test_code_of_another_company(self):
        applied = CompanyFactory()
        application = accepted(company=applied)
        admission = ready(application)

        assert refused(let_in, admission=admission) == "code_of_another"

    def test_resident_already(self):
        admission = ready()
        ResidenceFactory(company=CompanyFactory(unified_code=CODE), incubator=admission.incubator)

        assert refused(let_in, admission=admission) == "residence_overlap"


class TestBeginning:
    def test_once_however_often(self):
        application = accepted()

        assert begun(application) == begun(application)

    @pytest.mark.parametrize("state", ["submitted", "complete"])
    def test_of_an_accepted_application(self, state):
        application = accepted(state=state, decided_at=None)

        assert refused(begun, application=application) == "application_not_accepted"

    @pytest.mark.parametrize(
        ("changed", "code"),
        [
            ({"name": " "}, "company_without_name"),
            ({"unified_code": "123"}, "invalid_unified_code"),
            ({"on": DAY(2099, 1, 1)}, "settled_in_future"),
            ({"registered_on": DAY(2099, 1, 1)}, "registered_in_future"),
            ({"registered_on": DAY(2008, 3, 21)}, "settled_before_founding"),
        ],
    )
    def test_registration(self, changed, code):
        assert refused(registered, admission=begun(), **changed) == code

    def test_registration_of_another_than_applied(self):
        admission = begun(accepted(unified_code=CompanyFactory().unified_code))

        assert refused(registered, admission=admission) == "code_of_another"

    @pytest.mark.parametrize(
        ("changed", "code"),
        [
            ({"number": ""}, "approval_without_number"),
            ({"on": DAY(2099, 1, 1)}, "approved_in_future"),
            ({"name": ""}, "company_without_name"),
        ],
    )
    def test_name_approval(self, changed, code):
        given = {"name": "甲", "number": "1", "on": ON, "by": None}

        assert refused(
            companies.record_name_approval, admission=begun(), **given | changed
        ) == code  # fmt: skip

    def test_given_up_for_a_reason_and_its_rooms_are_free(self):
        admission = begun()
        reservation = reserved(admission)

        assert refused(
            companies.give_up_admission, admission=admission, reason="", by=None, at=AT
        ) == "reason_missing"  # fmt: skip
        admitting.give_up(admission=admission, reason="另选他处", by=None, at=AT, on=ON)
        reservation.refresh_from_db()
        assert reservation.released_on == ON
        assert not reservation.reserved_units.exists()
        admission.refresh_from_db()
        assert admission.given_up_at == AT

    def test_not_given_up_with_a_deposit_in_hand(self):
        assert refused(
            admitting.give_up, admission=ready(), reason="另选他处", by=None, at=AT, on=ON
        ) == "deposit_held"  # fmt: skip

    def test_refusing_gives_it_up_and_its_rooms_are_free(self):
        admission = begun()
        reservation = reserved(admission)

        companies.decide(application=admission.application, by=None, at=AT, **REFUSAL)

        admission.refresh_from_db()
        assert admission.given_up_at == AT
        reservation.refresh_from_db()
        assert reservation.released_on == ON
        assert not reservation.reserved_units.exists()

    def test_a_deposit_in_hand_stands_against_refusing(self):
        admission = ready()
        case = admission.application
        before = everything()

        assert refused(companies.decide, application=case, by=None, at=AT, **REFUSAL) == (
            "deposit_held"
        )
        assert everything() == before

    def test_what_is_over_otherwise_is_given_up_and_nothing_else_is_offered(self):
        admission = begun()
        reservation = reserved(admission)
        Application.objects.filter(pk=admission.application_id).update(state="refused")
        admission.refresh_from_db()

        offered = fitting_of(checklist_of(admission))
        admitting.give_up(admission=admission, reason="已不再入驻", by=None, at=AT, on=ON)

        assert offered == {"give_up", "release", "take_deposit_back"}
        reservation.refresh_from_db()
        assert reservation.released_on == ON

    def test_rooms_or_none(self):
        admission = companies.set_registered_only(admission=begun(), registered_only=True, by=None)

        assert admission.registered_only


def test_agreement_is_signed_before_it_binds():
    admission = begun()
    residence = ResidenceFactory(incubator=admission.incubator)

    assert refused(
        companies.bind_agreement, agreement=drafted(admission), residence=residence, by=None
    ) == "agreement_unsigned"  # fmt: skip


def test_units_of_another_incubator_are_not_reserved():
    assert refused(reserved, admission=begun(), units=[UnitFactory()]) == (
        "unit_of_another_incubator"
    )


def test_moment_of_the_letter_is_that_of_the_admission():
    later = AT + datetime.timedelta(hours=3)
    let_in(ready(), at=later)

    assert Application.objects.get().letters.get().written_at == later
