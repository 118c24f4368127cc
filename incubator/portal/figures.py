"""公开数据: the page of what was published, for everybody; the open data are in the API.

Tables whose cells carry bars or a shade: readable without colour, without script, on a phone.
"""

from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_page
from django.views.decorators.http import require_safe

from companies.models import Company
from incubator.core.api.throttles import rated
from incubator.core.numbers import grouped
from incubator.statistics.indicators import BY_CODE
from incubator.statistics.models import Snapshot
from incubator.statistics.public.breakdowns import TOTAL, Breakdown
from incubator.statistics.public.figures import (
    ZONE_FIGURES,
    PublicYear,
    explanation,
    field_label,
    place_labels,
    public_year,
    public_years,
    zone_figures,
)

SHADES = 5  # steps of the shade of a cell, the class names of portal.css
FLOWS = ZONE_FIGURES[:2]  # one scale of bars; what has added up since has another


@dataclass(frozen=True)
class Shown:
    """One number: what is said (None where it is hidden), a bar in percent, a step of shade."""

    said: str | None
    share: int = 0
    shade: int = 0


@dataclass(frozen=True)
class Line:
    """A row or a column of a table: its name and its numbers."""

    label: str
    cells: list[Shown]


@dataclass(frozen=True)
class Shape:
    """One flow of a year: by incubator, by field, and by both."""

    code: str
    label: str
    places: list[Line]
    fields: list[Line]
    heads: list[str]
    rows: list[Line]


@login_not_required
@require_safe
@rated
@cache_page(settings.PUBLIC_CACHE_SECONDS)
def page(request: HttpRequest) -> HttpResponse:
    """``?year=``: of a published year, the latest without it; 404 for any other."""
    editions = public_years()
    chosen = _chosen(editions, request.GET.get("year"))
    one = public_year(chosen) if chosen else None
    return render(
        request,
        "portal/figures.html",
        {
            "editions": editions,
            "chosen": chosen,
            "headlines": _headlines(one) if one else [],
            "years": _years(editions),
            "labels": [BY_CODE[code].label for code in ZONE_FIGURES],
            "shapes": _shapes(one) if one else [],
            "explanation": explanation(),
            "generated": Company.objects.filter(is_generated=True).exists(),
        },
    )


def _chosen(editions: list[Snapshot], year: str | None) -> Snapshot | None:
    if year is None:
        return editions[0] if editions else None
    for one in editions:
        if str(one.year) == year:
            return one
    raise Http404


def _headlines(one: PublicYear) -> list[tuple[str, str, str]]:
    """Label, value and unit of the zone's figures."""
    return [
        (BY_CODE[code].label, grouped(one.zone[code]), BY_CODE[code].unit)
        for code in ZONE_FIGURES
        if code in one.zone
    ]


def _years(editions: list[Snapshot]) -> list[Line]:
    """The zone's figures of every published year, the oldest first."""
    found = zone_figures(editions)
    longest = {
        code: max((values[other] for values in found.values() for other in _alike(code)
                   if other in values), default=Decimal(0))
        for code in ZONE_FIGURES
    }  # fmt: skip
    return [
        Line(str(year), [_bar(found[year].get(code), longest[code]) for code in ZONE_FIGURES])
        for year in sorted(found)
    ]


def _alike(code: str) -> tuple[str, ...]:
    """The figures that share a scale."""
    return FLOWS if code in FLOWS else (code,)


def _bar(value: Decimal | int | None, longest: Decimal | int) -> Shown:
    if value is None:
        return Shown(None)
    return Shown(grouped(Decimal(value)), share=round(100 * value / longest) if longest else 0)


def _shapes(one: PublicYear) -> list[Shape]:
    names = place_labels()
    return [
        _shape(code, table, names) for code, table in one.tables.items() if table.total
    ]  # fmt: skip


def _shape(code: str, table: Breakdown, names: dict[str, str]) -> Shape:
    of_places = {place: table.shown(place, TOTAL) for place in table.places}
    of_fields = {field: table.shown(TOTAL, field) for field in table.fields}
    longest = max([0, *(n for n in (*of_places.values(), *of_fields.values()) if n is not None)])
    darkest = max(
        [0, *(n for p in of_places for f in of_fields if (n := table.shown(p, f)) is not None)]
    )
    ordered = sorted(of_places, key=lambda place: (-(of_places[place] or 0), place))
    return Shape(
        code=code,
        label=str(BY_CODE[code].label),
        places=[Line(names.get(p, p), [_bar(of_places[p], longest)]) for p in ordered],
        fields=[
            Line(field_label(f), [_bar(of_fields[f], longest)])
            for f in sorted(of_fields, key=lambda field: -(of_fields[field] or 0))
        ],
        heads=[names.get(place, place) for place in ordered],
        rows=[
            Line(field_label(f), [_shaded(table.shown(p, f), darkest) for p in ordered])
            for f in table.fields
        ],
    )


def _shaded(value: int | None, darkest: int) -> Shown:
    if value is None:
        return Shown(None)
    shade = -(-SHADES * value // darkest) if darkest else 0
    return Shown(grouped(Decimal(value)), shade=shade)
