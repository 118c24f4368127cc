"""Builds the zone of 2007 through the lifecycle verbs, so that the seeds obey the rules."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from companies import lifecycle
from companies.enums import ExitReason
from companies.models import Company
from incubator.core.errors import RuleViolation
from incubator.core.history import recorded
from incubator.institutions.enums import PhaseState
from incubator.institutions.lifecycle import move_phase
from incubator.institutions.models import Incubator, Phase
from incubator.statistics.models import Citation, Document, Target
from seeds.zone2007 import generated, space, stated


def build() -> bool:
    """Build the zone where nothing is on file; whether anything was built.

    One transaction: a broken-off build leaves nothing. Raises RuleViolation
    ``zone_not_empty`` (409) where other companies are on file already.
    """
    if Document.objects.filter(number=stated.REPORT["number"]).exists():
        return False
    if Company.objects.exists():
        raise RuleViolation(
            "zone_not_empty",
            _("Other companies are on file already; the zone of 2007 was not added."),
            status=409,
        )
    with transaction.atomic(), recorded(reason="示例数据：2007年园区"):
        incubators = _institutions()
        startups = generated.startups()
        tenancies = space.build_houses(incubators, startups)
        for startup in startups:
            _settle(startup, incubators, tenancies)
        space.build_accelerator(incubators[stated.ACCELERATOR])
        space.close_some_rooms(on=stated.REPORT_DATE)
        space.settle_accounts(on=stated.REPORT_DATE)
        _documents()
    return True


def _institutions() -> dict[str, Incubator]:
    incubators = {}
    for known in stated.INSTITUTIONS:
        incubator = Incubator.objects.create(
            code=known.code,
            name=known.name,
            name_en=known.name_en,
            kind=known.kind,
            focus=known.focus,
            field=known.field,
            sponsor=stated.SPONSOR,
            planned_year=known.planned_year,
            opened_on=generated.OPENED.get(known.code),
            note=known.source,
        )
        incubator.refresh_from_db(fields=["programme"])
        incubators[known.code] = incubator
    for planned in stated.ACCELERATOR_PHASES:
        phase = Phase.objects.create(
            incubator=incubators[stated.ACCELERATOR],
            number=planned.number,
            floor_area=planned.floor_area,
            site_area=planned.site_area,
            note=planned.source,
        )
        if planned.state == PhaseState.TENDER:
            move_phase(phase=phase, to=planned.state, on=stated.REPORT_DATE, by=None)
    return incubators


def _settle(
    startup: generated.Startup,
    incubators: dict[str, Incubator],
    tenancies: dict[int, space.Tenancy],
) -> None:
    company = lifecycle.register_company(
        by=None,
        name=startup.name,
        unified_code=startup.unified_code,
        registered_on=startup.registered_on,
        registered_capital=startup.registered_capital,
        field=startup.field,
        founder_kind=startup.founder_kind,
        is_generated=True,
    )
    for stay in startup.stays:
        residence = lifecycle.admit(
            company=company,
            incubator=incubators[stay.incubator],
            on=stay.admitted_on,
            due_on=stay.due_on,
            by=None,
        )
        lease = space.lease_to(residence, tenancies[id(stay)])
        if stay.left_on is None:
            continue
        space.hand_back(lease)
        if stay.reason == ExitReason.GRADUATED:
            lifecycle.graduate(residence=residence, on=stay.left_on, by=None)
        else:
            lifecycle.leave(residence=residence, reason=stay.reason, on=stay.left_on, by=None)


def _documents() -> None:
    report = Document.objects.create(**stated.REPORT)
    for indicator, year, printed, where in stated.CITATIONS:
        Citation.objects.create(
            document=report, indicator=indicator, year=year, printed=printed, place_in_text=where
        )
    for indicator, year, value in stated.TARGETS:
        Target.objects.create(document=report, indicator=indicator, year=year, value=value)
