"""Pairs that may be one: found on every ground, told to be two once, and by rules on words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import uscc

from companies import lifecycle as companies
from companies.models import Company, PossibleDuplicate
from companies.queries.duplicates import MOST, companies_called
from companies.rules.duplicates import are_near, codes_near, core_of
from incubator.core.db import connection
from incubator.core.errors import RuleViolation
from tests.factories import CompanyFactory, organisation_code, unified_code
from tests.merging.rows import AT, DAY, coded, merged_into


def found() -> dict[tuple[str, str], list[str]]:
    companies.look_for_duplicates(at=AT)
    rows = PossibleDuplicate.objects.open().select_related("first", "second")
    return {(row.first.name, row.second.name): row.grounds for row in rows}


def headed(name: str, number: int, **entries: str):
    company = CompanyFactory(name=name, unified_code=unified_code(number))
    for entry, said in entries.items():
        companies.set_entry(company=company, entry=entry, said=said, on=DAY(2007, 1, 1), by=None)
    return company


def code_of(body: str) -> str:
    return body + uscc.calc_check_digit(body)


@pytest.mark.django_db
def test_the_same_name_whatever_its_form_and_signs():
    CompanyFactory(name="宁波甬江（软件）有限公司", unified_code=unified_code(11))
    CompanyFactory(name="宁波甬江(软件) 有限责任公司", unified_code=unified_code(4022))
    CompanyFactory(name="宁波别的软件有限公司")

    assert list(found().values()) == [["same_name"]]


@pytest.mark.django_db
def test_the_former_name_of_the_other():
    renamed = CompanyFactory(name="宁波甬江软件有限公司")
    companies.rename_company(company=renamed, name="宁波大海数据有限公司", on=DAY(2010, 1, 1),
                             by=None)  # fmt: skip
    CompanyFactory(name="宁波甬江软件有限公司")

    assert list(found().values()) == [["former_name"]]


@pytest.mark.django_db
def test_the_organisation_code_inside_the_unified_code():
    older = organisation_code(1234567)
    CompanyFactory(name="宁波甲有限公司", unified_code=None, organisation_code=older)
    CompanyFactory(name="宁波乙有限公司", unified_code=code_of("91330200" + older.replace("-", "")))

    assert list(found().values()) == [["same_code"]]


@pytest.mark.django_db
def test_names_that_sound_alike_and_codes_that_differ_in_one_place():
    CompanyFactory(name="宁波甬江科技有限公司", unified_code=unified_code(111))
    CompanyFactory(name="宁波涌江科技有限公司", unified_code=unified_code(112))

    assert list(found().values()) == [["same_sound", "near_code"]]


@pytest.mark.django_db
def test_the_same_head_or_address_with_a_similar_name():
    headed("宁波甬江软件有限公司", 11, legal_representative="张三", address="扬帆路999号3楼")
    headed("宁波甬江软件技术有限公司", 4022, legal_representative="张三", address="扬帆路999号3楼")
    headed("上海浦东贸易有限公司", 90333, legal_representative="张三", address="扬帆路999号3楼")

    assert found() == {
        ("宁波甬江软件有限公司", "宁波甬江软件技术有限公司"): ["same_head", "same_address"]
    }


@pytest.mark.django_db
def test_what_many_share_tells_nothing():
    for _number in range(MOST + 1):
        CompanyFactory(name="宁波甬江软件有限公司")

    assert found() == {}


@pytest.mark.django_db
def test_two_stay_two_and_what_has_no_ground_any_more_is_taken_off():
    first, second = CompanyFactory(name="甲公司"), CompanyFactory(name="甲有限公司")
    third = CompanyFactory(name="乙公司")
    fourth = CompanyFactory(name="乙有限公司")
    assert len(found()) == 2
    pair = PossibleDuplicate.objects.get(first=first, second=second)

    companies.dismiss_duplicate(pair=pair, reason="两个股东不同的企业", by=None, at=AT)
    companies.correct_company(company=fourth, name="丙有限公司", by=None, reason="笔误",
                              unified_code=fourth.unified_code)  # fmt: skip

    assert found() == {}
    assert PossibleDuplicate.objects.get().dismissal == "两个股东不同的企业"
    assert third.pk
    for reason, code in (("", "reason_missing"), ("又一次", "duplicate_settled")):
        with pytest.raises(RuleViolation) as refusal:
            companies.dismiss_duplicate(pair=pair, reason=reason, by=None, at=AT)
        assert refusal.value.code == code


@pytest.mark.django_db
def test_a_pair_that_was_put_together_is_closed():
    kept, merged = CompanyFactory(name="甲有限公司"), coded(5, name="甲公司")
    assert len(found()) == 1

    merged_into(kept, merged)

    assert found() == {}


@given(st.text(alphabet="宁波甬江软件科技有限责任公司股份集团AaＢ１2é（）() .·", max_size=20))
@pytest.mark.django_db
def test_the_core_of_a_name_is_the_same_in_sql(name):
    with connection.cursor() as cursor:
        cursor.execute("SELECT company_name_core(%s)", [name])
        (core,) = cursor.fetchone()

    assert core == core_of(name)


@pytest.mark.django_db
def test_who_is_called_so_is_found_by_names_old_and_new_with_two_queries(
    django_assert_num_queries,
):
    one = CompanyFactory(name="宁波甬江软件有限公司")
    companies.rename_company(company=one, name="宁波东海软件有限公司", on=DAY(2008, 1, 1), by=None)
    two = CompanyFactory(name="宁波 甬江软件股份有限公司")
    CompanyFactory(name="宁波大海数据有限公司")
    Company.objects.filter(pk=CompanyFactory(name="甬江").pk).update(merged_into=two)

    with django_assert_num_queries(2):
        found = companies_called(["宁波甬江软件", "甬江有限公司", "（）"])

    assert found == {"宁波甬江软件": [two, one], "甬江": [two]}


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("宁波甬江软件有限公司", "宁波甬江软件技术有限公司", True),
        ("宁波甬江软件有限公司", "宁波大海数据有限公司", False),
        ("宁波有限公司", "宁波有限公司", False),  # too little to tell
        ("", "宁波甬江软件", False),
    ],
)
def test_names_are_near(one, other, near):
    assert are_near(one, other) is are_near(other, one) is near


def test_codes_are_near():
    assert codes_near(unified_code(111), unified_code(112))
    assert not codes_near(unified_code(111), unified_code(122))
    assert not codes_near(unified_code(111), unified_code(111))
    assert not codes_near(None, unified_code(111))
