"""Choices of companies, with their groupings."""

from companies.enums.applying import (
    CHOOSING,
    EDITABLE,
    NUMERIC_COLUMNS,
    OPEN,
    RECEIVED,
    WRITTEN,
    ApplicationState,
    CallKind,
    CallState,
    Column,
    Fact,
    LetterKind,
    Place,
    QuestionKind,
    Right,
    YesNo,
)
from companies.enums.register import LEFT, AliasKind, ExitReason, FounderKind

__all__ = [
    "CHOOSING",
    "EDITABLE",
    "LEFT",
    "NUMERIC_COLUMNS",
    "OPEN",
    "RECEIVED",
    "WRITTEN",
    "AliasKind",
    "ApplicationState",
    "CallKind",
    "CallState",
    "Column",
    "ExitReason",
    "Fact",
    "FounderKind",
    "LetterKind",
    "Place",
    "QuestionKind",
    "Right",
    "YesNo",
]
