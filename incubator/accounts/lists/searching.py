"""Search in a list by its ``search_fields``: people and companies by name, pinyin or initials."""

from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from incubator.accounts.access import Access
from incubator.accounts.lists.counting import counted
from incubator.core.db import IsOneOf, is_unindexed

MOST_KEYS = 2_000  # in one array
BY_NAME = _("Name, pinyin, initials or code")


def searched(
    rows: QuerySet, fields: list[str] | tuple[str, ...], text: str, access: Access
) -> QuerySet:
    """The rows in which each word of ``text`` is found under one of ``fields``.

    A field of a model whose queryset has ``matching`` stands for that: whoever looks for a
    company finds it by its characters, pinyin, initials, code and earlier names, wherever
    it is named. Where no index serves the text, a model whose queryset has
    ``beginning_with`` says how the few rows that ``access`` reaches are read first.
    """
    if len(fields) == 1 and (named := _named(rows.model, fields[0])):
        path, model = named
        if not text.strip():
            return rows
        if not path:
            if is_unindexed(text) and hasattr(rows, "beginning_with"):
                rows = rows.beginning_with(access, text)
            return rows.matching(text)
        return rows.filter(**{f"{path}__in": model._default_manager.matching(text)})
    for word in text.split():
        found = Q()
        for field in fields:
            found |= _part(rows.model, field, word)
        rows = rows.filter(found)
    return rows


def help_for(model: type[Model], fields: list[str] | tuple[str, ...]) -> Promise | None:
    """What a list's search box says where its admin says nothing."""
    return BY_NAME if any(_named(model, field) for field in fields) else None


def _part(model: type[Model], field: str, word: str) -> Q:
    """One word under one field; a set of keys within an OR is served by an index as an array."""
    if not (named := _named(model, field)):
        return Q(**{f"{field}__icontains": word})
    path, owner = named
    matching = owner._default_manager.matching(word)
    if counted(matching, MOST_KEYS) > MOST_KEYS:  # of very many each row asks for its own
        return owner._default_manager.matches(word, at=path)
    return Q(IsOneOf(path or "pk", ArraySubquery(matching.values("pk"))))


def _named(model: type[Model], field: str) -> tuple[str, type[Model]] | None:
    """The path to the model whose ``matching`` a field stands for, and that model."""
    path, _dot, name = field.rpartition("__")
    if name != "name":
        return None
    for step in path.split("__") if path else []:
        try:
            model = model._meta.get_field(step).related_model
        except FieldDoesNotExist:
            return None
    return (path, model) if hasattr(model._default_manager, "matching") else None
