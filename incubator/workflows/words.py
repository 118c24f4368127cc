"""What the pages of several parts show alike: a chain of signatures, what is owed."""

from dataclasses import dataclass

from companies.enums import LeavingStep
from companies.models import Leaving, LeavingSignature
from incubator.core.shown import of_fen
from incubator.workflows.exit import Preview


@dataclass(frozen=True)
class Link:
    """One step of the chain: signed, next, or to come."""

    step: LeavingStep
    signature: LeavingSignature | None
    is_next: bool


def chain_of(leaving: Leaving) -> list[Link]:
    """All steps of the leaving form in order (one query, or none where they were fetched)."""
    signed = {one.step: one for one in leaving.signatures.all()}
    missing = [step for step in LeavingStep if step not in signed]
    return [
        Link(step, signed.get(step), bool(missing) and step == missing[0]) for step in LeavingStep
    ]


def yuan(fen: int) -> str:
    """Fen as yuan, grouped, with two decimals."""
    return of_fen(fen)


def owed(found: Preview) -> dict[str, object]:
    """A preview in words, for a template."""
    return {
        "leases": found.leases,
        "to_hand_back": found.to_hand_back,
        "open": yuan(found.open) if found.open else "",
        "held": yuan(found.held) if found.held else "",
        "credit": yuan(found.credit) if found.credit else "",
    }
