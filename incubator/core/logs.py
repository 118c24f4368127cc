"""What is taken out of log lines: addresses that open something by themselves."""

import re
from collections.abc import MutableMapping
from typing import Any

from django.http import HttpRequest

# After these parts of an address comes a secret that is all one needs to know.
SECRET = re.compile(
    r"(/(?:mentoring/feed|invitations|password/reset/key|confirm-email)/)[^/\s\"'<>]+"
)


def without_secrets(
    _logger: Any, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """A structlog processor: the secret parts of addresses become ``…``."""
    for name, value in event.items():
        # Django hands the request itself to the log: written out, it shows its address.
        said = repr(value) if isinstance(value, HttpRequest) else value
        if isinstance(said, str) and "/" in said:
            event[name] = SECRET.sub(r"\1…", said)
    return event
