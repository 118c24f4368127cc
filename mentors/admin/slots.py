"""Slots: what mentors offer, who has booked it, and the office's hand in both."""

from django.contrib import admin, messages
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy
from unfold.contrib.filters.admin import DropdownFilter
from unfold.decorators import action, display

from incubator.accounts.access import access_from
from incubator.accounts.admin_base import ScopedModelAdmin, ScopedRelatedFilter, sent
from incubator.accounts.permissions import Permission
from incubator.core.admin_fields import badge, link
from incubator.core.dates import now
from incubator.core.shown import aside, day, listing
from mentors import lifecycle
from mentors.admin import work_forms
from mentors.enums import SessionState, Side
from mentors.lifecycle import Published
from mentors.models import MentoringSession, Slot


class SlotFilter(DropdownFilter):
    """Slots by whether they can be had."""

    title = gettext_lazy("standing")
    parameter_name = "standing"
    KNOWN = {
        "free": gettext_lazy("Free"),
        "booked": gettext_lazy("Booked"),
        "later": gettext_lazy("Still to come"),
    }

    def lookups(self, request: HttpRequest, model_admin) -> list[tuple]:
        return list(self.KNOWN.items())

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if not self.value():
            return queryset
        taken = MentoringSession.objects.exclude(state=SessionState.CANCELLED)
        found = {
            "free": lambda: queryset.free(at=now()),
            "booked": lambda: queryset.filter(pk__in=taken.values("slot")),
            "later": lambda: queryset.offered().filter(begins_at__gt=now()),
        }
        return found.get(self.value(), queryset.none)()


@admin.register(Slot)
class SlotAdmin(ScopedModelAdmin):
    """可预约时段."""

    reading = Permission.SESSIONS_READ
    changing = Permission.SESSIONS_WRITE
    list_display = ("on", "starts", "minutes", "mentor", "incubator", "how", "standing")
    list_filter = (SlotFilter, ("incubator", ScopedRelatedFilter))
    search_fields = ("mentor__name",)
    search_help_text = gettext_lazy("The mentor's name, pinyin, initials or employer")
    ordering = ("-on", "starts", "pk")
    fields = readonly_fields = (
        "mentor", "incubator", "on", "starts", "minutes", "how", "place", "audience",
        "notice_hours", "standing", "withdrawn_at",
    )  # fmt: skip
    actions_list = ("publish",)
    actions_detail = ("book", "withdraw")

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        taken = MentoringSession.objects.exclude(state=SessionState.CANCELLED)
        rows = super().get_queryset(request).select_related("mentor", "incubator", "hours")
        return rows.prefetch_related(Prefetch("bookings", taken.select_related("company"), "taken"))

    def get_actions_detail(self, request: HttpRequest, object_id: str) -> list:
        """What is past or withdrawn stays so; what is taken cannot be booked."""
        slot = self.get_object(request, object_id)
        if slot.withdrawn_at or slot.begins_at <= now():
            return []
        offered = super().get_actions_detail(request, object_id)
        if slot.taken:
            return [one for one in offered if getattr(one, "action_name", "").endswith("withdraw")]
        return offered

    @display(description=gettext_lazy("mode"))
    def how(self, slot: Slot) -> str:
        return slot.hours.get_mode_display()

    @display(description=gettext_lazy("place or link"))
    def place(self, slot: Slot) -> str:
        return slot.hours.place

    @display(description=gettext_lazy("who may book"))
    def audience(self, slot: Slot) -> str:
        return slot.hours.get_audience_display()

    @display(description=gettext_lazy("hours of notice"))
    def notice_hours(self, slot: Slot) -> int:
        return slot.hours.notice_hours

    @display(description=gettext_lazy("standing"))
    def standing(self, slot: Slot) -> str:
        if slot.taken:
            (booking,) = slot.taken
            pages = self.admin_site.get_model_admin(MentoringSession)
            return link(pages.address_of(booking), booking.company)
        if slot.withdrawn_at:
            return badge("default", _("Withdrawn"))
        if slot.begins_at <= now():
            return badge("default", _("Not used"))
        return badge("success", _("Free"))

    @action(description=gettext_lazy("Publish office hours"), icon="event_available",
            permissions=["change"])  # fmt: skip
    def publish(self, request: HttpRequest) -> HttpResponse:
        form = work_forms.HoursForm(sent(request), access=access_from(request))
        return self.verb_page(
            request,
            form,
            title=_("Publish office hours for a mentor"),
            label=_("Publish"),
            intro=_("Public holidays are left out as far as they have been announced."),
            run=lambda data: lifecycle.publish_hours(
                mentor=data["mentor"], incubator=data["incubator"], when=form.when(),
                side=Side.OFFICE, by=request.user, at=now(),
            ),
            done=lambda published: self._told(request, published),
            back=self.list_address(),
        )  # fmt: skip

    def _told(self, request: HttpRequest, published: Published) -> str:
        """What came of it; what is left out and what is not known yet, besides."""
        if published.days.skipped:
            named = listing(aside(day(on), name) for on, name in published.days.skipped)
            messages.warning(request, _("Left out: %s") % named)
        if published.days.note:
            messages.warning(request, published.days.note)
        return _("%d slots are offered.") % len(published.slots)

    @action(description=gettext_lazy("Book for a company"), icon="bookmark_add",
            permissions=["change"])  # fmt: skip
    def book(self, request: HttpRequest, object_id: str) -> HttpResponse:
        slot = self.get_object(request, object_id)
        form = work_forms.BookForm(sent(request), access=access_from(request), slot=slot)
        pages = self.admin_site.get_model_admin(MentoringSession)
        return self.verb_page(
            request,
            form,
            title=_("Book %s") % slot,
            label=_("Book"),
            intro=_("Both are told by mail."),
            run=lambda data: lifecycle.book(
                slot=slot, side=Side.OFFICE, by=request.user, at=now(), **data
            ),
            done=lambda _session: _("It is booked."),
            then=pages.address_of,
            back=self.address_of(slot),
        )

    @action(description=pgettext_lazy("slot", "Withdraw"), icon="event_busy",
            permissions=["change"])  # fmt: skip
    def withdraw(self, request: HttpRequest, object_id: str) -> HttpResponse:
        slot = self.get_object(request, object_id)
        return self.verb_page(
            request,
            work_forms.ReasonForm(sent(request)),
            title=_("Withdraw %s") % slot,
            label=pgettext("slot", "Withdraw"),
            intro=_("Whoever has booked it is told by mail."),
            run=lambda data: lifecycle.withdraw_slot(
                slot=slot, side=Side.OFFICE, by=request.user, at=now(), **data
            ),
            done=lambda _slot: _("It is no longer offered."),
            back=self.address_of(slot),
        )
