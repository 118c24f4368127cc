"""Citations: the figures that a document prints, filed one by one or out of a checked text."""

from django.core.exceptions import ValidationError
from django.db import transaction

from incubator.core.errors import RuleViolation
from incubator.core.history import recorded
from incubator.statistics.checker.checking import Basis, Checked, Finding
from incubator.statistics.checker.reading import interval_of_form
from incubator.statistics.models import Citation, Document

LONGEST_SENTENCE = 1000


def require_readable(printed: str) -> None:
    """For forms. Raises ValidationError ``unreadable_printed_form``."""
    try:
        interval_of_form(printed)
    except RuleViolation as violation:
        raise ValidationError(violation.detail, code=violation.code) from violation


@transaction.atomic
def cite(
    *, document: Document, checked: Checked, incubator_id: int | None = None, by
) -> list[Citation]:
    """File the figures that a checked text prints as citations of its document.

    Whether they agree does not matter: the document prints them. Each figure is filed once, by
    its first mention; one that the document has already stays as it is. Growth and plans are
    no figures of a year. Returns those that are new.
    """
    known = set(document.citations.filter(incubator=incubator_id).values_list("indicator", "year"))
    new = []
    for one in checked.findings:
        key = (one.subject.indicator, one.year)
        if one.basis != Basis.TOTAL or not one.subject.indicator or key in known:
            continue
        known.add(key)
        new.append(_citation(document, checked, one, incubator_id))
    with recorded(by=by):
        return Citation.objects.bulk_create(new)


def _citation(
    document: Document, checked: Checked, one: Finding, incubator_id: int | None
) -> Citation:
    """With its sentence, where that is no longer than a sentence."""
    sentence = checked.sentence(one)
    printed = checked.text[one.mention.start : one.mention.end].strip()
    return Citation(
        document=document,
        indicator=one.subject.indicator,
        year=one.year,
        incubator_id=incubator_id,
        printed=printed,
        sentence=sentence if len(sentence) <= LONGEST_SENTENCE else "",
    )
