"""The project: what all parts share, and what joins them."""

from incubator.celery import app as celery_app

__all__ = ["celery_app"]
