"""Forms that companies report on: dated versions, their items, and how items hang together."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from companies.enums import MONETARY, CheckKind, ItemKind, OnFile, ReturnRhythm
from companies.models.calls import UNITS as UNITS_OF_ANSWERS
from incubator.core.db import period
from incubator.core.history import tracked
from incubator.core.units import YUAN_PER
from incubator.institutions.enums import Certainty

UNITS = UNITS_OF_ANSWERS | {
    "千元": pgettext_lazy("unit", "× 1,000 yuan"),
    "件": pgettext_lazy("unit", "pieces"),
}
# As a sentence says what money is in.
IN_UNITS = {
    "元": pgettext_lazy("unit", "yuan"),
    "千元": _("thousands of yuan"),
    "万元": _("tens of thousands of yuan"),
}
ITEM_CODE = r"[a-z][a-z0-9_]{0,39}"
MONEY_UNITS = [unit for unit in YUAN_PER if unit != "亿元"]


class ReturnFormQuerySet(models.QuerySet):
    """Questions about many forms."""

    def visible_to(self, access) -> "ReturnFormQuerySet":
        """All of them: a form says what is asked, and nothing about anybody."""
        return self

    def published(self) -> "ReturnFormQuerySet":
        """Those whose items never change any more."""
        return self.filter(published_at__isnull=False)

    def in_force(self, *, on) -> "ReturnFormQuerySet":
        """The published version of each form that holds on a day."""
        return self.published().filter(valid_from__lte=on).exclude(valid_until__lte=on)


@tracked()
class ReturnForm(models.Model):
    """报表制度: one version of a form. ``code`` stays the same through all versions.

    It holds for periods that end in [valid_from, valid_until). ``unit`` is the unit in which
    its money is written; once published, nothing of it changes but ``valid_until`` and
    whether it is asked for at present.
    """

    code = models.SlugField(_("code"), max_length=40)
    version = models.PositiveSmallIntegerField(_("version"))
    name = models.CharField(_("name"), max_length=120)
    name_en = models.CharField(_("English name"), max_length=160)
    rhythm = models.CharField(_("rhythm"), max_length=20, choices=ReturnRhythm)
    unit = models.CharField(
        _("unit of money"), max_length=4, choices=[(unit, unit) for unit in MONEY_UNITS]
    )
    valid_from = models.DateField(_("valid from"))
    valid_until = models.DateField(
        _("valid until"),
        null=True,
        blank=True,
        help_text=_("The first day on which it no longer holds."),
    )
    due_days = models.PositiveSmallIntegerField(
        _("days to report"), help_text=_("Calendar days after a period's end.")
    )
    is_asked = models.BooleanField(
        _("asked for"),
        default=True,
        help_text=_("Whether its periods open by themselves when they are over."),
    )
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=300)
    certainty = models.CharField(_("certainty"), max_length=1, choices=Certainty)
    note = models.TextField(_("note"), blank=True)

    objects = ReturnFormQuerySet.as_manager()

    class Meta:
        verbose_name = _("return form")
        verbose_name_plural = _("return forms")
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="return_form_version_once"),
            # What a period and an item point at.
            models.UniqueConstraint(fields=["id", "code"], name="return_form_code_key"),
            models.CheckConstraint(condition=Q(version__gte=1), name="return_form_from_one"),
            models.CheckConstraint(
                condition=Q(rhythm__in=ReturnRhythm.values), name="return_form_rhythm"
            ),
            models.CheckConstraint(condition=Q(unit__in=MONEY_UNITS), name="return_form_unit"),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_from__lt=F("valid_until")),
                name="return_form_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(due_days__range=(1, 366)), name="return_form_due_days"
            ),
            models.CheckConstraint(
                condition=Q(certainty__in=Certainty.values) & ~Q(source=""),
                name="return_form_names_its_source",
            ),
            # On each day at most one published version of a form holds.
            ExclusionConstraint(
                name="return_form_one_in_force",
                expressions=[
                    ("code", RangeOperators.EQUAL),
                    (period("valid_from", "valid_until"), RangeOperators.OVERLAPS),
                ],
                condition=Q(published_at__isnull=False),
                violation_error_message=_("Another version of this form holds at that time."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def unit_said(self) -> str:
        """Its unit of money as a sentence says it, in the reader's language."""
        return str(IN_UNITS.get(self.unit, self.unit))

    @property
    def title(self) -> str:
        """Its name in the reader's language."""
        return self.name_en if (get_language() or "").startswith("en") else self.name


class OfForm(models.QuerySet):
    """Rows that belong to a form."""

    def visible_to(self, access) -> "OfForm":
        """All of them, as the forms."""
        return self


@tracked()
class ReturnItem(models.Model):
    """报表指标: one line of a form. ``code`` stays the same through all versions.

    ``has_year`` asks for the year to date beside the period. ``on_file`` is taken from the
    register. ``unit`` is what stands beside the figure: of money the form's or its own.
    ``source`` and ``certainty`` are as in the domain notes.
    """

    form = models.ForeignKey(
        ReturnForm, models.CASCADE, related_name="items", verbose_name=_("return form")
    )
    position = models.PositiveSmallIntegerField(_("position"))
    code = models.CharField(_("code"), max_length=40)
    section = models.CharField(_("section"), max_length=60)
    section_en = models.CharField(_("section in English"), max_length=80)
    label = models.CharField(_("item"), max_length=120)
    label_en = models.CharField(_("item in English"), max_length=160)
    kind = models.CharField(_("kind"), max_length=20, choices=ItemKind)
    unit = models.CharField(pgettext_lazy("form", "unit"), max_length=10, blank=True)
    required = models.BooleanField(_("required"), default=False)
    has_year = models.BooleanField(_("with year to date"), default=False)
    is_part = models.BooleanField(_("of which"), default=False)
    is_kept = models.BooleanField(
        _("kept"), default=False, help_text=_("Filled in from the return before.")
    )
    on_file = models.CharField(_("from the register"), max_length=20, choices=OnFile, blank=True)
    # Stored words; what the reader sees stands in ``option_labels`` in the same order.
    options = ArrayField(
        models.CharField(max_length=40), verbose_name=_("choices"), default=list, blank=True
    )
    option_labels = ArrayField(
        models.CharField(max_length=80), verbose_name=_("choices, said"), default=list, blank=True
    )
    option_labels_en = ArrayField(
        models.CharField(max_length=120),
        verbose_name=_("choices, said in English"),
        default=list,
        blank=True,
    )
    source = models.CharField(_("source"), max_length=200)
    certainty = models.CharField(_("certainty"), max_length=1, choices=Certainty)
    note = models.CharField(_("note"), max_length=300, blank=True)
    note_en = models.CharField(_("note in English"), max_length=300, blank=True)

    objects = OfForm.as_manager()

    class Meta:
        verbose_name = _("return item")
        verbose_name_plural = _("return items")
        constraints = [
            models.UniqueConstraint(fields=["form", "code"], name="return_item_code_once"),
            models.UniqueConstraint(fields=["form", "position"], name="return_item_position_once"),
            models.UniqueConstraint(
                fields=["form", "on_file"],
                condition=~Q(on_file=""),
                name="return_item_on_file_once",
            ),
            # What a value points at, to be of the same form and kind.
            models.UniqueConstraint(fields=["id", "form", "kind"], name="return_item_kind_key"),
            models.CheckConstraint(
                condition=Q(code__regex=rf"^{ITEM_CODE}$"), name="return_item_code"
            ),
            models.CheckConstraint(condition=Q(kind__in=ItemKind.values), name="return_item_kind"),
            models.CheckConstraint(
                condition=Q(on_file__in=[*OnFile.values, ""]), name="return_item_on_file"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=MONETARY, unit__in=MONEY_UNITS)
                | ~Q(kind__in=MONETARY) & ~Q(unit__in=list(YUAN_PER)),
                name="return_item_unit_of_money",
            ),
            models.CheckConstraint(
                condition=Q(has_year=False)
                | Q(kind__in=[ItemKind.INTEGER, ItemKind.MONEY, ItemKind.RESULT]),
                name="return_item_year_of_numbers",
            ),
            models.CheckConstraint(
                condition=Q(kind=ItemKind.CHOICE, options__len__gte=2)
                | ~Q(kind=ItemKind.CHOICE) & Q(options__len=0),
                name="return_item_choices",
            ),
            models.CheckConstraint(
                condition=Q(option_labels__len=F("options__len"))
                & Q(option_labels_en__len=F("options__len")),
                name="return_item_choices_are_said",
            ),
            models.CheckConstraint(
                condition=Q(certainty__in=Certainty.values) & ~Q(source=""),
                name="return_item_names_its_source",
            ),
        ]

    def __str__(self) -> str:
        return self.said("label")

    def said(self, what: str) -> str:
        """``label``, ``section`` or ``note`` in the reader's language."""
        english = (get_language() or "").startswith("en")
        return str(getattr(self, f"{what}_en") if english else getattr(self, what))

    @property
    def choices(self) -> list[tuple[str, str]]:
        """The stored words with what the reader sees."""
        english = (get_language() or "").startswith("en")
        said = self.option_labels_en if english else self.option_labels
        return list(zip(self.options, said, strict=True))

    @property
    def unit_said(self) -> str:
        """Its unit in the reader's language."""
        return str(UNITS.get(self.unit, self.unit))

    @property
    def is_money(self) -> bool:
        """Whether it is kept in yuan and written in ``unit``."""
        return self.kind in MONETARY


@tracked()
class ReturnCheck(models.Model):
    """审核关系: one rule between items of a form; ``whole`` and ``parts`` are codes of items."""

    form = models.ForeignKey(
        ReturnForm, models.CASCADE, related_name="checks", verbose_name=_("return form")
    )
    position = models.PositiveSmallIntegerField(_("position"))
    kind = models.CharField(_("kind"), max_length=20, choices=CheckKind)
    whole = models.CharField(_("whole"), max_length=40)
    parts = ArrayField(models.CharField(max_length=40), verbose_name=_("parts"))
    limit = models.DecimalField(
        _("limit (yuan)"), max_digits=15, decimal_places=2, null=True, blank=True
    )
    source = models.CharField(_("source"), max_length=200)
    certainty = models.CharField(_("certainty"), max_length=1, choices=Certainty)

    objects = OfForm.as_manager()

    class Meta:
        verbose_name = _("return check")
        verbose_name_plural = _("return checks")
        constraints = [
            models.UniqueConstraint(fields=["form", "position"], name="return_check_position_once"),
            models.CheckConstraint(
                condition=Q(kind__in=CheckKind.values), name="return_check_kind"
            ),
            models.CheckConstraint(
                condition=~Q(whole="") & Q(parts__len__gte=1), name="return_check_names_items"
            ),
            models.CheckConstraint(
                condition=Q(kind=CheckKind.PER_HEAD, limit__gt=0)
                | ~Q(kind=CheckKind.PER_HEAD) & Q(limit__isnull=True),
                name="return_check_limit",
            ),
            models.CheckConstraint(
                condition=Q(certainty__in=Certainty.values) & ~Q(source=""),
                name="return_check_names_its_source",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.whole}: {self.get_kind_display()}"
