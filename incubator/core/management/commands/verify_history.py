"""``manage.py verify_history``: is the history as it was recorded, and are the rows?"""

from django.core.management.base import CommandError
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from incubator.core import sealing
from incubator.core.commands import RuleCommand, table
from incubator.core.dates import now
from incubator.core.verifying import Finding, verify_history


class Command(RuleCommand):
    help = "Verifies the chain of seals, the entries under it, and every row; fails on a finding."

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "--seal", action="store_true", help="seal first what was recorded since the last seal"
        )
        parser.add_argument(
            "--head",
            default="",
            help="a digest of a last seal, noted down before: it must stand in the chain",
        )

    def handle(self, *, seal: bool, head: str, **options: object) -> None:
        if seal:
            sealing.seal_history(at=now())
        seen = verify_history(head=head)
        self.stdout.write(
            table(
                [
                    [_("entries"), seen.entries],
                    [_("seals"), seen.seals],
                    [_("not sealed yet"), seen.unsealed],
                    [_("without a name"), seen.nameless],
                    [_("last seal"), seen.head or "–"],
                ]
            )
        )
        if seen.findings:
            head_row = ["", _("table"), pgettext("history", "number"), _("details"), _("meaning")]
            self.stdout.write(table([head_row, *map(row_of, seen.findings)]))
            raise CommandError(
                "[history_changed] "
                + _("%(count)d things are not as they were recorded.")
                % {"count": len(seen.findings)}
            )
        self.stdout.write(_("Everything is as it was recorded."))


def row_of(finding: Finding) -> list[object]:
    """A line of the table."""
    return [finding.code, finding.table, finding.number, finding.details, finding.sentence]
