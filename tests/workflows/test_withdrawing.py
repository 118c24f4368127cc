"""An applicant who was accepted goes back on it: with the application, rooms are free again."""

import pytest

from companies import lifecycle as companies
from companies.models import Admission, Application
from facilities.models import Reservation
from facilities.queries.floors import vacant_units
from incubator.core.dates import day_of
from tests.staying.conftest import files_of_this_test, refused
from tests.workflows.rows import AT, ENDS, ON, accepted, begun, paid, reserved, with_founder

pytestmark = pytest.mark.django_db
__all__ = ["files_of_this_test"]


@pytest.fixture
def founder():
    return with_founder(accepted())


def test_rooms_are_free_in_the_same_transaction(founder):
    reservation = reserved(begun(Application.objects.get()))
    unit = reservation.reserved_units.get().unit

    companies.withdraw(application=Application.objects.get(), by=founder, at=AT, reason="另选他处")

    reservation.refresh_from_db()
    assert (reservation.released_on, reservation.release_reason) == (
        day_of(AT), "申请人已撤回申请。",
    )  # fmt: skip
    assert Admission.objects.get().given_up_at == AT
    assert unit in vacant_units(on=ON)
    assert reserved(begun(accepted(call=unit.incubator.calls.get())), [unit]).ends_on == ENDS


def test_with_a_deposit_in_hand_everything_stays(founder):
    paid(reserved(begun(Application.objects.get())))
    application = Application.objects.get()
    before = list(application.moves.values())

    assert refused(companies.withdraw, application=application, by=founder, at=AT) == (
        "deposit_not_returned"
    )
    application.refresh_from_db()
    assert application.state == "accepted"
    assert list(application.moves.values()) == before
    assert Reservation.objects.get().released_on is None
    assert Admission.objects.get().given_up_at is None


def test_before_the_admission_has_begun(founder):
    companies.withdraw(application=Application.objects.get(), by=founder, at=AT)

    assert Application.objects.get().state == "withdrawn"
