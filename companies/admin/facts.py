"""Facts in the admin: a list and a page for each kind, their verbs, and the documents."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy
from unfold.contrib.filters.admin import ChoicesDropdownFilter
from unfold.decorators import action, display

from companies import lifecycle
from companies.admin import fact_forms as forms
from companies.admin import fact_parts as parts
from companies.admin.call_forms import NothingForm
from companies.admin.inlines import link
from companies.enums import FactState
from companies.models import Company, CompanyFact, Evidence, Qualification
from companies.queries.facts import FACTS, with_standing_of
from incubator.accounts.admin_base import ScopedModelAdmin, sent
from incubator.accounts.lists.bulk import BulkVerb
from incubator.accounts.permissions import Permission
from incubator.core.admin_fields import grouped_columns
from incubator.core.admin_files import KeptFilePages
from incubator.core.dates import now

# Words of the glossary that a kind of fact speaks of.
EXPLAINED: dict[type, tuple[str, ...]] = {Qualification: ("hnte", "tsme")}


@admin.register(Evidence)
class EvidenceAdmin(KeptFilePages, ScopedModelAdmin):
    """证明材料. They come in with the facts that stand on them."""

    comes_from = gettext_lazy("They come in with the facts that stand on them.")
    reading = Permission.COMPANIES_READ
    list_display = ("title", "company", "dated", "size", "uploaded_at")
    list_select_related = ("company",)
    search_fields = ("title", "company__name")
    ordering = ("-uploaded_at", "-pk")
    fields = readonly_fields = (
        "download", "company", "dated", "size", "sha256", "is_scanned", "uploaded_at",
        "uploaded_by",
    )  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("company", "uploaded_by")


class FactAdmin(ScopedModelAdmin):
    """Facts of one kind. None is ever changed: the office verifies, corrects, withdraws."""

    comes_from = gettext_lazy(
        "Companies hand them in on their own pages; the office records them on the company’s page."
    )
    reading = Permission.COMPANIES_READ
    changing = Permission.COMPANIES_WRITE
    list_display = ("said", "company_name", "standing", "since", "until", "paper")
    search_fields = ("company__name",)
    ordering = ("-pk",)
    actions_detail = ("verify", "attach", "complete", "correct", "withdraw")
    bulk = (
        BulkVerb(
            "verify_many",
            gettext_lazy("Verify"),
            gettext_lazy("They count from then on; what has no document is listed as a gap."),
            lambda fact, request: lifecycle.verify_fact(fact=fact, by=request.user, at=now()),
        ),
    )
    HEAD = ("company_page", "standing")
    TAIL = (
        "document_page", "recorded_at", "recorded_by", "verified_at", "verified_by", "rejection",
        "replaces_page", "correction",
    )  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        rows = super().get_queryset(request)
        return with_standing_of(rows).select_related(
            "company", "evidence", "recorded_by", "verified_by", "replaces"
        )

    def get_list_filter(self, request: HttpRequest) -> tuple:
        """The same for every kind, and its own sort where it has some."""
        sorts = tuple(
            (name, ChoicesDropdownFilter)
            for name in ("kind", "level", "stage")
            if name in self.model.OWN
        )
        holds = (parts.HoldsFilter,) if "valid_until" in self.model.OWN else ()
        return (parts.CountsFilter, parts.DocumentFilter, *holds, *sorts)

    def get_fields(self, request: HttpRequest, obj: CompanyFact | None = None) -> tuple:
        return (*self.HEAD, *grouped_columns(self.model, self.model.OWN), *self.TAIL)

    get_readonly_fields = get_fields

    def get_actions_detail(self, request: HttpRequest, object_id: str) -> list:
        """Only what can be done with it as it stands."""
        fact = self.get_object(request, object_id)
        fitting = self.fitting(fact)
        offered = super().get_actions_detail(request, object_id)
        return [one for one in offered if one.action_name.rpartition("_")[2] in fitting]

    def fitting(self, fact: CompanyFact) -> set[str]:
        """The verbs that make sense."""
        if fact.state == FactState.REJECTED:
            return set()
        fitting = {"withdraw"}
        if fact.evidence_id is None:
            fitting.add("attach")
        if any(getattr(fact, name) is None for name in fact.LATER):
            fitting.add("complete")
        if fact.state == FactState.SUBMITTED:
            return fitting | {"verify"}
        return fitting if fact.is_replaced else fitting | {"correct"}

    @display(description=gettext_lazy("fact"))
    def said(self, fact: CompanyFact) -> str:
        return str(fact)

    @display(description=gettext_lazy("company"), ordering="company__name_pinyin")
    def company_name(self, fact: CompanyFact) -> str:
        return fact.company.name

    @display(description=gettext_lazy("standing"))
    def standing(self, fact: CompanyFact) -> str:
        return parts.standing_badge(fact)

    @display(description=gettext_lazy("holds from"))
    def since(self, fact: CompanyFact):
        return fact.holds_from

    @display(description=gettext_lazy("until"))
    def until(self, fact: CompanyFact):
        return fact.holds_until

    @display(description=pgettext_lazy("evidence", "document"))
    def paper(self, fact: CompanyFact) -> str:
        return parts.document_said(fact.evidence)

    @display(description=gettext_lazy("company"))
    def company_page(self, fact: CompanyFact) -> str:
        return link(self.admin_site.get_model_admin(Company).facts_address(fact.company),
                    fact.company)  # fmt: skip

    @display(description=pgettext_lazy("evidence", "document"))
    def document_page(self, fact: CompanyFact) -> str:
        if fact.evidence is None:
            return parts.document_said(None)
        files = self.admin_site.get_model_admin(Evidence)
        return link(files.file_address(fact.evidence), fact.evidence)

    @display(description=gettext_lazy("replaces"))
    def replaces_page(self, fact: CompanyFact) -> str:
        return link(self.address_of(fact.replaces), fact.replaces) if fact.replaces else "—"

    def add_address(self, company: Company) -> str:
        """Where a fact of this kind is put on file for a company."""
        return reverse(self.name_of("record"), args=[company.pk])

    def get_urls(self) -> list:
        name = self.name_of("record").partition(":")[2]
        view = self.admin_site.admin_view(self.record)
        return [path("of/<int:company_id>/", view, name=name), *super().get_urls()]

    def record(self, request: HttpRequest, company_id: int) -> HttpResponse:
        """The form of a new fact of a company that the reader may see."""
        self.require(request, Permission.COMPANIES_WRITE)
        companies = self.admin_site.get_model_admin(Company)
        company = companies.get_object(request, str(company_id))
        return self.verb_page(
            request,
            forms.FactForm(sent(request), request.FILES or None, kind=self.model, company=company),
            title=_("%(kind)s of %(company)s")
            % {"kind": capfirst(str(self.opts.verbose_name)), "company": company},
            label=_("Save"),
            intro=_("What the office records counts at once."),
            run=lambda data: lifecycle.file_fact(
                self.model, company=company, by=request.user, at=now(), from_office=True, **data
            ),
            done=lambda fact: _("%s is on file.") % fact,
            back=companies.facts_address(company),
        )

    @action(description=gettext_lazy("Verify"), icon="verified", permissions=["change"])
    def verify(self, request: HttpRequest, object_id: str) -> HttpResponse:
        fact = self.get_object(request, object_id)
        return self.verb_page(
            request,
            NothingForm(sent(request)),
            title=_("Verify: %s") % fact,
            label=_("Verify"),
            intro=_("It counts from then on.") if fact.evidence else _(
                "No document stands behind it. It counts from then on, and is listed as a gap."
            ),
            run=lambda _data: lifecycle.verify_fact(fact=fact, by=request.user, at=now()),
            done=lambda one: _("Verified: %s") % one,
            back=self.address_of(fact),
        )  # fmt: skip

    @action(description=pgettext_lazy("fact", "Withdraw"), icon="block", permissions=["change"])
    def withdraw(self, request: HttpRequest, object_id: str) -> HttpResponse:
        fact = self.get_object(request, object_id)
        return self.verb_page(
            request,
            forms.WhyForm(sent(request)),
            title=_("Withdraw: %s") % fact,
            label=pgettext("fact", "Withdraw"),
            intro=_("It stays on file, with the reason, and counts no more. It cannot come back."),
            run=lambda data: lifecycle.reject_fact(fact=fact, by=request.user, at=now(), **data),
            done=lambda one: _("%s counts no more.") % one,
            back=self.address_of(fact),
        )

    @action(description=gettext_lazy("Correct"), icon="edit_note", permissions=["change"])
    def correct(self, request: HttpRequest, object_id: str) -> HttpResponse:
        fact = self.get_object(request, object_id)
        known = {name: getattr(fact, name) for name in (*fact.OWN, "evidence")}
        return self.verb_page(
            request,
            forms.CorrectFactForm(
                sent(request), request.FILES or None, kind=self.model, company=fact.company,
                initial=known,
            ),
            title=_("Correct: %s") % fact,
            label=_("Save"),
            intro=_("A new fact replaces this one; both stay on file."),
            run=lambda data: lifecycle.file_fact(
                self.model, company=fact.company, by=request.user, at=now(), from_office=True,
                replaces=fact, **data,
            ),
            done=lambda one: _("%s is corrected.") % one,
            then=self.address_of,
            back=self.address_of(fact),
        )  # fmt: skip

    @action(description=gettext_lazy("Attach a document"), icon="attach_file",
            permissions=["change"])  # fmt: skip
    def attach(self, request: HttpRequest, object_id: str) -> HttpResponse:
        fact = self.get_object(request, object_id)
        return self.verb_page(
            request,
            forms.DocumentForm(sent(request), request.FILES or None),
            title=_("Document behind: %s") % fact,
            label=_("Save"),
            run=lambda data: lifecycle.file_document(
                fact=fact, by=request.user, at=now(), from_office=True, **data
            ),
            done=lambda one: _("%s now has its document.") % one,
            back=self.address_of(fact),
        )

    @action(description=pgettext_lazy("fact", "Complete"), icon="event_available",
            permissions=["change"])  # fmt: skip
    def complete(self, request: HttpRequest, object_id: str) -> HttpResponse:
        fact = self.get_object(request, object_id)
        return self.verb_page(
            request,
            forms.LaterForm(sent(request), fact=fact),
            title=_("What came true later: %s") % fact,
            label=_("Save"),
            run=lambda data: lifecycle.complete_fact(fact=fact, by=request.user, at=now(), **data),
            done=lambda one: _("%s is completed.") % one,
            back=self.address_of(fact),
        )


for _kind in FACTS.values():
    if _kind.__name__ != "SubsidyClaim":
        admin.site.register(
            _kind, type(f"{_kind.__name__}Admin", (FactAdmin,), {"terms": EXPLAINED.get(_kind, ())})
        )
