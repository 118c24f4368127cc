"""The tabs that tell of time: stays with all that hangs on them, returns in years, history."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from companies.admin.inlines import standing_of
from companies.admin.return_parts import due_badge
from companies.models import (
    Application,
    ChangeRequest,
    Company,
    DueReturn,
    FollowUp,
    GraduationReview,
    IncubationAgreement,
    Leaving,
    Referral,
    RegisteredEntry,
    Representative,
    Residence,
    Shareholding,
)
from companies.queries.figures import yearly_figures
from companies.queries.returns import with_state
from facilities.models import SpaceLease
from incubator.accounts.permissions import Permission
from incubator.core.admin_fields import badge, link
from incubator.core.changes import changes
from incubator.core.last_days import ONE_DAY
from incubator.core.numbers import figure
from incubator.core.shown import days
from incubator.workflows.admin.company.parts import (
    Page,
    Shown,
    Table,
    address,
    first,
    joined,
    list_of,
)
from incubator.workflows.admin.shown import page_of

YEARS = 10  # of figures
CHANGES = 200  # of the history; the rest is on the page of each row
ROOM = 60  # per cent of the timeline up to which a name fits beside a bar
TEN_THOUSAND = Decimal(10_000)
# Item of the yearly form, whether it is money.
FIGURES = [("revenue", True), ("net_profit", True), ("rd_spending", True), ("taxes_paid", True),
           ("staff", False), ("staff_rd", False), ("ip_valid", False)]  # fmt: skip


@dataclass(frozen=True)
class Span:
    """One bar of a timeline: per cent of its width."""

    label: str
    kind: str
    begin: float
    width: float
    said: str
    page: str

    @property
    def end(self) -> float:
        """Where it ends."""
        return self.begin + self.width

    @property
    def place(self) -> str:
        """Where its name has room: right of it, left of it, or inside where it is long."""
        if self.end <= ROOM:
            return "right"
        return "left" if self.begin > ROOM else "inside"

    @property
    def from_right(self) -> float:
        """How far from the right edge it begins."""
        return 100 - self.begin


def stays(page: Page) -> list[Table | Shown]:
    """When it was where, with agreements, changes, leavings and what became of it."""
    agreements = first(
        IncubationAgreement.objects.visible_to(page.access)
        .filter(residence__in=page.stays).order_by("-begins_on", "-pk")
    )  # fmt: skip
    leases = (
        first(page.of(SpaceLease).order_by("-begins_on", "-pk"))
        if page.access.may(Permission.LEASES_READ) else []
    )  # fmt: skip
    parts: list[Table | Shown] = []
    if page.stays:
        parts.append(_timeline(page, agreements, leases))
    may = page.access.may(Permission.DECISIONS_WRITE)
    parts.append(Table(
        capfirst(str(Residence._meta.verbose_name_plural)),
        (_("incubator"), _("standing"), _("admitted on"), _("due on"), _("left on"), _("note")),
        [(link(address(Residence, "change", one.pk), one.incubator), badge(*standing_of(one)),
          one.admitted_on, one.due_on, one.left_on, one.note) for one in page.stays],
        empty=_("It has never been in an incubator here."),
        add=(address(Company, "admit", page.company.pk), _("Admit")) if may else None,
    ))  # fmt: skip
    return [*parts, _agreements(page, agreements), *_matters(page)]


def _agreements(page: Page, rows: Sequence[IncubationAgreement]) -> Table:
    return Table(
        capfirst(str(IncubationAgreement._meta.verbose_name_plural)),
        (_("agreement number"), _("begins on"), _("last day"), _("signed on"), _("void since")),
        [(page_of(one), one.begins_on, one.ends_on, one.signed_on or badge("warning", _("Draft")),
          one.void_on) for one in rows],
        empty=_("No agreement on file."),
    )  # fmt: skip


def _matters(page: Page) -> list[Table]:
    """What was asked and decided during the stays; only what there is."""
    found = [_of(page, model, heads, cells) for model, heads, cells in _kinds()]
    cases = Application.objects.visible_to(page.access).filter(company=page.company)
    if page.access.may(Permission.APPLICATIONS_READ):
        found.append(Table(
            capfirst(str(Application._meta.verbose_name_plural)),
            (_("application"), _("call"), _("state"), _("submitted at")),
            [(page_of(one), one.call, one.get_state_display(), one.submitted_at)
             for one in first(cases.select_related("call").order_by("-pk"))],
        ))  # fmt: skip
    return [table for table in found if table.rows]


def _kinds() -> list[tuple]:
    return [
        (GraduationReview, (_("review"), _("state"), _("applied on"), _("closed on")),
         lambda one: (page_of(one), one.get_state_display(), one.applied_on, one.closed_on)),
        (ChangeRequest, (_("change"), _("state"), _("planned on"), _("effective on")),
         lambda one: (link(address(ChangeRequest, "change", one.pk), one.get_kind_display()),
                      one.get_state_display(), one.planned_on, one.effective_on)),
        (Leaving, (_("ground"), _("state"), _("wanted for"), _("stay ended on")),
         lambda one: (link(address(Leaving, "change", one.pk), one.get_ground_display()),
                      one.get_state_display(), one.wanted_on, one.ended_on)),
        (Referral, (_("accelerator"), _("state"), _("referred on")),
         lambda one: (link(address(Referral, "change", one.pk), one.incubator),
                      one.get_state_display(), one.referred_on)),
        (FollowUp, (_("year"), _("what became of it"), _("staff"), _("who said so")),
         lambda one: (link(address(FollowUp, "change", one.pk), one.year),
                      one.get_outcome_display() or _("To be asked"), one.staff, one.source)),
    ]  # fmt: skip


def _of(page: Page, model: type, heads: tuple, cells) -> Table:
    rows = page.of(model).select_related("company", "incubator").order_by("-pk")
    return Table(
        capfirst(str(model._meta.verbose_name_plural)), heads, [cells(one) for one in first(rows)]
    )


def _timeline(page: Page, agreements: Sequence, leases: Sequence[SpaceLease]) -> Shown:
    """Stays, agreements and leases as bars over the years."""
    periods: list[tuple[str, str, datetime.date, datetime.date | None, str]] = [
        (str(one.incubator), one.programme, one.admitted_on, one.left_on,
         address(Residence, "change", one.pk)) for one in page.stays[::-1]
    ]  # fmt: skip
    periods += [
        (one.number, "agreement", one.begins_on, one.void_on or one.ends_on,
         address(IncubationAgreement, "change", one.pk))
        for one in agreements[::-1] if one.signed_on
    ]  # fmt: skip
    periods += [
        (one.number, "lease", one.begins_on, one.until_on, address(SpaceLease, "change", one.pk))
        for one in leases[::-1] if not one.cancelled_on
    ]  # fmt: skip
    begin = datetime.date(min(period[2] for period in periods).year, 1, 1)
    ends = [period[3] or page.on for period in periods]
    end = datetime.date(max(page.on, *ends).year + 1, 1, 1)
    whole = (end - begin).days

    def share(day: datetime.date) -> float:
        return round(100 * (day - begin).days / whole, 2)

    def last_of(kind: str, until: datetime.date | None) -> datetime.date | None:
        """A lease ends before a day, and all else with one."""
        return until - ONE_DAY if until and kind == "lease" else until

    years = range(begin.year, end.year)
    every = max(1, len(years) // 8)
    return Shown(
        "workflows/admin/company/timeline.html",
        {
            "spans": [
                Span(label, kind, share(since), max(share(until or page.on) - share(since), 0.5),
                     days(since, last_of(kind, until)), where)
                for label, kind, since, until, where in periods
            ],
            "years": [(year, share(datetime.date(year, 1, 1))) for year in years[::every]],
            "today": share(page.on),
        },
        title=_("Timeline"),
    )  # fmt: skip


def returns(page: Page) -> list[Table | Shown]:
    """What it has reported: figures in force by year, and what it owes."""
    dues = with_state(page.of(DueReturn)).select_related("form", "period__form")
    rows = first(dues.order_by("-due_on", "-pk"))
    return [
        *_charts(page),
        Table(
            capfirst(str(DueReturn._meta.verbose_name_plural)),
            (_("return"), _("due on"), _("standing"), _("first handed in at")),
            [(link(address(DueReturn, "change", one.pk),
                   joined([one.form.title, one.period.said])),
              one.due_on, due_badge(one), one.handed_in_at) for one in rows],
            empty=_("Nothing has been asked of it yet; periods are opened under reporting."),
            more=list_of(DueReturn, page.company),
        ),
    ]  # fmt: skip


def _charts(page: Page) -> list[Shown]:
    """A bar for each year of each figure; a year without a verified figure has none."""
    begin = min((one.admitted_on.year for one in page.stays), default=page.on.year) - 2
    found = yearly_figures(
        codes=[code for code, _money in FIGURES],
        years=range(begin, page.on.year + 1),
        companies=[page.company.pk],
    )
    if not found:
        return []
    known = {year for _company, year, _code in found}
    years = range(max(min(known), max(known) - YEARS + 1), max(known) + 1)
    charts = [
        _chart(_names()[code], values, years, is_money=is_money)
        for code, is_money in FIGURES
        if (values := {year: one.number for (_company, year, named), one in found.items()
                       if named == code and year in years})
    ]  # fmt: skip
    note = _("Verified yearly returns only; a year without one is left empty, and is not zero.")
    return [Shown("workflows/admin/company/charts.html", {"charts": charts, "note": note},
                  title=_("Figures by year"))]  # fmt: skip


def _chart(name: str, values: dict[int, Decimal], years: range, *, is_money: bool) -> dict:
    most = max(abs(value) for value in values.values()) or Decimal(1)
    return {
        "name": name,
        "unit": _("10,000 yuan") if is_money else "",
        "bars": [
            {
                "year": year,
                "said": _figure(values.get(year), is_money=is_money),
                "height": round(100 * abs(values.get(year, Decimal(0))) / most),
                "below": values.get(year, Decimal(0)) < 0,
            }
            for year in years
        ],
    }


def _figure(value: Decimal | None, *, is_money: bool) -> str:
    if value is None:
        return ""
    return figure(round(value / TEN_THOUSAND, 1) if is_money else value)


def _names() -> dict[str, str]:
    return {
        "revenue": _("Total revenue"), "net_profit": _("Net profit"),
        "rd_spending": _("Spending on R&D"), "taxes_paid": _("Taxes and fees paid"),
        "staff": pgettext("figure", "Staff"), "staff_rd": _("R&D staff"),
        "ip_valid": _("Valid rights held"),
    }  # fmt: skip


def history(page: Page, sources: list[QuerySet]) -> list[Shown]:
    """Who changed what when and why: of the company and of all that this page shows of it."""
    own = [Representative, RegisteredEntry, Shareholding]
    sources = [*sources, *(_past(model).filter(company=page.company) for model in own)]
    agreements = IncubationAgreement.objects.visible_to(page.access)
    sources.append(
        _past(IncubationAgreement).filter(pgh_obj__in=agreements.filter(residence__in=page.stays))
    )
    if page.access.may(Permission.LEASES_READ):
        sources.append(_past(SpaceLease).filter(pgh_obj__in=page.of(SpaceLease)))
    found = changes(sources)
    return [
        Shown(
            "workflows/admin/company/history.html",
            {"changes": found[:CHANGES], "more": max(len(found) - CHANGES, 0)},
        )
    ]


def _past(model: type) -> QuerySet:
    return model.history.rel.related_model.objects.all()
