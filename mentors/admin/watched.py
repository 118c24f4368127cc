"""导师制度检查: what rulebooks ask of mentoring, who is behind, and one click to act."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from incubator.accounts.access import access_from
from incubator.accounts.permissions import Permission
from incubator.core.dates import today
from incubator.core.errors import RuleViolation
from incubator.institutions.conditions import condition_said
from incubator.institutions.queries import Shelf
from mentors import lifecycle
from mentors.models import Mentor
from mentors.queries import watched

MOST = 100  # of each list; the rest is counted


def page(pages, request: HttpRequest) -> HttpResponse:
    """Show it; a post reminds one mentor."""
    if request.method == "POST":
        return _remind(pages, request)
    access, day, shelf = access_from(request), today(), Shelf.load()
    per_year = watched.sessions_needed(on=day, shelf=shelf)
    needed = int(per_year.threshold) if per_year else 0
    behind = watched.mentors_behind(year=day.year, on=day, access=access, needed=needed)
    alone = watched.without_mentor(on=day, access=access)
    return pages.page(
        request,
        "mentors/admin/watched.html",
        title=_("Mentoring: rules and who is behind"),
        year=day.year,
        places=[
            (place, [(one, condition_said(one.criterion)) for one in place.standings])
            for place in watched.places(on=day, access=access, shelf=shelf)
        ],
        per_year=per_year,
        per_year_said=condition_said(per_year) if per_year else "",
        needed=needed,
        behind=[(mentor, pages.address_of(mentor)) for mentor in behind[:MOST]],
        more_behind=max(behind.count() - MOST, 0),
        alone=[
            (stay, reverse("admin:mentors_assignment_suggestions", args=[stay.pk]))
            for stay in alone[:MOST]
        ],
        more_alone=max(alone.count() - MOST, 0),
        waiting=watched.waiting_sessions(access)[:MOST],
        appoint=reverse(pages.name_of("add")),
        may_write=access.may(Permission.MENTORS_WRITE),
        back=pages.list_address(),
    )


def _remind(pages, request: HttpRequest) -> HttpResponse:
    pages.require(request, Permission.MENTORS_WRITE)
    key = request.POST.get("mentor", "")
    seen = Mentor.objects.visible_to(access_from(request))
    mentor = seen.filter(pk=key).first() if key.isascii() and key.isdigit() else None
    if mentor is None:
        messages.error(request, _("There is no such mentor."))
        return redirect(request.path)
    try:
        lifecycle.remind_mentor(mentor=mentor, by=request.user, on=today())
    except RuleViolation as violation:
        messages.error(request, violation.detail)
    else:
        messages.success(request, _("%s is reminded by mail.") % mentor)
    return redirect(request.path)
