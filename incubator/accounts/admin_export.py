"""Export of a list as it stands: the reader's scope, filters and search, in inert cells."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from import_export.admin import ExportMixin
from import_export.fields import Field
from import_export.formats.base_formats import CSV, XLSX
from import_export.resources import ModelResource
from unfold.contrib.import_export.forms import ExportForm

from incubator.core.cells import inert
from incubator.core.dates import today
from incubator.core.numbers import grouped

# Files are made while their reader waits, in memory; whoever needs more asks the API.
MOST_ROWS = 20_000


class InertResource(ModelResource):
    """Rows whose cells only show."""

    def export_field(self, field: Field, instance: Any, **kwargs) -> object:
        return inert(super().export_field(field, instance, **{**kwargs, "force_native_type": True}))

    def iter_queryset(self, queryset):
        """In pieces that a prefetch works with (the library's own way pages by offset)."""
        yield from queryset.iterator(chunk_size=2000)

    def get_user_visible_fields(self) -> list[Field]:
        return self.get_export_fields()


class ScopedExportMixin(ExportMixin):
    """Adds “Export” to a list, for whoever may read it."""

    export_form_class = ExportForm
    export_formats = [XLSX, CSV]
    to_encoding = "utf-8-sig"  # Excel takes a CSV file without the mark for another encoding

    def has_export_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def get_export_data(self, file_format, request: HttpRequest, queryset, **kwargs):
        if queryset[: MOST_ROWS + 1].count() > MOST_ROWS:
            # The library shows a ValueError on its page.
            raise ValueError(
                _("A file holds at most %(most)s rows: filter the list first.")
                % {"most": grouped(MOST_ROWS)}
            )
        return super().get_export_data(file_format, request, queryset, **kwargs)

    def get_export_filename(self, request: HttpRequest, queryset, file_format) -> str:
        name = self.opts.model_name
        return f"{name}-{today():%Y-%m-%d}.{file_format.get_extension()}"

    def get_valid_export_item_pks(self, request: HttpRequest) -> list:
        """None: there is no export of chosen rows (the library would offer every key)."""
        return []
