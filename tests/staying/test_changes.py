"""Changes during a stay: asked for, decided, carried out, filed, each in time or late."""

import datetime
from decimal import Decimal

import pytest

from companies import lifecycle
from companies.models import ChangeRequest, Company, CompanyAlias, RegisteredEntry, Shareholding
from companies.schedule import tell_overdue_changes
from seeds.zone2007 import rulebooks
from tests.factories import MembershipFactory, ResidenceFactory
from tests.staying.conftest import AT, DAY, mails, refused, scan

pytestmark = pytest.mark.django_db

TODAY = AT.date()
PLANNED = DAY(2008, 3, 31)
WANTED = {
    "name": {"words": "宁波新名科技有限公司"},
    "scope": {"words": "软件开发；\n技术咨询"},
    "legal_representative": {"words": "王五"},
    "address": {"words": "江南路1号"},
    "capital": {"amount": Decimal(2_000_000)},
    "area": {"amount": Decimal("120.50")},
    "extension": {"day": DAY(2013, 2, 28)},
    "shareholders": {
        "shareholders": [
            {"holder": "甲", "share": "60", "contribution": "货币"},
            {"holder": "乙", "share": "40"},
        ]
    },
}  # fmt: skip


def ask(stay, kind="name", **more) -> ChangeRequest:
    given = {
        "residence": stay, "kind": kind, "reason": "业务需要", "planned_on": PLANNED, "by": None,
        "at": AT, "from_office": True, **WANTED.get(kind, {}),
    }  # fmt: skip
    return lifecycle.ask_change(**given | more)


def approve(change, on=TODAY, **more) -> ChangeRequest:
    return lifecycle.approve_change(change=change, effective_on=on, by=None, at=AT, **more)


def held(company: Company, on) -> dict[str, Decimal]:
    return dict(company.shareholdings.holding(on=on).values_list("holder", "share"))


def entry_of(company: Company, entry: str, on) -> str | None:
    rows = company.entries.filter(entry=entry).holding(on=on)
    return rows.values_list("said", flat=True).first()


class TestAsking:
    @pytest.mark.parametrize("kind", WANTED)
    def test_every_kind_keeps_what_it_wants(self, stay, kind):
        change = ask(stay, kind)

        ((name, value),) = WANTED[kind].items()
        if kind == "shareholders":
            value = [
                {"holder": "甲", "share": "60.0000", "contribution": "货币"},
                {"holder": "乙", "share": "40.0000", "contribution": ""},
            ]
        assert getattr(change, name) == value
        assert (change.state, change.company, change.incubator) == (
            "asked", stay.company, stay.incubator,
        )  # fmt: skip

    def test_who_may_write_for_the_company(self, stay, writer, signer):
        assert ask(stay, by=writer, from_office=False).asked_by == writer
        assert ask(stay, "scope", by=signer, from_office=False).asked_by == signer

    def test_who_may_not(self, stay, reader, stranger):
        for who in (reader, stranger):
            assert refused(ask, stay=stay, by=who, from_office=False) == "right_missing"

    def test_one_of_a_kind_at_a_time(self, stay):
        first = ask(stay)
        assert refused(ask, stay=stay) == "change_asked_already"

        lifecycle.refuse_change(change=first, said="不同意", by=None, at=AT)

        assert ask(stay).state == "asked"

    @pytest.mark.parametrize(
        ("kind", "changed", "code"),
        [
            ("name", {"words": " \n "}, "change_says_nothing"),
            ("name", {"words": "长" * 121}, "change_too_long"),
            ("capital", {"amount": None}, "change_says_nothing"),
            ("area", {"amount": Decimal(0)}, "change_says_nothing"),
            ("extension", {"day": None}, "change_says_nothing"),
            ("extension", {"day": DAY(2012, 3, 1)}, "extension_not_later"),
            ("wage", {}, "change_kind_unknown"),
            ("scope", {"reason": " "}, "said_nothing"),
            ("scope", {"reason": "长" * 2001}, "answer_too_long"),
            ("scope", {"planned_on": DAY(2007, 2, 28)}, "change_before_admission"),
        ],
    )
    def test_nonsense_leaves_nothing(self, stay, kind, changed, code):
        assert refused(ask, stay=stay, kind=kind, **changed) == code
        assert not ChangeRequest.objects.exists()

    @pytest.mark.parametrize(
        ("rows", "code"),
        [
            ([], "change_says_nothing"),
            ([{"holder": " ", "share": "5"}], "shareholder_unnamed"),
            ([{"holder": "甲", "share": "60"}, {"holder": "甲 ", "share": "5"}],
             "shareholder_twice"),
            ([{"holder": "甲", "share": "60"}, {"holder": "乙", "share": "40.01"}],
             "shares_exceed"),
            ([{"holder": "甲", "share": "0"}], "share_wrong"),
            ([{"holder": "甲", "share": "101"}], "share_wrong"),
            ([{"holder": "甲", "share": "NaN"}], "share_wrong"),
            ([{"holder": "甲", "share": "多"}], "share_wrong"),
            ([{"holder": "甲", "share": "0.00001"}], "share_wrong"),
            ([{"holder": f"{n}", "share": "1"} for n in range(51)], "too_many_shareholders"),
        ],
    )  # fmt: skip
    def test_shareholders(self, stay, rows, code):
        assert refused(ask, stay=stay, kind="shareholders", shareholders=rows) == code

    def test_its_own_name_is_no_change(self, stay):
        assert refused(ask, stay=stay, words=stay.company.name) == "same_name"

    def test_of_a_stay_that_goes_on(self, stay):
        lifecycle.leave(residence=stay, reason="moved", on=DAY(2008, 1, 1), by=None)

        assert refused(ask, stay=stay) == "residence_already_ended"


class TestCarryingOut:
    def test_name_and_the_one_before_it(self, stay):
        before = stay.company.name
        approve(ask(stay))

        company = Company.objects.get(pk=stay.company_id)
        assert company.name == "宁波新名科技有限公司"
        assert CompanyAlias.objects.get().value == before
        assert Company.objects.matching(before).get() == company

    def test_shareholders_by_the_day(self, stay):
        approve(ask(stay, "shareholders"), on=DAY(2008, 2, 1))
        rows = [{"holder": "甲", "share": "60", "contribution": "货币"},
                {"holder": "丙", "share": "30"}]  # fmt: skip
        approve(ask(stay, "shareholders", shareholders=rows), on=DAY(2008, 3, 1))

        assert held(stay.company, DAY(2008, 2, 29)) == {"甲": 60, "乙": 40}
        assert held(stay.company, DAY(2008, 3, 1)) == {"甲": 60, "丙": 30}
        assert held(stay.company, DAY(2008, 1, 31)) == {}
        assert Shareholding.objects.filter(holder="甲").count() == 1

    @pytest.mark.parametrize("kind", ["scope", "legal_representative", "address"])
    def test_registered_entries_by_the_day(self, stay, kind):
        approve(ask(stay, kind, words="先前的"), on=DAY(2008, 2, 1))
        approve(ask(stay, kind, words="如今的"), on=DAY(2008, 3, 1))

        assert entry_of(stay.company, kind, DAY(2007, 5, 1)) == "先前的"
        assert entry_of(stay.company, kind, DAY(2008, 2, 29)) == "先前的"
        assert entry_of(stay.company, kind, DAY(2008, 3, 1)) == "如今的"

    def test_capital_and_what_it_was(self, stay):
        Company.objects.update(registered_capital=500_000)
        approve(ask(stay, "capital"), on=DAY(2008, 3, 1))

        assert entry_of(stay.company, "capital", DAY(2008, 2, 29)) == "500,000"
        assert entry_of(stay.company, "capital", DAY(2008, 3, 1)) == "2,000,000"
        assert Company.objects.get(pk=stay.company_id).registered_capital == 2_000_000

    def test_extension(self, stay):
        approve(ask(stay, "extension"))

        stay.refresh_from_db()
        assert stay.due_on == DAY(2013, 2, 28)

    def test_extension_beyond_the_longest_stay_is_explained(self, stay):
        """Until February 2011 by the most generous text of 2007 and 2008."""
        rulebooks.build()
        change = ask(stay, "extension")

        assert refused(approve, change=change) == "beyond_longest_stay"
        assert approve(change, said="产品临床试验尚未结束").state == "approved"

    def test_extension_within_it_needs_no_words(self):
        rulebooks.build()
        stay = ResidenceFactory(due_on=DAY(2009, 3, 1))

        assert approve(ask(stay, "extension", day=DAY(2010, 2, 28))).state == "approved"

    def test_rooms_are_not_this_parts(self, stay):
        assert approve(ask(stay, "area")).state == "approved"

    @pytest.mark.parametrize(
        ("on", "code"),
        [(DAY(2099, 1, 1), "change_in_future"), (DAY(2007, 2, 1), "change_before_admission")],
    )
    def test_day_of_effect(self, stay, on, code):
        change = ask(stay, "scope")

        assert refused(approve, change=change, on=on) == code

    def test_what_fails_is_not_approved(self, stay):
        approve(ask(stay, "scope", words="如今的"), on=DAY(2008, 3, 1))
        same = ask(stay, "scope", words="如今的")

        assert refused(approve, change=same) == "same_entry"
        same.refresh_from_db()
        assert (same.state, same.closed_at) == ("asked", None)
        lifecycle.refuse_change(change=same, said="无变化", by=None, at=AT)
        approve(ask(stay, "scope", words="第三次"), on=DAY(2008, 3, 2))
        early = ask(stay, "scope", words="更早的")
        assert refused(approve, change=early, on=DAY(2008, 3, 1)) == "entry_before_the_last"
        assert RegisteredEntry.objects.filter(until_on=None).get().said == "第三次"

    def test_entry_in_the_future(self, stay):
        assert refused(
            lifecycle.set_entry, company=stay.company, entry="scope", said="x",
            on=DAY(2099, 1, 1), by=None,
        ) == "entry_in_future"  # fmt: skip


class TestDeciding:
    def test_is_told_by_mail_with_what_follows(
        self, stay, writer, django_capture_on_commit_callbacks
    ):
        change = ask(stay, by=writer, from_office=False)
        with django_capture_on_commit_callbacks() as callbacks:
            approve(change, said="同意")

        (sent,) = mails(callbacks)
        assert sent["to"] == writer.email
        assert "同意" in sent["text"]
        assert f"/company/changes/{change.key}/" in sent["text"]
        assert "2008" in sent["text"]

    @pytest.mark.parametrize("closed", ["approve", "refuse", "withdraw"])
    def test_only_once(self, stay, writer, closed):
        change = ask(stay)
        {
            "approve": lambda: approve(change),
            "refuse": lambda: lifecycle.refuse_change(change=change, said="不", by=None, at=AT),
            "withdraw": lambda: lifecycle.withdraw_change(change=change, by=writer, at=AT),
        }[closed]()

        assert refused(approve, change=change) == "change_decided"
        assert refused(
            lifecycle.refuse_change, change=change, said="不", by=None, at=AT
        ) == "change_decided"  # fmt: skip
        assert refused(
            lifecycle.withdraw_change, change=change, by=writer, at=AT
        ) == "change_decided"  # fmt: skip

    def test_refusal_says_why(self, stay):
        change = ask(stay)

        assert refused(lifecycle.refuse_change, change=change, said=" ", by=None, at=AT) == (
            "said_nothing"
        )

    def test_taken_back_by_its_company_only(self, stay, stranger, reader):
        change = ask(stay)

        for who in (stranger, reader):
            assert refused(lifecycle.withdraw_change, change=change, by=who, at=AT) == (
                "right_missing"
            )


class TestDeadlines:
    @pytest.mark.parametrize(
        ("planned", "in_time"), [(DAY(2008, 3, 18), True), (DAY(2008, 3, 17), False)]
    )
    def test_told_fifteen_days_before(self, stay, planned, in_time):
        change = ask(stay, planned_on=planned)

        assert change.notice_by == planned - datetime.timedelta(days=15)
        assert change.told_in_time is in_time

    def test_days_are_those_of_the_signed_agreement(self, stay):
        agreement = lifecycle.draft_agreement(
            residence=stay, begins_on=DAY(2007, 3, 1), by=None, at=AT,
            values={"change_notice_days": 20, "change_filing_days": 5},
        )  # fmt: skip
        assert ask(stay).notice_days == 15
        lifecycle.file_signed_agreement(
            agreement=agreement, upload=scan(), signed_on=TODAY, by=None, at=AT
        )

        change = ask(stay, "scope")
        assert (change.notice_days, change.filing_days) == (20, 5)

    def test_filed_within_three_days(self, stay):
        change = approve(ask(stay), on=DAY(2008, 2, 26))

        assert change.file_by == DAY(2008, 2, 29)
        assert change.filed_late(on=DAY(2008, 2, 29)) is False
        assert change.filed_late(on=DAY(2008, 3, 1)) is True
        assert list(ChangeRequest.objects.overdue(on=DAY(2008, 2, 29))) == []
        assert list(ChangeRequest.objects.overdue(on=DAY(2008, 3, 1))) == [change]

    @pytest.mark.parametrize("kind", ["area", "extension"])
    def test_what_is_not_registered_is_not_filed(self, stay, kind):
        change = approve(ask(stay, kind))

        assert change.file_by is None
        assert change.filed_late(on=DAY(2099, 1, 1)) is None
        assert refused(self.file, change=change) == "nothing_to_file"

    def file(self, change, **more):
        given = {"change": change, "on": TODAY, "by": None, "at": AT, "from_office": True}
        return lifecycle.record_filing(**given | more)

    def test_filing_with_the_new_licence(self, stay, writer):
        change = approve(ask(stay))

        filed = self.file(change, by=writer, from_office=False, upload=scan("执照.pdf"))

        assert filed.filed_on == TODAY
        assert filed.papers.get().kind == "licence"
        assert refused(self.file, change=filed) == "filed_already"

    @pytest.mark.parametrize(
        ("on", "code"),
        [(DAY(2008, 3, 2), "filed_before_it_happened"), (DAY(2099, 1, 1), "filed_in_future")],
    )
    def test_day_of_filing(self, stay, on, code):
        change = approve(ask(stay))

        assert refused(self.file, change=change, on=on) == code

    def test_filed_once_it_is_approved_by_who_may(self, stay, stranger):
        change = ask(stay)

        assert refused(self.file, change=change) == "nothing_to_file"
        assert refused(self.file, change=change, by=stranger, from_office=False) == "right_missing"

    def test_overdue_is_told_once_to_company_and_office(
        self, stay, writer, django_capture_on_commit_callbacks
    ):
        manager = MembershipFactory(incubator=stay.incubator).user
        change = approve(ask(stay), on=DAY(2008, 2, 1))
        approve(ask(ResidenceFactory(), "area"), on=DAY(2008, 2, 1))

        with django_capture_on_commit_callbacks() as callbacks:
            tell_overdue_changes()
            tell_overdue_changes()

        assert {sent["to"] for sent in mails(callbacks)} == {writer.email, manager.email}
        assert len(mails(callbacks)) == 2
        change.refresh_from_db()
        assert change.overdue_told_at

    def test_nobody_is_reminded_of_what_is_filed(self, stay, writer):
        self.file(approve(ask(stay), on=DAY(2008, 2, 1)))

        tell_overdue_changes()

        assert ChangeRequest.objects.get().overdue_told_at is None


class TestPapers:
    def paper(self, matter, **more):
        given = {
            "matter": matter, "upload": scan(), "kind": "statement", "by": None, "at": AT,
            "from_office": True,
        }  # fmt: skip
        return lifecycle.file_paper(**given | more)

    def test_same_file_is_kept_once(self, stay, writer):
        change = ask(stay)

        first = self.paper(change, by=writer, from_office=False)
        assert self.paper(change) == first
        assert self.paper(change, upload=scan(more=b"2 ")) != first

    def test_who_may_not(self, stay, stranger, reader):
        change = ask(stay)

        for who in (stranger, reader):
            assert refused(self.paper, matter=change, by=who, from_office=False) == (
                "right_missing"
            )

    def test_of_a_kind(self, stay):
        assert refused(self.paper, matter=ask(stay), kind="song") == "paper_kind_unknown"

    def test_not_without_end(self, stay):
        change = ask(stay)
        for number in range(20):
            self.paper(change, upload=scan(more=f"{number} ".encode()))

        assert refused(self.paper, matter=change) == "too_many_papers"
