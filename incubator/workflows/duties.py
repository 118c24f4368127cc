"""Duties with a day: what companies report by their agreements and forms, what they file of a
change, and what an institution has to tell the authority of itself (domain 2.3 and 8.4).

Everything is read from rows; what was handed in, filed, reported, waived or withdrawn is none.
"""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Model, Q, QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from companies.lifecycle.acting import tell
from companies.models import ChangeRequest, DueReturn, ReturnForm
from companies.queries.duties import Unasked, unasked
from companies.queries.people import managers_of
from companies.rules.terms import SOURCE
from incubator.accounts.access import Access
from incubator.accounts.permissions import Permission
from incubator.core.dates import day_of
from incubator.core.history import recorded
from incubator.core.shown import day as day_said
from incubator.institutions.enums import Certainty
from incubator.institutions.models import IncubatorChange
from incubator.institutions.queries import reporting_rule

FILING, OWN = "filing", "own"
SOON = datetime.timedelta(days=30)  # before its day; our own choice


@dataclass(frozen=True)
class Duty:
    """One kind of duty: which text asks for it, how many are to come and how many are late.

    ``key`` is the code of a form, ``filing`` or ``own``; ``certainty`` is the text's.
    """

    key: str
    what: Any
    text: str
    certainty: str
    due: int
    late: int


@dataclass(frozen=True)
class Line:
    """One row that a duty counts, with its day."""

    row: Model
    who: str
    what: str
    due_on: datetime.date


def duties(access: Access, *, on: datetime.date) -> list[Duty]:
    """Every kind that somebody in reach owes on a day; five queries for any number."""
    found = _returns(access, on=on)
    if access.may(Permission.RESIDENCES_READ):
        rows = ChangeRequest.objects.visible_to(access).to_file()
        what = _("Registered changes filed with the office")
        found.append(Duty(FILING, what, SOURCE, Certainty.VERIFIED, **_counts(rows, "file_by", on)))
    if access.may(Permission.INCUBATORS_READ):
        rulebook, _months = reporting_rule(on=on)
        rows = IncubatorChange.objects.visible_to(access).to_report()
        what = _("Changes of the institution reported to the authority")
        text = rulebook.name if rulebook else ""
        found.append(Duty(OWN, what, text, Certainty.VERIFIED, **_counts(rows, "report_by", on)))
    return found


def late_duties(access: Access, *, on: datetime.date) -> int:
    """How many are late, of all kinds together."""
    return sum(duty.late for duty in duties(access, on=on))


def lines(access: Access, *, on: datetime.date, most: int) -> list[Line]:
    """The rows of all kinds: the next to come first, then the late ones, the newest first."""
    coming: list[Line] = []
    late: list[Line] = []
    for rows, column, who, what in _sources(access):
        said = partial(_line, column=column, who=who, what=what)
        ahead = rows.filter(**{f"{column}__gte": on}).order_by(column, "pk")
        past = rows.filter(**{f"{column}__lt": on}).order_by(f"-{column}", "pk")
        coming += map(said, ahead[:most])
        late += map(said, past[:most])
    coming.sort(key=lambda line: line.due_on)
    late.sort(key=lambda line: line.due_on, reverse=True)
    return [*coming, *late][:most]


def _sources(access: Access) -> Iterator[tuple[QuerySet, str, str, Callable[[Any], str]]]:
    """What may be read: rows with the column of their day, whose they are, and what is owed."""
    if access.may(Permission.RETURNS_READ):
        dues = DueReturn.objects.visible_to(access).owed()
        yield dues.select_related("company", "form", "period__form"), "due_on", "company", _return
    if access.may(Permission.RESIDENCES_READ):
        changes = ChangeRequest.objects.visible_to(access).to_file()
        yield changes.select_related("company"), "file_by", "company", _change
    if access.may(Permission.INCUBATORS_READ):
        own = IncubatorChange.objects.visible_to(access).to_report()
        yield own.select_related("incubator"), "report_by", "incubator", _change


def not_asked(access: Access, *, on: datetime.date) -> list[Unasked]:
    """What agreements ask for and nobody has been asked (``companies.queries.duties``)."""
    return unasked(access, on=on) if access.may(Permission.RETURNS_READ) else []


def remind_of_own_changes(*, at: datetime.datetime) -> int:
    """Tell the managers a month before a change of their institution has to be reported, and
    once it is late; each once, however often and by however many workers this is done.
    """
    on = day_of(at)
    waiting = IncubatorChange.objects.to_report()
    late = waiting.filter(report_by__lt=on, late_told_at=None)
    soon = waiting.filter(report_by__range=(on, on + SOON), soon_told_at=None)
    told = 0
    for rows, column in ((late, "late_told_at"), (soon, "soon_told_at")):
        for pk in list(rows.order_by("pk").values_list("pk", flat=True)):
            told += _tell(pk, column, at)
    return told


@transaction.atomic
def _tell(pk: int, column: str, at: datetime.datetime) -> bool:
    """Whoever marks it writes the mails."""
    untold = IncubatorChange.objects.to_report().filter(pk=pk, **{column: None})
    with recorded(reason="reminder"):
        if not untold.update(**{column: at}):
            return False
    change = IncubatorChange.objects.select_related("incubator").get(pk=pk)
    tell(
        managers_of(change.incubator_id),
        lambda: (
            gettext("To be reported by %(by)s: %(what)s")
            % {"by": day_said(change.report_by), "what": change},
            gettext(
                "%(what)s changed on %(on)s: %(after)s. It has to be reported to the authority "
                "by %(by)s.\n\nRecord the report here:\n%(link)s"
            )
            % {
                "what": change,
                "on": day_said(change.happened_on),
                "after": change.after,
                "by": day_said(change.report_by),
                "link": _link(change),
            },
        ),
    )
    return True


def _link(change: IncubatorChange) -> str:
    return f"{settings.SITE_URL.rstrip('/')}/admin/institutions/incubatorchange/{change.pk}/change/"


def _returns(access: Access, *, on: datetime.date) -> list[Duty]:
    """One for each form of which anything is owed, under its newest version's source."""
    if not access.may(Permission.RETURNS_READ):
        return []
    owed = DueReturn.objects.visible_to(access).owed()
    late, due = Q(due_on__lt=on), Q(due_on__gte=on)
    counts = owed.order_by("form__code").values("form__code").annotate(
        late=Count("pk", filter=late), due=Count("pk", filter=due)
    )  # fmt: skip
    counted = {row["form__code"]: row for row in counts}
    newest = ReturnForm.objects.published().filter(code__in=counted)
    return [
        Duty(form.code, form.title, form.source, form.certainty,
             due=counted[form.code]["due"], late=counted[form.code]["late"])
        for form in newest.order_by("code", "-version").distinct("code")
    ]  # fmt: skip


def _counts(rows: QuerySet, column: str, on: datetime.date) -> dict[str, int]:
    late, due = Q(**{f"{column}__lt": on}), Q(**{f"{column}__gte": on})
    return rows.aggregate(due=Count("pk", filter=due), late=Count("pk", filter=late))


def _line(row: Model, *, column: str, who: str, what: Callable[[Any], str]) -> Line:
    return Line(row, str(getattr(row, who)), what(row), getattr(row, column))


def _return(due: DueReturn) -> str:
    return f"{due.form.title} · {due.period.said}"


def _change(change: ChangeRequest | IncubatorChange) -> str:
    return gettext("Change: %s") % change.get_kind_display()
