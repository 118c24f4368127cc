"""Stakes in the admin: agreed, what became of them, what they are worth on a day, and the caps."""

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from unfold.contrib.filters.admin import ChoicesDropdownFilter
from unfold.decorators import action, display

from companies import lifecycle
from companies.admin.inlines import link
from companies.enums import ExitWay, StakeMoveKind
from companies.fact_fields import fields_of
from companies.models import Company, EquityStake, Evidence, StakeMove
from companies.queries.stakes import Cap, Holding, caps_on, portfolio, with_moves
from companies.rules.stakes import Position, position_of
from incubator.accounts.access import Access, access_from
from incubator.accounts.admin_base import (
    ScopedModelAdmin,
    ScopedRelatedFilter,
    ScopedTabularInline,
    sent,
)
from incubator.accounts.permissions import Permission
from incubator.core.admin_fields import Choice, Day, FoundRow, Line, Money, Row, badge
from incubator.core.column_fields import DRESS
from incubator.core.dates import now, today
from incubator.core.forms import day_asked
from incubator.core.numbers import grouped
from incubator.institutions.admin.words import certainty_badge
from incubator.institutions.conditions import condition_said, number_said
from incubator.institutions.models import Incubator
from incubator.institutions.queries import Shelf
from incubator.institutions.rules import RULES

TERMS = (
    "vehicle", "vehicle_name", "instrument", "agreed_on", "agreed", "share", "valuation",
    "board_right",
)  # fmt: skip


class Share(forms.DecimalField):
    """Per cent with four decimals; what is wrong with one is said by the rules."""

    widget = Money.widget

    def __init__(self, **kwargs) -> None:
        super().__init__(max_digits=7, decimal_places=4, required=False, **kwargs)


class AgreeForm(forms.Form):
    """In which company, of which incubator, and on what terms."""

    company = FoundRow(queryset=Company.objects.none(), label=gettext_lazy("company"))
    incubator = Row(queryset=Incubator.objects.none(), label=gettext_lazy("incubator"))

    def __init__(self, *args, access: Access, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        companies = Company.objects.visible_to(access).order_by("name_pinyin", "pk")
        places = Incubator.objects.visible_to(access).order_by("pk")
        self.fields["company"].queryset = companies
        self.fields["incubator"].queryset = places
        if access.one_place:
            self.fields["incubator"].initial = next(iter(access.incubator_ids))
        self.fields.update(fields_of(EquityStake, DRESS, names=TERMS))
        self.fields["share"] = Share(
            label=gettext_lazy("share agreed (%)"),
            help_text=gettext_lazy("Empty only for a convertible that is not converted yet."),
        )


class MoveForm(forms.Form):
    """What happened; each kind takes the fields that it needs and refuses the others."""

    kind = Choice(label=gettext_lazy("what happened"), choices=StakeMoveKind.choices)
    on = Day(label=gettext_lazy("on"), initial=today)
    amount = Money(
        label=gettext_lazy("amount (yuan)"),
        required=False,
        help_text=gettext_lazy(
            "Paid in, dividend, proceeds of an exit; or the value of the whole company."
        ),
    )
    share = Share(
        label=gettext_lazy("share held from then on (%)"),
        help_text=gettext_lazy("After a conversion, a dilution or an exit; 0 where all is sold."),
    )
    way = Choice(
        label=gettext_lazy("way out"), required=False, choices=[("", "—"), *ExitWay.choices]
    )
    note = Line(label=gettext_lazy("note"), required=False, max_length=200)


class MoveInline(ScopedTabularInline):
    """What became of a stake."""

    model = StakeMove
    reading = Permission.COMPANIES_READ
    fields = readonly_fields = ("on", "kind", "amount", "share", "way", "note")
    ordering = ("on", "pk")
    hide_title = True

    def visible(self, rows: QuerySet, access) -> QuerySet:
        """All of a stake's: who sees the stake sees them."""
        return rows


@admin.register(EquityStake)
class EquityStakeAdmin(ScopedModelAdmin):
    """持股."""

    reading = Permission.COMPANIES_READ
    adding = changing = Permission.COMPANIES_WRITE
    list_display = ("company", "incubator", "instrument", "agreed_on", "amount", "held", "worth")
    list_filter = (
        ("instrument", ChoicesDropdownFilter),
        ("vehicle", ChoicesDropdownFilter),
        ("incubator", ScopedRelatedFilter),
    )
    search_fields = ("company__name",)
    ordering = ("-agreed_on", "-pk")
    fields = readonly_fields = (
        "company", "incubator", *TERMS, "document", "standing", "caps", "recorded_at",
        "recorded_by",
    )  # fmt: skip
    inlines = (MoveInline,)
    actions_detail = ("move",)
    actions_list = ("holdings",)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return with_moves(super().get_queryset(request)).select_related("evidence", "recorded_by")

    def get_search_results(self, request: HttpRequest, queryset, search_term: str) -> tuple:
        if not search_term.strip():
            return queryset, False
        return queryset.filter(company__in=Company.objects.matching(search_term)), False

    @display(description=gettext_lazy("agreed amount (yuan)"), ordering="agreed")
    def amount(self, stake: EquityStake) -> str:
        return grouped(stake.agreed)

    @display(description=gettext_lazy("held today (%)"))
    def held(self, stake: EquityStake) -> str:
        return _share_said(_today(stake))

    @display(description=gettext_lazy("worth today (yuan)"))
    def worth(self, stake: EquityStake) -> str:
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
        return render_to_string("stakes/admin/standing.html", _said(_today(stake)))

    @display(description=gettext_lazy("caps"))
    def caps(self, stake: EquityStake) -> str:
        """Beside the limits of every text that has some."""
        rows = [_cap(one) for one in caps_on(stake, shelf=Shelf.load())]
        return render_to_string("stakes/admin/caps.html", {"rows": rows})

    def get_urls(self) -> list:
        name = self.name_of("portfolio").partition(":")[2]
        view = self.admin_site.admin_view(self.portfolio)
        return [path("portfolio/", view, name=name), *super().get_urls()]

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
        on = day_asked(request)
        found = portfolio(EquityStake.objects.visible_to(access_from(request)), on=on)
        return self.page(
            request,
            "stakes/admin/portfolio.html",
            title=_("Holdings and return"),
            on=on,
            rows=[self._row(one) for one in found.holdings],
            total=_said(found.total),
            valued=found.total.value is not None,
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
            AgreeForm(sent(request), access=access_from(request)),
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
            MoveForm(sent(request)),
            title=_("What happened to %s") % stake,
            label=_("Save"),
            intro=_("It cannot be changed afterwards."),
            run=lambda data: lifecycle.record_stake_move(
                stake=stake, by=request.user, at=now(), **data
            ),
            done=lambda one: _("Recorded: %s") % one,
            back=self.address_of(stake),
        )


def _today(stake: EquityStake) -> Position:
    return position_of(stake, stake.moves.all(), on=today())


def _money(amount) -> str:
    return _("unknown") if amount is None else grouped(amount)


def _share_said(position: Position) -> str:
    return "—" if position.share is None else f"{position.share.normalize():f}"


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
        "multiple": "—" if multiple is None else f"{multiple:.2f}",
        "rate": "—" if rate is None else f"{rate * 100:,.2f} %",
    }


def _cap(cap: Cap) -> dict:
    colour, words = {
        True: ("success", _("kept")),
        False: ("danger", _("not kept")),
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
