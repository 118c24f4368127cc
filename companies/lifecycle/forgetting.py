"""Taking the persons out of an application, so that the case still counts."""

import datetime

from django.db import transaction

from companies.enums import ApplicationState
from companies.models import (
    Answer,
    Application,
    Attachment,
    Conflict,
    Decision,
    DecisionCondition,
    Invitation,
    LateCode,
    Letter,
    Message,
    Move,
    OutboxLetter,
    PanelMeeting,
    PanelNote,
    Review,
    StageMove,
    Submission,
)
from incubator.core.erasure import overwrite
from incubator.core.history import recorded

GONE = "—"  # for columns that may not be empty


@transaction.atomic
def forget_application(*, application: Application, at: datetime.datetime, reason: str) -> None:
    """Erase all that people wrote in an application, in its history as well.

    What stays: the call, the receipt number, every date and state, and the fingerprints of
    what was handed in; counts over applications are the same before and after. A draft is
    taken back. Its files are deleted after the commit.
    """
    of_it = {"application": application.pk}
    with recorded(reason=reason):
        if application.state == ApplicationState.DRAFT:
            Application.objects.filter(pk=application.pk).update(
                state=ApplicationState.WITHDRAWN, withdrawn_at=at
            )
        application.answers.all().delete()
        application.invitations.all().delete()
        application.attachments.in_force().update(removed_at=at)
    overwrite(Application, {"pk": application.pk}, name="", unified_code=None, appeal="")
    overwrite(Answer, of_it, value="")
    overwrite(Invitation, of_it, email="")
    overwrite(Attachment, of_it, original_name=GONE)
    overwrite(Submission, of_it, content={})
    overwrite(Move, of_it, said="")
    overwrite(Letter, of_it, body=GONE)
    overwrite(Message, of_it, body=GONE)
    _forget_review(application)
    if application.late_code_id:
        overwrite(LateCode, {"pk": application.late_code_id}, given_to=GONE, reason=GONE)
    for attachment in application.attachments.all():
        _delete_file(attachment)


def _forget_review(application: Application) -> None:
    """What reviewers and the office wrote of it; scores, states and dates stay."""
    of_it = {"application": application.pk}
    overwrite(StageMove, of_it, said="")
    overwrite(Review, of_it, comment_office="", comment_applicant="")
    overwrite(Review, of_it | {"ended_because__gt": ""}, ended_because=GONE)
    overwrite(Conflict, of_it, detail="")
    overwrite(Conflict, of_it | {"lifted_because__gt": ""}, lifted_because=GONE)
    overwrite(Decision, of_it, reason="")
    overwrite(Decision, of_it | {"said__gt": ""}, said=GONE)
    for decision in application.decisions.values_list("pk", flat=True):
        overwrite(DecisionCondition, {"decision": decision}, text=GONE)
    overwrite(OutboxLetter, of_it, body=GONE)
    _forget_meetings(application)


def _forget_meetings(application: Application) -> None:
    """The name and what was said of it in panel meetings, also where they are closed."""
    for item in application.panel_items.select_related("meeting"):
        overwrite(PanelNote, {"item": item.pk}, text=GONE)
        record = item.meeting.record
        if record is None:
            continue
        for case in record["cases"]:
            if case["application"] == application.pk:
                case |= {"name": GONE, "notes": [GONE for _note in case["notes"]]}
        overwrite(PanelMeeting, {"pk": item.meeting_id}, record=record)


def _delete_file(attachment: Attachment) -> None:
    storage, name = attachment.file.storage, str(attachment.file.name)
    transaction.on_commit(lambda: storage.delete(name), robust=True)
