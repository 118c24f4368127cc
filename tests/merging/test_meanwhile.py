"""What is begun for a company while it is merged away: it waits, and is refused in words."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, connection, transaction

from companies import lifecycle as companies
from companies.enums import AliasKind
from companies.lifecycle import returns
from companies.models import Company, CompanyAlias, Residence
from incubator.core.errors import RuleViolation
from incubator.core.refusals import RefusedByDatabase
from mentors import lifecycle as mentors
from mentors.enums import StakeKind
from tests.factories import IncubatorFactory, MentorFactory, ResidenceFactory
from tests.merging.rows import DAY, merged_into, twins
from tests.returns.conftest import opened

pytestmark = pytest.mark.django_db(transaction=True)
WAITED = 10  # seconds at most


def came_of(verb: Callable, company: Company) -> RuleViolation | None:
    try:
        verb(company)
    except RuleViolation as violation:
        return violation
    finally:
        connection.close()
    return None


def refused_meanwhile(verb: Callable, kept: Company, merged: Company) -> RuleViolation | None:
    """The verb begins once the merge has written everything, and waits for its end."""
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            merged_into(kept, merged)
            coming = pool.submit(came_of, verb, merged)
            until = time.monotonic() + WAITED
            while not somebody_waits() and time.monotonic() < until and not coming.done():
                time.sleep(0.05)
            assert somebody_waits()
        return coming.result(WAITED)


def somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks WHERE NOT granted AND pid <> pg_backend_pid()"
        )
        return bool(cursor.fetchone()[0])


def admit(company: Company) -> None:
    place = IncubatorFactory()
    companies.admit(company=company, incubator=place, on=DAY(2009, 1, 1), due_on=DAY(2010, 1, 1),
                    by=None)  # fmt: skip


def rename(company: Company) -> None:
    companies.rename_company(company=company, name="宁波新名", on=DAY(2009, 1, 1), by=None)


def name_it(company: Company) -> None:
    CompanyAlias.objects.create(company=company, kind=AliasKind.FORMER_NAME, value="旧名")


def hold_a_stake(company: Company) -> None:
    mentors.declare_stake(mentor=MentorFactory(), company=company, kind=StakeKind.values[0],
                          from_on=DAY(2009, 1, 1), by=None)  # fmt: skip


def owe_a_return(company: Company) -> None:
    returns.due_of(company=company, period=opened())


@pytest.mark.parametrize("verb", [admit, rename, name_it, hold_a_stake, owe_a_return])
def test_a_verb_that_comes_meanwhile_is_told_that_the_company_was_merged(verb):
    kept, merged = twins()
    opened()  # before anybody is in: nothing is on its list yet
    ResidenceFactory(company=merged)

    refusal = refused_meanwhile(verb, kept, merged)

    assert refusal is not None
    assert (refusal.code, refusal.status) == ("company_merged", 409)
    assert str(kept.pk) in refusal.detail
    assert not merged.aliases.exists()
    assert not Residence.objects.filter(company=merged).exists()


def test_what_the_database_says_is_still_what_it_raised():
    kept, merged = twins()
    merged_into(kept, merged)

    with pytest.raises(RefusedByDatabase) as refusal, transaction.atomic():
        name_it(merged)

    assert isinstance(refusal.value, IntegrityError)
    assert refusal.value.detail == (
        f"企业（编号{merged.pk}）此间已并入编号{kept.pk}的企业，请在那里继续办理。"
    )
    with pytest.raises(IntegrityError) as other, transaction.atomic():
        Company.objects.create(name="")
    assert not isinstance(other.value, RuleViolation)
