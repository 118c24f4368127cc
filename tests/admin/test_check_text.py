"""The page that checks a text, for everybody who reads statistics."""

import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

CHECK = "admin:statistics_document_check_text"


@pytest.mark.parametrize(
    ("role", "status"),
    [("zone", 200), ("auditor", 200), ("superuser", 200), ("manager_a", 200), ("roleless", 302)],
)
def test_who_may_check(world, role, status):
    assert world.client(role).get(reverse(CHECK)).status_code == status


def test_pasted_text_is_answered_beside_its_words(world):
    response = world.client("zone").post(
        reverse(CHECK), {"year": "2007", "text": "引进创业企业1家，毕业企业30余家。"}
    )

    assert [row["verdict"] for row in response.context["rows"]] == ["一致", "无法判断"]
    assert '<mark id="finding-1" class="agrees">1家</mark>' in response.text


def test_text_of_nothing_but_figures_is_listed_so_far_only(world, monkeypatch):
    monkeypatch.setattr("incubator.statistics.admin_check.SHOWN", 2)
    text = "引进创业企业1家，" * 4 + "完"

    response = world.client("zone").post(reverse(CHECK), {"year": "2007", "text": text})

    assert len(response.context["rows"]) == 2
    assert response.context["counts"][0][2] == 4
    assert "".join(piece for piece, _colour, _number in response.context["pieces"]) == text
    assert "另有2个" in response.text


def test_manager_sees_own_figures_alone(world):
    data = {"year": "2007", "text": "引进创业企业1家。"}
    client = world.client("manager_a")

    own = client.post(reverse(CHECK), data | {"incubator": world.a.pk})
    other = client.post(reverse(CHECK), data | {"incubator": world.b.pk})
    zone = client.post(reverse(CHECK), data)

    assert [row["verdict"] for row in own.context["rows"]] == ["一致"]
    assert "rows" not in other.context
    assert "rows" not in zone.context


def test_script_in_a_text_stays_text(world):
    response = world.client("zone").post(
        reverse(CHECK), {"year": "2007", "text": "<script>alert(1)</script>引进创业企业1家"}
    )

    assert "<script>alert(1)" not in response.text


@pytest.mark.parametrize(
    ("data", "field", "code"),
    [
        ({"year": "99999", "text": "x"}, "year", "invalid_year"),
        ({"year": "2007", "text": "  "}, "text", "text_empty"),
    ],
)
def test_bad_input_is_told_at_its_field(world, data, field, code):
    response = world.client("zone").post(reverse(CHECK), data)

    errors = response.context["form"].errors.as_data()
    assert [error.code for error in errors[field]] == [code]


def test_document_with_a_macro_is_not_opened(world, tmp_path):
    path = tmp_path / "macro.docx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr(
            "[Content_Types].xml",
            "<Types>application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
            " vbaProject</Types>",
        )
        package.writestr("word/document.xml", "<x/>")
    file = SimpleUploadedFile("macro.docx", path.read_bytes())

    response = world.client("zone").post(reverse(CHECK), {"year": "2007", "file": file})

    errors = response.context["form"].errors.as_data()
    assert [error.code for error in errors["file"]] == ["file_active"]
