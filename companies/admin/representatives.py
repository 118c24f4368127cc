"""The people who act for companies, in the admin."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.decorators import action

from companies import lifecycle
from companies.admin.call_forms import NothingForm
from companies.models import Company, Representative
from incubator.accounts.admin_base import ScopedModelAdmin, sent
from incubator.accounts.permissions import Permission
from incubator.core.dates import now


@admin.register(Representative)
class RepresentativeAdmin(ScopedModelAdmin):
    """企业用户. They are appointed on the company's page."""

    comes_from = gettext_lazy("They are appointed on the company’s page.")
    reading = Permission.COMPANIES_READ
    changing = Permission.COMPANIES_WRITE
    list_display = ("user", "company", "right", "since", "ended_at")
    list_select_related = ("user", "company")
    search_fields = ("user__email", "user__name", "company__name")
    ordering = ("-since", "-id")
    fields = readonly_fields = ("user", "company", "right", "since", "ended_at")
    actions_detail = ("end",)

    def get_queryset(self, request: HttpRequest):
        return super().get_queryset(request).select_related("user", "company")

    def get_actions_detail(self, request: HttpRequest, object_id: str) -> list:
        """Only what has not been ended can be ended."""
        offered = super().get_actions_detail(request, object_id)
        return [] if self.get_object(request, object_id).ended_at else offered

    @action(description=gettext_lazy("End"), icon="person_remove", permissions=["change"])
    def end(self, request: HttpRequest, object_id: str) -> HttpResponse:
        one = self.get_object(request, object_id)
        return self.verb_page(
            request,
            NothingForm(sent(request)),
            title=_("%(person)s no longer acts for %(company)s")
            % {"person": one.user, "company": one.company},
            label=_("End"),
            intro=_("What they wrote stays. They are told by mail."),
            run=lambda _data: lifecycle.end_representative(
                representative=one, by=request.user, at=now()
            ),
            done=lambda _none: _("They act for it no longer."),
            back=self.admin_site.get_model_admin(Company).address_of(one.company),
        )
