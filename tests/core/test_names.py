"""Every column of ours has a name that people read, in both languages."""

from django.apps import apps
from django.utils import translation
from django.utils.functional import Promise

from incubator.core.messages import PARTS

# A library's own; it makes the keys that nobody sees.
NOT_OURS = {"AccessToken"}


def columns() -> list:
    """All of them, but keys that count up and what the histories repeat."""
    return [
        field
        for model in apps.get_models()
        if model.__module__.split(".")[0] in PARTS
        and not hasattr(model, "pgh_tracked_model")
        and model.__name__ not in NOT_OURS
        for field in model._meta.concrete_fields
        if not field.primary_key
    ]


def test_the_columns_are_found():
    assert len(columns()) > 1000


def test_every_column_has_a_name():
    assert [str(one) for one in columns() if not isinstance(one.verbose_name, Promise)] == []


def test_every_name_is_said_in_chinese():
    with translation.override("zh-hans"):
        names = {str(one): str(one.verbose_name) for one in columns()}

    foreign = {
        column: name
        for column, name in names.items()
        if not any("一" <= sign <= "鿿" for sign in name)
    }
    assert foreign == {}
