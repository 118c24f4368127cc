"""What a change may want: read from what was typed, kind by kind."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext_lazy as _

from companies.enums import ChangeKind
from incubator.core.errors import RuleViolation
from incubator.core.numbers import figure

K = ChangeKind
LONGEST = {K.NAME: 120, K.LEGAL_REPRESENTATIVE: 60, K.ADDRESS: 200, K.SCOPE: 2000}
MEASURED = (K.AREA, K.CAPITAL)
MOST_HOLDERS = 50
FINEST = Decimal("0.0001")  # of a per cent


@dataclass(frozen=True)
class Holding:
    """Who holds how much of a company, in per cent."""

    holder: str
    share: Decimal
    contribution: str = ""

    def as_json(self) -> dict[str, str]:
        """As a row keeps it."""
        return {
            "holder": self.holder,
            "share": str(self.share),
            "contribution": self.contribution,
        }


def wanted(
    kind: str,
    *,
    words: str,
    amount: Decimal | None,
    day: datetime.date | None,
    shareholders: Iterable[Mapping[str, Any]],
) -> dict[str, Any]:
    """The columns of a change of this kind, and empty ones for all the others.

    Raises RuleViolation: ``change_kind_unknown``, ``change_says_nothing``,
    ``change_too_long``, and those of ``holdings``.
    """
    empty: dict[str, Any] = {"words": "", "amount": None, "day": None, "shareholders": []}
    if kind in LONGEST:
        return empty | {"words": _words(kind, words)}
    if kind in MEASURED:
        if amount is None or amount <= 0:
            raise _nothing("amount", _("Say how much; it is above zero."))
        return empty | {"amount": amount}
    if kind == K.EXTENSION:
        if day is None:
            raise _nothing("day", _("Say until which day the stay is to last."))
        return empty | {"day": day}
    if kind == K.SHAREHOLDERS:
        return empty | {"shareholders": [one.as_json() for one in holdings(shareholders)]}
    raise RuleViolation("change_kind_unknown", _("Say what changes."), field="kind")


def holdings(rows: Iterable[Mapping[str, Any]]) -> list[Holding]:
    """The holdings that rows of holder, share and contribution say.

    Raises RuleViolation: ``change_says_nothing``, ``shareholder_unnamed``,
    ``shareholder_twice``, ``share_wrong``, ``shares_exceed``, ``too_many_shareholders``.
    """
    held = [_holding(row) for row in rows]
    if not held:
        raise _nothing("shareholders", _("Name all shareholders with their shares."))
    if len(held) > MOST_HOLDERS:
        raise _about_shares(
            "too_many_shareholders", _("At most %(most)d shareholders."), most=MOST_HOLDERS
        )
    names = [one.holder for one in held]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice:
        raise _about_shares("shareholder_twice", _("%(name)s is named more than once."), name=twice)
    total = sum((one.share for one in held), Decimal(0))
    if total > 100:  # noqa: PLR2004 - per cent
        raise _about_shares(
            "shares_exceed",
            _("The shares add up to %(total)s%%, more than the whole."),
            total=figure(total, 4),
        )
    return held


def _holding(row: Mapping[str, Any]) -> Holding:
    name = " ".join(str(row.get("holder", "")).split())[:120]
    if not name:
        raise _about_shares("shareholder_unnamed", _("Every shareholder has a name."))
    typed = str(row.get("share", "")).strip().removesuffix("%")
    try:
        share = Decimal(typed)
        right = share.is_finite() and 0 < share <= 100 and share == share.quantize(FINEST)  # noqa: PLR2004
    except InvalidOperation:
        right = False
    if not right:
        raise _about_shares(
            "share_wrong",
            _("The share of %(name)s is above 0 and at most 100%%, not “%(share)s”."),
            name=name,
            share=typed[:20],
        )
    contribution = " ".join(str(row.get("contribution", "")).split())[:60]
    return Holding(name, share.quantize(FINEST), contribution)


def _words(kind: str, words: str) -> str:
    words = words.strip() if kind == K.SCOPE else " ".join(words.split())
    if not words:
        raise _nothing("words", _("Say what it is to be."))
    most = LONGEST[ChangeKind(kind)]
    if len(words) > most:
        raise RuleViolation(
            "change_too_long",
            _("At most %(most)s characters; there are %(count)s."),
            field="words",
            most=most,
            count=len(words),
        )
    return words


def _nothing(field: str, sentence) -> RuleViolation:
    return RuleViolation("change_says_nothing", sentence, field=field)


def _about_shares(code: str, sentence, **values: object) -> RuleViolation:
    return RuleViolation(code, sentence, field="shareholders", **values)
