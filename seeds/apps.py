"""The seeds app."""

from django.apps import AppConfig


class SeedsConfig(AppConfig):
    name = "seeds"
