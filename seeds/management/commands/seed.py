"""``manage.py seed``: the zone of 2007 with its demo users."""

from django.utils.translation import gettext as _

from companies.models import Company
from incubator.accounts.models import User
from incubator.core.commands import RuleCommand
from seeds.demo import FOUNDER, make_demo_users, require_demo
from seeds.zone2007 import calls, contest
from seeds.zone2007.build import build


class Command(RuleCommand):
    help = "Builds the zone of the 2007 report, once; the second time it changes nothing."

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "--if-empty", action="store_true", help="do nothing where companies are on file"
        )

    def handle(self, *, if_empty: bool, **options: object) -> None:
        require_demo()
        built = False
        if not (if_empty and Company.objects.exists()):
            built = build()
        make_demo_users()
        calls.build(founder=User.objects.get(username=FOUNDER))
        contest.build()
        count = Company.objects.count()
        said = _("%d companies built") if built else _("unchanged: %d companies on file")
        self.stdout.write(said % count)
