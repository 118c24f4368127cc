"""Who is too close to which case: what is on record, and what follows from other tables.

Parts above this one know more closenesses (a mentor of the company); they register where
to find them, and every door asks all of them.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import F, Q, QuerySet

from companies.enums import FILLING, ApplicationState, Ground
from companies.models import (
    Application,
    Collaborator,
    Company,
    Conflict,
    Question,
    Representative,
    Review,
    Reviewer,
    Submission,
)
from companies.rules.conflicts import Named, Person, found, named_in

# From keys of users to pairs (user, company) of those who are close, as of now.
Source = Callable[[Iterable[int]], Iterable[tuple[int, int]]]
SOURCES: dict[str, Source] = {}


def register_source(ground: Ground, source: Source) -> None:
    """Ask ``source`` as well, from now on. A part calls it once, when it is ready."""
    SOURCES[ground] = source


def representatives(users: Iterable[int]) -> Iterable[tuple[int, int]]:
    """Who acts for which company."""
    return (
        Representative.objects.in_force()
        .filter(user__in=list(users))
        .values_list("user", "company")
    )


register_source(Ground.COMPANY, representatives)


def closeness(user_id: int) -> Q:
    """Which applications somebody must neither review nor decide of; no query of its own.

    Conflicts on record, whatever their ground; their own applications; and those of
    companies that any source names, found by the register or by the code handed in.
    """
    return _any_of(_close_to(user_id))


def kept_back(user_id: int) -> Q:
    """Which applications do not exist for somebody on any page of the office.

    Those that they are close to, and those that they review blind: what hides names from them
    on their own pages would be worth nothing beside a list that says them.
    """
    return _any_of([*_close_to(user_id), _read_blind(user_id)])


def _any_of(keys: list[QuerySet]) -> Q:
    """Applications are many and those are few: found once, and not asked of every row."""
    return Q(pk__in=keys[0].union(*keys[1:]))


def _close_to(user_id: int) -> list[QuerySet]:
    """Keys of applications, a queryset for each reason."""
    found = [
        Conflict.objects.in_force().filter(user=user_id).values("application"),
        Collaborator.objects.filter(user=user_id).values("application"),
        Application.objects.filter(started_by=user_id).values("pk"),
    ]
    for source in SOURCES.values():
        companies = _companies_in(source([user_id]))
        codes = Company.objects.filter(pk__in=companies).exclude(unified_code=None)
        found += [
            Application.objects.filter(company__in=companies).values("pk"),
            Application.objects.filter(unified_code__in=codes.values("unified_code")).values("pk"),
        ]
    return found


def _read_blind(user_id: int) -> QuerySet:
    """Keys of the applications that somebody has to review blind.

    From the day they are given to them until the stage is over: its round is closed, or the
    case has left the stage.
    """
    given = Review.objects.filter(
        reviewer__user=user_id,
        state__in=FILLING,
        round__closed_at=None,
        round__stage=F("application__stage"),
        application__state=ApplicationState.COMPLETE,
    )
    return given.exclude(round__stage__blind=[], round__stage__hidden_keys=[]).values("application")


def _companies_in(pairs: Iterable[tuple[int, int]]) -> Any:
    """The companies of a source; the database looks them up where the source lets it."""
    if isinstance(pairs, QuerySet):
        return pairs.order_by().values("company")
    return [company for _user, company in pairs]


def is_close(*, user_id: int, application: Application) -> bool:
    """Whether somebody must neither review a case nor decide of it."""
    return Application.objects.filter(closeness(user_id), pk=application.pk).exists()


def close_among(users: Iterable[int], *, application: Application) -> set[int]:
    """Which of several people are close to a case; the same queries for any number of them."""
    users = set(users)
    on_record = Conflict.objects.in_force().filter(application=application, user__in=users)
    detected = _taking_part(users, [application]) | _of_companies(users, [application])
    return set(on_record.values_list("user", flat=True)) | {user for user, _case, _why in detected}


def conflicts_between(
    reviewers: Iterable[Reviewer], cases: Iterable[Application]
) -> dict[tuple[int, int, str], str]:
    """Every conflict that can be detected: (user, application, ground) → what is the same.

    A few queries for any number of either.
    """
    cases, reviewers = list(cases), list(reviewers)
    users = {reviewer.user_id for reviewer in reviewers}
    detected = {
        (user, case, ground): detail[:500]
        for user, case, ground, detail in found(
            [_person(reviewer) for reviewer in reviewers], _named(cases)
        )
    }
    detected.update(_taking_part(users, cases))
    detected.update(_of_companies(users, cases))
    return detected


def _person(reviewer: Reviewer) -> Person:
    user = reviewer.user
    return Person(
        key=user.pk,
        name=user.name,
        employer=reviewer.employer,
        email_domain=reviewer.email_domain or user.email,
    )


def _named(cases: list[Application]) -> list[Named]:
    """What each case names, from what was handed in last, and whoever takes part in it."""
    questions: dict[int, list[Question]] = defaultdict(list)
    for question in Question.objects.filter(
        questionnaire__in={case.questionnaire_id for case in cases}
    ).filter(Q(kind="people") | ~Q(fact="")):
        questions[question.questionnaire_id].append(question)
    values = last_answers(cases)
    named = {
        case.pk: named_in(
            case.pk, questions=questions[case.questionnaire_id], values=values.get(case.pk, {})
        )
        for case in cases
    }
    for case in cases:
        named[case.pk].organisations.add(case.name)
    addresses = Collaborator.objects.filter(application__in=list(named)).values_list(
        "application", "user__email"
    )
    for case, address in addresses:
        named[case].addresses.add(address)
    return list(named.values())


def last_answers(cases: Iterable[Application]) -> dict[int, dict[str, Any]]:
    """What was handed in last, by key of the case: the answers by key of the question."""
    newest = (
        Submission.objects.filter(application__in=[case.pk for case in cases])
        .order_by("application", "-round")
        .distinct("application")
    )
    return {
        application: content.get("answers", {})
        for application, content in newest.values_list("application", "content")
    }


def _taking_part(users: set[int], cases: list[Application]) -> dict[tuple[int, int, str], str]:
    keys = [case.pk for case in cases]
    pairs = set(
        Collaborator.objects.filter(application__in=keys, user__in=users).values_list(
            "user", "application"
        )
    )
    pairs |= {(case.started_by_id, case.pk) for case in cases if case.started_by_id in users}
    return {(user, case, Ground.COMPANY): "" for user, case in pairs}


def _of_companies(users: set[int], cases: list[Application]) -> dict[tuple[int, int, str], str]:
    by_company: dict[int, list[int]] = defaultdict(list)
    by_code: dict[str, list[int]] = defaultdict(list)
    for case in cases:
        if case.company_id:
            by_company[case.company_id].append(case.pk)
        elif case.unified_code:
            by_code[case.unified_code].append(case.pk)
    detected = {}
    for ground, source in SOURCES.items():
        pairs = list(source(users))
        companies = Company.objects.in_bulk({company for _user, company in pairs})
        for user, key in pairs:
            company = companies[key]
            for case in [*by_company[key], *by_code[company.unified_code or ""]]:
                detected[user, case, ground] = company.name[:500]
    return detected
