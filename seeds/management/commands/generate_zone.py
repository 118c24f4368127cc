"""``manage.py generate_zone``: a zone of any size, for measurements."""

from django.db import connection
from django.utils.translation import gettext as _

from incubator.core.commands import RuleCommand
from incubator.core.dates import today
from seeds.generate import generate_zone
from seeds.generate_applications import generate_applications
from seeds.generate_mentors import generate_mentors
from seeds.generate_reports import generate_reports
from seeds.generate_space import generate_space


class Command(RuleCommand):
    help = "Generates a zone of any size where no company is on file. Refused in production."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--companies", type=int, default=1000, help="0: those on file stay")
        parser.add_argument("--incubators", type=int, default=5)
        parser.add_argument("--units", type=int, default=0, help="rooms, where none are on file")
        parser.add_argument("--leases", type=int, default=0, help="of these rooms, at most")
        parser.add_argument("--applications", type=int, default=0, help="to calls of their own")
        parser.add_argument("--reports", type=int, default=0, help="incubatees that report")
        parser.add_argument("--mentors", type=int, default=0, help="in office today")
        parser.add_argument("--seed", type=int, default=1)

    def handle(
        self,
        *,
        companies: int,
        units: int,
        leases: int,
        applications: int,
        reports: int,
        mentors: int,
        **options,
    ) -> None:
        if companies:
            self._generate_companies(companies, **options)
        if units:
            self._generate_space(units, leases, **options)
        if applications:
            self._generate_applications(applications, **options)
        if reports:
            self._generate_reports(reports, **options)
        if mentors:
            self._generate_mentors(mentors, **options)
        # Until the database has looked at so many new rows it plans as for none: one year's
        # figures then took minutes instead of seconds.
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")

    def _generate_companies(
        self, companies: int, *, incubators: int, seed: int, **options: object
    ) -> None:
        def progress(done: int) -> None:
            self.stdout.write(f"{done} / {companies}")

        stays = generate_zone(
            companies=companies, incubators=max(2, incubators), seed=seed, progress=progress
        )
        self.stdout.write(
            _("%(companies)d companies and %(stays)d residences generated")
            % {"companies": companies, "stays": stays}
        )

    def _generate_space(self, units: int, leases: int, *, seed: int, **options: object) -> None:
        def progress(done: int) -> None:
            self.stdout.write(f"{done} / {leases}")

        made = generate_space(units=units, leases=leases, seed=seed, progress=progress)
        self.stdout.write(
            _("%(units)d units and %(leases)d leases generated") % {"units": units, "leases": made}
        )

    def _generate_applications(self, count: int, *, seed: int, **options: object) -> None:
        def progress(done: int) -> None:
            self.stdout.write(f"{done} / {count}")

        made = generate_applications(count=count, seed=seed, progress=progress)
        self.stdout.write(_("%(applications)d applications generated") % {"applications": made})

    def _generate_reports(self, count: int, *, seed: int, **options: object) -> None:
        def progress(done: int) -> None:
            self.stdout.write(f"{done} / {count}")

        made = generate_reports(count=count, seed=seed, progress=progress)
        self.stdout.write(_("%(stays)d residences with returns and facts generated")
                          % {"stays": made})  # fmt: skip

    def _generate_mentors(self, count: int, *, seed: int, **options: object) -> None:
        def progress(done: int) -> None:
            self.stdout.write(f"{done} / {count}")

        made = generate_mentors(count=count, on=today(), seed=seed, progress=progress)
        self.stdout.write(_("%(mentors)d mentors generated") % {"mentors": made})
