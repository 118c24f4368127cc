"""How many companies at once stand to the conditions of graduation of one rulebook.

Whatever a set's size, a batch costs the same few queries, and only those that the rulebook's
conditions ask for.
"""

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import islice

from django.db.models import QuerySet

from companies.enums import HNTE_ANY, KnownFrom, Standing
from companies.models import (
    FinancingRound,
    IntellectualProperty,
    Judgement,
    MarketEvent,
    Qualification,
    Residence,
    StaffCount,
)
from companies.queries.figures import newest_figures, yearly_choices, yearly_figures
from companies.queries.rulebooks import deciding, limits_of
from companies.rules.dossier import Certificate, Dossier, Known, Source
from companies.rules.eligibility import full_months
from companies.rules.readiness import UNNUMBERED, Asked, Verdict, asked_of, judged_by
from incubator.core.dates import year_end
from incubator.institutions.enums import Purpose
from incubator.institutions.models import Rulebook
from incubator.institutions.queries import Shelf, StayLimit, criteria_of
from incubator.institutions.rules import special_cases

BATCH = 1000
FIGURES = {
    "revenue_per_head": ("revenue", "staff"),
    "income": ("revenue",),
    "rd_staff_share": ("staff_rd", "staff"),
    "rd_spending_share": ("rd_spending", "revenue"),
    "own_ip": ("ip_valid",),
    "revenue_two_years": ("revenue",),
    "venture_capital": ("investment_received",),
}


@dataclass(frozen=True)
class Readiness:
    """One stay against one rulebook on a day, with the limits of the texts during the stay.

    ``later`` is the verdict of the day up to which time was counted, where one was asked for.
    """

    residence: Residence
    rulebook: Rulebook
    as_of: datetime.date
    verdict: Verdict
    limits: list[StayLimit] = field(default_factory=list)
    later: Verdict | None = None

    @property
    def standing(self) -> Standing:
        """Ready, not ready, or not to be told."""
        return self.verdict.standing

    @property
    def is_expected(self) -> bool:
        """Whether the conditions are met, or will be by passing of time alone."""
        return (self.later or self.verdict).standing == Standing.MET

    @property
    def month(self) -> int:
        """Which month of the stay runs."""
        return full_months(self.residence.admitted_on, self.as_of) + 1

    @property
    def limit(self) -> StayLimit | None:
        """The longest stay that decides: of the newest text whose number is on file."""
        return deciding(self.limits)

    @property
    def last_day(self) -> datetime.date:
        """The last day that the text allows; as agreed where no text says."""
        allowed = self.limit.last_day(self.residence.admitted_on) if self.limit else None
        return allowed or self.residence.due_on

    @property
    def months_left(self) -> int:
        """Full months until the last day; below 0 for those over it: -1 in the first month over."""
        if self.last_day >= self.as_of:
            return full_months(self.as_of, self.last_day)
        return -full_months(self.last_day, self.as_of) - 1

    @property
    def is_over(self) -> bool:
        """Whether the stay is longer than it may be."""
        return self.last_day < self.as_of


def readiness(
    residences: "QuerySet[Residence] | Iterable[Residence]",
    rulebook: Rulebook,
    *,
    as_of: datetime.date,
    until: datetime.date | None = None,
    shelf: Shelf | None = None,
) -> list[Readiness]:
    """Every stay against a rulebook's conditions of graduation, in the order given.

    Two queries for the rulebooks without a ``shelf``, and at most a dozen for each thousand
    stays. ``until`` asks for the verdict of a later day as well: time counted up to it, all else
    unchanged. Residences that are no queryset have company and incubator read with them.
    """
    shelf = shelf or Shelf.load()
    criteria = criteria_of(rulebook, Purpose.GRADUATION)
    rules = {one.rule for one in criteria}
    asked: dict[frozenset[str], Asked] = {}
    limits = Limits(shelf, as_of)
    found = []
    for stays in _in_batches(residences):
        dossiers = Gathered.of(stays, rules, as_of)
        for stay in stays:
            cases = frozenset(
                special_cases(field=stay.company.field, founder_kind=stay.company.founder_kind)
            )
            if cases not in asked:
                asked[cases] = asked_of(criteria, cases=set(cases))
            dossier = dossiers.dossier(stay)
            verdict = judged_by(asked[cases], dossier)
            later = _later(asked[cases], dossier, until, verdict)
            found.append(Readiness(stay, rulebook, as_of, verdict, limits.of(stay), later))
    return found


def _later(
    asked: Asked, dossier: Dossier, until: datetime.date | None, verdict: Verdict
) -> Verdict | None:
    """What is met stays met when nothing but time passes."""
    if until is None:
        return None
    if verdict.standing == Standing.MET:
        return verdict
    return judged_by(asked, replace(dossier, until=until))


def text_for(shelf: Shelf, *, on: datetime.date) -> Rulebook | None:
    """The text whose conditions of graduation hold on a day; None where none is on file."""
    return shelf.applying(Purpose.GRADUATION, on=on)


def graduation_texts(shelf: Shelf) -> list[Rulebook]:
    """Every published text that says something about graduation, newest first."""
    return [one for one in shelf.rulebooks if criteria_of(one, Purpose.GRADUATION)]


def incubatees(*, on: datetime.date, access) -> "QuerySet[Residence]":
    """The stays that can end with a graduation: open in an incubator on a day, by admission."""
    stays = Residence.objects.visible_to(access).of_incubation().open(on=on)
    return stays.select_related("company", "incubator").order_by("admitted_on", "pk")


def expected(
    *, year: int, on: datetime.date, access, rulebook: Rulebook, shelf: Shelf | None = None
) -> list[Readiness]:
    """Who is expected to graduate in a year to come: the open stays that meet the conditions
    today, or will by passing of time alone before the year is over, all else unchanged."""
    stays = incubatees(on=on, access=access)
    found = readiness(stays, rulebook, as_of=on, until=year_end(year), shelf=shelf)
    return [one for one in found if one.is_expected]


class Limits:
    """The longest stays of many: those with the same texts and the same case share theirs."""

    def __init__(self, shelf: Shelf, as_of: datetime.date) -> None:
        self.shelf, self.as_of = shelf, as_of
        self.known: dict[tuple, list[StayLimit]] = {}

    def of(self, stay: Residence) -> list[StayLimit]:
        """As ``limits_of``."""
        until = stay.left_on or self.as_of
        texts = self.shelf.in_force(on=stay.admitted_on, until=until)
        company = stay.company
        key = (company.field, company.founder_kind, stay.incubator.kind,
               *(text.pk for text in texts))  # fmt: skip
        if key not in self.known:
            self.known[key] = limits_of(stay, on=self.as_of, shelf=self.shelf)
        return self.known[key]


def _in_batches(residences) -> Iterator[list[Residence]]:
    if isinstance(residences, QuerySet):
        residences = residences.select_related("company", "incubator").iterator(chunk_size=BATCH)
    rows = iter(residences)
    while batch := list(islice(rows, BATCH)):
        yield batch


@dataclass
class Gathered:
    """What is on file about the companies of a batch, by company (opinions by stay)."""

    as_of: datetime.date
    rules: set[str]
    companies: list[int]
    stays: list[int]
    figures: dict[int, dict] = field(default_factory=lambda: defaultdict(dict))
    newest: dict[int, dict] = field(default_factory=lambda: defaultdict(dict))
    certificates: dict[int, dict] = field(default_factory=lambda: defaultdict(dict))
    rights: dict[int, Known] = field(default_factory=dict)
    rounds: dict[int, Known] = field(default_factory=dict)
    market: dict[int, Known] = field(default_factory=dict)
    staff: dict[int, tuple[Known, Known]] = field(default_factory=dict)
    judged: dict[int, dict] = field(default_factory=lambda: defaultdict(dict))

    @classmethod
    def of(cls, stays: list[Residence], rules: set[str], as_of: datetime.date) -> "Gathered":
        """Everything that ``rules`` ask for."""
        companies = sorted({stay.company_id for stay in stays})
        found = cls(as_of, rules, companies, [stay.pk for stay in stays])
        for asked, read in READS:
            if rules & asked:
                read(found)
        return found

    @property
    def years(self) -> tuple[int, int, int]:
        """The last year that was over, and the two before it."""
        last = Dossier(self.as_of).last_year
        return last, last - 1, last - 2

    def dossier(self, stay: Residence) -> Dossier:
        """Of one stay's company."""
        company = stay.company_id
        staff, researchers = self.staff.get(company, (None, None))
        return Dossier(
            as_of=self.as_of,
            registered_on=stay.company.registered_on,
            figures=self.figures.get(company, {}),
            newest=self.newest.get(company, {}),
            certificates=self.certificates.get(company, {}),
            rights=self.rights.get(company),
            rounds=self.rounds.get(company),
            market=self.market.get(company),
            staff=staff,
            researchers=researchers,
            judged=self.judged.get(stay.pk, {}),
        )


def _figures(found: Gathered) -> None:
    codes = {code for rule in found.rules for code in FIGURES.get(rule, ())}
    reported = yearly_figures(codes=codes, years=found.years, companies=found.companies)
    sources: dict[tuple[int, int], Source] = {}
    for (company, year, code), one in reported.items():
        source = sources.setdefault((company, year), _report(one.report, str(year)))
        found.figures[company][year, code] = Known(Fraction(one.number), year_end(year), source)


def _is_hnte(found: Gathered) -> None:
    said = yearly_choices(code="is_hnte", years=found.years, companies=found.companies)
    for (company, year), (typed, report) in said.items():
        known = Known(Fraction(typed == "yes"), year_end(year), _report(report, str(year)))
        found.figures[company][year, "is_hnte"] = known


def _newest(found: Gathered) -> None:
    reported = newest_figures(codes=("assets", "equity"), by=found.as_of, companies=found.companies)
    for (company, code), one in reported.items():
        source = _report(one.report, f"{one.on:%Y-%m}")
        found.newest[company][code] = Known(Fraction(one.number), one.on, source)


def _certificates(found: Gathered) -> None:
    rows = Qualification.objects.counted().filter(
        company__in=found.companies, kind__in=HNTE_ANY, valid_from__lte=found.as_of
    )
    for row in rows.order_by("valid_from", "pk"):
        source = Source(KnownFrom.QUALIFICATION, row.pk, row.number, row.evidence_id is not None)
        held = found.certificates[row.company_id].setdefault(row.kind, [])
        held.append(Certificate(row.valid_from, row.valid_until, source))


def _rights(found: Gathered) -> None:
    rows = IntellectualProperty.objects.technical().valid(on=found.as_of)
    for row in rows.filter(company__in=found.companies).order_by("granted_on", "pk"):
        before = found.rights.get(row.company_id)
        source = Source(KnownFrom.PROPERTY, row.pk, row.number, row.evidence_id is not None)
        count = before.value + 1 if before else Fraction(1)
        found.rights[row.company_id] = Known(count, row.granted_on, source)


def _rounds(found: Gathered) -> None:
    rows = FinancingRound.objects.venture(by=found.as_of).filter(company__in=found.companies)
    for row in rows.order_by("closed_on", "pk"):
        before = found.rounds.get(row.company_id)
        proven = row.evidence_id is not None and (before is None or before.source.is_proven)
        source = Source(KnownFrom.ROUND, row.pk, row.investor, proven)
        total = Fraction(row.amount) + (before.value if before else 0)
        found.rounds[row.company_id] = Known(total, row.closed_on, source)


def _market(found: Gathered) -> None:
    rows = MarketEvent.objects.counted().filter(
        company__in=found.companies, happened_on__lte=found.as_of
    )
    for row in rows.order_by("happened_on", "pk"):
        source = Source(KnownFrom.MARKET, row.pk, row.market, row.evidence_id is not None)
        found.market[row.company_id] = Known(Fraction(1), row.happened_on, source)


def _staff(found: Gathered) -> None:
    rows = (
        StaffCount.objects.counted()
        .filter(company__in=found.companies, counted_on__lte=found.as_of)
        .order_by("company", "-counted_on", "-pk")
        .distinct("company")
    )
    for row in rows:
        source = Source(KnownFrom.STAFF, row.pk, "", row.evidence_id is not None)
        whole = Known(Fraction(row.total), row.counted_on, source)
        part = Known(Fraction(row.researchers), row.counted_on, source)
        found.staff[row.company_id] = (whole, part)


def _judged(found: Gathered) -> None:
    rows = Judgement.objects.newest(by=found.as_of).filter(residence__in=found.stays)
    for row in rows:
        source = Source(KnownFrom.JUDGEMENT, row.pk, row.words)
        known = Known(Fraction(row.is_met), row.judged_on, source)
        found.judged[row.residence_id][row.rule] = known


def _report(pk: int, said: str) -> Source:
    return Source(KnownFrom.REPORT, pk, said)


READS: list[tuple[set[str], Callable[[Gathered], None]]] = [
    (set(FIGURES), _figures),
    ({"hnte_local", "hnte_national"}, _is_hnte),
    ({"hnte_local", "hnte_national"}, _certificates),
    ({"assets"}, _newest),
    ({"own_ip"}, _rights),
    ({"venture_capital"}, _rounds),
    ({"merged_or_listed"}, _market),
    ({"rd_staff_share"}, _staff),
    (UNNUMBERED, _judged),
]
