"""Rulebooks with what the institutions cannot know: which companies a version would change."""

from django.contrib import admin
from django.http import HttpRequest

from companies.queries.rulebooks import Effect, affected_by
from incubator.accounts.access import access_from
from incubator.core.dates import today
from incubator.institutions.admin import RulebookAdmin
from incubator.institutions.models import Rulebook

# The page shows so many; the number is that of all.
SHOWN = 20

admin.site.unregister(Rulebook)


@admin.register(Rulebook)
class RulebookWithEffectsAdmin(RulebookAdmin):
    """管理办法, with the incubatees that a version in preparation would change."""

    def affected(self, rulebook: Rulebook, request: HttpRequest) -> tuple[str, dict]:
        effects = affected_by(rulebook, on=today(), access=access_from(request))
        return "companies/admin/effects.html", {
            "effects": effects[:SHOWN],
            "number": len(effects),
            "over": sum(_newly_over(one) for one in effects),
        }


def _newly_over(effect: Effect) -> bool:
    as_before = Effect(effect.residence, effect.before, effect.before, effect.on)
    return effect.is_over and not as_before.is_over
