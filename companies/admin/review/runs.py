"""Runs of the assignment: what was given, what is lacking and why, and the same run again."""

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.decorators import action, display

from companies import lifecycle
from companies.models import Application, AssignmentRun, Review, Reviewer, ReviewRound
from incubator.accounts.access import Access, access_from
from incubator.accounts.admin_base import ScopedModelAdmin, ScopedRelatedFilter
from incubator.accounts.permissions import Permission
from incubator.core.admin_fields import badge, link

MOST = 100  # rows of each table; the rest is counted


@admin.register(AssignmentRun)
class AssignmentRunAdmin(ScopedModelAdmin):
    """分配记录."""

    comes_from = gettext_lazy("Each automatic assignment of a review round leaves one.")
    reading = Permission.REVIEWS_READ
    change_form_template = "companies/admin/review/run.html"
    list_display = ("round", "run_at", "made", "seed", "outcome")
    list_filter = (("round", ScopedRelatedFilter),)
    ordering = ("-pk",)
    fields = readonly_fields = ("round_page", "run_at", "run_by", "seed", "made", "outcome")
    actions_detail = ("again",)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        rows = super().get_queryset(request)
        return rows.select_related("round__call__incubator", "round__stage", "run_by")

    @display(description=gettext_lazy("round"))
    def round_page(self, run: AssignmentRun) -> str:
        return link(self.admin_site.get_model_admin(ReviewRound).address_of(run.round), run.round)

    @display(description=gettext_lazy("result"))
    def outcome(self, run: AssignmentRun) -> str:
        if run.lacking:
            lacking = sum(number for _case, number, _may in run.lacking["cases"])
            return badge("danger", _("%d places lack a reviewer") % lacking)
        return badge("success", _("Every place has its reviewer"))

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """With the pairs, and with what would make possible what is not."""
        shown = dict(extra_context or {})
        if object_id and (run := self.get_object(request, object_id)):
            access = access_from(request)
            pairs = Review.objects.visible_to(access).filter(run=run)
            shown |= {
                "pairs": pairs.select_related("application", "reviewer__user").order_by(
                    "application__receipt", "pk"
                )[:MOST],
                "more_pairs": max(pairs.count() - MOST, 0),
                "round_address": self.admin_site.get_model_admin(ReviewRound).address_of(run.round),
                **lacking_of(run, access),
            }
        return super().changeform_view(request, object_id, form_url, shown)

    @action(description=gettext_lazy("Repeat as a check"), icon="replay", permissions=["view"])
    def again(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The same input with the same seed: are the pairs the same?"""
        run = self.get_object(request, object_id)
        pairs = set(lifecycle.repeated(run).pairs)
        made = set(run.reviews.values_list("application", "reviewer"))
        # What was taken away and given again by hand has left the run's own rows as they are.
        if pairs == made:
            messages.success(
                request, _("The same seed gives the same %d pairs again.") % len(pairs)
            )
        else:
            messages.error(request, _("The pairs differ: %d do.") % len(pairs ^ made))
        return redirect(self.address_of(run))


def lacking_of(run: AssignmentRun, access: Access) -> dict:
    """What a run could not assign, with names; only cases that the reader may see."""
    if not run.lacking:
        return {}
    lacking = {case: (number, may) for case, number, may in run.lacking["cases"]}
    cases = Application.objects.visible_to(access).filter(pk__in=lacking).order_by("receipt")
    raises = dict(run.lacking["raises"])
    people = Reviewer.objects.filter(pk__in=raises).select_related("user").order_by("pk")
    return {
        "lacking": [(case, *lacking[case.pk]) for case in cases[:MOST]],
        "more_lacking": max(len(cases) - MOST, 0),
        "remedy": run.lacking,
        "raises": [
            (one, one.max_load, one.max_load + raises[one.pk], raises[one.pk]) for one in people
        ],
    }
