"""Decisions on many cases: a preview for each applicant, then all of them or none."""

import re
from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from companies import lifecycle
from companies.admin.review import batch_forms
from companies.lifecycle import Choice
from companies.models import Application, Decision, Stage
from companies.queries.standings import of_stage
from incubator.accounts.access import access_from
from incubator.core.dates import now
from incubator.core.errors import RuleViolation

PAIR = re.compile(r"(\d{1,18}):(\d{1,5})")
CHOOSING = ("said", "reason", "until", "conditions")


def decide(pages, request: HttpRequest, stage: Stage) -> HttpResponse:
    """Shows what would be decided; with ``confirm`` decides. What is chosen is asked in POST."""
    ranking = reverse(pages.name_of("ranking"), args=[stage.pk])
    if request.method != "POST":
        return redirect(ranking)
    form = batch_forms.BatchForm(request.POST)
    if not form.is_valid():
        return _asked_again(pages, request, form, stage)
    pairs = chosen_of(request, stage, form.cleaned_data)
    choices = _choices(request, stage, pairs, form.cleaned_data)
    if not choices:
        messages.error(request, _("Choose at least one application."))
        return redirect(ranking)
    problem = None
    if "confirm" in request.POST:
        try:
            decided = lifecycle.decide_batch(choices=choices, by=request.user, at=now())
        except RuleViolation as violation:
            problem = violation.detail
        else:
            messages.success(
                request,
                ngettext(
                    "Decided of %(count)d application; its letter waits.",
                    "Decided of %(count)d applications; their letters wait.",
                    len(decided),
                )
                % {"count": len(decided)},
            )
            return redirect(reverse("admin:companies_call_outbox", args=[stage.call_id]))
    return _preview(pages, request, stage, form=form, choices=choices, problem=problem)


def _preview(pages, request: HttpRequest, stage: Stage, *, form, choices, problem):
    previews = lifecycle.preview_decisions(choices=choices, at=now())
    good = [one for one in previews if one.problem is None]
    return pages.page(
        request,
        "companies/admin/review/batch.html",
        title=ngettext(
            "%(outcome)s: %(count)d application",
            "%(outcome)s: %(count)d applications",
            len(previews),
        )
        % {"outcome": _outcome(form), "count": len(previews)},
        stage=stage,
        previews=previews,
        good=len(good),
        bad=len(previews) - len(good),
        problem=problem,
        kept=[
            (name, value)
            for name in ("outcome", "said", "reason", "until", "conditions")
            for value in request.POST.getlist(name)
        ],
        everybody=_as_text(previews),
        sound=_as_text(good),
        back=reverse(pages.name_of("ranking"), args=[stage.pk]),
    )


def advance(pages, request: HttpRequest, stage: Stage) -> HttpResponse:
    """Moves several cases to another stage, all of them or none."""
    ranking = reverse(pages.name_of("ranking"), args=[stage.pk])
    if request.method != "POST":
        return redirect(ranking)
    form = batch_forms.AdvanceForm(request.POST, stage=stage)
    if form.is_valid():
        cases = _cases(request, stage, [key for key, _seen in _ticked(request)])
        if not cases:
            messages.error(request, _("Choose at least one application."))
            return redirect(ranking)
        try:
            count = lifecycle.move_stage(
                cases=list(cases.values()), to=form.cleaned_data["to"],
                said=form.cleaned_data["move_said"], by=request.user, at=now(),
            )  # fmt: skip
        except RuleViolation as violation:
            messages.error(request, violation.detail)
        else:
            messages.success(
                request,
                _("%(count)d cases stand in “%(stage)s” now.")
                % {"count": count, "stage": form.cleaned_data["to"]},
            )
    else:
        for errors in form.errors.values():
            messages.error(request, errors[0])
    return redirect(ranking)


def chosen_of(request: HttpRequest, stage: Stage, data: dict) -> list[tuple[int, int | None]]:
    """Which cases were chosen, each with the number of the decision that was seen.

    A part of the ranking is counted now, and what is decided already is not in it.
    """
    from companies.admin.review.ranking import standings_seen
    from companies.enums import ApplicationState

    if data["which"] == "places":
        first, last = data["first"], data["last"]
        return [
            (row.case.pk, None)
            for row in standings_seen(request, stage)
            if row.place is not None
            and first <= row.place <= last
            and row.case.state == ApplicationState.COMPLETE
        ]
    return list(_ticked(request))


def _ticked(request: HttpRequest) -> Iterable[tuple[int, int]]:
    told = request.POST.getlist("case") + request.POST.get("chosen", "").split(",")
    found = (PAIR.fullmatch(one) for one in told)
    return {int(one[1]): int(one[2]) for one in found if one}.items()


def _choices(request: HttpRequest, stage: Stage, pairs, data: dict) -> list[Choice]:
    cases = _cases(request, stage, [key for key, _seen in pairs])
    numbers = dict(
        Decision.objects.filter(application__in=cases)
        .order_by("application", "number")
        .values_list("application", "number")
    )
    said = {name: data[name] for name in CHOOSING}
    return [
        Choice(
            application=cases[key],
            seen=numbers.get(key, 0) if seen is None else seen,
            outcome=data["outcome"],
            **said,
        )
        for key, seen in pairs
        if key in cases
    ]


def _cases(request: HttpRequest, stage: Stage, keys: list[int]) -> dict[int, Application]:
    """Those of the stage that the reader may see; anything else that was sent is nothing."""
    seen = of_stage(stage).visible_to(access_from(request)).filter(pk__in=keys)
    return {case.pk: case for case in seen.select_related("call__incubator", "started_by")}


def _as_text(previews) -> str:
    """Which applications, and what was seen of them, for the next step."""
    return ",".join(f"{one.choice.application.pk}:{one.choice.seen}" for one in previews)


def _outcome(form) -> str:
    return str(dict(form.fields["outcome"].choices)[form.cleaned_data["outcome"]])


def _asked_again(pages, request: HttpRequest, form, stage: Stage) -> HttpResponse:
    """The same form once more, with what is wrong beside its fields."""
    chosen = ",".join([*request.POST.getlist("case"), request.POST.get("chosen", "")]).strip(",")
    return pages.page(
        request,
        "companies/admin/review/batch_form.html",
        title=_("Decide of several applications"),
        form=form,
        chosen=chosen,
        back=reverse(pages.name_of("ranking"), args=[stage.pk]),
    )
