"""Verbs after the review: what the office decides of an application, and what becomes of it."""

import datetime

from django.db import transaction

from companies.enums import ApplicationState, LetterKind
from companies.lifecycle.letters import write_letter
from companies.lifecycle.moving import locked_application, move
from companies.models import Application, Company
from incubator.core.history import recorded


@transaction.atomic
def mark_admitted(
    *, application: Application, company: Company, by, at: datetime.datetime
) -> Application:
    """Close an accepted application: the company it was made for has its residence.

    The residence itself is the admitting workflow's part, in the same transaction. Raises
    RuleViolation ``application_move_refused`` (409), also for one that is admitted already.
    """
    application = locked_application(application)
    with recorded(by=by):
        move(
            application, ApplicationState.ADMITTED, by=by, at=at,
            company=company, admitted_at=at,
        )  # fmt: skip
        write_letter(application, LetterKind.ADMITTED, by=by, at=at)
    return application
