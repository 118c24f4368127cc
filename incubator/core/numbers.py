"""Figures as they are printed: groups of three, in every language (Chinese statistics too)."""

from decimal import Decimal


def grouped(value: Decimal | int, places: int | None = None) -> str:
    """1234567 as ``1,234,567``; without ``places``, decimals only where they say something."""
    if places is None:
        places = 0 if value == int(value) else 2
    return f"{value:,.{places}f}"


def figure(value: Decimal | int) -> str:
    """As a chart says it: grouped, two decimals at most, and none that says nothing (16.3)."""
    text = f"{value:,.2f}"
    return text.rstrip("0").rstrip(".")


def plain(value: Decimal | None) -> int | float | None:
    """A figure as a number of JSON and of spreadsheets: whole where it is whole."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def between(low: Decimal | None, high: Decimal | None) -> str:
    """From the least to the most, for people; "" where either is missing."""
    return "" if low is None or high is None else f"{grouped(low)} – {grouped(high)}"
