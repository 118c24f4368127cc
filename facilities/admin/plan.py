"""租控表: a building floor by floor on a day, every room as a box."""

import datetime
from dataclasses import replace
from decimal import Decimal
from statistics import median

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from companies.models import Admission
from facilities.admin import words
from facilities.enums import SpaceState
from facilities.models import Building, LeasedUnit, SpaceLease, Unit
from facilities.queries.floors import ENDING_SOON, Floor, Room, floor_plan, last_let, summary
from incubator.accounts.access import Access, access_from
from incubator.accounts.permissions import Permission
from incubator.core.dates import FIRST_YEAR, add_months, today
from incubator.core.numbers import grouped, mark
from incubator.core.shown import day, last_day

MONTHS_AHEAD = 24
MANY = 150  # rooms; more are drawn smaller
HAS_TENANT = {SpaceState.LET, SpaceState.ENDING}


def page(pages, request: HttpRequest, building: Building) -> HttpResponse:
    """The table; ``?on=`` is the day, and a request by script gets the table alone."""
    on = words.day(request.GET.get("on")) or today()
    access = access_from(request)
    floors = _without_kept(floor_plan(building, on=on), access)
    allowed = {
        "leases": access.may(Permission.LEASES_READ),
        "may_let": access.may(Permission.LEASES_WRITE)
        and access.may(Permission.DECISIONS_WRITE)
        and on >= today(),
    }
    space = summary(floors)
    names = ("total", "let", "vacant", "out_of_service", "not_to_let")
    context = {
        "building": building,
        "on": on,
        "floors": [_shown_floor(pages, floor, on, **allowed) for floor in floors],
        "summary": space,
        "sums": {name: grouped(getattr(space, name)) for name in names},
        "dense": space.total_units > MANY,
        "last_let": None if space.let else last_let(building, before=on),
        "states": [(state, _label(state)) for state in SpaceState],
        "held": grouped(_held(floors)) if _held(floors) else "",
        "scale": _scale(floors, dense=space.total_units > MANY),
    }
    template = "facilities/admin/plan.html"
    if request.headers.get("X-Part") == "plan":
        template = "facilities/admin/plan_table.html"
    first = max(building.opened_on, datetime.date(FIRST_YEAR, 1, 1))
    last = add_months(max(today(), on), MONTHS_AHEAD)
    return pages.page(
        request,
        template,
        title=_("Rent-control table: %s") % building,
        address=reverse(pages.name_of("plan"), args=[building.pk]),
        first=first,
        last=last,
        span=(last - first).days,
        place=(on - first).days,
        back=pages.address_of(building),
        others=_neighbours(building),
        today=today(),
        before=max(add_months(on, -1), first),
        after=min(add_months(on, 1), last),
        **context,
    )


def _without_kept(floors: list[Floor], access: Access) -> list[Floor]:
    """The same; for whom a room is reserved is not told to whom that case is kept from."""
    waiting = {
        room.reserved.reservation.admission_id
        for floor in floors
        for room in floor.rooms
        if room.reserved
    }
    if not waiting:
        return floors
    seen = set(
        Admission.objects.visible_to(access).filter(pk__in=waiting).values_list("pk", flat=True)
    )
    return [
        replace(
            floor,
            rooms=[
                replace(room, reserved=None)
                if room.reserved and room.reserved.reservation.admission_id not in seen
                else room
                for room in floor.rooms
            ],
        )
        for floor in floors
    ]


def _neighbours(building: Building) -> list[tuple[Building, str]]:
    """The buildings of the institution, without its name before each."""
    others = Building.objects.filter(incubator=building.incubator_id).order_by("code")
    house = building.incubator.name
    return [(other, other.name.removeprefix(house).strip() or other.name) for other in others]


def _label(state: SpaceState) -> str:
    """A state as the legend says it: soon is so many days."""
    if state == SpaceState.ENDING:
        return _("Ends within %(days)d days") % {"days": ENDING_SOON.days}
    return str(state.label)


def _held(floors: list[Floor]) -> Decimal:
    rooms = [room for floor in floors for room in floor.rooms if room.state == SpaceState.HELD]
    return sum((room.unit.floor_area for room in rooms), Decimal(0))


def _scale(floors: list[Floor], *, dense: bool) -> str:
    """Rem of width for one m², the same for all rooms, so that boxes compare as areas do.

    The middle room gets a width in which its number and area can be read.
    """
    areas = [room.unit.floor_area for floor in floors for room in floor.rooms]
    if not areas:
        return "0.05"
    width = Decimal("6") if dense else Decimal("8.5")
    return mark(width / median(areas), 4)


def _shown_floor(pages, floor: Floor, on: datetime.date, **allowed: bool) -> dict:
    return {
        "number": floor.number,
        "rate": floor.rate,
        "area": words.area(floor.area),
        "rooms": [_shown_room(pages, room, on, **allowed) for room in floor.rooms],
    }


def _shown_room(pages, room: Room, on: datetime.date, *, leases: bool, may_let: bool) -> dict:
    return {
        "room": room,
        "area": words.area(room.unit.floor_area),
        "words": _words_of(room, leases=leases),
        "more": _more_of(room),
        "link": _link_of(pages, room, on, leases=leases, may_let=may_let),
    }


def _behind(room: Room) -> LeasedUnit | None:
    """The letting that a room's state comes from."""
    return {
        SpaceState.LET: room.letting,
        SpaceState.ENDING: room.letting,
        SpaceState.HELD: room.kept,
        SpaceState.RESERVED: room.next_letting,
    }.get(room.state)


def _words_of(room: Room, *, leases: bool) -> str:
    """Who has the room, or its state."""
    letting = _behind(room)
    if leases and letting:
        return letting.lease.company.name
    if leases and room.state == SpaceState.RESERVED and room.reserved:
        return str(room.reserved.reservation.admission)
    if room.state == SpaceState.NOT_TO_LET:
        return str(room.unit.get_use_display())
    return str(room.state.label)


def _more_of(room: Room) -> str:
    """Until when, since when, why."""
    if room.state in HAS_TENANT and room.letting:
        return _("until %s") % last_day(room.letting.ends_on)
    if room.state == SpaceState.HELD and room.kept:
        return _("over since %s") % day(room.kept.ends_on)
    if room.state == SpaceState.RESERVED and room.next_letting:
        return _("from %s") % day(room.next_letting.begins_on)
    if room.state == SpaceState.RESERVED and room.reserved:
        return _("kept until %s") % day(room.reserved.reservation.holds_until)
    if room.state == SpaceState.OUT_OF_SERVICE and room.closure:
        return str(room.closure.get_reason_display())
    return ""


def _link_of(pages, room: Room, on: datetime.date, *, leases: bool, may_let: bool) -> str:
    """To the lease, to letting the room, or to the unit."""
    site = pages.admin_site
    letting = _behind(room)
    if leases and letting:
        return site.get_model_admin(SpaceLease).address_of(letting.lease)
    if may_let and room.state == SpaceState.VACANT:
        asked = {"building": room.unit.building_id, "unit": room.unit.pk, "on": on}
        return f"{reverse(site.get_model_admin(SpaceLease).name_of('add'))}?{urlencode(asked)}"
    return site.get_model_admin(Unit).address_of(room.unit)
