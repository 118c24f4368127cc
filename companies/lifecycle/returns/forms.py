"""Verbs on forms: put on file once, out of files; a version that is used never changes."""

import datetime
import tomllib
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

import companies
from companies.models import ReturnCheck, ReturnForm, ReturnItem
from companies.rules.returns.forms import FormDraft, read_form
from incubator.core.errors import RuleViolation
from incubator.core.history import recorded

FOLDER = Path(companies.__file__).parent / "return_forms"
WORDS = "words.toml"
# What may change after a version is published, so it is not compared; how a source or a note is
# worded asks nothing else of anybody.
LOOSE = {"valid_until", "is_asked", "source", "note", "note_en"}


@transaction.atomic
def load_forms(*, at: datetime.datetime, by=None, folder: Path = FOLDER) -> list[ReturnForm]:
    """Publish the forms of a folder that are not on file yet, and return those.

    Those on file stay as they are, so it may be done any number of times. Raises
    RuleViolation: ``return_form_unreadable``, ``return_form_changed`` (409).
    """
    words = tomllib.loads((folder / WORDS).read_text(encoding="utf-8"))
    drafts = [
        read_form(path.read_text(encoding="utf-8"), words)
        for path in sorted(folder.glob("*.toml"))
        if path.name != WORDS
    ]
    drafts.sort(key=lambda draft: (draft.form["code"], draft.form["version"]))
    with recorded(by=by, reason="return forms"):
        new = [publish_form(draft=draft, at=at) for draft in drafts]
    return [form for form in new if form is not None]


@transaction.atomic
def publish_form(*, draft: FormDraft, at: datetime.datetime) -> ReturnForm | None:
    """Put one version on file for good; the version before it ends where this one begins.

    None where it is on file already. Raises RuleViolation: ``return_form_unreadable``,
    ``return_form_changed`` (409: the same version says something else).
    """
    there = ReturnForm.objects.filter(
        code=draft.form["code"], version=draft.form["version"]
    ).first()
    if there is not None:
        _require_unchanged(there, draft)
        return None
    _end_the_one_before(draft)
    form = ReturnForm(**draft.form)
    try:
        with transaction.atomic():
            _write(form, draft)
            form.published_at = at
            form.save(update_fields=["published_at"])
    except (ValidationError, IntegrityError) as error:
        said = error.messages if isinstance(error, ValidationError) else [str(error)]
        raise RuleViolation(
            "return_form_unreadable",
            _("This form cannot be read: %(what)s"),
            field="file",
            what=f"{draft.form['code']} {draft.form['version']}: {' '.join(said)}"[:200],
        ) from error
    return form


@transaction.atomic
def ask_form(*, form: ReturnForm, asked: bool, by) -> ReturnForm:
    """Say whether the periods of a form open by themselves from now on."""
    form = ReturnForm.objects.select_for_update(of=("self",)).get(pk=form.pk)
    form.is_asked = asked
    with recorded(by=by):
        form.save(update_fields=["is_asked"])
    return form


def form_in_force(code: str, *, on: datetime.date) -> ReturnForm:
    """The version of a form that holds on a day. Raises RuleViolation ``no_return_form``."""
    form = ReturnForm.objects.in_force(on=on).filter(code=code).first()
    if form is None:
        raise RuleViolation(
            "no_return_form",
            _("No version of the form “%(code)s” holds on %(day)s."),
            field="form",
            code=code[:40],
            day=on,
        )
    return form


def _write(form: ReturnForm, draft: FormDraft) -> None:
    """The columns are looked at here, how they hang together by the database."""
    form.clean_fields()
    form.save()
    items = [ReturnItem(form=form, **line) for line in draft.items]
    checks = [ReturnCheck(form=form, **line) for line in draft.checks]
    for row in (*items, *checks):
        row.clean_fields(exclude=["form"])
    ReturnItem.objects.bulk_create(items)
    ReturnCheck.objects.bulk_create(checks)


def _end_the_one_before(draft: FormDraft) -> None:
    begins = draft.form["valid_from"]
    before = ReturnForm.objects.published().filter(
        code=draft.form["code"], version__lt=draft.form["version"], valid_from__lt=begins
    )
    before.exclude(valid_until__lte=begins).update(valid_until=begins)


def _require_unchanged(form: ReturnForm, draft: FormDraft) -> None:
    items, checks = form.items.order_by("position"), form.checks.order_by("position")
    same = (
        _says(form, draft.form)
        and len(items) == len(draft.items)
        and len(checks) == len(draft.checks)
        and all(map(_says, items, draft.items))
        and all(map(_says, checks, draft.checks))
    )
    if not same:
        raise RuleViolation(
            "return_form_changed",
            _(
                "Version %(version)d of “%(form)s” is on file and says something else; "
                "what changes gets a new version."
            ),
            status=409,
            version=form.version,
            form=form.name,
        )


def _says(row: Any, columns: dict[str, Any]) -> bool:
    return all(getattr(row, name) == value for name, value in columns.items() if name not in LOOSE)
