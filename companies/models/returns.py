"""What companies report: returns in their versions, and the value under each item.

A row of ``Return`` is called ``report`` in arguments and foreign keys, since ``return`` is a
word of Python.
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Mod
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from companies.enums import MONETARY, NUMERIC, UNSETTLED, ItemKind, ReturnState
from companies.models.people import Representative
from companies.models.return_dues import DueReturn
from companies.models.return_forms import ReturnForm, ReturnItem
from incubator.core.fields import MoneyField
from incubator.core.history import tracked
from incubator.core.units import YUAN_PER

S = ReturnState


class ReturnQuerySet(models.QuerySet):
    """Questions about many returns."""

    def visible_to(self, access) -> "ReturnQuerySet":
        """What the office may see: those handed in, of incubators where ``access`` reaches.

        What a company has not handed in is its own.
        """
        received = self.filter(submitted_at__isnull=False)
        if access.everywhere:
            return received
        return received.filter(due__incubator__in=access.incubator_ids)

    def of_person(self, user) -> "ReturnQuerySet":
        """Those of the companies that somebody acts for."""
        theirs = Representative.objects.in_force().filter(
            company=OuterRef("due__company"), user=user
        )
        return self.filter(Exists(theirs))

    def in_force(self) -> "ReturnQuerySet":
        """What counts: verified, and superseded neither by a verified correction nor by what
        the same company, then on file twice, reported for the period.
        """
        later = Return.objects.filter(supersedes=OuterRef("pk"), state=S.VERIFIED)
        return self.standing().filter(state=S.VERIFIED).filter(~Exists(later))

    def standing(self) -> "ReturnQuerySet":
        """Those of what is due that no other one of the company and the period superseded."""
        return self.filter(due__superseded_by__isnull=True)

    def of_form(self, code: str) -> "ReturnQuerySet":
        """Those on any version of a form."""
        return self.filter(due__period__code=code)

    def of_year(self, year: int) -> "ReturnQuerySet":
        """Those for a year, or for a period of it."""
        return self.filter(due__period__year=year)


@tracked()
class Return(models.Model):
    """年度统计报表 (YearlyReturn) and its shorter siblings: what a company reports for a period.

    A verified return never changes. A correction is the next ``version``: it ``supersedes``
    the one before, with a reason, from the moment at which it is verified itself.
    """

    key = models.UUIDField(_("key"), default=uuid.uuid4, unique=True, editable=False)
    due = models.ForeignKey(
        DueReturn, models.PROTECT, related_name="returns", verbose_name=_("due return")
    )
    form = models.ForeignKey(
        ReturnForm, models.PROTECT, related_name="returns", verbose_name=_("return form")
    )
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    supersedes = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="superseded_by",
        verbose_name=_("supersedes"),
    )
    corrected_because = models.CharField(_("reason for the correction"), max_length=500, blank=True)
    state = models.CharField(_("state"), max_length=20, choices=ReturnState, default=S.DRAFT)
    started_at = models.DateTimeField(_("started at"))
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("started by"),
    )
    saved_at = models.DateTimeField(_("saved at"))
    submitted_at = models.DateTimeField(_("handed in at"), null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("handed in by"),
    )
    verified_at = models.DateTimeField(_("verified at"), null=True, blank=True)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("verified by"),
    )
    is_generated = models.BooleanField(
        _("generated"), default=False, help_text=_("Demonstration data; no real figures.")
    )

    objects = ReturnQuerySet.as_manager()

    class Meta:
        verbose_name = _("return")
        verbose_name_plural = _("returns")
        constraints = [
            models.UniqueConstraint(fields=["due", "version"], name="return_version_once"),
            models.UniqueConstraint(
                fields=["due"],
                condition=Q(state__in=UNSETTLED),
                name="return_one_unsettled",
                violation_error_message=_("This return is being written already."),
            ),
            models.UniqueConstraint(fields=["id", "due"], name="return_due_key"),
            models.UniqueConstraint(fields=["id", "form"], name="return_form_key"),
            models.CheckConstraint(condition=Q(state__in=S.values), name="return_state"),
            models.CheckConstraint(
                condition=Q(version=1, supersedes__isnull=True, corrected_because="")
                | Q(version__gt=1, supersedes__isnull=False) & ~Q(corrected_because=""),
                name="return_correction_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(state=S.DRAFT, submitted_at__isnull=True)
                | ~Q(state=S.DRAFT) & Q(submitted_at__isnull=False),
                name="return_state_has_its_submission",
            ),
            models.CheckConstraint(
                condition=Q(state=S.VERIFIED, verified_at__isnull=False)
                | ~Q(state=S.VERIFIED) & Q(verified_at__isnull=True, verified_by__isnull=True),
                name="return_state_has_its_verification",
            ),
            models.CheckConstraint(
                condition=Q(submitted_at__isnull=True) | Q(submitted_at__gte=F("started_at")),
                name="return_handed_in_after_it_began",
            ),
            models.CheckConstraint(
                condition=Q(verified_at__isnull=True) | Q(verified_at__gte=F("submitted_at")),
                name="return_verified_after_it_came",
            ),
            # Who hands in figures does not confirm them.
            models.CheckConstraint(
                condition=Q(verified_by__isnull=True) | ~Q(verified_by=F("submitted_by")),
                name="return_verified_by_another",
                violation_error_message=_("Whoever handed a return in cannot verify it."),
            ),
        ]
        indexes = [
            models.Index(fields=["state", "-submitted_at", "-id"], name="return_by_state"),
            models.Index(fields=["form", "state"], name="return_of_form"),
        ]

    def __str__(self) -> str:
        return str(self.due)

    @property
    def is_writable(self) -> bool:
        """Whether figures may still be typed."""
        return self.state in {S.DRAFT, S.RETURNED} and not self.due.superseded_by_id


class OfReturn(models.QuerySet):
    """Rows that belong to a return."""

    def visible_to(self, access) -> "OfReturn":
        """Those of returns that the office may see."""
        return self.filter(report__in=Return.objects.visible_to(access))


@tracked()
class ReturnValue(models.Model):
    """报表数据: what stands under one item of a return, as typed and as it is understood.

    ``number`` is yuan, m², people or pieces, ``year_number`` the same for the year to date;
    ``unit`` is the unit of money that was typed in. What cannot be understood has none.
    ``confirmed`` is the number that its writer said is right although it looks wrong.
    """

    # Two composite foreign keys hold all three, and that they belong together: so these
    # need none of their own, which counts where thousands of returns come in at once.
    report = models.ForeignKey(
        Return, models.PROTECT, related_name="values", db_constraint=False, verbose_name=_("return")
    )
    form = models.ForeignKey(
        ReturnForm,
        models.PROTECT,
        related_name="+",
        db_constraint=False,
        verbose_name=_("return form"),
    )
    item = models.ForeignKey(
        ReturnItem,
        models.PROTECT,
        related_name="values",
        db_constraint=False,
        verbose_name=_("return item"),
    )
    kind = models.CharField(_("kind"), max_length=20, choices=ItemKind)
    typed = models.TextField(_("as typed"), blank=True)
    number = MoneyField(_("number"), null=True, blank=True)
    year_typed = models.TextField(_("year to date, as typed"), blank=True)
    year_number = MoneyField(_("year to date"), null=True, blank=True)
    unit = models.CharField(_("unit typed in"), max_length=4, blank=True)
    day = models.DateField(_("day"), null=True, blank=True)
    explanation = models.CharField(_("explanation"), max_length=500, blank=True)
    confirmed = MoneyField(_("confirmed"), null=True, blank=True)
    revision = models.PositiveIntegerField(_("revision"), default=1)
    saved_at = models.DateTimeField(_("saved at"))
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("saved by"),
    )

    objects = OfReturn.as_manager()

    class Meta:
        verbose_name = _("value of a return")
        verbose_name_plural = _("values of returns")
        constraints = [
            models.UniqueConstraint(fields=["report", "item"], name="return_value_once"),
            models.CheckConstraint(
                condition=Q(number__isnull=True, year_number__isnull=True) | Q(kind__in=NUMERIC),
                name="return_value_number_of_its_kind",
            ),
            models.CheckConstraint(
                condition=Q(day__isnull=True) | Q(kind=ItemKind.DATE),
                name="return_value_day_of_its_kind",
            ),
            models.CheckConstraint(
                condition=Q(number__isnull=True) | ~Q(typed=""), name="return_value_was_typed"
            ),
            models.CheckConstraint(
                condition=~Q(kind=ItemKind.INTEGER)
                | (Q(number__isnull=True) | Q(Exact(Mod(F("number"), 1), 0)))
                & (Q(year_number__isnull=True) | Q(Exact(Mod(F("year_number"), 1), 0))),
                name="return_value_of_people_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(kind=ItemKind.RESULT)
                | (Q(number__isnull=True) | Q(number__gte=0))
                & (Q(year_number__isnull=True) | Q(year_number__gte=0)),
                name="return_value_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(unit="") | Q(unit__in=list(YUAN_PER), kind__in=MONETARY),
                name="return_value_unit_of_money",
            ),
            models.CheckConstraint(
                condition=Q(revision__gte=1), name="return_value_revision_from_one"
            ),
        ]
        indexes = [models.Index(fields=["item", "report"], name="return_value_of_item")]

    def __str__(self) -> str:
        return f"{self.item}"
