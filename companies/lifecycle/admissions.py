"""Verbs on moving in: begun, name approved, registered at the site, given up.

Rooms, deposit and the stay itself are ``incubator.workflows.admit``.
"""

import datetime
from collections.abc import Callable, Collection, Iterable

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from companies.enums import ApplicationState, Fact
from companies.lifecycle.apart import require_apart
from companies.lifecycle.entering import clean_name, refuse_future, require_registration_day
from companies.lifecycle.moving import locked_application
from companies.models import Admission, Application
from companies.queries.applications import facts_said
from incubator.core.codes import clean_unified_code
from incubator.core.dates import day_of
from incubator.core.errors import RuleViolation
from incubator.core.history import recorded

LONGEST_NAME = 120
REGISTRATION = (
    "registered_name", "unified_code", "registered_on", "settled_on", "settled_at", "settled_by",
)  # fmt: skip

# What parts above this one keep for an admission is let go by them: they register how.
RELEASES: list[Callable[..., None]] = []


def register_release(release: Callable[..., None]) -> None:
    """Call ``release(admission=…, on=…, reason=…, by=…)`` for one that ends with its application.

    A part calls it once, when it is ready.
    """
    RELEASES.append(release)


@transaction.atomic
def begin_admission(
    *, application: Application, by, at: datetime.datetime, registered_only: bool = False
) -> Admission:
    """Open the checklist of an accepted application; opened twice it is one.

    Raises RuleViolation: ``application_not_accepted`` (409), ``case_kept_from_you`` (403).
    """
    require_apart(by, [application])
    application = locked_application(application)
    found = Admission.objects.filter(application=application).first()
    if found is not None:
        return found
    require_accepted(application)
    with recorded(by=by):
        return Admission.objects.create(
            application=application,
            incubator_id=application.incubator_id,
            registered_only=registered_only,
            begun_at=at,
            begun_by=by,
        )


def begin_admissions(applications: Iterable[Application], *, by, at: datetime.datetime) -> None:
    """The same for many that were accepted at one stroke; the caller holds and records them."""
    Admission.objects.bulk_create(
        (
            Admission(
                application=application,
                incubator_id=application.incubator_id,
                begun_at=at,
                begun_by=by,
            )
            for application in applications
        ),
        ignore_conflicts=True,
    )


@transaction.atomic
def record_name_approval(
    *, admission: Admission, name: str, number: str, on: datetime.date, by
) -> Admission:
    """The authority has approved the company's name (名称预先核准).

    Raises RuleViolation: ``admission_over`` (409), ``company_without_name``,
    ``approval_without_number``, ``approved_in_future``, ``case_kept_from_you`` (403).
    """
    admission = locked_admission(admission, by=by)
    refuse_future("approved_in_future", on)
    if not number.strip():
        raise RuleViolation(
            "approval_without_number", _("The notice has a number."), field="number"
        )
    admission.registered_name = clean_name(name)[:LONGEST_NAME]
    admission.name_approval, admission.name_approved_on = number.strip()[:80], on
    with recorded(by=by):
        admission.save(update_fields=["registered_name", "name_approval", "name_approved_on"])
    return admission


@transaction.atomic
def record_registration(
    *,
    admission: Admission,
    name: str,
    unified_code: str,
    registered_on: datetime.date | None,
    on: datetime.date,
    by,
    at: datetime.datetime,
) -> Admission:
    """The company is registered at the site since ``on``, as its licence says.

    Raises RuleViolation: ``admission_over`` (409), ``company_without_name``,
    ``invalid_unified_code``, ``code_of_another`` (409), ``settled_in_future``,
    ``registered_in_future``, ``settled_before_founding``, ``case_kept_from_you`` (403).
    """
    admission = locked_admission(admission, by=by)
    code = clean_unified_code(unified_code)
    said = admission.application.unified_code
    if said and said != code:
        raise RuleViolation(
            "code_of_another",
            _("The application was accepted for the company with the code %(code)s."),
            field="unified_code",
            status=409,
            code=said,
        )
    refuse_future("settled_in_future", on)
    if registered_on is None:
        registered_on = facts_said(admission.application).get(Fact.REGISTERED_ON)
    require_registration_day(registered_on, first_admission=None)
    if registered_on and on < registered_on:
        raise RuleViolation(
            "settled_before_founding",
            _("The company was registered only on %(registered)s."),
            field="on",
            registered=registered_on,
        )
    admission.registered_name, admission.unified_code = clean_name(name)[:LONGEST_NAME], code
    admission.registered_on, admission.settled_on = registered_on, on
    admission.settled_at, admission.settled_by = at, by
    with recorded(by=by):
        admission.save(update_fields=REGISTRATION)
    return admission


@transaction.atomic
def set_registered_only(*, admission: Admission, registered_only: bool, by) -> Admission:
    """Whether the company takes rooms at the site.

    Raises RuleViolation: ``admission_over`` (409), ``case_kept_from_you`` (403).
    """
    admission = locked_admission(admission, by=by)
    admission.registered_only = registered_only
    with recorded(by=by):
        admission.save(update_fields=["registered_only"])
    return admission


@transaction.atomic
def give_up_admission(*, admission: Admission, reason: str, by, at: datetime.datetime) -> Admission:
    """The company does not come in after all; what becomes of its application is said there.

    Raises RuleViolation: ``reason_missing``, ``admission_over`` (409), ``case_kept_from_you``
    (403).
    """
    require_apart(by, [admission.application_id])
    return _give_up(admission, reason, by, at)


def _give_up(admission: Admission, reason: str, by, at: datetime.datetime) -> Admission:
    admission = _held(admission)
    if not reason.strip():
        raise RuleViolation("reason_missing", _("Say why."), field="reason")
    admission.given_up_at, admission.given_up_reason = at, reason.strip()[:500]
    with recorded(by=by, reason=reason):
        admission.save(update_fields=["given_up_at", "given_up_reason"])
    return admission


def end_admissions(cases: Collection[int], *, reason: str, by, at: datetime.datetime) -> None:
    """Give up those of cases whose acceptance stands no longer; the caller holds the cases.

    What other parts keep for them is let go as well, and raises what stands against it:
    ``deposit_held`` (409).
    """
    if not cases:
        return
    under_way = Admission.objects.filter(application__in=cases, done_at=None, given_up_at=None)
    for admission in under_way.select_related("application").order_by("pk"):
        _give_up(admission, reason, by, at)
        for release in RELEASES:
            release(admission=admission, on=day_of(at), reason=reason, by=by)


@transaction.atomic
def close_admission(*, admission: Admission, by, at: datetime.datetime, **columns) -> Admission:
    """The stay has begun; ``columns`` say which, and by which rule its due day was set."""
    columns |= {"done_at": at, "done_by": by}
    for name, value in columns.items():
        setattr(admission, name, value)
    with recorded(by=by):
        admission.save(update_fields=list(columns))
    return admission


def locked_admission(admission: Admission, *, by) -> Admission:
    """The row as it is now, held until the transaction ends; its application is held first.

    Raises RuleViolation: ``admission_over`` (409), ``application_not_accepted`` (409),
    ``case_kept_from_you`` (403).
    """
    require_apart(by, [admission.application_id])
    admission = _held(admission)
    require_accepted(admission.application)
    return admission


def _held(admission: Admission) -> Admission:
    """The same, whatever became of its application. Raises ``admission_over`` (409)."""
    application = locked_application(admission.application)
    admission = (
        Admission.objects.select_for_update(of=("self",))
        .select_related("incubator")
        .get(pk=admission.pk)
    )
    admission.application = application
    if admission.done_at or admission.given_up_at:
        raise RuleViolation(
            "admission_over",
            _("This admission is over: the company is in, or does not come in."),
            status=409,
        )
    return admission


def require_accepted(application: Application) -> None:
    """Raises ``application_not_accepted`` (409)."""
    if application.state != ApplicationState.ACCEPTED:
        raise RuleViolation(
            "application_not_accepted",
            _("This application is “%(state)s”; only an accepted one is admitted."),
            status=409,
            state=application.get_state_display(),
        )
