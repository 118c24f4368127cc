"""Verbs on the files of an application."""

import datetime

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from companies.enums import QuestionKind, Right
from companies.lifecycle.drafts import require_editable
from companies.lifecycle.moving import locked_application, require_right
from companies.models import Application, Attachment
from incubator.core.errors import RuleViolation
from incubator.core.files import check_upload
from incubator.core.history import recorded
from incubator.core.numbers import grouped

# Bytes of all files of one application together.
MOST_BYTES = 200 * 1024 * 1024
FILES = 5


@transaction.atomic
def attach(
    *, application: Application, question: str, upload, by, at: datetime.datetime
) -> Attachment:
    """Keep a file under a question; the same file twice is kept once.

    Raises RuleViolation: those of ``core.files.check_upload``, ``unknown_question``,
    ``too_many_files``, ``files_too_large``, ``application_not_editable`` (409),
    ``right_missing`` (403).
    """
    application = locked_application(application)
    require_right(application, by, Right.EDIT)
    require_editable(application)
    asked = application.questionnaire.questions.filter(key=question, kind=QuestionKind.FILE).first()
    if asked is None:
        raise RuleViolation("unknown_question", _("This question is not asked here."))
    checked = check_upload(upload)
    present = application.attachments.in_force()
    if same := present.filter(question=question, sha256=checked.sha256).first():
        return same
    most = int(asked.maximum or FILES)
    if present.filter(question=question).count() >= most:
        raise RuleViolation(
            "too_many_files", _("At most %(most)d files are possible here."), most=most
        )
    if (present.aggregate(sum=Sum("size"))["sum"] or 0) + checked.size > MOST_BYTES:
        raise RuleViolation(
            "files_too_large",
            _("All files of an application together have at most %(most)s MB."),
            most=grouped(MOST_BYTES // 1024 // 1024),
        )
    with recorded(by=by):
        attachment = Attachment.objects.create(
            application=application,
            question=question,
            uploaded_at=at,
            uploaded_by=by,
            **checked.columns(),
        )
        application.saved_at = at
        application.save(update_fields=["saved_at"])
    return attachment


@transaction.atomic
def detach(*, attachment: Attachment, by, at: datetime.datetime) -> None:
    """Take a file away; what was handed in with it stays as it was.

    Raises RuleViolation: ``application_not_editable`` (409), ``right_missing`` (403).
    """
    application = locked_application(attachment.application)
    require_right(application, by, Right.EDIT)
    require_editable(application)
    with recorded(by=by):
        Attachment.objects.filter(pk=attachment.pk, removed_at__isnull=True).update(removed_at=at)
