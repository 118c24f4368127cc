"""What is known when somebody applies, and who may do what."""

from collections import Counter
from typing import Any

from companies.enums import Fact, Right
from companies.models import (
    Answer,
    Application,
    Attachment,
    Company,
    Question,
    Representative,
)
from companies.rules.answers import Problem, facts_of, is_empty, problems

MOST_BEFORE = 200


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


def received(application: Application) -> tuple[dict[str, Any], list[Attachment]]:
    """Answers and files as they were handed in last: what the office reads.

    While an application is back with its applicant, what is typed anew is theirs alone; and
    a file that was taken away since is still the one that was handed in.
    """
    last = application.submissions.order_by("-round").first()
    if last is None:
        return {}, []
    listed = {(file["question"], file["sha256"]) for file in last.content.get("files", ())}
    found = {
        (file.question, file.sha256): file
        for file in application.attachments.order_by("question", "pk")
        if (file.question, file.sha256) in listed
    }
    return last.content.get("answers", {}), list(found.values())


def problems_of(application: Application) -> list[Problem]:
    """Everything that stands between an application and handing it in."""
    return problems(questions_of(application), values_of(application), files_of(application))


def facts_said(application: Application) -> dict[str, Any]:
    """What the application says of the company, by fact, as far as it can be read."""
    return facts_of(questions_of(application), values_of(application))


def known_facts(
    *, company: Company | None = None, earlier: Application | None = None
) -> dict[str, Any]:
    """What need not be typed again, as it would be typed, by fact.

    From ``earlier`` (without one: the newest application handed in for the company), and
    from the register, which goes before it.
    """
    if earlier is None and company is not None:
        earlier = (
            company.applications.filter(submitted_at__isnull=False)
            .order_by("-submitted_at")
            .first()
        )
    known = _said_in(earlier) if earlier else {}
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


def handed_in_before(user) -> list[Application]:
    """The newest application of each company or team that somebody applied for: what was said
    there can be said again. The newest first.
    """
    own = Application.objects.filter(started_by=user, submitted_at__isnull=False).exclude(name="")
    newest: dict[str, Application] = {}
    for application in own.order_by("-submitted_at")[:MOST_BEFORE]:
        newest.setdefault(application.unified_code or application.name, application)
    return list(newest.values())


def known_by_code(code: str, user) -> tuple[Company | None, Application | None]:
    """What a code finds for somebody: a company that they act for, else what they said of it.

    Of other people's companies it finds nothing: that they are on file is not for everybody.
    """
    company = Company.objects.filter(
        unified_code=code, representatives__user=user, representatives__ended_at__isnull=True
    ).first()
    said = (one for one in handed_in_before(user) if one.unified_code == code)
    return company, None if company else next(said, None)


def _said_in(application: Application) -> dict[str, Any]:
    facts = dict(application.questionnaire.questions.exclude(fact="").values_list("key", "fact"))
    return {
        facts[key]: value
        for key, value in application.answers.filter(key__in=facts).values_list("key", "value")
        if not is_empty(value)
    }
