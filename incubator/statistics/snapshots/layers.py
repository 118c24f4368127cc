"""The state of the facts that an edition was counted from, as layers of recorded time."""

import datetime

from incubator.core.known import Layer
from incubator.statistics.snapshots.models import Snapshot


def layers_of(snapshot: Snapshot) -> tuple[Layer, ...]:
    """Everything as of the first publication (or revision), and the rows of each correction."""
    return tuple(
        Layer(
            datetime.datetime.fromisoformat(layer["known_at"]),
            {table: set(keys) for table, keys in layer["rows"].items()}
            if "rows" in layer
            else None,
        )
        for layer in snapshot.layers
    )
