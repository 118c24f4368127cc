"""The companies app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CompaniesConfig(AppConfig):
    name = "companies"
    verbose_name = _("Companies")

    def ready(self) -> None:
        """Who is kept from a case does not read about it in the history of every table; companies
        and their returns are brought as files."""
        from companies.imports.companies import Companies  # models are there only now
        from companies.imports.returns import Returns
        from companies.lifecycle.holding import merged_meanwhile
        from companies.lifecycle.returns.moving import superseded_meanwhile
        from companies.models import Application
        from incubator.core.history_search import register_kept
        from incubator.core.refusals import register_meaning
        from incubator.imports.kinds import register_kind

        register_kept(lambda user: Application.objects.kept_from(user.pk).exists())
        register_kind(Companies())
        register_kind(Returns())
        register_meaning(
            "company_is_not_merged", "merged_company_is_fixed", meaning=merged_meanwhile
        )
        register_meaning("return_is_superseded", meaning=superseded_meanwhile)
