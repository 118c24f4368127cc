"""A list without rows says how rows come to be, where its reader adds none by hand."""

import pytest
from django.urls import reverse

from companies.models import PossibleDuplicate, Residence
from incubator.statistics.models import Target
from tests.admin.conftest import MODELS, pages_of
from tests.admin.test_writing import ADDERS

pytestmark = pytest.mark.django_db
ADDED_BY_NOBODY = [model for model in MODELS if not ADDERS.get(model.__name__)]


def opened(world, role, model, query="") -> str:
    response = world.client(role).get(reverse(pages_of(model).name_of("changelist")) + query)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("model", ADDED_BY_NOBODY, ids=lambda model: model.__name__)
def test_every_list_that_nobody_adds_to_says_so(model):
    assert pages_of(model).comes_from or list(pages_of(model).actions_list)


def test_list_without_rows_says_how_they_come(world):
    PossibleDuplicate.objects.all().delete()
    said = str(pages_of(PossibleDuplicate).comes_from)

    assert said in opened(world, "manager_a", PossibleDuplicate)
    assert said not in opened(world, "manager_a", PossibleDuplicate, "?q=nothing")


def test_list_with_rows_does_not(world):
    assert str(pages_of(Residence).comes_from) not in opened(world, "manager_a", Residence)


def test_somebody_who_adds_gets_the_button_instead(world):
    Target.objects.all().delete()
    said = str(pages_of(Target).comes_from)

    assert said not in opened(world, "zone", Target)
    assert said in opened(world, "auditor", Target)
