"""Integration tests of the verbs on companies and residences: what they do and refuse."""

import datetime

import pytest
from django.apps import apps

from companies import lifecycle
from companies.enums import AliasKind, ExitReason
from companies.models import Company, CompanyAlias
from incubator.core.dates import today
from incubator.core.errors import RuleViolation
from seeds.zone2007 import rulebooks
from tests.factories import CompanyFactory, IncubatorFactory, ResidenceFactory, unified_code

pytestmark = pytest.mark.django_db

DAY = datetime.date
TOMORROW = datetime.timedelta(days=1)


def everything() -> dict[str, list]:
    """Every row of the companies' tables, histories included."""
    return {
        model._meta.label: list(model.objects.order_by("pk").values())
        for model in apps.get_app_config("companies").get_models()
    }


def refused(verb, **kwargs) -> RuleViolation:
    """Call a verb that must refuse; no row may have changed."""
    before = everything()
    with pytest.raises(RuleViolation) as refusal:
        verb(by=None, **kwargs)
    assert everything() == before
    return refusal.value


class TestRegister:
    def test_company_is_on_file_with_its_pinyin(self):
        company = lifecycle.register_company(
            by=None, name="  宁波  甬江软件有限公司 ", unified_code=unified_code(1)
        )

        assert company.name == "宁波 甬江软件有限公司"
        assert company.name_initials == "nb yjrjyxgs"
        assert company.name_pinyin == "ningbo yongjiangruanjianyouxiangongsi"

    def test_older_code_is_enough(self):
        company = lifecycle.register_company(by=None, name="旧企业", organisation_code="59159267-6")

        assert company.unified_code is None
        assert company.aliases.get().kind == AliasKind.ORGANISATION_CODE

    @pytest.mark.parametrize(
        ("given", "code"),
        [
            ({"name": "", "unified_code": unified_code(1)}, "company_without_name"),
            ({"name": "宁波\u202e甲", "unified_code": unified_code(1)}, "hidden_character"),
            ({"name": "甲"}, "company_without_code"),
            ({"name": "甲", "organisation_code": "abc"}, "invalid_organisation_code"),
            (
                {"name": "甲", "unified_code": unified_code(1), "registered_on": DAY(2099, 1, 1)},
                "registered_in_future",
            ),
            ({"name": "甲", "unified_code": "91"}, "invalid_unified_code"),
            ({"name": "甲", "unified_code": "12330000470009159A"}, "invalid_unified_code"),
        ],
    )
    def test_bad_input_is_refused(self, given, code):
        assert refused(lifecycle.register_company, **given).code == code

    def test_second_company_with_the_code_is_refused_and_the_first_named(self):
        first = CompanyFactory(unified_code=unified_code(7))

        refusal = refused(lifecycle.register_company, name="乙", unified_code=unified_code(7))

        assert (refusal.code, refusal.status) == ("company_exists", 409)
        assert first.name in refusal.detail

    def test_code_in_lower_case_is_the_same_code(self):
        CompanyFactory(unified_code="91350100M000100Y43")

        refusal = refused(lifecycle.register_company, name="乙", unified_code="91350100m000100y43")

        assert refusal.code == "company_exists"

    def test_older_code_of_another_is_refused(self):
        lifecycle.register_company(by=None, name="甲", organisation_code="59159267-6")

        refusal = refused(lifecycle.register_company, name="乙", organisation_code="59159267-6")

        assert refusal.code == "company_exists"


class TestRename:
    def test_company_is_found_under_both_names(self):
        company = CompanyFactory(name="宁波旧名有限公司")

        lifecycle.rename_company(
            company=company, name="宁波新名有限公司", on=DAY(2008, 1, 1), by=None
        )

        assert [Company.objects.matching(word).get() for word in ("旧名", "新名", "xinming")] == [
            company
        ] * 3
        assert CompanyAlias.objects.get().until == DAY(2008, 1, 1)

    def test_same_name_is_refused(self):
        company = CompanyFactory()

        refusal = refused(
            lifecycle.rename_company, company=company, name=company.name, on=DAY(2008, 1, 1)
        )

        assert refusal.code == "same_name"

    def test_day_in_the_future_is_refused(self):
        refusal = refused(
            lifecycle.rename_company, company=CompanyFactory(), name="新名", on=today() + TOMORROW
        )

        assert refusal.code == "renamed_in_future"

    def test_empty_name_is_refused(self):
        refusal = refused(
            lifecycle.rename_company, company=CompanyFactory(), name=" ", on=DAY(2008, 1, 1)
        )

        assert refusal.code == "company_without_name"


class TestAdmit:
    def test_residence_is_open_under_the_incubators_programme(self):
        residence = ResidenceFactory(incubator=IncubatorFactory(accelerator=True))

        residence.refresh_from_db()
        assert (residence.programme, residence.is_open) == ("acceleration", True)

    @pytest.mark.parametrize(
        ("changed", "code"),
        [
            ({"on": today() + TOMORROW, "due_on": DAY(2100, 1, 1)}, "admission_in_future"),
            ({"due_on": DAY(2007, 3, 1)}, "due_before_admission"),
            ({"due_on": DAY(9999, 12, 31)}, "invalid_year"),
            ({"on": DAY(1999, 6, 1)}, "admitted_before_registration"),
            ({"on": DAY(1998, 12, 31)}, "incubator_not_open"),
        ],
    )
    def test_bad_dates_are_refused(self, changed, code):
        given = {"on": DAY(2007, 3, 1), "due_on": DAY(2010, 3, 1)} | changed

        refusal = refused(
            lifecycle.admit, company=CompanyFactory(), incubator=IncubatorFactory(), **given
        )

        assert refusal.code == code

    def test_closed_incubator_is_refused(self):
        closed = IncubatorFactory(closed_on=DAY(2007, 3, 1))

        refusal = refused(
            lifecycle.admit,
            company=CompanyFactory(),
            incubator=closed,
            on=DAY(2007, 3, 1),
            due_on=DAY(2010, 3, 1),
        )

        assert refusal.code == "incubator_not_open"

    @pytest.mark.parametrize("on", [DAY(2007, 3, 1), DAY(2007, 2, 1), DAY(2008, 1, 1)])
    def test_second_open_residence_in_the_same_incubator_is_refused(self, on):
        first = ResidenceFactory(on=DAY(2007, 3, 1))

        refusal = refused(
            lifecycle.admit,
            company=first.company,
            incubator=first.incubator,
            on=on,
            due_on=DAY(2012, 1, 1),
        )

        assert (refusal.code, refusal.status) == ("residence_overlap", 409)

    def test_company_may_be_in_two_incubators_and_come_back(self):
        first = ResidenceFactory(left_on=DAY(2008, 1, 1))
        ResidenceFactory(company=first.company)

        again = ResidenceFactory(
            company=first.company, incubator=first.incubator, on=DAY(2008, 1, 1)
        )

        assert again.is_open


class TestExtend:
    def test_due_day_moves(self):
        residence = ResidenceFactory()

        lifecycle.extend(residence=residence, due_on=DAY(2013, 1, 1), by=None)

        residence.refresh_from_db()
        assert residence.due_on == DAY(2013, 1, 1)

    def test_beyond_the_longest_stay_it_says_why(self):
        """Until February 2012 at the latest by any text that held since March 2007."""
        rulebooks.build()
        residence = ResidenceFactory(due_on=DAY(2009, 3, 1))
        lifecycle.extend(residence=residence, due_on=DAY(2010, 2, 28), by=None)

        refusal = refused(lifecycle.extend, residence=residence, due_on=DAY(2013, 1, 1))

        assert (refusal.code, refusal.field) == ("beyond_longest_stay", "reason")
        extended = lifecycle.extend(
            residence=residence, due_on=DAY(2013, 1, 1), by=None, reason="临床试验尚未结束"
        )
        assert extended.due_on == DAY(2013, 1, 1)

    def test_no_stay_without_end(self):
        refusal = refused(
            lifecycle.extend, residence=ResidenceFactory(), due_on=DAY(9999, 12, 31), reason="长期"
        )

        assert (refusal.code, refusal.field) == ("invalid_year", "due_on")

    def test_earlier_day_is_refused(self):
        residence = ResidenceFactory()

        refusal = refused(lifecycle.extend, residence=residence, due_on=residence.due_on)

        assert refusal.code == "extension_not_later"

    def test_ended_residence_is_refused(self):
        ended = ResidenceFactory(left_on=DAY(2008, 1, 1))

        refusal = refused(lifecycle.extend, residence=ended, due_on=DAY(2020, 1, 1))

        assert (refusal.code, refusal.status) == ("residence_already_ended", 409)


class TestGraduate:
    def test_residence_ends_on_the_day_of_approval(self):
        residence = ResidenceFactory(graduated_on=DAY(2008, 12, 31))

        residence.refresh_from_db()
        assert (residence.left_on, residence.exit_reason) == (
            DAY(2008, 12, 31),
            ExitReason.GRADUATED,
        )

    def test_twice_is_refused(self):
        graduated = ResidenceFactory(graduated_on=DAY(2008, 1, 1))

        refusal = refused(lifecycle.graduate, residence=graduated, on=DAY(2008, 6, 1))

        assert (refusal.code, refusal.status) == ("already_graduated", 409)

    def test_other_residence_of_a_graduate_is_refused(self):
        graduated = ResidenceFactory(graduated_on=DAY(2008, 1, 1))
        other = ResidenceFactory(company=graduated.company)

        refusal = refused(lifecycle.graduate, residence=other, on=DAY(2008, 6, 1))

        assert refusal.code == "already_graduated"

    def test_from_an_accelerator_is_refused(self):
        residence = ResidenceFactory(incubator=IncubatorFactory(accelerator=True))

        refusal = refused(lifecycle.graduate, residence=residence, on=DAY(2008, 1, 1))

        assert (refusal.code, refusal.status) == ("not_in_incubation", 409)

    def test_after_leaving_is_refused(self):
        left = ResidenceFactory(left_on=DAY(2008, 1, 1))

        refusal = refused(lifecycle.graduate, residence=left, on=DAY(2008, 6, 1))

        assert refusal.code == "residence_already_ended"

    @pytest.mark.parametrize(
        ("on", "code"),
        [
            (DAY(2007, 3, 1), "exit_before_admission"),
            (DAY(2006, 1, 1), "exit_before_admission"),
            (today() + TOMORROW, "exit_in_future"),
        ],
    )
    def test_bad_day_is_refused(self, on, code):
        assert refused(lifecycle.graduate, residence=ResidenceFactory(), on=on).code == code


class TestLeave:
    @pytest.mark.parametrize("reason", ["withdrew", "removed", "dissolved", "moved"])
    def test_every_other_reason_ends_the_residence(self, reason):
        residence = ResidenceFactory(left_on=DAY(2008, 1, 1), reason=reason)

        assert residence.exit_reason == reason

    @pytest.mark.parametrize("reason", ["graduated", "", "bored"])
    def test_unknown_reason_is_refused(self, reason):
        refusal = refused(
            lifecycle.leave, residence=ResidenceFactory(), reason=reason, on=DAY(2008, 1, 1)
        )

        assert refusal.code == "unknown_exit_reason"

    def test_before_the_entry_is_refused(self):
        refusal = refused(
            lifecycle.leave, residence=ResidenceFactory(), reason="moved", on=DAY(2007, 2, 28)
        )

        assert refusal.code == "exit_before_admission"

    def test_twice_is_refused(self):
        left = ResidenceFactory(left_on=DAY(2008, 1, 1))

        refusal = refused(lifecycle.leave, residence=left, reason="moved", on=DAY(2008, 6, 1))

        assert refusal.code == "residence_already_ended"


def test_refusals_speak_the_readers_language():
    from django.utils import translation

    refusal = refused(lifecycle.graduate, residence=ResidenceFactory(), on=DAY(2006, 1, 1))

    with translation.override("zh-hans"):
        chinese = refusal.detail
    with translation.override("en"):
        english = refusal.detail
    assert chinese == "该企业于2007年3月1日入驻，不能在2006年1月1日离开。"
    assert english == (
        "The company was admitted on March 1, 2007 and cannot leave on Jan. 1, 2006."
    )
