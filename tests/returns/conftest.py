"""A company in an incubator since March 2007, and what it owes for that year."""

import datetime
import tomllib
from functools import cache

import pytest

from companies.lifecycle import returns
from companies.lifecycle.returns.forms import FOLDER
from companies.models import DueReturn, Return, ReturnPeriod
from companies.rules.returns.forms import FormDraft, read_form
from incubator.core.dates import SHANGHAI
from tests.factories import (
    CompanyFactory,
    MembershipFactory,
    RepresentativeFactory,
    ResidenceFactory,
    UserFactory,
)
from tests.returns.figures import typed

AT = datetime.datetime(2008, 1, 10, 10, 0, tzinfo=SHANGHAI)
DAY = datetime.timedelta(days=1)


def fill(report: Return, *, by, at=AT, **changed: str) -> None:
    """Type every figure, as the company does."""
    there = {value.item.code: value.revision for value in report.values.select_related("item")}
    figures = {code: (one, there.get(code, 0)) for code, one in typed(**changed).items()}
    _saved, refused = returns.save_values(report=report, figures=figures, by=by, at=at)
    assert refused == {}


FILES = {
    "torch-yearly": ["torch-yearly-2012", "torch-yearly-2017"],
    "operating-quarterly": ["operating-quarterly"],
}
WORDS = tomllib.loads((FOLDER / "words.toml").read_text("utf-8"))


@cache
def said_by(name: str) -> FormDraft:
    """A form as its file says it."""
    return read_form((FOLDER / f"{name}.toml").read_text("utf-8"), WORDS)


def opened(code: str = "torch-yearly", year: int = 2007, number: int = 1, at=AT) -> ReturnPeriod:
    """One period on the list, with the forms that it needs."""
    for name in FILES[code]:
        returns.publish_form(draft=said_by(name), at=at)
    return returns.open_period(code=code, year=year, number=number, at=at)


def filed(company, year: int = 2007, *, at=AT, verified: bool = True, **changed) -> Return:
    """A whole return of a company for a year, verified unless told otherwise."""
    due = returns.due_of(company=company, period=opened(year=year, at=at))
    report = returns.file_return(due=due, figures=typed(**changed), by=None, at=at)
    return returns.verify_return(report=report, by=None, at=at) if verified else report


@pytest.fixture
def company(db):
    return CompanyFactory(name="宁波甲科技有限公司")


@pytest.fixture
def stay(company, incubator):
    return ResidenceFactory(company=company, incubator=incubator)


@pytest.fixture
def period(stay) -> ReturnPeriod:
    return opened()


@pytest.fixture
def due(period) -> DueReturn:
    return DueReturn.objects.get()


@pytest.fixture
def signer(company):
    """Somebody who may sign for the company."""
    return RepresentativeFactory(company=company, right="sign", user__name="会计甲").user


@pytest.fixture
def writer(company):
    """Somebody who may write for the company and not sign."""
    return RepresentativeFactory(company=company, right="edit", user__name="出纳乙").user


@pytest.fixture
def stranger(db):
    """Somebody of another company."""
    other = RepresentativeFactory(right="sign")
    ResidenceFactory(company=other.company)
    return other.user


@pytest.fixture
def officer(incubator):
    """A second manager of the incubator."""
    return MembershipFactory(incubator=incubator, user=UserFactory(staff=True)).user


@pytest.fixture
def draft(due, signer) -> Return:
    return returns.start_return(due=due, by=signer, at=AT)


@pytest.fixture
def ready(draft, signer) -> Return:
    fill(draft, by=signer)
    return draft


@pytest.fixture
def submitted(ready, signer) -> Return:
    return returns.submit_return(report=ready, by=signer, at=AT)


@pytest.fixture
def verified(submitted, manager) -> Return:
    return returns.verify_return(report=submitted, by=manager, at=AT)
