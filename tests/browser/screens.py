"""The main pages, each with who looks at it and how they get there: by links, as people do."""

from dataclasses import dataclass

from seeds.demo import DIRECTOR, FOUNDER, MANAGER, MENTOR, REVIEWER, ZONE

AUDITOR = "auditor"
ROW = "#result_list tbody tr:first-child th a"  # the first row of a list in the admin
ADMIN = "/admin/"


@dataclass(frozen=True)
class Screen:
    """A page: who opens which address, which links are followed, and what is asked there.

    ``pictured`` pages are in the manual.
    """

    name: str
    who: str | None
    address: str
    follow: tuple[str, ...] = ()
    pictured: bool = False
    query: str = ""


def listed(name: str, who: str, place: str, *, query: str = "", pictured: bool = False) -> Screen:
    """A list of the admin."""
    return Screen(name, who, f"{ADMIN}{place}/{query}", pictured=pictured)


def row(
    name: str, who: str, place: str, *follow: str, query: str = "", pictured: bool = False
) -> Screen:
    """The page of the first row of a list of the admin, and what is reached from there."""
    return Screen(name, who, f"{ADMIN}{place}/{query}", (ROW, *follow), pictured=pictured)


def action(name: str) -> str:
    """A button over a page of the admin, by the word in its address."""
    return f'a[href*="/{name}"]'


def tab(code: str) -> str:
    """A tab of a company's page."""
    return f'a[href$="?tab={code}"]'


PUBLIC = [
    Screen("front", None, "/", pictured=True),
    Screen("figures", None, "/figures/", pictured=True),
    Screen("calls", None, "/calls/"),
    Screen("call", None, "/calls/", ('main a[href^="/calls/"]',)),
    Screen("login", None, "/account/login/"),
    Screen("admin-login", None, "/admin/login/"),
]
FOUNDERS = [
    Screen("applications", FOUNDER, "/applications/"),
    Screen("application", FOUNDER, "/applications/", ('main a[href^="/applications/"]',)),
    Screen("company", FOUNDER, "/company/"),
    Screen("facts", FOUNDER, "/company/", ('a[href$="/facts/"]',)),
    Screen("ask-change", FOUNDER, "/company/", ('a[href$="/changes/"]',)),
    Screen("graduation-check", FOUNDER, "/company/", ('a[href$="/graduation/"]',),
           pictured=True),
    Screen("returns", FOUNDER, "/returns/"),
    Screen("return", FOUNDER, "/returns/", ('main a[href^="/returns/"]',)),
    Screen("mentoring", FOUNDER, "/mentoring/"),
    Screen("own-data", FOUNDER, "/account/data/"),
]  # fmt: skip
EXPERTS = [
    Screen("rounds", REVIEWER, "/reviewing/"),
    Screen("queue", REVIEWER, "/reviewing/", ('main a[href^="/reviewing/rounds/"]',)),
    Screen("case", REVIEWER, "/reviewing/",
           ('main a[href^="/reviewing/rounds/"]', 'main a[href^="/reviewing/cases/"]'),
           pictured=True),
    Screen("mentor-home", MENTOR, "/mentoring/mentor/"),
    Screen("mentor-month", MENTOR, "/mentoring/mentor/calendar/"),
]  # fmt: skip
MANAGERS = [
    Screen("home", MANAGER, ADMIN, pictured=True),
    listed("companies", MANAGER, "companies/company"),
    row("company-overview", MANAGER, "companies/company", pictured=True),
    row("company-stays", MANAGER, "companies/company", tab("stays")),
    row("company-money", MANAGER, "companies/company", tab("money")),
    row("company-returns", MANAGER, "companies/company", tab("returns")),
    row("company-facts", MANAGER, "companies/company", tab("facts")),
    row("company-ready", MANAGER, "companies/company", tab("ready")),
    row("company-history", MANAGER, "companies/company", tab("history")),
    listed("admin-applications", MANAGER, "companies/application"),
    row("admin-application", MANAGER, "companies/application", pictured=True),
    listed("funnel", MANAGER, "companies/application/funnel"),
    row("round", MANAGER, "companies/reviewround"),
    row("ranking", MANAGER, "companies/reviewround", action("ranking"), pictured=True),
    row("admission", MANAGER, "companies/admission"),
    listed(
        "board", MANAGER, "companies/graduationreview/board", query="?on=2007-11-30", pictured=True
    ),
    row("graduation-review", MANAGER, "companies/graduationreview"),
    listed("duties", MANAGER, "companies/changerequest/duties"),
    listed("care", MANAGER, "companies/company/care"),
    Screen(
        "rent-control",
        MANAGER,
        f"{ADMIN}facilities/building/plan/",
        pictured=True,
        query="?on=2007-12-21",
    ),
    listed("occupancy", MANAGER, "facilities/building/occupancy"),
    row("lease", MANAGER, "facilities/spacelease"),
    listed("owing", MANAGER, "facilities/spacelease/owing"),
    listed("charges", MANAGER, "facilities/charge"),
    listed("mentors", MANAGER, "mentors/mentor"),
    row("mentor", MANAGER, "mentors/mentor"),
    listed("slots", MANAGER, "mentors/slot"),
    listed("sessions", MANAGER, "mentors/mentoringsession"),
    listed("duplicates", MANAGER, "companies/possibleduplicate"),
    Screen("import", MANAGER, f"{ADMIN}imports/fileimport/add/?kind=companies"),
    listed("imports", MANAGER, "imports/fileimport"),
    listed("dues", MANAGER, "companies/duereturn"),
    row("admin-return", MANAGER, "companies/return"),
]
OFFICE = [
    Screen("zone-home", ZONE, ADMIN),
    listed("totals", ZONE, "statistics/yearlytotal"),
    row("total", ZONE, "statistics/yearlytotal"),
    row("behind", ZONE, "statistics/yearlytotal", 'a[href*="/facts/"]', pictured=True),
    listed("flows", ZONE, "statistics/yearlytotal/reconciliation", pictured=True),
    listed("series", ZONE, "statistics/yearlytotal/series"),
    Screen("check-text", ZONE, f"{ADMIN}statistics/document/", (action("check_text"),)),
    Screen("write-report", ZONE, f"{ADMIN}statistics/document/", (action("write_report"),)),
    Screen("signals", ZONE, f"{ADMIN}statistics/yearlytotal/", (action("signals"),)),
    listed("late-facts", ZONE, "statistics/latefact"),
    row("snapshot", DIRECTOR, "statistics/snapshot", pictured=True),
    Screen("progress", ZONE, f"{ADMIN}statistics/target/", (action("progress"),)),
    Screen("torch", ZONE, f"{ADMIN}statistics/torchentry/", (action("forms"),)),
    row("rulebook", ZONE, "institutions/rulebook"),
    row("incubator", ZONE, "institutions/incubator"),
    Screen("search-history", AUDITOR, f"{ADMIN}core/historycheck/search/"),
    listed("checks", AUDITOR, "core/historycheck"),
    listed("rights", AUDITOR, "accounts/membership/rights"),
]
SCREENS = [*PUBLIC, *FOUNDERS, *EXPERTS, *MANAGERS, *OFFICE]
