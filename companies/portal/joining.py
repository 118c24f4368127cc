"""How an invited reviewer comes in."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from companies import lifecycle
from companies.portal.shared import told
from incubator.core.dates import now


@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, secret: str) -> HttpResponse:
    """Asks once (a mail scanner that follows the link accepts nothing), then joins the round."""
    if request.method == "POST":
        if told(
            request,
            lambda: lifecycle.accept_reviewer_invitation(secret=secret, by=request.user, at=now()),
        ):
            messages.success(request, _("You are one of the reviewers now."))
        return redirect("reviewing:rounds")
    return render(request, "reviewing/join.html", {})
