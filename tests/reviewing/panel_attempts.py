"""An attempt in plain SQL past every constraint of panel meetings."""

from companies import lifecycle
from companies.models import Application, PanelMeeting, Stage
from tests.applying.constraint_attempts import AT
from tests.core.sql import copy_of
from tests.factories import CallFactory, UserFactory

MEETING, MEMBER = "companies_panelmeeting", "companies_panelmember"
ITEM, NOTE, VOTE = "companies_panelitem", "companies_panelnote", "companies_panelvote"


def held() -> PanelMeeting:
    """A meeting about one case: two people, a note and a vote."""
    draft = lifecycle.start_draft(call=CallFactory(), by=UserFactory(), at=AT)
    stage = Stage.objects.get(call=draft.call, kind="expert")
    number = Application.objects.count()
    Application.objects.filter(pk=draft.pk).update(
        state="complete", submitted_at=AT, receipt=f"SQ2008-8{number:05d}", stage=stage
    )
    meeting = lifecycle.open_meeting(stage=stage, held_on=AT.date(), by=None, at=AT)
    chair = lifecycle.seat_member(meeting=meeting, user=UserFactory(), duty="chair", by=None)
    lifecycle.seat_member(meeting=meeting, name="列席者", by=None)
    item = meeting.items.get()
    lifecycle.write_panel_note(item=item, text="讨论", by=None, at=AT)
    lifecycle.vote(item=item, votes={chair.pk: "for"}, by=None, at=AT)
    return meeting


def twice() -> None:
    held()
    held()


def decided_and_other_case() -> None:
    """Two cases on the agenda, one of them decided."""
    meeting = held()
    item = meeting.items.get()
    lifecycle.decide_in_meeting(item=item, seen=0, outcome="reject", said="不符", by=None, at=AT)
    draft = lifecycle.start_draft(call=meeting.call, by=UserFactory(), at=AT)
    Application.objects.filter(pk=draft.pk).update(
        state="complete", submitted_at=AT, receipt="SQ2008-700000", stage=meeting.stage
    )
    lifecycle.renew_agenda(meeting=meeting, by=None)


def other(table: str, column: str = "id") -> str:
    return f"(SELECT max({column}) FROM {table})"


def first(table: str, column: str = "id") -> str:
    return f"(SELECT min({column}) FROM {table})"


ATTEMPTS = {
    "panel_meeting_number_once": (held, lambda: copy_of(MEETING)),
    "panel_meeting_from_one": (held, f"UPDATE {MEETING} SET number = 0"),
    "panel_meeting_closes_after_it_opens": (
        held, f"UPDATE {MEETING} SET closed_at = opened_at - interval '1 day'",
    ),
    "panel_meeting_closes_with_its_record": (held, f"UPDATE {MEETING} SET closed_at = now()"),
    "panel_meeting_stage_of_call": (
        twice,
        (f"UPDATE {MEETING} SET stage_id = {other(MEETING, 'stage_id')} "
        f"WHERE id = {first(MEETING)}"),
    ),
    "panel_member_user_once": (held, lambda: copy_of(MEMBER, name="name || '2'", duty="'member'")),
    "panel_member_name_once": (
        held, lambda: copy_of(MEMBER, user_id="NULL", duty="'member'"),
    ),
    "panel_member_one_chair": (
        held, f"UPDATE {MEMBER} SET duty = 'chair'",
    ),
    "panel_member_duty": (held, f"UPDATE {MEMBER} SET duty = 'king'"),
    "panel_member_has_a_name": (held, f"UPDATE {MEMBER} SET name = '' WHERE duty = 'chair'"),
    "panel_item_once": (held, lambda: copy_of(ITEM, position="position + 1")),
    "panel_item_position_once": (
        decided_and_other_case, f"UPDATE {ITEM} SET position = 1",
    ),
    "panel_item_from_one": (held, f"UPDATE {ITEM} SET position = 0"),
    "panel_item_meeting_of_call": (
        twice,
        (f"UPDATE {ITEM} SET call_id = {other(MEETING, 'call_id')} "
        f"WHERE meeting_id = {first(MEETING)}"),
    ),
    "panel_item_application_of_call": (
        twice, (f"UPDATE {ITEM} SET application_id = {other(ITEM, 'application_id')} "
        f"WHERE meeting_id = {first(MEETING)}"),
    ),
    "panel_item_decision_of_application": (
        decided_and_other_case,
        (f"UPDATE {ITEM} SET decision_id = NULL WHERE position = 1; "
        f"UPDATE {ITEM} SET decision_id = (SELECT id FROM companies_decision) WHERE position = 2"),
    ),
    "panel_note_says_something": (held, lambda: copy_of(NOTE, text="''")),
    "panel_note_item_of_meeting": (
        twice, lambda: copy_of(NOTE, item_id=other(ITEM)),
    ),
    "panel_vote_once": (held, lambda: copy_of(VOTE)),
    "panel_vote_choice": (held, f"UPDATE {VOTE} SET choice = 'perhaps'"),
    "panel_vote_item_of_meeting": (
        twice, f"UPDATE {VOTE} SET item_id = {other(ITEM)} WHERE item_id = {first(ITEM)}",
    ),
    "panel_vote_member_of_meeting": (
        twice, f"UPDATE {VOTE} SET member_id = {other(MEMBER)} WHERE item_id = {first(ITEM)}",
    ),
}  # fmt: skip

REFERRED_TO = {"panel_meeting_call_key", "panel_member_meeting_key", "panel_item_meeting_key"}
