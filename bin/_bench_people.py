"""Who asks: one who sees the whole zone, and one who sees a single incubator."""

import re
import secrets
import urllib.parse
import urllib.request
from dataclasses import dataclass
from http.cookiejar import CookieJar

from _console import Failure

from incubator.accounts.lifecycle import issue_token
from incubator.accounts.models import Membership, User
from incubator.accounts.permissions import Permission, Role
from incubator.core.dates import today
from incubator.institutions.models import Incubator


@dataclass(frozen=True)
class Person:
    username: str
    role: Role

    @property
    def user(self) -> User:
        """Made once, and with its role in force."""
        user, made = User.objects.get_or_create(username=self.username, is_staff=True)
        if made:
            place = None
            if self.role == Role.MANAGER:
                place = Incubator.objects.incubating().order_by("pk").first()
            Membership.objects.create(user=user, role=self.role, incubator=place, begins_on=today())
        return user


ZONE_OFFICE = Person("bench-zone", Role.ZONE_OFFICE)
MANAGER = Person("bench-manager", Role.MANAGER)
AUDITOR = Person("bench-auditor", Role.AUDITOR)


def key_of(person: Person) -> str:
    """A fresh token's key."""
    reading = [p for p in Permission if p in READ_BY_API]
    _, key = issue_token(user=person.user, scopes=reading, days=1, name="bench")
    return key


READ_BY_API = {Permission.STATISTICS_READ, Permission.COMPANIES_READ}


def session_of(person: Person, address: str) -> str:
    """The cookie of a session, got by logging in as people do."""
    user, password = person.user, secrets.token_urlsafe(24)
    user.set_password(password)
    user.save(update_fields=["password"])
    cookies = CookieJar()
    browser = urllib.request.build_opener(
        urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor(cookies)
    )
    login = f"{address}/admin/login/"
    with browser.open(login, timeout=30) as page:
        found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.read().decode())
    if not found:
        raise Failure(f"There is no login form at {login}.")
    form = {
        "csrfmiddlewaretoken": found[1], "username": user.username, "password": password,
        "next": "/admin/",
    }  # fmt: skip
    content = urllib.parse.urlencode(form).encode()
    request = urllib.request.Request(login, content, {"Referer": login})  # noqa: S310
    browser.open(request, timeout=30).close()
    kept = {cookie.name: cookie.value for cookie in cookies}
    if not kept.get("sessionid"):
        raise Failure(f"{user.username} could not log in at {login}.")
    return kept["sessionid"]
