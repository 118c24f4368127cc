"""Which columns a list can show: its own, and what else stands in each row of its table."""

from django.contrib.admin.utils import flatten_fieldsets, label_for_field
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.http import HttpRequest, QueryDict
from django.utils.text import capfirst

from incubator.accounts.lists.changelist import CHOSEN, COLUMNS
from incubator.core.last_days import last_days

# What is read with the row and can be shown without another question.
PLAIN = (
    models.CharField, models.TextField, models.DateField, models.DecimalField,
    models.IntegerField, models.BooleanField,
)  # fmt: skip
SECRET = frozenset({"password", "digest", "token_key", "sha256"})


def offered(pages, request: HttpRequest, default: list[str] | tuple[str, ...]) -> dict[str, str]:
    """Names and headings of the columns that a reader may choose from.

    Beside its own columns: those that the list names, and plain ones of the table that the page
    of a row shows as well.
    """
    found = {name: _heading(pages, name) for name in default}
    for name in (*pages.more_columns, *_further(pages, request)):
        if name not in found and (heading := _heading(pages, name)) not in found.values():
            found[name] = heading
    return found


def _heading(pages, name: str) -> str:
    ends = last_days(pages.model)
    return capfirst(str(ends[name] if name in ends else label_for_field(name, pages.model, pages)))


def chosen(request: HttpRequest, default: list[str] | tuple[str, ...], known: dict) -> list[str]:
    """The columns that an address asks for, in its order; the list's own where it asks none."""
    asked = [name for name in request.GET.get(COLUMNS, "").split(",") if name in known]
    return list(dict.fromkeys(asked)) or list(default)


def of_page(pages, request: HttpRequest, own: list[str] | tuple[str, ...]) -> list[str]:
    """The columns of the page that is asked for."""
    if COLUMNS not in request.GET:
        return list(own)
    return chosen(request, own, offered(pages, request, own))


def joined(asked: QueryDict) -> QueryDict | None:
    """An address with ticked columns as one parameter; None where no form was sent."""
    if CHOSEN not in asked:
        return None
    found = asked.copy()
    names = found.pop(CHOSEN)
    found[COLUMNS] = ",".join(name for name in names if name)
    if not found[COLUMNS]:
        del found[COLUMNS]
    return found


def _further(pages, request: HttpRequest) -> list[str]:
    found = []
    for name in flatten_fieldsets(pages.get_fieldsets(request)):
        try:
            field = pages.model._meta.get_field(name)
        except FieldDoesNotExist:
            continue
        if isinstance(field, PLAIN) and name not in SECRET and not hasattr(pages, name):
            found.append(name)
    return found
