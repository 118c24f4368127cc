"""What the office decides of one application, and the letter that tells the applicant."""

import datetime

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.decorators import action

from companies import lifecycle
from companies.admin.call_forms import Lines, NothingForm
from companies.enums import ApplicationState, OutboxState, Outcome
from companies.models import Application, OutboxLetter
from incubator.accounts.access import access_from
from incubator.accounts.admin_base import sent
from incubator.accounts.permissions import Permission
from incubator.core.admin_fields import Choice, Day, Number, ShortText
from incubator.core.dates import now

S = ApplicationState
DECIDABLE = {S.COMPLETE, S.WAITING, S.DEFERRED, S.ACCEPTED}


class DecisionForm(forms.Form):
    """An outcome with what it needs; the rules say which of it."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    outcome = Choice(label=gettext_lazy("outcome"), choices=Outcome.choices)
    said = ShortText(
        label=gettext_lazy("what the applicant is told"),
        max_length=4000,
        required=False,
        help_text=gettext_lazy("The applicant reads this word for word; a rejection needs it."),
    )
    reason = ShortText(
        label=gettext_lazy("reason for the file"),
        max_length=4000,
        required=False,
        help_text=gettext_lazy("Stays in the office."),
    )
    rank = Number(
        label=gettext_lazy("place on the waiting list"),
        min_value=1,
        max_value=9999,
        required=False,
        help_text=gettext_lazy("Empty: the next free one."),
    )
    until = Day(label=gettext_lazy("put off until"), required=False)
    conditions = Lines(
        label=gettext_lazy("conditions"),
        required=False,
        help_text=gettext_lazy("One a line: its last day, a blank, what has to be done."),
    )

    def clean_conditions(self) -> list[tuple[str, datetime.date]]:
        """Pairs of a text and a day, from lines such as ``2026-12-31 实缴注册资本``."""
        pairs = []
        for line in self.cleaned_data["conditions"]:
            day, _blank, text = line.partition(" ")
            try:
                pairs.append((text, datetime.date.fromisoformat(day)))
            except ValueError:
                raise forms.ValidationError(
                    gettext_lazy("“%(line)s” does not begin with a day such as 2026-12-31."),
                    code="condition_without_day",
                    params={"line": line[:40]},
                ) from None
        return pairs


class DecidingPages:
    """The verbs after the review, for the admin of applications."""

    def has_decide_permission(self, request: HttpRequest, object_id: str | None = None) -> bool:
        """Deciding is a right of its own."""
        return access_from(request).may(Permission.DECISIONS_WRITE)

    @action(description=gettext_lazy("Decide"), icon="gavel", permissions=["decide"])
    def decide(self, request: HttpRequest, object_id: str) -> HttpResponse:
        application = self.get_object(request, object_id)
        last = application.decisions.order_by("-number").values_list("number", flat=True).first()
        form = DecisionForm(sent(request), initial={"seen": last or 0})
        return self.verb_page(
            request,
            form,
            title=_("Decide of %s") % application.name,
            label=_("Decide"),
            intro=_("The letter is prepared; the applicant is told nothing until it is sent."),
            run=lambda data: lifecycle.decide(
                application=application, by=request.user, at=now(), **data
            ),
            done=lambda _decision: _("Decided. Send the letter when you are ready."),
            back=self.address_of(application),
        )

    @action(description=gettext_lazy("Send the letter"), icon="outgoing_mail",
            permissions=["decide"])  # fmt: skip
    def announce(self, request: HttpRequest, object_id: str) -> HttpResponse:
        application = self.get_object(request, object_id)
        letter = prepared_letter(application)
        return self.verb_page(
            request,
            NothingForm(sent(request)),
            title=_("Send the letter to %s") % application.name,
            label=_("Send"),
            intro=f"{letter.subject}\n\n{letter.body}" if letter else "",
            run=lambda _data: lifecycle.confirm_letters(
                call=application.call,
                count=1,
                letters=[letter.pk if letter else 0],
                by=request.user,
                at=now(),
            ),
            done=lambda _batch: _("The letter is on its way."),
            back=self.address_of(application),
        )


def prepared_letter(application: Application) -> OutboxLetter | None:
    """The letter of the decision in force, while it waits."""
    waiting = OutboxLetter.objects.filter(
        decision__application=application, state=OutboxState.PREPARED
    )
    return waiting.order_by("-pk").first()
