"""Builds the zone of 2007: companies and stays in sets, the rest through the lifecycle verbs."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from companies.models import Company, Residence
from incubator.core.dates import year_end
from incubator.core.errors import RuleViolation
from incubator.core.history import recorded
from incubator.core.pinyin import initials_of, pinyin_of
from incubator.institutions.enums import PhaseState
from incubator.institutions.lifecycle import move_phase
from incubator.institutions.models import Incubator, Phase
from incubator.statistics.models import Citation, Document, OpeningBalance, Target
from seeds.zone2007 import generated, space, stated


def is_without_history() -> bool:
    """Whether the zone on file is the one whose years before 2007 are an opening balance."""
    return OpeningBalance.objects.filter(document__number=stated.REPORT["number"]).exists()


def build(*, opening_balance: bool = False) -> bool:
    """Build the zone where nothing is on file; whether anything was built.

    With ``opening_balance`` only the companies of 2007 are rows, and the 490 before them are
    a signed figure. One transaction: a broken-off build leaves nothing. Raises RuleViolation
    ``zone_not_empty`` (409) where other companies are on file already.
    """
    built = Document.objects.filter(number=stated.REPORT["number"]).exists()
    if built and (is_without_history() or not opening_balance):
        return False
    if built or Company.objects.exists():
        raise RuleViolation(
            "zone_not_empty",
            _("Other companies are on file already; the zone of 2007 was not added."),
            status=409,
        )
    with transaction.atomic(), recorded(reason="示例数据：2007年园区"):
        incubators = _institutions()
        startups = generated.newcomers() if opening_balance else generated.startups()
        tenancies = space.build_houses(incubators, startups)
        stays = _settle(startups, incubators)
        space.let([(residence, tenancies[id(stay)]) for residence, stay in stays])
        space.build_accelerator(incubators[stated.ACCELERATOR])
        space.close_some_rooms(on=stated.REPORT_DATE)
        space.settle_accounts(on=stated.REPORT_DATE)
        report = _documents()
        if opening_balance:
            _opening_balance(report)
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


def _documents() -> Document:
    report = Document.objects.create(**stated.REPORT)
    for indicator, year, printed, where, sentence in stated.CITATIONS:
        Citation.objects.create(
            document=report, indicator=indicator, year=year, printed=printed, place_in_text=where,
            sentence=sentence,
        )  # fmt: skip
    for indicator, subject, value, sentence in stated.TARGETS:
        Target.objects.create(
            document=report, indicator=indicator, subject=subject, year=stated.TARGET_YEAR,
            value=value, sentence=sentence, owner=report.issuer,
        )  # fmt: skip
    return report


def _opening_balance(report: Document) -> None:
    """What the report says of the years before 2007: all that were ever in, less those of 2007."""
    OpeningBalance.objects.create(
        indicator="cumulative_incubated",
        as_of=year_end(2006),
        value=stated.EVER_2007 - stated.ENTERED_2007,
        signed_by="园区办公室（演示）",
        document=report,
    )
