"""The managers' desk over a million companies: lists, searches, filters, home, a company's page.

By one who sees the whole zone and one who sees a single incubator, over HTTP as their browsers
ask; what an auditor searches in the history besides.
"""

import datetime
from urllib.parse import urlencode

from _bench_load import Connection, Request, median_times
from _bench_people import AUDITOR, MANAGER, ZONE_OFFICE, Person, session_of
from _bench_report import Row, at_most, note
from _console import Step
from django.contrib.admin import site
from django.db import connection
from django.db.models import Model
from django.urls import reverse

from companies.admin.filters import STANDINGS
from companies.models import Application, Company, DueReturn, GraduationReview, Residence, Return
from facilities.models import Charge, SpaceLease
from incubator.accounts.access import access_of
from incubator.core.dates import now, today
from incubator.core.sealing import seal_history
from incubator.institutions.models import Incubator
from incubator.workflows.admin.company.pages import TABS

ROUNDS = 7
LIST, HOME, PAGE = 300, 500, 300  # milliseconds
COMMON_WORD = "有限"
DEPTH = 0.9  # of a list
LONG_AGO = datetime.date(2001, 3, 1)
FACETS = {"_facets": "True"}


def desk(current: Step, address: str) -> list[Row]:
    """Every page that a manager opens many times a day."""
    current.note("as a table that has been in use")
    seal_history(at=now())
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    rows = [
        note("Desk: companies", Company.objects.count(), ""),
        note("… stays", Residence.objects.count(), ""),
    ]
    for person, sees in ((ZONE_OFFICE, "the zone"), (MANAGER, "one incubator")):
        asked = [
            (LIST, _companies(person) | _searches(person) | _filters(person) | _others()),
            (HOME, {"home page": "/admin/"}),
            (PAGE, _company(person)),
        ]
        rows += _measured(current, address, person, sees, asked)
    return rows + _measured(current, address, AUDITOR, "an auditor", [(LIST, _history())])


def _measured(
    current: Step,
    address: str,
    person: Person,
    sees: str,
    asked: list[tuple[int, dict[str, str]]],
) -> list[Row]:
    """A row for each page, against the goal of its kind."""
    cookie = {"Cookie": f"sessionid={session_of(person, address)}"}
    used, rows = Connection(address), []
    for goal, paths in asked:
        current.note(f"{len(paths)} pages as {sees}")
        requests = {what: Request.get(path, cookie) for what, path in paths.items()}
        times = median_times(used, requests, ROUNDS)
        rows += [at_most(f"{sees}: {what}", took, goal, "ms") for what, took in times.items()]
    return rows


def _list(model: type[Model], **query: str) -> str:
    address = site.get_model_admin(model).list_address()
    return f"{address}?{urlencode(query)}" if query else address


def _seen(person: Person):
    return Company.objects.visible_to(access_of(person.user, on=today()))


def _companies(person: Person) -> dict[str, str]:
    """The list of companies, from its first page to its last, in some orders."""
    rows = _seen(person).order_by("name_pinyin", "pk")
    deep = rows[int(rows.count() * DEPTH)].name_pinyin
    by_day = {"_columns": "called,registered_on", "o": "1"}
    return {
        "companies": _list(Company),
        "companies, page 2": _list(Company, p="2"),
        f"companies, at {DEPTH:.0%} of them": _list(Company, _from=deep),
        "companies, last page": _list(Company, _before=""),
        "companies, from z to a": _list(Company, o="-0"),
        "companies by day of registration": _list(Company, **by_day),
        "companies by day of registration, from 2020 on":
            _list(Company, **by_day, _from="2020-01-01"),
        "companies by code, from the last": _list(Company, o="-1"),
    }  # fmt: skip


def _searches(person: Person) -> dict[str, str]:
    """What people type when they look for one company, and when they look for none of these."""
    wanted = _seen(person).filter(unified_code__isnull=False).order_by("-pk")[99]
    typed = {
        "two characters": wanted.name[2:4],
        "two characters of very many": COMMON_WORD,
        "three words": f"{wanted.name[2:4]} {wanted.name[4:6]} {COMMON_WORD}",
        "pinyin": wanted.name_pinyin[6:16],
        "pinyin of very many": "youxian",
        "initials": wanted.name_initials[2:8],
        "two initials": wanted.name_initials[2:4],
        "part of a code": wanted.unified_code[8:16],
        "a code": wanted.unified_code,
        "one digit": "7",
        "what is not there": "查无此企业",
    }
    return {f"search: {what}": _list(Company, q=text) for what, text in typed.items()}


def _filters(person: Person) -> dict[str, str]:
    """Each filter of companies with the counts of all, and some together."""
    seen = _seen(person).order_by("pk")
    place = Incubator.objects.incubating().order_by("pk")[0]
    field = seen.exclude(field="").values_list("field", flat=True)[0]
    asked: dict[str, dict[str, str]] = {
        "none": {},
        **{f"standing {name}": {"standing": name} for name in STANDINGS},
        "incubator": {"incubator": str(place.pk)},
        "field": {"field__exact": field},
        "founder": {"founder_kind__exact": "returnee"},
        "in an incubator now": {"standing": "in", "incubator": str(place.pk)},
        "three at once": {
            "standing": "overdue", "incubator": str(place.pk), "field__exact": field,
        },
        "one, and a search": {"standing": "in", "q": seen[99].name[2:4]},
        "one, and a search of very many": {"standing": "graduated", "q": COMMON_WORD},
    }  # fmt: skip
    return {
        f"filter with counts: {what}": _list(Company, **query, **FACETS)
        for what, query in asked.items()
    }


def _others() -> dict[str, str]:
    """The other long lists."""
    return {
        "stays": _list(Residence),
        "stays with counts": _list(Residence, **FACETS),
        "stays, last page": _list(Residence, _before=""),
        "stays, from 2001 back": _list(Residence, _from=LONG_AGO.isoformat()),
        "stays by company": _list(Residence, o="0"),
        "stays by the end": _list(Residence, o="4"),
        "stays by the end, from 2001 on": _list(Residence, o="4", _from=LONG_AGO.isoformat()),
        "stays that are overdue": _list(Residence, standing="overdue"),
        "stays that ended in 2007": _list(Residence, left_year="2007"),
        "stays, two characters of very many": _list(Residence, q=COMMON_WORD),
        "stays, initials": _list(Residence, q="nbyj"),
        "graduations": _list(GraduationReview, **FACETS),
        "leases": _list(SpaceLease),
        "leases with counts": _list(SpaceLease, **FACETS),
        "leases, two characters of very many": _list(SpaceLease, q=COMMON_WORD),
        "charges": _list(Charge),
        "returns": _list(Return),
        "returns with counts": _list(Return, **FACETS),
        "returns, two characters of very many": _list(Return, q=COMMON_WORD),
        "returns owed": _list(DueReturn, **FACETS),
        "applications with counts": _list(Application, **FACETS),
    }


def _company(person: Person) -> dict[str, str]:
    """The page of a company with leases and returns, tab by tab."""
    report = Return.objects.filter(due__company__in=_seen(person)).order_by("pk").first()
    company = report.due.company_id if report else _seen(person).order_by("pk")[0].pk
    page = reverse("admin:companies_company_page", args=[company])
    return {f"company: {code}": f"{page}?tab={code}" for code in TABS}


def _history() -> dict[str, str]:
    """What an auditor looks for in all that was ever changed."""
    page = reverse("admin:core_historycheck_search")
    asked = {
        "the latest": {},
        "by somebody": {"person": ZONE_OFFICE.username},
        "until a day": {"until": today().isoformat()},
        "of one table": {"table": Residence._meta.db_table},
        "of one row": {"row": "500000"},
        "a reason": {"word": "generate_zone"},
        "a reason that nobody gave": {"word": "从未有过"},
        "without a name": {"nameless": "on"},
    }
    return {f"history: {what}": f"{page}?{urlencode(query)}" for what, query in asked.items()}
