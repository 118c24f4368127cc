"""The front page: what the system is, and its doors; and the choice of a language."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import cache_control, cache_page
from django.views.decorators.http import require_safe

from companies.models import Application, Call, Company, Representative, Reviewer
from incubator.core.dates import day_of, now
from incubator.core.files import as_picture
from incubator.core.glossary import TERMS
from incubator.institutions.models import Incubator
from incubator.portal.chart import HEADLINES, chart_of
from incubator.statistics.indicators import BY_CODE
from incubator.statistics.models import Citation
from mentors.models import Mentor

MOST_CALLS = 9


@login_not_required
@require_safe
@cache_page(settings.PUBLIC_CACHE_SECONDS)
def front(request: HttpRequest) -> HttpResponse:
    """Public, and the same for everybody: open calls, the incubators, what was published."""
    at = now()
    cited = _cited()
    calls = Call.objects.open(at=at).select_related("incubator")
    return render(
        request,
        "portal/front.html",
        {
            "open": calls.order_by("closes_at", "title")[:MOST_CALLS],
            "incubators": Incubator.objects.operating(on=day_of(at)).order_by("pk"),
            "printed": [_printed(citation) for citation in cited],
            "chart": chart_of(cited[0].year) if cited else None,
            "generated": Company.objects.filter(is_generated=True).exists(),
        },
    )


def _cited() -> list[Citation]:
    """The figures of the newest year that a document of the zone states, as printed."""
    of_zone = Citation.objects.filter(incubator=None, indicator__in=HEADLINES)
    newest = of_zone.order_by("-year").values_list("year", flat=True).first()
    return list(of_zone.filter(year=newest).select_related("document").order_by("pk"))


def _printed(citation: Citation) -> dict:
    indicator = BY_CODE.get(citation.indicator)
    return {
        "label": indicator.label if indicator else citation.indicator,
        "year": citation.year,
        "printed": citation.printed,
        "document": citation.document,
    }


@login_not_required
@require_safe
@cache_page(settings.PUBLIC_CACHE_SECONDS)
def terms(request: HttpRequest) -> HttpResponse:
    """Every word that has a meaning in law, with its source: for everybody."""
    said = [{"code": code, "term": one} for code, one in TERMS.items()]
    return render(request, "portal/terms.html", {"terms": said})


@require_safe
def landing(request: HttpRequest) -> HttpResponse:
    """Where signing in leads: to what somebody is here for.

    To their applications, if they have any; else to their company, to the cases that they
    review, or to the companies that they mentor; and who has nothing yet is here to apply.
    """
    user = request.user
    doors = (
        ("applying:applications", Application.objects.of_person(user)),
        ("company:list", Representative.objects.in_force().filter(user=user)),
        ("reviewing:rounds", Reviewer.objects.filter(user=user).active(at=now())),
        ("mentoring:home", Mentor.objects.filter(user=user)),
    )
    found = (name for name, rows in doors if rows.exists())
    return redirect(next(found, "applying:applications"))


@login_not_required
@require_safe
@cache_control(public=True, max_age=3600)
def photo(request: HttpRequest, code: str) -> FileResponse:
    """The picture of an incubator, for everybody; its address tells a new one by ``?v=``."""
    return as_picture(get_object_or_404(Incubator.objects.exclude(photo=""), code=code).photo)


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
