"""Incubation agreements in the admin, and the values and text that each incubator has for them."""

import io

from django.contrib import admin
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.decorators import action, display

from companies import lifecycle as companies
from companies.documents.agreement import FIELDS, document_of, standard_text
from companies.models import Admission, AgreementTemplate, IncubationAgreement
from companies.models.agreements import Terms
from companies.rules.terms import TERMS, defaults, source_of
from incubator.accounts.access import access_from
from incubator.accounts.admin_base import ChosenFilter, ScopedModelAdmin, ScopedRelatedFilter, sent
from incubator.accounts.permissions import Permission
from incubator.core.admin_fields import badge, link
from incubator.core.dates import now
from incubator.core.files import DOCX, as_attachment
from incubator.workflows.admin import forms
from incubator.workflows.admin.shown import page_of, papers_of, rendered, said_of


def terms_of(agreed: Terms) -> str:
    """Each value with where it comes from; what the operator set itself says so."""
    values = [(term, getattr(agreed, term.name)) for term in TERMS]
    rows = [
        (term, value, said_of(term) if source_of(term.name, value) else "")
        for term, value in values
    ]
    return rendered("terms.html", rows=rows)


def _admission_of(agreement: IncubationAgreement) -> Admission | None:
    return Admission.objects.filter(application=agreement.application_id).first()


def as_word(content: bytes, name: str) -> FileResponse:
    """A Word document to save."""
    response = FileResponse(
        io.BytesIO(content), as_attachment=True, filename=name, content_type=DOCX.content_type
    )
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


class SignedFilter(ChosenFilter):
    """Agreements that are signed, drafted, or void."""

    title = gettext_lazy("standing")
    parameter_name = "standing"
    CHOICES = {
        "signed": (gettext_lazy("Signed"), lambda rows: rows.signed()),
        "draft": (gettext_lazy("Draft"), lambda rows: rows.live().filter(signed_on=None)),
        "void": (gettext_lazy("Void"), lambda rows: rows.filter(void_on__isnull=False)),
    }


@admin.register(IncubationAgreement)
class IncubationAgreementAdmin(ScopedModelAdmin):
    """孵化协议. Drafted on the page of an admission or of a stay."""

    comes_from = gettext_lazy("They are drafted on the page of an admission or of a stay.")
    terms = ("agreement", "incubatee")
    reading = Permission.RESIDENCES_READ
    changing = Permission.RESIDENCES_WRITE
    list_display = ("number", "party", "incubator", "standing", "begins_on", "ends_on")
    list_select_related = ("incubator",)
    list_filter = (SignedFilter, ("incubator", ScopedRelatedFilter))
    search_fields = ("number", "party", "party_code", "residence__company__name")
    ordering = ("-drafted_at", "-pk")
    fields = readonly_fields = (
        "number", "standing", "party", "party_code", "party_head", "incubator",
        "application_page", "admission_page", "residence_page", "begins_on", "ends_on", "agreed",
        "signed_file", "drafted_at", "drafted_by", "void_reason",
    )  # fmt: skip
    actions_detail = ("document", "sign", "void")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related(
            "incubator", "application", "residence__company", "residence__incubator", "template",
            "scan", "drafted_by",
        )  # fmt: skip

    def get_actions_detail(self, request: HttpRequest, object_id: str) -> list:
        agreement = self.get_object(request, object_id)
        hidden = {"sign"} if agreement.signed_on else set()
        if agreement.void_on:
            hidden = {"sign", "void"}
        return [
            one
            for one in super().get_actions_detail(request, object_id)
            if getattr(one, "action_name", "").rpartition("_")[2] not in hidden
        ]

    @display(description=gettext_lazy("standing"))
    def standing(self, agreement: IncubationAgreement) -> str:
        if agreement.void_on:
            return badge("default", _("Void"))
        return badge("success", _("Signed")) if agreement.signed_on else badge("info", _("Draft"))

    @display(description=gettext_lazy("application"))
    def application_page(self, agreement: IncubationAgreement) -> str:
        return page_of(agreement.application)

    @display(description=gettext_lazy("admission"))
    def admission_page(self, agreement: IncubationAgreement) -> str:
        return page_of(_admission_of(agreement))

    @display(description=gettext_lazy("residence"))
    def residence_page(self, agreement: IncubationAgreement) -> str:
        return page_of(agreement.residence)

    @display(description=gettext_lazy("agreed on"))
    def agreed(self, agreement: IncubationAgreement) -> str:
        return terms_of(agreement)

    @display(description=gettext_lazy("signed document"))
    def signed_file(self, agreement: IncubationAgreement) -> str:
        return papers_of([agreement.scan]) if agreement.scan else "—"

    @action(description=gettext_lazy("Word document"), icon="description", permissions=["view"])
    def document(self, request: HttpRequest, object_id: str) -> HttpResponse:
        agreement = self.get_object(request, object_id)
        return as_word(document_of(agreement), f"{agreement.number}.docx")

    @action(
        description=gettext_lazy("File the signed scan"),
        icon="draw",
        permissions=["change", "decide"],
    )
    def sign(self, request: HttpRequest, object_id: str) -> HttpResponse:
        agreement = self.get_object(request, object_id)
        return self.verb_page(
            request,
            forms.SignedForm(sent(request), request.FILES or None),
            title=_("File the signed agreement %s") % agreement,
            label=_("Save"),
            run=lambda data: companies.file_signed_agreement(
                agreement=agreement, by=request.user, at=now(), **data
            ),
            done=lambda signed: _("Agreement %s is signed.") % signed,
            then=self._after_signing,
            back=self.address_of(agreement),
        )

    def _after_signing(self, agreement: IncubationAgreement) -> str:
        """Where the work goes on: the checklist, while somebody is moving in."""
        admission = _admission_of(agreement)
        if admission is None or admission.done_at or admission.given_up_at:
            return self.address_of(agreement)
        return self.admin_site.get_model_admin(Admission).address_of(admission)

    @action(description=gettext_lazy("Make void"), icon="block", permissions=["change", "decide"])
    def void(self, request: HttpRequest, object_id: str) -> HttpResponse:
        agreement = self.get_object(request, object_id)
        return self.verb_page(
            request,
            forms.VoidForm(sent(request)),
            title=_("Make agreement %s void") % agreement,
            label=_("Save"),
            intro=_("It stays on file, and another can be drafted."),
            run=lambda data: companies.void_agreement(agreement=agreement, by=request.user, **data),
            done=lambda void: _("Agreement %s is void.") % void,
            back=self.address_of(agreement),
        )


@admin.register(AgreementTemplate)
class AgreementTemplateAdmin(ScopedModelAdmin):
    """孵化协议模板: a new version replaces the last one."""

    reading = Permission.RESIDENCES_READ
    adding = Permission.DECISIONS_WRITE
    list_display = ("incubator", "version", "text_said", "made_at", "standing")
    list_select_related = ("incubator",)
    list_filter = (("incubator", ScopedRelatedFilter),)
    ordering = ("incubator", "-version")
    fields = readonly_fields = (
        "incubator", "version", "standing", "agreed", "own_text", "known_fields", "made_at",
        "made_by",
    )  # fmt: skip
    actions_list = ("standard",)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("incubator", "made_by")

    @display(description=gettext_lazy("standing"))
    def standing(self, template: AgreementTemplate) -> str:
        if template.superseded_at:
            return badge("default", _("Superseded"))
        return badge("success", _("In force"))

    @display(description=gettext_lazy("text"))
    def text_said(self, template: AgreementTemplate) -> str:
        return template.text_name or _("standard")

    @display(description=gettext_lazy("text"))
    def own_text(self, template: AgreementTemplate) -> str:
        address = reverse(self.name_of("text"), args=[template.pk])
        return link(address, template.text_name or _("standard"))

    @display(description=gettext_lazy("agreed on"))
    def agreed(self, template: AgreementTemplate) -> str:
        return terms_of(template)

    @display(description=gettext_lazy("fields that a text may use"))
    def known_fields(self, template: AgreementTemplate) -> str:
        lines = [(f"{{{{ {name} }}}}", said) for name, said in FIELDS.items()]
        return format_html_join("", "<p><code>{}</code> {}</p>", lines)

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context=None):
        self.require(request, Permission.DECISIONS_WRITE)
        access = access_from(request)
        places = AgreementTemplate.objects.visible_to(access).filter(superseded_at=None)
        last = places.first() if not access.everywhere and places.count() == 1 else None
        form = forms.TemplateForm(
            sent(request), request.FILES or None, access=access,
            values=last.values() if last else defaults(),
            initial={"incubator": next(iter(access.incubator_ids), None)},
        )  # fmt: skip
        return self.verb_page(
            request,
            form,
            title=_("Another version of the agreement"),
            label=_("Save"),
            intro=_(
                "For agreements that are drafted from now on. A Word document may use plain "
                "fields only; download the standard text to begin with."
            ),
            run=lambda data: companies.set_template(
                incubator=data["incubator"], values=form.values(), text=data["text"],
                keep_text=not data["standard"], by=request.user, at=now(),
            ),
            done=lambda made: _("Version %d is in force.") % made.version,
            then=self.address_of,
            back=self.list_address(),
        )  # fmt: skip

    @action(description=gettext_lazy("Standard text"), icon="download", permissions=["view"])
    def standard(self, request: HttpRequest) -> HttpResponse:
        """To look at, or to change in Word and upload."""
        return as_word(standard_text(), "agreement.docx")

    def get_urls(self) -> list:
        name = self.name_of("text").partition(":")[2]
        view = self.admin_site.admin_view(self.text)
        return [path("<path:object_id>/text/", view, name=name), *super().get_urls()]

    def text(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The text of a version: its own, or the standard one."""
        template = self.get_object(request, object_id)
        if not template.text:
            return as_word(standard_text(), "agreement.docx")
        return as_attachment(template.text, name=template.text_name, content_type=DOCX.content_type)
