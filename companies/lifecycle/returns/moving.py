"""What every verb on a return needs: the row held, the right, and the move recorded."""

import datetime
from typing import TypeVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from companies.enums import ReturnState, Right
from companies.models import Company, DueReturn, Return, ReturnMove
from companies.queries.returns import right_at
from companies.rules.returns.moves import may_move
from incubator.core.errors import RuleViolation

Row = TypeVar("Row", DueReturn, Return)


def locked_due(due: DueReturn) -> DueReturn:
    """The row as it is now, held until the transaction ends. Raises ``return_taken_back`` (409)."""
    rows = DueReturn.objects.select_for_update(of=("self",)).select_related(
        "period__form", "company", "residence", "incubator"
    )
    return _there(rows.filter(pk=due.pk).first())


def locked_return(report: Return) -> Return:
    """The row as it is now, held until the transaction ends. Raises ``return_taken_back`` (409)."""
    rows = Return.objects.select_for_update(of=("self",)).select_related(
        "form", "due__period__form", "due__company", "due__residence"
    )
    return _there(rows.filter(pk=report.pk).first())


def _there(row: Row | None) -> Row:
    """A row that somebody's file made is gone once that is taken back."""
    if row is None:
        raise RuleViolation(
            "return_taken_back",
            _("This has just been taken off file: the file that brought it was taken back."),
            status=409,
        )
    return row


def require_right(company: Company, by, right: Right) -> None:
    """Raises ``right_missing`` (403) where somebody may not do this for a company."""
    held = right_at(company=company, user=by)
    order = list(Right.values)
    if held is None or order.index(held) < order.index(right):
        raise RuleViolation("right_missing", _("You may not do this for the company."), status=403)


def require_writable(report: Return) -> None:
    """Raises ``return_not_writable`` (409) once it is with the office or verified,
    ``return_superseded`` (409).
    """
    if report.due.superseded_by_id:
        code, said, _values = superseded_meanwhile("")
        raise RuleViolation(code, said, status=409)
    if not report.is_writable:
        raise RuleViolation(
            "return_not_writable",
            _("This return is “%(state)s” and cannot be changed any more."),
            status=409,
            state=report.get_state_display(),
        )


def superseded_meanwhile(_said: str) -> tuple[str, Promise, dict[str, object]]:
    """What it means that the trigger moves no return which gave way to another one."""
    return (
        "return_superseded",
        _("The company was on file twice, and its other return for this period holds: this one "
          "stays as it is."),
        {},
    )  # fmt: skip


def move(
    report: Return, to: ReturnState, *, by, at: datetime.datetime, said: str = "", **columns
) -> None:
    """Change the state as the table allows, with ``columns``, and record it.

    Raises RuleViolation ``return_move_refused`` (409).
    """
    before = report.state
    if not may_move(before, to):
        raise RuleViolation(
            "return_move_refused",
            _("A return that is “%(now)s” cannot become “%(to)s”."),
            status=409,
            now=report.get_state_display(),
            to=to.label,
        )
    report.state = to
    for name, value in columns.items():
        setattr(report, name, value)
    report.save(update_fields=["state", *columns])
    record_move(report, before=before, by=by, at=at, said=said)


def record_move(report: Return, *, before: str, by, at: datetime.datetime, said: str = "") -> None:
    """Write the move that has just been made into the timeline."""
    ReturnMove.objects.create(
        report=report, before=before, after=report.state, moved_at=at, moved_by=by, said=said
    )


def sentence(text: str, *, field: str) -> str:
    """What somebody has to say in words. Raises ``said_nothing``, ``answer_too_long``."""
    text = text.strip()
    if not text:
        raise RuleViolation("said_nothing", _("Say it in a sentence or more."), field=field)
    if len(text) > LONGEST_REASON:
        raise RuleViolation(
            "answer_too_long",
            _("At most %(most)s characters; there are %(count)s."),
            field=field,
            most=LONGEST_REASON,
            count=len(text),
        )
    return text


LONGEST_REASON = 500
