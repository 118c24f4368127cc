"""What stands against putting two records of one company together, with what to do first."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db.models import Exists, Model, OuterRef, Q
from django.utils.translation import gettext as _

from companies.enums import GRADUATING, OPEN, REFERRING, ExitReason, ReturnState
from companies.models import (
    Admission,
    Application,
    Company,
    DueReturn,
    GraduationReview,
    Referral,
    Residence,
    Return,
)
from incubator.accounts.access import Access
from incubator.accounts.permissions import Permission
from incubator.core.shown import day
from incubator.workflows.merging.values import taken
from incubator.workflows.merging.ways import Pair, subject_of

NOT_HANDED_IN = [ReturnState.DRAFT, ReturnState.RETURNED]


@dataclass(frozen=True)
class Refusal:
    """Why two records cannot be put together as they are, and the rows that it is about."""

    code: str
    sentence: str
    rows: tuple[Model, ...] = ()


def refusals(pair: Pair, access: Access) -> list[Refusal]:
    """Everything that stands against it, at once."""
    return [*out_of_reach(pair, access), *(one for look in LOOKS for one in look(pair))]


def out_of_reach(pair: Pair, access: Access) -> Iterator[Refusal]:
    """Only who keeps the companies of every institution where either was puts them together."""
    stays = Residence.objects.filter(company__in=[pair.kept, pair.merged])
    places = set(stays.values_list("incubator", flat=True))
    reached = access.everywhere or places <= access.incubator_ids
    if reached and access.may(Permission.DECISIONS_WRITE):
        return
    yield Refusal(
        "merge_out_of_reach",
        _("One of them has stays in institutions where you do not decide: whoever decides at all "
          "of them has to merge the two."),
    )  # fmt: skip


def codes_of_two(kept: Company, merged: Company) -> tuple[str, str] | None:
    """Their unified codes, where they are of two legal persons."""
    ours, theirs = kept.unified_code, merged.unified_code
    if ours and theirs and subject_of(ours) != subject_of(theirs):
        return ours, theirs
    return None


def _two_codes(pair: Pair) -> Iterator[Refusal]:
    codes = codes_of_two(pair.kept, pair.merged)
    if pair.code_in_error and pair.code_in_error not in (codes or ()):
        yield Refusal(
            "merge_code_of_neither",
            _("Only one of two codes that contradict each other can be recorded in error; "
              "%(code)s is none of them.") % {"code": pair.code_in_error},
            (pair.kept, pair.merged),
        )  # fmt: skip
    elif codes and not pair.code_in_error:
        yield Refusal(
            "merge_two_codes",
            _("Their codes %(ours)s and %(theirs)s are both valid, and of two legal persons. If "
              "both are right they are two companies: say so, and do not merge them. If one never "
              "belonged to this company, say which was recorded in error, and why.")
            % {"ours": codes[0], "theirs": codes[1]},
            (pair.kept, pair.merged),
        )  # fmt: skip


def _applied_under_it(pair: Pair) -> Iterator[Refusal]:
    """Whose code it is could not apply under the same call meanwhile."""
    if not pair.code_in_error:
        return
    rows = Application.objects.filter(state__in=OPEN, unified_code=pair.code_in_error)
    for row in rows.filter(company__in=[pair.kept, pair.merged]).order_by("pk"):
        yield Refusal(
            "merge_code_applied_under",
            _("The open application of %(name)s states the code %(code)s: it has to be withdrawn "
              "or decided first.") % {"name": row.name, "code": pair.code_in_error},
            (row,),
        )  # fmt: skip


def _generated_and_real(pair: Pair) -> Iterator[Refusal]:
    if pair.kept.is_generated != pair.merged.is_generated:
        yield Refusal(
            "merge_generated",
            _("One of them is demonstration data, and the other is a company."),
            (pair.kept, pair.merged),
        )


def _overlapping_stays(pair: Pair) -> Iterator[Refusal]:
    ours = list(pair.kept.residences.select_related("company", "incubator"))
    for theirs in pair.merged.residences.select_related("company", "incubator").order_by("pk"):
        for one in ours:
            if one.incubator_id == theirs.incubator_id and _overlap(one, theirs):
                yield Refusal(
                    "merge_stays_overlap",
                    _("Both were in %(place)s at the same time. One of the two stays has to be "
                      "ended where the other one begins: correct its days first.")
                    % {"place": one.incubator.name},
                    (one, theirs),
                )  # fmt: skip


def _overlap(one: Residence, other: Residence) -> bool:
    return (other.left_on is None or one.admitted_on < other.left_on) and (
        one.left_on is None or other.admitted_on < one.left_on
    )


def _graduated_twice(pair: Pair) -> Iterator[Refusal]:
    stays = Residence.objects.filter(
        company__in=[pair.kept, pair.merged], exit_reason=ExitReason.GRADUATED
    ).select_related("company", "incubator")
    if len(found := tuple(stays.order_by("pk"))) > 1:
        yield Refusal(
            "merge_graduated_twice",
            _("Both have graduated, and a company graduates once: supersede one of the "
              "graduations, or correct the end of that stay, first."),
            found,
        )  # fmt: skip


def _in_before_registered(pair: Pair) -> Iterator[Refusal]:
    registered = taken(pair).get("registered_on", pair.kept.registered_on)
    stays = Residence.objects.filter(company__in=[pair.kept, pair.merged])
    first = stays.select_related("company", "incubator").order_by("admitted_on").first()
    if registered and first and first.admitted_on < registered:
        yield Refusal(
            "merge_before_registration",
            _("A stay begins on %(first)s, before the company was registered on %(day)s: choose "
              "the other day of registration, or correct one of them first.")
            % {"first": day(first.admitted_on), "day": day(registered)},
            (first,),
        )  # fmt: skip


def handed_in() -> Exists:
    """Whether something was handed in for a due return, as an annotation of it."""
    return Exists(Return.objects.filter(due=OuterRef("pk")).exclude(state__in=NOT_HANDED_IN))


def owed_twice(pair: Pair) -> list[tuple[DueReturn, DueReturn]]:
    """Periods for which both are asked and of neither it was waived: ours, theirs."""
    rows = DueReturn.objects.filter(waived_at=None).annotate(is_in=handed_in())
    rows = rows.select_related("company", "period__form", "residence__incubator")
    ours = {row.period_id: row for row in rows.filter(company=pair.kept)}
    theirs = rows.filter(company=pair.merged, period__in=ours).order_by("pk")
    return [(ours[row.period_id], row) for row in theirs]


def reported_twice(pair: Pair) -> list[tuple[DueReturn, DueReturn]]:
    """Those of which both were handed in: somebody has to say which one holds."""
    return [
        (ours, theirs) for ours, theirs in owed_twice(pair)
        if ours.is_in and theirs.is_in  # type: ignore[attr-defined]
    ]  # fmt: skip


def _reported_twice(pair: Pair) -> Iterator[Refusal]:
    for ours, theirs in reported_twice(pair):
        if (ours.pk in pair.holds) == (theirs.pk in pair.holds):
            yield Refusal(
                "merge_reported_twice",
                _("Both handed in a return for %(period)s, and one company reports once: say "
                  "which of the two holds. The other one stays on file and counts no more.")
                % {"period": ours.period.said},
                (ours, theirs),
            )  # fmt: skip


def _applied_twice(pair: Pair) -> Iterator[Refusal]:
    rows = Application.objects.filter(state__in=OPEN).select_related("call")
    ours = {row.call_id: row for row in rows.filter(company=pair.kept)}
    for row in rows.filter(company=pair.merged, call__in=ours).order_by("pk"):
        yield Refusal(
            "merge_applied_twice",
            _("Both have an open application under “%(call)s”: one of the two has to be withdrawn "
              "or decided first.") % {"call": row.call.title},
            (ours[row.call_id], row),
        )  # fmt: skip


def _referred_twice(pair: Pair) -> Iterator[Refusal]:
    rows = Referral.objects.filter(state__in=REFERRING).select_related("company")
    found = tuple(rows.filter(company__in=[pair.kept, pair.merged]).order_by("pk"))
    if len(found) > 1:
        yield Refusal(
            "merge_referred_twice",
            _("Both are being referred to the accelerator: withdraw one of the referrals first."),
            found,
        )


def _moving_in(pair: Pair) -> Iterator[Refusal]:
    both = [pair.kept, pair.merged]
    codes = [one.unified_code for one in both if one.unified_code]
    rows = Admission.objects.filter(done_at=None, given_up_at=None).filter(
        Q(application__company__in=both) | Q(unified_code__in=codes)
    )
    for row in rows.select_related("application").order_by("pk"):
        yield Refusal(
            "merge_while_moving_in",
            _("%(who)s is moving in: close or give up that admission first.") % {"who": row},
            (row,),
        )


def _graduating(pair: Pair) -> Iterator[Refusal]:
    rows = GraduationReview.objects.filter(
        company__in=[pair.kept, pair.merged], state__in=GRADUATING
    )
    for row in rows.select_related("company").order_by("pk"):
        yield Refusal(
            "merge_while_graduating",
            _("A graduation of %(company)s is under way, which judges one record alone: close or "
              "withdraw it first.") % {"company": row.company.name},
            (row,),
        )  # fmt: skip


LOOKS: tuple[Callable[[Pair], Iterator[Refusal]], ...] = (
    _two_codes, _applied_under_it, _generated_and_real, _overlapping_stays, _graduated_twice,
    _in_before_registered, _reported_twice, _applied_twice, _referred_twice, _moving_in,
    _graduating,
)  # fmt: skip
