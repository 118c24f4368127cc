"""Verbs on rulebooks. A published version is fixed: it is superseded by a corrected one of the
same code, or ended on the day from which another text holds; what was decided under it keeps it.
"""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from incubator.core.errors import RuleViolation
from incubator.core.history import recorded
from incubator.institutions.conditions import items_of, most_said
from incubator.institutions.enums import Certainty, Purpose, RulebookState
from incubator.institutions.models import Criterion, Rulebook
from incubator.institutions.rules import RULES, Compare


@transaction.atomic
def draft_rulebook(
    *, by, criteria: Iterable[Mapping[str, Any]] = (), version: int = 1, **facts
) -> Rulebook:
    """A rulebook in preparation. ``facts`` and ``criteria`` are columns of the two tables.

    Raises RuleViolation ``rulebook_exists`` (409) where the code has a version already.
    """
    if version == 1 and Rulebook.objects.filter(code=facts["code"]).exists():
        raise RuleViolation(
            "rulebook_exists",
            _("There is a rulebook with the code “%(code)s” already; revise that one."),
            field="code",
            status=409,
            code=facts["code"],
        )
    with recorded(by=by):
        rulebook = Rulebook.objects.create(version=version, **facts)
        Criterion.objects.bulk_create(
            Criterion(rulebook=rulebook, position=position, **columns)
            for position, columns in enumerate(criteria, start=1)
        )
    return rulebook


@transaction.atomic
def revise_rulebook(*, rulebook: Rulebook, by) -> Rulebook:
    """The next version in preparation, with everything as it is in the newest one.

    A version that is in preparation already is given back.
    """
    versions = Rulebook.objects.select_for_update(of=("self",)).filter(code=rulebook.code)
    newest = versions.latest("version")
    if newest.state == RulebookState.DRAFT:
        return newest
    kept = {"id", "version", "state", "published_at", "superseded_at", "file_hash"}
    return draft_rulebook(
        by=by,
        version=newest.version + 1,
        criteria=[
            _columns(criterion, {"id", "rulebook", "position"})
            for criterion in newest.criteria.order_by("position", "pk")
        ],
        **_columns(newest, kept),
    )


@transaction.atomic
def add_criterion(*, rulebook: Rulebook, by, **columns) -> Criterion:
    """One more condition of a version in preparation, after the others.

    Raises RuleViolation ``rulebook_already_published`` (409).
    """
    rulebook = _locked_draft(rulebook)
    last = rulebook.criteria.order_by("-position").first()
    with recorded(by=by):
        return Criterion.objects.create(
            rulebook=rulebook, position=last.position + 1 if last else 1, **columns
        )


@transaction.atomic
def drop_criterion(*, criterion: Criterion, by) -> None:
    """Take a condition out of a version in preparation.

    Raises RuleViolation ``rulebook_already_published`` (409).
    """
    _locked_draft(criterion.rulebook)
    with recorded(by=by):
        criterion.delete()


@transaction.atomic
def publish_rulebook(*, rulebook: Rulebook, by, at: datetime.datetime) -> Rulebook:
    """Let a version hold from now on; the one before it is superseded.

    Raises RuleViolation: ``rulebook_already_published`` (409), ``rulebook_without_criteria``,
    ``criterion_rule_unknown``, ``criterion_without_number``, ``criterion_beyond_bounds``,
    ``item_joined_both_ways``, ``more_needed_than_listed``, ``fewer_needed_than_one``.
    """
    versions = list(
        Rulebook.objects.select_for_update(of=("self",)).filter(code=rulebook.code).order_by("pk")
    )
    rulebook = next(one for one in versions if one.pk == rulebook.pk)
    _require_draft(rulebook)
    _require_sound(list(rulebook.criteria.order_by("position", "pk")))
    with recorded(by=by):
        for earlier in versions:
            if earlier.state == RulebookState.PUBLISHED:
                earlier.state = RulebookState.SUPERSEDED
                earlier.superseded_at = at
                earlier.save(update_fields=["state", "superseded_at"])
        rulebook.state = RulebookState.PUBLISHED
        rulebook.published_at = at
        rulebook.save(update_fields=["state", "published_at"])
    return rulebook


@transaction.atomic
def end_rulebook(*, rulebook: Rulebook, on: datetime.date, by) -> Rulebook:
    """Say on which day a published rulebook no longer holds, once another text takes its place.

    Raises RuleViolation: ``rulebook_not_published`` (409), ``rulebook_already_ended`` (409),
    ``rulebook_ends_before_it_begins``.
    """
    rulebook = Rulebook.objects.select_for_update(of=("self",)).get(pk=rulebook.pk)
    if rulebook.state != RulebookState.PUBLISHED:
        raise RuleViolation(
            "rulebook_not_published", _("This version is not the published one."), status=409
        )
    if rulebook.effective_until is not None:
        raise RuleViolation(
            "rulebook_already_ended",
            _("It already ends on %(on)s; where that is wrong, revise it."),
            status=409,
            on=rulebook.effective_until,
        )
    if rulebook.effective_from and on <= rulebook.effective_from:
        raise RuleViolation(
            "rulebook_ends_before_it_begins",
            _("It is in force from %(begins)s and ends later."),
            field="on",
            begins=rulebook.effective_from,
        )
    rulebook.effective_until = on
    with recorded(by=by):
        rulebook.save(update_fields=["effective_until"])
    return rulebook


@transaction.atomic
def discard_rulebook(*, rulebook: Rulebook, by) -> None:
    """Drop a version in preparation. Raises ``rulebook_already_published`` (409)."""
    rulebook = _locked_draft(rulebook)
    with recorded(by=by):
        rulebook.delete()


def _locked_draft(rulebook: Rulebook) -> Rulebook:
    rulebook = Rulebook.objects.select_for_update(of=("self",)).get(pk=rulebook.pk)
    _require_draft(rulebook)
    return rulebook


def _require_draft(rulebook: Rulebook) -> None:
    if rulebook.state != RulebookState.DRAFT:
        raise RuleViolation(
            "rulebook_already_published",
            _("This version has been published already; it can only be superseded."),
            status=409,
        )


def _require_sound(criteria: list[Criterion]) -> None:
    if not criteria:
        raise RuleViolation(
            "rulebook_without_criteria", _("A rulebook has at least one criterion.")
        )
    for criterion in criteria:
        _require_known(criterion)
    for purpose in Purpose:
        own = [criterion for criterion in criteria if criterion.purpose == purpose]
        _require_one_way_to_join(own)
    _require_enough(criteria)


def _require_known(criterion: Criterion) -> None:
    rule = RULES.get(criterion.rule)
    if rule is None or criterion.purpose not in rule.purposes:
        raise RuleViolation(
            "criterion_rule_unknown",
            _("“%(rule)s” is not a rule about this purpose: %(purpose)s."),
            rule=criterion.rule,
            purpose=criterion.get_purpose_display(),
        )
    numbered = rule.compare != Compare.REQUIRED
    if numbered and criterion.limit is None and criterion.certainty != Certainty.UNKNOWN:
        raise RuleViolation(
            "criterion_without_number",
            _("“%(rule)s” needs a number, or to be marked as unconfirmed."),
            rule=rule.label,
        )
    if most := most_said(criterion.rule, criterion.threshold):
        raise RuleViolation(
            "criterion_beyond_bounds",
            _("“%(rule)s” cannot be more than %(most)s."),
            rule=rule.label,
            most=most,
        )


def _require_one_way_to_join(criteria: list[Criterion]) -> None:
    for item in items_of(criteria):
        if len({criterion.joined for criterion in item}) > 1:
            raise RuleViolation(
                "item_joined_both_ways",
                _("The criteria of item %(item)s are joined as all and as one of them."),
                item=item[0].item,
            )


def _require_enough(criteria: list[Criterion]) -> None:
    graduation = [one for one in criteria if one.purpose == Purpose.GRADUATION]
    listed = [one for one in graduation if not RULES[one.rule].parameter]
    for needed in graduation:
        if needed.rule != "needed" or needed.limit is None:
            continue
        if needed.limit < 1:
            raise RuleViolation(
                "fewer_needed_than_one", _("At least one condition is needed to graduate.")
            )
        if needed.limit > len(items_of(listed)):
            raise RuleViolation(
                "more_needed_than_listed",
                _("%(needed)d conditions are needed, and %(listed)d are listed."),
                needed=needed.limit,
                listed=len(items_of(listed)),
            )


def _columns(row: Rulebook | Criterion, left_out: set[str]) -> dict[str, Any]:
    """What a row says, without what makes it this row."""
    return {
        column.name: getattr(row, column.name)
        for column in row._meta.concrete_fields
        if column.name not in left_out
    }
