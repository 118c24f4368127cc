"""Values of filters that a list cannot read: told in a sentence, and no row stands below it."""

from django.contrib import messages
from django.contrib.admin import ListFilter, SimpleListFilter
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from incubator.core.shown import listing


def unread_among(specs: list[ListFilter], request: HttpRequest, rows: QuerySet) -> list[str]:
    """The titles of the filters whose value leaves the rows as they were, or is no choice."""
    return [
        str(spec.title) for spec in specs
        if isinstance(spec, SimpleListFilter)
        and spec.value()
        and _is_same(spec.queryset(request, rows), rows)
    ]  # fmt: skip


def _is_same(found: QuerySet | None, rows: QuerySet) -> bool:
    if found is None or found is rows:
        return True
    return found.query.is_empty() and not rows.query.is_empty()


def tell(request: HttpRequest, unread: list[str]) -> None:
    """Once for a request: the list asks for itself several times."""
    if getattr(request, "unread_told", False):
        return
    request.unread_told = True
    if unread:
        said = _("The filter “%s” cannot read what the address asks, so no row is shown.")
        messages.warning(request, said % listing(unread))
    else:
        messages.warning(
            request, _("A filter cannot read what the address asks, so no row is shown.")
        )
