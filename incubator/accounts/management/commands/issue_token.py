"""``manage.py issue_token USERNAME --scopes … --days N``: a new key, and nothing else."""

from django.utils.translation import gettext_lazy as _

from incubator.accounts.lifecycle import issue_token
from incubator.accounts.models import User
from incubator.core.commands import RuleCommand
from incubator.core.errors import RuleViolation
from incubator.institutions.models import Incubator


class Command(RuleCommand):
    help = "Prints a new access key for the API. It cannot be shown again."

    def add_arguments(self, parser) -> None:
        parser.add_argument("username")
        parser.add_argument("--scopes", nargs="+", required=True, metavar="RESOURCE:read|write")
        parser.add_argument("--days", type=int, required=True)
        parser.add_argument("--incubator", metavar="CODE", help="limits the key to one incubator")
        parser.add_argument("--name", default="", help="what the key is for")

    def handle(self, *, username: str, incubator: str | None, **options) -> None:
        _token, key = issue_token(
            user=user_named(username),
            scopes=options["scopes"],
            days=options["days"],
            name=options["name"],
            incubator=incubator_coded(incubator) if incubator else None,
        )
        self.stdout.write(key)


def user_named(username: str) -> User:
    """The active user of a name. Raises RuleViolation ``unknown_user``."""
    user = User.objects.filter(username=username, is_active=True).first()
    if user is None:
        raise RuleViolation(
            "unknown_user", _("There is no active user “%(name)s”."), name=username[:40]
        )
    return user


def incubator_coded(code: str) -> Incubator:
    """The incubator of a code. Raises RuleViolation ``unknown_incubator``."""
    incubator = Incubator.objects.filter(code=code).first()
    if incubator is None:
        raise RuleViolation(
            "unknown_incubator", _("There is no incubator “%(code)s”."), code=code[:40]
        )
    return incubator
