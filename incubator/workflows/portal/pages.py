"""My company: its stays with their last day, the agreement, the rooms, and what is under way."""

import io

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from companies.documents.agreement import document_of
from companies.enums import Right
from companies.models import Company, IncubationAgreement, Residence
from companies.queries.facts import fact_counts
from companies.rules.terms import TERMS
from facilities.models import LeasedUnit, SpaceLease
from incubator.core.dates import today
from incubator.core.files import as_attachment
from incubator.core.files.kinds import DOCX
from incubator.workflows.portal.shared import companies_of, company_of, may, paper_of


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """The companies that one acts for; one alone is shown at once."""
    found = list(companies_of(request.user).order_by("name_pinyin", "pk").distinct()[:200])
    if len(found) == 1:
        return redirect("company:page", pk=found[0].pk)
    return render(request, "company/companies.html", {"companies": found})


@require_safe
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything about one company that its people may know."""
    company = company_of(request, pk)
    day = today()
    stays = company.residences.select_related("incubator").order_by("-admitted_on", "-pk")
    return render(
        request,
        "company/company.html",
        {
            "company": company,
            "stays": [_stay(stay, day) for stay in stays],
            "entries": company.entries.holding(on=day).order_by("entry"),
            "shareholders": company.shareholdings.holding(on=day).order_by("-share", "pk"),
            "changes": company.changes.order_by("-asked_at", "-pk")[:50],
            "leavings": company.leavings.order_by("-asked_at", "-pk")[:20],
            "facts": fact_counts(company),
            "graduations": company.graduation_reviews.select_related("incubator").order_by("-pk")[
                :20
            ],
            "today": day,
            "may_write": may(request, company, Right.EDIT),
            "may_sign": may(request, company, Right.SIGN),
        },
    )


def _stay(stay: Residence, day) -> dict:
    """A stay with its agreement and, while it goes on, the rooms it has."""
    agreement = stay.agreements.live().select_related("scan").first()
    rooms = LeasedUnit.objects.filter(
        lease__residence=stay, begins_on__lte=day, ends_on__gt=day
    ).select_related("unit__building", "lease")
    return {
        "stay": stay,
        "is_overdue": stay.is_open and stay.due_on < day,
        "agreement": agreement,
        "terms": _terms(agreement) if agreement else [],
        "rooms": rooms.order_by("unit__building__code", "unit__number"),
        "leases": SpaceLease.objects.filter(residence=stay, cancelled_on=None).order_by(
            "-begins_on"
        ),
    }


def _terms(agreement: IncubationAgreement) -> list[tuple]:
    values = agreement.values()
    return [(term.label, values[term.name], term.unit) for term in TERMS]


@require_safe
def agreement_document(request: HttpRequest, pk: int) -> HttpResponse:
    """The agreement as a Word document, as long as it is not void."""
    agreement = _agreement(request, pk)
    content = io.BytesIO(document_of(agreement))
    response = FileResponse(
        content,
        as_attachment=True,
        filename=f"{agreement.number}.docx",
        content_type=DOCX.content_type,
    )
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_safe
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """A filed paper of one's company, as a download."""
    found = paper_of(request, pk)
    return as_attachment(found.file, name=found.original_name, content_type=found.content_type)


def _agreement(request: HttpRequest, pk: int) -> IncubationAgreement:
    mine: list[Company] = list(companies_of(request.user))
    found = IncubationAgreement.objects.live().filter(pk=pk, residence__company__in=mine)
    agreement = found.select_related("incubator", "template").first()
    if agreement is None:
        raise Http404
    return agreement
