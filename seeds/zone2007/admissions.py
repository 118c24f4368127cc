"""Accepted teams on their way into the centre, each at another step of the checklist."""

import datetime

from django.core.files.uploadedfile import SimpleUploadedFile

from companies import lifecycle as companies
from companies.enums import ApplicationState
from companies.models import Admission, Call, IncubationAgreement
from facilities import lifecycle as facilities
from facilities.models import Reservation, Unit
from facilities.queries.floors import vacant_units
from incubator.core.dates import add_months
from incubator.workflows.admit import give_up
from seeds.zone2007.generated import unified_code
from seeds.zone2007.space import TERMS

DAY = datetime.timedelta(days=1)
NUMBERS_FROM = 5_000  # codes apart from those of the zone's companies
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
DEPOSIT = facilities.LeaseTerms(**{**vars(TERMS), "room_deposit": 2000})


def build(call: Call, today: datetime.datetime) -> None:
    """Accepted with the letter out: one step more for each, the last is ready to move in."""
    waiting = list(
        Admission.objects.under_way()
        .filter(
            application__call=call,
            application__state=ApplicationState.ACCEPTED,
            application__decisions__announced_at__isnull=False,
            application__decisions__conditions=None,
        )
        .order_by("pk")
    )
    for step, admission in enumerate(waiting):
        _go_on(admission, step, today)
    give_up(
        admission=waiting[0], reason="团队决定留在原址（示例）。", on=today.date(), by=None,
        at=today,
    )  # fmt: skip


def _go_on(admission: Admission, step: int, today: datetime.datetime) -> None:
    """Registered, drafted, signed, rooms kept, deposit paid: as many as ``step`` less one."""
    if step >= 2:
        _register(admission, today)
    if step >= 3:
        agreement = _draft(admission, today)
    if step >= 4:
        sign(agreement, on=today.date() - 2 * DAY, at=today)
    if step >= 5:
        reservation = _reserve(admission, today)
    if step >= 6:
        facilities.record_deposit(
            reservation=reservation, on=today.date() - DAY, by=None, at=today,
            reference="示例收据",
        )  # fmt: skip


def _register(admission: Admission, today: datetime.datetime) -> None:
    companies.record_registration(
        admission=admission,
        name=f"宁波{admission.application.name}科技有限公司（示例）",
        unified_code=unified_code(NUMBERS_FROM + admission.pk),
        registered_on=today.date() - 5 * DAY,
        on=today.date() - 5 * DAY,
        by=None,
        at=today - 4 * DAY,
    )


def _draft(admission: Admission, today: datetime.datetime) -> IncubationAgreement:
    return companies.draft_agreement(
        application=admission.application,
        begins_on=today.date(),
        by=None,
        at=today - 3 * DAY,
    )


def sign(
    agreement: IncubationAgreement, *, on: datetime.date, at: datetime.datetime
) -> IncubationAgreement:
    """File an empty page as the signed scan."""
    page = SimpleUploadedFile(f"{agreement.number}.pdf", PDF)
    return companies.file_signed_agreement(
        agreement=agreement, upload=page, signed_on=on, by=None, at=at
    )


def _reserve(admission: Admission, today: datetime.datetime) -> Reservation:
    return facilities.reserve_units(
        admission=admission,
        units=[_vacant(admission, today.date())],
        begins_on=today.date(),
        ends_on=add_months(today.date(), 12),
        terms=DEPOSIT,
        by=None,
        at=today - DAY,
        on=today.date() - DAY,
        holds_until=today.date() + 60 * DAY,
    )


def _vacant(admission: Admission, on: datetime.date) -> Unit:
    return vacant_units(on=on).filter(incubator=admission.incubator_id).order_by("pk")[0]
