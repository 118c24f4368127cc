"""Facts of every kind: what holds of a company, what waits, and what has no document."""

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
    StaffCount,
    SubsidyClaim,
)

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
    parts = [_counts_of(kind, company) for kind in FACTS.values()]
    rows = list(parts[0].union(*parts[1:], all=True))
    return FactCounts(
        counted=sum(row["counted"] for row in rows),
        without_document=sum(row["gaps"] for row in rows),
        waiting=sum(row["waiting"] for row in rows),
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
    if company is not None:
        rows = rows.filter(company=company)
    return rows.annotate(is_replaced=_replaced(kind))


def _replaced(kind: type[Model]) -> Exists:
    better = kind._default_manager.filter(replaces=OuterRef("pk"), state=FactState.VERIFIED)
    return Exists(better)


def _counts_of(kind: type[CompanyFact], company: Company) -> QuerySet:
    rows = kind._default_manager.filter(company=company).annotate(gone=_replaced(kind))
    holds = Q(state=FactState.VERIFIED, gone=False)
    return (
        rows.annotate(kind_said=Value(kind.__name__, output_field=CharField()))
        .values("kind_said")
        .annotate(
            counted=Count("pk", filter=holds),
            gaps=Count("pk", filter=holds & Q(evidence__isnull=True)),
            waiting=Count("pk", filter=Q(state=FactState.SUBMITTED)),
        )
        .order_by()
    )
