"""The admin's base classes: what somebody sees and may do follows from their access.

Django's own model permissions are not asked anywhere. Every way to a row (list, page,
search, choices of a field, autocomplete, filter, export, history) goes through
``get_queryset``, and a row outside it answers like one that does not exist.
"""

import logging
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.admin import ShowFacets, SimpleListFilter
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import IS_POPUP_VAR
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, models
from django.db.models import Model, QuerySet
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from unfold.admin import ModelAdmin, TabularInline
from unfold.contrib.filters.admin import DropdownFilter, RelatedDropdownFilter

from incubator.accounts.access import Access, access_from
from incubator.accounts.admin_stale import ReadsMarks, WritesMarks, is_key
from incubator.accounts.lists import columns
from incubator.accounts.lists.bulk import BulkVerb, run_for_many
from incubator.accounts.lists.changelist import BoundedPaginator, ScopedChangeList
from incubator.accounts.lists.searching import help_for, searched
from incubator.accounts.lists.seen import seen_file
from incubator.accounts.lists.tools import tools_of
from incubator.accounts.permissions import Permission
from incubator.core.admin_fields import Day, grouped_columns
from incubator.core.changes import changes
from incubator.core.db import is_refusal
from incubator.core.forms import all_seen, of_our_time, violations_as_form_errors

NEVER: Permission | None = None
logger = logging.getLogger(__name__)


class Scoped:
    """Sees what the access behind the request reaches, and does what it allows.

    ``changing`` is None where rows are changed by verbs only, or not at all.
    """

    reading: Permission
    adding: Permission | None = NEVER
    changing: Permission | None = NEVER
    formfield_overrides = {
        models.DateField: {"form_class": Day, "widget": Day.widget},
        models.DateTimeField: {"validators": [of_our_time]},
        models.CharField: {"validators": [all_seen]},
    }

    def visible(self, rows: QuerySet, access: Access) -> QuerySet:
        """The part of ``rows`` that ``access`` reaches; a model without ``visible_to`` fails."""
        return rows.visible_to(access)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return self.visible(super().get_queryset(request), access_from(request))

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return access_from(request).may(self.reading)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return _may(request, self.adding)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return _may(request, self.changing)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody: facts end, they are not deleted."""
        return False

    def has_decide_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Deciding is a right of its own: ``permissions=["change", "decide"]`` on a verb."""
        return access_from(request).may(Permission.DECISIONS_WRITE)

    def get_field_queryset(self, db, db_field, request: HttpRequest) -> QuerySet:
        """What a foreign key may be set to: rows of its own admin, in the same scope."""
        return rows_of(self.admin_site, db_field.remote_field.model, request)


class ScopedTabularInline(Scoped, ReadsMarks, TabularInline):
    """Rows of a table inside the page of the row that they belong to."""

    extra = 0
    template = "scoped_admin/inline.html"


class ScopedModelAdmin(Scoped, WritesMarks, ModelAdmin):
    """A model's pages, in the scope of the reader."""

    actions = None  # nothing is done to many rows at one stroke but by ``bulk``
    bulk: tuple[BulkVerb, ...] = ()
    terms: tuple[str, ...] = ()  # words of ``core.glossary`` that its list and pages explain
    comes_from: str | Promise = ""  # how its rows come to be, where nobody adds one to the list
    more_columns: tuple[str, ...] = ()  # to choose from; read with the row
    show_full_result_count = False
    show_facets = ShowFacets.ALLOW  # a count per choice scans the table: only where it is asked
    paginator = BoundedPaginator
    list_before_template = "scoped_admin/list_tools.html"
    change_form_before_template = "scoped_admin/form_top.html"
    list_per_page = 50
    list_filter_submit = True
    compressed_fields = True
    warn_unsaved_form = True
    object_history_template = "scoped_admin/history.html"

    def __init__(self, model: type[Model], admin_site) -> None:
        super().__init__(model, admin_site)
        self.search_help_text = self.search_help_text or help_for(model, self.search_fields)

    def as_choices(self, request: HttpRequest) -> QuerySet:
        """The same rows as choices elsewhere: pages whose list counts leave the counting out."""
        return self.get_queryset(request)

    def get_changelist(self, request: HttpRequest, **kwargs) -> type[ScopedChangeList]:
        return ScopedChangeList

    def get_search_results(self, request: HttpRequest, queryset, text: str) -> tuple:
        fields = self.get_search_fields(request)
        return searched(queryset, fields, text, access_from(request)), False

    def own_columns(self, request: HttpRequest) -> list[str] | tuple[str, ...]:
        """The columns of the list where nobody chooses others."""
        return super().get_list_display(request)

    def get_list_display(self, request: HttpRequest) -> list:
        """Those that the address asks for, of those that are offered; decimals as people read."""
        names = columns.of_page(self, request, self.own_columns(request))
        shown = zip(names, grouped_columns(self.model, names), strict=True)
        return [name if hasattr(self, name) else column for name, column in shown]

    def get_actions(self, request: HttpRequest) -> dict:
        """The verbs for many rows, for whoever may change one."""
        if not self.bulk or not self.has_change_permission(request):
            return {}
        return {verb.name: (partial(_of_many, verb), verb.name, verb.label) for verb in self.bulk}

    def response_action(self, request: HttpRequest, queryset: QuerySet):
        """Rows by their keys; what is no key of this table is no row of it."""
        keys, known = request.POST.getlist(ACTION_CHECKBOX_NAME), self.model._meta.pk
        request.POST = request.POST.copy()
        request.POST.setlist(ACTION_CHECKBOX_NAME, [key for key in keys if is_key(known, key)])
        return super().response_action(request, queryset)

    def changelist_view(self, request: HttpRequest, extra_context: dict | None = None):
        """The list with what it offers beside its rows; ticked columns become its address."""
        if (address := columns.joined(request.GET)) is not None:
            return redirect(f"{request.path}?{address.urlencode()}")
        shown = {"tools": partial(tools_of, self, request), "terms": self.terms}
        return super().changelist_view(request, shown | (extra_context or {}))

    def seen(self, request: HttpRequest) -> HttpResponseBase:
        """The list as a file: the filters, columns and order that the address asks for."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        return seen_file(self, request)

    def get_urls(self) -> list:
        view, name = self.admin_site.admin_view(self.seen), self.name_of("seen").partition(":")[2]
        return [path("seen/", view, name=name), *super().get_urls()]

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None):
        """The row, or 404: a foreign one and a missing one answer alike."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        found = super().get_object(request, object_id, from_field)
        if found is None:
            raise Http404
        return found

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Only what a filter of this list declares: an address cannot ask anything else."""
        declared = [_name_of(item) for item in self.get_list_filter(request)]
        asked = any(lookup == name or lookup.startswith(f"{name}__") for name in declared)
        return asked and super().lookup_allowed(lookup, value, request)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict | None = None,
    ) -> HttpResponse:
        """What the database refuses that no form foresaw is told, and nothing is written."""
        own = {"show_history": hasattr(self.model, "history"), "terms": self.terms}
        shown = own | (extra_context or {})
        try:
            return super().changeform_view(request, object_id, form_url, shown)
        except DatabaseError as error:
            if request.method != "POST" or not is_refusal(error):
                raise
            logger.exception("refused by the database: %s", self.opts.label)
            said = _("Nothing was saved: as things stand, this row cannot be changed like that.")
            messages.error(request, said)
            return redirect(request.get_full_path())

    def save_model(self, request: HttpRequest, obj: Model, form: Form, change: bool) -> None:
        """Only what was changed: a row that its state closes is not written again as it is."""
        if form.changed_data or not change:
            super().save_model(request, obj, form, change)

    def response_change(self, request: HttpRequest, obj: Model) -> HttpResponse:
        """Where nothing was changed, nobody is told that something was."""
        if request.changed or IS_POPUP_VAR in request.POST:  # type: ignore[attr-defined]
            return super().response_change(request, obj)
        messages.info(request, _("Nothing was changed."))
        if "_continue" in request.POST:
            return redirect(request.get_full_path())
        return self.response_post_save_change(request, obj)

    def history_of(self, request: HttpRequest, obj: Model) -> Iterable[QuerySet]:
        """The history tables whose rows tell this row's story (none: it has no history)."""
        return [obj.history.all()] if hasattr(obj, "history") else []

    def remembered(self, request: HttpRequest, key: str) -> Model:
        """The row whose history is asked for; 404 where it is not theirs."""
        return self.get_object(request, key)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict | None = None
    ) -> HttpResponse:
        """What the database recorded, instead of what the admin remembers of itself."""
        obj = self.remembered(request, unquote(object_id))
        return self.page(
            request,
            self.object_history_template,
            title=_("History: %s") % obj,
            object=obj,
            changes=changes(self.history_of(request, obj)),
            back=self.address_of(obj),
        )

    # The history is written by the database; the admin's own journal would be a second
    # one, without scope and without the changes made elsewhere.
    def log_addition(self, request: HttpRequest, obj: Model, message: object) -> None:
        """Nothing."""

    def log_change(self, request: HttpRequest, obj: Model, message: object) -> None:
        """Nothing; only whether there is anything to tell."""
        request.changed = bool(message)  # type: ignore[attr-defined]

    def page(self, request: HttpRequest, template: str, **context: object) -> TemplateResponse:
        """A page of our own inside the admin's frame."""
        request.current_app = self.admin_site.name
        return TemplateResponse(
            request,
            template,
            {**self.admin_site.each_context(request), "opts": self.opts, **context},
        )

    def render_change_form(self, request: HttpRequest, context: dict, *args, **kwargs):
        """Where nothing can be typed, nothing can be saved."""
        inlines = context["inline_admin_formsets"]
        if not context["adminform"].form.fields and not any(
            one.has_add_permission or one.has_change_permission for one in inlines
        ):
            context |= {
                "show_save": False,
                "show_save_and_continue": False,
                "show_save_and_add_another": False,
            }
        return super().render_change_form(request, context, *args, **kwargs)

    def verb_page(
        self,
        request: HttpRequest,
        form: Form,
        *,
        title: str,
        run: Callable[[dict], Any],
        done: Callable[[Any], str],
        back: str,
        then: Callable[[Any], str] | None = None,
        intro: str = "",
        label: str = "",
        below: tuple[str, dict] | None = None,
    ) -> HttpResponse:
        """A form whose one purpose is one verb: ``run`` it once, say ``done``, go on.

        What the rules refuse is said on the form, and nothing has happened. ``below`` is a
        template and its context, shown under the intro: what the verb would do.
        """
        if request.method == "POST" and form.is_valid():
            with violations_as_form_errors(form):
                result = run(form.cleaned_data)
            if form.is_valid():
                messages.success(request, done(result))
                return redirect(then(result) if then else back)
        for name in list(form.errors)[:1]:
            if name in form.fields:
                form.fields[name].widget.attrs["autofocus"] = True
        return self.page(
            request,
            "scoped_admin/verb.html",
            title=title,
            form=form,
            intro=intro,
            label=label or title,
            back=back,
            **{"below": below[0], **below[1]} if below else {},
        )

    def require(self, request: HttpRequest, permission: Permission) -> None:
        """Refuse (403) whoever does not hold ``permission``."""
        if not access_from(request).may(permission):
            raise PermissionDenied

    def address_of(self, obj: Model) -> str:
        """Where the page of a row is."""
        return reverse(self.name_of("change"), args=[obj.pk])

    def history_address(self, pk: object) -> str:
        """Where the history of a row is."""
        return reverse(self.name_of("history"), args=[pk])

    def list_address(self) -> str:
        """Where the list is."""
        return reverse(self.name_of("changelist"))

    def name_of(self, page: str) -> str:
        """The URL name of one of this model's pages."""
        return f"{self.admin_site.name}:{self.opts.app_label}_{self.opts.model_name}_{page}"


class ChosenFilter(DropdownFilter):
    """A filter whose every choice is a name with the rows that it stands for.

    ``CHOICES``: by the word in the address, a label and a function of the queryset. A word
    that is none of them finds nothing.
    """

    CHOICES: dict[str, tuple[Any, Callable[[Any], QuerySet]]]

    def lookups(self, request: HttpRequest, model_admin) -> list[tuple]:
        return [(code, label) for code, (label, _rows) in self.CHOICES.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if not self.value():
            return queryset
        chosen = self.CHOICES.get(self.value())
        return chosen[1](queryset) if chosen else queryset.none()


class ScopedRelatedFilter(RelatedDropdownFilter):
    """A filter by a foreign key that offers only rows that the reader may see."""

    def has_output(self) -> bool:
        """Also where there is one choice only and it was asked for (Django would ignore it)."""
        return super().has_output() or bool(self.value())

    def field_choices(self, field, request: HttpRequest, model_admin: ModelAdmin) -> list[tuple]:
        rows = rows_of(model_admin.admin_site, field.remote_field.model, request)
        return [(row.pk, str(row)) for row in rows.order_by("pk")]


def rows_of(admin_site, model: type[Model], request: HttpRequest) -> QuerySet:
    """A model's rows as its own admin shows them; none where it has no admin."""
    if not admin_site.is_registered(model):
        return model._default_manager.none()
    return admin_site.get_model_admin(model).as_choices(request)


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form was sent, None while it is only shown."""
    return request.POST if request.method == "POST" else None


def _of_many(verb: BulkVerb, pages, request: HttpRequest, rows: QuerySet) -> HttpResponse:
    return run_for_many(pages, request, rows, verb)


def _may(request: HttpRequest, permission: Permission | None) -> bool:
    return permission is not None and access_from(request).may(permission)


def _name_of(list_filter: Any) -> str:
    """The field or parameter that an entry of ``list_filter`` is about."""
    if isinstance(list_filter, type) and issubclass(list_filter, SimpleListFilter):
        return list_filter.parameter_name
    return list_filter[0] if isinstance(list_filter, (list, tuple)) else list_filter
