"""A founder, a call, and an application with every answer that is needed."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from companies import lifecycle
from companies.models import Application
from incubator.core.dates import SHANGHAI
from tests.factories import CallFactory, UserFactory, unified_code

AT = datetime.datetime(2008, 3, 3, 10, 0, tzinfo=SHANGHAI)
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"

ANSWERS = {
    "name": "宁波甲科技有限公司",
    "registered_place": "inside",
    "unified_code": unified_code(7),
    "registered_on": "2007-05-01",
    "registered_capital": "100",
    "founder_kind": "general",
    "field": "electronics",
    "moved_in": "no",
    "business_scope": "软件开发",
    "legal_representative": "甲",
    "contact": "甲",
    "phone": "0574-87000000",
    "shareholders": [{"name": "甲", "share": "60"}, {"name": "乙", "share": "40"}],
    "staff": "12",
    "project": "一种用于验证申请流程的软件系统，功能完整，性能良好。",
    "planned_investment": "200",
    "expected_output": "500",
    "area_wanted": "120",
}


def upload(content: bytes = PDF, name: str = "执照.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def fill(application: Application, *, by, answers=None, at=AT) -> None:
    """Type every answer, and hang the licence on."""
    for key, value in (answers or ANSWERS).items():
        lifecycle.save_answer(application=application, key=key, value=value, seen=0, by=by, at=at)
    lifecycle.attach(application=application, question="licence", upload=upload(), by=by, at=at)


@pytest.fixture(autouse=True)
def files_of_this_test(settings, tmp_path):
    """Private files of a test lie in its own folder."""
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def founder(db):
    return UserFactory(name="创业者甲")


@pytest.fixture
def stranger(db):
    return UserFactory(name="创业者乙")


@pytest.fixture
def call(db):
    return CallFactory()


@pytest.fixture
def draft(call, founder) -> Application:
    return lifecycle.start_draft(call=call, by=founder, at=AT)


@pytest.fixture
def ready(draft, founder) -> Application:
    fill(draft, by=founder)
    return draft


@pytest.fixture
def submitted(ready, founder) -> Application:
    lifecycle.submit(application=ready, by=founder, at=AT)
    ready.refresh_from_db()
    return ready
