"""Leases from a file: who has which units, from when until when, at what price."""

import contextlib
import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from companies.models import Company, Residence
from companies.rules.duplicates import core_of
from facilities import lifecycle
from facilities.enums import PriceBasis, PriceClass, Rhythm
from facilities.models import Building, SpaceLease, Unit
from incubator.accounts.permissions import Permission
from incubator.core.codes import clean_unified_code
from incubator.core.errors import RuleViolation
from incubator.imports import readers
from incubator.imports.kinds import Column, Kind, Repeated, Values, Work
from incubator.institutions.enums import Programme

ONE_DAY = datetime.timedelta(days=1)
NOTHING = Decimal(0)
PRICE = readers.decimal("0.0001", most=10**6)  # as a column of prices holds


@dataclass
class Estate:
    """What an incubator has to let, and to whom: found by what people write in a list."""

    buildings: dict[str, Building] = field(default_factory=dict)
    units: dict[tuple[int, str], list[Unit]] = field(default_factory=dict)
    tenants: dict[str, list[Company]] = field(default_factory=dict)


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
        work.known = estate = Estate()
        place = work.run.incubator
        for building in Building.objects.filter(incubator=place).order_by("pk"):
            estate.buildings |= {plain(building.code): building, plain(building.name): building}
        for unit in Unit.objects.filter(incubator=place).order_by("pk"):
            estate.units.setdefault((unit.building_id, plain(unit.number)), []).append(unit)
        tenants = Company.objects.filter(residences__incubator=place).distinct().order_by("pk")
        for company in tenants:
            for said in (company.unified_code, core_of(company.name)):
                if said:
                    estate.tenants.setdefault(said, []).append(company)

    def write(self, work: Work, values: Values) -> list[Model]:
        """Let the units, unless that very lease is on file."""
        company = _tenant(work, values)
        begins_on, ends_on = values["begins_on"], values["last_on"] + ONE_DAY
        units = _units(work, values, begins_on)
        _refuse_same(work, values, company, units)
        lease = lifecycle.grant_lease(
            company=company,
            residence=_stay(work, company, values),
            units=units,
            begins_on=begins_on,
            ends_on=ends_on,
            signed_on=values["signed_on"] or begins_on,
            terms=_terms(work, values),
            by=work.by,
            number=values["number"],
            contact_email=values["contact_email"],
            note=values["note"] or "",
        )
        return [lease]

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


def plain(text: str) -> str:
    """What people write of a building or a unit, in one spelling."""
    return "".join(text.split()).casefold()


def _tenant(work: Work, values: Values) -> Company:
    """The one company of the incubator that a row names.

    Raises RuleViolation: ``import_tenant_unknown``, ``import_tenant_ambiguous``.
    """
    estate: Estate = work.known
    said = values["company"]
    found = estate.tenants.get(core_of(said), [])
    with contextlib.suppress(RuleViolation):  # it is a name, and no code
        found = estate.tenants.get(clean_unified_code(said), found)
    if not found:
        raise RuleViolation(
            "import_tenant_unknown",
            gettext_lazy("“%(name)s” has no stay in this incubator: admit it first."),
            field="company",
            name=said[:40],
        )
    if len(found) > 1:
        raise RuleViolation(
            "import_tenant_ambiguous",
            gettext_lazy("Several companies are called “%(name)s”: give the code instead."),
            field="company",
            name=said[:40],
        )
    return found[0]


def _stay(work: Work, company: Company, values: Values) -> Residence | None:
    """The stay that holds the first day of a lease; without one the last, of which the verb says
    from when to when it is. A non-incubatee leases without."""
    stays = company.residences.filter(incubator=work.run.incubator).order_by("-admitted_on")
    held = stays.filter(admitted_on__lte=values["begins_on"])
    found = held.exclude(left_on__lte=values["begins_on"]).first()
    if found is None and values["price_class"] != PriceClass.NON_INCUBATEE:
        return stays.first()
    return found


def _units(work: Work, values: Values, on: datetime.date) -> list[Unit]:
    """The units of a row, as they are on its first day.

    Raises RuleViolation: those of ``named_building``, ``import_unit_unknown``.
    """
    estate: Estate = work.known
    building = named_building(estate.buildings, values["building"])
    return [_unit(estate, building, number, on) for number in values["units"]]


def named_building(buildings: Mapping[str, Building], said: str) -> Building:
    """The building of a code or a name; of one alone nothing needs to be said.

    Raises RuleViolation ``import_building_unknown``.
    """
    found = buildings.get(plain(said)) if said else None
    if not said and len({one.pk for one in buildings.values()}) == 1:
        found = next(iter(buildings.values()))
    if found is None:
        raise RuleViolation(
            "import_building_unknown",
            gettext_lazy("“%(name)s” is not a building of this incubator."),
            field="building",
            name=said[:40],
        )
    return found


def _unit(estate: Estate, building: Building, number: str, on: datetime.date) -> Unit:
    found = estate.units.get((building.pk, plain(number)), [])
    if not found:
        raise RuleViolation(
            "import_unit_unknown",
            gettext_lazy("%(building)s has no unit %(number)s."),
            field="units",
            building=building.name,
            number=number[:20],
        )
    there = (
        one for one in found if one.begins_on <= on and not (one.ends_on and one.ends_on <= on)
    )
    return next(there, found[-1])


def _refuse_same(work: Work, values: Values, company: Company, units: list[Unit]) -> None:
    """Raises ``Repeated`` for a lease of the same company, first day and units, or number."""
    leases = SpaceLease.objects.filter(
        incubator=work.run.incubator, company=company, cancelled_on__isnull=True,
        begins_on=values["begins_on"],
    )  # fmt: skip
    if values["number"]:
        leases = leases.filter(number=values["number"])
    wanted = {unit.pk for unit in units}
    for lease in leases.prefetch_related("leased_units").order_by("pk"):
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
