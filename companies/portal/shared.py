"""What the pages of applying share: whose application it is, and how a refusal is shown."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest

from companies.models import Application
from companies.queries.told import with_told_state
from incubator.core.errors import RuleViolation


def application_of(request: HttpRequest, key: uuid.UUID) -> Application:
    """The asker's own application, with what they were ``told``; another's does not exist."""
    application = (
        with_told_state(Application.objects.of_person(request.user))
        .select_related("call", "incubator", "questionnaire", "company", "late_code")
        .filter(key=key)
        .first()
    )
    if application is None:
        raise Http404
    return application


def told(request: HttpRequest, run: Callable[[], Any]) -> bool:
    """Run a verb; a refusal becomes a message on the next page. Whether it was done."""
    try:
        run()
    except RuleViolation as violation:
        messages.error(request, violation.detail)
        return False
    return True
