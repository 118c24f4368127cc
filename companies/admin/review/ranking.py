"""The ranking of a stage: place, score, spread, what is missing; and what to do with many cases."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.decorators import action

from companies.admin.review import batch, batch_forms
from companies.enums import ApplicationState, Outcome
from companies.models import Decision, Stage
from companies.queries.standings import Standing, of_stage, ranking
from incubator.accounts.access import access_from
from incubator.accounts.permissions import Permission

AT_A_TIME = 100
# What a row of the table and the choices need; the rest of an application stays where it is.
COLUMNS = ("pk", "receipt", "name", "state", "stage", "call")
SHOWN = {
    "": gettext_lazy("All"),
    "open": gettext_lazy("Not decided"),
    "lacking": gettext_lazy("Reviews missing"),
    "decided": gettext_lazy("Decided"),
}


@dataclass(frozen=True)
class Row:
    """A standing, with the decision that stands and its number (0: none was ever made)."""

    standing: Standing
    decision: str
    seen: int
    announced: bool

    @property
    def choice(self) -> str:
        """What a tick sends: which case, and what was known of its decisions."""
        return f"{self.standing.case.pk}:{self.seen}"


class RankingPages:
    """The pages on the cases of one stage, for the admin of stages."""

    def get_urls(self) -> list:
        pages = {"decide": self.decide_many, "advance": self.advance}
        own = [
            path(
                f"<path:object_id>/{name}/",
                self.admin_site.admin_view(view),
                name=self.name_of(name).partition(":")[2],
            )
            for name, view in pages.items()
        ]
        return [*own, *super().get_urls()]

    @action(description=gettext_lazy("Ranking"), icon="leaderboard", permissions=["view"])
    def ranking(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Every case of the stage, the best first."""
        stage = self.get_object(request, object_id)
        found = standings_seen(request, stage)
        text, show = request.GET.get("q", "").strip(), request.GET.get("show", "")
        chosen = [row for row in found if _fits(row, text, show)]
        part = Paginator(chosen, AT_A_TIME).get_page(request.GET.get("page"))
        return self.page(
            request,
            "companies/admin/review/ranking.html",
            title=_("Ranking: %(stage)s · %(call)s") % {"stage": stage, "call": stage.call},
            stage=stage,
            rows=_rows(list(part)),
            part=part,
            total=len(found),
            whole=sum(row.is_whole for row in found),
            shown=[(key, label, key == show) for key, label in SHOWN.items()],
            text=text,
            asked=urlencode({"q": text, "show": show}),
            moving=batch_forms.AdvanceForm(stage=stage),
            form=batch_forms.BatchForm(),
            may_decide=self.has_decide_permission(request),
            may_move=access_from(request).may(Permission.REVIEWS_WRITE),
            decide_address=reverse(self.name_of("decide"), args=[stage.pk]),
            advance_address=reverse(self.name_of("advance"), args=[stage.pk]),
            back=reverse("admin:companies_call_review", args=[stage.call_id]),
        )

    def decide_many(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The preview of decisions on several cases, and their confirmation."""
        stage = self.get_object(request, object_id)
        self.require(request, Permission.DECISIONS_WRITE)
        return batch.decide(self, request, stage)

    def advance(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Several cases to another stage."""
        stage = self.get_object(request, object_id)
        self.require(request, Permission.REVIEWS_WRITE)
        return batch.advance(self, request, stage)


def standings_seen(request: HttpRequest, stage: Stage) -> list[Standing]:
    """The ranking of what the reader may see of a stage."""
    seen = of_stage(stage).visible_to(access_from(request)).only(*COLUMNS)
    return ranking(stage=stage, seen=seen)


def _fits(row: Standing, text: str, show: str) -> bool:
    if show == "open" and row.case.state != ApplicationState.COMPLETE:
        return False
    if show == "decided" and row.case.state == ApplicationState.COMPLETE:
        return False
    if show == "lacking" and row.is_whole:
        return False
    words = f"{row.case.name} {row.case.receipt}".lower()
    return all(word in words for word in text.lower().split())


def _rows(standings: list[Standing]) -> list[Row]:
    """With the last decision of each; one query."""
    last = {
        decision.application_id: decision
        for decision in Decision.objects.filter(application__in=[row.case.pk for row in standings])
        .order_by("application", "-number")
        .distinct("application")
        .only("application", "number", "outcome", "ended_at", "announced_at")
    }
    rows = []
    for standing in standings:
        decision = last.get(standing.case.pk)
        stands = decision is not None and decision.ended_at is None
        rows.append(
            Row(
                standing,
                decision=str(Outcome(decision.outcome).label) if decision and stands else "",
                seen=decision.number if decision else 0,
                announced=bool(decision and stands and decision.announced_at),
            )
        )
    return rows
