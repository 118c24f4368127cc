"""A number as official texts print it: 210家, 30余家, 近3000名, 1100多个, 达700家.

A form is only used where it is true of the number: it is read back (``statistics.printed``),
and the number itself is printed where no rounded form holds it.
"""

from decimal import ROUND_HALF_UP, Decimal

from incubator.statistics.printed import parse_printed

MANY = {"个": "多", "场": "多", "次": "多", "项": "多"}  # of everything else: 余
LEAST = 20  # below it a number is printed as it is
WAN = 10_000
ONE_DIGIT = 100  # below it tens are kept, from it on the two leading digits


def exact(value: Decimal | int, unit: str) -> str:
    """The number itself; whole where it is whole."""
    return f"{_said(Decimal(value))}{unit}"


def rounded(value: Decimal | int, unit: str) -> str:
    """In the rounded form that fits, else itself: 31 → 30余, 38 → 近40, 1126 → 1100多 of 个."""
    number = Decimal(value)
    if number != int(number) or number < LEAST:
        return exact(number, unit)
    for form in _forms(int(number), unit):
        if parse_printed(form).contains(number):
            return form
    return exact(number, unit)


def reaching(value: Decimal | int, unit: str) -> str:
    """For what has grown to a number: 达700家; one that is not round is rounded."""
    number = Decimal(value)
    if rounded(number, unit) != exact(number, unit):
        return rounded(number, unit)
    return f"达{exact(number, unit)}"


def growth(now: Decimal, before: Decimal) -> str:
    """增长44.8%, 下降5%, 与上年持平: to one decimal, as the reports have it."""
    change = ((now - before) * 100 / before).quantize(Decimal("0.1"), ROUND_HALF_UP)
    if not change:
        return "与上年持平" if now == before else ""
    way = "增长" if change > 0 else "下降"
    return f"同比{way}{_said(abs(change))}%"


def _forms(value: int, unit: str) -> list[str]:
    """What could be said of it, the best first."""
    if value >= WAN:
        return _in_wan(value, unit)
    digits = len(str(value)) - (1 if value < ONE_DIGIT else 2)
    base = 10**digits
    below = value // base * base
    if value == below:
        return []
    above = below + base
    over = f"{below}{MANY.get(unit, '余')}{unit}"
    is_close = (above - value) * 4 <= base
    return [f"近{above}{unit}", over] if is_close else [over]


def _in_wan(value: int, unit: str) -> list[str]:
    """1.2万余名; 30万 where it is round."""
    thousands, rest = divmod(value, WAN // 10)
    said = _said(Decimal(thousands) / 10)
    return [f"{said}万{'' if not rest else MANY.get(unit, '余')}{unit}"]


def _said(number: Decimal) -> str:
    """Without zeros that say nothing."""
    return f"{number:f}".rstrip("0").rstrip(".") if "." in f"{number:f}" else f"{number:f}"
