"""Every list and page of mentoring in the admin asks as often for three rows as for one."""

import pytest
from django.urls import reverse

from mentors.models import Mentor
from tests.admin.conftest import mentoring_at
from tests.factories import IncubatorFactory, ResidenceFactory

pytestmark = pytest.mark.django_db

LISTS = [
    ("mentor", 6),
    ("appointment", 5),
    ("assignment", 5),
    ("mentoringsession", 5),
    ("slot", 6),
    ("mentorapplication", 5),
]


@pytest.fixture
def superuser(admin_user, browser_as):
    return browser_as(admin_user)


def work(count: int, *, at_one_place: bool = False) -> None:
    """Mentors with a term, a company, a session and a slot, each at an incubator of its own."""
    place = IncubatorFactory()
    for _number in range(count):
        mentoring_at(ResidenceFactory(incubator=place if at_one_place else IncubatorFactory()))


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("name", "queries"), LISTS)
def test_list(superuser, django_assert_num_queries, name, queries, count):
    work(count)

    with django_assert_num_queries(queries):
        response = superuser.get(reverse(f"admin:mentors_{name}_changelist"))

    assert response.context["cl"].result_count == count


@pytest.mark.parametrize("count", [1, 3])
def test_page_of_who_is_behind(superuser, django_assert_num_queries, count):
    work(count)

    with django_assert_num_queries(12):
        superuser.get(reverse("admin:mentors_mentor_behind"))


@pytest.mark.parametrize("count", [1, 3])
def test_page_of_a_mentor(superuser, django_assert_num_queries, count):
    work(count, at_one_place=True)
    page = reverse("admin:mentors_mentor_change", args=[Mentor.objects.first().pk])
    superuser.get(page)  # what a process reads once

    with django_assert_num_queries(9):
        superuser.get(page)


@pytest.mark.parametrize("count", [1, 3])
def test_suggestions(superuser, django_assert_num_queries, count):
    work(count, at_one_place=True)
    stay = ResidenceFactory(incubator=Mentor.objects.first().appointments.get().incubator)

    with django_assert_num_queries(7):
        superuser.get(reverse("admin:mentors_assignment_suggestions", args=[stay.pk]))


def test_mentors_in_office_come_first(superuser):
    work(2)
    first, later = Mentor.objects.order_by("pk")
    first.appointments.update(ends_on="2009-01-01")
    first.assignments.update(ends_on="2009-01-01")

    listed = superuser.get(reverse("admin:mentors_mentor_changelist")).context["cl"].queryset

    assert list(listed) == [later, first]
