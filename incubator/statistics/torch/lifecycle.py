"""The verb of the form: words that nothing on file answers, and why a figure changed."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from incubator.core.dates import parse_year
from incubator.core.errors import RuleViolation
from incubator.core.history import recorded
from incubator.institutions.models import Incubator
from incubator.statistics.models import TorchEntry
from incubator.statistics.torch.filling import facts_of
from incubator.statistics.torch.items import BY_KEY


@dataclass(frozen=True)
class Typed:
    """What was typed under one item: words, and why it changed."""

    words: str = ""
    explanation: str = ""


@transaction.atomic
def fill_in(*, incubator: Incubator, year: int, typed: Mapping[str, Typed], by) -> list[TorchEntry]:
    """Keep what was typed under some items of a form; an empty one is taken out again.

    Raises RuleViolation: ``invalid_year``, ``unknown_torch_item``, ``torch_item_on_file`` for
    words that are on file, ``torch_figure_typed`` for a figure: it is stated among the facts. A
    broken check rule refuses nothing: the form says so until it holds.
    """
    year = parse_year(year)
    known = facts_of(incubator, year)
    kept = []
    with recorded(by=by):
        for key, one in typed.items():
            _require_fit(key, one, known)
            if not one.words and not one.explanation:
                TorchEntry.objects.filter(incubator=incubator, year=year, item=key).delete()
                continue
            entry, _made = TorchEntry.objects.update_or_create(
                incubator=incubator, year=year, item=key,
                defaults={"words": one.words, "explanation": one.explanation},
            )  # fmt: skip
            kept.append(entry)
    return kept


def _require_fit(key: str, one: Typed, known: Mapping[str, object]) -> None:
    item = BY_KEY.get(key)
    if item is None:
        raise RuleViolation(
            "unknown_torch_item", _("The form has no item “%(item)s”."), item=key[:40]
        )
    if one.words and not item.is_text:
        raise RuleViolation(
            "torch_figure_typed",
            _("“%(label)s” is not typed here; it follows from the facts on file."),
            field=key, label=item.label,
        )  # fmt: skip
    if one.words and known.get(key) is not None:
        raise RuleViolation(
            "torch_item_on_file",
            _("“%(label)s” is on file and is not typed."),
            field=key, label=item.label,
        )  # fmt: skip
