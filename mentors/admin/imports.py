"""Mentors from an XLSX file: first what would happen, then, confirmed, all or none."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from unfold.widgets import UnfoldAdminFileFieldWidget

from incubator.accounts.access import Access, access_from
from incubator.accounts.admin_import import FileImport
from incubator.core.admin_fields import Row
from incubator.core.errors import RuleViolation
from incubator.institutions.models import Incubator
from mentors import lifecycle, mentors_file
from mentors.admin.forms import offer_places
from mentors.lifecycle.imports import Tried, trial_of


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
        """Every row with what would come of it, or what speaks against it."""
        found = mentors_file.read(data["file"].read())
        tried = trial_of(incubator=data["incubator"], drafts=found.drafts)
        rows = [
            {"row": number, "problems": problems} for number, problems in found.problems.items()
        ]
        first: dict[int, int] = {}  # the row that puts somebody on file, by mentor
        for number, draft, one in zip(found.rows, found.drafts, tried, strict=True):
            if one.appointment and one.on_file is None:
                first[one.appointment.mentor_id] = number
            rows.append({"row": number, "draft": draft, **_told(one, first)})
        problems = sum(bool(row["problems"]) for row in rows)
        new = sum(one.appointment is not None for one in tried)
        todo = [data["incubator"].pk, mentors_file.dumped(found.drafts)]
        context = {
            "rows": sorted(rows, key=lambda row: row["row"]),
            "problems": problems,
            "new": new,
            "left_out": len(tried) - new,
        }
        return context, None if problems or not new else todo

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
        said = _("%d mentors are appointed.") % len(terms)
        left_out = len(rows) - len(terms)
        if left_out:
            said = " ".join([said, _("%d rows were left out.") % left_out])
        return said


def _told(tried: Tried, first: dict[int, int]) -> dict[str, Any]:
    """What becomes of a row, in words; or what speaks against it."""
    if tried.refusal:
        return {"problems": [mentors_file.in_words(tried.refusal)]}
    if tried.on_file is None:
        return {"problems": [], "fate": pgettext("mentor", "new")}
    row = first.get(tried.on_file.pk)
    if tried.appointment:
        return {"problems": [], "fate": _("on file; appointed once more")}
    if row:
        return {"problems": [], "fate": _("left out: the same as row %d") % row}
    return {"problems": [], "fate": _("left out: on file with this term already")}
