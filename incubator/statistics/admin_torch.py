"""火炬统计: the form of an incubator, filled in by the facts, completed by the office, as XLSX."""

from decimal import Decimal

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.dateparse import parse_date
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.decorators import action

from incubator.accounts.access import Access, access_from
from incubator.accounts.admin_base import ScopedModelAdmin, ScopedRelatedFilter, sent
from incubator.accounts.permissions import Permission
from incubator.core.admin_fields import Line as TextLine
from incubator.core.api.tables import XlsxFile
from incubator.core.dates import FIRST_YEAR, today
from incubator.core.forms import violations_as_form_errors
from incubator.core.numbers import grouped
from incubator.core.shown import day
from incubator.institutions.models import Incubator
from incubator.statistics.admin_base import YearFilter
from incubator.statistics.models import TorchEntry
from incubator.statistics.torch.filling import Line, TorchForm, form_of
from incubator.statistics.torch.incubatees import incubatees_of
from incubator.statistics.torch.lifecycle import Typed, fill_in
from incubator.statistics.torch.workbook import workbook_of

WHY = "why_"  # before the name of an item: the field of its explanation


class FillForm(forms.Form):
    """A field for words that nothing on file answers, and one for each explanation."""

    def __init__(self, *args, form: TorchForm, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.lines = form.lines
        for line in form.lines:
            item = line.item
            if line.is_typed:
                self.fields[item.key] = TextLine(
                    label=item.label, required=False, max_length=200, initial=line.value
                )
            if not item.is_text:
                self.fields[WHY + item.key] = TextLine(
                    label=_("Explanation: %s") % item.label, required=False, max_length=500,
                    initial=line.explanation,
                )  # fmt: skip

    def typed(self) -> dict[str, Typed]:
        """What was typed, by item."""
        data = self.cleaned_data
        return {
            line.item.key: Typed(
                words=data.get(line.item.key, ""), explanation=data.get(WHY + line.item.key, "")
            )
            for line in self.lines
        }


@admin.register(TorchEntry)
class TorchEntryAdmin(ScopedModelAdmin):
    """火炬统计填报: each entry in a list; the form itself on a page of its own."""

    comes_from = gettext_lazy("They are filled in on the form itself.")
    reading = Permission.RETURNS_READ
    list_display = ("year", "incubator", "item", "words", "explanation")
    list_filter = (YearFilter, ("incubator", ScopedRelatedFilter))
    list_select_related = ("incubator",)
    ordering = ("-year", "incubator", "pk")
    readonly_fields = fields = ("incubator", "year", "item", "words", "explanation")
    actions_list = ("forms_of_year",)

    def visible(self, rows: QuerySet, access: Access) -> QuerySet:
        return rows if access.everywhere else rows.filter(incubator__in=access.incubator_ids)

    def get_urls(self) -> list:
        name = self.name_of("form").removeprefix(f"{self.admin_site.name}:")
        view = self.admin_site.admin_view(self.form_page)
        return [path("form/<slug:place>/<int:year>/", view, name=name), *super().get_urls()]

    def has_forms_permission(self, request: HttpRequest, obj=None) -> bool:
        return access_from(request).may(self.reading)

    @action(description=gettext_lazy("Torch form"), icon="local_fire_department",
            permissions=["forms"])  # fmt: skip
    def forms_of_year(self, request: HttpRequest) -> HttpResponse:
        """The form of the reader's first incubator for the year that is over."""
        place = Incubator.objects.visible_to(access_from(request)).incubating().order_by("pk")[:1]
        for one in place:
            return redirect(self.form_address(one, today().year - 1))
        raise Http404

    def form_address(self, place: Incubator, year: int) -> str:
        """Where the form of an incubator and year is."""
        return reverse(self.name_of("form"), args=[place.code, year])

    def form_page(self, request: HttpRequest, place: str, year: int) -> HttpResponseBase:
        """404 for an incubator that the reader does not see, and for a year of the future; to be
        typed in by its managers.
        """
        self.require(request, self.reading)
        places = Incubator.objects.visible_to(access_from(request)).incubating().order_by("pk")
        incubator = next((one for one in places if one.code == place), None)
        latest = today().year
        if incubator is None or not FIRST_YEAR <= year <= latest:
            raise Http404
        torch = form_of(incubator, year)
        if request.GET.get("format") == "xlsx":
            return _file(torch)
        form = FillForm(sent(request), form=torch)
        if request.method == "POST":
            self.require(request, Permission.RETURNS_WRITE)
            if form.is_valid():
                with violations_as_form_errors(form):
                    fill_in(incubator=incubator, year=year, typed=form.typed(), by=request.user)
                if form.is_valid():
                    messages.success(request, _("Kept."))
                    return redirect(self.form_address(incubator, year))
        return self.page(
            request,
            "statistics/admin/torch.html",
            title=_("Torch form"),
            form=form,
            torch=torch,
            places=[(one, self.form_address(one, year)) for one in places],
            years=[
                (one, self.form_address(incubator, one))
                for one in range(max(year - 2, FIRST_YEAR), min(year + 2, latest) + 1)
            ],
            blocks=_blocks(torch, form),
            may_write=access_from(request).may(Permission.RETURNS_WRITE),
        )


def _file(torch: TorchForm) -> HttpResponse:
    companies = incubatees_of(torch.incubator, torch.year)
    response = HttpResponse(workbook_of(torch, companies), content_type=XlsxFile.media_type)
    name = f"torch-{torch.year}-{torch.incubator.code}.xlsx"
    response.headers["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=name
    )
    return response


def _blocks(torch: TorchForm, form: FillForm) -> list[tuple[str, list[dict[str, object]]]]:
    """The lines under the heading of their block, in the order of the form."""
    blocks: dict[str, list[dict[str, object]]] = {}
    for line in torch.lines:
        key = line.item.key
        blocks.setdefault(line.item.block, []).append(
            {
                "item": line.item,
                "missing": line.value in (None, ""),
                "stated": _stated(line),
                "value": _said(line.value),
                "before": _said(line.before),
                "change": "" if line.change is None else f"{line.change:+.1%}",
                "is_unexplained": line.is_unexplained,
                "field": form[key] if key in form.fields else None,
                "why": form[WHY + key] if WHY + key in form.fields else None,
            }
        )
    return list(blocks.items())


def _stated(line: Line) -> str:
    """Where the office states it; "" for what follows from the records, and for words."""
    name = line.item.stated
    return reverse(f"admin:institutions_{name}_changelist") if name else ""


def _said(value: Decimal | str | None) -> str:
    if value is None or value == "":
        return "—"
    if isinstance(value, Decimal):
        return grouped(value)
    try:
        found = parse_date(value)
    except ValueError:  # what somebody typed
        return value
    return day(found) if found else value
