"""One fact of each kind, and a document to stand behind it."""

import datetime
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile

from companies import lifecycle
from companies.models import (
    Award,
    Company,
    CompanyFact,
    Evidence,
    FinancingRound,
    IntellectualProperty,
    MarketEvent,
    Product,
    Project,
    Qualification,
    StaffCount,
    SubsidyClaim,
)
from incubator.core.dates import SHANGHAI
from tests.factories import CompanyFactory

DAY = datetime.date
AT = datetime.datetime(2012, 3, 1, 10, tzinfo=SHANGHAI)
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"

COLUMNS: dict[type[CompanyFact], dict] = {
    Qualification: {
        "kind": "hnte_2008", "number": "GR200833100001", "issued_by": "宁波市科技局",
        "issued_on": DAY(2008, 12, 1), "valid_from": DAY(2008, 12, 1),
        "valid_until": DAY(2011, 12, 1),
    },
    IntellectualProperty: {
        "kind": "invention", "title": "一种装置", "number": "ZL200710000001.1",
        "applied_on": DAY(2007, 5, 1),
    },
    Project: {
        "title": "某创新基金项目", "programme": "科技型中小企业技术创新基金", "level": "national",
        "approved_on": DAY(2008, 6, 1), "begins_on": DAY(2008, 7, 1), "ends_on": DAY(2010, 7, 1),
        "grant": Decimal(600_000),
    },
    Award: {"title": "科技进步奖", "rank": "二等奖", "level": "municipal",
            "awarded_on": DAY(2010, 5, 1)},
    Product: {"name": "示例产品", "in_catalogue": True, "launched_on": DAY(2008, 1, 1)},
    StaffCount: {"counted_on": DAY(2011, 12, 31), "total": 12, "doctors": 1, "bachelors": 6},
    MarketEvent: {"kind": "quoted", "happened_on": DAY(2011, 6, 1), "market": "示例板块"},
    FinancingRound: {
        "stage": "angel", "investor": "示例基金", "amount": Decimal(3_000_000),
        "closed_on": DAY(2010, 3, 1), "post_money": Decimal(15_000_000),
    },
    SubsidyClaim: {"policy": "示例政策", "applied_on": DAY(2010, 1, 1),
                   "asked": Decimal(100_000)},
}  # fmt: skip


def fact(kind: type[CompanyFact], /, *, company: Company | None = None, **changed) -> CompanyFact:
    """A verified fact of a kind; ``verified=False`` leaves it to the office."""
    verb = {"by": None, "at": AT} | {
        name: changed.pop(name)
        for name in ("by", "at", "verified", "evidence", "replaces", "correction")
        if name in changed
    }
    return lifecycle.record_fact(
        kind, company=company or CompanyFactory(), **verb, **COLUMNS[kind] | changed
    )


def document(company: Company, *, content: bytes = PDF, title: str = "证书") -> Evidence:
    """A document of a company; the content makes it another one."""
    return lifecycle.add_evidence(
        company=company, title=title, upload=SimpleUploadedFile("证书.pdf", content),
        by=None, at=AT,
    )  # fmt: skip
