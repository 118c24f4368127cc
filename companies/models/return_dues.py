"""What companies owe: the periods of each form, and who has to report for them."""

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from companies.enums import ReturnRhythm
from companies.models.people import Representative
from companies.models.register import Company, Residence
from companies.models.return_forms import ReturnForm
from companies.rules.returns.periods import Period
from incubator.core.history import tracked
from incubator.institutions.models import Incubator


class ReturnPeriodQuerySet(models.QuerySet):
    """Questions about many periods."""

    def visible_to(self, access) -> "ReturnPeriodQuerySet":
        """All of them: a period says what is asked, and nothing about anybody."""
        return self


@tracked()
class ReturnPeriod(models.Model):
    """报送期: one period of a form, from ``begins_on`` to ``ends_on`` (both within it).

    Returns can be written from ``opens_on`` and are due by the end of ``due_on``.
    """

    form = models.ForeignKey(
        ReturnForm, models.PROTECT, related_name="periods", verbose_name=_("return form")
    )
    # As the form's: a composite foreign key keeps it equal.
    code = models.SlugField(_("code"), max_length=40, editable=False)
    rhythm = models.CharField(_("rhythm"), max_length=20, choices=ReturnRhythm)
    year = models.PositiveSmallIntegerField(_("year"))
    number = models.PositiveSmallIntegerField(_("number in the year"))
    begins_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"))
    opens_on = models.DateField(_("opens on"))
    due_on = models.DateField(_("due on"))
    opened_at = models.DateTimeField(_("put on the list at"))

    objects = ReturnPeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("reporting period")
        verbose_name_plural = _("reporting periods")
        constraints = [
            models.UniqueConstraint(fields=["id", "form"], name="return_period_form_key"),
            models.UniqueConstraint(
                fields=["code", "year", "number"],
                name="return_period_once",
                violation_error_message=_("This period is on the list already."),
            ),
            models.CheckConstraint(
                condition=Q(year__range=(1980, 2100)), name="return_period_year"
            ),
            models.CheckConstraint(
                condition=Q(rhythm=ReturnRhythm.YEARLY, number=1)
                | Q(rhythm=ReturnRhythm.HALF_YEARLY, number__range=(1, 2))
                | Q(rhythm=ReturnRhythm.QUARTERLY, number__range=(1, 4))
                | Q(rhythm=ReturnRhythm.MONTHLY, number__range=(1, 12)),
                name="return_period_number",
            ),
            models.CheckConstraint(
                condition=Q(begins_on__year=F("year"), ends_on__year=F("year"))
                & Q(begins_on__lt=F("ends_on")),
                name="return_period_within_its_year",
            ),
            models.CheckConstraint(
                condition=Q(opens_on__gt=F("begins_on")) & Q(due_on__gte=F("opens_on")),
                name="return_period_due_after_it_opens",
                violation_error_message=_("A period is due after it opens."),
            ),
            ExclusionConstraint(
                name="return_period_no_overlap",
                expressions=[
                    ("code", RangeOperators.EQUAL),
                    (
                        Func(
                            F("begins_on"), F("ends_on"), models.Value("[]"), function="daterange"
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.form} · {self.said}"

    @property
    def said(self) -> str:
        """“2007年第一季度” or “first quarter of 2007”."""
        return self.as_rule.said(get_language() or "")

    @property
    def as_rule(self) -> Period:
        """The same period without its row."""
        return Period(ReturnRhythm(self.rhythm), self.year, self.number)


class DueReturnQuerySet(models.QuerySet):
    """Questions about many due returns."""

    def visible_to(self, access) -> "DueReturnQuerySet":
        """Those of incubators where ``access`` reaches."""
        return self if access.everywhere else self.filter(incubator__in=access.incubator_ids)

    def of_person(self, user) -> "DueReturnQuerySet":
        """Those of the companies that somebody acts for."""
        theirs = Representative.objects.in_force().filter(company=OuterRef("company"), user=user)
        return self.filter(Exists(theirs))

    def owed(self) -> "DueReturnQuerySet":
        """Those that were never handed in and that nobody waived."""
        return self.filter(handed_in_at__isnull=True, waived_at__isnull=True)

    def late(self, *, on) -> "DueReturnQuerySet":
        """Those owed after their day."""
        return self.owed().filter(due_on__lt=on)


@tracked()
class DueReturn(models.Model):
    """应报报表: one company owes one period's return, through the incubator it was in.

    Whoever was in an incubator on any day of a period owes it; of several stays the last
    counts. It is late where nothing was handed in by the end of ``due_on``. One that is
    ``superseded_by`` another stays on file with its returns, and they count no more.
    """

    period = models.ForeignKey(
        ReturnPeriod, models.PROTECT, related_name="dues", verbose_name=_("reporting period")
    )
    # Composite foreign keys hold that form and stay are those of the period and the company.
    form = models.ForeignKey(
        ReturnForm, models.PROTECT, related_name="dues", verbose_name=_("return form")
    )
    company = models.ForeignKey(
        Company, models.PROTECT, related_name="due_returns", verbose_name=_("company")
    )
    residence = models.ForeignKey(
        Residence, models.PROTECT, related_name="due_returns", verbose_name=_("residence")
    )
    incubator = models.ForeignKey(
        Incubator, models.PROTECT, related_name="due_returns", verbose_name=_("incubator")
    )
    due_on = models.DateField(_("due on"))
    handed_in_at = models.DateTimeField(_("first handed in at"), null=True, blank=True)
    waived_at = models.DateTimeField(_("waived at"), null=True, blank=True)
    waived_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("waived by"),
    )
    waived_because = models.CharField(_("reason for waiving"), max_length=500, blank=True)
    # Of a company that was on file twice: the other one of the same period, which holds.
    superseded_by = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="superseded",
        verbose_name=_("superseded by"),
    )

    objects = DueReturnQuerySet.as_manager()

    class Meta:
        verbose_name = _("due return")
        verbose_name_plural = _("due returns")
        constraints = [
            # A second one that was waived: of a company that was on file twice.
            models.UniqueConstraint(
                fields=["period", "company"],
                condition=Q(waived_at__isnull=True),
                name="due_return_once",
            ),
            models.UniqueConstraint(fields=["id", "form"], name="due_return_form_key"),
            models.UniqueConstraint(fields=["id", "period", "company"], name="due_return_twin_key"),
            models.CheckConstraint(
                condition=Q(superseded_by__isnull=True)
                | Q(waived_at__isnull=False) & ~Q(superseded_by=F("id")),
                name="due_return_superseded_is_waived",
            ),
            models.CheckConstraint(
                condition=Q(waived_at__isnull=True, waived_because="", waived_by__isnull=True)
                | Q(waived_at__isnull=False) & ~Q(waived_because=""),
                name="due_return_waived_with_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["incubator", "due_on", "id"], name="due_return_of_incubator"),
            models.Index(fields=["company", "due_on"], name="due_return_of_company"),
            models.Index(
                fields=["due_on", "id"],
                condition=Q(handed_in_at__isnull=True, waived_at__isnull=True),
                name="due_return_owed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.company} · {self.period}"
