"""Incubation agreements, apart from leases, and the operator's own text and values for them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from companies.models.applications import Application
from companies.models.papers import OfPlace, Paper
from companies.models.register import Residence
from companies.rules.terms import BY_NAME, TERMS
from incubator.core.files import private_storage, random_name_of_kind
from incubator.core.history import tracked
from incubator.institutions.models import Incubator


def term(name: str) -> models.PositiveSmallIntegerField:
    """The column of one value, as ``rules.terms`` knows it."""
    known = BY_NAME[name]
    return models.PositiveSmallIntegerField(
        known.label, default=known.default, help_text=known.unit
    )


def possible() -> Q:
    """Every value within what it may be."""
    ranges = {f"{known.name}__range": (known.least, known.most) for known in TERMS}
    return Q(**ranges)


class Terms(models.Model):
    """约定: what is agreed on, in months, days and per cent (domain 8.4)."""

    term_months = term("term_months")
    notice_days = term("notice_days")
    start_days = term("start_days")
    change_notice_days = term("change_notice_days")
    change_filing_days = term("change_filing_days")
    statement_months = term("statement_months")
    progress_months = term("progress_months")
    assessment_months = term("assessment_months")
    stage_goal_percent = term("stage_goal_percent")
    support_months = term("support_months")

    class Meta:
        abstract = True

    def values(self) -> dict[str, int]:
        """The values by name."""
        return {known.name: getattr(self, known.name) for known in TERMS}


@tracked()
class AgreementTemplate(Terms):
    """孵化协议模板: an operator's values and, where it has one, its own text. Never changed."""

    incubator = models.ForeignKey(
        Incubator,
        models.PROTECT,
        related_name="agreement_templates",
        verbose_name=_("incubator"),
    )
    version = models.PositiveIntegerField(_("version"))
    text = models.FileField(
        _("text"),
        storage=private_storage,
        upload_to=random_name_of_kind,
        blank=True,
        help_text=_("A Word document with fields such as {{ company_name }}; empty: the standard."),
    )
    text_name = models.CharField(_("name of the file"), max_length=255, blank=True)
    made_at = models.DateTimeField(_("made at"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("made by"),
    )
    superseded_at = models.DateTimeField(_("superseded at"), null=True, blank=True)

    objects = OfPlace.as_manager()

    class Meta:
        verbose_name = _("template of agreements")
        verbose_name_plural = _("templates of agreements")
        constraints = [
            models.CheckConstraint(condition=possible(), name="agreement_template_terms_possible"),
            models.CheckConstraint(
                condition=Q(version__gte=1), name="agreement_template_version_from_one"
            ),
            models.UniqueConstraint(
                fields=["incubator", "version"], name="agreement_template_version_once"
            ),
            models.UniqueConstraint(
                fields=["incubator"],
                condition=Q(superseded_at__isnull=True),
                name="agreement_template_one_in_force",
            ),
            models.CheckConstraint(
                condition=Q(superseded_at__isnull=True) | Q(superseded_at__gte=F("made_at")),
                name="agreement_template_superseded_after_it_was_made",
            ),
            models.CheckConstraint(
                condition=Q(text="", text_name="") | ~Q(text="") & ~Q(text_name=""),
                name="agreement_template_text_has_a_name",
            ),
            models.UniqueConstraint(
                fields=["id", "incubator"], name="agreement_template_incubator_key"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.incubator} · {self.version}"


class AgreementQuerySet(OfPlace):
    """Questions about many agreements."""

    def visible_to(self, access) -> "AgreementQuerySet":
        """Those in reach. Until there is a stay, one is kept from whom its application is."""
        kept = Application.objects.kept_from(access.user_id)
        found = super().visible_to(access)
        return found.exclude(residence__isnull=True, application__in=kept)

    def live(self) -> "AgreementQuerySet":
        """Those that nobody has made void."""
        return self.filter(void_on__isnull=True)

    def signed(self) -> "AgreementQuerySet":
        """Those in force as signed."""
        return self.live().filter(signed_on__isnull=False)


@tracked()
class IncubationAgreement(Terms):
    """孵化协议: what office and company agree on for a stay, apart from the lease.

    Drafted for an accepted application or for a stay; binding once its signed scan is filed.
    ``begins_on`` to ``ends_on``, both inside.
    """

    incubator = models.ForeignKey(
        Incubator, models.PROTECT, related_name="agreements", verbose_name=_("incubator")
    )
    application = models.ForeignKey(
        Application,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="agreements",
        verbose_name=_("application"),
    )
    residence = models.ForeignKey(
        Residence,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="agreements",
        verbose_name=_("residence"),
    )
    template = models.ForeignKey(
        AgreementTemplate,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="agreements",
        verbose_name=_("template of agreements"),
    )
    number = models.CharField(_("agreement number"), max_length=40)
    # The other party as the text names it, whatever it is called later.
    party = models.CharField(_("company"), max_length=120)
    party_code = models.CharField(_("unified social credit code"), max_length=18, blank=True)
    party_head = models.CharField(_("legal representative"), max_length=60, blank=True)
    begins_on = models.DateField(_("begins on"))
    ends_on = models.DateField(_("last day"))
    drafted_at = models.DateTimeField(_("drafted at"))
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("drafted by"),
    )
    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    scan = models.OneToOneField(
        Paper,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="agreement",
        verbose_name=_("signed document"),
    )
    void_on = models.DateField(_("void since"), null=True, blank=True)
    void_reason = models.CharField(_("reason"), max_length=200, blank=True)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        verbose_name = _("incubation agreement")
        verbose_name_plural = _("incubation agreements")
        constraints = [
            models.CheckConstraint(condition=possible(), name="agreement_terms_possible"),
            models.CheckConstraint(
                condition=~Q(number="") & ~Q(party=""), name="agreement_has_number_and_party"
            ),
            models.UniqueConstraint(fields=["incubator", "number"], name="agreement_number_once"),
            models.CheckConstraint(
                condition=Q(application__isnull=False) | Q(residence__isnull=False),
                name="agreement_of_a_stay_or_application",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("begins_on")), name="agreement_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(signed_on__isnull=True, scan__isnull=True)
                | Q(signed_on__isnull=False, scan__isnull=False),
                name="agreement_signed_with_its_scan",
                violation_error_message=_("A signed agreement has its day and its scan."),
            ),
            models.CheckConstraint(
                condition=Q(void_on__isnull=True, void_reason="")
                | Q(void_on__isnull=False) & ~Q(void_reason=""),
                name="agreement_void_for_a_reason",
            ),
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(void_on__isnull=True),
                name="agreement_one_of_an_application",
            ),
            models.UniqueConstraint(
                fields=["residence"],
                condition=Q(void_on__isnull=True),
                name="agreement_one_of_a_stay",
            ),
        ]
        indexes = [models.Index(fields=["incubator", "-id"], name="agreement_of_incubator")]

    def __str__(self) -> str:
        return self.number
