"""A late fact in words: whom it is about, and what it would change."""

from collections.abc import Mapping
from decimal import Decimal

from django.utils.translation import gettext as _

from incubator.core.numbers import between, grouped
from incubator.statistics.facts import KINDS
from incubator.statistics.indicators import BY_CODE
from incubator.statistics.models import LateFact


def subject(late: LateFact) -> str:
    """The company, or else the kind of facts."""
    if late.company:
        return str(late.company)
    names = {kind.model._meta.model_name: str(kind.label) for kind in KINDS}
    return names.get(late.kind, late.kind)


def sentences(late: LateFact, names: Mapping[str, str]) -> list[str]:
    """“would change 2007 graduated from 30 to 31”: of the zone, and of the incubators by name.

    Without ``names`` of the zone alone.
    """
    told = []
    for effect in late.effects:
        place = effect["incubator"]
        if place and not names:
            continue
        indicator = BY_CODE.get(effect["indicator"])
        label = str(indicator.label) if indicator else effect["indicator"]
        if effect["part"] and indicator:
            label = f"{label} ({indicator.part_label(effect['part'])})"
        told.append(
            _("%(place)s%(year)d: %(label)s from %(old)s to %(new)s")
            % {
                "place": f"{names.get(place, place)} · " if place else "",
                "year": late.year,
                "label": label,
                "old": _figure(effect, "old"),
                "new": _figure(effect, "new"),
            }
        )
    return told


def _figure(effect: Mapping[str, str | None], when: str) -> str:
    """“30”, or “30 (29 to 31)” where days are known only roughly."""
    value = grouped(Decimal(effect[when] or 0))
    bounds = between(*map(_number, (effect.get(f"{when}_low"), effect.get(f"{when}_high"))))
    if not bounds:
        return value
    return _("%(figure)s (%(bounds)s)") % {"figure": value, "bounds": bounds}


def _number(kept: str | None) -> Decimal | None:
    return Decimal(kept) if kept else None
