"""What is known when somebody applies, and who may do what."""

from collections import Counter
from typing import Any

from companies.enums import Fact, Right
from companies.models import Answer, Application, Company, Question, Representative
from companies.rules.answers import Problem, facts_of, is_empty, problems


def right_of(*, application: Application, user) -> str | None:
    """The most that somebody may do in an application; None where it is none of theirs."""
    rights = list(application.collaborators.filter(user=user).values_list("right", flat=True))
    if application.company_id:
        rights += (
            Representative.objects.in_force()
            .filter(company=application.company_id, user=user)
            .values_list("right", flat=True)
        )
    order = list(Right.values)
    return max(rights, key=order.index, default=None)


def questions_of(application: Application) -> list[Question]:
    """The questions of the version that an application answers, in order."""
    return list(application.questionnaire.questions.order_by("position"))


def answers_of(application: Application) -> dict[str, Answer]:
    """What has been typed so far, by question."""
    return {answer.key: answer for answer in application.answers.all()}


def values_of(application: Application) -> dict[str, Any]:
    """What has been typed so far, the words alone."""
    return dict(application.answers.values_list("key", "value"))


def files_of(application: Application) -> Counter:
    """How many files hang on each question."""
    return Counter(application.attachments.in_force().values_list("question", flat=True))


def problems_of(application: Application) -> list[Problem]:
    """Everything that stands between an application and handing it in."""
    return problems(questions_of(application), values_of(application), files_of(application))


def facts_said(application: Application) -> dict[str, Any]:
    """What the application says of the company, by fact, as far as it can be read."""
    return facts_of(questions_of(application), values_of(application))


def known_facts(*, company: Company | None, user) -> dict[str, Any]:
    """What need not be typed again, as it would be typed, by fact.

    From the newest application handed in for the company (without one: by this person),
    and from the register, which goes before it.
    """
    known = _said_before(company, user)
    if company is None:
        return known
    on_file = {
        Fact.NAME: company.name,
        Fact.UNIFIED_CODE: company.unified_code,
        Fact.REGISTERED_ON: company.registered_on and company.registered_on.isoformat(),
        Fact.FIELD: company.field,
        Fact.FOUNDER_KIND: company.founder_kind,
    }
    return known | {fact: value for fact, value in on_file.items() if value}


def _said_before(company: Company | None, user) -> dict[str, Any]:
    earlier = Application.objects.filter(submitted_at__isnull=False)
    if company is not None:
        earlier = earlier.filter(company=company)
    else:
        earlier = earlier.filter(company__isnull=True, started_by=user)
    newest = earlier.order_by("-submitted_at").select_related("questionnaire").first()
    if newest is None:
        return {}
    facts = dict(newest.questionnaire.questions.exclude(fact="").values_list("key", "fact"))
    return {
        facts[key]: value
        for key, value in newest.answers.filter(key__in=facts).values_list("key", "value")
        if not is_empty(value)
    }
