"""What institutions have of their own, in the admin: a page for each institution, a list and a
page for each kind, and the verbs.
"""

import datetime

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy
from unfold.decorators import action, display

from incubator.accounts.admin_base import ScopedModelAdmin, ScopedRelatedFilter, sent
from incubator.accounts.permissions import Permission
from incubator.core.admin_fields import badge, grouped_columns, link
from incubator.core.admin_files import KeptFilePages
from incubator.core.dates import now, today
from incubator.core.forms import day_asked
from incubator.institutions import lifecycle
from incubator.institutions.admin import own_forms as forms
from incubator.institutions.enums import OwnStanding
from incubator.institutions.models import (
    IncubationFund,
    Incubator,
    InstitutionStaff,
    OwnDocument,
    OwnFact,
)
from incubator.institutions.own import OWN_FACTS, own_facts_of, standing_of

S = OwnStanding
COLOURS = {
    S.WITHDRAWN: "danger", S.REPLACED: "default", S.NOT_YET: "default", S.HOLDS: "success",
    S.ENDED: "warning",
}  # fmt: skip
# Whoever reports for an institution also states what it has: the incubator-level block of the
# yearly tables is a return like those of its companies.
STATING = Permission.RETURNS_WRITE


def own_page(pages: ScopedModelAdmin, request: HttpRequest, incubator: Incubator) -> HttpResponse:
    """Every fact of an institution by kind, as of ``?on=``."""
    on = day_asked(request)
    return pages.page(
        request,
        "own_facts/admin/institution.html",
        title=_("What %s has of its own") % incubator,
        on=on,
        back=pages.address_of(incubator),
        kinds=[_kind(pages, request, kind, rows, incubator, on)
               for kind, rows in own_facts_of(incubator)],
    )  # fmt: skip


def _kind(  # noqa: PLR0917 - what one table is made of
    pages, request: HttpRequest, kind: type[OwnFact], rows: list, incubator: Incubator,
    on: datetime.date,
) -> dict:  # fmt: skip
    own = pages.admin_site.get_model_admin(kind)
    return {
        "title": capfirst(str(kind._meta.verbose_name_plural)),
        "rows": [_shown(own, fact, on) for fact in rows],
        "add": own.add_address(incubator) if own.has_change_permission(request) else "",
    }


def _shown(own: "OwnFactAdmin", fact: OwnFact, on: datetime.date) -> dict:
    return {
        "said": str(fact),
        "link": own.address_of(fact),
        "standing": standing_badge(fact, on),
        "from": fact.holds_from,
        "until": fact.holds_until,
        "document": fact.document,
        "file": own.file_address(fact),
        "reason": fact.withdrawal or fact.correction,
        "is_generated": badge("default", _("Generated")) if fact.is_generated else "",
    }


def standing_badge(fact: OwnFact, on: datetime.date | None = None) -> str:
    """How a fact stands on a day, today where none is said."""
    standing = standing_of(fact, on=on or today())
    return badge(COLOURS[standing], standing.label)


# Words of the glossary that a kind of fact speaks of.
EXPLAINED: dict[type, tuple[str, ...]] = {
    IncubationFund: ("fund",),
    InstitutionStaff: ("service_staff",),
}


@admin.register(OwnDocument)
class OwnDocumentAdmin(KeptFilePages, ScopedModelAdmin):
    """机构证明材料. They come in with the facts that stand on them."""

    comes_from = gettext_lazy("They come in with the facts that stand on them.")
    reading = Permission.INCUBATORS_READ
    list_display = ("title", "incubator", "size", "uploaded_at")
    list_select_related = ("incubator",)
    list_filter = (("incubator", ScopedRelatedFilter),)
    search_fields = ("title",)
    ordering = ("-uploaded_at", "-pk")
    fields = readonly_fields = (
        "download", "incubator", "size", "sha256", "is_scanned", "uploaded_at", "uploaded_by",
    )  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("incubator", "uploaded_by")


class OwnFactAdmin(ScopedModelAdmin):
    """Facts of one kind. None is ever changed: it is corrected, ended or withdrawn."""

    comes_from = gettext_lazy("They are recorded on the institution’s page.")
    reading = Permission.INCUBATORS_READ
    changing = STATING
    list_display = ("said", "incubator", "standing", "since", "until", "paper")
    list_select_related = ("incubator", "document")
    list_filter = (("incubator", ScopedRelatedFilter),)
    ordering = ("-pk",)
    actions_detail = ("attach", "end", "correct", "withdraw")
    HEAD = ("institution_page", "standing")
    TAIL = (
        "document_page", "recorded_at", "recorded_by", "withdrawn_at", "withdrawal",
        "replaces_page", "correction", "is_generated",
    )  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        rows = super().get_queryset(request).with_standing()
        return rows.select_related("incubator", "document", "recorded_by", "replaces")

    def get_fields(self, request: HttpRequest, obj: OwnFact | None = None) -> tuple:
        return (*self.HEAD, *grouped_columns(self.model, self.model.OWN), *self.TAIL)

    get_readonly_fields = get_fields

    def get_actions_detail(self, request: HttpRequest, object_id: str) -> list:
        """Only what can be done with it as it stands."""
        fitting = self.fitting(self.get_object(request, object_id))
        offered = super().get_actions_detail(request, object_id)
        return [one for one in offered if one.action_name.rpartition("_")[2] in fitting]

    def fitting(self, fact) -> set[str]:
        """The verbs that make sense."""
        if fact.withdrawn_at is not None:
            return set()
        fitting = {"withdraw"}
        if fact.document_id is None:
            fitting.add("attach")
        if fact.UNTIL and fact.holds_until is None:
            fitting.add("end")
        return fitting if fact.is_replaced else fitting | {"correct"}

    @display(description=gettext_lazy("fact"))
    def said(self, fact: OwnFact) -> str:
        return str(fact)

    @display(description=gettext_lazy("standing"))
    def standing(self, fact: OwnFact) -> str:
        return standing_badge(fact)

    @display(description=gettext_lazy("holds from"))
    def since(self, fact: OwnFact) -> datetime.date:
        return fact.holds_from

    @display(description=gettext_lazy("until"))
    def until(self, fact: OwnFact) -> datetime.date | None:
        return fact.holds_until

    @display(description=pgettext_lazy("evidence", "document"))
    def paper(self, fact: OwnFact) -> str:
        return str(fact.document) if fact.document else badge("warning", _("No document"))

    @display(description=gettext_lazy("incubator"))
    def institution_page(self, fact: OwnFact) -> str:
        return link(self.own_address(fact.incubator), fact.incubator)

    @display(description=pgettext_lazy("evidence", "document"))
    def document_page(self, fact: OwnFact) -> str:
        return link(self.file_address(fact), fact.document) if fact.document else self.paper(fact)

    @display(description=gettext_lazy("replaces"))
    def replaces_page(self, fact: OwnFact) -> str:
        return link(self.address_of(fact.replaces), fact.replaces) if fact.replaces else "—"

    def file_address(self, fact: OwnFact) -> str:
        """Where its document is; "" where there is none."""
        if fact.document is None:
            return ""
        return self.admin_site.get_model_admin(OwnDocument).file_address(fact.document)

    def own_address(self, incubator: Incubator) -> str:
        """Where all facts of an institution are."""
        pages = self.admin_site.get_model_admin(Incubator)
        return reverse(pages.name_of("own_facts"), args=[incubator.pk])

    def add_address(self, incubator: Incubator) -> str:
        """Where a fact of this kind is stated of an institution."""
        return reverse(self.name_of("state"), args=[incubator.pk])

    def get_urls(self) -> list:
        name = self.name_of("state").partition(":")[2]
        view = self.admin_site.admin_view(self.state)
        return [path("of/<int:incubator_id>/", view, name=name), *super().get_urls()]

    def state(self, request: HttpRequest, incubator_id: int) -> HttpResponse:
        """The form of a new fact of an institution that the reader may see."""
        self.require(request, STATING)
        pages = self.admin_site.get_model_admin(Incubator)
        incubator = pages.get_object(request, str(incubator_id))
        return self.verb_page(
            request,
            forms.OwnFactForm(
                sent(request), request.FILES or None, kind=self.model, incubator=incubator
            ),
            title=_("%(kind)s: %(incubator)s")
            % {"kind": capfirst(str(self.opts.verbose_name)), "incubator": incubator},
            label=_("Save"),
            run=lambda data: lifecycle.file_own_fact(
                self.model, incubator=incubator, by=request.user, at=now(), **data
            ),
            done=lambda fact: _("%s is on file.") % fact,
            back=self.own_address(incubator),
        )

    @action(description=gettext_lazy("Correct"), icon="edit_note", permissions=["change"])
    def correct(self, request: HttpRequest, object_id: str) -> HttpResponse:
        fact = self.get_object(request, object_id)
        known = {name: getattr(fact, name) for name in (*fact.OWN, "document")}
        return self.verb_page(
            request,
            forms.CorrectOwnFactForm(
                sent(request), request.FILES or None, kind=self.model, incubator=fact.incubator,
                initial=known,
            ),
            title=_("Correct: %s") % fact,
            label=_("Save"),
            intro=_("A new fact replaces this one; both stay on file."),
            run=lambda data: lifecycle.file_own_fact(
                self.model, incubator=fact.incubator, by=request.user, at=now(), replaces=fact,
                **data,
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
            forms.OwnDocumentForm(sent(request), request.FILES or None),
            title=_("Document behind: %s") % fact,
            label=_("Save"),
            run=lambda data: lifecycle.attach_own_document(
                fact=fact, by=request.user, at=now(), **data
            ),
            done=lambda one: _("%s now has its document.") % one,
            back=self.address_of(fact),
        )

    @action(description=gettext_lazy("Say its end"), icon="event_busy", permissions=["change"])
    def end(self, request: HttpRequest, object_id: str) -> HttpResponse:
        fact = self.get_object(request, object_id)
        return self.verb_page(
            request,
            forms.EndForm(sent(request)),
            title=_("Say its end: %s") % fact,
            label=_("Save"),
            intro=_("It counts up to the day before."),
            run=lambda data: lifecycle.end_own_fact(fact=fact, by=request.user, at=now(), **data),
            done=lambda one: _("%(fact)s ends on %(on)s.") % {"fact": one, "on": one.holds_until},
            back=self.address_of(fact),
        )

    @action(description=pgettext_lazy("fact", "Withdraw"), icon="block", permissions=["change"])
    def withdraw(self, request: HttpRequest, object_id: str) -> HttpResponse:
        fact = self.get_object(request, object_id)
        return self.verb_page(
            request,
            forms.WithdrawForm(sent(request)),
            title=_("Withdraw: %s") % fact,
            label=pgettext("fact", "Withdraw"),
            intro=_("It stays on file, with the reason, and counts no more. It cannot come back."),
            run=lambda data: lifecycle.withdraw_own_fact(
                fact=fact, by=request.user, at=now(), **data
            ),
            done=lambda one: _("%s counts no more.") % one,
            back=self.address_of(fact),
        )


for _kind_of_fact in OWN_FACTS:
    admin.site.register(
        _kind_of_fact,
        type(
            f"{_kind_of_fact.__name__}Admin",
            (OwnFactAdmin,),
            {"terms": EXPLAINED.get(_kind_of_fact, ())},
        ),
    )
