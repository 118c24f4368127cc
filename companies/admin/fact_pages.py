"""All facts of one company on a day, and what of all facts needs somebody's care."""

import datetime

from django.http import HttpRequest, HttpResponse
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from companies.admin import fact_parts as parts
from companies.models import Company, CompanyFact, Evidence, Qualification
from companies.queries.facts import FACTS, counts_by_kind, facts_of, not_renewed
from incubator.accounts.access import access_from
from incubator.core.dates import today
from incubator.core.forms import day_asked
from incubator.core.numbers import grouped

SOON = 90  # days ahead in which a certificate is to be renewed
SHOWN = 200


def company_page(pages, request: HttpRequest, company: Company) -> HttpResponse:
    """Every fact of a company by kind, as of ``?on=``."""
    on = day_asked(request)
    may_add = pages.has_change_permission(request)
    return pages.page(
        request,
        "facts/admin/company.html",
        title=_("Facts about %s") % company,
        company=company,
        on=on,
        back=pages.address_of(company),
        kinds=[
            {
                "title": capfirst(str(kind._meta.verbose_name_plural)),
                "rows": [_shown(pages, fact, on) for fact in facts],
                "add": _admin_of(pages, kind).add_address(company) if may_add else "",
            }
            for _name, kind, facts in facts_of(company)
        ],
    )


def care_page(pages, request: HttpRequest) -> HttpResponse:
    """What waits for the office, what has no document, and which certificates run out."""
    access, day = access_from(request), today()
    soon = day + datetime.timedelta(days=SOON)
    ending = list(not_renewed(access=access, ended_by=soon)[: SHOWN + 1])
    counts = counts_by_kind(access=access)
    return pages.page(
        request,
        "facts/admin/care.html",
        title=_("Facts to look after"),
        kinds=[_counted(pages, kind, counts[name]) for name, kind in FACTS.items()],
        ending=[_certificate(pages, one, day) for one in ending[:SHOWN]],
        more=len(ending) > SHOWN,
        soon=SOON,
    )


def _counted(pages, kind: type[CompanyFact], counts) -> dict:
    listing = _admin_of(pages, kind).list_address()
    return {
        "title": capfirst(str(kind._meta.verbose_name_plural)),
        "counted": grouped(counts.counted),
        "counted_link": f"{listing}?{urlencode({'counts': 'yes'})}",
        "waiting": counts.waiting,
        "waiting_link": f"{listing}?{urlencode({'counts': 'waiting'})}",
        "gaps": counts.without_document,
        "gaps_link": f"{listing}?{urlencode({'counts': 'yes', 'document': 'no'})}",
    }


def _certificate(pages, one: Qualification, day: datetime.date) -> dict:
    return {
        "company": one.company,
        "link": _admin_of(pages, Qualification).address_of(one),
        "said": str(one),
        "until": one.valid_until,
        "has_ended": one.valid_until <= day,
        "document": parts.document_said(one.evidence),
    }


def _shown(pages, fact: CompanyFact, on: datetime.date) -> dict:
    files = pages.admin_site.get_model_admin(Evidence)
    return {
        "said": str(fact),
        "link": _admin_of(pages, type(fact)).address_of(fact),
        "standing": parts.standing_badge(fact, on),
        "from": fact.holds_from,
        "until": fact.holds_until,
        "document": fact.evidence,
        "file": files.file_address(fact.evidence) if fact.evidence else "",
        "reason": fact.rejection or fact.correction,
    }


def _admin_of(pages, kind: type[CompanyFact]):
    return pages.admin_site.get_model_admin(kind)
