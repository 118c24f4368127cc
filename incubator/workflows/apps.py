"""The workflows app."""

from django.apps import AppConfig


class WorkflowsConfig(AppConfig):
    name = "incubator.workflows"
    label = "workflows"
