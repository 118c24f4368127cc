"""An institution against the thresholds of a rulebook: a page beside its own."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.decorators import action

from companies.enums import Standing
from incubator.core.admin_fields import badge
from incubator.core.forms import day_asked
from incubator.institutions.admin.places import IncubatorAdmin
from incubator.institutions.admin.words import certainty_badge
from incubator.institutions.enums import Purpose
from incubator.institutions.models import Incubator
from incubator.institutions.queries import Shelf, criteria_of
from incubator.statistics.recognition import check
from incubator.statistics.recognition_figures import figures_of_institution
from incubator.statistics.recognition_lines import lines_of

COLOURS = {Standing.MET: "success", Standing.NOT_MET: "danger", Standing.UNKNOWN: "warning"}

admin.site.unregister(Incubator)


@admin.register(Incubator)
class IncubatorWithRecognitionAdmin(IncubatorAdmin):
    """孵化载体, with its recognition check."""

    actions_detail = (*IncubatorAdmin.actions_detail, "recognition")

    @action(description=gettext_lazy("Recognition check"), icon="workspace_premium",
            permissions=["view"])  # fmt: skip
    def recognition(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """``?rulebook=&on=&remote=``: without a rulebook the newest in force that decides."""
        incubator = self.get_object(request, object_id)
        on = day_asked(request)
        shelf = Shelf.load()
        with_conditions = [
            one for one in shelf.rulebooks
            if criteria_of(one, Purpose.RECOGNITION, kind=incubator.kind, focus=incubator.focus)
        ]  # fmt: skip
        asked = shelf.of_code(request.GET.get("rulebook", ""))
        rulebook = asked or shelf.applying(Purpose.RECOGNITION, on=on)
        remote = request.GET.get("remote") == "1"
        context: dict = {}
        if rulebook is not None:
            found = check(
                incubator, rulebook, figures_of_institution(incubator, on=on), remote=remote
            )
            context = {
                "lines": [_shown(line) for line in lines_of(found)],
                "verdict": _standing(found.standing),
                "counts": [(_standing(one), found.count(one)) for one in Standing],
            }
        return self.page(
            request,
            "recognition/admin/check.html",
            title=_("Recognition check: %s") % incubator,
            on=on,
            remote=remote,
            rulebook=rulebook,
            rulebooks=with_conditions,
            back=self.address_of(incubator),
            own=reverse(self.name_of("own_facts"), args=[incubator.pk]),
            **context,
        )


def _standing(standing: str) -> str:
    known = Standing(standing)
    return badge(COLOURS[known], known.label)


def _shown(line: dict) -> dict:
    return {
        **line,
        "badge": _standing(line["standing"]),
        "known_by": certainty_badge(line["certainty"]),
    }
