"""The tabs of a company's page: each reads its own rows, in the reader's scope."""

from decimal import Decimal

from django.db.models import Count, Q, Sum
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from companies.admin import fact_parts
from companies.models import (
    Application,
    DueReturn,
    EquityStake,
    Evidence,
    GraduationReview,
    Letter,
    Message,
    OutboxLetter,
    Paper,
    RegisteredEntry,
    Representative,
    ReturnReminder,
    Shareholding,
)
from companies.queries.facts import facts_of
from companies.queries.readiness import readiness, text_for
from facilities.admin import words
from facilities.models import Charge, LeaseNotice, SpaceLease
from facilities.queries.leases import StatementLine, statement
from incubator.accounts.permissions import Permission
from incubator.core.admin_fields import link
from incubator.core.dates import day_of
from incubator.core.last_days import last_day_of
from incubator.core.numbers import figure, grouped
from incubator.core.shown import clock, day, listing
from incubator.institutions.enums import Programme
from incubator.institutions.queries import Shelf
from incubator.workflows.admin.company.made import papers_made
from incubator.workflows.admin.company.parts import (
    Page,
    Shown,
    Sums,
    Table,
    address,
    first,
    joined,
    list_of,
)
from incubator.workflows.admin.shown import page_of
from incubator.workflows.graduation_words import COLOURS, shown
from mentors.admin import words as mentoring_words
from mentors.enums import TOOK_PLACE, AssignmentState, SessionState
from mentors.models import Assignment, MentoringSession

Parts = list[Table | Sums | Shown]
UNTIL, SINCE, STANDING = gettext_lazy("until"), gettext_lazy("since"), gettext_lazy("standing")
FROM = gettext_lazy("from")


def people(page: Page) -> Parts:
    """Who acts for it, and who holds it."""
    company = page.company
    acting = company.representatives.select_related("user", "company")
    holders = company.shareholdings.order_by("-until_on", "-share", "pk")
    may = page.access.may(Permission.DECISIONS_WRITE)
    return [
        Table(
            _("People who act for it"),
            (_("user"), _("right"), SINCE, _("ended at")),
            [(link(address(Representative, "change", one.pk), one.user), one.get_right_display(),
              one.since, one.ended_at)
             for one in first(acting.order_by("ended_at", "since", "pk"))],
            empty=_("Nobody can apply or report for it in the portal yet."),
            add=(address(type(company), "appoint", company.pk), _("Let somebody act for it"))
            if may else None,
        ),
        Table(
            capfirst(str(Shareholding._meta.verbose_name_plural)),
            (_("shareholder"), _("share (%)"), _("form of contribution"), FROM, UNTIL),
            [(one.holder, figure(one.share, 4), one.contribution, one.from_on,
              one.until_on) for one in first(holders)],
            empty=_("None on file; they come with an application or a change."),
        ),
    ]  # fmt: skip


def registered(page: Page) -> Parts:
    """What is registered of it by the day, and what it was called before."""
    company = page.company
    entries = company.entries.order_by("entry", "-from_on", "pk")
    names = company.aliases.order_by("kind", "until", "pk")
    return [
        Table(
            capfirst(str(RegisteredEntry._meta.verbose_name_plural)),
            (_("entry"), _("as registered"), FROM, UNTIL),
            [(one.get_entry_display(), one.said, one.from_on, one.until_on)
             for one in first(entries)],
            empty=_("None on file; they come with an application or a change."),
        ),
        Table(
            _("Earlier names and codes"),
            (_("kind"), _("value"), UNTIL),
            [(one.get_kind_display(), one.value, one.until) for one in first(names)],
            empty=_("None: it has always been called so."),
        ),
    ]  # fmt: skip


def money(page: Page) -> Parts:
    """Leases and what is owed under them."""
    rows = page.of(SpaceLease).select_related("renewed_by", "company", "residence")
    leases = first(rows.prefetch_related("leased_units__unit__building")
                   .order_by("-begins_on", "-pk"))  # fmt: skip
    found = statement(page.of(SpaceLease), on=page.on)
    owed = [line for line in found.lines if line.open][::-1]
    account = address(SpaceLease, "statement", leases[0].pk) if leases else ""
    may = page.access.may(Permission.LEASES_WRITE)
    return [
        Sums(
            [
                (_("to be paid"), _in_yuan(found.open), account, False),
                (_("of which overdue"), _in_yuan(found.overdue), account, found.overdue > 0),
                (_("late fees so far, not yet claimed"), _in_yuan(found.late_fee), account,
                 found.late_fee > 0),
                (_("deposits held"), _in_yuan(found.held), account, False),
            ],
        ),
        Table(
            capfirst(str(SpaceLease._meta.verbose_name_plural)),
            (_("lease"), _("units"), _("begins on"), _("last day"), STANDING),
            [(page_of(one), _rooms(one), one.begins_on, last_day_of(one, "until_on"),
              words.badge(*words.standing(one))) for one in leases],
            empty=_("No lease yet."),
            add=(address(SpaceLease, "add"), _("Grant a lease")) if may else None,
        ),
        Table(
            _("Claims that are open"),
            (_("claim"), _("lease"), _("due on"), _("amount (yuan)"), _("open (yuan)"), STANDING),
            [_owed(line) for line in owed],
            empty=_("Everything that is due is paid."),
            more=account,
        ),
    ]  # fmt: skip


def _in_yuan(amount: Decimal) -> str:
    return _("%(amount)s yuan") % {"amount": words.money(amount)}


def _rooms(lease: SpaceLease) -> str:
    return listing(sorted({str(letting.unit) for letting in lease.leased_units.all()}))


def _owed(line: StatementLine) -> tuple:
    charge = line.charge
    state = words.badge(*(("danger", _("Overdue")) if line.overdue else ("info", _("Due"))))
    return (
        link(address(Charge, "change", charge.pk), charge.get_kind_display()),
        charge.lease.number, charge.due_on, words.money(charge.amount_fen),
        words.money(line.open), state,
    )  # fmt: skip


def mentoring(page: Page) -> Parts:
    """Who helps it, what took place and how long. What was said is on the session's page."""
    pairs = first(
        page.of(Assignment).select_related("mentor", "company", "incubator")
        .order_by("-begins_on", "-pk")
    )  # fmt: skip
    parts: Parts = [
        Table(
            _("Mentors"),
            (_("mentor"), _("state"), _("wants help with"), _("begins on"), UNTIL),
            [(page_of(one.mentor),
              link(address(Assignment, "change", one.pk),
                   mentoring_words.state_badge(AssignmentState(one.state))),
              one.needs_said, one.begins_on, one.until_on) for one in pairs],
            empty=_("Nobody helps it yet."),
            add=_find_a_mentor(page),
        )
    ]  # fmt: skip
    if page.access.may(Permission.SESSIONS_READ):
        parts += _sessions(page)
    return parts


def _find_a_mentor(page: Page) -> tuple[str, str] | None:
    if not page.open_stays or not page.access.may(Permission.MENTORS_WRITE):
        return None
    return address(Assignment, "suggestions", page.open_stays[0].pk), _("Find a mentor")


def _sessions(page: Page) -> Parts:
    sessions = page.of(MentoringSession)
    held = sessions.aggregate(
        count=Count("pk", filter=Q(state__in=TOOK_PLACE)),
        whole=Sum("minutes", filter=Q(state__in=TOOK_PLACE)),
        year=Sum("minutes", filter=Q(state__in=TOOK_PLACE, on__year=page.on.year)),
        unsure=Count("pk", filter=Q(state=SessionState.HELD)),
    )
    rows = sessions.select_related("mentor", "company").order_by("-on", "-starts", "-pk")
    whole = list_of(MentoringSession, page.company)
    length = mentoring_words.length
    return [
        Sums([
            (_("sessions held"), held["count"], whole, False),
            (_("hours in all"), length(held["whole"] or 0), whole, False),
            (_("hours this year"), length(held["year"] or 0), whole, False),
            (_("not confirmed by the company"), held["unsure"], whole, False),
        ]),
        Table(
            _("Sessions"),
            (_("day"), _("starts"), _("mentor"), _("length"), _("about"), _("state")),
            [(link(address(MentoringSession, "change", one.pk), day(one.on)),
              clock(one.starts), page_of(one.mentor), length(one.minutes),
              one.get_need_display(), mentoring_words.state_badge(SessionState(one.state)))
             for one in first(rows)],
            empty=_("No session yet."),
            more=whole,
        ),
    ]  # fmt: skip


def facts(page: Page) -> Parts:
    """Certificates, rights and all else that is known by the day, and what is held of it."""
    company = page.company
    may = page.access.may(Permission.COMPANIES_WRITE)
    parts: Parts = [
        Table(
            capfirst(str(kind._meta.verbose_name_plural)),
            (_("fact"), STANDING, _("holds from"), UNTIL, pgettext("evidence", "document")),
            [(page_of(one), fact_parts.standing_badge(one, page.on), one.holds_from,
              one.holds_until, _document(one)) for one in rows],
            empty=_("none on file"),
            add=(address(kind, "record", company.pk), _("Add")) if may else None,
            more=list_of(kind, company),
        )
        for _name, kind, rows in facts_of(company)
    ]  # fmt: skip
    # What there is stands first: the empty kinds are short, and can still be added to.
    parts.sort(key=lambda table: not table.rows)
    return [*parts, _stakes(page)]


def _document(fact) -> str:
    if fact.evidence is None:
        return fact_parts.document_said(None)
    return link(address(Evidence, "file", fact.evidence.pk), fact.evidence)


def _stakes(page: Page) -> Table:
    rows = page.of(EquityStake).select_related("company", "incubator").order_by("-agreed_on", "-pk")
    return Table(
        capfirst(str(EquityStake._meta.verbose_name_plural)),
        (pgettext("equity", "agreed on"), _("investor"), _("instrument"),
         _("agreed amount (yuan)"), _("share agreed (%)"), _("incubator")),
        [(link(address(EquityStake, "change", one.pk), day(one.agreed_on)),
          one.vehicle_name or one.get_vehicle_display(), one.get_instrument_display(),
          grouped(one.agreed), figure(one.share, 4), one.incubator)
         for one in first(rows)],
        empty=_("No incubator holds a part of it."),
    )  # fmt: skip


def ready(page: Page) -> Parts:
    """The conditions of graduation, of each open stay in an incubator."""
    shelf = Shelf.load()
    text = text_for(shelf, on=page.on)
    stays = [one for one in page.open_stays if one.programme == Programme.INCUBATION]
    if text is None:
        return [_nothing(_("No rulebook with conditions of graduation is in force."))]
    if not stays:
        return [_nothing(_("It is in no incubator today, so no conditions are asked of it."))]
    return [
        Shown(
            "workflows/admin/company/readiness.html",
            {**shown(one), "text": text, "colour": COLOURS[one.standing],
             "whole": address(GraduationReview, "readiness", one.residence.pk)},
            title=str(one.residence.incubator),
        )
        for one in readiness(stays, text, as_of=page.on, shelf=shelf)
    ]  # fmt: skip


def _nothing(why: str) -> Shown:
    return Shown("workflows/admin/company/nothing.html", {"why": why})


def letters(page: Page) -> Parts:
    """What was written to it, letter by letter, and what waits to be sent."""
    cases = Application.objects.visible_to(page.access).filter(company=page.company)
    written = Letter.objects.filter(application__in=cases).select_related("application")
    waiting = OutboxLetter.objects.filter(application__in=cases, letter=None)
    talk = Message.objects.filter(application__in=cases).select_related("sent_by")
    parts: Parts = [
        Shown(
            "workflows/admin/company/letters.html",
            {"letters": first(written.order_by("-written_at", "-pk")),
             "waiting": first(waiting.order_by("-prepared_at", "-pk")),
             "messages": first(talk.order_by("-sent_at", "-pk"))},
            title=_("Letters and messages"),
        )
    ] if page.access.may(Permission.APPLICATIONS_READ) else []  # fmt: skip
    return [*parts, papers_made(page), _notices(page)]


def _notices(page: Page) -> Table:
    """Reminders that went out by themselves."""
    told: list[tuple] = []
    if page.access.may(Permission.RETURNS_READ):
        rows = ReturnReminder.objects.filter(
            due__company=page.company, due__in=page.of(DueReturn)
        ).select_related("due__period__form", "due__form")
        told += [(one.sent_at, joined([one.due.form.title, one.due.period.said]),
                  one.get_level_display()) for one in rows.order_by("-pk")[:50]]  # fmt: skip
    if page.access.may(Permission.LEASES_READ):
        ends = LeaseNotice.objects.filter(lease__in=page.of(SpaceLease)).select_related("lease")
        told += [(one.mailed_at or one.made_on, one.lease.number,
                  _("ends in %(days)d days") % {"days": one.days})
                 for one in ends.order_by("-pk")[:50]]  # fmt: skip
    told.sort(key=lambda row: _day(row[0]), reverse=True)
    return Table(
        _("Reminders sent"),
        (_("day"), pgettext("subject", "about"), _("reminder")),
        told,
        empty=_("None yet."),
    )


def _day(when) -> object:
    return day_of(when) if hasattr(when, "hour") else when


def files(page: Page) -> Parts:
    """Every file of it: papers of its stay, documents behind facts, signed leases."""
    parts: Parts = []
    if page.access.may(Permission.RESIDENCES_READ):
        papers = page.of(Paper).select_related("company").order_by("-filed_at", "-pk")
        parts.append(Table(
            _("Papers of its stays"),
            (_("file"), _("kind"), _("filed at"), _("size")),
            [(link(address(Paper, "file", one.pk), one.original_name), one.get_kind_display(),
              one.filed_at, _size(one.size)) for one in first(papers)],
            empty=_("None: they are filed on the pages of agreements, changes and leavings."),
            more=list_of(Paper, page.company),
        ))  # fmt: skip
    documents = page.of(Evidence).order_by("-uploaded_at", "-pk")
    parts.append(Table(
        _("Documents behind facts"),
        (_("title"), _("date of the document"), _("uploaded at"), _("size")),
        [(link(address(Evidence, "file", one.pk), one.title), one.dated, one.uploaded_at,
          _size(one.size)) for one in first(documents)],
        empty=_("None: a document comes in with the fact that it proves."),
        more=list_of(Evidence, page.company),
    ))  # fmt: skip
    if page.access.may(Permission.LEASES_READ):
        signed = page.of(SpaceLease).exclude(document="").order_by("-signed_on", "-pk")
        parts.append(Table(
            _("Signed leases"),
            (_("file"), _("signed on")),
            [(link(address(SpaceLease, "document", one.pk), one.number), one.signed_on)
             for one in first(signed)],
            empty=_("none on file"),
        ))  # fmt: skip
    return parts


def _size(count: int) -> str:
    return f"{grouped(max(count // 1024, 1))} KB"
