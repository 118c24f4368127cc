"""An attempt in plain SQL past every constraint of applying, for tests/core/test_constraints."""

import datetime

from companies import lifecycle
from companies.models import Application, Attachment, Invitation, Representative
from incubator.core.dates import SHANGHAI
from tests.core.sql import copy_of
from tests.factories import CallFactory, CompanyFactory, IncubatorFactory, UserFactory

AT = datetime.datetime(2008, 3, 3, 10, tzinfo=SHANGHAI)
HASH = "0" * 64

CALL, FORM, QUESTION = "companies_call", "companies_questionnaire", "companies_question"
LATE, APPLICATION, ANSWER = "companies_latecode", "companies_application", "companies_answer"
SUBMISSION, MOVE, FILE = "companies_submission", "companies_move", "companies_attachment"
PERSON, MEMBER, INVITATION = (
    "companies_representative", "companies_collaborator", "companies_invitation",
)  # fmt: skip
MESSAGE, LETTER = "companies_message", "companies_letter"
CHOSEN = "WHERE key = 'founder_kind'"


def prepared() -> None:
    CallFactory(state="draft")


def two_calls() -> None:
    CallFactory()
    CallFactory()


def late_code() -> None:
    lifecycle.allow_late(
        call=CallFactory(), given_to="甲", reason="原因", by=None, at=AT,
        until=AT + datetime.timedelta(days=1),
    )  # fmt: skip


def draft() -> Application:
    user = UserFactory()
    application = lifecycle.start_draft(call=CallFactory(), by=user, at=AT)
    lifecycle.save_answer(application=application, key="name", value="甲", seen=0, by=user, at=AT)
    return application


def received() -> Application:
    """As if handed in: everything that hangs on it, one of each."""
    application = draft()
    Application.objects.filter(pk=application.pk).update(
        state="submitted", submitted_at=AT, receipt="SQ2008-999999"
    )
    application.refresh_from_db()
    application.submissions.create(
        round=1, content={}, content_hash=HASH, submitted_at=AT, submitted_by=None
    )
    application.messages.create(from_office=True, body="您好", sent_at=AT, sent_by=None)
    application.letters.create(
        kind="receipt", language="zh-hans", subject="回执", body="已收到", written_at=AT
    )
    Attachment.objects.create(
        application=application, question="licence", file="x", original_name="x.pdf",
        content_type="application/pdf", size=1, sha256=HASH, uploaded_at=AT,
    )  # fmt: skip
    return application


def two_of_one_company() -> None:
    """The second by another person, so that nothing but the company is the same."""
    application = draft()
    Application.objects.update(company=CompanyFactory())
    lifecycle.start_draft(call=application.call, by=UserFactory(), at=AT)


def two_with_one_code() -> None:
    application = draft()
    Application.objects.update(unified_code=CompanyFactory().unified_code)
    lifecycle.start_draft(call=application.call, by=UserFactory(), at=AT)


def representative() -> None:
    Representative.objects.create(
        company=CompanyFactory(), user=UserFactory(), right="sign", since=AT
    )


def invitation() -> None:
    Invitation.objects.create(
        application=draft(), email="a@example.test", right="view", digest=HASH,
        invited_by=UserFactory(), invited_at=AT, expires_at=AT + datetime.timedelta(days=7),
    )  # fmt: skip


def draft_and_other_incubator() -> None:
    draft()
    IncubatorFactory()


def drafts_of_two_calls() -> None:
    draft()
    draft()


def first_of(column: str) -> str:
    return f"(SELECT min({column}) FROM {APPLICATION})"


ATTEMPTS = {
    "user_email_once": (
        lambda: (UserFactory(), UserFactory()),
        "UPDATE accounts_user SET email = CASE WHEN id % 2 = 0 THEN 'a@b.c' ELSE 'A@B.C' END",
    ),
    "call_kind": (prepared, f"UPDATE {CALL} SET kind = 'party', closes_at = '2030-01-01'"),
    "call_closes_after_it_opens": (prepared, f"UPDATE {CALL} SET closes_at = opens_at"),
    "call_ends_unless_rolling": (prepared, f"UPDATE {CALL} SET kind = 'contest'"),
    "call_state_has_its_publication": (prepared, f"UPDATE {CALL} SET published_at = now()"),
    "call_state_has_its_closing": (prepared, f"UPDATE {CALL} SET closed_at = now()"),
    "call_answer_days": (prepared, f"UPDATE {CALL} SET answer_days = 0"),
    "questionnaire_version_once": (
        CallFactory, lambda: copy_of(FORM),
    ),
    "questionnaire_one_in_preparation": (prepared, lambda: copy_of(FORM, version="2")),
    "questionnaire_from_one": (prepared, f"UPDATE {FORM} SET version = 0"),
    "question_key_once": (prepared, lambda: copy_of(QUESTION, position="position + 100")),
    "question_position_once": (
        prepared, lambda: copy_of(QUESTION, key="key || '_2'", fact="''"),
    ),
    "question_fact_once": (
        prepared, lambda: copy_of(QUESTION, key="key || '_2'", position="position + 100"),
    ),
    "question_key": (prepared, f"UPDATE {QUESTION} SET key = upper(key)"),
    "question_kind": (
        prepared, f"UPDATE {QUESTION} SET kind = 'song', options = '{{}}', columns = '{{}}'",
    ),
    "question_fact": (prepared, f"UPDATE {QUESTION} SET fact = 'height' {CHOSEN}"),
    "question_choices": (prepared, f"UPDATE {QUESTION} SET options = '{{one}}' {CHOSEN}"),
    "question_columns": (prepared, f"UPDATE {QUESTION} SET columns = '{{name}}' {CHOSEN}"),
    "question_limits_in_order": (prepared, f"UPDATE {QUESTION} SET minimum = 2, maximum = 1"),
    "question_condition_is_whole": (
        prepared, f"UPDATE {QUESTION} SET shown_when = 'name' {CHOSEN}",
    ),
    "late_code_ends_after_it_was_made": (late_code, f"UPDATE {LATE} SET until = made_at"),
    "late_code_names_whom_and_why": (late_code, f"UPDATE {LATE} SET reason = ''"),
    "representative_once": (representative, lambda: copy_of(PERSON)),
    "representative_right": (representative, f"UPDATE {PERSON} SET \"right\" = 'own'"),
    "representative_ends_after_it_begins": (
        representative, f"UPDATE {PERSON} SET ended_at = since - interval '1 day'",
    ),
    "collaborator_once": (draft, lambda: copy_of(MEMBER)),
    "collaborator_right": (draft, f"UPDATE {MEMBER} SET \"right\" = 'own'"),
    "invitation_right": (invitation, f"UPDATE {INVITATION} SET \"right\" = 'own'"),
    "invitation_expires_later": (invitation, f"UPDATE {INVITATION} SET expires_at = invited_at"),
    "invitation_accepted_or_revoked": (
        invitation, f"UPDATE {INVITATION} SET accepted_at = now(), revoked_at = now()",
    ),
    "application_one_open_per_company": (
        two_of_one_company, f"UPDATE {APPLICATION} SET company_id = {first_of('company_id')}",
    ),
    "application_one_open_per_code": (
        two_with_one_code, f"UPDATE {APPLICATION} SET unified_code = {first_of('unified_code')}",
    ),
    "application_unified_code_valid": (
        draft, f"UPDATE {APPLICATION} SET unified_code = '91330200000000070X'",
    ),
    "application_state": (draft, f"UPDATE {APPLICATION} SET state = 'lost'"),
    "application_state_has_its_submission": (draft, f"UPDATE {APPLICATION} SET state = 'complete'"),
    "application_state_has_its_withdrawal": (
        draft, f"UPDATE {APPLICATION} SET withdrawn_at = now()",
    ),
    "application_state_has_its_decision": (draft, f"UPDATE {APPLICATION} SET decided_at = now()"),
    "application_deferred_until_a_day": (
        draft, f"UPDATE {APPLICATION} SET deferred_until = '2008-04-01'",
    ),
    "application_admitted_as_a_company": (draft, f"UPDATE {APPLICATION} SET admitted_at = now()"),
    "application_state_has_its_date": (draft, f"UPDATE {APPLICATION} SET answer_by = now()"),
    "application_submission_has_its_receipt": (draft, f"UPDATE {APPLICATION} SET receipt = 'SQ'"),
    "application_submitted_after_it_began": (
        received, f"UPDATE {APPLICATION} SET submitted_at = started_at - interval '1 day'",
    ),
    "application_call_of_incubator": (
        draft_and_other_incubator,
        f"UPDATE {APPLICATION} SET incubator_id = (SELECT max(id) FROM institutions_incubator)",
    ),
    "application_questions_of_call": (
        drafts_of_two_calls,
        f"UPDATE {APPLICATION} SET questionnaire_id = (SELECT max(id) FROM {FORM})",
    ),
    "answer_once": (draft, lambda: copy_of(ANSWER)),
    "answer_revision_from_one": (draft, f"UPDATE {ANSWER} SET revision = 0"),
    "submission_round_once": (received, lambda: copy_of(SUBMISSION)),
    "submission_round_from_one": (received, lambda: copy_of(SUBMISSION, round="0")),
    "submission_has_its_hash": (
        received, lambda: copy_of(SUBMISSION, round="2", content_hash="'none'"),
    ),
    "move_states": (draft, lambda: copy_of(MOVE, after="'lost'")),
    "move_changes_the_state": (draft, lambda: copy_of(MOVE, before="after")),
    "attachment_has_its_hash": (received, f"UPDATE {FILE} SET sha256 = 'none'"),
    "attachment_is_not_empty": (received, f"UPDATE {FILE} SET size = 0"),
    "message_says_something": (received, lambda: copy_of(MESSAGE, body="''")),
    "letter_kind": (received, lambda: copy_of(LETTER, kind="'song'")),
    "letter_says_something": (received, lambda: copy_of(LETTER, body="''")),
}  # fmt: skip

REFERRED_TO = {"call_incubator_key", "questionnaire_call_key"}

# As PAIRS in tests/core/test_constraints.
PAIRS = {
    (CALL, "closed_at", "state"): (
        CallFactory, "now()", "'closed'", {"closed_at": "NULL", "state": "'published'"},
    ),
    (APPLICATION, "withdrawn_at", "state"): (
        draft, "now()", "'withdrawn'", {"withdrawn_at": "NULL", "state": "'draft'"},
    ),
}  # fmt: skip
