"""What changes during a stay: asked for, followed, filed, taken back."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from companies import lifecycle
from companies.enums import ChangeKind, ChangeState, PaperKind, Right
from companies.models import ChangeRequest
from companies.rules.terms import REGISTERED, defaults
from incubator.core.dates import now, today
from incubator.core.forms import run
from incubator.workflows.portal import forms
from incubator.workflows.portal.shared import may, own, stay_of, take_paper, told


@require_safe
def choose(request: HttpRequest, pk: int) -> HttpResponse:
    """What it is that changes."""
    stay = stay_of(request, pk, right=Right.EDIT)
    open_kinds = set(stay.changes.waiting().values_list("kind", flat=True))
    kinds = [(kind, kind.value in open_kinds) for kind in ChangeKind]
    return render(request, "company/changes.html", {"stay": stay, "kinds": kinds})


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """The form of one kind of change."""
    stay = stay_of(request, pk, right=Right.EDIT)
    if kind not in ChangeKind.values:
        raise Http404
    form = forms.change_form(kind, stay, request.POST if request.method == "POST" else None)
    if request.method == "POST":
        change = run(form, lambda data: _asked(request, stay, kind, form, data))
        if change:
            return redirect("company:change", key=change.key)
    agreement = stay.agreements.signed().first()
    return render(
        request,
        "company/ask_change.html",
        {
            "stay": stay,
            "kind": ChangeKind(kind),
            "form": form,
            "terms": agreement.values() if agreement else defaults(),
            "is_registered": kind in REGISTERED,
        },
        status=400 if form.errors else 200,
    )


def _asked(request: HttpRequest, stay, kind: str, form, data: dict) -> ChangeRequest:
    return lifecycle.ask_change(
        residence=stay,
        kind=kind,
        reason=data["reason"],
        planned_on=data["planned_on"],
        words=data.get("words", ""),
        amount=data.get("amount"),
        day=data.get("day"),
        shareholders=form.people() if isinstance(form, forms.HoldersForm) else (),
        by=request.user,
        at=now(),
    )


@require_safe
def page(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Where a change stands, its days, and its papers."""
    change = own(request, ChangeRequest.objects.all(), key)
    return _page(request, change, forms.FilingForm())


def _page(
    request: HttpRequest, change: ChangeRequest, form: forms.FilingForm, status: int = 200
) -> HttpResponse:
    may_write = may(request, change.company, Right.EDIT)
    to_file = change.file_by is not None and change.filed_on is None
    return render(
        request,
        "company/change.html",
        {
            "change": change,
            "papers": change.papers.order_by("pk"),
            "paper_kinds": PaperKind.choices,
            "form": form if may_write and to_file else None,
            "may_write": may_write,
            "may_withdraw": may_write and change.state == ChangeState.ASKED,
            "is_late": change.filed_late(on=today()),
        },
        status=status,
    )


@require_POST
def add_paper(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """File a paper of a change."""
    change = own(request, ChangeRequest.objects.all(), key)
    take_paper(request, change)
    return redirect("company:change", key=key)


@require_POST
def file(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """File the change itself with the office (备案)."""
    change = own(request, ChangeRequest.objects.all(), key)
    form = forms.FilingForm(request.POST, request.FILES)
    filed = run(
        form,
        lambda data: lifecycle.record_filing(
            change=change, on=data["on"], upload=data["file"], by=request.user, at=now()
        ),
    )
    if filed is None:
        return _page(request, change, form, status=400)
    told(request, lambda: None, _("The change is filed."))
    return redirect("company:change", key=key)


@require_POST
def withdraw(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Take a request back."""
    change = own(request, ChangeRequest.objects.all(), key)
    told(
        request,
        lambda: lifecycle.withdraw_change(change=change, by=request.user, at=now()),
        _("Your request is taken back."),
    )
    return redirect("company:change", key=key)
