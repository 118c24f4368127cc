"""The rulebooks that are shipped: one TOML file each, brought on file through the verbs.

A file names the columns of ``Rulebook`` and, under ``[[criterion]]``, those of ``Criterion``;
``source`` and ``certainty`` of the file stand for each criterion that has none of its own.
"""

import datetime
import hashlib
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import transaction

from incubator.institutions.lifecycle.rulebooks import draft_rulebook, publish_rulebook
from incubator.institutions.models import Rulebook

FOLDER = Path(__file__).parent / "rulebooks"
# What releases before the files left on file; it is superseded by the file of the same code.
LEGACY = "legacy"


@dataclass(frozen=True)
class RulebookFile:
    """One file as read: ``facts`` and ``criteria`` are columns of the two tables."""

    name: str
    facts: dict[str, Any]
    criteria: list[dict[str, Any]]
    file_hash: str


def read_files(folder: Path = FOLDER) -> Iterator[RulebookFile]:
    """Every file of a folder, by name."""
    for path in sorted(folder.glob("*.toml")):
        content = path.read_bytes()
        facts = tomllib.loads(content.decode("utf-8"), parse_float=Decimal)
        common = {key: facts.pop(key) for key in ("source", "certainty") if key in facts}
        criteria = [{**common, **one} for one in facts.pop("criterion")]
        for one in criteria:
            one.setdefault("special", [])
        yield RulebookFile(path.name, facts, criteria, hashlib.sha256(content).hexdigest())


@transaction.atomic
def load_rulebooks(*, by, at: datetime.datetime) -> list[Rulebook]:
    """Publish the shipped rulebooks that are missing, or whose file has changed; those made.

    What an operator has written or revised stays: a file never goes over a person's work.
    """
    made = []
    for file in read_files():
        newest = Rulebook.objects.filter(code=file.facts["code"]).order_by("-version").first()
        if newest and newest.file_hash in ("", file.file_hash):
            continue
        draft = draft_rulebook(
            by=by,
            version=newest.version + 1 if newest else 1,
            criteria=file.criteria,
            file_hash=file.file_hash,
            **file.facts,
        )
        made.append(publish_rulebook(rulebook=draft, by=by, at=at))
    return made
