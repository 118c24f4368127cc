"""What a room sees of its meeting: each case with its standing, votes, notes and decision.

While a meeting is open that is worked out from the rows; closing it keeps the result, and from
then on nothing else is read.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.utils.translation import override

from companies.enums import Outcome, PanelChoice
from companies.models import PanelItem, PanelMeeting, PanelNote, PanelVote, Review
from companies.queries.standings import Given, Standing, standings
from incubator.accounts.access import Access

RECORD_IN = "zh-hans"  # the language of the record, whoever closes the meeting


@dataclass
class Agenda:
    """One case of a meeting; ``votes`` by key of the member, ``outcome`` a code or nothing."""

    item: PanelItem
    standing: Standing
    votes: dict[int, str] = field(default_factory=dict)
    notes: list[PanelNote] = field(default_factory=list)
    name: str = ""
    decided: str = ""

    @property
    def tally(self) -> list[tuple[str, int]]:
        """How many voted how, in the order of the choices; only what occurs."""
        return tally(self.votes.values())

    @property
    def outcome(self) -> str:
        """What was decided, in words, or nothing."""
        return str(Outcome(self.decided).label) if self.decided else ""


def tally(votes: Iterable[str]) -> list[tuple[str, int]]:
    """How many voted how, in the order of the choices; only what occurs."""
    counted = Counter(votes)
    return [(str(choice.label), counted[choice]) for choice in PanelChoice if counted[choice]]


def agenda(meeting: PanelMeeting, access: Access) -> list[Agenda]:
    """The cases of a meeting that the reader may see, in their order; five queries at most."""
    rows = PanelItem.objects.visible_to(access).filter(meeting=meeting)
    items = list(rows.select_related("application", "decision__decided_by").order_by("position"))
    found = _of_now(items, meeting) if meeting.closed_at is None else _as_kept(items, meeting)
    notes: dict[int, list[PanelNote]] = defaultdict(list)
    written = PanelNote.objects.filter(item__in=items).select_related("written_by")
    for note in written.order_by("pk"):
        notes[note.item_id].append(note)
    for row in found:
        row.notes = notes[row.item.pk]
    return found


def _of_now(items: list[PanelItem], meeting: PanelMeeting) -> list[Agenda]:
    scored = standings([item.application for item in items], stage=meeting.stage)
    of_case = {row.case.pk: row for row in scored}
    votes: dict[int, dict[int, str]] = defaultdict(dict)
    for item, member, choice in PanelVote.objects.filter(item__in=items).values_list(
        "item", "member", "choice"
    ):
        votes[item][member] = choice
    return [
        Agenda(
            item,
            of_case[item.application_id],
            votes[item.pk],
            name=item.application.name,
            decided=item.decision.outcome if item.decision else "",
        )
        for item in items
    ]


def _as_kept(items: list[PanelItem], meeting: PanelMeeting) -> list[Agenda]:
    """The same from the record; only who gave a review is looked up."""
    kept = {case["application"]: case for case in meeting.record["cases"]}
    given = [one["review"] for case in kept.values() for one in case["scores"]]
    names = dict(Review.objects.filter(pk__in=given).values_list("pk", "reviewer__user__name"))
    rows = []
    for item in items:
        case = kept[item.application_id]
        reviews = [
            Given(one["review"], names[one["review"]], Decimal(one["score"]), one["recommends"])
            for one in case["scores"]
        ]
        score = None if case["score"] is None else Decimal(case["score"])
        rows.append(
            Agenda(
                item,
                Standing(item.application, meeting.stage, reviews, score=score, place=case["rank"]),
                {int(member): choice for member, choice in case["votes"].items()},
                name=case["name"],
                decided=case["outcome"],
            )
        )
    return rows


def record_of(meeting: PanelMeeting) -> dict[str, Any]:
    """What a meeting sees now, as JSON: who is there, and every case with all that is known.

    Numbers are texts; ``rank`` is the place by score among the cases of the meeting, ``votes``
    the choices by key of the member, ``outcome`` the code of the decision or empty.
    """
    with override(RECORD_IN):
        head = {"call": str(meeting.call), "stage": str(meeting.stage)}
    members = meeting.members.order_by("pk")
    return head | {
        "number": meeting.number,
        "held_on": meeting.held_on.isoformat(),
        "place": meeting.place,
        "members": [{"key": one.pk, "name": one.name, "duty": one.duty} for one in members],
        "cases": [_case(row) for row in agenda(meeting, Access(everywhere=True))],
    }


def _case(row: Agenda) -> dict[str, Any]:
    standing = row.standing
    return {
        "application": row.item.application_id,
        "position": row.item.position,
        "receipt": row.item.application.receipt or "",
        "name": row.name,
        "score": _text(standing.score),
        "spread": _text(standing.spread),
        "rank": standing.place,
        "scores": [
            {"review": one.pk, "score": str(one.score), "recommends": one.recommends}
            for one in standing.reviews
        ],
        "votes": {str(member): choice for member, choice in sorted(row.votes.items())},
        "notes": [note.text for note in row.notes],
        "outcome": row.decided,
    }


def _text(number: Decimal | None) -> str | None:
    return None if number is None else str(number)


def record_seen(meeting: PanelMeeting, access: Access) -> dict[str, Any]:
    """What was kept of a closed meeting, or is to be seen of an open one, for one reader.

    Without the cases that are kept from them.
    """
    record = record_of(meeting) if meeting.closed_at is None else meeting.record
    seen = PanelItem.objects.visible_to(access).filter(meeting=meeting)
    keys = set(seen.values_list("application", flat=True))
    return record | {"cases": [case for case in record["cases"] if case["application"] in keys]}
