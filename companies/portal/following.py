"""After handing in: where it stands, what comes next, letters, messages, taking back."""

import datetime
import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from companies import lifecycle
from companies.enums import ApplicationState, Right
from companies.models import Application, Move, Reviewer
from companies.portal.drafts import overview
from companies.portal.shared import application_of, told
from companies.queries.applications import right_of
from companies.queries.told import moves_told, with_told_state
from companies.rules.moves import may_move
from incubator.core.dates import day_of, now
from incubator.core.errors import RuleViolation
from incubator.core.shown import day as day_said


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """One's own applications, the newest first; and the way to the cases that one reviews."""
    own = (
        with_told_state(Application.objects.of_person(request.user))
        .select_related("call", "incubator")
        .order_by("-saved_at", "-pk")
    )
    reviews = Reviewer.objects.filter(user=request.user).active(at=now()).exists()
    return render(
        request, "applying/applications.html", {"applications": own[:200], "reviews": reviews}
    )


@require_safe
def page(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """One application: its timeline, what comes next and by when, letters, the thread."""
    application = application_of(request, key)
    right = right_of(application=application, user=request.user)
    moves = list(moves_told(application))
    return render(
        request,
        "applying/application.html",
        {
            **overview(request, application),
            "moves": [(said_of(move), move) for move in moves],
            "asked": moves[-1].said if application.state == ApplicationState.RETURNED else "",
            "people": application.collaborators.select_related("user").order_by("since", "pk"),
            "letters": application.letters.order_by("-pk"),
            "thread": application.messages.select_related("sent_by").order_by("pk"),
            "submission": application.submissions.order_by("-round").first(),
            "next": what_comes_next(application),
            "may_write": right in {Right.EDIT, Right.SIGN},
            "may_withdraw": right == Right.SIGN
            and may_move(application.state, ApplicationState.WITHDRAWN),
        },
    )


S = ApplicationState
# What has happened, in a founder's words; by where it came from where that says more.
HAPPENED: dict[str | tuple[str, str], Promise] = {
    S.DRAFT: gettext_lazy("Application begun"),
    S.SUBMITTED: gettext_lazy("Handed in to the office"),
    (S.RETURNED, S.SUBMITTED): gettext_lazy("The office’s question answered, handed in again"),
    S.RETURNED: gettext_lazy("The office asks for more"),
    S.COMPLETE: gettext_lazy("Everything is there; the review begins"),
    S.ACCEPTED: gettext_lazy("Accepted by the office"),
    S.WAITING: gettext_lazy("Put on the waiting list"),
    S.DEFERRED: gettext_lazy("Put off by the office"),
    S.ADMITTED: gettext_lazy("Admitted to the incubator"),
    S.REFUSED: gettext_lazy("Not accepted by the office"),
    S.WITHDRAWN: gettext_lazy("Taken back"),
    (S.DRAFT, S.WITHDRAWN): gettext_lazy("Draft discarded"),
}


def said_of(move: Move) -> str:
    """One line of the timeline."""
    return str(HAPPENED.get((move.before, move.after)) or HAPPENED[move.after])


def what_comes_next(application: Application) -> str:
    """The next step and its date, in words that say who has to act."""
    if application.told == ApplicationState.SUBMITTED:
        last = application.submissions.latest("round").submitted_at
        day = day_of(last) + datetime.timedelta(days=application.call.answer_days)
        return _("The office checks that everything is there, and answers by %(day)s.") % {
            "day": day_said(day)
        }
    if application.told == ApplicationState.RETURNED:
        return _("It is your turn: answer the office’s question by %(day)s.") % {
            "day": day_said(application.last_day_to_answer)
        }
    if application.told == ApplicationState.DEFERRED:
        return _("The office takes it up again on %(day)s. You need not do anything.") % {
            "day": day_said(application.deferred_until)
        }
    return {
        ApplicationState.DRAFT: _("Fill it in and hand it in; until then nobody else reads it."),
        ApplicationState.COMPLETE: _("The review is under way. You need not do anything."),
        ApplicationState.WAITING: _(
            "You are on the waiting list. The office writes to you when a place is free."
        ),
        ApplicationState.ACCEPTED: _(
            "You are accepted. The office arranges the agreement and the rooms with you."
        ),
        ApplicationState.ADMITTED: _("Your company is admitted; this application is closed."),
        ApplicationState.REFUSED: _("This application is closed. You may apply again."),
        ApplicationState.WITHDRAWN: _("This application is closed. You may apply again."),
    }[ApplicationState(application.told)]


@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Asks once, then withdraws for good; what is over is shown and not asked about."""
    application = application_of(request, key)
    if request.method == "POST":
        done = told(
            request,
            lambda: lifecycle.withdraw(
                application=application,
                reason=request.POST.get("reason", "")[:2000],
                by=request.user,
                at=now(),
            ),
        )
        if done:
            messages.success(request, _("Withdrawn."))
        return redirect("applying:application", key=key)
    if not may_move(application.state, ApplicationState.WITHDRAWN):
        return redirect("applying:application", key=key)
    return render(request, "applying/withdraw.html", {"application": application})


@require_POST
def write(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Add a message to the thread; a refused one comes back in its box."""
    application = application_of(request, key)
    body = request.POST.get("body", "")
    try:
        lifecycle.write_message(
            application=application, body=body, by=request.user, at=now(), from_office=False
        )
    except RuleViolation as violation:
        request.method = "GET"
        messages.error(request, violation.detail)
        response = page(request, key)
        response.status_code = violation.status
        return response
    return redirect("applying:application", key=key)


@require_safe
def letter(request: HttpRequest, key: uuid.UUID, pk: int) -> HttpResponse:
    """One letter, to read, to print and to keep."""
    application = application_of(request, key)
    found = application.letters.filter(pk=pk).first()
    if found is None:
        raise Http404
    if request.GET.get("format") == "txt":
        response = HttpResponse(
            f"{found.subject}\n\n{found.body}\n", content_type="text/plain; charset=utf-8"
        )
        name = f"{application.receipt or 'letter'}-{found.pk}.txt"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        response["X-Content-Type-Options"] = "nosniff"
        return response
    return render(request, "applying/letter.html", {"application": application, "letter": found})
