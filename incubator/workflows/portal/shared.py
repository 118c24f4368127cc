"""What a company's pages share: whose it is, what the reader may do, and how a refusal is shown."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from companies import lifecycle
from companies.enums import Right
from companies.models import Company, Paper, Residence
from companies.models.applications import rights_from
from companies.queries.people import company_right
from incubator.core.dates import now
from incubator.core.errors import RuleViolation


def companies_of(user) -> QuerySet[Company]:
    """Those that somebody acts for."""
    return Company.objects.filter(
        representatives__user=user, representatives__ended_at__isnull=True
    )


def company_of(request: HttpRequest, pk: int) -> Company:
    """One's own company; anybody else's does not exist."""
    return _found(companies_of(request.user).filter(pk=pk))


def stay_of(request: HttpRequest, pk: int, *, right: Right) -> Residence:
    """A stay of one's own company that goes on, for whoever holds a right in it."""
    stays = Residence.objects.filter(
        pk=pk,
        left_on__isnull=True,
        company__representatives__user=request.user,
        company__representatives__ended_at__isnull=True,
        company__representatives__right__in=rights_from(right),
    )
    return _found(stays.select_related("company", "incubator"))


def own(request: HttpRequest, rows: QuerySet, key: uuid.UUID) -> Any:
    """A row of one's own company by its key."""
    return _found(
        rows.of_person(request.user)
        .filter(key=key)
        .select_related("company", "incubator", "residence")
    )


def paper_of(request: HttpRequest, pk: int) -> Paper:
    """A filed paper of one's own company."""
    return _found(Paper.objects.filter(pk=pk, company__in=companies_of(request.user)))


def may(request: HttpRequest, company: Company, right: Right) -> bool:
    """Whether the reader holds a right in the company."""
    held = company_right(company_id=company.pk, user=request.user)
    return held in rights_from(right)


def told(request: HttpRequest, verb: Callable[[], Any], done: str) -> None:
    """Run a verb; what it did, or why not, is said on the next page."""
    try:
        verb()
    except RuleViolation as violation:
        messages.error(request, violation.detail)
    else:
        messages.success(request, done)


def take_paper(request: HttpRequest, matter: Model) -> None:
    """File what was sent about a matter."""
    upload = request.FILES.get("file")
    if upload is None:
        messages.error(request, _("Choose a file first."))
        return
    told(
        request,
        lambda: lifecycle.file_paper(
            matter=matter,
            upload=upload,
            kind=request.POST.get("kind", ""),
            by=request.user,
            at=now(),
        ),
        _("The paper is filed."),
    )


def _found(rows: QuerySet) -> Any:
    row = rows.first()
    if row is None:
        raise Http404
    return row
