"""Integration tests of what a version in preparation would change, and for whom."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from companies import lifecycle
from companies.models import Application
from companies.queries.effects import affected_by
from incubator.accounts.access import NOBODY, Access, access_of
from incubator.institutions.lifecycle import add_criterion, drop_criterion, revise_rulebook
from incubator.institutions.models import Rulebook
from tests.applying.conftest import ANSWERS, fill
from tests.applying.conftest import AT as APPLIED_AT
from tests.factories import CallFactory, MembershipFactory, UserFactory, criterion
from tests.graduating.rows import DAY, ON, ready, stay_of
from tests.graduating.steps import applied

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shelf")]
EVERYWHERE = Access(everywhere=True)


def revised(code: str = "cn-2006", **limits: int) -> Rulebook:
    """The next version of a text, with other numbers under some of its rules."""
    draft = revise_rulebook(rulebook=Rulebook.objects.published().get(code=code), by=None)
    for rule, limit in limits.items():
        changed = draft.criteria.filter(rule=rule, special=[]).update(limit=Decimal(limit))
        assert changed, rule
    return draft


def effects(draft: Rulebook, *, on=ON, access=EVERYWHERE):
    return affected_by(draft, on=on, access=access)


def handed_in(**answers: str) -> Application:
    """In March 2008, under the text of 2006."""
    founder = UserFactory()
    application = lifecycle.start_draft(call=CallFactory(), by=founder, at=APPLIED_AT)
    fill(application, by=founder, answers=ANSWERS | answers)
    lifecycle.submit(application=application, by=founder, at=APPLIED_AT)
    application.refresh_from_db()
    return application


def test_a_copy_changes_nothing_for_anybody():
    ready()
    handed_in()

    found = effects(revised())

    assert (found.changes, found.stays, found.applications) == ([], [], [])


def test_shorter_longest_stay_and_who_is_over_by_it_alone():
    stay = stay_of()  # since March 2005
    stay_of(graduated_on=DAY(2007, 9, 27))

    found = effects(revised(longest_stay=24))

    [effect] = found.stays
    assert effect.residence == stay
    assert [(one.months, other.months) for one, other in effect.limits] == [(36, 24)]
    assert (effect.last_day, effect.is_over, found.newly_over) == (DAY(2007, 2, 28), True, 1)
    later = effects(revised(longest_stay=24), on=DAY(2008, 6, 1))
    assert (later.stays[0].is_over, later.newly_over) == (True, 0)


def test_more_conditions_needed():
    stay, other = ready(), stay_of()

    found = effects(revised(needed=5))

    [effect] = found.stays
    assert (effect.residence, effect.turns) == (stay, ("met", "unknown"))
    assert (found.leaving("met"), found.turning("unknown"), found.turning("met")) == (1, 1, 0)
    assert other not in [one.residence for one in found.stays]


def test_fewer_conditions_needed_make_some_ready():
    ready()
    young = ready()
    young.company.registered_on = DAY(2006, 6, 1)
    young.company.save()

    found = effects(revised(needed=3))

    assert [(one.residence, one.turns) for one in found.stays] == [(young, ("unknown", "met"))]
    assert found.turning("met") == 1


def test_a_threshold_turns_one_condition():
    ready()

    found = effects(revised(income=7_000_000))

    [effect] = found.stays
    was, would_be = (
        {one.criterion.rule: one.standing for one in verdict.findings}
        for verdict in (effect.was, effect.would_be)
    )
    assert {rule for rule in was if was[rule] != would_be[rule]} == {"income"}
    assert (was["income"], would_be["income"]) == ("met", "not_met")
    [change] = found.changes
    assert (change.before.limit, change.after.limit) == (5_000_000, 7_000_000)


def test_it_is_judged_from_the_day_on_which_it_is_in_force():
    ready()

    found = effects(revised("cn-2018", needed=4))

    assert found.on == DAY(2018, 12, 14)
    assert effects(revised("cn-2018"), on=DAY(2020, 1, 1)).on == DAY(2020, 1, 1)


def test_a_text_that_decides_nothing_on_the_day_turns_nobody():
    ready()
    draft = revised(needed=5)

    assert [one for one in effects(draft, on=DAY(2019, 1, 1)).stays if one.is_judged_anew] == []


def test_a_review_that_has_begun_keeps_its_text():
    review = applied(ready())

    assert effects(revised(needed=5)).stays
    review.refresh_from_db()
    assert (review.rulebook.version, review.rulebook.state) == (1, "published")


def test_conditions_of_entry_for_those_who_wait():
    within = handed_in(unified_code="", registered_place="not_yet", registered_capital="40")
    above = handed_in()
    gone = handed_in(unified_code="", registered_place="not_yet", name="另一家")
    lifecycle.withdraw(application=gone, by=gone.started_by, at=APPLIED_AT)

    found = effects(revised(capital=500_000), on=DAY(2008, 3, 12))

    [effect] = found.applications
    assert effect.application == above
    [(was, would_be)] = effect.conditions
    assert (was.rule, was.met, would_be.met, effect.would_be) == ("capital", True, False, False)
    assert within not in [one.application for one in found.applications]
    assert found.stays == []


def test_conditions_that_come_and_go():
    draft = revised()
    drop_criterion(criterion=draft.criteria.get(rule="income"), by=None)
    new = criterion("graduation", "own_ip", item="f")
    add_criterion(rulebook=draft, by=None, **new)

    found = effects(draft)

    pairs = {(one.before and one.before.rule, one.after and one.after.rule)
             for one in found.changes}  # fmt: skip
    assert pairs == {("income", None), (None, "own_ip")}
    assert {str(one.purpose) for one in found.changes} == {"毕业"}


def test_only_what_the_reader_reaches():
    stay = ready()
    ready()
    handed_in()
    manager = MembershipFactory(incubator=stay.incubator).user
    draft = revised(needed=5, capital=500_000)

    mine = effects(draft, access=access_of(manager, on=ON))

    assert [one.residence for one in mine.stays] == [stay]
    assert mine.applications == []
    assert effects(draft, access=NOBODY).stays == []
    assert len(effects(draft).applications) == 1


def test_costs_the_same_however_many():
    draft = revised(needed=5, capital=500_000)
    costs = []
    for count in (1, 2):
        for _each in range(count):
            ready()
            handed_in(unified_code="", registered_place="not_yet", registered_capital="90")
        fresh = Rulebook.objects.get(pk=draft.pk)
        with CaptureQueriesContext(connection) as reads:
            found = effects(fresh)
        costs.append(len(reads))

    assert (len(found.stays), len(found.applications)) == (3, 3)
    assert costs[0] == costs[1]
