"""``manage.py seed``: the zone of 2007 with its demo users."""

from django.utils.translation import gettext as _

from companies.models import Company
from incubator.accounts.models import User
from incubator.core.commands import RuleCommand
from incubator.core.dates import now
from incubator.core.db import advisory_lock
from incubator.core.errors import RuleViolation
from seeds.demo import (
    DEPUTY,
    DIRECTOR,
    FOUNDER,
    MANAGER,
    MENTOR,
    REVIEWER,
    ZONE,
    make_demo_users,
    require_demo,
)
from seeds.zone2007 import (
    acceleration,
    after,
    blind_call,
    calls,
    contest,
    graduating,
    graduation,
    institutions,
    mentoring,
    publication,
    returns,
    stays,
    teams,
)
from seeds.zone2007.build import build, is_without_history

SEED_LOCK = 2012  # the family of this command's advisory lock


class Command(RuleCommand):
    help = "Builds the zone of the 2007 report, once; the second time it changes nothing."

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "--if-empty", action="store_true", help="do nothing where companies are on file"
        )
        parser.add_argument(
            "--opening-balance",
            action="store_true",
            help="only the companies of 2007; those before them as a signed opening balance",
        )

    def handle(self, *, if_empty: bool, opening_balance: bool, **options: object) -> None:
        require_demo()
        with advisory_lock(SEED_LOCK, 0) as held:
            if not held:
                raise RuleViolation(
                    "seeding_under_way",
                    _("The zone of 2007 is being built by somebody else right now."),
                    status=409,
                )
            self.build(if_empty=if_empty, opening_balance=opening_balance)

    def build(self, *, if_empty: bool, opening_balance: bool) -> None:
        """Everything that is missing, and what was done in a word."""
        built = False
        if not (if_empty and Company.objects.exists()):
            built = build(opening_balance=opening_balance)
        make_demo_users()
        # The rest of the demo is about companies of earlier years, which are no rows there.
        if not is_without_history():
            self._build_around()
        count = Company.objects.count()
        said = _("%d companies built") if built else _("unchanged: %d companies on file")
        self.stdout.write(said % count)

    def _build_around(self) -> None:
        """Calls, returns, graduations, mentoring and what else the companies have."""
        users = User.objects.in_bulk(field_name="username")
        calls.build(founder=users[FOUNDER])
        contest.build()
        returns.build(founder=users[FOUNDER], at=now())
        graduation.build()
        stays.build()
        graduating.build(manager=users[MANAGER], deputy=users[DEPUTY])
        after.build(at=now())
        acceleration.build(by=users[MANAGER])
        institutions.build(at=now())
        teams.build(at=now(), manager=users[MANAGER], reviewer=users[REVIEWER])
        blind_call.build(at=now(), deputy=users[DEPUTY], reviewer=users[REVIEWER])
        mentoring.build(at=now(), mentor=users[MENTOR], founder=users[FOUNDER])
        publication.build(preparer=users[ZONE], approver=users[DIRECTOR], at=now())
