"""Saved views of lists in the admin: saved where the list is, shared, and taken away."""

from django import forms
from django.apps import apps
from django.contrib import admin
from django.contrib.admin.views.main import ALL_VAR, IS_FACETS_VAR, ORDER_VAR, SEARCH_VAR
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.urls import path
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.contrib.filters.admin import ChoicesDropdownFilter
from unfold.decorators import action, display

from incubator.accounts import lifecycle
from incubator.accounts.access import Access, access_from
from incubator.accounts.admin_base import ScopedModelAdmin, sent
from incubator.accounts.lists.changelist import OURS
from incubator.accounts.models import Audience, SavedView
from incubator.accounts.permissions import Permission
from incubator.core.admin_fields import Choice, Line, Row, link
from incubator.core.dates import now
from incubator.core.shown import listing
from incubator.institutions.models import Incubator

OF_LISTS = frozenset({SEARCH_VAR, ORDER_VAR, ALL_VAR, IS_FACETS_VAR})


class ViewForm(forms.Form):
    """A name, and who may use it."""

    name = Line(label=gettext_lazy("name"), max_length=60)
    audience = Choice(label=gettext_lazy("who may use it"), choices=())
    incubator = Row(label=gettext_lazy("incubator"), queryset=Incubator.objects.none(),
                    required=False)  # fmt: skip

    def __init__(self, *args, access: Access, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        places = Incubator.objects.visible_to(access).order_by("pk")
        self.one = places.get() if access.one_place else None
        self.fields["audience"].choices = [
            choice for choice in Audience.choices
            if choice[0] != Audience.ZONE or access.everywhere
        ]  # fmt: skip
        self.fields["incubator"].queryset = places
        if self.one:
            del self.fields["incubator"]

    def clean(self) -> dict:
        """The only incubator that somebody reaches need not be chosen."""
        data = super().clean()
        shared = data.get("audience") == Audience.INCUBATOR
        data["incubator"] = (self.one or data.get("incubator")) if shared else None
        return data


@admin.register(SavedView)
class SavedViewAdmin(ScopedModelAdmin):
    """列表视图. It is saved above its list, and opens that list."""

    reading = Permission.INCUBATORS_READ
    list_display = ("name", "opens", "audience", "incubator", "owner", "made_at")
    list_select_related = ("owner", "incubator")
    list_filter = (("audience", ChoicesDropdownFilter),)
    search_fields = ("name",)
    ordering = ("list", "name", "pk")
    fields = readonly_fields = (
        "name", "opens", "audience", "incubator", "owner", "made_at", "ended_at",
    )  # fmt: skip
    actions_detail = ("modify", "end")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        rows = super().get_queryset(request).in_force()
        return rows.select_related("owner", "incubator")

    def has_add_permission(self, request: HttpRequest, obj=None) -> bool:
        """Whoever sees lists saves how they want to see them; an auditor leaves no trace."""
        return self.has_view_permission(request) and access_from(request).writes

    def get_actions_detail(self, request: HttpRequest, object_id: str) -> list:
        """One's own alone can be changed."""
        view = self.get_object(request, object_id)
        if view.owner_id != request.user.pk:
            return []
        return super().get_actions_detail(request, object_id)

    def get_urls(self) -> list:
        name = self.name_of("of").partition(":")[2]
        return [path("of/", self.admin_site.admin_view(self.of), name=name), *super().get_urls()]

    @display(description=gettext_lazy("list"))
    def opens(self, view: SavedView) -> str:
        """The list as it was saved; without a filter that it has no more, and that is said."""
        pages = pages_of(view.list)
        if pages is None:
            return view.list
        asked, gone = _still_asked(pages, view)
        where = link(f"{pages.list_address()}?{asked.urlencode()}",
                     capfirst(str(pages.opts.verbose_name_plural)))  # fmt: skip
        if not gone:
            return where
        said = _("without %s: the list has that filter no more. Save it anew, or take it away.")
        return format_html("{} {}", where, said % listing(sorted(gone)))

    def of(self, request: HttpRequest) -> HttpResponse:
        """The views of one list, each as a link; what the list shows already stays asked."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        pages = pages_of(request.GET.get("list", ""))
        if pages is None or not pages.has_view_permission(request):
            raise Http404
        present = QueryDict(request.GET.get("query", ""))
        rows = self.get_queryset(request).filter(list=pages.opts.label_lower)
        return self.page(
            request,
            "scoped_admin/views.html",
            views=[
                (view, "" if _still_asked(pages, view)[1] else _merged(pages, view, present))
                for view in rows.order_by("name", "pk")
            ],
            own=request.user.pk,
            pages=self,
        )

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context=None):
        """Keeps the list that one comes from."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        pages, access = pages_of(request.GET.get("list", "")), access_from(request)
        if pages is None or not pages.has_view_permission(request):
            raise Http404
        query = request.GET.get("query", "")
        return self.verb_page(
            request,
            ViewForm(sent(request), access=access),
            title=_("Save the list “%s” as it is")
            % capfirst(str(pages.opts.verbose_name_plural)),
            label=_("Save"),
            intro=_("Kept are the filters, the search, the columns and the order. "
                    "Whoever uses it sees the rows that they may see."),
            run=lambda data: lifecycle.save_view(
                list_of=pages.opts.label_lower, query=query, by=request.user, access=access,
                at=now(), **data,
            ),
            done=lambda view: _("“%s” is saved.") % view,
            back=f"{pages.list_address()}?{QueryDict(query).urlencode()}",
        )  # fmt: skip

    @action(description=gettext_lazy("Rename or share"), icon="group", permissions=["view"])
    def modify(self, request: HttpRequest, object_id: str) -> HttpResponse:
        view, access = self.get_object(request, object_id), access_from(request)
        known = {"name": view.name, "audience": view.audience, "incubator": view.incubator}
        return self.verb_page(
            request,
            ViewForm(sent(request), access=access, initial=known),
            title=_("Rename or share: %s") % view,
            label=_("Save"),
            run=lambda data: lifecycle.change_view(
                view=view, by=request.user, access=access, **data
            ),
            done=lambda one: _("“%s” is saved.") % one,
            back=self.address_of(view),
        )

    @action(description=gettext_lazy("Take away"), icon="delete", permissions=["view"])
    def end(self, request: HttpRequest, object_id: str) -> HttpResponse:
        view = self.get_object(request, object_id)
        return self.verb_page(
            request,
            forms.Form(sent(request)),
            title=_("Take away the view: %s") % view,
            label=_("Take away"),
            intro=_("Nobody can use it any more; no row of the list is touched."),
            run=lambda _data: lifecycle.end_view(view=view, by=request.user, at=now()),
            done=lambda one: _("“%s” is taken away.") % one,
            then=lambda _one: self.list_address(),
            back=self.address_of(view),
        )


def pages_of(label: str) -> ScopedModelAdmin | None:
    """The admin of the model that a view's list is of; None where there is none."""
    try:
        model = apps.get_model(label)
    except (LookupError, ValueError):
        return None
    return admin.site.get_model_admin(model) if admin.site.is_registered(model) else None


def _still_asked(pages, view: SavedView) -> tuple[QueryDict, set[str]]:
    """What its list still understands, and the filters that it has no more: an address with
    them would be refused.
    """
    asked = QueryDict(view.query, mutable=True)
    gone = {
        name
        for name in asked.keys() - OURS - OF_LISTS
        if not pages.lookup_allowed(name, asked[name], None)
    }
    for name in gone:
        del asked[name]
    return asked, gone


def _merged(pages, view: SavedView, present: QueryDict) -> str:
    """The view's address: what it says goes first, what it leaves open stays as it is asked."""
    asked = QueryDict(view.query, mutable=True)
    for name, values in present.lists():
        if name not in asked:
            asked.setlist(name, values)
    return f"{pages.list_address()}?{asked.urlencode()}"
