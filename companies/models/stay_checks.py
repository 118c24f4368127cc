"""What holds of the days and grounds of every stay, as conditions of the database."""

from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.db.models.lookups import GreaterThan

from companies.enums import GROUNDS


def grounds_fit(reason: str = "reason", ground: str = "ground") -> Q:
    """The ground is one of those that go with the reason."""
    fit = Q()
    for known, grounds in GROUNDS.items():
        fit |= Q(**{reason: known, f"{ground}__in": [str(one) for one in grounds]})
    return fit


def holds_its_day(name: str) -> Q:
    """A span of days has both ends and the day that is counted; without one the day is exact."""
    earliest, day, latest = f"{name}_earliest", f"{name}_on", f"{name}_latest"
    exact = Q(**{f"{earliest}__isnull": True, f"{latest}__isnull": True})
    return exact | Q(
        **{f"{one}__isnull": False for one in (earliest, day, latest)},
        **{f"{day}__gte": F(earliest), f"{day}__lte": F(latest), f"{latest}__gt": F(earliest)},
    )


def spans_in_order() -> Q:
    """Either end of both spans, so that any day of one goes with some day of the other."""
    ends = [
        GreaterThan(Coalesce(f"left_{end}", "left_on"), Coalesce(f"admitted_{end}", "admitted_on"))
        for end in ("earliest", "latest")
    ]
    exact = Q(admitted_earliest__isnull=True, left_earliest__isnull=True)
    return Q(left_on__isnull=True) | exact | Q(*ends)
