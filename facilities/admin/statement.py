"""对账单: what a tenant owes and has paid, as a page and as an XLSX file."""

from django.http import HttpRequest, HttpResponse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from facilities.admin import words
from facilities.admin.sheets import as_file, dress, sheet_named
from facilities.models import Charge, SpaceLease
from facilities.queries.leases import Statement, StatementLine, statement
from incubator.core.cells import inert
from incubator.core.dates import iso, today
from incubator.core.last_days import last_day_of
from incubator.core.shown import days

HEADS = 5  # the row of the heads in the file


def page(pages, request: HttpRequest, lease: SpaceLease) -> HttpResponse:
    """Everything under the company's leases in the same institution, up to a day."""
    on = words.day(request.GET.get("on")) or today()
    leases = SpaceLease.objects.filter(company=lease.company, incubator=lease.incubator)
    found = statement(leases, on=on)
    if request.GET.get("format") == "xlsx":
        return _file(lease, found)
    return pages.page(
        request,
        "facilities/admin/statement.html",
        title=_("Statement: %s") % lease.company,
        lease=lease,
        on=on,
        lines=[_shown(pages, line) for line in found.lines],
        totals={
            "amount": words.money(found.claimed),
            "received": words.money(found.received),
            "open": words.money(found.open),
            "late_fee": words.money(found.late_fee),
        },
        sums=[
            (_("to be paid"), words.money(found.open)),
            (_("of which overdue"), words.money(found.overdue)),
            (_("late fees so far, not yet claimed"), words.money(found.late_fee)),
            (_("credit"), words.money(found.credit)),
            (_("deposits held"), words.money(found.held)),
        ],
        file=f"?{urlencode({'on': on, 'format': 'xlsx'})}",
        back=pages.address_of(lease),
    )


def _shown(pages, line: StatementLine) -> dict:
    charge = line.charge
    return {
        "line": line,
        "lease": pages.address_of(charge.lease),
        "charge": pages.admin_site.get_model_admin(Charge).address_of(charge),
        "period": ""
        if charge.is_deposit
        else days(charge.from_on, last_day_of(charge, "until_on")),
        "amount": words.money(charge.amount_fen),
        "received": words.money(line.received - line.refunded),
        "open": words.money(line.open),
        "late_fee": words.money(line.late_fee) if line.late_fee else "",
    }


def _file(lease: SpaceLease, found: Statement) -> HttpResponse:
    """Who owes whom on which day, every claim, and the sums below; amounts in yuan."""
    book, sheet = sheet_named(_("Statement"))
    sheet.append([_("Statement"), inert(lease.company.name)])
    sheet.append([_("institution"), inert(lease.incubator.name)])
    sheet.append([_("as of"), found.on])
    sheet.append([])
    sheet.append([
        _("due on"), _("lease"), _("kind"), _("from"), _("last day"), _("amount (yuan)"),
        _("received (yuan)"), _("given back (yuan)"), _("open (yuan)"),
        _("late fee grown (yuan)"), _("reversed on"),
    ])  # fmt: skip
    for line in found.lines:
        charge = line.charge
        sheet.append([
            charge.due_on, inert(charge.lease.number), str(charge.get_kind_display()),
            charge.from_on, last_day_of(charge, "until_on"), charge.amount_fen / 100,
            line.received / 100, line.refunded / 100, line.open / 100, line.late_fee / 100,
            None if line.live else charge.reversed_on,
        ])  # fmt: skip
    sheet.append([
        _("total"), None, None, None, None, found.claimed / 100, found.received / 100, None,
        found.open / 100, found.late_fee / 100,
    ])  # fmt: skip
    dress(sheet, heads=HEADS)
    return as_file(book, f"statement-{lease.number}-{iso(found.on)}.xlsx")
