"""Verbs on files of many rows: brought, named, checked, written, given up, taken back."""

from incubator.imports.lifecycle.bringing import (
    bring,
    cancel,
    check_again,
    confirm,
    name_columns,
    remembered,
    resume,
)
from incubator.imports.lifecycle.undoing import Hindrance, hindrances, undo
from incubator.imports.lifecycle.working import check, progress_of, write

__all__ = [
    "Hindrance", "bring", "cancel", "check", "check_again", "confirm", "hindrances",
    "name_columns", "progress_of", "remembered", "resume", "undo", "write",
]  # fmt: skip
