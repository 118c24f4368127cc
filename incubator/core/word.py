"""Word documents out of templates that people change: plain fields, and nothing that runs.

A template holds fields such as ``{{ company_name }}`` and no logic. Three readings must agree
before it is kept or filled: its texts hold known fields and no other mark of the engine, its
package holds no part that fetches or starts something, and what the engine itself would run
is words and those fields alone.
"""

import io
import re
import zipfile
from collections.abc import Collection, Iterator, Mapping
from pathlib import PurePosixPath
from typing import BinaryIO

from django.utils.translation import gettext_lazy as _
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError, nodes
from jinja2.sandbox import SandboxedEnvironment
from lxml import etree

from incubator.core.errors import RuleViolation
from incubator.core.files.refusals import broken
from incubator.core.shown import listing

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MOST_BYTES = 4 * 1024 * 1024  # of one part unpacked; a text of fifty pages has less than one
FIELD = re.compile(r"\{\{ ?([a-z][a-z0-9_]{0,39}) ?\}\}")
# What the engine, or the library before it, would take as an instruction.
MARKS = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}|\{_[{%]|[}%]_\}")
# What a part of the package may be: the last word of its relationship's type.
PARTS = frozenset({
    "officeDocument", "core-properties", "extended-properties", "custom-properties", "thumbnail",
    "styles", "stylesWithEffects", "settings", "webSettings", "fontTable", "font", "theme",
    "numbering", "header", "footer", "footnotes", "endnotes", "image", "hyperlink", "customXml",
    "customXmlProps",
})  # fmt: skip
# Word's own fields that count or tell; others fetch files or start programs.
COUNTING = frozenset({
    "PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION", "DATE", "TIME", "TOC", "PAGEREF", "REF", "SEQ",
    "HYPERLINK",
})  # fmt: skip
# What the library fills in beside texts.
PROPERTIES = ("author", "comments", "identifier", "language", "subject", "title")
# Not writable in XML, or given a meaning of its own by the library.
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
DAMAGED = (zipfile.BadZipFile, etree.XMLSyntaxError, OSError, KeyError, ValueError)


def require_template(file: BinaryIO, *, fields: Collection[str]) -> set[str]:
    """The fields that a template uses, each one of ``fields``; the file is left at its beginning.

    Raises RuleViolation: ``file_broken``, ``template_too_large``, ``template_part``,
    ``template_word_field``, ``template_logic``, ``template_field_unknown``.
    """
    used: set[str] = set()
    try:
        file.seek(0)
        with zipfile.ZipFile(file) as package:
            for entry in package.infolist():
                used |= _fields_in(package, entry)
    except DAMAGED:
        raise broken() from None
    finally:
        file.seek(0)
    for name in sorted(used - set(fields)):
        raise RuleViolation(
            "template_field_unknown",
            _("There is no field “%(name)s”. Possible are: %(possible)s."),
            field="file",
            name=name,
            possible=listing(sorted(fields)),
        )
    _refuse_logic(file, used)
    return used


def filled(file: BinaryIO, values: Mapping[str, object]) -> bytes:
    """The document with its fields filled in; what the values say is text, whatever it looks like.

    Raises RuleViolation as ``require_template``, which it does not trust to have been called.
    """
    require_template(file, fields=values)
    template = DocxTemplate(file)
    said = {name: CONTROL.sub("", str(value)) for name, value in values.items()}
    template.render(said, _engine(), autoescape=True)
    document = io.BytesIO()
    template.save(document)
    return document.getvalue()


def _fields_in(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> set[str]:
    path = PurePosixPath(entry.filename)
    if path.suffix == ".rels":
        _refuse_parts(_tree(package, entry))
    if path.suffix != ".xml":
        return set()
    tree = _tree(package, entry)
    for instruction in tree.iter(f"{WORD}instrText", f"{WORD}fldSimple", f"{WORD}altChunk"):
        _refuse_word_field(instruction)
    return {name for text in _texts(tree) for name in _fields(text)}


def _tree(package: zipfile.ZipFile, entry: zipfile.ZipInfo) -> etree._Element:
    with package.open(entry) as part:
        content = part.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise RuleViolation(
            "template_too_large",
            _("This template holds too much; a text of some pages is enough."),
            field="file",
        )
    # No entity is resolved and nothing is fetched.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    return etree.fromstring(content, parser)


def _texts(tree: etree._Element) -> Iterator[str]:
    """Each paragraph as it is read, however many pieces Word has cut it into; and all the rest."""
    for paragraph in tree.iter(f"{WORD}p"):
        yield "".join(text.text or "" for text in paragraph.iter(f"{WORD}t"))
    for element in tree.iter():
        yield from map(str, element.attrib.values())
        if element.tag != f"{WORD}t" and isinstance(element.tag, str):
            yield element.text or ""


def _fields(text: str) -> list[str]:
    rest = FIELD.sub("", text)
    if mark := MARKS.search(rest):
        raise RuleViolation(
            "template_logic",
            _("A template has plain fields such as %(example)s only; “%(found)s” is none."),
            field="file",
            example="{{ company_name }}",
            found=rest[mark.start() : mark.start() + 40],
        )
    return FIELD.findall(text)


def _refuse_parts(relationships: etree._Element) -> None:
    """Nothing embedded, and nothing from elsewhere but an address that the reader follows."""
    for one in relationships:
        kind = str(one.get("Type", "")).rpartition("/")[2]
        external = str(one.get("TargetMode", "")).lower() == "external"
        if kind not in PARTS or (external and kind != "hyperlink"):
            raise RuleViolation(
                "template_part",
                _("This template embeds or fetches something (%(kind)s); take it out."),
                field="file",
                kind=kind[:40],
            )


def _refuse_word_field(element: etree._Element) -> None:
    """Raises for ``INCLUDETEXT``, ``DDE`` and the like; a long instruction may come in pieces."""
    said = element.text or element.get(f"{WORD}instr") or ""
    name = said.strip().partition(" ")[0].partition("\\")[0].upper()
    piece = element.tag == f"{WORD}instrText" and (not name or not name.isalpha())
    if element.tag == f"{WORD}altChunk" or (name not in COUNTING and not piece):
        raise RuleViolation(
            "template_word_field",
            _("The Word field “%(name)s” is not taken; page numbers and dates are."),
            field="file",
            name=said.strip()[:40] or "altChunk",
        )


def _refuse_logic(file: BinaryIO, used: set[str]) -> None:
    """Ask the engine itself: it would print words and these fields, and do nothing else."""
    template = DocxTemplate(file)
    template.render_init()
    properties = template.docx.core_properties
    parts = [template.get_xml()]
    for kind in (template.HEADER_URI, template.FOOTER_URI):
        parts += [template.get_part_xml(part) for _key, part in template.get_headers_footers(kind)]
    parts += [str(getattr(properties, name)) for name in PROPERTIES]
    parts += [
        part.blob.decode("utf-8", "replace")
        for part in template.docx.part.package.iter_parts()
        if part.content_type.endswith("footnotes+xml")
    ]
    try:
        trees = [_engine().parse(template.patch_xml(part)) for part in parts]
    except TemplateError:
        trees = []
    allowed = (nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name)
    every = [node for tree in trees for node in (tree, *tree.find_all(nodes.Node))]
    names = {node.name for node in every if isinstance(node, nodes.Name)}
    file.seek(0)
    if not trees or not names <= used or not all(isinstance(node, allowed) for node in every):
        raise RuleViolation(
            "template_logic",
            _("A template has plain fields such as %(example)s only; “%(found)s” is none."),
            field="file",
            example="{{ company_name }}",
            found=listing(sorted(names - used)) or "{% %}",
        )


def _engine() -> SandboxedEnvironment:
    """Jinja without a single filter, test or function."""
    engine = SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    engine.globals.clear()
    engine.filters.clear()
    engine.tests.clear()
    return engine
