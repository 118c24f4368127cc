"""The columns that mentors and those who would become one have in common."""

from django.utils.translation import gettext_lazy, pgettext_lazy
from unfold.decorators import display

from incubator.institutions.enums import TechField
from mentors.enums import Language, Need, Stage, labels
from mentors.models.profile import Profile

NOTHING = "—"


class ProfileColumns:
    """The name as people say it, and lists of choices as words."""

    @display(description=pgettext_lazy("of a person", "name"), ordering="name")
    def who(self, row: Profile) -> str:
        return row.name

    @display(description=gettext_lazy("technical fields"))
    def what(self, row: Profile) -> str:
        return labels(row.fields, TechField) or NOTHING

    @display(description=gettext_lazy("can help with"))
    def helps(self, row: Profile) -> str:
        return labels(row.strengths, Need) or NOTHING

    @display(description=gettext_lazy("stages"))
    def advises(self, row: Profile) -> str:
        return labels(row.stages, Stage) or NOTHING

    @display(description=gettext_lazy("languages"))
    def speaks(self, row: Profile) -> str:
        return labels(row.languages, Language) or NOTHING
