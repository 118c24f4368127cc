"""Demo users: one for each role, on machines where the demo is asked for and nowhere else."""

from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from incubator.accounts.models import Membership, User
from incubator.accounts.permissions import Role
from incubator.core.dates import today
from incubator.core.errors import RuleViolation
from incubator.core.history import recorded
from incubator.institutions.models import Incubator
from seeds.zone2007 import stated


@dataclass(frozen=True)
class DemoUser:
    """A login that shows what one role sees. It stands for a role, not for a person."""

    username: str
    name: str
    purpose: str | Promise
    role: Role | None  # None: a superuser, or nobody of the office
    incubator: str | None = None
    also: str | None = None  # another institution of the same role
    email: str = ""  # of somebody who signs in at the portal

    @property
    def password(self) -> str:
        """Different on every installation, and never stored in the clear."""
        return salted_hmac("seeds.demo", self.username).hexdigest()[:12]


FOUNDER, MANAGER, MENTOR, REVIEWER = "founder", "manager", "mentor", "reviewer"
DEPUTY = "deputy"
ZONE, DIRECTOR = "zone", "director"
DEMO_USERS = [
    DemoUser(ZONE, "园区办公室（演示）", _("the zone's figures"), Role.ZONE_OFFICE),
    DemoUser(DIRECTOR, "园区负责人（演示）", _("approves what is published"), Role.ZONE_OFFICE),
    DemoUser(
        MANAGER,
        "孵化器管理员（演示）",
        _("one incubator's companies"),
        Role.MANAGER,
        stated.INNOVATION_CENTRE,
    ),
    DemoUser(
        DEPUTY,
        "孵化器副主任（演示）",
        _("confirms what the manager proposes"),
        Role.MANAGER,
        stated.INNOVATION_CENTRE,
        also=stated.ACCELERATOR,
    ),
    DemoUser(
        "staff",
        "孵化器专员（演示）",
        _("the day’s work of an incubator, no decisions"),
        Role.STAFF,
        stated.INNOVATION_CENTRE,
    ),
    DemoUser("auditor", "审计员（演示）", _("sees all, changes nothing"), Role.AUDITOR),
    DemoUser("admin", "系统管理员（演示）", _("everything"), None),
    DemoUser(
        FOUNDER, "创业者（演示）", _("the portal of startups"), None, email="founder@example.test"
    ),
    DemoUser(
        REVIEWER,
        "评审专家（演示）",
        _("reviews of applications"),
        None,
        # Of another organisation than any applicant's: one address in common is a conflict.
        email="reviewer@university.test",
    ),
    DemoUser(
        MENTOR, "创业导师（演示）", _("a mentor’s own pages"), None, email="mentor@example.test"
    ),
]


def require_demo() -> None:
    """Raises RuleViolation ``not_a_demo`` where demo data has no place."""
    if not settings.DEMO:
        raise RuleViolation(
            "not_a_demo", _("This system is not a demo: no demo data or demo users here.")
        )


@transaction.atomic
def make_demo_users() -> None:
    """Make the demo users that are missing; those that exist stay as they are."""
    require_demo()
    for demo in DEMO_USERS:
        if User.objects.filter(username=demo.username).exists():
            continue
        with recorded(reason="示例数据：演示账号"):
            user = User.objects.create_user(
                demo.username,
                password=demo.password,
                name=demo.name,
                email=demo.email,
                is_staff=not demo.email,
                is_superuser=demo.role is None and not demo.email,
            )
            if demo.email:
                EmailAddress.objects.create(
                    user=user, email=demo.email, primary=True, verified=True
                )
            if demo.role:
                codes = [code for code in (demo.incubator, demo.also) if code]
                for place in Incubator.objects.filter(code__in=codes) if codes else [None]:
                    Membership.objects.create(
                        user=user, role=demo.role, incubator=place, begins_on=today()
                    )
