"""Figures as they are printed: groups of three, in every language (Chinese statistics too).

What says more than a bare figure (a day, an amount, an area, a share) is in ``core.shown``.
"""

from decimal import Decimal

NOTHING = "—"


def grouped(value: Decimal | int, places: int | None = None) -> str:
    """1234567 as ``1,234,567``; without ``places``, decimals only where they say something."""
    if places is None:
        places = 0 if value == int(value) else 2
    return f"{value:,.{places}f}"


def figure(value: Decimal | float | str | None, places: int = 2) -> str:
    """Grouped, with ``places`` decimals at most and none that says nothing: 16.3, not 16.30.

    Also of a number that was kept as text, as JSON keeps a decimal.
    """
    if value is None or value == "":
        return NOTHING
    text = f"{Decimal(value):,.{places}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def plain(value: Decimal | None) -> int | float | None:
    """A figure as a number of JSON and of spreadsheets: whole where it is whole."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def typed(value: Decimal | None) -> str:
    """A decimal as a form begins with it: 12.5, without signs that somebody would not type."""
    return "" if value is None else f"{value.normalize():f}"


def mark(value: Decimal | float, places: int = 1) -> str:
    """A measure of a drawing, as SVG and CSS read it."""
    return f"{value:.{places}f}"


def between(low: Decimal | None, high: Decimal | None) -> str:
    """From the least to the most, for people; "" where either is missing."""
    return "" if low is None or high is None else f"{grouped(low)} – {grouped(high)}"
