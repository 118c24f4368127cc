"""What every verb on an application needs: the row held, the right, and the move recorded."""

import datetime

from django.utils.translation import gettext_lazy as _

from companies.enums import ApplicationState, Right
from companies.models import Application, Move
from companies.queries.applications import right_of
from companies.rules.moves import may_move
from incubator.accounts.models import User
from incubator.core.errors import RuleViolation


def locked_application(application: Application) -> Application:
    """The row as it is now, held until the transaction ends.

    Only what never changes is joined (see ``holding.locked_cases``).
    """
    return (
        Application.objects.select_for_update(of=("self",))
        .select_related("call", "incubator", "questionnaire")
        .get(pk=application.pk)
    )


def hold_person(by) -> None:
    """Let what one person does be counted: a second request of theirs waits for this one.

    Rows may point at the person meanwhile; nothing else waits.
    """
    User.objects.select_for_update(no_key=True).only("pk").get(pk=by.pk)


def require_right(application: Application, by, right: Right) -> None:
    """Raises ``right_missing`` (403) where somebody may not do this in the application."""
    held = right_of(application=application, user=by)
    order = list(Right.values)
    if held is None or order.index(held) < order.index(right):
        raise RuleViolation(
            "right_missing",
            _("You may not do this here; ask whoever began the application."),
            status=403,
        )


def move(
    application: Application,
    to: ApplicationState,
    *,
    by,
    at: datetime.datetime,
    said: str = "",
    **columns,
) -> None:
    """Change the state as the table allows, with ``columns``, and record it.

    Raises RuleViolation ``application_move_refused`` (409).
    """
    before = application.state
    require_move(application, to)
    application.state = to
    for name, value in columns.items():
        setattr(application, name, value)
    application.save(update_fields=["state", *columns])
    record_move(application, before=before, by=by, at=at, said=said)


def require_move(application: Application, to: ApplicationState) -> None:
    """Raises RuleViolation ``application_move_refused`` (409)."""
    if not may_move(application.state, to):
        raise RuleViolation(
            "application_move_refused",
            _("An application that is “%(now)s” cannot become “%(to)s”."),
            status=409,
            now=application.get_state_display(),
            to=to.label,
        )


def record_move(
    application: Application, *, before: str, by, at: datetime.datetime, said: str = ""
) -> None:
    """Write the move that has just been made into the timeline."""
    Move.objects.create(
        application=application,
        before=before,
        after=application.state,
        moved_at=at,
        moved_by=by,
        said=said,
    )
