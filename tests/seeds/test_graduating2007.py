"""Integration tests of the seeded reviews and referrals: every state, and papers behind them."""

import pytest

from companies.enums import ExitReason, GraduationState, ReferralState, Standing
from companies.models import Evidence, GraduationReview, Paper, Qualification, Referral, Residence
from companies.queries.acceleration import actual_years
from incubator.accounts.models import User
from seeds.papers import MADE_UP, page
from seeds.zone2007 import acceleration, graduating, stated

pytestmark = pytest.mark.usefixtures("zone")


@pytest.fixture
def users() -> dict[str, User]:
    return User.objects.in_bulk(field_name="username")


def test_a_review_stands_in_every_state():
    states = set(GraduationReview.objects.values_list("state", flat=True))

    assert states == set(GraduationState.values)
    assert not GraduationReview.objects.filter(company__is_generated=False).exists()
    assert not GraduationReview.objects.filter(applied_on__gt=stated.REPORT_DATE).exists()


def test_every_graduate_of_2007_has_the_review_that_closed_its_stay():
    graduates = Residence.objects.filter(exit_reason=ExitReason.GRADUATED, left_on__year=2007)
    reviews = GraduationReview.objects.filter(state="graduated")

    assert {one.residence_id: one.closed_on for one in reviews} == {
        stay.pk: stay.left_on for stay in graduates
    }
    assert len({one.certificate_number for one in reviews}) == 30
    assert all(one.proposed_by_id != one.decided_by_id for one in reviews)
    met = {one.pk: one.findings.filter(standing=Standing.MET).count() for one in reviews}
    assert min(met.values()) == 8  # of the nine parts of five items; one was cut off in the copy


def test_papers_and_evidence_stand_behind_them_and_say_that_they_are_made_up():
    for review in GraduationReview.objects.exclude(supersedes__isnull=False):
        assert review.papers.exists()
    paper = Paper.objects.filter(graduation__isnull=False).first()
    with paper.file.open("rb") as file:
        content = file.read()
    assert MADE_UP.encode("utf-16-be").hex().encode() in content
    assert content.startswith(b"%PDF-1.4")
    assert not Qualification.objects.filter(evidence=None).exists()
    assert Evidence.objects.filter(title__contains="示例").count() == Qualification.objects.count()


def test_a_page_points_at_its_own_objects():
    content = page("甲", "乙").read()
    begin = int(content.rsplit(b"startxref\n", 1)[1].split()[0])
    table = content[begin:].split(b"\n")

    assert table[0] == b"xref"
    places = [int(line.split()[0]) for line in table[3:10]]
    assert [content[at : at + 7] for at in places] == [b"%d 0 obj" % n for n in range(1, 8)]


def test_a_referral_stands_in_every_state():
    states = set(Referral.objects.values_list("state", flat=True))

    assert states == set(ReferralState.values)
    moved_in = Referral.objects.filter(state="moved_in")
    assert {(one.subsidy_paid, len(actual_years(one))) for one in moved_in} == {(140_000, 3)}
    assert moved_in.exclude(exception_reason="").count() == 1


def test_a_second_time_changes_nothing(users):
    assert graduating.build(manager=users["manager"], deputy=users["deputy"]) is False
    assert acceleration.build(by=users["manager"]) is False
