"""What the office writes to an applicant: a letter on file, and the same by mail."""

import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from companies.enums import LetterKind
from companies.models import Application, Letter, Submission
from incubator.core.dates import day_of
from incubator.core.mail import post
from incubator.core.shown import day


def write_letter(
    application: Application,
    kind: LetterKind,
    *,
    by,
    at: datetime.datetime,
    submission: Submission | None = None,
    said: str = "",
) -> Letter:
    """Put a letter on file in the applicant's language, and mail it after the commit."""
    reader = application.started_by
    language = getattr(reader, "language", "") or settings.LANGUAGE_CODE
    with translation.override(language):
        subject = SUBJECTS[kind]() % {"call": application.call.name_in(language)}
        body = _body(application, kind, at, submission, said)
    letter = Letter.objects.create(
        application=application,
        kind=kind,
        language=language,
        subject=subject[:200],
        body=body,
        written_at=at,
        written_by=by,
    )
    if reader is not None and reader.email:
        post(to=[reader.email], subject=subject, text=body)
    return letter


SUBJECTS = {
    LetterKind.RECEIPT: lambda: _("Your application has been received: %(call)s"),
    LetterKind.INFORMATION: lambda: _("The office asks for more information: %(call)s"),
    LetterKind.COMPLETE: lambda: _("Your application is complete: %(call)s"),
    LetterKind.ADMITTED: lambda: _("You are admitted: %(call)s"),
    LetterKind.REFUSED: lambda: _("Your application was not accepted: %(call)s"),
    LetterKind.WITHDRAWN: lambda: _("Your application has been withdrawn: %(call)s"),
}


def _body(
    application: Application,
    kind: LetterKind,
    at: datetime.datetime,
    submission: Submission | None,
    said: str,
) -> str:
    """Plain text; what people wrote stands in it as they wrote it."""
    lines = [
        _("%(name)s:") % {"name": application.name},
        "",
        *WORDS[kind](application, at, submission, said),
        "",
        _("Receipt number: %(receipt)s") % {"receipt": application.receipt or "–"},
        _("Follow it here: %(address)s")
        % {
            "address": settings.SITE_URL.rstrip("/")
            + reverse("applying:application", args=[application.key])
        },
        "",
        application.incubator.name,
        day(day_of(at)),
    ]
    return "\n".join(lines)


def _receipt(application, at, submission, said) -> list[str]:
    answer = day_of(at) + datetime.timedelta(days=application.call.answer_days)
    return [
        _("We have received your application. The office answers by %(day)s.")
        % {"day": day(answer)},
        _("Fingerprint of its content (SHA-256): %(hash)s") % {"hash": submission.content_hash},
    ]


def _information(application, at, submission, said) -> list[str]:
    return [
        _("The office asks you for more. Please answer by %(day)s.")
        % {"day": day(application.last_day_to_answer)},
        "",
        said,
    ]


def _complete(application, at, submission, said) -> list[str]:
    return [_("Everything that is needed is there. The review begins now.")]


def _admitted(application, at, submission, said) -> list[str]:
    return [_("Your company is admitted. We wish you every success.")]


def _refused(application, at, submission, said) -> list[str]:
    return [_("We cannot accept your application, for this reason:"), "", said]


def _withdrawn(application, at, submission, said) -> list[str]:
    return [_("Your application has been withdrawn, as you asked. You may apply again.")]


WORDS = {
    LetterKind.RECEIPT: _receipt,
    LetterKind.INFORMATION: _information,
    LetterKind.COMPLETE: _complete,
    LetterKind.ADMITTED: _admitted,
    LetterKind.REFUSED: _refused,
    LetterKind.WITHDRAWN: _withdrawn,
}
