"""The three generations that state conditions, and files that lie in the test's own folder."""

import pytest

from incubator.institutions.lifecycle import draft_rulebook, publish_rulebook
from incubator.institutions.queries import Shelf
from incubator.institutions.rulebook_files import read_files
from tests.graduating.rows import IN_2007

GENERATIONS = ("cn-2006", "cn-2010", "cn-2018")


@pytest.fixture(autouse=True)
def files_of_this_test(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def shelf(db) -> Shelf:
    """As shipped; to read all of them takes longer than most of these tests."""
    for file in read_files():
        if file.facts["code"] in GENERATIONS:
            draft = draft_rulebook(by=None, criteria=file.criteria, **file.facts)
            publish_rulebook(rulebook=draft, by=None, at=IN_2007)
    return Shelf.load()
