"""Each number of a text that is about a figure on file: agrees, disagrees, cannot say."""

import bisect
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from itertools import pairwise

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from incubator.core.errors import RuleViolation
from incubator.institutions.enums import Programme
from incubator.institutions.models import Phase
from incubator.statistics.checker.reading import HALF, Mention, mentions, years_named
from incubator.statistics.checker.subjects import SCALES, Subject, subject_of
from incubator.statistics.models import Snapshot, SnapshotValue, Target, YearlyTotal

LONGEST = 200_000  # characters: a yearly report has some 15,000
AHEAD = 40  # characters that are read behind a number
FARTHEST = 600  # how far back a sentence is read: no real one is longer, a hostile one is
SENTENCE_END = re.compile(r"[。！？!?；;\n]")
CLAUSE_END = re.compile(r"[。！？!?；;\n，,、：:]")
PLANNED = re.compile(r"目标|计划(?!大赛|项目|生育|单列)|力争|争取|规划|确保|预计|将(?!近)")
GROWTH = re.compile(
    r"(?:同比|比上年|较上年|比去年)?(?P<way>增长|增加|提高|上升|下降|减少|降低)(?:了)?$"
)
LAST_YEAR = re.compile(r"(?<![比较])(?:上年|去年|上一年度?)")
DOWN = ("下降", "减少", "降低")


class Verdict(models.TextChoices):
    """What the figures on file say of a printed number."""

    AGREES = "agrees", _("agrees")
    DISAGREES = "disagrees", _("disagrees")
    CANNOT_SAY = "cannot_say", _("cannot say")


class Basis(models.TextChoices):
    """What a printed number was held against."""

    TOTAL = "total", _("computed figure")
    TARGET = "target", _("target")
    PHASE = "phase", _("phases of construction")
    GROWTH = "growth", _("growth, recomputed")


@dataclass(frozen=True)
class Finding:
    """One number that is about something known.

    ``on_file`` are the values it was held against (growth in %, areas in the unit of the
    text); empty where nothing on file answers, and then the verdict is *cannot say*.
    """

    mention: Mention
    subject: Subject
    year: int
    basis: Basis
    on_file: tuple[Decimal, ...]
    verdict: Verdict


@dataclass(frozen=True)
class Checked:
    """A text with its findings in order; ``numbers`` counts all quantities in it."""

    text: str
    findings: list[Finding]
    numbers: int

    def count(self, verdict: Verdict) -> int:
        """How many findings have this verdict."""
        return sum(one.verdict == verdict for one in self.findings)

    def sentence(self, finding: Finding) -> str:
        """The sentence that a number stands in, as it was written."""
        before = list(SENTENCE_END.finditer(self.text, 0, finding.mention.start))
        after = SENTENCE_END.search(self.text, finding.mention.end)
        start = before[-1].end() if before else 0
        return self.text[start : after.end() if after else len(self.text)].strip()

    @property
    def pieces(self) -> Iterable[tuple[str, Finding | None]]:
        """The text in pieces, each with the finding that it is."""
        end = 0
        for one in self.findings:
            yield self.text[end : one.mention.start], None
            yield self.text[one.mention.start : one.mention.end], one
            end = one.mention.end
        yield self.text[end:], None


def check_text(
    text: str,
    *,
    year: int,
    incubator_id: int | None = None,
    published: Mapping[int, Snapshot] | None = None,
) -> Checked:
    """What the figures on file say of a text about ``year`` (of one incubator, or the zone).

    Figures are those of the ``published`` editions by year (without it of those that count), of
    other years as computed last. A number belongs to the year that the text named last before
    it, else to ``year``; one of a later year, or in a sentence that plans, is held against the
    target. Raises RuleViolation ``text_too_long`` (more than 200,000 characters), ``text_empty``.
    """
    if not text.strip():
        raise RuleViolation("text_empty", _("There is no text to check."), field="text")
    if len(text) > LONGEST:
        raise RuleViolation(
            "text_too_long",
            _("The text has %(length)d characters; at most %(most)d can be checked at once."),
            field="text",
            length=len(text),
            most=LONGEST,
        )
    reader = _Reader(text.translate(HALF), year, _OnFile(incubator_id, published))
    return Checked(text, list(reader.findings()), len(reader.numbers))


class _OnFile:
    """The figures of one place, read once for a text."""

    def __init__(
        self, incubator_id: int | None, published: Mapping[int, Snapshot] | None = None
    ) -> None:
        self.incubator_id, self._published = incubator_id, published

    @cached_property
    def totals(self) -> dict[tuple[str, int], Decimal]:
        editions = self._published
        if editions is None:
            editions = {one.year: one for one in Snapshot.objects.current()}
        here = Q(incubator=self.incubator_id, part="")
        computed = YearlyTotal.objects.filter(here).exclude(year__in=editions)
        found = {(row.indicator, row.year): row.value for row in computed}
        values = SnapshotValue.objects.filter(here, snapshot__in=editions.values())
        for code, year, value in values.values_list("indicator", "snapshot__year", "value"):
            found[code, year] = value
        return found

    @cached_property
    def targets(self) -> dict[tuple[str, int], Decimal]:
        rows = Target.objects.filter(incubator=self.incubator_id)
        return {(row.indicator or row.subject, row.year): row.value for row in rows}

    @cached_property
    def phases(self) -> list[Phase]:
        return list(Phase.objects.filter(incubator__programme=Programme.ACCELERATION))

    def growth(self, indicator: str, year: int) -> Decimal | None:
        """In %, against the year before; None where one is not computed or was nothing."""
        now, before = self.totals.get((indicator, year)), self.totals.get((indicator, year - 1))
        if now is None or not before:
            return None
        return (now - before) * 100 / before


# Subjects that are held against the phases of accelerators: the column, in m².
AREAS: dict[str, Callable[[Phase], Decimal | None]] = {
    "accelerator_area": lambda phase: phase.floor_area,
    "accelerator_site": lambda phase: phase.site_area,
}


class _Reader:
    def __init__(self, text: str, year: int, on_file: _OnFile) -> None:
        self.text, self.year, self.on_file = text, year, on_file
        self.numbers = list(mentions(text))
        self.ends = [match.end() for match in SENTENCE_END.finditer(text)]
        self.years = list(years_named(text))

    def findings(self) -> Iterable[Finding]:
        last: tuple[Mention, Finding] | None = None
        edges = [None, *self.numbers, None]
        for (before, mention), (_same, after) in zip(
            pairwise(edges), pairwise(edges[1:]), strict=False
        ):
            if mention is None:
                continue
            sentence = self._sentence_start(mention)
            since = max(sentence, before.end if before else 0)
            if growth := GROWTH.search(self.text[since : mention.start]):
                # Of the number right before it in the sentence, if that one was understood.
                if last and mention.unit == "%" and last[0] is before and before.start >= sentence:
                    yield self._growth(mention, last[1], growth["way"])
                continue
            if found := self._finding(mention, since, sentence, after):
                last = (mention, found)
                yield found

    def _sentence_start(self, mention: Mention) -> int:
        place = bisect.bisect_right(self.ends, mention.start)
        return max(self.ends[place - 1] if place else 0, mention.start - FARTHEST)

    def _year(self, mention: Mention) -> int:
        place = bisect.bisect_left(self.years, (mention.start,))
        return self.years[place - 1][1] if place else self.year

    def _finding(
        self, mention: Mention, since: int, sentence: int, after: Mention | None
    ) -> Finding | None:
        reach = min(after.start if after else len(self.text), mention.end + AHEAD)
        stop = CLAUSE_END.search(self.text, mention.end, reach)
        until = stop.start() if stop else reach
        before = _last_clause(self.text[since : mention.start])
        subject = subject_of(
            unit=mention.unit,
            before=before,
            after=self.text[mention.end : until],
            sentence=self.text[sentence:until],
        )
        if subject is None:
            return None
        year = self._year(mention) - bool(LAST_YEAR.search(before))
        is_planned = year > self.year or bool(PLANNED.search(self.text[sentence : mention.start]))
        return self._held_against(mention, subject, year, is_planned=is_planned)

    def _held_against(
        self, mention: Mention, subject: Subject, year: int, *, is_planned: bool
    ) -> Finding:
        if area := AREAS.get(subject.code):
            scale = SCALES.get(mention.unit, Decimal(1))
            areas = {value for phase in self.on_file.phases if (value := area(phase))}
            values = tuple(sorted((value / scale).quantize(Decimal("0.01")) for value in areas))
            return self._found(mention, subject, year, Basis.PHASE, values)
        figures = self.on_file.targets if is_planned else self.on_file.totals
        value = figures.get((subject.indicator or subject.code, year))
        basis = Basis.TARGET if is_planned else Basis.TOTAL
        return self._found(mention, subject, year, basis, () if value is None else (value,))

    def _found(
        self, mention: Mention, subject: Subject, year: int, basis: Basis, values: tuple
    ) -> Finding:
        if not values:
            verdict = Verdict.CANNOT_SAY
        elif any(mention.interval.contains(value) for value in values):
            verdict = Verdict.AGREES
        else:
            # An area that no phase has may be that of a part which has no record of its own.
            is_open = basis == Basis.PHASE and len(values) != 1
            verdict = Verdict.CANNOT_SAY if is_open else Verdict.DISAGREES
        return Finding(mention, subject, year, basis, values, verdict)

    def _growth(self, mention: Mention, of: Finding, way: str) -> Finding:
        value = (
            self.on_file.growth(of.subject.indicator, of.year) if of.basis == Basis.TOTAL else None
        )
        if value is None:
            return Finding(mention, of.subject, of.year, Basis.GROWTH, (), Verdict.CANNOT_SAY)
        grown = -value if way in DOWN else value
        verdict = Verdict.AGREES if _rounds_to(mention, grown) else Verdict.DISAGREES
        shown = grown.quantize(Decimal("0.01"))
        return Finding(mention, of.subject, of.year, Basis.GROWTH, (shown,), verdict)


def _rounds_to(mention: Mention, value: Decimal) -> bool:
    """Whether a share in % is what was printed, at the digits that were printed."""
    if mention.interval.low != mention.interval.high:
        return mention.interval.contains(value)
    digits = re.search(r"[0-9]+(?:\.([0-9]+))?", mention.form)
    places = len(digits[1] or "") if digits else 0
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP) == mention.interval.low


def _last_clause(text: str) -> str:
    """From the last comma or enumeration mark on: what stands right before the number."""
    return CLAUSE_END.split(text)[-1]
