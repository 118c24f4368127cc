"""Everything that is held about somebody, as one file to take away."""

import json
import tempfile
import zipfile
from collections.abc import Iterator
from typing import IO, Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core.serializers.json import DjangoJSONEncoder

from companies.enums import FILLING
from companies.models import (
    Application,
    Invitation,
    Representative,
    Review,
    Reviewer,
    ReviewerInvitation,
)
from companies.queries.told import moves_told, told_state
from incubator.accounts.models import User
from incubator.workflows.personal_mentoring import mentoring_data_of
from mentors.models import MentorApplication, MentorApplicationDraft

IN_MEMORY = 2**20  # bytes; a longer archive goes through the disk


def archive_of(*, user: User) -> IO[bytes]:
    """A ZIP at its beginning: ``data.json``, and the files of each application in a folder."""
    archive = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - the caller's
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        text = json.dumps(data_of(user=user), cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)
        packed.writestr("data.json", text)
        for application in _applications(user):
            folder = application.receipt or str(application.key)
            for file in application.attachments.in_force():
                _add(packed, f"{folder}/{file.pk}-{file.original_name}", file.file)
    archive.seek(0)
    return archive


def _add(packed: zipfile.ZipFile, name: str, file) -> None:
    with file.open("rb") as source, packed.open(name, "w", force_zip64=True) as target:
        while piece := source.read(2**16):
            target.write(piece)


def data_of(*, user: User) -> dict[str, Any]:
    """The same as names and values, the parts in the order of the page that tells of them."""
    addresses = EmailAddress.objects.filter(user=user)
    return {
        "account": {
            "name": user.name,
            "email": user.email,
            "language": user.language,
            "mails_not_wanted": user.muted,
            "registered_at": user.date_joined,
            "last_login": user.last_login,
            "email_addresses": list(addresses.values("email", "verified", "primary")),
            "second_factors": list(
                Authenticator.objects.filter(user=user).values("type", "created_at")
            ),
        },
        "companies": list(
            Representative.objects.filter(user=user).values(
                "company__name", "right", "since", "ended_at"
            )
        ),
        "applications": [_application(one, user) for one in _applications(user)],
        "invitations": list(
            Invitation.objects.filter(email__iexact=user.email).values(
                "application__call__code", "right", "invited_at", "accepted_at", "revoked_at"
            )
        ),
        **_mentoring(user),
        "reviewing": list(
            Reviewer.objects.filter(user=user).values(
                "round__call__code", "round__stage__name", "employer", "expertise",
                "email_domain", "joined_at", "left_at",
            )
        ),
        "reviews": list(
            Review.objects.filter(reviewer__user=user, state__in=[*FILLING, "abstained"])
            .apart()
            .values(
                "application__receipt", "state", "score", "comment_office", "comment_applicant",
                "recommends", "signed_at",
            )
        ),
        "invitations_to_review": list(
            ReviewerInvitation.objects.filter(email__iexact=user.email).values(
                "round__call__code", "name", "employer", "invited_at", "accepted_at",
                "revoked_at",
            )
        ),
        "mentoring": mentoring_data_of(user),
    }  # fmt: skip


def _applications(user: User) -> Iterator[Application]:
    theirs = Application.objects.of_person(user).select_related("call")
    return theirs.order_by("started_at", "pk").iterator()


def _mentoring(user: User) -> dict[str, list]:
    """What somebody said of themselves to become a mentor."""
    asked = MentorApplication.objects.filter(user=user).order_by("submitted_at", "pk")
    return {
        "mentor_applications": list(
            asked.values(
                "incubator__name", "name", "kind", "employer", "title", "phone", "fields",
                "strengths", "stages", "languages", "experience", "statement", "state",
                "submitted_at", "decided_at", "said",
            )
        ),
        "mentor_application_draft": list(
            MentorApplicationDraft.objects.filter(user=user).values("answers", "saved_at")
        ),
    }  # fmt: skip


def _application(application: Application, user: User) -> dict[str, Any]:
    return {
        "call": application.call.code,
        "receipt": application.receipt,
        "state": told_state(application),
        "started_at": application.started_at,
        "submitted_at": application.submitted_at,
        "answers": dict(application.answers.values_list("key", "value")),
        "submissions": list(
            application.submissions.order_by("round").values(
                "round", "submitted_at", "content_hash", "content"
            )
        ),
        "moves": list(moves_told(application).values("after", "moved_at", "said")),
        "messages": list(
            application.messages.order_by("pk").values("from_office", "sent_at", "body")
        ),
        "letters": list(
            application.letters.order_by("pk").values("kind", "written_at", "subject", "body")
        ),
        "files": list(
            application.attachments.in_force().values(
                "question", "original_name", "size", "sha256", "uploaded_at"
            )
        ),
    }
