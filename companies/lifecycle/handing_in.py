"""A fact and its document in one step, both or neither."""

import datetime
from typing import TypeVar

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from companies.enums import Right
from companies.lifecycle.facts import (
    add_evidence,
    attach_evidence,
    record_fact,
    require_right_in,
)
from companies.models import Company, CompanyFact, Evidence

F = TypeVar("F", bound=CompanyFact)


@transaction.atomic
def file_fact(
    kind: type[F],
    /,
    *,
    company: Company,
    by,
    at: datetime.datetime,
    upload: UploadedFile | None = None,
    document_title: str = "",
    from_office: bool = False,
    **columns,
) -> F:
    """Record a fact with the document that was sent with it, if any.

    The company's people hand it in, to be verified; what the office files counts at once.
    Raises RuleViolation as ``record_fact`` and ``add_evidence``, and ``right_missing`` (403).
    """
    if not from_office:
        require_right_in(company, by, Right.EDIT)
    if upload is not None:
        columns["evidence"] = _evidence(company, upload, document_title, by, at)
    return record_fact(kind, company=company, by=by, at=at, verified=from_office, **columns)


@transaction.atomic
def file_document(
    *,
    fact: F,
    upload: UploadedFile,
    by,
    at: datetime.datetime,
    document_title: str = "",
    from_office: bool = False,
) -> F:
    """Put a document that was sent behind a fact that has none.

    Raises RuleViolation as ``attach_evidence`` and ``add_evidence``, and ``right_missing`` (403).
    """
    if not from_office:
        require_right_in(fact.company, by, Right.EDIT)
    return attach_evidence(
        fact=fact, evidence=_evidence(fact.company, upload, document_title, by, at), by=by
    )


def _evidence(
    company: Company, upload: UploadedFile, title: str, by, at: datetime.datetime
) -> Evidence:
    """The document, under its file's name where nobody gave it a title."""
    named = title.strip() or (upload.name or "").rpartition(".")[0]
    return add_evidence(company=company, title=named[:120], upload=upload, by=by, at=at)
