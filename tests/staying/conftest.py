"""Somebody who acts for a resident company, and files that lie in the test's own folder."""

import datetime
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document

from companies.models import Residence
from incubator.accounts.models import User
from incubator.core.dates import SHANGHAI
from incubator.core.errors import RuleViolation
from tests.applying.conftest import PDF
from tests.factories import RepresentativeFactory, ResidenceFactory, UserFactory

DAY = datetime.date
AT = datetime.datetime(2008, 3, 3, 10, tzinfo=SHANGHAI)


@pytest.fixture(autouse=True)
def files_of_this_test(settings, tmp_path):
    """Private files of a test lie in its own folder."""
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def stay(db) -> Residence:
    """From March 2007 until March 2012."""
    return ResidenceFactory()


@pytest.fixture
def signer(stay) -> User:
    """May sign for the company."""
    return RepresentativeFactory(company=stay.company, right="sign").user


@pytest.fixture
def writer(stay) -> User:
    """May write for the company."""
    return RepresentativeFactory(company=stay.company, right="edit").user


@pytest.fixture
def reader(stay) -> User:
    """May only read what is the company's."""
    return RepresentativeFactory(company=stay.company, right="view").user


@pytest.fixture
def stranger(db) -> User:
    return UserFactory(name="别人")


def scan(name: str = "协议.pdf", more: bytes = b"") -> SimpleUploadedFile:
    """A PDF; ``more`` makes it another one."""
    return SimpleUploadedFile(name, PDF.replace(b"trailer", more + b"trailer"))


def word(*paragraphs: str, name: str = "模板.docx") -> SimpleUploadedFile:
    """A Word document with these paragraphs."""
    made = Document()
    for text in paragraphs:
        made.add_paragraph(text)
    file = io.BytesIO()
    made.save(file)
    return SimpleUploadedFile(name, file.getvalue())


def read(content: bytes) -> str:
    """All that a Word document says, tables as well, one line each."""
    made = Document(io.BytesIO(content))
    cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(line.text for line in made.paragraphs), *cells])


def refused(verb, **kwargs) -> str:
    """The code of what a verb refuses."""
    with pytest.raises(RuleViolation) as refusal:
        verb(**kwargs)
    assert refusal.value.detail
    return refusal.value.code


def mails(callbacks) -> list[dict]:
    """What was queued as mail to leave after the commit: to, subject, text, language."""
    waiting = [getattr(callback, "keywords", {}) for callback in callbacks]
    return [mail for mail in waiting if "subject" in mail]
