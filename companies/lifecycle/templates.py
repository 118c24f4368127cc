"""Writing the words of a call's letters."""

import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from companies.lifecycle.holding import locked_call
from companies.lifecycle.outbox import prepare_again
from companies.lifecycle.rendering import without_gaps
from companies.models import Call, LetterTemplate
from companies.rules.letters import (
    KINDS,
    PLACES,
    filled,
    require_needed,
    require_sound,
    require_words,
)
from companies.rules.standard_letters import STANDARD, Words
from incubator.core.errors import RuleViolation
from incubator.core.history import recorded

TEXTS = ("subject", "body", "subject_en", "body_en")


def words_for(*, call: Call, kind: str) -> LetterTemplate | Words:
    """The words in use: the newest version of the call, or the standard ones."""
    own = LetterTemplate.objects.filter(call=call, kind=kind).order_by("-version").first()
    return own or STANDARD[kind]


@transaction.atomic
def write_template(
    *,
    call: Call,
    kind: str,
    subject: str,
    body: str,
    subject_en: str,
    body_en: str,
    by,
    at: datetime.datetime,
) -> LetterTemplate:
    """Use other words for a kind of letter from now on, in letters prepared already as well.

    Raises RuleViolation: ``letter_kind_unknown``, ``template_empty``, ``placeholder_unknown``,
    ``placeholder_broken``, ``placeholder_missing``, ``template_without_words``.
    """
    texts = _checked(kind, dict(zip(TEXTS, (subject, body, subject_en, body_en), strict=True)))
    call = locked_call(call)
    last = LetterTemplate.objects.filter(call=call, kind=kind).aggregate(last=Max("version"))
    with recorded(by=by):
        template = LetterTemplate.objects.create(
            call=call,
            kind=kind,
            version=(last["last"] or 0) + 1,
            written_at=at,
            written_by=by,
            **texts,
        )
        prepare_again(call=call, kind=kind)
    return template


def preview_template(*, call: Call, kind: str, **texts: str) -> dict[str, str]:
    """The four texts with an example in every place; nothing is kept.

    What the call says is said; the rest stands in brackets. Raises as ``write_template``.
    """
    examples = {name: f"〔{label}〕" for name, label in PLACES.items()}
    examples |= {"call": str(call), "incubator": call.incubator.name}
    return {
        name: without_gaps(filled(text, examples)) for name, text in _checked(kind, texts).items()
    }


def _checked(kind: str, texts: dict[str, str]) -> dict[str, str]:
    """The texts as they are kept."""
    if kind not in KINDS.values():
        raise RuleViolation(
            "letter_kind_unknown", _("No such letter is written from a template."), field="kind"
        )
    texts = {name: text.replace("\r\n", "\n").strip() for name, text in texts.items()}
    for name, text in texts.items():
        if not text:
            raise RuleViolation("template_empty", _("A letter has both languages."), field=name)
        places = require_sound(text, field=name)
        if name.startswith("body"):
            require_needed(kind, places, field=name)
        require_words(kind, text, field=name)
    return texts
