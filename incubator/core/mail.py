"""Mail leaves after the commit, through the worker; nothing typed ever becomes markup."""

import re
from collections.abc import Sequence
from functools import partial

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

FONT = "font: 16px/1.7 system-ui, 'PingFang SC', 'Microsoft YaHei', sans-serif; max-width: 40em"


def post(*, to: Sequence[str], subject: str, text: str) -> None:
    """Queue one mail to each of ``to`` once the transaction is committed.

    It goes out as plain text and, made from it, as HTML, in the language that is active now.
    """
    from incubator.core.tasks import send_mail

    line = " ".join(subject.split())
    language = get_language() or settings.LANGUAGE_CODE
    for address in to:
        transaction.on_commit(
            partial(send_mail.delay, to=address, subject=line, text=text, language=language),
            robust=True,
        )


def deliver(*, to: str, subject: str, text: str, language: str = "") -> None:
    """Hand one mail to the mail server now; for jobs. Raises OSError while it is down."""
    mail = EmailMultiAlternatives(subject, text, to=[to])
    mail.attach_alternative(as_html(text, language=language or settings.LANGUAGE_CODE), "text/html")
    mail.send()


def as_html(text: str, *, language: str) -> SafeString:
    """The same words as HTML: paragraphs, and links on lines that are an address of ours."""
    paragraphs = format_html_join(
        "\n",
        "<p>{}</p>",
        ((_lines(block),) for block in text.strip().split("\n\n") if block.strip()),
    )
    return format_html(
        '<!DOCTYPE html>\n<html lang="{}"><body style="{}">\n{}\n</body></html>\n',
        language,
        FONT,
        paragraphs,
    )


def _lines(block: str) -> SafeString:
    return format_html_join(
        SafeString("<br>\n"), "{}", ((_line(line.strip()),) for line in block.strip().splitlines())
    )


def _line(line: str) -> SafeString:
    """Somebody else's address stays text: what people type cannot lead readers astray."""
    ours = re.compile(rf"({re.escape(settings.SITE_URL.rstrip('/'))}/\S*)")
    parts = ours.split(line)
    return format_html_join(
        "",
        "{}",
        (
            (format_html('<a href="{}">{}</a>', part, part) if number % 2 else part,)
            for number, part in enumerate(parts)
        ),
    )
