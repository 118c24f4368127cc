"""Graduation reviews of the centre in every state, with the papers behind them; all made up.

The graduates of 2007 have each the review that ended their stay, written as the verbs would have
left it. Those of spring 2008 go through the verbs: some had lacked nothing but the opinion on
their founder, which is then put on file.
"""

import datetime
from collections import Counter
from collections.abc import Callable
from itertools import count

from django.db import transaction

from companies import lifecycle
from companies.enums import ExitReason, GraduationOutcome, GraduationState, PaperKind, Standing
from companies.lifecycle.graduation_parts import keep_findings
from companies.models import GraduationReview, Paper, Residence
from companies.queries.readiness import readiness, text_for
from incubator.accounts.models import User
from incubator.core.dates import SHANGHAI, add_months
from incubator.core.files import check_upload
from incubator.core.history import recorded
from incubator.institutions.models import Incubator, Rulebook
from incubator.institutions.queries import Shelf
from incubator.workflows import graduation as workflow
from seeds.papers import page
from seeds.zone2007 import graduation, stated

DAY = datetime.timedelta(days=1)
YEAR = 2007
# Days before the one that counts on which each step was done.
APPLIED, VISITED, HEARD, PROPOSED, DECIDED = (DAY * days for days in (24, 17, 10, 8, 5))
BEGUN_ON = datetime.date(2008, 2, 11)
JUDGED_ON = datetime.date(2008, 2, 4)
READY, OTHERS = 8, 4  # stays that take part in 2008
WORDS = "示例：本企业已具备毕业条件，申请毕业。"
FOUND = "示例：现场属实，账册齐全。"
HEARD_WORDS = "示例：委员一致同意。"
REASON = "示例：符合毕业条件。"


@transaction.atomic
def build(*, manager: User, deputy: User) -> bool:
    """Reviews where there are none; whether any were made. Two people decide on each."""
    if GraduationReview.objects.exists():
        return False
    with recorded(reason="示例数据：毕业评审"):
        _graduates(manager, deputy)
        Spring(manager, deputy).build()
    return True


def _graduates(manager: User, deputy: User) -> None:
    """One closed review for each graduate of the year, with what was found and a statement."""
    shelf = Shelf.load()
    stays = Residence.objects.filter(
        company__is_generated=True, exit_reason=ExitReason.GRADUATED, left_on__year=YEAR
    )
    text = _text(shelf, datetime.date(YEAR, 1, 1))
    numbers: dict[str, count] = {}
    for stay in stays.select_related("company", "incubator").order_by("left_on", "pk"):
        number = next(numbers.setdefault(stay.incubator.code, count(1)))
        proposed = max(_left(stay) - PROPOSED, graduation.ON_FILE)
        review = _closed(stay, text, proposed, number, (manager, deputy))
        found = readiness([stay], text, as_of=proposed, shelf=shelf)[0]
        keep_findings(review, found, _at(proposed))
        Paper.objects.create(
            incubator=stay.incubator, company=stay.company, graduation=review,
            kind=PaperKind.STATEMENT, filed_at=_at(review.applied_on),
            **check_upload(_statement(stay)).columns(),
        )  # fmt: skip


def _closed(
    stay: Residence, text: Rulebook, proposed: datetime.date, number: int, by: tuple[User, User]
) -> GraduationReview:
    """As ``workflows.graduation.close`` would have left it."""
    left, (manager, deputy) = _left(stay), by
    decided = max(left - DECIDED, proposed)
    return GraduationReview.objects.create(
        residence=stay, company=stay.company, incubator=stay.incubator, rulebook=text,
        state=GraduationState.GRADUATED, from_office=True, words=WORDS,
        applied_on=left - APPLIED, applied_at=_at(left - APPLIED), applied_by=manager,
        visited_on=left - VISITED, visited_by=manager, visit_words=FOUND,
        heard_on=left - HEARD, heard_by=manager, members=5,
        advice=GraduationOutcome.GRADUATE, committee_words=HEARD_WORDS,
        outcome=GraduationOutcome.GRADUATE, proposed_on=proposed, proposed_by=manager,
        reason=REASON, decided_on=decided, decided_at=_at(decided), decided_by=deputy,
        certificate_number=f"{stay.incubator.code.upper()}-{YEAR}-{number:04d}",
        closed_on=left, closed_at=_at(left), closed_by=manager,
    )  # fmt: skip


class Spring:
    """The reviews of spring 2008, each left where its case ends."""

    def __init__(self, manager: User, deputy: User) -> None:
        self.manager, self.deputy = manager, deputy

    def build(self) -> None:
        """One case of each state; the last passed in error and is superseded."""
        ready, others = _candidates()
        if len(ready) < READY or len(others) < OTHERS:
            return
        for stay in ready:
            lifecycle.judge_condition(
                residence=stay, rule="able_founder", is_met=True, words=graduation.WHY,
                on=JUDGED_ON, by=self.manager, at=_at(JUDGED_ON),
            )  # fmt: skip
        passes = (self.visit, self.hear, self.propose, self.decide)
        for done in range(len(passes) + 1):
            self._through(ready[done], passes[:done])
        wrong = self._through(ready[len(passes) + 1], passes)
        workflow.supersede(
            review=wrong, reason="示例：登记的统计口径有误，重新评审。", by=self.deputy,
            on=_day(5), at=_at(_day(5)),
        )  # fmt: skip
        for stay, outcome in zip(others, ("extend", "refuse"), strict=False):
            self._through(stay, passes, outcome=outcome)
        taken_back = self._through(others[2], ())
        lifecycle.withdraw_graduation(
            review=taken_back, by=self.manager, at=_at(_day(1)), from_office=True
        )

    def _through(
        self, stay: Residence, steps: tuple[Callable, ...], outcome: str = "graduate"
    ) -> GraduationReview:
        """A stay's review, six days from step to step."""
        review = self._apply(stay, on=_day(0), at=_at(_day(0)))
        for place, step in enumerate(steps, start=1):
            review = step(review, on=_day(place), at=_at(_day(place)), outcome=outcome)
        return review

    def _apply(self, stay: Residence, *, on, at) -> GraduationReview:
        review = lifecycle.apply_for_graduation(
            residence=stay, words=WORDS, on=on, by=self.manager, at=at, from_office=True
        )
        self._file(review, PaperKind.REQUEST, "毕业申请书", at)
        self._file(review, PaperKind.STATEMENT, "财务报表", at)
        return review

    def visit(self, review: GraduationReview, *, on, at, outcome: str) -> GraduationReview:
        self._file(review, PaperKind.OTHER, "现场核查记录", at)
        return lifecycle.record_visit(review=review, on=on, words=FOUND, by=self.manager, at=at)

    def hear(self, review: GraduationReview, *, on, at, outcome: str) -> GraduationReview:
        self._file(review, PaperKind.OTHER, "评审委员会纪要", at)
        return lifecycle.record_committee(
            review=review, on=on, members=5, advice=outcome, words=HEARD_WORDS, by=self.manager,
            at=at,
        )  # fmt: skip

    def propose(self, review: GraduationReview, *, on, at, outcome: str) -> GraduationReview:
        until = add_months(review.residence.due_on, 12) if outcome == "extend" else None
        reason = REASON if outcome == "graduate" else "示例：条件尚有欠缺。"
        return lifecycle.propose_decision(
            review=review, proposal=lifecycle.Proposal(outcome, reason, until=until), on=on,
            by=self.manager, at=at,
        )  # fmt: skip

    def decide(self, review: GraduationReview, *, on, at, outcome: str) -> GraduationReview:
        return lifecycle.confirm_decision(review=review, on=on, by=self.deputy, at=at)

    def _file(self, review: GraduationReview, kind: PaperKind, name: str, at) -> None:
        upload = page(name, name, review.company.name, f"{at:%Y-%m-%d}")
        lifecycle.file_paper(
            matter=review, upload=upload, kind=kind, by=self.manager, at=at, from_office=True
        )


def _candidates() -> tuple[list[Residence], list[Residence]]:
    """Of the centre's open stays that nothing else goes on with: those that lack only an opinion
    on their founder, and others that lack more."""
    shelf = Shelf.load()
    stays = (
        Residence.objects.filter(
            incubator=Incubator.objects.get(code=stated.INNOVATION_CENTRE), left_on=None,
            company__is_generated=True, company__staffcount_set__isnull=False,
            leavings=None, changes=None,
        )
        .select_related("company", "incubator")
        .order_by("pk")
        .distinct()
    )  # fmt: skip
    text = _text(shelf, JUDGED_ON)
    found = readiness(stays, text, as_of=JUDGED_ON - DAY, shelf=shelf)
    lacking = [(one.residence, _lacks(one)) for one in found]
    alone = Counter(able_founder=1)
    ready = [stay for stay, lacks in lacking if lacks == alone]
    return ready[:READY], [stay for stay, lacks in lacking if lacks.total() > 1][:OTHERS]


def _lacks(one) -> Counter:
    """What is not known to be met, but for what was cut off in the copy of the text."""
    return Counter(
        finding.criterion.rule
        for finding in one.verdict.findings
        if finding.standing != Standing.MET and finding.criterion.rule != "not_seen"
    )


def _text(shelf: Shelf, on: datetime.date) -> Rulebook:
    """That of the day; the seeds have put it on file."""
    text = text_for(shelf, on=on)
    if text is None:
        raise LookupError(on)
    return text


def _left(stay: Residence) -> datetime.date:
    """The day of a stay that has ended."""
    if stay.left_on is None:
        raise LookupError(stay)
    return stay.left_on


def _statement(stay: Residence):
    return page("财务报表", "财务报表", stay.company.name, f"{YEAR - 1}年度")


def _day(step: int) -> datetime.date:
    return BEGUN_ON + 6 * step * DAY


def _at(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(10), tzinfo=SHANGHAI)
