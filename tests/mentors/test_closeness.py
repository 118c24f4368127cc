"""A mentor of a company is no reviewer of its applications."""

import pytest

from companies.enums import Ground
from companies.models import Application
from companies.queries.conflicts import SOURCES, close_among, is_close
from tests.factories import UserFactory
from tests.mentors.rows import pair
from tests.reviewing.constraint_attempts import case

pytestmark = pytest.mark.django_db


def test_who_mentors_a_company_is_close_to_its_cases():
    at_work = pair()
    at_work.accept()
    application = case()
    Application.objects.filter(pk=application.pk).update(company=at_work.residence.company)

    assert Ground.MENTOR in SOURCES
    assert is_close(user_id=at_work.mentor_user.pk, application=application)
    application.refresh_from_db()
    other = UserFactory()
    assert not is_close(user_id=other.pk, application=application)
    both = {at_work.mentor_user.pk, other.pk}
    assert close_among(both, application=application) == {at_work.mentor_user.pk}
