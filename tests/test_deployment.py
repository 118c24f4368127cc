"""The files of the deployment say everything that production settings ask for."""

import re
import secrets
import subprocess
import sys

import pytest
import yaml

from tests.programs import ROOT

# What an image or a container sets for good, or what only other set-ups need.
ELSEWHERE = {
    "STATIC_ROOT", "MEDIA_ROOT",  # the Dockerfile
    "DATABASE_POOL_SIZE",  # the web alone
    # The proxy of compose ends TLS itself.
    "SECURE_SSL_REDIRECT", "SECURE_HSTS_INCLUDE_SUBDOMAINS", "SECURE_HSTS_PRELOAD",
}  # fmt: skip
READ = re.compile(
    r"(?:env\.\w+|env|_required|_secret|_secret_or_none|_server_url)\(\s*\"([A-Z][A-Z0-9_]+)\""
)


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def compose() -> dict:
    return yaml.safe_load(text("docker-compose.yml"))


def asked_for() -> set[str]:
    """Every variable that production settings read."""
    sources = ("base", "figures", "production", "servers")
    return {name for s in sources for name in READ.findall(text(f"incubator/settings/{s}.py"))}


def test_compose_hands_on_every_variable(compose):
    handed_on = set(compose["x-app"]["environment"])

    assert "SITE_URL" in asked_for()
    assert asked_for() - ELSEWHERE - handed_on == set()


def test_example_names_what_compose_takes():
    taken = set(re.findall(r"\$\{([A-Z][A-Z0-9_]*)", text("docker-compose.yml")))
    named = set(re.findall(r"^#?([A-Z][A-Z0-9_]*)=", text(".env.example"), flags=re.M))

    assert named == taken


def test_readme_explains_every_variable():
    explained = set(re.findall(r"`([A-Z][A-Z0-9_]+)`", text("README.md")))

    assert asked_for() - explained == set()


def test_no_secret_has_a_default(compose):
    for name in ("DJANGO_SECRET_KEY", "POSTGRES_PASSWORD", "REDIS_PASSWORD"):
        for found in re.findall(rf"\$\{{{name}(.{{2}})", text("docker-compose.yml")):
            assert found == ":?"


def test_database_is_tuned_as_that_of_bin_up(compose, monkeypatch):
    monkeypatch.syspath_prepend(ROOT / "bin")
    from _servers import ROOMY, TUNED

    told = compose["services"]["postgres"]["command"][2::2]

    assert {re.sub(r"\$\{\w+:-(\w+)\}", r"\1", one) for one in told} == {*TUNED, ROOMY}


def test_image_is_built_with_all_that_settings_need():
    """The commands of the Dockerfile's build run with the variables that it names there."""
    (line,) = re.findall(
        r"export DJANGO_SECRET_KEY \\\n((?:\s+\w+=\S+ ?\\?\n)+)", text("Dockerfile")
    )
    given = dict(re.findall(r"(\w+)=(\S+)", line))
    environment = given | {
        "DJANGO_SECRET_KEY": secrets.token_urlsafe(64),
        "DJANGO_SETTINGS_MODULE": "incubator.settings.production",
    }

    done = subprocess.run(
        [sys.executable, "manage.py", "collectstatic", "--dry-run", "--no-input", "-v0"],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert "SITE_URL" in given
    assert (done.returncode, done.stderr) == (0, "")
