"""审计提示: what an auditor may want to look at. None of them decides anything.

Each signal is one row below: which stays of a year it points at, out of which others, and
what an honest reason for it can be. A stay that is pointed at counts in every figure as before.
"""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from companies.enums import ExitReason, GraduationState, ReturnState
from companies.models import (
    Company,
    GraduationReview,
    IncubationAgreement,
    Paper,
    Representative,
    Residence,
    Return,
    StaffCount,
)
from facilities.models import SpaceLease
from incubator.core.dates import day_of, midnight
from incubator.core.errors import RuleViolation
from incubator.statistics.snapshots.models import Snapshot

# From how many companies on one person or one address is a signal.
MANY = 3
LAST_WEEK = datetime.timedelta(days=6)
# Handed in by the company: what the office does with it afterwards is not the company's.
HANDED_IN = (ReturnState.SUBMITTED, ReturnState.VERIFIED)


@dataclass(frozen=True)
class Signal:
    """One kind of signal.

    ``among`` are the stays looked at in a year, ``pick`` those of them that stand out.
    ``innocent`` says what else may be behind it.
    """

    code: str
    label: str | Promise
    method: str | Promise
    innocent: str | Promise
    among: Callable[[int], QuerySet]
    pick: Callable[[QuerySet, int], QuerySet]

    def stays(self, year: int) -> QuerySet:
        """The stays of a year that it points at, with company and incubator."""
        found = self.pick(self.among(year), year)
        return found.select_related("company", "incubator").order_by("pk")


@dataclass(frozen=True)
class Seen:
    """What a signal found in a year: ``found`` of ``looked_at`` stays."""

    signal: Signal
    found: int
    looked_at: int


@dataclass(frozen=True)
class Evidence:
    """How many of a year's graduates have every step of their graduation on paper."""

    graduated: int
    evidenced: int

    @property
    def missing(self) -> int:
        """Those with a gap."""
        return self.graduated - self.evidenced


def signals_of(year: int) -> list[Seen]:
    """All signals of one year for the whole zone, each in two queries."""
    return [
        Seen(one, one.pick(one.among(year), year).count(), one.among(year).count())
        for one in SIGNALS
    ]


def evidence_of(seen: list[Seen]) -> Evidence:
    """“30 graduated, of which 28 fully evidenced”, out of what the signals of a year found."""
    (gaps,) = [one for one in seen if one.signal.pick is without_papers]
    return Evidence(gaps.looked_at, gaps.looked_at - gaps.found)


def signal_named(code: str) -> Signal:
    """Raises RuleViolation ``unknown_signal`` (404)."""
    for one in SIGNALS:
        if one.code == code:
            return one
    raise RuleViolation(
        "unknown_signal",
        _("There is no signal “%(code)s”."),
        field="signal",
        status=404,
        code=code[:40],
    )


def entered_in(year: int) -> QuerySet:
    """Stays in incubators that began in a year."""
    return Residence.objects.of_incubation().filter(admitted_on__year=year)


def graduated_in(year: int) -> QuerySet:
    """Stays in incubators that ended with graduation in a year."""
    return Residence.objects.of_incubation().filter(
        left_on__year=year, exit_reason=ExitReason.GRADUATED
    )


def open_all_year(year: int) -> QuerySet:
    """Stays in incubators that were open on every day of a year."""
    first, last = datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    return Residence.objects.of_incubation().open(on=last).filter(admitted_on__lt=first)


def open_in(year: int) -> QuerySet:
    """Stays in incubators that were open on some day of a year."""
    return (
        Residence.objects.of_incubation()
        .filter(admitted_on__year__lte=year)
        .exclude(left_on__lte=datetime.date(year, 1, 1))
    )


def in_december(stays: QuerySet, year: int) -> QuerySet:
    """Those that began in the last month."""
    return stays.filter(admitted_on__gte=datetime.date(year, 12, 1))


def before_the_freeze(stays: QuerySet, year: int) -> QuerySet:
    """Those that ended in the last week of the year, or that were recorded as graduations in the
    week before the figures of the year were frozen.
    """
    late = Q(left_on__gte=datetime.date(year, 12, 31) - LAST_WEEK)
    if frozen := freeze_of(year):
        recorded = Residence.history.rel.related_model.objects.filter(
            pgh_obj=OuterRef("pk"), exit_reason=ExitReason.GRADUATED
        )
        first = recorded.order_by("pgh_id").values("pgh_created_at")[:1]
        stays = stays.annotate(graduation_recorded_at=Subquery(first))
        since = midnight(day_of(frozen) - LAST_WEEK)
        late |= Q(graduation_recorded_at__gte=since, graduation_recorded_at__lt=frozen)
    return stays.filter(late)


def freeze_of(year: int) -> datetime.datetime | None:
    """The moment of the data of a year's first publication; None while it is not published."""
    first = Snapshot.objects.published().filter(year=year, edition=1)
    return first.values_list("known_at", flat=True).first()


def without_life(stays: QuerySet, year: int) -> QuerySet:
    """Those of which the year holds nothing: no return handed in, nobody on staff, no room let."""
    mine = Q(company=OuterRef("company"))
    returns = Return.objects.filter(
        due__company=OuterRef("company"),
        due__incubator=OuterRef("incubator"),
        due__period__ends_on__year=year,
        state__in=HANDED_IN,
    )
    staff = StaffCount.objects.counted().filter(mine, counted_on__year=year, total__gt=0)
    rooms = SpaceLease.objects.filter(
        mine, begins_on__year__lte=year, until_on__gt=datetime.date(year, 1, 1)
    )
    return stays.filter(~Exists(returns), ~Exists(staff), ~Exists(rooms))


def of_one_person(stays: QuerySet, year: int) -> QuerySet:
    """Those whose legal representative, or somebody who acts for them, stands behind many."""
    there = open_in(year)
    heads = (
        IncubationAgreement.objects.filter(residence__in=there, void_on__isnull=True)
        .exclude(party_head="")
        .values("party_head")
        .annotate(behind=Count("residence__company", distinct=True))
        .filter(behind__gte=MANY)
        .values("party_head")
    )
    people = (
        Representative.objects.filter(company__in=there.values("company"), ended_at__isnull=True)
        .values("user")
        .annotate(behind=Count("company", distinct=True))
        .filter(behind__gte=MANY)
        .values("user")
    )
    signed = IncubationAgreement.objects.filter(
        residence=OuterRef("pk"), void_on__isnull=True, party_head__in=heads
    )
    acting = Representative.objects.filter(
        company=OuterRef("company"), ended_at__isnull=True, user__in=people
    )
    return stays.filter(Exists(signed) | Exists(acting))


def of_one_contact(stays: QuerySet, year: int) -> QuerySet:
    """Those whose lease names a mail address that the leases of many companies name."""
    shared = (
        SpaceLease.objects.filter(company__in=open_in(year).values("company"))
        .exclude(contact_email="")
        .values("contact_email")
        .annotate(behind=Count("company", distinct=True))
        .filter(behind__gte=MANY)
        .values("contact_email")
    )
    return stays.filter(
        Exists(SpaceLease.objects.filter(company=OuterRef("company"), contact_email__in=shared))
    )


def of_one_name(stays: QuerySet, year: int) -> QuerySet:
    """Those whose company bears the name of another one on file: perhaps one counted twice."""
    twins = Company.objects.filter(name=OuterRef("company__name")).exclude(pk=OuterRef("company"))
    return stays.filter(Exists(twins))


def without_papers(stays: QuerySet, year: int) -> QuerySet:
    """Graduates without a closed graduation review, its certificate number, or any paper of it."""
    papers = Paper.objects.filter(graduation=OuterRef("pk"))
    whole = GraduationReview.objects.filter(
        Exists(papers), residence=OuterRef("pk"), state=GraduationState.GRADUATED
    ).exclude(certificate_number="")
    return stays.filter(~Exists(whole))


SIGNALS = (
    Signal(
        code="december_entries",
        label=_("Entries in December"),
        method=_("Stays that began in December, out of all that began in the year."),
        innocent=_("A building opened, or a contest ended in autumn."),
        among=entered_in,
        pick=in_december,
    ),
    Signal(
        code="year_end_graduations",
        label=_("Graduations in the week before the freeze"),
        method=_(
            "Graduations from 25 to 31 December, and those that were recorded in the seven days "
            "before the figures of the year were frozen, out of all of the year."
        ),
        innocent=_("Formalities are often closed before the year is, and archives taken over."),
        among=graduated_in,
        pick=before_the_freeze,
    ),
    Signal(
        code="graduations_without_papers",
        label=_("Graduations with a gap in the papers"),
        method=_(
            "Graduates of the year without a closed graduation review, its certificate number, "
            "or any paper filed with it."
        ),
        innocent=_("Graduated before the system was there, with the papers in the archive."),
        among=graduated_in,
        pick=without_papers,
    ),
    Signal(
        code="empty_shells",
        label=_("No sign of life"),
        method=_(
            "Stays open all year of which the year holds no return handed in, nobody on staff "
            "and no room let."
        ),
        innocent=_("Returns were not asked for in that year, or the company rents elsewhere."),
        among=open_all_year,
        pick=without_life,
    ),
    Signal(
        code="one_person",
        label=_("One person behind many companies"),
        method=_(
            "Stays open in the year whose legal representative signed for three companies or "
            "more, or somebody acts for three or more in the portal."
        ),
        innocent=_("Namesakes, or a bookkeeper who reports for several."),
        among=open_in,
        pick=of_one_person,
    ),
    Signal(
        code="one_contact",
        label=_("One mail address behind many companies"),
        method=_("Stays open in the year whose lease names a mail address of three or more."),
        innocent=_("An agency that looks after several tenants."),
        among=open_in,
        pick=of_one_contact,
    ),
    Signal(
        code="one_name",
        label=_("Two companies of one name"),
        method=_("Stays open in the year of a company that has the name of another on file."),
        innocent=_("A name taken over after the first bearer was dissolved."),
        among=open_in,
        pick=of_one_name,
    ),
)
