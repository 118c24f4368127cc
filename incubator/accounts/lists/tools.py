"""What stands above a list: its columns to choose from, its views, and its files."""

from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.http import urlencode

from incubator.accounts.access import access_from
from incubator.accounts.lists import columns
from incubator.accounts.lists.changelist import FORMAT, OURS
from incubator.accounts.lists.places import PLACES


def tools_of(pages, request: HttpRequest) -> dict:
    """For the template above the list; nothing of it asks the database."""
    own = pages.own_columns(request)
    known = columns.offered(pages, request, own)
    chosen = columns.chosen(request, own, known)
    asked = request.GET.copy()
    for name in ("p", *PLACES):
        asked.pop(name, None)
    kept = asked.copy()
    for name in OURS:
        kept.pop(name, None)
    where = reverse(pages.name_of("seen"))
    about = {"list": pages.opts.label_lower, "query": asked.urlencode()}
    return {
        "columns": [(name, label, name in chosen) for name, label in known.items()],
        "is_chosen": chosen != list(own),
        "kept": [(name, value) for name, values in kept.lists() for value in values],
        "whole": [(name, value) for name, values in asked.lists() for value in values],
        "files": [
            (label, f"{where}?{_with(asked, FORMAT, kind)}")
            for kind, label in (("xlsx", "XLSX"), ("csv", "CSV"))
        ],
        "views": f"{reverse('admin:accounts_savedview_of')}?{urlencode(about)}",
        "save": f"{reverse('admin:accounts_savedview_add')}?{urlencode(about)}"
        if access_from(request).writes
        else "",
    }


def _with(asked: QueryDict, name: str, value: str) -> str:
    found = asked.copy()
    found[name] = value
    return found.urlencode()
