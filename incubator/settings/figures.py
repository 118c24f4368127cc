"""How figures are counted, and what published years are signed with."""

import environ
from django.core.exceptions import ImproperlyConfigured

__all__ = [
    "GRADUATION_RATE_OF",
    "PUBLIC_LEAST_COMPANIES",
    "RELEASE",
    "SNAPSHOT_SIGNING_KEY",
    "WEBHOOK_PRIVATE_ADDRESSES",
]

env = environ.Env()

# Of what the graduation rate is a part: the incubatees at the year's end, or the mean of those
# at both its ends (domain notes 5.4 leave it open).
GRADUATION_RATE_OF = env.str("GRADUATION_RATE_OF", default="year_end")
if GRADUATION_RATE_OF not in ("year_end", "average"):
    raise ImproperlyConfigured("GRADUATION_RATE_OF is year_end or average")
# 64 hexadecimal digits: what published snapshots are signed with. Without it the pair of keys is
# derived from the secret key, and changes with it; old signatures hold.
SNAPSHOT_SIGNING_KEY = env.str("SNAPSHOT_SIGNING_KEY", default="")
# The name of the release that runs; snapshots keep it beside the digest of the source.
RELEASE = env.str("RELEASE", default="")
# The smallest number of companies that the public figures show below the whole zone; a number
# of our own choice.
PUBLIC_LEAST_COMPANIES = env.int("PUBLIC_LEAST_COMPANIES", default=3)
if PUBLIC_LEAST_COMPANIES < 2:  # noqa: PLR2004 - one company is always somebody
    raise ImproperlyConfigured("PUBLIC_LEAST_COMPANIES is at least 2")
# Webhooks reach the public internet alone, over https. Tests have receivers of their own.
WEBHOOK_PRIVATE_ADDRESSES = False
