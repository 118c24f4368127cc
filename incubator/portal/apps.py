"""The portal app."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "incubator.portal"
    label = "portal"
