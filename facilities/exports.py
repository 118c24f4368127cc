"""What files of facilities contain."""

import datetime

from django.utils.translation import gettext

from facilities.queries.occupancy import GROUPS, Space
from incubator.core.api.tables import Table
from incubator.core.numbers import plain

STATES = ("let", "vacant", "out_of_service", "not_to_let")
# The last word of a unit's column names a group.
GROUP_WORDS = {"incubator__code": "incubator", "building__code": "building"}


def occupancy_table(on: datetime.date, by: str, groups: list[Space]) -> Table:
    """The space of one day, a row for each group."""
    names = [GROUP_WORDS.get(name, name) for name in GROUPS[by]]
    words = {
        "incubator": gettext("Incubator"), "building": gettext("Building"),
        "floor": gettext("Floor"), "use": gettext("Use"),
    }  # fmt: skip
    head = [
        gettext("Day"), *(words[name] for name in names), gettext("Area to let"),
        gettext("Area let"), gettext("Area vacant"), gettext("Area out of service"),
        gettext("Not to let"), gettext("Occupancy"),
    ]  # fmt: skip
    rows = [
        [
            on, *space.group, plain(space.total), *(plain(getattr(space, s)) for s in STATES),
            plain(space.rate),
        ]
        for space in groups
    ]  # fmt: skip
    return Table(f"occupancy-{by}-{on:%Y-%m-%d}", head, rows)
