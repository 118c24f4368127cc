"""Companies on file twice: pairs that may be one, the merge with its preview, and its undoing."""

from django import forms
from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy
from unfold.decorators import action, display

from companies import lifecycle as companies
from companies.models import Company, CompanyMerge, DueReturn, PossibleDuplicate
from incubator.accounts.access import access_from
from incubator.accounts.admin_base import ChosenFilter, ScopedModelAdmin, sent
from incubator.accounts.permissions import Permission
from incubator.core.admin_fields import badge, link
from incubator.core.dates import now
from incubator.core.shown import day
from incubator.workflows.admin.company.parts import address
from incubator.workflows.admin.merge_form import MergeForm, ReasonForm, short
from incubator.workflows.admin.shown import page_of, rendered
from incubator.workflows.merging.clashes import Refusal
from incubator.workflows.merging.lifecycle import merge, undo
from incubator.workflows.merging.plan import Moving, Plan, plan
from incubator.workflows.merging.undoing import Undoing, last_day, obstacles
from incubator.workflows.merging.values import COLUMNS, differences, said, taken
from incubator.workflows.merging.ways import Pair, going

OF_CODES = ("code_in_error", "error_because")
FOUND = 20  # companies that a search offers
TOLD_BELOW = {"merge_two_codes", "merge_reported_twice"}  # their fields say it all


class OpenFilter(ChosenFilter):
    """Pairs by what became of them."""

    title = gettext_lazy("standing")
    parameter_name = "standing"
    CHOICES = {
        "open": (gettext_lazy("to be looked into"), lambda rows: rows.open()),
        "two": (
            gettext_lazy("told to be two"), lambda rows: rows.filter(dismissed_at__isnull=False)
        ),
    }  # fmt: skip


@admin.register(PossibleDuplicate)
class PossibleDuplicateAdmin(ScopedModelAdmin):
    """疑似重复."""

    comes_from = gettext_lazy("Looked for every night; “Look now” does it at once.")
    reading = Permission.COMPANIES_READ
    changing = Permission.COMPANIES_WRITE
    list_display = ("pair", "grounds_said", "standing", "found_at")
    list_display_links = ("pair",)
    list_filter = (OpenFilter,)
    list_select_related = ("first", "second")
    search_fields = ("first__name", "second__name")
    ordering = ("-pk",)
    fields = readonly_fields = (
        "compared", "grounds_said", "standing", "found_at", "dismissed_at", "dismissed_by",
        "dismissal",
    )  # fmt: skip
    actions_list = ("look",)
    actions_detail = ("compare", "dismiss")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("first", "second")

    def get_fields(self, request: HttpRequest, obj: PossibleDuplicate | None = None) -> tuple:
        return self.fields if obj and obj.dismissed_at else self.fields[:4]

    @display(description=gettext_lazy("companies"))
    def pair(self, pair: PossibleDuplicate) -> str:
        return f"{pair.first} · {pair.second}"

    @display(description=gettext_lazy("grounds"))
    def grounds_said(self, pair: PossibleDuplicate) -> str:
        return pair.grounds_said

    @display(description=gettext_lazy("side by side"))
    def compared(self, pair: PossibleDuplicate) -> str:
        return rendered("compared.html", **compared(pair.first, pair.second))

    @display(description=gettext_lazy("standing"))
    def standing(self, pair: PossibleDuplicate) -> str:
        if pair.dismissed_at:
            return badge("default", _("Told to be two"))
        if pair.first.merged_into_id or pair.second.merged_into_id:
            return badge("success", _("Merged"))
        return badge("warning", _("To be looked into"))

    def get_actions_detail(self, request: HttpRequest, object_id: str) -> list:
        """What is settled is not asked again."""
        pair = self.get_object(request, object_id)
        is_open = not (pair.dismissed_at or pair.first.merged_into_id or pair.second.merged_into_id)
        return super().get_actions_detail(request, object_id) if is_open else []

    @action(description=gettext_lazy("Look now"), icon="search", permissions=["change"])
    def look(self, request: HttpRequest) -> HttpResponse:
        return self.verb_page(
            request,
            forms.Form(sent(request)),
            title=_("Look for possible duplicates"),
            label=_("Look now"),
            intro=_(
                "Compares names, former names, codes, legal representatives and addresses of all "
                "companies. It is also done every night."
            ),
            run=lambda _data: companies.look_for_duplicates(at=now(), by=request.user),
            done=lambda _count: _("The list is up to date."),
            back=f"{self.list_address()}?standing=open",
        )

    @action(description=gettext_lazy("Merge"), icon="merge", permissions=["decide"])
    def compare(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Goes to the preview; there the other one can be chosen to stay."""
        pair = self.get_object(request, object_id)
        asked = {"kept": pair.first_id, "merged": pair.second_id}
        return redirect(f"{address(CompanyMerge, 'add')}?{urlencode(asked)}")

    @action(description=gettext_lazy("These are two"), icon="call_split", permissions=["change"])
    def dismiss(self, request: HttpRequest, object_id: str) -> HttpResponse:
        pair = self.get_object(request, object_id)
        return self.verb_page(
            request,
            ReasonForm(sent(request)),
            title=_("These are two: %s") % pair,
            label=_("These are two"),
            intro=_("The pair is not shown again; who said so and why stays on file."),
            run=lambda data: companies.dismiss_duplicate(
                pair=pair, reason=data["reason"], by=request.user, at=now()
            ),
            done=lambda _pair: _("Noted: they are two companies."),
            back=f"{self.list_address()}?standing=open",
        )


@admin.register(CompanyMerge)
class CompanyMergeAdmin(ScopedModelAdmin):
    """企业合并."""

    reading = Permission.COMPANIES_READ
    adding = changing = Permission.DECISIONS_WRITE
    list_display = ("merge", "merged_at", "by", "standing")
    list_display_links = ("merge",)
    list_select_related = ("kept", "merged", "merged_by")
    search_fields = ("kept__name", "merged__name")
    ordering = ("-pk",)
    fields = readonly_fields = (
        "kept_page", "merged", "reason", "code_in_error", "error_because", "merged_at", "by",
        "standing", "what_moved", "undone_at", "undone_by", "undone_because",
    )  # fmt: skip
    actions_detail = ("undo",)

    @display(description=gettext_lazy("merge of companies"))
    def merge(self, row: CompanyMerge) -> str:
        return str(row)

    @display(description=pgettext_lazy("companies", "merged by"), ordering="merged_by")
    def by(self, row: CompanyMerge) -> str:
        return str(row.merged_by or "—")

    @display(description=gettext_lazy("company that stays"))
    def kept_page(self, row: CompanyMerge) -> str:
        return page_of(row.kept)

    @display(description=gettext_lazy("standing"))
    def standing(self, row: CompanyMerge) -> str:
        if row.undone_at:
            return badge("default", _("Undone"))
        until = last_day(row)
        if now() > until:
            return badge("success", _("In force"))
        return badge("info", _("In force, can be undone until %s") % day(until))

    @display(description=gettext_lazy("what was moved"))
    def what_moved(self, row: CompanyMerge) -> str:
        told = _("%(kind)s: %(row)s")
        lines = [
            (told % {"kind": capfirst(str(model._meta.verbose_name_plural)), "row": count},)
            for model, count in moved_counts(row)
        ]
        return format_html_join("", "<p>{}</p>", lines) or "—"

    def get_fields(self, request: HttpRequest, obj: CompanyMerge | None = None) -> tuple:
        """What was said of a code, and of undoing it, where it was."""
        said = obj and obj.code_in_error
        shown = [one for one in self.fields if said or one not in OF_CODES]
        return tuple(shown) if obj and obj.undone_at else tuple(shown[:-3])

    def get_actions_detail(self, request: HttpRequest, object_id: str) -> list:
        """While there is time."""
        row = self.get_object(request, object_id)
        offered = super().get_actions_detail(request, object_id)
        return [] if row.undone_at or now() > last_day(row) else offered

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context=None):
        """``?kept=`` and ``?merged=``: the preview; without the second the search for it."""
        self.require(request, Permission.DECISIONS_WRITE)
        kept = self._company(request, "kept")
        if kept is None or "merged" not in request.GET:
            return self._search(request, kept)
        merged = self._company(request, "merged")
        if merged is None or merged == kept:
            return self._search(request, kept)
        return self._preview(request, kept, merged)

    def _company(self, request: HttpRequest, name: str) -> Company | None:
        """A company of the reader's; 404 for what is none."""
        if not (asked := request.GET.get(name)):
            return None
        try:
            return self._seen(request).get(pk=int(asked))
        except (ValueError, OverflowError, Company.DoesNotExist):
            raise Http404 from None

    def _seen(self, request: HttpRequest) -> QuerySet:
        return Company.objects.visible_to(access_from(request))

    def _search(self, request: HttpRequest, kept: Company | None) -> HttpResponse:
        words = request.GET.get("q", "")[:60]
        rows = self._seen(request).matching(words).exclude(pk=kept.pk if kept else None)
        found = list(rows.order_by("name_pinyin", "pk")[:FOUND]) if words.strip() else []
        role = "merged" if kept else "kept"
        return self.page(
            request,
            "workflows/admin/merge_search.html",
            title=_("Merge %s with …") % kept if kept else _("Merge two companies"),
            kept=kept,
            words=words,
            found=[
                (one, f"?{urlencode({**({'kept': kept.pk} if kept else {}), role: one.pk})}")
                for one in found
            ],
            back=address(Company, "page", kept.pk) if kept else self.list_address(),
        )

    def _preview(self, request: HttpRequest, kept: Company, merged: Company) -> HttpResponse:
        form = MergeForm(sent(request), kept=kept, merged=merged)
        planned = plan(form.pair(kept, merged), access=access_from(request))
        context = previewed(self, request, planned)
        blocking = [one for one in planned.refusals if one.code not in form.asked()]
        if blocking and request.method != "POST":
            return self.page(
                request, "workflows/admin/merge_refused.html", below="workflows/admin/merge.html",
                title=_("Merge %(merged)s into %(kept)s") % {"merged": merged, "kept": kept},
                back=address(Company, "page", kept.pk), **context,
            )  # fmt: skip
        return self.verb_page(
            request,
            form,
            title=_("Merge %(merged)s into %(kept)s") % {"merged": merged, "kept": kept},
            label=_("Merge"),
            intro=_(
                "Everything below is hung on the company that stays, in one step. Published years "
                "and what was told then stay as they are. It can be undone for 30 days."
            ),
            run=lambda data: merge(
                kept=kept, merged=merged, reason=data["reason"], **form.said(),
                by=request.user, at=now(), access=access_from(request),
            ),
            done=lambda row: _("%(merged)s is merged into %(kept)s.")
            % {"merged": row.merged.name, "kept": row.kept.name},
            then=lambda row: address(Company, "page", row.kept_id),
            back=address(Company, "page", kept.pk),
            below=("workflows/admin/merge.html", context),
        )  # fmt: skip

    @action(description=gettext_lazy("Undo"), icon="undo", permissions=["change"])
    def undo(self, request: HttpRequest, object_id: str) -> HttpResponse:
        row = self.get_object(request, object_id)
        against = obstacles(Undoing.of(row), at=now(), access=access_from(request))
        return self.verb_page(
            request,
            ReasonForm(sent(request)),
            title=_("Undo: %s") % row,
            label=_("Undo the merge"),
            intro=_(
                "Every row goes back to where it was; what was recorded of a stay since goes with "
                "the stay."
            ),
            run=lambda data: undo(
                merge=row, reason=data["reason"], by=request.user, at=now(),
                access=access_from(request),
            ),
            done=lambda _row: _("The two are apart again."),
            back=self.address_of(row),
            below=("workflows/admin/refusals.html", {"refusals": shown_refusals(self, against)}),
        )  # fmt: skip


def moved_counts(row: CompanyMerge) -> list[tuple[type[Model], int]]:
    """How many rows of each kind changed hands, in the order of the preview."""
    undoing = Undoing.of(row)
    counts = [(model, len(undoing.gone_over(model))) for _key, model, _way in going()]
    return [(model, count) for model, count in counts if count]


def compared(one: Company, other: Company) -> dict:
    """What both say of themselves, line by line; where they differ is marked."""
    labels = {name: Company._meta.get_field(name).verbose_name for name in COLUMNS}
    found = differences(one, other)
    differing = {difference.name for difference in found}
    lines = [
        (capfirst(str(labels[name])), said(one, name), said(other, name),
         name in differing)
        for name in COLUMNS
    ]  # fmt: skip
    lines += [
        (difference.label, short(difference.ours), short(difference.theirs), True)
        for difference in found if difference.name not in COLUMNS
    ]  # fmt: skip
    return {"heads": [page_of(one), page_of(other)], "lines": lines}


def previewed(pages: ScopedModelAdmin, request: HttpRequest, planned: Plan) -> dict:
    """Everything that the page shows above the form."""
    pair = planned.pair
    asked = [one for one in planned.refusals if one.code in TOLD_BELOW]
    codes = {getattr(row, "unified_code", None) for one in asked for row in one.rows}
    dues = {row.pk for one in asked for row in one.rows if isinstance(row, DueReturn)}
    swapped = {"kept": pair.merged.pk, "merged": pair.kept.pk}
    return {
        **compared(pair.kept, pair.merged),
        "swap": f"?{urlencode(swapped)}",
        "refusals": shown_refusals(
            pages, [one for one in planned.refusals if one.code not in TOLD_BELOW]
        ),
        "asked": shown_refusals(pages, asked),
        "moves": [_moved(pages, request, one, pair) for one in planned.moving if one.goes],
        "stays": [_stayed(one) for one in planned.moving if one.stays],
        "filled": [
            (capfirst(str(Company._meta.get_field(name).verbose_name)), said(pair.merged, name))
            for name in taken(pair) if name in COLUMNS
        ],
        "names": [one for one in planned.names if one not in codes],
        "superseded": [
            (page_of(due), page_of(holding)) for due, holding in planned.superseded
            if due.pk not in dues
        ],
    }  # fmt: skip


def _moved(pages, request: HttpRequest, one: Moving, pair: Pair) -> tuple[str, int, str]:
    label = capfirst(str(one.model._meta.verbose_name_plural))
    site, where = pages.admin_site, ""
    if site.is_registered(one.model):
        listed = site.get_model_admin(one.model)
        if listed.search_fields and listed.has_view_permission(request):
            asked = pair.merged.unified_code or pair.merged.name
            where = f"{listed.list_address()}?{urlencode({'q': asked})}"
    return label, len(one.goes), where


def _stayed(one: Moving) -> str:
    count = len(one.stays)
    said = ngettext("%(count)d of %(kind)s: %(why)s", "%(count)d of %(kind)s: %(why)s", count)
    return said % {"count": count, "kind": one.model._meta.verbose_name_plural, "why": one.why}


def shown_refusals(pages: ScopedModelAdmin, found: list[Refusal]) -> list[tuple[str, list[str]]]:
    """Sentences with links to the rows that they are about."""
    return [(one.sentence, [_linked(pages, row) for row in one.rows]) for one in found]


def _linked(pages: ScopedModelAdmin, row: Model) -> str:
    kind = capfirst(str(row._meta.verbose_name))
    if not pages.admin_site.is_registered(type(row)):
        return str(_("%(kind)s: %(row)s") % {"kind": kind, "row": row})
    where = pages.admin_site.get_model_admin(type(row)).address_of(row)
    named = _("%(row)s (no. %(number)d)") % {"row": row, "number": row.pk}
    return format_html(_("{kind}: {row}"), kind=kind, row=link(where, named))
