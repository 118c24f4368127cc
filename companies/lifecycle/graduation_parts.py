"""What verbs on graduation reviews share: the text, whose turn it is, days, findings, refusals."""

import datetime
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from companies.enums import GraduationOutcome, GraduationState, Right, Standing
from companies.lifecycle.acting import tell
from companies.lifecycle.leavings import (
    refuse_graduation_under_way,
    refuse_leaving_under_way,
)
from companies.lifecycle.register import open_residence
from companies.lifecycle.texts import WORDS, required
from companies.models import GraduationFinding, GraduationReview, Residence
from companies.queries.people import people_of
from companies.queries.readiness import Readiness, readiness, text_for
from incubator.core.errors import RuleViolation
from incubator.core.history import recorded
from incubator.institutions.enums import Programme
from incubator.institutions.models import Incubator, Rulebook
from incubator.institutions.queries import Shelf

CENT = Decimal("0.01")


def standing_of(review: GraduationReview, *, on: datetime.date) -> Readiness:
    """How the review's company stands to the text of its review on a day."""
    return readiness([review.residence], review.rulebook, as_of=on)[0]


def next_certificate(incubator: Incubator, *, year: int) -> str:
    """The next number of an institution and year; the institution is held until the end."""
    Incubator.objects.select_for_update(of=("self",), no_key=True).get(pk=incubator.pk)
    head = f"{incubator.code.upper()}-{year}-"
    last = (
        GraduationReview.objects.filter(certificate_number__startswith=head)
        .order_by("-certificate_number")
        .values_list("certificate_number", flat=True)
        .first()
    )
    return f"{head}{int(last.removeprefix(head)) + 1 if last else 1:04d}"


def locked_review(review: GraduationReview) -> GraduationReview:
    """The row as it is now, held until the transaction ends."""
    return (
        GraduationReview.objects.select_for_update(of=("self",))
        .select_related("residence__company", "residence__incubator", "company", "incubator",
                        "rulebook")
        .get(pk=review.pk)
    )  # fmt: skip


def stay_that_may_graduate(residence: Residence) -> Residence:
    """The stay, held. Raises what ``apply_for_graduation`` says of stays."""
    residence = open_residence(residence)
    if residence.programme != Programme.INCUBATION:
        raise RuleViolation(
            "not_in_incubation",
            _("A company graduates from an incubator; %(incubator)s is an accelerator."),
            status=409,
            incubator=residence.incubator.name,
        )
    refuse_leaving_under_way(residence)
    refuse_graduation_under_way(residence)
    return residence


def text_in_force(rulebook: Rulebook | None, on: datetime.date) -> Rulebook:
    """The text that decides on a day. Raises ``rulebook_not_in_force``."""
    shelf = Shelf.load()
    chosen = rulebook or text_for(shelf, on=on)
    if chosen is None or all(one.pk != chosen.pk for one in shelf.in_force(on=on)):
        raise RuleViolation(
            "rulebook_not_in_force",
            _("No rulebook with conditions of graduation was in force on %(on)s.")
            if chosen is None
            else _("%(rulebook)s was not in force on %(on)s."),
            field="rulebook",
            on=on,
            rulebook=chosen,
        )
    return chosen


def begin_review(residence: Residence, text: Rulebook, *, by, **columns) -> GraduationReview:
    """A new review of a stay."""
    with recorded(by=by):
        return GraduationReview.objects.create(
            residence=residence,
            company_id=residence.company_id,
            incubator_id=residence.incubator_id,
            rulebook=text,
            applied_by=by,
            **columns,
        )


def in_turn(review: GraduationReview, state: GraduationState) -> GraduationReview:
    """The review, held, where it stands so. Raises ``graduation_out_of_turn`` (409)."""
    review = locked_review(review)
    if review.state != state:
        raise RuleViolation(
            "graduation_out_of_turn",
            _("This review is “%(state)s”; that does not come next."),
            status=409,
            state=review.get_state_display(),
        )
    return review


def require_outcome(outcome: str, *, field: str) -> None:
    """Raises ``outcome_unknown``."""
    if outcome not in GraduationOutcome.values:
        raise RuleViolation("outcome_unknown", _("Say what it comes to."), field=field)


def require_somebody(by) -> None:
    """Raises ``decider_missing`` (403)."""
    if by is None or by.pk is None:
        raise RuleViolation(
            "decider_missing", _("A decision is made by people, each by name."), status=403
        )


def require_conditions(found: Readiness, unknown_reason: str) -> str:
    """The written reason where it is needed, else nothing.

    Raises ``conditions_not_met`` (409), ``conditions_unknown`` (409).
    """
    if found.standing == Standing.NOT_MET:
        raise RuleViolation(
            "conditions_not_met",
            _("The conditions of %(rulebook)s are not met; the company cannot pass."),
            status=409,
            field="outcome",
            rulebook=found.rulebook.name,
        )
    if found.standing == Standing.MET:
        return ""
    if not unknown_reason.strip():
        raise RuleViolation(
            "conditions_unknown",
            _("It is unknown whether the conditions are met; say in writing why it passes."),
            status=409,
            field="unknown_reason",
        )
    return required(unknown_reason, field="unknown_reason", most=WORDS)


def require_later(review: GraduationReview, until: datetime.date | None) -> datetime.date:
    """The last day of an extended stay. Raises ``extension_not_later``."""
    if until is None or until <= review.residence.due_on:
        raise RuleViolation(
            "extension_not_later",
            _("The residence is already agreed until %(due)s; an extension ends later."),
            field="until",
            due=review.residence.due_on,
        )
    return until


def keep_findings(review: GraduationReview, found: Readiness, at: datetime.datetime) -> None:
    """How every condition stands, as rows of the review."""
    GraduationFinding.objects.bulk_create(
        GraduationFinding(
            review=review,
            criterion=finding.criterion,
            found_at=at,
            standing=finding.standing,
            # Never nearer to the limit than it is.
            value=_decimal(finding.value, ROUND_FLOOR),
            short=_decimal(finding.short, ROUND_CEILING),
            **_known(finding),
        )
        for finding in found.verdict.findings
    )


def _known(finding) -> dict:
    if finding.known is None:
        return {}
    source = finding.known.source
    return {
        "dated": finding.known.on,
        "source": source.kind,
        "source_id": source.pk,
        "source_said": source.said[:200],
        "is_proven": source.is_proven,
    }


def _decimal(value, rounding: str) -> Decimal | None:
    if value is None:
        return None
    return (Decimal(value.numerator) / value.denominator).quantize(CENT, rounding)


def set_columns(review: GraduationReview, *, by, **columns) -> GraduationReview:
    """Write what a verb has made of a review."""
    for name, value in columns.items():
        setattr(review, name, value)
    with recorded(by=by):
        review.save(update_fields=list(columns))
    return review


def tell_company(review: GraduationReview, said: str) -> None:
    """Mail what became of it to the people who act for the company, after the commit."""
    address = settings.SITE_URL.rstrip("/") + reverse("company:graduation", args=[review.key])
    tell(
        people_of(review.company, right=Right.VIEW),
        lambda: (
            gettext("Graduation of %(company)s: %(state)s")
            % {"company": review.company.name, "state": review.get_state_display()},
            "\n\n".join(filter(None, [said, address])),
        ),
    )
