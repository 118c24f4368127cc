"""The broker of tests, and a place where none is."""

import contextlib
from collections.abc import Iterator

from incubator.celery import app

NOBODY_THERE = "redis://127.0.0.1:1/0"


@contextlib.contextmanager
def broker_at(address: str) -> Iterator[None]:
    """Jobs go to another address; afterwards no kept connection still leads there."""
    usual = app.conf.broker_url
    try:
        app.conf.broker_url = address
        app._pool = app.amqp._producer_pool = None
        yield
    finally:
        app.conf.broker_url = usual
        app._pool = app.amqp._producer_pool = None
