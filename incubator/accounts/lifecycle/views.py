"""Verbs on saved views of lists: save one, change it, take it away."""

import datetime

from django.db import transaction
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from incubator.accounts.access import Access
from incubator.accounts.models import Audience, SavedView, User
from incubator.core.errors import RuleViolation
from incubator.core.history import recorded
from incubator.institutions.models import Incubator

MOST_VIEWS = 50  # of one person and list


@transaction.atomic
def save_view(
    *, list_of: str, name: str, query: str, audience: str, by: User, access: Access,
    at: datetime.datetime, incubator: Incubator | None = None,
) -> SavedView:  # fmt: skip
    """Keep what a list shows under a name, for oneself or for those whom one reaches.

    Raises RuleViolation: ``view_out_of_reach``, ``view_name_taken`` (409),
    ``view_query_too_long``, ``too_many_views`` (409).
    """
    asked = _asked(query)
    place = _place(audience, incubator, access)
    own = SavedView.objects.in_force().filter(owner=by, list=list_of)
    if own.count() >= MOST_VIEWS:
        raise RuleViolation(
            "too_many_views",
            _("You have %(most)d views of this list: take one away first."),
            status=409,
            most=MOST_VIEWS,
        )
    _require_free(own, name)
    with recorded(by=by):
        return SavedView.objects.create(
            owner=by, list=list_of, name=name, query=asked, audience=audience, incubator=place,
            made_at=at,
        )  # fmt: skip


@transaction.atomic
def change_view(
    *, view: SavedView, name: str, audience: str, by: User, access: Access,
    incubator: Incubator | None = None,
) -> SavedView:  # fmt: skip
    """Give one's own view another name or other users.

    Raises RuleViolation: ``view_not_yours`` (403), ``view_taken_away`` (409),
    ``view_out_of_reach``, ``view_name_taken`` (409).
    """
    view = _own(view, by)
    others = SavedView.objects.in_force().filter(owner=by, list=view.list).exclude(pk=view.pk)
    _require_free(others, name)
    view.name, view.audience = name, audience
    view.incubator = _place(audience, incubator, access)
    with recorded(by=by):
        view.save(update_fields=["name", "audience", "incubator"])
    return view


@transaction.atomic
def end_view(*, view: SavedView, by: User, at: datetime.datetime) -> SavedView:
    """Take one's own view away; that it was there stays in the history.

    Raises RuleViolation: ``view_not_yours`` (403), ``view_taken_away`` (409).
    """
    view = _own(view, by)
    view.ended_at = at
    with recorded(by=by):
        view.save(update_fields=["ended_at"])
    return view


def _own(view: SavedView, by: User) -> SavedView:
    found = SavedView.objects.select_for_update(of=("self",)).get(pk=view.pk)
    if found.owner_id != by.pk:
        raise RuleViolation(
            "view_not_yours", _("Only whoever saved a view can change it."), status=403
        )
    if found.ended_at:
        raise RuleViolation(
            "view_taken_away", _("This view has been taken away already."), status=409
        )
    return found


def _require_free(views, name: str) -> None:
    if views.filter(name=name).exists():
        raise RuleViolation(
            "view_name_taken",
            _("You already have a view of this list with this name."),
            field="name",
            status=409,
        )


def _place(audience: str, incubator: Incubator | None, access: Access) -> Incubator | None:
    """The incubator that a view is shared with, if that is what is asked and in reach."""
    if audience == Audience.OWN:
        return None
    can_share = any(one.value.endswith(":write") for one in access.permissions)
    within = access.everywhere if audience == Audience.ZONE else (
        incubator is not None and access.reaches(incubator.pk)
    )  # fmt: skip
    if not (can_share and within):
        raise RuleViolation(
            "view_out_of_reach",
            _("You can share a view where you work yourself, and nowhere else."),
            field="audience",
        )
    return None if audience == Audience.ZONE else incubator


def _asked(query: str) -> str:
    """What a view keeps of an address: no page, and nothing that is no parameter."""
    asked = QueryDict(query, mutable=True)
    for name in ("p", "e", "_format"):
        asked.pop(name, None)
    found = asked.urlencode()
    if len(found) > SavedView._meta.get_field("query").max_length:
        raise RuleViolation("view_query_too_long", _("This list is filtered by too much to save."))
    return found
