"""The words of a decision's letter for each applicant, previewed or written down."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from companies.enums import LetterKind
from companies.models import Application, Call, LetterTemplate, Review
from companies.rules.letters import KINDS, filled
from companies.rules.standard_letters import STANDARD
from incubator.core.dates import day_of
from incubator.core.errors import RuleViolation
from incubator.core.shown import day


@dataclass(frozen=True)
class Rendered:
    """A letter as its reader gets it; ``to`` is empty where there is no address."""

    kind: LetterKind
    language: str
    subject: str
    body: str
    to: str
    template: LetterTemplate | None


class Renderer:
    """Renders the letters of one call; reads templates and comments once for all of them."""

    def __init__(self, call: Call, cases: Iterable[Application]) -> None:
        self.call = call
        newest = LetterTemplate.objects.filter(call=call).order_by("kind", "-version")
        self.templates = {template.kind: template for template in newest.distinct("kind")}
        self.comments: dict[int, list[str]] = defaultdict(list)
        said = Review.objects.filter(application__in=[case.pk for case in cases]).counting()
        for case, comment in (
            said.exclude(comment_applicant="")
            .order_by("application", "pk")
            .values_list("application", "comment_applicant")
        ):
            self.comments[case].append(comment.strip())

    def __call__(
        self,
        case: Application,
        *,
        outcome: str,
        said: str,
        rank: int | None,
        until: datetime.date | None,
        conditions: Sequence[tuple[str, datetime.date]],
        at: datetime.datetime,
    ) -> Rendered:
        """One letter, in its reader's language. Raises ``letter_says_nothing`` (409)."""
        kind = KINDS[outcome]
        template = self.templates.get(kind)
        words = template or STANDARD[kind]
        reader = case.started_by
        language = getattr(reader, "language", "") or settings.LANGUAGE_CODE
        english = language.startswith("en")
        with translation.override(language):
            values = {
                "name": case.name,
                "call": self.call.name_in(language),
                "incubator": case.incubator.name,
                "receipt": case.receipt or "",
                "day": day(day_of(at)),
                "said": said,
                "comments": self._comments(case),
                "conditions": _conditions(conditions),
                "rank": str(rank or ""),
                "until": day(until) if until else "",
                "address": settings.SITE_URL.rstrip("/")
                + reverse("applying:application", args=[case.key]),
            }
        subject = " ".join(filled(words.subject_en if english else words.subject, values).split())
        body = without_gaps(filled(words.body_en if english else words.body, values))
        if not subject or not body:
            raise _says_nothing(kind, case)
        return Rendered(
            kind=kind,
            language=language,
            subject=subject[:200],
            body=body,
            to=reader.email if reader else "",
            template=template,
        )

    def _comments(self, case: Application) -> str:
        """Reviewers' comments for the applicant, without their names."""
        said = self.comments.get(case.pk)
        if not said:
            return ""
        return "\n\n".join([gettext("The reviewers say:"), *said])


def _says_nothing(kind: LetterKind, case: Application) -> RuleViolation:
    """From words that were written before templates had to have some of their own."""
    return RuleViolation(
        "letter_says_nothing",
        _("The letter “%(kind)s” to %(case)s would be empty; write other words for it first."),
        status=409,
        kind=str(kind.label),
        case=case,
    )


def without_gaps(body: str) -> str:
    """A text without the empty lines that empty places leave behind."""
    lines: list[str] = []
    for line in body.splitlines():
        if line.strip() or (lines and lines[-1].strip()):
            lines.append(line.rstrip())
    return "\n".join(lines).strip()


def _conditions(conditions: Sequence[tuple[str, datetime.date]]) -> str:
    return "\n".join(
        gettext("%(number)d. %(text)s (by %(day)s)")
        % {"number": number, "text": text, "day": day(due_on)}
        for number, (text, due_on) in enumerate(conditions, 1)
    )
