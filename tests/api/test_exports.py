"""The same answers as files: CSV that Excel opens right, and XLSX."""

import csv
import io

import pytest
from openpyxl import load_workbook

from companies.models import Residence
from incubator.core.api.tables import CsvFile, Table, XlsxFile
from tests.api.conftest import API, DAY, computed
from tests.factories import CompanyFactory, ResidenceFactory

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "＝1", "＋1", "－1", "＠x", "\t=1", "\r=1", " =1"]


def body_of(response) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def csv_of(response) -> list[list[str]]:
    text = body_of(response).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def xlsx_of(response) -> list[list]:
    (sheet,) = load_workbook(io.BytesIO(body_of(response))).worksheets
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def test_csv_is_what_chinese_excel_needs(as_zone):
    response = as_zone.get(f"{API}statistics/2007/?format=csv")
    text = body_of(response)

    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert response.headers["Content-Disposition"] == 'attachment; filename="statistics-2007.csv"'
    assert text.startswith(b"\xef\xbb\xbf")
    assert text.count(b"\r\n") == text.count(b"\n") == 17


def test_year_as_csv(as_zone):
    head, *lines = csv_of(as_zone.get(f"{API}statistics/2007/?format=csv"))

    assert head == [
        "Year", "Incubator", "Code", "Indicator", "Part", "Value", "Unit", "Previous year",
        "Growth", "Target", "Of it opening balance", "Status", "Computed at",
        "At least", "At most",
    ]  # fmt: skip
    assert lines[0][:-3] == [
        "2007", "The whole zone", "entered", "Companies that entered", "", "3", "companies", "1",
        "2", "4", "0", "Provisional",
    ]  # fmt: skip
    assert [line[2:7] for line in lines if line[2] == "left"] == [
        ["left", "Left without graduating", "", "2", "residences"],
        ["left", "Left without graduating", "Moved away", "1", "residences"],
        ["left", "Left without graduating", "Withdrew", "1", "residences"],
    ]


def test_heads_follow_the_reader(zone, api_as, zone_user):
    client = api_as(zone_user)

    (english, *_), (chinese, *_) = (
        csv_of(client.get(f"{API}statistics/?format=csv", HTTP_ACCEPT_LANGUAGE=language))
        for language in ("en", "zh-hans")
    )

    assert english == ["Year", "Status", "Computed at"]
    assert len(chinese) == len(english)


def test_breakdown_as_csv_names_each_place(as_zone):
    _head, *lines = csv_of(as_zone.get(f"{API}statistics/2007/?by=incubator&format=csv"))

    entered = [(line[1], line[5]) for line in lines if line[2] == "entered"]
    assert entered == [("The whole zone", "3"), ("甲孵化器", "2"), ("乙孵化器", "1")]


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("statistics/?", "statistics"),
        ("statistics/2007/?", "statistics-2007"),
        ("statistics/2007/?incubator=beta&", "statistics-2007-beta"),
        ("statistics/2007/entered/companies/?", "statistics-2007-entered-companies"),
        ("statistics/2007/left/companies/?part=moved&", "statistics-2007-left-moved-companies"),
        (
            "statistics/series/?indicator=entered&from=2005&to=2008&incubator=alpha&",
            "statistics-series-entered-alpha",
        ),
    ],
)
def test_both_files_hold_the_same(as_zone, path, name):
    as_csv = as_zone.get(f"{API}{path}format=csv")
    as_xlsx = as_zone.get(f"{API}{path}format=xlsx")

    assert as_csv.headers["Content-Disposition"] == f'attachment; filename="{name}.csv"'
    assert as_xlsx.headers["Content-Disposition"] == f'attachment; filename="{name}.xlsx"'
    assert as_xlsx.headers["Content-Type"] == XLSX
    text = [
        ["" if cell is None else str(cell).removesuffix(" 00:00:00") for cell in row]
        for row in xlsx_of(as_xlsx)
    ]
    assert text == csv_of(as_csv)


def test_numbers_and_dates_are_such_in_xlsx(as_zone):
    _head, year, *_ = xlsx_of(as_zone.get(f"{API}statistics/2007/?format=xlsx"))
    _head, fact, *_ = xlsx_of(as_zone.get(f"{API}statistics/2007/entered/companies/?format=xlsx"))

    assert (year[0], year[5], year[8]) == (2007, 3, 2)
    assert fact[4].date().isoformat() == "2007-01-10"


def test_negative_growth_stays_a_number(as_zone, zone):
    ResidenceFactory.create_batch(2, incubator=zone.alpha, on=DAY(2006, 2, 1))
    Residence.objects.filter(company__name="两地公司").delete()
    computed(2006)
    computed(2007)

    lines = csv_of(as_zone.get(f"{API}statistics/2007/?format=csv"))

    (entered,) = [line for line in lines if line[2] == "entered"]
    assert entered[5:9] == ["2", "companies", "3", "-0.3333"]


def test_media_type_may_ask_for_a_file(as_zone):
    response = as_zone.get(f"{API}statistics/2007/", HTTP_ACCEPT="text/csv")

    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_list_of_facts_is_whole_whatever_the_page(as_zone, incubator, form):
    ResidenceFactory.create_batch(55, incubator=incubator)
    computed(2007)

    response = as_zone.get(f"{API}statistics/2007/entered/companies/?format={form}&page_size=1")

    rows = csv_of(response) if form == "csv" else xlsx_of(response)
    assert len(rows) == 1 + 58


def test_long_list_is_read_while_it_is_written(as_zone, django_assert_num_queries):
    response = as_zone.get(f"{API}statistics/2007/entered/companies/?format=csv")

    assert response.streaming
    with django_assert_num_queries(1):
        lines = csv_of(response)
    assert len(lines) == 4


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_of_a_file_is_a_formula(as_zone, incubator, text):
    company = CompanyFactory(name=f"x{text}")
    # Verbs tidy names; whoever writes past them cannot reach a spreadsheet either.
    type(company).objects.filter(pk=company.pk).update(name=text)
    ResidenceFactory(company=company, incubator=incubator)
    computed(2007)
    path = f"{API}statistics/2007/entered/companies/"

    in_csv = csv_of(as_zone.get(f"{path}?format=csv"))[-1][2]
    in_xlsx = xlsx_of(as_zone.get(f"{path}?format=xlsx"))[-1][2]

    assert in_csv == f"'{text}"
    assert in_xlsx.replace("\n", "\r") == f"'{text}"


def test_table_of_any_length_is_never_held_whole():
    read = []

    def rows():
        for number in range(10_000):
            read.append(number)
            yield [number, "企业"]

    response = CsvFile().respond(Table("long", ["number", "name"], rows()))
    stream = iter(response.streaming_content)
    next(stream)
    next(stream)

    assert len(read) == 1
    assert sum(1 for _line in stream) == 9_999


@pytest.mark.parametrize("kind", [CsvFile, XlsxFile])
def test_head_reads_nothing(kind):
    def rows():
        raise AssertionError("read for a HEAD")
        yield

    response = kind().respond(Table("x", ["a"], rows()), with_body=False)

    assert (response.content, response.headers["Content-Disposition"][:11]) == (b"", "attachment;")


def test_control_characters_cannot_break_xlsx(as_zone, incubator):
    company = CompanyFactory()
    type(company).objects.filter(pk=company.pk).update(name="a\x01\x0bb")
    ResidenceFactory(company=company, incubator=incubator)
    computed(2007)

    rows = xlsx_of(as_zone.get(f"{API}statistics/2007/entered/companies/?format=xlsx"))

    assert rows[-1][2] == "ab"
