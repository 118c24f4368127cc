"""Plans of review: the stages and rubrics of a call in versions, published once they are whole."""

from django.contrib import admin
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from unfold.decorators import action, display

from companies import lifecycle
from companies.admin.call_forms import NothingForm
from companies.admin.review import plan_forms
from companies.enums import REVIEWING
from companies.models import Call, ReviewPlan, Rubric, RubricCriterion, Stage
from incubator.accounts.admin_base import ScopedModelAdmin, ScopedRelatedFilter, sent
from incubator.accounts.permissions import Permission
from incubator.core.admin_fields import badge, link
from incubator.core.dates import now

PREPARING = {"publish", "add_stage", "add_rubric"}
PUBLISHED = {"renew"}


@admin.register(ReviewPlan)
class ReviewPlanAdmin(ScopedModelAdmin):
    """评审方案."""

    comes_from = gettext_lazy("Each call comes with one.")
    reading = Permission.REVIEWS_READ
    changing = Permission.REVIEWS_WRITE
    list_display = ("call", "version", "standing", "published_at")
    list_select_related = ("call__incubator",)
    list_filter = (("call", ScopedRelatedFilter),)
    search_fields = ("call__title", "call__code")
    ordering = ("-pk",)
    fields = readonly_fields = (
        "call_page", "version", "standing", "published_at", "course", "scoring",
    )  # fmt: skip
    actions_detail = ("publish", "add_stage", "add_rubric", "renew")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("call__incubator")

    def get_actions_detail(self, request: HttpRequest, object_id: str) -> list:
        """A published version is read, and followed by another one."""
        published = self.get_object(request, object_id).published_at is not None
        unfit = PREPARING if published else PUBLISHED

        def fits(one) -> bool:
            name = getattr(one, "action_name", "")
            return not any(name.endswith(f"_{verb}") for verb in unfit)

        return [one for one in super().get_actions_detail(request, object_id) if fits(one)]

    @display(description=gettext_lazy("state"))
    def standing(self, plan: ReviewPlan) -> str:
        if plan.published_at is None:
            return badge("default", _("In preparation"))
        return badge("success", _("Published"))

    @display(description=gettext_lazy("call"))
    def call_page(self, plan: ReviewPlan) -> str:
        return link(self.admin_site.get_model_admin(Call).address_of(plan.call), plan.call)

    @display(description=pgettext_lazy("review", "stages"))
    def course(self, plan: ReviewPlan) -> str:
        pages = self.admin_site.get_model_admin(Stage)
        stages = plan.stages.select_related("rubric").order_by("position")
        rows = [(stage, pages.address_of(stage), stage.kind in REVIEWING) for stage in stages]
        return render_to_string("companies/admin/review/stages.html", {"rows": rows})

    @display(description=gettext_lazy("rubrics"))
    def scoring(self, plan: ReviewPlan) -> str:
        pages = self.admin_site.get_model_admin(Rubric)
        criteria = Prefetch("criteria", RubricCriterion.objects.order_by("position"))
        rubrics = plan.rubrics.prefetch_related(criteria).order_by("pk")
        rows = [
            (rubric, pages.address_of(rubric), sum(one.weight for one in rubric.criteria.all()))
            for rubric in rubrics
        ]
        return render_to_string("companies/admin/review/rubrics.html", {"rows": rows})

    @action(description=gettext_lazy("Publish"), icon="campaign", permissions=["change"])
    def publish(self, request: HttpRequest, object_id: str) -> HttpResponse:
        plan = self.get_object(request, object_id)
        return self.verb_page(
            request,
            NothingForm(sent(request)),
            title=_("Review by version %d from now on") % plan.version,
            label=_("Publish"),
            intro=_("It becomes fixed. Applications that are in review already keep theirs."),
            run=lambda _data: lifecycle.publish_plan(call=plan.call, by=request.user, at=now()),
            done=lambda _plan: _("Applications are reviewed by this version from now on."),
            back=self.address_of(plan),
        )

    @action(description=gettext_lazy("Change in a new version"), icon="edit_note",
            permissions=["change"])  # fmt: skip
    def renew(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Goes to the version in preparation; a new one is made where there is none."""
        plan = self.get_object(request, object_id)
        if version := plan.call.review_plans.filter(published_at__isnull=True).first():
            return redirect(self.address_of(version))
        return self.verb_page(
            request,
            NothingForm(sent(request)),
            title=_("Change how “%s” is reviewed") % plan.call,
            intro=_(
                "A new version begins as the newest one; nothing changes until it is published."
            ),
            run=lambda _data: lifecycle.new_plan(call=plan.call, by=request.user),
            done=lambda _plan: _("The new version is in preparation."),
            then=self.address_of,
            back=self.address_of(plan),
        )

    @action(description=gettext_lazy("Add a stage"), icon="add", permissions=["change"])
    def add_stage(self, request: HttpRequest, object_id: str) -> HttpResponse:
        plan = self.get_object(request, object_id)
        stages = self.admin_site.get_model_admin(Stage)
        return self.verb_page(
            request,
            plan_forms.NewStageForm(sent(request), plan=plan),
            title=_("Add a stage to version %d") % plan.version,
            label=_("Add"),
            intro=_("It takes its place in the usual order; you set the rest on its own page."),
            run=lambda data: lifecycle.add_stage(plan=plan, by=request.user, **data),
            done=lambda stage: _("“%s” is added; say who acts, and how.") % stage,
            then=stages.address_of,
            back=self.address_of(plan),
        )

    @action(description=gettext_lazy("Add a rubric"), icon="playlist_add", permissions=["change"])
    def add_rubric(self, request: HttpRequest, object_id: str) -> HttpResponse:
        plan = self.get_object(request, object_id)
        rubrics = self.admin_site.get_model_admin(Rubric)
        return self.verb_page(
            request,
            plan_forms.NewRubricForm(sent(request)),
            title=_("Add a rubric to version %d") % plan.version,
            label=_("Add"),
            run=lambda data: lifecycle.add_rubric(plan=plan, by=request.user, **data),
            done=lambda rubric: _("“%s” is added; write its criteria.") % rubric,
            then=rubrics.address_of,
            back=self.address_of(plan),
        )
