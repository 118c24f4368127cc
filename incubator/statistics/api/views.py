"""The figures and what is behind them, as JSON, CSV or XLSX."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from incubator.accounts.access import access_from
from incubator.accounts.permissions import Permission
from incubator.core.api.kept import kept_body
from incubator.core.api.pages import KeysetPages
from incubator.core.api.parameters import choice
from incubator.core.api.tables import CsvFile, Table, TableFile, XlsxFile
from incubator.core.api.versions import Version, version_of
from incubator.core.api.views import ApiView, PagedView
from incubator.core.dates import FIRST_YEAR, LAST_YEAR, midnight, parse_year, today
from incubator.core.errors import RuleViolation
from incubator.institutions.models import Incubator
from incubator.statistics.api import answers, exports, shapes
from incubator.statistics.api.answers import words
from incubator.statistics.api.places import place_asked
from incubator.statistics.api.sources import (
    KNOWN,
    NAMES,
    SNAPSHOT,
    Source,
    source_asked,
)
from incubator.statistics.definitions import Indicator
from incubator.statistics.facts import FactKind
from incubator.statistics.indicators import INDICATORS, indicator_named
from incubator.statistics.marks import kept_mark_of, mark_of, mark_of_year
from incubator.statistics.models import LateFact
from incubator.statistics.queries import (
    balances_behind,
    computed_years,
    facts_behind,
    figures_of,
    no_figures,
    total_behind,
)
from incubator.statistics.restating.queries import carried_into
from incubator.statistics.snapshots.models import Snapshot
from incubator.statistics.snapshots.queries import (
    FrozenFacts,
    current_of,
    facts_published,
    value_behind,
)
from incubator.statistics.vintages import figures_known, known_on, total_known

A_YEAR = {"type": "integer", "minimum": FIRST_YEAR, "maximum": LAST_YEAR}
YEAR = OpenApiParameter("year", A_YEAR, "path", description=_("A calendar year."))


def codes_of(kind: FactKind) -> OpenApiParameter:
    """The indicators that count facts of a kind."""
    codes = [i.code for i in INDICATORS if i.facts is not None and i.counts.code == kind.code]
    return OpenApiParameter("indicator", str, "path", enum=codes, description=_("An indicator."))


INCUBATOR = OpenApiParameter(
    "incubator",
    str,
    description=_(
        "The code of one incubator. Without it the whole zone, or the one incubator that "
        "you are of."
    ),
)
# A page of a list behind a figure, and of which state; of plain lists the schema knows by itself.
PAGES = [
    OpenApiParameter("cursor", str, description=KeysetPages.cursor_query_description),
    OpenApiParameter(
        "page_size",
        {"type": "integer", "minimum": 1, "maximum": KeysetPages.max_page_size},
        description=KeysetPages.page_size_query_description,
    ),
]
# Of a list behind a figure: which state of it as well.
PAGE = [*PAGES, KNOWN, SNAPSHOT]


@dataclass(frozen=True)
class Answer:
    """The two forms of an answer; only the one that is wanted gets made."""

    body: Callable[[], object]
    table: Callable[[], Table]


class FiguresView(ApiView):
    """What the views of figures share: who may read, the formats, 304."""

    required = {"GET": Permission.STATISTICS_READ}
    renderer_classes = [JSONRenderer, CsvFile, XlsxFile]

    def respond(
        self,
        version: Version,
        answer: Callable[[], Answer],
        *,
        still: Callable[[], bool] | None = None,
    ) -> HttpResponseBase:
        """The answer in the format that was asked for, unless the caller has it already.

        With ``still`` (whether the version is still that of the answer) a body is kept for
        the next who asks for this version.
        """
        if known := version.unless_known(self.request):
            return known
        if still and self.request.accepted_media_type == JSONRenderer.media_type:
            body = kept_body(version, lambda: JSONRenderer().render(answer().body()), still=still)
            return version.marking(HttpResponse(body, content_type=JSONRenderer.media_type))
        renderer, wanted = self.request.accepted_renderer, answer()
        if isinstance(renderer, TableFile):
            with_body = self.request.method != "HEAD"
            return version.marking(renderer.respond(wanted.table(), with_body=with_body))
        return version.marking(Response(wanted.body()))


class YearListView(PagedView, FiguresView):
    """The years that have figures, the latest first."""

    orderings = ("-year",)

    def get_queryset(self) -> QuerySet:
        """Rows of ``year`` and ``computed_at``."""
        return computed_years()

    @extend_schema(
        operation_id="statistics_list",
        summary=_("The years that have figures"),
        responses=shapes.ListedYear(many=True),
    )
    def get(self, request: Request) -> HttpResponseBase:
        """The latest year first; files hold all of them."""
        years = self.get_queryset()
        as_json = isinstance(request.accepted_renderer, JSONRenderer)
        rows = self.paginate_queryset(years) if as_json else list(years)
        editions = current_of(row["year"] for row in rows)
        moments = [row["computed_at"] for row in rows]
        moments += [edition.approved_at for edition in editions.values()]
        answer = Answer(
            body=lambda: self.page([answers.year_listed(row, editions) for row in rows]),
            table=lambda: exports.years_table(rows, editions),
        )
        said = rows, sorted(edition.pk for edition in editions.values())
        version = version_of(request, said, changed_at=max(moments, default=None))
        return self.respond(version, lambda: answer)

    def page(self, rows: list[dict]) -> dict:
        """With the addresses of the neighbours."""
        return self.get_paginated_response(rows).data


class YearView(FiguresView):
    """Every figure of one year."""

    parameters = ("incubator", "by", *NAMES)

    @extend_schema(
        operation_id="statistics_year",
        summary=_("Every figure of a year"),
        parameters=[
            YEAR,
            INCUBATOR,
            OpenApiParameter(
                "by", str, enum=["incubator"], description=_("Adds each incubator's figures.")
            ),
            KNOWN,
            SNAPSHOT,
        ],
        responses=shapes.Year,
    )
    def get(self, request: Request, year: str) -> HttpResponseBase:
        """Of the whole zone or of one incubator, with the year before, growth and targets.

        A published year gives what was published, and beside it what is counted today.
        """
        number, day = parse_year(year), today()
        by = choice(request.query_params, "by", ["incubator"])
        place, source = place_asked(request), source_asked(request, number, later=True)
        mark = mark_of_year(number)
        if mark is None:
            raise no_figures(number)
        access = access_from(request)
        version = version_of(
            request,
            (mark, place and place.pk, access.everywhere, sorted(access.incubator_ids)),
            (source.said, words()),
            # The answer says on which day it is known, so each day makes another one.
            day,
            changed_at=max(mark.changed_at, midnight(day)),
        )
        return self.respond(
            version,
            lambda: self.answer(number, place, source=source, broken_down=bool(by)),
            still=lambda: mark_of_year(number) == mark,
        )

    def answer(
        self, year: int, place: Incubator | None, *, source: Source, broken_down: bool
    ) -> Answer:
        """The figures of the place, and those of incubators where they are asked for."""
        others = self.incubators(place) if broken_down else []
        places = [place and place.pk, *(other.pk for other in others)]
        if source.known_on:
            figures, *rest = figures_known(year, places=places, on=source.known_on)
        else:
            figures, *rest = figures_of(year, places=places, published=source.editions(year))
        if not figures.lines:
            raise no_figures(year)
        there = [(other, found) for other, found in zip(others, rest, strict=True) if found.lines]
        return Answer(
            body=lambda: answers.year_answer(
                figures,
                on=source.known_on or today(),
                incubator=place,
                broken_down=there if broken_down else None,
                carried=None if source.known_on else self.carried(year, place),
            ),
            table=lambda: exports.year_table(figures, [(place, figures), *there]),
        )

    def carried(self, year: int, place: Incubator | None) -> list[LateFact] | None:
        """Late facts speak of the figures of the zone, so they are for whoever sees all of it."""
        whole = place is None and access_from(self.request).everywhere
        return list(carried_into(year)) if whole else None

    def incubators(self, place: Incubator | None) -> list[Incubator]:
        """Whose figures a breakdown gives."""
        if place:
            return [place]
        visible = Incubator.objects.visible_to(access_from(self.request))
        return list(visible.order_by("code"))


class FactsView(PagedView, FiguresView):
    """The facts that a figure counts; each kind of fact has a view of its own."""

    parameters = ("incubator", "part", *NAMES)
    kind: FactKind

    def get(self, request: Request, year: str, indicator: str) -> HttpResponseBase:
        """The list behind a figure, page by page; a file holds all of it.

        Behind a published figure stands the list that was published with it.
        """
        number, named = parse_year(year), self.of_this_kind(indicator_named(indicator))
        place, part = place_asked(request), self.part_asked(named)
        source = source_asked(request, number)
        if source.known_on:
            return self.known(number, named, place, part, on=source.known_on)
        if source.snapshot:
            return self.published(source.snapshot, named, place, part)
        facts = facts_behind(number, named, incubator=place, part=part)
        total = total_behind(number, named, incubator=place, part=part)
        mark = kept_mark_of(facts, self.kind, measure=named.measure)
        summary = answers.facts_answer(total, named, mark, balances_behind(total))
        moments = [total.run.finished_at, total.beside]
        version = version_of(request, summary, mark, changed_at=max(filter(None, moments)))
        answer = Answer(
            body=lambda: summary | self.page(facts),
            table=lambda: exports.facts_table(total, named, facts),
        )
        return self.respond(version, lambda: answer)

    def published(
        self, snapshot: Snapshot, named: Indicator, place: Incubator | None, part: str
    ) -> HttpResponseBase:
        """The list as it was published."""
        facts = facts_published(snapshot, named, incubator=place.code if place else "", part=part)
        value = value_behind(snapshot, named, incubator_id=place and place.pk, part=part)
        summary = answers.published_answer(value, snapshot, named, facts)
        version = version_of(self.request, summary, changed_at=snapshot.approved_at)
        answer = Answer(
            body=lambda: summary | self.page(facts, facts.as_json),
            table=lambda: exports.published_table(snapshot, named, facts, place=place, part=part),
        )
        return self.respond(version, lambda: answer)

    def known(
        self, year: int, named: Indicator, place: Incubator | None, part: str, *, on: datetime.date
    ) -> HttpResponseBase:
        """The list as it was known at the end of a day."""
        with known_on(on):
            facts = facts_behind(year, named, incubator=place, part=part)
            total = total_known(year, named, incubator=place, part=part)
            if total is None:
                raise no_figures(year)
            mark = mark_of(facts, self.kind.paths, measure=named.measure)
            summary = answers.known_answer(total, named, mark, place, on=on)
            if isinstance(self.request.accepted_renderer, TableFile):
                name = exports.named_list(year, named, part, place=place)
                table = exports.table_of(self.kind, list(facts), name)
                answer = Answer(body=dict, table=lambda: table)
            else:
                body = summary | self.page(facts)
                answer = Answer(body=lambda: body, table=None)
        version = version_of(self.request, summary, mark, changed_at=total.computed_at)
        return self.respond(version, lambda: answer)

    def of_this_kind(self, indicator: Indicator) -> Indicator:
        """Raises RuleViolation ``other_facts`` (404) where the figure counts something else."""
        if indicator.facts is not None and indicator.counts.code != self.kind.code:
            raise RuleViolation(
                "other_facts",
                _("“%(label)s” counts %(kind)s: ask for …/%(code)s/%(word)s/."),
                field="indicator",
                status=404,
                label=indicator.label,
                kind=indicator.counts.label,
                code=indicator.code,
                word=indicator.counts.code,
            )
        return indicator

    def part_asked(self, indicator: Indicator) -> str:
        """The part of the figure that is wanted, or nothing. Raises ``no_parts``."""
        query = self.request.query_params
        if "part" in query and not indicator.split_by:
            raise RuleViolation(
                "no_parts",
                _("“%(label)s” is not given in parts."),
                field="part",
                label=indicator.label,
            )
        return choice(query, "part", dict(indicator.parts)) or ""

    def page(self, facts: QuerySet | FrozenFacts, told: Callable | None = None) -> dict:
        """One page of the list; ``told`` makes a row of a fact."""
        told = told or self.kind.as_json
        rows = [told(fact) for fact in self.paginate_queryset(facts)]
        return self.get_paginated_response(rows).data
