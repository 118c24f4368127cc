"""引用: what documents print, beside the figure as it is now."""

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.decorators import display

from incubator.core.admin_fields import badge
from incubator.core.errors import RuleViolation
from incubator.core.numbers import grouped
from incubator.statistics.admin_base import IndicatorFilter, StatementAdmin, YearFilter
from incubator.statistics.citing import require_readable
from incubator.statistics.models import Citation
from incubator.statistics.reconcile import Comparison, comparison_of, with_figures


class CitationForm(forms.ModelForm):
    """A printed form must be one that can be read, or nobody could ever say whether it agrees."""

    class Meta:
        model = Citation
        fields = (
            "document", "indicator", "year", "incubator", "printed", "sentence", "place_in_text",
        )  # fmt: skip

    def clean_printed(self) -> str:
        printed = self.cleaned_data["printed"]
        require_readable(printed)
        return printed


@admin.register(Citation)
class CitationAdmin(StatementAdmin):
    """引用: which documents disagree with the figures of today."""

    comes_from = gettext_lazy("They come of checking a document.")
    form = CitationForm
    list_display = (
        "printed", "verdict", "figure", "year", "label", "place", "document", "place_in_text",
    )  # fmt: skip
    list_filter = (YearFilter, IndicatorFilter)
    search_fields = ("printed", "sentence", "document__title", "document__number")
    ordering = ("-year", "pk")
    readonly_fields = ("verdict", "figure", "means")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return with_figures(super().get_queryset(request))

    def get_fields(self, request: HttpRequest, obj: Citation | None = None) -> list[str]:
        """What is held against it is known once it is filed."""
        typed = list(CitationForm.Meta.fields)
        return typed if obj is None else [*typed, *self.readonly_fields]

    @display(description=gettext_lazy("result"))
    def verdict(self, citation: Citation) -> str:
        found = _comparison(citation)
        if found is None or found.computed is None:
            return badge("warning", _("cannot say"))
        return badge("success", _("agrees")) if found.agrees else badge("danger", _("disagrees"))

    @display(description=gettext_lazy("figure on file"))
    def figure(self, citation: Citation) -> str | None:
        return None if citation.computed is None else grouped(citation.computed)

    @display(description=gettext_lazy("means"))
    def means(self, citation: Citation) -> str | None:
        found = _comparison(citation)
        return str(found.interval) if found else None


def _comparison(citation: Citation) -> Comparison | None:
    """None for a form that was filed before forms had to be readable."""
    try:
        return comparison_of(citation)
    except RuleViolation:
        return None
