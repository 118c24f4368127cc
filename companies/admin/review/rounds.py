"""Rounds of review: opened with a proposed end, followed, given more time, closed."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from unfold.decorators import action, display

from companies import lifecycle
from companies.admin.call_forms import NothingForm
from companies.admin.review import round_forms
from companies.admin.review.people import PeopleOfRound
from companies.enums import REVIEWING
from companies.models import Call, Conflict, Reviewer, ReviewRound, Stage
from companies.queries.progress import of_cases, of_people
from incubator.accounts.access import access_from
from incubator.accounts.admin_base import ScopedModelAdmin, ScopedRelatedFilter, sent
from incubator.accounts.permissions import Permission
from incubator.core.admin_fields import badge, link
from incubator.core.dates import now

MOST = 100  # cases on the page; the rest is counted
WHILE_RUNNING = ("assign", "give", "invite", "invite_list", "add_person", "remind")


@admin.register(ReviewRound)
class ReviewRoundAdmin(PeopleOfRound, ScopedModelAdmin):
    """评审轮次."""

    reading = Permission.REVIEWS_READ
    adding = changing = Permission.REVIEWS_WRITE
    change_form_template = "companies/admin/review/round.html"
    list_display = ("call", "stage", "number", "standing", "opens_at", "due_at", "closed_at")
    list_select_related = ("call__incubator", "stage")
    list_filter = (("call", ScopedRelatedFilter),)
    search_fields = ("call__title", "call__code")
    ordering = ("-pk",)
    fields = readonly_fields = (
        "call_page", "stage_page", "number", "standing", "opens_at", "due_at", "closed_at",
    )  # fmt: skip
    actions_detail = (
        "assign",
        "give",
        {
            "title": gettext_lazy("Reviewers"),
            "icon": "group",
            "items": ["invite", "invite_list", "add_person", "remind"],
        },
        {"title": gettext_lazy("Time"), "icon": "schedule", "items": ["extend", "close"]},
        "conflicts",
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("call__incubator", "stage__plan")

    def get_actions_detail(self, request: HttpRequest, object_id: str) -> list:
        """A round that is over can still be given more time; one that is closed cannot."""
        review_round = self.get_object(request, object_id)
        unfit: tuple[str, ...] = ()
        if review_round.closed_at is not None:
            unfit = (*WHILE_RUNNING, "extend", "close")
        elif review_round.due_at <= now():
            unfit = WHILE_RUNNING

        def fits(one) -> bool:
            name = getattr(one, "action_name", "")
            return not any(name.endswith(f"_reviewround_{verb}") for verb in unfit)

        return [one for one in super().get_actions_detail(request, object_id) if fits(one)]

    @display(description=gettext_lazy("state"))
    def standing(self, review_round: ReviewRound) -> str:
        return standing_of(review_round)

    @display(description=gettext_lazy("call"))
    def call_page(self, review_round: ReviewRound) -> str:
        pages = self.admin_site.get_model_admin(Call)
        return link(pages.address_of(review_round.call), review_round.call)

    @display(description=gettext_lazy("stage"))
    def stage_page(self, review_round: ReviewRound) -> str:
        pages = self.admin_site.get_model_admin(Stage)
        return link(pages.address_of(review_round.stage), review_round.stage)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """With what each person and each case has."""
        shown = dict(extra_context or {})
        if object_id and (found := self.get_object(request, object_id)):
            shown |= self._progress(request, found)
        return super().changeform_view(request, object_id, form_url, shown)

    def _progress(self, request: HttpRequest, review_round: ReviewRound) -> dict:
        access = access_from(request)
        cases = of_cases(review_round, access)
        reviewers = self.admin_site.get_model_admin(Reviewer)
        give = reverse(self.name_of("give"), args=[review_round.pk])
        invitations = review_round.invitations.filter(accepted_at=None).order_by("-pk")
        return {
            "review_round": review_round,
            "people": [
                (one, reviewers.address_of(one.reviewer)) for one in of_people(review_round, access)
            ],
            "invitations": [(one, self.revoke_address(one)) for one in invitations],
            "moment": now(),
            "cases": [(one, f"{give}?application={one.case.pk}") for one in cases[:MOST]],
            "more_cases": max(len(cases) - MOST, 0),
            "all_cases": len(cases),
            "whole_cases": sum(one.is_whole for one in cases),
            "unassigned": sum(one.unassigned for one in cases),
            "may_write": self.has_change_permission(request) and review_round.is_running(at=now()),
            # Whoever reviews here blind is told why cases are missing.
            "reads_blind": review_round.stage.is_blind
            and review_round.closed_at is None
            and review_round.reviewers.in_force().filter(user=request.user).exists(),
        }

    def get_urls(self) -> list:
        name = self.name_of("revoke").partition(":")[2]
        view = self.admin_site.admin_view(self.revoke)
        own = path("<int:review_round>/invitations/<int:pk>/revoke/", view, name=name)
        return [own, *super().get_urls()]

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context=None):
        """First the stage; then its time, with the end that the plan proposes."""
        self.require(request, Permission.REVIEWS_WRITE)
        stages = stages_to_open(request)
        asked = request.GET.get("stage", "")
        if asked.isascii() and asked.isdigit():
            stage = stages.filter(pk=asked).first()
            if stage is None:
                raise Http404
            return self._open(request, stage)
        form = round_forms.WhichStageForm(sent(request), stages=stages)
        if request.method == "POST" and form.is_valid():
            return redirect(f"{request.path}?stage={form.cleaned_data['stage'].pk}")
        return self.page(
            request,
            "scoped_admin/verb.html",
            title=_("Open a round of review for which stage?"),
            form=form,
            intro=_("Stages of the newest published plan of each call in which cases are scored."),
            label=_("Go on"),
            back=self.list_address(),
        )

    def _open(self, request: HttpRequest, stage: Stage) -> HttpResponse:
        end = lifecycle.proposed_end(stage, at=now())
        return self.verb_page(
            request,
            round_forms.OpenForm(sent(request), initial={"due_at": end}),
            title=_("Open a round of “%(stage)s” for %(call)s")
            % {"stage": stage, "call": stage.call},
            label=_("Open the round"),
            intro=_("Reviewers have access until it is due. The end follows from the plan: "
                    "change it as you like. China time."),
            run=lambda data: lifecycle.open_round(stage=stage, by=request.user, at=now(), **data),
            done=lambda _round: _("The round is open; ask people to review in it next."),
            then=self.address_of,
            back=self.list_address(),
        )  # fmt: skip

    @action(description=gettext_lazy("Assign"), icon="shuffle", permissions=["change"])
    def assign(self, request: HttpRequest, object_id: str) -> HttpResponse:
        from companies.models import AssignmentRun

        review_round = self.get_object(request, object_id)
        runs = self.admin_site.get_model_admin(AssignmentRun)
        return self.verb_page(
            request,
            round_forms.AssignForm(sent(request)),
            title=_("Assign the cases of %s") % review_round,
            label=_("Assign"),
            intro=_(
                "Every case gets the reviewers that it lacks: none with a conflict of interest, "
                "those of its field first, loads as even as can be. What was given stays."
            ),
            run=lambda data: lifecycle.run_assignment(
                review_round=review_round, by=request.user, at=now(), **data
            ),
            done=lambda run: _("%d reviews are assigned.") % run.made,
            then=runs.address_of,
            back=self.address_of(review_round),
        )

    @action(description=gettext_lazy("Assign by hand"), icon="person_add", permissions=["change"])
    def give(self, request: HttpRequest, object_id: str) -> HttpResponse:
        review_round = self.get_object(request, object_id)
        initial = {key: request.GET[key] for key in ("application", "reviewer")
                   if request.GET.get(key, "").isdigit()}  # fmt: skip
        return self.verb_page(
            request,
            round_forms.GiveForm(
                sent(request), review_round=review_round, access=access_from(request),
                initial=initial,
            ),
            title=_("Give a case to a reviewer"),
            label=_("Give the case"),
            intro=_("Behind each name: how many cases they have, and how many they take."),
            run=lambda data: lifecycle.assign_by_hand(by=request.user, at=now(), **data),
            done=lambda review: (
                _("%(reviewer)s has %(case)s now.")
                % {"reviewer": review.reviewer, "case": review.application}
            ),
            back=self.address_of(review_round),
        )  # fmt: skip

    @action(description=gettext_lazy("More time"), icon="more_time", permissions=["change"])
    def extend(self, request: HttpRequest, object_id: str) -> HttpResponse:
        review_round = self.get_object(request, object_id)
        return self.verb_page(
            request,
            round_forms.DueForm(sent(request), initial={"due_at": review_round.due_at}),
            title=_("Give %s more time") % review_round,
            label=_("Save"),
            intro=_("China time."),
            run=lambda data: lifecycle.extend_round(
                review_round=review_round, by=request.user, at=now(), **data
            ),
            done=lambda _round: _("The round has another end."),
            back=self.address_of(review_round),
        )

    @action(description=gettext_lazy("Close the round"), icon="lock", permissions=["change"])
    def close(self, request: HttpRequest, object_id: str) -> HttpResponse:
        review_round = self.get_object(request, object_id)
        return self.verb_page(
            request,
            NothingForm(sent(request)),
            title=_("Close %s") % review_round,
            label=_("Close the round"),
            intro=_(
                "For good: its reviewers see its cases no longer. What is signed counts; what is "
                "not signed does not."
            ),
            run=lambda _data: lifecycle.close_round(
                review_round=review_round, by=request.user, at=now()
            ),
            done=lambda _round: _("The round is closed."),
            back=self.address_of(review_round),
        )

    @action(description=gettext_lazy("Conflicts"), icon="block", permissions=["view"])
    def conflicts(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Those on record with cases of this round's call."""
        review_round = self.get_object(request, object_id)
        pages = self.admin_site.get_model_admin(Conflict)
        return redirect(
            f"{pages.list_address()}?application__call__id__exact={review_round.call_id}"
        )


def standing_of(review_round: ReviewRound) -> str:
    """Where a round stands, in colour."""
    if review_round.closed_at is not None:
        return badge("default", _("Closed"))
    moment = now()
    if review_round.due_at <= moment:
        return badge("warning", _("Time is over"))
    if review_round.opens_at > moment:
        return badge("info", _("Not open yet"))
    return badge("success", pgettext("review round", "Running"))


def stages_to_open(request: HttpRequest) -> QuerySet[Stage]:
    """The stages that score, of the newest published plan of each call in reach."""
    from django.db.models import OuterRef, Subquery

    from companies.models import ReviewPlan

    newest = ReviewPlan.objects.filter(call=OuterRef("call"), published_at__isnull=False).order_by(
        "-version"
    )
    return (
        Stage.objects.visible_to(access_from(request))
        .filter(kind__in=REVIEWING, plan=Subquery(newest.values("pk")[:1]))
        .select_related("call", "plan")
        .order_by("-call", "position")
    )
