"""Whatever finds, counts or writes rows works on those that the reader sees, and no others.

The zone of the walk has everything twice. For each list of the admin and each role that opens
it: the search, the filters, the files and the verbs for many rows; then the ways to rows that
lead past a list. Rows of others are looked for by their keys and by their words (``marks``);
one's own have to be found, so that nothing passes by being empty.
"""

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import ForeignKey, Model
from django.http import HttpResponse
from django.urls import reverse

from companies.models import Company
from incubator.accounts.models import SavedView
from incubator.core.dates import now
from incubator.institutions.models import Incubator
from tests.access.conftest import high_water
from tests.access.described import HOLDERS, admins
from tests.access.marks import foreign_keys, lines_of, told_by, words_for
from tests.admin.conftest import SEES, A, B
from tests.admin.test_scope import may_read

ROLES = [who for who in HOLDERS if who != "manager_b"]  # who is what manager_a is
NARROW = [who for who in ROLES if B not in SEES[who]]


def label(pages) -> str:
    return pages.opts.label_lower


def file_of(client, pages, **asked) -> HttpResponse:
    """A list as a file: all rows of it, without the frame of the page."""
    response = client.get(reverse(pages.name_of("seen")), {"_format": "csv", **asked})
    assert response.status_code == 200, asked
    return response


def terms_for(pages, row: Model) -> set[str]:
    """What somebody would type to find a row: each field that is searched, pinyin and code too."""
    found = set()
    for path in pages.search_fields:
        *steps, last = path.split("__")
        owner = row
        for step in steps:
            owner = getattr(owner, step, None)
        names = [last]
        if last == "name":
            names += ["name_pinyin", "name_initials", "unified_code"]
        found |= {str(value) for name in names if (value := getattr(owner, name, None))}
    return {term for term in found if len(term) > 2}


@pytest.mark.parametrize("pages", admins(), ids=label)
@pytest.mark.parametrize("who", ROLES)
def test_search(walked, who, pages):
    if not may_read(who, pages.model):
        return
    client, words = walked.client(who), words_for(walked, who)
    for whose, rows in walked.rows[pages.model].items():
        for term in terms_for(pages, rows[0]):
            found = file_of(client, pages, q=term)
            count = len(lines_of(found)) - 1
            assert not words.told_in(told_by(found))
            if whose in SEES[who]:
                assert count, term
            elif words.are_others(term):
                assert not count, term


@pytest.mark.parametrize("pages", admins(), ids=label)
@pytest.mark.parametrize("who", NARROW)
def test_filters(walked, who, pages):
    """No choice of others, and no row by asking for one: all that a filter takes as a key."""
    if not may_read(who, pages.model):
        return
    client, words, foreign = walked.client(who), words_for(walked, who), foreign_keys(walked, who)
    page = client.get(pages.list_address(), {"_facets": "True"})
    assert not words.told_in(told_by(page))
    for spec in page.context["cl"].filter_specs:
        of = getattr(getattr(spec, "field", None), "related_model", None)
        name = getattr(spec, "parameter_name", None) or getattr(spec, "lookup_kwarg", None)
        if of is not None:
            assert not {choice[0] for choice in spec.lookup_choices} & foreign.get(of, set())
        for key in foreign.get(of or Incubator, set()):
            found = file_of(client, pages, **{name: key})
            assert not words.told_in(told_by(found)), name
            assert of is None or len(lines_of(found)) == 1, name


@pytest.mark.parametrize("pages", admins(), ids=label)
@pytest.mark.parametrize("who", ROLES)
def test_files(walked, who, pages):
    """As many rows as the reader sees, in both formats, and no word of others."""
    if not may_read(who, pages.model):
        return
    client, words = walked.client(who), words_for(walked, who)
    answers = [file_of(client, pages, _format=kind) for kind in ("csv", "xlsx")]
    for response in answers:
        assert len(lines_of(response)) == 1 + len(walked.seen_by(who, pages.model))
        assert not words.told_in(told_by(response))


@pytest.mark.parametrize("pages", [one for one in admins() if one.bulk], ids=label)
@pytest.mark.parametrize("who", NARROW)
def test_verbs_for_many_rows(walked, who, pages):
    """Neither tried nor done on rows of others, whatever keys are sent."""
    client, words = walked.client(who), words_for(walked, who)
    others = sorted(foreign_keys(walked, who)[pages.model])
    rows = pages.model.objects.filter(pk__in=others).order_by("pk")
    before, counted = list(rows.values()), high_water()
    for verb in pages.bulk:
        for more in ({}, {"confirmed": "1"}):
            asked = {"action": verb.name, ACTION_CHECKBOX_NAME: others, **more}
            response = client.post(pages.list_address(), asked)
            assert response.status_code == 302
            assert not words.told_in(told_by(response))
        asked = {"action": verb.name, ACTION_CHECKBOX_NAME: others, "select_across": "1"}
        page = client.post(pages.list_address(), asked)
        tried = {one.row.pk for one, _address in page.context["tried"]}
        assert tried == walked.seen_by(who, pages.model)
    assert list(rows.all().values()) == before
    assert high_water() == counted


def test_every_verb_for_many_rows_is_one_of_ours(walked, rf):
    """No other action: it would not be walked above. No list is typed into either."""
    request = rf.get("/")
    request.user = walked.users["superuser"]
    for pages in admins():
        assert set(pages.get_actions(request)) == {verb.name for verb in pages.bulk}, pages
        assert not pages.list_editable


def columns_to(remote: type[Model]) -> list[ForeignKey]:
    """The columns of any table that lead to a model, one of each kind."""
    found = {}
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, ForeignKey) and field.related_model is remote:
                kind = (field.remote_field.field_name, str(field.get_limit_choices_to()))
                found.setdefault(kind, field)
    return list(found.values())


@pytest.mark.parametrize("pages", admins(), ids=label)
@pytest.mark.parametrize("who", NARROW)
def test_autocomplete(walked, who, pages):
    """Whichever column of whichever table it is asked for."""
    client, words = walked.client(who), words_for(walked, who)
    foreign = {str(key) for key in foreign_keys(walked, who).get(pages.model, ())}
    rows = [row for rows in walked.rows[pages.model].values() for row in rows[:1]]
    for column in columns_to(pages.model):
        opts = column.model._meta
        asked = {"app_label": opts.app_label, "model_name": opts.model_name,
                 "field_name": column.name}  # fmt: skip
        found = set()
        for term in ("", *(term for row in rows for term in terms_for(pages, row))):
            response = client.get("/admin/autocomplete/", {**asked, "term": term})
            if not (pages.search_fields and may_read(who, pages.model)):
                assert response.status_code in {403, 404}
                break
            found |= {row["id"] for row in response.json()["results"]}
            assert not words.told_in(str(response.json()))
        else:
            assert not found & foreign
            assert found or not walked.seen_by(who, pages.model)


@pytest.fixture
def views(walked) -> dict[tuple[str, str, str], SavedView]:
    """Of every list, by whose they are: one of one's own, and one shared with one's incubator."""
    moment = now()
    return {
        (whose, audience, label(pages)): SavedView.objects.create(
            owner=walked.users[owner], list=label(pages), name=f"{place} {audience}",
            audience=audience, incubator=place if audience == "incubator" else None,
            made_at=moment,
        )
        for whose, owner, place in ((A, "manager_a", walked.a), (B, "manager_b", walked.b))
        for audience in ("own", "incubator")
        for pages in admins()
    }  # fmt: skip


@pytest.mark.parametrize(
    ("who", "mine"),
    [("manager_a", {(A, "own"), (A, "incubator")}), ("staff_a", {(A, "incubator")})],
)
def test_saved_views(walked, views, who, mine):
    """Listed and opened by whose they are, and by those whom they are shared with."""
    client, pages_of_views = walked.client(who), admin.site.get_model_admin(SavedView)
    for pages in admins():
        page = client.get(reverse("admin:accounts_savedview_of"), {"list": label(pages)})
        if not may_read(who, pages.model):
            assert page.status_code == 404
            continue
        shown = {view.pk for view, _address in page.context["views"]}
        of_list = {key[:2]: view.pk for key, view in views.items() if key[2] == label(pages)}
        assert {key for key, pk in of_list.items() if pk in shown} == mine
    for key, view in list(views.items())[:: len(admins())]:
        for name in ("change", "modify", "end", "history"):
            answer = client.get(reverse(pages_of_views.name_of(name), args=[view.pk]))
            assert answer.status_code == (200 if key[:2] in mine else 404), (key, name)


@pytest.mark.parametrize("who", NARROW)
def test_quick_search(walked, who):
    """Ctrl+K by every word of others finds nothing, and by one's own name the company."""
    client, words = walked.client(who), words_for(walked, who)
    for word in sorted(words.marks):
        response = client.get("/admin/search/", {"s": word, "extended": "1"})
        assert list(response.context["results"]) == [], word
    own = walked.of(Company, A)
    for term in (own.name, own.name_pinyin, own.unified_code):
        found = client.get("/admin/search/", {"s": term}).context["results"]
        assert own.name in {row["title"] for row in found}


@pytest.mark.parametrize("who", NARROW)
def test_home_and_its_recent_changes(walked, who):
    response = walked.client(who).get("/admin/")

    assert response.context["recent"]
    assert not words_for(walked, who).told_in(told_by(response))


def test_the_words_of_others_are_known(walked):
    """The walk can fail: B's rows have words of their own, and B's people are told them."""
    words = words_for(walked, "manager_a")

    marks = {walked.of(Company, B).name, walked.of(Company, B).unified_code, walked.b.name}
    assert marks <= words.marks
    assert len(words.marks) > 20
    pages = admin.site.get_model_admin(Company)
    assert marks >= set(words.told_in(told_by(file_of(walked.client("manager_b"), pages)))) > set()
