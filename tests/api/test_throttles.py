"""Rates: by token, and by address for whoever has none."""

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import override_settings
from rest_framework.test import APIClient

from incubator.core.api.throttles import AnonymousRate
from tests.api.conftest import API, in_english


@pytest.fixture
def rates(settings):
    """Sets rates for one test: ``rates(token="2/minute")``."""

    def set_rates(*, token=None, anonymous=None, **more):
        settings.REST_FRAMEWORK = settings.REST_FRAMEWORK | {
            "DEFAULT_THROTTLE_RATES": {"token": token, "anonymous": anonymous},
            **more,
        }

    cache.clear()
    yield set_rates
    cache.clear()


def asked(client, times: int, **extra) -> list[int]:
    return [client.get(f"{API}statistics/", **extra).status_code for _time in range(times)]


def test_token_has_its_own_count(db, rates, api_as, zone_user, refused):
    rates(token="2/day")
    client, other = in_english(api_as(zone_user)), api_as(zone_user)

    assert asked(client, 3) == [200, 200, 429]
    response = client.get(f"{API}companies/")
    assert refused(response, 429) == "too_many_requests"
    assert 0 < int(response.headers["Retry-After"]) <= 86_400
    assert asked(other, 1) == [200]
    assert asked(APIClient(), 1) == [401]


def test_guessing_tokens_is_slowed_down(db, rates, refused):
    rates(anonymous="2/day")
    client = APIClient()

    guesses = [f"Token {number:064d}" for number in range(3)]
    codes = [asked(client, 1, HTTP_AUTHORIZATION=guess)[0] for guess in guesses]

    assert codes == [401, 401, 429]
    assert asked(client, 1) == [429]


def test_public_pages_have_a_rate(db, rates):
    rates(anonymous="1/day")

    assert [APIClient().get(f"{API}docs/").status_code for _time in range(2)] == [200, 429]


def test_address_cannot_be_made_up(db, rates):
    rates(anonymous="1/day")

    codes = [asked(APIClient(), 1, HTTP_X_FORWARDED_FOR=f"10.0.0.{n}")[0] for n in range(2)]

    assert codes == [401, 429]


def test_declared_proxy_tells_the_address(db, rates):
    rates(anonymous="1/day", NUM_PROXIES=1)

    def code(forwarded):
        return asked(APIClient(), 1, HTTP_X_FORWARDED_FOR=forwarded)[0]

    assert code("10.0.0.1") == 401
    assert code("10.0.0.2") == 401
    # Only the last address is the proxy's own word; what stands before came from outside.
    assert code("1.2.3.4, 10.0.0.1") == 429


def test_each_window_counts_anew(db, rates):
    rates(anonymous="1/second")
    client = APIClient()

    codes = asked(client, 200)

    assert codes[0] == 401
    assert 429 in codes


def test_counter_that_is_down_stops_nobody(db, rates):
    rates(anonymous="1/day")
    nobody = {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": "redis://127.0.0.1:1/0",
    }

    with override_settings(CACHES={"default": nobody}):
        assert asked(APIClient(), 3) == [401, 401, 401]


@pytest.mark.parametrize("rate", [None, ""])
def test_no_rate_is_no_limit(rates, rate):
    rates(anonymous=rate)

    assert AnonymousRate().allow_request(None, None) is True


def test_tests_ask_as_often_as_they_like():
    assert settings.REST_FRAMEWORK["DEFAULT_THROTTLE_RATES"] == {"token": None, "anonymous": None}
