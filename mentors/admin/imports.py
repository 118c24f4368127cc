"""Mentors from an XLSX file: first what would happen, then, confirmed, all or none."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.widgets import UnfoldAdminFileFieldWidget

from incubator.accounts.access import Access, access_from
from incubator.accounts.admin_import import FileImport
from incubator.core.admin_fields import Row
from incubator.core.errors import RuleViolation
from incubator.institutions.models import Incubator
from mentors import lifecycle, mentors_file
from mentors.admin.forms import offer_places
from mentors.lifecycle.imports import problems_of


class ListForm(forms.Form):
    """The file, and where its mentors are appointed."""

    incubator = Row(queryset=Incubator.objects.none(), label=gettext_lazy("incubator"))
    file = forms.FileField(label=gettext_lazy("XLSX file"), widget=UnfoldAdminFileFieldWidget)

    def __init__(self, *args, access: Access, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        offer_places(self, access)


class MentorsImport(FileImport):
    """A list of mentors who are appointed at one incubator."""

    salt = "mentors.list"
    template = "mentors/admin/import.html"
    example_name = "mentors"

    def __init__(self, pages, request: HttpRequest) -> None:
        super().__init__(pages)
        self.access = access_from(request)

    def form(self, *args) -> ListForm:
        return ListForm(*args, access=self.access)

    def example(self) -> bytes:
        return mentors_file.example()

    def context(self) -> dict:
        return {"title": _("Import a list of mentors")}

    def check(self, request: HttpRequest, data: dict) -> tuple[dict, Any]:
        """Every row with what speaks against it."""
        found = mentors_file.read(data["file"].read())
        said = dict.fromkeys(found.rows, "") | dict(found.problems)
        for place, violation in problems_of(incubator=data["incubator"], drafts=found.drafts):
            said[found.rows[place]] = violation.detail
        by_row = dict(zip(found.rows, found.drafts, strict=True))
        rows = [
            {"row": row, "draft": by_row.get(row), "problem": said[row]} for row in sorted(said)
        ]
        problems = sum(bool(problem) for problem in said.values())
        todo = [data["incubator"].pk, mentors_file.dumped(found.drafts)]
        return {"rows": rows, "problems": problems}, None if problems else todo

    def run(self, request: HttpRequest, checked: Any) -> str:
        key, rows = checked
        place = Incubator.objects.visible_to(self.access).filter(pk=key).first()
        if place is None:
            raise RuleViolation(
                "incubator_out_of_reach", _("This incubator is no longer yours."), status=403
            )
        terms = lifecycle.appoint_many(
            incubator=place, drafts=mentors_file.loaded(rows), by=request.user
        )
        return _("%d mentors are appointed.") % len(terms)
