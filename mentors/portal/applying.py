"""Asking to become a mentor: a form that saves itself, handed in once, followed, taken back."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from incubator.core.dates import now, today
from incubator.core.errors import RuleViolation
from incubator.core.forms import run
from incubator.institutions.models import Incubator
from mentors import lifecycle
from mentors.enums import ApplicationState
from mentors.models import Mentor, MentorApplication, MentorApplicationDraft
from mentors.portal import forms
from mentors.portal.shared import found, tell


@require_http_methods(["GET", "HEAD", "POST"])
def apply(request: HttpRequest) -> HttpResponse:
    """The form, with what was typed before; handed in as a whole."""
    draft = MentorApplicationDraft.objects.filter(user=request.user).first()
    form = _form(request, draft)
    if request.method == "POST":
        asked = run(
            form,
            lambda data: lifecycle.apply_as_mentor(
                user=request.user, at=now(), **data | {"incubator": form.where()}
            ),
        )
        if asked:
            messages.success(request, _("Your application has arrived. You are told by mail."))
            return redirect("mentoring:application", key=asked.key)
    return render(
        request,
        "mentoring/apply.html",
        {
            "form": form,
            "revision": draft.revision if draft else 0,
            "saved_at": draft.saved_at if draft else None,
            "applications": _own(request),
            "on_file": lifecycle.mentor_to_claim(request.user),
        },
        status=400 if form.errors else 200,
    )


def _form(request: HttpRequest, draft: MentorApplicationDraft | None) -> forms.ApplyForm:
    """As it was sent, or with the draft; else with what is on file of the person."""
    places = Incubator.objects.operating(on=today()).order_by("pk")
    if request.method == "POST":
        return forms.ApplyForm(request.POST, places=places)
    return forms.ApplyForm(places=places, initial=draft.answers if draft else _known(request))


def _known(request: HttpRequest) -> dict[str, Any]:
    mentor = Mentor.objects.filter(user=request.user).first()
    there = {"incubator": request.GET.get("at", "")}
    if mentor is None:
        return there | {"name": request.user.name, "languages": ["zh"]}
    return there | mentor.profile | {"phone": mentor.phone}


@require_POST
def save(request: HttpRequest) -> HttpResponse:
    """Keep what stands in the form; answers with its line of state."""
    refused, at = None, now()
    typed = request.POST.get("seen", "")
    seen = int(typed) if typed.isdecimal() and len(typed) < 9 else -1  # noqa: PLR2004
    try:
        draft = lifecycle.save_mentor_draft(
            user=request.user, answers=forms.ApplyForm.typed(request.POST), seen=seen, at=at
        )
    except RuleViolation as violation:
        draft, refused = MentorApplicationDraft.objects.filter(user=request.user).first(), violation
    return render(
        request,
        "mentoring/saved.html",
        {
            "mark": draft.revision if draft else 0,
            "refused": refused,
            "saved_at": None if refused else at,
            "stale": "mentor_draft_changed",
        },
        status=refused.status if refused else 200,
    )


@require_safe
def page(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Where an application stands."""
    application = found(_own(request).filter(key=key))
    return render(
        request,
        "mentoring/application.html",
        {
            "application": application,
            "may_withdraw": application.state == ApplicationState.SUBMITTED,
        },
    )


@require_POST
def withdraw(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Take it back."""
    application = found(_own(request).filter(key=key))
    tell(
        request,
        lambda: lifecycle.withdraw_mentor_application(
            application=application, by=request.user, at=now()
        ),
        _("Your application is taken back."),
    )
    return redirect("mentoring:application", key=key)


def _own(request: HttpRequest):
    rows = MentorApplication.objects.filter(user=request.user)
    return rows.select_related("incubator", "appointment").order_by("-submitted_at", "-pk")
