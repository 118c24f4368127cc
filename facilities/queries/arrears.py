"""Who owes what on a day, a row for each tenant, by how long it has been overdue."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, F, Min, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from facilities.enums import PaymentKind
from facilities.models import Charge, Payment
from incubator.accounts.access import Access

# Days after which an overdue claim stands in the next column (账龄).
AGES = (0, 30, 90, 365)


@dataclass(frozen=True)
class Arrears:
    """What one company owes one institution and is past its day, in fen.

    ``ages`` has a sum for each of AGES: overdue for more than so many days and no more than
    the next; together they are ``open``. ``lease`` is one of theirs, the way to the statement.
    """

    company: int
    incubator: int
    lease: int
    claims: int
    oldest: datetime.date
    open: int
    ages: tuple[int, ...]


def arrears(*, on: datetime.date, access: Access) -> list[Arrears]:
    """Everybody who owes something on a day, as known of that day; most first. One query."""
    left = F("amount_fen") - F("paid")
    rows = (
        _unpaid(on, access)
        .values("lease__company", "lease__incubator")
        .annotate(
            claims=Count("pk"),
            lease_key=Min("lease"),
            oldest=Min("due_on"),
            open=Sum(left),
            **{f"age{days}": Sum(left, filter=_aged(place, on)) for place, days in enumerate(AGES)},
        )
        .order_by("-open", "lease__company", "lease__incubator")
    )
    return [
        Arrears(
            row["lease__company"], row["lease__incubator"], row["lease_key"], row["claims"],
            row["oldest"], row["open"], tuple(row[f"age{days}"] or 0 for days in AGES),
        )
        for row in rows
    ]  # fmt: skip


def _unpaid(on: datetime.date, access: Access) -> QuerySet[Charge]:
    """Claims that stood on a day, were past theirs, and not wholly paid by then."""
    payments = Payment.objects.filter(
        charge=OuterRef("pk"), kind=PaymentKind.RECEIVED, paid_on__lte=on
    )
    stood = Q(reversed_on__isnull=True) | Q(reversed_on__gt=on)
    paid = payments.filter(stood).values("charge").annotate(sum=Sum("amount_fen")).values("sum")
    return (
        Charge.objects.visible_to(access)
        .filter(stood, due_on__lt=on)
        .annotate(paid=Coalesce(Subquery(paid), 0))
        .filter(paid__lt=F("amount_fen"))
    )


def _aged(place: int, on: datetime.date) -> Q:
    older = Q(due_on__lt=on - datetime.timedelta(days=AGES[place]))
    if place + 1 == len(AGES):
        return older
    return older & Q(due_on__gte=on - datetime.timedelta(days=AGES[place + 1]))
