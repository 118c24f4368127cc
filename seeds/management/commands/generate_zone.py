"""``manage.py generate_zone``: a zone of any size, for measurements."""

from django.utils.translation import gettext as _

from incubator.core.commands import RuleCommand
from seeds.generate import generate_zone


class Command(RuleCommand):
    help = "Generates a zone of any size where no company is on file. Refused in production."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--companies", type=int, default=1000)
        parser.add_argument("--incubators", type=int, default=5)
        parser.add_argument("--seed", type=int, default=1)

    def handle(self, *, companies: int, incubators: int, seed: int, **options: object) -> None:
        def progress(done: int) -> None:
            self.stdout.write(f"{done} / {companies}")

        stays = generate_zone(
            companies=companies, incubators=max(2, incubators), seed=seed, progress=progress
        )
        self.stdout.write(
            _("%(companies)d companies and %(stays)d residences generated")
            % {"companies": companies, "stays": stays}
        )
