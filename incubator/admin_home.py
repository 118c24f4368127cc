"""The home page of the admin: figures as the API gives them, and what needs attention."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from companies.models import Residence
from companies.queries.register import demonstration_ends
from facilities.models import Charge
from facilities.queries.leases import ending_within
from facilities.queries.occupancy import occupancy
from incubator.accounts.access import Access, access_from
from incubator.accounts.permissions import Permission
from incubator.core.dates import today
from incubator.core.numbers import grouped
from incubator.institutions.models import Incubator
from incubator.statistics.models import ComputationRun
from incubator.statistics.queries import (
    FigureLine,
    YearFigures,
    computed_years,
    figures_of,
    liveliest_closed_year,
)
from incubator.workflows.duties import late_duties

HEADLINES = ("entered", "graduated", "cumulative_incubated")
LATEST_RUNS = 5


def home(request: HttpRequest) -> dict:
    """What the home page shows: figures as the API gives them, and what needs attention."""
    access = access_from(request)
    context: dict = {"actions": _offers(access)}
    if access.may(Permission.STATISTICS_READ):
        years = [row["year"] for row in computed_years()]
        context |= {
            "headlines": headlines(access, years, asked=request.GET.get("year")),
            "years": years,
            "runs": ComputationRun.objects.select_related("requested_by").order_by("-pk")[
                :LATEST_RUNS
            ],
        }
    if access.may(Permission.RESIDENCES_READ):
        stays = Residence.objects.visible_to(access)
        context["demonstration_ends"] = demonstration_ends(access)
        context["overdue"] = stays.overdue(on=today()).count()
        context["late_duties"] = late_duties(access, on=today())
    if access.may(Permission.UNITS_READ):
        context["space"] = _space(access)
    if access.may(Permission.LEASES_READ):
        day = today()
        context["ending"] = ending_within(90, on=day, access=access).count()
        context["owed"] = Charge.objects.visible_to(access).overdue(on=day).count()
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
    found = figures_of(year, places=places)
    return [
        {
            "place": places[figures.incubator_id],
            "year": figures.year,
            "computed_at": figures.computed_at,
            "cards": [_card(line) for code in HEADLINES if (line := _line(figures, code))],
        }
        for figures in found
        if figures.lines
    ]


def _space(access: Access) -> dict | None:
    """What there is today, what is let and what is free."""
    [space] = occupancy(on=today(), access=access)
    if not space.total:
        return None
    names = ("total", "let", "vacant", "out_of_service")
    sums = {name: grouped(getattr(space, name)) for name in names}
    return {"rate": space.rate, **sums}


def _places(access: Access) -> dict[int | None, str]:
    if access.everywhere:
        return {None: _("The whole zone")}
    rows = Incubator.objects.visible_to(access).order_by("pk")
    return {row.pk: str(row) for row in rows}


def _line(figures: YearFigures, code: str) -> FigureLine | None:
    return next((line for line in figures.lines if line.indicator.code == code), None)


def _card(line: FigureLine) -> dict:
    return {
        "indicator": line.indicator,
        "value": grouped(line.value),
        "previous": "" if line.previous is None else grouped(line.previous),
        "balance": grouped(line.opening_balance) if line.opening_balance else "",
    }


def _offers(access: Access) -> list[dict]:
    """The few things that are done most."""
    offers = [
        (Permission.COMPANIES_WRITE, _("Admit a company"), "login", "admin:companies_company_add"),
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
        {"title": title, "icon": icon, "link": reverse(page)}
        for permission, title, icon, page in offers
        if access.may(permission)
    ]
