"""Referrals to the accelerator in the admin: docking rule, review, moving in, what came of it."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.contrib.filters.admin import ChoicesDropdownFilter
from unfold.decorators import action, display

from companies import lifecycle as companies
from companies.enums import ReferralState
from companies.models import Referral
from companies.queries.acceleration import Actual, actual_years, conditions_of
from incubator.accounts.access import access_from
from incubator.accounts.admin_base import ScopedModelAdmin, sent
from incubator.accounts.permissions import Permission
from incubator.core.admin_fields import badge, grouped_columns
from incubator.core.dates import add_months, now, today
from incubator.core.numbers import grouped
from incubator.institutions.conditions import condition_said, number_said
from incubator.institutions.rules import RULES
from incubator.workflows import accelerate
from incubator.workflows.admin import referral_forms as forms
from incubator.workflows.admin.graduation_forms import DayForm, NothingForm
from incubator.workflows.admin.shown import page_of, rendered

S = ReferralState
COLOURS = {S.ACCEPTED: "info", S.MOVED_IN: "success", S.REFUSED: "danger", S.WITHDRAWN: "default"}
FITTING = {
    S.REFERRED: {"review", "withdraw"},
    S.ACCEPTED: {"move_in", "withdraw"},
    S.MOVED_IN: {"subsidise", "year"},
}
# What the accelerator decides and does; whoever refers can only take the referral back.
OF_THE_ACCELERATOR = {"review", "move_in", "subsidise", "year"}
AGREED_MONTHS = 36


@admin.register(Referral)
class ReferralAdmin(ScopedModelAdmin):
    """转入加速器."""

    terms = ("accelerator",)
    reading = Permission.RESIDENCES_READ
    adding = changing = Permission.RESIDENCES_WRITE
    list_display = (
        "company", "incubator", "standing", "referred_on", "area", "investment_per_m2",
        "output_per_m2", "moved_in_on",
    )  # fmt: skip
    list_select_related = ("company", "incubator")
    list_filter = (("state", ChoicesDropdownFilter),)
    search_fields = ("company__name",)
    ordering = ("-referred_on", "-pk")
    fields = readonly_fields = grouped_columns(Referral, (
        "company", "graduation_page", "incubator", "standing", "rulebook_page", "words", "area",
        "conditions", "referred_on", "reviewed_on", "review_words", "exception_reason",
        "residence_page", "moved_in_on", "area_taken", "subsidy_paid", "subsidy_paid_on", "actual",
    ))  # fmt: skip
    actions_detail = ("review", "move_in", "subsidise", "year", "withdraw")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related(
            "company", "incubator", "rulebook", "graduation__company", "graduation__incubator",
            "residence__company", "residence__incubator",
        )  # fmt: skip

    def get_actions_detail(self, request: HttpRequest, object_id: str) -> list:
        """What can be done now."""
        referral = self.get_object(request, object_id)
        fitting = set(FITTING.get(referral.state, ()))
        if not access_from(request).reaches(referral.incubator_id):
            fitting -= OF_THE_ACCELERATOR
        if referral.subsidy_paid is not None:
            fitting.discard("subsidise")
        return [
            one
            for one in super().get_actions_detail(request, object_id)
            if any(getattr(one, "action_name", "").endswith(f"_{name}") for name in fitting)
        ]

    @display(description=gettext_lazy("state"))
    def standing(self, referral: Referral) -> str:
        state = S(referral.state)
        return badge(COLOURS.get(state, "warning"), state.label)

    @display(description=gettext_lazy("graduated from"))
    def graduation_page(self, referral: Referral) -> str:
        return page_of(referral.graduation)

    @display(description=gettext_lazy("residence in the accelerator"))
    def residence_page(self, referral: Referral) -> str:
        return page_of(referral.residence)

    @display(description=gettext_lazy("rulebook"))
    def rulebook_page(self, referral: Referral) -> str:
        return page_of(referral.rulebook)

    @display(description=gettext_lazy("conditions of entry"))
    def conditions(self, referral: Referral) -> str:
        return rendered("docking.html", lines=_lines(referral)) if referral.pk else "—"

    @display(description=gettext_lazy("promised and actual"))
    def actual(self, referral: Referral) -> str:
        if referral.pk is None or not (years := actual_years(referral)):
            return "—"
        promised = [referral.investment_per_m2, referral.output_per_m2]
        return rendered(
            "actual.html", promised=list(map(grouped, promised)), years=list(map(_said, years))
        )

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context=None):
        self.require(request, Permission.RESIDENCES_WRITE)
        form = forms.ReferForm(
            sent(request),
            access=access_from(request),
            initial={"graduation": request.GET.get("graduation")},
        )

        def run(data: dict):
            wanted = companies.Wanted(
                **{name: data.pop(name) for name in
                   ("area", "investment_per_m2", "output_per_m2", "words")}
            )  # fmt: skip
            return companies.refer(wanted=wanted, by=request.user, at=now(), **data)

        return self.verb_page(
            request, form, title=_("Refer a graduate to the accelerator"), label=_("Refer"),
            intro=_("The rule of entry in force on the day decides what is asked; whoever runs "
                    "the accelerator reviews it."),
            run=lambda data: run(dict(data)),
            done=lambda made: _("%s is referred.") % made.company,
            then=self.address_of, back=self.list_address(),
        )  # fmt: skip

    def step(
        self, request: HttpRequest, object_id: str, form, run, *, by_referrer=False, **page
    ) -> HttpResponse:
        """One verb on one referral: for whoever runs the accelerator, or refers to it too."""
        referral = self.get_object(request, object_id)
        if not (by_referrer or access_from(request).reaches(referral.incubator_id)):
            raise PermissionDenied
        return self.verb_page(
            request,
            form,
            title=f"{page.pop('title')} · {referral.company}",
            run=lambda data: run(referral, dict(data)),
            done=lambda _done: _("%s is saved.") % referral.company,
            back=self.address_of(referral),
            **page,
        )

    @action(
        description=gettext_lazy("Review"), icon="rate_review", permissions=["change", "decide"]
    )
    def review(self, request: HttpRequest, object_id: str) -> HttpResponse:
        referral = self.get_object(request, object_id)

        def run(referral: Referral, data: dict):
            opinion = companies.Opinion(
                accepted=data["accepted"] == "yes", fits_industry=data["fits_industry"] == "yes",
                words=data["words"], exception=data["exception"],
            )  # fmt: skip
            return companies.review_referral(
                referral=referral, opinion=opinion, on=data["on"], by=request.user, at=now()
            )

        return self.step(
            request, object_id, forms.ReviewForm(sent(request)), run, title=_("Review"),
            label=_("Save"), below=("workflows/admin/docking.html", {"lines": _lines(referral)}),
        )  # fmt: skip

    @action(description=gettext_lazy("Move in"), icon="login", permissions=["change", "decide"])
    def move_in(self, request: HttpRequest, object_id: str) -> HttpResponse:
        referral = self.get_object(request, object_id)
        known = {"area": referral.area, "due_on": add_months(today(), AGREED_MONTHS)}
        return self.step(
            request, object_id, forms.MoveInForm(sent(request), initial=known),
            lambda referral, data: accelerate.move_in(
                referral=referral, by=request.user, **data
            ),
            title=_("Move in"), label=_("Save"),
            intro=_("It gets a stay in the accelerator; figures count the company once."),
        )  # fmt: skip

    @action(
        description=gettext_lazy("Pay the subsidy"),
        icon="payments",
        permissions=["change", "decide"],
    )
    def subsidise(self, request: HttpRequest, object_id: str) -> HttpResponse:
        return self.step(
            request, object_id, DayForm(sent(request)),
            lambda referral, data: companies.pay_move_in_subsidy(
                referral=referral, by=request.user, at=now(), **data
            ),
            title=_("Pay the subsidy"), label=_("Pay"),
            intro=_("Once, for the area taken, as the rule of the referral says."),
        )  # fmt: skip

    @action(description=gettext_lazy("Record a year"), icon="query_stats", permissions=["change"])
    def year(self, request: HttpRequest, object_id: str) -> HttpResponse:
        return self.step(
            request, object_id, forms.YearForm(sent(request)),
            lambda referral, data: companies.record_accelerator_year(
                referral=referral, by=request.user, at=now(), **data
            ),
            title=_("Record a year"), label=_("Save"),
        )  # fmt: skip

    @action(description=gettext_lazy("Withdraw the referral"), icon="close", permissions=["change"])
    def withdraw(self, request: HttpRequest, object_id: str) -> HttpResponse:
        return self.step(
            request, object_id, NothingForm(sent(request)),
            lambda referral, _data: companies.withdraw_referral(
                referral=referral, by=request.user
            ),
            by_referrer=True, title=_("Withdraw the referral"), label=_("Withdraw the referral"),
        )  # fmt: skip


def _said(year: Actual) -> dict:
    """A year as the table shows it: figures with what they differ by."""
    pairs = [
        (year.investment_per_m2, year.investment_apart), (year.output_per_m2, year.output_apart),
    ]  # fmt: skip
    return {
        "year": year.year,
        "pairs": [(grouped(value), grouped(apart), apart < 0) for value, apart in pairs],
    }


def _lines(referral: Referral) -> list[dict]:
    """The docking rule line by line."""
    lines = []
    for one in conditions_of(referral):
        measure = RULES[one.criterion.rule].measure
        lines.append({
            "condition": condition_said(one.criterion),
            "standing": one.standing,
            "value": "—" if one.value is None else number_said(one.value, measure),
            "short": "" if one.short is None
            else _("%(number)s short") % {"number": number_said(one.short, measure)},
        })  # fmt: skip
    return lines
