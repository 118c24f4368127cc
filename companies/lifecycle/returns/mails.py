"""What is mailed about returns: to the people who write for a company, in their language."""

from collections.abc import Callable

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from companies.enums import Right
from companies.models import Company, Representative, Return
from incubator.accounts.models import User
from incubator.core.mail import post


def writers_of(company: Company) -> list[User]:
    """Those with an address who may write for a company."""
    acting = Representative.objects.in_force().filter(
        company=company, right__in=[Right.EDIT, Right.SIGN], user__is_active=True
    )
    people = [one.user for one in acting.select_related("user").order_by("pk")]
    return [user for user in people if user.email]


def mail_each(people: list[User], words: Callable[[], tuple[str, str]]) -> int:
    """One mail to each, after the commit; ``words`` gives subject and text. How many."""
    for reader in people:
        with translation.override(reader.language or settings.LANGUAGE_CODE):
            subject, text = words()
            post(to=[reader.email], subject=subject, text=text)
    return len(people)


def address(name: str, *args) -> str:
    """A page of ours as mails name it."""
    return settings.SITE_URL.rstrip("/") + reverse(name, args=args)


def tell_sent_back(report: Return, reason: str) -> None:
    """That a return came back and why; the figures themselves are not mailed."""
    due = report.due

    def words() -> tuple[str, str]:
        values = {
            "company": due.company.name,
            "what": f"{due.form.title} · {due.period.said}",
            "reason": reason,
            "link": address("returns:fill", report.key),
        }
        text = [
            _("%(company)s: the office has sent back “%(what)s”, for this reason:"),
            "%(reason)s",
            _("Put it right here:\n%(link)s"),
        ]
        subject = _("Sent back to be put right: %(what)s")
        return subject % values, "\n\n".join(text) % values

    mail_each(writers_of(due.company), words)
