"""What the pages of returns share: filters, colours, and the small forms of their verbs."""

from django import forms
from django.db.models import F, QuerySet
from django.db.models.functions import TruncDate
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from unfold.contrib.filters.admin import DropdownFilter

from companies.enums import ReturnState
from companies.models import DueReturn, Return, ReturnForm
from incubator.core.admin_fields import Choice, Day, Number, ShortText, badge
from incubator.core.dates import SHANGHAI, today

S = ReturnState
COLOURS = {S.DRAFT: "default", S.SUBMITTED: "info", S.RETURNED: "warning", S.VERIFIED: "success"}
NOT_BEGUN, WAIVED, SUPERSEDED = "not_begun", "waived", "superseded"


def state_badge(state: str) -> str:
    """A return's state in its colour."""
    return badge(COLOURS[S(state)], S(state).label)


def superseded_badge() -> str:
    """Of a company that was on file twice: the other return of the period holds."""
    return badge("default", pgettext("return", "Superseded"))


def due_badge(due: DueReturn) -> str:
    """How a due return stands today; its queryset has ``with_state``."""
    if due.superseded_by_id:
        return superseded_badge()
    if due.waived_at:
        return badge("default", _("Waived"))
    if due.handed_in_at is None and due.due_on < today():
        days = (today() - due.due_on).days
        return badge("danger", _("Late by %(days)d days") % {"days": days})
    return state_badge(due.state) if due.state else badge("default", _("Not begun"))


class DueStateFilter(DropdownFilter):
    """Due returns by where the newest version stands."""

    title = gettext_lazy("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin) -> list[tuple[str, str]]:
        extra = [(NOT_BEGUN, _("Not begun")), (WAIVED, _("Waived"))]
        return [*((state.value, str(state.label)) for state in S), *extra, superseded()]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        standing = queryset.filter(superseded_by__isnull=True)
        if self.value() == NOT_BEGUN:
            return queryset.filter(state__isnull=True, waived_at__isnull=True)
        if self.value() == WAIVED:
            return standing.filter(waived_at__isnull=False)
        if self.value() == SUPERSEDED:
            return queryset.filter(superseded_by__isnull=False)
        return standing.filter(state=self.value()) if self.value() in S.values else queryset


def superseded() -> tuple[str, str]:
    """The choice of what gave way to another return of the period."""
    return SUPERSEDED, pgettext("return", "Superseded")


class ReturnStateFilter(DropdownFilter):
    """Returns by where they stand; those that gave way to another one apart."""

    title = gettext_lazy("state")
    parameter_name = "state__exact"

    def lookups(self, request: HttpRequest, model_admin) -> list[tuple[str, str]]:
        return [*((state.value, str(state.label)) for state in S), superseded()]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() == SUPERSEDED:
            return queryset.filter(due__superseded_by__isnull=False)
        if self.value() in S.values:
            return queryset.standing().filter(state=self.value())
        return queryset


class LateFilter(DropdownFilter):
    """Due returns that are late, or were."""

    title = gettext_lazy("on time")
    parameter_name = "late"
    # Where the moment of handing in stands, seen from the rows of the list.
    due = ""

    def lookups(self, request: HttpRequest, model_admin) -> list[tuple[str, str]]:
        return [
            ("yes", _("Late now")),
            ("due", _("Owed, not late yet")),
            ("was", _("Handed in late")),
            ("no", _("In time")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        owed = {f"{self.due}handed_in_at__isnull": True, f"{self.due}waived_at__isnull": True}
        day = TruncDate(f"{self.due}handed_in_at", tzinfo=SHANGHAI)
        match self.value():
            case "yes":
                return queryset.filter(**owed, **{f"{self.due}due_on__lt": today()})
            case "due":
                return queryset.filter(**owed, **{f"{self.due}due_on__gte": today()})
            case "was":
                return queryset.annotate(came=day).filter(came__gt=F(f"{self.due}due_on"))
            case "no":
                return queryset.annotate(came=day).filter(came__lte=F(f"{self.due}due_on"))
        return queryset


class LateReturnFilter(LateFilter):
    """Returns of due ones that are late, or were."""

    due = "due__"


class FormFilter(DropdownFilter):
    """By form, whatever its version."""

    title = gettext_lazy("form")
    parameter_name = "form"
    period = "period__"

    def lookups(self, request: HttpRequest, model_admin) -> list[tuple[str, str]]:
        newest = ReturnForm.objects.published().order_by("code", "-version").distinct("code")
        return [(form.code, form.title) for form in newest]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if not self.value():
            return queryset
        return queryset.filter(**{f"{self.period}code": self.value()})


class FormOfReturnFilter(FormFilter):
    """Returns by form."""

    period = "due__period__"


class FormFilterOfPeriod(FormFilter):
    """Periods by form."""

    period = ""


class ReasonForm(forms.Form):
    """Why."""

    reason = ShortText(label=gettext_lazy("reason"), max_length=500)


class UntilForm(ReasonForm):
    """More time, and why."""

    until = Day(label=gettext_lazy("due on"))
    field_order = ("until", "reason")


class WindowForm(forms.Form):
    """When a period can be written, and when it is due."""

    opens_on = Day(label=gettext_lazy("opens on"))
    due_on = Day(label=gettext_lazy("due on"))


class PeriodForm(forms.Form):
    """Which period of which form."""

    code = Choice(label=gettext_lazy("form"))
    year = Number(label=gettext_lazy("year"))
    number = Number(
        label=gettext_lazy("number in the year"),
        initial=1,
        min_value=1,
        max_value=12,
        help_text=gettext_lazy("1 for a yearly form; the quarter or the month of others."),
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        newest = ReturnForm.objects.published().order_by("code", "-version").distinct("code")
        self.fields["code"].choices = [(form.code, form.title) for form in newest]


def is_late(report: Return) -> bool:
    """Whether what is due was not handed in by its day."""
    due = report.due
    came = due.handed_in_at.astimezone(SHANGHAI).date() if due.handed_in_at else today()
    return came > due.due_on
