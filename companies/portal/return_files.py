"""A return as an XLSX file: taken away, and filled in from."""

import uuid

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from companies.lifecycle import returns
from companies.models import Return
from companies.portal import return_sheet
from companies.portal.return_lines import lines_of
from companies.portal.returns import return_of
from companies.queries.returns import before, items_of
from incubator.core.dates import now
from incubator.core.errors import RuleViolation
from incubator.core.files import CheckedFileField
from incubator.core.files.kinds import XLSX


class FileForm(forms.Form):
    """The one file."""

    file = CheckedFileField(kinds=(XLSX,), label=gettext_lazy("XLSX file"))


def sheet_response(report: Return) -> HttpResponse:
    """The file of a return, under a name that says whose and for when."""
    lines = lines_of(report, items_of(report), last=before(report.due))
    name = f"{report.due.company.name}-{report.due.period.said}-v{report.version}.xlsx"
    headers = {
        "Content-Disposition": content_disposition_header(as_attachment=True, filename=name),
        "Cache-Control": "private, no-store",
    }
    content = return_sheet.written(report, lines)
    return HttpResponse(content, content_type=XLSX.content_type, headers=headers)


@require_safe
def download(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The form with its figures."""
    return sheet_response(return_of(request, key))


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Fill in from a file: all of its figures, or none where one cannot be read."""
    report = return_of(request, key)
    if not report.is_writable:
        return redirect("returns:page", key=key)
    form = FileForm(request.POST or None, request.FILES or None)
    problems: list[tuple[int, str, str]] = []
    if request.method == "POST" and form.is_valid():
        try:
            content = form.cleaned_data["file"].read()
            found = return_sheet.read_sheet(content, report, items_of(report))
            problems = found.problems
            if not problems:
                changed = returns.fill_in(
                    report=report, figures=found.figures, by=request.user, at=now()
                )
                messages.success(request, _taken(changed))
                return redirect("returns:check", key=key)
        except RuleViolation as violation:
            form.add_error("file", violation.detail)
    status = 400 if request.method == "POST" else 200
    context = {"report": report, "form": form, "problems": problems}
    return render(request, "returns/upload.html", context, status=status)


def _taken(count: int) -> str:
    text = ngettext("%(count)d figure has changed.", "%(count)d figures have changed.", count)
    return text % {"count": count}
