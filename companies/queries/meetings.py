"""What a room sees of its meeting: each case with its standing, votes, notes and decision."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from companies.enums import Outcome, PanelChoice
from companies.models import PanelItem, PanelMeeting, PanelNote, PanelVote
from companies.queries.standings import Standing, standings
from incubator.accounts.access import Access


@dataclass
class Agenda:
    """One case of a meeting; ``votes`` by key of the member."""

    item: PanelItem
    standing: Standing
    votes: dict[int, str] = field(default_factory=dict)
    notes: list[PanelNote] = field(default_factory=list)

    @property
    def tally(self) -> list[tuple[str, int]]:
        """How many voted how, in the order of the choices; only what occurs."""
        counted = Counter(self.votes.values())
        return [(str(choice.label), counted[choice]) for choice in PanelChoice if counted[choice]]

    @property
    def outcome(self) -> str:
        """What was decided, in words, or nothing."""
        decision = self.item.decision
        return str(Outcome(decision.outcome).label) if decision else ""


def agenda(meeting: PanelMeeting, access: Access) -> list[Agenda]:
    """The cases of a meeting that the reader may see, in their order; five queries."""
    items = list(
        PanelItem.objects.visible_to(access)
        .filter(meeting=meeting)
        .select_related("application", "decision__decided_by")
        .order_by("position")
    )
    stage = meeting.stage
    scored = {
        row.case.pk: row for row in standings([item.application for item in items], stage=stage)
    }
    votes: dict[int, dict[int, str]] = defaultdict(dict)
    for item, member, choice in PanelVote.objects.filter(item__in=items).values_list(
        "item", "member", "choice"
    ):
        votes[item][member] = choice
    notes: dict[int, list[PanelNote]] = defaultdict(list)
    written = PanelNote.objects.filter(item__in=items).select_related("written_by")
    for note in written.order_by("pk"):
        notes[note.item_id].append(note)
    return [
        Agenda(item, scored[item.application_id], votes[item.pk], notes[item.pk]) for item in items
    ]
