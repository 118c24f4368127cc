"""Integration tests of the seeded zone: its figures, its honesty, and that it stays."""

from collections import Counter

import pytest
from django.apps import apps

from companies import lifecycle
from companies.enums import LEFT, ApplicationState, ExitReason
from companies.models import Application, Call, Company, Residence
from incubator.accounts.models import Membership, User
from incubator.core.codes import clean_unified_code
from incubator.core.dates import now
from incubator.institutions.enums import Kind
from incubator.institutions.models import Incubator, Phase
from incubator.statistics.computation import count_year
from incubator.statistics.models import Citation, Target
from incubator.statistics.printed import parse_printed
from seeds.demo import DEMO_USERS
from seeds.zone2007 import contest, contest_review, generated, stated
from tests.factories import UserFactory
from tests.seeds.conftest import seed


def rows() -> dict[str, int]:
    """How many rows every table of ours has, histories included."""
    ours = ("institutions", "accounts", "companies", "facilities", "mentors", "statistics")
    return {
        model._meta.label: model.objects.count()
        for label in ours
        for model in apps.get_app_config(label).get_models()
    }


def zone_figures(year: int) -> dict[str, int]:
    """The zone's figures of a year."""
    counted = count_year(year)
    return {
        f.indicator: f.counted for f in counted.figures if f.incubator_id is None and not f.part
    }


@pytest.mark.usefixtures("zone")
class TestZone:
    def test_figures_of_the_report(self):
        figures = zone_figures(2007)

        assert figures["entered"] == 210
        assert figures["graduated"] == 30
        assert figures["cumulative_incubated"] == 700

    def test_figures_agree_with_what_is_printed(self):
        figures = zone_figures(2007)

        assert {
            citation.indicator: parse_printed(citation.printed).contains(
                figures[citation.indicator]
            )
            for citation in Citation.objects.all()
        } == {"entered": True, "graduated": True, "cumulative_incubated": True}

    @pytest.mark.parametrize("year", range(1999, 2010))
    def test_identity_holds_in_every_year(self, year):
        counted = count_year(year)

        assert [line for line in counted.identity if not line.holds] == []

    def test_the_others_left_or_are_still_in(self):
        figures = zone_figures(2007)

        left = Residence.objects.filter(exit_reason__in=LEFT)
        assert set(left.values_list("exit_reason", flat=True)) == set(LEFT)
        assert figures["in_incubation"] == 482
        assert figures["re_entered"] == 8

    def test_every_company_is_marked_and_has_a_valid_code(self):
        companies = Company.objects.all()

        assert companies.count() == 700
        assert companies.filter(is_generated=False).count() == 0
        assert [c for c in companies if generated.MARK not in c.name] == []
        assert [c for c in companies if clean_unified_code(c.unified_code) != c.unified_code] == []

    def test_no_company_was_too_old_at_its_first_entry(self):
        first = Residence.objects.marking_first().filter(is_first=True).select_related("company")

        ages = [(stay.admitted_on - stay.company.registered_on).days for stay in first]
        assert min(ages) >= 0
        assert max(ages) <= 24 * 31

    def test_accelerator_has_the_areas_of_the_report(self):
        accelerator = Incubator.objects.get(kind=Kind.ACCELERATOR)

        phases = Phase.objects.filter(incubator=accelerator).order_by("number")
        assert [(str(p.floor_area), str(p.site_area)) for p in phases] == [
            ("100000.00", "65333.33"),
            ("200000.00", "None"),
        ]

    def test_specialised_incubators_are_three_for_2008_and_two_planned(self):
        incubators = Incubator.objects.filter(kind=Kind.INCUBATOR, focus="specialised")

        assert incubators.filter(planned_year=2008).count() == 3
        assert incubators.filter(planned_year=None, opened_on=None).count() == 2

    def test_target_may_be_lower_than_the_year_before(self):
        assert Target.objects.get(indicator="entered", year=2008).value == 150

    def test_demo_users_can_sign_in_with_what_is_printed(self):
        users = User.objects.in_bulk(field_name="username")

        assert {d.username: users[d.username].check_password(d.password) for d in DEMO_USERS} == {
            "zone": True,
            "director": True,
            "manager": True,
            "deputy": True,
            "staff": True,
            "auditor": True,
            "admin": True,
            "founder": True,
            "reviewer": True,
            "mentor": True,
        }
        assert Membership.objects.get(user=users["manager"]).incubator.name == "宁波市科技创业中心"

    def test_applications_stand_in_every_state(self):
        assert set(Application.objects.values_list("state", flat=True)) == set(
            ApplicationState.values
        )
        assert set(Application.objects.values_list("is_generated", flat=True)) == {True}
        assert set(Call.objects.open(at=now())) == set(Call.objects.exclude(code=contest.CODE))

    def test_contest_has_its_entries_and_some_became_residents(self):
        entries = Application.objects.filter(call__code=contest.CODE)
        coming_in = Residence.objects.filter(
            company__unified_code__in=entries.filter(unified_code__isnull=False).values(
                "unified_code"
            )
        )

        assert entries.count() == 1126
        assert coming_in.filter(admitted_on__gt=contest_review.DECIDED_AT.date()).count() == 64
        assert dict(Counter(entries.values_list("state", flat=True))) == {
            "accepted": 10, "admitted": 64, "waiting": 12, "refused": 1003, "withdrawn": 37,
        }  # fmt: skip
        assert entries.filter(call__incubator__code=stated.INNOVATION_CENTRE).count() == 1126

    def test_entry_is_as_if_handed_in_by_the_verbs(self):
        """Written in sets, an entry has the content that the verbs would have written."""
        for entry in (entry for entry in contest.entries() if entry.number in (0, 17, 30)):
            written = Application.objects.get(call__code=contest.CODE, name=entry.answers["name"])
            Application.objects.filter(pk=written.pk).update(unified_code=None)
            again = lifecycle.start_draft(
                call=written.call, by=UserFactory(), at=entry.at, answers=entry.answers
            )
            submission = lifecycle.submit(application=again, by=again.started_by, at=entry.at)

            assert written.submissions.get().content == submission.content
            assert written.submissions.get().content_hash == submission.content_hash
            assert sorted(written.answers.values_list("key", "value")) == sorted(
                again.answers.values_list("key", "value")
            )
            assert list(written.moves.values_list("before", "after"))[:2] == list(
                again.moves.values_list("before", "after")
            )

    def test_second_seed_changes_nothing(self):
        before = rows()

        printed = seed()

        assert rows() == before
        assert "700" in printed


def test_startups_are_the_same_every_time():
    assert generated.startups() == generated.startups()


def test_made_up_years_add_up_to_what_is_stated():
    assert sum(generated.ENTRIES.values()) == stated.EVER_2007
    assert generated.ENTRIES[2007] == stated.ENTERED_2007
    assert generated.GRADUATIONS[2007] == stated.GRADUATED_2007
    ends = [stay.reason for startup in generated.startups() for stay in startup.stays]
    assert ends.count(ExitReason.GRADUATED) == sum(generated.GRADUATIONS.values())
