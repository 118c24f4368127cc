"""One's own data: what is held, all of it as a file, and leaving for good."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django import forms
from django.contrib import messages
from django.contrib.auth import logout
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from companies.models import Representative, Reviewer
from incubator.core.dates import iso, now, today
from incubator.core.errors import RuleViolation
from incubator.workflows import personal
from incubator.workflows.personal_export import archive_of
from incubator.workflows.personal_mentoring import reason_to_stay


class LeavingForm(forms.Form):
    """Asks once."""

    sure = forms.BooleanField(label=gettext_lazy("I want my data erased and my account ended."))


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """What is held, and what would become of it."""
    return _page(request, LeavingForm())


def _page(request: HttpRequest, form: LeavingForm, status: int = 200) -> HttpResponse:
    user = request.user
    return render(
        request,
        "portal/personal.html",
        {
            "addresses": EmailAddress.objects.filter(user=user).order_by("-primary", "email"),
            "factors": Authenticator.objects.filter(user=user).count(),
            "companies": Representative.objects.in_force()
            .filter(user=user)
            .select_related("company"),
            "reviewing": Reviewer.objects.in_force()
            .filter(user=user)
            .select_related("round__call", "round__stage")
            .order_by("-joined_at"),
            "kept": personal.what_is_kept(user=user, on=today()),
            "as_mentor": reason_to_stay(user=user, on=today()),
            "asked": user.erasure_requests.filter(withdrawn_at=None, done_at=None).first(),
            "form": form,
        },
        status=status,
    )


@require_safe
def download(request: HttpRequest) -> FileResponse:
    """All of it as a ZIP."""
    response = FileResponse(
        archive_of(user=request.user),
        as_attachment=True,
        filename=f"my-data-{iso(today())}.zip",
        content_type="application/zip",
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Ask for erasure; where nothing is kept, the account has ended with the answer."""
    form = LeavingForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=400)
    try:
        asked = personal.ask_erasure(user=request.user, at=now())
    except RuleViolation as violation:
        messages.error(request, violation.detail)
        return redirect("portal:personal")
    if asked.done_at:
        logout(request)
        return render(request, "portal/left.html")
    messages.success(request, _("What may go has been erased; the rest follows by itself."))
    return redirect("portal:personal")


@require_POST
def stay(request: HttpRequest) -> HttpResponse:
    """Take the request back."""
    try:
        personal.withdraw_erasure(user=request.user, at=now())
    except RuleViolation as violation:
        messages.error(request, violation.detail)
    else:
        messages.success(request, _("Your account stays. What is erased stays erased."))
    return redirect("portal:personal")
