"""A building's rooms from an XLSX file: first what would happen, then, confirmed, all or none."""

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from facilities import lifecycle, rooms_file
from facilities.admin import forms, words
from facilities.lifecycle.drafts import problems_of
from facilities.models import Building
from incubator.accounts.admin_base import sent
from incubator.core.errors import RuleViolation

SALT = "facilities.rooms"
AN_HOUR = 3600
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def page(pages, request: HttpRequest, building: Building) -> HttpResponse:
    """Ask for a file, show its dry run, and do it."""
    if "example" in request.GET:
        return HttpResponse(
            rooms_file.example(),
            content_type=XLSX,
            headers={"Content-Disposition": 'attachment; filename="rooms.xlsx"'},
        )
    if request.method == "POST" and "checked" in request.POST:
        return _do(pages, request, building)
    form = forms.ImportForm(sent(request), request.FILES or None, building=building)
    context = {}
    if request.method == "POST" and form.is_valid():
        try:
            found = rooms_file.read(form.cleaned_data["file"].read())
            context = _dry_run(building, found.since(form.cleaned_data["begins_on"]))
        except RuleViolation as violation:
            form.add_error("file", violation.detail)
    return _shown(pages, request, building, form, **context)


def _dry_run(building: Building, found: rooms_file.RoomsFile) -> dict:
    """Every row with what speaks against it; a signed copy where nothing does."""
    problems = list(found.problems)
    for place, violation in problems_of(building=building, drafts=found.drafts):
        problems.append((found.rows[place] if place is not None else None, violation.detail))
    said = dict.fromkeys(found.rows, "")
    for row, text in problems:
        said[row] = text
    by_row = dict(zip(found.rows, found.drafts, strict=True))
    return {
        "rows": [
            {"row": row, "draft": by_row.get(row), "problem": said[row]}
            for row in sorted(row for row in said if row is not None)
        ],
        "general": said.get(None, ""),
        "problems": len(problems),
        "sum": words.area(sum((draft.floor_area for draft in found.drafts), start=0)),
        "checked": "" if problems else signing.dumps(
            [building.pk, rooms_file.dumped(found)], salt=SALT, compress=True
        ),
    }  # fmt: skip


def _do(pages, request: HttpRequest, building: Building) -> HttpResponse:
    """What the dry run showed; whatever changed since is said, and nothing is written then."""
    try:
        key, rows = signing.loads(request.POST["checked"], salt=SALT, max_age=AN_HOUR)
    except signing.BadSignature:
        key, rows = None, []
    if key != building.pk:
        messages.error(request, _("The check is no longer valid; choose the file again."))
        return _shown(pages, request, building, forms.ImportForm(building=building))
    try:
        units = lifecycle.add_units(
            building=building, drafts=rooms_file.loaded(rows), by=request.user
        )
    except RuleViolation as violation:
        messages.error(request, violation.detail)
        return _shown(pages, request, building, forms.ImportForm(building=building))
    messages.success(request, _("%d units are on file.") % len(units))
    return redirect(pages.address_of(building))


def _shown(pages, request: HttpRequest, building: Building, form, **context) -> HttpResponse:
    return pages.page(
        request,
        "facilities/admin/import.html",
        title=_("Import the rooms of %s") % building,
        form=form,
        building=building,
        example=reverse(pages.name_of("import_units"), args=[building.pk]) + "?example",
        back=pages.address_of(building),
        **context,
    )
