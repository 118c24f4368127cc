"""The functions of ``core.shown`` as filters; every template has them without loading."""

from django.template import Library

from incubator.core import shown
from incubator.core.numbers import figure

register = Library()

FILTERS = {
    "day": shown.day, "moment": shown.moment, "clock": shown.clock, "money": shown.money,
    "amount": shown.amount, "account": shown.account, "area": shown.area,
    "percent": shown.percent, "figure": figure, "measured": shown.measured,
    "listing": shown.listing, "aside": shown.aside, "labelled": shown.labelled,
    "days_until": shown.days,
}  # fmt: skip
for name, function in FILTERS.items():
    register.filter(name, function)
