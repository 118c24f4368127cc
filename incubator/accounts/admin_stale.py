"""A form that changes a row carries what its reader saw: nobody's change is put back unseen."""

import hashlib
from collections.abc import Iterator
from typing import Any

from django.contrib.admin.utils import unquote
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models, transaction
from django.forms import BaseModelForm
from django.http import HttpRequest, HttpResponse
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from incubator.core.errors import RuleViolation
from incubator.core.forms import violations_as_form_errors
from incubator.core.shown import CENTS, anything, clauses, labelled, listing

SEEN = "_seen"
LONGEST = 80  # characters of a value that are told


class MarkedForm:
    """What a ModelForm of the admin is besides: it knows what its reader saw of the row.

    A field is refused where it would be written although it is no longer what was seen. A
    request without a mark saw no form and means what it says (scripts, tests): it is taken.
    """

    @property
    def mark(self) -> str:
        """Each field that can be typed into, with a digest of what it holds now."""
        return " ".join(f"{name}:{digest}" for name, digest in self._digests())

    def clean(self) -> dict[str, Any] | None:
        with violations_as_form_errors(self):  # type: ignore[arg-type]
            self._require_seen()
        return super().clean()  # type: ignore[misc]

    def _digests(self: Any) -> Iterator[tuple[str, str]]:
        if self.instance.pk is None:
            return
        for name, field in self.fields.items():
            if name in self.initial and not field.disabled:
                yield name, _digest(self.initial[name])

    def _require_seen(self: Any) -> None:
        """Raises RuleViolation ``changed_meanwhile`` (409), with what stands there now."""
        seen = dict(part.split(":", 1) for part in self._sent().split() if ":" in part)
        written = set(self.changed_data)
        lost = [
            name
            for name, digest in self._digests()
            if name in written and seen.get(name, digest) != digest
        ]
        if lost:
            raise RuleViolation(
                "changed_meanwhile",
                _("Somebody else has changed this meanwhile, and nothing was saved. It is now: "
                  "%(now)s. If you save once more, what stands in this form is written."),
                status=409,
                now=clauses(_standing(self, name) for name in lost),
            )  # fmt: skip

    def _sent(self: Any) -> str:
        return self.data.get(self.add_prefix(SEEN), "")


class ReadsMarks:
    """For pages with forms: each form of a row is a ``MarkedForm``."""

    form: type[BaseModelForm]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.form = type(self.form.__name__, (MarkedForm, self.form), {})


class WritesMarks(ReadsMarks):
    """For the pages of a model: the marks go out with the form, and its row is held while it
    is compared and saved.
    """

    def changeform_view(self: Any, request: HttpRequest, object_id=None, *args, **kwargs):
        if request.method != "POST" or not object_id:
            return super().changeform_view(request, object_id, *args, **kwargs)
        with transaction.atomic():
            self._hold(request, unquote(object_id))
            return super().changeform_view(request, object_id, *args, **kwargs)

    def render_change_form(
        self: Any, request: HttpRequest, context: dict, *args, **kwargs
    ) -> HttpResponse:
        # A page may have a form of its own to add with: nobody saw a row in that one.
        forms = [form for form in _forms_of(context) if isinstance(form, MarkedForm)]
        context["marks"] = [(form.add_prefix(SEEN), form.mark) for form in forms if form.mark]
        return super().render_change_form(request, context, *args, **kwargs)

    def _hold(self: Any, request: HttpRequest, key: str) -> None:
        if self.has_change_permission(request) and is_key(self.model._meta.pk, key):
            rows = self.model._base_manager.filter(pk=key)
            list(rows.select_for_update(of=("self",), no_key=True).values_list("pk"))


def is_key(field: models.Field, text: str) -> bool:
    """Whether a text can be the key of a row at all."""
    try:
        field.to_python(text)
    except ValidationError:
        return False
    return True


def _forms_of(context: dict) -> Iterator[Any]:
    """The page's own form, and those of the rows below it."""
    yield context["adminform"].form
    for inline in context["inline_admin_formsets"]:
        yield from inline.formset.initial_forms


def _digest(value: Any) -> str:
    return hashlib.blake2s(repr(_plain(value)).encode(), digest_size=6).hexdigest()


def _plain(value: Any) -> Any:
    """A value as the database has it: rows by their keys, in one order."""
    if isinstance(value, (list, tuple, models.QuerySet)):
        parts = [_plain(one) for one in value]
        rows = parts and all(isinstance(one, models.Model) for one in value)
        return sorted(parts) if rows else parts
    return value.pk if isinstance(value, models.Model) else value


def _standing(form: Any, name: str) -> str:
    """A field by its label, and what its row holds there now."""
    label = form.fields[name].label
    try:
        column = form.instance._meta.get_field(name)
    except FieldDoesNotExist:
        return str(label)
    value = getattr(form.instance, name)
    if column.many_to_many:
        said = listing(value.all())
    elif column.flatchoices:
        said = getattr(form.instance, f"get_{name}_display")()
    else:
        said = anything(value, getattr(column, "decimal_places", CENTS))
    return labelled(label, Truncator(said or "—").chars(LONGEST))
