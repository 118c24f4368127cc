"""Calls: what one can apply to, when, under which conditions. For everybody, without login."""

import datetime

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import cache_page
from django.views.decorators.http import require_safe

from companies.enums import QuestionKind
from companies.models import Call
from companies.queries.eligibility import facts_needed, rulebook_for, verdicts_of
from companies.rules.answers import options_of
from companies.rules.eligibility import overall
from companies.rules.reading import read
from incubator.core.dates import day_of, now
from incubator.core.errors import RuleViolation


@login_not_required
@require_safe
@cache_page(settings.PUBLIC_CACHE_SECONDS)
def listing(request: HttpRequest) -> HttpResponse:
    """Open calls first, then those to come, then those that are over."""
    at = now()
    public = Call.objects.public().select_related("incubator")
    return render(
        request,
        "applying/calls.html",
        {
            "open": public.open(at=at).order_by("closes_at", "title"),
            "coming": public.coming(at=at).order_by("opens_at"),
            "over": public.over(at=at).order_by("-closes_at")[:20],
            "at": at,
        },
    )


@login_not_required
@require_safe
@cache_page(settings.PUBLIC_CACHE_SECONDS)
def page(request: HttpRequest, code: str) -> HttpResponse:
    """One call, with its conditions and a quick check of them that keeps nothing."""
    at = now()
    call = get_object_or_404(
        Call.objects.public().select_related("incubator", "rulebook"), code=code
    )
    questions = list(_asked(call))
    needed = facts_needed(call=call, at=at)
    form = QuickCheck(
        [question for question in questions if question.fact in needed],
        request.GET if "check" in request.GET else None,
    )
    facts = form.facts() if form.is_bound else {}
    verdicts = verdicts_of(call=call, facts=facts, at=at)
    return render(
        request,
        "applying/call.html",
        {
            "call": call,
            "is_open": call.is_open(at=at),
            "is_coming": call.opens_at > at,
            "questions": questions,
            "form": form,
            "verdicts": verdicts,
            "eligible": overall(verdicts) if form.is_bound else None,
            "rulebook": rulebook_for(call, on=day_of(at)),
            "answer_by": day_of(at) + datetime.timedelta(days=call.answer_days),
        },
    )


def _asked(call: Call):
    newest = call.questionnaires.filter(published_at__isnull=False).order_by("-version").first()
    return newest.questions.order_by("position") if newest else []


class QuickCheck(forms.Form):
    """The decisive questions alone, all optional; what is not said is unknown."""

    use_required_attribute = False

    def __init__(self, questions, data=None) -> None:
        super().__init__(data)
        self.questions = questions
        for question in questions:
            self.fields[question.key] = self._field(question)

    @staticmethod
    def _field(question) -> forms.Field:
        label = question.said("label") + (f" ({question.unit_said})" if question.unit_said else "")
        if question.kind == QuestionKind.CHOICE:
            choices = [("", _("Not said")), *options_of(question)]
            return forms.ChoiceField(label=label, choices=choices, required=False)
        field = forms.CharField(label=label, required=False, max_length=100)
        if question.kind == QuestionKind.DATE:
            field.widget = forms.DateInput(attrs={"type": "date"})
        else:
            field.widget.attrs["inputmode"] = "decimal"
        return field

    def clean(self) -> None:
        """Each answer is read as the long form will read it."""
        self.meant = {}
        for question in self.questions:
            typed = self.cleaned_data.get(question.key, "")
            if not typed:
                continue
            try:
                self.meant[question.fact] = read(question, typed)
            except RuleViolation as violation:
                self.add_error(question.key, violation.detail)

    def facts(self) -> dict:
        """What could be read, by fact."""
        self.is_valid()
        return self.meant
