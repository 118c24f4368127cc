"""One fact of each kind that an institution has of its own, and a document behind it."""

import datetime
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile

from incubator.core.dates import SHANGHAI
from incubator.institutions import lifecycle
from incubator.institutions.models import (
    IncubationFund,
    Incubator,
    InstitutionStaff,
    OwnDocument,
    OwnFact,
    ServicePlatform,
    YearAccount,
)
from tests.factories import IncubatorFactory

DAY = datetime.date
AT = datetime.datetime(2012, 3, 1, 10, tzinfo=SHANGHAI)
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"

COLUMNS: dict[type[OwnFact], dict] = {
    InstitutionStaff: {
        "counted_on": DAY(2007, 12, 31), "total": 20, "professional": 16, "college": 18,
        "bachelor": 15, "trained": 6,
    },
    IncubationFund: {
        "kind": "own", "name": "种子资金", "amount": Decimal(5_000_000),
        "since_on": DAY(2006, 5, 1),
    },
    ServicePlatform: {
        "name": "软件测试平台", "field": "electronics", "services": "测试",
        "since_on": DAY(2007, 1, 1),
    },
    YearAccount: {
        "year": 2007, "income": Decimal(1000), "income_service": Decimal(250),
        "income_property": Decimal(600), "income_investment": Decimal(50),
        "income_other": Decimal(100),
    },
}  # fmt: skip


def own(kind: type[OwnFact], /, *, incubator: Incubator | None = None, **changed) -> OwnFact:
    """A fact of a kind, with some columns changed."""
    verb = {"by": None, "at": AT} | {
        name: changed.pop(name)
        for name in ("by", "at", "document", "replaces", "correction")
        if name in changed
    }
    return lifecycle.state_own_fact(
        kind, incubator=incubator or IncubatorFactory(), **verb, **COLUMNS[kind] | changed
    )


def upload(content: bytes = PDF, name: str = "审计报告.pdf") -> SimpleUploadedFile:
    """A file as a browser sends it."""
    return SimpleUploadedFile(name, content)


def document(incubator: Incubator, *, content: bytes = PDF, title: str = "审计报告") -> OwnDocument:
    """A document of an institution; the content makes it another one."""
    return lifecycle.add_own_document(
        incubator=incubator, title=title, upload=upload(content), by=None, at=AT
    )
