"""出租情况: who sits where on a day, over time, and what has been vacant for how long."""

import datetime

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from facilities.admin import words
from facilities.enums import UnitUse
from facilities.exports import occupancy_table
from facilities.models import Building, Unit
from facilities.queries.occupancy import (
    GROUPS,
    Space,
    VacancyLength,
    area_by_use,
    density,
    incubatee_share,
    occupancy,
    over_time,
    vacancies,
    vacancy_by_length,
)
from incubator.accounts.access import Access, access_from
from incubator.core.api.tables import XlsxFile
from incubator.core.dates import add_months, today
from incubator.core.numbers import grouped, mark
from incubator.institutions.models import Incubator

POINTS = 12  # before the day itself
STEPS = {"month": 1, "year": 12}
MOST_VACANT = 20
SHARES = ("let", "vacant", "out_of_service")


def page(pages, request: HttpRequest) -> HttpResponseBase:
    """``?on=&by=&incubator=&step=``; what is not offered counts as not said."""
    on = words.day(request.GET.get("on")) or today()
    places = {
        place.code: place
        for place in Incubator.objects.visible_to(access_from(request)).order_by("pk")
    }
    place = places.get(request.GET.get("incubator", ""))
    access = access_from(request)
    if place is not None:
        access = access.narrowed(incubator_id=place.pk)
    by = _offered(request.GET.get("by"), [name for name in GROUPS if name != "zone"], "building")
    step = _offered(request.GET.get("step"), STEPS, "month")
    groups = occupancy(on=on, access=access, by=by)
    if request.GET.get("format") == "xlsx":
        return XlsxFile().respond(occupancy_table(on, by, groups))
    asked = {"on": on, "by": by, "step": step} | ({"incubator": place.code} if place else {})
    past = _past(on, STEPS[step], access)
    whole = past[-1][1]
    return pages.page(
        request,
        "facilities/admin/occupancy.html",
        title=_("Let and vacant"),
        on=on,
        place=place,
        places=places.values(),
        asked=asked,
        bys=_tabs(asked, "by", _group_words(several=len(places) > 1 and place is None)),
        steps=_tabs(asked, "step", {"month": _("by month"), "year": _("by year")}),
        whole=whole,
        sums={name: grouped(getattr(whole, name)) for name in (*SHARES, "total", "not_to_let")},
        uses=_uses(on, access),
        share=_share(on, access),
        density=density(on=on, access=access),
        rows=[_shown(space, name) for space, name in _named(pages, groups, by, on, access)],
        points=[_point(day, space) for day, space in past],
        lengths=[_length(group) for group in vacancy_by_length(on=on, access=access)],
        vacant=[_vacant(pages, unit, on) for unit in vacancies(on=on, access=access)[:MOST_VACANT]],
        file=f"?{urlencode({**asked, 'format': 'xlsx'})}",
    )


def _offered(said: str | None, offered, otherwise: str) -> str:
    return said if said in offered else otherwise


def _group_words(*, several: bool) -> dict[str, str]:
    named = {
        "incubator": _("by institution"), "building": _("by building"), "floor": _("by floor"),
        "use": _("by use"),
    }  # fmt: skip
    return named if several else {name: text for name, text in named.items() if name != "incubator"}


def _tabs(asked: dict, name: str, offered: dict[str, str]) -> list[dict]:
    return [
        {
            "text": text,
            "link": f"?{urlencode({**asked, name: value})}",
            "here": asked[name] == value,
        }
        for value, text in offered.items()
    ]


def _uses(on: datetime.date, access: Access) -> list[tuple[str, str]]:
    """7e00 = 7e01 + 7e02 + 7e03 + 7e04, in m²."""
    area = area_by_use(on=on, access=access)
    parts = ("total", "office", "incubatee", "public_service", "other")
    labels = (_("Floor area of all buildings"), *(use.label for use in UnitUse))
    return [
        (label, grouped(getattr(area, name))) for label, name in zip(labels, parts, strict=True)
    ]


def _share(on: datetime.date, access: Access) -> dict:
    """SHARE_INC with the rule of the day, and whether it is met."""
    found = incubatee_share(on=on, access=access)
    return {
        "found": found,
        "used": grouped(found.used),
        "own": grouped(found.own),
        "least": f"{float(found.rule.at_least) * 100:.4g}" if found.rule else "",
    }


def _past(on: datetime.date, months: int, access: Access) -> list[tuple[datetime.date, Space]]:
    """The same day of the months (or years) before, and the day itself."""
    days = [add_months(on, -months * back) for back in range(POINTS, -1, -1)]
    return over_time(days=days, access=access)


def _named(
    pages, groups: list[Space], by: str, on: datetime.date, access: Access
) -> list[tuple[Space, dict]]:
    """Each group with what it is called and where it leads."""
    places = {place.code: str(place) for place in Incubator.objects.visible_to(access)}
    houses = {
        (house.incubator.code, house.code): house
        for house in Building.objects.visible_to(access).select_related("incubator")
    }
    return [(space, _name(pages, space.group, by, on, places, houses)) for space in groups]


def _name(  # noqa: PLR0917 - what a group is, and what its words come from
    pages, group: tuple, by: str, on: datetime.date, places: dict, houses: dict
) -> dict:
    if by == "use":
        return {"text": str(UnitUse(group[0]).label), "link": ""}
    if by == "incubator":
        asked = {"on": on, "by": "building", "incubator": group[0]}
        return {"text": places[group[0]], "link": f"?{urlencode(asked)}"}
    house = houses[group[:2]]
    text = str(house)
    if by == "floor":
        text = " · ".join([text, _("Floor %(n)s") % {"n": group[2]}])
    return {"text": text, "link": f"{reverse(pages.name_of('plan'), args=[house.pk])}?on={on}"}


def _shown(space: Space, name: dict) -> dict:
    names = (*SHARES, "total", "not_to_let")
    return {
        **name,
        "rate": space.rate,
        "bar": _bar(space),
        **{one: grouped(getattr(space, one)) for one in names},
    }


def _bar(space: Space) -> list[tuple[str, str]]:
    """The parts of a bar and their widths in per cent, with a point as CSS wants it."""
    if not space.total:
        return []
    return [(name, mark(100 * getattr(space, name) / space.total, 2)) for name in SHARES]


def _point(day: datetime.date, space: Space) -> dict:
    return {"day": day, **_shown(space, {})}


def _length(group: VacancyLength) -> dict:
    if group.to_days is None:
        label = _("%(from)d days and longer") % {"from": group.from_days}
    elif not group.from_days:
        label = _("less than %(to)d days") % {"to": group.to_days}
    else:
        label = _("%(from)d to %(to)d days") % {"from": group.from_days, "to": group.to_days - 1}
    return {"label": label, "units": group.units, "area": grouped(group.area)}


def _vacant(pages, unit: Unit, on: datetime.date) -> dict:
    days = (on - unit.vacant_since).days
    return {
        "unit": str(unit),
        "link": pages.admin_site.get_model_admin(Unit).address_of(unit),
        "floor": unit.floor,
        "area": words.area(unit.floor_area),
        "since": unit.vacant_since,
        "days": ngettext("%d day", "%d days", days) % days,
    }
