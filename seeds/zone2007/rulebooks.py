"""The shipped rulebooks, of every generation (``incubator/institutions/rulebooks``)."""

from incubator.core.dates import now
from incubator.institutions.rulebook_files import load_rulebooks


def build() -> None:
    """Put them on file; those that are there already stay as they are."""
    load_rulebooks(by=None, at=now())
