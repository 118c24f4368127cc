"""An assignment before its two sides: agreed or declined, its sessions, its end."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from incubator.core.dates import SHANGHAI, now, today
from incubator.core.forms import run
from mentors import lifecycle
from mentors.enums import TAKEN_UP, AssignmentState, Side
from mentors.models import Assignment
from mentors.portal import forms
from mentors.portal.shared import assignment_of, may_write, side_of, tell
from mentors.queries.open import Latest, figures_for_mentor, proposals_for, waiting_of

A = AssignmentState


@require_safe
def page(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Goals, period, where it stands, and its sessions."""
    assignment = assignment_of(request, key)
    return _page(request, assignment)


def _page(
    request: HttpRequest,
    assignment: Assignment,
    *,
    status: int = 200,
    decline: forms.WhyForm | None = None,
    end: forms.EndForm | None = None,
) -> HttpResponse:
    side, writes = side_of(request, assignment), may_write(request, assignment)
    may_decline = writes and assignment.state in (A.PROPOSED, A.ACCEPTED)
    may_end = writes and assignment.state == A.ACTIVE
    return render(
        request,
        "mentoring/assignment.html",
        {
            "assignment": assignment,
            "side": side,
            "latest": _figures(assignment) if side == Side.MENTOR else None,
            "may_agree": writes and bool(proposals_for([assignment], side)),
            "may_record": writes and side == Side.MENTOR and assignment.state in TAKEN_UP,
            "decline": (decline or forms.WhyForm()) if may_decline else None,
            "end": (end or forms.EndForm(side=side)) if may_end else None,
            "is_refused": status != 200,  # noqa: PLR2004
            "waiting": waiting_of(assignment.sessions.all(), side=side, at=now()),
            "today": today(),
        },
        status=status,
    )


def _figures(assignment: Assignment) -> Latest | None:
    """The company's, for its mentor."""
    return figures_for_mentor([assignment], year=today().year).get(assignment.company_id)


@require_POST
def agree(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Say yes for one's own side."""
    assignment = assignment_of(request, key)
    tell(
        request,
        lambda: lifecycle.agree(
            assignment=assignment, side=side_of(request, assignment), by=request.user, at=now()
        ),
        _("You have agreed."),
    )
    return redirect("mentoring:assignment", key=key)


@require_POST
def decline(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Say no, and why."""
    assignment = assignment_of(request, key)
    form = forms.WhyForm(request.POST)
    declined = run(
        form,
        lambda data: lifecycle.decline_assignment(
            assignment=assignment, side=side_of(request, assignment), by=request.user, at=now(),
            **data,
        ),
    )  # fmt: skip
    if declined is None:
        return _page(request, assignment, decline=form, status=400)
    messages.success(request, _("The other side is told."))
    return redirect("mentoring:assignment", key=key)


@require_POST
def end(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """End it today: with a session of today, today is its last day."""
    assignment = assignment_of(request, key)
    side = side_of(request, assignment)
    form = forms.EndForm(request.POST, side=side)
    ended = run(
        form,
        lambda data: lifecycle.end_assignment(
            assignment=assignment, side=side, by=request.user, at=now(), **data
        ),
    )
    if ended is None:
        return _page(request, assignment, end=form, status=400)
    messages.success(request, _("The assignment has ended; the other side is told."))
    return redirect("mentoring:assignment", key=key)


@require_http_methods(["GET", "HEAD", "POST"])
def meet(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The mentor plans a meeting, or puts one on file that was held."""
    assignment = assignment_of(request, key)
    if side_of(request, assignment) != Side.MENTOR:
        raise Http404
    form = forms.MeetingForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        session = run(form, lambda data: _met(request, assignment, data))
        if session:
            return redirect("mentoring:session", key=session.key)
    return render(
        request,
        "mentoring/meet.html",
        {"assignment": assignment, "form": form},
        status=400 if form.errors else 200,
    )


def _met(request: HttpRequest, assignment: Assignment, data: dict):
    """By its time: what begins later is planned, what has begun was held."""
    at = now()
    meeting = lifecycle.Meeting(**data)
    begins = at.astimezone(SHANGHAI).replace(tzinfo=None)
    is_later = (meeting.on, meeting.starts) > (begins.date(), begins.time())
    verb = lifecycle.plan_session if is_later else lifecycle.record_session
    return verb(assignment=assignment, meeting=meeting, by=request.user, at=at)
