"""Mentors of one file, written many at once and one by one: the same comes of it."""

from typing import Any

import pytest
from django.db import connection, transaction
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from incubator.core.tasks import send_mail
from incubator.imports import lifecycle
from incubator.imports.kinds import KINDS, Kind
from incubator.imports.models import FileImport, ImportedRow
from mentors.models import Appointment, Mentor
from tests.factories import AppointmentFactory, IncubatorFactory, MembershipFactory
from tests.imports.files import checked, out, told, written, xlsx
from tests.imports.test_mentors import HEAD
from tests.mentors.rows import DAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_empty_broker")]

MORE = [*HEAD, "工作单位", "电话", "聘书编号", "辅导企业上限"]
MENTORS = type(KINDS["mentors"])
# Beside these every row says who, that they invest, and from when until when.
ROWS: list[dict[str, object]] = [
    {"name": "新一", "email": "one@example.test", "fields": "新材料", "phone": "0574-87900001"},
    {"name": "新二", "employer": "甲公司", "certificate": "证1"},
    {"name": "新三", "certificate": "证1"},  # issued in the row before
    {"name": "新一", "email": "ONE@example.test", "begins": "2028-01-01", "ends": "2029-01-01"},
    {"name": "新四", "certificate": "旧证"},
    {"name": "新二", "employer": "甲公司"},  # the same term
    {"name": "新五", "email": "kein"},
    {"name": "新六", "begins": "2028-01-01"},
    {"name": "新七", "phone": "8687900001"},
    {"name": "新八", "phone": "0574 8790 0001"},  # that of the first
    {"name": "同名", "employer": "甲公司", "email": "same@example.test"},
    {"name": "同名", "employer": "乙公司"},
    {"name": "同名"},  # which of them?
    {"name": "王一", "email": "WANG@example.test", "begins": "2028-01-01", "ends": "2030-01-01"},
    {"name": "王一", "email": "wang@example.test", "begins": "2010-01-01"},  # overlaps
    {"name": "李二", "email": "wang@example.test"},
    {"name": "别处", "employer": "丙公司"},  # on file at another incubator
    {"name": "新九", "companies": 51},
    {"name": "新十", "companies": "很多"},
    {"name": "", "email": "nobody@example.test"},
    {"name": "新 十一", "email": "eleven@example.test", "certificate": "证2"},
    {"name": "新十二", "email": "same@example.test"},  # that of 同名
]
CODES = {
    "certificate_exists", "email_invalid", "term_ends_before_it_begins", "mentor_on_file",
    "appointment_overlap", "invalid_capacity", "cell_unreadable", "cell_empty",
}  # fmt: skip


def line(row: dict[str, object]) -> list:
    begins, ends = row.get("begins", "2026-01-01"), row.get("ends", "2028-01-01")
    rest = ("email", "fields", "employer", "phone", "certificate", "companies")
    return [row["name"], "投资专家", begins, ends, *(row.get(name, "") for name in rest)]


@pytest.fixture
def place():
    """With 王一, who is appointed there until 2028, and a certificate."""
    there = IncubatorFactory()
    AppointmentFactory(
        incubator=there, mentor__name="王一", mentor__email="wang@example.test", certificate="旧证"
    )
    AppointmentFactory(mentor__name="别处", mentor__employer="丙公司")
    return there


def kept(run: FileImport) -> dict[str, Any]:
    """All that was written and told, with the number of its row for the key of what is new."""
    rows = {(made.model, made.key): f"row {made.number}" for made in run.made.all()}
    there = set(Mentor.objects.values_list("pk", flat=True))

    def said(model: str, key: object) -> object:
        return rows.get((model, key), key if key in there else None)

    def table(rows: Any, **keys: str) -> list[dict]:
        left_out = {"pgh_id", "pgh_created_at", "pgh_context_id"}
        found = [
            {name: value for name, value in row.items() if name not in left_out}
            | {name: said(model, row[name]) for name, model in keys.items()}
            for row in rows.values()
        ]
        for row in found:
            row.get("pgh_context", {}).pop("file_import", None)
            row.get("pgh_context", {}).pop("reason", None)
        return sorted(found, key=repr)

    mentor, term = "mentors.mentor", "mentors.appointment"
    history = [model.history.rel.related_model.objects for model in (Mentor, Appointment)]
    return {
        "mentors": table(Mentor.objects, id=mentor),
        "terms": table(Appointment.objects, id=term, mentor_id=mentor),
        "history of mentors": table(history[0], id=mentor, pgh_obj_id=mentor),
        "history of terms": table(history[1], id=term, pgh_obj_id=term, mentor_id=mentor),
        "rows": sorted(ImportedRow.objects.values_list("number", "model", "said")),
        "problems": run.problems,
        "repeats": [one | {"key": said(one["model"], one["key"])} for one in run.repeats],
        "counts": (run.rows, run.done, run.good, run.repeated, run.written),
    }


@pytest.fixture
def mails(monkeypatch) -> list[dict]:
    """Every mail that leaves."""
    sent: list[dict] = []
    monkeypatch.setattr(send_mail, "delay", lambda **mail: sent.append(mail))
    return sent


@pytest.mark.parametrize(("all_or_none", "batch"), [(False, 5), (False, 100), (True, 5)])
def test_many_at_once_and_one_by_one_are_the_same(place, mails, all_or_none, batch, monkeypatch):
    monkeypatch.setattr(MENTORS, "batch", batch)
    manager = MembershipFactory(incubator=place).user
    lines = [line(row) for row in ROWS]
    if all_or_none:  # only what can be written and what stays out
        lines = [lines[number] for number in (0, 1, 3, 5, 8, 10, 11, 13, 20)]

    def brought() -> tuple[dict[str, Any], dict[str, Any], list[dict]]:
        mails.clear()
        with transaction.atomic():
            with TestCase.captureOnCommitCallbacks(execute=True):
                run = checked(xlsx(MORE, *lines), kind="mentors", incubator=place, by=manager)
                before = kept(run)
            assert mails == []  # a check tells nobody
            with TestCase.captureOnCommitCallbacks(execute=True):
                run = written(run, all_or_none=all_or_none, by=manager)
            assert run.state == "done", run.error
            found = before, kept(run), sorted(mails, key=repr)
            transaction.set_rollback(True)
        return found

    together = brought()
    monkeypatch.setattr(MENTORS, "together", Kind.together)
    alone = brought()

    assert together == alone
    codes = {one["code"] for one in alone[1]["problems"]}
    assert codes == (set() if all_or_none else CODES)
    assert len(alone[1]["rows"]) > len(lines) / 2
    assert sorted(mail["to"] for mail in alone[2]) == [
        "eleven@example.test", "one@example.test", "one@example.test", "same@example.test",
        "wang@example.test",
    ]  # fmt: skip


@pytest.mark.parametrize("count", [3, 30])
def test_many_mentors_are_written_with_as_many_statements_as_few(incubator, count):
    lines = [
        line({"name": f"第{n}人", "email": f"{n}@example.test", "certificate": f"证{n}"})
        for n in range(count)
    ]
    run = checked(xlsx(MORE, *lines), kind="mentors", incubator=incubator)
    lifecycle.confirm(
        run=run, all_or_none=False, leave_out_repeats=True, by=None, at=run.checked_at
    )

    with CaptureQueriesContext(connection) as asked:
        assert lifecycle.write(import_id=run.pk, at=run.checked_at).written == count

    inserted = [one for one in asked if "INSERT INTO" in one["sql"]]
    assert (len(asked), len(inserted)) == (24, 3)


def test_a_mentor_of_whom_somebody_was_quicker_is_found_one_by_one(place, monkeypatch):
    prepared = MENTORS.prepare

    def late(self, work, rows) -> None:
        prepared(self, work, rows)
        if not Mentor.objects.filter(email="two@example.test").exists():
            AppointmentFactory(mentor__name="新二", mentor__email="two@example.test")

    monkeypatch.setattr(MENTORS, "prepare", late)
    rows = [
        {"name": name, "email": f"{n}@example.test"}
        for name, n in {"新一": "one", "新二": "two", "新三": "three"}.items()
    ]
    run = checked(xlsx(MORE, *map(line, rows)), kind="mentors", incubator=place)

    assert (run.good, told(run), out(run)) == (3, [], [])


def test_one_with_what_nobody_sees_in_the_name_is_not_put_on_file_twice(place):
    """Refused where the file is read; the verb by itself counts both as one name."""
    from mentors.lifecycle import MentorDraft, OnFile, Terms, appoint_drafts

    terms = Terms(DAY(2026, 1, 1), DAY(2028, 1, 1))
    drafts = [
        MentorDraft({"name": name, "kind": "investor"}, terms) for name in ("新一", "新\u200b一")
    ]

    known = OnFile(place)
    assert appoint_drafts(incubator=place, drafts=drafts, known=known, by=None) == [None, None]
