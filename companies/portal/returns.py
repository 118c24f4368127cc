"""Returns in the portal: what is due, written figure by figure, checked, handed in, corrected."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from companies.enums import ReturnState, Right
from companies.lifecycle import returns
from companies.models import DueReturn, Return, ReturnItem
from companies.portal.return_lines import (
    Line,
    by_section,
    lines_of,
    show_refused,
    typed_from,
)
from companies.portal.shared import told
from companies.queries.returns import (
    before,
    findings_of,
    items_of,
    right_at,
    with_state,
)
from companies.rules.returns.checks import Finding, Weight
from incubator.core.dates import now, today
from incubator.core.errors import RuleViolation
from incubator.core.shown import day as day_said

S = ReturnState
MOST_ROWS = 200


def return_of(request: HttpRequest, key: uuid.UUID) -> Return:
    """A return of one of the asker's own companies; anybody else's does not exist."""
    own = Return.objects.of_person(request.user).select_related(
        "form", "due__form", "due__period__form", "due__company", "due__residence",
        "due__incubator", "supersedes",
    )  # fmt: skip
    return get_object_or_404(own, key=key)


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """What one's companies owe, the most urgent first, and what was handed in."""
    own = with_state(DueReturn.objects.of_person(request.user)).select_related(
        "period__form", "form", "company", "incubator"
    )
    rows = list(own.order_by("-due_on", "-pk")[:MOST_ROWS])
    to_do = [due for due in rows if _is_to_do(due)]
    return render(
        request,
        "returns/listing.html",
        {
            "to_do": sorted(to_do, key=lambda due: (due.due_on, due.pk)),
            "others": [due for due in rows if not _is_to_do(due)],
            "several": len({due.company_id for due in rows}) > 1,
            "today": today(),
        },
    )


def _is_to_do(due: Any) -> bool:
    if due.superseded_by_id:
        return False
    if due.state in {S.DRAFT, S.RETURNED}:
        return True
    return due.state is None and due.waived_at is None


@require_POST
def start(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin what is due, or go on with what was begun."""
    due = get_object_or_404(DueReturn.objects.of_person(request.user), pk=pk)
    try:
        report = returns.start_return(due=due, by=request.user, at=now())
    except RuleViolation as violation:
        messages.error(request, violation.detail)
        return redirect("returns:listing")
    return redirect("returns:fill" if report.is_writable else "returns:page", key=report.key)


@require_safe
def page(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """One return: where it stands, its figures beside those before, its moves and versions."""
    report = return_of(request, key)
    right = right_at(company=report.due.company, user=request.user)
    lines = lines_of(report, items_of(report), last=before(report.due))
    versions = list(report.due.returns.order_by("version"))
    may_write = right in {Right.EDIT, Right.SIGN}
    return render(
        request,
        "returns/page.html",
        {
            "report": report,
            "sections": by_section(lines),
            "moves": report.moves.order_by("pk"),
            "versions": versions,
            "next": what_comes_next(report),
            "may_write": may_write,
            "may_correct": may_write and _is_correctable(report, versions[-1]),
        },
    )


def _is_correctable(report: Return, newest: Return) -> bool:
    holds = report.state == S.VERIFIED and not report.due.superseded_by_id
    return holds and report == newest


def what_comes_next(report: Return) -> str:
    """The next step, in words that say who has to act."""
    if report.due.superseded_by_id:
        return _("Your company was on file twice; its other return for this period holds.")
    if report.state == S.RETURNED:
        return _("It is your turn: put right what the office asks, and hand it in again.")
    if report.state == S.SUBMITTED:
        return _("The office looks at it. You need not do anything.")
    if report.state == S.VERIFIED:
        return _("Verified, and final. What is wrong in it is put right by a correction.")
    day = day_said(report.due.due_on)
    return _("Fill it in and hand it in by %(day)s.") % {"day": day}


@require_http_methods(["GET", "HEAD", "POST"])
def fill(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The whole form. Each figure saves itself; without script, all at once."""
    report = return_of(request, key)
    if not report.is_writable:
        return redirect("returns:page", key=key)
    items = items_of(report)
    refused: dict[str, RuleViolation] = {}
    if request.method == "POST":
        refused = _save_all(request, report, items)
        if not refused:
            return _after(request, key)
    lines = lines_of(report, items, last=before(report.due), found=findings_of(report))
    for line in lines:
        if line.code in refused:
            show_refused(line, refused[line.code], request.POST)
    context = {"report": report, "sections": by_section(lines), "problem_count": len(refused)}
    return render(request, "returns/fill.html", context, status=409 if refused else 200)


def _save_all(
    request: HttpRequest, report: Return, items: list[ReturnItem]
) -> dict[str, RuleViolation]:
    sent = {item.code: typed for item in items if (typed := typed_from(item, request.POST))}
    try:
        _saved, refused = returns.save_values(
            report=report, figures=sent, by=request.user, at=now()
        )
    except RuleViolation as violation:
        return dict.fromkeys(sent, violation)
    return refused


def _after(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    if request.POST.get("go") == "stay":
        messages.success(request, _("Saved."))
        return redirect("returns:fill", key=key)
    return redirect("returns:check", key=key)


@require_POST
def save(request: HttpRequest, key: uuid.UUID, code: str) -> HttpResponse:
    """Keep one figure; answers with its line of state, and what follows for its neighbours."""
    report = return_of(request, key)
    item = next((item for item in items_of(report) if item.code == code), None)
    typed = typed_from(item, request.POST) if item else None
    if item is None or typed is None:
        raise Http404
    line = Line(item)
    try:
        line.value = returns.save_value(
            report=report, code=code, typed=typed[0], seen=typed[1], by=request.user, at=now()
        )
    except RuleViolation as violation:
        line.value = None
        show_refused(line, violation, request.POST)
        context = {"report": report, "line": line, "code": violation.code}
        return render(request, "returns/saved.html", context, status=violation.status)
    return render(
        request,
        "returns/saved.html",
        {
            "report": report,
            "line": line,
            "saved_at": line.value.saved_at,
            "neighbours": _neighbours(report, item),
        },
    )


def _neighbours(report: Return, item: ReturnItem) -> list[Line]:
    """The item itself and those that a check ties to it, with what is to be said of each."""
    checks = report.form.checks.order_by("position")
    tied = {item.code}
    for check in checks:
        named = {check.whole, *check.parts}
        if item.code in named:
            tied |= named
    found = findings_of(report)
    items = [one for one in items_of(report) if one.code in tied]
    return lines_of(report, items, last=None, found=found)


@require_safe
def check(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Everything on one page, with what is missing or doubtful at the top."""
    report = return_of(request, key)
    if not report.is_writable:
        return redirect("returns:page", key=key)
    return render(request, "returns/check.html", _overview(request, report))


def _overview(request: HttpRequest, report: Return) -> dict[str, Any]:
    found = findings_of(report)
    lines = lines_of(report, items_of(report), last=before(report.due), found=found)
    open_ones = [finding for finding in found if finding.stops]
    return {
        "report": report,
        "sections": by_section(lines),
        "groups": _grouped(open_ones),
        "is_ready": not open_ones,
        "may_sign": right_at(company=report.due.company, user=request.user) == Right.SIGN,
    }


def _grouped(found: list[Finding]) -> list[tuple[str, list[Finding]]]:
    """Errors, units to confirm, changes to explain; what there is of them."""
    titles = {
        Weight.ERROR: _("Missing or wrong:"),
        Weight.CONFIRM: _(
            "Is the unit right? Open each, tick that it is right, or put the figure right:"
        ),
        Weight.EXPLAIN: _("Explain in a sentence, or put the figure right:"),
    }
    groups = [
        (title, [one for one in found if one.weight is weight]) for weight, title in titles.items()
    ]
    return [(title, ones) for title, ones in groups if ones]


@require_POST
def hand_in(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Hand in. Asked twice, it is handed in once."""
    report = return_of(request, key)
    try:
        returns.submit_return(report=report, by=request.user, at=now())
    except returns.ReturnIncomplete as incomplete:
        context = _overview(request, report)
        return render(request, "returns/check.html", context, status=incomplete.status)
    except RuleViolation as violation:
        messages.error(request, violation.detail)
        return redirect("returns:check", key=key)
    messages.success(request, _("Handed in."))
    return redirect("returns:page", key=key)


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Asks for a reason, then begins the next version."""
    report = return_of(request, key)
    begun: list[Return] = []
    if request.method == "POST" and told(
        request,
        lambda: begun.append(
            returns.correct_return(
                report=report, reason=request.POST.get("reason", ""), by=request.user, at=now()
            )
        ),
    ):
        return redirect("returns:fill", key=begun[0].key)
    return render(
        request,
        "returns/correct.html",
        {"report": report, "typed": request.POST.get("reason", "")},
        status=400 if request.method == "POST" else 200,
    )
