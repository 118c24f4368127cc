"""The signed document of a lease: kept with the grant, and handed to whoever may see the lease."""

import re
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.urls import reverse

from facilities.models import SpaceLease, Unit
from tests.admin.conftest import A, pages_of
from tests.core.files.samples import PDF_BYTES, picture
from tests.factories import UnitFactory

CONTENT = PDF_BYTES + b"\x00\xff signed\n%%EOF\n"


@pytest.fixture(autouse=True)
def shelf(settings, tmp_path) -> Path:
    """Where files are kept during a test."""
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def room(world) -> Unit:
    """100 m² that nobody has."""
    building = world.of(Unit, A).building
    return UnitFactory(building=building, number="201", floor_area=Decimal(100))


def granted(world, room: Unit, **changed) -> HttpResponse:
    """The answer to the form, with a document."""
    form = {
        "units": room.pk, "residence": world.of(SpaceLease, A).residence_id,
        "signed_on": "2008-01-01", "begins_on": "2008-01-01", "ends_on": "2009-01-01",
        "price_class": "incubatee", "unit_price": "30", "price_basis": "m2_month",
        "rhythm": "yearly", "free_months": "0", "property_fee": "0", "late_fee_rate": "0",
        "room_deposit": "0", "utilities_deposit": "0",
        "document": SimpleUploadedFile("lease.pdf", CONTENT),
    }  # fmt: skip
    address = f"{reverse(pages_of(SpaceLease).name_of('add'))}?building={room.building_id}"
    return world.client("manager_a").post(address, form | changed)


def document_of(lease: SpaceLease) -> str:
    return reverse(pages_of(SpaceLease).name_of("document"), args=[lease.pk])


def files(shelf: Path) -> list[str]:
    return [str(path.relative_to(shelf)) for path in shelf.rglob("*") if path.is_file()]


def test_document_comes_back_as_it_was_sent(world, room):
    granted(world, room)

    response = world.client("manager_a").get(document_of(room.lettings.get().lease))

    assert b"".join(response.streaming_content) == CONTENT
    assert response["Content-Disposition"] == 'attachment; filename="ZL2008-0001.pdf"'
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("role", "status"),
    [("manager_a", 200), ("zone", 200), ("auditor", 200), ("superuser", 200),
     ("manager_b", 404), ("roleless", 302), ("anonymous", 302)],
)  # fmt: skip
def test_who_may_see_the_lease_gets_its_document(world, room, role, status):
    granted(world, room)
    lease = room.lettings.get().lease

    response = world.client(role).get(document_of(lease))
    b"".join(response)  # to its end, so that its file is closed

    assert response.status_code == status


def test_lease_page_leads_to_the_document(world, room):
    granted(world, room)
    lease = room.lettings.get().lease

    text = world.client("auditor").get(pages_of(SpaceLease).address_of(lease)).text

    assert document_of(lease) in text


def test_lease_without_a_document_offers_none(world):
    lease, client = world.of(SpaceLease, A), world.client("manager_a")

    assert document_of(lease) not in client.get(pages_of(SpaceLease).address_of(lease)).text
    assert client.get(document_of(lease)).status_code == 404


def test_document_is_at_no_address_of_its_own(world, room, shelf):
    granted(world, room)
    (path,) = files(shelf)

    answers = {
        address: world.client("superuser").get(address).status_code
        for address in (f"/media/{path}", f"/{path}", f"/static/{path}")
    }

    assert set(answers.values()) == {404}


@pytest.mark.parametrize("name", ["../../evil.pdf", "/etc/evil.pdf", "租约 2008.pdf", "x" * 300])
def test_name_of_the_file_leads_nowhere_else(world, room, shelf, name):
    granted(world, room, document=SimpleUploadedFile(name, CONTENT))

    kept = Path(room.lettings.get().lease.document.path)
    assert re.fullmatch(r"private/[0-9a-f]{2}/[0-9a-f]{38}\.pdf", str(kept.relative_to(shelf)))
    assert kept.read_bytes() == CONTENT


def test_refused_lease_keeps_no_file(world, room, shelf):
    response = granted(world, room, ends_on="2007-12-31")

    assert response.context["form"].errors.keys() == {"ends_on"}
    assert files(shelf) == []


def test_empty_file_is_refused(world, room):
    response = granted(world, room, document=SimpleUploadedFile("lease.pdf", b""))

    assert response.context["form"].errors.as_data()["document"][0].code == "file_empty"
    assert not room.lettings.exists()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"MZ\x90\x00 a program", "file_kind"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", "file_kind"),
        (picture("PNG")[:60], "file_broken"),
    ],
)
def test_document_is_believed_by_its_content(world, room, shelf, content, code):
    response = granted(world, room, document=SimpleUploadedFile("lease.pdf", content))

    assert response.context["form"].errors.as_data()["document"][0].code == code
    assert not room.lettings.exists()
    assert files(shelf) == []
