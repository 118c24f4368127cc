"""Reviews as the office reads them, and the conflicts of interest that keep cases from people."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.contrib.filters.admin import ChoicesDropdownFilter
from unfold.decorators import action, display

from companies import lifecycle
from companies.admin.review import round_forms
from companies.enums import WRITABLE, Ground, ReviewState
from companies.models import Application, Conflict, Review, Reviewer
from incubator.accounts.admin_base import ScopedModelAdmin, ScopedRelatedFilter, sent
from incubator.accounts.permissions import Permission
from incubator.core.admin_fields import badge, link
from incubator.core.dates import now

COLOURS = {
    ReviewState.ASSIGNED: "default",
    ReviewState.DRAFT: "info",
    ReviewState.SIGNED: "success",
    ReviewState.ABSTAINED: "warning",
    ReviewState.DROPPED: "default",
}
NOT_TO_LIFT = (Ground.DECLARED,)


@admin.register(Review)
class ReviewAdmin(ScopedModelAdmin):
    """评审."""

    comes_from = gettext_lazy("They come of an assignment in a review round.")
    reading = Permission.REVIEWS_READ
    changing = Permission.REVIEWS_WRITE
    list_display = ("application", "reviewer", "round", "standing", "score", "signed_at")
    list_filter = (("state", ChoicesDropdownFilter), ("round", ScopedRelatedFilter))
    search_fields = ("application__receipt", "application__name", "reviewer__user__name")
    ordering = ("-pk",)
    fields = readonly_fields = (
        "case", "person", "round", "standing", "assigned_at", "assigned_by", "saved_at",
        "signed_at", "score", "by_criterion", "recommends", "comment_office", "comment_applicant",
        "ended_at", "ended_because",
    )  # fmt: skip
    actions_detail = ("take_away",)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return (
            super()
            .get_queryset(request)
            .select_related(
                "application", "reviewer__user", "round__call__incubator", "round__stage",
                "assigned_by",
            )
        )  # fmt: skip

    def get_actions_detail(self, request: HttpRequest, object_id: str) -> list:
        if self.get_object(request, object_id).state in WRITABLE:
            return super().get_actions_detail(request, object_id)
        return []

    @display(description=gettext_lazy("case"))
    def case(self, review: Review) -> str:
        pages = self.admin_site.get_model_admin(Application)
        return link(
            pages.address_of(review.application),
            f"{review.application.receipt} · {review.application.name}",
        )

    @display(description=gettext_lazy("reviewer"))
    def person(self, review: Review) -> str:
        pages = self.admin_site.get_model_admin(Reviewer)
        return link(pages.address_of(review.reviewer), review.reviewer)

    @display(description=gettext_lazy("state"))
    def standing(self, review: Review) -> str:
        state = ReviewState(review.state)
        return badge(COLOURS[state], state.label)

    @display(description=gettext_lazy("scores"))
    def by_criterion(self, review: Review) -> str:
        scores = review.scores.select_related("criterion").order_by("criterion__position")
        return render_to_string("companies/admin/review/scores.html", {"scores": scores})

    @action(description=gettext_lazy("Take away"), icon="person_remove", permissions=["change"])
    def take_away(self, request: HttpRequest, object_id: str) -> HttpResponse:
        review = self.get_object(request, object_id)
        return self.verb_page(
            request,
            round_forms.WhyForm(sent(request)),
            title=_("Take %(case)s from %(reviewer)s")
            % {"case": review.application, "reviewer": review.reviewer},
            label=_("Take away"),
            intro=_("What was written stays on file, and is theirs again if you give it back."),
            run=lambda data: lifecycle.take_away(review=review, by=request.user, at=now(), **data),
            done=lambda _review: _("The case is not theirs any more."),
            back=self.address_of(review),
        )


@admin.register(Conflict)
class ConflictAdmin(ScopedModelAdmin):
    """回避: who has to stand back from which case, and why."""

    comes_from = gettext_lazy(
        "Reviewers declare them, and the office records them on the page of a review round."
    )
    reading = Permission.REVIEWS_READ
    changing = Permission.REVIEWS_WRITE
    list_display = ("application", "person", "ground", "detail", "found_at", "standing")
    list_filter = (("ground", ChoicesDropdownFilter), ("application__call", ScopedRelatedFilter))
    search_fields = ("application__receipt", "application__name", "user__name")
    ordering = ("-pk",)
    fields = readonly_fields = (
        "application", "person", "ground", "detail", "found_at", "standing", "lifted_at",
        "lifted_by", "lifted_because",
    )  # fmt: skip
    actions_detail = ("lift",)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("application", "user", "lifted_by")

    def get_actions_detail(self, request: HttpRequest, object_id: str) -> list:
        """What a reviewer declared stays."""
        conflict = self.get_object(request, object_id)
        if conflict.lifted_at is not None or conflict.ground in NOT_TO_LIFT:
            return []
        return super().get_actions_detail(request, object_id)

    @display(description=gettext_lazy("person"))
    def person(self, conflict: Conflict) -> str:
        return conflict.user.name or str(conflict.user)

    @display(description=gettext_lazy("state"))
    def standing(self, conflict: Conflict) -> str:
        if conflict.lifted_at is not None:
            return badge("default", _("Lifted"))
        return badge("warning", _("In force"))

    @action(description=gettext_lazy("Lift"), icon="lock_open", permissions=["change"])
    def lift(self, request: HttpRequest, object_id: str) -> HttpResponse:
        conflict = self.get_object(request, object_id)
        return self.verb_page(
            request,
            round_forms.WhyForm(sent(request)),
            title=_("Lift the conflict of %(person)s with %(case)s")
            % {"person": self.person(conflict), "case": conflict.application},
            label=_("Lift"),
            intro=_("Where somebody else is meant: a namesake, a domain that many share. "
                    "From then on the case can be given to them."),
            run=lambda data: lifecycle.lift_conflict(
                conflict=conflict, by=request.user, at=now(), **data
            ),
            done=lambda _conflict: _("The conflict is lifted."),
            back=self.address_of(conflict),
        )  # fmt: skip
