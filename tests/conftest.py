"""Fixtures that tests of several parts share."""

import datetime
from collections.abc import Callable, Iterator

import pytest
import redis
from django.conf import settings
from django.test import Client
from django.utils import translation
from rest_framework.test import APIClient

from incubator.accounts.models import AccessToken, User
from incubator.accounts.permissions import Permission
from tests.databases import MigratedOnce, end_other_sessions
from tests.factories import IncubatorFactory, MembershipFactory, UserFactory
from tests.programs import Program, start_worker_program


def pytest_addoption(parser) -> None:
    """``--pictures``: see tests/browser/test_screens.py."""
    parser.addoption("--pictures", action="store_true", help="make the pictures of the manual")


@pytest.fixture(scope="session")
def _migrated_once(
    request, django_db_modify_db_settings, django_db_blocker
) -> Iterator[MigratedOnce | None]:
    """Holds the turn of this worker until its database is there (None: it keeps its own)."""
    if request.config.getvalue("reuse_db"):
        yield None
        return
    with django_db_blocker.unblock():
        turn = MigratedOnce()
        yield turn
        turn.close()


@pytest.fixture(scope="session")
def django_db_keepdb(request, _migrated_once) -> bool:
    """Whether the database is there already: as ``--reuse-db`` says, or as a copy."""
    if _migrated_once is None:
        return True
    return not request.config.getvalue("create_db") and _migrated_once.copied()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker, _migrated_once) -> Iterator[None]:
    """As pytest-django has it; what was migrated is kept for the next to copy."""
    if _migrated_once is not None:
        with django_db_blocker.unblock():
            _migrated_once.keep()
    yield
    with django_db_blocker.unblock():
        end_other_sessions()


@pytest.fixture(autouse=True)
def _own_language() -> None:
    """A page that an earlier test read in English leaves its thread in English; this one not."""
    translation.deactivate()


@pytest.fixture
def incubator(db):
    """An incubator that has been open since 1999."""
    return IncubatorFactory()


@pytest.fixture
def zone_user(db) -> User:
    """Somebody of the zone office."""
    return MembershipFactory(zone_office=True).user


@pytest.fixture
def auditor(db) -> User:
    """An auditor of the whole zone."""
    return MembershipFactory(auditor=True).user


@pytest.fixture
def manager(incubator) -> User:
    """The manager of ``incubator``."""
    return MembershipFactory(incubator=incubator).user


@pytest.fixture
def admin_user(db) -> User:
    """A superuser."""
    return UserFactory(admin=True)


@pytest.fixture
def _empty_broker() -> Iterator[None]:
    """No message of another test is left, and none for another."""
    with redis.Redis.from_url(settings.CELERY_BROKER_URL) as client:
        client.flushdb()
        yield
        client.flushdb()


@pytest.fixture
def token_of() -> Callable[..., str]:
    """Makes an access token: ``token_of(user, scopes=[…], incubator=…, days=…)``."""

    def make(user, scopes=None, incubator=None, days=1) -> str:
        _token, key = AccessToken.objects.create(
            user=user,
            expiry=datetime.timedelta(days=days),
            scopes=list(scopes) if scopes is not None else [p.value for p in Permission],
            incubator=incubator,
        )
        return key

    return make


@pytest.fixture
def api_as(token_of) -> Callable[..., APIClient]:
    """An API client with a fresh token of a user; further arguments as ``token_of``."""

    def make(user, **kwargs) -> APIClient:
        client = APIClient()
        client.credentials(HTTP_AUTHORIZATION=f"Token {token_of(user, **kwargs)}")
        return client

    return make


@pytest.fixture
def browser_as() -> Callable[[User], Client]:
    """A signed-in Django test client."""

    def make(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return make


@pytest.fixture
def start_worker(transactional_db, _empty_broker, tmp_path) -> Iterator[Callable[..., Program]]:
    """Starts real prefork workers, with variables of one's own; all are ended after the test."""
    started: list[Program] = []

    def start(**changed: str) -> Program:
        number = len(started)
        log = tmp_path / f"worker{number}.log"
        started.append(start_worker_program(f"tested{number}@localhost", log, **changed))
        return started[-1]

    yield start
    for worker in started:
        worker.end()
