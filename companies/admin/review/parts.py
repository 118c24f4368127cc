"""The stages and rubrics of a plan: open to change until their plan is published."""

from django.contrib import admin
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.decorators import action, display

from companies import lifecycle
from companies.admin.call_forms import NothingForm
from companies.admin.review.plan_forms import StageForm
from companies.admin.review.ranking import RankingPages
from companies.enums import REVIEWING
from companies.models import ReviewPlan, Rubric, RubricCriterion, Stage
from incubator.accounts.admin_base import ScopedModelAdmin, ScopedTabularInline, sent
from incubator.accounts.permissions import Permission
from incubator.core.admin_fields import link


def in_preparation(part: Stage | Rubric | str | None) -> bool:
    """A published version never changes. (A page's buttons ask by key: they look themselves.)"""
    return not isinstance(part, Stage | Rubric) or part.plan.published_at is None


class OfPlanAdmin(ScopedModelAdmin):
    """Pages of what belongs to a plan."""

    reading = Permission.REVIEWS_READ
    changing = Permission.REVIEWS_WRITE
    list_filter = ()
    ordering = ("-plan", "pk")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("plan__call__incubator")

    def has_change_permission(self, request: HttpRequest, obj=None) -> bool:
        return in_preparation(obj) and super().has_change_permission(request, obj)

    def changeform_view(self, request: HttpRequest, object_id=None, *args, **kwargs):
        """Whoever saves holds the plan: it is not published between the look and the saving."""
        if request.method != "POST" or not object_id:
            return super().changeform_view(request, object_id, *args, **kwargs)
        part = self.get_object(request, object_id)
        with transaction.atomic():
            ReviewPlan.objects.select_for_update().get(pk=part.plan_id)
            return super().changeform_view(request, object_id, *args, **kwargs)

    @display(description=gettext_lazy("review plan"))
    def plan_page(self, part: Stage | Rubric) -> str:
        return link(self.admin_site.get_model_admin(ReviewPlan).address_of(part.plan), part.plan)

    def get_actions_detail(self, request: HttpRequest, object_id: str) -> list:
        offered = super().get_actions_detail(request, object_id)
        if in_preparation(self.get_object(request, object_id)):
            return offered
        return [one for one in offered if not getattr(one, "action_name", "").endswith("_remove")]

    def response_post_save_change(self, request: HttpRequest, obj) -> HttpResponse:
        """Back to the plan that is being written, not to the parts of every call's plans."""
        return redirect(self.admin_site.get_model_admin(ReviewPlan).address_of(obj.plan))

    def removal(self, request: HttpRequest, part: Stage | Rubric, run, intro: str) -> HttpResponse:
        """Asks once, then takes a part out of a version in preparation."""
        plans = self.admin_site.get_model_admin(ReviewPlan)
        if not in_preparation(part):
            raise Http404
        return self.verb_page(
            request,
            NothingForm(sent(request)),
            title=_("Take “%s” out of the plan") % part,
            label=_("Take out"),
            intro=intro,
            run=lambda _data: run(),
            done=lambda _result: _("It is taken out."),
            then=lambda _result: plans.address_of(part.plan),
            back=self.address_of(part),
        )


@admin.register(Stage)
class StageAdmin(RankingPages, OfPlanAdmin):
    """评审环节."""

    comes_from = gettext_lazy("They are added on the page of a review plan.")
    form = StageForm
    list_display = ("name", "kind", "plan", "actors", "reviews_wanted", "days")
    list_select_related = ("plan__call__incubator",)
    readonly_fields = ("plan_page", "kind")
    actions_detail = ("ranking", "remove")

    def get_fields(self, request: HttpRequest, obj: Stage | None = None) -> tuple:
        """What a stage that scores nothing has not is not asked."""
        always = ("plan_page", "kind", "name", "name_en", "days", "due_on")
        if obj is not None and obj.kind not in REVIEWING:
            return always
        return (
            *always, "required", "actors", "rubric", "reviews_wanted", "others", "blind",
            "hidden_keys", "gives_documents", "combination", "drop_from",
        )  # fmt: skip

    @action(description=gettext_lazy("Take out"), icon="delete", permissions=["change"])
    def remove(self, request: HttpRequest, object_id: str) -> HttpResponse:
        stage = self.get_object(request, object_id)
        return self.removal(
            request,
            stage,
            run=lambda: lifecycle.remove_stage(stage=stage, by=request.user),
            intro=_("Applications will not pass through it under this version."),
        )


class CriterionInline(ScopedTabularInline):
    """The criteria of one rubric."""

    model = RubricCriterion
    reading = Permission.REVIEWS_READ
    changing = adding = Permission.REVIEWS_WRITE
    fields = (
        "position", "name", "name_en", "guidance", "guidance_en", "weight", "minimum", "maximum",
        "step",
    )  # fmt: skip
    ordering = ("position",)
    hide_title = True

    def has_add_permission(self, request: HttpRequest, obj: Rubric | None = None) -> bool:
        return in_preparation(obj) and super().has_add_permission(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Rubric | None = None) -> bool:
        return in_preparation(obj) and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Rubric | None = None) -> bool:
        """A criterion by which nobody was scored may go."""
        return self.has_change_permission(request, obj)


@admin.register(Rubric)
class RubricAdmin(OfPlanAdmin):
    """评分表."""

    comes_from = gettext_lazy("They are added on the page of a review plan.")
    list_display = ("name", "plan")
    list_select_related = ("plan__call__incubator",)
    fields = ("plan_page", "name", "name_en")
    readonly_fields = ("plan_page",)
    inlines = (CriterionInline,)
    actions_detail = ("remove",)

    @action(description=gettext_lazy("Take out"), icon="delete", permissions=["change"])
    def remove(self, request: HttpRequest, object_id: str) -> HttpResponse:
        rubric = self.get_object(request, object_id)
        return self.removal(
            request,
            rubric,
            run=lambda: lifecycle.remove_rubric(rubric=rubric, by=request.user),
            intro=_("Its criteria go with it."),
        )
