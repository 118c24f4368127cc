"""Leaving: what ends and what is owed, asked for once, then followed along its chain."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from companies import lifecycle
from companies.enums import LeavingState, PaperKind, Right
from companies.models import Leaving
from incubator.core.dates import now, today
from incubator.core.forms import run
from incubator.workflows import exit as exits
from incubator.workflows.portal import forms
from incubator.workflows.portal.shared import may, own, stay_of, take_paper, told
from incubator.workflows.words import chain_of, owed


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """What would end, and the form that asks for it."""
    stay = stay_of(request, pk, right=Right.SIGN)
    form = forms.LeavingForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        leaving = run(
            form,
            lambda _data: lifecycle.begin_leaving(
                residence=stay, by=request.user, at=now(), **form.asked()
            ),
        )
        if leaving:
            return redirect("company:leaving", key=leaving.key)
    return render(
        request,
        "company/leave.html",
        {"stay": stay, "form": form, **owed(exits.preview(stay, on=today()))},
        status=400 if form.errors else 200,
    )


@require_safe
def page(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Who has signed, whose turn it is, and what is still open."""
    leaving = own(request, Leaving.objects.all(), key)
    is_open = leaving.state in {LeavingState.OPEN, LeavingState.ENDED}
    return render(
        request,
        "company/leaving.html",
        {
            "leaving": leaving,
            "chain": chain_of(leaving),
            "papers": leaving.papers.order_by("pk"),
            "paper_kinds": PaperKind.choices,
            "may_write": is_open and may(request, leaving.company, Right.EDIT),
            "may_withdraw": leaving.state == LeavingState.OPEN
            and not leaving.from_office
            and may(request, leaving.company, Right.SIGN),
            **owed(exits.preview(leaving.residence, on=today())),
        },
    )


@require_POST
def add_paper(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """File a paper."""
    leaving = own(request, Leaving.objects.all(), key)
    take_paper(request, leaving)
    return redirect("company:leaving", key=key)


@require_POST
def withdraw(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Stay after all."""
    leaving = own(request, Leaving.objects.all(), key)
    told(
        request,
        lambda: lifecycle.withdraw_leaving(leaving=leaving, by=request.user, at=now()),
        _("You stay. Your request is taken back."),
    )
    return redirect("company:leaving", key=key)
