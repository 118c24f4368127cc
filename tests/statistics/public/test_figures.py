"""Integration tests: what is public is what was published, and of nothing else."""

from collections import Counter

import pytest

from incubator.core.dates import now
from incubator.core.history import recorded
from incubator.statistics.models import Snapshot
from incubator.statistics.public.breakdowns import TOTAL, counted
from incubator.statistics.public.figures import cells_of, public_year, public_years
from incubator.statistics.restating import lifecycle
from incubator.statistics.snapshots import building
from tests.factories import CompanyFactory, IncubatorFactory, ResidenceFactory
from tests.publishing.rows import DAY, approved, computed, prepared, published, somebody

pytestmark = pytest.mark.django_db(transaction=True)

# Of each incubator, how many companies of which field entered in 2007.
ENTERED = {
    "a": {"electronics": 9, "biomedicine": 1, "": 4},
    "b": {"electronics": 8, "biomedicine": 7},
}


@pytest.fixture
def zone() -> None:
    for code, fields in ENTERED.items():
        place = IncubatorFactory(code=code, name=f"{code}孵化器")
        for field, count in fields.items():
            for _each in range(count):
                ResidenceFactory(
                    incubator=place, on=DAY(2007, 5, 1), company=CompanyFactory(field=field)
                )


def test_tables_are_counted_from_what_was_sealed(zone):
    edition = published()

    table = counted(edition, "entered")

    assert table.total == 29
    assert table.cells["a", "biomedicine"] == 1
    for code in ENTERED:
        value = edition.figures.get(indicator="entered", part="", incubator__code=code)
        assert table.cells[code, TOTAL] == value.value


def test_small_number_and_what_would_tell_it_are_hidden(zone):
    one = public_year(published())

    table = one.tables["entered"]
    assert table.shown("a", "biomedicine") is None
    assert table.shown("b", "biomedicine") is None
    hidden = {(c.incubator, c.field) for c in cells_of(one) if c.value is None}
    assert ("a", "biomedicine") in hidden
    assert {c.value for c in cells_of(one) if (c.incubator, c.field) == ("", "")} >= {29}


def test_what_is_not_published_is_not_public(zone):
    assert public_years() == []
    prepared()
    assert public_years() == []


def test_what_moves_afterwards_stays_inside(zone):
    published()
    ResidenceFactory(on=DAY(2007, 6, 1))
    computed()

    [edition] = public_years()
    assert public_year(edition).zone["entered"] == 29


def test_correction_does_not_point_at_the_company_that_it_added(zone):
    """29 becomes 30: that one more came is public, where it came is not."""
    before = public_year(published()).tables["entered"]
    place = Snapshot.objects.get().figures.filter(incubator__code="b").first().incubator
    with recorded(by=somebody(), reason="补录入驻"):
        ResidenceFactory(
            incubator=place, on=DAY(2007, 9, 1), company=CompanyFactory(field="electronics")
        )
    computed()
    edition = lifecycle.request_restatement(
        year=2007, kind="revision", reason="补充资料", announced_on=DAY(2008, 1, 2),
        by=somebody(), at=now(),
    )  # fmt: skip
    approved(building.build(snapshot_id=edition.pk))

    [current] = public_years()
    after = public_year(current)

    assert (current.edition, after.zone["entered"]) == (2, 30)
    table = after.tables["entered"]
    assert before.hidden <= table.hidden
    told = Counter(
        table.shown(*cell) - before.shown(*cell)
        for cell in table.cells
        if table.shown(*cell) is not None and before.shown(*cell) is not None
    )
    assert set(told) == {0}
    assert table.shown("b", "electronics") is None
    assert table.shown("b", TOTAL) is None
