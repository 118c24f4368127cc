"""对账单: what a tenant owes and has paid, as a page and as an XLSX file."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from tablib import Dataset

from facilities.admin import words
from facilities.models import SpaceLease
from facilities.queries.leases import Statement, StatementLine, statement
from incubator.core.cells import inert
from incubator.core.dates import today

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


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
        lines=[_shown(line) for line in found.lines],
        sums=[
            (_("to be paid"), words.money(found.open)),
            (_("of which overdue"), words.money(found.overdue)),
            (_("credit"), words.money(found.credit)),
            (_("deposits held"), words.money(found.held)),
        ],
        address=reverse(pages.name_of("statement"), args=[lease.pk]),
        back=pages.address_of(lease),
    )


def _shown(line: StatementLine) -> dict:
    return {
        "line": line,
        "amount": words.money(line.charge.amount_fen),
        "received": words.money(line.received - line.refunded),
        "open": words.money(line.open),
    }


def _file(lease: SpaceLease, found: Statement) -> HttpResponse:
    table = Dataset(
        headers=[
            _("due on"), _("lease"), _("kind"), _("from"), _("until"), _("amount (yuan)"),
            _("received (yuan)"), _("given back (yuan)"), _("open (yuan)"), _("reversed on"),
        ],
        title=_("Statement"),
    )  # fmt: skip
    for line in found.lines:
        charge = line.charge
        table.append([
            charge.due_on, inert(charge.lease.number), str(charge.get_kind_display()),
            charge.from_on, charge.until_on, charge.amount_fen / 100, line.received / 100,
            line.refunded / 100, line.open / 100, charge.reversed_on or "",
        ])  # fmt: skip
    response = HttpResponse(table.export("xlsx"), content_type=XLSX)
    name = f"statement-{lease.number}-{found.on:%Y-%m-%d}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{_plain(name)}"'
    return response


def _plain(name: str) -> str:
    """A file name of safe characters."""
    return "".join(
        char if char.isascii() and (char.isalnum() or char in "-_.") else "_" for char in name
    )
