"""Duties and their days in the admin: how many of each kind are due and late, and the next ones."""

import datetime
from collections import defaultdict

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from companies.models import ChangeRequest, DueReturn, IncubationAgreement, ReturnPeriod
from companies.queries.duties import Unasked
from incubator.accounts.access import access_from
from incubator.accounts.permissions import Permission
from incubator.core.admin_fields import badge
from incubator.core.dates import today
from incubator.core.shown import day
from incubator.institutions.admin.words import certainty_badge
from incubator.institutions.models import IncubatorChange
from incubator.workflows.duties import FILING, OWN, Duty, Line, duties, lines, not_asked

MOST = 30  # lines on the page; each number leads to its whole list
NAMED = 5  # companies in a line


def page(pages, request: HttpRequest) -> HttpResponse:
    """Of everything that the reader may see, as of today."""
    access, on = access_from(request), today()
    return pages.page(
        request,
        "workflows/admin/duties.html",
        title=_("Duties and their days"),
        on=on,
        kinds=[_kind(duty) for duty in duties(access, on=on)],
        lines=[_line(line, on) for line in lines(access, on=on, most=MOST)],
        missing=_missing(not_asked(access, on=on)),
        agreements=_filtered(IncubationAgreement, standing="signed"),
        open_period=_address(ReturnPeriod, "add") if access.may(Permission.RETURNS_WRITE) else "",
        record=_address(IncubatorChange, "add") if access.may(Permission.RESIDENCES_WRITE) else "",
    )


def _kind(duty: Duty) -> dict:
    """A row of the table: its text, and each number with the list that it counts."""
    return {
        "what": duty.what,
        "text": duty.text,
        "certainty": certainty_badge(duty.certainty) if duty.text else "",
        "due": duty.due,
        "due_link": _list_of(duty, late=False),
        "late": duty.late,
        "late_link": _list_of(duty, late=True),
    }


def _list_of(duty: Duty, *, late: bool) -> str:
    if duty.key == FILING:
        return _filtered(ChangeRequest, deadline="overdue" if late else "due")
    if duty.key == OWN:
        return _filtered(IncubatorChange, deadline="late" if late else "due")
    return _filtered(DueReturn, form=duty.key, late="yes" if late else "due")


def _line(line: Line, on: datetime.date) -> dict:
    days = (line.due_on - on).days
    late = badge("danger", _("Late by %(days)d days") % {"days": -days})
    return {
        "who": line.who,
        "what": line.what,
        "due_on": line.due_on,
        "link": admin.site.get_model_admin(type(line.row)).address_of(line.row),
        "standing": late if days < 0 else badge("info", _("in %(days)d days") % {"days": days}),
    }


def _missing(found: list[Unasked]) -> list[dict]:
    """One row for each report and period, with the companies that agreed on it."""
    groups: dict[tuple, list[Unasked]] = defaultdict(list)
    for one in found:
        months = getattr(one.agreement, one.report.term)
        groups[one.report, months, one.begins_on, one.ends_on].append(one)
    return [
        {
            "what": report.label,
            "months": months,
            "source": report.source,
            "period": f"{day(begins_on)} – {day(ends_on)}",
            "count": len(own),
            "names": [str(one.agreement.residence.company) for one in own[:NAMED]],
            "more": max(len(own) - NAMED, 0),
        }
        for (report, months, begins_on, ends_on), own in groups.items()
    ]


def _filtered(model, **asked: str) -> str:
    return f"{_address(model, 'changelist')}?{urlencode(asked)}"


def _address(model, page_name: str) -> str:
    return reverse(admin.site.get_model_admin(model).name_of(page_name))
