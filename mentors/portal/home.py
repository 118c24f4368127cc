"""Mentoring: the doors to one's own pages, and the mentor's page."""

import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from incubator.core.dates import now, today
from mentors import lifecycle
from mentors.enums import Side
from mentors.lifecycle.applications import RENEWED_WITHIN
from mentors.models import Appointment, Mentor, MentorApplication, MentoringSession, Slot
from mentors.portal.shared import mentor_of, stays_of, tell, terms_of
from mentors.queries.feedback import rating_of
from mentors.queries.open import assignments_of_mentor, proposals_for, waiting_of

SOON = 12  # free times shown


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The doors that somebody has; who has one alone goes through it at once."""
    is_mentor = Mentor.objects.filter(user=request.user).exists()
    on_file = lifecycle.mentor_to_claim(request.user)
    stays = list(stays_of(request.user).order_by("company__name_pinyin", "-admitted_on", "pk"))
    running = [stay for stay in stays if stay.is_open]
    if is_mentor and not running:
        return redirect("mentoring:mentor")
    if len(running) == 1 and not is_mentor and on_file is None:
        return redirect("mentoring:stay", pk=running[0].pk)
    asked = MentorApplication.objects.filter(user=request.user).select_related("incubator")
    return render(
        request,
        "mentoring/home.html",
        {
            "is_mentor": is_mentor,
            "on_file": on_file,
            "stays": stays,
            "applications": asked.order_by("-submitted_at", "-pk"),
        },
    )


@require_POST
def claim(request: HttpRequest) -> HttpResponse:
    """“That is me”: to the mentor on file who has a confirmed address of the reader’s."""
    on_file = lifecycle.mentor_to_claim(request.user)
    if on_file is None:
        raise Http404
    tell(
        request,
        lambda: lifecycle.claim_mentor(user=request.user, mentor=on_file),
        _("Welcome. This is your page as a mentor."),
    )
    return redirect("mentoring:home")


@require_safe
def mentor(request: HttpRequest) -> HttpResponse:
    """One's own page as a mentor: what is open, my companies, my times, my terms."""
    person = mentor_of(request)
    at, day = now(), today()
    sessions = MentoringSession.objects.of_mentor(request.user, on=day)
    assignments = assignments_of_mentor(request.user, at=at)
    waiting = waiting_of(sessions, side=Side.MENTOR, at=at)
    terms = person.appointments.select_related("incubator", "renewed_by")
    return render(
        request,
        "mentoring/mentor.html",
        {
            "mentor": person,
            "assignments": assignments,
            "proposals": proposals_for(assignments, Side.MENTOR),
            "waiting": waiting,
            "own_steps": waiting.own_steps(Side.MENTOR),
            "slots": Slot.objects.free(at=at)
            .filter(mentor=person)
            .select_related("hours", "incubator")
            .order_by("on", "starts", "pk")[:SOON],
            "terms": [
                (term, standing_of(term, day)) for term in terms.order_by("-begins_on", "pk")
            ],
            "in_office": terms_of(person).exists(),
            "rating": rating_of(mentor=person),
            "today": day,
        },
    )


def standing_of(term: Appointment, day: datetime.date) -> dict:
    """How a term stands on a day: whether it runs, how many days are left, whether it goes on."""
    left, renewed = term.until_on - day, hasattr(term, "renewed_by")
    runs = term.begins_on <= day < term.until_on
    return {
        "runs": runs,
        "left": left.days,
        "renewed": renewed,
        "may_renew": runs and not renewed and term.ended_on is None and left <= RENEWED_WITHIN,
    }
