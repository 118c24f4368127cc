"""Users, memberships and access tokens in the admin."""

import datetime

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.contrib.filters.admin import BooleanRadioFilter, ChoicesDropdownFilter
from unfold.decorators import action, display
from unfold.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm

from incubator.accounts import admin_rights, admin_views, lifecycle
from incubator.accounts.access import Access, access_from
from incubator.accounts.admin_base import (
    ScopedModelAdmin,
    ScopedRelatedFilter,
    ScopedTabularInline,
    rows_of,
    sent,
)
from incubator.accounts.admin_history import HistoryCheckAdmin  # noqa: F401 - registers itself
from incubator.accounts.models import AccessToken, Membership, User
from incubator.accounts.permissions import Permission
from incubator.core.admin_fields import Choices, Line, Number, Row
from incubator.core.forms import field_of, violations_as_form_errors
from incubator.core.shown import listing
from incubator.institutions.models import Incubator

__all__ = ["admin_views"]  # registers its pages


def whole_zone(rows: QuerySet, access: Access) -> QuerySet:
    """People are seen by the whole zone's officers only."""
    return rows if access.everywhere else rows.none()


class MembershipInline(ScopedTabularInline):
    """A user's roles, past and present; they begin and end on their own pages."""

    model = Membership
    reading = Permission.ACCOUNTS_READ
    fields = readonly_fields = ("role", "incubator", "begins_on", "ends_on")
    show_change_link = True
    ordering = ("-begins_on", "-id")
    hide_title = True

    def visible(self, rows: QuerySet, access: Access) -> QuerySet:
        return whole_zone(rows, access)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return super().get_queryset(request).select_related("user", "incubator")


@admin.register(User)
class UserAdmin(ScopedModelAdmin, DjangoUserAdmin):
    """使用者."""

    reading = Permission.ACCOUNTS_READ
    adding = changing = Permission.ACCOUNTS_WRITE
    form = UserChangeForm
    add_form = UserCreationForm
    change_password_form = AdminPasswordChangeForm
    list_display = ("username", "name", "email", "is_active", "is_staff", "last_login")
    list_filter = (("is_active", BooleanRadioFilter), ("is_staff", BooleanRadioFilter))
    search_fields = ("username", "name", "email")
    ordering = ("username",)
    filter_horizontal = ()
    fieldsets = (
        (None, {"fields": ("username", "password", "name", "email")}),
        (gettext_lazy("Access"), {"fields": ("is_active", "is_staff", "is_superuser")}),
        (gettext_lazy("Moments"), {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = (
        (None, {"fields": ("username", "name", "email", "password1", "password2", "is_staff")}),
    )
    inlines = (MembershipInline,)

    def visible(self, rows: QuerySet, access: Access) -> QuerySet:
        return whole_zone(rows, access)

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> tuple:
        """Only a superuser makes one."""
        moments = ("last_login", "date_joined")
        return moments if request.user.is_superuser else (*moments, "is_superuser")

    def get_fieldsets(self, request: HttpRequest, obj: User | None = None) -> tuple:
        """Without the password's hash for those who only read (Django would show it whole)."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or self.has_change_permission(request, obj):
            return fieldsets
        return [
            (title, {"fields": [name for name in options["fields"] if name != "password"]})
            for title, options in fieldsets
        ]

    def get_inlines(self, request: HttpRequest, obj: User | None) -> tuple:
        return self.inlines if obj else ()


class MembershipForm(forms.ModelForm):
    """Refuses an end before the beginning itself: a range of such dates is an error in SQL."""

    class Meta:
        model = Membership
        formfield_callback = field_of
        fields = ("user", "role", "incubator", "begins_on", "ends_on")

    def clean(self) -> dict:
        data = super().clean()
        begins_on, ends_on = data.get("begins_on"), data.get("ends_on")
        if begins_on and ends_on and ends_on <= begins_on:
            self.add_error("ends_on", _("A role ends after it begins."))
        return data


@admin.register(Membership)
class MembershipAdmin(ScopedModelAdmin):
    """任职."""

    form = MembershipForm

    reading = Permission.ACCOUNTS_READ
    adding = changing = Permission.ACCOUNTS_WRITE
    list_display = ("user", "role", "incubator", "begins_on", "ends_on")
    list_select_related = ("user", "incubator")
    list_filter = (("role", ChoicesDropdownFilter), ("incubator", ScopedRelatedFilter))
    search_fields = ("user__username", "user__name")
    autocomplete_fields = ("user",)
    ordering = ("-begins_on", "-id")
    fields = ("user", "role", "incubator", "begins_on", "ends_on")
    actions_list = ("rights",)

    def visible(self, rows: QuerySet, access: Access) -> QuerySet:
        return whole_zone(rows, access)

    @action(description=gettext_lazy("Roles and rights"), icon="rule", permissions=["view"])
    def rights(self, request: HttpRequest) -> HttpResponse:
        """What each role allows, and where."""
        return admin_rights.page(self, request)

    def get_readonly_fields(self, request: HttpRequest, obj: Membership | None = None) -> tuple:
        """Whose role it was stays; a change of role is an end and a new beginning."""
        return ("user", "role", "incubator") if obj else ()


class TokenForm(forms.Form):
    """For whom, for what, how long."""

    user = Row(queryset=User.objects.none(), label=gettext_lazy("user"))
    name = Line(label=gettext_lazy("name"), max_length=80, required=False)
    scopes = Choices(label=gettext_lazy("scopes"), choices=[(p.value, p.value) for p in Permission])
    incubator = Row(
        queryset=Incubator.objects.none(),
        label=gettext_lazy("incubator"),
        required=False,
        help_text=gettext_lazy("Limits the token to one incubator."),
    )
    days = Number(label=gettext_lazy("valid for (days)"), initial=30)

    def __init__(self, *args, users: QuerySet, incubators: QuerySet, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = users.filter(is_active=True).order_by("username")
        self.fields["incubator"].queryset = incubators.order_by("pk")


@admin.register(AccessToken)
class AccessTokenAdmin(ScopedModelAdmin):
    """访问令牌: issued and revoked here; neither key nor hash is ever in a page."""

    reading = Permission.ACCOUNTS_READ
    list_display = (
        "shown_name", "holder", "scopes_shown", "incubator", "issued_at", "ends_at", "end",
    )  # fmt: skip
    list_display_links = None
    list_select_related = ("user", "incubator")
    ordering = ("-created", "user")
    sortable_by = ("issued_at", "ends_at")
    actions_list = ("issue",)

    def visible(self, rows: QuerySet, access: Access) -> QuerySet:
        return whole_zone(rows, access)

    def get_urls(self) -> list:
        """A list and the verbs: a token has no page of its own."""
        name = self.name_of("revoke").removeprefix(f"{self.admin_site.name}:")
        kept = {self.name_of(page).split(":")[1] for page in ("changelist", "issue", "seen")}
        return [
            path("<int:number>/revoke/", self.admin_site.admin_view(self.revoke), name=name),
            *(address for address in super().get_urls() if address.name in kept),
        ]

    @display(description=gettext_lazy("name"))
    def shown_name(self, token: AccessToken) -> str:
        return token.name or f"{token.token_key[:6]}…"

    @display(description=gettext_lazy("user"))
    def holder(self, token: AccessToken) -> str:
        return str(token.user)

    @display(description=gettext_lazy("issued at"), ordering="created")
    def issued_at(self, token: AccessToken) -> datetime.datetime:
        return token.created

    @display(description=gettext_lazy("ends at"), ordering="expiry")
    def ends_at(self, token: AccessToken) -> datetime.datetime | None:
        return token.expiry

    def own_columns(self, request: HttpRequest) -> tuple:
        """“Revoke” is offered to whoever may."""
        may = access_from(request).may(Permission.ACCOUNTS_WRITE)
        return self.list_display if may else self.list_display[:-1]

    @display(description=gettext_lazy("scopes"))
    def scopes_shown(self, token: AccessToken) -> str:
        return listing(token.scopes)

    @display(description="", empty_value="")
    def end(self, token: AccessToken) -> str:
        return format_html(
            '<a class="text-primary-600 dark:text-primary-500" href="{}">{}</a>',
            reverse(self.name_of("revoke"), args=[token.pk]),
            _("Revoke"),
        )

    def has_issue_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return access_from(request).may(Permission.ACCOUNTS_WRITE)

    @action(description=gettext_lazy("Issue a token"), icon="key", permissions=["issue"])
    def issue(self, request: HttpRequest) -> HttpResponse:
        """The key is in the answer to this one request, and nowhere else."""
        form = TokenForm(
            sent(request),
            users=rows_of(self.admin_site, User, request),
            incubators=rows_of(self.admin_site, Incubator, request),
        )
        if request.method == "POST" and form.is_valid():
            with violations_as_form_errors(form):
                token, key = lifecycle.issue_token(by=request.user, **form.cleaned_data)
            if form.is_valid():
                return self.page(
                    request,
                    "scoped_admin/token.html",
                    title=_("Token issued"),
                    token=token,
                    key=key,
                    back=self.list_address(),
                )
        return self.page(
            request,
            "scoped_admin/verb.html",
            title=_("Issue a token"),
            label=_("Issue"),
            form=form,
            intro=_("A token can do no more than its user: it narrows what the user may do."),
            back=self.list_address(),
        )

    def revoke(self, request: HttpRequest, number: int) -> HttpResponse:
        self.require(request, Permission.ACCOUNTS_WRITE)
        token = get_object_or_404(self.get_queryset(request), pk=number)
        return self.verb_page(
            request,
            forms.Form(sent(request)),
            title=_("Revoke %s") % self.shown_name(token),
            label=_("Revoke"),
            intro=_("Programs that use it are refused at once. This cannot be taken back."),
            run=lambda data: lifecycle.revoke_token(token=token, by=request.user),
            done=lambda nothing: _("The token has been revoked."),
            back=self.list_address(),
        )
