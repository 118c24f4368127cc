"""Facts of every kind: what holds of a company, what waits, and what has no document."""

import datetime
from dataclasses import dataclass

from django.db.models import CharField, Count, Exists, Model, OuterRef, Q, QuerySet, Value

from companies.enums import FactState
from companies.models import (
    Award,
    Company,
    CompanyFact,
    FinancingRound,
    IntellectualProperty,
    MarketEvent,
    Product,
    Project,
    Qualification,
    Residence,
    StaffCount,
    SubsidyClaim,
)
from incubator.accounts.access import Access

# In the order in which pages show them, under the names of their addresses.
FACTS: dict[str, type[CompanyFact]] = {
    "qualifications": Qualification,
    "property": IntellectualProperty,
    "projects": Project,
    "awards": Award,
    "claims": SubsidyClaim,
    "rounds": FinancingRound,
    "products": Product,
    "staff": StaffCount,
    "market": MarketEvent,
}


@dataclass(frozen=True)
class FactCounts:
    """How many facts hold of a company, how many of them have no document, how many wait."""

    counted: int = 0
    without_document: int = 0
    waiting: int = 0


def fact_counts(company: Company) -> FactCounts:
    """Over every kind, in one query."""
    found = counts_by_kind(company=company).values()
    return FactCounts(
        counted=sum(one.counted for one in found),
        without_document=sum(one.without_document for one in found),
        waiting=sum(one.waiting for one in found),
    )


def counts_by_kind(
    *, company: Company | None = None, access: Access | None = None
) -> dict[str, FactCounts]:
    """For each kind by its name, in one query: of a company, or of all that ``access`` sees."""
    parts = [_counts_of(name, kind, company, access) for name, kind in FACTS.items()]
    found = {row["named"]: row for row in parts[0].union(*parts[1:], all=True)}
    return {
        name: FactCounts(row["counted"], row["gaps"], row["waiting"])
        if (row := found.get(name))
        else FactCounts()
        for name in FACTS
    }


def not_renewed(*, access: Access, ended_by: datetime.date) -> QuerySet:
    """Certificates that end by a day with none of their kind after them, oldest first.

    Only of companies that are in residence: of those gone nobody asks it any more.
    """
    after = Qualification.objects.counted().filter(
        Q(valid_until__isnull=True) | Q(valid_until__gt=OuterRef("valid_until")),
        company=OuterRef("company"),
        kind=OuterRef("kind"),
    )
    return (
        Qualification.objects.visible_to(access)
        .counted()
        .filter(valid_until__lte=ended_by)
        .filter(Exists(Residence.objects.filter(company=OuterRef("company"), left_on=None)))
        .exclude(Exists(after))
        .select_related("company", "evidence")
        .order_by("valid_until", "pk")
    )


def facts_of(company: Company) -> list[tuple[str, type[CompanyFact], list[CompanyFact]]]:
    """Every fact of a company, the newest first: (name, kind, rows with ``is_replaced``)."""
    return [
        (name, kind, list(with_standing(kind, company).order_by("-pk")))
        for name, kind in FACTS.items()
    ]


def with_standing(kind: type[CompanyFact], company: Company | None = None) -> QuerySet:
    """Facts of a kind with ``is_replaced`` and their document read with them."""
    rows = kind._default_manager.select_related("evidence", "company", "verified_by")
    return with_standing_of(rows if company is None else rows.filter(company=company))


def with_standing_of(rows: QuerySet) -> QuerySet:
    """Adds ``is_replaced``: whether a verified correction stands in for the fact."""
    return rows.annotate(is_replaced=_replaced(rows.model))


def _replaced(kind: type[Model]) -> Exists:
    better = kind._default_manager.filter(replaces=OuterRef("pk"), state=FactState.VERIFIED)
    return Exists(better)


def _counts_of(
    name: str, kind: type[CompanyFact], company: Company | None, access: Access | None
) -> QuerySet:
    rows = kind._default_manager.all()
    if access is not None:
        rows = rows.visible_to(access)
    if company is not None:
        rows = rows.filter(company=company)
    holds = Q(state=FactState.VERIFIED, gone=False)
    return (
        rows.annotate(gone=_replaced(kind), named=Value(name, output_field=CharField()))
        .values("named")
        .annotate(
            counted=Count("pk", filter=holds),
            gaps=Count("pk", filter=holds & Q(evidence__isnull=True)),
            waiting=Count("pk", filter=Q(state=FactState.SUBMITTED)),
        )
        .order_by()
    )
