"""History as people read it."""

import datetime

from django.utils import translation

from companies import lifecycle
from companies.models import Answer, CompanyAlias
from incubator.core.changes import changes
from incubator.core.dates import now
from incubator.core.history import recorded
from tests.applying.constraint_attempts import draft
from tests.factories import CompanyFactory, ResidenceFactory

DAY = datetime.date


def test_latest_first_with_before_and_after(manager):
    stay = ResidenceFactory(by=manager)
    lifecycle.extend(residence=stay, due_on=DAY(2013, 1, 1), by=manager, reason="研发")

    latest, first = changes([stay.history.all()])

    assert (latest.by, latest.reason) == (manager.name, "研发")
    assert [line.label for line in latest.lines] == [
        str(stay._meta.get_field("due_on").verbose_name)
    ]
    assert first.at <= latest.at


def test_foreign_keys_and_choices_are_told_by_name(manager):
    stay = ResidenceFactory(by=manager)
    ended = lifecycle.leave(residence=stay, reason="moved", on=DAY(2008, 1, 1), by=manager)

    latest, first = changes([stay.history.all()])

    assert str(stay.incubator) in [line.after for line in first.lines]
    assert ended.get_exit_reason_display() in [line.after for line in latest.lines]


def test_columns_are_called_in_the_readers_language(db):
    """Those that point at something too."""
    case = draft()
    answer = Answer.objects.create(
        application=case, key="field", value="other", saved_at=now(), saved_by=case.started_by
    )

    with translation.override("zh-hans"):
        labels = {line.label for line in changes([answer.history.all()])[0].lines}

    assert {"入孵申请", "保存人"} <= labels
    assert not [label for label in labels if label.isascii()]


def test_moments_are_told_on_the_clock_of_the_place(db):
    """Not in UTC, eight hours before the moment of the change that stands beside them."""
    case = draft()
    moment = datetime.datetime(2026, 11, 26, 6, 7, tzinfo=datetime.UTC)
    answer = Answer.objects.create(
        application=case, key="field", value="other", saved_at=moment, saved_by=case.started_by
    )

    told = [line.after for line in changes([answer.history.all()])[0].lines]

    assert [text for text in told if "14:07" in text]
    assert not [text for text in told if "06:07" in text]


def test_change_without_an_actor(db):
    company = CompanyFactory()

    (change,) = changes([company.history.all()])

    assert change.by != ""
    assert change.request == ""


def test_derived_columns_are_not_told(db):
    company = CompanyFactory(name="宁波甬江")
    lifecycle.rename_company(company=company, name="宁波东海", on=DAY(2007, 1, 1), by=None)

    latest = changes([company.history.all()])[0]

    assert [(line.before, line.after) for line in latest.lines] == [("宁波甬江", "宁波东海")]


def test_deletion_is_told(db, manager):
    company = CompanyFactory()
    alias = company.aliases.create(kind="former_name", value="旧名")
    events = CompanyAlias.history.rel.related_model.objects.filter(company=company)
    with recorded(by=manager):
        alias.delete()

    latest, _first = changes([events])

    assert (latest.by, latest.lines) == (manager.name, [])


def test_several_tables_in_one_story(db):
    company = CompanyFactory()
    stay = ResidenceFactory(company=company)

    story = changes([company.history.all(), stay.history.all()])

    assert len(story) == 2


def test_questions_do_not_grow_with_the_story(db, django_assert_num_queries):
    company = CompanyFactory()
    for day in range(1, 4):
        lifecycle.rename_company(company=company, name=f"名{day}", on=DAY(2007, 1, day), by=None)

    with django_assert_num_queries(1):
        changes([company.history.all()])
