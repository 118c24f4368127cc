"""Published years in the admin: prepared by one person, looked at, approved by another, opened."""

from allauth.account.adapter import get_adapter
from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.contrib.filters.admin import ChoicesDropdownFilter
from unfold.decorators import action, display
from unfold.widgets import UnfoldAdminPasswordWidget

from incubator.accounts.access import Access, access_from
from incubator.accounts.admin_base import ScopedModelAdmin, sent
from incubator.accounts.permissions import Permission
from incubator.core.admin_fields import Number, badge
from incubator.core.dates import now, year_of
from incubator.core.errors import RuleViolation
from incubator.core.numbers import grouped
from incubator.core.shown import kept_sentence
from incubator.institutions.models import Incubator
from incubator.statistics.admin_base import YearFilter
from incubator.statistics.admin_facts import PER_PAGE, ZONE, labelled, shown
from incubator.statistics.facts import headings
from incubator.statistics.indicators import BY_CODE
from incubator.statistics.models import Snapshot
from incubator.statistics.snapshots import lifecycle
from incubator.statistics.snapshots.bundle import bundle_name, bundle_of
from incubator.statistics.snapshots.enums import SnapshotState
from incubator.statistics.snapshots.pages import (
    carried_shown,
    changes_shown,
    figures_shown,
    identity_shown,
)
from incubator.statistics.snapshots.queries import facts_published, value_behind

STATES = {
    SnapshotState.PREPARING: "info",
    SnapshotState.PREPARED: "warning",
    SnapshotState.PUBLISHED: "success",
    SnapshotState.WITHDRAWN: "default",
    SnapshotState.FAILED: "danger",
}


class PrepareForm(forms.Form):
    """Which year."""

    year = Number(label=gettext_lazy("year"))


class ApproveForm(forms.Form):
    """One's own password again: whoever sits at an open desk is not yet its owner."""

    password = forms.CharField(
        label=gettext_lazy("Password"),
        strip=False,
        widget=UnfoldAdminPasswordWidget(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, *args, request: HttpRequest, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_password(self) -> str:
        """Wrong ones are held off by account and by address, as everywhere."""
        password, user = self.cleaned_data["password"], self.request.user
        found = get_adapter(self.request).authenticate(
            self.request, username=user.get_username(), password=password
        )
        if found is None or found.pk != user.pk:
            raise ValidationError(
                _("This is not the password of %(user)s.") % {"user": user},
                code="incorrect_password",
            )
        return password


@admin.register(Snapshot)
class SnapshotAdmin(ScopedModelAdmin):
    """发布快照: what was published, and what waits for somebody else's approval."""

    comes_from = gettext_lazy(
        "The zone office prepares a year that was computed, and somebody else approves it."
    )
    reading = Permission.STATISTICS_READ
    list_display = (
        "year", "edition", "kind", "state_badge", "prepared_by", "approved_by", "approved_at",
    )  # fmt: skip
    list_filter = (YearFilter, ("state", ChoicesDropdownFilter))
    list_select_related = ("prepared_by", "approved_by")
    ordering = ("-pk",)
    fields = readonly_fields = (
        "year", "edition", "kind", "state_badge", "bar", "trouble", "reason", "announced_on",
        "restates", "prepared_by", "prepared_at", "known_at", "approved_by", "approved_at",
    )  # fmt: skip
    actions_list = ("prepare", "ledger")
    actions_detail = ("approve", "withdraw", "bundle")
    change_form_template = "statistics/admin/snapshot.html"

    def get_urls(self) -> list:
        name = self.name_of("figures").removeprefix(f"{self.admin_site.name}:")
        view = self.admin_site.admin_view(self.facts_page)
        address = "<int:key>/figures/<slug:indicator>/<slug:place>/"
        return [path(address, view, name=name), *super().get_urls()]

    def get_fields(self, request: HttpRequest, obj: Snapshot | None = None) -> list[str]:
        """What is empty is left out."""
        optional = {
            "trouble": "error", "reason": "reason", "announced_on": "announced_on",
            "restates": "restates_id", "prepared_at": "prepared_at", "known_at": "known_at",
            "approved_by": "approved_by_id", "approved_at": "approved_at",
        }  # fmt: skip
        told = [name for name in self.fields if getattr(obj, optional.get(name, "year"), None)]
        return told if obj and obj.is_open else [name for name in told if name != "bar"]

    @display(description=gettext_lazy("state"), ordering="state")
    def state_badge(self, snapshot: Snapshot) -> str:
        return badge(STATES[snapshot.state], snapshot.get_state_display())

    @display(description=gettext_lazy("progress"))
    def bar(self, snapshot: Snapshot) -> str:
        return render_to_string("statistics/admin/bar.html", {"progress": snapshot.progress})

    @display(description=gettext_lazy("error"))
    def trouble(self, snapshot: Snapshot) -> str:
        return kept_sentence(snapshot.error)

    def get_actions_detail(self, request: HttpRequest, object_id: str) -> list:
        """What can be done with it as it stands; nobody approves what they had prepared."""
        snapshot = self.get_object(request, object_id)
        offered = {
            SnapshotState.PREPARING: {"withdraw"},
            SnapshotState.PREPARED: {"approve", "withdraw"},
            SnapshotState.PUBLISHED: {"bundle"},
        }.get(snapshot.state, set())
        if snapshot.prepared_by_id == request.user.pk:
            offered -= {"approve"}

        def fits(one) -> bool:
            return any(getattr(one, "action_name", "").endswith(f"_{verb}") for verb in offered)

        return [one for one in super().get_actions_detail(request, object_id) if fits(one)]

    def change_view(self, request: HttpRequest, object_id: str, form_url: str = "", extra=None):
        snapshot = self.get_object(request, object_id)
        access = access_from(request)
        places = _places(access)
        place = places.get(request.GET.get("place", "")) or next(iter(places.values()), None)
        context = {
            "snapshot": snapshot,
            "identity": identity_shown(snapshot, access),
            "changes": changes_shown(snapshot, access) if snapshot.prepared_at else [],
            "carried": carried_shown(snapshot.year) if access.everywhere else [],
            "places": [] if len(places) == 1 else list(places.items()),
            "place": place,
            "figures": self._figures(snapshot, place) if place else [],
            "mine": snapshot.prepared_by_id == request.user.pk,
            "bundle": bundle_name(snapshot) if access.everywhere else "",
        }
        return super().change_view(request, object_id, form_url, context)

    def _figures(self, snapshot: Snapshot, place: "tuple[Incubator | None, str]") -> list[dict]:
        incubator, _name = place
        code = incubator.code if incubator else ZONE
        rows = figures_shown(snapshot, incubator and incubator.pk)
        for row in rows:
            if row["listed"]:
                row["address"] = reverse(
                    self.name_of("figures"), args=[snapshot.pk, row["code"], code]
                )
        return rows

    def facts_page(
        self, request: HttpRequest, key: int, indicator: str, place: str
    ) -> HttpResponse:
        """The list behind a published figure, as it was published; 404 where it is not theirs."""
        snapshot = self.get_object(request, str(key))
        named, places = BY_CODE.get(indicator), _places(access_from(request))
        found = places.get("" if place == ZONE else place)
        if named is None or named.facts is None or found is None or not snapshot.prepared_at:
            raise Http404
        incubator, name = found
        part = request.GET.get("part", "")
        try:
            facts = facts_published(
                snapshot, named, incubator=incubator.code if incubator else "", part=part
            )
            value = value_behind(
                snapshot, named, incubator_id=incubator and incubator.pk, part=part
            )
        except RuleViolation as violation:  # what was not published of this place
            raise Http404 from violation
        page = Paginator(facts, PER_PAGE)
        rows = page.get_page(request.GET.get("p"))
        columns = [column for column in named.counts.of_page() if not column.personal]
        return self.page(
            request,
            "statistics/admin/frozen.html",
            title=f"{snapshot} · {named.label} · {name}",
            definition=named.definition,
            part=named.part_label(part) if part else "",
            value=grouped(value.value),
            balance=grouped(value.opening_balance) if value.opening_balance else "",
            listed=grouped(len(facts)),
            sums=named.sums,
            added=grouped(facts.added),
            headings=headings(columns),
            rows=[labelled(columns, shown(facts.words(fact, columns))) for fact in rows],
            page=rows,
            pages=page.get_elided_page_range(rows.number),
            asked=f"&part={part}" if part else "",
            back=self.address_of(snapshot),
        )

    def has_publish_permission(self, request: HttpRequest, obj=None) -> bool:
        return access_from(request).may(Permission.STATISTICS_WRITE)

    def has_whole_permission(self, request: HttpRequest, obj=None) -> bool:
        """The bundle holds everything of the zone."""
        access = access_from(request)
        return access.everywhere and access.may(Permission.STATISTICS_READ)

    @action(description=gettext_lazy("Prepare a year"), icon="inventory", permissions=["publish"])
    def prepare(self, request: HttpRequest) -> HttpResponse:
        moment = now()
        asked = request.GET.get("year", year_of(moment) - 1)
        return self.verb_page(
            request,
            PrepareForm(sent(request), initial={"year": asked}),
            title=_("Prepare the publication of a year"),
            label=_("Prepare"),
            intro=_(
                "A worker freezes the figures of the year with the lists behind them, the "
                "definitions, the rulebooks and the facts. Then somebody else looks at them and "
                "approves them."
            ),
            run=lambda data: lifecycle.request_snapshot(
                year=data["year"], by=request.user, at=moment
            ),
            done=lambda snapshot: _("The figures of %d are being prepared.") % snapshot.year,
            then=self.address_of,
            back=self.list_address(),
        )

    @action(description=gettext_lazy("Ledger of restatements"), icon="menu_book",
            permissions=["view"])  # fmt: skip
    def ledger(self, request: HttpRequest) -> HttpResponse:
        """Every edition after the first, with what it changed."""
        access = access_from(request)
        later = Snapshot.objects.published().exclude(restates=None)
        rows = later.select_related("prepared_by", "approved_by", "restates").order_by("-position")
        return self.page(
            request,
            "statistics/admin/ledger.html",
            title=_("Ledger of restatements"),
            editions=[
                {
                    "snapshot": one,
                    "address": self.address_of(one),
                    "changes": changes_shown(one, access),
                }
                for one in rows
            ],
            back=self.list_address(),
        )

    @action(description=gettext_lazy("Approve"), icon="verified", permissions=["publish"])
    def approve(self, request: HttpRequest, object_id: str) -> HttpResponse:
        snapshot = self.get_object(request, object_id)
        moment = now()
        return self.verb_page(
            request,
            ApproveForm(sent(request), request=request),
            title=_("Publish %s") % snapshot,
            label=_("Approve and publish"),
            intro=_(
                "What is published never changes: a later correction is another edition, beside "
                "this one. You confirm with your password that you have looked at these figures. "
                "Prepared by: %s."
            )
            % snapshot.prepared_by,
            run=lambda _data: lifecycle.approve(
                snapshot=snapshot, by=request.user, at=moment, authenticated_at=moment
            ),
            done=lambda published: _("%s is published.") % published,
            back=self.address_of(snapshot),
        )

    @action(description=gettext_lazy("Withdraw the edition"), icon="undo", permissions=["publish"])
    def withdraw(self, request: HttpRequest, object_id: str) -> HttpResponse:
        snapshot = self.get_object(request, object_id)
        return self.verb_page(
            request,
            forms.Form(sent(request)),
            title=_("Withdraw %s") % snapshot,
            label=_("Withdraw the edition"),
            intro=_("It stays on file as withdrawn; the year can then be prepared anew."),
            run=lambda _data: lifecycle.withdraw(snapshot=snapshot, at=now()),
            done=lambda closed: _("%s is withdrawn.") % closed,
            back=self.address_of(snapshot),
        )

    @action(description=gettext_lazy("Download the bundle"), icon="download", permissions=["whole"])
    def bundle(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Figures, lists, facts, seal and the script that verifies them, as one ZIP file."""
        snapshot = self.get_object(request, object_id)
        if not snapshot.is_published:
            raise Http404
        response = HttpResponse(bundle_of(snapshot), content_type="application/zip")
        response.headers["Content-Disposition"] = content_disposition_header(
            as_attachment=True, filename=bundle_name(snapshot)
        )
        return response


def _places(access: Access) -> "dict[str, tuple[Incubator | None, str]]":
    """The places that the reader reaches by their codes, the zone ("") first."""
    rows = Incubator.objects.visible_to(access).incubating().order_by("code")
    zone = {"": (None, _("the whole zone"))} if access.everywhere else {}
    return zone | {row.code: (row, str(row)) for row in rows}
