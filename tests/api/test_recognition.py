"""The recognition check for programs."""

import datetime

from incubator.core.dates import today
from incubator.institutions.rulebook_files import load_rulebooks
from tests.api.conftest import API
from tests.factories import ResidenceFactory
from tests.facts.rows import AT
from tests.publishing.rows import recorded_yesterday


def test_answer(zone, clients):
    load_rulebooks(by=None, at=AT)

    answer = (
        clients["zone"]
        .get(f"{API}incubators/{zone.alpha.pk}/recognition/?rulebook=cn-2018&on=2007-12-31")
        .json()
    )

    lines = {line["rule"]: line for line in answer["conditions"]}
    assert (answer["incubator"], answer["rulebook"], answer["remote"]) == (
        "alpha", "cn-2018", False,
    )  # fmt: skip
    assert lines["incubatees"]["standing"] == "not_met"
    assert lines["fund"]["standing"] == "unknown"
    assert lines["fund"]["certainty"] == "V"


def test_as_it_was_known_on_a_day(zone, clients):
    load_rulebooks(by=None, at=AT)
    recorded_yesterday()
    day = today() - datetime.timedelta(days=1)
    address = (
        f"{API}incubators/{zone.alpha.pk}/recognition/?rulebook=cn-2018&on=2007-12-31"
    )  # fmt: skip
    before = clients["zone"].get(address).json()
    for _number in range(3):
        ResidenceFactory(incubator=zone.alpha, on=datetime.date(2007, 5, 1))

    after = clients["zone"].get(address).json()
    then = clients["zone"].get(f"{address}&as_known_on={day}").json()

    value = {line["rule"]: line["value"] for line in before["conditions"]}["incubatees"]
    assert {line["rule"]: line["value"] for line in after["conditions"]}["incubatees"] == value + 3
    assert then == before | {"as_known_on": str(day)}


def test_without_a_text_in_force_nothing_is_judged(zone, clients):
    answer = clients["zone"].get(f"{API}incubators/{zone.alpha.pk}/recognition/").json()

    assert (answer["rulebook"], answer["standing"], answer["conditions"]) == (None, "unknown", [])


def test_bad_questions_are_refused(zone, clients, refused):
    base = f"{API}incubators/{zone.alpha.pk}/recognition/"

    for query, status, code in (
        ("?rulebook=none", 404, "unknown_rulebook"),
        ("?on=2007-13-01", 400, "invalid_day"),
        ("?remote=yes", 400, "invalid_choice"),
        ("?focus=x", 400, "unknown_parameter"),
    ):
        assert refused(clients["zone"].get(base + query), status) == code
