"""Companies, their other identities, and their residences."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import RangeOperators
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.functions import Coalesce, Concat, Lower, Upper
from django.utils.translation import gettext_lazy as _

from companies.enums import OLDER_CODES, OTHER_NAMES, AliasKind, ExitGround, ExitReason, FounderKind
from companies.models.stay_checks import grounds_fit, holds_its_day, spans_in_order
from incubator.core import db
from incubator.core.fields import MoneyField
from incubator.core.history import tracked
from incubator.core.shown import day
from incubator.institutions.enums import Programme, TechField
from incubator.institutions.models import Incubator

LOOKED_AT = 500  # companies of a place, to learn how common a text is among them
COMMON = 6  # one in so many: a page of them is soon found along any order


class CompanyQuerySet(models.QuerySet):
    """Questions about many companies."""

    def visible_to(self, access) -> "CompanyQuerySet":
        """Those with a residence, open or past, where ``access`` reaches; none merged away."""
        if access.everywhere:
            return self.living()
        stays = Residence.objects.filter(company=OuterRef("pk"), incubator__in=access.incubator_ids)
        return self.living().filter(Exists(stays))

    def beginning_with(self, access, text: str) -> "CompanyQuerySet":
        """The same rows as without it, for a text that no index finds.

        The companies of one place are read by their keys, instead of all that there are; not
        where so many of them have the text that the list's own order comes to some at once.
        """
        if not access.one_place:
            return self
        stays = Residence.objects.visible_to(access).order_by().values("company")
        some = self.model.objects.filter(db.IsOneOf("pk", ArraySubquery(stays[:LOOKED_AT])))
        if some.matching(text).count() * COMMON > LOOKED_AT:
            return self
        return self.filter(db.IsOneOf("pk", ArraySubquery(stays)))

    def living(self) -> "CompanyQuerySet":
        """Those that were not merged into another, of which they are a second record."""
        return self.filter(merged_into__isnull=True)

    def bearing(self, code: str) -> "Company | None":
        """The one on file under a unified code; of a second record the one that it went into."""
        found = self.filter(unified_code=code).select_related("merged_into").first()
        return found.survivor if found else None

    def matching(self, text: str) -> "CompanyQuerySet":
        """Those whose name, pinyin, initials, code or alias contains each word of ``text``."""
        return self.filter(*(self.matches(word) for word in text.split()))

    def matches(self, word: str, *, at: str = "") -> Q:
        """The same of one word, asked of the company to which the path ``at`` leads."""
        by_alias = CompanyAlias.objects.filter(value__icontains=word).values("company")
        return db.key_has(word, at=at) | Q(db.IsOneOf(at or "pk", ArraySubquery(by_alias)))

    def incubatees(self, *, on) -> "CompanyQuerySet":
        """在孵企业: those with a residence open in an incubator on a day."""
        stays = Residence.objects.of_incubation().open(on=on)
        return self.filter(Exists(stays.filter(company=OuterRef("pk"))))


@tracked()
class Company(models.Model):
    """企业: a legal person with one 统一社会信用代码, before, during and after its stay."""

    # Empty only for firms gone before the code came (2015): an alias has theirs (domain 9.1).
    unified_code = models.CharField(
        _("unified social credit code"), max_length=18, null=True, blank=True
    )
    name = models.CharField(_("name"), max_length=120)
    name_pinyin = models.CharField(_("name in pinyin"), max_length=480, editable=False)
    name_initials = models.CharField(_("pinyin initials"), max_length=120, editable=False)
    registered_on = models.DateField(_("registered on"), null=True, blank=True)
    registered_capital = MoneyField(_("registered capital (yuan)"), null=True, blank=True)
    field = models.CharField(_("technical field"), max_length=20, choices=TechField, blank=True)
    founder_kind = models.CharField(
        _("founder"), max_length=20, choices=FounderKind, default=FounderKind.GENERAL
    )
    is_generated = models.BooleanField(
        _("generated"), default=False, help_text=_("Demonstration data; no real company.")
    )
    # A second record of the same legal person: what hung on it hangs on the other one.
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        db_index=False,
        related_name="merged",
        verbose_name=_("merged into"),
    )
    # One text to search in: kept by the database, so it never disagrees with the columns.
    search_key = models.GeneratedField(
        expression=Lower(
            Concat(
                db.CharactersApart(F("name")),
                Value(" "),
                F("name_pinyin"),
                Value(" "),
                F("name_initials"),
                Value(" "),
                Coalesce(F("unified_code"), Value("")),
            )
        ),
        output_field=models.TextField(),
        db_persist=True,
        verbose_name=_("text that is searched"),
    )

    objects = CompanyQuerySet.as_manager()

    class Meta:
        verbose_name = _("company")
        verbose_name_plural = _("companies")
        constraints = [
            models.UniqueConstraint(
                fields=["unified_code"],
                name="company_unified_code_once",
                violation_error_message=_("A company with this code is already on file."),
            ),
            models.CheckConstraint(
                condition=Q(unified_code__isnull=True) | Q(db.UnifiedCodeIsValid("unified_code")),
                name="company_unified_code_valid",
                violation_error_message=_("This unified social credit code is not valid."),
            ),
            models.CheckConstraint(condition=~Q(name=""), name="company_has_a_name"),
            models.CheckConstraint(
                condition=Q(registered_capital__isnull=True) | Q(registered_capital__gte=0),
                name="company_capital_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(founder_kind__in=FounderKind.values), name="company_founder_kind"
            ),
            models.CheckConstraint(
                condition=Q(field__in=[*TechField.values, ""]), name="company_field"
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
                name="company_not_merged_into_itself",
            ),
        ]
        indexes = [
            models.Index(
                fields=["merged_into"],
                condition=Q(merged_into__isnull=False),
                name="company_merged_away",
            ),
            GinIndex(OpClass(F("search_key"), name="gin_trgm_ops"), name="company_search"),
            models.Index(db.NameCore(F("name")), name="company_by_name_core"),
            # The orders of their list: each serves its filter and its counts as well. The first
            # serves lists of what companies have too, which do not ask whether one was merged.
            models.Index(
                fields=["name_pinyin", "id"], include=["merged_into"], name="company_by_pinyin"
            ),
            *(
                models.Index(
                    fields=[*first, "name_pinyin", "id"],
                    condition=Q(merged_into__isnull=True),
                    name=name,
                )
                for name, first in (
                    ("company_by_field", ["field"]),
                    ("company_by_founder", ["founder_kind"]),
                    ("company_by_day", ["registered_on"]),
                )
            ),
            models.Index(
                fields=["id"], condition=Q(merged_into__isnull=True), name="company_living"
            ),
            # Where none is generated, home must not look through all to know it.
            models.Index(fields=["id"], condition=Q(is_generated=True), name="company_generated"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def survivor(self) -> "Company":
        """Itself, or the one that it was merged into in the end."""
        return self.merged_into.survivor if self.merged_into else self


@tracked()
class CompanyAlias(models.Model):
    """别名: an older code, or another name, so that the company is found under it too."""

    company = models.ForeignKey(
        Company, models.PROTECT, related_name="aliases", verbose_name=_("company")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=AliasKind)
    value = models.CharField(_("value"), max_length=120)
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("alias")
        verbose_name_plural = _("aliases")
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=AliasKind.values), name="alias_kind"),
            models.CheckConstraint(condition=~Q(value=""), name="alias_has_a_value"),
            # A code belongs to one legal person; a former name may have had several bearers.
            models.UniqueConstraint(
                fields=["kind", "value"],
                condition=Q(kind__in=OLDER_CODES),
                name="alias_code_once",
                violation_error_message=_("Another company already has this older code."),
            ),
        ]
        indexes = [  # the first in capitals, as icontains compares
            GinIndex(OpClass(Upper("value"), name="gin_trgm_ops"), name="alias_search"),
            models.Index(db.NameCore(F("value")), condition=Q(kind__in=OTHER_NAMES),
                         name="alias_by_name_core"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.value}"


class ResidenceQuerySet(models.QuerySet):
    """Questions about many residences."""

    def visible_to(self, access) -> "ResidenceQuerySet":
        """Those in incubators where ``access`` reaches."""
        return self if access.everywhere else self.filter(incubator__in=access.incubator_ids)

    def of_incubation(self) -> "ResidenceQuerySet":
        """Those in incubators: stays in an accelerator are not incubation."""
        return self.filter(programme=Programme.INCUBATION)

    def known_roughly(self) -> "ResidenceQuerySet":
        """Those of which a day is a span of days."""
        return self.filter(Q(admitted_earliest__isnull=False) | Q(left_earliest__isnull=False))

    def open(self, *, on) -> "ResidenceQuerySet":
        """Those that had begun and not ended at the end of a day."""
        return self.filter(admitted_on__lte=on).filter(Q(left_on__isnull=True) | Q(left_on__gt=on))

    def overdue(self, *, on) -> "ResidenceQuerySet":
        """Those open past the day on which they should have ended."""
        return self.open(on=on).filter(due_on__lt=on)

    def marking_first(self) -> "ResidenceQuerySet":
        """Adds ``is_first``: no earlier residence of the company in any incubator."""
        earlier = Residence.objects.of_incubation().filter(
            Q(admitted_on__lt=OuterRef("admitted_on"))
            | Q(admitted_on=OuterRef("admitted_on"), pk__lt=OuterRef("pk")),
            company=OuterRef("company"),
        )
        return self.annotate(is_first=~Exists(earlier))


@tracked()
class Residence(models.Model):
    """在孵 / 入驻期: one company's dated stay in one incubator or accelerator.

    The period is [admitted_on, left_on): on the day it leaves, a company is out.
    """

    company = models.ForeignKey(
        Company, models.PROTECT, related_name="residences", verbose_name=_("company")
    )
    incubator = models.ForeignKey(
        Incubator, models.PROTECT, related_name="residences", verbose_name=_("incubator")
    )
    programme = models.CharField(_("programme"), max_length=20, choices=Programme, editable=False)
    admitted_on = models.DateField(_("admitted on"))
    due_on = models.DateField(_("due on"), help_text=_("The last day of the agreed period."))
    left_on = models.DateField(_("left on"), null=True, blank=True)
    # Where a day is known only roughly (a year, a month, from a day to a day): the earliest and
    # the latest that it can have been. Figures count the day and say how far they may be off.
    admitted_earliest = models.DateField(_("admitted at the earliest on"), null=True, blank=True)
    admitted_latest = models.DateField(_("admitted at the latest on"), null=True, blank=True)
    left_earliest = models.DateField(_("left at the earliest on"), null=True, blank=True)
    left_latest = models.DateField(_("left at the latest on"), null=True, blank=True)
    exit_reason = models.CharField(_("exit reason"), max_length=20, choices=ExitReason, blank=True)
    # Empty for a graduate, and where an older record tells none.
    exit_ground = models.CharField(_("ground"), max_length=20, choices=ExitGround, blank=True)
    note = models.TextField(_("note"), blank=True)

    objects = ResidenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("residence")
        verbose_name_plural = _("residences")
        constraints = [
            models.CheckConstraint(
                condition=Q(due_on__gt=F("admitted_on")),
                name="residence_due_after_admission",
                violation_error_message=_("A residence is due after it began."),
            ),
            models.CheckConstraint(
                condition=Q(left_on__isnull=True) | Q(left_on__gt=F("admitted_on")),
                name="residence_left_after_admission",
                violation_error_message=_("A company leaves after it was admitted."),
            ),
            models.CheckConstraint(
                condition=Q(left_on__isnull=True, exit_reason="")
                | Q(left_on__isnull=False, exit_reason__in=ExitReason.values),
                name="residence_exit_has_date_and_reason",
                violation_error_message=_("An exit has both a date and a reason."),
            ),
            models.CheckConstraint(
                condition=holds_its_day("admitted"), name="residence_admitted_within_its_span"
            ),
            models.CheckConstraint(
                condition=holds_its_day("left"), name="residence_left_within_its_span"
            ),
            models.CheckConstraint(condition=spans_in_order(), name="residence_spans_in_order"),
            models.CheckConstraint(
                condition=Q(programme=Programme.INCUBATION)
                | Q(programme=Programme.ACCELERATION) & ~Q(exit_reason=ExitReason.GRADUATED),
                name="residence_graduates_from_incubation",
                violation_error_message=_("A company graduates from an incubator only."),
            ),
            models.CheckConstraint(
                condition=Q(exit_ground="") | grounds_fit("exit_reason", "exit_ground"),
                name="residence_ground_fits_its_reason",
                violation_error_message=_("This ground does not go with this reason."),
            ),
            # [admitted_on, left_on): the day of leaving is free for the next stay.
            ExclusionConstraint(
                name="residence_no_overlap",
                expressions=[
                    ("company", RangeOperators.EQUAL),
                    ("incubator", RangeOperators.EQUAL),
                    (db.period("admitted_on", "left_on"), RangeOperators.OVERLAPS),
                ],
                violation_error_message=_(
                    "The company already has a residence in this incubator at that time."
                ),
            ),
            # What a lease, an agreement or an admission points at: to be of this place.
            models.UniqueConstraint(
                fields=["id", "company", "incubator"], name="residence_company_incubator_key"
            ),
            models.UniqueConstraint(fields=["id", "incubator"], name="residence_incubator_key"),
            models.UniqueConstraint(
                fields=["company"],
                condition=Q(exit_reason=ExitReason.GRADUATED),
                name="residence_company_graduates_once",
                violation_error_message=_("This company has already graduated."),
            ),
        ]
        indexes = [
            # Where a company stands, there or anywhere, without a look at the stay itself.
            models.Index(
                fields=["company", "admitted_on", "id"],
                include=["due_on", "left_on", "exit_reason"],
                name="residence_of_company",
            ),
            models.Index(
                fields=["incubator", "company"],
                include=["admitted_on", "due_on", "left_on", "exit_reason"],
                name="residence_at_place",
            ),
            models.Index(fields=["incubator", "id"], name="residence_of_incubator"),
            # The orders of their list, also at one place; what ends in a year is a small part.
            models.Index(
                fields=["-admitted_on", "-id"],
                include=["company", "due_on", "left_on", "exit_reason"],
                name="residence_by_admission",
            ),
            models.Index(fields=["incubator", "-admitted_on", "-id"], name="residence_by_place"),
            models.Index(
                fields=["due_on", "-admitted_on", "-id"],
                include=["left_on"],
                name="residence_by_due_day",
            ),
            models.Index(fields=["left_on", "-admitted_on", "-id"], name="residence_by_exit"),
            # Few days are known only roughly; every computation asks for them.
            models.Index(
                fields=["company"],
                condition=Q(admitted_earliest__isnull=False) | Q(left_earliest__isnull=False),
                name="residence_known_roughly",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.company} · {self.incubator} · {day(self.admitted_on)}"

    @property
    def is_open(self) -> bool:
        """Whether no end is recorded (it may still begin later than today)."""
        return self.left_on is None
