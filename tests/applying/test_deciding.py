"""What becomes of an application after the review."""

import pytest

from companies import lifecycle
from companies.enums import DECIDED, OPEN, RECEIVED, ApplicationState
from companies.models import Application
from companies.portal.following import what_comes_next
from companies.queries.told import with_told_state
from companies.rules.moves import MOVES
from tests.applying.conftest import AT
from tests.applying.test_drafts import refused
from tests.factories import CompanyFactory

pytestmark = pytest.mark.django_db

S = ApplicationState


@pytest.fixture
def accepted(submitted) -> Application:
    """As it stands once the office has accepted it."""
    Application.objects.filter(pk=submitted.pk).update(state=S.ACCEPTED, decided_at=AT)
    submitted.refresh_from_db()
    return submitted


def test_the_table_speaks_of_every_state_and_leads_on_from_what_is_not_over():
    assert set(MOVES) == set(S)
    assert {state for state in S if MOVES[state]} == set(OPEN)
    assert set().union(*MOVES.values()) == set(S) - {S.DRAFT}
    assert set(DECIDED) < set(RECEIVED)


def test_an_accepted_application_is_admitted_once_and_for_good(accepted, manager):
    company = CompanyFactory()

    lifecycle.mark_admitted(application=accepted, company=company, by=manager, at=AT)

    accepted.refresh_from_db()
    assert (accepted.state, accepted.admitted_at) == (S.ADMITTED, AT)
    assert (accepted.company, accepted.decided_at) == (company, AT)
    assert accepted.letters.latest("pk").kind == "admitted"
    refused(
        "application_move_refused", 409, lifecycle.mark_admitted,
        application=accepted, company=company, by=manager, at=AT,
    )  # fmt: skip


def test_only_what_was_accepted_is_admitted(submitted, manager):
    refused(
        "application_move_refused", 409, lifecycle.mark_admitted,
        application=submitted, company=CompanyFactory(), by=manager, at=AT,
    )  # fmt: skip


def test_an_accepted_applicant_may_still_withdraw(accepted, founder):
    lifecycle.withdraw(application=accepted, by=founder, at=AT)

    accepted.refresh_from_db()
    assert (accepted.state, accepted.decided_at) == (S.WITHDRAWN, AT)


@pytest.mark.parametrize(
    ("state", "columns"),
    [
        (S.WAITING, {"decided_at": AT}),
        (S.DEFERRED, {"decided_at": AT, "deferred_until": "2008-05-01"}),
        (S.ACCEPTED, {"decided_at": AT}),
        (S.ADMITTED, {"decided_at": AT, "admitted_at": AT}),
    ],
)
def test_every_state_says_what_comes_next(submitted, state, columns):
    if state == S.ADMITTED:
        columns = columns | {"company": CompanyFactory()}
    Application.objects.filter(pk=submitted.pk).update(state=state, **columns)

    assert what_comes_next(with_told_state(Application.objects.all()).get())
