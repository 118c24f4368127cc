"""A company's month: free times of mentors, booked and moved until the limit."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from companies.enums import Right
from incubator.core.dates import now
from incubator.core.forms import run
from mentors import lifecycle
from mentors.enums import SessionState, Side
from mentors.lifecycle.bookings import in_time
from mentors.models import MentoringSession, Slot
from mentors.portal import forms
from mentors.portal.hours import around, first_of
from mentors.portal.shared import found, may_act, session_of, side_of, stay_of
from mentors.queries.slots import bookable, month_of_stay

MOST = 200  # times to choose from


@require_safe
def month(request: HttpRequest, pk: int) -> HttpResponse:
    """The company's month: its meetings, and what it may book."""
    stay, first = stay_of(request, pk), first_of(request)
    weeks = month_of_stay(stay, first, at=now())
    return render(
        request,
        "mentoring/month.html",
        {
            "stay": stay,
            "weeks": weeks,
            "nothing_free": not any(day.by_mentor for week in weeks for day in week),
            "find": reverse("mentoring:suggest", args=[stay.pk]),
            "may_write": stay.is_open and may_act(request, stay.company_id),
            **around(first),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def book(request: HttpRequest, pk: int, key: uuid.UUID) -> HttpResponse:
    """Take one time, and say what about."""
    stay = stay_of(request, pk, right=Right.EDIT)
    slot = found(
        Slot.objects.filter(key=key, incubator=stay.incubator_id).select_related("mentor", "hours")
    )
    form = forms.BookForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        booked = run(
            form,
            lambda data: lifecycle.book(
                slot=slot, residence=stay, by=request.user, at=now(), **data
            ),
        )
        if booked:
            messages.success(request, _("Booked; you are reminded by mail."))
            return redirect("mentoring:session", key=booked.key)
    elif not bookable(stay, at=now()).filter(pk=slot.pk).exists():
        messages.warning(request, _("This time can no longer be booked."))
        return redirect("mentoring:month", pk=stay.pk)
    return render(
        request,
        "mentoring/book.html",
        {"stay": stay, "slot": slot, "form": form},
        status=400 if form.errors else 200,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Go to another time of the same mentor."""
    session = session_of(request, key)
    side = side_of(request, session)
    slots = bookable(session.residence, at=now()).filter(mentor=session.mentor_id)
    form = forms.MoveForm(
        request.POST if request.method == "POST" else None, slots=list(slots[:MOST])
    )
    if request.method == "POST":
        moved = run(form, lambda _data: _moved(request, session, form, side))
        if moved:
            messages.success(request, _("Moved; the other side is told."))
            return redirect("mentoring:session", key=key)
    elif not _may_move(session, side):
        messages.warning(request, _("It can no longer be moved."))
        return redirect("mentoring:session", key=key)
    return render(
        request,
        "mentoring/move.html",
        {"session": session, "form": form},
        status=400 if form.errors else 200,
    )


def _may_move(session: MentoringSession, side: str) -> bool:
    if session.slot is None or session.state != SessionState.PLANNED:
        return False
    return side == Side.MENTOR or in_time(session.slot, now())


def _moved(
    request: HttpRequest, session: MentoringSession, form: forms.MoveForm, side: str
) -> MentoringSession:
    return lifecycle.move_booking(
        session=session, slot=form.chosen(), by=request.user, at=now(), side=side
    )
