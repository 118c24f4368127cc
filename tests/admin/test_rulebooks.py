"""Rulebooks in the admin: written, looked at, published, revised, ended, dropped."""

import datetime
from decimal import Decimal

import pytest
from django.urls import reverse

from companies.models import Qualification
from incubator.core.dates import now
from incubator.institutions.enums import RulebookState
from incubator.institutions.lifecycle import publish_rulebook
from incubator.institutions.models import Criterion, Rulebook
from seeds.zone2007 import rulebooks
from tests.admin.conftest import pages_of
from tests.factories import (
    CompanyFactory,
    IncubatorFactory,
    MembershipFactory,
    ResidenceFactory,
    a_draft,
    criterion,
)
from tests.facts.rows import fact

pytestmark = pytest.mark.django_db
DAY = datetime.date
FACTS = {
    "code": "zone-2026", "name": "园区办法", "level": "zone", "issued_by": "园区",
    "applies_here": "on", "effective_from": "2026-01-01", "dates_certainty": "V",
}  # fmt: skip
CONDITION = {
    "purpose": "stay", "rule": "longest_stay", "joined": "all", "limit": "30", "divisor": "1",
    "certainty": "V", "source": "园区办法第三条",
}  # fmt: skip


@pytest.fixture
def zone(browser_as):
    """The browser of the zone office, which keeps the rulebooks."""
    return browser_as(MembershipFactory(zone_office=True).user)


def verb(rulebook: Rulebook, name: str) -> str:
    return reverse(f"admin:institutions_rulebook_{name}", args=[rulebook.pk])


def test_written_listed_and_published(zone):
    added = zone.post(reverse("admin:institutions_rulebook_add"), FACTS)
    rulebook = Rulebook.objects.get()
    assert (added.status_code, added.url) == (302, pages_of(Rulebook).address_of(rulebook))

    zone.post(verb(rulebook, "condition"), CONDITION)
    zone.post(verb(rulebook, "publish"), {})

    rulebook.refresh_from_db()
    assert rulebook.state == RulebookState.PUBLISHED
    assert rulebook.criteria.get().limit == 30
    page = zone.get(pages_of(Rulebook).address_of(rulebook)).content.decode()
    assert "最长孵化时限：不超过30个月" in page


@pytest.mark.parametrize(
    ("changed", "field", "code"),
    [
        ({"rule": "own_ip"}, "rule", "criterion_rule_unknown"),
        ({}, "rule", "criterion_listed_twice"),
        # A thousand years hence there is no calendar: pages that count with it would fail.
        ({"rule": "shortest_stay", "limit": "1201"}, "limit", "criterion_beyond_bounds"),
    ],
)
def test_condition_that_cannot_be(zone, changed, field, code):
    draft = a_draft(criteria=[criterion("stay", "longest_stay", 36)])

    answer = zone.post(verb(draft, "condition"), CONDITION | changed)

    assert [error.code for error in answer.context["form"].errors.as_data()[field]] == [code]
    assert draft.criteria.count() == 1


def test_second_rulebook_with_a_code_is_refused(zone):
    a_draft(code="zone-2026")

    answer = zone.post(reverse("admin:institutions_rulebook_add"), FACTS)

    assert answer.context["form"].errors.as_data()["code"][0].code == "rulebook_exists"


def test_what_a_version_would_change_is_shown_before_it_is_published(zone):
    rulebooks.build()
    inside = ResidenceFactory(
        on=DAY(2025, 3, 1), due_on=DAY(2029, 2, 28), company=CompanyFactory(field="materials")
    )
    ResidenceFactory(on=DAY(2007, 3, 1), left_on=DAY(2009, 3, 1))
    zone.post(verb(Rulebook.objects.get(code="cn-2018"), "revise"), {})
    draft = Rulebook.objects.get(code="cn-2018", version=2)

    unchanged = zone.get(verb(draft, "publish"))
    draft.criteria.filter(rule="longest_stay", special=[]).update(limit=Decimal(6))
    changed = zone.get(verb(draft, "publish"))

    assert (unchanged.context["changes"], unchanged.context["stays"]) == ([], [])
    [(_purpose, before, after)] = changed.context["changes"]
    assert ("48" in before, "6" in after) == (True, True)
    [(effect, graduation)] = changed.context["stays"]
    assert (effect.residence, graduation) == (inside, [])
    assert [count for count, _said in changed.context["counts"]] == [1]
    assert (effect.last_day, effect.is_over) == (DAY(2025, 8, 31), True)
    assert inside.company.name in changed.content.decode()


def test_who_would_be_ready_by_a_version_is_named_with_the_condition(zone):
    rulebooks.build()
    stay = ResidenceFactory(on=DAY(2025, 3, 1), due_on=DAY(2029, 2, 28))
    company = stay.company
    fact(Qualification, company=company, kind="hnte_2016", issued_on=DAY(2025, 6, 1),
         valid_from=DAY(2025, 6, 1), valid_until=DAY(2099, 6, 1), at=now())  # fmt: skip
    zone.post(verb(Rulebook.objects.get(code="cn-2018"), "revise"), {})
    draft = Rulebook.objects.get(code="cn-2018", version=2)
    draft.criteria.filter(rule="needed").update(limit=Decimal(2))

    shown = zone.get(verb(draft, "publish"))

    [(effect, graduation)] = shown.context["stays"]
    assert effect.residence == stay
    assert graduation == ["符合 → 未知"]
    assert [count for count, _said in shown.context["counts"]] == [1, 1]


def test_published_offers_no_form_and_a_draft_no_revision(zone):
    draft = a_draft()
    published = publish_rulebook(rulebook=a_draft(code="other"), by=None, at=now())

    pages = {
        one: zone.get(pages_of(Rulebook).address_of(one)).content.decode()
        for one in (draft, published)
    }

    assert 'name="name"' in pages[draft]
    assert 'name="name"' not in pages[published]
    assert verb(draft, "publish") in pages[draft]
    assert verb(published, "publish") not in pages[published]
    assert verb(published, "revise") in pages[published]
    assert (
        'name="limit"'
        not in zone.get(pages_of(Criterion).address_of(published.criteria.get())).content.decode()
    )


def test_revise_goes_to_the_draft_that_is_there(zone):
    published = publish_rulebook(rulebook=a_draft(), by=None, at=now())
    zone.post(verb(published, "revise"), {})
    draft = Rulebook.objects.get(version=2)

    again = zone.get(verb(published, "revise"))

    assert again.url == pages_of(Rulebook).address_of(draft)


def test_end_and_what_is_refused_is_said_on_the_form(zone):
    published = publish_rulebook(rulebook=a_draft(), by=None, at=now())

    refused = zone.post(verb(published, "end"), {"on": "2006-01-01"})
    zone.post(verb(published, "end"), {"on": "2010-01-01"})

    assert refused.context["form"].errors.as_data()["on"][0].code == (
        "rulebook_ends_before_it_begins"
    )
    published.refresh_from_db()
    assert published.effective_until == DAY(2010, 1, 1)


def test_condition_and_draft_are_dropped(zone):
    draft = a_draft()
    row = draft.criteria.get()

    zone.post(reverse("admin:institutions_criterion_drop", args=[row.pk]), {})
    assert not draft.criteria.exists()
    answer = zone.post(verb(draft, "discard"), {})

    assert answer.url == reverse("admin:institutions_rulebook_changelist")
    assert not Rulebook.objects.exists()


def test_manager_reads_and_changes_nothing(browser_as):
    draft = a_draft()
    manager = browser_as(MembershipFactory(incubator=IncubatorFactory()).user)

    assert manager.get(pages_of(Rulebook).address_of(draft)).status_code == 200
    for name in ("condition", "publish", "revise", "end", "discard"):
        assert manager.post(verb(draft, name), {}).status_code == 403


def test_unconfirmed_values_can_be_listed(zone):
    rulebooks.build()

    answer = zone.get(reverse("admin:institutions_criterion_changelist"), {"certainty__exact": "U"})

    assert {row.certainty for row in answer.context["cl"].result_list} == {"U"}
    assert "未证实" in answer.content.decode()
