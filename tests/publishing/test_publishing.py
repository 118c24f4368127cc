"""Integration tests of publishing a year: two people, one content, refusals."""

import csv
import datetime
import io
import json

import pytest
from django.db import connection

from companies.models import Residence
from incubator.core.dates import now
from incubator.core.errors import RuleViolation
from incubator.statistics.computation import count_year
from incubator.statistics.indicators import BY_CODE, INDICATORS
from incubator.statistics.models import ComputationRun, Snapshot, SnapshotFile
from incubator.statistics.queries import facts_behind
from incubator.statistics.snapshots import building, lifecycle
from incubator.statistics.snapshots.queries import current_of, facts_published, moved_since
from incubator.statistics.snapshots.sealing import digest, is_signed
from incubator.workflows.graduation import refuse_published_year
from tests.factories import ResidenceFactory
from tests.publishing.rows import a_zone, approved, computed, prepared, published, somebody

pytestmark = pytest.mark.django_db

DAY = datetime.date


@pytest.fixture(autouse=True)
def zone() -> None:
    a_zone()


def refused(verb, **asked) -> tuple[str, int]:
    with pytest.raises(RuleViolation) as refusal:
        verb(**asked)
    return refusal.value.code, refusal.value.status


def test_what_is_prepared_is_what_was_computed():
    edition = prepared()

    assert (edition.state, edition.progress, edition.error) == ("prepared", 100, "")
    counted = {figure.as_kept() for figure in count_year(2007).figures}
    kept = ("indicator", "incubator", "part", "counted", "opening_balance", "low", "high")
    assert set(edition.figures.values_list(*kept)) == counted


def test_files_are_those_of_the_manifest():
    edition = prepared()

    files = {file.name: file for file in edition.files.all()}
    manifest = json.loads(files.pop("manifest.json").content)
    assert {line["name"]: line["sha256"] for line in manifest["files"]} == {
        name: digest(file.content) for name, file in files.items()
    }
    assert digest(edition.files.get(name="manifest.json").content) == edition.content_sha256
    assert (manifest["year"], manifest["edition"], manifest["kind"]) == (2007, 1, "first")
    assert manifest["prepared_by"] == str(edition.prepared_by)


def test_values_are_kept_twice_and_equal():
    edition = prepared()

    rows = csv.DictReader(io.StringIO(edition.files.get(name="values.csv").content.decode()))
    places = dict(edition.figures.values_list("incubator", "incubator__code")) | {None: ""}
    assert {(r["indicator"], r["part"], r["incubator"], r["value"]) for r in rows} == {
        (value.indicator, value.part, places[value.incubator_id], f"{value.value:.2f}")
        for value in edition.figures.all()
    }


def test_published_lists_are_the_live_ones():
    edition = published()
    places = [None, *{stay.incubator for stay in Residence.objects.select_related("incubator")}]

    for indicator in INDICATORS:
        if indicator.facts is None:
            continue
        for place in places:
            live = facts_behind(2007, indicator, incubator=place)
            frozen = facts_published(edition, indicator, incubator=place.code if place else "")
            told = [indicator.counts.as_json(fact) for fact in live]
            for row in told:
                for column in indicator.counts.columns:
                    if column.personal:
                        del row[column.key]
            said = [frozen.as_json(fact) for fact in frozen]
            assert said == json.loads(json.dumps(told, default=str)), indicator.code


def test_definitions_are_kept_in_both_languages():
    edition = prepared()

    definitions = json.loads(edition.files.get(name="definitions.json").content)
    assert list(definitions) == sorted(BY_CODE)
    assert definitions["entered"]["en"]["label"] == "Companies that entered"
    assert definitions["entered"]["zh-hans"]["label"] != definitions["entered"]["en"]["label"]


def test_same_facts_give_the_same_bytes():
    first = prepared()
    lifecycle.withdraw(snapshot=first, at=now())
    second = prepared()

    def contents(edition: Snapshot) -> dict[str, str]:
        files = edition.files.exclude(name="manifest.json")
        return dict(files.values_list("name", "sha256"))

    assert contents(first) == contents(second)


def test_seal_names_both_and_is_signed():
    edition = published()

    seal = json.loads(edition.seal)
    assert seal["content_sha256"] == edition.content_sha256
    assert (seal["prepared_by"], seal["approved_by"]) == (
        str(edition.prepared_by), str(edition.approved_by),
    )  # fmt: skip
    assert (seal["position"], seal["previous"]) == (1, "")
    content = edition.seal.encode()
    signed = {"signature": edition.signature, "public_key": edition.public_key}
    assert is_signed(content, **signed)
    assert not is_signed(content + b" ", **signed)
    assert not is_signed(content, signature="00", public_key=edition.public_key)


def test_each_seal_names_the_one_before_whatever_its_year():
    computed(2006)
    first, second = published(2007), published(2006)

    assert json.loads(second.seal)["previous"] == first.chain_sha256 == digest(first.seal.encode())
    assert (first.position, second.position) == (1, 2)


def test_year_that_is_not_over():
    year = now().year
    computed(year)

    assert refused(lifecycle.draft, year=year, by=somebody(), at=now()) == ("year_not_over", 409)


def test_year_that_was_not_computed():
    asked = {"year": 2005, "by": somebody(), "at": now()}

    assert refused(lifecycle.draft, **asked) == ("year_not_computed", 409)


@pytest.mark.parametrize("year", ["", "07", "20070", "abc", "２００７", None, 1800])
def test_what_is_no_year(year):
    assert refused(lifecycle.draft, year=year, by=somebody(), at=now())[0] == "invalid_year"


def test_year_that_is_published():
    published()

    asked = {"year": 2007, "by": somebody(), "at": now()}
    assert refused(lifecycle.draft, **asked) == ("already_published", 409)


def test_second_edition_while_one_waits():
    prepared()

    edition = lifecycle.draft(year=2007, by=somebody(), at=now())
    assert refused(lifecycle.start, snapshot=edition, at=now()) == ("snapshot_under_way", 409)


def test_year_whose_identity_does_not_hold():
    computed()
    edition = lifecycle.draft(year=2007, by=somebody(), at=now())
    edition.save()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(
            "ALTER TABLE companies_residence DROP CONSTRAINT residence_left_after_admission, "
            "DROP CONSTRAINT residence_no_overlap"
        )
        cursor.execute(
            "UPDATE companies_residence SET admitted_on = '2008-06-01' WHERE exit_reason = 'moved'"
        )

    built = building.build(snapshot_id=edition.pk)

    assert (built.state, built.error_code) == ("failed", "identity_broken")
    assert not SnapshotFile.objects.exists()


def test_year_whose_facts_have_moved_since_it_was_computed():
    computed()
    edition = lifecycle.draft(year=2007, by=somebody(), at=now())
    edition.save()
    ResidenceFactory(on=DAY(2007, 9, 1))

    built = building.build(snapshot_id=edition.pk)

    assert (built.state, built.error_code) == ("failed", "totals_outdated")
    assert prepared().state == "prepared"


def test_own_approval():
    edition = prepared()

    asked = {"snapshot": edition, "by": edition.prepared_by, "at": now()}
    assert refused(lifecycle.approve, **asked, authenticated_at=asked["at"]) == (
        "own_approval", 409,
    )  # fmt: skip
    assert Snapshot.objects.get().state == "prepared"


@pytest.mark.parametrize("before", [None, datetime.timedelta(minutes=6), -datetime.timedelta(1)])
def test_approval_without_fresh_authentication(before):
    edition, moment = prepared(), now()
    authenticated_at = moment - before if before else None

    asked = {"snapshot": edition, "by": somebody(), "at": moment}
    assert refused(lifecycle.approve, **asked, authenticated_at=authenticated_at) == (
        "authentication_not_fresh", 403,
    )  # fmt: skip


def test_second_approval():
    edition = published()

    asked = {"snapshot": edition, "by": somebody(), "at": now()}
    assert refused(lifecycle.approve, **asked, authenticated_at=asked["at"]) == (
        "snapshot_not_prepared", 409,
    )  # fmt: skip


def test_approval_after_the_figures_moved():
    edition = prepared()
    ResidenceFactory(on=DAY(2007, 9, 1))
    computed()

    asked = {"snapshot": edition, "by": somebody(), "at": now()}
    assert refused(lifecycle.approve, **asked, authenticated_at=asked["at"]) == (
        "snapshot_outdated", 409,
    )  # fmt: skip


def test_approval_of_altered_files():
    edition = prepared()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE statistics_snapshotfile DISABLE TRIGGER USER")
        cursor.execute(
            "UPDATE statistics_snapshotfile f SET packed = o.packed FROM statistics_snapshotfile o "
            "WHERE f.name = 'lists/entered.csv' AND o.name = 'lists/graduated.csv'"
        )
        cursor.execute("ALTER TABLE statistics_snapshotfile ENABLE TRIGGER USER")

    asked = {"snapshot": edition, "by": somebody(), "at": now()}
    assert refused(lifecycle.approve, **asked, authenticated_at=asked["at"]) == (
        "content_altered", 409,
    )  # fmt: skip


def test_withdrawing():
    edition = prepared()

    lifecycle.withdraw(snapshot=edition, at=now())

    edition.refresh_from_db()
    assert edition.state == "withdrawn"
    assert refused(lifecycle.withdraw, snapshot=edition, at=now()) == ("snapshot_not_open", 409)
    assert approved(prepared()).edition == 1


def test_built_once():
    edition = prepared()

    assert building.build(snapshot_id=edition.pk) is None
    assert building.build(snapshot_id=999_999) is None


def test_edition_of_a_worker_that_is_gone_is_closed():
    computed()
    edition = lifecycle.draft(year=2007, by=somebody(), at=now())
    edition.progress = 10
    edition.save()

    assert lifecycle.release_interrupted(at=now()) == 1
    edition.refresh_from_db()
    assert (edition.state, edition.error_code) == ("failed", "interrupted")


def test_published_figures_stay_when_the_facts_move():
    edition = published()
    before = edition.figures.get(indicator="entered", incubator=None).value
    ResidenceFactory(on=DAY(2007, 9, 1))
    computed()

    moved = {(one.indicator, one.incubator_id) for one in moved_since(edition)}
    assert ("entered", None) in moved
    assert edition.figures.get(indicator="entered", incubator=None).value == before
    assert current_of([2007, 2008]) == {2007: edition}


def test_graduations_do_not_go_into_a_published_year_unnoticed():
    refuse_published_year(DAY(2007, 12, 31))
    published()

    assert refused(refuse_published_year, on=DAY(2007, 12, 31)) == (
        "graduation_in_published_year", 409,
    )  # fmt: skip
    refuse_published_year(DAY(2008, 1, 1))


def test_runs_are_not_stopped_by_a_publication():
    published()

    assert computed().state == "succeeded"
    assert ComputationRun.objects.filter(state="failed").count() == 0
