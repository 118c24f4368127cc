"""The front page: what the system is, and its doors; and the choice of a language."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe


@login_not_required
@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """Public; shows no figures, since none are published yet."""
    return render(request, "portal/front.html")


@login_not_required
@require_safe
def choose_language(request: HttpRequest, code: str) -> HttpResponse:
    """Remember a language in a cookie, and go back to where one was.

    A plain link, so that public pages carry no form and no secret and can be cached.
    """
    if code not in dict(settings.LANGUAGES):
        raise Http404
    there = request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(there, {request.get_host()}, request.is_secure()):
        there = "/"
    response = redirect(there)
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        max_age=365 * 24 * 3600,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )
    return response
