"""The page that writes the paragraph of a year."""

import pytest
from django.urls import reverse

WRITE = "admin:statistics_document_write_report"


@pytest.mark.parametrize(
    ("role", "status"),
    [("zone", 200), ("auditor", 200), ("superuser", 200), ("manager_a", 200), ("roleless", 302)],
)
def test_who_may_write(world, role, status):
    assert world.client(role).get(reverse(WRITE)).status_code == status


def test_paragraph_with_its_notes(world):
    response = world.client("zone").get(reverse(WRITE), {"year": "2007"})

    assert "引进创业企业1家" in response.context["written"].plain
    assert response.context["agreed"] == response.context["numbers"] == 2
    note, address = response.context["notes"][0]
    assert note.indicator == "entered"
    assert world.client("zone").get(address).status_code == 200


def test_manager_writes_of_the_own_incubator_alone(world):
    client = world.client("manager_a")

    own = client.get(reverse(WRITE), {"year": "2007", "incubator": world.a.code})
    other = client.get(reverse(WRITE), {"year": "2007", "incubator": world.b.code})
    zone = client.get(reverse(WRITE), {"year": "2007"})

    assert world.a.name in own.context["written"].plain
    assert "written" not in other.context
    assert "written" not in zone.context


@pytest.mark.parametrize(("form", "begins"), [("docx", b"PK"), ("txt", "2007年".encode())])
def test_as_a_file(world, form, begins):
    response = world.client("zone").get(reverse(WRITE), {"year": "2007", "format": form})

    assert response.content.startswith(begins)
    assert response.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize("year", ["1007", "2003", "x", ""])
def test_bad_year_is_told(world, year):
    response = world.client("zone").get(reverse(WRITE), {"year": year})

    assert response.status_code == 200
    assert response.context["refused"] or response.context["form"].errors
    assert "written" not in response.context
