"""Which rulebook holds on a day, and what it says: read once, asked many times.

A text whose numbers are not on file cannot decide: the newest one in force *that states the
number* does, and screens say under which. A stay that crosses generations has one limit of each.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, Prefetch, prefetch_related_objects

from incubator.core.dates import add_months
from incubator.institutions.enums import Certainty, Kind, Purpose
from incubator.institutions.models import Criterion, Rulebook
from incubator.institutions.rules import RULES, Compare, possible_cases, special_cases


@dataclass(frozen=True)
class StayLimit:
    """The longest stay under one rulebook. ``months`` is None where its number is not on file.

    ``otherwise`` is the limit of a special case that the field allows but does not settle
    (an electronics firm that designs integrated circuits), or None.
    """

    rulebook: Rulebook
    months: int | None
    certainty: str
    source: str
    special: tuple[str, ...] = ()
    otherwise: "StayLimit | None" = None

    @property
    def is_unconfirmed(self) -> bool:
        """Whether a screen that uses it has to say so."""
        return self.certainty == Certainty.UNKNOWN

    def last_day(self, admitted_on: datetime.date) -> datetime.date | None:
        """The last day of the longest stay that began on a day (what ``due_on`` means)."""
        if self.months is None:
            return None
        return add_months(admitted_on, self.months) - datetime.timedelta(days=1)


class Shelf:
    """Every published rulebook with its criteria, read with two queries."""

    def __init__(self, rulebooks: Iterable[Rulebook]) -> None:
        self.rulebooks = list(rulebooks)

    @classmethod
    def load(cls) -> "Shelf":
        """As they stand now."""
        return cls(
            Rulebook.objects.published()
            .order_by(F("effective_from").desc(nulls_last=True), "code")
            .prefetch_related(_with_criteria())
        )

    def with_version(self, rulebook: Rulebook) -> "Shelf":
        """As it would be with a version in the place of the published one of its code (one query
        where its criteria have not been read)."""
        prefetch_related_objects([rulebook], _with_criteria())
        others = [one for one in self.rulebooks if one.code != rulebook.code]
        return Shelf(sorted([*others, rulebook], key=_newest_first))

    def of_code(self, code: str) -> Rulebook | None:
        """The published version of a rulebook, whether it holds here or not."""
        return next((one for one in self.rulebooks if one.code == code), None)

    def in_force(self, *, on: datetime.date, until: datetime.date | None = None) -> list[Rulebook]:
        """Those that hold here on a day (or on any day up to ``until``), newest first."""
        last = until or on
        return [
            one
            for one in self.rulebooks
            if one.applies_here  # and so says from when
            and one.effective_from <= last
            and (one.effective_until is None or one.effective_until > on)
        ]

    def applying(self, purpose: Purpose, *, on: datetime.date) -> Rulebook | None:
        """The newest in force that says something definite about a purpose."""
        return next((one for one in self.in_force(on=on) if decides(one, purpose)), None)

    def stay_limits(
        self,
        *,
        field: str = "",
        founder_kind: str = "",
        kind: str = Kind.INCUBATOR,
        on: datetime.date,
        until: datetime.date | None = None,
    ) -> list[StayLimit]:
        """The longest stay by each rulebook in force on a day, or between two, newest first."""
        cases = special_cases(field=field, founder_kind=founder_kind)
        open_cases = possible_cases(field) - cases
        found = []
        for rulebook in self.in_force(on=on, until=until):
            limits = [one for one in criteria_of(rulebook, Purpose.STAY, kind=kind)
                      if one.rule == "longest_stay"]  # fmt: skip
            if limit := most_special(limits, cases):
                other = most_special(limits, cases | open_cases)
                otherwise = _stay_limit(other) if other is not limit else None
                found.append(_stay_limit(limit, otherwise))
        return found


def stay_limits(*, on: datetime.date, shelf: Shelf | None = None, **whose) -> list[StayLimit]:
    """As ``Shelf.stay_limits``; without a shelf it is read first (two queries)."""
    return (shelf or Shelf.load()).stay_limits(on=on, **whose)


def stay_limit(
    *,
    field: str,
    on: datetime.date,
    founder_kind: str = "",
    kind: str = Kind.INCUBATOR,
    shelf: Shelf | None = None,
) -> StayLimit | None:
    """The longest stay that holds on a day for a technical field: of the newest rulebook in
    force whose number is on file; None where there is none."""
    limits = stay_limits(on=on, field=field, founder_kind=founder_kind, kind=kind, shelf=shelf)
    return next((limit for limit in limits if limit.months is not None), None)


def criteria_of(
    rulebook: Rulebook, purpose: Purpose, *, kind: str = "", focus: str = ""
) -> list[Criterion]:
    """Its criteria about a purpose for a kind of institution, in order (special ones too)."""
    return [
        one
        for one in rulebook.criteria.all()
        if one.purpose == purpose and one.kind in ("", kind) and one.focus in ("", focus)
    ]


def parameter(rulebook: Rulebook, rule: str) -> Criterion | None:
    """A rulebook's number that other criteria use, such as how many must be met."""
    return next((one for one in rulebook.criteria.all() if one.rule == rule), None)


def reporting_rule(*, on: datetime.date) -> tuple[Rulebook | None, int | None]:
    """The newest text in force on a day that says within how many months a change of the
    institution is reported, and those months; two Nones where none does.
    """
    for rulebook in Shelf.load().in_force(on=on):
        criterion = parameter(rulebook, "change_report")
        if criterion is not None and criterion.limit is not None:
            return rulebook, int(criterion.limit)
    return None, None


def most_special(criteria: Iterable[Criterion], cases: set[str]) -> Criterion | None:
    """Of criteria of one rule: the one for a special case that is given, else the general one."""
    fitting = [one for one in criteria if not one.special or cases & set(one.special)]
    return next(iter(sorted(fitting, key=lambda one: not one.special)), None)


def chosen(criteria: Iterable[Criterion], cases: set[str]) -> list[Criterion]:
    """One criterion of each item and rule: that for the special case that is given, else the
    general one, which may be missing."""
    groups: dict[tuple[str, str], list[Criterion]] = {}
    for one in criteria:
        groups.setdefault((one.item, one.rule), []).append(one)
    picked = (most_special(group, cases) for group in groups.values())
    return [one for one in picked if one is not None]


def decides(rulebook: Rulebook, purpose: Purpose) -> bool:
    """Whether it states anything definite about a purpose."""
    return any(
        one.purpose == purpose
        and (one.limit is not None or RULES[one.rule].compare == Compare.REQUIRED)
        and not RULES[one.rule].judged
        for one in rulebook.criteria.all()
        if one.rule in RULES
    )


def _with_criteria() -> Prefetch:
    """In the order of the text."""
    return Prefetch("criteria", Criterion.objects.order_by("position", "pk"))


def _newest_first(rulebook: Rulebook) -> tuple[int, str]:
    day = rulebook.effective_from
    return (-day.toordinal() if day else 0, rulebook.code)


def _stay_limit(criterion: Criterion, otherwise: StayLimit | None = None) -> StayLimit:
    return StayLimit(
        rulebook=criterion.rulebook,
        months=None if criterion.limit is None else int(criterion.limit),
        certainty=criterion.certainty,
        source=criterion.source,
        special=tuple(criterion.special),
        otherwise=otherwise,
    )
