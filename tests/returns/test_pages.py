"""The pages of returns: for the company's people, each figure saved by itself, nothing lost."""

import io
import re
import uuid

import pytest
from django.urls import get_resolver
from openpyxl import load_workbook

from companies.lifecycle import returns
from companies.models import Return, ReturnValue
from tests.factories import RepresentativeFactory
from tests.returns.conftest import AT, filed, opened
from tests.returns.figures import FIGURES

pytestmark = pytest.mark.django_db
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def as_signer(client, signer):
    client.force_login(signer)
    return client


def own_pages(report) -> list[str]:
    base = f"/returns/{report.key}/"
    return [
        base, f"{base}fill/", f"{base}check/", f"{base}file/", f"{base}file/upload/",
        f"{base}correct/",
    ]  # fmt: skip


def own_posts(report) -> list[str]:
    base = f"/returns/{report.key}/"
    return [
        f"/returns/due/{report.due_id}/start/", f"{base}fill/", f"{base}values/staff/",
        f"{base}submit/", f"{base}file/upload/", f"{base}correct/",
    ]  # fmt: skip


def test_every_address_is_in_these_lists(draft):
    """A new page has to be added above, so that the tests below look at it."""
    routes = {
        f"returns/{pattern.pattern}"
        for resolver in get_resolver().url_patterns
        if getattr(resolver, "app_name", "") == "returns"
        for pattern in resolver.url_patterns
    }
    shape = re.compile(r"<(?:\w+:)?\w+>")
    wanted = {shape.sub("*", route) for route in routes} - {"returns/"}
    listed = {
        re.sub(r"/(due/\d+|values/\w+)/", lambda m: f"/{m.group(1).split('/')[0]}/*/", address)
        .replace(str(draft.key), "*")
        .removeprefix("/")
        for address in own_pages(draft) + own_posts(draft)
    }
    assert wanted == listed


@pytest.mark.parametrize("who", ["stranger", "zone_user", "auditor", "manager", "admin_user"])
def test_other_companies_returns_do_not_exist(client, draft, who, request):
    client.force_login(request.getfixturevalue(who))
    before = list(ReturnValue.objects.values())

    for address in own_pages(draft):
        assert client.get(address).status_code == 404, address
    for address in own_posts(draft):
        assert client.post(address, {"staff": "1", "reason": "x"}).status_code == 404, address
    assert list(ReturnValue.objects.values()) == before


def test_without_signing_in_there_is_the_sign_in_page(client, draft):
    for address in ("/returns/", *own_pages(draft)):
        assert client.get(address).url == f"/account/login/?next={address}", address
    for address in own_posts(draft):
        assert client.post(address).status_code == 302, address


def test_who_acted_for_the_company_once_sees_nothing_more(client, draft, signer, company):
    company.representatives.update(ended_at=AT)
    client.force_login(signer)

    assert client.get(f"/returns/{draft.key}/").status_code == 404


def test_addresses_that_nobody_has(as_signer, draft):
    base = f"/returns/{draft.key}/"
    assert as_signer.get(f"/returns/{uuid.uuid4()}/").status_code == 404
    assert as_signer.post("/returns/due/999999/start/").status_code == 404
    for code in ("nothing", "company_name-x"):
        assert as_signer.post(f"{base}values/{code}/", {code: "1"}).status_code == 404
    assert as_signer.post(f"{base}values/staff/", {}).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_listing_costs_the_same(as_signer, stay, django_assert_num_queries, count):
    for number in range(count):
        opened(year=2007 + number, at=AT.replace(year=2012))

    with django_assert_num_queries(3):
        page = as_signer.get("/returns/")

    assert page.text.count("开始填写") == count


def test_listing_says_what_is_late_and_what_is_done(as_signer, company, due):
    assert "逾期" in as_signer.get("/returns/").text

    filed(company)

    page = as_signer.get("/returns/").text
    assert "逾期" not in page
    assert "已审核" in page


def test_begin_leads_to_the_form_and_the_second_time_as_well(as_signer, due):
    first = as_signer.post(f"/returns/due/{due.pk}/start/")
    second = as_signer.post(f"/returns/due/{due.pk}/start/")

    report = Return.objects.get()
    assert first.url == second.url == f"/returns/{report.key}/fill/"


def test_autosave(as_signer, draft):
    address = f"/returns/{draft.key}/values/revenue/"
    first = as_signer.post(address, {"revenue": "１２万", "seen-revenue": "0"})
    stale = as_signer.post(address, {"revenue": "13", "seen-revenue": "0"})

    assert first.status_code == 200
    assert "已保存" in first.text
    assert "识别为120千元" in first.text
    assert 'name="seen-revenue" value="1"' in first.text
    assert stale.status_code == 409
    assert "１２万" in stale.text
    assert draft.values.get(item__code="revenue").number == 120_000


def test_autosave_says_what_is_wrong_with_the_neighbours_too(as_signer, draft):
    base = f"/returns/{draft.key}/values/"
    as_signer.post(f"{base}staff_doctors/", {"staff_doctors": "15", "seen-staff_doctors": "0"})

    page = as_signer.post(f"{base}staff/", {"staff": "12", "seen-staff": "0"}).text

    neighbour = page.split('id="f-staff_doctors"')[1].split("</div>")[0]
    assert "hx-swap-oob" in neighbour
    assert "大于从业人员" in neighbour


def test_a_doubt_is_confirmed_for_the_figure_that_was_shown(as_signer, draft):
    base = f"/returns/{draft.key}/values/"
    as_signer.post(f"{base}staff/", {"staff": "12", "seen-staff": "0"})
    doubt = as_signer.post(f"{base}revenue/", {"revenue": "960000", "seen-revenue": "0"}).text
    assert 'name="confirm-revenue" value="960000000"' in doubt

    sent = {"revenue": "960000", "seen-revenue": "1", "asked-revenue": "1"}
    as_signer.post(f"{base}revenue/", {**sent, "confirm-revenue": "960000000"})
    value = draft.values.get(item__code="revenue")
    assert value.confirmed == 960_000_000

    changed = {**sent, "revenue": "970000", "seen-revenue": "2", "confirm-revenue": "960000000"}
    as_signer.post(f"{base}revenue/", changed)
    value.refresh_from_db()
    assert (value.number, value.confirmed) == (970_000_000, None)


def test_without_script_the_form_is_saved_at_once(as_signer, draft):
    response = as_signer.post(f"/returns/{draft.key}/fill/", {**FIGURES, "go": "check"})

    assert response.url == f"/returns/{draft.key}/check/"
    assert draft.values.get(item__code="net_profit").number == -80_000


def test_without_script_nothing_is_lost_when_somebody_was_quicker(as_signer, draft, writer):
    returns.save_value(
        report=draft, code="staff", typed=returns.Typed("20"), seen=0, by=writer, at=AT
    )
    response = as_signer.post(
        f"/returns/{draft.key}/fill/", {"staff": "12", "seen-staff": "0", "revenue": "5"}
    )

    assert response.status_code == 409
    assert 'name="staff" value="12"' in response.text
    assert draft.values.get(item__code="revenue").number == 5_000
    assert draft.values.get(item__code="staff").typed == "20"


def test_saving_a_whole_form_takes_few_queries(as_signer, draft, django_assert_max_num_queries):
    with django_assert_max_num_queries(25):
        as_signer.post(f"/returns/{draft.key}/fill/", {**FIGURES, "go": "stay"})


@pytest.mark.parametrize("much", ["draft", "ready"])
def test_form_costs_the_same_however_much_is_filled_in(
    as_signer, much, request, django_assert_num_queries
):
    report = request.getfixturevalue(much)

    with django_assert_num_queries(12):
        as_signer.get(f"/returns/{report.key}/fill/")


def test_everything_that_stops_it_stands_at_the_top_and_beside(as_signer, draft):
    page = as_signer.get(f"/returns/{draft.key}/check/").text

    top = page.split('id="problems"')[1].split("</div>")[0]
    assert f'href="/returns/{draft.key}/fill/#q-revenue-box"' in top
    assert page.count("没有的填0") > top.count("没有的填0") > 0
    refused = as_signer.post(f"/returns/{draft.key}/submit/")
    assert refused.status_code == 400
    assert 'id="problems"' in refused.text


def test_hand_in_by_the_page(as_signer, ready):
    handed = as_signer.post(f"/returns/{ready.key}/submit/")
    again = as_signer.post(f"/returns/{ready.key}/submit/")

    assert handed.url == again.url == f"/returns/{ready.key}/"
    ready.refresh_from_db()
    assert ready.state == "submitted"
    assert as_signer.get(f"/returns/{ready.key}/fill/").url == handed.url
    assert as_signer.get(f"/returns/{ready.key}/check/").url == handed.url


def test_who_may_only_write_does_not_hand_in(client, ready, writer):
    client.force_login(writer)

    assert "submit/" not in client.get(f"/returns/{ready.key}/check/").text
    client.post(f"/returns/{ready.key}/submit/")
    ready.refresh_from_db()
    assert ready.state == "draft"


def test_who_may_only_read_sees_no_way_to_write(client, ready, company):
    reader = RepresentativeFactory(company=company, right="view").user
    client.force_login(reader)

    assert "fill/" not in client.get(f"/returns/{ready.key}/").text
    refused = client.post(f"/returns/{ready.key}/values/staff/", {"staff": "9", "seen-staff": "1"})
    assert refused.status_code == 403


def test_correcting_asks_for_a_reason(as_signer, verified):
    address = f"/returns/{verified.key}/correct/"
    assert as_signer.get(address).status_code == 200
    assert as_signer.post(address, {"reason": " "}).status_code == 400

    response = as_signer.post(address, {"reason": "漏报一笔收入"})

    second = Return.objects.get(version=2)
    assert response.url == f"/returns/{second.key}/fill/"
    assert "漏报一笔收入" in as_signer.get(f"/returns/{second.key}/").text


def test_after_it_is_verified_nothing_can_be_sent(as_signer, verified):
    refused = as_signer.post(
        f"/returns/{verified.key}/values/staff/", {"staff": "9", "seen-staff": "1"}
    )

    assert refused.status_code == 409
    assert verified.values.get(item__code="staff").typed == "12"


def sheet_of(client, report) -> bytes:
    response = client.get(f"/returns/{report.key}/file/")
    assert response["Content-Type"] == XLSX
    assert "attachment" in response["Content-Disposition"]
    return response.content


def changed(content: bytes, **cells) -> io.BytesIO:
    """The file with figures of some items changed (column E), or cells by address."""
    book = load_workbook(io.BytesIO(content))
    sheet = book.active
    rows = {row[0].value: row[0].row for row in sheet.iter_rows(max_col=1)}
    for name, value in cells.items():
        sheet[f"E{rows[name]}" if name in rows else name] = value
    out = io.BytesIO()
    book.save(out)
    out.seek(0)
    out.name = "报表.xlsx"
    return out


def test_the_file_stands_in_the_order_of_the_form_with_its_unit(as_signer, ready, company):
    sheet = load_workbook(io.BytesIO(sheet_of(as_signer, ready))).active
    stated = {row[0]: row[1] for row in sheet.iter_rows(max_row=6, max_col=2, values_only=True)}

    assert stated["金额单位"] == "千元"
    assert stated["企业"] == company.name
    codes = [row[0] for row in sheet.iter_rows(min_row=9, max_col=1, values_only=True) if row[0]]
    assert codes == [item.code for item in ready.form.items.order_by("position")]
    figures = {row[0]: row[4] for row in sheet.iter_rows(min_row=9, values_only=True)}
    assert (figures["revenue"], figures["net_profit"], figures["is_hnte"]) == (1200, -80, "否")


def test_a_file_is_inert(as_signer, draft, signer):
    returns.save_value(
        report=draft, code="industry", typed=returns.Typed("=HYPERLINK(1)"), seen=0, by=signer,
        at=AT,
    )  # fmt: skip
    content = sheet_of(as_signer, draft)
    figures = {row[0]: row[4] for row in load_workbook(io.BytesIO(content)).active.values if row[0]}

    assert figures["industry"] == "'=HYPERLINK(1)"
    as_signer.post(f"/returns/{draft.key}/file/upload/", {"file": changed(content, staff=9)})
    assert draft.values.get(item__code="industry").typed == "=HYPERLINK(1)"


def test_a_file_comes_back_filled_in(as_signer, draft):
    content = sheet_of(as_signer, draft)
    file = changed(content, revenue=1234.5, staff="１２", is_hnte="是", registered_capital="50万")

    response = as_signer.post(f"/returns/{draft.key}/file/upload/", {"file": file})

    assert response.url == f"/returns/{draft.key}/check/"
    values = {v.item.code: v for v in draft.values.select_related("item")}
    assert values["revenue"].number == 1_234_500
    assert values["staff"].number == 12
    assert values["is_hnte"].typed == "yes"
    assert values["registered_capital"].number == 500_000


def test_one_figure_that_cannot_be_read_takes_none(as_signer, draft):
    file = changed(sheet_of(as_signer, draft), revenue="很多", staff=-1, area_used=100)

    response = as_signer.post(f"/returns/{draft.key}/file/upload/", {"file": file})

    assert response.status_code == 400
    assert "“很多”不是数字" in response.text
    assert "“-1”小于零" in response.text
    assert not draft.values.filter(item__code="area_used").exists()


@pytest.mark.parametrize(
    "cells",
    [{"B2": "torch-yearly/2"}, {"B4": "91330200000000000A"}, {"B5": "2006年"}, {"B6": "万元"}],
)
def test_a_file_of_another_return_is_refused(as_signer, draft, cells):
    file = changed(sheet_of(as_signer, draft), staff=9, **cells)

    response = as_signer.post(f"/returns/{draft.key}/file/upload/", {"file": file})

    assert response.status_code == 400
    assert "而此处为" in response.text
    assert not draft.values.filter(item__code="staff").exists()


def test_what_is_no_such_file_is_refused(as_signer, draft):
    address = f"/returns/{draft.key}/file/upload/"
    text = io.BytesIO(b"a,b\n")
    text.name = "a.xlsx"
    without_heads = changed(sheet_of(as_signer, draft), A8="x")

    assert as_signer.post(address, {"file": text}).status_code == 400
    assert "缺少表头" in as_signer.post(address, {"file": without_heads}).text
    assert as_signer.post(address).status_code == 400


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "'\"><img src=x>"])
def test_what_people_type_is_never_markup(as_signer, draft, text):
    as_signer.post(f"/returns/{draft.key}/values/industry/", {"industry": text})

    for address in (f"/returns/{draft.key}/", f"/returns/{draft.key}/fill/"):
        page = as_signer.get(address).text
        assert "<script>alert" not in page
        assert "<img src=x" not in page


def test_pages_run_no_script_of_their_own(as_signer, ready):
    for address in own_pages(ready)[:3]:
        response = as_signer.get(address)
        assert not re.search(r"<script(?![^>]*\bsrc=)|\son\w+=|style=", response.text)


def test_in_english_units_are_said_in_english(as_signer, ready):
    as_signer.cookies["django_language"] = "en"

    page = as_signer.get(f"/returns/{ready.key}/").text

    assert "1,200,000 yuan" in page
    assert "Yearly return of an incubatee" in page
