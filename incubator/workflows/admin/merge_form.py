"""What somebody has to say before two records of one company are put together."""

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from companies.models import Company, DueReturn, Return
from incubator.core.admin_fields import Choice, OpenChoice, ShortText
from incubator.core.shown import day
from incubator.workflows.admin.company.parts import joined
from incubator.workflows.merging.clashes import codes_of_two, reported_twice
from incubator.workflows.merging.values import Difference, differences
from incubator.workflows.merging.ways import Pair

OURS, THEIRS = "ours", "theirs"
HOLDS = "holds-"


class ReasonForm(forms.Form):
    """Why: the history keeps it."""

    reason = ShortText(label=gettext_lazy("reason"), max_length=200)


class MergeForm(ReasonForm):
    """Of everything that both say otherwise what is kept; whose code and which return is right
    where only one can be; and why they are one.
    """

    def __init__(self, *args, kept: Company, merged: Company, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.codes = codes_of_two(kept, merged)
        self.reports = reported_twice(Pair(kept, merged))
        self.found = [
            one for one in differences(kept, merged)
            if one.name != "unified_code" or not self.codes
        ]  # fmt: skip
        for one in self.found:
            self._ask_which(one)
        if self.codes:
            self._ask_code(kept, merged)
        if self.reports:
            self._ask_returns()
        why = self.fields.pop("reason")
        why.label = _("why they are one company")
        self.fields["reason"] = why

    def _ask_which(self, one: Difference) -> None:
        choices = [(OURS, short(one.ours)), (THEIRS, short(one.theirs))]
        self.fields[one.name] = Choice(label=one.label, choices=choices)

    def _ask_code(self, kept: Company, merged: Company) -> None:
        self.fields["code_in_error"] = OpenChoice(
            label=_("code that was recorded in error"),
            choices=[
                (one.unified_code, joined([str(one.unified_code), one.name]))
                for one in (kept, merged)
            ],
            help_text=_(
                "To choose one says that this code never belonged to this company: it leads "
                "nowhere from then on, and its bearer can be put on file under it. If both codes "
                "are right these are two legal persons, and are not merged."
            ),
        )
        self.fields["error_because"] = ShortText(
            label=_("why that code is not of this company"), max_length=200
        )

    def _ask_returns(self) -> None:
        dues = [due.pk for pair in self.reports for due in pair]
        rows = Return.objects.filter(due__in=dues, submitted_at__isnull=False)
        newest = {row.due_id: row for row in rows.order_by("version")}
        for pair in self.reports:
            self.fields[f"{HOLDS}{pair[0].period_id}"] = OpenChoice(
                label=_("return that holds for %(period)s") % {"period": pair[0].period},
                choices=[(str(due.pk), _told(due, newest[due.pk])) for due in pair],
                help_text=_("The other one stays on file as superseded, and counts no more."),
            )
        self.fields["holds_because"] = ShortText(label=_("why that one holds"), max_length=200)

    def asked(self) -> set[str]:
        """The refusals to which a field of this form is the answer."""
        names = {one.name for one in self.found}
        codes = {
            "merge_two_codes": bool(self.codes),
            "merge_reported_twice": bool(self.reports),
            "merge_before_registration": "registered_on" in names,
        }
        return {code for code, is_asked in codes.items() if is_asked}

    def said(self) -> dict:
        """For the verb, what was answered."""
        data = self.cleaned_data
        return {
            "theirs": {one.name for one in self.found if data.get(one.name) == THEIRS},
            "code_in_error": data.get("code_in_error", ""),
            "error_because": data.get("error_because", ""),
            "holds": {int(data[name]) for name in data if name.startswith(HOLDS)},
            "holds_because": data.get("holds_because", ""),
        }

    def pair(self, kept: Company, merged: Company) -> Pair:
        """Both, with what was answered once everything is."""
        if not self.is_valid():
            return Pair(kept, merged)
        said = self.said()
        return Pair(
            kept, merged, frozenset(said["theirs"]), said["code_in_error"], frozenset(said["holds"])
        )


def short(text: str) -> str:
    """As a choice shows it."""
    return Truncator(text).chars(80)


def _told(due: DueReturn, report: Return) -> str:
    """Of whose record a return is, and how far it came."""
    came = day(report.verified_at or report.submitted_at)
    version = _("version %(number)d") % {"number": report.version}
    return joined([due.company.name, str(due.residence.incubator), version,
                   f"{report.get_state_display()} {came}"])  # fmt: skip
