"""Names are for showing: no path, nothing invisible, the ending of what the file is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incubator.core.files.names import LONGEST, clean_name

PDF, JPEG = ("pdf",), ("jpg", "jpeg")


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Windows\\a.pdf", "a.pdf"),
        ("合同.exe", "合同.pdf"),
        ("合同.pdf.exe", "合同.pdf.pdf"),
        ("合同", "合同.pdf"),
        ("a\u202efdp.exe", "afdp.pdf"),
        ("a\u2066b\u200b\u00ad.pdf", "ab.pdf"),
        ("a\r\nX-Evil: 1.pdf", "a X-Evil 1.pdf"),
        ("a\x00b\x1b[31m.pdf", "ab[31m.pdf"),
        ("a\u2028b\u3000 \tc.pdf", "a b c.pdf"),
        ("e\u200d\u0301.pdf", "\u00e9.pdf"),
        ("", "file.pdf"),
        (".pdf", "file.pdf"),
        ("..", "file.pdf"),
        ("x" * 10_000 + ".pdf", "x" * (LONGEST - 4) + ".pdf"),
        ("长" * 10_000 + ".pdf", "长" * 78 + ".pdf"),
        ("x." + "长" * 10_000, "x.pdf"),
        ('a"<b>.pdf', "ab.pdf"),
        ("\ud800a.pdf", "a.pdf"),
    ],
)
def test_names_are_for_showing_only(name, clean):
    assert clean_name(name, PDF) == clean


def test_ending_of_its_kind_stays():
    assert clean_name("图.JPEG", JPEG) == "图.jpeg"
    assert clean_name("图.png", JPEG) == "图.jpg"


@given(st.text(st.characters(), max_size=300))
def test_any_name_becomes_a_harmless_one(name):
    clean = clean_name(name, JPEG)

    assert clean.endswith((".jpg", ".jpeg"))
    assert len(clean.encode()) <= LONGEST
    assert not set(clean) & set('/\\\r\n\x00"<>\u202e\u2028')
    assert clean.isprintable()
    assert clean_name(clean, JPEG) == clean
