"""The seals on the history, and what the checks of it have found.

(Django sends ``post_migrate`` for apps with this module: see apps.py.)
"""

import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _

from incubator.core.history import NO_TRUNCATE
from incubator.core.shown import moment

SHA256 = r"^[0-9a-f]{64}$"
WRITTEN_ONCE = [
    pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
    NO_TRUNCATE,
]


class HistorySeal(models.Model):
    """历史封印: a stretch of one history table under a digest, in one chain over all tables.

    ``chain`` is the digest of everything that this seal says and of the seal before it: whoever
    changes an entry, or a seal, has to change every seal after it, and the last one stands in
    the log of each check as well. An erasure that the law asks for seals its stretch anew:
    ``replaces`` names the seal before it, ``found`` the digest that stood there until then.
    """

    number = models.PositiveIntegerField(_("number"), unique=True)
    table = models.CharField(_("table"), max_length=63)
    first = models.PositiveBigIntegerField(_("first entry"))
    last = models.PositiveBigIntegerField(_("last entry"))
    entries = models.PositiveIntegerField(_("entries"))
    # What was digested: a column that is added later does not break an old seal.
    columns = ArrayField(models.CharField(max_length=63), verbose_name=_("columns"))
    digest = models.CharField(_("digest"), max_length=64)
    replaces = models.PositiveIntegerField(_("replaces"), null=True, blank=True)
    found = models.CharField(_("digest before"), max_length=64, blank=True)
    previous = models.CharField(_("seal before"), max_length=64, blank=True)
    chain = models.CharField(_("digest of the seal"), max_length=64, unique=True)
    sealed_at = models.DateTimeField(_("sealed at"))

    class Meta:
        verbose_name = _("seal on the history")
        verbose_name_plural = _("seals on the history")
        triggers = WRITTEN_ONCE
        constraints = [
            models.CheckConstraint(condition=Q(number__gte=1), name="historyseal_from_one"),
            models.CheckConstraint(
                condition=Q(first__gte=1, last__gte=F("first")), name="historyseal_stretch"
            ),
            models.CheckConstraint(
                condition=Q(entries__lte=F("last") - F("first") + 1), name="historyseal_entries"
            ),
            models.CheckConstraint(
                condition=Q(digest__regex=SHA256, chain__regex=SHA256), name="historyseal_digests"
            ),
            models.CheckConstraint(
                condition=Q(number=1, previous="") | Q(number__gt=1, previous__regex=SHA256),
                name="historyseal_hangs_on_the_one_before",
            ),
            models.CheckConstraint(
                condition=Q(replaces__isnull=True, found="")
                | Q(replaces__lt=F("number"), found__regex=SHA256),
                name="historyseal_replaces_an_earlier_one",
            ),
            models.UniqueConstraint(fields=["previous"], name="historyseal_no_fork"),
            models.UniqueConstraint(fields=["replaces"], name="historyseal_replaced_once"),
            ExclusionConstraint(
                name="historyseal_stretches_apart",
                expressions=[
                    ("table", RangeOperators.EQUAL),
                    (
                        Func(F("first"), F("last"), Value("[]"), function="int8range"),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                condition=Q(replaces__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} · {self.table} {self.first}–{self.last}"


class HistoryStretch(models.Model):
    """历史摘要: who and why in the entries under a seal; a search reads only where it can find.

    Made of the entries and vouching for nothing; an erasure makes it anew. ``seal`` is the
    first that was put on the stretch.
    """

    seal = models.OneToOneField(
        HistorySeal,
        models.CASCADE,
        related_name="stretch",
        verbose_name=_("seal on the history"),
        db_constraint=False,  # a seal taken out behind our back is told of by verifying
    )
    people = models.TextField(_("people"), blank=True)
    reasons = models.TextField(_("reasons"), blank=True)
    has_nameless = models.BooleanField(_("without a name"), default=False)

    class Meta:
        verbose_name = _("stretch of the history")
        verbose_name_plural = _("stretches of the history")

    def __str__(self) -> str:
        return str(self.seal)


class HistoryCheck(models.Model):
    """历史核验: one look at the whole history: is everything as it was recorded?"""

    checked_at = models.DateTimeField(_("checked at"))
    entries = models.PositiveBigIntegerField(_("entries"))
    seals = models.PositiveIntegerField(_("seals"))
    # Entries since the last seal: nothing vouches for them yet.
    unsealed = models.PositiveBigIntegerField(_("not sealed yet"))
    # Entries beside which no name stands: written past the application.
    nameless = models.PositiveBigIntegerField(_("without a name"))
    head = models.CharField(_("last seal"), max_length=64, blank=True)
    findings = models.JSONField(_("findings"), default=list, blank=True)

    class Meta:
        verbose_name = _("check of the history")
        verbose_name_plural = _("checks of the history")
        triggers = WRITTEN_ONCE
        constraints = [
            models.CheckConstraint(
                condition=Q(head="") | Q(head__regex=SHA256), name="historycheck_head"
            ),
            models.CheckConstraint(
                condition=Q(unsealed__lte=F("entries"), nameless__lte=F("entries")),
                name="historycheck_parts_of_the_whole",
            ),
        ]

    def __str__(self) -> str:
        return moment(self.checked_at)
