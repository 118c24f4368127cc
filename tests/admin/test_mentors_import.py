"""The page that imports a list of mentors: a dry run first, and all or nothing then."""

import io
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from incubator.accounts.access import Access
from incubator.core.errors import RuleViolation
from mentors import lifecycle, mentors_file
from mentors.admin.imports import MentorsImport
from mentors.models import Mentor
from tests.admin.conftest import A, pages_of
from tests.admin.test_mentors import DAY, at, said
from tests.factories import AppointmentFactory


@pytest.fixture
def manager(world):
    return world.client("manager_a")


def xlsx(*rows: list, head: list | None = None) -> SimpleUploadedFile:
    book = Workbook()
    book.active.append(head or ["姓名", "导师类型", "聘期开始", "聘期结束", "邮箱", "技术领域"])
    for row in rows:
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    return SimpleUploadedFile("mentors.xlsx", content.getvalue())


GOOD = [
    "张三",
    "企业家",
    "2026-01-01",
    DAY(2028, 1, 1),
    "z@example.test",
    "新材料、新能源与节能",
]


@pytest.fixture
def send(world, manager):
    def sending(*rows, **more):
        file = more.get("file") or xlsx(*rows)
        return manager.post(at(Mentor, "from_file"), {"incubator": world.a.pk, "file": file})

    return sending


def test_list_is_shown_and_then_written(world, manager, send):
    before = Mentor.objects.count()
    checked = send(GOOD, ["李四", "investor", "2026年1月1日", "2027/12/31", "", ""])
    dry = Mentor.objects.count()
    response = manager.post(at(Mentor, "from_file"), {"checked": checked.context["checked"]})

    assert [row["fate"] for row in checked.context["rows"]] == ["新增", "新增"]
    assert (before, dry, Mentor.objects.count()) == (2, 2, 4)
    assert response.url == pages_of(Mentor).list_address()
    mentor = Mentor.objects.get(name="张三")
    assert mentor.fields == ["materials", "energy"]
    assert mentor.appointments.get().incubator == world.a


def test_every_problem_is_told_with_its_row_and_nothing_is_written(world, send):
    lifecycle.correct_mentor(mentor=world.of(Mentor, A), by=None, email="m@example.test")
    response = send(
        GOOD,
        ["", "企业家", "2026-01-01", "2028-01-01", "", ""],
        ["王五", "巫师", "", "2028-01-01", "", "魔法"],
        ["赵六", "企业家", "不知道", "2028-01-01", "", ""],
        ["钱七", "企业家", "2028-01-01", "2026-01-01", "", ""],
        ["孙八", "企业家", "2026-01-01", "2028-01-01", "m@example.test", ""],
        GOOD,
        ["甲孵化器导师", "企业家", "2030-01-01", "2031-01-01", "", ""],
    )

    told = {row["row"]: row["problems"] for row in response.context["rows"]}
    assert told[2] == []
    assert told[3] == ["姓名: 不能为空。"]
    assert [one.partition(": ")[0] for one in told[4]] == ["导师类型", "技术领域", "聘期开始"]
    assert "巫师" in told[4][0]
    assert "不知道" in told[5][0]
    assert told[6] == ["聘期结束: 2028年1月1日开始的聘期不能在2026年1月1日结束。"]
    assert told[7] == ["邮箱地址已登记为甲孵化器导师所有，请更正或留空。"]
    assert told[8] == []  # the same as row 2
    assert told[9] == ["甲孵化器导师已登记在册，请填写登记的邮箱以便识别。"]
    assert response.context["checked"] == ""
    assert Mentor.objects.count() == 2


def test_rows_of_people_on_file_are_shown_and_left_out(world, manager, send):
    """The list of last year with two rows more, sent once again."""
    manager.post(at(Mentor, "from_file"), {"checked": send(GOOD).context["checked"]})
    new = ["李四", "企业家", "2026-01-01", "2028-01-01", "", ""]
    more = ["张三", "企业家", "2028-01-01", "2030-01-01", "Z@example.test", ""]

    checked = send(GOOD, new, more, [*new[:4], "", "新材料"], [*GOOD[:4], "", ""])
    alone = send(GOOD)
    problem = checked.context["rows"][3]["problems"]
    again = send(GOOD, new, more, GOOD)
    done = manager.post(at(Mentor, "from_file"), {"checked": again.context["checked"]})

    assert len(problem) == 1  # without employer and address nobody knows which 李四
    assert [row["fate"] for row in again.context["rows"]] == [
        "不导入：已在册且聘期相同", "新增", "已在册，增加一个聘期", "不导入：已在册且聘期相同",
    ]  # fmt: skip
    assert "2行将不导入" in again.text
    assert (alone.context["checked"], alone.context["new"]) == ("", 0)
    assert said(done)[-1:] == ["已聘任2名导师。 2行未导入。"]
    assert Mentor.objects.filter(name__in=["张三", "李四"]).count() == 2
    assert Mentor.objects.get(name="张三").appointments.count() == 2


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_words_of_a_file_are_understood_by_readers_of_any_language(manager, send, language):
    manager.cookies["django_language"] = language

    checked = send(GOOD, ["李四", "Investor", "2026-01-01", "2028-01-01", "", "New materials"])

    assert [row["problems"] for row in checked.context["rows"]] == [[], []]


def test_row_that_stands_twice_names_the_first(send):
    twice = send(GOOD, GOOD)

    assert [row["fate"] for row in twice.context["rows"]] == ["新增", "不导入：与第2行相同"]


@pytest.mark.parametrize(
    ("file", "word"),
    [
        (SimpleUploadedFile("x.xlsx", b"no"), "XLSX"),
        (xlsx(), "没有数据"),
        (xlsx(GOOD, head=["姓名", "x", "y", "z", "u", "v"]), "导师类型"),
    ],
)
def test_files_that_cannot_be_read(send, file, word):
    response = send(file=file)

    assert word in str(response.context["form"].errors["file"])


def test_example_can_be_read_and_its_row_is_to_be_overwritten(manager, send):
    example = manager.get(at(Mentor, "from_file") + "?example")

    found = mentors_file.read(example.content)
    assert (found.drafts, {row: len(said) for row, said in found.problems.items()}) == ([], {2: 1})
    assert send(file=SimpleUploadedFile("m.xlsx", example.content)).context["problems"] == 1


def test_check_of_another_incubator_or_made_up_is_not_done(world, manager, send):
    checked = send(GOOD).context["checked"]
    stranger = world.client("manager_b").post(at(Mentor, "from_file"), {"checked": checked})
    forged = manager.post(at(Mentor, "from_file"), {"checked": "x"})

    assert "不再管理" in said(stranger)[0]
    assert said(forged)
    assert not Mentor.objects.filter(name="张三").exists()


def test_what_changed_since_the_check_is_said_and_nothing_is_written(world, manager, send):
    checked = send(["赵六", "企业家", "2026-01-01", "2028-01-01", "", ""], GOOD).context["checked"]
    AppointmentFactory(incubator=world.a, mentor__name="张三", mentor__email="z@example.test")

    response = manager.post(at(Mentor, "from_file"), {"checked": checked})

    assert "已有聘期" in said(response)[0]
    assert not Mentor.objects.filter(name="赵六").exists()


def test_incubator_that_is_out_of_reach_is_refused(world):
    """A role may end between the check and the confirmation."""
    checked = [world.a.pk, mentors_file.dumped(mentors_file.read(xlsx(GOOD).read()).drafts)]
    request = SimpleNamespace(access=Access(incubator_ids=frozenset({world.b.pk})), user=None)

    with pytest.raises(RuleViolation) as refusal:
        MentorsImport(pages_of(Mentor), request).run(request, checked)

    assert (refusal.value.code, refusal.value.status) == ("incubator_out_of_reach", 403)
    assert not Mentor.objects.filter(name="张三").exists()
