"""Reads a form from its file: a form is data, in TOML, one file for each version.

See ``companies/return_forms``. ``words.toml`` there holds the choices that forms share.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from companies.enums import MONETARY, ItemKind
from incubator.core.errors import RuleViolation

UNITS = {ItemKind.AREA: "m²", ItemKind.SHARE: "%"}
FORM_KEYS = {
    "code", "version", "name", "name_en", "rhythm", "unit", "valid_from", "valid_until",
    "due_days", "is_asked", "source", "certainty", "note", "checks", "sections",
}  # fmt: skip
ITEM_KEYS = {
    "code", "label", "en", "kind", "unit", "required", "has_year", "is_part", "is_kept",
    "on_file", "options", "source", "certainty", "note", "note_en",
}  # fmt: skip
CHECK_KEYS = {"kind", "whole", "parts", "limit", "source", "certainty"}


@dataclass(frozen=True)
class FormDraft:
    """A form as its file says it: columns of ``ReturnForm``, ``ReturnItem``, ``ReturnCheck``."""

    form: dict[str, Any]
    items: list[dict[str, Any]] = field(default_factory=list)
    checks: list[dict[str, Any]] = field(default_factory=list)


def read_form(text: str, words: Mapping[str, list]) -> FormDraft:
    """A form out of its file. Raises RuleViolation ``return_form_unreadable``."""
    try:
        said = tomllib.loads(text)
        _require_known(said, FORM_KEYS)
        source = {"source": said["source"], "certainty": said["certainty"]}
        items = [
            _item(line, section, source, said["unit"], words)
            for section in said["sections"]
            for line in section["items"]
        ]
        checks = [_check(line, source) for line in said.get("checks", [])]
        _require_items(checks, {item["code"] for item in items})
    except KeyError as missing:
        raise _unreadable(f"{missing.args[0]}") from None
    except (tomllib.TOMLDecodeError, TypeError, ValueError) as error:
        raise _unreadable(str(error)) from None
    plain = {key: value for key, value in said.items() if key not in ("checks", "sections")}
    return FormDraft({"note": "", "valid_until": None, **plain}, _placed(items), _placed(checks))


def _item(
    line: Mapping[str, Any],
    section: Mapping[str, Any],
    source: Mapping[str, str],
    unit: str,
    words: Mapping[str, list],
) -> dict[str, Any]:
    _require_known(line, ITEM_KEYS)
    kind = line["kind"]
    offered = words[line["options"]] if "options" in line else []
    own = {key: value for key, value in line.items() if key not in ("en", "options")}
    return {
        **source,
        "section": section["name"],
        "section_en": section["name_en"],
        "unit": unit if kind in MONETARY else UNITS.get(kind, ""),
        "label_en": line["en"],
        "options": [word for word, _said, _en in offered],
        "option_labels": [said for _word, said, _en in offered],
        "option_labels_en": [english for _word, _said, english in offered],
        **own,
    }


def _check(line: Mapping[str, Any], source: Mapping[str, str]) -> dict[str, Any]:
    _require_known(line, CHECK_KEYS)
    return {**source, **line}


def _placed(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"position": place, **line} for place, line in enumerate(lines, start=1)]


def _require_known(said: Mapping[str, Any], known: set[str]) -> None:
    if unknown := sorted(set(said) - known):
        raise ValueError(", ".join(unknown))


def _require_items(checks: list[dict[str, Any]], codes: set[str]) -> None:
    named = {code for check in checks for code in (check["whole"], *check["parts"])}
    if unknown := sorted(named - codes):
        raise ValueError(", ".join(unknown))


def _unreadable(what: str) -> RuleViolation:
    return RuleViolation(
        "return_form_unreadable", _("This form cannot be read: %(what)s"), field="file",
        what=what[:200],
    )  # fmt: skip
