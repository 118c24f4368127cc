"""Stakes in the admin: agreed, what became of them, what they are worth on a day, and the caps."""

from collections.abc import Callable

from django.contrib import admin
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy
from unfold.contrib.filters.admin import ChoicesDropdownFilter, DropdownFilter
from unfold.decorators import action, display

from companies import lifecycle
from companies.admin import stake_forms as forms
from companies.admin.inlines import link
from companies.models import EquityStake, Evidence, StakeMove
from companies.queries.stakes import Cap, Holding, caps_on, portfolio, with_moves
from companies.rules.stakes import Position, position_of
from incubator.accounts.access import access_from
from incubator.accounts.admin_base import (
    ScopedModelAdmin,
    ScopedRelatedFilter,
    ScopedTabularInline,
    sent,
)
from incubator.accounts.permissions import Permission
from incubator.core.admin_fields import badge, grouped_columns
from incubator.core.dates import now, today
from incubator.core.forms import day_asked
from incubator.core.numbers import figure, grouped
from incubator.core.shown import percent
from incubator.institutions.admin.words import certainty_badge
from incubator.institutions.conditions import condition_said, number_said
from incubator.institutions.queries import Shelf
from incubator.institutions.rules import RULES


class MoveInline(ScopedTabularInline):
    """What became of a stake."""

    model = StakeMove
    reading = Permission.COMPANIES_READ
    fields = ("on", "kind", "money", "share", "way", "note", "standing")
    readonly_fields = (*fields, "withdrawn")
    ordering = ("on", "pk")
    hide_title = True

    def get_fields(self, request: HttpRequest, obj: EquityStake | None = None) -> tuple:
        """Whoever only looks is not led to a page that they may not see."""
        if access_from(request).may(Permission.COMPANIES_WRITE):
            return self.fields
        return (*self.fields[:-1], "withdrawn")

    def visible(self, rows: QuerySet, access) -> QuerySet:
        """All of a stake's: who sees the stake sees them."""
        return rows

    @display(description=gettext_lazy("amount (yuan)"))
    def money(self, move: StakeMove) -> str:
        return "—" if move.amount is None else grouped(move.amount)

    @display(description=gettext_lazy("standing"))
    def standing(self, move: StakeMove) -> str:
        """Withdrawn, and why; or the way to withdraw it."""
        if move.withdrawn_at:
            return self.withdrawn(move)
        pages = self.admin_site.get_model_admin(EquityStake)
        return link(pages.withdrawal_address(move), _("Recorded wrongly?"))

    @display(description=gettext_lazy("standing"))
    def withdrawn(self, move: StakeMove) -> str:
        """Withdrawn, and why."""
        if not move.withdrawn_at:
            return "—"
        return format_html(
            "{} {}", badge("default", pgettext("own fact", "Withdrawn")), move.withdrawal
        )


class WithdrawnFilter(DropdownFilter):
    """Stakes that count, and those that were withdrawn."""

    title = gettext_lazy("counts")
    parameter_name = "counts"

    def lookups(self, request: HttpRequest, model_admin) -> list[tuple[str, str]]:
        return [("yes", _("Counts")), ("no", pgettext("own fact", "Withdrawn"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        match self.value():
            case "yes":
                return queryset.counted()
            case "no":
                return queryset.filter(withdrawn_at__isnull=False)
        return queryset


@admin.register(EquityStake)
class EquityStakeAdmin(ScopedModelAdmin):
    """持股."""

    reading = Permission.COMPANIES_READ
    adding = changing = Permission.COMPANIES_WRITE
    list_display = ("company", "incubator", "instrument", "agreed_on", "amount", "held", "worth")
    list_filter = (
        WithdrawnFilter,
        ("instrument", ChoicesDropdownFilter),
        ("vehicle", ChoicesDropdownFilter),
        ("incubator", ScopedRelatedFilter),
    )
    search_fields = ("company__name",)
    ordering = ("-agreed_on", "-pk")
    readonly_fields = (
        "company", "incubator", *grouped_columns(EquityStake, forms.TERMS), "document", "standing",
        "caps", "recorded_at", "recorded_by", "withdrawn_at", "withdrawn_by", "withdrawal",
    )  # fmt: skip
    inlines = (MoveInline,)
    actions_detail = ("move", "withdraw")
    actions_list = ("holdings",)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        rows = with_moves(super().get_queryset(request))
        return rows.select_related("evidence", "recorded_by", "withdrawn_by")

    def get_fields(self, request: HttpRequest, obj: EquityStake | None = None) -> tuple:
        """That nothing was withdrawn is not shown."""
        shown = self.readonly_fields
        return shown if obj and obj.withdrawn_at else shown[:-3]

    def get_actions_detail(self, request: HttpRequest, object_id: str) -> list:
        """Nothing is done with what was withdrawn."""
        stake = self.get_object(request, object_id)
        offered = super().get_actions_detail(request, object_id)
        return [] if stake is None or stake.withdrawn_at else offered

    @display(description=gettext_lazy("agreed amount (yuan)"), ordering="agreed")
    def amount(self, stake: EquityStake) -> str:
        return grouped(stake.agreed)

    @display(description=gettext_lazy("held today (%)"))
    def held(self, stake: EquityStake) -> str:
        if stake.withdrawn_at:
            return badge("default", pgettext("own fact", "Withdrawn"))
        return _share_said(_today(stake))

    @display(description=gettext_lazy("worth today (yuan)"))
    def worth(self, stake: EquityStake) -> str:
        if stake.withdrawn_at:
            return "—"
        return _money(_today(stake).value)

    @display(description=pgettext_lazy("evidence", "document"))
    def document(self, stake: EquityStake) -> str:
        if stake.evidence is None:
            return badge("warning", _("No document"))
        files = self.admin_site.get_model_admin(Evidence)
        return link(files.file_address(stake.evidence), stake.evidence)

    @display(description=gettext_lazy("standing"))
    def standing(self, stake: EquityStake) -> str:
        """What it is worth and has brought, today."""
        withdrawn = {"withdrawn": stake.withdrawal}
        return render_to_string("stakes/admin/standing.html", _said(_today(stake)) | withdrawn)

    @display(description=gettext_lazy("caps"))
    def caps(self, stake: EquityStake) -> str:
        """Beside the limits of every text that has some."""
        rows = [_cap(one) for one in caps_on(stake, shelf=Shelf.load())]
        return render_to_string("stakes/admin/caps.html", {"rows": rows})

    def get_urls(self) -> list:
        wrap = self.admin_site.admin_view
        named = {name: self.name_of(name).partition(":")[2] for name in ("portfolio", "take_back")}
        return [
            path("portfolio/", wrap(self.portfolio), name=named["portfolio"]),
            path(
                "<int:stake>/moves/<int:pk>/withdraw/", wrap(self.withdraw_move),
                name=named["take_back"],
            ),
            *super().get_urls(),
        ]  # fmt: skip

    def withdrawal_address(self, move: StakeMove) -> str:
        """Where something that was recorded wrongly is withdrawn."""
        return reverse(self.name_of("take_back"), args=[move.stake_id, move.pk])

    def portfolio_address(self) -> str:
        """Where all holdings are, as of a day."""
        return reverse(self.name_of("portfolio"))

    @action(
        description=gettext_lazy("Holdings and return"), icon="monitoring", permissions=["view"],
        url_path="holdings",
    )  # fmt: skip
    def holdings(self, request: HttpRequest) -> HttpResponse:
        """Goes to the page of all stakes together."""
        return self.portfolio(request)

    def portfolio(self, request: HttpRequest) -> HttpResponse:
        """Every stake of the reader, as of ``?on=``."""
        self.require(request, self.reading)
        on, access = day_asked(request), access_from(request)
        found = portfolio(EquityStake.objects.visible_to(access), on=on)
        return self.page(
            request,
            "stakes/admin/portfolio.html",
            title=_("Holdings and return"),
            on=on,
            rows=[self._row(one) for one in found.holdings],
            total=_said(found.total),
            valued=_said(found.valued) if found.total.value is None else None,
            number=sum(one.position.value is not None for one in found.holdings),
            several=not access.one_place,
        )

    def _row(self, holding: Holding) -> dict:
        return {
            "stake": holding.stake,
            "link": self.address_of(holding.stake),
            **_said(holding.position),
        }

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context=None):
        self.require(request, Permission.COMPANIES_WRITE)
        return self.verb_page(
            request,
            forms.AgreeForm(sent(request), access=access_from(request)),
            title=_("A stake in a company"),
            label=_("Save"),
            intro=_("As agreed. What is paid in, registered or sold is recorded on its page."),
            run=lambda data: lifecycle.agree_stake(by=request.user, at=now(), **data),
            done=lambda stake: _("%s is on file.") % stake,
            then=self.address_of,
            back=self.list_address(),
        )

    @action(description=gettext_lazy("Record what happened"), icon="add", permissions=["change"])
    def move(self, request: HttpRequest, object_id: str) -> HttpResponse:
        stake = self.get_object(request, object_id)
        return self.verb_page(
            request,
            forms.MoveForm(sent(request)),
            title=_("What happened to %s") % stake,
            label=_("Save"),
            intro=_("What was recorded wrongly is withdrawn with a reason, never changed."),
            run=lambda data: lifecycle.record_stake_move(
                stake=stake, by=request.user, at=now(), **data
            ),
            done=lambda one: _("Recorded: %s") % one,
            back=self.address_of(stake),
        )

    @action(description=pgettext_lazy("fact", "Withdraw"), icon="block", permissions=["change"])
    def withdraw(self, request: HttpRequest, object_id: str) -> HttpResponse:
        stake = self.get_object(request, object_id)
        return self._withdraw_page(
            request,
            stake,
            stake,
            lambda reason: lifecycle.withdraw_stake(
                stake=stake, reason=reason, by=request.user, at=now()
            ),
        )

    def withdraw_move(self, request: HttpRequest, stake: int, pk: int) -> HttpResponse:
        """One thing that happened to a stake, recorded wrongly."""
        self.require(request, Permission.COMPANIES_WRITE)
        found = self.get_object(request, str(stake))
        move = StakeMove.objects.select_related("stake__company").filter(stake=found, pk=pk).first()
        if move is None:
            raise Http404
        return self._withdraw_page(
            request,
            found,
            move,
            lambda reason: lifecycle.withdraw_stake_move(
                move=move, reason=reason, by=request.user, at=now()
            ),
        )

    def _withdraw_page(
        self, request: HttpRequest, stake: EquityStake, what: object, run: Callable
    ) -> HttpResponse:
        return self.verb_page(
            request,
            forms.WithdrawForm(sent(request)),
            title=_("Withdraw: %s") % what,
            label=pgettext("fact", "Withdraw"),
            intro=_("It stays on file, with the reason, and counts no more. It cannot come back."),
            run=lambda data: run(data["reason"]),
            done=lambda one: _("%s counts no more.") % one,
            back=self.address_of(stake),
        )


def _today(stake: EquityStake) -> Position:
    return position_of(stake, stake.moves.all(), on=today())


def _money(amount) -> str:
    return _("unknown") if amount is None else grouped(amount)


def _share_said(position: Position) -> str:
    return figure(position.share, 4)


def _said(position: Position) -> dict:
    multiple, rate = position.multiple, position.rate
    return {
        "on": position.on,
        "agreed": grouped(position.agreed),
        "paid_in": grouped(position.paid_in),
        "returned": grouped(position.returned),
        "share": _share_said(position),
        "value": _money(position.value),
        "is_registered": position.is_registered,
        "multiple": figure(multiple),
        "rate": percent(None if rate is None else rate * 100),
    }


def _cap(cap: Cap) -> dict:
    colour, words = {
        True: ("success", pgettext("cap", "kept")),
        False: ("danger", pgettext("cap", "not kept")),
        None: ("warning", _("unknown")),
    }[cap.is_kept]
    measure = RULES[cap.criterion.rule].measure
    return {
        "rulebook": cap.rulebook,
        "elsewhere": not cap.rulebook.applies_here,
        "condition": condition_said(cap.criterion),
        "value": "" if cap.value is None else number_said(cap.value, measure),
        "verdict": badge(colour, words),
        "certainty": certainty_badge(cap.criterion.certainty),
    }
