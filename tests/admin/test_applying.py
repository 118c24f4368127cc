"""Calls and applications at the manager's desk: each verb done, refused, and closed to others."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localtime

from companies import lifecycle
from companies.models import Application, Call, LateCode, Questionnaire
from incubator.core.dates import now, today
from incubator.core.errors import RuleViolation
from tests.admin.conftest import A, B, pages_of
from tests.applying.conftest import PDF, upload
from tests.factories import CallFactory, UserFactory, handed_in

DAY = datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def shelf(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def page(model, verb: str, row) -> str:
    return reverse(pages_of(model).name_of(verb), args=[row.pk])


def post(world, model, verb: str, row, role: str = "manager_a", **data):
    return world.client(role).post(page(model, verb, row), data)


@pytest.mark.parametrize(
    ("verb", "data", "state"),
    [
        ("complete", {}, "complete"),
        ("ask", {"what": "请补章程", "until": f"{today() + 9 * DAY}"}, "returned"),
        ("refuse", {"reason": "领域不符"}, "refused"),
    ],
)
def test_application_moves_by_its_verbs(world, verb, data, state):
    application = world.of(Application, A)

    response = post(world, Application, verb, application, **data)

    application.refresh_from_db()
    assert (response.status_code, application.state) == (302, state)
    move = application.moves.latest("pk")
    assert (move.after, move.moved_by) == (state, world.users["manager_a"])
    assert application.letters.count() == 1


@pytest.mark.parametrize("verb", [
    "complete", "ask", "refuse", "decide", "place", "meet", "announce", "write",
])  # fmt: skip
@pytest.mark.parametrize(
    ("role", "status"), [("manager_b", 404), ("zone", 403), ("auditor", 403), ("roleless", 302)]
)
def test_nobody_else_moves_it(world, verb, role, status):
    application = world.of(Application, A)
    data = {"what": "?", "reason": "?", "body": "?", "until": f"{today() + 9 * DAY}"}
    data |= {"seen": "0", "outcome": "reject", "said": "?"}

    response = post(world, Application, verb, application, role=role, **data)

    application.refresh_from_db()
    assert (response.status_code, application.state) == (status, "submitted")
    assert not application.messages.exists()


def test_refusal_is_on_the_form_and_changes_nothing(world):
    application = world.of(Application, A)

    response = post(world, Application, "ask", application, what="?", until="2000-01-01")

    application.refresh_from_db()
    assert response.status_code == 200
    assert "答复期限" in response.text
    assert application.state == "submitted"


def test_only_what_the_table_of_moves_allows_is_offered(world):
    application = world.of(Application, A)
    lifecycle.refuse(application=application, reason="不符", by=None, at=now())

    text = world.client("manager_a").get(page(Application, "change", application)).text

    offered = {verb: page(Application, verb, application) in text for verb in
               ("complete", "ask", "refuse", "decide", "announce", "write")}  # fmt: skip
    assert offered == {
        "complete": False, "ask": False, "refuse": False, "decide": False, "announce": False,
        "write": True,
    }  # fmt: skip


def test_decision_waits_for_its_letter_and_the_letter_for_a_click(world):
    application = world.of(Application, A)
    lifecycle.accept_complete(application=application, by=None, at=now())
    text = world.client("manager_a").get(page(Application, "change", application)).text
    assert page(Application, "decide", application) in text
    assert page(Application, "refuse", application) not in text
    bad = {"seen": "0", "outcome": "conditions", "conditions": "明年补齐"}
    assert "2026-12-31" in post(world, Application, "decide", application, **bad).text

    response = post(
        world, Application, "decide", application, seen="0", outcome="reject", said="领域不符"
    )

    application.refresh_from_db()
    assert (response.status_code, application.state) == (302, "refused")
    letter = application.decisions.get().outbox_letter
    shown = world.client("manager_a").get(page(Application, "announce", application)).text
    assert "领域不符" in shown
    assert (letter.state, letter.letter) == ("prepared", None)
    post(world, Application, "announce", application)
    letter.refresh_from_db()
    assert letter.state == "confirmed"


def test_two_who_decide_at_once_are_told(world):
    application = world.of(Application, A)
    lifecycle.accept_complete(application=application, by=None, at=now())
    put_off = {"seen": "0", "outcome": "defer", "until": f"{today() + 9 * DAY}"}
    post(world, Application, "decide", application, **put_off)

    response = post(world, Application, "decide", application, **put_off)

    assert response.status_code == 200
    assert application.decisions.count() == 1


def test_message_reaches_the_thread(world):
    application = world.of(Application, A)

    post(world, Application, "write", application, body="<b>您好</b>")

    message = application.messages.get()
    assert (message.from_office, message.body) == (True, "<b>您好</b>")
    page_text = world.client("manager_a").get(page(Application, "change", application)).text
    assert "&lt;b&gt;您好" in page_text


def test_file_is_given_to_who_may_see_the_application(world):
    application = world.of(Application, A)
    Application.objects.filter(pk=application.pk).update(state="returned", answer_by=now() + DAY)
    user = UserFactory()
    application.collaborators.create(user=user, right="edit", since=now())
    file = lifecycle.attach(
        application=application, question="licence", upload=upload(), by=user, at=now()
    )
    address = reverse(pages_of(Application).name_of("file"), args=[application.pk, file.pk])
    assert world.client("manager_a").get(address).status_code == 404  # not handed in yet
    received_with(application, file)

    for role, status in (
        ("manager_a", 200), ("zone", 200), ("auditor", 200), ("manager_b", 404), ("roleless", 302),
    ):  # fmt: skip
        response = world.client(role).get(address)
        assert response.status_code == status, role
        if status == 200:
            assert b"".join(response.streaming_content) == PDF
            assert response["Content-Disposition"].startswith("attachment")


def received_with(application, *files, **answers) -> None:
    """Handed in once more, with these."""
    application.submissions.create(
        round=application.submissions.count() + 1,
        content={
            "answers": answers,
            "files": [{"question": one.question, "sha256": one.sha256} for one in files],
        },
        content_hash="0" * 64,
        submitted_at=now(),
    )


def test_the_office_reads_what_was_handed_in_and_not_what_is_being_rewritten(world):
    application = world.of(Application, A)
    Application.objects.filter(pk=application.pk).update(state="returned", answer_by=now() + DAY)
    user = world.users["zone"]
    application.collaborators.create(user=user, right="edit", since=now())

    def attached(name: str, content: bytes):
        application.attachments.update(removed_at=now())
        return lifecycle.attach(
            application=application, question="licence", by=user, at=now(),
            upload=upload(content, name=name),
        )  # fmt: skip

    file, newer = attached("旧执照.pdf", PDF), attached("新执照.pdf", PDF + b"2")
    received_with(application, file, name="交来的名称")
    application.answers.update_or_create(
        key="name", defaults={"value": "正在改的名称", "saved_at": now()}
    )

    text = world.client("manager_a").get(page(Application, "change", application)).text

    assert "交来的名称" in text
    assert "旧执照.pdf" in text
    assert "正在改的名称" not in text
    assert newer.original_name not in text


def test_waiting_begins_anew_with_an_answer_to_a_request(world):
    application = world.of(Application, A)
    Application.objects.filter(pk=application.pk).update(
        started_at=now() - 40 * DAY, submitted_at=now() - 40 * DAY
    )
    waiting = pages_of(Application).list_address() + "?waiting=10"
    client = world.client("manager_a")
    before = client.get(waiting).text

    received_with(application)

    assert application.receipt in before
    assert application.receipt not in client.get(waiting).text


def test_drafts_are_in_no_list(world):
    draft = world.of(Application, A)
    Application.objects.filter(pk=draft.pk).update(state="draft", submitted_at=None, receipt=None)

    client = world.client("superuser")
    assert draft.name not in client.get(pages_of(Application).list_address()).text
    assert client.get(page(Application, "change", draft)).status_code in {302, 404}


@pytest.mark.parametrize("count", [1, 3])
def test_list_of_applications_costs_the_same(world, django_assert_num_queries, count):
    for _each in range(count):
        handed_in(CallFactory(incubator=world.a))
    client = world.client("manager_a")

    with django_assert_num_queries(8):
        client.get(pages_of(Application).list_address())


def test_choices_of_filters_are_counted_without_asking_who_is_close_again(world):
    """The rows among which is counted are the reader's own: each choice would ask it of all."""
    address = f"{pages_of(Application).list_address()}?_facets=True"
    with CaptureQueriesContext(connection) as captured:
        assert world.client("manager_a").get(address).status_code == 200

    counts = [one["sql"] for one in captured if "FILTER (WHERE" in one["sql"]]
    assert len(counts) > 3
    assert not [sql for sql in counts if "companies_conflict" in sql]


def test_waiting_filter(world):
    address = pages_of(Application).list_address()
    client = world.client("manager_a")

    assert world.of(Application, A).name in client.get(address, {"waiting": "30"}).text
    Application.objects.update(submitted_at=now())
    assert world.of(Application, A).name not in client.get(address, {"waiting": "3"}).text


CALL = {
    "kind": "cohort", "code": "autumn", "title": "秋季批次", "summary": "说明",
    "opens_at_0": "2030-01-01", "opens_at_1": "09:00", "closes_at_0": "2030-02-01",
    "closes_at_1": "17:00", "answer_days": "10",
}  # fmt: skip


def add_call(world, **changed):
    address = reverse(pages_of(Call).name_of("add"))
    data = CALL | {"incubator": world.a.pk} | changed
    return world.client("manager_a").post(address, data)


def test_call_is_prepared_published_changed_and_closed(world):
    assert add_call(world).status_code == 302
    call = Call.objects.get(code="autumn")
    assert call.opens_at.isoformat() == "2030-01-01T01:00:00+00:00"
    assert call.questionnaires.get().questions.count() > 20

    post(world, Call, "publish", call)
    post(world, Call, "questions", call)
    version = call.questionnaires.get(version=2)
    post(world, Questionnaire, "ask", version)
    post(world, Call, "close", call, reason="满员")

    call.refresh_from_db()
    version.refresh_from_db()
    assert (call.state, version.published_at is not None) == ("closed", True)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"closes_at_0": "2029-12-31"}, "closes_at"),
        ({"closes_at_0": "", "closes_at_1": ""}, "closes_at"),
        ({"kind": "party"}, "kind"),
        ({"code": "两 个"}, "code"),
        ({"answer_days": "0"}, "answer_days"),
        ({"opens_at_0": "yesterday"}, "opens_at"),
    ],
)
def test_nonsense_is_said_beside_its_field(world, changed, field):
    before = Call.objects.count()
    response = add_call(world, **changed)

    assert list(response.context["form"].errors) == [field]
    assert Call.objects.count() == before


def test_call_for_another_incubator_is_refused(world):
    response = add_call(world, incubator=world.b.pk)

    assert list(response.context["form"].errors) == ["incubator"]


def test_late_code_is_shown_once_and_not_kept(world):
    call = world.of(Call, A)
    response = world.client("manager_a").post(
        page(Call, "late", call),
        {"given_to": "甲", "reason": "停电", "until_0": "2099-01-01", "until_1": "00:00"},
        follow=True,
    )

    late = LateCode.objects.get()
    assert "甲的迟交码：" in response.text
    assert late.digest not in response.text


def test_late_code_is_taken_back_once(world):
    call, actor = world.of(Call, A), world.users["manager_a"]
    until = now() + DAY
    late, _code = lifecycle.allow_late(
        call=call, given_to="甲", reason="停电", until=until, by=actor, at=now()
    )

    response = post(world, Call, "recall", call, late=late.pk)

    late.refresh_from_db()
    assert (response.status_code, late.revoked_at is None) == (302, False)
    with pytest.raises(RuleViolation) as refused:
        lifecycle.revoke_late(late=late, by=actor, at=now())
    assert refused.value.code == "late_code_revoked"


def test_late_code_of_another_call_cannot_be_taken_back(world):
    until = now() + DAY
    late, _code = lifecycle.allow_late(
        call=world.of(Call, B), given_to="乙", reason="停电", until=until, by=None, at=now()
    )

    response = post(world, Call, "recall", world.of(Call, A), late=late.pk)

    late.refresh_from_db()
    assert list(response.context["form"].errors) == ["late"]
    assert late.revoked_at is None


def test_published_questions_cannot_be_written(world):
    version = world.of(Questionnaire, A)
    client = world.client("manager_a")
    address = page(Questionnaire, "change", version)

    assert 'name="questions-0-label"' not in client.get(address).text
    assert client.post(address, {}).status_code == 403


def test_question_of_a_version_in_preparation_is_changed(world):
    call = world.of(Call, A)
    version = lifecycle.new_version(call=call, by=None)
    client = world.client("manager_a")
    address = page(Questionnaire, "change", version)
    form = client.get(address)
    formset = form.context["inline_admin_formsets"][0].formset
    data = {f"{formset.prefix}-{name}": value for name, value in (
        ("TOTAL_FORMS", formset.total_form_count()),
        ("INITIAL_FORMS", formset.initial_form_count()),
        ("MIN_NUM_FORMS", 0), ("MAX_NUM_FORMS", 1000),
    )}  # fmt: skip
    for one in formset.forms:
        for name, bound in one.fields.items():
            value = one.get_initial_for_field(bound, name)
            value = bound.prepare_value(value)
            if value not in (None, False, [], ""):
                data[one.add_prefix(name)] = value
    data[f"{formset.prefix}-0-label"] = "您的名称"

    response = client.post(address, data)

    assert response.status_code == 302, response.context["errors"]
    assert version.questions.get(key="name").label == "您的名称"


def test_dates_are_moved_by_their_page(world):
    call = world.of(Call, A)
    until = now() + 30 * DAY
    opens, closes = localtime(call.opens_at), localtime(until)
    dates = {
        "opens_at_0": f"{opens:%Y-%m-%d}", "opens_at_1": f"{opens:%H:%M:%S}",
        "closes_at_0": f"{closes:%Y-%m-%d}", "closes_at_1": f"{closes:%H:%M}", "reason": "延期",
    }  # fmt: skip

    response = post(world, Call, "dates", call, **dates)
    wrong = post(world, Call, "dates", call, **dates | {"closes_at_0": "2001-01-01"})

    call.refresh_from_db()
    assert response.status_code == 302
    assert call.closes_at == until.replace(second=0, microsecond=0)
    assert "截止时间须晚于开始时间" in wrong.text
    assert post(world, Call, "dates", call, role="manager_b", **dates).status_code == 404


def test_preview_shows_what_is_asked(world):
    client = world.client("manager_a")

    text = client.get(page(Call, "preview", world.of(Call, A))).text

    assert "统一社会信用代码" in text
    assert client.get(page(Call, "preview", world.of(Call, B))).status_code == 404
