"""Files of an application: kept apart, given only to who may see it, never shown in a page."""

import pytest

from companies import lifecycle
from companies.lifecycle import attachments
from tests.applying.conftest import AT, PDF, upload
from tests.applying.test_drafts import refused

pytestmark = pytest.mark.django_db


def attach(draft, by, *, question="licence", **more):
    return lifecycle.attach(
        application=draft, question=question, upload=upload(**more), by=by, at=AT
    )


def test_kept_under_a_random_name_outside_of_the_web(draft, founder, files_of_this_test):
    file = attach(draft, founder, name="我的执照.pdf")

    (path,) = [p for p in files_of_this_test.rglob("*") if p.is_file()]
    assert path.read_bytes() == PDF
    assert path.suffix == ""
    assert "执照" not in file.file.name
    with pytest.raises(ValueError, match="not accessible via a URL"):
        _address = file.file.url


def test_same_file_again_is_the_same(draft, founder):
    assert attach(draft, founder) == attach(draft, founder)


def test_refusals(draft, founder, stranger, monkeypatch):
    refused("right_missing", 403, attach, draft=draft, by=stranger)
    refused("unknown_question", 400, attach, draft=draft, by=founder, question="name")
    refused("file_kind", 400, attach, draft=draft, by=founder, content=b"MZ\x90\x00")
    attach(draft, founder)
    refused("too_many_files", 400, attach, draft=draft, by=founder, content=PDF + b"2")
    monkeypatch.setattr(attachments, "MOST_BYTES", len(PDF) + 1)
    refused("files_too_large", 400, attach,
            draft=draft, by=founder, question="plan", content=PDF + b"3")  # fmt: skip
    assert draft.attachments.count() == 1


def test_nothing_is_added_or_taken_after_handing_in(submitted, founder):
    refused("application_not_editable", 409, attach, draft=submitted, by=founder, question="plan")
    refused("application_not_editable", 409, lifecycle.detach,
            attachment=submitted.attachments.get(), by=founder, at=AT)  # fmt: skip


def address(draft, file, *more) -> str:
    return f"/applications/{draft.key}/files/{file.pk}/" + "".join(more)


def test_download(client, draft, founder):
    file = attach(draft, founder, name="我的执照.pdf")
    client.force_login(founder)

    response = client.get(address(draft, file))

    assert b"".join(response.streaming_content) == PDF
    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("who", ["stranger", "manager", "zone_user", "auditor"])
def test_other_peoples_files_do_not_exist(client, draft, founder, who, request):
    file = attach(draft, founder)
    client.force_login(request.getfixturevalue(who))

    assert client.get(address(draft, file)).status_code == 404
    assert client.post(address(draft, file, "remove/")).status_code == 404
    assert client.get(f"/applications/{draft.key}/files/99999/").status_code == 404


def test_file_of_another_application_is_not_found_under_this_one(client, call, draft, founder):
    other = lifecycle.start_draft(call=call, by=founder, at=AT)
    file = attach(other, founder)
    client.force_login(founder)

    assert client.get(address(draft, file)).status_code == 404


def test_added_by_the_page(client, draft, founder):
    client.force_login(founder)
    add = f"/applications/{draft.key}/files/licence/add/"

    good = client.post(add, {"file": upload()}, headers={"HX-Request": "true"})
    bad = client.post(add, {"file": upload(b"MZ\x90")}, headers={"HX-Request": "true"})
    none = client.post(add, {}, headers={"HX-Request": "true"})
    plain = client.post(add, {"file": upload()})

    assert (good.status_code, bad.status_code, none.status_code) == (200, 400, 400)
    assert "执照.pdf" in good.text
    assert "不接收这种文件" in bad.text
    assert "请先选择文件" in none.text
    assert plain.url == f"/applications/{draft.key}/fill/5/"
    assert client.post(add.replace("licence", "nothing"), {"file": upload()}).status_code == 404
