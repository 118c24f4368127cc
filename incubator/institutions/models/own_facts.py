"""What an institution has of its own: staff, funds, a platform, a year's accounts.

As the incubator-level block of the Torch tables asks it (domain notes 5.2). The office states it;
a fact is never changed: a correction replaces it, or it is withdrawn, both with a reason.
"""

import datetime

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from incubator.core.fields import MoneyField, somebody
from incubator.core.files.rows import KeptFile
from incubator.core.history import tracked
from incubator.core.shown import labelled, money
from incubator.institutions.enums import FundKind, TechField
from incubator.institutions.models.places import Incubator, OfIncubator


@tracked()
class OwnDocument(KeptFile):
    """机构证明材料: a document of an institution; several of its facts may stand on one."""

    incubator = models.ForeignKey(
        Incubator, models.PROTECT, related_name="own_documents", verbose_name=_("incubator")
    )
    title = models.CharField(_("title"), max_length=120)

    objects = OfIncubator.as_manager()

    class Meta(KeptFile.Meta):
        verbose_name = _("document of an institution")
        verbose_name_plural = _("documents of institutions")
        constraints = [
            *KeptFile.Meta.constraints,
            # What a fact points at, to be of the same institution.
            models.UniqueConstraint(fields=["id", "incubator"], name="owndocument_incubator_key"),
            models.UniqueConstraint(fields=["incubator", "sha256"], name="owndocument_once"),
            models.CheckConstraint(condition=~Q(title=""), name="owndocument_has_a_title"),
        ]

    def __str__(self) -> str:
        return self.title


class OwnFactQuerySet(OfIncubator):
    """Questions about many facts of one kind."""

    def counted(self) -> "OwnFactQuerySet":
        """Those that count: not withdrawn, and not corrected since."""
        return self.filter(withdrawn_at__isnull=True).filter(~Exists(self._better()))

    def holding(self, *, on) -> "OwnFactQuerySet":
        """Those that hold on a day, counted alone."""
        begun = self.counted().filter(**{f"{self.model.FROM}__lte": on})
        if not self.model.UNTIL:
            return begun
        until = self.model.UNTIL
        return begun.filter(Q(**{until: None}) | Q(**{f"{until}__gt": on}))

    def with_standing(self) -> "OwnFactQuerySet":
        """Each with ``is_replaced``."""
        return self.annotate(is_replaced=Exists(self._better()))

    def _better(self):
        return self.model._default_manager.filter(
            replaces=OuterRef("pk"), withdrawn_at__isnull=True
        )


class OwnFact(models.Model):
    """What all of them share.

    ``OWN`` names the columns that say what the fact is, ``HAPPENED`` the days that cannot lie
    in the future, ``SAME_BY`` by what two facts of an institution are the same one, and
    ``SIGNED`` the amounts that may be below zero. It holds on [``FROM``, ``UNTIL``); the day of
    its end may be filled in later.
    """

    OWN: tuple[str, ...] = ()
    HAPPENED: tuple[str, ...] = ()
    SAME_BY: tuple[str, ...] = ()
    SIGNED: tuple[str, ...] = ()
    FROM = ""
    UNTIL = ""

    incubator = models.ForeignKey(
        Incubator, models.PROTECT, related_name="%(class)s_set", verbose_name=_("incubator")
    )
    document = models.ForeignKey(
        OwnDocument, models.PROTECT, null=True, blank=True, related_name="%(class)s_set",
        verbose_name=pgettext_lazy("evidence", "document"),
    )  # fmt: skip
    recorded_at = models.DateTimeField(_("recorded at"))
    recorded_by = somebody(_("recorded by"))
    replaces = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by",
        verbose_name=_("replaces"),
    )  # fmt: skip
    correction = models.CharField(_("reason for the correction"), max_length=200, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)
    withdrawal = models.CharField(_("why withdrawn"), max_length=200, blank=True)
    is_generated = models.BooleanField(
        _("generated"), default=False, help_text=_("Made up by rule, for demonstration.")
    )

    objects = OwnFactQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(fields=["id", "incubator"], name="%(class)s_incubator_key"),
            # One correction at a time; a withdrawn one does not stand in the way of the next.
            models.UniqueConstraint(
                fields=["replaces"],
                condition=Q(withdrawn_at__isnull=True),
                name="%(class)s_replaced_once",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawal="")
                | Q(withdrawn_at__isnull=False) & ~Q(withdrawal=""),
                name="%(class)s_withdrawn_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(replaces__isnull=True, correction="")
                | Q(replaces__isnull=False) & ~Q(correction="") & ~Q(replaces=F("id")),
                name="%(class)s_replaces_with_a_reason",
            ),
        ]

    @property
    def holds_from(self) -> datetime.date:
        """The first day on which it holds."""
        return getattr(self, self.FROM)

    @property
    def holds_until(self) -> datetime.date | None:
        """The first day on which it holds no more; None: no end is known."""
        return getattr(self, self.UNTIL) if self.UNTIL else None


class InstitutionStaffQuerySet(OwnFactQuerySet):
    """Questions about many counts of staff."""

    def latest(self, *, by) -> "InstitutionStaffQuerySet":
        """The last count of each institution up to a day, counted alone."""
        known = self.model._default_manager.counted().filter(counted_on__lte=by)
        later = known.filter(incubator=OuterRef("incubator"), counted_on__gt=OuterRef("counted_on"))
        return self.counted().filter(counted_on__lte=by).filter(~Exists(later))


@tracked()
class InstitutionStaff(OwnFact):
    """管理机构从业人员: who works for an institution on a day (GZ-007 block 4).

    Those of no mention in the older tables are empty where nobody said them: unknown, not 0.
    """

    OWN = (
        "counted_on", "total", "professional", "college", "technical", "bachelor", "trained",
        "returnees",
    )  # fmt: skip
    HAPPENED = SAME_BY = ("counted_on",)
    FROM = "counted_on"

    counted_on = models.DateField(_("on the day"))
    total = models.PositiveIntegerField(_("staff"))
    professional = models.PositiveIntegerField(
        _("professional service staff"),
        help_text=_(
            "Full-time, with experience of starting, financing or managing a business, or "
            "trained in serving startups."
        ),
    )
    college = models.PositiveIntegerField(_("with junior college or above"))
    technical = models.PositiveIntegerField(_("technical staff"), null=True, blank=True)
    bachelor = models.PositiveIntegerField(_("with a bachelor’s degree"), null=True, blank=True)
    trained = models.PositiveIntegerField(_("trained"), null=True, blank=True)
    returnees = models.PositiveIntegerField(_("returned from overseas"), null=True, blank=True)

    objects = InstitutionStaffQuerySet.as_manager()

    class Meta(OwnFact.Meta):
        verbose_name = _("staff of an institution")
        verbose_name_plural = _("staff of institutions")
        constraints = [
            *OwnFact.Meta.constraints,
            models.CheckConstraint(
                condition=Q(total__gt=0),
                name="institutionstaff_somebody",
                violation_error_code="institution_without_staff",
                violation_error_message=_("Somebody works there."),
            ),
            models.CheckConstraint(
                condition=Q(professional__lte=F("total"), college__lte=F("total"))
                & (Q(technical__isnull=True) | Q(technical__lte=F("total")))
                & (Q(trained__isnull=True) | Q(trained__lte=F("total")))
                & (Q(returnees__isnull=True) | Q(returnees__lte=F("total"))),
                name="institutionstaff_parts_within_total",
                violation_error_code="part_larger_than_staff",
                violation_error_message=_("A part of the staff is larger than the whole."),
            ),
            models.CheckConstraint(
                condition=Q(bachelor__isnull=True) | Q(bachelor__lte=F("college")),
                name="institutionstaff_bachelors_among_college",
                violation_error_code="more_bachelors_than_college",
                violation_error_message=_(
                    "Whoever has a bachelor’s degree is among those with junior college or above."
                ),
            ),
        ]

    def __str__(self) -> str:
        return _("%(total)d, of them %(professional)d professional") % {
            "total": self.total,
            "professional": self.professional,
        }


def _follows(name: str) -> models.CheckConstraint:
    """The day of the end is after that of the beginning."""
    return models.CheckConstraint(
        condition=Q(until_on__isnull=True) | Q(until_on__gt=F("since_on")),
        name=f"{name}_ends_after_it_begins",
        violation_error_code="own_fact_ends_before_it_begins",
        violation_error_message=_("It ends after it begins."),
    )


@tracked()
class IncubationFund(OwnFact):
    """孵化基金: seed money of an institution's own, or a fund founded with others; in yuan."""

    OWN = ("kind", "name", "amount", "since_on", "until_on")
    HAPPENED = ("since_on", "until_on")
    SAME_BY = ("name", "since_on")
    FROM = "since_on"
    UNTIL = "until_on"

    kind = models.CharField(_("kind"), max_length=20, choices=FundKind)
    name = models.CharField(_("name"), max_length=120)
    amount = MoneyField(_("amount (yuan)"))
    since_on = models.DateField(_("since"))
    until_on = models.DateField(
        _("until"), null=True, blank=True, help_text=_("The first day on which it is no more.")
    )

    class Meta(OwnFact.Meta):
        verbose_name = _("incubation fund")
        verbose_name_plural = _("incubation funds")
        constraints = [
            *OwnFact.Meta.constraints,
            models.CheckConstraint(
                condition=Q(kind__in=FundKind.values), name="incubationfund_kind"
            ),
            models.CheckConstraint(
                condition=Q(amount__gt=0),
                name="incubationfund_of_something",
                violation_error_code="fund_of_nothing",
                violation_error_message=_("A fund has some money."),
            ),
            _follows("incubationfund"),
        ]

    def __str__(self) -> str:
        return labelled(self.name, money(self.amount))


@tracked()
class ServicePlatform(OwnFact):
    """公共服务平台: where startups of a field develop, test and try out (domain notes 2.3)."""

    OWN = ("name", "field", "services", "since_on", "until_on")
    HAPPENED = ("since_on", "until_on")
    SAME_BY = ("name", "since_on")
    FROM = "since_on"
    UNTIL = "until_on"

    name = models.CharField(_("name"), max_length=120)
    field = models.CharField(_("technical field"), max_length=20, choices=TechField)
    services = models.CharField(
        _("services"),
        max_length=200,
        help_text=_("Such as research and development, testing, trial production."),
    )
    since_on = models.DateField(_("since"))
    until_on = models.DateField(
        _("until"), null=True, blank=True, help_text=_("The first day on which it is no more.")
    )

    class Meta(OwnFact.Meta):
        verbose_name = _("public service platform")
        verbose_name_plural = _("public service platforms")
        constraints = [
            *OwnFact.Meta.constraints,
            models.CheckConstraint(
                condition=Q(field__in=TechField.values), name="serviceplatform_field"
            ),
            _follows("serviceplatform"),
        ]

    def __str__(self) -> str:
        return self.name
