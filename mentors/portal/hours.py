"""A mentor's times: the month, office hours published and taken back."""

import datetime
import re
import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from incubator.core.dates import add_months, now, today
from incubator.core.forms import run
from incubator.core.shown import day, listing
from mentors import lifecycle
from mentors.enums import SessionState
from mentors.models import OfficeHours, Slot
from mentors.portal import forms
from mentors.portal.shared import found, mentor_of, terms_of
from mentors.queries.slots import month_of_mentor
from mentors.rules.calendar import is_known


@require_safe
def month(request: HttpRequest) -> HttpResponse:
    """My month: sessions, free times, public holidays."""
    mentor, first = mentor_of(request), first_of(request)
    rules = mentor.office_hours.filter(withdrawn_at__isnull=True, until_on__gt=today())
    return render(
        request,
        "mentoring/my_month.html",
        {
            "weeks": month_of_mentor(mentor, first, at=now()),
            "rules": rules.select_related("incubator").order_by("from_on", "starts", "pk"),
            "may_publish": terms_of(mentor).exists(),
            **around(first),
        },
    )


def first_of(request: HttpRequest) -> datetime.date:
    """The first day of the month that the address names, ``2026-03``; of this month without."""
    typed = re.fullmatch(r"(20\d\d)-(0[1-9]|1[0-2])", request.GET.get("month", ""))
    if typed is None:
        return today().replace(day=1)
    return datetime.date(int(typed[1]), int(typed[2]), 1)


def around(first: datetime.date) -> dict:
    """The month, the ones before and after, and whether its holidays are known."""
    return {
        "first": first,
        "before": add_months(first, -1),
        "after": add_months(first, 1),
        "today": today(),
        "holidays_known": is_known(first.year),
    }


@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest) -> HttpResponse:
    """Offer times, once or every week."""
    mentor = mentor_of(request)
    places = [term.incubator for term in terms_of(mentor)]
    form = forms.HoursForm(request.POST if request.method == "POST" else None, places=places)
    if request.method == "POST":
        published = run(form, lambda _data: _published(request, mentor, form))
        if published:
            _say_what_came_of_it(request, published)
            return redirect("mentoring:hours", pk=published.hours.pk)
    return render(
        request,
        "mentoring/publish.html",
        {"form": form, "places": places},
        status=400 if form.errors else 200,
    )


def _published(request: HttpRequest, mentor, form: forms.HoursForm) -> lifecycle.Published:
    return lifecycle.publish_hours(
        mentor=mentor, incubator=form.where(), when=form.hours(), by=request.user, at=now()
    )


def _say_what_came_of_it(request: HttpRequest, published: lifecycle.Published) -> None:
    count = len(published.slots)
    done = ngettext("%(count)d time is published.", "%(count)d times are published.", count)
    messages.success(request, done % {"count": count})
    skipped = published.days.skipped
    if skipped:
        days = listing(f"{day(on)} {name}" for on, name in skipped[:20])
        messages.warning(request, _("Left out, because of public holidays: %s.") % days)
    if published.days.note:
        messages.warning(request, published.days.note)


@require_http_methods(["GET", "HEAD", "POST"])
def hours(request: HttpRequest, pk: int) -> HttpResponse:
    """One offer with its times; all that have not begun can be taken back at once."""
    offer = found(
        OfficeHours.objects.filter(pk=pk, mentor=mentor_of(request)).select_related("incubator")
    )
    form = forms.ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        count = run(
            form,
            lambda data: lifecycle.withdraw_hours(hours=offer, by=request.user, at=now(), **data),
        )
        if count is not None:
            messages.success(request, _("Taken back; whoever had booked is told."))
            return redirect("mentoring:my_month")
    later = offer.slots.offered().filter(begins_at__gt=now())
    taken = offer.slots.model.objects.filter(
        hours=offer, bookings__state__in=[SessionState.PLANNED]
    )
    return render(
        request,
        "mentoring/hours.html",
        {
            "hours": offer,
            "slots": later.order_by("on", "starts", "pk"),
            "taken": set(taken.values_list("pk", flat=True)),
            "form": form,
        },
        status=400 if form.errors else 200,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def slot(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """One time of mine: take it back, with a reason for whoever has booked it."""
    one = found(
        Slot.objects.filter(key=key, mentor=mentor_of(request)).select_related("hours", "incubator")
    )
    form = forms.ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        withdrawn = run(
            form,
            lambda data: lifecycle.withdraw_slot(slot=one, by=request.user, at=now(), **data),
        )
        if withdrawn:
            messages.success(request, _("Taken back; whoever had booked is told."))
            return redirect("mentoring:hours", pk=one.hours_id)
    return render(
        request,
        "mentoring/slot.html",
        {
            "slot": one,
            "booking": one.bookings.planned().select_related("company").first(),
            "may_withdraw": one.withdrawn_at is None and one.begins_at > now(),
            "form": form,
        },
        status=400 if form.errors else 200,
    )
