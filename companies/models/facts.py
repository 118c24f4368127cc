"""Facts about a company other than money: qualifications, property, projects, awards, people."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from companies.enums import (
    TECHNICAL,
    MarketKind,
    PropertyKind,
    PropertyOrigin,
    QualificationKind,
)
from companies.models.evidence import CompanyFact, FactQuerySet
from incubator.core.fields import MoneyField
from incubator.core.history import tracked
from incubator.core.shown import aside, day, labelled
from incubator.institutions.enums import Level


class QualificationQuerySet(FactQuerySet):
    """Questions about many qualifications."""

    def holding(self, *kinds: str, on) -> "QualificationQuerySet":
        """Those that hold on a day, counted alone: “is HNTE” is never asked without a day."""
        return self.counted().filter(
            Q(valid_until__isnull=True) | Q(valid_until__gt=on), kind__in=kinds, valid_from__lte=on
        )

    def ending(self, *, after, until) -> "QualificationQuerySet":
        """Those that end on a day in [after, until): to be renewed."""
        return self.counted().filter(valid_until__gte=after, valid_until__lt=until)


@tracked()
class Qualification(CompanyFact):
    """资质: a certificate that holds on [valid_from, valid_until)."""

    OWN = ("kind", "number", "issued_by", "issued_on", "valid_from", "valid_until")
    HAPPENED = ("issued_on",)
    FROM = "valid_from"
    UNTIL = "valid_until"

    kind = models.CharField(_("kind"), max_length=20, choices=QualificationKind)
    number = models.CharField(_("certificate number"), max_length=60, blank=True)
    issued_by = models.CharField(
        pgettext_lazy("certificate", "issued by"), max_length=120, blank=True
    )
    issued_on = models.DateField(pgettext_lazy("certificate", "issued on"))
    valid_from = models.DateField(_("valid from"))
    valid_until = models.DateField(
        _("valid until"),
        null=True,
        blank=True,
        help_text=_("The first day on which it no longer holds."),
    )

    objects = QualificationQuerySet.as_manager()

    class Meta(CompanyFact.Meta):
        verbose_name = _("qualification")
        verbose_name_plural = _("qualifications")
        constraints = [
            *CompanyFact.Meta.constraints,
            models.CheckConstraint(
                condition=Q(kind__in=QualificationKind.values), name="qualification_kind"
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")),
                name="qualification_ends_after_it_begins",
                violation_error_code="certificate_ends_before_it_begins",
                violation_error_message=_("A certificate ends after it begins."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}".strip()


class PropertyQuerySet(FactQuerySet):
    """Questions about many rights."""

    def technical(self) -> "PropertyQuerySet":
        """Those that say something about technology: all but trade marks."""
        return self.filter(kind__in=TECHNICAL)

    def applied(self, *, by) -> "PropertyQuerySet":
        """Those applied for (or granted) by a day, counted alone."""
        return self.counted().filter(Q(applied_on__lte=by) | Q(granted_on__lte=by))

    def valid(self, *, on) -> "PropertyQuerySet":
        """Those granted and not lapsed on a day, counted alone."""
        return self.counted().filter(
            Q(lapsed_on__isnull=True) | Q(lapsed_on__gt=on), granted_on__lte=on
        )


@tracked()
class IntellectualProperty(CompanyFact):
    """知识产权: applied for, granted, lapsed; it is valid on [granted_on, lapsed_on)."""

    OWN = ("kind", "title", "number", "origin", "applied_on", "granted_on", "lapsed_on")
    LATER = ("granted_on", "lapsed_on")
    HAPPENED = ("applied_on", "granted_on", "lapsed_on")
    FROM = "granted_on"
    UNTIL = "lapsed_on"

    kind = models.CharField(_("kind"), max_length=20, choices=PropertyKind)
    title = models.CharField(_("title"), max_length=200)
    number = models.CharField(pgettext_lazy("registration", "number"), max_length=60)
    origin = models.CharField(
        _("how it came by it"), max_length=20, choices=PropertyOrigin, default=PropertyOrigin.OWN
    )
    applied_on = models.DateField(_("applied for on"), null=True, blank=True)
    granted_on = models.DateField(_("granted on"), null=True, blank=True)
    lapsed_on = models.DateField(_("lapsed on"), null=True, blank=True)

    objects = PropertyQuerySet.as_manager()

    class Meta(CompanyFact.Meta):
        verbose_name = _("intellectual property right")
        verbose_name_plural = _("intellectual property rights")
        constraints = [
            *CompanyFact.Meta.constraints,
            models.CheckConstraint(condition=Q(kind__in=PropertyKind.values), name="property_kind"),
            models.CheckConstraint(
                condition=Q(origin__in=PropertyOrigin.values), name="property_origin"
            ),
            models.CheckConstraint(condition=~Q(number=""), name="property_has_its_number"),
            models.CheckConstraint(
                condition=Q(applied_on__isnull=False) | Q(granted_on__isnull=False),
                name="property_has_a_day",
                violation_error_code="property_without_a_day",
                violation_error_message=_("A right was applied for or granted on some day."),
            ),
            models.CheckConstraint(
                condition=Q(applied_on__isnull=True)
                | Q(granted_on__isnull=True)
                | Q(granted_on__gte=F("applied_on")),
                name="property_granted_after_application",
                violation_error_code="property_granted_before_application",
                violation_error_message=_("A right is granted after it was applied for."),
            ),
            models.CheckConstraint(
                condition=Q(lapsed_on__isnull=True)
                | Q(granted_on__isnull=False, lapsed_on__gt=F("granted_on")),
                name="property_lapsed_after_grant",
                violation_error_code="property_lapsed_before_grant",
                violation_error_message=_("A right lapses after it was granted."),
            ),
        ]

    def __str__(self) -> str:
        return aside(self.title, self.get_kind_display())


@tracked()
class Project(CompanyFact):
    """项目与资助: an approved project, with the grant it brings (yuan)."""

    OWN = (
        "title", "programme", "level", "number", "approved_on", "begins_on", "ends_on", "grant",
        "accepted_on",
    )  # fmt: skip
    LATER = ("accepted_on",)
    HAPPENED = ("approved_on", "accepted_on")
    FROM = "approved_on"

    title = models.CharField(_("title"), max_length=200)
    programme = models.CharField(_("programme"), max_length=120, blank=True)
    level = models.CharField(_("level"), max_length=20, choices=Level)
    number = models.CharField(pgettext_lazy("registration", "number"), max_length=60, blank=True)
    approved_on = models.DateField(_("approved on"))
    begins_on = models.DateField(_("begins on"), null=True, blank=True)
    ends_on = models.DateField(_("ends on"), null=True, blank=True)
    grant = MoneyField(_("grant (yuan)"), default=0)
    accepted_on = models.DateField(_("result accepted on"), null=True, blank=True)

    class Meta(CompanyFact.Meta):
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        constraints = [
            *CompanyFact.Meta.constraints,
            models.CheckConstraint(condition=Q(level__in=Level.values), name="project_level"),
            models.CheckConstraint(
                condition=Q(grant__gte=0),
                name="project_grant_not_negative",
                violation_error_code="grant_negative",
                violation_error_message=_("A grant is not negative."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True)
                | Q(begins_on__isnull=True)
                | Q(ends_on__gt=F("begins_on")),
                name="project_ends_after_it_begins",
                violation_error_code="project_ends_before_it_begins",
                violation_error_message=_("A project ends after it begins."),
            ),
            models.CheckConstraint(
                condition=Q(accepted_on__isnull=True) | Q(accepted_on__gt=F("approved_on")),
                name="project_accepted_after_approval",
                violation_error_code="project_accepted_before_approval",
                violation_error_message=_("A result is accepted after the project was approved."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


@tracked()
class Award(CompanyFact):
    """奖励: a prize that a company won."""

    OWN = ("title", "rank", "level", "issued_by", "awarded_on")
    HAPPENED = ("awarded_on",)
    FROM = "awarded_on"

    title = models.CharField(_("title"), max_length=200)
    rank = models.CharField(_("class of the award"), max_length=60, blank=True)
    level = models.CharField(_("level"), max_length=20, choices=Level)
    issued_by = models.CharField(_("issued by"), max_length=120, blank=True)
    awarded_on = models.DateField(_("awarded on"))

    class Meta(CompanyFact.Meta):
        verbose_name = _("award")
        verbose_name_plural = _("awards")
        constraints = [
            *CompanyFact.Meta.constraints,
            models.CheckConstraint(condition=Q(level__in=Level.values), name="award_level"),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.rank}".strip()


@tracked()
class Product(CompanyFact):
    """产品: what a company sells, and whether the national catalogue lists it."""

    OWN = ("name", "in_catalogue", "launched_on", "ended_on")
    LATER = ("ended_on",)
    HAPPENED = ("launched_on", "ended_on")
    FROM = "launched_on"
    UNTIL = "ended_on"

    name = models.CharField(_("name"), max_length=120)
    in_catalogue = models.BooleanField(
        _("in the national catalogue"),
        default=False,
        help_text=_("The catalogue of high-tech products (中国高新技术产品目录)."),
    )
    launched_on = models.DateField(_("on the market since"))
    ended_on = models.DateField(_("until"), null=True, blank=True)

    class Meta(CompanyFact.Meta):
        verbose_name = _("product")
        verbose_name_plural = _("products")
        constraints = [
            *CompanyFact.Meta.constraints,
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gt=F("launched_on")),
                name="product_ends_after_launch",
                violation_error_code="product_ends_before_launch",
                violation_error_message=_("A product ends after it was launched."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


STAFF_PARTS = (
    "doctors", "masters", "bachelors", "college", "researchers", "returnees", "fresh_graduates",
)  # fmt: skip


@tracked()
class StaffCount(CompanyFact):
    """从业人员: how many people work for a company on a day, and who they are."""

    OWN = ("counted_on", "total", *STAFF_PARTS)
    HAPPENED = ("counted_on",)
    FROM = "counted_on"

    counted_on = models.DateField(_("on the day"))
    total = models.PositiveIntegerField(_("staff"))
    doctors = models.PositiveIntegerField(_("doctors"), default=0)
    masters = models.PositiveIntegerField(_("masters"), default=0)
    bachelors = models.PositiveIntegerField(_("bachelors"), default=0)
    college = models.PositiveIntegerField(_("junior college"), default=0)
    researchers = models.PositiveIntegerField(_("in research and development"), default=0)
    returnees = models.PositiveIntegerField(_("returned from overseas"), default=0)
    fresh_graduates = models.PositiveIntegerField(_("fresh graduates"), default=0)

    class Meta(CompanyFact.Meta):
        verbose_name = _("count of staff")
        verbose_name_plural = _("counts of staff")
        constraints = [
            *CompanyFact.Meta.constraints,
            models.CheckConstraint(
                condition=Q(total__gte=F("doctors") + F("masters") + F("bachelors") + F("college")),
                name="staff_degrees_within_total",
                violation_error_code="more_degrees_than_staff",
                violation_error_message=_("There are more degrees than people."),
            ),
            models.CheckConstraint(
                condition=Q(
                    researchers__lte=F("total"),
                    returnees__lte=F("total"),
                    fresh_graduates__lte=F("total"),
                ),
                name="staff_parts_within_total",
                violation_error_code="part_larger_than_staff",
                violation_error_message=_("A part of the staff is larger than the whole."),
            ),
        ]

    def __str__(self) -> str:
        return labelled(day(self.counted_on), self.total)


@tracked()
class MarketEvent(CompanyFact):
    """并购与上市: a company was merged, acquired, quoted or listed."""

    OWN = ("kind", "happened_on", "market")
    HAPPENED = ("happened_on",)
    FROM = "happened_on"

    kind = models.CharField(_("kind"), max_length=20, choices=MarketKind)
    happened_on = models.DateField(_("on"))
    market = models.CharField(
        _("with whom or where"), max_length=120, help_text=_("The buyer, or the exchange.")
    )

    class Meta(CompanyFact.Meta):
        verbose_name = _("merger or listing")
        verbose_name_plural = _("mergers and listings")
        constraints = [
            *CompanyFact.Meta.constraints,
            models.CheckConstraint(
                condition=Q(kind__in=MarketKind.values), name="marketevent_kind"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.market}"
