"""The review of one call: where its cases stand, and the way to everything that is done there."""

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from unfold.decorators import action

from companies import lifecycle
from companies.admin.call_forms import NothingForm
from companies.admin.review.letters import LetterPages
from companies.admin.review.outbox import OutboxPages
from companies.admin.review.rounds import standing_of
from companies.enums import DECIDED, REVIEWING, ApplicationState, OutboxState
from companies.models import Application, Call, OutboxLetter, ReviewPlan, ReviewRound, Stage
from incubator.accounts.access import access_from
from incubator.accounts.admin_base import sent
from incubator.accounts.permissions import Permission
from incubator.core.dates import now


class ReviewOfCall(OutboxPages, LetterPages):
    """The pages of reviewing and deciding, for the admin of calls."""

    def has_review_permission(self, request: HttpRequest, object_id: str | None = None) -> bool:
        """Who may look at reviews."""
        return access_from(request).may(Permission.REVIEWS_READ)

    def has_reviewing_permission(self, request: HttpRequest, object_id: str | None = None) -> bool:
        """Who may act in them."""
        return access_from(request).may(Permission.REVIEWS_WRITE)

    @action(description=gettext_lazy("Review"), icon="rate_review", permissions=["review"])
    def review(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Stages with their cases and rounds, letters that wait, and who has not begun."""
        call = self.get_object(request, object_id)
        access = access_from(request)
        seen = Application.objects.visible_to(access).filter(call=call)
        plans = list(call.review_plans.order_by("-version"))
        letters = OutboxLetter.objects.visible_to(access).filter(call=call)
        return self.page(
            request,
            "companies/admin/review/call.html",
            title=_("Review: %s") % call,
            call=call,
            counts=counts_of(seen),
            stages=stages_of(call, seen),
            plan=plans[0] if plans else None,
            preparing=bool(plans and plans[0].published_at is None),
            plan_address=self._page_of(plans[0]) if plans else "",
            prepared=letters.filter(state=OutboxState.PREPARED).count(),
            waiting=seen.filter(state=ApplicationState.WAITING).count(),
            outside=seen.filter(state=ApplicationState.COMPLETE, stage=None).count(),
            may_write=access.may(Permission.REVIEWS_WRITE),
            open_address=reverse("admin:companies_reviewround_add"),
            back=self.address_of(call),
        )

    @action(description=gettext_lazy("Waiting list"), icon="format_list_numbered",
            permissions=["letters"])  # fmt: skip
    def waiting(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Who waits, at which place, and whether they know it."""
        call = self.get_object(request, object_id)
        access = access_from(request)
        return self.page(
            request,
            "companies/admin/review/waiting.html",
            title=_("Waiting list: %s") % call,
            rows=lifecycle.waiting_list(call).visible_to(access),
            may_decide=access.may(Permission.DECISIONS_WRITE),
            back=reverse(self.name_of("review"), args=[call.pk]),
        )

    def _page_of(self, plan: ReviewPlan) -> str:
        return self.admin_site.get_model_admin(ReviewPlan).address_of(plan)

    @action(description=gettext_lazy("Begin the review"), icon="start",
            permissions=["reviewing"])  # fmt: skip
    def enter(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Puts complete applications that stand in no stage into the first one."""
        call = self.get_object(request, object_id)
        back = reverse(self.name_of("review"), args=[call.pk])
        return self.verb_page(
            request,
            NothingForm(sent(request)),
            title=_("Begin the review of complete applications to “%s”") % call,
            label=_("Begin"),
            intro=_("Those that stand in no stage yet go into the first one of the plan in force."),
            run=lambda _data: lifecycle.enter_review(call=call, by=request.user, at=now()),
            done=lambda count: ngettext(
                "%(count)d application is in review now.",
                "%(count)d applications are in review now.",
                count,
            ) % {"count": count},
            then=lambda _count: back,
            back=back,
        )  # fmt: skip


def counts_of(seen) -> list[tuple[str, int]]:
    """How many applications are in each state, in the order of the states; one query."""
    found = dict(seen.order_by().values_list("state").annotate(count=Count("pk")))
    shown = [ApplicationState.SUBMITTED, ApplicationState.RETURNED, ApplicationState.COMPLETE,
             *DECIDED]  # fmt: skip
    return [(str(ApplicationState(state).label), found.get(state, 0)) for state in shown]


def stages_of(call: Call, seen) -> list[dict]:
    """Each stage in which a case stands, or of the newest plan: its cases and its last round."""
    cases = dict(
        seen.filter(state=ApplicationState.COMPLETE)
        .exclude(stage=None)
        .order_by()
        .values_list("stage")
        .annotate(count=Count("pk"))
    )
    newest = call.review_plans.exclude(published_at=None).order_by("-version").first()
    rounds = {
        one.stage_id: one for one in ReviewRound.objects.filter(call=call).order_by("number")
    }  # the last one of a stage stays
    stages = Stage.objects.filter(call=call).select_related("plan").order_by("plan", "position")
    return [
        {
            "stage": stage,
            "version": stage.plan.version,
            "cases": cases.get(stage.pk, 0),
            "scores": stage.kind in REVIEWING,
            "round": rounds.get(stage.pk),
            "standing": standing_of(rounds[stage.pk]) if stage.pk in rounds else "",
            "may_open": bool(newest and stage.plan_id == newest.pk and stage.kind in REVIEWING),
        }
        for stage in stages
        if (newest and stage.plan_id == newest.pk) or cases.get(stage.pk) or stage.pk in rounds
    ]
