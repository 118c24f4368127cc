"""Mentors from a file: put on file or found there, appointed once, told when it is written."""

import pytest
from django.core import mail
from django.urls import reverse

from incubator.imports import lifecycle
from mentors.models import Appointment, Mentor
from tests.factories import AppointmentFactory
from tests.imports.files import checked, out, told, written, xlsx
from tests.mentors.rows import DAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_empty_broker")]

HEAD = ["姓名", "导师类型", "聘期开始", "聘期结束", "邮箱", "技术领域"]
GOOD = ["张三", "企业家", "2026-01-01", DAY(2028, 1, 1), "z@example.test", "新材料、新能源与节能"]


def of(incubator, *rows: list, **more):
    return checked(xlsx(HEAD, *rows), kind="mentors", incubator=incubator, **more)


def test_list_is_tried_and_then_written_and_told(
    incubator, manager, django_capture_on_commit_callbacks
):
    run = of(incubator, GOOD, ["李四", "investor", "2026年1月1日", "2027/12/31", "", ""])
    assert (run.good, Mentor.objects.count()) == (2, 0)

    with django_capture_on_commit_callbacks(execute=True):
        run = written(run, by=manager)

    mentor = Mentor.objects.get(name="张三")
    assert (mentor.fields, mentor.appointments.get().incubator) == (
        ["materials", "energy"],
        incubator,
    )
    assert [letter.to for letter in mail.outbox] in ([], [["z@example.test"]])
    assert run.made.count() == 4


def test_every_problem_is_told_with_its_column(incubator):
    AppointmentFactory(incubator=incubator, mentor__name="王一", mentor__email="m@example.test")
    run = of(
        incubator,
        ["", "企业家", "2026-01-01", "2028-01-01"],
        ["王五", "巫师", "", "2028-01-01", "", "魔法"],
        ["赵六", "企业家", "不知道", "2028-01-01"],
        ["钱七", "企业家", "2028-01-01", "2026-01-01"],
        ["孙八", "企业家", "2026-01-01", "2028-01-01", "m@example.test"],
        ["示例", "企业家", "2026-01-01", "2028-01-01"],
    )

    assert [(row, code) for row, _column, code in told(run)] == [
        (2, "cell_empty"), (3, "cell_unreadable"), (3, "cell_unreadable"), (3, "cell_empty"),
        (4, "cell_unreadable"), (5, "term_ends_before_it_begins"), (6, "mentor_on_file"),
        (7, "cell_unreadable"),
    ]  # fmt: skip


def test_nobody_is_put_on_file_or_appointed_twice(incubator):
    written(of(incubator, GOOD))

    later = [*GOOD[:2], "2028-01-01", "2030-01-01", GOOD[4]]
    run = of(incubator, GOOD, ["李四", "投资专家", "2026-01-01", "2028-01-01"], later)

    assert (out(run), run.good) == ([2], 2)
    written(run)
    assert (Mentor.objects.count(), Appointment.objects.count()) == (2, 3)


def test_mentors_are_taken_back_with_their_terms(incubator, manager):
    first = written(of(incubator, GOOD), by=manager)
    again = written(of(incubator, [*GOOD[:2], "2028-01-01", "2030-01-01", GOOD[4]]), by=manager)

    assert [type(one.by).__name__ for one in lifecycle.hindrances(run=first)] == ["Appointment"]
    for run in (again, first):
        lifecycle.undo(run=run, reason="误", by=manager, at=run.finished_at)
    assert not Mentor.objects.exists()


def test_button_leads_to_the_page_that_brings_mentors(manager, browser_as):
    shown = browser_as(manager).get(reverse("admin:mentors_mentor_from_file"), follow=True)

    assert "导入创业导师" in shown.text
