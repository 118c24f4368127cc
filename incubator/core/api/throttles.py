"""How often somebody may ask: generous per token, tight for whoever has none.

The rates are settings (``DEFAULT_THROTTLE_RATES``). Each is counted in windows of its own
period, one number in the cache per caller; DRF's own throttles keep a list of every
request there.
"""

import functools
import logging
import math
from collections.abc import Callable

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from redis.exceptions import RedisError
from rest_framework.request import Request
from rest_framework.settings import api_settings
from rest_framework.throttling import SimpleRateThrottle

from incubator.core.dates import now

logger = logging.getLogger(__name__)


class WindowThrottle(SimpleRateThrottle):
    """Counts a caller's requests; subclasses say who the caller is, and None for others."""

    def get_rate(self) -> str | None:
        """The rate in force; None or nothing switches it off."""
        return api_settings.DEFAULT_THROTTLE_RATES.get(self.scope) or None

    def caller(self, request: Request) -> str | None:
        """Whose requests are counted together."""
        raise NotImplementedError

    def allow_request(self, request: Request, view) -> bool:
        """Whether this request is still within the rate."""
        caller = self.caller(request) if self.rate else None
        if caller is None:
            return True
        moment = now().timestamp()
        window = int(moment // self.duration)
        self._wait = (window + 1) * self.duration - moment
        try:
            asked = _count(f"rate:{self.scope}:{caller}:{window}", seconds=self.duration)
        except RedisError as error:
            # Whoever counts being down is no reason to answer nobody.
            logger.warning("throttle_unavailable", extra={"error": str(error)})
            return True
        return asked <= self.num_requests

    def wait(self) -> float:
        """Seconds until the next window."""
        return self._wait


class TokenRate(WindowThrottle):
    """By token, wherever it is used from."""

    scope = "token"

    def caller(self, request: Request) -> str | None:
        return request.auth.pk if request.auth else None


class AnonymousRate(WindowThrottle):
    """By address, for requests without a valid token.

    Only the proxies that ``NUM_PROXIES`` declares are believed about the address.
    """

    scope = "anonymous"

    def caller(self, request: Request) -> str | None:
        return None if request.auth else self.get_ident(request)


class PageRate(WindowThrottle):
    """By address, for pages that anybody may ask for; counted with the API's."""

    scope = "anonymous"

    def caller(self, request: HttpRequest) -> str | None:
        return self.get_ident(request)


def rated(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A page that anybody may ask for, within the rate of strangers; else 429 in words."""

    @functools.wraps(view)
    def asked(request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
        throttle = PageRate()
        if throttle.allow_request(request, None):
            return view(request, *args, **kwargs)
        said = _("Too many requests. Try again in a minute.")
        response = HttpResponse(said, status=429, content_type="text/plain; charset=utf-8")
        response.headers["Retry-After"] = str(math.ceil(throttle.wait()))
        return response

    return asked


def _count(key: str, *, seconds: int) -> int:
    """One more under this key; the key outlives its window and no longer."""
    try:
        return cache.incr(key)
    except ValueError:
        return 1 if cache.add(key, 1, timeout=2 * seconds) else cache.incr(key)
