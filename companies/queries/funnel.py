"""How far applications came, by call, incubator and field, and how long each stage took.

A step counts who ever reached it, of the applications handed in within a time: whoever was
accepted and withdrew afterwards was accepted. A figure is the count of ``reached``, which is
also the list behind it; applications that are kept from the reader are in neither.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.db import connection
from django.db.models import (
    Count,
    Exists,
    F,
    Func,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
)
from django.db.models.functions import Coalesce

from companies.enums import ApplicationState, Fact, Reached, ReviewState, TimedStage
from companies.models import Application, Call, Move, Question, Review, Submission
from incubator.core.dates import midnight, year_begin

S = ApplicationState
TENTH = Decimal("0.1")
GROUPS = ("call", "incubator", "field")


def _moved(to: ApplicationState) -> Exists:
    return Exists(Move.objects.filter(application=OuterRef("pk"), after=to))


# Each step with what tells that an application reached it.
STEPS: dict[Reached, Callable[[], Exists | Q]] = {
    Reached.RECEIVED: lambda: Q(submitted_at__isnull=False),
    Reached.COMPLETE: lambda: _moved(S.COMPLETE),
    Reached.REVIEWED: lambda: Exists(
        Review.objects.filter(application=OuterRef("pk"), state=ReviewState.SIGNED)
    ),
    Reached.ACCEPTED: lambda: _moved(S.ACCEPTED),
    Reached.RESIDENT: lambda: Q(state=S.ADMITTED),
}


@dataclass(frozen=True)
class Group:
    """One line: its key (a code, or a field), and how many reached each step."""

    key: str
    counts: dict[str, int]

    @property
    def acceptance(self) -> Decimal | None:
        """Accepted of received in per cent, one decimal."""
        return share(self.counts[Reached.ACCEPTED], self.counts[Reached.RECEIVED])


@dataclass(frozen=True)
class Duration:
    """How long one stage took: ended visits, those that go on, and days (one decimal)."""

    stage: TimedStage
    ended: int
    running: int
    median: Decimal | None
    ninetieth: Decimal | None


def share(part: int, whole: int) -> Decimal | None:
    """In per cent with one decimal; None of nothing."""
    if not whole:
        return None
    return (Decimal(part) * 100 / whole).quantize(TENTH, ROUND_HALF_UP)


def reached(applications: QuerySet[Application], step: str) -> QuerySet[Application]:
    """Those that ever came to a step."""
    return applications.filter(STEPS[Reached(step)]())


def received_in(applications: QuerySet[Application], year: int) -> QuerySet[Application]:
    """Those handed in first in a year, by the clocks of the zone."""
    begin, end = (midnight(year_begin(one)) for one in (year, year + 1))
    return applications.filter(submitted_at__gte=begin, submitted_at__lt=end)


def of_field(applications: QuerySet[Application], field: str) -> QuerySet[Application]:
    """Those that said a technical field when they were handed in last; empty: none."""
    return with_field(applications).filter(said_field=field)


def with_field(applications: QuerySet[Application]) -> QuerySet[Application]:
    """With ``said_field``, under whatever key the call asked for it."""
    key = Question.objects.filter(
        questionnaire=OuterRef("application__questionnaire"), fact=Fact.FIELD
    )
    said = Func(
        F("content"), Value("answers"), Subquery(key.values("key")[:1]),
        function="jsonb_extract_path_text", output_field=TextField(),
    )  # fmt: skip
    last = Submission.objects.filter(application=OuterRef("pk")).order_by("-round")
    return applications.annotate(
        said_field=Coalesce(
            Subquery(last.annotate(said=said).values("said")[:1]),
            Value("", output_field=TextField()),
        )
    )


def funnel(applications: QuerySet[Application], *, by: str) -> list[Group]:
    """How many reached each step, a line for each group, most received first; one query."""
    column = {"call": F("call__code"), "incubator": F("incubator__code"), "field": F("said_field")}
    rows = with_field(applications) if by == "field" else applications
    flags = {f"is_{step}": condition() for step, condition in STEPS.items()}
    marked = rows.annotate(group_key=column[by]).annotate(
        **{name: one for name, one in flags.items() if isinstance(one, Exists)}
    )
    counts = {
        str(step): Count("pk", filter=one if isinstance(one, Q) else Q(**{f"is_{step}": True}))
        for step, one in zip(STEPS, flags.values(), strict=True)
    }
    found = marked.order_by().values("group_key").annotate(**counts)
    return [
        Group(row["group_key"], {step: row[step] for step in counts})
        for row in found.order_by("-received", "group_key")
    ]


def whole(groups: list[Group]) -> Group:
    """All lines together."""
    return Group("", {str(step): sum(group.counts[step] for group in groups) for step in STEPS})


# A visit begins and ends. The completeness check is from a hand-in to the office's word, not to
# the applicant's own withdrawal. A stage ends with the next step, or with the move out of the
# review; what was passed at one stroke (begun and ended in the same moment) took no time and is
# no visit. Moving in is from the acceptance to the stay.
TIMES = """
SELECT * FROM (
WITH seen (key) AS ({seen}),
moved AS (
    SELECT application_id, before, after, moved_at,
           lead(moved_at) OVER later AS ended_at, lead(after) OVER later AS ended_as
      FROM companies_move WHERE application_id IN (SELECT key FROM seen)
    WINDOW later AS (PARTITION BY application_id ORDER BY id)
),
stepped AS (
    SELECT step.application_id, stage.kind, step.moved_at,
           lead(step.moved_at) OVER (PARTITION BY step.application_id ORDER BY step.id) AS ended_at
      FROM companies_stagemove step LEFT JOIN companies_stage stage ON stage.id = step.after_id
     WHERE step.application_id IN (SELECT key FROM seen)
),
visits AS (
    SELECT 'completeness' AS stage, moved_at, ended_at FROM moved
     WHERE after = 'submitted' AND ended_as IS DISTINCT FROM 'withdrawn'
    UNION ALL
    SELECT kind, moved_at, least(ended_at, (
               SELECT min(out.moved_at) FROM companies_move out
                WHERE out.application_id = stepped.application_id AND out.before = 'complete'
                  AND out.moved_at >= stepped.moved_at))
      FROM stepped WHERE kind IS NOT NULL
    UNION ALL
    SELECT 'admission', moved_at, CASE WHEN ended_as = 'admitted' THEN ended_at END FROM moved
     WHERE after = 'accepted' AND coalesce(ended_as, 'admitted') = 'admitted'
)
SELECT stage, count(ended_at), count(*) FILTER (WHERE ended_at IS NULL),
       percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM ended_at - moved_at)),
       percentile_cont(0.9) WITHIN GROUP (ORDER BY extract(epoch FROM ended_at - moved_at))
  FROM visits WHERE ended_at IS NULL OR ended_at > moved_at GROUP BY stage
) counted
"""


def times(applications: QuerySet[Application]) -> list[Duration]:
    """Median and 90th percentile of the days in each stage, in their order; one query."""
    seen, params = applications.order_by().values("pk").query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(TIMES.format(seen=seen), params)
        found = {stage: row for stage, *row in cursor.fetchall()}
    return [_duration(stage, found[stage]) for stage in TimedStage if stage in found]


def calls_of(applications: QuerySet[Application]) -> QuerySet[Call]:
    """The calls that some applications answered."""
    return Call.objects.filter(applications__in=applications).distinct()


def _duration(stage: TimedStage, row: list) -> Duration:
    ended, running, median, ninetieth = row
    return Duration(stage, ended, running, _days(median), _days(ninetieth))


def _days(seconds: float | None) -> Decimal | None:
    if seconds is None:
        return None
    return (Decimal(str(seconds)) / 86_400).quantize(TENTH, ROUND_HALF_UP)
