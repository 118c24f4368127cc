"""Who may act for a company, and who has to be told."""

from collections.abc import Iterable

from companies.enums import Right
from companies.models import Company, Representative
from companies.models.applications import rights_from
from incubator.accounts.models import Membership, User
from incubator.accounts.permissions import Role
from incubator.core.dates import today


def company_right(*, company_id: int, user) -> str | None:
    """What somebody may do for a company; None where it is none of theirs."""
    acting = Representative.objects.in_force().filter(company=company_id, user=user)
    return acting.values_list("right", flat=True).first()


def people_of(company: Company, *, right: str = Right.EDIT) -> Iterable[User]:
    """The accounts that act for a company with at least a right."""
    acting = company.representatives.in_force().filter(
        right__in=rights_from(right), user__is_active=True
    )
    return [one.user for one in acting.select_related("user").order_by("pk")]


def managers_of(incubator_id: int) -> Iterable[User]:
    """The accounts that run an incubator today."""
    held = Membership.objects.in_force(on=today()).filter(
        role=Role.MANAGER, incubator=incubator_id, user__is_active=True
    )
    return [one.user for one in held.select_related("user").order_by("pk")]
