"""Where the definitions of figures come from: what anybody may look up, or that they are ours.

Wordings of the official notes on the Torch tables were not found, so that a definition that names a
form follows the form's item and is worded here. (domain 3, 5.2–5.4)
"""

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

OURS = _("definition of this system")
STANDARD = "GB/T 39668-2020"
RATE_STANDARD = "DB4407/T 98-2022"
MEASURES_2006 = "国科发高字〔2006〕498号"
MEASURES_2018 = "国科发区〔2018〕300号"
MEASURES_2025 = "工信部科〔2025〕131号"
HNTE_RULES = "国科发火〔2016〕32号"
YUYAO = _("recognition rules of Yuyao, Ningbo")
BEIJING = _("recognition rules of Beijing, 2026")
RETURNS = _("yearly forms of incubatees in use, 2012 to 2025")
DECLARATION = _("declaration form of national incubators, 2010 generation")
NBIA = _("metrics suggested by NBIA")


def gz007(code: str = "") -> str | Promise:
    """The summary table of incubators of 2008–2010 (国统制〔2008〕134号), with an item's code."""
    return format_lazy("{} {}", _("Torch table GZ-007"), code) if code else _("Torch table GZ-007")


def both(first: str | Promise, second: str | Promise) -> Promise:
    """Two of them."""
    return format_lazy("{}; {}", first, second)
