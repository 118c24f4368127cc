"""A form that is sent as it was shown writes nothing: over every list, for whoever may change."""

from html.parser import HTMLParser

import pytest
from django.contrib import admin
from django.urls import reverse

from companies.models import EquityStake, Return
from incubator.accounts.models import AccessToken
from tests.access.conftest import high_water
from tests.access.described import admins
from tests.admin.conftest import A

WHO = ("manager_a", "superuser")
SAVED = ("_save", "_continue")


class Sent(HTMLParser):
    """What a browser would send of the page's own form, as it stands."""

    def __init__(self, form_id: str) -> None:
        super().__init__()
        self.form_id, self.inside = form_id, False
        self.values: dict[str, list[str]] = {}
        self.select, self.many, self.area = "", False, ""

    def handle_starttag(self, tag: str, attrs: list) -> None:
        given = dict(attrs)
        if tag == "form":
            self.inside = given.get("id") == self.form_id
        if not self.inside:
            return
        name = given.get("name") or ""
        if tag == "select":
            self.select, self.many = name, "multiple" in given
        elif tag == "option" and self.select:
            if "selected" in given or not (self.many or self.select in self.values):
                if not self.many:
                    self.values[self.select] = []
                self._add(self.select, given.get("value", ""))
        elif tag == "textarea":
            self.area = name
            self._add(name, "")
        elif tag == "input" and name and self._counts(given):
            self._add(name, given.get("value") or ("on" if self._ticks(given) else ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = False
        elif tag == "select":
            self.select = ""
        elif tag == "textarea":
            self.area = ""

    def handle_data(self, data: str) -> None:
        if self.inside and self.area:
            # HTML drops the line break after the tag.
            self.values[self.area][-1] += data.removeprefix("\n")

    def _add(self, name: str, value: str) -> None:
        self.values.setdefault(name, []).append(value)

    @staticmethod
    def _ticks(given: dict) -> bool:
        return given.get("type") in {"checkbox", "radio"}

    def _counts(self, given: dict) -> bool:
        if given.get("type") in {"submit", "button", "file", "reset"} or "disabled" in given:
            return False
        return not self._ticks(given) or "checked" in given


def events() -> dict[str, int]:
    """How many rows there are, and how many entries of their histories."""
    return {table: count for table, count in high_water().items() if table != "django_session"}


def as_shown(client, pages, address: str) -> dict[str, list[str]] | None:
    """What its form would send; None where there is no such page."""
    page = client.get(address)
    if page.status_code != 200:
        return None
    form = Sent(f"{pages.opts.model_name}_form")
    form.feed(page.content.decode())
    return form.values


@pytest.mark.parametrize("pages", [one for one in admins() if one.model is not AccessToken],
                         ids=lambda pages: pages.opts.label_lower)  # fmt: skip
@pytest.mark.parametrize("who", WHO)
def test_a_form_sent_as_it_was_shown_writes_nothing(walked, who, pages):
    client = walked.client(who)
    for whose, rows in walked.rows[pages.model].items():
        if whose != A and A in walked.rows[pages.model]:
            continue
        address = reverse(pages.name_of("change"), args=[rows[0].pk])
        shown = as_shown(client, pages, address)
        before, row = events(), pages.model.objects.filter(pk=rows[0].pk).values().first()
        for data in (shown, {}) if shown is not None else ():
            for button in SAVED:
                sent = {**data, button: "1"}
                response = client.post(address, sent)
                # 200: the form says what is wrong with what stands in it; 403: a page of verbs.
                assert response.status_code in {200, 302, 403}, sent
                if data is shown:
                    assert pages.model.objects.filter(pk=rows[0].pk).values().first() == row
                    assert events() == before
                else:
                    break


@pytest.mark.parametrize("model", [Return, EquityStake])
def test_what_its_state_closes_is_not_said_to_be_changed(walked, model):
    """Nothing can be typed on these pages; what is sent all the same is answered honestly."""
    pages, client = admin.site.get_model_admin(model), walked.client("manager_a")
    address = pages.address_of(walked.of(model, A))

    sent = {**as_shown(client, pages, address), "_save": "1"}
    response = client.post(address, sent, follow=True)

    assert [str(said) for said in response.context["messages"]] == ["未作任何改动。"]


def test_a_refusal_of_the_database_is_told(walked, monkeypatch):
    """Whatever no form foresaw: a sentence, and the same page again."""
    pages, row = admin.site.get_model_admin(EquityStake), walked.of(EquityStake, A)

    def written_all_the_same(_pages, _request, obj, _form, _change):
        obj.save()

    monkeypatch.setattr(type(pages), "save_model", written_all_the_same)

    client, address = walked.client("manager_a"), pages.address_of(row)
    sent = {**as_shown(client, pages, address), "_save": "1"}
    response = client.post(address, sent, follow=True)

    assert response.redirect_chain == [(address, 302)]
    (said,) = response.context["messages"]
    assert str(said).startswith("未保存")
