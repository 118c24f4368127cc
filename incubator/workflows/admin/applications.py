"""An application that was accepted moves in: one more button on its page."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy
from unfold.decorators import action

from companies.admin.applications import ApplicationAdmin
from companies.enums import ApplicationState
from companies.models import Admission, Application

admin.site.unregister([Application])
MOVED_IN = {ApplicationState.ACCEPTED, ApplicationState.ADMITTED}


@admin.register(Application)
class ApplicationWithAdmissionAdmin(ApplicationAdmin):
    """入孵申请, with the way to its admission."""

    actions_detail = (*ApplicationAdmin.actions_detail, "admission")

    def get_actions_detail(self, request: HttpRequest, object_id: str) -> list:
        """Once it is accepted."""
        offered = super().get_actions_detail(request, object_id)
        if self.get_object(request, object_id).state in MOVED_IN:
            return offered
        return [one for one in offered if not getattr(one, "action_name", "").endswith("admission")]

    @action(description=gettext_lazy("Admission"), icon="door_front", permissions=["view"])
    def admission(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Goes to its checklist, or to the page that begins one."""
        application = self.get_object(request, object_id)
        pages = self.admin_site.get_model_admin(Admission)
        begun = Admission.objects.filter(application=application).first()
        if begun:
            return redirect(pages.address_of(begun))
        return redirect(f"{reverse(pages.name_of('add'))}?application={application.pk}")
