"""The front page: what the system is, and its doors."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@login_not_required
@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """Public; shows no figures, since none are published yet."""
    return render(request, "portal/front.html")
