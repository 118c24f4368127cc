"""Verbs on drafts of mentor applications: saved while somebody types, gone once handed in."""

import datetime
from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from incubator.accounts.models import User
from incubator.core.errors import RuleViolation
from mentors.models import MentorApplicationDraft

MOST = 20_000  # characters of all answers together


@transaction.atomic
def save_mentor_draft(
    *, user: User, answers: Mapping[str, str | list[str]], seen: int, at: datetime.datetime
) -> MentorApplicationDraft:
    """Keep what somebody has typed, complete or not; nothing is checked but its length.

    ``seen`` is the revision that the writer had before them, 0 for none. Raises RuleViolation:
    ``mentor_draft_too_long``, ``mentor_draft_changed`` (409).
    """
    if sum(len(each) for given in answers.values() for each in given) > MOST:
        raise RuleViolation(
            "mentor_draft_too_long",
            _("At most %(most)s characters altogether."),
            most=MOST,
        )
    User.objects.select_for_update(of=("self",), no_key=True).get(pk=user.pk)
    draft = MentorApplicationDraft.objects.filter(user=user).first()
    if draft is None:
        draft = MentorApplicationDraft(user=user)
    if seen != draft.revision:
        raise RuleViolation(
            "mentor_draft_changed", _("You have written here in another window."), status=409
        )
    draft.answers, draft.saved_at = dict(answers), at
    draft.revision += 1
    draft.save()
    return draft
