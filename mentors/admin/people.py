"""Mentors: the list, the page with terms and companies, and a small page for each verb."""

from django.contrib import admin
from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from unfold.contrib.filters.admin import ChoicesDropdownFilter
from unfold.decorators import action, display

from companies.models import Company
from incubator.accounts.access import access_from
from incubator.accounts.admin_base import ScopedModelAdmin, sent
from incubator.accounts.permissions import Permission
from incubator.core.admin_fields import badge
from incubator.core.dates import now, today
from incubator.core.shown import days as between_days
from incubator.core.shown import listing
from incubator.imports.admin import import_address
from mentors import lifecycle
from mentors.admin import forms, watched, words
from mentors.admin.filters import FieldFilter, OfficeFilter, PlaceFilter
from mentors.admin.inlines import CompanyInline, StakeInline, TermInline
from mentors.admin.profile import ProfileColumns
from mentors.models import Appointment, Mentor, Stake


@admin.register(Mentor)
class MentorAdmin(ProfileColumns, ScopedModelAdmin):
    """创业导师."""

    terms = ("mentor",)
    reading = Permission.MENTORS_READ
    adding = changing = Permission.MENTORS_WRITE
    list_display = ("who", "kind", "tier", "employer", "what", "places", "standing")
    list_filter = (
        OfficeFilter,
        PlaceFilter,
        FieldFilter,
        ("kind", ChoicesDropdownFilter),
        ("tier", ChoicesDropdownFilter),
    )
    search_fields = ("name",)
    search_help_text = gettext_lazy("Name, pinyin, initials or employer")
    fieldsets = (
        (None, {"fields": ("who", "standing", "kind", "tier", "employer", "title")}),
        (gettext_lazy("Contact"), {"fields": ("email", "phone", "user")}),
        (
            gettext_lazy("What they can help with"),
            {"fields": ("what", "helps", "advises", "speaks", "experience")},
        ),
        (
            pgettext_lazy("mentor", "Record"),
            {"fields": ("retired_on", "retirement_reason", "is_generated", "note")},
        ),
    )
    readonly_fields = (
        "who", "standing", "kind", "tier", "employer", "title", "email", "phone", "user", "what",
        "helps", "advises", "speaks", "experience", "retired_on", "retirement_reason",
        "is_generated", "note",
    )  # fmt: skip
    inlines = (TermInline, CompanyInline, StakeInline)
    actions_list = ("behind", "from_file")
    actions_detail = (
        "correct",
        "appoint",
        "account",
        "untie",
        "stake",
        "retire",
        "bring_back",
    )
    more_columns = ("appointed",)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        terms = Appointment.objects.visible_to(access_from(request))
        terms = terms.select_related("incubator", "renewed_by").order_by("begins_on", "pk")
        rows = super().get_queryset(request).select_related("user")
        return rows.prefetch_related(Prefetch("appointments", terms, "seen_terms"))

    def get_ordering(self, request: HttpRequest) -> tuple:
        """Those in office come first, by the terms that the reader may see."""
        terms = Appointment.objects.visible_to(access_from(request)).in_force(on=today())
        in_office = Exists(terms.filter(mentor=OuterRef("pk")))
        return (in_office.desc(), "name_pinyin", "pk")

    def history_of(self, request: HttpRequest, obj: Mentor) -> list[QuerySet]:
        """The mentor's own, and of the terms and stakes that the reader may see."""
        terms = Appointment.objects.visible_to(access_from(request)).filter(mentor=obj)
        past = Appointment.history.rel.related_model.objects
        return [
            obj.history.all(),
            past.filter(pgh_obj__in=terms.values("pk")),
            Stake.history.rel.related_model.objects.filter(
                mentor=obj, company__in=Company.objects.visible_to(access_from(request))
            ),
        ]

    def get_actions_detail(self, request: HttpRequest, object_id: str) -> list:
        """Whoever has retired can be brought back; an account is tied, or untied."""
        mentor = self.get_object(request, object_id)
        kept = {"correct", "appoint", "account", "stake", "retire"}
        if mentor.retired_on is not None:
            kept = {"bring_back"}
        if mentor.user_id is not None:
            kept = kept - {"account"} | {"untie"}
        offered = super().get_actions_detail(request, object_id)
        return [one for one in offered if _name_of(one) in kept]

    @display(description=gettext_lazy("standing"))
    def standing(self, mentor: Mentor) -> str:
        return badge(*words.mentor_standing(mentor, mentor.seen_terms))

    @display(description=gettext_lazy("incubator"))
    def places(self, mentor: Mentor) -> str:
        day = today()
        running = [one for one in mentor.seen_terms if one.begins_on <= day < one.until_on]
        return listing(term.incubator for term in running) or "—"

    @display(description=gettext_lazy("appointments"))
    def appointed(self, mentor: Mentor) -> str:
        """All that the reader may see (prefetched by the list's queryset)."""
        return listing(
            f"{term.incubator} {between_days(term.begins_on, term.until_on)}"
            for term in mentor.seen_terms
        ) or "—"  # fmt: skip

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context=None):
        self.require(request, Permission.MENTORS_WRITE)
        form = forms.RegisterForm(sent(request), access=access_from(request))
        return self.verb_page(
            request,
            form,
            title=_("Appoint a mentor"),
            label=_("Appoint"),
            run=lambda data: lifecycle.register_and_appoint(
                incubator=data["incubator"],
                terms=form.terms(),
                known=data["known"],
                namesake=data["namesake"],
                by=request.user,
                **form.facts(),
            ),
            done=lambda term: _("%s is appointed.") % term.mentor,
            then=lambda term: self.address_of(term.mentor),
            back=self.list_address(),
        )

    @action(description=gettext_lazy("Rules and who is behind"), icon="fact_check",
            permissions=["view"])  # fmt: skip
    def behind(self, request: HttpRequest) -> HttpResponse:
        """导师制度检查."""
        return watched.page(self, request)

    @action(description=gettext_lazy("Import a list"), icon="upload_file", permissions=["add"])
    def from_file(self, request: HttpRequest) -> HttpResponse:
        """Goes to the page that brings a file of mentors."""
        return redirect(import_address("mentors"))

    @action(description=gettext_lazy("Correct"), icon="edit", permissions=["change"])
    def correct(self, request: HttpRequest, object_id: str) -> HttpResponse:
        mentor = self.get_object(request, object_id)
        form = forms.CorrectForm(sent(request), mentor=mentor)
        return self.verb_page(
            request,
            form,
            title=_("Correct what is on file of %s") % mentor,
            label=_("Save"),
            run=lambda _data: lifecycle.correct_mentor(
                mentor=mentor, by=request.user, access=access_from(request), **form.facts()
            ),
            done=lambda _mentor: _("The record is changed."),
            back=self.address_of(mentor),
        )

    @action(
        description=gettext_lazy("Appoint"),
        icon="workspace_premium",
        permissions=["change", "decide"],
    )
    def appoint(self, request: HttpRequest, object_id: str) -> HttpResponse:
        mentor = self.get_object(request, object_id)
        form = forms.TermsForm(sent(request), access=access_from(request))
        return self.verb_page(
            request,
            form,
            title=_("Appoint %s") % mentor,
            label=_("Appoint"),
            intro=_("They are told by mail."),
            run=lambda data: lifecycle.appoint(
                mentor=mentor, incubator=data["incubator"], terms=form.terms(), by=request.user
            ),
            done=lambda term: _("%s is appointed.") % term.mentor,
            back=self.address_of(mentor),
        )

    @action(
        description=gettext_lazy("Account"), icon="person_add", permissions=["change", "decide"]
    )
    def account(self, request: HttpRequest, object_id: str) -> HttpResponse:
        mentor = self.get_object(request, object_id)
        initial = {"email": mentor.email}
        return self.verb_page(
            request,
            forms.AccountForm(sent(request), initial=initial),
            title=_("The account of %s in the portal") % mentor,
            label=_("Save"),
            intro=_(
                "The mentor registers in the portal first and opens the link in the mail; then "
                "the two are tied here. With the address on file mentors can do it by themselves."
            ),
            run=lambda data: lifecycle.link_account(
                mentor=mentor, by=request.user, on=today(), access=access_from(request), **data
            ),
            done=lambda _mentor: _("The two are tied; the person is told by mail."),
            back=self.address_of(mentor),
        )

    @action(description=gettext_lazy("Untie the account"), icon="person_remove",
            permissions=["change", "decide"])  # fmt: skip
    def untie(self, request: HttpRequest, object_id: str) -> HttpResponse:
        mentor = self.get_object(request, object_id)
        return self.verb_page(
            request,
            forms.NothingForm(sent(request)),
            title=_("Untie %(account)s from %(mentor)s")
            % {"account": mentor.user or "—", "mentor": mentor},
            label=_("Untie the account"),
            intro=_("The account sees nothing of the mentor from then on. The record stays."),
            run=lambda _data: lifecycle.unlink_account(
                mentor=mentor, by=request.user, on=today(), access=access_from(request)
            ),
            done=lambda _mentor: _("The record is changed."),
            back=self.address_of(mentor),
        )

    @action(description=gettext_lazy("Declare a stake"), icon="handshake", permissions=["change"])
    def stake(self, request: HttpRequest, object_id: str) -> HttpResponse:
        mentor = self.get_object(request, object_id)
        return self.verb_page(
            request,
            forms.StakeForm(sent(request), access=access_from(request)),
            title=_("What ties %s to a company") % mentor,
            label=_("Save"),
            intro=_("Suggestions take it into account without naming the company."),
            run=lambda data: lifecycle.declare_stake(mentor=mentor, by=request.user, **data),
            done=lambda _stake: _("The record is changed."),
            back=self.address_of(mentor),
        )

    @action(description=gettext_lazy("Retire"), icon="logout", permissions=["change", "decide"])
    def retire(self, request: HttpRequest, object_id: str) -> HttpResponse:
        mentor = self.get_object(request, object_id)
        return self.verb_page(
            request,
            forms.EndForm(sent(request)),
            title=_("%s retires as a mentor") % mentor,
            label=_("Retire"),
            intro=_("Every term ends on that day, with assignments and plans. The record stays."),
            run=lambda data: lifecycle.retire_mentor(
                mentor=mentor, by=request.user, at=now(), access=access_from(request), **data
            ),
            done=lambda _mentor: _("The record is changed."),
            back=self.address_of(mentor),
        )

    @action(description=gettext_lazy("Bring back"), icon="undo", permissions=["change", "decide"])
    def bring_back(self, request: HttpRequest, object_id: str) -> HttpResponse:
        mentor = self.get_object(request, object_id)
        return self.verb_page(
            request,
            forms.NothingForm(sent(request)),
            title=_("%s can be appointed again") % mentor,
            label=_("Bring back"),
            run=lambda _data: lifecycle.bring_back(mentor=mentor, by=request.user),
            done=lambda _mentor: _("The record is changed."),
            back=self.address_of(mentor),
        )

    def get_urls(self) -> list:
        name = self.name_of("end_stake").partition(":")[2]
        view = self.admin_site.admin_view(self.end_stake)
        return [path("<int:mentor>/stakes/<int:pk>/end/", view, name=name), *super().get_urls()]

    def end_stake(self, request: HttpRequest, mentor: int, pk: int) -> HttpResponse:
        """A stake that was given up."""
        self.require(request, Permission.MENTORS_WRITE)
        found = self.get_object(request, str(mentor))
        seen = Company.objects.visible_to(access_from(request))
        stake = Stake.objects.filter(mentor=found, pk=pk, company__in=seen).first()
        if stake is None:
            raise Http404
        return self.verb_page(
            request,
            forms.OnForm(sent(request)),
            title=_("%(mentor)s gives up the stake in %(company)s")
            % {"mentor": found, "company": stake.company},
            label=_("Save"),
            run=lambda data: lifecycle.end_stake(stake=stake, by=request.user, **data),
            done=lambda _stake: _("The record is changed."),
            back=self.address_of(found),
        )


def _name_of(offered) -> str:
    """The name of the method behind an action that unfold offers."""
    return getattr(offered, "action_name", "").partition("_mentor_")[2]
