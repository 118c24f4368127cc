"""Incubation agreements: the operator's template, a draft, its Word document, the signed scan."""

import datetime
import io

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import override_settings

from companies import lifecycle
from companies.documents.agreement import FIELDS, document_of, standard_text
from companies.models import AgreementTemplate, Application, IncubationAgreement, Paper
from companies.rules.terms import TERMS, defaults, last_day, source_of
from incubator.core.word import require_template
from tests.factories import CallFactory, IncubatorFactory, handed_in
from tests.staying.conftest import AT, DAY, read, refused, scan, word

pytestmark = pytest.mark.django_db

BEGIN = DAY(2008, 4, 1)
LATER = AT + datetime.timedelta(days=30)


def accepted(**call) -> Application:
    return handed_in(CallFactory(**call), state="accepted", decided_at=AT)


def draft(**more) -> IncubationAgreement:
    return lifecycle.draft_agreement(**{"by": None, "at": AT, "begins_on": BEGIN} | more)


class TestTerms:
    def test_defaults_are_those_of_the_source(self):
        known = {
            "term_months": 36, "notice_days": 30, "change_notice_days": 15,
            "change_filing_days": 3, "statement_months": 3, "progress_months": 6,
            "assessment_months": 12, "stage_goal_percent": 60, "start_days": 30,
        }  # fmt: skip

        assert {name: defaults()[name] for name in known} == known

    def test_every_value_says_where_it_comes_from_until_it_is_changed(self):
        for term in TERMS:
            assert source_of(term.name, term.default) == (term.source, "V")
            assert source_of(term.name, term.default + 1) is None

    @pytest.mark.parametrize(
        ("begin", "months", "last"),
        [
            (DAY(2008, 4, 1), 36, DAY(2011, 3, 31)),
            (DAY(2008, 2, 29), 12, DAY(2009, 2, 27)),
            (DAY(2008, 1, 31), 1, DAY(2008, 2, 28)),
        ],
    )
    def test_last_day(self, begin, months, last):
        assert last_day(begin, months) == last


class TestTemplate:
    def test_a_version_replaces_the_last_and_never_changes(self, incubator):
        first = lifecycle.set_template(
            incubator=incubator, values={"term_months": 24}, by=None, at=AT
        )
        second = lifecycle.set_template(
            incubator=incubator, values={"notice_days": 60}, by=None, at=LATER
        )

        first.refresh_from_db()
        assert (first.version, first.term_months, first.superseded_at) == (1, 24, LATER)
        assert (second.version, second.term_months, second.notice_days) == (2, 36, 60)

    @pytest.mark.parametrize(
        "sql",
        [
            "UPDATE companies_agreementtemplate SET term_months = 12",
            "UPDATE companies_agreementtemplate SET text = 'x', text_name = 'x'",
            "DELETE FROM companies_agreementtemplate",
        ],
    )
    def test_the_database_keeps_a_version_as_it_was(self, incubator, sql):
        lifecycle.set_template(incubator=incubator, values={}, by=None, at=AT)

        with (
            pytest.raises(IntegrityError, match="template"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(sql)

    def test_text_goes_on_until_it_is_taken_back(self, incubator):
        def again(**more) -> AgreementTemplate:
            return lifecycle.set_template(incubator=incubator, values={}, by=None, at=AT, **more)

        own = again(text=word("甲方：{{ incubator_name }}", name="我们的协议.docx"))
        kept, standard = again(), again(keep_text=False)

        assert own.text_name == kept.text_name == "我们的协议.docx"
        assert own.text.name == kept.text.name != ""
        assert (standard.text, standard.text_name) == ("", "")

    @pytest.mark.parametrize(
        ("name", "value"), [("term_months", 0), ("stage_goal_percent", 101), ("notice_days", -1)]
    )
    def test_impossible_value(self, incubator, name, value):
        code = refused(
            lifecycle.set_template, incubator=incubator, values={name: value}, by=None, at=AT
        )

        assert code == "term_impossible"
        assert not AgreementTemplate.objects.exists()

    @pytest.mark.parametrize(
        ("text", "code"),
        [
            (word("{{ wage }}"), "template_field_unknown"),
            (word("{% for x in y %}"), "template_logic"),
            (word("{{ company_name.__class__ }}"), "template_logic"),
            (scan(), "file_kind"),
        ],
    )
    def test_hostile_or_unknown_text(self, incubator, text, code):
        found = refused(
            lifecycle.set_template, incubator=incubator, values={}, by=None, at=AT, text=text
        )

        assert found == code
        assert not AgreementTemplate.objects.exists()


class TestDraft:
    def test_takes_the_applicants_words_and_the_templates_values(self):
        application = accepted()
        lifecycle.set_template(
            incubator=application.incubator, values={"term_months": 24}, by=None, at=AT
        )

        agreement = draft(application=application, values={"notice_days": 45}, head="张三")

        assert agreement.number == "FH2008-0001"
        assert (agreement.party, agreement.party_head) == (application.name, "张三")
        assert (agreement.begins_on, agreement.ends_on) == (BEGIN, DAY(2010, 3, 31))
        assert (agreement.notice_days, agreement.change_notice_days) == (45, 15)
        assert agreement.template.version == 1

    def test_for_a_stay(self, stay):
        agreement = draft(residence=stay)

        assert (agreement.party, agreement.party_code) == (
            stay.company.name, stay.company.unified_code,
        )  # fmt: skip
        assert agreement.template is None
        assert agreement.ends_on == DAY(2011, 3, 31)

    def test_another_draft_makes_the_first_void(self, stay):
        first, second = draft(residence=stay), draft(residence=stay)

        first.refresh_from_db()
        assert (first.void_on, second.void_on) == (AT.date(), None)
        assert first.void_reason
        assert second.number == "FH2008-0002"

    def test_number_of_ones_own(self, stay):
        assert draft(residence=stay, number=" 甬创2008-7 ").number == "甬创2008-7"
        other = handed_in(CallFactory(incubator=stay.incubator), state="accepted", decided_at=AT)
        assert refused(draft, application=other, number="甬创2008-7") == "agreement_exists"

    def test_numbers_begin_anew_in_every_incubator(self, stay):
        draft(residence=stay)

        assert draft(application=accepted()).number == "FH2008-0001"

    @pytest.mark.parametrize("state", ["submitted", "complete"])
    def test_application_is_accepted_first(self, state):
        application = handed_in(CallFactory(), state=state)

        assert refused(draft, application=application) == "application_not_accepted"

    def test_stay_goes_on(self, stay):
        lifecycle.leave(residence=stay, reason="moved", on=DAY(2008, 1, 1), by=None)

        assert refused(draft, residence=stay) == "residence_already_ended"

    def test_for_nobody(self):
        assert refused(draft) == "agreement_for_nobody"

    @pytest.mark.parametrize("year", [1, 1900, 9999])
    def test_begins_in_our_time(self, stay, year):
        assert refused(draft, residence=stay, begins_on=DAY(year, 1, 1)) == "invalid_year"

    def test_impossible_value(self, stay):
        assert refused(draft, residence=stay, values={"term_months": 0}) == "term_impossible"


class TestDocument:
    def test_standard_text_uses_every_field_but_one(self):
        used = require_template(io.BytesIO(standard_text()), fields=FIELDS)

        assert set(FIELDS) - used == {"drafted_on"}

    def test_says_the_values_of_the_agreement(self, stay):
        agreement = draft(
            residence=stay, head="李四", values={"change_notice_days": 20, "notice_days": 45}
        )

        text = read(document_of(agreement))

        assert "{{" not in text
        for words in (
            stay.company.name, stay.company.unified_code, "李四", agreement.number,
            stay.incubator.name, "孵化期为 36 个月，自 2008年4月1日 起至 2011年3月31日 止。",
            "应在变更前 20 日告知甲方，并在变更后 3 日内向甲方备案", "提前 45 日书面通知",
            "每 3 个月报送财务和纳税报表", "每 6 个月报送孵化进展报告", "不足 60%",
        ):  # fmt: skip
            assert words in text, words

    def test_what_is_not_known_is_a_line_to_write_on(self, stay):
        assert "________" in read(document_of(draft(residence=stay)))

    def test_own_text_of_the_version_that_it_was_drafted_with(self, stay):
        place = stay.incubator
        lifecycle.set_template(
            incubator=place, values={}, by=None, at=AT,
            text=word("第一版：{{ company_name }}，{{ drafted_on }}"),
        )  # fmt: skip
        agreement = draft(residence=stay)
        lifecycle.set_template(
            incubator=place, values={}, by=None, at=LATER, text=word("第二版：{{ company_name }}")
        )

        assert read(document_of(agreement)) == f"第一版：{stay.company.name}，2008年3月3日"

    def test_a_name_that_looks_like_an_instruction_is_a_name(self, stay):
        stay.company.name = "{{ 7*7 }}<w:br/>&{% x %}"
        stay.company.save()

        assert "{{ 7*7 }}<w:br/>&{% x %}" in read(document_of(draft(residence=stay)))


class TestSigning:
    def sign(self, agreement, **more):
        given = {
            "agreement": agreement, "upload": scan(), "signed_on": DAY(2008, 3, 2), "by": None,
            "at": AT,
        }  # fmt: skip
        return lifecycle.file_signed_agreement(**given | more)

    def test_scan_is_filed_and_the_agreement_binds(self, stay):
        signed = self.sign(draft(residence=stay))

        paper = Paper.objects.get()
        assert (signed.signed_on, signed.scan) == (DAY(2008, 3, 2), paper)
        assert (paper.kind, paper.company, paper.incubator) == (
            "agreement", stay.company, stay.incubator,
        )  # fmt: skip
        assert stay.agreements.signed().get() == signed

    def test_signed_once(self, stay):
        signed = self.sign(draft(residence=stay))

        code = refused(self.sign, agreement=signed, upload=scan(more=b"2 "))
        assert code == "agreement_signed_already"
        assert refused(draft, residence=stay) == "agreement_signed_already"
        assert Paper.objects.count() == 1

    def test_not_in_the_future(self, stay):
        agreement = draft(residence=stay)

        assert refused(self.sign, agreement=agreement, signed_on=DAY(2099, 1, 1)) == (
            "signed_in_future"
        )

    @override_settings(FILES_MAX_BYTES=10)
    def test_refused_scan_signs_nothing(self, stay):
        agreement = draft(residence=stay)

        assert refused(self.sign, agreement=agreement) == "file_too_large"
        agreement.refresh_from_db()
        assert (agreement.signed_on, agreement.scan) == (None, None)

    def test_void_one_stays_on_file_and_another_can_be_drafted(self, stay):
        signed = self.sign(draft(residence=stay))
        lifecycle.void_agreement(agreement=signed, on=AT.date(), reason="条款有误", by=None)

        assert refused(self.sign, agreement=signed) == "agreement_void"
        assert refused(
            lifecycle.void_agreement, agreement=signed, on=AT.date(), reason="x", by=None
        ) == "agreement_void"  # fmt: skip
        assert draft(residence=stay).number == "FH2008-0002"
        assert IncubationAgreement.objects.get(pk=signed.pk).signed_on

    def test_void_for_a_reason(self, stay):
        agreement = draft(residence=stay)

        assert refused(
            lifecycle.void_agreement, agreement=agreement, on=AT.date(), reason=" ", by=None
        ) == "reason_missing"  # fmt: skip


def test_templates_of_one_place_are_not_those_of_another(stay):
    lifecycle.set_template(incubator=IncubatorFactory(), values={"term_months": 12}, by=None, at=AT)

    assert draft(residence=stay).term_months == 36
