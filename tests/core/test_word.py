"""Templates of Word documents: plain fields are filled, everything else is refused."""

import io
import zipfile

import pytest
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from incubator.core.errors import RuleViolation
from incubator.core.word import filled, require_template

KNOWN = {"company_name": "甲科技", "days": "15"}


def document(*paragraphs: str, header: str = "", title: str = "") -> io.BytesIO:
    """A document with these paragraphs; ``¦`` cuts one into pieces, as Word does."""
    made = Document()
    made.core_properties.title = title
    for text in paragraphs:
        line = made.add_paragraph()
        for piece in text.split("¦"):
            line.add_run(piece)
    if header:
        made.sections[0].header.paragraphs[0].text = header
    file = io.BytesIO()
    made.save(file)
    file.seek(0)
    return file


def changed(file: io.BytesIO, name: str, old: str, new: str) -> io.BytesIO:
    """The package with a part of it rewritten."""
    result = io.BytesIO()
    with zipfile.ZipFile(file) as before, zipfile.ZipFile(result, "w") as after:
        for entry in before.infolist():
            content = before.read(entry)
            if entry.filename == name:
                assert old.encode() in content
                content = content.replace(old.encode(), new.encode())
            after.writestr(entry, content)
    result.seek(0)
    return result


def texts(content: bytes) -> list[str]:
    made = Document(io.BytesIO(content))
    return [line.text for line in made.paragraphs]


def refusal(file: io.BytesIO) -> RuleViolation:
    with pytest.raises(RuleViolation) as found:
        require_template(file, fields=KNOWN)
    assert found.value.detail
    assert file.tell() == 0
    return found.value


def test_fields_are_filled_in_text_table_header_and_title():
    file = document(
        "乙方：{{ company_name }}。", "{¦{ da¦ys }} 日内", header="{{ days }}", title="{{ days }}"
    )

    made = filled(file, KNOWN)

    again = Document(io.BytesIO(made))
    assert texts(made) == ["乙方：甲科技。", "15 日内"]
    assert again.sections[0].header.paragraphs[0].text == "15"
    assert again.core_properties.title == "15"


def test_it_says_which_fields_are_used():
    assert require_template(document("{{ days }}"), fields=KNOWN) == {"days"}


def test_a_percent_sign_after_a_field_is_text():
    assert texts(filled(document("不足 {{ days }}%；"), KNOWN)) == ["不足 15%；"]


@pytest.mark.parametrize(
    "value", ["{{ days }}", "{% for x in y %}", "<w:p>&amp;</w:p>", "a & b < c", "'\"", "𠮷"]
)
def test_what_a_value_says_is_text(value):
    made = filled(document("{{ company_name }}"), {"company_name": value})

    assert texts(made) == [value]


def test_signs_that_no_document_can_hold_are_left_out():
    assert texts(filled(document("{{ days }}"), {"days": "1\x00\x07\x0c5\ud800"})) == ["15"]


@pytest.mark.parametrize(
    "text",
    [
        "{{ company.name }}", "{{ company_name|upper }}", "{{ 7*7 }}", "{{ ''.__class__ }}",
        "{{ company_name() }}", "{{ company_name[0] }}", "{% if days %}x{% endif %}",
        "{%p for x in days %}", "{{p days }}", "{{r days }}", "{# note #}", "{{ days", "days }}",
        "{{{ days }}}", "{{-days-}}", "{{ Days }}", "{{ 天数 }}", "{_{ days }_}", "{¦{ 7*7 }¦}",
        "{¦% set x = 1 %¦}", "{{ days }} {{ lipsum.__globals__ }}", "{% raw %}{{ x }}{% endraw %}",
    ],
)  # fmt: skip
def test_logic_of_any_kind_is_refused(text):
    assert refusal(document(text)).code == "template_logic"


def test_logic_is_found_in_header_and_title_too():
    assert refusal(document(header="{{ 7*7 }}")).code == "template_logic"
    assert refusal(document(title="{{ 7*7 }}")).code == "template_logic"


def test_logic_that_stretches_over_paragraphs_is_refused():
    assert refusal(document("{{ cycler.", "__init__ }}")).code == "template_logic"


def test_unknown_field_is_named_with_those_that_are_known():
    found = refusal(document("{{ days }} {{ password }}"))

    assert (found.code, found.values["name"]) == ("template_field_unknown", "password")
    assert found.values["possible"] == "company_name、days"


@pytest.mark.parametrize(
    ("instruction", "refused"),
    [
        ("PAGE", False), (" NUMPAGES \\* MERGEFORMAT", False), ('DATE \\@ "yyyy"', False),
        ("DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe", True), ("INCLUDETEXT x", True),
        ('INCLUDEPICTURE "https://evil.example/x.png"', True), ("MACROBUTTON x", True),
    ],
)  # fmt: skip
def test_words_own_fields_may_only_count(instruction, refused):
    made = Document()
    run = made.add_paragraph().add_run()
    element = OxmlElement("w:instrText")
    element.text = instruction
    run._r.append(element)
    simple = OxmlElement("w:fldSimple")
    simple.set(qn("w:instr"), instruction)
    made.add_paragraph()._p.append(simple)
    file = io.BytesIO()
    made.save(file)

    if refused:
        assert refusal(file).code == "template_word_field"
    else:
        assert require_template(file, fields=KNOWN) == set()


@pytest.mark.parametrize("kind", ["attachedTemplate", "oleObject", "aFChunk", "frame", "package"])
def test_nothing_is_embedded_or_fetched(kind):
    file = changed(
        document("x"), "word/_rels/document.xml.rels", "</Relationships>",
        f'<Relationship Id="rX" Type="http://x/{kind}" Target="x.bin"/></Relationships>',
    )  # fmt: skip

    assert refusal(file).code == "template_part"


@pytest.mark.parametrize(("kind", "taken"), [("hyperlink", True), ("image", False)])
def test_only_an_address_to_follow_is_elsewhere(kind, taken):
    file = changed(
        document("x"), "word/_rels/document.xml.rels", "</Relationships>",
        f'<Relationship Id="rX" Type="http://x/{kind}" Target="https://x.example/" '
        'TargetMode="External"/></Relationships>',
    )  # fmt: skip

    if taken:
        assert require_template(file, fields=KNOWN) == set()
    else:
        assert refusal(file).code == "template_part"


def test_html_inside_is_refused():
    file = changed(document("x"), "word/document.xml", "<w:p>", '<w:altChunk r:id="r1"/><w:p>')

    assert refusal(file).code == "template_word_field"


def test_a_part_that_unpacks_to_too_much_is_refused():
    file = changed(document("x"), "word/document.xml", "<w:p>", "<w:p>" + " " * 5_000_000)

    assert refusal(file).code == "template_too_large"


@pytest.mark.parametrize("content", [b"", b"no package", b"PK\x03\x04 broken"])
def test_what_is_no_package_is_broken(content):
    assert refusal(io.BytesIO(content)).code == "file_broken"


def test_entities_are_not_followed():
    bomb = '<?xml version="1.0"?><!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]><w>&x;</w>'
    file = io.BytesIO()
    with zipfile.ZipFile(document("x")) as before, zipfile.ZipFile(file, "w") as after:
        for entry in before.infolist():
            after.writestr(entry, before.read(entry))
        after.writestr("customXml/item9.xml", bomb)
    file.seek(0)

    assert require_template(file, fields=KNOWN) == set()
    assert b"root:" not in filled(file, KNOWN)


def test_filling_judges_again():
    with pytest.raises(RuleViolation, match="template_logic"):
        filled(document("{{ 7*7 }}"), KNOWN)
