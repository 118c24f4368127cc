"""``manage.py demo_logins``: the names and passwords of the demo users."""

from django.utils.translation import gettext as _

from incubator.accounts.models import User
from incubator.core.commands import RuleCommand, table
from seeds.demo import DEMO_USERS, require_demo


class Command(RuleCommand):
    help = "Prints the demo users with their passwords. Refused in production."

    def handle(self, **options: object) -> None:
        require_demo()
        users = User.objects.in_bulk(field_name="username")
        head = [_("user"), _("password"), _("sees")]
        rows = []
        for demo in DEMO_USERS:
            user = users.get(demo.username)
            if user is None:
                continue
            kept = user.check_password(demo.password)
            name = demo.email or demo.username
            rows.append([name, demo.password if kept else _("(changed)"), demo.purpose])
        self.stdout.write(table([head, *rows]))
