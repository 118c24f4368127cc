"""What a version in preparation changes, and for whom: by the functions that judge every day."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch

from companies.enums import OPEN, RECEIVED, ApplicationState, Standing
from companies.models import Application, Question, Residence, Submission
from companies.queries.eligibility import verdicts_of
from companies.queries.readiness import Limits, incubatees, readiness, text_for
from companies.queries.rulebooks import deciding
from companies.rules import eligibility
from companies.rules.answers import facts_of
from companies.rules.readiness import Verdict
from incubator.accounts.access import Access
from incubator.core.dates import LAST_YEAR, year_end
from incubator.institutions.enums import Purpose
from incubator.institutions.models import Criterion, Rulebook
from incubator.institutions.queries import Shelf, StayLimit, criteria_of

P = Purpose
# Handed in and not accepted: whom the conditions of entry still judge.
WAITING = [one for one in OPEN if one in RECEIVED and one != ApplicationState.ACCEPTED]
# What makes it the same condition, and what of it decides.
NAMES = ("purpose", "item", "rule", "kind", "focus", "special")
DECIDES = ("limit", "divisor", "joined", "reducible", "certainty")


@dataclass(frozen=True)
class Change:
    """One condition as it is published, and as it would be; None where it is not there."""

    before: Criterion | None
    after: Criterion | None

    @property
    def purpose(self) -> str:
        """What it is about."""
        one = self.after or self.before
        return one.get_purpose_display() if one else ""


@dataclass(frozen=True)
class StayEffect:
    """One open stay: the limits of its texts (newest first) and how it stands to the
    conditions of graduation, before and after; verdicts are None where nothing judges them."""

    residence: Residence
    on: datetime.date
    before: list[StayLimit]
    after: list[StayLimit]
    was: Verdict | None = None
    would_be: Verdict | None = None

    @property
    def limits(self) -> list[tuple[StayLimit | None, StayLimit | None]]:
        """The longest stays of each text that differ; None where a text has none."""
        before = {one.rulebook.code: one for one in self.before}
        after = {one.rulebook.code: one for one in self.after}
        return [
            (before.get(code), after.get(code))
            for code in sorted({*before, *after})
            if _months(before.get(code)) != _months(after.get(code))
        ]

    @property
    def last_day(self) -> datetime.date | None:
        """The last day that the newest text with a number would allow; None without one."""
        return _last_day(self.residence, self.after)

    @property
    def is_over(self) -> bool:
        """Whether the stay would be longer already than it may be."""
        return self.last_day is not None and self.last_day < self.on

    @property
    def is_newly_over(self) -> bool:
        """Whether it is so by this version alone."""
        earlier = _last_day(self.residence, self.before)
        return self.is_over and not (earlier is not None and earlier < self.on)

    @property
    def is_judged_anew(self) -> bool:
        """Whether it would stand differently to the conditions, as a whole or to one of them."""
        return _standings(self.was) != _standings(self.would_be)

    @property
    def turns(self) -> tuple[Standing | None, Standing | None]:
        """As a whole, before and after."""
        return (self.was and self.was.standing, self.would_be and self.would_be.standing)


@dataclass(frozen=True)
class ApplicationEffect:
    """One application that is not decided: the conditions of entry that would be answered
    otherwise, before and after; None where one is not asked."""

    application: Application
    was: bool | None
    would_be: bool | None
    conditions: list[tuple[eligibility.Verdict | None, eligibility.Verdict | None]]


@dataclass(frozen=True)
class Effects:
    """Everything that a version would change from a day on."""

    on: datetime.date
    changes: list[Change]
    stays: list[StayEffect]
    applications: list[ApplicationEffect]

    def turning(self, standing: Standing) -> int:
        """How many stays would come to stand so that did not."""
        found = (one.turns for one in self.stays)
        return sum(after == standing != before for before, after in found)

    def leaving(self, standing: Standing) -> int:
        """How many stays would stand so no longer."""
        found = (one.turns for one in self.stays)
        return sum(before == standing != after for before, after in found)

    @property
    def newly_over(self) -> int:
        """How many would be over their longest stay by this version alone."""
        return sum(one.is_newly_over for one in self.stays)


def affected_by(rulebook: Rulebook, *, on: datetime.date, access: Access) -> Effects:
    """Whom in ``access`` a version in preparation would change, from the day on which it is in
    force (or from ``on``, where that is later). What has been decided stays decided."""
    shelf = Shelf.load()
    then = shelf.with_version(rulebook)
    on = min(max(on, rulebook.effective_from or on), year_end(LAST_YEAR))
    published = shelf.of_code(rulebook.code)
    return Effects(
        on=on,
        changes=changes_of(published, rulebook),
        stays=_stays(shelf, then, on, access, judge=_differ(published, rulebook, P.GRADUATION)),
        applications=_applications(shelf, then, access)
        if _differ(published, rulebook, P.ENTRY)
        else [],
    )


def changes_of(published: Rulebook | None, draft: Rulebook) -> list[Change]:
    """The conditions in which two versions differ, in the order of the new one."""
    before = _by_name(published.criteria.all() if published else [])
    after = _by_name(draft.criteria.all())
    return [
        Change(before.get(name), after.get(name))
        for name in [*after, *(name for name in before if name not in after)]
        if _decides(before.get(name)) != _decides(after.get(name))
    ]


def _stays(
    shelf: Shelf, then: Shelf, on: datetime.date, access: Access, *, judge: bool
) -> list[StayEffect]:
    stays = list(incubatees(on=on, access=access))
    before, after = Limits(shelf, on), Limits(then, on)
    was, would_be = (_verdicts(one, stays, on) if judge else {} for one in (shelf, then))
    found = (
        StayEffect(stay, on, before.of(stay), after.of(stay), was.get(stay.pk),
                   would_be.get(stay.pk))
        for stay in stays
    )  # fmt: skip
    affected = [one for one in found if one.limits or one.is_judged_anew]
    # Whom it turns comes first.
    return sorted(affected, key=lambda one: (one.turns[0] == one.turns[1], not one.is_newly_over))


def _verdicts(shelf: Shelf, stays: Sequence[Residence], on: datetime.date) -> dict[int, Verdict]:
    """Of every stay, by the text whose conditions hold on the day."""
    text = text_for(shelf, on=on)
    if text is None:
        return {}
    found = readiness(stays, text, as_of=on, shelf=shelf)
    return {one.residence.pk: one.verdict for one in found}


def _applications(shelf: Shelf, then: Shelf, access: Access) -> list[ApplicationEffect]:
    rows = (
        Application.objects.visible_to(access)
        .filter(state__in=WAITING)
        .select_related("call__incubator", "call__rulebook", "incubator", "questionnaire")
        .prefetch_related(
            Prefetch("submissions", Submission.objects.order_by("round")),
            Prefetch("questionnaire__questions", Question.objects.order_by("position")),
        )
        .order_by("submitted_at", "pk")
    )
    found = (_application(one, shelf, then) for one in rows)
    return [one for one in found if one.conditions]


def _application(application: Application, shelf: Shelf, then: Shelf) -> ApplicationEffect:
    """By what was handed in last, on the day on which it was handed in first."""
    handed_in = list(application.submissions.all())
    answers = handed_in[-1].content.get("answers", {}) if handed_in else {}
    facts = facts_of(list(application.questionnaire.questions.all()), answers)
    before, after = (
        verdicts_of(call=application.call, facts=facts, at=application.submitted_at, shelf=one)
        for one in (shelf, then)
    )
    was, would_be = ({one.rule: one for one in verdicts if not one.judged}
                     for verdicts in (before, after))  # fmt: skip
    pairs = [(was.get(rule), would_be.get(rule)) for rule in dict.fromkeys([*would_be, *was])]
    return ApplicationEffect(
        application,
        eligibility.overall(before),
        eligibility.overall(after),
        [pair for pair in pairs if _stands_against(pair[0]) != _stands_against(pair[1])],
    )


def _stands_against(verdict: eligibility.Verdict | None) -> bool | None:
    """Whether a condition does: True, None where it is unknown, False too where it is not asked."""
    return False if verdict is None else {True: False, False: True, None: None}[verdict.met]


def _differ(published: Rulebook | None, draft: Rulebook, purpose: Purpose) -> bool:
    """Whether two versions say different things about a purpose, or hold at different times."""
    if published is None or _holds(published) != _holds(draft):
        return True
    said = (
        [(_name(one), _decides(one)) for one in criteria_of(text, purpose)]
        for text in (published, draft)
    )
    before, after = said
    return before != after


def _holds(rulebook: Rulebook) -> tuple:
    return rulebook.effective_from, rulebook.effective_until, rulebook.applies_here


def _by_name(criteria: Iterable[Criterion]) -> dict[tuple, Criterion]:
    return {_name(one): one for one in criteria}


def _name(criterion: Criterion) -> tuple:
    return tuple(str(getattr(criterion, column)) for column in NAMES)


def _decides(criterion: Criterion | None) -> tuple | None:
    return criterion and tuple(getattr(criterion, column) for column in DECIDES)


def _standings(verdict: Verdict | None) -> tuple | None:
    """As a whole and condition by condition; what is needed counts where it turns the whole."""
    if verdict is None:
        return None
    return verdict.standing, [
        (one.criterion.item, one.criterion.rule, one.standing) for one in verdict.findings
    ]


def _last_day(stay: Residence, limits: list[StayLimit]) -> datetime.date | None:
    limit = deciding(limits)
    return limit.last_day(stay.admitted_on) if limit else None


def _months(limit: StayLimit | None) -> int | str | None:
    """Its months; a text without a number differs from no text."""
    return "unseen" if limit and limit.months is None else limit and limit.months
