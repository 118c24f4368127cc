"""What the numbers of such texts are about: each subject is one declared row.

A subject is recognised by the words right before a number (毕业企业30余家) or right after it
(3家专业孵化器), together with a unit. ``indicator`` is the figure it states; a subject without
one is known, so that its number is tied to nothing else, but nothing on file answers it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

COMPANIES = ("家", "户", "个")
AREAS = ("平方米",)
MU = Decimal(2000) / 3  # m²; 15 亩 are one hectare
SCALES = {"亩": MU}


@dataclass(frozen=True)
class Subject:
    """One thing that a text counts.

    ``before`` ends at the number, ``after`` begins behind it; where both are given, both must
    match. ``started`` must have occurred earlier in the sentence: the verb that a list shares
    (引进科研机构35家，创业企业150家). ``never`` in the words around ties it to nothing.
    """

    code: str
    label: Promise
    units: tuple[str, ...]
    indicator: str = ""
    before: str = ""
    after: str = ""
    started: str = ""
    never: str = ""

    def fits(self, *, unit: str, before: str, after: str, sentence: str) -> bool:
        """Whether a number of this ``unit`` between these words is about the subject."""
        return (
            unit in self.units
            and bool(self.before or self.after)
            and (
                not self.before or re.search(f"(?:{self.before})[^，,]{{0,2}}$", before) is not None
            )
            and (not self.after or re.match(self.after, after) is not None)
            and (not self.started or re.search(self.started, sentence) is not None)
            and not (self.never and re.search(self.never, before + after[:12]))
        )


STARTUPS = "(?:科技)?(?:型)?(?:创业|初创|孵化|在孵|中小)(?:型)?(?:企业|公司)|创业项目企业"
TOTAL = "(?:总数|总量|数量|数)?(?:已|累计|为|有|共)?"
COMING = "引进|引入|新增|新引进|新入驻|入驻|招引|落户"

SUBJECTS: tuple[Subject, ...] = (
    Subject(
        "cumulative_incubated", _("Companies ever incubated"), COMPANIES, "cumulative_incubated",
        before=f"累计(?:已)?孵化(?:的)?(?:科技)?(?:型)?(?:创业|孵化)?(?:企业|公司){TOTAL}",
        never="毕业",
    ),
    Subject(
        "cumulative_graduated", _("Companies graduated so far"), COMPANIES, "cumulative_graduated",
        before=f"累计(?:已)?毕业(?:的)?(?:创业|孵化)?(?:企业|公司)?{TOTAL}"
        f"|(?:毕业企业|毕业的企业)累计{TOTAL}",
    ),
    Subject(
        "graduated", _("Companies that graduated"), COMPANIES, "graduated",
        before="(?:新增)?毕业(?:的)?(?:创业|孵化|在孵)?(?:企业|公司)(?:数|数量)?(?:为|有|共)?"
        "|孵化毕业(?:企业)?",
        never="累计|加速器|优秀",
    ),
    Subject(
        "graduated", _("Companies that graduated"), COMPANIES, "graduated",
        after="(?:创业|孵化|在孵)?(?:企业|公司)?(?:顺利|成功)?(?:孵化)?毕业",
        never="累计",
    ),
    Subject(
        "in_incubation", _("Companies in incubation"), COMPANIES, "in_incubation",
        before=f"(?:现有|拥有|年末)?在孵(?:的)?(?:科技)?(?:创业)?(?:企业|公司)(?:达)?{TOTAL}",
        never=f"累计|{COMING}",
    ),
    Subject(
        "entered", _("Companies that entered"), COMPANIES, "entered",
        before=f"(?:{STARTUPS}){TOTAL}", started=COMING, never="累计|毕业|加速器",
    ),
    Subject(
        "entered", _("Companies that entered"), COMPANIES, "entered",
        before=f"(?:{COMING})(?:了)?", after=f"(?:{STARTUPS})", never="累计|毕业|加速器",
    ),
    Subject(
        "mentors_in_office", _("Mentors in office"), ("名", "人"), "mentors_in_office",
        before="在聘(?:的)?创业导师(?:数)?(?:为|有|共)?",
    ),
    Subject(
        "sessions", _("Mentoring sessions"), ("次", "场"), "sessions",
        before="(?:开展|组织)(?:创业)?(?:导师)?辅导(?:活动)?",
    ),
    Subject(
        "entered", _("Companies that entered"), COMPANIES, "entered",
        after=f"(?:{STARTUPS})(?:成功|顺利)?(?:入驻|落户)", never="累计|毕业|加速器",
    ),
    Subject(
        "accelerator_area", _("Floor area of the accelerator"), AREAS,
        before="建筑面积|总面积|面积|建成(?:首期|一期|二期)?|启动(?:首期|一期|二期)?|首期|一期|二期",
        started="加速器", never="绿化|住宅|拆迁|征地",
    ),
    Subject(
        "accelerator_area", _("Floor area of the accelerator"), AREAS,
        after="的(?:科技)?企业加速器|的加速器",
    ),
    Subject(
        "accelerator_site", _("Site of the accelerator"), ("亩", "平方米"),
        before="占地(?:面积)?", started="加速器",
    ),
    Subject(
        "specialised_incubators", _("Specialised incubators"), COMPANIES, after="专业孵化器",
        started="^(?!.*规划建设)",
    ),
    Subject(
        "specialised_incubators_planned", _("Specialised incubators to be planned"), COMPANIES,
        after="专业孵化器", started="规划建设",
    ),
    Subject(
        "contest_projects", _("Projects of the venture contest"), ("个", "项"),
        after="(?:创业)?项目(?:报名)?参赛", started="大赛",
    ),
    Subject(
        "rd_institutions", _("R&D institutions brought in"), COMPANIES,
        before="(?:研发|科研)机构", never="知名",
    ),
    Subject(
        "rd_institutions", _("R&D institutions brought in"), COMPANIES, after="研发机构",
    ),
    Subject(
        "rd_institutions_known", _("Well-known R&D institutions"), COMPANIES,
        before="知名(?:研发|科研)机构",
    ),
    Subject(
        "high_tech_new", _("New high-tech companies"), COMPANIES,
        before="新(?:增|认定)(?:市级以上)?高新技术企业",
    ),
    Subject(
        "patents_granted", _("Patents granted"), ("个", "项", "件"),
        before="(?:专利授权|授权专利)(?:数|量)?",
    ),
    Subject(
        "talents", _("Talents brought in"), ("名", "人"), before="(?:各类|各种)?人才",
        started=COMING,
    ),
)  # fmt: skip


def subject_of(
    *, unit: str, before: str, after: str, sentence: str, subjects: Iterable[Subject] = SUBJECTS
) -> Subject | None:
    """The first subject that fits; None where none does, or two say different things."""
    fitting = [
        one
        for one in subjects
        if one.fits(unit=unit, before=before, after=after, sentence=sentence)
    ]
    if len({one.code for one in fitting}) > 1:
        return None
    return fitting[0] if fitting else None
