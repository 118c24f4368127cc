"""One session before its two sides: how it went, what came of it, and what it was worth."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from incubator.core.dates import now
from incubator.core.forms import run
from mentors import lifecycle
from mentors.enums import SessionState, Side
from mentors.lifecycle.bookings import in_time
from mentors.lifecycle.sessions import confirming_side
from mentors.models import MentoringSession
from mentors.portal import forms
from mentors.portal.shared import may_write, session_of, side_of, tell

S = SessionState
WRITABLE = (S.PLANNED, S.HELD, S.NOT_HELD)  # notes are closed by the confirmation


@require_safe
def page(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """When and where, the notes, next steps, files, and what one can do now."""
    return shown(request, session_of(request, key))


def shown(
    request: HttpRequest, session: MentoringSession, *, status: int = 200, **bound: Any
) -> HttpResponse:
    """The page; ``bound`` are forms that were refused, by their name in the template."""
    side, writes = side_of(request, session), may_write(request, session)
    context = {
        "session": session,
        "notes": session.notes,
        "side": side,
        "steps": session.next_steps.order_by("due_on", "pk"),
        "files": session.files.in_force().order_by("pk"),
        "own": session.feedback.filter(side=side).first(),
        "writes_notes": writes and side == Side.MENTOR and session.state in WRITABLE,
        "may_add": writes and session.state in WRITABLE,
        "may_finish": writes,
        **offered(session, side, writes=writes),
    }
    context["step_form"] = forms.StepForm(auto_id="step_%s") if context["may_add"] else None
    if writes and session.took_place and context["own"] is None:
        context["feedback_form"] = forms.FeedbackForm()
    return render(request, "mentoring/session.html", context | bound, status=status)


def offered(session: MentoringSession, side: str, *, writes: bool) -> dict[str, bool]:
    """What a side can do now with the session itself."""
    has_begun = session.begins_at <= now()
    to_come = writes and session.state == S.PLANNED and not has_begun
    late = side == Side.COMPANY and session.slot is not None and not in_time(session.slot, now())
    return {
        "may_cancel": to_come and not late,
        "may_move": to_come and not late and session.slot is not None,
        "is_late": to_come and late,
        "may_hold": writes and has_begun and session.state in (S.PLANNED, S.NOT_HELD),
        "may_deny": writes and has_begun and session.state in (S.PLANNED, S.HELD),
        "may_confirm": (writes and session.state == S.HELD and side == confirming_side(session)),
        "waits_for_mentor": side == Side.COMPANY,
    }


@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Call it off, with a reason that the other side reads."""
    session = session_of(request, key)
    side = side_of(request, session)
    form = forms.ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        cancelled = run(
            form,
            lambda data: lifecycle.cancel_session(
                session=session, side=side, by=request.user, at=now(), **data
            ),
        )
        if cancelled:
            messages.success(request, _("It is cancelled; the other side is told."))
            return redirect("mentoring:session", key=key)
    return render(
        request,
        "mentoring/cancel.html",
        {"session": session, "form": form},
        status=400 if form.errors else 200,
    )


@require_POST
def held(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Say that it was held, and how long it took."""
    session = session_of(request, key)
    typed = request.POST.get("minutes", "").strip()
    minutes = int(typed) if typed.isdecimal() and len(typed) < 5 else -1  # noqa: PLR2004
    tell(
        request,
        lambda: lifecycle.report_held(
            session=session, side=side_of(request, session), by=request.user, at=now(),
            minutes=minutes if typed else None,
        ),
        _("Noted as held."),
    )  # fmt: skip
    return redirect("mentoring:session", key=key)


@require_POST
def not_held(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Say that it was not held, and why."""
    session = session_of(request, key)
    tell(
        request,
        lambda: lifecycle.report_not_held(
            session=session, reason=request.POST.get("reason", ""),
            side=side_of(request, session), by=request.user, at=now(),
        ),
        _("Noted as not held; the other side is told."),
    )  # fmt: skip
    return redirect("mentoring:session", key=key)


@require_POST
def confirm(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The side that did not report it says that it was so."""
    session = session_of(request, key)
    side = side_of(request, session)
    tell(
        request,
        lambda: lifecycle.confirm_session(session=session, side=side, by=request.user, at=now()),
        _("Confirmed. Thank you."),
    )
    return redirect("mentoring:session", key=key)


@require_POST
def rate(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Say what one thinks of it, once."""
    session = session_of(request, key)
    form = forms.FeedbackForm(request.POST)
    given = run(
        form,
        lambda data: lifecycle.give_feedback(
            session=session, side=side_of(request, session), by=request.user, at=now(), **data
        ),
    )
    if given is None:
        return shown(request, session, feedback_form=form, status=400)
    messages.success(request, _("Thank you for your feedback."))
    return redirect("mentoring:session", key=key)
