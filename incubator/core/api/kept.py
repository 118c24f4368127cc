"""Bodies of answers, kept for whoever asks for the same version of an answer next."""

import logging
from collections.abc import Callable

from django.core.cache import cache
from redis.exceptions import RedisError

from incubator.core.api.versions import Version

logger = logging.getLogger(__name__)

KEPT = 600  # seconds


def kept_body(version: Version, make: Callable[[], bytes], *, still: Callable[[], bool]) -> bytes:
    """The body of a version: the one that was made before, else a new one.

    A new one is kept if the version is ``still`` that of the answer afterwards: what
    changed while it was made must not stand under the older version's name.
    """
    key = f"body:{version.etag}"
    try:
        body = cache.get(key)
        if body is None:
            body = make()
            if still():
                cache.set(key, body, timeout=KEPT)
    except RedisError as error:
        logger.warning("bodies_unavailable", extra={"error": str(error)})
        body = make()
    return body
