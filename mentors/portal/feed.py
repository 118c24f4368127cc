"""One's calendar behind a secret address: made, shown once, taken back; read without login."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from incubator.core.dates import now
from mentors import lifecycle
from mentors.ical import feed_of
from mentors.models import CalendarFeed
from mentors.portal.shared import tell
from mentors.queries.feeds import user_of_feed


@login_not_required
@require_safe
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """Whoever knows the address reads it; one that is revoked or was never made is not there."""
    user = user_of_feed(secret)
    if user is None:
        raise Http404
    return HttpResponse(
        feed_of(user, at=now()),
        content_type="text/calendar; charset=utf-8",
        headers={
            "Content-Disposition": 'inline; filename="mentoring.ics"',
            "Cache-Control": "private, no-store",
            "X-Robots-Tag": "noindex",
        },
    )


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Whether there is an address, and how a calendar takes it."""
    return _page(request)


def _page(request: HttpRequest, address: str = "") -> HttpResponse:
    response = render(
        request,
        "mentoring/feed.html",
        {
            "feed": CalendarFeed.objects.in_force().filter(user=request.user).first(),
            "address": address,
            "webcal": address.replace("https://", "webcal://").replace("http://", "webcal://"),
        },
    )
    response["Cache-Control"] = "private, no-store"
    return response


@require_POST
def make(request: HttpRequest) -> HttpResponse:
    """Make an address, or a new one; shown in this answer and never again."""
    secret = lifecycle.make_feed(user=request.user, at=now())
    path = reverse("mentoring:feed", args=[secret])
    return _page(request, settings.SITE_URL.rstrip("/") + path)


@require_POST
def revoke(request: HttpRequest) -> HttpResponse:
    """Take the address back."""
    tell(
        request,
        lambda: lifecycle.revoke_feed(user=request.user, at=now()),
        _("The address is taken back; calendars that had it get nothing more."),
    )
    return redirect("mentoring:calendar")
