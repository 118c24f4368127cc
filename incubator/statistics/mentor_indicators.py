"""The indicators of mentoring: mentors, the companies that they help, sessions and hours.

A mentor counts once however many terms or incubators there are. What a session was about and
what one side thought of it is in no list: satisfaction is stated as a mean alone.
"""

from django.db.models import Case, DecimalField, Exists, F, OuterRef, QuerySet, Value, When
from django.db.models.functions import Cast, Round
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from companies.models import Residence
from incubator.core.dates import year_begin, year_end
from incubator.institutions.enums import Programme, TechField
from incubator.statistics import sources
from incubator.statistics.definitions import Indicator, Ratio
from incubator.statistics.enums import IndicatorKind
from incubator.statistics.facts import MENTORS, SESSIONS
from mentors.enums import FilingLevel, MentorKind, Side
from mentors.models import Appointment, Assignment, MentoringSession

FLOW, STOCK, RATIO = IndicatorKind.FLOW, IndicatorKind.STOCK, IndicatorKind.RATIO
PERSONS = pgettext_lazy("unit", "persons")
TERMS = pgettext_lazy("unit", "appointments")
SESSIONS_UNIT = pgettext_lazy("unit", "sessions")
HOURS = pgettext_lazy("unit", "hours")
UNKNOWN = "unknown"  # of companies whose field is not on file
FIELDS = ((UNKNOWN, _("Field not on file")), *TechField.choices)


def terms(year: int) -> QuerySet:
    """Terms at incubators in force at the end of a year."""
    return Appointment.objects.in_force(on=year_end(year)).filter(
        incubator__programme=Programme.INCUBATION
    )


def first_terms(year: int) -> QuerySet:
    """First terms of mentors at any incubator that began in a year; one for each mentor."""
    at_incubators = Appointment.objects.filter(incubator__programme=Programme.INCUBATION)
    ran = at_incubators.filter(until_on__gt=F("begins_on"))
    begun = ran.filter(begins_on__range=(year_begin(year), year_end(year)))
    same = ran.filter(mentor=OuterRef("mentor"))
    before = same.filter(begins_on__lt=OuterRef("begins_on"))
    beside = same.filter(begins_on=OuterRef("begins_on"), pk__lt=OuterRef("pk"))
    return begun.exclude(Exists(before)).exclude(Exists(beside))


def with_mentor(year: int) -> QuerySet:
    """Stays open at the end of a year to which a mentor was assigned then."""
    day = year_end(year)
    assigned = Assignment.objects.active(on=day).filter(residence=OuterRef("pk"))
    return Residence.objects.of_incubation().open(on=day).filter(Exists(assigned))


def held(year: int) -> QuerySet:
    """Sessions that took place in a year, each with its hours and the field of its company."""
    field = Case(When(company__field="", then=Value(UNKNOWN)), default=F("company__field"))
    hours = Cast(F("minutes"), DecimalField(max_digits=8, decimal_places=4)) / Value(60)
    days = (year_begin(year), year_end(year))
    return (
        MentoringSession.objects.took_place()
        .filter(on__range=days)
        .annotate(
            of_field=field,
            hours=Round(hours, 2, output_field=DecimalField(max_digits=8, decimal_places=2)),
        )
    )


def rated(year: int) -> QuerySet:
    """Those that the company has rated; each side does so once."""
    said = held(year).filter(feedback__side=Side.COMPANY)
    return said.annotate(rating=F("feedback__rating"))


MENTORING: tuple[Indicator, ...] = (
    Indicator(
        code="mentors_in_office",
        label=_("Mentors in office"),
        kind=STOCK,
        unit=PERSONS,
        definition=_(
            "Mentors with an appointment at an incubator in force at the end of 31 December, by "
            "kind; accelerators do not count."
        ),
        source=sources.OURS,
        facts=terms,
        counts=MENTORS,
        once_each=True,
        split_by="mentor__kind",
        parts=tuple(MentorKind.choices),
    ),
    Indicator(
        code="mentor_appointments",
        label=_("Appointments of mentors"),
        kind=STOCK,
        unit=TERMS,
        definition=_(
            "Appointments at incubators in force at the end of 31 December, by filing level; a "
            "mentor of two incubators has two."
        ),
        source=sources.OURS,
        facts=terms,
        counts=MENTORS,
        split_by="level",
        parts=tuple(FilingLevel.choices),
    ),
    Indicator(
        code="mentors_new",
        label=_("New mentors"),
        kind=FLOW,
        unit=PERSONS,
        definition=_("Mentors whose first appointment at any incubator began in the year."),
        source=sources.OURS,
        facts=first_terms,
        counts=MENTORS,
        split_by="mentor__kind",
        parts=tuple(MentorKind.choices),
    ),
    Indicator(
        code="companies_with_mentor",
        label=_("Companies with a mentor"),
        kind=STOCK,
        unit=pgettext_lazy("unit", "companies"),
        definition=_(
            "Companies in incubation at the end of 31 December to which a mentor is assigned then."
        ),
        source=sources.RETURNS,
        facts=with_mentor,
        once_each=True,
        stated_with=MENTORS,
    ),
    Indicator(
        code="mentor_coverage",
        label=_("Share of companies with a mentor"),
        kind=RATIO,
        unit="%",
        definition=_("Companies with a mentor of the companies in incubation, on 31 December."),
        source=sources.OURS,
        ratio=lambda _year: Ratio(("companies_with_mentor",), ("in_incubation",)),
        counts=MENTORS,
    ),
    Indicator(
        code="mentors_per_10",
        label=_("Mentors per 10 companies"),
        kind=RATIO,
        unit=pgettext_lazy("unit", "persons per 10 companies"),
        definition=_(
            "Mentors in office per 10 companies in incubation, on 31 December: what rulebooks "
            "set a limit to."
        ),
        source=sources.MEASURES_2018,
        ratio=lambda _year: Ratio(("mentors_in_office",), ("in_incubation",), 10),
        counts=MENTORS,
    ),
    Indicator(
        code="sessions",
        label=_("Mentoring sessions"),
        kind=FLOW,
        unit=SESSIONS_UNIT,
        definition=_(
            "Sessions on a day of the year that took place, confirmed by the company or not, by "
            "the company’s field."
        ),
        source=sources.OURS,
        facts=held,
        counts=SESSIONS,
        split_by="of_field",
        parts=FIELDS,
        with_accelerators=True,
    ),
    Indicator(
        code="mentoring_hours",
        label=_("Hours of mentoring"),
        kind=FLOW,
        unit=HOURS,
        definition=_(
            "Length of these sessions, each to a hundredth of an hour, by the company’s field."
        ),
        source=sources.OURS,
        facts=held,
        counts=SESSIONS,
        sums="hours",
        split_by="of_field",
        parts=FIELDS,
        with_accelerators=True,
    ),
    Indicator(
        code="sessions_rated",
        label=_("Sessions rated by companies"),
        kind=FLOW,
        unit=SESSIONS_UNIT,
        definition=_("Sessions of the year that the company has rated, from 1 to 5."),
        source=sources.OURS,
        facts=rated,
        counts=SESSIONS,
        with_accelerators=True,
    ),
    Indicator(
        code="rating_points",
        label=_("Points of these ratings"),
        kind=FLOW,
        unit=pgettext_lazy("unit", "points"),
        definition=_("The sum of the companies’ ratings, 1 to 5 for each session."),
        source=sources.OURS,
        facts=rated,
        counts=SESSIONS,
        sums="rating",
        with_accelerators=True,
    ),
    Indicator(
        code="satisfaction",
        label=_("Satisfaction with mentoring"),
        kind=RATIO,
        unit=pgettext_lazy("unit", "of 5"),
        definition=_("The mean of the companies’ ratings of the sessions of the year."),
        source=sources.OURS,
        ratio=lambda _year: Ratio(("rating_points",), ("sessions_rated",), 1),
        counts=SESSIONS,
        with_accelerators=True,
    ),
)
