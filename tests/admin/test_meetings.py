"""The room: noted, voted and decided from the screen; printed; closed to others."""

import html
import io
from types import SimpleNamespace

import pytest
from django.urls import reverse
from docx import Document

from companies.models import Application, Call, Conflict, PanelMeeting, Stage
from incubator.core.dates import now, today
from tests.admin.conftest import A, B, pages_of
from tests.factories import UserFactory, handed_in


def page(name: str, *keys) -> str:
    return reverse(pages_of(PanelMeeting).name_of(name), args=keys)


@pytest.fixture
def sitting(world) -> SimpleNamespace:
    """A meeting of A about two cases, opened at the desk, with a chair."""
    call = world.of(Call, A)
    stage = Stage.objects.get(call=call, kind="expert", plan__version=1)
    cases = [handed_in(call, name=f"议题{number}") for number in (1, 2)]
    Application.objects.filter(pk__in=[case.pk for case in cases]).update(
        state="complete", stage=stage
    )
    client = world.client("manager_a")
    chosen = client.post(page("add"), {"stage": stage.pk})
    client.post(chosen.url, {"held_on": f"{today()}", "place": "302"})
    meeting = PanelMeeting.objects.get(stage=stage)
    client.post(page("seat", meeting.pk), {"name": "主持甲", "duty": "chair"})
    return SimpleNamespace(
        meeting=meeting, client=client, cases=cases, member=meeting.members.get(),
        room=page("room", meeting.pk, 1),
    )  # fmt: skip


def test_one_case_is_noted_voted_and_decided(sitting):
    assert sitting.client.get(page("enter_room", sitting.meeting.pk)).url == sitting.room
    sitting.client.post(sitting.room, {"act": "note", "text": "团队完整"})
    sitting.client.post(sitting.room, {"act": "vote", f"vote-{sitting.member.pk}": "for"})
    sitting.client.post(
        sitting.room, {"act": "decide", "seen": "0", "outcome": "reject", "said": "名额已满"}
    )

    shown = sitting.client.get(sitting.room)
    row = shown.context["row"]
    assert ([one.text for one in row.notes], row.tally) == (["团队完整"], [("赞成", 1)])
    assert sitting.meeting.items.get(position=1).decision.said == "名额已满"
    following = sitting.client.get(page("enter_room", sitting.meeting.pk)).url
    assert following == page("room", sitting.meeting.pk, 2)
    name = sitting.meeting.items.get(position=2).application.name
    document = sitting.client.get(page("protocol", sitting.meeting.pk))
    tables = Document(io.BytesIO(b"".join(document.streaming_content))).tables
    words = [cell.text for table in tables for row in table.rows for cell in row.cells]
    assert name in words
    assert "主持甲" in words


@pytest.mark.parametrize(
    ("data", "form"),
    [
        ({"act": "note", "text": " "}, "note"),
        ({"act": "vote", "vote-0": "for"}, None),
        ({"act": "decide", "seen": "0", "outcome": "reject"}, "decide"),
        ({"act": "decide", "seen": "7", "outcome": "reject", "said": "?"}, "decide"),
        ({"act": "dance"}, None),
    ],
)
def test_nonsense_changes_nothing(sitting, data, form):
    shown = sitting.client.post(sitting.room, data)

    if form:
        assert shown.context[form].errors
    assert not sitting.meeting.notes.exists()
    assert not sitting.meeting.votes.exists()
    assert sitting.meeting.items.get(position=1).decision is None


def test_a_vote_that_is_none_is_refused(sitting):
    shown = sitting.client.post(sitting.room, {"act": "vote", f"vote-{sitting.member.pk}": "x"})

    assert list(shown.context["vote"].errors) == [f"vote-{sitting.member.pk}"]


def test_a_conflicted_manager_is_not_in_the_room(sitting, world):
    kept = sitting.meeting.items.get(position=1).application
    Conflict.objects.create(
        application=kept, user=world.users["manager_a"], ground="declared", found_at=now()
    )

    assert sitting.client.get(sitting.room).status_code == 404
    for name in ("change", "enter_room"):
        shown = sitting.client.get(page(name, sitting.meeting.pk), follow=True)
        assert kept.name not in shown.text


@pytest.mark.parametrize(
    ("role", "looks", "acts"), [("manager_b", 404, 404), ("auditor", 200, 403), ("zone", 200, 403)]
)
def test_others(sitting, world, role, looks, acts):
    client = world.client(role)

    assert client.get(sitting.room).status_code == looks
    for data in ({"act": "note", "text": "?"}, {"act": "decide", "seen": "0"}):
        assert client.post(sitting.room, data).status_code == acts
    unseat = page("unseat", sitting.meeting.pk, sitting.member.pk)
    assert client.post(unseat).status_code == (404 if acts == 404 else 403)
    for verb in ("seat", "renew", "close"):
        assert client.post(page(verb, sitting.meeting.pk)).status_code == acts


def test_members_of_other_meetings_and_foreign_stages_are_none(sitting, world):
    foreign = PanelMeeting.objects.filter(call__incubator=world.b).first()
    other = page("unseat", sitting.meeting.pk, foreign.members.first().pk)
    stage = Stage.objects.get(call=world.of(Call, B), kind="expert", plan__version=1)

    assert sitting.client.post(other).status_code == 404
    assert sitting.client.get(f"{page('add')}?stage={stage.pk}").status_code == 404
    assert sitting.client.get(page("room", sitting.meeting.pk, 99)).status_code == 404


def test_a_closed_meeting_is_read(sitting):
    sitting.client.post(page("close", sitting.meeting.pk))

    shown = sitting.client.get(sitting.room)
    assert 'name="text"' not in shown.text
    told = sitting.client.post(sitting.room, {"act": "note", "text": "补记"})
    assert told.context["note"].errors.as_data()["__all__"][0].code == "meeting_closed"
    assert told.context["refused"][0] in html.unescape(told.text)
    sitting.meeting.refresh_from_db()
    assert sitting.meeting.closed_at is not None


def test_votes_are_words_once_a_case_is_decided(sitting):
    sitting.client.post(sitting.room, {"act": "vote", f"vote-{sitting.member.pk}": "for"})
    assert f'name="vote-{sitting.member.pk}"' in sitting.client.get(sitting.room).text
    decide = {"act": "decide", "seen": "0", "outcome": "reject", "said": "名额已满"}
    sitting.client.post(sitting.room, decide)

    shown = sitting.client.get(sitting.room)
    assert f'name="vote-{sitting.member.pk}"' not in shown.text
    assert shown.context["votes"] == [(sitting.member.name, "赞成")]
    again = sitting.client.post(sitting.room, decide)
    assert again.context["refused"][0] in html.unescape(again.text)


def test_who_belongs_to_the_applicant_can_only_stand_back(sitting):
    case = sitting.meeting.items.get(position=1).application
    member = sitting.meeting.members.create(user=UserFactory(), name="评委乙")
    case.collaborators.create(user=member.user, right="view", since=now())

    form = sitting.client.get(sitting.room).context["vote"]

    choices = [choice for choice, _label in form.fields[f"vote-{member.pk}"].choices]
    assert choices == ["", "recused"]


def test_nothing_is_decided_beforehand(sitting):
    form = sitting.client.get(sitting.room).context["decide"]

    assert form["outcome"].value() is None
    assert form.fields["outcome"].choices[0] == ("", "—")
    told = sitting.client.post(sitting.room, {"act": "decide", "seen": "0", "outcome": ""})
    assert "outcome" in told.context["decide"].errors


@pytest.mark.parametrize("count", [1, 3])
def test_the_room_costs_the_same(sitting, count, django_assert_num_queries):
    for number in range(count):
        sitting.meeting.members.create(user=UserFactory(), name=f"评委{number}")

    with django_assert_num_queries(15):
        sitting.client.get(sitting.room)
