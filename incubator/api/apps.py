"""The api app."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "incubator.api"
    label = "api"

    def ready(self) -> None:
        # Registers itself by being imported.
        from incubator.api import schema  # noqa: F401
