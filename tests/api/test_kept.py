"""Bodies that are kept: the same bytes as made anew, and never those of another moment."""

import pytest
from django.core.cache import cache
from django.test import override_settings

from incubator.core.api.kept import kept_body
from incubator.core.api.versions import Version
from incubator.statistics.models import Target
from tests.api.conftest import API, computed
from tests.factories import MembershipFactory

YEAR = f"{API}statistics/2007/"
NOBODY = {
    "BACKEND": "django.core.cache.backends.redis.RedisCache",
    "LOCATION": "redis://127.0.0.1:1/0",
}


@pytest.fixture(autouse=True)
def _nothing_kept():
    cache.clear()


@pytest.mark.parametrize("query", ["", "?by=incubator", "?incubator=alpha", "?format=json"])
def test_kept_body_is_the_one_that_is_made(as_zone, query):
    first = as_zone.get(YEAR + query)
    second = as_zone.get(YEAR + query)
    cache.clear()
    third = as_zone.get(YEAR + query)

    assert first.content == second.content == third.content
    for name in ("Content-Type", "ETag", "Last-Modified", "Vary", "Cache-Control"):
        assert first.headers[name] == second.headers[name]
    assert second.headers["Content-Type"] == "application/json"


def test_what_was_kept_is_found_again(as_zone):
    etag = as_zone.get(YEAR).headers["ETag"]
    cache.set(f"body:{etag}", b'{"kept": true}')

    assert as_zone.get(YEAR).json() == {"kept": True}


def test_changed_figures_and_targets_are_seen_at_once(as_zone, zone):
    as_zone.get(YEAR)

    Target.objects.update(value=5)
    target = as_zone.get(YEAR).json()["indicators"]["entered"]["target"]
    moment = as_zone.get(YEAR).json()["computed_at"]
    computed(2007)

    assert target == 5
    assert as_zone.get(YEAR).json()["computed_at"] > moment


def test_nobody_reads_what_was_made_for_another_place(as_zone, zone, api_as):
    as_zone.get(YEAR)
    managers = [
        api_as(MembershipFactory(incubator=place).user) for place in (zone.alpha, zone.beta)
    ]

    answers = [manager.get(YEAR).json() for manager in managers * 2]

    assert [answer["incubator"] for answer in answers] == ["alpha", "beta"] * 2
    assert [answer["indicators"]["entered"]["value"] for answer in answers] == [2, 1, 2, 1]


def test_what_changed_while_it_was_made_is_not_kept():
    version = Version('"v"', None)

    kept_body(version, lambda: b"mixed", still=lambda: False)

    assert kept_body(version, lambda: b"whole", still=lambda: True) == b"whole"
    assert kept_body(version, lambda: b"later", still=lambda: True) == b"whole"


def test_indented_json_is_made_for_its_reader_alone(as_zone):
    plain = as_zone.get(YEAR)
    indented = as_zone.get(YEAR, HTTP_ACCEPT="application/json; indent=4")

    assert plain.content != indented.content
    assert plain.headers["ETag"] != indented.headers["ETag"]
    assert as_zone.get(YEAR).content == plain.content


def test_cache_that_is_down_stops_nobody(as_zone):
    made = as_zone.get(YEAR).json()

    with override_settings(CACHES={"default": NOBODY}):
        assert as_zone.get(YEAR).json() == made
