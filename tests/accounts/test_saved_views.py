"""Saved views of lists: saved, shared where one works, changed by their owner, taken away."""

import pytest

from incubator.accounts import lifecycle
from incubator.accounts.access import access_of
from incubator.accounts.models import Audience, SavedView
from incubator.core.dates import now, today
from incubator.core.errors import RuleViolation
from tests.factories import IncubatorFactory, MembershipFactory


def save(by, **changed) -> SavedView:
    asked = {
        "list_of": "companies.company", "name": "逾期", "query": "standing=overdue",
        "audience": Audience.OWN, "incubator": None,
    }  # fmt: skip
    access = access_of(by, on=today())
    return lifecycle.save_view(by=by, access=access, at=now(), **asked | changed)


def seen_by(user) -> set[str]:
    access = access_of(user, on=today())
    return {view.name for view in SavedView.objects.visible_to(access).in_force()}


def refused(verb, *args, **kwargs) -> str:
    with pytest.raises(RuleViolation) as refusal:
        verb(*args, **kwargs)
    return refusal.value.code


def test_own_view_is_seen_by_nobody_else(manager, incubator, zone_user):
    colleague = MembershipFactory(incubator=incubator).user

    save(manager)

    assert [seen_by(one) for one in (manager, colleague, zone_user)] == [{"逾期"}, set(), set()]


def test_view_of_an_incubator_is_seen_by_those_who_reach_it(manager, incubator, zone_user):
    colleague, stranger = MembershipFactory(incubator=incubator).user, MembershipFactory().user

    save(manager, audience=Audience.INCUBATOR, incubator=incubator)

    seen = [seen_by(one) for one in (colleague, zone_user, stranger)]
    assert seen == [{"逾期"}, {"逾期"}, set()]


def test_view_of_the_zone_is_seen_by_everybody(zone_user, manager):
    save(zone_user, audience=Audience.ZONE)

    assert seen_by(manager) == {"逾期"}


@pytest.mark.parametrize("audience", [Audience.INCUBATOR, Audience.ZONE])
def test_nobody_shares_where_they_do_not_work(manager, audience):
    other = IncubatorFactory() if audience == Audience.INCUBATOR else None

    assert refused(save, manager, audience=audience, incubator=other) == "view_out_of_reach"


def test_an_auditor_shares_with_nobody(auditor):
    assert refused(save, auditor, audience=Audience.ZONE) == "view_out_of_reach"


def test_a_name_is_there_once_for_each_list(manager):
    view = save(manager)
    save(manager, list_of="companies.residence")

    assert refused(save, manager) == "view_name_taken"
    lifecycle.end_view(view=view, by=manager, at=now())
    assert save(manager).name == "逾期"


def test_an_address_keeps_neither_page_nor_format(manager):
    assert save(manager, query="p=3&standing=overdue&_format=csv&e=1").query == "standing=overdue"


def test_what_is_too_much_is_refused(manager):
    assert refused(save, manager, query="q=" + "宁" * 300) == "view_query_too_long"

    for number in range(lifecycle.MOST_VIEWS):
        save(manager, name=f"{number}")
    assert refused(save, manager) == "too_many_views"


def test_owner_alone_changes_and_takes_away(manager, incubator):
    view = save(manager, audience=Audience.INCUBATOR, incubator=incubator)
    colleague = MembershipFactory(incubator=incubator).user
    changed = {"view": view, "name": "到期", "audience": Audience.OWN}

    assert refused(
        lifecycle.change_view, by=colleague, access=access_of(colleague, on=today()), **changed
    ) == "view_not_yours"  # fmt: skip
    assert refused(lifecycle.end_view, view=view, by=colleague, at=now()) == "view_not_yours"

    lifecycle.change_view(by=manager, access=access_of(manager, on=today()), **changed)
    view.refresh_from_db()
    assert (view.name, view.audience, view.incubator) == ("到期", Audience.OWN, None)

    lifecycle.end_view(view=view, by=manager, at=now())
    assert refused(lifecycle.end_view, view=view, by=manager, at=now()) == "view_taken_away"
    assert [event.pgh_label for event in view.history.order_by("pgh_id")] == [
        "insert", "update", "update"
    ]  # fmt: skip
