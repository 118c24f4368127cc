"""Leases of a file that are let together: the same as one by one, in few statements.

What is compared is everything: each row of each table of facilities with its history, what the
import remembers, and every word that is told of a row.
"""

import datetime
import random
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.db.models import Model
from django.test.utils import CaptureQueriesContext

from companies import lifecycle as companies
from facilities import lifecycle as space
from facilities.imports.leases import Leases
from facilities.models import SpaceLease, Unit
from incubator.imports import lifecycle
from incubator.imports.lifecycle import working
from incubator.imports.models import FileImport, ImportedRow
from tests.factories import (
    BuildingFactory,
    CallFactory,
    CompanyFactory,
    IncubatorFactory,
    LeaseFactory,
    ResidenceFactory,
    UnitFactory,
    simple_terms,
)
from tests.imports.files import brought, checked, written, xlsx
from tests.workflows.rows import accepted, begun

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_empty_broker")]

DAY = datetime.date
HEAD = [
    "企业名称", "楼宇", "房号", "租期起", "租期至", "租金单价", "合同编号", "签订日期", "付款方式",
    "免租期（月）", "物业费", "押金", "合同类型", "邮箱", "备注", "滞纳金（%/天）",
]  # fmt: skip
ROOMS = 40


def row(tenant: str = "宁波租户甲", units: str = "A01", **changed: Any) -> list:
    """A line of the file."""
    line = {
        "company": tenant, "building": "A", "units": units, "on": "2007-04-01",
        "last": "2008-03-31", "price": 30, "number": "", "signed": "", "rhythm": "按季",
        "free": "", "fee": "", "deposit": "", "class": "", "mail": "", "note": "", "late": "",
    }  # fmt: skip
    return list((line | changed).values())


class Zone:
    """An incubator with tenants, forty rooms, and everything that can stand on a room."""

    def __init__(self) -> None:
        self.incubator = IncubatorFactory()
        days = {"on": DAY(2005, 1, 1), "due_on": DAY(2010, 12, 31)}
        names = ("宁波租户甲有限公司", "宁波租户乙有限公司", "宁波前租户有限公司",
                 "宁波同名有限公司", "宁波同名有限责任公司")  # fmt: skip
        self.stays = [
            ResidenceFactory(incubator=self.incubator, company=CompanyFactory(name=name), **days)
            for name in names
        ]
        building = BuildingFactory(incubator=self.incubator, code="A", floor_area=Decimal(9_999))
        self.rooms = [
            UnitFactory(building=building, number=f"A{number:02d}", floor_area=Decimal(97))
            for number in range(1, ROOMS + 1)
        ]
        self._let("A02", DAY(2007, 10, 1), DAY(2009, 1, 1))
        over = self._let("A03", DAY(2006, 1, 1), DAY(2007, 1, 1))
        space.hand_over(lease=over, on=DAY(2006, 1, 1), by=None)
        space.close_unit(
            unit=self.room("A04"), on=DAY(2007, 6, 1), until=DAY(2007, 7, 1), reason="repair",
            by=None,
        )  # fmt: skip
        Unit.objects.filter(number="A05").update(rentable=False)
        call = CallFactory(incubator=self.incubator)
        self._reserve(begun(accepted(call=call)), ["A06"], DAY(2099, 1, 1))
        self._reserve(begun(accepted(call=call)), ["A07", "A08"], DAY(2007, 3, 1))
        self._let("A09", DAY(2007, 4, 1), DAY(2008, 4, 1), stay=self.stays[0])

    def room(self, number: str) -> Unit:
        return next(one for one in self.rooms if one.number == number)

    def _let(self, number: str, begin, end, stay=None) -> SpaceLease:
        stay = stay or self.stays[2]
        return LeaseFactory(
            residence=stay, units=[self.room(number)], begins_on=begin, ends_on=end
        )  # fmt: skip

    def _reserve(self, admission, numbers: list[str], until) -> None:
        space.reserve_units(
            admission=admission, units=[self.room(one) for one in numbers],
            begins_on=DAY(2007, 2, 1), ends_on=DAY(2008, 2, 1), terms=simple_terms(), by=None,
            at=datetime.datetime(2007, 2, 1, tzinfo=datetime.UTC), on=DAY(2007, 2, 1),
            holds_until=until,
        )  # fmt: skip


# Rows that are let, refused and repeated, each for another reason; most of them need the others.
PLAIN = [row(units=f"A{number}") for number in (10, 11, 12)]
LINES = [
    *PLAIN,
    row(units="A13、A14", number="HT-1", rhythm="按月", free=2, fee="2.5", deposit=1000),
    row(units="A15", number="HT-1"),  # taken by the row before
    row(tenant="没有的公司", units="A16"),
    row(tenant="宁波同名", units="A16"),
    row(units="A99"),
    row(units="A16", price="面议"),
    row(units="A02", last="2009-12-31"),  # let to another one in the middle
    row(units="A02", last="2007-09-30"),  # before that
    row(units="A03"),  # its last tenant has the keys
    row(units="A04"),
    row(units="A04", on="2007-07-01"),  # is back in use
    row(units="A05"),
    row(units="A06"),
    row(units="A06", on="2008-02-01", last="2008-12-31"),  # kept until then
    row(tenant="宁波租户乙", units="A07"),  # is kept no longer
    row(tenant="宁波租户乙", units="A08", price=-1),
    row(units="A09"),  # on file
    row(units="A16", on="2004-01-01"),
    row(units="A16", last="2007-03-01"),
    row(units="A16", signed="2099-01-01"),
    row(units="A17", **{"class": "非在孵企业"}, on="2011-02-01", last="2011-12-31"),
    row(tenant="宁波租户乙", units="A18", signed="2006-05-05", on="2006-06-01", late="0.05"),
    row(units="A19", number="ZL2007-0003"),  # the office's own numbers, ahead of their turn
    row(units="A20"),
    row(units="A21", number="ZL2007-0011"),
    row(units="A22"),
    row(units="A23", on="2007-04-01", last="2007-06-30"),  # one room, four times in turn
    row(units="A23", on="2007-07-01", last="2007-12-31", tenant="宁波租户乙"),
    row(units="A23", on="2007-06-15", last="2007-07-15"),
    row(units="A23", on="2008-01-01", last="2009-12-31"),
    row(units="A24"),
    row(units="A24"),  # the same once more
    row(units="A24", last="2007-03-01"),
    row(units="A24", tenant="宁波租户乙"),
    row(units="A24、A25", tenant="宁波租户乙", on="2008-04-01", last="2009-01-01"),
    row(units="A26", free=121),
    row(units="A26", mail="z@example.test", note="续签", rhythm="一次性"),
    row(units="A27", **{"class": "accelerator"}),
    row(units="A27", late="5.5"),
]


def ways(zone: Zone, lines: list[list], monkeypatch, *, batch: int = 500) -> list[dict[str, Any]]:
    """What comes of a file one by one, and together, where the database has to refuse nothing."""
    found, refused = [], []
    monkeypatch.setattr(working.logger, "info", lambda said, **_more: refused.append(said))
    monkeypatch.setattr(Leases, "batch", batch)
    by_itself = Leases.together
    for together in (lambda *_given: [], by_itself):
        monkeypatch.setattr(Leases, "together", together)
        with transaction.atomic():
            run = checked(xlsx(HEAD, *lines), kind="leases", incubator=zone.incubator)
            looked_at = words(run)
            run = written(run, all_or_none=False)
            found.append({"check": looked_at, "written": words(run), **rows_of_all(run)})
            transaction.set_rollback(True)
    assert refused == []
    return found


def words(run: FileImport) -> dict[str, Any]:
    """Everything that is told of rows, but the keys of what is told of."""
    repeats = [{name: one[name] for name in ("row", "detail", "certain")} for one in run.repeats]
    return {
        "state": (run.state, run.error, run.good, run.repeated, run.written),
        "problems": run.problems, "repeats": repeats,
    }  # fmt: skip


def rows_of_all(run: FileImport) -> dict[str, list]:
    """Each row of each table of facilities in the order of its key, told without keys."""
    models = list(apps.get_app_config("facilities").get_models())
    places: dict[type[Model], dict[int, int]] = {
        model: {key: at for at, key in enumerate(keys(model))} for model in models
    }
    tables = {
        model._meta.label: [_told(one, places) for one in model._default_manager.order_by("pk")]
        for model in models
    }
    made = ImportedRow.objects.filter(file_import=run).order_by("number")
    kept = [(one.number, one.said, places[SpaceLease][one.key]) for one in made]
    return tables | {"kept": kept}


def keys(model: type[Model]) -> list[int]:
    return list(model._default_manager.order_by("pk").values_list("pk", flat=True))


def _told(thing: Model, places: dict[type[Model], dict[int, int]]) -> dict[str, Any]:
    """A row with places for keys; of its history not when and by which file."""
    told: dict[str, Any] = {}
    for field in thing._meta.concrete_fields:
        value = getattr(thing, field.attname)
        model = field.related_model if field.is_relation else None
        if field.primary_key or field.name in ("pgh_created_at", "pgh_context_id"):
            continue
        if field.name == "id":
            model = thing.pgh_tracked_model  # type: ignore[attr-defined]
        if isinstance(value, dict):
            value = {name: one for name, one in value.items() if name != "file_import"}
            value["reason"] = value.get("reason", "").partition(" ")[0]
        told[field.name] = places[model].get(value) if model in places else value
    return told


def same(one_by_one: dict[str, Any], together: dict[str, Any]) -> None:
    for name, rows in one_by_one.items():
        assert together[name] == rows, name


def test_a_file_comes_in_together_as_it_does_one_by_one(monkeypatch):
    one_by_one, together = ways(Zone(), LINES, monkeypatch)

    assert len(one_by_one["kept"]) > len(LINES) // 3
    assert {one["code"] for one in one_by_one["written"]["problems"]} >= {
        "unit_taken", "unit_closed", "unit_reserved", "unit_not_handed_back", "unit_not_to_let",
        "lease_exists", "lease_outside_residence", "lease_ends_before_it_begins",
        "signed_in_future", "invalid_price", "invalid_terms", "price_class_does_not_fit",
    }  # fmt: skip
    assert one_by_one["written"]["repeats"]
    same(one_by_one, together)


@pytest.mark.parametrize("seed", range(4))
def test_so_does_any_mixture_in_any_order(seed, monkeypatch):
    chance = random.Random(seed)  # noqa: S311 - the same four mixtures each time
    lines = chance.sample(LINES, 24)

    one_by_one, together = ways(Zone(), lines, monkeypatch, batch=chance.choice([5, 24]))

    same(one_by_one, together)


def test_what_is_said_beside_a_row_does_not_speak_of_a_later_one(monkeypatch):
    """A row whose room is let already comes before one that takes it for an earlier time."""
    zone = Zone()
    lines = [row(units="A02", last="2009-12-31"), row(units="A02", last="2007-09-30"), *PLAIN]

    one_by_one, together = ways(zone, lines, monkeypatch)

    same(one_by_one, together)
    assert "宁波前租户" in together["written"]["problems"][0]["detail"]


def test_a_row_that_ends_before_it_begins_is_not_held_for_the_good_one_after_it(monkeypatch):
    lines = [row(units="A24", last="2007-03-01"), row(units="A24"), *PLAIN]

    one_by_one, together = ways(Zone(), lines, monkeypatch)

    same(one_by_one, together)
    assert together["written"]["repeats"] == []


@pytest.mark.parametrize("count", [3, 30])
def test_many_leases_are_let_in_as_many_statements_as_few(count):
    zone = Zone()
    rows = [row(units=f"A{number}") for number in range(10, 10 + count)]
    run = checked(xlsx(HEAD, *rows), kind="leases", incubator=zone.incubator)

    with CaptureQueriesContext(connection) as asked:
        run = written(run, all_or_none=False)

    assert (run.written, len(asked)) == (count, 51)


@pytest.mark.parametrize("count", [3, 30])
def test_what_is_on_file_is_seen_in_as_few(count):
    zone = Zone()
    rows = [row(units=f"A{number}") for number in range(10, 10 + count)]
    written(checked(xlsx(HEAD, *rows), kind="leases", incubator=zone.incubator))
    run = brought(xlsx(HEAD, *rows), kind="leases", incubator=zone.incubator)

    with CaptureQueriesContext(connection) as asked:
        run = lifecycle.check(import_id=run.pk, at=run.brought_at)

    assert (run.repeated, len(asked)) == (count, 24)


def test_a_period_is_told_with_its_last_day_as_the_file_says_it():
    zone = Zone()
    companies.leave(residence=zone.stays[0], on=DAY(2008, 6, 1), reason="moved", by=None)
    run = checked(
        xlsx(
            HEAD,
            row("宁波租户乙", "A10", last="2007-03-30"),
            row("宁波租户乙", "A09"),
            row("宁波租户乙", "A04"),
            row("宁波租户乙", "A06"),
            row("宁波租户乙", "A10", last="2011-01-01"),
            row("宁波租户甲", "A10", last="2008-12-31"),
        ),
        kind="leases",
        incubator=zone.incubator,
    )

    assert [one["detail"] for one in run.problems] == [
        "2007年4月1日起租的租约不能在2007年3月30日到期。",
        "单元A09在2007年4月1日至2008年3月31日已租给宁波租户甲有限公司（租约ZL2007-0002）。",
        "单元A04在2007年6月1日至2007年6月30日停用（维修）。",
        "单元A06已为待入驻者预留至2098年12月31日。",
        "入驻期为2005年1月1日至2010年12月31日，租约期限不得超出。",
        "入驻期为2005年1月1日至2008年5月31日，租约期限不得超出。",
    ]
