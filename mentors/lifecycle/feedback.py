"""Saying what one thinks of a session: both sides, once each."""

import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from incubator.core.errors import RuleViolation
from incubator.core.history import recorded
from mentors.enums import TOOK_PLACE, Side
from mentors.lifecycle.bookings import held_session
from mentors.lifecycle.refusals import clean_text, require_side_of, require_word
from mentors.models import Feedback, MentoringSession

BEST = 5


@transaction.atomic
def give_feedback(
    *,
    session: MentoringSession,
    side: str,
    rating: int,
    by,
    at: datetime.datetime,
    text: str = "",
) -> Feedback:
    """Rate a session that was held, 1 to 5, as the company or as the mentor.

    A mentor sees only the mean of many answers (``queries.feedback``), nobody else's words.
    Raises RuleViolation: ``rates_itself`` (403), ``not_your_part`` (403), ``unknown_word``,
    ``rating_unknown``, ``text_too_long``, ``session_not_held`` (409),
    ``feedback_given_already`` (409).
    """
    session = held_session(session)
    require_word("side", side, [Side.COMPANY, Side.MENTOR])
    if side == Side.COMPANY and session.mentor.user_id == by.pk:
        raise RuleViolation("rates_itself", _("Nobody rates themselves."), status=403)
    require_side_of(session, side, by=by, at=at)
    if session.state not in TOOK_PLACE:
        raise RuleViolation(
            "session_not_held", _("Only a session that was held is rated."), status=409
        )
    if not 1 <= rating <= BEST:
        raise RuleViolation("rating_unknown", _("A rating is 1 to 5."), field="rating")
    if session.feedback.filter(side=side).exists():
        raise RuleViolation(
            "feedback_given_already", _("This has been rated already; thank you."), status=409
        )
    with recorded(by=by):
        return Feedback.objects.create(
            session=session,
            side=side,
            rating=rating,
            text=clean_text(text, field="text", most=2000),
            given_at=at,
            given_by=by,
        )
