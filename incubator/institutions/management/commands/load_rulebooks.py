"""``manage.py load_rulebooks``: the shipped rulebooks, brought on file."""

from django.utils.translation import gettext as _

from incubator.core.commands import RuleCommand
from incubator.core.dates import now
from incubator.institutions.rulebook_files import load_rulebooks


class Command(RuleCommand):
    help = "Publishes the shipped rulebooks that are missing or whose file has changed."

    def handle(self, **options: object) -> None:
        for rulebook in load_rulebooks(by=None, at=now()):
            self.stdout.write(
                _("%(code)s, version %(version)d: %(name)s")
                % {"code": rulebook.code, "version": rulebook.version, "name": rulebook}
            )
