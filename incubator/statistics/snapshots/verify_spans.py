"""What figures are at least and at most where days are known only roughly: by trying out.

Nothing but the place of a day before, in or after the year decides, and which stay of a company
begins first: so of each span of days the two ends are tried, and the days around the year's ends.
"""

import datetime
import itertools

MOST_WAYS = 200_000  # of one company; more are not tried out
ONE = datetime.timedelta(days=1)


def spans(stays, year):
    """By how much each figure (code, part, place) can be less and more than it is counted, and
    the companies that were too many to try out. ``stays`` are rows of the table of residences.
    """
    last = datetime.date(year, 12, 31)
    eve = datetime.date(year - 1, 12, 31)
    off, skipped, companies = {}, [], {}
    for row in stays:
        companies.setdefault(row["company"], []).append(row)
    for company, rows in companies.items():
        if not any(row["admitted_earliest"] or row["left_earliest"] for row in rows):
            continue
        counted = figures_of([_exactly(row) for row in rows], eve, last)
        low, high = dict(counted), dict(counted)
        ways = [_ways(row, (eve, last)) for row in rows]
        number = 1
        for way in ways:
            number *= len(way)
        if number > MOST_WAYS:
            skipped.append(company)
            continue
        for world in itertools.product(*ways):
            found = figures_of(world, eve, last)
            for key in found.keys() | low.keys():
                low[key] = min(low.get(key, 0), found.get(key, 0))
                high[key] = max(high.get(key, 0), found.get(key, 0))
        for key, most in high.items():
            less, more = off.get(key, (0, 0))
            here = counted.get(key, 0)
            off[key] = (less + here - low[key], more + most - here)
    return {key: bounds for key, bounds in off.items() if bounds != (0, 0)}, skipped


def _day(text):
    return datetime.date.fromisoformat(text) if text else None


def _exactly(row):
    key = int(row["residence"])
    return key, row["incubator"], _day(row["admitted_on"]), _day(row["left_on"]), row["exit_reason"]


def _ways(row, ends):
    """The ways in which one stay can have been, as far as they make a difference."""
    key, place, begin, end, reason = _exactly(row)
    begins = _tried(_day(row["admitted_earliest"]), _day(row["admitted_latest"]), begin, ends)
    finished = _tried(_day(row["left_earliest"]), _day(row["left_latest"]), end, ends)
    return [(key, place, one, other, reason) for one in begins for other in finished
            if other is None or other > one]  # fmt: skip


def _tried(earliest, latest, exact, ends):
    if earliest is None:
        return [exact]
    around = [day + step * ONE for day in ends for step in (-1, 0, 1)]
    return sorted({earliest, latest, *(day for day in around if earliest <= day <= latest)})


def figures_of(stays, eve, last):
    """The figures of one company whose days are known."""
    found = {}
    leader = min(stays, key=lambda stay: (stay[2], stay[0]))
    over = [stay for stay in stays if stay[3] and stay[3] <= last]
    for_good = not any(_inside(stay, last) for stay in stays) and not any(
        stay[4] == "graduated" for stay in over
    )
    for stay in stays:
        _key, place, begin, end, reason = stay
        counts, marks = [], []
        if eve < begin <= last:
            counts.append(("entered" if stay is leader else "re_entered", ""))
        if end and eve < end <= last:
            left = [("left", ""), ("left", reason)]
            counts += [("graduated", "")] if reason == "graduated" else left
        if stay in over and reason == "graduated":
            counts.append(("cumulative_graduated", ""))
        marks += ["in_incubation"] * _inside(stay, last)
        marks += ["in_incubation_before"] * _inside(stay, eve)
        marks += ["cumulative_incubated"] * (begin <= last)
        marks += ["cumulative_left"] * (stay in over and for_good)
        for where in ("", place):
            for code, part in counts:
                found[code, part, where] = found.get((code, part, where), 0) + 1
            for code in marks:
                found[code, "", where] = 1
    return found


def _inside(stay, day):
    return stay[2] <= day and (stay[3] is None or stay[3] > day)
