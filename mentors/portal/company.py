"""A company's page of mentoring: its mentors, what waits, suggestions with reasons, and asking."""

import datetime

from django.contrib import messages
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from companies.enums import Right
from companies.models import Residence
from incubator.core.dates import now, today
from incubator.core.forms import run
from mentors import lifecycle
from mentors.enums import OPEN, Side
from mentors.models import Appointment, Mentor, MentoringSession
from mentors.portal import forms
from mentors.portal.shared import found, may_act, stay_of
from mentors.queries.open import assignments_of_stay, proposals_for, waiting_of
from mentors.queries.suggestions import candidates, suggestions, wanted_by
from mentors.rules.matching import explained


@require_safe
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """My mentors, what is proposed, sessions to confirm and to rate, next steps."""
    stay = stay_of(request, pk)
    at = now()
    assignments = assignments_of_stay(stay, at=at)
    waiting = waiting_of(MentoringSession.objects.filter(residence=stay), side=Side.COMPANY, at=at)
    return render(
        request,
        "mentoring/company.html",
        {
            "stay": stay,
            "open": [one for one in assignments if one.state in OPEN],
            "over": [one for one in assignments if one.state not in OPEN],
            "proposals": proposals_for(assignments, Side.COMPANY),
            "waiting": waiting,
            "to_rate": waiting.to_rate(today()),
            "may_write": stay.is_open and may_act(request, stay.company_id),
            "today": today(),
        },
    )


@require_safe
def suggest(request: HttpRequest, pk: int) -> HttpResponse:
    """Who would suit, with every reason and its points."""
    stay = stay_of(request, pk, right=Right.EDIT)
    form = forms.WantedForm(request.GET if "needs" in request.GET or "languages" in request.GET
                            else None)  # fmt: skip
    chosen = form.wanted()
    return render(
        request,
        "mentoring/suggestions.html",
        {
            "stay": stay,
            "form": form,
            "needs": chosen.get("needs", []),
            "suggestions": suggestions(stay, on=today(), **chosen),
        },
    )


def _usual_end(mentor: Mentor, stay: Residence) -> datetime.date:
    """A year from today, or the end of the mentor's term there where that comes before."""
    terms = mentor.appointments.filter(incubator=stay.incubator_id)
    last = terms.aggregate(last=Max("until_on"))["last"]
    return min(forms.in_a_year(), last or forms.in_a_year())


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, pk: int, mentor: int) -> HttpResponse:
    """Ask for one mentor of those who could be proposed: goals, and for how long."""
    stay = stay_of(request, pk, right=Right.EDIT)
    there = Appointment.objects.filter(incubator=stay.incubator_id)
    person = found(Mentor.objects.filter(pk=mentor, pk__in=there.values("mentor")))
    form = forms.AskForm(
        request.POST if request.method == "POST" else None,
        initial={"needs": request.GET.getlist("needs"), "ends_on": _usual_end(person, stay)},
    )
    if request.method == "POST":
        asked = run(
            form,
            lambda data: lifecycle.propose_assignment(
                residence=stay, mentor=person, asked_by=Side.COMPANY, by=request.user,
                at=now(), **data,
            ),
        )  # fmt: skip
        if asked:
            messages.success(request, _("The mentor is asked, and told by mail."))
            return redirect("mentoring:assignment", key=asked.key)
    could = [one for one in candidates(stay, on=today()) if one.mentor == person.pk]
    if not could and not form.is_bound:
        return redirect("mentoring:suggest", pk=stay.pk)
    wanted = wanted_by(stay, on=today(), needs=request.GET.getlist("needs"))
    return render(
        request,
        "mentoring/ask.html",
        {
            "stay": stay,
            "mentor": person,
            "form": form,
            "suggestion": explained(wanted, could[0]) if could else None,
        },
        status=400 if form.errors else 200,
    )
