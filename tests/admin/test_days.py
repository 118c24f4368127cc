"""Every date that somebody can type is of our time: all forms there are, one by one."""

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.urls import get_resolver

from companies.queries.facts import FACTS
from incubator.accounts.admin_base import ScopedModelAdmin
from incubator.core.admin_fields import OldDay
from incubator.core.column_fields import DRESS, fields_of
from incubator.institutions.own import OWN_FACTS
from tests.admin.conftest import MODELS, pages_of

OURS = ("companies", "facilities", "incubator", "mentors")
WRONG = ("0001-01-01", "9999-12-31")
TOO_OLD, TOO_FAR = "1979-12-31", "2101-01-01"
DAYS = (forms.DateField, forms.DateTimeField)


def refuses(field: forms.Field, day: str) -> bool:
    """Whether a field that takes days says no to this one."""
    try:
        field.clean([day, "00:00"] if isinstance(field, forms.MultiValueField) else day)
    except ValidationError:
        return True
    return False


def loose(fields: dict[str, forms.Field]) -> list[tuple[str, str]]:
    """Fields that take a day of another time, and the day."""
    found = []
    for name, field in fields.items():
        if not isinstance(field, (*DAYS, forms.SplitDateTimeField)):
            continue
        assert not refuses(field, "2007-12-31"), name
        days = WRONG if isinstance(field, OldDay) else (*WRONG, TOO_OLD, TOO_FAR)
        found += [(name, day) for day in days if not refuses(field, day)]
    return found


def declared_forms() -> list[type[forms.BaseForm]]:
    """Every form class of ours that has been imported: the addresses import all pages."""
    get_resolver().url_patterns  # noqa: B018
    found, waiting = [], list(forms.BaseForm.__subclasses__())
    while waiting:
        form = waiting.pop()
        waiting += form.__subclasses__()
        if form.__module__.split(".")[0] in OURS:
            found.append(form)
    return found


def test_forms_that_are_declared():
    wrong = {form: found for form in declared_forms() if (found := loose(form.base_fields))}

    assert wrong == {}
    assert sum(isinstance(field, DAYS) for form in declared_forms()
               for field in form.base_fields.values()) > 40  # fmt: skip


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_forms_of_every_admin(world, model, rf):
    request = rf.get("/")
    request.user = world.users["superuser"]
    pages = pages_of(model)

    rows = [next(iter(found)) for found in world.rows[model].values()]
    # Pages that add by a verb have a form of their own, which is among the declared ones.
    new = [None] if type(pages).add_view is ScopedModelAdmin.add_view else []
    wrong = {}
    for row in [*new, *rows]:
        form = pages.get_form(request, row)
        wrong |= dict(loose(form.base_fields))
        for formset, _inline in pages.get_formsets_with_inlines(request, row):
            wrong |= dict(loose(formset.form.base_fields))
    assert wrong == {}


@pytest.mark.parametrize("kind", [*FACTS.values(), *OWN_FACTS], ids=lambda kind: kind.__name__)
def test_forms_of_every_kind_of_fact(kind):
    fields = fields_of(kind, DRESS, names=kind.OWN)

    assert loose(fields) == []
