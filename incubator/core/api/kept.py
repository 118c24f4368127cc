"""What was made once for an answer, kept for whoever asks for the same next."""

import logging
from collections.abc import Callable
from typing import TypeVar

from django.core.cache import cache
from redis.exceptions import RedisError

from incubator.core.api.versions import Version

logger = logging.getLogger(__name__)

KEPT = 600  # seconds
Made = TypeVar("Made")


def kept_body(version: Version, make: Callable[[], bytes], *, still: Callable[[], bool]) -> bytes:
    """The body of a version: the one that was made before, else a new one.

    A new one is kept if the version is ``still`` that of the answer afterwards: what
    changed while it was made must not stand under the older version's name.
    """
    return kept(f"body:{version.etag}", make, still=still)


def kept(key: str, make: Callable[[], Made], *, still: Callable[[], bool]) -> Made:
    """What ``make`` gave under this key within the last minutes, else what it gives now.

    It is kept if ``still`` says afterwards that the key is that of what was made. Without a
    cache it is made each time.
    """
    try:
        found = cache.get(key)
        if found is None:
            found = make()
            if still():
                cache.set(key, found, timeout=KEPT)
    except RedisError as error:
        logger.warning("kept_answers_unavailable", extra={"error": str(error)})
        found = make()
    return found
