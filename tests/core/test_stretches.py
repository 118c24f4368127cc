"""What is noted of sealed stretches, and that a search finds with it all that it finds without."""

import pytest
from django.db.models import Q

from companies.models import Company
from incubator.core import history_search, stretches
from incubator.core.dates import now
from incubator.core.erasure import forget_actor
from incubator.core.history import recorded
from incubator.core.history_search import Asked, search_history
from incubator.core.models import HistoryStretch
from incubator.core.sealing import seal_history
from tests.core.test_sealing import EVENTS, past_the_triggers
from tests.factories import CompanyFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def short(monkeypatch):
    """Seals over two entries each."""
    monkeypatch.setattr("incubator.core.sealing.STRETCH", 2)


@pytest.fixture
def company(short) -> Company:
    """Ten entries under five seals: one past the application, one of a person, eight of another."""
    company = CompanyFactory()
    with recorded(by=UserFactory(name="甲", username="first"), reason="登记"):
        Company.objects.filter(pk=company.pk).update(name="甲公司")
    with recorded(by=UserFactory(name="乙", username="second"), reason="更正"):
        for number in range(8):
            Company.objects.filter(pk=company.pk).update(name=f"第{number}家")
    seal_history(at=now())
    return company


def found(**asked) -> list[int]:
    return [one.place.number for one in search_history(Asked(table=EVENTS, **asked), limit=100)]


def without_notes(monkeypatch, **asked) -> list[int]:
    monkeypatch.setattr(history_search, "places_of", lambda said: {})
    return found(**asked)


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ({"person": "甲"}, 1), ({"person": "SECOND"}, 8), ({"person": "丙"}, 0),
        ({"word": "登"}, 1), ({"word": "更正"}, 8), ({"word": "从未"}, 0),
        ({"nameless": True}, 1), ({"person": "乙", "word": "登记"}, 0),
    ],
)  # fmt: skip
def test_finds_what_it_finds_without(company, monkeypatch, asked, count):
    own = {"row": company.pk}
    with_notes = found(**asked, **own)

    assert len(with_notes) == count
    assert with_notes == without_notes(monkeypatch, **asked, **own)


def test_reads_only_where_it_can_find(company):
    """And whatever is not sealed yet, or was sealed and not noted."""
    noted = HistoryStretch.objects.filter(seal__table=EVENTS).order_by("seal__first")
    first, last = noted.first().seal, noted.last().seal
    places = stretches.places_of(Q(people__contains="first"))
    assert places[EVENTS].children == [
        ("pgh_id__gt", last.last),
        ("pgh_id__range", (first.first, first.last)),
    ]

    noted.last().delete()
    again = stretches.places_of(Q(people__contains="nobody"))
    assert ("pgh_id__range", (last.first, last.last)) in again[EVENTS].children


def test_what_is_not_sealed_yet_is_found(company):
    with recorded(by=UserFactory(name="丙"), reason="补正"):
        Company.objects.filter(pk=company.pk).update(name="后来")

    assert len(found(person="丙")) == len(found(word="补正")) == 1


def test_of_many_places_none_is_told(company, monkeypatch):
    monkeypatch.setattr(stretches, "MOST_PLACES", 0)

    assert EVENTS not in stretches.places_of(Q(people__icontains="second"))
    assert len(found(person="second")) == 8


def test_an_erased_name_is_not_kept_here(short):
    user = UserFactory(name="被忘的人", username="forgotten")
    with recorded(by=user):
        CompanyFactory()
    seal_history(at=now())
    assert HistoryStretch.objects.filter(people__contains="forgotten").exists()

    forget_actor(user_pk=user.pk, username="gone-1")

    assert not HistoryStretch.objects.filter(
        Q(people__contains="forgotten") | Q(people__contains="被忘的人")
    ).exists()
    assert found(person="gone-1")


def test_seals_without_notes_are_noted_with_the_next(company):
    HistoryStretch.objects.all().delete()
    seal_history(at=now())

    assert len(found(person="first")) == 1
    assert HistoryStretch.objects.filter(people__contains="first").exists()


def test_a_key_of_a_request_is_found_though_nothing_is_noted_of_it(short):
    with recorded(by=UserFactory(), request="abcdef12"):
        CompanyFactory()
    seal_history(at=now())

    assert found(word="abcdef")


def test_a_name_written_past_the_application_is_left_to_verifying(company):
    """Who writes a name into a sealed entry is found by verifying, not by searching."""
    past_the_triggers(EVENTS, f"""UPDATE {EVENTS} SET pgh_context = '{{"person": "贼"}}'""")

    assert found(person="贼") == []
