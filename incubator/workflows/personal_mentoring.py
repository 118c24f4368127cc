"""What is held about somebody as a mentor: handed out, kept while it is needed, and forgotten.

The record of a mentor stays without the person, since sessions of companies hang on it and
figures count it: no name, no address, no word about them.
"""

import datetime
from typing import Any

from django.utils.translation import gettext

from incubator.core.dates import today
from incubator.core.erasure import overwrite
from incubator.core.pinyin import initials_of, pinyin_of
from mentors.enums import ApplicationState
from mentors.models import (
    Appointment,
    Assignment,
    CalendarFeed,
    Feedback,
    Mentor,
    MentorApplication,
    MentorApplicationDraft,
    MentoringSession,
    OfficeHours,
    Stake,
)
from mentors.queries.feedback import rating_of

ABOUT = ("employer", "title", "experience")


def reason_to_stay(*, user, on: datetime.date) -> str:
    """Why the account waits: a term that runs or is to come; "" where it can go."""
    if Appointment.objects.filter(mentor__user=user, until_on__gt=on).exists():
        return gettext("You are appointed as a mentor; the office ends the appointment first.")
    return ""


def forget_mentor(*, user, at: datetime.datetime) -> None:
    """Take the person out of what stays on file, and out of its history; the caller's lock.

    What companies and the office wrote about their meetings is their record and stays.
    """
    MentorApplicationDraft.objects.filter(user=user).delete()
    asked = MentorApplication.objects.filter(user=user, state=ApplicationState.SUBMITTED)
    asked.update(state=ApplicationState.WITHDRAWN, decided_at=at)
    CalendarFeed.objects.in_force().filter(user=user).update(revoked_at=at)
    name = f"erased-{user.pk}"
    nothing = dict.fromkeys(ABOUT, "")
    overwrite(
        MentorApplication, {"user": user.pk}, name=name, phone="", statement="", said="", **nothing
    )
    overwrite(Feedback, {"given_by": user.pk}, text="")
    for pk in Mentor.objects.filter(user=user).values_list("pk", flat=True):
        names = {"name_pinyin": pinyin_of(name), "name_initials": initials_of(name)}
        overwrite(Mentor, {"pk": pk}, name=name, email="", phone="", note="", **names, **nothing)
        # Where they can be met is a link or a room of theirs.
        overwrite(OfficeHours, {"mentor": pk}, place="—")
        Mentor.objects.filter(pk=pk).update(user=None)


def mentoring_data_of(user) -> dict[str, Any]:
    """What is held about somebody as a mentor, or who asked to become one.

    Notes of meetings are theirs while they are in office, as on their pages; of what companies
    thought of them the mean alone.
    """
    return {
        "record": [_record(mentor) for mentor in Mentor.objects.filter(user=user)],
        "sessions": list(
            MentoringSession.objects.of_mentor(user, on=today()).order_by("pk").values(
                "company__name", "on", "starts", "minutes", "mode", "place", "state",
                "notes__topic", "notes__advice",
            )
        ),
        "feedback_given": list(
            Feedback.objects.filter(given_by=user).order_by("pk").values(
                "session__on", "session__mentor__name", "session__company__name", "side",
                "rating", "text", "given_at",
            )
        ),
        "calendar_addresses": list(
            CalendarFeed.objects.filter(user=user).order_by("pk").values("made_at", "revoked_at")
        ),
    }  # fmt: skip


def _record(mentor: Mentor) -> dict[str, Any]:
    rating = rating_of(mentor=mentor)
    return {
        **mentor.profile,
        "email": mentor.email,
        "phone": mentor.phone,
        "tier": mentor.tier,
        "note": mentor.note,
        "retired_on": mentor.retired_on,
        "retirement_reason": mentor.retirement_reason,
        "appointments": list(
            Appointment.objects.filter(mentor=mentor).order_by("begins_on").values(
                "incubator__name", "appointed_by", "level", "certificate", "begins_on",
                "ends_on", "ended_on", "end_reason", "companies", "hours",
            )
        ),
        "stakes": list(
            Stake.objects.filter(mentor=mentor).order_by("pk").values(
                "company__name", "kind", "share", "from_on", "until_on"
            )
        ),
        "assignments": list(
            Assignment.objects.filter(mentor=mentor).order_by("pk").values(
                "company__name", "state", "goals", "begins_on", "ends_on", "ended_on",
                "end_reason", "said",
            )
        ),
        "office_hours": list(
            OfficeHours.objects.filter(mentor=mentor).order_by("pk").values(
                "from_on", "until_on", "starts", "ends", "mode", "place", "withdrawn_at"
            )
        ),
        "rated": {"mean": rating.mean, "answers": rating.answers} if rating else None,
    }  # fmt: skip
