"""The mails about accounts: ours for every one that the library sends, and as HTML too."""

from pathlib import Path

import allauth
import pytest
from celery import Task
from django.core import mail
from django.utils import translation

from incubator.accounts.mails import ACCOUNT_MAILS, CHANGES, words_for
from incubator.core.mail import as_html
from incubator.core.tasks import send_mail

# Codes in place of links are switched off; password_reset is the notice, not the link.
NOT_SENT = {"account/email/login_code", "account/email/password_reset_code"}
CONTEXT = {
    "activate_url": "http://x/a", "password_reset_url": "http://x/r", "signup_url": "http://x/s",
    "from_email": "a@x.test", "to_email": "b@x.test", "deleted_email": "c@x.test",
    "timestamp": "2008-03-03 10:00", "ip": "192.0.2.1", "user_agent": "<b>Browser</b> 100%",
}  # fmt: skip


def sent_by_the_library() -> set[str]:
    templates = Path(allauth.__file__).parent / "templates"
    found = [
        *templates.glob("account/email/*_subject.txt"),
        *templates.glob("mfa/email/*_subject.txt"),
    ]
    return {
        path.relative_to(templates).as_posix().removesuffix("_subject.txt") for path in found
    } - NOT_SENT


def test_every_mail_of_the_library_has_words_of_ours():
    assert sent_by_the_library() == ACCOUNT_MAILS.keys() | CHANGES.keys()


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("prefix", sorted(ACCOUNT_MAILS.keys() | CHANGES.keys()))
def test_words_are_filled_and_in_the_readers_language(prefix, language):
    with translation.override(language):
        subject, text = words_for(prefix, CONTEXT)

    assert "%(" not in text
    assert any("一" <= letter <= "龥" for letter in subject + text) == (language == "zh-hans")
    links = [value for key, value in CONTEXT.items() if key.endswith("_url")]
    assert sum(link in text for link in links) == (prefix in ACCOUNT_MAILS)


def test_html_says_the_same_and_typed_markup_stays_text(settings):
    settings.SITE_URL = "https://zone.test"
    text = "您好 <script>alert(1)</script> & 再见\n\nhttps://zone.test/a?b=1&c=2\nhttps://elsewhere.test/"

    html = as_html(text, language="zh-hans")

    assert '<html lang="zh-hans">' in html
    assert "<script" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; 再见" in html
    assert '<a href="https://zone.test/a?b=1&amp;c=2">' in html
    assert html.count("<a ") == 1


def test_mail_goes_out_as_text_with_html():
    send_mail(to="a@x.test", subject="主题", text="一段话", language="en")

    [sent] = mail.outbox
    assert sent.body == "一段话"
    assert [kind for _html, kind in sent.alternatives] == ["text/html"]
    assert '<html lang="en">' in sent.alternatives[0][0]


def test_the_log_of_jobs_does_not_hold_the_links_of_a_mail(monkeypatch):
    """What a worker logs of a job is its ``kwargsrepr``: a link there lets its reader in."""
    sent = []
    monkeypatch.setattr(Task, "apply_async", lambda _self, *args, **options: sent.append(options))

    send_mail.delay(to="a@x.test", subject="主题", text="https://x.test/reviewing/join/secret/")

    assert [options["kwargsrepr"] for options in sent] == ["{…}"]
