"""The admin app of the project: Django's, with our own site."""

from django.contrib.admin.apps import AdminConfig


class IncubatorAdminConfig(AdminConfig):
    """Stands for ``django.contrib.admin`` in INSTALLED_APPS."""

    default_site = "incubator.admin.IncubatorAdminSite"
