"""The venture plan contest of 2007, of whose more than 1,100 entries the report tells.

Every entry is made up, and so are the contest's dates and its review (``contest_review``).
Rows are written in sets: a thousand forms by hand would take longer than all the rest of
the zone. Letters before the decision are left out: they went on paper then.
"""

import datetime
import itertools
from collections.abc import Iterator

from django.db import transaction

from companies import lifecycle
from companies.enums import ApplicationState, CallKind
from companies.models import Call, Residence
from incubator.core.dates import SHANGHAI
from incubator.core.history import recorded
from incubator.institutions.enums import TechField
from incubator.institutions.models import Incubator
from seeds.zone2007 import contest_review, stated
from seeds.zone2007.entries import Entry, applicant_of, write

CODE = "contest-2007"
ENTRIES = 1126
RESIDENTS = 64  # that many entries are of companies which came in afterwards
OPENS_AT = datetime.datetime(2007, 3, 1, 9, tzinfo=SHANGHAI)
CLOSES_AT = datetime.datetime(2007, 5, 1, 17, tzinfo=SHANGHAI)
ASKED = ("name", "unified_code", "field", "founder_kind", "contact", "phone", "project", "staff")
# What judges of a contest scored, of the standard criteria; the choice is ours.
JUDGED = ("团队", "创新性", "商业模式", "计划可行性")
# Of every hundred entries the 1st is taken back, and the 2nd to the 16th are not complete.
WITHDRAWN, REFUSED = {0}, set(range(1, 16))
DAY = datetime.timedelta(days=1)
S = ApplicationState


def build() -> bool:
    """Make the contest with its entries and its review where they are missing; whether made."""
    if Call.objects.filter(code=CODE).exists():
        return False
    with transaction.atomic(), recorded(reason="示例数据：2007年创业计划大赛"):
        call = _call()
        rows = write(call, list(entries()), applicant_of(CODE))
        contest_review.build(call, rows, residents())
    return True


def residents() -> list[Residence]:
    """The first stays of companies that came into the centre after the contest."""
    came = Residence.objects.filter(
        company__is_generated=True,
        incubator__code=stated.INNOVATION_CENTRE,
        admitted_on__range=("2007-06-01", "2007-12-31"),
    ).marking_first()
    return list(came.filter(is_first=True).select_related("company").order_by("pk")[:RESIDENTS])


def entries() -> Iterator[Entry]:
    """All of them, the same each time, evenly over the time that the contest was open."""
    came = {place * (ENTRIES // RESIDENTS): stay.company for place, stay in enumerate(residents())}
    fields = itertools.cycle(TechField.values)
    for number in range(ENTRIES):
        known = came.get(number)
        at = OPENS_AT + (CLOSES_AT - OPENS_AT) * number / ENTRIES
        yield Entry(
            number=number,
            at=at,
            checked_at=at + (1 + number % 5) * DAY,
            end=S.COMPLETE if known else _end(number % 100),
            answers={
                "name": known.name if known else f"示例参赛项目{number + 1:04d}",
                **({"unified_code": known.unified_code} if known else {}),
                "field": (known.field if known else "") or next(fields),
                "founder_kind": known.founder_kind if known else "general",
                "contact": "示例联系人",
                "phone": "0574-00000000",
                "project": f"示例项目{number + 1:04d}：用于演示，不代表任何真实的项目。",
                "staff": str(3 + number % 12),
            },
        )


def _end(place: int) -> ApplicationState:
    """How the completeness check of one of a hundred ended."""
    return S.WITHDRAWN if place in WITHDRAWN else S.REFUSED if place in REFUSED else S.COMPLETE


def _call() -> Call:
    call = lifecycle.prepare_call(
        by=None,
        incubator=Incubator.objects.get(code=stated.INNOVATION_CENTRE),
        kind=CallKind.CONTEST,
        code=CODE,
        title="2007中国（宁波）科技创业计划大赛",
        title_en="Venture plan contest 2007",
        summary="2007年的创业计划大赛。参赛项目均为示例数据。",
        summary_en="The contest of 2007. All of its entries are made up.",
        opens_at=OPENS_AT,
        closes_at=CLOSES_AT,
    )
    questions = call.questionnaires.get().questions
    questions.exclude(key__in=ASKED).delete()
    # A team need not be a company yet.
    questions.filter(key="unified_code").update(required=False, shown_when="", shown_values=[])
    (rubric,) = call.review_plans.get().rubrics.all()
    rubric.criteria.exclude(name__in=JUDGED).delete()
    return lifecycle.publish_call(call=call, by=None, at=OPENS_AT)
