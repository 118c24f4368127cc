"""How far applications came, as a table for spreadsheets."""

from collections.abc import Iterable

from django.utils.translation import gettext

from companies.enums import Reached
from companies.queries.funnel import Duration, Group
from incubator.core.api.tables import Table
from incubator.core.numbers import plain


def funnel_table(by: str, groups: Iterable[Group], durations: Iterable[Duration]) -> Table:
    """A line for each group, then one for each stage that took time, in days."""
    words = {
        "call": gettext("Call"), "incubator": gettext("Incubator"), "field": gettext("Field"),
    }  # fmt: skip
    head = [
        words[by], *(str(step.label) for step in Reached), gettext("Acceptance rate (%)"),
        gettext("Stage"), gettext("Ended"), gettext("Running"), gettext("Median (days)"),
        gettext("90th percentile (days)"),
    ]  # fmt: skip
    empty = [None] * 5
    rows = [
        [group.key, *(group.counts[step] for step in Reached), plain(group.acceptance), *empty]
        for group in groups
    ]
    rows += [
        [
            "", *empty, None, str(one.stage.label), one.ended, one.running, plain(one.median),
            plain(one.ninetieth),
        ]
        for one in durations
    ]  # fmt: skip
    return Table(f"applications-{by}", head, rows)
