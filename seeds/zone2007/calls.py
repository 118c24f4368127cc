"""Rolling calls of every open incubator, and applications in every state; all of it made up.

The report names the contest of 2007 and its 1,100 entries; single entries are not made here.
"""

import datetime

from companies import lifecycle
from companies.enums import CallKind
from companies.models import Application, Call
from incubator.accounts.models import User
from incubator.core.dates import SHANGHAI
from incubator.institutions.models import Incubator
from seeds.zone2007 import rulebooks, stated

OPENS_AT = datetime.datetime(2007, 1, 1, 9, tzinfo=SHANGHAI)
APPLIED_AT = datetime.datetime(2008, 3, 3, 10, tzinfo=SHANGHAI)
DAY = datetime.timedelta(days=1)
SUMMARY = (
    "面向成立不满两年的科技型企业和创业团队。"
    "入驻企业可获得办公场地、创业导师、政策与融资咨询等服务。"
)
SUMMARY_EN = (
    "For technology companies of less than two years, and for teams. "
    "Residents get rooms, mentors, and advice on policy and funding."
)
# What a team that is not registered yet answers; nothing else is needed.
ANSWERS = {
    "registered_place": "not_yet",
    "registered_capital": "50",
    "founder_kind": "general",
    "moved_in": "no",
    "business_scope": "软件开发与技术服务",
    "legal_representative": "示例负责人",
    "contact": "示例联系人",
    "phone": "0574-00000000",
    "shareholders": [{"name": "示例股东甲", "share": "60"}, {"name": "示例股东乙", "share": "40"}],
    "staff": "5",
    "project": "示例项目：用于演示申请流程，不代表任何真实的企业或个人。",
    "planned_investment": "100",
    "expected_output": "300",
    "area_wanted": "60",
}
# (name, field, what happened after it was handed in; "draft" never was)
TEAMS = [
    ("示例团队一（草稿）", "electronics", "draft"),
    ("示例团队二（已提交）", "electronics", "submit"),
    ("示例团队三（已提交）", "biomedicine", "submit"),
    ("示例团队四（待补充）", "materials", "ask"),
    ("示例团队五（材料齐全）", "energy", "accept"),
    ("示例团队六（未受理）", "other", "refuse"),
    ("示例团队七（已撤回）", "manufacturing", "withdraw"),
]


def build(*, founder: User) -> bool:
    """Make the calls and applications where there are none; whether any were made."""
    rulebooks.build()
    if Call.objects.exists():
        return False
    for incubator in Incubator.objects.operating(on=APPLIED_AT.date()).order_by("pk"):
        call = lifecycle.prepare_call(
            by=None,
            incubator=incubator,
            kind=CallKind.ROLLING,
            code=f"{incubator.code}-rolling",
            title=f"{incubator.name}常年入孵申请",
            title_en=f"{incubator.name_en or incubator.name}: rolling admission",
            summary=SUMMARY,
            summary_en=SUMMARY_EN,
            opens_at=OPENS_AT,
        )
        call = lifecycle.publish_call(call=call, by=None, at=OPENS_AT)
        if incubator.code == stated.INNOVATION_CENTRE:
            for place, team in enumerate(TEAMS):
                _apply(call, *team, by=founder, at=APPLIED_AT + place * DAY)
    return True


def _apply(call: Call, name: str, field: str, then: str, *, by: User, at) -> None:
    application = lifecycle.start_draft(
        call=call, by=by, at=at, answers={**ANSWERS, "name": name, "field": field}
    )
    Application.objects.filter(pk=application.pk).update(is_generated=True)
    if then == "draft":
        return
    lifecycle.submit(application=application, by=by, at=at)
    later = at + DAY
    match then:
        case "ask":
            lifecycle.ask_information(
                application=application,
                what="请补充项目计划书，并说明目标客户。",
                until=later.date() + 10 * DAY,
                by=None,
                at=later,
            )
        case "accept":
            lifecycle.accept_complete(application=application, by=None, at=later)
        case "refuse":
            lifecycle.refuse(
                application=application, reason="项目不属于本孵化器的服务领域。", by=None, at=later
            )
        case "withdraw":
            lifecycle.withdraw(application=application, by=by, at=later)
