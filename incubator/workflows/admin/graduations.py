"""Graduation reviews in the admin: each step as a page, the decision by two, the certificate."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.contrib.filters.admin import ChoicesDropdownFilter
from unfold.decorators import action, display

from companies import lifecycle as companies
from companies.enums import UNDECIDED, GraduationState
from companies.lifecycle.graduation_parts import standing_of
from companies.lifecycle.judging import JUDGED
from companies.models import GraduationReview, Residence
from incubator.accounts.access import access_from
from incubator.accounts.admin_base import ScopedRelatedFilter, rows_of, sent
from incubator.accounts.permissions import Permission
from incubator.core.admin_fields import badge
from incubator.core.dates import now, today
from incubator.core.shown import day
from incubator.institutions.rules import RULES
from incubator.workflows import graduation
from incubator.workflows.admin import board, readiness_pages
from incubator.workflows.admin import graduation_forms as forms
from incubator.workflows.admin.papers import TakesPapers
from incubator.workflows.admin.shown import page_of, papers_of, rendered
from incubator.workflows.graduation_words import lines_kept, shown, steps_of
from incubator.workflows.portal.graduations import certificate_file

S = GraduationState
COLOURS = {
    S.GRADUATED: "success", S.PASSED: "success", S.EXTENDED: "info", S.REFUSED: "danger",
    S.WITHDRAWN: "default", S.ANNULLED: "default",
}  # fmt: skip
# Fields that few reviews have, with the column that says whether this one does.
SELDOM = {
    "advice": "advice", "unknown_reason": "unknown_reason", "extended_until": "extended_until",
    "deciders": "decided_by_id", "certificate_number": "certificate_number",
    "supersedes_page": "supersedes_id", "superseding_reason": "supersedes_id",
}  # fmt: skip
# What can be done in a state; where nothing is named, nothing.
FITTING = {
    S.APPLIED: {"visit", "withdraw", "paper"},
    S.VISITED: {"hear", "withdraw", "paper"},
    S.HEARD: {"propose", "withdraw", "paper"},
    S.PROPOSED: {"confirm", "reject", "withdraw", "paper"},
    S.PASSED: {"close", "certificate", "supersede", "paper"},
    S.GRADUATED: {"certificate", "supersede"},
    S.EXTENDED: {"supersede"},
    S.REFUSED: {"supersede"},
}


@admin.register(GraduationReview)
class GraduationReviewAdmin(TakesPapers):
    """毕业评审."""

    terms = ("graduate", "graduation_rate")
    reading = Permission.RESIDENCES_READ
    adding = changing = Permission.RESIDENCES_WRITE
    list_display = ("company", "incubator", "standing", "applied_on", "decided_on", "closed_on",
                    "certificate_number")  # fmt: skip
    list_select_related = ("company", "incubator")
    list_filter = (("state", ChoicesDropdownFilter), ("incubator", ScopedRelatedFilter))
    search_fields = ("company__name",)
    ordering = ("-applied_on", "-pk")
    fields = readonly_fields = (
        "residence_page", "standing", "text", "steps", "conditions", "advice", "unknown_reason",
        "extended_until", "deciders", "certificate_number", "supersedes_page",
        "superseding_reason", "papers",
    )  # fmt: skip
    actions_detail = (
        "visit", "hear", "propose", "confirm", "reject", "close", "certificate", "paper",
        "supersede", "withdraw",
    )  # fmt: skip

    def get_urls(self) -> list:
        own = [
            ("board/", "board", self.board),
            ("cohort/", "cohort", self.cohort),
            ("stays/<int:stay>/", "readiness", self.readiness),
            ("stays/<int:stay>/judge/<slug:rule>/", "judge", self.judge),
        ]
        return [
            *(
                path(route, self.admin_site.admin_view(view),
                     name=self.name_of(name).partition(":")[2])
                for route, name, view in own
            ),
            *super().get_urls(),
        ]  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related(
            "company", "incubator", "rulebook", "residence__company", "residence__incubator",
            "proposed_by", "decided_by", "supersedes__company",
        )  # fmt: skip

    def get_fields(self, request: HttpRequest, obj: GraduationReview | None = None) -> list[str]:
        """What a review does not have is not shown as empty."""
        told = {name for name, column in SELDOM.items() if getattr(obj, column, None)}
        return [name for name in self.fields if name not in SELDOM or name in told]

    def get_actions_detail(self, request: HttpRequest, object_id: str) -> list:
        """What can be done now; nobody confirms what they have proposed."""
        review = self.get_object(request, object_id)
        fitting = FITTING.get(review.state, set())
        if review.proposed_by_id == request.user.pk:
            fitting = fitting - {"confirm"}
        return [
            one
            for one in super().get_actions_detail(request, object_id)
            if getattr(one, "action_name", "").rpartition("_")[2] in fitting
        ]

    # What a review says

    @display(description=gettext_lazy("residence"))
    def residence_page(self, review: GraduationReview) -> str:
        return page_of(review.residence)

    @display(description=gettext_lazy("state"), ordering="state")
    def standing(self, review: GraduationReview) -> str:
        state = S(review.state)
        return badge(COLOURS.get(state, "warning"), state.label)

    @display(description=gettext_lazy("rulebook"))
    def text(self, review: GraduationReview) -> str:
        return page_of(review.rulebook)

    @display(description=gettext_lazy("steps"))
    def steps(self, review: GraduationReview) -> str:
        return rendered("graduation_steps.html", steps=steps_of(review)) if review.pk else "—"

    @display(description=gettext_lazy("conditions of graduation"))
    def conditions(self, review: GraduationReview) -> str:
        """As they were found for the decision; as they stand today before that."""
        if review.pk is None:
            return "—"
        kept = lines_kept(review)
        if kept and review.state != S.HEARD:
            return rendered("conditions.html", lines=kept)
        return rendered("conditions.html", **shown(standing_of(review, on=today())))

    @display(description=gettext_lazy("decided by"))
    def deciders(self, review: GraduationReview) -> str:
        people = [review.proposed_by, review.decided_by]
        return " · ".join(str(person) for person in people if person) or "—"

    @display(description=gettext_lazy("supersedes"))
    def supersedes_page(self, review: GraduationReview) -> str:
        return page_of(review.supersedes)

    @display(description=gettext_lazy("papers"))
    def papers(self, review: GraduationReview) -> str:
        return papers_of(review.papers.order_by("pk")) if review.pk else "—"

    # Pages about many

    def board(self, request: HttpRequest) -> HttpResponse:
        """看板."""
        self.require(request, Permission.RESIDENCES_READ)
        return board.board(self, request)

    def cohort(self, request: HttpRequest) -> HttpResponse:
        """Every incubatee by a text."""
        self.require(request, Permission.RESIDENCES_READ)
        return readiness_pages.cohort(self, request)

    def readiness(self, request: HttpRequest, stay: int) -> HttpResponse:
        """One company by a text."""
        self.require(request, Permission.RESIDENCES_READ)
        return readiness_pages.one(self, request, self._stay(request, stay))

    def judge(self, request: HttpRequest, stay: int, rule: str) -> HttpResponse:
        """What no document says."""
        self.require(request, Permission.RESIDENCES_WRITE)
        self.require(request, Permission.DECISIONS_WRITE)
        residence = self._stay(request, stay)
        if rule not in JUDGED:
            raise Http404
        form = forms.JudgeForm(sent(request))
        back = reverse(self.name_of("readiness"), args=[residence.pk])
        return self.verb_page(
            request,
            form,
            title=f"{RULES[rule].label} · {residence.company}",
            label=_("Save"),
            intro=_("An opinion stays on file; from its day on it counts instead of the last one."),
            run=lambda _data: companies.judge_condition(
                residence=residence, rule=rule, by=request.user, at=now(), **form.asked()
            ),
            done=lambda _made: _("The opinion is on file."),
            back=back,
        )

    def _stay(self, request: HttpRequest, pk: int) -> Residence:
        stay = rows_of(self.admin_site, Residence, request).filter(pk=pk).first()
        if stay is None:
            raise Http404
        return stay

    # Steps

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context=None):
        self.require(request, Permission.RESIDENCES_WRITE)
        form = forms.ApplyForm(
            sent(request),
            access=access_from(request),
            initial={"residence": request.GET.get("residence")},
        )
        return self.verb_page(
            request,
            form,
            title=_("Record an application to graduate"),
            label=_("Record the application"),
            intro=_("It is judged by the text in force on the day of the application."),
            run=lambda data: companies.apply_for_graduation(
                by=request.user, at=now(), from_office=True, **data
            ),
            done=lambda review: _("The application of %s is recorded.") % review.company,
            then=lambda review: board.way_back(self, request) or self.address_of(review),
            back=board.way_back(self, request) or self.list_address(),
        )

    def step(self, request: HttpRequest, object_id: str, form, verb, **page) -> HttpResponse:
        """One verb on one review; the conditions stand below where they help to decide."""
        review = self.get_object(request, object_id)
        return self.verb_page(
            request,
            form,
            title=f"{page.pop('title')} · {review.company}",
            run=lambda data: verb(review=review, by=request.user, at=now(), **data),
            done=lambda done: (
                _("Graduation of %(company)s: %(state)s")
                % {"company": done.company, "state": done.get_state_display()}
            ),
            back=board.way_back(self, request) or self.address_of(review),
            **page,
        )

    @action(description=gettext_lazy("Record the visit"), icon="pin_drop", permissions=["change"])
    def visit(self, request: HttpRequest, object_id: str) -> HttpResponse:
        form = forms.VisitForm(sent(request))
        return self.step(request, object_id, form, companies.record_visit,
                         title=_("Record the visit"), label=_("Save"))  # fmt: skip

    @action(description=gettext_lazy("Record the committee"), icon="groups",
            permissions=["change"])  # fmt: skip
    def hear(self, request: HttpRequest, object_id: str) -> HttpResponse:
        form = forms.CommitteeForm(sent(request))
        return self.step(request, object_id, form, companies.record_committee,
                         title=_("Record the committee"), label=_("Save"))  # fmt: skip

    @action(description=gettext_lazy("Propose the decision"), icon="how_to_vote",
            permissions=["change", "decide"])  # fmt: skip
    def propose(self, request: HttpRequest, object_id: str) -> HttpResponse:
        review = self.get_object(request, object_id)

        def verb(*, on, by, at, **said):
            return companies.propose_decision(
                review=review, proposal=companies.Proposal(**said), on=on, by=by, at=at
            )

        return self.step(
            request, object_id, forms.ProposeForm(sent(request)),
            lambda review, **data: verb(**data),
            title=_("Propose the decision"), label=_("Propose"),
            intro=_("Somebody else has to confirm it. How the conditions stand is kept with it."),
            below=("workflows/admin/conditions.html", shown(standing_of(review, on=today()))),
        )  # fmt: skip

    @action(description=gettext_lazy("Confirm the decision"), icon="done_all",
            permissions=["change", "decide"])  # fmt: skip
    def confirm(self, request: HttpRequest, object_id: str) -> HttpResponse:
        review = self.get_object(request, object_id)
        said = _("%(who)s proposes: %(outcome)s. %(reason)s") % {
            "who": review.proposed_by or "—", "outcome": review.get_outcome_display() or "—",
            "reason": review.reason,
        }  # fmt: skip
        return self.step(
            request, object_id, forms.DayForm(sent(request)), companies.confirm_decision,
            title=_("Confirm the decision"), label=_("Confirm"),
            intro=said + " " + _("A decision is never changed afterwards, only superseded."),
            below=("workflows/admin/conditions.html", {"lines": lines_kept(review)}),
        )  # fmt: skip

    @action(
        description=gettext_lazy("Do not confirm"), icon="undo", permissions=["change", "decide"]
    )
    def reject(self, request: HttpRequest, object_id: str) -> HttpResponse:
        form = forms.SaidForm(sent(request))
        return self.step(request, object_id, form, companies.reject_proposal,
                         title=_("Do not confirm"), label=_("Send back"))  # fmt: skip

    @action(description=gettext_lazy("Close the formalities"), icon="school",
            permissions=["change", "decide"])  # fmt: skip
    def close(self, request: HttpRequest, object_id: str) -> HttpResponse:
        self.require(request, Permission.LEASES_WRITE)
        review = self.get_object(request, object_id)
        what = self.admin_site.get_model_admin(Residence).what_ends(review.residence)
        passed = day(review.decided_on) if review.decided_on else "—"
        return self.step(
            request, object_id, forms.CloseForm(sent(request)), graduation.close,
            title=_("Close the formalities"), label=_("Graduate"),
            intro=_("The conditions were found to be met on %s. The company graduates on the day "
                    "on which the formalities are done.") % passed + what,
        )  # fmt: skip

    @action(description=gettext_lazy("Certificate"), icon="workspace_premium",
            permissions=["view"])  # fmt: skip
    def certificate(self, request: HttpRequest, object_id: str) -> HttpResponse:
        review = self.get_object(request, object_id)
        if not review.certificate_number or review.state == S.ANNULLED:
            raise Http404
        return certificate_file(review)

    @action(
        description=gettext_lazy("Supersede by a new decision"),
        icon="history_edu",
        permissions=["change", "decide"],
    )
    def supersede(self, request: HttpRequest, object_id: str) -> HttpResponse:
        review = self.get_object(request, object_id)
        return self.verb_page(
            request,
            forms.SupersedeForm(sent(request)),
            title=_("Supersede") + f" · {review.company}",
            label=_("Begin another review"),
            intro=_("This review stays on file as it is. A graduate becomes an incubatee again; "
                    "leases and mentors that ended stay ended."),
            run=lambda data: graduation.supersede(
                review=review, by=request.user, at=now(), **data
            ),
            done=lambda made: _("Another review of %s has begun.") % made.company,
            then=self.address_of,
            back=self.address_of(review),
        )  # fmt: skip

    @action(description=gettext_lazy("Withdraw"), icon="close", permissions=["change"])
    def withdraw(self, request: HttpRequest, object_id: str) -> HttpResponse:
        if self.get_object(request, object_id).state not in UNDECIDED:
            raise Http404
        return self.step(
            request, object_id, forms.NothingForm(sent(request)),
            lambda **data: companies.withdraw_graduation(from_office=True, **data),
            title=_("Withdraw the application"), label=_("Withdraw"),
            intro=_("The stay goes on."),
        )  # fmt: skip
