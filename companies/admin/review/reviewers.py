"""Reviewers of a round: what is known of them, their cases, reminded, let go."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from unfold.decorators import action, display

from companies import lifecycle
from companies.admin.call_forms import NothingForm
from companies.admin.review import round_forms
from companies.models import Review, Reviewer, ReviewRound
from incubator.accounts.access import access_from
from incubator.accounts.admin_base import ScopedModelAdmin, ScopedRelatedFilter, sent
from incubator.accounts.permissions import Permission
from incubator.core.admin_fields import badge, link
from incubator.core.dates import now
from incubator.core.shown import listing
from incubator.institutions.enums import TechField

KNOWN = ("employer", "expertise", "max_load")


@admin.register(Reviewer)
class ReviewerAdmin(ScopedModelAdmin):
    """评审人."""

    comes_from = gettext_lazy("They are invited on the page of a review round.")
    reading = Permission.REVIEWS_READ
    changing = Permission.REVIEWS_WRITE
    change_form_template = "companies/admin/review/reviewer.html"
    list_display = ("person", "round", "employer", "fields_said", "load", "max_load", "standing")
    list_filter = (("round", ScopedRelatedFilter),)
    search_fields = ("user__name", "user__email", "employer")
    ordering = ("-round", "user__name", "pk")
    fields = readonly_fields = (
        "person", "address", "round_page", "standing", "employer", "fields_said", "load",
        "max_load", "email_domain", "joined_at", "reminded_at", "left_at", "left_because",
    )  # fmt: skip
    actions_detail = ("edit", "give", "remind", "remove")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        rows = super().get_queryset(request).with_load()
        return rows.select_related("user", "round__call__incubator", "round__stage")

    def get_actions_detail(self, request: HttpRequest, object_id: str) -> list:
        if self.get_object(request, object_id).left_at is None:
            return super().get_actions_detail(request, object_id)
        return []

    @display(description=gettext_lazy("name"), ordering="user__name")
    def person(self, reviewer: Reviewer) -> str:
        return reviewer.user.name or str(reviewer.user)

    @display(description=gettext_lazy("e-mail address"))
    def address(self, reviewer: Reviewer) -> str:
        return reviewer.user.email

    @display(description=gettext_lazy("round"))
    def round_page(self, reviewer: Reviewer) -> str:
        pages = self.admin_site.get_model_admin(ReviewRound)
        return link(pages.address_of(reviewer.round), reviewer.round)

    @display(description=gettext_lazy("fields of expertise"))
    def fields_said(self, reviewer: Reviewer) -> str:
        return listing(TechField(one).label for one in reviewer.expertise) or "—"

    @display(description=gettext_lazy("cases"))
    def load(self, reviewer: Reviewer) -> int:
        return reviewer.load

    @display(description=gettext_lazy("state"))
    def standing(self, reviewer: Reviewer) -> str:
        if reviewer.left_at is not None:
            return badge("default", _("Left"))
        return badge("success", pgettext("reviewer", "Active"))

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """With the cases that they have, or had."""
        shown = dict(extra_context or {})
        if object_id and (found := self.get_object(request, object_id)):
            pages = self.admin_site.get_model_admin(Review)
            seen = Review.objects.visible_to(access_from(request)).filter(reviewer=found)
            rows = seen.select_related("application").order_by("state", "application__receipt")
            shown["reviews"] = [(review, pages.address_of(review)) for review in rows]
        return super().changeform_view(request, object_id, form_url, shown)

    @action(description=gettext_lazy("Change"), icon="edit", permissions=["change"])
    def edit(self, request: HttpRequest, object_id: str) -> HttpResponse:
        reviewer = self.get_object(request, object_id)
        known = {name: getattr(reviewer, name) for name in KNOWN}
        return self.verb_page(
            request,
            round_forms.KnownForm(sent(request), initial=known),
            title=_("What is known of %s") % reviewer,
            label=_("Save"),
            run=lambda data: lifecycle.change_reviewer(
                reviewer=reviewer, by=request.user, at=now(), **data
            ),
            done=lambda _reviewer: _("It is saved; conflicts of interest are looked for anew."),
            back=self.address_of(reviewer),
        )

    @action(description=gettext_lazy("Give a case"), icon="add", permissions=["change"])
    def give(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Goes to the round's page for it, with this person chosen."""
        reviewer = self.get_object(request, object_id)
        rounds = self.admin_site.get_model_admin(ReviewRound)
        address = reverse(rounds.name_of("give"), args=[reviewer.round_id])
        return redirect(f"{address}?reviewer={reviewer.pk}")

    @action(description=gettext_lazy("Remind"), icon="notifications", permissions=["change"])
    def remind(self, request: HttpRequest, object_id: str) -> HttpResponse:
        reviewer = self.get_object(request, object_id)
        return self.verb_page(
            request,
            NothingForm(sent(request)),
            title=_("Remind %s") % reviewer,
            label=_("Send a reminder"),
            intro=_("By mail, with the number of cases to finish and the end of the round."),
            run=lambda _data: lifecycle.remind_reviewers(
                review_round=reviewer.round, reviewers=[reviewer], by=request.user, at=now()
            ),
            done=lambda _count: _("The reminder is on its way."),
            back=self.address_of(reviewer),
        )

    @action(description=gettext_lazy("Reviews no longer"), icon="person_remove",
            permissions=["change"])  # fmt: skip
    def remove(self, request: HttpRequest, object_id: str) -> HttpResponse:
        reviewer = self.get_object(request, object_id)
        return self.verb_page(
            request,
            round_forms.WhyForm(sent(request)),
            title=_("%s reviews no longer in this round") % reviewer,
            label=_("Remove"),
            intro=_(
                "What is signed counts. Other cases are taken away; run the assignment again "
                "and they go to somebody else."
            ),
            run=lambda data: lifecycle.remove_reviewer(
                reviewer=reviewer, by=request.user, at=now(), **data
            ),
            done=lambda _reviewer: _("They have no access any more."),
            back=self.address_of(reviewer),
        )
