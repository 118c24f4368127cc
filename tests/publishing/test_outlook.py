"""The second judge of who is ready to graduate, against the first and against cases by hand."""

import datetime
import sqlite3
import subprocess
import sys
import zipfile
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from companies.enums import Standing
from companies.lifecycle import judge_condition, returns
from companies.models import (
    FinancingRound,
    IntellectualProperty,
    MarketEvent,
    Qualification,
    StaffCount,
)
from companies.queries.readiness import readiness, text_for
from companies.rules.dossier import Dossier, Known, Source
from companies.rules.readiness import JUDGES, UNNUMBERED, judge
from incubator.core.dates import SHANGHAI
from incubator.core.db import steady_read
from incubator.institutions.lifecycle import publish_rulebook
from incubator.institutions.models import Criterion
from incubator.institutions.queries import Shelf
from incubator.statistics.computation import count_year
from incubator.statistics.snapshots import content, verify, verify_outlook
from incubator.statistics.snapshots.bundle import bundle_of
from incubator.statistics.snapshots.tables import TABLES
from tests.factories import CompanyFactory, IncubatorFactory, ResidenceFactory, a_draft, criterion
from tests.facts.rows import fact
from tests.graduating.rows import FLOWS, OPERATING
from tests.publishing.rows import published
from tests.returns.conftest import filed, opened

pytestmark = pytest.mark.django_db

DAY = datetime.date
END, IN_TIME = DAY(2011, 12, 31), DAY(2011, 9, 3)
CODES = ("ready", "near_misses", "expected_graduates")


def at(year: int) -> datetime.datetime:
    return datetime.datetime(year + 1, 1, 10, 10, tzinfo=SHANGHAI)


def asking(*criteria: dict, **facts) -> None:
    """The text in force from 2011 on."""
    publish_rulebook(rulebook=a_draft(criteria=list(criteria), **facts), by=None, at=at(2010))


def condition(rule: str, limit=None, **columns) -> dict:
    return criterion("graduation", rule, limit, **columns)


def stay_of(incubator=None, **company):
    """Known by a mark of quality, so that there is something on file, and nothing else."""
    row = {"registered_on": DAY(2008, 6, 1)} | company
    place = {"incubator": incubator} if incubator else {}
    on = max(row["registered_on"] or DAY(2009, 3, 1), DAY(2009, 3, 1))
    stay = ResidenceFactory(company=CompanyFactory(**row), on=on, **place)
    fact(Qualification, company=stay.company, kind="tech_sme", number=f"S{stay.pk}",
         issued_on=DAY(2010, 6, 1), valid_from=DAY(2010, 6, 1), valid_until=None)  # fmt: skip
    return stay


def reported(stay, year: int = 2011, **changed: str) -> None:
    filed(stay.company, year, at=at(year), **changed)


def owns(stay, equity: int, *, year: int = 2011, assets: int = 200) -> None:
    """The operating report of the last quarter of a year (万元)."""
    period = opened("operating-quarterly", year, 4, at=at(year))
    own = OPERATING | {
        "assets": str(assets), "equity": str(equity), "liabilities": str(assets - equity),
    }  # fmt: skip
    report = returns.file_return(
        due=returns.due_of(company=stay.company, period=period),
        figures={code: returns.Typed(text, year=text if code in FLOWS else "")
                 for code, text in own.items()},
        by=None, at=at(year),
    )  # fmt: skip
    returns.verify_return(report=report, by=None, at=at(year))


def files_in(year: int = 2011) -> dict[str, bytes]:
    with steady_read():
        return {file.name: file.content for file in content.files_of(count_year(year))}


def recounted(files: dict[str, bytes], year: int = 2011) -> list[str]:
    report = verify.Report()
    verify.recount(report, files, year, verify.stated_in(files))
    return report.lines


def wrong(files: dict[str, bytes], year: int = 2011) -> list[str]:
    return [line for line in recounted(files, year) if line.startswith(("no", "       "))]


def stated(files: dict[str, bytes]) -> tuple[int, ...]:
    """How many of the zone are ready, near and expected."""
    rows = verify.stated_in(files)
    return tuple(int(Decimal(rows[code, "", ""]["counted"])) for code in CODES)


def with_right(stay, **changed) -> None:
    row = {"applied_on": DAY(2010, 7, 1), "granted_on": DAY(2011, 1, 1),
           "number": f"ZL{stay.pk}"}  # fmt: skip
    fact(IntellectualProperty, company=stay.company, **row | changed)


def certified(stay, kind: str, **changed) -> None:
    row = {"number": f"{kind}{stay.pk}", "issued_on": DAY(2010, 6, 1),
           "valid_from": DAY(2010, 6, 1), "valid_until": None}  # fmt: skip
    fact(Qualification, company=stay.company, kind=kind, **row | changed)


def staffed(stay, researchers: int, on=END, total: int = 10) -> None:
    fact(StaffCount, company=stay.company, counted_on=on, total=total, doctors=0, bachelors=0,
         researchers=researchers)  # fmt: skip


def funded(stay, *amounts: int, **changed) -> None:
    for number, amount in enumerate(amounts, 1):
        fact(FinancingRound, company=stay.company, amount=Decimal(amount), post_money=None,
             closed_on=DAY(2011, 3, number), **changed)  # fmt: skip


def said(stay, rule: str = "able_founder", *, is_met: bool = True, on=IN_TIME) -> None:
    judge_condition(residence=stay, rule=rule, is_met=is_met, words="面谈。", on=on, by=None,
                    at=at(2012))  # fmt: skip


def listed(stay, **changed) -> None:
    fact(MarketEvent, company=stay.company, **{"happened_on": END} | changed)


def last_year(stay, **changed: str) -> None:
    """A return of 2010 alone: that of 2011 is not in."""
    reported(stay, 2010, **changed)


MET, NOT, UNKNOWN = Standing.MET, Standing.NOT_MET, Standing.UNKNOWN
STANDING = {1: MET, 0: NOT, None: UNKNOWN}
# rule, limit, what is put on file, how it stands
CASES = [
    ("hnte_local", None, lambda s: certified(s, "hnte_local"), MET),
    ("hnte_local", None, lambda s: certified(s, "hnte_2008", valid_from=END), MET),
    ("hnte_local", None, lambda s: certified(s, "hnte_local", valid_until=END), NOT),
    ("hnte_local", None, lambda s: reported(s, is_hnte="no"), NOT),
    ("hnte_local", None, lambda s: reported(s, is_hnte="yes"), UNKNOWN),
    ("hnte_local", None, lambda s: said(s, "hnte_local"), MET),
    ("hnte_local", None, lambda s: certified(s, "hnte_local", valid_from=DAY(2012, 1, 1)),
     UNKNOWN),
    ("hnte_national", None, lambda s: certified(s, "hnte_local"), UNKNOWN),
    ("hnte_national", None, lambda s: certified(s, "hnte_2008"), MET),
    ("hnte_national", None, lambda s: last_year(s, is_hnte="no"), NOT),
    ("years_of_work", 3, lambda s: None, MET),
    ("years_of_work", 5, lambda s: None, NOT),
    ("years_of_work", Decimal("3.5"), lambda s: None, MET),
    ("years_of_work", Decimal("3.6"), lambda s: None, NOT),
    ("years_of_work", None, lambda s: None, UNKNOWN),
    ("revenue_per_head", 100_000, lambda s: reported(s, revenue="1,200", staff="12"), MET),
    ("revenue_per_head", 100_001, lambda s: reported(s, revenue="1,200", staff="12"), NOT),
    ("revenue_per_head", 1, lambda s: None, UNKNOWN),
    ("income", 1_200_000, lambda s: reported(s, revenue="1,200"), MET),
    ("income", 1_200_000, lambda s: last_year(s, revenue="1,200"), MET),
    ("income", 1_200_001, lambda s: reported(s, revenue="1,200"), NOT),
    ("income", 1, lambda s: None, UNKNOWN),
    ("income", None, reported, UNKNOWN),
    ("assets", 1_200_000, lambda s: owns(s, 120), MET),
    ("assets", 1_200_001, lambda s: owns(s, 120), UNKNOWN),
    ("assets", 3_200_000, lambda s: owns(s, 120), UNKNOWN),
    ("assets", 3_200_001, lambda s: owns(s, 120), NOT),
    ("assets", 3_150_000, lambda s: (owns(s, 120, year=2010), owns(s, 110)), NOT),
    ("assets", 1, lambda s: None, UNKNOWN),
    ("rd_staff_share", 30, lambda s: staffed(s, 3), MET),
    ("rd_staff_share", 30, lambda s: staffed(s, 2), NOT),
    ("rd_staff_share", 30, lambda s: staffed(s, 0, total=0), UNKNOWN),
    ("rd_staff_share", 30, lambda s: (staffed(s, 9), staffed(s, 3, DAY(2012, 1, 1))), MET),
    ("rd_staff_share", 30, lambda s: (staffed(s, 9, DAY(2011, 6, 30)), staffed(s, 2)), NOT),
    ("rd_staff_share", 30, lambda s: None, UNKNOWN),
    ("rd_spending_share", 25, lambda s: reported(s, rd_spending="300", revenue="1,200"), MET),
    ("rd_spending_share", 26, lambda s: reported(s, rd_spending="300", revenue="1,200"), NOT),
    ("rd_spending_share", 25, lambda s: reported(s, revenue="0"), UNKNOWN),
    ("own_ip", None, with_right, MET),
    ("own_ip", None, lambda s: reported(s, ip_valid="1"), MET),
    ("own_ip", None, lambda s: reported(s, ip_valid="0"), NOT),
    ("own_ip", None, lambda s: with_right(s, lapsed_on=END), UNKNOWN),
    ("own_ip", None, lambda s: with_right(s, kind="trade_mark"), UNKNOWN),
    ("own_ip", None, lambda s: said(s, "own_ip", is_met=False), NOT),
    ("revenue_two_years", 2_399_999,
     lambda s: (reported(s, revenue="1,200"), last_year(s, revenue="1,200")), MET),
    ("revenue_two_years", 2_400_000,
     lambda s: (reported(s, revenue="1,200"), last_year(s, revenue="1,200")), NOT),
    ("revenue_two_years", 2_399_999,
     lambda s: (reported(s, 2009, revenue="1,200"), last_year(s, revenue="1,200")), MET),
    ("revenue_two_years", 2_400_000,
     lambda s: (reported(s, 2009, revenue="1,200"), last_year(s, revenue="1,200")), NOT),
    ("revenue_two_years", 1_199_999, lambda s: reported(s, revenue="1,200"), MET),
    ("revenue_two_years", 1_200_000, lambda s: reported(s, revenue="1,200"), UNKNOWN),
    ("revenue_two_years", 1_200_000,
     lambda s: (reported(s, revenue="1,200"), reported(s, 2009, revenue="9,000")), UNKNOWN),
    ("revenue_two_years", 1, lambda s: None, UNKNOWN),
    ("venture_capital", 5_999_999, lambda s: funded(s, 3_000_000, 3_000_000), MET),
    ("venture_capital", 6_000_000, lambda s: funded(s, 3_000_000, 3_000_000), NOT),
    ("venture_capital", 1, lambda s: funded(s, 3_000_000, kind="loan"), UNKNOWN),
    ("venture_capital", 1_999_999, lambda s: reported(s, investment_received="200"), MET),
    ("venture_capital", 2_000_000, lambda s: reported(s, investment_received="200"), UNKNOWN),
    ("merged_or_listed", None, listed, MET),
    ("merged_or_listed", None, lambda s: listed(s, happened_on=DAY(2012, 1, 1)), UNKNOWN),
    ("merged_or_listed", None, lambda s: said(s, "merged_or_listed", is_met=False), NOT),
    ("able_founder", None, said, MET),
    ("able_founder", None, lambda s: said(s, is_met=False), NOT),
    ("able_founder", None, lambda s: (said(s, is_met=False), said(s)), MET),
    ("able_founder", None,
     lambda s: (said(s), said(s, is_met=False, on=DAY(2011, 9, 2))), MET),
    ("able_founder", None, lambda s: said(s, on=DAY(2012, 1, 1)), UNKNOWN),
    ("not_seen", None, lambda s: said(s, "not_seen"), MET),
    ("not_seen", None, lambda s: said(s, "not_seen", is_met=False), NOT),
    ("not_seen", None, lambda s: None, UNKNOWN),
]  # fmt: skip


def by_sql(rule: str) -> Standing:
    """How the second judge says that a condition of the text stands, of the only stay."""
    tables = {
        f"tables/{one.name}.csv": content.table("", tuple(one.columns), one.lines(2011)).content
        for one in TABLES
    }
    text = verify_outlook.text_of(content._rulebooks(2011), END.isoformat())
    [one] = [one for one in text["criteria"] if one["rule"] == rule]
    ((found,),) = verify._database(tables).execute(
        f"SELECT {verify_outlook._condition(one, 2011)}"
        " FROM residences r JOIN companies k ON k.company = r.company",
        {"last": END.isoformat(), "year": 2011},
    )
    return STANDING[found]


@pytest.mark.parametrize(("rule", "limit", "put_on_file", "standing"), CASES)
def test_each_condition_stands_alike(rule, limit, put_on_file, standing):
    asking(condition("needed", 1), condition(rule, limit, certainty="U"))
    stay = stay_of()
    put_on_file(stay)

    [first] = readiness([stay], text_for(Shelf.load(), on=END), as_of=END)

    assert by_sql(rule) == first.standing == standing


def test_every_condition_is_met_and_not_met_and_unknown_in_a_case():
    rules = set(verify_outlook.CONDITIONS)

    assert rules == set(JUDGES)
    assert verify_outlook.WITHOUT_NUMBER == UNNUMBERED
    for standing in Standing:
        assert {case[0] for case in CASES if case[3] == standing} == rules


@pytest.mark.parametrize("counted_on", [None, DAY(2010, 12, 31), DAY(2011, 6, 30), END])
@pytest.mark.parametrize("years", [(), (2010,), (2011,), (2010, 2011), (2009,)])
@pytest.mark.parametrize(("reported", "whole"), [(9, 10), (1, 10), (0, 0)])
def test_newest_of_count_and_return_says_the_share(counted_on, years, reported, whole):
    """Both judges over what a return of later years states; no form of these years asks for it."""
    database = sqlite3.connect(":memory:")
    database.execute("CREATE TABLE residences (company)")
    database.execute("CREATE TABLE return_values (company, year, item, number)")
    database.execute("CREATE TABLE staff_counts (count, company, counted_on, total, researchers)")
    database.execute("INSERT INTO residences VALUES (1)")
    dossier = Dossier(END, figures={
        (year, item): Known(Fraction(number), DAY(year, 12, 31), Source("report"))
        for year in years for item, number in (("staff_rd", reported), ("staff", whole))
    })  # fmt: skip
    for (year, item), known in dossier.figures.items():
        row = (year, item, int(known.value))
        database.execute("INSERT INTO return_values VALUES (1, ?, ?, ?)", row)
    if counted_on:
        database.execute("INSERT INTO staff_counts VALUES (1, 1, ?, 10, 5)", [str(counted_on)])
        all_of_them, part = (Known(Fraction(n), counted_on, Source("staff")) for n in (10, 5))
        dossier = replace(dossier, staff=all_of_them, researchers=part)
    asked = {"purpose": "graduation", "rule": "rd_staff_share", "divisor": 1}

    sql = verify_outlook._condition({**asked, "limit": "30.00"}, 2011)
    ((found,),) = database.execute(
        f"SELECT {sql} FROM residences r", {"last": str(END), "year": 2011}
    )

    assert STANDING[found] == judge(Criterion(**asked, limit=30), dossier).standing


@pytest.fixture
def everybody():
    """A stay for each case, at two incubators."""
    places = [IncubatorFactory(), IncubatorFactory()]
    for number, (_rule, _limit, put_on_file, _standing) in enumerate(CASES):
        put_on_file(stay_of(incubator=places[number % 2]))


def test_all_conditions_at_once(everybody):
    """Items of one part, of all and of any of several; the limits are each met by somebody."""
    limits = {rule: limit for rule, limit, _put, standing in CASES if standing == MET}
    items = [("1", "any"), ("2", "all"), ("", "all")]
    asked = [
        condition(rule, limit, item=items[n % 3][0], joined=items[n % 3][1])
        for n, (rule, limit) in enumerate(limits.items())
    ]
    ready = []
    for number, needed in enumerate((4, 3, 2, 1), 1):
        asking(condition("needed", needed), *asked, code=f"asks-{needed}",
               effective_from=DAY(2011, number, 1))  # fmt: skip
        files = files_in()
        assert wrong(files) == []
        ready.append(stated(files)[0])

    assert ready == sorted(ready)
    assert len(set(ready)) > 2


def test_text_whose_number_of_conditions_is_not_on_file_decides_nothing():
    asking(condition("needed", None, certainty="U"), condition("years_of_work", 1))
    stay_of()
    files = files_in()

    assert stated(files) == (0, 0, 0)
    assert wrong(files) == []


def test_without_a_number_all_items_are_needed():
    asking(condition("own_ip", item="1"), condition("years_of_work", 3, item="2"))
    for registered in (DAY(2008, 12, 31), DAY(2009, 1, 1), DAY(2009, 12, 31), DAY(2010, 1, 1)):
        with_right(stay_of(registered_on=registered))
    stay_of()  # unknown whether it has a right
    files = files_in()

    # One has three years, two will have them within 2012, and all of those have a right.
    assert stated(files) == (1, 4, 3)
    assert wrong(files) == []


def test_leap_day_and_company_without_a_day():
    asking(condition("needed", 1), condition("years_of_work", 4))
    for registered in (DAY(2008, 2, 29), DAY(2007, 12, 31), DAY(2008, 1, 1), None):
        stay_of(registered_on=registered)
    files = files_in()

    assert stated(files) == (1, 3, 3)
    assert wrong(files) == []


def test_special_case_of_a_condition_is_chosen():
    asking(
        condition("needed", 1),
        condition("income", 1_200_001, item="1"),
        condition("income", 1_200_000, item="1", special=["biomedicine", "overseas"]),
        condition("assets", 1, item="1", joined="all", special=["foreign"]),
    )
    for company in (
        {"field": "biomedicine"}, {"field": "materials"}, {"field": ""},
        {"founder_kind": "returnee"}, {"field": "biomedicine", "founder_kind": "foreign"},
    ):  # fmt: skip
        reported(stay_of(**company), revenue="1,200")
    files = files_in()

    assert stated(files) == (2, 3, 2)
    assert wrong(files) == []


def test_two_thirds_are_two_thirds():
    asking(condition("needed", 1), condition("rd_staff_share", 200, divisor=3))
    for researchers, total in ((2, 3), (66_666, 100_000), (66_667, 100_000)):
        staffed(stay_of(), researchers, total=total)
    files = files_in()

    assert stated(files) == (2, 1, 2)
    assert wrong(files) == []


def test_newest_definite_text_of_the_day_decides():
    asking(condition("needed", 1), condition("years_of_work", 3), code="a",
           effective_from=DAY(2010, 1, 1))  # fmt: skip
    asking(condition("years_of_work", 9), code="b", effective_from=DAY(2011, 6, 1),
           effective_until=END)  # fmt: skip
    asking(condition("not_seen"), code="c", effective_from=DAY(2011, 7, 1))
    asking(condition("years_of_work", 9), code="d", effective_from=DAY(2012, 1, 1))
    stay_of()
    files = files_in()

    assert stated(files) == (1, 0, 1)
    assert wrong(files) == []


def test_nothing_is_stated_without_a_text_or_where_nothing_is_on_file():
    ResidenceFactory(company=CompanyFactory(registered_on=DAY(2008, 6, 1)), on=DAY(2010, 3, 1))
    stay_of()
    assert "ready" not in {code for code, _part, _place in verify.stated_in(files_in())}
    assert wrong(files_in()) == []

    asking(condition("needed", 1), condition("years_of_work", 3))
    files = files_in()

    assert stated(files) == (2, 0, 2)
    assert len([key for key in verify.stated_in(files) if key[0] == "ready"]) == 2
    assert wrong(files) == []


@pytest.fixture
def one_of_each() -> dict[str, bytes]:
    """One is ready, one will be, one is short of it."""
    asking(condition("needed", 2), condition("own_ip"), condition("years_of_work", 3))
    with_right(stay_of())
    with_right(stay_of(registered_on=DAY(2009, 6, 1)))
    stay_of()
    return files_in()


@pytest.mark.parametrize("code", CODES)
def test_falsified_row_is_named(one_of_each, code):
    assert (stated(one_of_each), wrong(one_of_each)) == ((1, 2, 2), [])
    row = next(row for row in one_of_each["values.csv"].decode().splitlines()
               if row.startswith(f"{code},,,"))  # fmt: skip
    said = row.split(",")[3]
    forged = row.replace(said, "7.00")
    files = {**one_of_each, "values.csv": one_of_each["values.csv"].replace(
        row.encode(), forged.encode())}  # fmt: skip

    assert f"       {code}  : stated 7.00, counted again {said}" in wrong(files)


@pytest.mark.parametrize(
    ("name", "old", "new", "named"),
    [
        ("tables/rights.csv", "2011-01-01", "2012-01-01", ("ready", "expected_graduates")),
        ("tables/companies.csv", "2009-06-01", "2010-06-01", CODES[2:]),
        ("rulebooks.json", '"limit": "3.00"', '"limit": "9.00"', ("ready", "expected_graduates")),
        ("rulebooks.json", '"limit": "2.00"', '"limit": "1.00"', CODES),
    ],
)
def test_falsified_fact_or_text_is_found_out(one_of_each, name, old, new, named):
    assert old.encode() in one_of_each[name]
    files = {**one_of_each, name: one_of_each[name].replace(old.encode(), new.encode())}

    told = "\n".join(wrong(files))
    for code in CODES:
        assert (f"       {code}  : stated" in told) == (code in named)


def test_script_of_a_bundle_judges_alone(one_of_each, tmp_path):
    bundle, script = tmp_path / "2011.zip", tmp_path / "verify.py"
    bundle.write_bytes(bundle_of(published(2011)))
    script.write_bytes(zipfile.ZipFile(bundle).read("verify.py"))

    ended = subprocess.run(
        [sys.executable, "-I", "-S", script, bundle],
        capture_output=True, text=True, check=False, cwd=tmp_path, env={},
    )  # fmt: skip

    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "not counted again: none" in ended.stdout


def of_before(files: dict[str, bytes], *, without: str) -> dict[str, bytes]:
    """An edition of format 2."""
    if without == "special":
        return {**files, "rulebooks.json": files["rulebooks.json"].replace(b'"special"', b'"x"')}
    if without == "registered_on":
        return {**files, "tables/companies.csv": files["tables/companies.csv"].replace(
            b"registered_on", b"founded")}  # fmt: skip
    return {name: content for name, content in files.items() if without not in name}


@pytest.mark.parametrize("without", ["special", "registered_on", "judgements", "staff_counts"])
def test_edition_of_before_names_what_it_is_not_counted_by(one_of_each, without):
    lines = recounted(of_before(one_of_each, without=without))

    assert "     not counted again: expected_graduates, near_misses, ready" in lines
    assert not [line for line in lines if line.startswith("no")]
