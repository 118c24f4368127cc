"""The home page of the admin, by role: what needs one today, the pipeline, space, figures."""

from django.contrib.admin import site
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from companies.queries.register import demonstration_ends
from facilities.enums import SpaceState
from facilities.models import Unit
from facilities.queries.occupancy import occupancy
from incubator.accounts.access import Access, access_from
from incubator.accounts.lists.counting import counted_together
from incubator.accounts.lists.tiles import filtered
from incubator.accounts.permissions import Permission
from incubator.admin_recent import recent
from incubator.admin_tiles import tiles
from incubator.core.admin_fields import badge
from incubator.core.dates import today
from incubator.core.numbers import grouped
from incubator.institutions.models import Incubator
from incubator.statistics.admin_facts import ZONE
from incubator.statistics.colours import TARGET_COLOURS
from incubator.statistics.models import ComputationRun, Target, YearlyTotal
from incubator.statistics.queries import (
    FigureLine,
    YearFigures,
    computed_years,
    figures_of,
    liveliest_closed_year,
)
from incubator.statistics.targets import progress_of
from incubator.workflows.duties import late_duties

HEADLINES = ("entered", "graduated", "cumulative_incubated")
LATEST_RUNS = 5
MOST_TARGETS = 6
UNITS = [(SpaceState.LET, "let"), (SpaceState.VACANT, "vacant"),
         (SpaceState.OUT_OF_SERVICE, "out_of_service")]  # fmt: skip


def home(request: HttpRequest) -> dict:
    """What needs the reader today, the pipeline, space, figures beside targets, last changes."""
    access = access_from(request)
    context: dict = {"actions": _offers(access), "tiles": tiles(request)}
    if access.may(Permission.STATISTICS_READ):
        years = [row["year"] for row in computed_years()]
        found = headlines(access, years, asked=request.GET.get("year"))
        year = found[0]["year"] if found else today().year
        context |= {
            "headlines": found,
            "years": years,
            "targets": _targets(request, year),
            "runs": ComputationRun.objects.select_related("requested_by").order_by("-pk")[
                :LATEST_RUNS
            ],
        }
    if access.may(Permission.RESIDENCES_READ):
        context["demonstration_ends"] = demonstration_ends(access, on=today())
        context["late_duties"] = late_duties(access, on=today())
        context["recent"] = recent(request)
    if access.may(Permission.UNITS_READ):
        context["space"] = _space(request, access)
    return context


def headlines(access: Access, years: list[int], *, asked: str | None = None) -> list[dict]:
    """The three figures of a year, for each place that is the reader's own.

    Without a known year ``asked`` for, of the latest one that is over and was lively.
    """
    known = {str(year): year for year in years}
    year = known.get(asked or "") or liveliest_closed_year(running=today().year)
    if year is None:
        return []
    places = _places(access)
    places_by_code = dict(
        Incubator.objects.filter(pk__in=[pk for pk in places if pk]).values_list("pk", "code")
    )
    found = figures_of(year, places=places)
    return [
        {
            "place": places[figures.incubator_id],
            "year": figures.year,
            "computed_at": figures.computed_at,
            "cards": [
                _card(line, figures.year, places_by_code.get(figures.incubator_id, ZONE))
                for code in HEADLINES
                if (line := _line(figures, code))
            ],
        }
        for figures in found
        if figures.lines
    ]


def _space(request: HttpRequest, access: Access) -> dict | None:
    """What there is today in m², and how many units are let, vacant, or out of service."""
    [space] = occupancy(on=today(), access=access)
    if not space.total:
        return None
    pages = site.get_model_admin(Unit)
    rows = [filtered(pages, request, {"state": state.value}) for state, _name in UNITS]
    units = [
        {
            "label": state.label,
            "count": grouped(count),
            "area": grouped(getattr(space, name)),
            "link": f"{pages.list_address()}?state={state.value}",
        }
        for (state, name), count in zip(UNITS, counted_together(rows), strict=True)
    ]
    return {"rate": space.rate, "total": grouped(space.total), "let": grouped(space.let),
            "units": units}  # fmt: skip


def _targets(request: HttpRequest, year: int) -> dict | None:
    """How the targets of a year stand; None where the reader sees none."""
    pages = site.get_model_admin(Target)
    chosen = filtered(pages, request, {"year": str(year)}).order_by("incubator", "subject", "pk")
    rows = progress_of(chosen[:MOST_TARGETS], on=today())
    if not rows:
        return None
    return {
        "year": year,
        "count": chosen.count(),
        "link": f"{pages.list_address()}?year={year}",
        "rows": [
            {
                "label": one.target.label,
                "place": str(one.target.incubator or _("The whole zone")),
                "reached": "—" if one.reached is None else grouped(one.reached),
                "wanted": grouped(one.target.value),
                "bar": min(100, one.share or 0),
                "state": badge(TARGET_COLOURS[one.state], one.state.label),
                "link": pages.address_of(one.target),
            }
            for one in rows
        ],
    }


def _places(access: Access) -> dict[int | None, str]:
    if access.everywhere:
        return {None: _("The whole zone")}
    rows = Incubator.objects.visible_to(access).order_by("pk")
    return {row.pk: str(row) for row in rows}


def _line(figures: YearFigures, code: str) -> FigureLine | None:
    return next((line for line in figures.lines if line.indicator.code == code), None)


def _card(line: FigureLine, year: int, place: str) -> dict:
    """A figure; where facts can be listed it leads to exactly those that it counts."""
    pages = site.get_model_admin(YearlyTotal)
    listing = f"{pages.list_address()}?year={year}&indicator={line.indicator.code}"
    return {
        "indicator": line.indicator,
        "value": grouped(line.value),
        "previous": "" if line.previous is None else grouped(line.previous),
        "balance": grouped(line.opening_balance) if line.opening_balance else "",
        "link": pages.facts_of(year, line.indicator, place) if line.drillable else listing,
    }


def _offers(access: Access) -> list[dict]:
    """The few things that are done most; what ``searches`` opens the box of Ctrl+K."""
    offers = [
        (Permission.DECISIONS_WRITE, _("Admit a company"), "login", "admin:companies_company_add"),
        (
            Permission.STATISTICS_WRITE,
            _("Compute a year"),
            "calculate",
            "admin:statistics_computationrun_compute",
        ),
        (
            Permission.COMPANIES_READ,
            _("Find a company"),
            "search",
            "admin:companies_company_changelist",
        ),
    ]
    return [
        {"title": title, "icon": icon, "link": reverse(page), "searches": icon == "search"}
        for permission, title, icon, page in offers
        if access.may(permission)
    ]
