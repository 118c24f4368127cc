"""What the office decides of one application, and the letter that tells the applicant."""

import datetime

from django import forms
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from unfold.decorators import action, display

from companies import lifecycle
from companies.admin.call_forms import Lines, NothingForm
from companies.enums import ApplicationState, OutboxState, Outcome
from companies.models import Application, Decision, DecisionCondition, OutboxLetter
from incubator.accounts.admin_base import sent
from incubator.core.admin_fields import Choices, Day, Number, OpenChoice, ShortText
from incubator.core.dates import now, parse_day, today
from incubator.core.errors import RuleViolation
from incubator.core.shown import day as day_said

S = ApplicationState
DECIDABLE = {S.COMPLETE, S.WAITING, S.DEFERRED, S.ACCEPTED}


class DecisionForm(forms.Form):
    """An outcome with what it needs; the rules say which of it."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    outcome = OpenChoice(label=gettext_lazy("outcome"), choices=Outcome.choices)
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
        help_text=gettext_lazy(
            "One a line: its last day, a blank, what has to be done, such as “2027-03-31 register "
            "here”."
        ),
    )

    def clean_conditions(self) -> list[tuple[str, datetime.date]]:
        """Pairs of a text and a day, from lines such as ``2026-12-31 实缴注册资本``."""
        pairs = []
        for line in self.cleaned_data["conditions"]:
            day, *text = line.split(maxsplit=1)  # at any blank: a tab, one of full width
            try:
                pairs.append(("".join(text), parse_day(day)))
            except RuleViolation:
                raise forms.ValidationError(
                    gettext_lazy("“%(line)s” does not begin with a day such as 2026-12-31."),
                    code="condition_without_day",
                    params={"line": line[:40]},
                ) from None
        return pairs


class PlaceForm(forms.Form):
    """Another place on the waiting list, and what its applicant is told of it."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    rank = Number(label=gettext_lazy("place on the waiting list"), min_value=1, max_value=9999)
    said = ShortText(
        label=gettext_lazy("what the applicant is told"),
        max_length=4000,
        required=False,
        help_text=gettext_lazy("Empty: what was said before."),
    )


class MetForm(forms.Form):
    """Which conditions of an acceptance are met."""

    conditions = Choices(label=gettext_lazy("met"))

    def __init__(self, *args, waiting: list[DecisionCondition], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.waiting = {str(one.pk): one for one in waiting}
        self.fields["conditions"].choices = [
            (key, _("%(text)s (by %(day)s)") % {"text": one.text, "day": day_said(one.due_on)})
            for key, one in self.waiting.items()
        ]

    def clean_conditions(self) -> list[DecisionCondition]:
        """The rows that were ticked."""
        return [self.waiting[key] for key in self.cleaned_data["conditions"]]


class DecidingPages:
    """The verbs after the review, for the admin of applications."""

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

    @action(description=gettext_lazy("Another place"), icon="format_list_numbered",
            permissions=["decide"])  # fmt: skip
    def place(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Up or down the waiting list; those in between move by one."""
        application = self.get_object(request, object_id)
        last = decision_of(application)
        initial = {"seen": last.number, "rank": last.rank} if last else {}
        return self.verb_page(
            request,
            PlaceForm(sent(request), initial=initial),
            title=_("Another place on the waiting list for %s") % application.name,
            label=_("Change the place"),
            intro=_("Those in between move by one. Each of them gets a letter with the new "
                    "place; it waits in the outbox."),
            run=lambda data: lifecycle.change_waiting_place(
                application=application, by=request.user, at=now(), **data
            ),
            done=lambda decisions: _("It has place %d now.") % decisions[0].rank,
            then=lambda _decisions: reverse("admin:companies_call_waiting",
                                            args=[application.call_id]),
            back=self.address_of(application),
        )  # fmt: skip

    @action(description=gettext_lazy("Conditions are met"), icon="checklist",
            permissions=["decide"])  # fmt: skip
    def meet(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Confirms what an acceptance with conditions asked for."""
        application = self.get_object(request, object_id)
        return self.verb_page(
            request,
            MetForm(sent(request), waiting=open_conditions(application)),
            title=_("%s has met conditions of its acceptance") % application.name,
            label=_("Confirm"),
            intro=_("It can move in once all of them are confirmed. A confirmation is not taken "
                    "back."),
            run=lambda data: lifecycle.meet_conditions(by=request.user, at=now(), **data),
            done=lambda met: ngettext(
                "%(count)d condition is confirmed.", "%(count)d conditions are confirmed.",
                len(met),
            ) % {"count": len(met)},
            back=self.address_of(application),
        )  # fmt: skip

    @display(description=gettext_lazy("decision"))
    def decided(self, application: Application) -> str:
        """The decision that stands, with what it still waits for."""
        decision = decision_of(application) if application.pk else None
        if decision is None:
            return "—"
        return render_to_string(
            "companies/admin/review/decided.html",
            {
                "decision": decision,
                "conditions": decision.conditions.select_related("met_by").order_by("position"),
                "today": today(),
            },
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


def decision_of(application: Application) -> Decision | None:
    """The decision that stands."""
    return application.decisions.in_force().select_related("decided_by").first()


def open_conditions(application: Application) -> list[DecisionCondition]:
    """What the acceptance that stands still waits for, in order."""
    rows = DecisionCondition.objects.filter(
        decision__in=application.decisions.in_force(), met_at=None
    )
    return list(rows.order_by("position"))


def prepared_letter(application: Application) -> OutboxLetter | None:
    """The letter of the decision in force, while it waits."""
    waiting = OutboxLetter.objects.filter(
        decision__application=application, state=OutboxState.PREPARED
    )
    return waiting.order_by("-pk").first()
