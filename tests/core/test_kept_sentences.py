"""What people read where the system broke off: a sentence in their language, nothing technical."""

import pytest
from django.urls import reverse
from django.utils import translation

from facilities import lifecycle as space
from facilities.models import ChargeRun
from incubator.core.dates import now
from incubator.core.errors import BROKE_OFF, QUEUE_SILENT, WORKER_ENDED
from incubator.core.shown import kept_sentence
from incubator.statistics import lifecycle
from incubator.statistics.models import ComputationRun
from incubator.statistics.snapshots import building
from incubator.statistics.snapshots import lifecycle as publishing
from incubator.statistics.snapshots.models import Snapshot
from tests.factories import IncubatorFactory, LeaseFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_empty_broker")]
WRONG = "division by zero in /srv/of/ours.py"
SAID = {
    "zh-hans": "系统运行中断。请重新发起；如仍不成功，请告知系统管理员：日志中有详细记录。",
    "en": BROKE_OFF,
}


def broken(*_args, **_more) -> None:
    raise ZeroDivisionError(WRONG)


def computed(monkeypatch) -> ComputationRun:
    monkeypatch.setattr(lifecycle, "count_year", broken)
    run = lifecycle.request_run(year=2007, trigger="command", at=now())
    with pytest.raises(ZeroDivisionError):
        lifecycle.compute(run_id=run.pk, at=now())
    return run


def published(monkeypatch) -> Snapshot:
    counted = lifecycle.request_run(year=2007, trigger="command", at=now())
    lifecycle.compute(run_id=counted.pk, at=now())
    monkeypatch.setattr(building, "_made", broken)
    edition = publishing.request_snapshot(year=2007, by=UserFactory(admin=True), at=now())
    with pytest.raises(ZeroDivisionError):
        building.build(snapshot_id=edition.pk)
    return edition


def claimed(monkeypatch) -> ChargeRun:
    monkeypatch.setattr("facilities.lifecycle.runs.claim", broken)
    LeaseFactory()
    run = space.request_charges(year=2008, at=now(), by=None)
    with pytest.raises(ZeroDivisionError):
        space.generate_year(run_id=run.pk, at=now())
    return run


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("work", [computed, published, claimed])
def test_what_broke_off_is_told_in_the_language_of_whoever_reads(
    work, language, admin_user, browser_as, monkeypatch
):
    IncubatorFactory()
    run = work(monkeypatch)
    admin_user.language = language
    admin_user.save()
    page = reverse(f"admin:{run._meta.app_label}_{run._meta.model_name}_change", args=[run.pk])

    run.refresh_from_db()
    assert run.error == BROKE_OFF
    shown = browser_as(admin_user).get(page, headers={"accept-language": language}).text
    assert SAID[language] in shown
    assert WRONG not in shown


def test_every_kept_sentence_is_translated():
    with translation.override("zh-hans"):
        said = {one: kept_sentence(one) for one in (BROKE_OFF, QUEUE_SILENT, WORKER_ENDED)}

    assert not [one for one, shown in said.items() if one == shown]
    assert kept_sentence("") == ""
    assert kept_sentence("系统忙") == "系统忙"
