"""``manage.py check_text FILE --year 2007``: do the numbers of a text agree with the figures?"""

from pathlib import Path

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from incubator.core.commands import RuleCommand, table
from incubator.core.dates import parse_year
from incubator.statistics.checker.checking import Finding, Verdict, check_text
from incubator.statistics.checker.sources import text_of
from incubator.statistics.snapshots.queries import editions_read


class Command(RuleCommand):
    help = "Ties the numbers of a text (TXT, DOCX) to the figures on file; fails on a difference."

    def add_arguments(self, parser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--year", required=True, help="the year that the text reports on")
        parser.add_argument(
            "--snapshot", default="",
            help="the number of a published edition, or live; else what was published counts",
        )  # fmt: skip

    def handle(self, *, file: Path, year: str, snapshot: str = "", **options: object) -> None:
        try:
            with file.open("rb") as opened:
                text = text_of(opened)
        except OSError as error:
            raise CommandError(f"[file_unreadable] {error.strerror}: {file}") from error
        number = parse_year(year)
        checked = check_text(text, year=number, published=editions_read(snapshot, year=number))
        head = [
            _("printed form"), _("indicator"), _("year"), _("means"), _("held against"),
            _("figure on file"), "",
        ]  # fmt: skip
        self.stdout.write(table([head, *map(_row, checked.findings)]))
        if wrong := checked.count(Verdict.DISAGREES):
            raise CommandError(
                "[figures_disagree] "
                + _("%(count)d of %(all)d printed figures disagree.")
                % {"count": wrong, "all": len(checked.findings)}
            )


def _row(one: Finding) -> list[str]:
    values = " / ".join(f"{value.normalize():f}" for value in one.on_file)
    return [
        one.mention.form, str(one.subject.label), str(one.year), str(one.mention.interval),
        str(one.basis.label), values or "–", str(one.verdict.label),
    ]  # fmt: skip
