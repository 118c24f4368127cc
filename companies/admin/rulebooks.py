"""Rulebooks with what the institutions cannot know: which companies a version would change."""

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext as _

from companies.enums import Standing
from companies.queries.effects import Change, Effects, StayEffect, affected_by
from companies.rules.eligibility import Verdict as EntryVerdict
from companies.rules.readiness import Verdict
from incubator.accounts.access import access_from
from incubator.core.dates import today
from incubator.institutions.admin import RulebookAdmin
from incubator.institutions.conditions import condition_said
from incubator.institutions.enums import Certainty
from incubator.institutions.models import Criterion, Rulebook

# The page shows so many of each; the numbers are those of all.
SHOWN = 20
ARROW = " → "

admin.site.unregister(Rulebook)


@admin.register(Rulebook)
class RulebookWithEffectsAdmin(RulebookAdmin):
    """管理办法, with the incubatees and applicants that a version in preparation would change."""

    def affected(self, rulebook: Rulebook, request: HttpRequest) -> tuple[str, dict]:
        effects = affected_by(rulebook, on=today(), access=access_from(request))
        return "companies/admin/effects.html", {
            "effects": effects,
            "changes": [_change(one) for one in effects.changes],
            "counts": _counts(effects),
            "stays": [(one, _graduation(one)) for one in effects.stays[:SHOWN]],
            "applications": [
                (one, [_entry(*pair) for pair in one.conditions])
                for one in effects.applications[:SHOWN]
            ],
        }


def _counts(effects: Effects) -> list[tuple[int, str]]:
    """What it comes to, without what it does not."""
    rows = [
        (effects.newly_over, _("over the longest stay already")),
        (effects.turning(Standing.MET), _("ready to graduate who were not")),
        (effects.leaving(Standing.MET), _("no longer ready to graduate")),
        (effects.turning(Standing.UNKNOWN), _("of whom it can no longer be told")),
    ]
    return [(count, said) for count, said in rows if count]


def _change(change: Change) -> tuple[str, str, str]:
    return change.purpose, _condition(change.before), _condition(change.after)


def _condition(criterion: Criterion | None) -> str:
    if criterion is None:
        return "—"
    certainty = Certainty(criterion.certainty)
    mark = "" if certainty == Certainty.VERIFIED else f" ({certainty.label})"
    item = f"{criterion.item} " if criterion.item else ""
    return f"{item}{condition_said(criterion)}{mark}"


def _graduation(effect: StayEffect) -> list[str]:
    """How the stay stands as a whole, then each condition that stands otherwise."""
    if not effect.is_judged_anew:
        return []
    before, after = effect.turns
    whole = [_standing(before) + ARROW + _standing(after)] if before != after else []
    return whole + [
        f"{condition_said(criterion)}: {_standing(old)}{ARROW}{_standing(new)}"
        for criterion, old, new in _turned(effect.was, effect.would_be)
    ]


def _turned(was: Verdict | None, would_be: Verdict | None) -> list[tuple]:
    """The conditions that both ask and that stand otherwise."""
    if was is None or would_be is None:
        return []
    old = {(one.criterion.item, one.criterion.rule): one.standing for one in was.findings}
    new = [((one.criterion.item, one.criterion.rule), one) for one in would_be.findings]
    return [
        (one.criterion, old[name], one.standing)
        for name, one in new
        if name in old and old[name] != one.standing
    ]


def _standing(standing: Standing | None) -> str:
    return _("not judged") if standing is None else str(standing.label)


def _entry(before: EntryVerdict | None, after: EntryVerdict | None) -> str:
    """“Registered capital of at most 500,000 yuan.: met → not met”."""
    words = {True: _("met"), False: _("not met"), None: _("unknown")}
    said = [_("not asked") if one is None else words[one.met] for one in (before, after)]
    condition = next(one.condition for one in (after, before) if one is not None)
    return f"{condition} {ARROW.join(said)}"
