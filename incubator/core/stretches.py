"""Who and why in each sealed stretch of the history: a search reads only where it can find.

Most of what somebody looks for stands in few places among millions of entries. The seals cut
the history into stretches that are settled; of each is noted who stands in it and why.
"""

from collections import defaultdict
from collections.abc import Iterable

from django.db import models
from django.db.models import Q

from incubator.core.history import NAMELESS
from incubator.core.models import HistorySeal, HistoryStretch

# Of more places than that, in one table, the newest entries are soon found without them.
MOST_PLACES = 50
SAID = ("pgh_context__username", "pgh_context__person", "pgh_context__reason")


def note_stretches(events: dict[str, type[models.Model]]) -> int:
    """Note what is said in the stretches of which it is not known yet; how many these were."""
    new = [
        HistoryStretch(seal=seal, **_said_in(events[seal.table], seal))
        for seal in HistorySeal.objects.filter(replaces=None, stretch=None).order_by("number")
        if seal.table in events
    ]
    # Somebody else may have noted the same meanwhile.
    HistoryStretch.objects.bulk_create(new, batch_size=500, ignore_conflicts=True)
    return len(new)


def note_again(event: type[models.Model], seals: Iterable[HistorySeal]) -> None:
    """Note anew what is said under some seals: words in it were erased."""
    for seal in seals:
        noted = HistoryStretch.objects.filter(seal__table=seal.table, seal__first=seal.first)
        noted.update(**_said_in(event, seal))


def _said_in(event: type[models.Model], seal: HistorySeal) -> dict[str, str | bool]:
    entries = event._default_manager.filter(pgh_id__range=(seal.first, seal.last)).order_by()
    people, reasons = set(), set()
    for username, person, reason in entries.values_list(*SAID).distinct():
        people |= {username, person}
        reasons.add(reason)
    return {
        "people": _lines(people),
        "reasons": _lines(reasons),
        "has_nameless": entries.filter(NAMELESS).exists(),
    }


def _lines(texts: set[str | None]) -> str:
    return "\n".join(sorted(text for text in texts if text))


def places_of(said: Q) -> dict[str, Q]:
    """Where something can stand, by table: a condition on its entries.

    ``said`` is a condition on ``HistoryStretch``. What is sealed and not noted, and what is not
    sealed yet, is always looked at. A table that is not here has no seal, or too many places.
    """
    seals = HistorySeal.objects.filter(replaces=None)
    fits = Q(stretch=None) | Q(stretch__in=HistoryStretch.objects.filter(said))
    places: dict[str, list[list[int]]] = defaultdict(list)
    for table, first, last in (
        seals.filter(fits).order_by("table", "first").values_list("table", "first", "last")
    ):
        own = places[table]
        if own and own[-1][1] + 1 == first:
            own[-1][1] = last
        else:
            own.append([first, last])
    ends = seals.order_by().values_list("table").annotate(end=models.Max("last"))
    return {
        table: _within(places[table], end)
        for table, end in ends
        if len(places[table]) <= MOST_PLACES
    }


def _within(spans: list[list[int]], end: int) -> Q:
    found = Q(pgh_id__gt=end)
    for span in spans:
        found |= Q(pgh_id__range=tuple(span))
    return found
