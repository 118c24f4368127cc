"""The outbox of a call: what waits is counted and confirmed, and then followed to its end."""

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.decorators import action

from companies import lifecycle
from companies.enums import LetterKind, OutboxState
from companies.models import Call, OutboxLetter
from incubator.accounts.access import access_from
from incubator.accounts.permissions import Permission
from incubator.core.dates import now
from incubator.core.errors import RuleViolation

MOST = 50  # letters on the page; the rest is counted
LATEST = 10  # batches


class OutboxPages:
    """The outbox, for the admin of calls."""

    def has_letters_permission(self, request: HttpRequest, object_id: str | None = None) -> bool:
        """Who may read decisions and their letters."""
        return access_from(request).may(Permission.DECISIONS_READ)

    @action(description=gettext_lazy("Outbox"), icon="outbox", permissions=["letters"])
    def outbox(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """What waits, and how far the batches are; a post confirms what was counted."""
        call = self.get_object(request, object_id)
        if request.method == "POST":
            return self._confirm_letters(request, call)
        waiting = prepared(request, call)
        batches = [
            (batch, lifecycle.progress_of(batch))
            for batch in call.letter_batches.select_related("confirmed_by").order_by("-pk")[:LATEST]
        ]
        kinds = waiting.order_by("kind").values_list("kind").annotate(count=Count("pk"))
        return self.page(
            request,
            "companies/admin/review/outbox.html",
            title=_("Outbox: %s") % call,
            call=call,
            count=waiting.count(),
            kinds=[(LetterKind(kind).label, count) for kind, count in kinds],
            letters=waiting.select_related("application__started_by").order_by("pk")[:MOST],
            more=max(waiting.count() - MOST, 0),
            batches=batches,
            running=any(batch.finished_at is None for batch, _progress in batches),
            may_send=access_from(request).may(Permission.DECISIONS_WRITE),
            back=reverse(self.name_of("review"), args=[call.pk]),
        )

    def _confirm_letters(self, request: HttpRequest, call: Call) -> HttpResponse:
        self.require(request, Permission.DECISIONS_WRITE)
        told = request.POST.get("count", "")
        count = int(told) if told.isascii() and told.isdigit() and len(told) < 9 else -1  # noqa: PLR2004
        try:
            batch = lifecycle.confirm_letters(
                call=call,
                count=count,
                letters=list(prepared(request, call).values_list("pk", flat=True)),
                by=request.user,
                at=now(),
            )
        except RuleViolation as violation:
            messages.error(request, violation.detail)
        else:
            messages.success(request, _("%d letters are on their way.") % batch.count)
        return redirect(request.path)


def prepared(request: HttpRequest, call: Call):
    """The letters of a call that wait, of cases that the reader may see."""
    seen = OutboxLetter.objects.visible_to(access_from(request))
    return seen.filter(call=call, state=OutboxState.PREPARED)
