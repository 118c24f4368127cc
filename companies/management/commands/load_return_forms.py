"""``manage.py load_return_forms``: the shipped forms of returns, brought on file."""

from django.utils.translation import gettext as _

from companies.lifecycle import returns
from incubator.core.commands import RuleCommand
from incubator.core.dates import now


class Command(RuleCommand):
    help = "Publishes the shipped forms of returns that are not on file yet."

    def handle(self, **options: object) -> None:
        for form in returns.load_forms(at=now()):
            self.stdout.write(
                _("%(code)s, version %(version)d: %(name)s")
                % {"code": form.code, "version": form.version, "name": form.title}
            )
