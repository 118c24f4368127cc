"""Leases from a file: who has which units, from when until when, at what price."""

import contextlib
import datetime
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from companies.models import Residence
from facilities import lifecycle
from facilities.enums import PriceBasis, PriceClass, Rhythm
from facilities.imports.estate import estate_of, tenant_named, units_named
from facilities.models import SpaceLease, Unit
from incubator.accounts.permissions import Permission
from incubator.core.errors import RuleViolation
from incubator.core.last_days import ONE_DAY
from incubator.imports import readers
from incubator.imports.kinds import Column, Kind, Line, Outcome, Repeated, Values, Work
from incubator.institutions.enums import Programme

NOTHING = Decimal(0)
# Which value of a refusal is the first day after a period.
FIRST_DAY_AFTER = {
    "lease_ends_before_it_begins": "end", "lease_too_long": "end", "lease_outside_residence": "end",
    "unit_closed": "until", "unit_not_there": "until", "unit_reserved": "until",
    "unit_taken": "until",
}  # fmt: skip
PRICE = readers.decimal("0.0001", most=10**6)  # as a column of prices holds


@dataclass
class OnFile:
    """Of tenants: their stays in the incubator, and those of their leases that may be repeated."""

    stays: dict[int, list[Residence]] = field(default_factory=lambda: defaultdict(list))
    leases: dict[int, list[SpaceLease]] = field(default_factory=lambda: defaultdict(list))


class Leases(Kind):
    """场地租约."""

    code = "leases"
    label = gettext_lazy("Leases")
    help = gettext_lazy(
        "One row for each lease that runs or is to begin; what is due in its first year is "
        "claimed at once. The company has its stay on file."
    )
    reading = (Permission.LEASES_READ, Permission.UNITS_READ)
    # A contract binds the office.
    writing = (Permission.LEASES_WRITE, Permission.DECISIONS_WRITE)
    fields = {
        "ends_on": "last_on", "residence": "company", "number": "number", "unit": "units",
        "late_fee_rate": "late_fee",
    }  # fmt: skip
    makes = ("facilities.spacelease",)
    batch = 500  # a statement more costs more here than a row more
    columns = (
        Column(
            "company", gettext_lazy("company"), readers.text(120),
            ("企业名称", "承租方", "承租企业", "租户", "租户名称", "公司名称", "统一社会信用代码",
             "tenant"),
            needed=True, help=gettext_lazy("Its name or its code."), example="宁波示例科技有限公司",
        ),
        Column(
            "building", gettext_lazy("building"), readers.text(80),
            ("楼栋", "楼号", "楼宇名称", "building code"), empty="",
            help=gettext_lazy("Its code or name; may be empty where there is only one."),
            example="A",
        ),
        Column(
            "units", gettext_lazy("units"), readers.several(readers.text(20)),
            ("房间", "房号", "房间号", "单元号", "租赁单元", "unit", "rooms"), needed=True,
            help=gettext_lazy("Several with commas between them."), example="101、102",
        ),
        Column(
            "begins_on", gettext_lazy("begins on"), readers.day,
            ("租赁开始日期", "起租日", "起租日期", "租期起", "开始日期", "租赁起始日"), needed=True,
            help=gettext_lazy("A day, as 2026-03-01."), example="2026-01-01",
        ),
        Column(
            "last_on", gettext_lazy("last day of the lease"), readers.day,
            ("租赁结束日期", "租赁终止日", "租期止", "租期至", "到期日期", "结束日期"),
            needed=True, help=gettext_lazy("The last day that is let."), example="2026-12-31",
        ),
        Column(
            "signed_on", gettext_lazy("signed on"), readers.day,
            ("签订日期", "签约日期", "合同签订日期"),
            help=gettext_lazy("Empty: the day it begins."),
        ),
        Column(
            "price_class", gettext_lazy("price class"), readers.word(PriceClass), ("合同类型",),
            help=gettext_lazy("Empty: incubatee, or accelerated company in an accelerator."),
        ),
        Column(
            "unit_price", gettext_lazy("unit price (yuan)"), PRICE,
            ("租金单价", "单价", "单价（元）", "租金单价（元）"), needed=True,
            help=gettext_lazy("For one m²."), example=30,
        ),
        Column(
            "price_basis", gettext_lazy("price is"), readers.word(PriceBasis),
            ("计价方式", "单价单位"), empty=PriceBasis.M2_MONTH,
            help=gettext_lazy("Empty: yuan per m² and month."),
            example=PriceBasis.M2_MONTH.label,
        ),
        Column(
            "rhythm", gettext_lazy("payment rhythm"), readers.word(Rhythm),
            ("付款方式", "缴费周期", "支付方式"), empty=Rhythm.HALF_YEARLY,
            help=gettext_lazy("Empty: half-yearly."), example=Rhythm.QUARTERLY.label,
        ),
        Column(
            "free_months", gettext_lazy("free months"), readers.whole, ("免租期（月）", "免租期"),
            empty=0, help=gettext_lazy("At the beginning of the lease."),
        ),
        Column(
            "property_fee", gettext_lazy("property fee (yuan per m² and month)"),
            PRICE, ("物业费", "物业费单价"), empty=NOTHING,
            help=gettext_lazy("Empty: none."),
        ),
        Column(
            "late_fee", gettext_lazy("late fee per day (%)"), readers.decimal("0.0001"),
            ("滞纳金（%/天）", "滞纳金比例"), empty=NOTHING,
            help=gettext_lazy("0.05 means 0.05 percent of what is open, for each day."),
        ),
        Column(
            "room_deposit", gettext_lazy("room deposit (yuan)"), readers.money(),
            ("房屋押金", "租赁押金", "押金", "押金（元）"), empty=NOTHING,
            help=gettext_lazy("In yuan."),
        ),
        Column(
            "utilities_deposit", gettext_lazy("utilities deposit (yuan)"), readers.money(),
            ("水电押金",), empty=NOTHING, help=gettext_lazy("In yuan."),
        ),
        Column(
            "number", gettext_lazy("lease number"), readers.text(40),
            ("合同编号", "租约编号", "合同号"), empty="", help=gettext_lazy("Empty: the next one."),
        ),
        Column(
            "contact_email", gettext_lazy("tenant's e-mail"), readers.email,
            ("邮箱", "电子邮箱", "联系邮箱"), empty="",
            help=gettext_lazy(
                "For notices about this lease; empty: to those who act for the company."
            ),
        ),
        Column("note", gettext_lazy("note"), readers.text(500), ("备注", "说明"), empty=""),
    )  # fmt: skip

    def begin(self, work: Work) -> None:
        """Buildings, units and tenants of the incubator; a list names them as it likes."""
        work.known = estate_of(work.run.incubator)

    def prepare(self, work: Work, rows: Sequence[Values]) -> None:
        """Hold what the next rows name before the first of them takes a number: else somebody
        who has one of their rooms, and waits for a number, would wait for us and we for them."""
        tenants, units = set(), set()
        for values in rows:
            with contextlib.suppress(RuleViolation):
                tenants.add(tenant_named(work.known, values).pk)
                units |= {unit.pk for unit in units_named(work.known, values)}
        stays = Residence.objects.filter(incubator=work.run.incubator, company__in=tenants)
        lifecycle.held_for(
            companies=tenants, residences=stays.values_list("pk", flat=True), units=units
        )

    def stretches(
        self, work: Work, rows: Sequence[tuple[Line, Values]]
    ) -> Iterator[Sequence[tuple[Line, Values]]]:
        """Cut where a row wants a unit for a day for which an earlier one wants it."""
        stretch: list[tuple[Line, Values]] = []
        wanted: dict[int, list[Values]] = defaultdict(list)
        for line, values in rows:
            units: list[Unit] = []
            with contextlib.suppress(RuleViolation):  # it takes none
                units = units_named(work.known, values)
            if any(_meet(values, other) for unit in units for other in wanted[unit.pk]):
                yield stretch
                stretch, wanted = [], defaultdict(list)
            stretch.append((line, values))
            for unit in units:
                wanted[unit.pk].append(values)
        yield stretch

    def together(self, work: Work, rows: Sequence[tuple[Line, Values]]) -> list[Outcome]:
        """Leases of tenants and units that are named clearly, and what is on file already."""
        if len(rows) < 2:  # noqa: PLR2004 - one alone is quicker by itself
            return []
        on_file = _on_file(work, [values for _line, values in rows])
        drawn: list[tuple[Line, lifecycle.LeaseDraft]] = []
        outcomes = []
        for line, values in rows:
            try:
                drawn.append((line, _draft(work, values, on_file)))
            except Repeated as repeated:
                outcomes.append(Outcome(line.number, repeated=repeated))
            except RuleViolation:
                continue  # said where it comes one by one
        leases = lifecycle.grant_leases(
            incubator=work.run.incubator, drafts=[draft for _line, draft in drawn], by=work.by
        )
        return outcomes + [
            Outcome(line.number, made=[lease])
            for (line, _draft), lease in zip(drawn, leases, strict=True)
            if lease is not None
        ]

    def write(self, work: Work, values: Values) -> list[Model]:
        """Let the units, unless that very lease is on file."""
        draft = _draft(work, values, _on_file(work, [values]))
        try:
            return [lifecycle.grant_lease(**vars(draft), by=work.by)]
        except RuleViolation as violation:
            raise _in_last_days(violation, draft) from violation

    def goes_along(self) -> dict[str, Any]:
        """What the lease consists of, and claims that nobody paid or gave up."""

        def all_of(rows: QuerySet) -> QuerySet:
            return rows

        def untouched(rows: QuerySet) -> QuerySet:
            return rows.filter(reversed_on__isnull=True)

        return {
            "facilities.charge": untouched,
            "facilities.leasedunit": all_of,
            "facilities.pricestep": all_of,
            "facilities.subsidystep": all_of,
            "facilities.leasenotice": all_of,
        }


def _on_file(work: Work, rows: Sequence[Values]) -> OnFile:
    """What is on file of the tenants of some rows."""
    tenants = set()
    for values in rows:
        with contextlib.suppress(RuleViolation):
            tenants.add(tenant_named(work.known, values).pk)
    of_them = {"incubator": work.run.incubator, "company__in": tenants}
    found = OnFile()
    for stay in Residence.objects.filter(**of_them).order_by("-admitted_on", "pk"):
        found.stays[stay.company_id].append(stay)
    leases = SpaceLease.objects.filter(
        **of_them, cancelled_on__isnull=True, begins_on__in={one["begins_on"] for one in rows}
    )
    for lease in leases.prefetch_related("leased_units").order_by("pk"):
        found.leases[lease.company_id].append(lease)
    return found


def _draft(work: Work, values: Values, on_file: OnFile) -> lifecycle.LeaseDraft:
    """The lease of a row. Raises RuleViolation, ``Repeated``."""
    company = tenant_named(work.known, values)
    units = units_named(work.known, values)
    _refuse_same(work, values, on_file.leases[company.pk], units)
    return lifecycle.LeaseDraft(
        company=company,
        residence=_stay(on_file.stays[company.pk], values),
        units=units,
        begins_on=values["begins_on"],
        ends_on=values["last_on"] + ONE_DAY,
        signed_on=values["signed_on"] or values["begins_on"],
        terms=_terms(work, values),
        number=values["number"],
        contact_email=values["contact_email"],
        note=values["note"] or "",
    )


def _in_last_days(violation: RuleViolation, draft: lifecycle.LeaseDraft) -> RuleViolation:
    """A refusal with the last days of periods, as the file says them: the verb is told, and
    tells, the first day after."""
    name = FIRST_DAY_AFTER.get(violation.code, "")
    until = violation.values.get(name)
    open_stay = draft.residence is not None and draft.residence.left_on is None
    if violation.code == "lease_outside_residence" and open_stay:  # due on its last day
        return violation
    if not isinstance(until, datetime.date):
        return violation
    return violation.saying(**{name: until - ONE_DAY})


def _meet(one: Values, other: Values) -> bool:
    """Whether two rows share a day, or would, were their last days not before their first."""
    within = one["begins_on"] <= other["last_on"] and other["begins_on"] <= one["last_on"]
    return within or one["begins_on"] == other["begins_on"]


def _stay(stays: Sequence[Residence], values: Values) -> Residence | None:
    """The stay, of those in the incubator from the last to the first, that holds the first day of
    a lease; without one the last, of which the verb says from when to when it is. A non-incubatee
    leases without."""
    begins_on = values["begins_on"]
    for stay in stays:
        if stay.admitted_on <= begins_on and not (stay.left_on and stay.left_on <= begins_on):
            return stay
    return stays[0] if stays and values["price_class"] != PriceClass.NON_INCUBATEE else None


def _refuse_same(
    work: Work, values: Values, leases: Sequence[SpaceLease], units: Sequence[Unit]
) -> None:  # fmt: skip
    """Raises ``Repeated`` where one of its tenant's leases begins that day, with its units and
    number."""
    wanted = {unit.pk for unit in units}
    for lease in leases:
        if lease.begins_on != values["begins_on"] or values["number"] not in ("", lease.number):
            continue
        if {one.unit_id for one in lease.leased_units.all()} == wanted:
            row = work.row_of(lease)
            said = (
                _("the same as row %d") % row
                if row
                else _("lease %s is on file already") % lease.number
            )
            raise Repeated(lease, said)


def _terms(work: Work, values: Values) -> lifecycle.LeaseTerms:
    accelerated = work.run.incubator.programme == Programme.ACCELERATION  # type: ignore[union-attr]
    usual = PriceClass.ACCELERATOR if accelerated else PriceClass.INCUBATEE
    return lifecycle.LeaseTerms(
        price_class=values["price_class"] or usual,
        unit_price=values["unit_price"],
        price_basis=values["price_basis"],
        rhythm=values["rhythm"],
        free_months=values["free_months"],
        property_fee=values["property_fee"],
        late_fee_rate=values["late_fee"] / 100,
        room_deposit=values["room_deposit"],
        utilities_deposit=values["utilities_deposit"],
    )
