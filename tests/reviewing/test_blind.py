"""Blind review: what is hidden is in no answer that a reviewer gets, in files neither."""

import io
import json

import pytest
from PIL import Image

from companies import lifecycle
from companies.models import Stage
from companies.queries.cases import case_for, file_for, queue
from companies.rules.blind import Mask
from tests.applying.conftest import fill
from tests.applying.test_drafts import refused
from tests.factories import CallFactory, UserFactory
from tests.reviewing.conftest import ANSWERS, AT, DUE, expert, only, unified_code, upload

pytestmark = pytest.mark.django_db

NAME, CODE, HEAD, OWNER, PHONE = (
    "宁波隐身科技有限公司", unified_code(4711), "暗号张", "暗号李", "0574-11112222",
)  # fmt: skip
SECRETS = (NAME, CODE, HEAD, OWNER, PHONE)


def photo() -> bytes:
    """A picture whose camera wrote down whose it is."""
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x013B] = f"author {CODE}"
    Image.new("RGB", (40, 30), "red").save(out, format="JPEG", exif=exif)
    return out.getvalue()


def world(*, blind, number=1, **columns):
    """A case that names itself everywhere, and an expert who has it."""
    call = CallFactory()
    only(call, "expert", reviews_wanted=1, position=2, blind=blind, **columns)
    founder = UserFactory(name=OWNER, email=f"founder{number}@applicant.test")
    application = lifecycle.start_draft(call=call, by=founder, at=AT)
    own = {
        "name": NAME, "unified_code": CODE, "legal_representative": HEAD, "contact": OWNER,
        "phone": PHONE, "shareholders": [{"name": OWNER, "share": "60"}],
        "project": f"{NAME}（法人 {HEAD[0]} {HEAD[1:]}）研制的系统，详询{OWNER}，电话{PHONE}。" * 2,
    }  # fmt: skip
    fill(application, by=founder, answers=ANSWERS | own)
    for question, content, name in [
        ("plan", photo(), f"{NAME}.jpg"), ("articles", None, f"{HEAD}章程.pdf"),
    ]:  # fmt: skip
        file = upload(content, name) if content else upload(name=name)
        lifecycle.attach(application=application, question=question, upload=file, by=founder, at=AT)
    lifecycle.submit(application=application, by=founder, at=AT)
    lifecycle.accept_complete(application=application, by=None, at=AT)
    stage = Stage.objects.get(plan__version=2, plan__call=call, kind="expert")
    review_round = lifecycle.open_round(stage=stage, due_at=DUE, by=None, at=AT)
    reviewer = expert(review_round, number)
    lifecycle.run_assignment(review_round=review_round, by=None, at=AT, seed=1)
    application.refresh_from_db()
    return application, reviewer


def everything(case) -> str:
    """All that the pages can show of a case, as one text."""
    lines = [(line.label, line.text, line.value) for line in case.lines]
    files = [(file.name, file.size, file.question) for file in case.files]
    return json.dumps([case.heading, case.name, case.appeal, lines, files], ensure_ascii=False)


def test_nothing_hidden_is_said():
    application, reviewer = world(blind=["name", "people", "files"])

    case = case_for(reviewer, application, at=AT)

    text = everything(case)
    for secret in SECRETS:
        assert secret not in "".join(text.split()), secret
    assert (case.name, case.heading, case.is_blind) == ("", application.receipt, True)
    assert "研制的系统" in text
    hidden = {line.question.key for line in case.lines if line.is_hidden}
    assert {"name", "unified_code", "shareholders", "legal_representative", "phone"} <= hidden


def test_an_open_stage_says_it_all():
    application, reviewer = world(blind=[])
    text = everything(case_for(reviewer, application, at=AT))
    for secret in SECRETS:
        assert secret in text


def test_chosen_questions_are_hidden_alone():
    application, reviewer = world(blind=[], hidden_keys=["staff", "project"])
    case = case_for(reviewer, application, at=AT)
    assert {line.question.key for line in case.lines if line.is_hidden} == {"staff", "project"}
    assert case.name == NAME


@pytest.mark.parametrize("word", [NAME, NAME[2:6], CODE, CODE[:8]])
def test_searching_for_what_is_hidden_finds_nothing(word):
    application, reviewer = world(blind=["name"])
    assert not queue(reviewer, at=AT, text=word).exists()
    assert queue(reviewer, at=AT, text=application.receipt[-4:]).exists()


def test_searching_by_name_where_it_is_seen():
    _application, reviewer = world(blind=[])
    assert queue(reviewer, at=AT, text="隐身").exists()
    assert not queue(reviewer, at=AT, text="显身").exists()


@pytest.mark.parametrize("order", ["name", "-name", "application__name", "unified_code", "pk"])
def test_nothing_hidden_orders_a_list(order):
    _application, reviewer = world(blind=["name"])
    refused("order_unknown", 400, queue, reviewer=reviewer, at=AT, order=order)
    assert queue(reviewer, at=AT, order="-receipt").exists()


def test_a_picture_is_drawn_again_and_a_document_stays():
    application, reviewer = world(blind=["files"])
    files = {file.question: file for file in case_for(reviewer, application, at=AT).files}
    assert [files[key].is_withheld for key in ("plan", "articles", "licence")] == [
        False, True, True,
    ]  # fmt: skip
    assert {file.size for file in files.values()} == {None}

    name, kind, content = file_for(reviewer, application, files["plan"].pk, at=AT)

    assert CODE.encode() in photo()
    assert CODE.encode() not in content
    assert NAME not in name
    assert (kind, name.endswith(".jpg")) == ("image/jpeg", True)
    with Image.open(io.BytesIO(content)) as picture:
        assert (picture.size, dict(picture.getexif())) == ((40, 30), {})
    refused("file_withheld", 403, file_for,
            reviewer=reviewer, application=application, pk=files["articles"].pk, at=AT)  # fmt: skip


def test_documents_leave_where_the_stage_says_so_under_another_name():
    application, reviewer = world(blind=["name"], gives_documents=True)
    files = {file.question: file for file in case_for(reviewer, application, at=AT).files}
    name, _kind, content = file_for(reviewer, application, files["articles"].pk, at=AT)
    assert HEAD not in name
    with content:
        assert content.read() == upload().read()


def test_a_file_of_another_case_does_not_exist():
    first, reviewer = world(blind=[])
    second, _other = world(blind=[], number=2)
    theirs = second.attachments.first().pk
    refused("review_not_yours", 404, file_for,
            reviewer=reviewer, application=first, pk=theirs, at=AT)  # fmt: skip
    refused("review_not_yours", 404, file_for,
            reviewer=reviewer, application=second, pk=theirs, at=AT)  # fmt: skip


def test_a_reviewer_reads_what_was_handed_in_and_not_what_is_written_since():
    application, reviewer = world(blind=[])
    application.answers.filter(key="project").update(value="后来改的")
    assert "后来改的" not in everything(case_for(reviewer, application, at=AT))


def test_words_are_taken_out_however_they_are_written():
    mask = Mask(["Acme 公司", "张"], instead="■")
    assert mask("ACME公司 / acme 公 司 / 张三") == "■ / ■ / 张三"
    assert mask([{"a": "acme公司"}, 3]) == [{"a": "■"}, 3]
    assert Mask([], instead="■")("甲") == "甲"


@pytest.mark.parametrize(
    "written",
    ["Ａｃｍｅ公司", "ACME·公司", "Ac\u200bme 公\ufeff司", "A・c・m・e・公・司", "acme\n公　司"],
)
def test_letters_set_apart_or_of_another_width_are_taken_out_all_the_same(written):
    mask = Mask(["Ａcme·公司"], instead="■")

    assert mask(f"（由{written}） 研·制①。") == "（由■） 研·制①。"
