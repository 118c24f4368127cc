"""Citations: the sentence, the printed form, and the figure of today."""

import pytest
from django.urls import reverse

from incubator.statistics.models import Citation, Document
from tests.admin.conftest import ALL, pages_of
from tests.factories import CitationFactory, DocumentFactory

ADD = "admin:statistics_citation_add"
CHECK = "admin:statistics_document_check_text"


def add(world, **data):
    data = {"document": world.of(Document, ALL).pk, "indicator": "graduated", "year": 2007} | data
    return world.client("zone").post(reverse(ADD), data)


@pytest.mark.parametrize(
    "printed", ["30余家", "近3000名", "七百家", "三十余家", "２１０家", "1100多个"]
)
def test_forms_of_the_reports_are_taken(world, printed):
    assert add(world, printed=printed, sentence=f"毕业企业{printed}。").status_code == 302


@pytest.mark.parametrize("printed", ["几十家", "约30余家", "many"])
def test_form_that_nobody_can_read_is_refused(world, printed):
    response = add(world, printed=printed)

    errors = response.context["adminform"].form.errors.as_data()
    assert [error.code for error in errors["printed"]] == ["unreadable_printed_form"]


def test_sentence_must_print_the_number(world):
    response = add(world, printed="30余家", sentence="毕业企业31家。")

    assert response.status_code == 200
    assert not Citation.objects.filter(sentence="毕业企业31家。").exists()


def test_list_says_which_documents_disagree(world):
    document = DocumentFactory(title="说错的文件")
    for printed, indicator in (("1家", "entered"), ("5家", "graduated")):
        CitationFactory(document=document, indicator=indicator, printed=printed)
    CitationFactory(document=DocumentFactory(), printed="2家")

    response = world.client("zone").get(pages_of(Citation).list_address())

    assert response.text.count("一致") >= 2
    assert "不一致" in response.text
    assert "无法判断" in response.text


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_queries(world, django_assert_num_queries, count):
    Citation.objects.all().delete()
    for _ in range(count):
        CitationFactory(document=DocumentFactory())
    client = world.client("zone")
    client.get(pages_of(Citation).list_address())

    with django_assert_num_queries(6):
        client.get(pages_of(Citation).list_address())


def test_checked_text_is_filed_as_citations(world):
    document = DocumentFactory()
    data = {
        "year": "2007", "cite_in": document.pk,
        "text": "工作回顾。全年引进创业企业1家，毕业企业30余家；累计孵化创业企业总数达700家。"
        "2008年引进创业企业150家。",
    }  # fmt: skip

    for _again in range(2):
        response = world.client("zone").post(reverse(CHECK), data)
        assert response.status_code == 200

    filed = Citation.objects.filter(document=document).order_by("pk")
    assert [(one.indicator, one.printed, one.year) for one in filed] == [
        ("entered", "1家", 2007),
        ("graduated", "30余家", 2007),
        ("cumulative_incubated", "达700家", 2007),
    ]
    assert filed[0].sentence == "全年引进创业企业1家，毕业企业30余家；"


def test_reader_who_may_not_write_files_nothing(world):
    document = DocumentFactory()

    world.client("auditor").post(
        reverse(CHECK), {"year": "2007", "text": "引进创业企业1家。", "cite_in": document.pk}
    )

    assert not document.citations.exists()
