"""Who would suit a company: points with their reasons, never a black box.

Each rule gives some of its most points and says why, in a sentence with its own numbers; a
suggestion's score is their sum, at most 100. A conflict of interest is no matter of points:
whoever has one comes last, with the reason, and cannot be proposed without saying why.
"""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from incubator.core.dates import add_months
from incubator.core.numbers import figure
from incubator.institutions.enums import Programme, TechField
from mentors.enums import Language, Need, Stage, labels

# In the first year of its stay a company starts up: the office’s own rule, and no regulation.
STARTING_MONTHS = 12
FEW_ANSWERS = 3  # fewer ratings say nothing about a mentor


def stage_of(programme: str, admitted_on: datetime.date, on: datetime.date) -> Stage:
    """How far a company is, by its stay: first year, later, or in an accelerator."""
    if programme == Programme.ACCELERATION:
        return Stage.SCALE
    return Stage.START if on < add_months(admitted_on, STARTING_MONTHS) else Stage.GROWTH


@dataclass(frozen=True)
class Wanted:
    """A company that looks for a mentor."""

    field: str
    stage: str
    needs: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset({Language.CHINESE.value})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A mentor in office. ``rating`` is the mean of ``answers``; ``rivals`` counts companies of
    the field in which they hold a stake; ``own`` says whether they hold one in the company."""

    appointment: int
    mentor: int
    name: str
    fields: frozenset[str]
    stages: frozenset[str]
    strengths: frozenset[str]
    languages: frozenset[str]
    places: int
    load: int
    rating: Decimal | None = None
    answers: int = 0
    rivals: int = 0
    own: bool = False


@dataclass(frozen=True)
class Reason:
    """What one rule gives, of how many at most, and why."""

    rule: str
    points: int
    most: int
    why: str


@dataclass(frozen=True)
class Suggestion:
    """A candidate with the reasons that make the score; ``conflict`` is "" where there is none."""

    candidate: Candidate
    score: int
    reasons: list[Reason]
    conflict: str


Points = Callable[[Wanted, Candidate, int], int]
Why = Callable[[Wanted, Candidate], str]


def field_points(wanted: Wanted, mentor: Candidate, most: int) -> int:
    """All for the company's field; a third for somebody of no field in particular."""
    if wanted.field and wanted.field in mentor.fields:
        return most
    return 0 if mentor.fields and wanted.field else most // 3


def field_why(wanted: Wanted, mentor: Candidate) -> str:
    """Which fields."""
    if not wanted.field:
        return _("The company’s field is not on file.")
    company = TechField(wanted.field).label
    if wanted.field in mentor.fields:
        return _("Works in the company’s field, %(field)s.") % {"field": company}
    if not mentor.fields:
        return _("Names no field; the company’s is %(field)s.") % {"field": company}
    return _("Works in %(fields)s; the company in %(field)s.") % {
        "fields": labels(mentor.fields, TechField),
        "field": company,
    }


def need_points(wanted: Wanted, mentor: Candidate, most: int) -> int:
    """By the share of what is wanted that the mentor can help with."""
    if not wanted.needs:
        return most // 2
    return most * len(wanted.needs & mentor.strengths) // len(wanted.needs)


def need_why(wanted: Wanted, mentor: Candidate) -> str:
    """Which of them."""
    if not wanted.needs:
        return _("The company has not said what it needs.")
    met = wanted.needs & mentor.strengths
    if not met:
        return _("Helps with none of what is wanted.")
    return _("Helps with %(met)d of %(wanted)d wanted: %(words)s.") % {
        "met": len(met),
        "wanted": len(wanted.needs),
        "words": labels(met, Need),
    }


def stage_points(wanted: Wanted, mentor: Candidate, most: int) -> int:
    """All for the stage, a third where no stage is named."""
    if wanted.stage in mentor.stages:
        return most
    return 0 if mentor.stages else most // 3


def stage_why(wanted: Wanted, mentor: Candidate) -> str:
    """Which stage."""
    stage = Stage(wanted.stage).label
    if wanted.stage in mentor.stages:
        return _("Advises companies that are %(stage)s.") % {"stage": stage}
    if not mentor.stages:
        return _("Names no stage; the company is %(stage)s.") % {"stage": stage}
    return _("Advises companies that are %(stages)s; this one is %(stage)s.") % {
        "stages": labels(mentor.stages, Stage),
        "stage": stage,
    }


def language_points(wanted: Wanted, mentor: Candidate, most: int) -> int:
    """All for one language in common; who names none speaks Chinese."""
    return most if wanted.languages & _spoken(mentor) else 0


def language_why(wanted: Wanted, mentor: Candidate) -> str:
    """Which language."""
    common = wanted.languages & _spoken(mentor)
    if common:
        return _("In common: %(languages)s.") % {"languages": labels(common, Language)}
    return _("No language in common.")


def load_points(wanted: Wanted, mentor: Candidate, most: int) -> int:
    """By the share of places that are free."""
    return most * max(mentor.places - mentor.load, 0) // mentor.places


def load_why(wanted: Wanted, mentor: Candidate) -> str:
    """How many."""
    return _("%(free)d of %(places)d places are free.") % {
        "free": max(mentor.places - mentor.load, 0),
        "places": mentor.places,
    }


def rating_points(wanted: Wanted, mentor: Candidate, most: int) -> int:
    """By the mean of 1 to 5; the middle where too few have answered."""
    if mentor.rating is None or mentor.answers < FEW_ANSWERS:
        return most // 2
    return round(most * (mentor.rating - 1) / 4)


def rating_why(wanted: Wanted, mentor: Candidate) -> str:
    """Of how many."""
    if mentor.rating is None or mentor.answers < FEW_ANSWERS:
        return _("Fewer than %(few)d companies have rated a session yet.") % {"few": FEW_ANSWERS}
    return _("Rated %(mean)s of 5 by companies, in %(count)d answers.") % {
        "mean": figure(mentor.rating, 1),
        "count": mentor.answers,
    }


# What counts, how much at most, and how it is told.
RULES: dict[str, tuple[int, Points, Why]] = {
    "field": (30, field_points, field_why),
    "need": (25, need_points, need_why),
    "stage": (15, stage_points, stage_why),
    "load": (15, load_points, load_why),
    "rating": (10, rating_points, rating_why),
    "language": (5, language_points, language_why),
}


def conflict_of(mentor: Candidate) -> str:
    """The conflict of interest, in a sentence that names no company; "" for none."""
    if mentor.own:
        return _("Holds a declared stake in the company itself.")
    if mentor.rivals:
        return _("Holds a declared stake in %(count)d other companies of the field.") % {
            "count": mentor.rivals
        }
    return ""


def score(wanted: Wanted, mentor: Candidate) -> int:
    """The sum of the points, 0 to 100."""
    return sum(points(wanted, mentor, most) for most, points, _why in RULES.values())


def explained(wanted: Wanted, mentor: Candidate) -> Suggestion:
    """The candidate with every reason, also those that give nothing."""
    reasons = [
        Reason(rule, points(wanted, mentor, most), most, why(wanted, mentor))
        for rule, (most, points, why) in RULES.items()
    ]
    return Suggestion(
        mentor, sum(reason.points for reason in reasons), reasons, conflict_of(mentor)
    )


def best(wanted: Wanted, mentors: Iterable[Candidate], *, most: int = 10) -> list[Suggestion]:
    """The best so many with a free place: without a conflict first, by score, less load, name."""
    free = (mentor for mentor in mentors if mentor.load < mentor.places)
    ranked = sorted(
        free,
        key=lambda one: (
            one.own or one.rivals > 0,
            -score(wanted, one),
            one.load,
            one.name,
            one.appointment,
        ),
    )
    return [explained(wanted, mentor) for mentor in ranked[:most]]


def _spoken(mentor: Candidate) -> frozenset[str]:
    return mentor.languages or frozenset({Language.CHINESE.value})
