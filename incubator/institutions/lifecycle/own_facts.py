"""Verbs on what an institution has of its own: stated, corrected, ended, withdrawn; not changed."""

import datetime
from pathlib import PurePath
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from incubator.core.dates import day_of
from incubator.core.errors import RuleViolation, violation_of
from incubator.core.files import check_upload
from incubator.core.history import recorded
from incubator.institutions.models import Incubator, OwnDocument, OwnFact, YearAccount

F = TypeVar("F", bound=OwnFact)


@transaction.atomic
def add_own_document(
    *, incubator: Incubator, title: str, upload: UploadedFile, by, at: datetime.datetime
) -> OwnDocument:
    """Keep a document of an institution; the same file twice is kept once, under its first title.

    Raises RuleViolation: those of ``core.files.check_upload``, ``document_without_title``.
    """
    title = " ".join(title.split())
    if not title:
        raise RuleViolation(
            "document_without_title", _("Say what the document is."), field="document_title"
        )
    checked = check_upload(upload)
    _hold(incubator)
    if same := incubator.own_documents.filter(sha256=checked.sha256).first():
        return same
    with recorded(by=by):
        return OwnDocument.objects.create(
            incubator=incubator, title=title, uploaded_at=at, uploaded_by=by, **checked.columns()
        )


@transaction.atomic
def state_own_fact(
    kind: type[F],
    /,
    *,
    incubator: Incubator,
    by,
    at: datetime.datetime,
    document: OwnDocument | None = None,
    replaces: F | None = None,
    correction: str = "",
    is_generated: bool = False,
    **columns,
) -> F:
    """Put a fact of an institution on file; with ``replaces`` it corrects another one, for the
    reason ``correction``.

    Raises RuleViolation: ``own_fact_in_future``, ``own_fact_on_file`` (409),
    ``document_of_another_institution``, ``correction_without_reason``,
    ``own_fact_corrected_already`` (409), ``own_fact_field_invalid``, and one code for each
    constraint of the kind, such as ``income_does_not_add_up``, ``part_larger_than_staff``.
    """
    _hold(incubator)
    _require_document_of(incubator, document)
    fact = kind(
        incubator=incubator, document=document, recorded_at=at, recorded_by=by, replaces=replaces,
        correction=correction.strip(), is_generated=is_generated, **columns,
    )  # fmt: skip
    _require_correction(fact)
    _require_sound(fact, at)
    with recorded(by=by):
        fact.save(force_insert=True)
    return fact


@transaction.atomic
def file_own_fact(
    kind: type[F],
    /,
    *,
    incubator: Incubator,
    by,
    at: datetime.datetime,
    upload: UploadedFile | None = None,
    document_title: str = "",
    **columns,
) -> F:
    """As ``state_own_fact``, with the document that was sent with it, if any.

    Raises RuleViolation also as ``add_own_document``.
    """
    if upload is not None:
        columns["document"] = add_own_document(
            incubator=incubator, title=_title(document_title, upload), upload=upload, by=by, at=at,
        )  # fmt: skip
    return state_own_fact(kind, incubator=incubator, by=by, at=at, **columns)


@transaction.atomic
def attach_own_document(
    *, fact: F, upload: UploadedFile, by, at: datetime.datetime, document_title: str = ""
) -> F:
    """Put a document behind a fact that has none.

    Raises RuleViolation: ``own_fact_withdrawn`` (409), ``document_there_already`` (409), and
    those of ``add_own_document``.
    """
    fact = _locked(fact)
    if fact.document_id is not None:
        raise RuleViolation(
            "document_there_already",
            _("A document stands behind it already; another one belongs to a correction."),
            status=409,
        )
    fact.document = add_own_document(
        incubator=fact.incubator, title=_title(document_title, upload), upload=upload, by=by,
        at=at,
    )  # fmt: skip
    with recorded(by=by):
        fact.save(update_fields=["document"])
    return fact


@transaction.atomic
def end_own_fact(*, fact: F, on: datetime.date, by, at: datetime.datetime) -> F:
    """Say since which day it is no more.

    Raises RuleViolation: ``own_fact_withdrawn`` (409), ``own_fact_over_already`` (409),
    ``own_fact_in_future``, ``own_fact_ends_before_it_begins``.
    """
    fact = _locked(fact)
    if not fact.UNTIL or fact.holds_until is not None:
        raise RuleViolation(
            "own_fact_over_already", _("Its end is said already, or it has none."), status=409
        )
    setattr(fact, fact.UNTIL, on)
    _require_sound(fact, at)
    with recorded(by=by):
        fact.save(update_fields=[fact.UNTIL])
    return fact


@transaction.atomic
def withdraw_own_fact(*, fact: F, reason: str, by, at: datetime.datetime) -> F:
    """It was wrong: it stays on file with the reason, and counts no more.

    Raises RuleViolation: ``own_fact_withdrawn`` (409), ``withdrawal_without_reason``.
    """
    fact = _locked(fact)
    if not reason.strip():
        raise RuleViolation("withdrawal_without_reason", _("Say why."), field="reason")
    fact.withdrawn_at, fact.withdrawal = at, reason.strip()
    with recorded(by=by):
        fact.save(update_fields=["withdrawn_at", "withdrawal"])
    return fact


def _title(said: str, upload: UploadedFile) -> str:
    """What somebody said that it is, or its name without the ending."""
    return said.strip() or PurePath(upload.name or "").stem


def _hold(incubator: Incubator) -> None:
    """All facts of an institution share one lock: what is on file cannot change meanwhile."""
    Incubator.objects.select_for_update(of=("self",)).get(pk=incubator.pk)


def _rows_like(fact: OwnFact) -> Any:
    """The manager of a fact's kind: each kind has a table of its own."""
    return fact.__class__._default_manager


def _locked(fact: F) -> F:
    _hold(fact.incubator)
    rows = _rows_like(fact).select_for_update(of=("self",)).select_related("incubator")
    found = rows.get(pk=fact.pk)
    if found.withdrawn_at is not None:
        raise RuleViolation(
            "own_fact_withdrawn", _("It was withdrawn and counts no more."), status=409
        )
    return found


def _require_document_of(incubator: Incubator, document: OwnDocument | None) -> None:
    if document is not None and document.incubator_id != incubator.pk:
        raise RuleViolation(
            "document_of_another_institution",
            _("This document belongs to another institution."),
            field="document",
        )


def _require_correction(fact: OwnFact) -> None:
    if fact.replaces is None:
        return
    if not fact.correction:
        raise RuleViolation(
            "correction_without_reason", _("Say why it is corrected."), field="correction"
        )
    others = _rows_like(fact).filter(replaces=fact.replaces, withdrawn_at__isnull=True)
    wrong_row = fact.replaces.incubator_id != fact.incubator_id
    if wrong_row or others.exists():
        raise RuleViolation(
            "own_fact_corrected_already",
            _("It has been corrected already; correct the newest one."),
            status=409,
        )


def _require_sound(fact: OwnFact, at: datetime.datetime) -> None:
    for name in fact.HAPPENED:
        day = getattr(fact, name)
        if day and day > day_of(at):
            raise _in_future(name, str(day))
    if isinstance(fact, YearAccount) and fact.year >= day_of(at).year:
        raise _in_future("year", str(fact.year))
    try:
        fact.clean_fields(exclude=_columns_of_the_verb(fact))
        fact.validate_constraints(exclude={"ends_on"})
    except ValidationError as error:
        raise violation_of(error, otherwise="own_fact_field_invalid") from error
    _refuse_twice(fact)


def _in_future(field: str, on: str) -> RuleViolation:
    return RuleViolation(
        "own_fact_in_future",
        _("%(on)s is not over; state it when it is."),
        field=field,
        on=on,
    )


def _columns_of_the_verb(fact: OwnFact) -> set[str]:
    """Every column but the fact's own, which the verb itself fills."""
    return {column.name for column in fact._meta.concrete_fields} - set(fact.OWN)


def _refuse_twice(fact: OwnFact) -> None:
    same = {name: getattr(fact, name) for name in fact.SAME_BY}
    twins = (
        _rows_like(fact)
        .counted()
        .filter(incubator=fact.incubator_id, **same)
        .exclude(pk=fact.pk)
        .exclude(pk=fact.replaces.pk if fact.replaces else None)
    )
    if twins.exists():
        raise RuleViolation("own_fact_on_file", _("This is on file already."), status=409)
