"""Pages on which nothing can be typed offer nothing to save: over every model, in every role."""

from html.parser import HTMLParser

import pytest
from django.urls import reverse

from tests.admin.conftest import pages_of
from tests.admin.test_scope import PAGED

ROLES = ("zone", "manager_a", "superuser")  # who may change something
SAVING = {"_save", "_continue", "_addanother"}


class Fields(HTMLParser):
    """The names of what can be typed or pressed inside the page's own form."""

    def __init__(self, form_id: str) -> None:
        super().__init__()
        self.form_id, self.inside, self.typed, self.pressed = form_id, False, set(), set()

    def handle_starttag(self, tag: str, attrs: list) -> None:
        given = dict(attrs)
        if tag == "form":
            self.inside = given.get("id") == self.form_id
        if not self.inside or not given.get("name"):
            return
        if given.get("type") == "submit":
            self.pressed.add(given["name"])
        elif tag in ("input", "select", "textarea") and given.get("type") != "hidden":
            self.typed.add(given["name"])

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = False


def fields_of(response, model) -> Fields:
    fields = Fields(f"{model._meta.model_name}_form")
    fields.feed(response.text)
    return fields


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("model", PAGED, ids=lambda model: model.__name__)
def test_nothing_is_saved_where_nothing_is_typed(world, role, model):
    client, name = world.client(role), pages_of(model).name_of("change")

    for pk in sorted(world.seen_by(role, model), key=str)[:1]:
        response = client.get(reverse(name, args=[pk]))
        if response.status_code != 200:
            continue
        fields = fields_of(response, model)
        assert bool(fields.pressed & SAVING) <= bool(fields.typed), fields.pressed
