"""Rows that keep a file: its name as a link, and the file itself to whoever may see the row."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext_lazy
from unfold.decorators import display

from incubator.core.admin_fields import link
from incubator.core.files import as_attachment


class KeptFilePages:
    """For a ScopedModelAdmin whose rows have ``file``, ``original_name`` and ``content_type``."""

    @display(description=gettext_lazy("file"))
    def download(self, row: Any) -> str:
        """Its name, which leads to it."""
        return link(self.file_address(row), row.original_name)

    def file_address(self, row: Any) -> str:
        """Where its download is."""
        return reverse(self.name_of("file"), args=[row.pk])

    def get_urls(self) -> list:
        """With the address of the file."""
        name = self.name_of("file").partition(":")[2]
        view = self.admin_site.admin_view(self.file)
        return [path("<path:object_id>/file/", view, name=name), *super().get_urls()]

    def file(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The file itself, to whoever may see the row."""
        kept = self.get_object(request, object_id)
        return as_attachment(kept.file, name=kept.original_name, content_type=kept.content_type)
