"""A building's rooms from an XLSX file: first what would happen, then, confirmed, all or none."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from facilities import lifecycle, rooms_file
from facilities.admin import forms, words
from facilities.lifecycle.drafts import problems_of
from incubator.accounts.admin_import import FileImport


class RoomsImport(FileImport):
    """The rooms of one building."""

    salt = "facilities.rooms"
    template = "facilities/admin/import.html"
    example_name = "rooms"

    def form(self, *args) -> forms.ImportForm:
        return forms.ImportForm(*args, building=self.target)

    def example(self) -> bytes:
        return rooms_file.example()

    def context(self) -> dict:
        title = _("Import the rooms of %s") % self.target
        return {"title": title, "building": self.target}

    def check(self, request: HttpRequest, data: dict) -> tuple[dict, Any]:
        """Every row with what speaks against it."""
        found = rooms_file.read(data["file"].read()).since(data["begins_on"])
        problems = list(found.problems)
        for place, violation in problems_of(building=self.target, drafts=found.drafts):
            problems.append((found.rows[place] if place is not None else None, violation.detail))
        said = dict.fromkeys(found.rows, "")
        for row, text in problems:
            said[row] = text
        by_row = dict(zip(found.rows, found.drafts, strict=True))
        context = {
            "rows": [
                {"row": row, "draft": by_row.get(row), "problem": said[row]}
                for row in sorted(row for row in said if row is not None)
            ],
            "general": said.get(None, ""),
            "problems": len(problems),
            "sum": words.area(sum((draft.floor_area for draft in found.drafts), start=0)),
        }
        return context, None if problems else rooms_file.dumped(found)

    def run(self, request: HttpRequest, checked: Any) -> str:
        units = lifecycle.add_units(
            building=self.target, drafts=rooms_file.loaded(checked), by=request.user
        )
        return _("%d units are on file.") % len(units)
