"""Panel meetings: the best first, votes and notes as rows, one decision, fixed when closed."""

import io

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils.translation import override
from docx import Document

from companies import lifecycle
from companies.documents.protocol import DRAFT, protocol_of
from companies.enums import Outcome
from companies.lifecycle.forgetting import forget_application
from companies.models import Application, Conflict, PanelMeeting, PanelMember
from companies.queries.meetings import agenda, record_seen
from companies.queries.standings import standings
from incubator.accounts.access import Access
from incubator.core.erasure import history_of
from incubator.core.errors import RuleViolation
from tests.factories import UserFactory
from tests.reviewing.conftest import AT, expert, in_review, score_all
from tests.reviewing.panel_attempts import NOTE, VOTE

ALL = Access(everywhere=True)


@pytest.fixture
def meeting(reviewed) -> PanelMeeting:
    """About a case with scores of 80 and 60, and one without any."""
    in_review(reviewed.stage.call, 2)
    return lifecycle.open_meeting(
        stage=reviewed.stage, held_on=AT.date(), place="302", by=None, at=AT
    )


def printed(meeting: PanelMeeting, access: Access = ALL):
    """Its protocol, as a document."""
    record = record_seen(meeting, access)
    return Document(io.BytesIO(protocol_of(record, is_closed=meeting.closed_at is not None)))


def words_of(meeting: PanelMeeting, access: Access = ALL) -> str:
    """All that its protocol says."""
    document = printed(meeting, access)
    cells = [one.text for table in document.tables for row in table.rows for one in row.cells]
    return "\n".join([*cells, *(one.text for one in document.paragraphs)])


def item_of(meeting: PanelMeeting, position: int = 1):
    return meeting.items.get(position=position)


def seat(meeting: PanelMeeting, name: str = "列席者", **more) -> PanelMember:
    return lifecycle.seat_member(meeting=meeting, name=name, by=None, **more)


def cast(meeting: PanelMeeting, **votes) -> list:
    by_key = {meeting.members.get(name=name).pk: choice for name, choice in votes.items()}
    return lifecycle.vote(item=item_of(meeting), votes=by_key, by=None, at=AT)


def test_the_best_is_first_and_reviewers_are_seated(meeting):
    rows = agenda(meeting, ALL)

    assert [(row.standing.score, row.standing.spread) for row in rows] == [(70, 20), (None, None)]
    assert [one.name for one in meeting.members.order_by("pk")] == ["专家1号", "专家2号"]


@pytest.mark.parametrize("year", [1, 9999])
def test_it_is_held_in_our_time(reviewed, year):
    held_on = AT.date().replace(year=year)

    with pytest.raises(RuleViolation, match="invalid_year"):
        lifecycle.open_meeting(stage=reviewed.stage, held_on=held_on, by=None, at=AT)
    assert not PanelMeeting.objects.exists()


def test_what_came_since_is_put_at_the_end(meeting):
    late = in_review(meeting.call, 3)

    assert lifecycle.renew_agenda(meeting=meeting, by=None) == 1
    assert item_of(meeting, 3).application == late
    assert lifecycle.renew_agenda(meeting=meeting, by=None) == 0


def test_one_meeting_at_a_time_about_a_stage(meeting):
    again = {"stage": meeting.stage, "held_on": AT.date(), "by": None, "at": AT}

    with pytest.raises(RuleViolation, match="meeting_open_already"):
        lifecycle.open_meeting(**again)
    lifecycle.close_meeting(meeting=meeting, by=None, at=AT)
    assert lifecycle.open_meeting(**again).number == 2


def test_a_note_that_is_sent_twice_is_one(meeting):
    note = {"item": item_of(meeting), "text": "讨论充分", "at": AT}
    first = lifecycle.write_panel_note(by=None, **note)

    assert lifecycle.write_panel_note(by=None, **note) == first
    lifecycle.write_panel_note(by=UserFactory(), **note)
    lifecycle.write_panel_note(by=None, **note)
    assert meeting.notes.count() == 3


def test_nobody_meets_about_nothing(panel):
    decision = panel.stage.plan.stages.get(kind="decision")
    with pytest.raises(RuleViolation, match="stage_without_reviews"):
        lifecycle.open_meeting(stage=decision, held_on=AT.date(), by=None, at=AT)
    lifecycle.decide(application=panel.case, seen=0, outcome="reject", said="不符", by=None, at=AT)

    with pytest.raises(RuleViolation, match="meeting_without_cases"):
        lifecycle.open_meeting(stage=panel.stage, held_on=AT.date(), by=None, at=AT)
    assert not PanelMeeting.objects.exists()


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"name": "专家1号"}, "member_there"),
        ({"name": "别人", "duty": "chair"}, "chair_there"),
        ({"name": "别人", "duty": "king"}, "duty_unknown"),
        ({"name": " "}, "said_nothing"),
    ],
)
def test_who_cannot_be_seated(meeting, told, code):
    seat(meeting, "主持人甲", duty="chair")

    with pytest.raises(RuleViolation, match=code):
        seat(meeting, **told)


def test_votes_are_cast_changed_and_taken_back(meeting):
    cast(meeting, 专家1号="for", 专家2号="against")
    assert dict(agenda(meeting, ALL)[0].tally) == {"赞成": 1, "反对": 1}

    cast(meeting, 专家1号="abstain", 专家2号="")

    assert dict(agenda(meeting, ALL)[0].tally) == {"弃权": 1}
    with pytest.raises(RuleViolation, match="member_voted"):
        lifecycle.unseat_member(member=meeting.members.get(name="专家1号"), by=None)
    lifecycle.unseat_member(member=meeting.members.get(name="专家2号"), by=None)


def test_who_may_not_vote(meeting):
    seat(meeting, "记录员", duty="secretary")
    stranger = seat(meeting, "别人")
    stranger_key = stranger.pk
    lifecycle.unseat_member(member=stranger, by=None)

    for votes, code in (
        ({"记录员": "for"}, "vote_of_secretary"),
        ({"专家1号": "perhaps"}, "vote_unknown"),
    ):
        with pytest.raises(RuleViolation, match=code):
            cast(meeting, **votes)
    with pytest.raises(RuleViolation, match="member_unknown"):
        lifecycle.vote(item=item_of(meeting), votes={stranger_key: "for"}, by=None, at=AT)


def test_whoever_has_a_conflict_stands_back(meeting, reviewed):
    Conflict.objects.create(
        application=reviewed.case, user=reviewed.experts[0].user, ground="declared", found_at=AT
    )

    with pytest.raises(RuleViolation, match="vote_despite_conflict"):
        cast(meeting, 专家1号="for", 专家2号="for")
    assert not meeting.votes.exists()
    cast(meeting, 专家1号="recused", 专家2号="for")
    assert dict(agenda(meeting, ALL)[0].tally) == {"赞成": 1, "回避": 1}


@pytest.mark.parametrize("superuser", [False, True])
def test_whoever_belongs_to_the_applicant_stands_back(meeting, reviewed, superuser):
    user = reviewed.experts[0].user
    user.is_superuser = superuser
    user.save()
    reviewed.case.collaborators.create(user=user, right="view", since=AT)

    with pytest.raises(RuleViolation, match="vote_despite_conflict"):
        cast(meeting, 专家1号="for", 专家2号="for")
    assert not meeting.votes.exists()
    cast(meeting, 专家1号="recused", 专家2号="for")


def test_a_case_that_is_kept_from_the_reader_is_on_no_agenda(meeting, reviewed):
    reader = UserFactory()
    Conflict.objects.create(application=reviewed.case, user=reader, ground="declared", found_at=AT)

    rows = agenda(meeting, Access(everywhere=True, user_id=reader.pk))

    assert [row.item.position for row in rows] == [2]


def decide(meeting, **choice):
    told = {"seen": 0, "outcome": "accept"} | choice
    return lifecycle.decide_in_meeting(item=item_of(meeting), by=None, at=AT, **told)


def test_a_decision_is_made_once_and_ends_the_voting(meeting):
    decision = decide(meeting)

    assert item_of(meeting).decision == decision
    assert decision.outbox_letter.state == "prepared"
    with pytest.raises(RuleViolation, match="item_decided"):
        decide(meeting, seen=1)
    with pytest.raises(RuleViolation, match="item_decided"):
        cast(meeting, 专家1号="for")


def test_a_refused_decision_leaves_the_case_open(meeting):
    with pytest.raises(RuleViolation, match="said_nothing"):
        decide(meeting, outcome="reject")

    assert item_of(meeting).decision is None


def test_nothing_changes_after_the_closing(meeting):
    item, member = item_of(meeting), meeting.members.get(name="专家1号")
    cast(meeting, 专家1号="for")
    lifecycle.write_panel_note(item=item, text="讨论充分", by=None, at=AT)
    lifecycle.close_meeting(meeting=meeting, by=None, at=AT)

    for attempt in (
        lambda: cast(meeting, 专家1号="against"),
        lambda: lifecycle.write_panel_note(item=item, text="补记", by=None, at=AT),
        lambda: seat(meeting),
        lambda: lifecycle.unseat_member(member=member, by=None),
        lambda: lifecycle.renew_agenda(meeting=meeting, by=None),
        lambda: decide(meeting),
        lambda: lifecycle.close_meeting(meeting=meeting, by=None, at=AT),
    ):
        with pytest.raises(RuleViolation, match="meeting_closed"):
            attempt()


@pytest.mark.parametrize(
    "sql",
    [
        f"UPDATE {VOTE} SET choice = 'against'",
        f"DELETE FROM {VOTE}",
        (
            f"INSERT INTO {NOTE} (meeting_id, item_id, text, written_at) "
            f"SELECT meeting_id, item_id, 'x', now() FROM {VOTE}"
        ),
        "DELETE FROM companies_panelmember",
        "UPDATE companies_panelitem SET position = position + 10",
    ],
)
def test_the_database_keeps_a_closed_meeting(meeting, sql):
    cast(meeting, 专家1号="for")
    lifecycle.close_meeting(meeting=meeting, by=None, at=AT)

    with (
        pytest.raises(IntegrityError) as refusal,
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)

    assert refusal.value.__cause__.diag.constraint_name == "panel_meeting_is_fixed"


def test_the_protocol_has_scores_votes_notes_and_a_line_for_everybody(meeting):
    seat(meeting, "记录员\x07", duty="secretary")
    cast(meeting, 专家1号="for", 专家2号="for")
    lifecycle.write_panel_note(item=item_of(meeting), text="建议补充专利", by=None, at=AT)
    decide(meeting)

    document = printed(meeting)

    words = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    for expected in (
        "70.00",
        "20.00",
        "赞成 2",
        str(Outcome.ACCEPT.label),
        "专家1号",
        "专家2号",
        "记录员",
        "302",
    ):
        assert any(expected in word for word in words), expected
    assert words.count("签字：________________") == 3
    assert any("建议补充专利" in one.text for one in document.paragraphs)


@pytest.mark.parametrize("count", [1, 3])
def test_an_agenda_costs_the_same(reviewed, count, django_assert_num_queries):
    for number in range(2, count + 1):
        in_review(reviewed.stage.call, number)
    meeting = lifecycle.open_meeting(stage=reviewed.stage, held_on=AT.date(), by=None, at=AT)

    with django_assert_num_queries(5):
        assert len(agenda(meeting, ALL)) == count


def test_the_protocol_is_chinese_whoever_asks_for_it(meeting):
    seat(meeting, "主持人甲", duty="chair")
    cast(meeting, 专家1号="for")
    decide(meeting)

    with override("zh-hans"):
        chinese = words_of(meeting)
    with override("en"):
        assert words_of(meeting) == chinese


class TestClosed:
    """What a closed meeting saw is what its protocol says, whatever comes after."""

    @pytest.fixture
    def closed(self, meeting):
        cast(meeting, 专家1号="for", 专家2号="against")
        lifecycle.write_panel_note(item=item_of(meeting), text="讨论充分", by=None, at=AT)
        return lifecycle.close_meeting(meeting=meeting, by=None, at=AT)

    def test_it_says_the_same_after_everything_went_on(self, closed, reviewed):
        before, rows = words_of(closed), agenda(closed, ALL)
        third = expert(reviewed.round, 3)
        late = lifecycle.assign_by_hand(reviewer=third, application=reviewed.case, by=None, at=AT)
        score_all(late, 10)
        Conflict.objects.create(
            application=reviewed.case, user=reviewed.experts[1].user, ground="declared",
            found_at=AT,
        )  # fmt: skip
        lifecycle.decide(
            application=reviewed.case, seen=0, outcome="reject", said="不符", by=None, at=AT
        )
        Application.objects.filter(pk=reviewed.case.pk).update(name="改名后的公司")
        closed.call.title = "改过的标题"
        closed.call.save()
        now_scored = standings([reviewed.case], stage=closed.stage)[0]

        assert now_scored.score == 90
        closed = PanelMeeting.objects.get(pk=closed.pk)
        assert words_of(closed) == before
        assert "70.00" in before
        kept = agenda(closed, ALL)
        assert [(row.name, row.tally, row.outcome) for row in kept] == [
            (row.name, row.tally, row.outcome) for row in rows
        ]
        assert [(one.standing.score, one.standing.spread, one.standing.place) for one in kept] == [
            (70, 20, 1), (None, None, None),
        ]  # fmt: skip
        assert [given.reviewer for given in kept[0].standing.reviews] == ["专家1号", "专家2号"]

    def test_an_open_one_says_that_it_may_change(self, meeting):
        assert DRAFT in words_of(meeting)
        closed = lifecycle.close_meeting(meeting=meeting, by=None, at=AT)
        assert DRAFT not in words_of(closed)

    def test_what_is_kept_from_the_reader_is_not_in_it(self, closed, reviewed):
        reader = UserFactory()
        Conflict.objects.create(
            application=reviewed.case, user=reader, ground="declared", found_at=AT
        )
        access = Access(everywhere=True, user_id=reader.pk)

        assert reviewed.case.name not in words_of(closed, access)
        assert reviewed.case.name in words_of(closed)

    def test_erasure_takes_the_words_and_leaves_the_numbers(self, closed, reviewed):
        name = reviewed.case.name
        forget_application(application=reviewed.case, at=AT, reason="注销")

        closed = PanelMeeting.objects.get(pk=closed.pk)
        words = words_of(closed)
        assert not any(word in words for word in (name, "讨论充分"))
        assert "70.00" in words
        # Its history never had it.
        assert "record" not in {one.name for one in history_of(PanelMeeting)._meta.get_fields()}

    @pytest.mark.parametrize(
        "change", ["record = '{}'", "closed_at = NULL, record = NULL", "place = '303'", None]
    )
    def test_the_database_keeps_its_record(self, closed, change):
        table = PanelMeeting._meta.db_table
        with (
            pytest.raises(IntegrityError) as refusal,
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(f"UPDATE {table} SET {change}" if change else f"DELETE FROM {table}")

        assert refusal.value.__cause__.diag.constraint_name == "panel_meeting_is_fixed"

    @pytest.mark.parametrize("count", [1, 3])
    def test_its_agenda_costs_the_same(self, reviewed, count, django_assert_num_queries):
        for number in range(2, count + 1):
            in_review(reviewed.stage.call, number)
        meeting = lifecycle.open_meeting(stage=reviewed.stage, held_on=AT.date(), by=None, at=AT)
        meeting = lifecycle.close_meeting(meeting=meeting, by=None, at=AT)

        with django_assert_num_queries(3):
            assert len(agenda(meeting, ALL)) == count
