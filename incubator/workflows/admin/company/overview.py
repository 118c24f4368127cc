"""What one sees first of a company: how it stands, and what comes next with the verb for it."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from companies.enums import REFERRING, ExitReason, ReferralState
from companies.models import (
    ChangeRequest,
    Company,
    DueReturn,
    GraduationReview,
    IncubationAgreement,
    Leaving,
    Referral,
    Residence,
)
from companies.queries.facts import FactCounts, fact_counts
from facilities.models import Charge, SpaceLease
from incubator.accounts.permissions import Permission
from incubator.core.shown import amount, day
from incubator.institutions.enums import Programme
from incubator.workflows.admin.company.parts import Page, Shown, Sums, Table, address
from incubator.workflows.admin.company.tabs import registered
from mentors.enums import AssignmentState
from mentors.models import Assignment


@dataclass(frozen=True)
class Step:
    """Something to do next, where that is done, and whether it is late."""

    said: str
    page: str
    icon: str
    is_late: bool = False


@dataclass(frozen=True)
class Standing:
    """What is under way, counted once; what the reader may not read is None."""

    running_leases: int | None
    overdue: int | None
    late_returns: int | None
    mentors: int | None
    signed: int
    leaving: Leaving | None
    review: GraduationReview | None
    changes: int
    facts: FactCounts


def overview(page: Page) -> list[Table | Sums | Shown]:
    """Figures that lead to their tabs, the next steps, the facts of the register."""
    found = _standing(page)
    parts: list[Table | Sums | Shown] = [Sums(_sums(page, found))]
    steps = next_steps(page, found)
    if steps:
        parts.append(
            Shown("workflows/admin/company/steps.html", {"steps": steps}, title=_("Next steps"))
        )
    parts.append(Shown("workflows/admin/company/facts.html", {"rows": _facts(page)}))
    return [*parts, *registered(page)]


def _standing(page: Page) -> Standing:
    """At most nine queries, however much there is."""
    may, on = page.access.may, page.on
    agreements = IncubationAgreement.objects.visible_to(page.access).signed()
    leaving = review = None
    changes = 0
    if may(Permission.RESIDENCES_READ):
        leaving = page.of(Leaving).under_way().first()
        review = page.of(GraduationReview).under_way().first()
        changes = page.of(ChangeRequest).waiting().count()
    return Standing(
        running_leases=page.of(SpaceLease).running(on=on).count()
        if may(Permission.LEASES_READ) else None,
        overdue=_overdue(page) if may(Permission.LEASES_READ) else None,
        late_returns=page.of(DueReturn).late(on=on).count()
        if may(Permission.RETURNS_READ) else None,
        mentors=page.of(Assignment).aggregate(
            count=Count("pk", filter=Q(state=AssignmentState.ACTIVE))
        )["count"] if may(Permission.MENTORS_READ) else None,
        signed=agreements.filter(residence__in=page.open_stays).count(),
        leaving=leaving,
        review=review,
        changes=changes,
        facts=fact_counts(page.company),
    )  # fmt: skip


def _overdue(page: Page) -> int:
    charges = Charge.objects.visible_to(page.access).filter(lease__company=page.company)
    return charges.overdue(on=page.on).count()


def _sums(page: Page, found: Standing) -> list[tuple[str, object, str, bool]]:
    stay = page.open_stays[0] if page.open_stays else None
    until = day(stay.due_on if stay else None)
    rows: list[tuple[str, object, str, bool]] = [
        (_("stays until"), until, "?tab=stays", bool(stay and stay.due_on < page.on)),
    ]
    counted = [
        (_("running leases"), found.running_leases, "?tab=money", False),
        (_("overdue claims"), found.overdue, "?tab=money", True),
        (_("mentors at work"), found.mentors, "?tab=mentoring", False),
        (_("late returns"), found.late_returns, "?tab=returns", True),
        (_("facts that count"), found.facts.counted, "?tab=facts", False),
    ]
    return rows + [
        (what, count, where, bad and count > 0)
        for what, count, where, bad in counted if count is not None
    ]  # fmt: skip


def _facts(page: Page) -> list[tuple[str, object]]:
    company = page.company
    capital = company.registered_capital
    name = Company._meta.get_field
    return [
        (name("unified_code").verbose_name, company.unified_code or "—"),
        (name("registered_on").verbose_name, day(company.registered_on)),
        (name("registered_capital").verbose_name, amount(capital)),
        (name("field").verbose_name, company.get_field_display() or "—"),
        (name("founder_kind").verbose_name, company.get_founder_kind_display()),
    ]


def next_steps(page: Page, found: Standing) -> list[Step]:
    """What somebody would do now, late things first: each leads to a verb that exists."""
    steps = [*_of_stays(page, found), *_of_others(page, found)]
    return sorted(steps, key=lambda step: not step.is_late)


def _of_stays(page: Page, found: Standing) -> list[Step]:
    if not page.access.may(Permission.RESIDENCES_WRITE):
        return []
    decides = page.access.may(Permission.DECISIONS_WRITE)
    if not page.open_stays:
        admit = Step(_("Admit it"), address(Company, "admit", page.company.pk), "login")
        return [*_of_a_graduate(page), *([admit] if decides else [])]
    stay = page.open_stays[0]
    steps = []
    if found.leaving:
        where = address(Leaving, "change", found.leaving.pk)
        steps.append(Step(_("Go on winding up its stay"), where, "door_back"))
    elif found.review:
        where = address(GraduationReview, "change", found.review.pk)
        steps.append(Step(_("Go on with its graduation"), where, "school"))
    elif stay.due_on < page.on:
        extend = Step(_("The stay is over its day: extend it"),
                      address(Residence, "extend", stay.pk), "update", is_late=True)  # fmt: skip
        steps += [
            *([extend] if decides else []),
            Step(_("… or wind it up"), address(Residence, "wind_up", stay.pk), "door_back",
                 is_late=True),
        ]  # fmt: skip
    if stay.programme == Programme.INCUBATION and not found.review and not found.leaving:
        where = address(GraduationReview, "readiness", stay.pk)
        steps.append(Step(_("See whether it can graduate"), where, "school"))
    if not found.signed and not found.leaving:
        steps.append(Step(_("Draft an agreement"), address(Residence, "agreement", stay.pk),
                          "edit_document"))  # fmt: skip
    if found.changes and decides:
        steps.append(Step(_("Decide on the change it asks for"), "?tab=stays",
                          "published_with_changes"))  # fmt: skip
    return steps


def _of_a_graduate(page: Page) -> list[Step]:
    """From the incubator that it graduated from last into the accelerator, until it is there."""
    last = page.stays[0] if page.stays else None
    if last is None or last.exit_reason != ExitReason.GRADUATED:
        return []
    referral = page.of(Referral).filter(graduation=last).order_by("-pk").first()
    if referral and referral.state in REFERRING:
        where = address(Referral, "change", referral.pk)
        return [Step(_("Go on with its referral"), where, "rocket_launch")]
    if referral and referral.state == ReferralState.MOVED_IN:
        return []
    where = f"{address(Referral, 'add')}?graduation={last.pk}"
    return [Step(_("Refer it to the accelerator"), where, "rocket_launch")]


def _of_others(page: Page, found: Standing) -> list[Step]:
    may = page.access.may
    steps = []
    if found.overdue and may(Permission.LEASES_READ):
        steps.append(Step(_("See what it owes"), "?tab=money", "receipt_long", is_late=True))
    if found.late_returns:
        steps.append(Step(_("See which returns are late"), "?tab=returns", "pending_actions",
                          is_late=True))  # fmt: skip
    if found.facts.waiting and may(Permission.COMPANIES_WRITE):
        steps.append(Step(_("Verify the facts that wait (%(count)d)")
                          % {"count": found.facts.waiting}, "?tab=facts", "verified"))  # fmt: skip
    if page.open_stays and not found.mentors and may(Permission.MENTORS_WRITE):
        where = address(Assignment, "suggestions", page.open_stays[0].pk)
        steps.append(Step(_("Find a mentor for it"), where, "diversity_3"))
    may_let = may(Permission.LEASES_WRITE) and may(Permission.DECISIONS_WRITE)
    if page.open_stays and found.running_leases == 0 and may_let:
        steps.append(Step(_("Grant it a lease"), address(SpaceLease, "add"), "contract"))
    return steps
