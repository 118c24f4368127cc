"""Builds the zone of 2007: companies and stays in sets, the rest through the lifecycle verbs."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from companies.models import Company, Residence
from incubator.core.errors import RuleViolation
from incubator.core.history import recorded
from incubator.core.pinyin import initials_of, pinyin_of
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
        stays = _settle(startups, incubators)
        space.let([(residence, tenancies[id(stay)]) for residence, stay in stays])
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
            opened_on=known.opened_on or generated.OPENED.get(known.code),
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
    startups: list[generated.Startup], incubators: dict[str, Incubator]
) -> list[tuple[Residence, generated.Stay]]:
    """All companies and their stays, written as the verbs would one by one (a test compares)."""
    companies = Company.objects.bulk_create(
        Company(
            name=startup.name,
            name_pinyin=pinyin_of(startup.name),
            name_initials=initials_of(startup.name),
            unified_code=startup.unified_code,
            registered_on=startup.registered_on,
            registered_capital=startup.registered_capital,
            field=startup.field,
            founder_kind=startup.founder_kind,
            is_generated=True,
        )
        for startup in startups
    )
    stays = [
        (_residence(company, incubators[stay.incubator], stay), stay)
        for company, startup in zip(companies, startups, strict=True)
        for stay in startup.stays
    ]
    Residence.objects.bulk_create(residence for residence, _stay in stays)
    return stays


def _residence(company: Company, incubator: Incubator, stay: generated.Stay) -> Residence:
    return Residence(
        company=company,
        incubator=incubator,
        programme=incubator.programme,
        admitted_on=stay.admitted_on,
        due_on=stay.due_on,
        left_on=stay.left_on,
        exit_reason=stay.reason,
    )


def _documents() -> None:
    report = Document.objects.create(**stated.REPORT)
    for indicator, year, printed, where in stated.CITATIONS:
        Citation.objects.create(
            document=report, indicator=indicator, year=year, printed=printed, place_in_text=where
        )
    for indicator, year, value in stated.TARGETS:
        Target.objects.create(document=report, indicator=indicator, year=year, value=value)
