"""What was said and what comes next: notes that save themselves, next steps, guarded files."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from incubator.core.dates import now
from incubator.core.errors import RuleViolation
from incubator.core.files import as_attachment
from incubator.core.forms import run
from mentors import lifecycle
from mentors.enums import Side
from mentors.portal import forms
from mentors.portal.sessions import shown
from mentors.portal.shared import found, session_of, side_of, tell


@require_POST
def write(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Keep topic and advice; answers with the line of state, without script with the page."""
    session = session_of(request, key)
    if side_of(request, session) != Side.MENTOR:
        raise Http404
    refused, at = None, now()
    try:
        notes = lifecycle.write_notes(
            session=session,
            topic=request.POST.get("topic", ""),
            advice=request.POST.get("advice", ""),
            seen=request.POST.get("seen", "")[:16],
            by=request.user,
            at=at,
        )
    except RuleViolation as violation:
        refused, notes = violation, session.notes
    if not request.headers.get("HX-Request"):
        if refused is None:
            messages.success(request, _("Saved."))
            return redirect("mentoring:session", key=key)
        notes.topic, notes.advice = request.POST.get("topic", ""), request.POST.get("advice", "")
        return shown(request, session, notes=notes, refused=refused, status=refused.status)
    return render(
        request,
        "mentoring/saved.html",
        {
            "mark": notes.mark,
            "refused": refused,
            "saved_at": None if refused else at,
            "stale": "notes_changed_elsewhere",
        },
        status=refused.status if refused else 200,
    )


@require_POST
def add_step(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Agree on a next step, with who does it and until when."""
    session = session_of(request, key)
    form = forms.StepForm(request.POST, auto_id="step_%s")
    added = run(
        form,
        lambda data: lifecycle.add_step(
            session=session, side=side_of(request, session), by=request.user, at=now(), **data
        ),
    )
    if added is None:
        return shown(request, session, step_form=form, status=400)
    return redirect("mentoring:session", key=key)


@require_POST
def finish_step(request: HttpRequest, key: uuid.UUID, pk: int) -> HttpResponse:
    """Say that a next step is done."""
    session = session_of(request, key)
    step = found(session.next_steps.select_related("session").filter(pk=pk))
    tell(
        request,
        lambda: lifecycle.finish_step(
            step=step, side=side_of(request, session), by=request.user, at=now()
        ),
        _("Done."),
    )
    return redirect("mentoring:session", key=key)


@require_POST
def add_file(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Keep a file with the session."""
    session = session_of(request, key)
    upload = request.FILES.get("file")
    if upload is None:
        messages.error(request, _("Choose a file first."))
    else:
        tell(
            request,
            lambda: lifecycle.attach_file(
                session=session, upload=upload, side=side_of(request, session), by=request.user,
                at=now(),
            ),
            _("The file is kept."),
        )  # fmt: skip
    return redirect("mentoring:session", key=key)


@require_POST
def remove_file(request: HttpRequest, key: uuid.UUID, pk: int) -> HttpResponse:
    """Take a file away."""
    session = session_of(request, key)
    file = found(session.files.in_force().select_related("session").filter(pk=pk))
    tell(
        request,
        lambda: lifecycle.detach_file(
            file=file, side=side_of(request, session), by=request.user, at=now()
        ),
        _("The file is taken away."),
    )
    return redirect("mentoring:session", key=key)


@require_safe
def file(request: HttpRequest, key: uuid.UUID, pk: int) -> HttpResponse:
    """The file itself, never shown inside a page."""
    session = session_of(request, key)
    kept = found(session.files.in_force().filter(pk=pk))
    return as_attachment(kept.file, name=kept.original_name, content_type=kept.content_type)
