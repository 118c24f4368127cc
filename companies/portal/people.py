"""Who takes part in an application: invited, accepted, taken out."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from companies import lifecycle
from companies.enums import Right
from companies.portal.shared import application_of, told
from companies.queries.applications import right_of
from incubator.core.dates import now
from incubator.core.errors import RuleViolation


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The people and the invitations that wait; with the right to sign, one more."""
    application = application_of(request, key)
    typed, wrong, status = "", "", 200
    if request.method == "POST":
        typed = request.POST.get("email", "")[:254]
        try:
            lifecycle.invite(
                application=application,
                email=typed,
                right=request.POST.get("right", ""),
                by=request.user,
                at=now(),
            )
        except RuleViolation as violation:
            wrong, status = violation.detail, violation.status
        else:
            messages.success(request, _("The invitation is on its way."))
            return redirect("applying:people", key=key)
    at = now()
    return render(
        request,
        "applying/people.html",
        {
            "application": application,
            "people": application.collaborators.select_related("user").order_by("since"),
            "waiting": application.invitations.filter(
                accepted_at__isnull=True, revoked_at__isnull=True, expires_at__gt=at
            ).order_by("invited_at"),
            "rights": Right.choices,
            "may_sign": right_of(application=application, user=request.user) == Right.SIGN,
            "typed": typed,
            "wrong": wrong,
        },
        status=status,
    )


@require_POST
def remove(request: HttpRequest, key: uuid.UUID, pk: int) -> HttpResponse:
    """Take somebody out."""
    application = application_of(request, key)
    person = application.collaborators.filter(pk=pk).first()
    if person is None:
        raise Http404
    told(request, lambda: lifecycle.remove_collaborator(collaborator=person, by=request.user))
    return redirect("applying:people", key=key)


@require_POST
def revoke(request: HttpRequest, key: uuid.UUID, pk: int) -> HttpResponse:
    """Take an invitation back."""
    application = application_of(request, key)
    invitation = application.invitations.filter(pk=pk).first()
    if invitation is None:
        raise Http404
    told(
        request,
        lambda: lifecycle.revoke_invitation(invitation=invitation, by=request.user, at=now()),
    )
    return redirect("applying:people", key=key)


@require_http_methods(["GET", "HEAD", "POST"])
def accept(request: HttpRequest, secret: str) -> HttpResponse:
    """Asks once (a mail scanner that follows the link accepts nothing), then takes part."""
    if request.method == "POST":
        try:
            application = lifecycle.accept_invitation(secret=secret, by=request.user, at=now())
        except RuleViolation as violation:
            messages.error(request, violation.detail)
            return redirect("applying:applications")
        return redirect("applying:application", key=application.key)
    return render(request, "applying/accept.html", {})
