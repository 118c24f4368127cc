"""Letters: from templates that run nothing, counted, confirmed, one for a decision."""

import pytest
from django.core import mail

from companies import lifecycle
from companies.lifecycle import Choice
from companies.models import Letter, LetterBatch, LetterTemplate, OutboxLetter
from companies.rules.letters import PLACES, filled
from tests.applying.test_drafts import refused
from tests.factories import CallFactory
from tests.reviewing.conftest import AT, DAY
from tests.reviewing.constraint_attempts import case
from tests.reviewing.test_deciding import decide

pytestmark = pytest.mark.django_db

TEXTS = {
    "subject": "结果：{{ call }}", "body": "{{ name }}：{{ said }}",
    "subject_en": "Result: {{ call }}", "body_en": "{{name}}: {{ said }}",
}  # fmt: skip


def write(call, kind="refused", **more):
    return lifecycle.write_template(call=call, kind=kind, by=None, at=AT, **(TEXTS | more))


def confirm(call, count, **more):
    return lifecycle.confirm_letters(call=call, count=count, by=None, at=AT, **more)


@pytest.fixture
def rejected(monkeypatch):
    """A decision with its letter in the outbox; jobs are counted instead of sent."""
    application = case("decision")
    application.started_by.language = "zh-hans"
    application.started_by.save()
    decide(application, "reject", said="领域不符")
    rung = []
    monkeypatch.setattr("companies.lifecycle.outbox._ring_for_one", rung.append)
    application.rung = rung
    return application


@pytest.mark.parametrize(
    "text",
    ["{{ password }}", "{{ name.__class__ }}", "{{ name|upper }}", "{{ self }}", "{{ 7*7 }}",
     "{{ name }", "{{{ name }}}", "{{ {{ name }} }}", "}} {{", "{{}}", "{{ settings.SECRET_KEY }}"],
)  # fmt: skip
def test_only_places_on_the_list(text):
    with pytest.raises(Exception, match="placeholder_"):
        write(CallFactory(), body=f"{text} {{{{ said }}}}")
    assert not LetterTemplate.objects.exists()


def test_refusals_of_templates():
    call = CallFactory()
    refused("placeholder_unknown", 400, write, call=call, body="{{ secret }}{{ said }}")
    refused("placeholder_broken", 400, write, call=call, body="{{ said }} {{ name")
    refused("placeholder_missing", 400, write, call=call, body_en="no reason")
    refused("template_empty", 400, write, call=call, subject_en="  ")
    refused("letter_kind_unknown", 400, write, call=call, kind="receipt")


@pytest.mark.parametrize(
    ("kind", "changed"),
    [("refused", {"subject": "{{ rank }}"}), ("refused", {"subject_en": "—"}),
     ("accepted", {"body": "{{ said }}\n{{ comments }}"}), ("waiting", {"body_en": "{{ rank }}."})],
)  # fmt: skip
def test_letters_that_may_come_out_empty_are_not_kept(kind, changed):
    refused("template_without_words", 400, write, call=CallFactory(), kind=kind, **changed)
    assert not LetterTemplate.objects.exists()


@pytest.mark.parametrize("changed", [{"subject": "{{ rank }}"}, {"body": "{{ comments }}"}])
def test_an_empty_letter_of_older_words_is_refused(changed):
    application = case("decision")
    application.started_by.language = "zh-hans"
    application.started_by.save()
    LetterTemplate.objects.create(
        call=application.call, kind="refused", version=1, written_at=AT, **TEXTS | changed
    )

    refused("letter_says_nothing", 409, decide, application=application, outcome="reject",
            said="领域不符")  # fmt: skip
    preview = lifecycle.preview_decisions(
        choices=[Choice(application=application, seen=0, outcome="reject", said="领域不符")], at=AT
    )
    assert preview[0].problem.code == "letter_says_nothing"
    assert not OutboxLetter.objects.exists()


@pytest.mark.parametrize("hostile", ["{{ said }}", "{% now %}", "<b>甲</b>", "{{ address }}", "%s"])
def test_what_is_filled_in_is_never_looked_at_again(hostile):
    assert filled("{{ name }}!", {"name": hostile, "said": "X"}) == f"{hostile}!"
    assert filled("{% if 1 %}{{ name }}{# x #}", {"name": "甲"}) == "{% if 1 %}甲{# x #}"


def test_every_place_has_a_value():
    application = case("decision")
    text = "\n".join(f"{name}=[{{{{ {name} }}}}]" for name in PLACES)
    write(application.call, body=text)
    decide(application, "reject", said="领域不符", reason="内部")

    body = OutboxLetter.objects.get().body
    assert "said=[领域不符]" in body
    assert f"receipt=[{application.receipt}]" in body
    assert "内部" not in body
    assert "{{" not in body


def test_other_words_are_another_version_and_reach_prepared_letters(rejected):
    call = rejected.call
    first = write(call)
    second = write(call, body="再见 {{ said }}")
    assert (first.version, second.version) == (1, 2)
    assert lifecycle.words_for(call=call, kind="refused") == second
    letter = OutboxLetter.objects.get()
    assert (letter.body, letter.template) == ("再见 领域不符", second)
    assert lifecycle.words_for(call=CallFactory(), kind="refused").subject


def test_in_the_readers_language():
    application = case("decision")
    application.started_by.language = "en"
    application.started_by.save()
    decide(application, "defer", until=AT.date() + DAY)
    letter = OutboxLetter.objects.get()
    assert letter.language == "en"
    assert letter.subject.startswith("The decision on your application is put off")
    assert "March 4, 2008" in letter.body


def test_nothing_goes_uncounted(rejected):
    refused("letters_counted_otherwise", 409, confirm, call=rejected.call, count=2)
    refused("outbox_empty", 409, confirm, call=CallFactory(), count=0)
    refused("outbox_empty", 409, confirm, call=rejected.call, count=1, letters=[])
    batch = confirm(rejected.call, 1)
    assert (batch.count, batch.confirmed_at) == (1, AT)
    refused("outbox_empty", 409, confirm, call=rejected.call, count=1)
    assert not Letter.objects.exists()


def test_filed_once_mailed_once_however_often_the_jobs_run(rejected):
    batch = confirm(rejected.call, 1)
    assert lifecycle.progress_of(batch).percent == 0

    assert [lifecycle.send_batch(batch_id=batch.pk, at=AT) for _n in range(3)] == [1, 0, 0]
    letter = OutboxLetter.objects.get()
    assert rejected.rung == [letter.pk] * 3
    assert lifecycle.progress_of(batch).percent == 50
    assert [lifecycle.mail_letter(outbox_id=letter.pk, at=AT) for _n in range(3)] == [
        True, False, False,
    ]  # fmt: skip

    assert len(mail.outbox) == 1
    on_file = Letter.objects.get()
    assert (mail.outbox[0].subject, mail.outbox[0].to) == (
        on_file.subject, [rejected.started_by.email],
    )  # fmt: skip
    letter.decision.refresh_from_db()
    assert letter.decision.announced_at == AT
    assert lifecycle.progress_of(batch).percent == 100


def test_a_batch_is_finished_with_its_last_mail(rejected, django_capture_on_commit_callbacks):
    batch = confirm(rejected.call, 1)
    lifecycle.send_batch(batch_id=batch.pk, at=AT)
    batch.refresh_from_db()
    assert batch.finished_at is None
    with django_capture_on_commit_callbacks(execute=True):
        lifecycle.mail_letter(outbox_id=rejected.rung[0], at=AT)
    batch.refresh_from_db()
    assert batch.finished_at == AT


def test_a_mail_server_that_is_down_is_asked_again(rejected, monkeypatch):
    batch = confirm(rejected.call, 1)
    lifecycle.send_batch(batch_id=batch.pk, at=AT)

    def down(**_mail):
        raise OSError("down")

    with monkeypatch.context() as broken:
        broken.setattr("companies.lifecycle.outbox.deliver", down)
        with pytest.raises(OSError, match="down"):
            lifecycle.mail_letter(outbox_id=rejected.rung[0], at=AT)
    assert OutboxLetter.objects.get().state == "filed"
    assert lifecycle.mail_letter(outbox_id=rejected.rung[0], at=AT)


def test_a_lost_batch_is_taken_up(rejected, monkeypatch):
    rung = []
    monkeypatch.setattr("companies.lifecycle.outbox._ring", rung.append)
    batch = confirm(rejected.call, 1)
    assert lifecycle.take_up_batches(at=AT + DAY / 1440) == 0
    assert lifecycle.take_up_batches(at=AT + DAY) == 1
    assert rung == [batch.pk]
    LetterBatch.objects.update(finished_at=AT)
    assert lifecycle.take_up_batches(at=AT + DAY) == 0


def test_the_letter_of_what_was_overtaken_is_not_sent(rejected):
    application = case("decision")
    decide(application, "defer", until=AT.date() + DAY)
    batch = confirm(application.call, 1)
    decide(application, "reject", seen=1, said="领域不符")

    assert lifecycle.send_batch(batch_id=batch.pk, at=AT) == 0
    batch.refresh_from_db()
    assert batch.finished_at == AT
    assert lifecycle.progress_of(batch).percent == 100
    states = application.outbox_letters.order_by("pk").values_list("state", flat=True)
    assert list(states) == ["cancelled", "prepared"]


def test_a_hostile_name_stays_text(rejected):
    application = case("decision")
    application.name = "甲\r\nBcc: x@example.test {{ said }}<script>"
    application.save()
    write(application.call, subject="{{ name }}")
    decide(application, "reject", said="不符")
    letter = application.outbox_letters.get()
    assert "\n" not in letter.subject
    assert "{{ said }}" in letter.subject
