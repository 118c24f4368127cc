"""A stay is wound up: it ends with its leases, the keys come back, and the deposits go back."""

import pytest

from companies.enums import DECIDING, LeavingStep
from companies.models import Leaving, Residence
from facilities import lifecycle as facilities
from facilities.models import Payment, SpaceLease
from incubator.core.errors import RuleViolation
from incubator.workflows import exit as exits
from tests.factories import LeaseFactory, ResidenceFactory, simple_terms
from tests.staying.conftest import AT, DAY, refused
from tests.staying.test_leavings import begin, sign
from tests.workflows.test_admit import everything

pytestmark = pytest.mark.django_db

OUT = DAY(2008, 3, 1)
TODAY = AT.date()


@pytest.fixture
def lease() -> SpaceLease:
    """From April 2007, 500 yuan of deposit paid, the keys with the tenant."""
    from decimal import Decimal

    made = LeaseFactory(terms=simple_terms(room_deposit=Decimal(500)))
    deposit = made.charges.get(kind="room_deposit")
    facilities.record_payment(charge=deposit, amount_fen=50_000, on=made.begins_on, by=None)
    return facilities.hand_over(lease=made, on=made.begins_on, by=None)


@pytest.fixture
def leaving(lease) -> Leaving:
    return begin(lease.residence)


def pay_all(lease: SpaceLease, on=OUT) -> None:
    """Everything that is due until a day, in one receipt."""
    facilities.generate_charges(lease=lease, until=on, by=None)
    owed = exits.preview(lease.residence, on=on).open
    if owed:
        facilities.record_receipt(lease=lease, amount_fen=owed, on=on, by=None)


def end(leaving, **more) -> Leaving:
    given = {"leaving": leaving, "on": OUT, "by": None, "at": AT}
    return exits.end_stay(**given | more)


class TestAtOnce:
    def test_stay_leases_keys_and_deposit_in_one_go(self, leaving, lease):
        sign(leaving, *LeavingStep)
        pay_all(lease)

        closed = end(leaving, keys_back=True, findings="完好", reference="退1")

        stay = Residence.objects.get(pk=lease.residence_id)
        lease.refresh_from_db()
        refund = Payment.objects.get(kind="refunded")
        assert (stay.left_on, stay.exit_reason, stay.exit_ground) == (OUT, "withdrew", "own_wish")
        assert (lease.ended_on, lease.inspected_on, lease.handed_back_on) == (OUT, OUT, OUT)
        assert lease.findings == "完好"
        assert (refund.amount_fen, refund.paid_on, refund.reference) == (50_000, OUT, "退1")
        assert (closed.state, closed.ended_on, closed.closed_at) == ("closed", OUT, AT)

    def test_nothing_of_it_where_something_is_owed(self, leaving, lease):
        sign(leaving, *LeavingStep)
        before = everything()

        assert refused(end, leaving=leaving, keys_back=True, findings="完好") == "open_charges"
        assert everything() == before

    def test_nothing_of_it_without_an_inspection(self, leaving, lease):
        sign(leaving, *LeavingStep)
        pay_all(lease)
        before = everything()

        assert refused(end, leaving=leaving, keys_back=True) == "findings_missing"
        assert everything() == before

    def test_nothing_of_it_without_the_whole_chain(self, leaving, lease):
        sign(leaving, *DECIDING)
        pay_all(lease)
        before = everything()

        assert refused(end, leaving=leaving, keys_back=True, findings="完好") == (
            "leaving_steps_missing"
        )
        assert everything() == before

    def test_a_company_without_rooms_is_out_at_once(self):
        leaving = begin(ResidenceFactory())
        sign(leaving, *LeavingStep)

        assert end(leaving).state == "closed"


class TestInTwoSteps:
    def test_stay_ends_and_the_rest_stays_open(self, leaving, lease):
        sign(leaving, *DECIDING)

        ended = end(leaving)

        lease.refresh_from_db()
        assert (ended.state, ended.ended_on) == ("ended", OUT)
        assert (lease.until_on, lease.handed_back_on) == (OUT, None)
        found = exits.preview(lease.residence, on=TODAY)
        assert found.to_hand_back == [lease]
        assert found.held == 50_000
        assert found.open > 0

    def test_settled_when_all_is_paid_and_signed(self, leaving, lease):
        sign(leaving, *DECIDING)
        end(leaving)
        settle = {"leaving": leaving, "on": TODAY, "by": None, "at": AT, "findings": "完好"}
        assert refused(exits.settle, **settle) == "leaving_steps_missing"
        sign(leaving, *[step for step in LeavingStep if step not in DECIDING])
        assert refused(exits.settle, **settle) == "open_charges"

        pay_all(lease, on=TODAY)
        closed = exits.settle(**settle)

        lease.refresh_from_db()
        assert (closed.state, lease.handed_back_on) == ("closed", TODAY)
        assert Payment.objects.get(kind="refunded").amount_fen == 50_000

    def test_settled_after_the_stay_has_ended(self, leaving):
        assert refused(exits.settle, leaving=leaving, on=TODAY, by=None, at=AT) == (
            "leaving_not_ended"
        )

    def test_chain_decides_first(self, leaving):
        sign(leaving, "clerk", "service")

        assert refused(end, leaving=leaving) == "leaving_steps_missing"
        assert Residence.objects.get().is_open

    def test_only_once(self, leaving):
        sign(leaving, *DECIDING)
        end(leaving)

        assert refused(end, leaving=leaving) == "leaving_ended"


class TestWhatEnds:
    def test_preview_changes_nothing(self, lease):
        before = everything()

        found = exits.preview(lease.residence, on=TODAY)

        assert found.leases == [lease]
        assert everything() == before

    @pytest.mark.parametrize("fails", ["first", "last"])
    def test_whatever_fails_nothing_has_ended(self, leaving, lease, monkeypatch, fails):
        def refuse(*_args):
            raise RuleViolation("cut_off", "cut off")

        ends = exits.ENDS_WITH_A_STAY
        order = [refuse, *ends] if fails == "first" else [*ends, refuse]
        monkeypatch.setattr(exits, "ENDS_WITH_A_STAY", order)
        sign(leaving, *DECIDING)
        before = everything()

        assert refused(end, leaving=leaving) == "cut_off"
        assert everything() == before

    def test_direct_end_is_not_for_what_is_being_wound_up(self, leaving):
        assert refused(
            exits.leave, residence=leaving.residence, reason="withdrew", ground="own_wish",
            on=OUT, by=None,
        ) == "leaving_under_way"  # fmt: skip

    def test_direct_end_has_its_ground(self, lease):
        assert refused(
            exits.leave, residence=lease.residence, reason="withdrew", on=OUT, by=None
        ) == "ground_does_not_fit"  # fmt: skip
