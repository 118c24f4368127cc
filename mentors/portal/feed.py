"""The calendar behind a secret address: no login, so that calendar programs can read it."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from incubator.core.dates import now
from mentors.ical import feed_of
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
