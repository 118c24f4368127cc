"""The same numbers in one statement each, as somebody would write it who knew the answer."""

import datetime
from decimal import Decimal
from typing import Any

from django.db import connection

from incubator.statistics.computation import CountedYear
from incubator.statistics.indicators import BY_CODE, INDICATORS

# Of four ways that we tried, the best over early and late years. Only stays that begin in
# the year are asked whether they are their company's first; the grouping sets give places
# and zone in one pass.
STATEMENT = """
WITH stays AS (
    SELECT incubator_id, company_id, admitted_on, left_on, exit_reason,
           left_on BETWEEN %(begin)s AND %(end)s AS ended,
           left_on IS NULL OR left_on > %(end)s AS open,
           CASE WHEN admitted_on >= %(begin)s THEN NOT EXISTS (
               SELECT FROM companies_residence AS earlier
               WHERE earlier.programme = 'incubation' AND earlier.company_id = stay.company_id
               AND (earlier.admitted_on, earlier.id) < (stay.admitted_on, stay.id)
           ) END AS is_first
    FROM companies_residence AS stay
    WHERE programme = 'incubation' AND admitted_on <= %(end)s
)
SELECT incubator_id,
       count(*) FILTER (WHERE is_first) AS entered,
       count(*) FILTER (WHERE NOT is_first) AS re_entered,
       count(*) FILTER (WHERE ended AND exit_reason = 'graduated') AS graduated,
       count(*) FILTER (WHERE ended AND exit_reason = 'withdrew') AS withdrew,
       count(*) FILTER (WHERE ended AND exit_reason = 'removed') AS removed,
       count(*) FILTER (WHERE ended AND exit_reason = 'dissolved') AS dissolved,
       count(*) FILTER (WHERE ended AND exit_reason = 'moved') AS moved,
       count(DISTINCT company_id) FILTER (WHERE open) AS in_incubation,
       count(DISTINCT company_id) AS cumulative_incubated,
       count(*) FILTER (WHERE exit_reason = 'graduated' AND NOT open) AS cumulative_graduated,
       count(*) FILTER (
           WHERE admitted_on < %(begin)s AND (left_on IS NULL OR left_on >= %(begin)s)
       ) AS opening,
       count(*) FILTER (WHERE open) AS closing
FROM stays
GROUP BY GROUPING SETS ((incubator_id), ())
"""
# Areas of the year's last day, by place and for the zone, as figures of the same names.
AREAS = """
WITH stays AS (
    SELECT id FROM companies_residence
    WHERE programme = 'incubation' AND admitted_on <= %(end)s
      AND (left_on IS NULL OR left_on > %(end)s)
), houses AS (
    SELECT * FROM facilities_building
    WHERE opened_on <= %(end)s AND (closed_on IS NULL OR closed_on > %(end)s)
), rooms AS (
    SELECT unit.incubator_id, unit.floor_area, unit.rentable, unit.use,
           place.programme = 'incubation' AS incubates, letting.id IS NOT NULL AS let,
           closure.id IS NOT NULL AS closed, stays.id IS NOT NULL AS incubatee
    FROM facilities_unit unit
    JOIN houses ON houses.id = unit.building_id
    JOIN institutions_incubator place ON place.id = unit.incubator_id
    LEFT JOIN facilities_leasedunit letting ON letting.unit_id = unit.id
        AND letting.begins_on <= %(end)s AND letting.ends_on > %(end)s
    LEFT JOIN facilities_spacelease lease ON lease.id = letting.lease_id
    LEFT JOIN stays ON stays.id = lease.residence_id
    LEFT JOIN facilities_closure closure ON closure.unit_id = unit.id
        AND closure.begins_on <= %(end)s AND (closure.ends_on IS NULL OR closure.ends_on > %(end)s)
    WHERE unit.begins_on <= %(end)s AND (unit.ends_on IS NULL OR unit.ends_on > %(end)s)
), of_rooms AS (
    SELECT incubator_id,
        sum(floor_area) FILTER (WHERE incubates AND incubatee) AS area_incubatees,
        sum(floor_area) FILTER (WHERE incubates AND use = 'public_service') AS area_public,
        sum(floor_area) FILTER (WHERE rentable) AS area_to_let,
        sum(floor_area) FILTER (WHERE let) AS area_let,
        sum(floor_area) FILTER (WHERE rentable AND NOT let AND NOT closed) AS area_vacant,
        sum(floor_area) FILTER (WHERE rentable AND NOT let AND closed) AS area_out_of_service
    FROM rooms GROUP BY GROUPING SETS ((incubator_id), ())
), of_houses AS (
    SELECT incubator_id, sum(floor_area) AS area_total,
        sum(floor_area) FILTER (
            WHERE place.programme = 'incubation' AND tenure IN ('owned', 'rented')
        ) AS area_own
    FROM houses JOIN institutions_incubator place ON place.id = houses.incubator_id
    GROUP BY GROUPING SETS ((incubator_id), ())
)
SELECT of_rooms.*, area_total, area_own
FROM of_rooms LEFT JOIN of_houses
    ON of_houses.incubator_id IS NOT DISTINCT FROM of_rooms.incubator_id
"""

# Figures of stays that are compared with the system's and not timed: how long companies stay,
# who was there before, and who is gone for good.
STAYS = """
WITH stays AS (
    SELECT incubator_id, company_id, admitted_on, left_on, exit_reason,
           left_on IS NULL OR left_on > %(end)s AS open,
           bool_or(left_on IS NULL OR left_on > %(end)s) OVER theirs AS inside,
           bool_or(exit_reason = 'graduated' AND left_on <= %(end)s) OVER theirs AS graduated
    FROM companies_residence
    WHERE programme = 'incubation' AND admitted_on <= %(end)s
    WINDOW theirs AS (PARTITION BY company_id)
)
SELECT incubator_id,
       count(DISTINCT company_id) FILTER (
           WHERE admitted_on < %(begin)s AND (left_on IS NULL OR left_on >= %(begin)s)
       ) AS in_incubation_before,
       count(DISTINCT company_id) FILTER (
           WHERE NOT inside AND NOT coalesce(graduated, false)
       ) AS cumulative_left,
       round(avg(round((%(end)s::date - admitted_on) / 30.4375, 2)) FILTER (WHERE open), 2)
           AS stay_average,
       max(round((%(end)s::date - admitted_on) / 30.4375, 2)) FILTER (WHERE open) AS stay_longest,
       round(avg(round((left_on - admitted_on) / 30.4375, 2)) FILTER (
           WHERE exit_reason = 'graduated' AND left_on BETWEEN %(begin)s AND %(end)s
       ), 2) AS graduate_stay_average
FROM stays
GROUP BY GROUPING SETS ((incubator_id), ())
"""

REASONS = ("withdrew", "removed", "dissolved", "moved")

# What the two statements count, and the ratios made of it.
BY_HAND = tuple(
    indicator
    for indicator in INDICATORS
    if indicator.code
    in {
        "entered", "re_entered", "graduated", "left", "in_incubation", "cumulative_incubated",
        "cumulative_graduated", "area_total", "area_own", "area_incubatees", "area_public",
        "area_to_let", "area_let", "area_vacant", "area_out_of_service", "occupancy",
        "incubatee_share", "density",
    }
)  # fmt: skip

OF_STAYS = tuple(
    indicator
    for indicator in INDICATORS
    if indicator.code
    in {
        "entered", "re_entered", "graduated", "left", "in_incubation", "in_incubation_before",
        "cumulative_left", "stay_average", "stay_longest", "graduate_stay_average",
    }
)  # fmt: skip

Figures = dict[tuple[int | None, str], int | Decimal]


def by_hand(year: int) -> list[dict[str, Any]]:
    """One row for each place that has facts; the zone's has no incubator."""
    return _rows(STATEMENT, year)


def areas_by_hand(year: int) -> list[dict[str, Any]]:
    """The same of areas, in m²."""
    return _rows(AREAS, year)


def stays_by_hand(year: int) -> Figures:
    """The figures of ``STAYS``, by place and for the zone."""
    figures: Figures = {}
    for row in _rows(STAYS, year):
        place = row.pop("incubator_id")
        figures |= {(place, name): number for name, number in row.items()}
    return _without_zeros(figures)


def stays_of_system(counted: CountedYear) -> Figures:
    """The same of a year that was counted with ``OF_STAYS``."""
    known = {"in_incubation_before", "cumulative_left", "stay_average", "stay_longest",
             "graduate_stay_average"}  # fmt: skip
    return _without_zeros({
        (figure.incubator_id, figure.indicator): figure.counted
        for figure in counted.figures
        if figure.indicator in known
    })  # fmt: skip


def _rows(statement: str, year: int) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, {"begin": f"{year}-01-01", "end": f"{year}-12-31"})
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def figures_by_hand(rows: list[dict[str, Any]], areas: list[dict[str, Any]]) -> Figures:
    figures: Figures = {}
    for row in areas:
        place = row.pop("incubator_id")
        figures |= {(place, name): int(area or 0) for name, area in row.items()}
    for row in rows:
        place = row.pop("incubator_id")
        figures |= {(place, name): int(number) for name, number in row.items()}
        figures[place, "left"] = sum(figures[place, reason] for reason in REASONS)
    return _without_zeros(figures)


def figures_of_system(counted: CountedYear) -> Figures:
    figures: Figures = {
        (figure.incubator_id, figure.part or figure.indicator): int(figure.counted)
        for figure in counted.figures
        if not BY_CODE[figure.indicator].ratio
    }
    for line in counted.identity:
        figures[line.incubator_id, "opening"] = line.opening
        figures[line.incubator_id, "closing"] = line.closing
    return _without_zeros(figures)


def _without_zeros(figures: Figures) -> Figures:
    """A place without facts has a row of zeros on one side and none on the other."""
    return {key: number for key, number in figures.items() if number}


# A unit is let once and closed once on a day (exclusion constraints), so plain joins count
# no unit twice.
SPACE = """
SELECT CASE WHEN letting.unit_id IS NOT NULL THEN 'let'
            WHEN NOT unit.rentable THEN 'not_to_let'
            WHEN closure.unit_id IS NOT NULL THEN 'out_of_service'
            ELSE 'vacant' END AS state,
       count(*), sum(unit.floor_area)
FROM facilities_unit AS unit
JOIN facilities_building AS building ON building.id = unit.building_id
    AND building.opened_on <= %(on)s
    AND (building.closed_on IS NULL OR building.closed_on > %(on)s)
LEFT JOIN facilities_leasedunit AS letting ON letting.unit_id = unit.id
    AND letting.begins_on <= %(on)s AND letting.ends_on > %(on)s
LEFT JOIN facilities_closure AS closure ON closure.unit_id = unit.id
    AND closure.begins_on <= %(on)s AND (closure.ends_on IS NULL OR closure.ends_on > %(on)s)
WHERE unit.begins_on <= %(on)s AND (unit.ends_on IS NULL OR unit.ends_on > %(on)s)
GROUP BY state
"""


def space_by_hand(on: datetime.date) -> dict[str, tuple[int, Decimal]]:
    """Units and area (m²) of each state on a day."""
    with connection.cursor() as cursor:
        cursor.execute(SPACE, {"on": on})
        return {state: (units, area) for state, units, area in cursor.fetchall()}
