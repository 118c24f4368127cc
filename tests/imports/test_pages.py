"""The pages of imports, from the button above a list to taking everything back."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from companies.models import Company
from incubator.accounts.access import access_of
from incubator.core.dates import today
from incubator.core.history import recorded
from incubator.imports import lifecycle
from incubator.imports.kinds import KINDS
from incubator.imports.models import FileImport
from tests.factories import IncubatorFactory, MembershipFactory, ResidenceFactory
from tests.imports.files import HEAD, checked, company_row, csv_of, written, xlsx

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_empty_broker")]
ADD = "admin:imports_fileimport_add"


def page(run: FileImport, name: str = "change") -> str:
    return reverse(f"admin:imports_fileimport_{name}", args=[run.pk])


@pytest.fixture
def client(manager, browser_as):
    return browser_as(manager)


def bring(client, incubator, content: bytes, name: str = "名单.xlsx", query: str = ""):
    data = {
        "kind": "companies", "incubator": incubator.pk, "file": SimpleUploadedFile(name, content),
    }  # fmt: skip
    return client.post(reverse(ADD) + query, data)


def looked_at() -> FileImport:
    run = FileImport.objects.latest("pk")
    return lifecycle.check(import_id=run.pk, at=run.brought_at)


def test_button_leads_to_the_page_that_brings_companies(client):
    listed = client.get(reverse("admin:companies_company_changelist")).text
    address = reverse("admin:companies_company_from_file")
    assert address in listed

    shown = client.get(address, follow=True)

    assert "导入企业" in shown.text
    assert reverse("admin:imports_fileimport_template", args=["companies"]) in shown.text


def test_from_the_file_to_what_it_made_and_back(client, incubator):
    content = xlsx(HEAD, company_row(1), company_row(2, on="去年"))
    run = FileImport.objects.get(pk=bring(client, incubator, content).url.split("/")[-3])
    assert 'http-equiv="refresh"' in client.get(page(run)).text
    run = looked_at()
    shown = client.get(page(run)).text
    assert "去年" in shown
    assert "共2行 · 可写入1行 · 有错误1行" in shown

    refused = client.post(page(run, "write"), {})
    assert refused.context["form"].errors.as_data()["__all__"][0].code == "import_has_errors"
    client.post(page(run, "write"), {"leave_out_errors": "on"})
    lifecycle.write(import_id=run.pk, at=run.brought_at)
    assert "宁波第1科技有限公司" in client.get(page(run)).text

    client.post(page(run, "undo"), {"reason": "导错了"})

    run.refresh_from_db()
    assert (run.state, Company.objects.count()) == ("undone", 0)
    shown = client.get(page(run)).text
    assert "导错了" in shown
    assert "已写入1行 · 已撤销" in shown
    again = client.post(page(run, "undo"), {"reason": "再来一次"})
    assert again.context["form"].errors.as_data()["__all__"][0].code == "import_not_written"
    assert "前可以撤销" not in again.text  # there is no day any more


def test_what_failed_before_it_made_anything_has_nothing_to_take_back(client, incubator):
    bring(client, incubator, xlsx(HEAD, company_row(1)))
    run = FileImport.objects.get()
    FileImport.objects.update(state="failed", finished_at=run.brought_at)

    assert client.get(page(run, "undo")).status_code == 404


def test_a_file_keeps_its_name_above_its_page(client, incubator):
    bring(client, incubator, xlsx(HEAD, company_row(1)), "members of 2007.xlsx")

    shown = client.get(page(FileImport.objects.get())).text

    assert ">members of 2007.xlsx</" in shown
    assert ">Members of 2007.xlsx<" not in shown


def test_a_kind_that_one_may_not_bring_is_refused(incubator, browser_as):
    staff = MembershipFactory(incubator=incubator, role="staff").user
    client = browser_as(staff)
    may = {
        code for code in KINDS if client.get(reverse(ADD), {"kind": code}).status_code == 200
    }  # fmt: skip

    access = access_of(staff, on=today())
    assert may == {code for code, kind in KINDS.items() if kind.writable_by(access)}
    assert set(KINDS) > may > set()
    refused = {client.get(reverse(ADD), {"kind": code}).status_code for code in set(KINDS) - may}
    assert refused == {403}


def test_columns_are_named_on_a_page_with_their_first_values(client, incubator):
    content = csv_of(["名字", "码", "从", "到"], company_row(1), encoding="gb18030")
    answer = bring(client, incubator, content, "名单.csv")
    run = FileImport.objects.get()
    assert answer.url == page(run, "columns")
    shown = client.get(answer.url)
    assert "宁波第1科技有限公司" in shown.text

    twice = client.post(answer.url, {"column_0": "name", "column_1": "name"})
    assert list(twice.context["form"].errors) == ["column_1"]
    missing = client.post(answer.url, {"column_1": "unified_code"})
    assert missing.context["form"].errors.as_data()["__all__"][0].code == "column_missing"
    named = {"column_0": "name", "column_1": "unified_code", "column_2": "admitted_on"}
    client.post(answer.url, named | {"fixed_due_on": "2009-03-31"})

    assert looked_at().good == 1


def test_rows_to_mend_come_as_a_file_that_can_be_brought_again(client, incubator):
    content = csv_of(HEAD, company_row(1), company_row(2, name="=1+1", on="去年"))
    bring(client, incubator, content, "名单.csv")
    run = looked_at()

    file = b"".join(client.get(page(run, "mend")).streaming_content)

    [head, row] = load_workbook(io.BytesIO(file)).active.iter_rows(values_only=True)
    assert head == (*HEAD, "问题")
    assert (row[0], row[2], "去年" in row[4]) == (company_row(2, name="'=1+1")[0], "去年", True)
    bring(client, incubator, file)
    again = looked_at()
    assert (again.rows, len(again.problems)) == (1, 1)
    assert "问题" not in client.get(page(again)).context["adminform"].form.instance.mapping


def test_template_has_the_needed_columns_and_is_read_again(client, incubator):
    address = reverse("admin:imports_fileimport_template", args=["companies"])

    file = b"".join(client.get(address).streaming_content)

    book = load_workbook(io.BytesIO(file))
    assert book.worksheets[0]["A1"].value == "名称"
    assert book.worksheets[1].max_row == book.worksheets[0].max_column + 1
    bring(client, incubator, file)
    run = looked_at()
    assert (run.rows, [one["code"] for one in run.problems]) == (1, ["company_without_code"])


def test_what_is_on_file_is_linked_where_it_may_be_seen(client, incubator):
    own = ResidenceFactory(incubator=incubator).company
    other = ResidenceFactory().company
    rows = [company_row(1, name=one.name, code="") for one in (own, other)]
    bring(client, incubator, xlsx(HEAD, *rows))
    shown = client.get(page(looked_at())).text

    assert own.unified_code in shown
    assert other.unified_code not in shown
    assert reverse("admin:companies_company_change", args=[own.pk]) in shown
    assert reverse("admin:companies_company_change", args=[other.pk]) not in shown


def test_files_of_others_are_not_there_and_readers_only_read(incubator, browser_as, auditor):
    run = written(checked(xlsx(HEAD, company_row(1)), incubator=incubator))
    stranger = browser_as(MembershipFactory(incubator=IncubatorFactory()).user)
    reader = browser_as(auditor)

    for name in ("change", "columns", "write", "again", "undo", "cancel", "mend", "original"):
        assert stranger.get(page(run, name)).status_code == 404
        assert stranger.post(page(run, name), {"reason": "误"}).status_code == 404
    assert reader.get(page(run)).status_code == 200
    for name in ("columns", "write", "again", "undo", "cancel"):
        assert reader.post(page(run, name), {"reason": "误"}).status_code == 403
    assert reader.get(reverse(ADD)).status_code == 403
    assert Company.objects.count() == 1


def test_undo_tells_what_stands_in_the_way(client, incubator, manager):
    run = written(checked(xlsx(HEAD, company_row(1)), incubator=incubator, by=manager), by=manager)
    with recorded(by=manager):
        Company.objects.update(registered_on="2001-01-01")

    shown = client.get(page(run, "undo")).text
    answer = client.post(page(run, "undo"), {"reason": "误"})

    assert "不能撤销" in shown
    assert answer.context["form"].errors.as_data()["__all__"][0].code == "import_built_upon"


@pytest.mark.parametrize("count", [1, 3])
def test_list_and_page_ask_as_often_for_many_as_for_one(
    client, incubator, count, django_assert_num_queries
):
    for start in range(count):
        lines = [company_row(10 * start + number) for number in range(count)]
        run = written(checked(xlsx(HEAD, *lines), incubator=incubator))
    client.get("/admin/")

    with django_assert_num_queries(6):
        client.get(reverse("admin:imports_fileimport_changelist"))
    with django_assert_num_queries(21):
        client.get(page(run))
