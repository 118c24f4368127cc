"""The stages and the rubric that a new call begins with (domain 8.2 and 8.10).

The criteria are those on which a nursery of the field scores its applicants (domain 8.2);
weights, scales and numbers of reviews are our own choice. Managers change all of it before
they publish.
"""

from decimal import Decimal
from typing import Any

from companies.enums import Actors, CallKind, Others, StageKind

RUBRIC = ("综合评分表", "Overall rubric")
HIGHEST = Decimal(10)
# How many reviews a stage asks for to begin with.
REVIEWS: dict[str, int] = {StageKind.DEPARTMENT: 1, StageKind.EXPERT: 3, StageKind.DEFENCE: 3}

# name, in English, weight, guidance, in English
CRITERIA = [
    ("产业契合度", "Fit with the industry", 10, "是否符合孵化器的产业方向。",
     "Does it fit the fields that the incubator is for?"),
    ("申请人", "Applicant", 10, "教育、经历与投入程度。", "Education, experience, commitment."),
    ("团队", "Team", 15, "分工是否完整、是否全职。", "Are all roles filled, and full-time?"),
    ("创新性", "Innovation", 20, "与已有产品和技术相比新在哪里。",
     "What is new, next to what exists?"),
    ("商业模式", "Business model", 15, "谁付费、为何付费、如何盈利。",
     "Who pays, why, and how does it earn?"),
    ("计划可行性", "Plan", 10, "进度、资金与风险是否可行。",
     "Are steps, money and risks thought through?"),
    ("技术优势", "Technical advantage", 10, "是否成熟、能否被轻易仿制。",
     "Is it mature, and hard to copy?"),
    ("知识产权", "Intellectual property", 10, "权属是否清晰、有无保护。",
     "Is it clear whose it is, and protected?"),
]  # fmt: skip


def criteria() -> list[dict[str, Any]]:
    """The criteria as columns of a ``models.RubricCriterion``, in order."""
    return [
        {
            "position": position, "name": name, "name_en": name_en, "weight": Decimal(weight),
            "guidance": guidance, "guidance_en": guidance_en, "maximum": HIGHEST,
        }
        for position, (name, name_en, weight, guidance, guidance_en) in enumerate(CRITERIA, 1)
    ]  # fmt: skip


def stages(kind: str, *, answer_days: int) -> list[dict[str, Any]]:
    """The stages for a kind of call as columns of a ``models.Stage``, in order.

    Those that score are without their rubric. A contest has a defence besides.
    """
    defence: list[dict[str, Any]] = []
    if kind == CallKind.CONTEST:
        defence = [
            {"kind": StageKind.DEFENCE, "name": "答辩", "name_en": "Defence", "required": False,
             "actors": Actors.BOTH, "reviews_wanted": REVIEWS[StageKind.DEFENCE],
             "others": Others.AFTER},
        ]  # fmt: skip
    found: list[dict[str, Any]] = [
        {"kind": StageKind.COMPLETENESS, "name": "材料审核", "name_en": "Completeness check",
         "days": answer_days},
        {"kind": StageKind.DEPARTMENT, "name": "部门评审", "name_en": "Department review",
         "reviews_wanted": REVIEWS[StageKind.DEPARTMENT]},
        {"kind": StageKind.EXPERT, "name": "专家评审", "name_en": "Expert review",
         "actors": Actors.INVITED, "reviews_wanted": REVIEWS[StageKind.EXPERT]},
        *defence,
        {"kind": StageKind.DECISION, "name": "评审结论", "name_en": "Decision"},
    ]  # fmt: skip
    return [{**stage, "position": number} for number, stage in enumerate(found, 1)]
