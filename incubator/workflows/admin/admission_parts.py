"""Parts of the pages of admissions: the filter, what can be done now, the rule in words."""

from django.http import Http404
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from companies.enums import ApplicationState, Holder, Need
from companies.models import Admission
from facilities import lifecycle as facilities
from facilities.models import Reservation
from incubator.accounts.admin_base import ChosenFilter
from incubator.core.admin_fields import badge
from incubator.core.dates import today
from incubator.institutions.enums import Certainty
from incubator.institutions.queries import StayLimit
from incubator.workflows.checklist import Checklist, Step, checklist_of

HOLDERS = {"applicant": "info", "manager": "warning", "finance": "warning", "nobody": "default"}


class StandingFilter(ChosenFilter):
    """Admissions that are under way, done, or given up."""

    title = gettext_lazy("standing")
    parameter_name = "standing"
    CHOICES = {
        "open": (gettext_lazy("Under way"), lambda rows: rows.under_way()),
        "done": (gettext_lazy("Admitted"), lambda rows: rows.filter(done_at__isnull=False)),
        "over": (gettext_lazy("Given up"), lambda rows: rows.filter(given_up_at__isnull=False)),
    }


def release(reservation: Reservation, reason: str, user) -> Reservation:
    return facilities.release_reservation(
        reservation=reservation, on=today(), reason=reason, by=user
    )


def take_back(reservation: Reservation, reason: str, user) -> Reservation:
    return facilities.take_deposit_back(reservation=reservation, reason=reason, by=user)


def there(row):
    """What a verb is about; where there is none, its page is not there either."""
    if row is None:
        raise Http404
    return row


def standing_of(admission: Admission, still: str = "%(steps)s") -> str:
    """How it ended, or what it still misses, said as ``still``."""
    if admission.done_at:
        return badge("success", _("Admitted"))
    if admission.given_up_at:
        return badge("default", _("Given up"))
    if is_left(admission):
        return badge("danger", admission.application.get_state_display())
    missing = checklist_of(admission).missing
    if not missing:
        return badge("success", _("Everything is there"))
    return still % {"steps": _(", ").join(str(step.need.label) for step in missing)}


def next_of(checklist: Checklist) -> Step:
    """The step on which everything waits."""
    return next((step for step in checklist.missing), checklist.steps[-1])


def holder_of(admission: Admission) -> Holder:
    """Who has to act next; what is left over, the office gives up."""
    return Holder.MANAGER if is_left(admission) else next_of(checklist_of(admission)).holder


def is_left(admission: Admission) -> bool:
    """Whether its application was taken back, or refused, and it was not given up yet."""
    is_over = admission.done_at or admission.given_up_at
    return not is_over and admission.application.state != ApplicationState.ACCEPTED


def fitting_of(checklist: Checklist) -> set[str]:
    """The verbs that make sense as things stand."""
    if is_left(checklist.admission):
        return {"give_up", "release", "take_deposit_back"} if checklist.reservation else {"give_up"}
    done = {step.need for step in checklist.steps if step.done}
    fitting = {"rooms_or_none", "give_up", "register"}
    if Need.REGISTRATION not in done:
        fitting.add("name")
    if Need.SIGNED not in done:
        fitting |= {"draft", "sign"} if checklist.agreement else {"draft"}
    if checklist.reservation is None:
        if not checklist.admission.registered_only:
            fitting.add("reserve")
    elif checklist.reservation.deposit_paid_on:
        fitting.add("take_deposit_back")
    else:
        fitting |= {"release", "deposit"} if checklist.reservation.deposit else {"release"}
    if checklist.is_ready:
        fitting.add("admit")
    return fitting


def limit_in_words(limit: StayLimit | None) -> str:
    if limit is None:
        return _("No rulebook in force states a longest stay; the agreement’s last day counts.")
    said = rule_in_words(limit.months, str(limit.rulebook), limit.source, limit.certainty)
    other = limit.otherwise
    if other is None or other.months is None:
        return said
    return said + " " + _("For the special case of its field: %d months.") % other.months


def marked(said: str, certainty: str) -> str:
    """An unconfirmed value is visibly so."""
    unsure = certainty == Certainty.UNKNOWN
    return format_html("{} {}", said, badge("danger", Certainty.UNKNOWN.label) if unsure else "")


def rule_in_words(months: int | None, rulebook: str, source: str, certainty: str) -> str:
    """The rule, its source, and how sure that is; an unconfirmed value says so."""
    return _("At most %(months)d months by “%(rulebook)s” (%(source)s; %(certainty)s).") % {
        "months": months or 0,
        "rulebook": rulebook,
        "source": source,
        "certainty": Certainty(certainty).label,
    }
