"""The rules of entry in force, by generation, as rows (domain 2.1, 2.3 and 11)."""

import datetime
from decimal import Decimal

from incubator.institutions.enums import Certainty, Purpose
from incubator.institutions.models import Criterion, Rulebook

V, S, U = Certainty.VERIFIED, Certainty.SECONDARY, Certainty.UNKNOWN

NATIONAL_2018 = "国科发区〔2018〕300号"
LIKE_2006 = "2006年办法（条文未见，取自同族地方规定）"

# (code, name, issued by, in force from, until, note), and its conditions of entry:
# (rule, limit, certainty, source).
RULEBOOKS = [
    (
        ("cn-2006", "科技企业孵化器（高新技术创业服务中心）认定和管理办法（2006年）", "科学技术部",
         datetime.date(2006, 12, 7), datetime.date(2018, 12, 14),
         "domain 2.1：条文未见，数值取自同族地方规定（标记 S）。2010 年版未录入。"),
        [
            ("place", None, S, LIKE_2006),
            ("age", Decimal(24), S, LIKE_2006),
            ("capital", Decimal(2_000_000), S, LIKE_2006),
            ("revenue", Decimal(2_000_000), S, LIKE_2006),
            ("area", Decimal(1_000), S, LIKE_2006),
            ("field", None, S, LIKE_2006),
        ],
    ),
    (
        ("cn-2018", "科技企业孵化器管理办法（国科发区〔2018〕300号）", "科学技术部",
         datetime.date(2018, 12, 14), None, "domain 2.3"),
        [
            ("place", None, V, NATIONAL_2018),
            ("age", Decimal(24), V, NATIONAL_2018),
            ("field", None, V, NATIONAL_2018),
        ],
    ),
]  # fmt: skip


def build() -> None:
    """Put the rulebooks on file; those that are there already stay as they are."""
    for (code, name, issued_by, begins, ends, note), criteria in RULEBOOKS:
        rulebook, is_new = Rulebook.objects.get_or_create(
            code=code,
            defaults={
                "name": name, "issued_by": issued_by, "effective_from": begins,
                "effective_until": ends, "note": note,
            },
        )  # fmt: skip
        if is_new:
            Criterion.objects.bulk_create(
                Criterion(
                    rulebook=rulebook,
                    purpose=Purpose.ENTRY,
                    rule=rule,
                    limit=limit,
                    certainty=certainty,
                    source=source,
                )
                for rule, limit, certainty, source in criteria
            )
