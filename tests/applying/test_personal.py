"""One's own data: told, handed out, and erased so that no table knows it any more."""

import datetime
import io
import json
import zipfile
from collections import Counter

import pytest
from allauth.account.models import EmailAddress
from django.db import connection
from django.urls import reverse
from django.utils import translation

from companies import lifecycle
from companies.models import Application, Representative
from incubator.accounts.models import ErasureRequest, User
from incubator.core.dates import now
from incubator.core.errors import RuleViolation
from incubator.statistics.computation import count_year
from incubator.workflows import personal
from incubator.workflows.personal_export import archive_of
from incubator.workflows.schedule import erase_what_may_go
from tests.applying.conftest import AT, PDF, fill
from tests.factories import (
    CallFactory,
    CompanyFactory,
    MembershipFactory,
    ResidenceFactory,
    UserFactory,
)

DAY = datetime.timedelta(days=1)
MARK = "独一无二的人"
ADDRESS = "unmistakable@example.test"


def tables_with(text: str) -> list[str]:
    """Every table, histories included, in which some row holds a text."""
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
        found = []
        for name in names:
            cursor.execute(
                f'SELECT 1 FROM "{name}" AS row WHERE row::text LIKE %s LIMIT 1', [f"%{text}%"]
            )
            if cursor.fetchone():
                found.append(name)
    return sorted(found)


@pytest.fixture
def person(db):
    user = UserFactory(username="p-unmistakable", name=MARK, email=ADDRESS)
    EmailAddress.objects.create(user=user, email=ADDRESS, primary=True, verified=True)
    return user


@pytest.fixture
def theirs(call, person) -> Application:
    """Handed in, with their name in every place where words can stand."""
    draft = lifecycle.start_draft(call=call, by=person, at=AT)
    fill(draft, by=person)
    save(draft, person, "contact", MARK, seen=1)
    lifecycle.submit(application=draft, by=person, at=AT)
    draft.refresh_from_db()
    lifecycle.write_message(application=draft, body=MARK, by=person, at=AT, from_office=False)
    return draft


def save(application, by, key, value, *, seen=0):
    return lifecycle.save_answer(
        application=application, key=key, value=value, seen=seen, by=by, at=AT
    )


def kept(user, on=AT + DAY) -> list[tuple[str, bool]]:
    with translation.override("zh-hans"):
        told = personal.what_is_kept(user=user, on=on.date())
        return [(one.reason, one.holds) for one in told]


class TestSchedule:
    def test_draft_goes_at_once(self, call, person):
        lifecycle.start_draft(call=call, by=person, at=AT)

        assert kept(person) == [("", False)]

    def test_one_under_way_is_kept(self, theirs, person):
        assert kept(person) == [("孵化器正在办理。", True)]

    def test_ended_one_is_kept_for_a_while(self, theirs, person, settings):
        settings.RETENTION_ENDED_DAYS = 30
        lifecycle.refuse(application=theirs, reason="不符", by=None, at=AT)

        assert kept(person, AT + 29 * DAY) == [("结束后保留一段时间。", True)]
        (one,) = personal.what_is_kept(user=person, on=AT.date())
        assert one.until == (AT + 30 * DAY).date()
        assert kept(person, AT + 30 * DAY) == [("", False)]

    def test_that_of_a_company_stays_in_its_file(self, theirs, person):
        Application.objects.filter(pk=theirs.pk).update(company=CompanyFactory())

        assert kept(person) == [("属于企业档案。", False)]

    def test_that_of_a_team_stays_with_the_team(self, theirs, person):
        theirs.collaborators.create(user=UserFactory(), right="edit", since=AT)

        assert kept(person) == [("还有其他人参与。", False)]

    def test_that_of_a_company_with_others_stays(self, theirs, person):
        company = CompanyFactory()
        Application.objects.filter(pk=theirs.pk).update(company=company)
        Representative.objects.create(company=company, user=UserFactory(), right="sign", since=AT)

        assert kept(person) == [("还有其他人参与。", False)]


class TestErasure:
    def test_no_table_knows_them_any_more(self, theirs, person, settings, files_of_this_test):
        invited = lifecycle.start_draft(call=theirs.call, by=UserFactory(), at=AT)
        by = invited.started_by
        lifecycle.invite(application=invited, email=ADDRESS, right="edit", by=by, at=AT)
        lifecycle.refuse(application=theirs, reason=MARK, by=None, at=AT)
        settings.RETENTION_ENDED_DAYS = 0
        assert len(tables_with(MARK)) > 6
        assert len(tables_with(ADDRESS)) > 3

        asked = personal.ask_erasure(user=person, at=AT + DAY)

        assert asked.done_at == AT + DAY
        assert tables_with(MARK) == []
        assert tables_with(ADDRESS) == []
        assert tables_with("p-unmistakable") == []

    def test_files_are_deleted_after_the_commit(
        self, theirs, person, settings, django_capture_on_commit_callbacks
    ):
        lifecycle.refuse(application=theirs, reason="不符", by=None, at=AT)
        settings.RETENTION_ENDED_DAYS = 0
        file = theirs.attachments.get().file

        with django_capture_on_commit_callbacks(execute=True):
            personal.ask_erasure(user=person, at=AT + DAY)
            assert file.storage.exists(file.name)

        assert not file.storage.exists(file.name)

    def test_counts_stay_identical(self, theirs, person, settings):
        ResidenceFactory(incubator=theirs.incubator, on=AT.date())
        lifecycle.refuse(application=theirs, reason="不符", by=None, at=AT)
        settings.RETENTION_ENDED_DAYS = 0

        def counted():
            return (
                count_year(2008).figures,
                Counter(Application.objects.values_list("call", "state", "submitted_at")),
                list(theirs.moves.values_list("before", "after", "moved_at").order_by("pk")),
                list(theirs.submissions.values_list("round", "content_hash")),
            )

        before = counted()
        personal.ask_erasure(user=person, at=AT + DAY)

        assert counted() == before

    def test_history_is_closed_again_afterwards(self, theirs, person, settings):
        lifecycle.refuse(application=theirs, reason="不符", by=None, at=AT)
        settings.RETENTION_ENDED_DAYS = 0
        personal.ask_erasure(user=person, at=AT + DAY)

        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT tgrelid::regclass::text FROM pg_trigger "
                "WHERE NOT tgisinternal AND tgenabled <> 'O'"
            )
            assert cursor.fetchall() == []

    def test_waits_for_what_is_kept(self, theirs, person, settings):
        settings.RETENTION_ENDED_DAYS = 30
        draft = lifecycle.start_draft(call=CallFactory(), by=person, at=AT)

        asked = personal.ask_erasure(user=person, at=AT)

        draft.refresh_from_db()
        person.refresh_from_db()
        assert (asked.done_at, draft.state, draft.answers.count()) == (None, "withdrawn", 0)
        assert (person.is_active, person.name) == (True, MARK)
        assert theirs.answers.exists()

        lifecycle.refuse(application=theirs, reason="不符", by=None, at=AT)
        assert personal.erase_what_may_go(request=asked, at=AT + 29 * DAY) is False
        assert personal.erase_what_may_go(request=asked, at=AT + 30 * DAY) is True
        assert personal.erase_what_may_go(request=asked, at=AT + 31 * DAY) is True
        assert tables_with(MARK) == []

    def test_job_does_it_when_the_time_has_come(self, theirs, person, settings):
        settings.RETENTION_ENDED_DAYS = 30
        personal.ask_erasure(user=person, at=AT)
        lifecycle.refuse(application=theirs, reason="不符", by=None, at=AT)

        erase_what_may_go()

        assert ErasureRequest.objects.get().done_at is not None
        assert User.objects.get(pk=person.pk).username == f"erased-{person.pk}"

    def test_team_keeps_its_application(self, theirs, person):
        theirs.collaborators.create(user=UserFactory(), right="sign", since=AT)

        personal.ask_erasure(user=person, at=AT)

        assert theirs.answers.exists()
        assert not theirs.collaborators.filter(user=person).exists()
        assert User.objects.get(pk=person.pk).is_active is False

    def test_taken_back(self, theirs, person):
        asked = personal.ask_erasure(user=person, at=AT)

        personal.withdraw_erasure(user=person, at=AT + DAY)

        assert personal.erase_what_may_go(request=asked, at=AT + 9 * DAY) is False
        assert list(personal.open_requests()) == []
        with pytest.raises(RuleViolation, match="erasure_not_asked"):
            personal.withdraw_erasure(user=person, at=AT + DAY)

    def test_asked_once(self, theirs, person):
        personal.ask_erasure(user=person, at=AT)

        with pytest.raises(RuleViolation, match="erasure_asked_already"):
            personal.ask_erasure(user=person, at=AT)
        assert ErasureRequest.objects.count() == 1

    @pytest.mark.parametrize("who", ["staff", "member"])
    def test_office_is_ended_by_the_office(self, db, who):
        user = UserFactory(staff=True) if who == "staff" else MembershipFactory(auditor=True).user

        with pytest.raises(RuleViolation, match="erasure_of_staff"):
            personal.ask_erasure(user=user, at=AT)
        assert not ErasureRequest.objects.exists()


class TestArchive:
    def test_holds_everything(self, theirs, person):
        with archive_of(user=person) as archive, zipfile.ZipFile(archive) as packed:
            data = json.loads(packed.read("data.json"))
            file = theirs.attachments.get()
            assert packed.read(f"{theirs.receipt}/{file.pk}-执照.pdf") == PDF

        (application,) = data["applications"]
        assert data["account"]["name"] == MARK
        assert data["account"]["email_addresses"] == [
            {"email": ADDRESS, "verified": True, "primary": True}
        ]
        assert application["answers"]["contact"] == MARK
        assert application["submissions"][0]["content"]["answers"]["contact"] == MARK
        assert [message["body"] for message in application["messages"]] == [MARK]
        assert [letter["kind"] for letter in application["letters"]] == ["receipt"]

    def test_holds_nothing_of_others(self, theirs, person):
        with archive_of(user=UserFactory()) as archive, zipfile.ZipFile(archive) as packed:
            assert packed.namelist() == ["data.json"]
            data = json.loads(packed.read("data.json"))
        assert (data["applications"], data["companies"], data["invitations"]) == ([], [], [])


class TestPages:
    def test_page_tells_what_is_held(self, theirs, person, client):
        client.force_login(person)

        page = client.get(reverse("portal:personal")).text

        assert MARK in page
        assert ADDRESS in page
        assert theirs.receipt in page
        assert "孵化器正在办理。" in page

    @pytest.mark.parametrize("drafts", [1, 3])
    def test_page_costs_the_same(self, call, person, client, django_assert_num_queries, drafts):
        for _number in range(drafts):
            lifecycle.start_draft(call=call, by=person, at=AT)
        client.force_login(person)

        with django_assert_num_queries(9):
            assert client.get(reverse("portal:personal")).text.count("可立即删除") == drafts

    def test_download(self, theirs, person, client):
        client.force_login(person)

        response = client.get(reverse("portal:personal_download"))

        assert response["Content-Disposition"].startswith("attachment")
        with zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content))) as packed:
            assert "data.json" in packed.namelist()

    def test_leaving_asks_once(self, theirs, person, client):
        client.force_login(person)

        response = client.post(reverse("portal:leave"), {})

        assert response.status_code == 400
        assert not ErasureRequest.objects.exists()

    def test_leaving_while_something_is_kept(self, theirs, person, client):
        client.force_login(person)

        page = client.post(reverse("portal:leave"), {"sure": "on"}, follow=True).text
        assert "保留我的账号" in page
        client.post(reverse("portal:stay"))

        assert ErasureRequest.objects.get().withdrawn_at is not None

    def test_leaving_for_good(self, person, client):
        client.force_login(person)

        response = client.post(reverse("portal:leave"), {"sure": "on"})

        assert response.status_code == 200
        assert "_auth_user_id" not in client.session
        assert User.objects.get(pk=person.pk).is_active is False

    @pytest.mark.parametrize("name", ["personal", "personal_download"])
    def test_strangers_sign_in_first(self, db, client, name):
        response = client.get(reverse(f"portal:{name}"))

        assert response.status_code == 302
        assert response["Location"].startswith("/account/login/")


class TestNotices:
    @pytest.fixture
    def closing(self, person):
        moment = now()
        call = CallFactory(kind="contest", closes_at=moment + 2 * DAY)
        return lifecycle.start_draft(call=call, by=person, at=moment)

    @pytest.fixture
    def mails(self, django_capture_on_commit_callbacks):
        """The mails that a verb queues for after the commit."""

        def of(verb, **arguments) -> list[dict]:
            with django_capture_on_commit_callbacks() as callbacks:
                verb(**arguments)
            return [callback.keywords for callback in callbacks]

        return of

    def test_draft_is_reminded_of_once(self, closing, mails):
        moment = now()
        assert mails(lifecycle.remind_of_drafts, at=moment - 2 * DAY) == []

        (mail,) = mails(lifecycle.remind_of_drafts, at=moment)

        assert mail["to"] == ADDRESS
        assert str(closing.key) in mail["text"]
        assert mails(lifecycle.remind_of_drafts, at=moment) == []

    def test_handed_in_one_is_not_reminded_of(self, closing, mails):
        lifecycle.withdraw(application=closing, by=closing.started_by, at=now())

        assert mails(lifecycle.remind_of_drafts, at=now()) == []

    def test_reminders_can_be_switched_off(self, closing, person, client, mails):
        client.force_login(person)
        client.post(
            reverse("account_settings"),
            {"name": MARK, "language": "zh-hans", "wanted": ["messages"]},
        )

        assert User.objects.get(pk=person.pk).muted == ["reminders", "sessions"]
        assert mails(lifecycle.remind_of_drafts, at=now()) == []

    @pytest.mark.parametrize(("muted", "count"), [([], 1), (["messages"], 0), (["reminders"], 1)])
    def test_messages_can_be_switched_off(self, theirs, person, mails, muted, count):
        User.objects.filter(pk=person.pk).update(muted=muted)

        sent = mails(
            lifecycle.write_message,
            application=theirs, body="您好", by=None, at=AT, from_office=True,
        )  # fmt: skip

        assert len(sent) == count

    def test_letters_cannot(self, theirs, person, mails):
        User.objects.filter(pk=person.pk).update(muted=["messages", "reminders"])

        assert len(mails(lifecycle.refuse, application=theirs, reason="不符", by=None, at=AT)) == 1
