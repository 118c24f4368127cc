"""A lease ends before a day in the database; people read its last day, everywhere the same."""

import datetime
import io
from itertools import pairwise

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from companies.models import Residence
from facilities import lifecycle
from facilities.api import LeaseSerializer
from facilities.models import Charge, LeasedUnit, SpaceLease, Unit
from incubator.core.last_days import last_day_of
from incubator.core.shown import last_day
from tests.admin.conftest import A, pages_of
from tests.factories import LeaseFactory, RepresentativeFactory, UnitFactory

DAY = datetime.date
LAST, AFTER = "2009年12月31日", "2010年1月1日"


@pytest.fixture
def lease(world) -> SpaceLease:
    room = UnitFactory(building=world.of(Unit, A).building, number="201")
    stay = world.of(SpaceLease, A).residence
    lease = LeaseFactory(
        residence=stay, units=[room], begins_on=DAY(2007, 4, 1), ends_on=DAY(2010, 1, 1)
    )
    lifecycle.generate_charges(lease=lease, until=DAY(2010, 1, 1), by=None)
    return lease


def columns_of(world, model, **query) -> dict[str, list]:
    """What the file of a list has under each heading."""
    answer = world.client("manager_a").get(
        reverse(pages_of(model).name_of("seen")), {"_format": "xlsx", **query}
    )
    sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    head, *rows = sheet.iter_rows(values_only=True)
    return dict(zip(head, map(list, zip(*rows, strict=True)), strict=True))


def test_pages_tell_the_last_day_and_never_the_day_after(world, lease):
    client = world.client("manager_a")
    pages = pages_of(SpaceLease)
    company = reverse("admin:companies_company_change", args=[lease.company_id])
    unit = lease.leased_units.get().unit
    for address in (
        f"{pages.list_address()}?_columns=number,until_on,ends_on",
        pages.address_of(lease),
        pages.history_address(lease.pk),
        f"{company}?tab=money",
        f"{company}?tab=stays",
        reverse("admin:companies_residence_change", args=[lease.residence_id]),
        pages_of(Unit).address_of(unit),
    ):
        text = client.get(address).text
        assert LAST in text, address
        assert AFTER not in text, address


def test_headings_say_that_it_is_the_last_day(world, lease):
    shown = columns_of(world, SpaceLease, _columns="number,begins_on,until_on,ends_on,ended_on")

    assert list(shown) == ["租约编号", "开始日期", "最后一日", "约定最后一日", "提前终止，最后一日"]
    row = shown["租约编号"].index(lease.number)
    assert [shown[head][row].date() for head in ("最后一日", "约定最后一日")] == 2 * [
        DAY(2009, 12, 31)
    ]
    assert shown["提前终止，最后一日"][row] is None


def test_claims_are_for_days_that_do_not_touch(world, lease):
    shown = columns_of(world, Charge, _columns="kind,lease,from_on,until_on")

    rents = sorted(
        (since.date(), until.date())
        for kind, number, since, until in zip(*shown.values(), strict=True)
        if (kind, number) == ("租金", lease.number)
    )
    assert rents[-1][1] == DAY(2009, 12, 31)
    for (_begin, end), (begin, _end) in pairwise(rents):
        assert begin - end == datetime.timedelta(days=1)


def test_a_lease_that_was_cancelled_has_no_last_day(world, lease):
    room = lease.leased_units.get().unit
    coming = LeaseFactory(
        residence=lease.residence, units=[room], begins_on=DAY(2010, 1, 1),
        ends_on=DAY(2010, 3, 1),
    )  # fmt: skip
    lifecycle.cancel(lease=coming, on=DAY(2009, 5, 1), reason="误", by=None)
    coming.refresh_from_db()

    assert last_day_of(coming, "until_on") is None
    shown = columns_of(world, SpaceLease, _columns="number,until_on")
    assert shown["最后一日"][shown["租约编号"].index(coming.number)] is None


def test_the_history_tells_the_last_day_before_and_after(world, lease):
    lifecycle.end(lease=lease, on=DAY(2008, 3, 1), reason="退租", by=None)

    page = world.client("manager_a").get(pages_of(SpaceLease).history_address(lease.pk))

    lines = [
        (line.label, line.before, line.after)
        for change in page.context["changes"]
        if change.kind == "变更"
        for line in change.lines
    ]
    assert ("提前终止，最后一日", "—", "2008年2月29日") in lines
    assert ("最后一日", LAST, "2008年2月29日") in lines  # of its room


def test_the_company_reads_it_in_the_portal(world, browser_as):
    room = UnitFactory(building=world.of(Unit, A).building, number="201")
    stay = world.of(SpaceLease, A).residence
    Residence.objects.filter(pk=stay.pk).update(due_on=DAY(2049, 12, 31))
    stay.refresh_from_db()
    LeaseFactory(
        residence=stay, units=[room], begins_on=DAY(2007, 4, 1), ends_on=DAY(2050, 1, 1)
    )  # fmt: skip
    user = RepresentativeFactory(company=stay.company, right="edit").user

    text = browser_as(user).get(reverse("company:page", args=[stay.company_id])).text

    assert "2049年12月31日" in text
    assert "2050年1月1日" not in text


def test_programs_read_the_day_after_as_before(world, lease):
    told = LeaseSerializer(lease).data

    assert (told["ends_on"], told["until_on"]) == ("2010-01-01", "2010-01-01")
    assert LeasedUnit.objects.filter(lease=lease, ends_on=DAY(2010, 1, 1)).exists()


def test_a_last_day_in_words():
    assert last_day(DAY(2010, 1, 1)) == LAST
    assert last_day(None) == "—"
