"""Papers in the admin: filed on the page of what they are about, listed, and downloaded."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.contrib.filters.admin import ChoicesDropdownFilter
from unfold.decorators import action, display

from companies import lifecycle as companies
from companies.models import Paper
from incubator.accounts.admin_base import ScopedModelAdmin, ScopedRelatedFilter, sent
from incubator.accounts.permissions import Permission
from incubator.core.admin_fields import link
from incubator.core.admin_files import KeptFilePages
from incubator.core.dates import now
from incubator.workflows.admin.forms import PaperForm


class TakesPapers(ScopedModelAdmin):
    """Pages of a matter that papers are filed for: a change, a leaving, a graduation."""

    @action(description=gettext_lazy("File a paper"), icon="attach_file", permissions=["change"])
    def paper(self, request: HttpRequest, object_id: str) -> HttpResponse:
        matter = self.get_object(request, object_id)
        return self.verb_page(
            request,
            PaperForm(sent(request), request.FILES or None),
            title=_("File a paper: %s") % matter,
            label=_("Save"),
            run=lambda data: companies.file_paper(
                matter=matter, by=request.user, at=now(), from_office=True, **data
            ),
            done=lambda paper: _("%s is filed.") % paper,
            back=self.address_of(matter),
        )


@admin.register(Paper)
class PaperAdmin(KeptFilePages, ScopedModelAdmin):
    """材料. They are filed on the pages of what they are about."""

    comes_from = gettext_lazy("They are filed on the pages of what they are about.")
    reading = Permission.RESIDENCES_READ
    list_display = ("original_name", "kind", "company", "incubator", "filed_at")
    list_select_related = ("company", "incubator")
    list_filter = (("kind", ChoicesDropdownFilter), ("incubator", ScopedRelatedFilter))
    search_fields = ("original_name", "company__name")
    ordering = ("-filed_at", "-pk")
    fields = readonly_fields = (
        "download", "kind", "company", "incubator", "size", "sha256", "filed_at", "filed_by",
    )  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("company", "incubator", "filed_by")

    @display(description=gettext_lazy("file"))
    def download(self, paper: Paper) -> str:
        return link(self.file_address(paper), paper) if paper.pk else _("none")
