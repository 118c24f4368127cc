"""Reconciliation for programs: the accounts of a period, and the residences behind a number."""

import datetime
from collections.abc import Iterable

from django.db.models import Count, QuerySet
from django.http import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request

from companies.enums import LEFT
from incubator.core.api.parameters import choice, required
from incubator.core.api.tables import Table, TableFile
from incubator.core.api.versions import version_of
from incubator.core.api.views import PagedView
from incubator.core.dates import parse_day, today
from incubator.core.known import by_day, known_on_asked
from incubator.institutions.enums import Programme
from incubator.institutions.models import Incubator
from incubator.statistics.api.places import place_asked
from incubator.statistics.api.shapes import Fact
from incubator.statistics.api.sources import KNOWN
from incubator.statistics.api.views import INCUBATOR, PAGES, Answer, FiguresView
from incubator.statistics.facts import STAYS, headings
from incubator.statistics.flows import (
    COUNTED,
    LABELS,
    LINES,
    Account,
    Accounts,
    Period,
    accounts_of,
    named,
    period_of,
    residences_of,
)
from incubator.statistics.marks import last_change, mark_of
from incubator.statistics.vintages import as_of

FROM = OpenApiParameter(
    "from", datetime.date, required=True, description=gettext_lazy("The first day.")
)
TO = OpenApiParameter("to", datetime.date, required=True, description=gettext_lazy("The last day."))


class AccountShape(serializers.Serializer):
    """opening + entered + re_entered − graduated − left = closing + residual; residences."""

    opening = serializers.IntegerField()
    entered = serializers.IntegerField()
    re_entered = serializers.IntegerField()
    graduated = serializers.IntegerField()
    left = serializers.IntegerField()
    closing = serializers.IntegerField()
    residual = serializers.IntegerField()
    reasons = serializers.DictField(child=serializers.IntegerField())


class PlacedAccountShape(AccountShape):
    """Of one incubator."""

    code = serializers.CharField()
    name = serializers.CharField()


class BothEnds(serializers.Serializer):
    """A number at the beginning and at the end."""

    opening = serializers.IntegerField()
    closing = serializers.IntegerField()


class UnexplainedShape(serializers.Serializer):
    """A residence that no line explains, and what it adds to the residual."""

    residence = serializers.IntegerField()
    company = serializers.IntegerField()
    name = serializers.CharField()
    incubator = serializers.CharField()
    off = serializers.IntegerField()


class ReconciliationShape(AccountShape):
    """Of the zone or of one incubator. ``overlap`` and ``companies`` are given of the zone only:

    residences less those of companies that have one elsewhere already are companies.
    """

    def get_fields(self) -> dict:
        """``from`` is no name of an attribute."""
        return {"from": serializers.DateField(), **super().get_fields()}

    to = serializers.DateField()
    as_known_on = serializers.DateField(allow_null=True)
    incubator = serializers.CharField(allow_null=True)
    overlap = BothEnds(allow_null=True)
    companies = BothEnds(allow_null=True)
    unexplained = UnexplainedShape(many=True)
    incubators = PlacedAccountShape(many=True)


class ResidencesPage(serializers.Serializer):
    """A page of the residences that a number counts; ``count`` is that number."""

    line = serializers.ChoiceField(list(LINES))
    label = serializers.CharField()
    reason = serializers.CharField(allow_null=True)
    incubator = serializers.CharField(allow_null=True)
    as_known_on = serializers.DateField(allow_null=True)
    count = serializers.IntegerField()
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
    results = Fact(many=True)


class ReconciliationView(FiguresView):
    """The accounts of a period."""

    parameters = ("from", "to", "incubator", "as_known_on")

    @extend_schema(
        operation_id="statistics_reconciliation",
        summary=gettext_lazy("Opening + entered − graduated − left = closing, for any two days"),
        parameters=[FROM, TO, INCUBATOR, KNOWN],
        responses=ReconciliationShape,
    )
    def get(self, request: Request) -> HttpResponseBase:
        """Of the zone with every incubator, or of one incubator; both days included."""
        period, place = period_asked(request), place_asked(request)
        known_on = known_on_asked(request.query_params)
        with as_of(known_on):
            accounts = accounts_of(period, _places(place), with_overlap=place is None)
            body = _answer(accounts, place, known_on)
        answer = Answer(body=lambda: body, table=lambda: _table(accounts, place))
        version = version_of(request, body, _words(), changed_at=_changed_at(known_on))
        return self.respond(version, lambda: answer)


class ResidencesBehindView(PagedView, FiguresView):
    """The residences behind one number of an account."""

    parameters = ("from", "to", "incubator", "line", "reason", "as_known_on")

    @extend_schema(
        operation_id="statistics_reconciliation_companies",
        summary=gettext_lazy("Exactly the residences that a number of a reconciliation counts"),
        parameters=[
            FROM,
            TO,
            INCUBATOR,
            OpenApiParameter("line", str, required=True, enum=list(LINES)),
            OpenApiParameter(
                "reason", str, enum=[str(reason) for reason in LEFT],
                description=gettext_lazy("Of those that left: for one reason."),
            ),
            KNOWN,
            *PAGES,
        ],
        responses=ResidencesPage,
    )  # fmt: skip
    def get(self, request: Request) -> HttpResponseBase:
        """A company that came back in the period is named twice, once for each residence."""
        query = request.query_params
        period, place = period_asked(request), place_asked(request)
        line = required(query, "line")
        reason = choice(query, "reason", [str(one) for one in LEFT]) or ""
        known_on = known_on_asked(request.query_params)
        rows = residences_of(period, line, incubator=place, reason=reason)
        with as_of(known_on):
            mark = mark_of(rows, STAYS.paths, measure=Count("pk"))
            # Of a past day it is read here, where the past is told.
            read = self._read(rows) if known_on else None
        summary = {
            "line": line,
            "label": str(LABELS[line]),
            "reason": reason or None,
            "incubator": place.code if place else None,
            "as_known_on": known_on and known_on.isoformat(),
            "count": mark.count,
        }
        answer = Answer(
            body=lambda: summary | (self.page(rows) if read is None else read),
            table=lambda: _residences_table(
                period, line, rows.iterator(chunk_size=2000) if read is None else read
            ),
        )
        moment = _changed_at(known_on)
        return self.respond(
            version_of(request, summary, mark, _words(), changed_at=moment), lambda: answer
        )

    def _read(self, rows: QuerySet) -> "dict | list":
        """What the format that was asked for needs of them."""
        as_file = isinstance(self.request.accepted_renderer, TableFile)
        return list(rows) if as_file else self.page(rows)

    def page(self, rows: QuerySet) -> dict:
        """One page of the list."""
        shown = [STAYS.as_json(one) for one in self.paginate_queryset(rows)]
        return self.get_paginated_response(shown).data


def period_asked(request: Request) -> Period:
    """Raises RuleViolation ``invalid_day``, ``invalid_period``, ``period_in_future``."""
    query = request.query_params
    first, last = (parse_day(required(query, name), field=name) for name in ("from", "to"))
    return period_of(first, last, on=today())


def _words() -> list[str]:
    """Every word of an answer that comes from the program: a release may change them."""
    return [str(label) for label in LABELS.values()]


def _changed_at(known_on: datetime.date | None) -> datetime.datetime | None:
    """When anything that an account is made of was last written; of a past day its end."""
    if known_on:
        return by_day(known_on).before
    moments = Incubator.objects.order_by("pk").values_list(last_change(*STAYS.sources), flat=True)
    return moments.first()


def _places(place: Incubator | None) -> list[Incubator]:
    if place is not None:
        return [place]
    return list(Incubator.objects.filter(programme=Programme.INCUBATION).order_by("code"))


def _numbers(account: Account) -> dict[str, object]:
    return {
        **{name: getattr(account, name) for name in COUNTED},
        "residual": account.residual,
        "reasons": account.reasons,
    }


def _answer(
    accounts: Accounts, place: Incubator | None, known_on: datetime.date | None
) -> dict[str, object]:
    off = named(accounts.period, incubator_ids=[place.pk] if place else None)
    return {
        "from": accounts.period.first.isoformat(),
        "to": accounts.period.last.isoformat(),
        "as_known_on": known_on and known_on.isoformat(),
        "incubator": place.code if place else None,
        **_numbers(accounts.whole),
        "overlap": _both(accounts.overlap),
        "companies": _both(accounts.companies),
        "unexplained": [
            {
                "residence": one.pk,
                "company": one.company_id,
                "name": one.company.name,
                "incubator": one.incubator.code,
                "off": one.off,
            }
            for one in off
        ],
        "incubators": [
            {"code": there.code, "name": there.name, **_numbers(account)}
            for there, account in accounts.places
        ],
    }


def _both(ends: tuple[int, int] | None) -> dict[str, int] | None:
    return None if ends is None else {"opening": ends[0], "closing": ends[1]}


def _table(accounts: Accounts, place: Incubator | None) -> Table:
    """One row per incubator; of the zone the sum, the overlap, and each company once."""
    head = [_("Incubator"), *(str(LABELS[name]) for name in COUNTED), str(LABELS["unexplained"])]
    rows = [
        [str(there), *(getattr(one, name) for name in COUNTED), one.residual]
        for there, one in accounts.places
    ]
    if place is None and accounts.overlap and accounts.companies:
        whole, blank = accounts.whole, [None] * (len(COUNTED) - 2)
        rows += [
            [_("all residences"), *(getattr(whole, name) for name in COUNTED), whole.residual],
            [_("overlap between incubators"), -accounts.overlap[0], *blank, -accounts.overlap[1],
             None],
            [_("the whole zone, each company once"), accounts.companies[0], *blank,
             accounts.companies[1], None],
        ]  # fmt: skip
    return Table(f"reconciliation-{accounts.period.first}-{accounts.period.last}", head, rows)


def _residences_table(period: Period, line: str, rows: Iterable) -> Table:
    cells = STAYS.cells()
    return Table(
        f"reconciliation-{line}-{period.first}-{period.last}",
        headings(STAYS.columns),
        (cells(one) for one in rows),
    )
