"""The settings of bin/up, with addresses to compare with and no limit on how often one asks."""
# ruff: noqa: F403, TID251 - settings name settings.

from incubator.settings.local import *
from incubator.settings.local import REST_FRAMEWORK

ROOT_URLCONF = "_bench_urls"

# Requests are still counted, as in production; only the limit is out of reach.
OUT_OF_REACH = "1000000000/minute"
_rates = REST_FRAMEWORK.get("DEFAULT_THROTTLE_RATES", {})
REST_FRAMEWORK["DEFAULT_THROTTLE_RATES"] = dict.fromkeys(_rates, OUT_OF_REACH)
