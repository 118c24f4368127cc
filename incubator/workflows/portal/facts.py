"""What is known of a company: its facts by the day, a fact handed in with its document."""

import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from companies import lifecycle
from companies.enums import FactStanding, FactState, Right
from companies.models import Company, CompanyFact, Evidence
from companies.queries.facts import FACTS, facts_of
from companies.queries.stakes import portfolio
from companies.rules.facts import standing_of
from incubator.core.dates import now
from incubator.core.files import as_attachment
from incubator.core.forms import day_asked, run
from incubator.workflows.portal import forms
from incubator.workflows.portal.shared import companies_of, company_of, may

COLOURS = {
    FactStanding.WAITING: "info",
    FactStanding.REJECTED: "bad",
    FactStanding.REPLACED: "quiet",
    FactStanding.APPLIED: "info",
    FactStanding.NOT_YET: "quiet",
    FactStanding.HOLDS: "good",
    FactStanding.ENDED: "warn",
}


@require_safe
def listing(request: HttpRequest, pk: int) -> HttpResponse:
    """Every fact by kind, and how it stands on ``?on=``; and who holds what of the company then."""
    company = company_of(request, pk)
    on = day_asked(request)
    return render(
        request,
        "company/facts.html",
        {
            "company": company,
            "on": on,
            "kinds": [
                (name, kind._meta.verbose_name_plural, [_shown(fact, on) for fact in rows])
                for name, kind, rows in facts_of(company)
            ],
            "holdings": portfolio(company.equity_stakes.all(), on=on).holdings,
            "may_write": may(request, company, Right.EDIT),
        },
    )


def _shown(fact: CompanyFact, on: datetime.date) -> dict:
    standing = standing_of(fact, on=on)
    return {
        "fact": fact,
        "standing": standing,
        "colour": COLOURS[standing],
        "wants_document": fact.evidence_id is None and fact.state != FactState.REJECTED,
    }


@require_http_methods(["GET", "HEAD", "POST"])
def hand_in(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """The form of one kind of fact."""
    company = _writable(request, pk)
    model = _kind(kind)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = forms.FactForm(*sent, kind=model)
    if sent:
        fact = run(
            form,
            lambda data: lifecycle.file_fact(
                model, company=company, by=request.user, at=now(), **data
            ),
        )
        if fact:
            return redirect(f"{reverse('company:facts', args=[company.pk])}#{kind}")
    return _form_page(request, company, form, title=model._meta.verbose_name)


@require_http_methods(["GET", "HEAD", "POST"])
def document(request: HttpRequest, pk: int, kind: str, fact: int) -> HttpResponse:
    """The document behind a fact that has none."""
    company = _writable(request, pk)
    found = _kind(kind)._default_manager.filter(company=company, pk=fact).first()
    if found is None:
        raise Http404
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = forms.DocumentForm(*sent)
    if sent:
        done = run(
            form,
            lambda data: lifecycle.file_document(
                fact=found, by=request.user, at=now(), **data
            ),
        )  # fmt: skip
        if done:
            return redirect("company:facts", pk=company.pk)
    return _form_page(request, company, form, title=_("Document behind: %s") % found)


@require_safe
def evidence(request: HttpRequest, pk: int) -> HttpResponse:
    """A document of one's own company, as a download."""
    mine = Evidence.objects.filter(pk=pk, company__in=companies_of(request.user)).first()
    if mine is None:
        raise Http404
    return as_attachment(mine.file, name=mine.original_name, content_type=mine.content_type)


def _form_page(request: HttpRequest, company: Company, form, *, title) -> HttpResponse:
    return render(
        request,
        "company/fact_form.html",
        {"company": company, "form": form, "heading": title},
        status=400 if form.errors else 200,
    )


def _writable(request: HttpRequest, pk: int) -> Company:
    company = company_of(request, pk)
    if not may(request, company, Right.EDIT):
        raise Http404
    return company


def _kind(name: str) -> type[CompanyFact]:
    if name not in FACTS:
        raise Http404
    return FACTS[name]
