"""An accepted application, brought as far along its admission as a test wants."""

import datetime
from decimal import Decimal

from companies import lifecycle as companies
from companies.models import Admission, Application, IncubationAgreement
from facilities import lifecycle as facilities
from facilities.models import Reservation, Unit
from incubator.core.dates import SHANGHAI
from incubator.workflows.admit import admit
from tests.applying.conftest import ANSWERS
from tests.factories import (
    CallFactory,
    UnitFactory,
    UserFactory,
    handed_in,
    simple_terms,
    unified_code,
)
from tests.staying.conftest import scan

DAY = datetime.date
AT = datetime.datetime(2008, 4, 1, 9, tzinfo=SHANGHAI)
ON = DAY(2008, 4, 1)
ENDS = DAY(2011, 4, 1)
CODE = unified_code(7)


def accepted(**facts) -> Application:
    """Of a team that answered everything; ``facts`` are columns."""
    call = facts.pop("call", None) or CallFactory()
    row = {"state": "accepted", "decided_at": AT, "name": ANSWERS["name"]}
    application = handed_in(call, **row | facts)
    application.answers.all().delete()
    for key, value in ANSWERS.items():
        application.answers.create(key=key, value=value, saved_at=AT)
    return application


def with_founder(application: Application):
    """Somebody who may sign in the application."""
    founder = UserFactory(name="创业者甲")
    application.collaborators.create(user=founder, right="sign", since=AT)
    return founder


def begun(application: Application | None = None, **more) -> Admission:
    return companies.begin_admission(application=application or accepted(), by=None, at=AT, **more)


def registered(admission: Admission, **more) -> Admission:
    given = {
        "name": ANSWERS["name"], "unified_code": CODE, "registered_on": DAY(2007, 5, 1),
        "on": DAY(2008, 3, 20), "by": None, "at": AT,
    }  # fmt: skip
    return companies.record_registration(admission=admission, **given | more)


def drafted(admission: Admission, **more) -> IncubationAgreement:
    return companies.draft_agreement(
        application=admission.application, begins_on=ON, by=None, at=AT, **more
    )


def signed(admission: Admission) -> IncubationAgreement:
    return companies.file_signed_agreement(
        agreement=drafted(admission), upload=scan(), signed_on=DAY(2008, 3, 28), by=None, at=AT
    )


def reserved(admission: Admission, units: list[Unit] | None = None, **more) -> Reservation:
    """One room from April 2008 to March 2011, with 500 yuan of deposit."""
    terms = simple_terms(room_deposit=Decimal(500))
    given = {
        "begins_on": ON, "ends_on": ENDS, "terms": terms, "by": None, "at": AT,
        "on": DAY(2008, 3, 25), "holds_until": DAY(2099, 1, 1),
    }  # fmt: skip
    return facilities.reserve_units(
        admission=admission,
        units=units or [UnitFactory(building__incubator=admission.incubator)],
        **given | more,
    )


def paid(reservation: Reservation) -> Reservation:
    return facilities.record_deposit(
        reservation=reservation, on=DAY(2008, 3, 30), reference="收据1", by=None, at=AT
    )


def ready(application: Application | None = None) -> Admission:
    """Nothing is missing."""
    admission = begun(application)
    registered(admission)
    signed(admission)
    paid(reserved(admission))
    return Admission.objects.get(pk=admission.pk)


def let_in(admission: Admission, **more):
    """Admit on 1 April 2008."""
    return admit(**{"admission": admission, "on": ON, "by": None, "at": AT} | more)
