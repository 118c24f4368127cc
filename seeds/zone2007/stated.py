"""What documents say about the zone in 2007. Figures only; every fact names its source.

Sources: the zone's report of 2008-03-12 (``REPORT``; read as data in domain section 1), the
press of 2008 and 2009 as domain sources [1] and [2]. Where a column is None, no source says.
"""

import datetime
from dataclasses import dataclass
from decimal import Decimal

from incubator.core.units import mu_to_square_metres
from incubator.institutions.enums import Focus, Kind, PhaseState, Sponsor, TechField


@dataclass(frozen=True)
class Institution:
    """An institution that a document names."""

    code: str
    name: str
    name_en: str
    kind: Kind
    focus: Focus
    source: str
    field: str = ""
    planned_year: int | None = None
    opened_on: datetime.date | None = None


@dataclass(frozen=True)
class StatedRecord:
    """What a source says of the accelerator's construction on a day; areas in m².

    ``phase`` None: of the whole project.
    """

    as_of: datetime.date
    phase: int | None
    state: PhaseState
    source: str
    site_area: Decimal | None = None
    planned_area: Decimal | None = None
    built_area: Decimal | None = None
    buildings: int | None = None
    percent_done: Decimal | None = None


@dataclass(frozen=True)
class StatedPhase:
    """A phase of the accelerator; areas in m²."""

    number: int
    state: PhaseState
    floor_area: Decimal
    site_area: Decimal | None
    source: str


REPORT_DATE = datetime.date(2008, 3, 12)
REPORT = {
    "title": "宁波国家高新区2007年工作总结和2008年工作安排报告",
    "number": "11330208591592676Q/2008-17089",
    "issuer": "区办公室",
    "issued_on": REPORT_DATE,
}

IN_2007 = "全年引进创业企业210家,毕业企业30余家,累计孵化创业企业总数达700家"
# indicator, year, printed form, where, sentence
CITATIONS = [
    ("entered", 2007, "210家", "一（二）创业氛围", IN_2007),
    ("graduated", 2007, "30余家", "一（二）创业氛围", IN_2007),
    ("cumulative_incubated", 2007, "达700家", "一（二）创业氛围", IN_2007),
]

BROUGHT_IN = "引进各类科研机构35家,创业企业150家"
RECOGNISED = "新认定高新技术企业30家,授权专利150项,引进各类人才2000名"
KNOWN = "全年引进科研机构35家以上,其中知名研发机构5家"
SPECIALISED = (
    "2008年建成嵌入式软件、互联网、新能源与节能等3家专业孵化器,规划建设新材料、"
    "生物医药与医疗器械等2家专业孵化器"
)
# The plan of 2008 (domain section 1): indicator or, where nothing measures it, subject; value,
# sentence. 150 is less than the 210 of the year before.
TARGETS = [
    ("entered", "", 150, BROUGHT_IN),
    ("", "rd_institutions", 35, BROUGHT_IN),
    ("", "rd_institutions_known", 5, KNOWN),
    ("", "high_tech_new", 30, RECOGNISED),
    ("", "patents_granted", 150, RECOGNISED),
    ("", "talents", 2000, RECOGNISED),
    ("", "specialised_incubators", 3, SPECIALISED),
    ("", "specialised_incubators_planned", 2, SPECIALISED),
]
TARGET_YEAR = 2008

ENTERED_2007 = 210
GRADUATED_2007 = 30  # printed as 30余: at least 30; the smallest value that the form allows
EVER_2007 = 700

INNOVATION_CENTRE = "innovation-centre"
SOFTWARE_PARK = "software-park"
ACCELERATOR = "accelerator"

ACCELERATOR_OPENED = datetime.date(2009, 3, 16)  # 新闻报道：一期启用
SPONSOR = Sponsor.GOVERNMENT  # all of them are the zone's own undertakings in the report

INSTITUTIONS = [
    Institution(
        INNOVATION_CENTRE, "宁波市科技创业中心", "Ningbo Science and Technology Innovation Centre",
        Kind.INCUBATOR, Focus.COMPREHENSIVE, "2008年9月新闻报道：在孵企业487家",
    ),
    Institution(
        SOFTWARE_PARK, "宁波市软件产业园", "Ningbo Software Park",
        Kind.SOFTWARE_PARK, Focus.SPECIALISED, "2007年工作总结报告 一（二）：2007年投入使用",
        field=TechField.ELECTRONICS,
    ),
    Institution(
        "returnee-park", "中国宁波留学人员创业园", "Ningbo Returnee Park of China",
        Kind.RETURNEE_PARK, Focus.COMPREHENSIVE,
        "2007年工作总结报告 一（一）：2007年获批；二（二）：2008年建设中",
    ),
    Institution(
        "embedded-software", "嵌入式软件专业孵化器", "Embedded Software Incubator",
        Kind.INCUBATOR, Focus.SPECIALISED, "2007年工作总结报告 二（二）：2008年建成",
        field=TechField.ELECTRONICS, planned_year=2008,
    ),
    Institution(
        "internet", "互联网专业孵化器", "Internet Incubator",
        Kind.INCUBATOR, Focus.SPECIALISED, "2007年工作总结报告 二（二）：2008年建成",
        field=TechField.ELECTRONICS, planned_year=2008,
    ),
    Institution(
        "new-energy", "新能源与节能专业孵化器", "New Energy and Energy Saving Incubator",
        Kind.INCUBATOR, Focus.SPECIALISED, "2007年工作总结报告 二（二）：2008年建成",
        field=TechField.ENERGY, planned_year=2008,
    ),
    Institution(
        "new-materials", "新材料专业孵化器", "New Materials Incubator",
        Kind.INCUBATOR, Focus.SPECIALISED, "2007年工作总结报告 二（二）：筹划建设",
        field=TechField.MATERIALS,
    ),
    Institution(
        "biomedicine", "生物医药与医疗器械专业孵化器", "Biomedicine and Medical Devices Incubator",
        Kind.INCUBATOR, Focus.SPECIALISED, "2007年工作总结报告 二（二）：筹划建设",
        field=TechField.BIOMEDICINE,
    ),
    Institution(
        ACCELERATOR, "宁波国家高新区科技企业加速器", "Ningbo High-tech Zone Accelerator",
        Kind.ACCELERATOR, Focus.COMPREHENSIVE, "2007年工作总结报告 二（二）：2008年底完成一期",
        planned_year=2008, opened_on=ACCELERATOR_OPENED,
    ),
]  # fmt: skip

ACCELERATOR_PHASES = [
    StatedPhase(
        1, PhaseState.TENDER, Decimal(100_000), mu_to_square_metres(98),
        "2007年工作总结报告 一（二）：98亩，10万平方米，招标中",
    ),
    StatedPhase(
        2, PhaseState.PLANNED, Decimal(200_000), None,
        "2007年工作总结报告 二（二）：20万平方米，2008年启动",
    ),
]  # fmt: skip

ACCELERATOR_RECORDS = [
    StatedRecord(
        REPORT_DATE, 1, PhaseState.TENDER, "2007年工作总结报告 一（二）：98亩，10万平方米，招标中",
        site_area=mu_to_square_metres(98), planned_area=Decimal(100_000), built_area=Decimal(0),
        percent_done=Decimal(0),
    ),
    StatedRecord(
        REPORT_DATE, 2, PhaseState.PLANNED,
        "2007年工作总结报告 二（二）：二期20万平方米，2008年启动",
        planned_area=Decimal(200_000), built_area=Decimal(0), percent_done=Decimal(0),
    ),
    StatedRecord(
        ACCELERATOR_OPENED, 1, PhaseState.IN_USE,
        "2009-03-16 新闻报道：一期10万平方米10幢楼启用，2008年底竣工",
        planned_area=Decimal(100_000), built_area=Decimal(100_000), buildings=10,
        percent_done=Decimal(100),
    ),
    StatedRecord(
        ACCELERATOR_OPENED, None, PhaseState.PLANNED,
        "2009-03-16 新闻报道：规划总面积35万平方米",
        planned_area=Decimal(350_000),
    ),
]  # fmt: skip
YEAR_END_2008 = datetime.date(2008, 12, 31)
# phase, name, planned on, reached on, source
MILESTONES = [
    (
        1,
        "竣工",
        datetime.date(2008, 12, 31),
        datetime.date(2008, 12, 31),
        "2009-03-16 新闻报道：2008年底竣工",
    ),
    (1, "启用", None, ACCELERATOR_OPENED, "2009-03-16 新闻报道"),
]
