"""Who is too close to a case to review it: what is compared, and how.

Names of organisations and people are compared whole, after the differences that mean
nothing (width, case, blanks, brackets) are taken away; e-mail addresses by the domain that
an organisation registers. Nothing here asks the database.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from companies.enums import Column, Fact, Ground, QuestionKind

# Our own choice: providers at which anybody gets an address, so that a shared domain says
# nothing about a shared employer.
FREE_MAIL = frozenset(
    {
        "126.com", "139.com", "163.com", "188.com", "189.cn", "21cn.com", "263.net",
        "aliyun.com", "foxmail.com", "gmail.com", "hotmail.com", "icloud.com", "live.cn",
        "live.com", "me.com", "msn.com", "outlook.com", "proton.me", "protonmail.com", "qq.com",
        "sina.cn", "sina.com", "sohu.com", "tom.com", "vip.163.com", "vip.qq.com",
        "vip.sina.com", "wo.cn", "yahoo.cn", "yahoo.com", "yahoo.com.cn", "yeah.net",
    }
)  # fmt: skip
# Under these, an organisation registers a name of the third level.
SECOND_LEVEL = frozenset({"ac", "co", "com", "edu", "gov", "mil", "net", "org"})
COUNTRY = 2  # letters of a country's domain
# A single character is no name of anybody.
SHORTEST_NAME = 2

# Facts that name one person, and one that is an address.
PERSONS = (Fact.LEGAL_REPRESENTATIVE, Fact.CONTACT)


@dataclass(frozen=True)
class Person:
    """What is compared of somebody who reviews: ``key`` is whatever identifies them."""

    key: int
    name: str = ""
    employer: str = ""
    email_domain: str = ""


@dataclass
class Named:
    """What is compared of a case: organisations, people and e-mail addresses that it names."""

    key: int
    organisations: set[str] = field(default_factory=set)
    people: set[str] = field(default_factory=set)
    addresses: set[str] = field(default_factory=set)


def normal(name: str) -> str:
    """A name without what does not matter: ``（宁波）甲 有限公司`` is ``宁波甲有限公司``."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return re.sub(r"[\W_]+", "", folded)


def organisation_domain(address: str) -> str:
    """The domain that an organisation registered; empty for free mail and for no address."""
    domain = address.rpartition("@")[2].strip().strip(".").lower()
    labels = [label for label in domain.split(".") if label]
    if len(labels) < 2 or domain in FREE_MAIL:  # noqa: PLR2004
        return ""
    is_third = len(labels[-1]) == COUNTRY and labels[-2] in SECOND_LEVEL
    registered = ".".join(labels[-3:] if is_third else labels[-2:])
    return "" if registered in FREE_MAIL else registered


def named_in(key: int, *, questions: Iterable[Any], values: dict[str, Any]) -> Named:
    """What the answers of a case name. A shareholder may be a person or an organisation."""
    named = Named(key)
    for question in questions:
        value = values.get(question.key)
        if question.kind == QuestionKind.PEOPLE and isinstance(value, list):
            people = {str(row.get(Column.NAME, "")) for row in value if isinstance(row, dict)}
            named.people |= people
            if question.fact == Fact.SHAREHOLDERS:
                named.organisations |= people
        elif isinstance(value, str):
            if question.fact == Fact.NAME:
                named.organisations.add(value)
            elif question.fact in PERSONS:
                named.people.add(value)
            elif question.fact == Fact.EMAIL:
                named.addresses.add(value)
    return named


def found(people: Iterable[Person], cases: Iterable[Named]) -> Iterator[tuple[int, int, str, str]]:
    """Each conflict: key of the person, key of the case, ground, and what is the same.

    Reads each person and each case once, so that thousands of cases take no time.
    """
    by_name: dict[str, list[int]] = defaultdict(list)
    by_employer: dict[str, list[int]] = defaultdict(list)
    by_domain: dict[str, list[int]] = defaultdict(list)
    for person in people:
        by_name[normal(person.name)].append(person.key)
        by_employer[normal(person.employer)].append(person.key)
        by_domain[organisation_domain(person.email_domain)].append(person.key)
    for case in cases:
        for index, ground, said in (
            (by_employer, Ground.EMPLOYER, {normal(name): name for name in case.organisations}),
            (by_name, Ground.NAMED, {normal(name): name for name in case.people}),
            (by_domain, Ground.DOMAIN, {organisation_domain(a): a for a in case.addresses}),
        ):
            for same, words in said.items():
                if len(same) >= SHORTEST_NAME:
                    yield from ((key, case.key, ground, words) for key in index.get(same, ()))
