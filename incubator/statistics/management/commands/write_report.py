"""``manage.py write_report 2007``: the paragraph of the yearly report, with its footnotes."""

from pathlib import Path

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from incubator.core.commands import RuleCommand
from incubator.core.dates import parse_year
from incubator.core.errors import RuleViolation
from incubator.institutions.models import Incubator
from incubator.statistics.snapshots.queries import editions_read
from incubator.statistics.writer.composing import write_report
from incubator.statistics.writer.document import document_of


class Command(RuleCommand):
    help = "Writes the paragraph of the yearly report in house style, as text or a Word document."

    def add_arguments(self, parser) -> None:
        parser.add_argument("year")
        parser.add_argument("--incubator", help="the code of one; without it the whole zone")
        parser.add_argument(
            "--snapshot", default="",
            help="the number of a published edition, or live; else what was published counts",
        )  # fmt: skip
        parser.add_argument("--docx", type=Path, help="a file to write, with footnotes")

    def handle(
        self,
        *,
        year: str,
        incubator: str | None,
        docx: Path | None,
        snapshot: str = "",
        **options: object,
    ) -> None:
        number = parse_year(year)
        published = editions_read(snapshot, year=number)
        written = write_report(number, incubator=_incubator(incubator), published=published)
        if docx is None:
            self.stdout.write(written.text)
            return
        try:
            docx.write_bytes(document_of(written))
        except OSError as error:
            raise CommandError(f"[file_unwritable] {error.strerror}: {docx}") from error
        self.stdout.write(str(docx))


def _incubator(code: str | None) -> Incubator | None:
    if code is None:
        return None
    found = Incubator.objects.filter(code=code).first()
    if found is None:
        raise RuleViolation("unknown_incubator", _("There is no such incubator."), status=404)
    return found
