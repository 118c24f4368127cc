"""What pages of graduation show alike: conditions line by line, steps, the limits of a stay."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _

from companies.enums import GraduationOutcome, GraduationState, KnownFrom, Standing
from companies.models import GraduationReview, Residence
from companies.queries.readiness import Readiness, readiness, text_for
from companies.rules.dossier import Known, Source
from companies.rules.readiness import Finding, Verdict
from companies.rules.readiness_words import (
    document_said,
    missing_said,
    value_said,
    verdict_said,
)
from incubator.institutions.conditions import condition_said
from incubator.institutions.models import Rulebook
from incubator.institutions.queries import Shelf

COLOURS = {Standing.MET: "success", Standing.NOT_MET: "danger", Standing.UNKNOWN: "warning"}


@dataclass(frozen=True)
class Line:
    """One condition as people read it."""

    number: str
    condition: str
    certainty: str
    standing: Standing
    value: str
    on: datetime.date | None
    document: str
    source: Source | None
    missing: str

    @property
    def is_proven(self) -> bool:
        """Whether a document stands behind the value."""
        return self.source is not None and self.source.is_proven


@dataclass(frozen=True)
class StepLine:
    """One step of a review: what, on what day, what was said."""

    label: str
    on: datetime.date | None
    words: str
    is_next: bool


def check_of(stay: Residence, *, on: datetime.date) -> dict:
    """A stay by the text in force on a day, for a page: ``found`` is None where there is none."""
    shelf = Shelf.load()
    text = text_for(shelf, on=on)
    if text is None:
        return {"found": None, "lines": [], "text": None}
    [found] = readiness([stay], text, as_of=on, shelf=shelf)
    return {"found": found, "text": text, **shown(found)}


def shown(found: Readiness) -> dict:
    """The lines of a verdict, its sentence, and the longest stays."""
    return {
        "lines": lines_of(found.verdict),
        "verdict": verdict_said(found.verdict),
        "standing": found.standing,
        "standing_label": ready_said(found.standing),
        "stay_said": stay_said(found),
        "limits": [(limit, limit.last_day(found.residence.admitted_on))
                   for limit in found.limits],
    }  # fmt: skip


def lines_of(verdict: Verdict) -> list[Line]:
    """In the order of the text."""
    return [_line(finding) for finding in verdict.findings]


def lines_kept(review: GraduationReview) -> list[Line]:
    """How the conditions stood when the last decision was proposed."""
    rows = list(review.findings.select_related("criterion").order_by("-found_at", "pk"))
    if not rows:
        return []
    return [_line(_finding(row)) for row in rows if row.found_at == rows[0].found_at]


def ready_said(standing: Standing) -> str:
    """What a verdict means for a company."""
    return {
        Standing.MET: _("Ready to graduate"),
        Standing.NOT_MET: _("Not ready"),
        Standing.UNKNOWN: _("Cannot be told yet"),
    }[standing]


def stay_said(found: Readiness) -> str:
    """“month 39 of 42”; the running month alone where no text limits the stay."""
    if found.limit is None or found.limit.months is None:
        return _("month %(running)s") % {"running": found.month}
    return _("month %(running)s of %(all)s") % {
        "running": found.month, "all": found.limit.months,
    }  # fmt: skip


def steps_of(review: GraduationReview, *, for_company: bool = False) -> list[StepLine]:
    """From the application to the certificate, with what comes next.

    What the office and its committee said among themselves is not for the company.
    """
    S = GraduationState  # noqa: N806
    # What is proposed is not for the company either, before it is decided.
    outcome = "" if for_company and not review.decided_on else review.outcome
    said = f"{GraduationOutcome(outcome).label}: {review.reason}" if outcome else ""
    rows = [
        (_("Application"), review.applied_on, review.words),
        (_("Site visit"), review.visited_on, "" if for_company else review.visit_words),
        (_("Committee"), review.heard_on, "" if for_company else review.committee_words),
        (_("Decision proposed"), review.proposed_on,
         "" if review.decided_on or not said else f"{review.proposed_by} · {said}"),
        (_("Decision confirmed by a second person"), review.decided_on,
         said if review.decided_on else ""),
    ]  # fmt: skip
    if outcome in ("", GraduationOutcome.GRADUATE):
        rows.append((_("Formalities done, graduated"), review.closed_on, review.certificate_number))
    following = next((n for n, row in enumerate(rows) if row[1] is None), None)
    if review.state in {S.WITHDRAWN, S.ANNULLED, S.REFUSED, S.EXTENDED}:
        following = None
    return [StepLine(*row, is_next=n == following) for n, row in enumerate(rows)]


def over_stays(found: Iterable[Readiness]) -> list[Readiness]:
    """Those longer here than they may be, the longest over first."""
    return sorted((one for one in found if one.is_over), key=lambda one: one.last_day)


def texts_by_code(texts: Iterable[Rulebook]) -> dict[str, Rulebook]:
    """For a choice of texts."""
    return {text.code: text for text in texts}


def _line(finding: Finding) -> Line:
    known = finding.known
    return Line(
        number=finding.criterion.item,
        condition=condition_said(finding.criterion),
        certainty=finding.criterion.certainty,
        standing=finding.standing,
        value=value_said(finding),
        on=known.on if known else None,
        document=document_said(finding),
        source=known.source if known else None,
        missing=missing_said(finding),
    )


def _finding(row) -> Finding:
    """A kept row as the rules made it; running months are not kept and said as a difference."""
    known = None
    if row.source:
        source = Source(KnownFrom(row.source), row.source_id, row.source_said, row.is_proven)
        known = Known(Fraction(row.standing == Standing.MET), row.dated, source)
    return Finding(
        criterion=row.criterion,
        standing=Standing(row.standing),
        known=known,
        value=None if row.value is None else Fraction(row.value),
        short=None if row.short is None else Fraction(row.short),
    )
