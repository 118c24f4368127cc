"""Every table of this part, with its history, constraints and triggers."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.core.validators
import django.db.models.constraints
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.comparison
import django.db.models.functions.math
import django.db.models.functions.text
import django.db.models.lookups
import incubator.core.db
import incubator.core.files.storage
import incubator.core.migration_operations
import pghistory.utils
import pgtrigger.compiler
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("companies", "0001_initial"),
        ("companies", "0003_residence_key"),
        ("companies", "0004_applying"),
        ("companies", "0006_reminders"),
        ("companies", "0007_found_by_what_is_typed"),
        ("companies", "0008_decided"),
        ("companies", "0009_more_facts"),
        ("companies", "0010_reviewing"),
        ("companies", "0012_returns"),
        ("companies", "0014_outbox_in_a_batch"),
        ("companies", "0015_facts_with_evidence"),
        ("companies", "0017_staying"),
        ("companies", "0019_import_counts"),
    ]

    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("institutions", "0001_tables"),
    ]

    operations = [
        migrations.CreateModel(
            name="AgreementTemplate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "term_months",
                    models.PositiveSmallIntegerField(
                        default=36, help_text="months", verbose_name="term"
                    ),
                ),
                (
                    "notice_days",
                    models.PositiveSmallIntegerField(
                        default=30, help_text="days", verbose_name="notice of an early end"
                    ),
                ),
                (
                    "start_days",
                    models.PositiveSmallIntegerField(
                        default=30,
                        help_text="working days",
                        verbose_name="start after signing or hand-over",
                    ),
                ),
                (
                    "change_notice_days",
                    models.PositiveSmallIntegerField(
                        default=15, help_text="days", verbose_name="change told before it happens"
                    ),
                ),
                (
                    "change_filing_days",
                    models.PositiveSmallIntegerField(
                        default=3, help_text="days", verbose_name="change filed after it happened"
                    ),
                ),
                (
                    "statement_months",
                    models.PositiveSmallIntegerField(
                        default=3,
                        help_text="months",
                        verbose_name="financial and tax statements every",
                    ),
                ),
                (
                    "progress_months",
                    models.PositiveSmallIntegerField(
                        default=6, help_text="months", verbose_name="report of progress every"
                    ),
                ),
                (
                    "assessment_months",
                    models.PositiveSmallIntegerField(
                        default=12, help_text="months", verbose_name="assessment form every"
                    ),
                ),
                (
                    "stage_goal_percent",
                    models.PositiveSmallIntegerField(
                        default=60, help_text="%", verbose_name="stage goals reached at least"
                    ),
                ),
                (
                    "support_months",
                    models.PositiveSmallIntegerField(
                        default=36,
                        help_text="months",
                        verbose_name="help with space after graduation within",
                    ),
                ),
                (
                    "incubator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agreement_templates",
                        to="institutions.incubator",
                        verbose_name="incubator",
                    ),
                ),
                ("version", models.PositiveIntegerField(verbose_name="version")),
                (
                    "text",
                    models.FileField(
                        blank=True,
                        help_text="A Word document with fields such as {{ company_name }}; empty: the standard.",
                        storage=incubator.core.files.storage.private_storage,
                        upload_to=incubator.core.files.storage.random_name_of_kind,
                        verbose_name="text",
                    ),
                ),
                (
                    "text_name",
                    models.CharField(blank=True, max_length=255, verbose_name="name of the file"),
                ),
                ("made_at", models.DateTimeField(verbose_name="made at")),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="made by",
                    ),
                ),
                (
                    "superseded_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="superseded at"),
                ),
            ],
            options={
                "verbose_name": "template of agreements",
                "verbose_name_plural": "templates of agreements",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("assessment_months__range", (1, 24)),
                            ("change_filing_days__range", (0, 365)),
                            ("change_notice_days__range", (0, 365)),
                            ("notice_days__range", (0, 365)),
                            ("progress_months__range", (1, 12)),
                            ("stage_goal_percent__range", (0, 100)),
                            ("start_days__range", (1, 365)),
                            ("statement_months__range", (1, 12)),
                            ("support_months__range", (0, 120)),
                            ("term_months__range", (1, 120)),
                        ),
                        name="agreement_template_terms_possible",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("version__gte", 1)),
                        name="agreement_template_version_from_one",
                    ),
                    models.UniqueConstraint(
                        fields=("incubator", "version"), name="agreement_template_version_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_at__isnull", True)),
                        fields=("incubator",),
                        name="agreement_template_one_in_force",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("superseded_at__isnull", True),
                            ("superseded_at__gte", models.F("made_at")),
                            _connector="OR",
                        ),
                        name="agreement_template_superseded_after_it_was_made",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("text", ""), ("text_name", "")),
                            models.Q(
                                models.Q(("text", ""), _negated=True),
                                models.Q(("text_name", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="agreement_template_text_has_a_name",
                    ),
                    models.UniqueConstraint(
                        fields=("id", "incubator"), name="agreement_template_incubator_key"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Call",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "incubator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="calls",
                        to="institutions.incubator",
                        verbose_name="incubator",
                    ),
                ),
                (
                    "code",
                    models.SlugField(
                        help_text="Part of the call's address.",
                        max_length=60,
                        unique=True,
                        verbose_name="code",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("rolling", "Rolling admission"),
                            ("contest", "Contest"),
                            ("cohort", "Cohort"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("title", models.CharField(max_length=120, verbose_name="title")),
                (
                    "title_en",
                    models.CharField(blank=True, max_length=160, verbose_name="English title"),
                ),
                (
                    "summary",
                    models.TextField(
                        help_text="Plain text.", max_length=4000, verbose_name="what it is"
                    ),
                ),
                (
                    "summary_en",
                    models.TextField(
                        blank=True, max_length=4000, verbose_name="what it is, in English"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "In preparation"),
                            ("published", "Published"),
                            ("closed", "Closed"),
                        ],
                        default="draft",
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                ("opens_at", models.DateTimeField(verbose_name="opens at")),
                (
                    "closes_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="closes at"),
                ),
                (
                    "published_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="published at"),
                ),
                (
                    "closed_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="closed before time at"
                    ),
                ),
                (
                    "answer_days",
                    models.PositiveSmallIntegerField(
                        default=10,
                        help_text="Calendar days; applicants are told the date.",
                        verbose_name="days until the office answers",
                    ),
                ),
                (
                    "rulebook",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty: the rulebook in force on the day of applying.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="calls",
                        to="institutions.rulebook",
                        verbose_name="rulebook",
                    ),
                ),
            ],
            options={
                "verbose_name": "call",
                "verbose_name_plural": "calls",
                "indexes": [models.Index(fields=["state", "opens_at"], name="call_by_opening")],
                "constraints": [
                    models.UniqueConstraint(fields=("id", "incubator"), name="call_incubator_key"),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["rolling", "contest", "cohort"])),
                        name="call_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closes_at__isnull", True),
                            ("opens_at__lt", models.F("closes_at")),
                            _connector="OR",
                        ),
                        name="call_closes_after_it_opens",
                        violation_error_message="A call closes after it opens.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind", "rolling"), ("closes_at__isnull", False), _connector="OR"
                        ),
                        name="call_ends_unless_rolling",
                        violation_error_message="A contest or a cohort has a closing time.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("published_at__isnull", True), ("state", "draft")),
                            models.Q(
                                ("published_at__isnull", False),
                                ("state__in", ["published", "closed"]),
                            ),
                            _connector="OR",
                        ),
                        name="call_state_has_its_publication",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at__isnull", False), ("state", "closed")),
                            models.Q(
                                models.Q(("state", "closed"), _negated=True),
                                ("closed_at__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="call_state_has_its_closing",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("answer_days__range", (1, 366))),
                        name="call_answer_days",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Company",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "unified_code",
                    models.CharField(
                        blank=True,
                        max_length=18,
                        null=True,
                        verbose_name="unified social credit code",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                (
                    "name_pinyin",
                    models.CharField(editable=False, max_length=480, verbose_name="name in pinyin"),
                ),
                (
                    "name_initials",
                    models.CharField(
                        editable=False, max_length=120, verbose_name="pinyin initials"
                    ),
                ),
                (
                    "registered_on",
                    models.DateField(blank=True, null=True, verbose_name="registered on"),
                ),
                (
                    "registered_capital",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=15,
                        null=True,
                        verbose_name="registered capital (yuan)",
                    ),
                ),
                (
                    "field",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("electronics", "Electronics and information"),
                            ("manufacturing", "Advanced manufacturing"),
                            ("aerospace", "Aerospace"),
                            ("transport", "Modern transport"),
                            ("biomedicine", "Biomedicine and medical devices"),
                            ("materials", "New materials"),
                            ("energy", "New energy and energy saving"),
                            ("environment", "Environmental protection"),
                            ("geo_ocean", "Geospatial and ocean"),
                            ("nuclear", "Applied nuclear technology"),
                            ("agriculture", "Modern agriculture"),
                            ("other", "Other field"),
                        ],
                        max_length=20,
                        verbose_name="technical field",
                    ),
                ),
                (
                    "founder_kind",
                    models.CharField(
                        choices=[
                            ("general", "General"),
                            ("student", "Student"),
                            ("returnee", "Returnee from overseas"),
                            ("foreign", "Foreign"),
                        ],
                        default="general",
                        max_length=20,
                        verbose_name="founder",
                    ),
                ),
                (
                    "is_generated",
                    models.BooleanField(
                        default=False,
                        help_text="Demonstration data; no real company.",
                        verbose_name="generated",
                    ),
                ),
                (
                    "search_key",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.functions.text.Lower(
                            django.db.models.functions.text.Concat(
                                incubator.core.db.CharactersApart(models.F("name")),
                                models.Value(" "),
                                models.F("name_pinyin"),
                                models.Value(" "),
                                models.F("name_initials"),
                                models.Value(" "),
                                django.db.models.functions.comparison.Coalesce(
                                    models.F("unified_code"), models.Value("")
                                ),
                            )
                        ),
                        output_field=models.TextField(),
                    ),
                ),
            ],
            options={
                "verbose_name": "company",
                "verbose_name_plural": "companies",
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(
                            models.F("search_key"), name="gin_trgm_ops"
                        ),
                        name="company_search",
                    ),
                    models.Index(fields=["name_pinyin", "id"], name="company_by_pinyin"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("unified_code",),
                        name="company_unified_code_once",
                        violation_error_message="A company with this code is already on file.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("unified_code__isnull", True),
                            incubator.core.db.UnifiedCodeIsValid("unified_code"),
                            _connector="OR",
                        ),
                        name="company_unified_code_valid",
                        violation_error_message="This unified social credit code is not valid.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="company_has_a_name"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("registered_capital__isnull", True),
                            ("registered_capital__gte", 0),
                            _connector="OR",
                        ),
                        name="company_capital_not_negative",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("founder_kind__in", ["general", "student", "returnee", "foreign"])
                        ),
                        name="company_founder_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "field__in",
                                [
                                    "electronics",
                                    "manufacturing",
                                    "aerospace",
                                    "transport",
                                    "biomedicine",
                                    "materials",
                                    "energy",
                                    "environment",
                                    "geo_ocean",
                                    "nuclear",
                                    "agriculture",
                                    "other",
                                    "",
                                ],
                            )
                        ),
                        name="company_field",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReturnForm",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=40, verbose_name="code")),
                ("version", models.PositiveSmallIntegerField(verbose_name="version")),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("name_en", models.CharField(max_length=160, verbose_name="English name")),
                (
                    "rhythm",
                    models.CharField(
                        choices=[
                            ("monthly", "Monthly"),
                            ("quarterly", "Quarterly"),
                            ("half_yearly", "Half-yearly"),
                            ("yearly", "Yearly"),
                        ],
                        max_length=20,
                        verbose_name="rhythm",
                    ),
                ),
                (
                    "unit",
                    models.CharField(
                        choices=[("元", "元"), ("千元", "千元"), ("万元", "万元")],
                        max_length=4,
                        verbose_name="unit of money",
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="valid from")),
                (
                    "valid_until",
                    models.DateField(
                        blank=True,
                        help_text="The first day on which it no longer holds.",
                        null=True,
                        verbose_name="valid until",
                    ),
                ),
                (
                    "due_days",
                    models.PositiveSmallIntegerField(
                        help_text="Calendar days after a period's end.",
                        verbose_name="days to report",
                    ),
                ),
                (
                    "is_asked",
                    models.BooleanField(
                        default=True,
                        help_text="Whether its periods open by themselves when they are over.",
                        verbose_name="asked for",
                    ),
                ),
                (
                    "published_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="published at"),
                ),
                ("source", models.CharField(max_length=300, verbose_name="source")),
                (
                    "certainty",
                    models.CharField(
                        choices=[
                            ("V", "Text seen"),
                            ("S", "From a later source"),
                            ("U", "Unconfirmed"),
                        ],
                        max_length=1,
                        verbose_name="certainty",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
            ],
            options={
                "verbose_name": "return form",
                "verbose_name_plural": "return forms",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("code", "version"), name="return_form_version_once"
                    ),
                    models.UniqueConstraint(fields=("id", "code"), name="return_form_code_key"),
                    models.CheckConstraint(
                        condition=models.Q(("version__gte", 1)), name="return_form_from_one"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("rhythm__in", ["monthly", "quarterly", "half_yearly", "yearly"])
                        ),
                        name="return_form_rhythm",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("unit__in", ["元", "千元", "万元"])),
                        name="return_form_unit",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_until__isnull", True),
                            ("valid_from__lt", models.F("valid_until")),
                            _connector="OR",
                        ),
                        name="return_form_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("due_days__range", (1, 366))),
                        name="return_form_due_days",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("certainty__in", ["V", "S", "U"]),
                            models.Q(("source", ""), _negated=True),
                        ),
                        name="return_form_names_its_source",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("published_at__isnull", False)),
                        expressions=[
                            ("code", "="),
                            (
                                models.Func(
                                    models.F("valid_from"),
                                    models.F("valid_until"),
                                    function="daterange",
                                ),
                                "&&",
                            ),
                        ],
                        name="return_form_one_in_force",
                        violation_error_message="Another version of this form holds at that time.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AgreementTemplateEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="companies.agreementtemplate",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "term_months",
                    models.PositiveSmallIntegerField(
                        default=36, help_text="months", verbose_name="term"
                    ),
                ),
                (
                    "notice_days",
                    models.PositiveSmallIntegerField(
                        default=30, help_text="days", verbose_name="notice of an early end"
                    ),
                ),
                (
                    "start_days",
                    models.PositiveSmallIntegerField(
                        default=30,
                        help_text="working days",
                        verbose_name="start after signing or hand-over",
                    ),
                ),
                (
                    "change_notice_days",
                    models.PositiveSmallIntegerField(
                        default=15, help_text="days", verbose_name="change told before it happens"
                    ),
                ),
                (
                    "change_filing_days",
                    models.PositiveSmallIntegerField(
                        default=3, help_text="days", verbose_name="change filed after it happened"
                    ),
                ),
                (
                    "statement_months",
                    models.PositiveSmallIntegerField(
                        default=3,
                        help_text="months",
                        verbose_name="financial and tax statements every",
                    ),
                ),
                (
                    "progress_months",
                    models.PositiveSmallIntegerField(
                        default=6, help_text="months", verbose_name="report of progress every"
                    ),
                ),
                (
                    "assessment_months",
                    models.PositiveSmallIntegerField(
                        default=12, help_text="months", verbose_name="assessment form every"
                    ),
                ),
                (
                    "stage_goal_percent",
                    models.PositiveSmallIntegerField(
                        default=60, help_text="%", verbose_name="stage goals reached at least"
                    ),
                ),
                (
                    "support_months",
                    models.PositiveSmallIntegerField(
                        default=36,
                        help_text="months",
                        verbose_name="help with space after graduation within",
                    ),
                ),
                (
                    "incubator",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="institutions.incubator",
                        verbose_name="incubator",
                    ),
                ),
                ("version", models.PositiveIntegerField(verbose_name="version")),
                (
                    "text",
                    models.FileField(
                        blank=True,
                        help_text="A Word document with fields such as {{ company_name }}; empty: the standard.",
                        storage=incubator.core.files.storage.private_storage,
                        upload_to=incubator.core.files.storage.random_name_of_kind,
                        verbose_name="text",
                    ),
                ),
                (
                    "text_name",
                    models.CharField(blank=True, max_length=255, verbose_name="name of the file"),
                ),
                ("made_at", models.DateTimeField(verbose_name="made at")),
                (
                    "made_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="made by",
                    ),
                ),
                (
                    "superseded_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="superseded at"),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CallEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="companies.call",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "incubator",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="institutions.incubator",
                        verbose_name="incubator",
                    ),
                ),
                (
                    "code",
                    models.SlugField(
                        db_index=False,
                        help_text="Part of the call's address.",
                        max_length=60,
                        verbose_name="code",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("rolling", "Rolling admission"),
                            ("contest", "Contest"),
                            ("cohort", "Cohort"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("title", models.CharField(max_length=120, verbose_name="title")),
                (
                    "title_en",
                    models.CharField(blank=True, max_length=160, verbose_name="English title"),
                ),
                (
                    "summary",
                    models.TextField(
                        help_text="Plain text.", max_length=4000, verbose_name="what it is"
                    ),
                ),
                (
                    "summary_en",
                    models.TextField(
                        blank=True, max_length=4000, verbose_name="what it is, in English"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "In preparation"),
                            ("published", "Published"),
                            ("closed", "Closed"),
                        ],
                        default="draft",
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                ("opens_at", models.DateTimeField(verbose_name="opens at")),
                (
                    "closes_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="closes at"),
                ),
                (
                    "published_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="published at"),
                ),
                (
                    "closed_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="closed before time at"
                    ),
                ),
                (
                    "answer_days",
                    models.PositiveSmallIntegerField(
                        default=10,
                        help_text="Calendar days; applicants are told the date.",
                        verbose_name="days until the office answers",
                    ),
                ),
                (
                    "rulebook",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Empty: the rulebook in force on the day of applying.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="institutions.rulebook",
                        verbose_name="rulebook",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CompanyAlias",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "company",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="aliases",
                        to="companies.company",
                        verbose_name="company",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("organisation_code", "Organisation code"),
                            ("registration_number", "Business registration number"),
                            ("former_name", "Former name"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("value", models.CharField(max_length=120, verbose_name="value")),
                ("until", models.DateField(blank=True, null=True, verbose_name="until")),
            ],
            options={
                "verbose_name": "alias",
                "verbose_name_plural": "aliases",
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(
                            django.db.models.functions.text.Upper("value"), name="gin_trgm_ops"
                        ),
                        name="alias_search",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                ["organisation_code", "registration_number", "former_name"],
                            )
                        ),
                        name="alias_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("value", ""), _negated=True), name="alias_has_a_value"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "former_name"), _negated=True),
                        fields=("kind", "value"),
                        name="alias_code_once",
                        violation_error_message="Another company already has this older code.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CompanyEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="companies.company",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "unified_code",
                    models.CharField(
                        blank=True,
                        max_length=18,
                        null=True,
                        verbose_name="unified social credit code",
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                (
                    "name_pinyin",
                    models.CharField(editable=False, max_length=480, verbose_name="name in pinyin"),
                ),
                (
                    "name_initials",
                    models.CharField(
                        editable=False, max_length=120, verbose_name="pinyin initials"
                    ),
                ),
                (
                    "registered_on",
                    models.DateField(blank=True, null=True, verbose_name="registered on"),
                ),
                (
                    "registered_capital",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=15,
                        null=True,
                        verbose_name="registered capital (yuan)",
                    ),
                ),
                (
                    "field",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("electronics", "Electronics and information"),
                            ("manufacturing", "Advanced manufacturing"),
                            ("aerospace", "Aerospace"),
                            ("transport", "Modern transport"),
                            ("biomedicine", "Biomedicine and medical devices"),
                            ("materials", "New materials"),
                            ("energy", "New energy and energy saving"),
                            ("environment", "Environmental protection"),
                            ("geo_ocean", "Geospatial and ocean"),
                            ("nuclear", "Applied nuclear technology"),
                            ("agriculture", "Modern agriculture"),
                            ("other", "Other field"),
                        ],
                        max_length=20,
                        verbose_name="technical field",
                    ),
                ),
                (
                    "founder_kind",
                    models.CharField(
                        choices=[
                            ("general", "General"),
                            ("student", "Student"),
                            ("returnee", "Returnee from overseas"),
                            ("foreign", "Foreign"),
                        ],
                        default="general",
                        max_length=20,
                        verbose_name="founder",
                    ),
                ),
                (
                    "is_generated",
                    models.BooleanField(
                        default=False,
                        help_text="Demonstration data; no real company.",
                        verbose_name="generated",
                    ),
                ),
                (
                    "search_key",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.functions.text.Lower(
                            django.db.models.functions.text.Concat(
                                incubator.core.db.CharactersApart(models.F("name")),
                                models.Value(" "),
                                models.F("name_pinyin"),
                                models.Value(" "),
                                models.F("name_initials"),
                                models.Value(" "),
                                django.db.models.functions.comparison.Coalesce(
                                    models.F("unified_code"), models.Value("")
                                ),
                            )
                        ),
                        output_field=models.TextField(),
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Evidence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "company",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evidence",
                        to="companies.company",
                        verbose_name="company",
                    ),
                ),
                ("title", models.CharField(max_length=120, verbose_name="title")),
                (
                    "dated",
                    models.DateField(blank=True, null=True, verbose_name="date of the document"),
                ),
                (
                    "file",
                    models.FileField(
                        max_length=120,
                        storage=incubator.core.files.storage.private_storage,
                        upload_to=incubator.core.files.storage.random_name,
                        verbose_name="file",
                    ),
                ),
                ("original_name", models.CharField(max_length=255, verbose_name="file name")),
                ("content_type", models.CharField(max_length=100, verbose_name="type")),
                ("size", models.PositiveBigIntegerField(verbose_name="size (bytes)")),
                ("sha256", models.CharField(max_length=64)),
                ("is_scanned", models.BooleanField(default=False, verbose_name="scanned")),
                ("uploaded_at", models.DateTimeField(verbose_name="uploaded at")),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "document of evidence",
                "verbose_name_plural": "documents of evidence",
                "constraints": [
                    models.UniqueConstraint(fields=("id", "company"), name="evidence_company_key"),
                    models.UniqueConstraint(
                        fields=("company", "sha256"),
                        name="evidence_once",
                        violation_error_message="This document of the company is on file already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sha256__regex", "^[0-9a-f]{64}$")),
                        name="evidence_has_its_hash",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("size__gt", 0)), name="evidence_is_not_empty"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("title", ""), _negated=True),
                        name="evidence_has_a_title",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LateCode",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="late_codes",
                        to="companies.call",
                        verbose_name="call",
                    ),
                ),
                ("digest", models.CharField(editable=False, max_length=64, unique=True)),
                ("given_to", models.CharField(max_length=120, verbose_name="given to")),
                ("reason", models.CharField(max_length=500, verbose_name="reason")),
                ("until", models.DateTimeField(verbose_name="valid until")),
                ("made_at", models.DateTimeField(verbose_name="made at")),
                (
                    "revoked_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="revoked at"),
                ),
            ],
            options={
                "verbose_name": "code for late entry",
                "verbose_name_plural": "codes for late entry",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("made_at__lt", models.F("until"))),
                        name="late_code_ends_after_it_was_made",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("given_to", ""), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                        ),
                        name="late_code_names_whom_and_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LetterBatch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letter_batches",
                        to="companies.call",
                        verbose_name="call",
                    ),
                ),
                ("count", models.PositiveIntegerField(verbose_name="letters")),
                ("confirmed_at", models.DateTimeField(verbose_name="confirmed at")),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="confirmed by",
                    ),
                ),
                (
                    "finished_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="finished at"),
                ),
            ],
            options={
                "verbose_name": "batch of letters",
                "verbose_name_plural": "batches of letters",
                "constraints": [
                    models.UniqueConstraint(fields=("id", "call"), name="batch_call_key"),
                    models.CheckConstraint(
                        condition=models.Q(("count__gte", 1)), name="batch_has_letters"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("finished_at__isnull", True),
                            ("finished_at__gte", models.F("confirmed_at")),
                            _connector="OR",
                        ),
                        name="batch_finishes_after_it_was_confirmed",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LetterTemplate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letter_templates",
                        to="companies.call",
                        verbose_name="call",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("receipt", "Receipt"),
                            ("information", "More information asked"),
                            ("complete", "Application complete"),
                            ("accepted", "Accepted"),
                            ("conditions", "Accepted with conditions"),
                            ("waiting", "On the waiting list"),
                            ("deferred", "Decision put off"),
                            ("admitted", "Admitted"),
                            ("refused", "Not accepted"),
                            ("withdrawn", "Withdrawal confirmed"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("version", models.PositiveSmallIntegerField(verbose_name="version")),
                ("subject", models.CharField(max_length=120, verbose_name="subject")),
                ("body", models.TextField(max_length=6000, verbose_name="text")),
                ("subject_en", models.CharField(max_length=120, verbose_name="subject in English")),
                ("body_en", models.TextField(max_length=6000, verbose_name="text in English")),
                ("written_at", models.DateTimeField(verbose_name="written at")),
                (
                    "written_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "template of a letter",
                "verbose_name_plural": "templates of letters",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("call", "kind", "version"), name="template_version_once"
                    ),
                    models.UniqueConstraint(fields=("id", "call"), name="template_call_key"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "receipt",
                                    "information",
                                    "complete",
                                    "accepted",
                                    "conditions",
                                    "waiting",
                                    "deferred",
                                    "admitted",
                                    "refused",
                                    "withdrawn",
                                ],
                            )
                        ),
                        name="template_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("version__gte", 1)), name="template_from_one"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("subject", ""), _negated=True),
                            models.Q(("body", ""), _negated=True),
                            models.Q(("subject_en", ""), _negated=True),
                            models.Q(("body_en", ""), _negated=True),
                        ),
                        name="template_is_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Questionnaire",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="questionnaires",
                        to="companies.call",
                        verbose_name="call",
                    ),
                ),
                ("version", models.PositiveSmallIntegerField(verbose_name="version")),
                (
                    "published_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="published at"),
                ),
            ],
            options={
                "verbose_name": "questionnaire",
                "verbose_name_plural": "questionnaires",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("call", "version"), name="questionnaire_version_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("published_at__isnull", True)),
                        fields=("call",),
                        name="questionnaire_one_in_preparation",
                        violation_error_message="A version in preparation exists already.",
                    ),
                    models.UniqueConstraint(fields=("id", "call"), name="questionnaire_call_key"),
                    models.CheckConstraint(
                        condition=models.Q(("version__gte", 1)), name="questionnaire_from_one"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RegisteredEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "company",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="companies.company",
                        verbose_name="company",
                    ),
                ),
                (
                    "entry",
                    models.CharField(
                        choices=[
                            ("scope", "Business scope"),
                            ("legal_representative", "Legal representative"),
                            ("address", "Registered address"),
                            ("capital", "Registered capital (yuan)"),
                        ],
                        max_length=30,
                        verbose_name="entry",
                    ),
                ),
                ("said", models.CharField(max_length=2000, verbose_name="as registered")),
                ("from_on", models.DateField(blank=True, null=True, verbose_name="from")),
                ("until_on", models.DateField(blank=True, null=True, verbose_name="until")),
            ],
            options={
                "verbose_name": "registered entry",
                "verbose_name_plural": "registered entries",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("entry__in", ["scope", "legal_representative", "address", "capital"])
                        ),
                        name="entry_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("said", ""), _negated=True), name="entry_says_something"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until_on__isnull", True),
                            ("from_on__isnull", True),
                            ("until_on__gt", models.F("from_on")),
                            _connector="OR",
                        ),
                        name="entry_ends_after_it_begins",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("company", "="),
                            ("entry", "="),
                            (
                                models.Func(
                                    models.F("from_on"), models.F("until_on"), function="daterange"
                                ),
                                "&&",
                            ),
                        ],
                        name="entry_once_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Representative",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "company",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="representatives",
                        to="companies.company",
                        verbose_name="company",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="represents",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="user",
                    ),
                ),
                (
                    "right",
                    models.CharField(
                        choices=[
                            ("view", "Read"),
                            ("edit", "Read and write"),
                            ("sign", "Read, write and submit"),
                        ],
                        max_length=10,
                        verbose_name="right",
                    ),
                ),
                ("since", models.DateTimeField(verbose_name="since")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="ended at")),
            ],
            options={
                "verbose_name": "representative",
                "verbose_name_plural": "representatives",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("company", "user"),
                        name="representative_once",
                        violation_error_message="This person already acts for the company.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("right__in", ["view", "edit", "sign"])),
                        name="representative_right",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_at__isnull", True),
                            ("since__lte", models.F("ended_at")),
                            _connector="OR",
                        ),
                        name="representative_ends_after_it_begins",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Residence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "company",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="residences",
                        to="companies.company",
                        verbose_name="company",
                    ),
                ),
                (
                    "incubator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="residences",
                        to="institutions.incubator",
                        verbose_name="incubator",
                    ),
                ),
                (
                    "programme",
                    models.CharField(
                        choices=[("incubation", "Incubation"), ("acceleration", "Acceleration")],
                        editable=False,
                        max_length=20,
                        verbose_name="programme",
                    ),
                ),
                ("admitted_on", models.DateField(verbose_name="admitted on")),
                (
                    "due_on",
                    models.DateField(
                        help_text="The last day of the agreed period.", verbose_name="due on"
                    ),
                ),
                ("left_on", models.DateField(blank=True, null=True, verbose_name="left on")),
                (
                    "exit_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("graduated", "Graduated"),
                            ("withdrew", "Withdrew"),
                            ("removed", "Removed"),
                            ("dissolved", "Dissolved"),
                            ("moved", "Moved away"),
                        ],
                        max_length=20,
                        verbose_name="exit reason",
                    ),
                ),
                (
                    "exit_ground",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("own_wish", "Leaves at its own wish"),
                            ("period_over", "The period is over without graduation"),
                            ("law_broken", "Broke the law"),
                            ("false_papers", "False papers for benefits"),
                            ("unmanaged", "Does not obey the management, or is long absent"),
                            ("lease_breached", "Cannot perform the lease"),
                            ("ceased", "Stopped operating or was deregistered"),
                            ("moved_out", "Moved its business or registered address out"),
                            ("fees_unpaid", "Fees unpaid after demand"),
                            ("sublet", "Sublet its rooms"),
                            ("project_changed", "Changed its project without consent"),
                            ("not_started", "Did not start in time"),
                            ("slow", "Progress below the stage goals"),
                            ("reports_late", "Reports late"),
                            ("grade_c", "Graded C in the yearly assessment"),
                        ],
                        max_length=20,
                        verbose_name="ground",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
            ],
            options={
                "verbose_name": "residence",
                "verbose_name_plural": "residences",
                "indexes": [
                    models.Index(
                        fields=["company", "admitted_on", "id"], name="residence_of_company"
                    ),
                    models.Index(fields=["incubator", "id"], name="residence_of_incubator"),
                    models.Index(fields=["left_on"], name="residence_by_exit"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("due_on__gt", models.F("admitted_on"))),
                        name="residence_due_after_admission",
                        violation_error_message="A residence is due after it began.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("left_on__isnull", True),
                            ("left_on__gt", models.F("admitted_on")),
                            _connector="OR",
                        ),
                        name="residence_left_after_admission",
                        violation_error_message="A company leaves after it was admitted.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("exit_reason", ""), ("left_on__isnull", True)),
                            models.Q(
                                (
                                    "exit_reason__in",
                                    ["graduated", "withdrew", "removed", "dissolved", "moved"],
                                ),
                                ("left_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="residence_exit_has_date_and_reason",
                        violation_error_message="An exit has both a date and a reason.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("programme", "incubation"),
                            models.Q(
                                ("programme", "acceleration"),
                                models.Q(("exit_reason", "graduated"), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="residence_graduates_from_incubation",
                        violation_error_message="A company graduates from an incubator only.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("exit_ground", ""),
                            models.Q(
                                ("exit_ground__in", ["own_wish", "period_over"]),
                                ("exit_reason", "withdrew"),
                            ),
                            models.Q(
                                (
                                    "exit_ground__in",
                                    [
                                        "law_broken",
                                        "false_papers",
                                        "unmanaged",
                                        "lease_breached",
                                        "fees_unpaid",
                                        "sublet",
                                        "project_changed",
                                        "not_started",
                                        "slow",
                                        "reports_late",
                                        "grade_c",
                                        "period_over",
                                    ],
                                ),
                                ("exit_reason", "removed"),
                            ),
                            models.Q(("exit_ground__in", ["ceased"]), ("exit_reason", "dissolved")),
                            models.Q(
                                ("exit_ground__in", ["moved_out", "own_wish"]),
                                ("exit_reason", "moved"),
                            ),
                            _connector="OR",
                        ),
                        name="residence_ground_fits_its_reason",
                        violation_error_message="This ground does not go with this reason.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("company", "="),
                            ("incubator", "="),
                            (
                                models.Func(
                                    models.F("admitted_on"),
                                    models.F("left_on"),
                                    function="daterange",
                                ),
                                "&&",
                            ),
                        ],
                        name="residence_no_overlap",
                        violation_error_message="The company already has a residence in this incubator at that time.",
                    ),
                    models.UniqueConstraint(
                        fields=("id", "company", "incubator"),
                        name="residence_company_incubator_key",
                    ),
                    models.UniqueConstraint(
                        fields=("id", "incubator"), name="residence_incubator_key"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("exit_reason", "graduated")),
                        fields=("company",),
                        name="residence_company_graduates_once",
                        violation_error_message="This company has already graduated.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReturnCheck",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "form",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="checks",
                        to="companies.returnform",
                        verbose_name="return form",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="position")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("sum", "The parts add up to the whole"),
                            ("within", "The parts together are not more than the whole"),
                            ("part", "Each part is not more than the whole"),
                            ("per_head", "Not more than a limit for each person"),
                            (
                                "needs",
                                "Where the whole is above zero or “yes”, the parts are filled in",
                            ),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("whole", models.CharField(max_length=40, verbose_name="whole")),
                (
                    "parts",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), size=None, verbose_name="parts"
                    ),
                ),
                (
                    "limit",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=15,
                        null=True,
                        verbose_name="limit (yuan)",
                    ),
                ),
                ("source", models.CharField(max_length=200, verbose_name="source")),
                (
                    "certainty",
                    models.CharField(
                        choices=[
                            ("V", "Text seen"),
                            ("S", "From a later source"),
                            ("U", "Unconfirmed"),
                        ],
                        max_length=1,
                        verbose_name="certainty",
                    ),
                ),
            ],
            options={
                "verbose_name": "return check",
                "verbose_name_plural": "return checks",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("form", "position"), name="return_check_position_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["sum", "within", "part", "per_head", "needs"])
                        ),
                        name="return_check_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("whole", ""), _negated=True), ("parts__len__gte", 1)
                        ),
                        name="return_check_names_items",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "per_head"), ("limit__gt", 0)),
                            models.Q(
                                models.Q(("kind", "per_head"), _negated=True),
                                ("limit__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="return_check_limit",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("certainty__in", ["V", "S", "U"]),
                            models.Q(("source", ""), _negated=True),
                        ),
                        name="return_check_names_its_source",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReturnFormEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="companies.returnform",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("code", models.SlugField(db_index=False, max_length=40, verbose_name="code")),
                ("version", models.PositiveSmallIntegerField(verbose_name="version")),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("name_en", models.CharField(max_length=160, verbose_name="English name")),
                (
                    "rhythm",
                    models.CharField(
                        choices=[
                            ("monthly", "Monthly"),
                            ("quarterly", "Quarterly"),
                            ("half_yearly", "Half-yearly"),
                            ("yearly", "Yearly"),
                        ],
                        max_length=20,
                        verbose_name="rhythm",
                    ),
                ),
                (
                    "unit",
                    models.CharField(
                        choices=[("元", "元"), ("千元", "千元"), ("万元", "万元")],
                        max_length=4,
                        verbose_name="unit of money",
                    ),
                ),
                ("valid_from", models.DateField(verbose_name="valid from")),
                (
                    "valid_until",
                    models.DateField(
                        blank=True,
                        help_text="The first day on which it no longer holds.",
                        null=True,
                        verbose_name="valid until",
                    ),
                ),
                (
                    "due_days",
                    models.PositiveSmallIntegerField(
                        help_text="Calendar days after a period's end.",
                        verbose_name="days to report",
                    ),
                ),
                (
                    "is_asked",
                    models.BooleanField(
                        default=True,
                        help_text="Whether its periods open by themselves when they are over.",
                        verbose_name="asked for",
                    ),
                ),
                (
                    "published_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="published at"),
                ),
                ("source", models.CharField(max_length=300, verbose_name="source")),
                (
                    "certainty",
                    models.CharField(
                        choices=[
                            ("V", "Text seen"),
                            ("S", "From a later source"),
                            ("U", "Unconfirmed"),
                        ],
                        max_length=1,
                        verbose_name="certainty",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ReturnItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "form",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="items",
                        to="companies.returnform",
                        verbose_name="return form",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="position")),
                ("code", models.CharField(max_length=40, verbose_name="code")),
                ("section", models.CharField(max_length=60, verbose_name="section")),
                ("section_en", models.CharField(max_length=80, verbose_name="section in English")),
                ("label", models.CharField(max_length=120, verbose_name="item")),
                ("label_en", models.CharField(max_length=160, verbose_name="item in English")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("integer", "Whole number"),
                            ("money", "Money"),
                            ("result", "Money, also below zero"),
                            ("area", "Area"),
                            ("share", "Per cent"),
                            ("choice", "One choice"),
                            ("text", "Text"),
                            ("date", "Date"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("unit", models.CharField(blank=True, max_length=10, verbose_name="unit")),
                ("required", models.BooleanField(default=False, verbose_name="required")),
                ("has_year", models.BooleanField(default=False, verbose_name="with year to date")),
                ("is_part", models.BooleanField(default=False, verbose_name="of which")),
                (
                    "is_kept",
                    models.BooleanField(
                        default=False,
                        help_text="Filled in from the return before.",
                        verbose_name="kept",
                    ),
                ),
                (
                    "on_file",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("name", "Name of the company"),
                            ("code", "Its code"),
                            ("registered_on", "Registered on"),
                            ("admitted_on", "Admitted on"),
                            ("field", "Technical field"),
                            ("capital", "Registered capital"),
                            ("graduated", "Whether it has graduated"),
                            ("graduated_on", "Graduated on"),
                        ],
                        max_length=20,
                        verbose_name="from the register",
                    ),
                ),
                (
                    "options",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="choices",
                    ),
                ),
                (
                    "option_labels",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=80),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="choices, said",
                    ),
                ),
                (
                    "option_labels_en",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=120),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="choices, said in English",
                    ),
                ),
                ("source", models.CharField(max_length=200, verbose_name="source")),
                (
                    "certainty",
                    models.CharField(
                        choices=[
                            ("V", "Text seen"),
                            ("S", "From a later source"),
                            ("U", "Unconfirmed"),
                        ],
                        max_length=1,
                        verbose_name="certainty",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
                (
                    "note_en",
                    models.CharField(blank=True, max_length=300, verbose_name="note in English"),
                ),
            ],
            options={
                "verbose_name": "return item",
                "verbose_name_plural": "return items",
                "constraints": [
                    models.UniqueConstraint(fields=("form", "code"), name="return_item_code_once"),
                    models.UniqueConstraint(
                        fields=("form", "position"), name="return_item_position_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("on_file", ""), _negated=True),
                        fields=("form", "on_file"),
                        name="return_item_on_file_once",
                    ),
                    models.UniqueConstraint(
                        fields=("id", "form", "kind"), name="return_item_kind_key"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("code__regex", "^[a-z][a-z0-9_]{0,39}$")),
                        name="return_item_code",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "integer",
                                    "money",
                                    "result",
                                    "area",
                                    "share",
                                    "choice",
                                    "text",
                                    "date",
                                ],
                            )
                        ),
                        name="return_item_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "on_file__in",
                                [
                                    "name",
                                    "code",
                                    "registered_on",
                                    "admitted_on",
                                    "field",
                                    "capital",
                                    "graduated",
                                    "graduated_on",
                                    "",
                                ],
                            )
                        ),
                        name="return_item_on_file",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("kind__in", ["money", "result"]),
                                ("unit__in", ["元", "千元", "万元"]),
                            ),
                            models.Q(
                                models.Q(("kind__in", ["money", "result"]), _negated=True),
                                models.Q(
                                    ("unit__in", ["元", "千元", "万元", "亿元"]), _negated=True
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="return_item_unit_of_money",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("has_year", False),
                            ("kind__in", ["integer", "money", "result"]),
                            _connector="OR",
                        ),
                        name="return_item_year_of_numbers",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "choice"), ("options__len__gte", 2)),
                            models.Q(
                                models.Q(("kind", "choice"), _negated=True), ("options__len", 0)
                            ),
                            _connector="OR",
                        ),
                        name="return_item_choices",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("option_labels__len", models.F("options__len")),
                            ("option_labels_en__len", models.F("options__len")),
                        ),
                        name="return_item_choices_are_said",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("certainty__in", ["V", "S", "U"]),
                            models.Q(("source", ""), _negated=True),
                        ),
                        name="return_item_names_its_source",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReturnPeriod",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "form",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="periods",
                        to="companies.returnform",
                        verbose_name="return form",
                    ),
                ),
                ("code", models.SlugField(editable=False, max_length=40, verbose_name="code")),
                (
                    "rhythm",
                    models.CharField(
                        choices=[
                            ("monthly", "Monthly"),
                            ("quarterly", "Quarterly"),
                            ("half_yearly", "Half-yearly"),
                            ("yearly", "Yearly"),
                        ],
                        max_length=20,
                        verbose_name="rhythm",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                ("number", models.PositiveSmallIntegerField(verbose_name="number in the year")),
                ("begins_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(verbose_name="to")),
                ("opens_on", models.DateField(verbose_name="opens on")),
                ("due_on", models.DateField(verbose_name="due on")),
                ("opened_at", models.DateTimeField(verbose_name="put on the list at")),
            ],
            options={
                "verbose_name": "reporting period",
                "verbose_name_plural": "reporting periods",
                "constraints": [
                    models.UniqueConstraint(fields=("id", "form"), name="return_period_form_key"),
                    models.UniqueConstraint(
                        fields=("code", "year", "number"),
                        name="return_period_once",
                        violation_error_message="This period is on the list already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("year__range", (1980, 2100))), name="return_period_year"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("number", 1), ("rhythm", "yearly")),
                            models.Q(("number__range", (1, 2)), ("rhythm", "half_yearly")),
                            models.Q(("number__range", (1, 4)), ("rhythm", "quarterly")),
                            models.Q(("number__range", (1, 12)), ("rhythm", "monthly")),
                            _connector="OR",
                        ),
                        name="return_period_number",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("begins_on__year", models.F("year")),
                            ("ends_on__year", models.F("year")),
                            ("begins_on__lt", models.F("ends_on")),
                        ),
                        name="return_period_within_its_year",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("opens_on__gt", models.F("begins_on")),
                            ("due_on__gte", models.F("opens_on")),
                        ),
                        name="return_period_due_after_it_opens",
                        violation_error_message="A period is due after it opens.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("code", "="),
                            (
                                models.Func(
                                    models.F("begins_on"),
                                    models.F("ends_on"),
                                    models.Value("[]"),
                                    function="daterange",
                                ),
                                "&&",
                            ),
                        ],
                        name="return_period_no_overlap",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReviewPlan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="review_plans",
                        to="companies.call",
                        verbose_name="call",
                    ),
                ),
                ("version", models.PositiveSmallIntegerField(verbose_name="version")),
                (
                    "published_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="published at"),
                ),
            ],
            options={
                "verbose_name": "review plan",
                "verbose_name_plural": "review plans",
                "constraints": [
                    models.UniqueConstraint(fields=("call", "version"), name="plan_version_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("published_at__isnull", True)),
                        fields=("call",),
                        name="plan_one_in_preparation",
                        violation_error_message="A version in preparation exists already.",
                    ),
                    models.UniqueConstraint(fields=("id", "call"), name="plan_call_key"),
                    models.CheckConstraint(
                        condition=models.Q(("version__gte", 1)), name="plan_from_one"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Shareholding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "company",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="shareholdings",
                        to="companies.company",
                        verbose_name="company",
                    ),
                ),
                ("holder", models.CharField(max_length=120, verbose_name="shareholder")),
                (
                    "share",
                    models.DecimalField(decimal_places=4, max_digits=7, verbose_name="share (%)"),
                ),
                (
                    "contribution",
                    models.CharField(
                        blank=True, max_length=60, verbose_name="form of contribution"
                    ),
                ),
                ("from_on", models.DateField(blank=True, null=True, verbose_name="from")),
                ("until_on", models.DateField(blank=True, null=True, verbose_name="until")),
            ],
            options={
                "verbose_name": "shareholding",
                "verbose_name_plural": "shareholdings",
                "indexes": [
                    models.Index(fields=["company", "from_on"], name="shareholding_of_company")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("holder", ""), _negated=True),
                        name="shareholding_has_a_holder",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("share__gt", 0), ("share__lte", 100)),
                        name="shareholding_share",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until_on__isnull", True),
                            ("from_on__isnull", True),
                            ("until_on__gt", models.F("from_on")),
                            _connector="OR",
                        ),
                        name="shareholding_ends_after_it_begins",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("company", "="),
                            ("holder", "="),
                            (
                                models.Func(
                                    models.F("from_on"), models.F("until_on"), function="daterange"
                                ),
                                "&&",
                            ),
                        ],
                        name="shareholding_once_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Award",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "company",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="companies.company",
                        verbose_name="company",
                    ),
                ),
                (
                    "evidence",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="companies.evidence",
                        verbose_name="document",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("submitted", "To be verified"),
                            ("verified", "Verified"),
                            ("rejected", "Not accepted"),
                        ],
                        default="submitted",
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                ("recorded_at", models.DateTimeField(verbose_name="recorded at")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
                (
                    "verified_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="verified at"),
                ),
                (
                    "verified_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="verified by",
                    ),
                ),
                (
                    "rejected_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="not accepted at"),
                ),
                (
                    "rejection",
                    models.CharField(blank=True, max_length=200, verbose_name="why not accepted"),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="companies.award",
                        verbose_name="replaces",
                    ),
                ),
                (
                    "correction",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="reason for the correction"
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                (
                    "rank",
                    models.CharField(blank=True, max_length=60, verbose_name="class of the award"),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("national", "National"),
                            ("provincial", "Provincial"),
                            ("municipal", "Municipal"),
                            ("zone", "Zone or district"),
                            ("operator", "Operator or fund"),
                        ],
                        max_length=20,
                        verbose_name="level",
                    ),
                ),
                (
                    "issued_by",
                    models.CharField(blank=True, max_length=120, verbose_name="issued by"),
                ),
                ("awarded_on", models.DateField(verbose_name="awarded on")),
            ],
            options={
                "verbose_name": "award",
                "verbose_name_plural": "awards",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("id", "company"), name="award_company_key"),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "rejected"), _negated=True),
                        fields=("replaces",),
                        name="award_replaced_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("rejected_at", None),
                                ("state", "submitted"),
                                ("verified_at__isnull", True),
                            ),
                            models.Q(
                                ("rejected_at", None),
                                ("state", "verified"),
                                ("verified_at__isnull", False),
                            ),
                            models.Q(("rejected_at__isnull", False), ("state", "rejected")),
                            _connector="OR",
                        ),
                        name="award_state_matches_moments",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("rejected_at__isnull", True), ("rejection", "")),
                            models.Q(
                                ("rejected_at__isnull", False),
                                models.Q(("rejection", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="award_rejected_with_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("correction", ""), ("replaces__isnull", True)),
                            models.Q(
                                ("replaces__isnull", False),
                                models.Q(("correction", ""), _negated=True),
                                models.Q(("replaces", models.F("id")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="award_replaces_with_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "level__in",
                                ["national", "provincial", "municipal", "zone", "operator"],
                            )
                        ),
                        name="award_level",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ChangeRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "key",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, unique=True, verbose_name="key"
                    ),
                ),
                (
                    "residence",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="companies.residence",
                        verbose_name="residence",
                    ),
                ),
                (
                    "company",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="companies.company",
                        verbose_name="company",
                    ),
                ),
                (
                    "incubator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="institutions.incubator",
                        verbose_name="incubator",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("name", "Company name"),
                            ("shareholders", "Shareholders"),
                            ("scope", "Business scope"),
                            ("area", "Area"),
                            ("legal_representative", "Legal representative"),
                            ("extension", "Extension of the stay"),
                            ("address", "Registered address"),
                            ("capital", "Registered capital"),
                        ],
                        max_length=30,
                        verbose_name="what changes",
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=2000, verbose_name="new text")),
                (
                    "amount",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=15,
                        null=True,
                        verbose_name="new amount",
                    ),
                ),
                ("day", models.DateField(blank=True, null=True, verbose_name="new last day")),
                (
                    "shareholders",
                    models.JSONField(blank=True, default=list, verbose_name="new shareholders"),
                ),
                ("reason", models.TextField(max_length=2000, verbose_name="reason")),
                ("planned_on", models.DateField(verbose_name="planned for")),
                (
                    "notice_days",
                    models.PositiveSmallIntegerField(verbose_name="to be told before (days)"),
                ),
                (
                    "filing_days",
                    models.PositiveSmallIntegerField(verbose_name="to be filed within (days)"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "Waiting for the office"),
                            ("approved", "Approved"),
                            ("refused", "Not approved"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="asked",
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                ("asked_at", models.DateTimeField(verbose_name="asked at")),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="asked by",
                    ),
                ),
                (
                    "closed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="decided at"),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="decided by",
                    ),
                ),
                (
                    "effective_on",
                    models.DateField(blank=True, null=True, verbose_name="in effect from"),
                ),
                (
                    "said",
                    models.TextField(
                        blank=True, max_length=2000, verbose_name="what the office said"
                    ),
                ),
                (
                    "file_by",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(
                                kind__in=[
                                    "address",
                                    "capital",
                                    "legal_representative",
                                    "name",
                                    "scope",
                                    "shareholders",
                                ],
                                then=models.Func(
                                    models.F("effective_on"),
                                    models.F("filing_days"),
                                    arg_joiner=" + ",
                                    output_field=models.DateField(),
                                    template="(%(expressions)s)",
                                ),
                            )
                        ),
                        output_field=models.DateField(null=True),
                        verbose_name="to be filed by",
                    ),
                ),
                ("filed_on", models.DateField(blank=True, null=True, verbose_name="filed on")),
                (
                    "overdue_told_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="reminded at"),
                ),
            ],
            options={
                "verbose_name": "change",
                "verbose_name_plural": "changes",
                "indexes": [
                    models.Index(fields=["incubator", "state", "-asked_at"], name="change_desk"),
                    models.Index(fields=["company", "-asked_at"], name="change_of_company"),
                    models.Index(
                        condition=models.Q(("filed_on__isnull", True), ("state", "approved")),
                        fields=["file_by"],
                        name="change_to_file",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "name",
                                    "shareholders",
                                    "scope",
                                    "area",
                                    "legal_representative",
                                    "extension",
                                    "address",
                                    "capital",
                                ],
                            )
                        ),
                        name="change_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("amount", None),
                                ("day", None),
                                ("kind__in", ["name", "scope", "legal_representative", "address"]),
                                ("shareholders", []),
                                models.Q(("words", ""), _negated=True),
                            ),
                            models.Q(
                                ("amount__gt", 0),
                                ("day", None),
                                ("kind__in", ["area", "capital"]),
                                ("shareholders", []),
                                ("words", ""),
                            ),
                            models.Q(
                                ("amount", None),
                                ("day__isnull", False),
                                ("kind", "extension"),
                                ("shareholders", []),
                                ("words", ""),
                            ),
                            models.Q(
                                ("amount", None),
                                ("day", None),
                                ("kind", "shareholders"),
                                ("words", ""),
                                models.Q(("shareholders", []), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="change_says_what_its_kind_needs",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="change_has_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("closed_at", None),
                                ("effective_on", None),
                                ("said", ""),
                                ("state", "asked"),
                            ),
                            models.Q(
                                ("closed_at__isnull", False),
                                ("effective_on__isnull", False),
                                ("state", "approved"),
                            ),
                            models.Q(
                                ("closed_at__isnull", False),
                                ("effective_on", None),
                                ("state", "refused"),
                                models.Q(("said", ""), _negated=True),
                            ),
                            models.Q(
                                ("closed_at__isnull", False),
                                ("effective_on", None),
                                ("said", ""),
                                ("state", "withdrawn"),
                            ),
                            _connector="OR",
                        ),
                        name="change_state_has_its_decision",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("filed_on__isnull", True),
                            models.Q(
                                ("filed_on__gte", models.F("effective_on")), ("state", "approved")
                            ),
                            _connector="OR",
                        ),
                        name="change_filed_after_it_happened",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closed_at__isnull", True),
                            ("closed_at__gte", models.F("asked_at")),
                            _connector="OR",
                        ),
                        name="change_decided_after_it_was_asked",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "asked")),
                        fields=("residence", "kind"),
                        name="change_one_open_of_a_kind",
                        violation_error_message="This change is already asked for.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CompanyAliasEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="companies.companyalias",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "company",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.company",
                        verbose_name="company",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("organisation_code", "Organisation code"),
                            ("registration_number", "Business registration number"),
                            ("former_name", "Former name"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("value", models.CharField(max_length=120, verbose_name="value")),
                ("until", models.DateField(blank=True, null=True, verbose_name="until")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="DueReturn",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "period",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dues",
                        to="companies.returnperiod",
                        verbose_name="reporting period",
                    ),
                ),
                (
                    "form",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="dues",
                        to="companies.returnform",
                        verbose_name="return form",
                    ),
                ),
                (
                    "company",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="due_returns",
                        to="companies.company",
                        verbose_name="company",
                    ),
                ),
                (
                    "residence",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="due_returns",
                        to="companies.residence",
                        verbose_name="residence",
                    ),
                ),
                (
                    "incubator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="due_returns",
                        to="institutions.incubator",
                        verbose_name="incubator",
                    ),
                ),
                ("due_on", models.DateField(verbose_name="due on")),
                (
                    "handed_in_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="first handed in at"),
                ),
                (
                    "waived_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="waived at"),
                ),
                (
                    "waived_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="waived by",
                    ),
                ),
                (
                    "waived_because",
                    models.CharField(blank=True, max_length=500, verbose_name="reason for waiving"),
                ),
            ],
            options={
                "verbose_name": "due return",
                "verbose_name_plural": "due returns",
                "indexes": [
                    models.Index(
                        fields=["incubator", "due_on", "id"], name="due_return_of_incubator"
                    ),
                    models.Index(fields=["company", "due_on"], name="due_return_of_company"),
                    models.Index(
                        condition=models.Q(
                            ("handed_in_at__isnull", True), ("waived_at__isnull", True)
                        ),
                        fields=["due_on", "id"],
                        name="due_return_owed",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("period", "company"), name="due_return_once"),
                    models.UniqueConstraint(fields=("id", "form"), name="due_return_form_key"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("waived_at__isnull", True),
                                ("waived_because", ""),
                                ("waived_by__isnull", True),
                            ),
                            models.Q(
                                ("waived_at__isnull", False),
                                models.Q(("waived_because", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="due_return_waived_with_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EvidenceEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="companies.evidence",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "company",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.company",
                        verbose_name="company",
                    ),
                ),
                ("title", models.CharField(max_length=120, verbose_name="title")),
                (
                    "dated",
                    models.DateField(blank=True, null=True, verbose_name="date of the document"),
                ),
                (
                    "file",
                    models.FileField(
                        max_length=120,
                        storage=incubator.core.files.storage.private_storage,
                        upload_to=incubator.core.files.storage.random_name,
                        verbose_name="file",
                    ),
                ),
                ("original_name", models.CharField(max_length=255, verbose_name="file name")),
                ("content_type", models.CharField(max_length=100, verbose_name="type")),
                ("size", models.PositiveBigIntegerField(verbose_name="size (bytes)")),
                ("sha256", models.CharField(max_length=64)),
                ("is_scanned", models.BooleanField(default=False, verbose_name="scanned")),
                ("uploaded_at", models.DateTimeField(verbose_name="uploaded at")),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="FinancingRound",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "company",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="companies.company",
                        verbose_name="company",
                    ),
                ),
                (
                    "evidence",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="companies.evidence",
                        verbose_name="document",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("submitted", "To be verified"),
                            ("verified", "Verified"),
                            ("rejected", "Not accepted"),
                        ],
                        default="submitted",
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                ("recorded_at", models.DateTimeField(verbose_name="recorded at")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
                (
                    "verified_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="verified at"),
                ),
                (
                    "verified_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="verified by",
                    ),
                ),
                (
                    "rejected_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="not accepted at"),
                ),
                (
                    "rejection",
                    models.CharField(blank=True, max_length=200, verbose_name="why not accepted"),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="companies.financinground",
                        verbose_name="replaces",
                    ),
                ),
                (
                    "correction",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="reason for the correction"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("equity", "Equity"),
                            ("convertible", "Convertible loan"),
                            ("loan", "Bank loan"),
                        ],
                        default="equity",
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("seed", "Seed"),
                            ("angel", "Angel"),
                            ("a", "Round A"),
                            ("b", "Round B"),
                            ("c", "Round C or later"),
                            ("strategic", "Strategic"),
                            ("other", "Other"),
                        ],
                        max_length=20,
                        verbose_name="stage",
                    ),
                ),
                ("investor", models.CharField(max_length=200, verbose_name="investors")),
                (
                    "amount",
                    models.DecimalField(
                        decimal_places=2, max_digits=15, verbose_name="amount (yuan)"
                    ),
                ),
                ("closed_on", models.DateField(verbose_name="money received on")),
                (
                    "post_money",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=15,
                        null=True,
                        verbose_name="value of the company after it (yuan)",
                    ),
                ),
                (
                    "from_incubator_fund",
                    models.BooleanField(default=False, verbose_name="from the incubator’s fund"),
                ),
            ],
            options={
                "verbose_name": "round of financing",
                "verbose_name_plural": "rounds of financing",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("id", "company"), name="financinground_company_key"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "rejected"), _negated=True),
                        fields=("replaces",),
                        name="financinground_replaced_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("rejected_at", None),
                                ("state", "submitted"),
                                ("verified_at__isnull", True),
                            ),
                            models.Q(
                                ("rejected_at", None),
                                ("state", "verified"),
                                ("verified_at__isnull", False),
                            ),
                            models.Q(("rejected_at__isnull", False), ("state", "rejected")),
                            _connector="OR",
                        ),
                        name="financinground_state_matches_moments",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("rejected_at__isnull", True), ("rejection", "")),
                            models.Q(
                                ("rejected_at__isnull", False),
                                models.Q(("rejection", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="financinground_rejected_with_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("correction", ""), ("replaces__isnull", True)),
                            models.Q(
                                ("replaces__isnull", False),
                                models.Q(("correction", ""), _negated=True),
                                models.Q(("replaces", models.F("id")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="financinground_replaces_with_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["equity", "convertible", "loan"])),
                        name="round_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("stage__in", ["seed", "angel", "a", "b", "c", "strategic", "other"])
                        ),
                        name="round_stage",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__gt", 0)),
                        name="round_amount_positive",
                        violation_error_code="round_of_nothing",
                        violation_error_message="A round brings more than nothing.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("post_money__isnull", True),
                            ("post_money__gt", models.F("amount")),
                            _connector="OR",
                        ),
                        name="round_smaller_than_its_company",
                        violation_error_code="round_larger_than_its_company",
                        violation_error_message="A round is smaller than the company is worth after it.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "loan"), _negated=True),
                            ("post_money__isnull", True),
                            _connector="OR",
                        ),
                        name="round_loan_values_nothing",
                        violation_error_code="loan_values_nothing",
                        violation_error_message="A bank loan says nothing about the company’s value.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="IntellectualProperty",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "company",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="companies.company",
                        verbose_name="company",
                    ),
                ),
                (
                    "evidence",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="companies.evidence",
                        verbose_name="document",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("submitted", "To be verified"),
                            ("verified", "Verified"),
                            ("rejected", "Not accepted"),
                        ],
                        default="submitted",
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                ("recorded_at", models.DateTimeField(verbose_name="recorded at")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
                (
                    "verified_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="verified at"),
                ),
                (
                    "verified_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="verified by",
                    ),
                ),
                (
                    "rejected_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="not accepted at"),
                ),
                (
                    "rejection",
                    models.CharField(blank=True, max_length=200, verbose_name="why not accepted"),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="companies.intellectualproperty",
                        verbose_name="replaces",
                    ),
                ),
                (
                    "correction",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="reason for the correction"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("invention", "Invention patent"),
                            ("utility_model", "Utility model"),
                            ("design", "Design patent"),
                            ("software", "Software copyright"),
                            ("plant_variety", "Plant variety"),
                            ("ic_layout", "Layout design of integrated circuits"),
                            ("trade_mark", "Trade mark"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                ("number", models.CharField(max_length=60, verbose_name="number")),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("own", "Developed by itself"),
                            ("acquired", "Acquired"),
                            ("licensed", "Exclusive licence"),
                        ],
                        default="own",
                        max_length=20,
                        verbose_name="how it came by it",
                    ),
                ),
                (
                    "applied_on",
                    models.DateField(blank=True, null=True, verbose_name="applied for on"),
                ),
                ("granted_on", models.DateField(blank=True, null=True, verbose_name="granted on")),
                ("lapsed_on", models.DateField(blank=True, null=True, verbose_name="lapsed on")),
            ],
            options={
                "verbose_name": "intellectual property right",
                "verbose_name_plural": "intellectual property rights",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("id", "company"), name="intellectualproperty_company_key"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "rejected"), _negated=True),
                        fields=("replaces",),
                        name="intellectualproperty_replaced_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("rejected_at", None),
                                ("state", "submitted"),
                                ("verified_at__isnull", True),
                            ),
                            models.Q(
                                ("rejected_at", None),
                                ("state", "verified"),
                                ("verified_at__isnull", False),
                            ),
                            models.Q(("rejected_at__isnull", False), ("state", "rejected")),
                            _connector="OR",
                        ),
                        name="intellectualproperty_state_matches_moments",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("rejected_at__isnull", True), ("rejection", "")),
                            models.Q(
                                ("rejected_at__isnull", False),
                                models.Q(("rejection", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="intellectualproperty_rejected_with_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("correction", ""), ("replaces__isnull", True)),
                            models.Q(
                                ("replaces__isnull", False),
                                models.Q(("correction", ""), _negated=True),
                                models.Q(("replaces", models.F("id")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="intellectualproperty_replaces_with_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "invention",
                                    "utility_model",
                                    "design",
                                    "software",
                                    "plant_variety",
                                    "ic_layout",
                                    "trade_mark",
                                ],
                            )
                        ),
                        name="property_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("origin__in", ["own", "acquired", "licensed"])),
                        name="property_origin",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number", ""), _negated=True),
                        name="property_has_its_number",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("applied_on__isnull", False),
                            ("granted_on__isnull", False),
                            _connector="OR",
                        ),
                        name="property_has_a_day",
                        violation_error_code="property_without_a_day",
                        violation_error_message="A right was applied for or granted on some day.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("applied_on__isnull", True),
                            ("granted_on__isnull", True),
                            ("granted_on__gte", models.F("applied_on")),
                            _connector="OR",
                        ),
                        name="property_granted_after_application",
                        violation_error_code="property_granted_before_application",
                        violation_error_message="A right is granted after it was applied for.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("lapsed_on__isnull", True),
                            models.Q(
                                ("granted_on__isnull", False),
                                ("lapsed_on__gt", models.F("granted_on")),
                            ),
                            _connector="OR",
                        ),
                        name="property_lapsed_after_grant",
                        violation_error_code="property_lapsed_before_grant",
                        violation_error_message="A right lapses after it was granted.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LateCodeEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="companies.latecode",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "call",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.call",
                        verbose_name="call",
                    ),
                ),
                ("given_to", models.CharField(max_length=120, verbose_name="given to")),
                ("reason", models.CharField(max_length=500, verbose_name="reason")),
                ("until", models.DateTimeField(verbose_name="valid until")),
                ("made_at", models.DateTimeField(verbose_name="made at")),
                (
                    "revoked_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="revoked at"),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Leaving",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "key",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, unique=True, verbose_name="key"
                    ),
                ),
                (
                    "residence",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leavings",
                        to="companies.residence",
                        verbose_name="residence",
                    ),
                ),
                (
                    "company",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leavings",
                        to="companies.company",
                        verbose_name="company",
                    ),
                ),
                (
                    "incubator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leavings",
                        to="institutions.incubator",
                        verbose_name="incubator",
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("graduated", "Graduated"),
                            ("withdrew", "Withdrew"),
                            ("removed", "Removed"),
                            ("dissolved", "Dissolved"),
                            ("moved", "Moved away"),
                        ],
                        max_length=20,
                        verbose_name="exit reason",
                    ),
                ),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("own_wish", "Leaves at its own wish"),
                            ("period_over", "The period is over without graduation"),
                            ("law_broken", "Broke the law"),
                            ("false_papers", "False papers for benefits"),
                            ("unmanaged", "Does not obey the management, or is long absent"),
                            ("lease_breached", "Cannot perform the lease"),
                            ("ceased", "Stopped operating or was deregistered"),
                            ("moved_out", "Moved its business or registered address out"),
                            ("fees_unpaid", "Fees unpaid after demand"),
                            ("sublet", "Sublet its rooms"),
                            ("project_changed", "Changed its project without consent"),
                            ("not_started", "Did not start in time"),
                            ("slow", "Progress below the stage goals"),
                            ("reports_late", "Reports late"),
                            ("grade_c", "Graded C in the yearly assessment"),
                        ],
                        max_length=20,
                        verbose_name="ground",
                    ),
                ),
                ("words", models.TextField(max_length=2000, verbose_name="in words")),
                ("wanted_on", models.DateField(verbose_name="wanted for")),
                (
                    "warned_on",
                    models.DateField(blank=True, null=True, verbose_name="warned in writing on"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Under way"),
                            ("ended", "Stay ended, rooms or money open"),
                            ("closed", "Closed"),
                            ("refused", "Not approved"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="open",
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                ("asked_at", models.DateTimeField(verbose_name="asked at")),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="asked by",
                    ),
                ),
                (
                    "from_office",
                    models.BooleanField(default=False, verbose_name="begun by the office"),
                ),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="stay ended on")),
                (
                    "closed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="closed at"),
                ),
                (
                    "said",
                    models.TextField(
                        blank=True, max_length=2000, verbose_name="what the office said"
                    ),
                ),
            ],
            options={
                "verbose_name": "winding-up of a stay",
                "verbose_name_plural": "winding-ups of stays",
                "indexes": [
                    models.Index(fields=["incubator", "state", "-asked_at"], name="leaving_desk")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("ground__in", ["own_wish", "period_over"]), ("reason", "withdrew")
                            ),
                            models.Q(
                                (
                                    "ground__in",
                                    [
                                        "law_broken",
                                        "false_papers",
                                        "unmanaged",
                                        "lease_breached",
                                        "fees_unpaid",
                                        "sublet",
                                        "project_changed",
                                        "not_started",
                                        "slow",
                                        "reports_late",
                                        "grade_c",
                                        "period_over",
                                    ],
                                ),
                                ("reason", "removed"),
                            ),
                            models.Q(("ground__in", ["ceased"]), ("reason", "dissolved")),
                            models.Q(
                                ("ground__in", ["moved_out", "own_wish"]), ("reason", "moved")
                            ),
                            _connector="OR",
                        ),
                        name="leaving_ground_fits_its_reason",
                        violation_error_message="This ground does not go with this reason.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                (
                                    "ground__in",
                                    [
                                        "law_broken",
                                        "false_papers",
                                        "unmanaged",
                                        "lease_breached",
                                        "fees_unpaid",
                                        "sublet",
                                        "project_changed",
                                        "not_started",
                                        "slow",
                                        "reports_late",
                                        "grade_c",
                                    ],
                                ),
                                _negated=True,
                            ),
                            ("warned_on__isnull", False),
                            _connector="OR",
                        ),
                        name="leaving_after_a_warning",
                        violation_error_message="This ground needs a written warning first.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("words", ""), _negated=True), name="leaving_says_why"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at", None), ("ended_on", None), ("state", "open")),
                            models.Q(
                                ("closed_at", None), ("ended_on__isnull", False), ("state", "ended")
                            ),
                            models.Q(
                                ("closed_at__isnull", False),
                                ("ended_on__isnull", False),
                                ("state", "closed"),
                            ),
                            models.Q(
                                ("closed_at__isnull", False),
                                ("ended_on", None),
                                ("state", "refused"),
                                models.Q(("said", ""), _negated=True),
                            ),
                            models.Q(
                                ("closed_at__isnull", False),
                                ("ended_on", None),
                                ("state", "withdrawn"),
                            ),
                            _connector="OR",
                        ),
                        name="leaving_state_has_its_days",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closed_at__isnull", True),
                            ("closed_at__gte", models.F("asked_at")),
                            _connector="OR",
                        ),
                        name="leaving_closed_after_it_was_asked",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["open", "ended"])),
                        fields=("residence",),
                        name="leaving_one_under_way",
                        violation_error_message="This stay is already being wound up.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LetterBatchEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="companies.letterbatch",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "call",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.call",
                        verbose_name="call",
                    ),
                ),
                ("count", models.PositiveIntegerField(verbose_name="letters")),
                ("confirmed_at", models.DateTimeField(verbose_name="confirmed at")),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="confirmed by",
                    ),
                ),
                (
                    "finished_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="finished at"),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="LetterTemplateEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="companies.lettertemplate",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "call",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.call",
                        verbose_name="call",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("receipt", "Receipt"),
                            ("information", "More information asked"),
                            ("complete", "Application complete"),
                            ("accepted", "Accepted"),
                            ("conditions", "Accepted with conditions"),
                            ("waiting", "On the waiting list"),
                            ("deferred", "Decision put off"),
                            ("admitted", "Admitted"),
                            ("refused", "Not accepted"),
                            ("withdrawn", "Withdrawal confirmed"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("version", models.PositiveSmallIntegerField(verbose_name="version")),
                ("subject", models.CharField(max_length=120, verbose_name="subject")),
                ("body", models.TextField(max_length=6000, verbose_name="text")),
                ("subject_en", models.CharField(max_length=120, verbose_name="subject in English")),
                ("body_en", models.TextField(max_length=6000, verbose_name="text in English")),
                ("written_at", models.DateTimeField(verbose_name="written at")),
                (
                    "written_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="MarketEvent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "company",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="companies.company",
                        verbose_name="company",
                    ),
                ),
                (
                    "evidence",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="companies.evidence",
                        verbose_name="document",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("submitted", "To be verified"),
                            ("verified", "Verified"),
                            ("rejected", "Not accepted"),
                        ],
                        default="submitted",
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                ("recorded_at", models.DateTimeField(verbose_name="recorded at")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
                (
                    "verified_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="verified at"),
                ),
                (
                    "verified_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="verified by",
                    ),
                ),
                (
                    "rejected_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="not accepted at"),
                ),
                (
                    "rejection",
                    models.CharField(blank=True, max_length=200, verbose_name="why not accepted"),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="companies.marketevent",
                        verbose_name="replaces",
                    ),
                ),
                (
                    "correction",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="reason for the correction"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("merged", "Merged"),
                            ("acquired", "Acquired"),
                            ("quoted", "Quoted"),
                            ("listed", "Listed"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("happened_on", models.DateField(verbose_name="on")),
                (
                    "market",
                    models.CharField(
                        help_text="The buyer, or the exchange.",
                        max_length=120,
                        verbose_name="with whom or where",
                    ),
                ),
            ],
            options={
                "verbose_name": "merger or listing",
                "verbose_name_plural": "mergers and listings",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("id", "company"), name="marketevent_company_key"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "rejected"), _negated=True),
                        fields=("replaces",),
                        name="marketevent_replaced_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("rejected_at", None),
                                ("state", "submitted"),
                                ("verified_at__isnull", True),
                            ),
                            models.Q(
                                ("rejected_at", None),
                                ("state", "verified"),
                                ("verified_at__isnull", False),
                            ),
                            models.Q(("rejected_at__isnull", False), ("state", "rejected")),
                            _connector="OR",
                        ),
                        name="marketevent_state_matches_moments",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("rejected_at__isnull", True), ("rejection", "")),
                            models.Q(
                                ("rejected_at__isnull", False),
                                models.Q(("rejection", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="marketevent_rejected_with_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("correction", ""), ("replaces__isnull", True)),
                            models.Q(
                                ("replaces__isnull", False),
                                models.Q(("correction", ""), _negated=True),
                                models.Q(("replaces", models.F("id")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="marketevent_replaces_with_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["merged", "acquired", "quoted", "listed"])
                        ),
                        name="marketevent_kind",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Product",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "company",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="companies.company",
                        verbose_name="company",
                    ),
                ),
                (
                    "evidence",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="companies.evidence",
                        verbose_name="document",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("submitted", "To be verified"),
                            ("verified", "Verified"),
                            ("rejected", "Not accepted"),
                        ],
                        default="submitted",
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                ("recorded_at", models.DateTimeField(verbose_name="recorded at")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
                (
                    "verified_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="verified at"),
                ),
                (
                    "verified_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="verified by",
                    ),
                ),
                (
                    "rejected_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="not accepted at"),
                ),
                (
                    "rejection",
                    models.CharField(blank=True, max_length=200, verbose_name="why not accepted"),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="companies.product",
                        verbose_name="replaces",
                    ),
                ),
                (
                    "correction",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="reason for the correction"
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                (
                    "in_catalogue",
                    models.BooleanField(
                        default=False,
                        help_text="The catalogue of high-tech products (中国高新技术产品目录).",
                        verbose_name="in the national catalogue",
                    ),
                ),
                ("launched_on", models.DateField(verbose_name="on the market since")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="until")),
            ],
            options={
                "verbose_name": "product",
                "verbose_name_plural": "products",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("id", "company"), name="product_company_key"),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "rejected"), _negated=True),
                        fields=("replaces",),
                        name="product_replaced_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("rejected_at", None),
                                ("state", "submitted"),
                                ("verified_at__isnull", True),
                            ),
                            models.Q(
                                ("rejected_at", None),
                                ("state", "verified"),
                                ("verified_at__isnull", False),
                            ),
                            models.Q(("rejected_at__isnull", False), ("state", "rejected")),
                            _connector="OR",
                        ),
                        name="product_state_matches_moments",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("rejected_at__isnull", True), ("rejection", "")),
                            models.Q(
                                ("rejected_at__isnull", False),
                                models.Q(("rejection", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="product_rejected_with_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("correction", ""), ("replaces__isnull", True)),
                            models.Q(
                                ("replaces__isnull", False),
                                models.Q(("correction", ""), _negated=True),
                                models.Q(("replaces", models.F("id")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="product_replaces_with_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_on__isnull", True),
                            ("ended_on__gt", models.F("launched_on")),
                            _connector="OR",
                        ),
                        name="product_ends_after_launch",
                        violation_error_code="product_ends_before_launch",
                        violation_error_message="A product ends after it was launched.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Project",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "company",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="companies.company",
                        verbose_name="company",
                    ),
                ),
                (
                    "evidence",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="companies.evidence",
                        verbose_name="document",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("submitted", "To be verified"),
                            ("verified", "Verified"),
                            ("rejected", "Not accepted"),
                        ],
                        default="submitted",
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                ("recorded_at", models.DateTimeField(verbose_name="recorded at")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
                (
                    "verified_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="verified at"),
                ),
                (
                    "verified_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="verified by",
                    ),
                ),
                (
                    "rejected_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="not accepted at"),
                ),
                (
                    "rejection",
                    models.CharField(blank=True, max_length=200, verbose_name="why not accepted"),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="companies.project",
                        verbose_name="replaces",
                    ),
                ),
                (
                    "correction",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="reason for the correction"
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                (
                    "programme",
                    models.CharField(blank=True, max_length=120, verbose_name="programme"),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("national", "National"),
                            ("provincial", "Provincial"),
                            ("municipal", "Municipal"),
                            ("zone", "Zone or district"),
                            ("operator", "Operator or fund"),
                        ],
                        max_length=20,
                        verbose_name="level",
                    ),
                ),
                ("number", models.CharField(blank=True, max_length=60, verbose_name="number")),
                ("approved_on", models.DateField(verbose_name="approved on")),
                ("begins_on", models.DateField(blank=True, null=True, verbose_name="begins on")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="ends on")),
                (
                    "grant",
                    models.DecimalField(
                        decimal_places=2, default=0, max_digits=15, verbose_name="grant (yuan)"
                    ),
                ),
                (
                    "accepted_on",
                    models.DateField(blank=True, null=True, verbose_name="result accepted on"),
                ),
            ],
            options={
                "verbose_name": "project",
                "verbose_name_plural": "projects",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("id", "company"), name="project_company_key"),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "rejected"), _negated=True),
                        fields=("replaces",),
                        name="project_replaced_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("rejected_at", None),
                                ("state", "submitted"),
                                ("verified_at__isnull", True),
                            ),
                            models.Q(
                                ("rejected_at", None),
                                ("state", "verified"),
                                ("verified_at__isnull", False),
                            ),
                            models.Q(("rejected_at__isnull", False), ("state", "rejected")),
                            _connector="OR",
                        ),
                        name="project_state_matches_moments",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("rejected_at__isnull", True), ("rejection", "")),
                            models.Q(
                                ("rejected_at__isnull", False),
                                models.Q(("rejection", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="project_rejected_with_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("correction", ""), ("replaces__isnull", True)),
                            models.Q(
                                ("replaces__isnull", False),
                                models.Q(("correction", ""), _negated=True),
                                models.Q(("replaces", models.F("id")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="project_replaces_with_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "level__in",
                                ["national", "provincial", "municipal", "zone", "operator"],
                            )
                        ),
                        name="project_level",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("grant__gte", 0)),
                        name="project_grant_not_negative",
                        violation_error_code="grant_negative",
                        violation_error_message="A grant is not negative.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True),
                            ("begins_on__isnull", True),
                            ("ends_on__gt", models.F("begins_on")),
                            _connector="OR",
                        ),
                        name="project_ends_after_it_begins",
                        violation_error_code="project_ends_before_it_begins",
                        violation_error_message="A project ends after it begins.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("accepted_on__isnull", True),
                            ("accepted_on__gt", models.F("approved_on")),
                            _connector="OR",
                        ),
                        name="project_accepted_after_approval",
                        violation_error_code="project_accepted_before_approval",
                        violation_error_message="A result is accepted after the project was approved.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Qualification",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "company",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="companies.company",
                        verbose_name="company",
                    ),
                ),
                (
                    "evidence",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="companies.evidence",
                        verbose_name="document",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("submitted", "To be verified"),
                            ("verified", "Verified"),
                            ("rejected", "Not accepted"),
                        ],
                        default="submitted",
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                ("recorded_at", models.DateTimeField(verbose_name="recorded at")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
                (
                    "verified_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="verified at"),
                ),
                (
                    "verified_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="verified by",
                    ),
                ),
                (
                    "rejected_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="not accepted at"),
                ),
                (
                    "rejection",
                    models.CharField(blank=True, max_length=200, verbose_name="why not accepted"),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="companies.qualification",
                        verbose_name="replaces",
                    ),
                ),
                (
                    "correction",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="reason for the correction"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("hnte_local", "High-tech enterprise (province or city)"),
                            ("hnte_2008", "High-tech enterprise (rules of 2008)"),
                            ("hnte_2016", "High-tech enterprise (rules of 2016)"),
                            ("tech_sme", "Technology SME"),
                            ("innovative_sme", "Innovative SME"),
                            ("specialised_new", "Specialised and new SME"),
                            ("little_giant", "Little giant"),
                            ("software_firm", "Software enterprise"),
                            ("software_product", "Software product"),
                            ("military", "Military supplier"),
                            ("management_system", "Management system certificate"),
                            ("other", "Other qualification"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "number",
                    models.CharField(blank=True, max_length=60, verbose_name="certificate number"),
                ),
                (
                    "issued_by",
                    models.CharField(blank=True, max_length=120, verbose_name="issued by"),
                ),
                ("issued_on", models.DateField(verbose_name="issued on")),
                ("valid_from", models.DateField(verbose_name="valid from")),
                (
                    "valid_until",
                    models.DateField(
                        blank=True,
                        help_text="The first day on which it no longer holds.",
                        null=True,
                        verbose_name="valid until",
                    ),
                ),
            ],
            options={
                "verbose_name": "qualification",
                "verbose_name_plural": "qualifications",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("id", "company"), name="qualification_company_key"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "rejected"), _negated=True),
                        fields=("replaces",),
                        name="qualification_replaced_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("rejected_at", None),
                                ("state", "submitted"),
                                ("verified_at__isnull", True),
                            ),
                            models.Q(
                                ("rejected_at", None),
                                ("state", "verified"),
                                ("verified_at__isnull", False),
                            ),
                            models.Q(("rejected_at__isnull", False), ("state", "rejected")),
                            _connector="OR",
                        ),
                        name="qualification_state_matches_moments",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("rejected_at__isnull", True), ("rejection", "")),
                            models.Q(
                                ("rejected_at__isnull", False),
                                models.Q(("rejection", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="qualification_rejected_with_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("correction", ""), ("replaces__isnull", True)),
                            models.Q(
                                ("replaces__isnull", False),
                                models.Q(("correction", ""), _negated=True),
                                models.Q(("replaces", models.F("id")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="qualification_replaces_with_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "hnte_local",
                                    "hnte_2008",
                                    "hnte_2016",
                                    "tech_sme",
                                    "innovative_sme",
                                    "specialised_new",
                                    "little_giant",
                                    "software_firm",
                                    "software_product",
                                    "military",
                                    "management_system",
                                    "other",
                                ],
                            )
                        ),
                        name="qualification_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid_until__isnull", True),
                            ("valid_until__gt", models.F("valid_from")),
                            _connector="OR",
                        ),
                        name="qualification_ends_after_it_begins",
                        violation_error_code="certificate_ends_before_it_begins",
                        violation_error_message="A certificate ends after it begins.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "questionnaire",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="questions",
                        to="companies.questionnaire",
                        verbose_name="questionnaire",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="position")),
                (
                    "key",
                    models.CharField(
                        help_text="Names the answer in exports; it stays the same through all versions.",
                        max_length=40,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z][a-z0-9_]{0,39}$", "Small letters, digits and underscores."
                            )
                        ],
                        verbose_name="key",
                    ),
                ),
                ("section", models.CharField(max_length=60, verbose_name="section")),
                (
                    "section_en",
                    models.CharField(blank=True, max_length=80, verbose_name="section in English"),
                ),
                ("label", models.CharField(max_length=200, verbose_name="question")),
                (
                    "label_en",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="question in English"
                    ),
                ),
                ("help", models.CharField(blank=True, max_length=500, verbose_name="help")),
                (
                    "help_en",
                    models.CharField(blank=True, max_length=500, verbose_name="help in English"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("text", "One line of text"),
                            ("long_text", "Long text"),
                            ("number", "Number"),
                            ("money", "Money"),
                            ("date", "Date"),
                            ("choice", "One choice"),
                            ("choices", "Several choices"),
                            ("people", "Table of people"),
                            ("file", "File"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("required", models.BooleanField(default=False, verbose_name="required")),
                (
                    "fact",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("name", "Name of the company or team"),
                            ("unified_code", "Unified social credit code"),
                            ("registered_on", "Registered on"),
                            ("registered_capital", "Registered capital"),
                            ("registered_place", "Registered address"),
                            ("founder_kind", "Kind of founder"),
                            ("field", "Technical field"),
                            ("moved_in", "Moved in from elsewhere"),
                            ("previous_revenue", "Revenue of the previous year"),
                            ("area_wanted", "Area wanted"),
                            ("staff", "Staff"),
                            ("staff_doctors", "… of them doctors"),
                            ("staff_masters", "… of them masters"),
                            ("staff_bachelors", "… of them bachelors"),
                            ("staff_college", "… of them with junior college"),
                            ("staff_accountants", "… of them accountants"),
                            ("staff_part_time", "… of them part-time"),
                            ("team", "Staff list"),
                            ("heads", "Heads"),
                            ("corporate_shareholder", "Has a company among its shareholders"),
                            ("planned_investment", "Planned total investment"),
                            ("expected_output", "Expected yearly output"),
                            ("office_address", "Present office address"),
                            ("shareholders", "Shareholders"),
                            ("legal_representative", "Legal representative"),
                            ("contact", "Contact person"),
                            ("phone", "Phone"),
                            ("email", "E-mail"),
                            ("business_scope", "Business scope"),
                            ("project_name", "Name of the project"),
                            ("project", "Project"),
                            ("project_source", "Source of the project"),
                            ("intellectual_property", "Intellectual property"),
                        ],
                        help_text="Known facts are filled in, and reused from one application to the next.",
                        max_length=30,
                        verbose_name="company fact",
                    ),
                ),
                ("unit", models.CharField(blank=True, max_length=20, verbose_name="unit")),
                (
                    "minimum",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=15,
                        null=True,
                        verbose_name="at least",
                    ),
                ),
                (
                    "maximum",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        help_text="Of a number its value, of a text its characters, of others how many.",
                        max_digits=15,
                        null=True,
                        verbose_name="at most",
                    ),
                ),
                (
                    "options",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=120),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="choices",
                    ),
                ),
                (
                    "columns",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("name", "Name"),
                                ("sex", "Sex"),
                                ("born", "Year of birth"),
                                ("education", "Highest degree"),
                                ("school", "School"),
                                ("graduated", "Year of graduation"),
                                ("major", "Major"),
                                ("title", "Professional title"),
                                ("post", "Post"),
                                ("full_time", "Full-time or part-time"),
                                ("returnee", "Returned from overseas"),
                                ("share", "Share (%)"),
                                ("contribution", "Form of contribution"),
                                ("phone", "Phone"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="columns",
                    ),
                ),
                (
                    "shown_when",
                    models.CharField(
                        blank=True,
                        help_text="The key of an earlier choice.",
                        max_length=40,
                        verbose_name="shown when",
                    ),
                ),
                (
                    "shown_values",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=120),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="… is one of",
                    ),
                ),
            ],
            options={
                "verbose_name": "question",
                "verbose_name_plural": "questions",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("questionnaire", "key"), name="question_key_once"
                    ),
                    models.UniqueConstraint(
                        deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                        fields=("questionnaire", "position"),
                        name="question_position_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("fact", ""), _negated=True),
                        fields=("questionnaire", "fact"),
                        name="question_fact_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("key__regex", "^[a-z][a-z0-9_]{0,39}$")),
                        name="question_key",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "text",
                                    "long_text",
                                    "number",
                                    "money",
                                    "date",
                                    "choice",
                                    "choices",
                                    "people",
                                    "file",
                                ],
                            )
                        ),
                        name="question_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "fact__in",
                                [
                                    "name",
                                    "unified_code",
                                    "registered_on",
                                    "registered_capital",
                                    "registered_place",
                                    "founder_kind",
                                    "field",
                                    "moved_in",
                                    "previous_revenue",
                                    "area_wanted",
                                    "staff",
                                    "staff_doctors",
                                    "staff_masters",
                                    "staff_bachelors",
                                    "staff_college",
                                    "staff_accountants",
                                    "staff_part_time",
                                    "team",
                                    "heads",
                                    "corporate_shareholder",
                                    "planned_investment",
                                    "expected_output",
                                    "office_address",
                                    "shareholders",
                                    "legal_representative",
                                    "contact",
                                    "phone",
                                    "email",
                                    "business_scope",
                                    "project_name",
                                    "project",
                                    "project_source",
                                    "intellectual_property",
                                    "",
                                ],
                            )
                        ),
                        name="question_fact",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind__in", ["choice", "choices"]), ("options__len__gte", 2)),
                            models.Q(
                                models.Q(("kind__in", ["choice", "choices"]), _negated=True),
                                ("options__len", 0),
                            ),
                            _connector="OR",
                        ),
                        name="question_choices",
                        violation_error_message="A choice has two or more choices; nothing else has.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("columns__len__gte", 1), ("kind", "people")),
                            models.Q(
                                models.Q(("kind", "people"), _negated=True), ("columns__len", 0)
                            ),
                            _connector="OR",
                        ),
                        name="question_columns",
                        violation_error_message="A table of people has columns; nothing else has.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("minimum__isnull", True),
                            ("maximum__isnull", True),
                            ("minimum__lte", models.F("maximum")),
                            _connector="OR",
                        ),
                        name="question_limits_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("shown_values__len", 0), ("shown_when", "")),
                            models.Q(
                                models.Q(("shown_when", ""), _negated=True),
                                ("shown_values__len__gte", 1),
                            ),
                            _connector="OR",
                        ),
                        name="question_condition_is_whole",
                        violation_error_message="A condition names a question and its answers.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="QuestionnaireEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="companies.questionnaire",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "call",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.call",
                        verbose_name="call",
                    ),
                ),
                ("version", models.PositiveSmallIntegerField(verbose_name="version")),
                (
                    "published_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="published at"),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RegisteredEntryEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="companies.registeredentry",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "company",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.company",
                        verbose_name="company",
                    ),
                ),
                (
                    "entry",
                    models.CharField(
                        choices=[
                            ("scope", "Business scope"),
                            ("legal_representative", "Legal representative"),
                            ("address", "Registered address"),
                            ("capital", "Registered capital (yuan)"),
                        ],
                        max_length=30,
                        verbose_name="entry",
                    ),
                ),
                ("said", models.CharField(max_length=2000, verbose_name="as registered")),
                ("from_on", models.DateField(blank=True, null=True, verbose_name="from")),
                ("until_on", models.DateField(blank=True, null=True, verbose_name="until")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="RepresentativeEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="companies.representative",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "company",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.company",
                        verbose_name="company",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="user",
                    ),
                ),
                (
                    "right",
                    models.CharField(
                        choices=[
                            ("view", "Read"),
                            ("edit", "Read and write"),
                            ("sign", "Read, write and submit"),
                        ],
                        max_length=10,
                        verbose_name="right",
                    ),
                ),
                ("since", models.DateTimeField(verbose_name="since")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="ended at")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ResidenceEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="companies.residence",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "company",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.company",
                        verbose_name="company",
                    ),
                ),
                (
                    "incubator",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="institutions.incubator",
                        verbose_name="incubator",
                    ),
                ),
                (
                    "programme",
                    models.CharField(
                        choices=[("incubation", "Incubation"), ("acceleration", "Acceleration")],
                        editable=False,
                        max_length=20,
                        verbose_name="programme",
                    ),
                ),
                ("admitted_on", models.DateField(verbose_name="admitted on")),
                (
                    "due_on",
                    models.DateField(
                        help_text="The last day of the agreed period.", verbose_name="due on"
                    ),
                ),
                ("left_on", models.DateField(blank=True, null=True, verbose_name="left on")),
                (
                    "exit_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("graduated", "Graduated"),
                            ("withdrew", "Withdrew"),
                            ("removed", "Removed"),
                            ("dissolved", "Dissolved"),
                            ("moved", "Moved away"),
                        ],
                        max_length=20,
                        verbose_name="exit reason",
                    ),
                ),
                (
                    "exit_ground",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("own_wish", "Leaves at its own wish"),
                            ("period_over", "The period is over without graduation"),
                            ("law_broken", "Broke the law"),
                            ("false_papers", "False papers for benefits"),
                            ("unmanaged", "Does not obey the management, or is long absent"),
                            ("lease_breached", "Cannot perform the lease"),
                            ("ceased", "Stopped operating or was deregistered"),
                            ("moved_out", "Moved its business or registered address out"),
                            ("fees_unpaid", "Fees unpaid after demand"),
                            ("sublet", "Sublet its rooms"),
                            ("project_changed", "Changed its project without consent"),
                            ("not_started", "Did not start in time"),
                            ("slow", "Progress below the stage goals"),
                            ("reports_late", "Reports late"),
                            ("grade_c", "Graded C in the yearly assessment"),
                        ],
                        max_length=20,
                        verbose_name="ground",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ReturnCheckEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="companies.returncheck",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "form",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.returnform",
                        verbose_name="return form",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="position")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("sum", "The parts add up to the whole"),
                            ("within", "The parts together are not more than the whole"),
                            ("part", "Each part is not more than the whole"),
                            ("per_head", "Not more than a limit for each person"),
                            (
                                "needs",
                                "Where the whole is above zero or “yes”, the parts are filled in",
                            ),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("whole", models.CharField(max_length=40, verbose_name="whole")),
                (
                    "parts",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), size=None, verbose_name="parts"
                    ),
                ),
                (
                    "limit",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=15,
                        null=True,
                        verbose_name="limit (yuan)",
                    ),
                ),
                ("source", models.CharField(max_length=200, verbose_name="source")),
                (
                    "certainty",
                    models.CharField(
                        choices=[
                            ("V", "Text seen"),
                            ("S", "From a later source"),
                            ("U", "Unconfirmed"),
                        ],
                        max_length=1,
                        verbose_name="certainty",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ReturnImport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "period",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="imports",
                        to="companies.returnperiod",
                        verbose_name="reporting period",
                    ),
                ),
                (
                    "incubator",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty for the whole zone.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institutions.incubator",
                        verbose_name="incubator",
                    ),
                ),
                (
                    "file",
                    models.FileField(
                        max_length=120,
                        storage=incubator.core.files.storage.private_storage,
                        upload_to=incubator.core.files.storage.random_name,
                        verbose_name="file",
                    ),
                ),
                ("file_name", models.CharField(max_length=255, verbose_name="name of the file")),
                ("sha256", models.CharField(max_length=64)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("checking", "Being checked"),
                            ("checked", "Checked"),
                            ("writing", "Being written"),
                            ("done", "Done"),
                            ("failed", "Failed"),
                        ],
                        default="checking",
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                ("asked_at", models.DateTimeField(verbose_name="asked for at")),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="asked for by",
                    ),
                ),
                (
                    "language",
                    models.CharField(default="zh-hans", max_length=10, verbose_name="language"),
                ),
                (
                    "checked_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="checked at"),
                ),
                (
                    "finished_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="finished at"),
                ),
                ("rows", models.PositiveIntegerField(default=0, verbose_name="rows")),
                (
                    "good",
                    models.PositiveIntegerField(default=0, verbose_name="rows without an error"),
                ),
                ("done", models.PositiveIntegerField(default=0, verbose_name="done")),
                ("written", models.PositiveIntegerField(default=0, verbose_name="returns written")),
                (
                    "problems",
                    models.JSONField(blank=True, default=list, verbose_name="what was found"),
                ),
                ("error", models.TextField(blank=True, verbose_name="error")),
            ],
            options={
                "verbose_name": "import of returns",
                "verbose_name_plural": "imports of returns",
                "indexes": [
                    models.Index(fields=["incubator", "-id"], name="return_import_of_incubator")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["checking", "checked", "writing", "done", "failed"])
                        ),
                        name="return_import_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("finished_at__isnull", False), ("state__in", ["done", "failed"])
                            ),
                            models.Q(
                                models.Q(("state__in", ["done", "failed"]), _negated=True),
                                ("finished_at__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="return_import_state_has_its_end",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("done__lte", models.F("rows")),
                            ("good__lte", models.F("rows")),
                            ("written__lte", models.F("rows")),
                        ),
                        name="return_import_counts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sha256__regex", "^[0-9a-f]{64}$")),
                        name="return_import_has_its_hash",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReturnItemEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="companies.returnitem",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "form",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.returnform",
                        verbose_name="return form",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="position")),
                ("code", models.CharField(max_length=40, verbose_name="code")),
                ("section", models.CharField(max_length=60, verbose_name="section")),
                ("section_en", models.CharField(max_length=80, verbose_name="section in English")),
                ("label", models.CharField(max_length=120, verbose_name="item")),
                ("label_en", models.CharField(max_length=160, verbose_name="item in English")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("integer", "Whole number"),
                            ("money", "Money"),
                            ("result", "Money, also below zero"),
                            ("area", "Area"),
                            ("share", "Per cent"),
                            ("choice", "One choice"),
                            ("text", "Text"),
                            ("date", "Date"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("unit", models.CharField(blank=True, max_length=10, verbose_name="unit")),
                ("required", models.BooleanField(default=False, verbose_name="required")),
                ("has_year", models.BooleanField(default=False, verbose_name="with year to date")),
                ("is_part", models.BooleanField(default=False, verbose_name="of which")),
                (
                    "is_kept",
                    models.BooleanField(
                        default=False,
                        help_text="Filled in from the return before.",
                        verbose_name="kept",
                    ),
                ),
                (
                    "on_file",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("name", "Name of the company"),
                            ("code", "Its code"),
                            ("registered_on", "Registered on"),
                            ("admitted_on", "Admitted on"),
                            ("field", "Technical field"),
                            ("capital", "Registered capital"),
                            ("graduated", "Whether it has graduated"),
                            ("graduated_on", "Graduated on"),
                        ],
                        max_length=20,
                        verbose_name="from the register",
                    ),
                ),
                (
                    "options",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="choices",
                    ),
                ),
                (
                    "option_labels",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=80),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="choices, said",
                    ),
                ),
                (
                    "option_labels_en",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=120),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="choices, said in English",
                    ),
                ),
                ("source", models.CharField(max_length=200, verbose_name="source")),
                (
                    "certainty",
                    models.CharField(
                        choices=[
                            ("V", "Text seen"),
                            ("S", "From a later source"),
                            ("U", "Unconfirmed"),
                        ],
                        max_length=1,
                        verbose_name="certainty",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="note")),
                (
                    "note_en",
                    models.CharField(blank=True, max_length=300, verbose_name="note in English"),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ReturnPeriodEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="companies.returnperiod",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "form",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.returnform",
                        verbose_name="return form",
                    ),
                ),
                (
                    "code",
                    models.SlugField(
                        db_index=False, editable=False, max_length=40, verbose_name="code"
                    ),
                ),
                (
                    "rhythm",
                    models.CharField(
                        choices=[
                            ("monthly", "Monthly"),
                            ("quarterly", "Quarterly"),
                            ("half_yearly", "Half-yearly"),
                            ("yearly", "Yearly"),
                        ],
                        max_length=20,
                        verbose_name="rhythm",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                ("number", models.PositiveSmallIntegerField(verbose_name="number in the year")),
                ("begins_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(verbose_name="to")),
                ("opens_on", models.DateField(verbose_name="opens on")),
                ("due_on", models.DateField(verbose_name="due on")),
                ("opened_at", models.DateTimeField(verbose_name="put on the list at")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ReviewPlanEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="companies.reviewplan",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "call",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.call",
                        verbose_name="call",
                    ),
                ),
                ("version", models.PositiveSmallIntegerField(verbose_name="version")),
                (
                    "published_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="published at"),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Rubric",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                (
                    "name_en",
                    models.CharField(blank=True, max_length=120, verbose_name="name in English"),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rubrics",
                        to="companies.reviewplan",
                        verbose_name="review plan",
                    ),
                ),
            ],
            options={
                "verbose_name": "rubric",
                "verbose_name_plural": "rubrics",
                "constraints": [
                    models.UniqueConstraint(fields=("plan", "name"), name="rubric_name_once"),
                    models.UniqueConstraint(fields=("id", "plan"), name="rubric_plan_key"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ShareholdingEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="companies.shareholding",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "company",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.company",
                        verbose_name="company",
                    ),
                ),
                ("holder", models.CharField(max_length=120, verbose_name="shareholder")),
                (
                    "share",
                    models.DecimalField(decimal_places=4, max_digits=7, verbose_name="share (%)"),
                ),
                (
                    "contribution",
                    models.CharField(
                        blank=True, max_length=60, verbose_name="form of contribution"
                    ),
                ),
                ("from_on", models.DateField(blank=True, null=True, verbose_name="from")),
                ("until_on", models.DateField(blank=True, null=True, verbose_name="until")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="StaffCount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "company",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="companies.company",
                        verbose_name="company",
                    ),
                ),
                (
                    "evidence",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="companies.evidence",
                        verbose_name="document",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("submitted", "To be verified"),
                            ("verified", "Verified"),
                            ("rejected", "Not accepted"),
                        ],
                        default="submitted",
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                ("recorded_at", models.DateTimeField(verbose_name="recorded at")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
                (
                    "verified_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="verified at"),
                ),
                (
                    "verified_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="verified by",
                    ),
                ),
                (
                    "rejected_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="not accepted at"),
                ),
                (
                    "rejection",
                    models.CharField(blank=True, max_length=200, verbose_name="why not accepted"),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="companies.staffcount",
                        verbose_name="replaces",
                    ),
                ),
                (
                    "correction",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="reason for the correction"
                    ),
                ),
                ("counted_on", models.DateField(verbose_name="on the day")),
                ("total", models.PositiveIntegerField(verbose_name="staff")),
                ("doctors", models.PositiveIntegerField(default=0, verbose_name="doctors")),
                ("masters", models.PositiveIntegerField(default=0, verbose_name="masters")),
                ("bachelors", models.PositiveIntegerField(default=0, verbose_name="bachelors")),
                ("college", models.PositiveIntegerField(default=0, verbose_name="junior college")),
                (
                    "researchers",
                    models.PositiveIntegerField(
                        default=0, verbose_name="in research and development"
                    ),
                ),
                (
                    "returnees",
                    models.PositiveIntegerField(default=0, verbose_name="returned from overseas"),
                ),
                (
                    "fresh_graduates",
                    models.PositiveIntegerField(default=0, verbose_name="fresh graduates"),
                ),
            ],
            options={
                "verbose_name": "count of staff",
                "verbose_name_plural": "counts of staff",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("id", "company"), name="staffcount_company_key"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "rejected"), _negated=True),
                        fields=("replaces",),
                        name="staffcount_replaced_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("rejected_at", None),
                                ("state", "submitted"),
                                ("verified_at__isnull", True),
                            ),
                            models.Q(
                                ("rejected_at", None),
                                ("state", "verified"),
                                ("verified_at__isnull", False),
                            ),
                            models.Q(("rejected_at__isnull", False), ("state", "rejected")),
                            _connector="OR",
                        ),
                        name="staffcount_state_matches_moments",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("rejected_at__isnull", True), ("rejection", "")),
                            models.Q(
                                ("rejected_at__isnull", False),
                                models.Q(("rejection", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="staffcount_rejected_with_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("correction", ""), ("replaces__isnull", True)),
                            models.Q(
                                ("replaces__isnull", False),
                                models.Q(("correction", ""), _negated=True),
                                models.Q(("replaces", models.F("id")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="staffcount_replaces_with_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "total__gte",
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("doctors"), "+", models.F("masters")
                                        ),
                                        "+",
                                        models.F("bachelors"),
                                    ),
                                    "+",
                                    models.F("college"),
                                ),
                            )
                        ),
                        name="staff_degrees_within_total",
                        violation_error_code="more_degrees_than_staff",
                        violation_error_message="There are more degrees than people.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("fresh_graduates__lte", models.F("total")),
                            ("researchers__lte", models.F("total")),
                            ("returnees__lte", models.F("total")),
                        ),
                        name="staff_parts_within_total",
                        violation_error_code="part_larger_than_staff",
                        violation_error_message="A part of the staff is larger than the whole.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SubsidyClaim",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "company",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="companies.company",
                        verbose_name="company",
                    ),
                ),
                (
                    "evidence",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)s_set",
                        to="companies.evidence",
                        verbose_name="document",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("submitted", "To be verified"),
                            ("verified", "Verified"),
                            ("rejected", "Not accepted"),
                        ],
                        default="submitted",
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                ("recorded_at", models.DateTimeField(verbose_name="recorded at")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
                (
                    "verified_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="verified at"),
                ),
                (
                    "verified_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="verified by",
                    ),
                ),
                (
                    "rejected_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="not accepted at"),
                ),
                (
                    "rejection",
                    models.CharField(blank=True, max_length=200, verbose_name="why not accepted"),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="companies.subsidyclaim",
                        verbose_name="replaces",
                    ),
                ),
                (
                    "correction",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="reason for the correction"
                    ),
                ),
                ("policy", models.CharField(max_length=160, verbose_name="policy")),
                (
                    "document",
                    models.CharField(blank=True, max_length=80, verbose_name="document number"),
                ),
                ("applied_on", models.DateField(verbose_name="applied on")),
                (
                    "asked",
                    models.DecimalField(
                        decimal_places=2, max_digits=15, verbose_name="asked for (yuan)"
                    ),
                ),
                ("decided_on", models.DateField(blank=True, null=True, verbose_name="decided on")),
                (
                    "granted",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=15,
                        null=True,
                        verbose_name="granted (yuan)",
                    ),
                ),
                (
                    "refusal",
                    models.CharField(blank=True, max_length=200, verbose_name="why it was refused"),
                ),
            ],
            options={
                "verbose_name": "claim to a subsidy",
                "verbose_name_plural": "claims to subsidies",
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(
                        fields=("id", "company"), name="subsidyclaim_company_key"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "rejected"), _negated=True),
                        fields=("replaces",),
                        name="subsidyclaim_replaced_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("rejected_at", None),
                                ("state", "submitted"),
                                ("verified_at__isnull", True),
                            ),
                            models.Q(
                                ("rejected_at", None),
                                ("state", "verified"),
                                ("verified_at__isnull", False),
                            ),
                            models.Q(("rejected_at__isnull", False), ("state", "rejected")),
                            _connector="OR",
                        ),
                        name="subsidyclaim_state_matches_moments",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("rejected_at__isnull", True), ("rejection", "")),
                            models.Q(
                                ("rejected_at__isnull", False),
                                models.Q(("rejection", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="subsidyclaim_rejected_with_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("correction", ""), ("replaces__isnull", True)),
                            models.Q(
                                ("replaces__isnull", False),
                                models.Q(("correction", ""), _negated=True),
                                models.Q(("replaces", models.F("id")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="subsidyclaim_replaces_with_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("asked__gt", 0)),
                        name="claim_asks_something",
                        violation_error_code="claim_of_nothing",
                        violation_error_message="A claim asks for more than nothing.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_on__isnull", True),
                                ("granted__isnull", True),
                                ("refusal", ""),
                            ),
                            models.Q(
                                ("decided_on__isnull", False), ("granted__gt", 0), ("refusal", "")
                            ),
                            models.Q(
                                ("decided_on__isnull", False),
                                ("granted__isnull", True),
                                models.Q(("refusal", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="claim_granted_or_refused",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("granted__isnull", True),
                            ("granted__lte", models.F("asked")),
                            _connector="OR",
                        ),
                        name="claim_granted_within_asked",
                        violation_error_code="more_granted_than_asked",
                        violation_error_message="No more is granted than was asked for.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_on__isnull", True),
                            ("decided_on__gte", models.F("applied_on")),
                            _connector="OR",
                        ),
                        name="claim_decided_after_application",
                        violation_error_code="claim_decided_before_application",
                        violation_error_message="A claim is decided after it was made.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AwardEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="companies.award",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "company",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.company",
                        verbose_name="company",
                    ),
                ),
                (
                    "evidence",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.evidence",
                        verbose_name="document",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("submitted", "To be verified"),
                            ("verified", "Verified"),
                            ("rejected", "Not accepted"),
                        ],
                        default="submitted",
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                ("recorded_at", models.DateTimeField(verbose_name="recorded at")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
                (
                    "verified_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="verified at"),
                ),
                (
                    "verified_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="verified by",
                    ),
                ),
                (
                    "rejected_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="not accepted at"),
                ),
                (
                    "rejection",
                    models.CharField(blank=True, max_length=200, verbose_name="why not accepted"),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.award",
                        verbose_name="replaces",
                    ),
                ),
                (
                    "correction",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="reason for the correction"
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                (
                    "rank",
                    models.CharField(blank=True, max_length=60, verbose_name="class of the award"),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("national", "National"),
                            ("provincial", "Provincial"),
                            ("municipal", "Municipal"),
                            ("zone", "Zone or district"),
                            ("operator", "Operator or fund"),
                        ],
                        max_length=20,
                        verbose_name="level",
                    ),
                ),
                (
                    "issued_by",
                    models.CharField(blank=True, max_length=120, verbose_name="issued by"),
                ),
                ("awarded_on", models.DateField(verbose_name="awarded on")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ChangeRequestEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="companies.changerequest",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, verbose_name="key")),
                (
                    "residence",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.residence",
                        verbose_name="residence",
                    ),
                ),
                (
                    "company",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.company",
                        verbose_name="company",
                    ),
                ),
                (
                    "incubator",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="institutions.incubator",
                        verbose_name="incubator",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("name", "Company name"),
                            ("shareholders", "Shareholders"),
                            ("scope", "Business scope"),
                            ("area", "Area"),
                            ("legal_representative", "Legal representative"),
                            ("extension", "Extension of the stay"),
                            ("address", "Registered address"),
                            ("capital", "Registered capital"),
                        ],
                        max_length=30,
                        verbose_name="what changes",
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=2000, verbose_name="new text")),
                (
                    "amount",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=15,
                        null=True,
                        verbose_name="new amount",
                    ),
                ),
                ("day", models.DateField(blank=True, null=True, verbose_name="new last day")),
                (
                    "shareholders",
                    models.JSONField(blank=True, default=list, verbose_name="new shareholders"),
                ),
                ("reason", models.TextField(max_length=2000, verbose_name="reason")),
                ("planned_on", models.DateField(verbose_name="planned for")),
                (
                    "notice_days",
                    models.PositiveSmallIntegerField(verbose_name="to be told before (days)"),
                ),
                (
                    "filing_days",
                    models.PositiveSmallIntegerField(verbose_name="to be filed within (days)"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "Waiting for the office"),
                            ("approved", "Approved"),
                            ("refused", "Not approved"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="asked",
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                ("asked_at", models.DateTimeField(verbose_name="asked at")),
                (
                    "asked_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="asked by",
                    ),
                ),
                (
                    "closed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="decided at"),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="decided by",
                    ),
                ),
                (
                    "effective_on",
                    models.DateField(blank=True, null=True, verbose_name="in effect from"),
                ),
                (
                    "said",
                    models.TextField(
                        blank=True, max_length=2000, verbose_name="what the office said"
                    ),
                ),
                (
                    "file_by",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(
                                kind__in=[
                                    "address",
                                    "capital",
                                    "legal_representative",
                                    "name",
                                    "scope",
                                    "shareholders",
                                ],
                                then=models.Func(
                                    models.F("effective_on"),
                                    models.F("filing_days"),
                                    arg_joiner=" + ",
                                    output_field=models.DateField(),
                                    template="(%(expressions)s)",
                                ),
                            )
                        ),
                        output_field=models.DateField(null=True),
                        verbose_name="to be filed by",
                    ),
                ),
                ("filed_on", models.DateField(blank=True, null=True, verbose_name="filed on")),
                (
                    "overdue_told_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="reminded at"),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="DueReturnEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="companies.duereturn",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "period",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.returnperiod",
                        verbose_name="reporting period",
                    ),
                ),
                (
                    "form",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.returnform",
                        verbose_name="return form",
                    ),
                ),
                (
                    "company",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.company",
                        verbose_name="company",
                    ),
                ),
                (
                    "residence",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.residence",
                        verbose_name="residence",
                    ),
                ),
                (
                    "incubator",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="institutions.incubator",
                        verbose_name="incubator",
                    ),
                ),
                ("due_on", models.DateField(verbose_name="due on")),
                (
                    "handed_in_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="first handed in at"),
                ),
                (
                    "waived_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="waived at"),
                ),
                (
                    "waived_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="waived by",
                    ),
                ),
                (
                    "waived_because",
                    models.CharField(blank=True, max_length=500, verbose_name="reason for waiving"),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="FinancingRoundEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="companies.financinground",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "company",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.company",
                        verbose_name="company",
                    ),
                ),
                (
                    "evidence",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.evidence",
                        verbose_name="document",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("submitted", "To be verified"),
                            ("verified", "Verified"),
                            ("rejected", "Not accepted"),
                        ],
                        default="submitted",
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                ("recorded_at", models.DateTimeField(verbose_name="recorded at")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
                (
                    "verified_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="verified at"),
                ),
                (
                    "verified_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="verified by",
                    ),
                ),
                (
                    "rejected_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="not accepted at"),
                ),
                (
                    "rejection",
                    models.CharField(blank=True, max_length=200, verbose_name="why not accepted"),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.financinground",
                        verbose_name="replaces",
                    ),
                ),
                (
                    "correction",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="reason for the correction"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("equity", "Equity"),
                            ("convertible", "Convertible loan"),
                            ("loan", "Bank loan"),
                        ],
                        default="equity",
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("seed", "Seed"),
                            ("angel", "Angel"),
                            ("a", "Round A"),
                            ("b", "Round B"),
                            ("c", "Round C or later"),
                            ("strategic", "Strategic"),
                            ("other", "Other"),
                        ],
                        max_length=20,
                        verbose_name="stage",
                    ),
                ),
                ("investor", models.CharField(max_length=200, verbose_name="investors")),
                (
                    "amount",
                    models.DecimalField(
                        decimal_places=2, max_digits=15, verbose_name="amount (yuan)"
                    ),
                ),
                ("closed_on", models.DateField(verbose_name="money received on")),
                (
                    "post_money",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=15,
                        null=True,
                        verbose_name="value of the company after it (yuan)",
                    ),
                ),
                (
                    "from_incubator_fund",
                    models.BooleanField(default=False, verbose_name="from the incubator’s fund"),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="IntellectualPropertyEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="companies.intellectualproperty",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "company",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.company",
                        verbose_name="company",
                    ),
                ),
                (
                    "evidence",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.evidence",
                        verbose_name="document",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("submitted", "To be verified"),
                            ("verified", "Verified"),
                            ("rejected", "Not accepted"),
                        ],
                        default="submitted",
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                ("recorded_at", models.DateTimeField(verbose_name="recorded at")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
                (
                    "verified_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="verified at"),
                ),
                (
                    "verified_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="verified by",
                    ),
                ),
                (
                    "rejected_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="not accepted at"),
                ),
                (
                    "rejection",
                    models.CharField(blank=True, max_length=200, verbose_name="why not accepted"),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.intellectualproperty",
                        verbose_name="replaces",
                    ),
                ),
                (
                    "correction",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="reason for the correction"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("invention", "Invention patent"),
                            ("utility_model", "Utility model"),
                            ("design", "Design patent"),
                            ("software", "Software copyright"),
                            ("plant_variety", "Plant variety"),
                            ("ic_layout", "Layout design of integrated circuits"),
                            ("trade_mark", "Trade mark"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                ("number", models.CharField(max_length=60, verbose_name="number")),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("own", "Developed by itself"),
                            ("acquired", "Acquired"),
                            ("licensed", "Exclusive licence"),
                        ],
                        default="own",
                        max_length=20,
                        verbose_name="how it came by it",
                    ),
                ),
                (
                    "applied_on",
                    models.DateField(blank=True, null=True, verbose_name="applied for on"),
                ),
                ("granted_on", models.DateField(blank=True, null=True, verbose_name="granted on")),
                ("lapsed_on", models.DateField(blank=True, null=True, verbose_name="lapsed on")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="LeavingEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="companies.leaving",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, verbose_name="key")),
                (
                    "residence",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.residence",
                        verbose_name="residence",
                    ),
                ),
                (
                    "company",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.company",
                        verbose_name="company",
                    ),
                ),
                (
                    "incubator",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="institutions.incubator",
                        verbose_name="incubator",
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("graduated", "Graduated"),
                            ("withdrew", "Withdrew"),
                            ("removed", "Removed"),
                            ("dissolved", "Dissolved"),
                            ("moved", "Moved away"),
                        ],
                        max_length=20,
                        verbose_name="exit reason",
                    ),
                ),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("own_wish", "Leaves at its own wish"),
                            ("period_over", "The period is over without graduation"),
                            ("law_broken", "Broke the law"),
                            ("false_papers", "False papers for benefits"),
                            ("unmanaged", "Does not obey the management, or is long absent"),
                            ("lease_breached", "Cannot perform the lease"),
                            ("ceased", "Stopped operating or was deregistered"),
                            ("moved_out", "Moved its business or registered address out"),
                            ("fees_unpaid", "Fees unpaid after demand"),
                            ("sublet", "Sublet its rooms"),
                            ("project_changed", "Changed its project without consent"),
                            ("not_started", "Did not start in time"),
                            ("slow", "Progress below the stage goals"),
                            ("reports_late", "Reports late"),
                            ("grade_c", "Graded C in the yearly assessment"),
                        ],
                        max_length=20,
                        verbose_name="ground",
                    ),
                ),
                ("words", models.TextField(max_length=2000, verbose_name="in words")),
                ("wanted_on", models.DateField(verbose_name="wanted for")),
                (
                    "warned_on",
                    models.DateField(blank=True, null=True, verbose_name="warned in writing on"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Under way"),
                            ("ended", "Stay ended, rooms or money open"),
                            ("closed", "Closed"),
                            ("refused", "Not approved"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="open",
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                ("asked_at", models.DateTimeField(verbose_name="asked at")),
                (
                    "asked_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="asked by",
                    ),
                ),
                (
                    "from_office",
                    models.BooleanField(default=False, verbose_name="begun by the office"),
                ),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="stay ended on")),
                (
                    "closed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="closed at"),
                ),
                (
                    "said",
                    models.TextField(
                        blank=True, max_length=2000, verbose_name="what the office said"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="LeavingSignature",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "leaving",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signatures",
                        to="companies.leaving",
                        verbose_name="winding-up of a stay",
                    ),
                ),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("clerk", "Clerk"),
                            ("service", "Start-up service department, first review"),
                            ("leader", "Leader of the committee"),
                            (
                                "registration",
                                "Enterprise development department: registration changed",
                            ),
                            ("finance", "Zone finance"),
                            ("inspection", "Property company: inspection"),
                            ("property_finance", "Property company: finance"),
                        ],
                        max_length=20,
                        verbose_name="step",
                    ),
                ),
                ("signed_on", models.DateField(verbose_name="signed on")),
                ("recorded_at", models.DateTimeField(verbose_name="recorded at")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="note")),
            ],
            options={
                "verbose_name": "signature",
                "verbose_name_plural": "signatures",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "step__in",
                                [
                                    "clerk",
                                    "service",
                                    "leader",
                                    "registration",
                                    "finance",
                                    "inspection",
                                    "property_finance",
                                ],
                            )
                        ),
                        name="signature_step",
                    ),
                    models.UniqueConstraint(fields=("leaving", "step"), name="signature_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="MarketEventEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="companies.marketevent",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "company",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.company",
                        verbose_name="company",
                    ),
                ),
                (
                    "evidence",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.evidence",
                        verbose_name="document",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("submitted", "To be verified"),
                            ("verified", "Verified"),
                            ("rejected", "Not accepted"),
                        ],
                        default="submitted",
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                ("recorded_at", models.DateTimeField(verbose_name="recorded at")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
                (
                    "verified_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="verified at"),
                ),
                (
                    "verified_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="verified by",
                    ),
                ),
                (
                    "rejected_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="not accepted at"),
                ),
                (
                    "rejection",
                    models.CharField(blank=True, max_length=200, verbose_name="why not accepted"),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.marketevent",
                        verbose_name="replaces",
                    ),
                ),
                (
                    "correction",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="reason for the correction"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("merged", "Merged"),
                            ("acquired", "Acquired"),
                            ("quoted", "Quoted"),
                            ("listed", "Listed"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("happened_on", models.DateField(verbose_name="on")),
                (
                    "market",
                    models.CharField(
                        help_text="The buyer, or the exchange.",
                        max_length=120,
                        verbose_name="with whom or where",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Paper",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "incubator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="papers",
                        to="institutions.incubator",
                        verbose_name="incubator",
                    ),
                ),
                (
                    "company",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="papers",
                        to="companies.company",
                        verbose_name="company",
                    ),
                ),
                (
                    "change",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="papers",
                        to="companies.changerequest",
                        verbose_name="change",
                    ),
                ),
                (
                    "leaving",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="papers",
                        to="companies.leaving",
                        verbose_name="winding-up",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("agreement", "Signed incubation agreement"),
                            ("licence", "Business licence"),
                            ("statement", "Financial or tax statement"),
                            ("resolution", "Resolution of the shareholders"),
                            ("request", "Written request"),
                            ("warning", "Written warning"),
                            ("inspection", "Record of an inspection"),
                            ("other", "Other paper"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "file",
                    models.FileField(
                        max_length=120,
                        storage=incubator.core.files.storage.private_storage,
                        upload_to=incubator.core.files.storage.random_name,
                        verbose_name="file",
                    ),
                ),
                ("original_name", models.CharField(max_length=255, verbose_name="name")),
                ("content_type", models.CharField(max_length=100, verbose_name="type")),
                ("size", models.PositiveBigIntegerField(verbose_name="size (bytes)")),
                ("sha256", models.CharField(max_length=64)),
                ("is_scanned", models.BooleanField(default=False, verbose_name="scanned")),
                ("filed_at", models.DateTimeField(verbose_name="filed at")),
                (
                    "filed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "paper",
                "verbose_name_plural": "papers",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "agreement",
                                    "licence",
                                    "statement",
                                    "resolution",
                                    "request",
                                    "warning",
                                    "inspection",
                                    "other",
                                ],
                            )
                        ),
                        name="paper_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sha256__regex", "^[0-9a-f]{64}$")),
                        name="paper_has_its_hash",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("size__gt", 0)), name="paper_is_not_empty"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("change__isnull", True), ("leaving__isnull", True), _connector="OR"
                        ),
                        name="paper_of_one_matter",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProductEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="companies.product",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "company",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.company",
                        verbose_name="company",
                    ),
                ),
                (
                    "evidence",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.evidence",
                        verbose_name="document",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("submitted", "To be verified"),
                            ("verified", "Verified"),
                            ("rejected", "Not accepted"),
                        ],
                        default="submitted",
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                ("recorded_at", models.DateTimeField(verbose_name="recorded at")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
                (
                    "verified_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="verified at"),
                ),
                (
                    "verified_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="verified by",
                    ),
                ),
                (
                    "rejected_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="not accepted at"),
                ),
                (
                    "rejection",
                    models.CharField(blank=True, max_length=200, verbose_name="why not accepted"),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.product",
                        verbose_name="replaces",
                    ),
                ),
                (
                    "correction",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="reason for the correction"
                    ),
                ),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                (
                    "in_catalogue",
                    models.BooleanField(
                        default=False,
                        help_text="The catalogue of high-tech products (中国高新技术产品目录).",
                        verbose_name="in the national catalogue",
                    ),
                ),
                ("launched_on", models.DateField(verbose_name="on the market since")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="until")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ProjectEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="companies.project",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "company",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.company",
                        verbose_name="company",
                    ),
                ),
                (
                    "evidence",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.evidence",
                        verbose_name="document",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("submitted", "To be verified"),
                            ("verified", "Verified"),
                            ("rejected", "Not accepted"),
                        ],
                        default="submitted",
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                ("recorded_at", models.DateTimeField(verbose_name="recorded at")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
                (
                    "verified_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="verified at"),
                ),
                (
                    "verified_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="verified by",
                    ),
                ),
                (
                    "rejected_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="not accepted at"),
                ),
                (
                    "rejection",
                    models.CharField(blank=True, max_length=200, verbose_name="why not accepted"),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.project",
                        verbose_name="replaces",
                    ),
                ),
                (
                    "correction",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="reason for the correction"
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                (
                    "programme",
                    models.CharField(blank=True, max_length=120, verbose_name="programme"),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("national", "National"),
                            ("provincial", "Provincial"),
                            ("municipal", "Municipal"),
                            ("zone", "Zone or district"),
                            ("operator", "Operator or fund"),
                        ],
                        max_length=20,
                        verbose_name="level",
                    ),
                ),
                ("number", models.CharField(blank=True, max_length=60, verbose_name="number")),
                ("approved_on", models.DateField(verbose_name="approved on")),
                ("begins_on", models.DateField(blank=True, null=True, verbose_name="begins on")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="ends on")),
                (
                    "grant",
                    models.DecimalField(
                        decimal_places=2, default=0, max_digits=15, verbose_name="grant (yuan)"
                    ),
                ),
                (
                    "accepted_on",
                    models.DateField(blank=True, null=True, verbose_name="result accepted on"),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="QualificationEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="companies.qualification",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "company",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.company",
                        verbose_name="company",
                    ),
                ),
                (
                    "evidence",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.evidence",
                        verbose_name="document",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("submitted", "To be verified"),
                            ("verified", "Verified"),
                            ("rejected", "Not accepted"),
                        ],
                        default="submitted",
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                ("recorded_at", models.DateTimeField(verbose_name="recorded at")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
                (
                    "verified_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="verified at"),
                ),
                (
                    "verified_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="verified by",
                    ),
                ),
                (
                    "rejected_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="not accepted at"),
                ),
                (
                    "rejection",
                    models.CharField(blank=True, max_length=200, verbose_name="why not accepted"),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.qualification",
                        verbose_name="replaces",
                    ),
                ),
                (
                    "correction",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="reason for the correction"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("hnte_local", "High-tech enterprise (province or city)"),
                            ("hnte_2008", "High-tech enterprise (rules of 2008)"),
                            ("hnte_2016", "High-tech enterprise (rules of 2016)"),
                            ("tech_sme", "Technology SME"),
                            ("innovative_sme", "Innovative SME"),
                            ("specialised_new", "Specialised and new SME"),
                            ("little_giant", "Little giant"),
                            ("software_firm", "Software enterprise"),
                            ("software_product", "Software product"),
                            ("military", "Military supplier"),
                            ("management_system", "Management system certificate"),
                            ("other", "Other qualification"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "number",
                    models.CharField(blank=True, max_length=60, verbose_name="certificate number"),
                ),
                (
                    "issued_by",
                    models.CharField(blank=True, max_length=120, verbose_name="issued by"),
                ),
                ("issued_on", models.DateField(verbose_name="issued on")),
                ("valid_from", models.DateField(verbose_name="valid from")),
                (
                    "valid_until",
                    models.DateField(
                        blank=True,
                        help_text="The first day on which it no longer holds.",
                        null=True,
                        verbose_name="valid until",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="QuestionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="companies.question",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "questionnaire",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.questionnaire",
                        verbose_name="questionnaire",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="position")),
                (
                    "key",
                    models.CharField(
                        help_text="Names the answer in exports; it stays the same through all versions.",
                        max_length=40,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z][a-z0-9_]{0,39}$", "Small letters, digits and underscores."
                            )
                        ],
                        verbose_name="key",
                    ),
                ),
                ("section", models.CharField(max_length=60, verbose_name="section")),
                (
                    "section_en",
                    models.CharField(blank=True, max_length=80, verbose_name="section in English"),
                ),
                ("label", models.CharField(max_length=200, verbose_name="question")),
                (
                    "label_en",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="question in English"
                    ),
                ),
                ("help", models.CharField(blank=True, max_length=500, verbose_name="help")),
                (
                    "help_en",
                    models.CharField(blank=True, max_length=500, verbose_name="help in English"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("text", "One line of text"),
                            ("long_text", "Long text"),
                            ("number", "Number"),
                            ("money", "Money"),
                            ("date", "Date"),
                            ("choice", "One choice"),
                            ("choices", "Several choices"),
                            ("people", "Table of people"),
                            ("file", "File"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("required", models.BooleanField(default=False, verbose_name="required")),
                (
                    "fact",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("name", "Name of the company or team"),
                            ("unified_code", "Unified social credit code"),
                            ("registered_on", "Registered on"),
                            ("registered_capital", "Registered capital"),
                            ("registered_place", "Registered address"),
                            ("founder_kind", "Kind of founder"),
                            ("field", "Technical field"),
                            ("moved_in", "Moved in from elsewhere"),
                            ("previous_revenue", "Revenue of the previous year"),
                            ("area_wanted", "Area wanted"),
                            ("staff", "Staff"),
                            ("staff_doctors", "… of them doctors"),
                            ("staff_masters", "… of them masters"),
                            ("staff_bachelors", "… of them bachelors"),
                            ("staff_college", "… of them with junior college"),
                            ("staff_accountants", "… of them accountants"),
                            ("staff_part_time", "… of them part-time"),
                            ("team", "Staff list"),
                            ("heads", "Heads"),
                            ("corporate_shareholder", "Has a company among its shareholders"),
                            ("planned_investment", "Planned total investment"),
                            ("expected_output", "Expected yearly output"),
                            ("office_address", "Present office address"),
                            ("shareholders", "Shareholders"),
                            ("legal_representative", "Legal representative"),
                            ("contact", "Contact person"),
                            ("phone", "Phone"),
                            ("email", "E-mail"),
                            ("business_scope", "Business scope"),
                            ("project_name", "Name of the project"),
                            ("project", "Project"),
                            ("project_source", "Source of the project"),
                            ("intellectual_property", "Intellectual property"),
                        ],
                        help_text="Known facts are filled in, and reused from one application to the next.",
                        max_length=30,
                        verbose_name="company fact",
                    ),
                ),
                ("unit", models.CharField(blank=True, max_length=20, verbose_name="unit")),
                (
                    "minimum",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=15,
                        null=True,
                        verbose_name="at least",
                    ),
                ),
                (
                    "maximum",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        help_text="Of a number its value, of a text its characters, of others how many.",
                        max_digits=15,
                        null=True,
                        verbose_name="at most",
                    ),
                ),
                (
                    "options",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=120),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="choices",
                    ),
                ),
                (
                    "columns",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("name", "Name"),
                                ("sex", "Sex"),
                                ("born", "Year of birth"),
                                ("education", "Highest degree"),
                                ("school", "School"),
                                ("graduated", "Year of graduation"),
                                ("major", "Major"),
                                ("title", "Professional title"),
                                ("post", "Post"),
                                ("full_time", "Full-time or part-time"),
                                ("returnee", "Returned from overseas"),
                                ("share", "Share (%)"),
                                ("contribution", "Form of contribution"),
                                ("phone", "Phone"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="columns",
                    ),
                ),
                (
                    "shown_when",
                    models.CharField(
                        blank=True,
                        help_text="The key of an earlier choice.",
                        max_length=40,
                        verbose_name="shown when",
                    ),
                ),
                (
                    "shown_values",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=120),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="… is one of",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Return",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "key",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, unique=True, verbose_name="key"
                    ),
                ),
                (
                    "due",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="returns",
                        to="companies.duereturn",
                        verbose_name="due return",
                    ),
                ),
                (
                    "form",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="returns",
                        to="companies.returnform",
                        verbose_name="return form",
                    ),
                ),
                ("version", models.PositiveSmallIntegerField(default=1, verbose_name="version")),
                (
                    "supersedes",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="superseded_by",
                        to="companies.return",
                        verbose_name="supersedes",
                    ),
                ),
                (
                    "corrected_because",
                    models.CharField(
                        blank=True, max_length=500, verbose_name="reason for the correction"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "Handed in"),
                            ("returned", "Sent back"),
                            ("verified", "Verified"),
                        ],
                        default="draft",
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                ("started_at", models.DateTimeField(verbose_name="started at")),
                (
                    "started_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("saved_at", models.DateTimeField(verbose_name="saved at")),
                (
                    "submitted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="handed in at"),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="handed in by",
                    ),
                ),
                (
                    "verified_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="verified at"),
                ),
                (
                    "verified_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="verified by",
                    ),
                ),
                (
                    "imported_from",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="returns",
                        to="companies.returnimport",
                        verbose_name="from the file",
                    ),
                ),
                (
                    "is_generated",
                    models.BooleanField(
                        default=False,
                        help_text="Demonstration data; no real figures.",
                        verbose_name="generated",
                    ),
                ),
            ],
            options={
                "verbose_name": "return",
                "verbose_name_plural": "returns",
                "indexes": [
                    models.Index(fields=["state", "-submitted_at", "-id"], name="return_by_state"),
                    models.Index(fields=["form", "state"], name="return_of_form"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("due", "version"), name="return_version_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["draft", "submitted", "returned"])),
                        fields=("due",),
                        name="return_one_unsettled",
                        violation_error_message="This return is being written already.",
                    ),
                    models.UniqueConstraint(fields=("id", "due"), name="return_due_key"),
                    models.UniqueConstraint(fields=("id", "form"), name="return_form_key"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "submitted", "returned", "verified"])
                        ),
                        name="return_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("corrected_because", ""),
                                ("supersedes__isnull", True),
                                ("version", 1),
                            ),
                            models.Q(
                                ("supersedes__isnull", False),
                                ("version__gt", 1),
                                models.Q(("corrected_because", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="return_correction_has_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "draft"), ("submitted_at__isnull", True)),
                            models.Q(
                                models.Q(("state", "draft"), _negated=True),
                                ("submitted_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="return_state_has_its_submission",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "verified"), ("verified_at__isnull", False)),
                            models.Q(
                                models.Q(("state", "verified"), _negated=True),
                                ("verified_at__isnull", True),
                                ("verified_by__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="return_state_has_its_verification",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("submitted_at__isnull", True),
                            ("submitted_at__gte", models.F("started_at")),
                            _connector="OR",
                        ),
                        name="return_handed_in_after_it_began",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("verified_at__isnull", True),
                            ("verified_at__gte", models.F("submitted_at")),
                            _connector="OR",
                        ),
                        name="return_verified_after_it_came",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("verified_by__isnull", True),
                            models.Q(("verified_by", models.F("submitted_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="return_verified_by_another",
                        violation_error_message="Whoever handed a return in cannot verify it.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReturnReminder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "due",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reminders",
                        to="companies.duereturn",
                        verbose_name="due return",
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("before", "Before the due day"),
                            ("due", "On the due day"),
                            ("after", "After the due day"),
                            ("escalated", "Told to the manager"),
                        ],
                        max_length=20,
                        verbose_name="level",
                    ),
                ),
                ("sent_at", models.DateTimeField(verbose_name="sent at")),
                ("people", models.PositiveSmallIntegerField(verbose_name="people")),
            ],
            options={
                "verbose_name": "reminder of a return",
                "verbose_name_plural": "reminders of returns",
                "constraints": [
                    models.UniqueConstraint(fields=("due", "level"), name="return_reminder_once"),
                    models.CheckConstraint(
                        condition=models.Q(("level__in", ["before", "due", "after", "escalated"])),
                        name="return_reminder_level",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("people__gte", 1)),
                        name="return_reminder_reaches_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RubricCriterion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                (
                    "name_en",
                    models.CharField(blank=True, max_length=120, verbose_name="name in English"),
                ),
                (
                    "rubric",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="criteria",
                        to="companies.rubric",
                        verbose_name="rubric",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="position")),
                ("guidance", models.CharField(blank=True, max_length=500, verbose_name="guidance")),
                (
                    "guidance_en",
                    models.CharField(
                        blank=True, max_length=500, verbose_name="guidance in English"
                    ),
                ),
                (
                    "weight",
                    models.DecimalField(decimal_places=2, max_digits=6, verbose_name="weight"),
                ),
                (
                    "minimum",
                    models.DecimalField(
                        decimal_places=2, default=0, max_digits=6, verbose_name="lowest value"
                    ),
                ),
                (
                    "maximum",
                    models.DecimalField(
                        decimal_places=2, default=10, max_digits=6, verbose_name="highest value"
                    ),
                ),
                (
                    "step",
                    models.DecimalField(
                        decimal_places=2, default=1, max_digits=6, verbose_name="in steps of"
                    ),
                ),
            ],
            options={
                "verbose_name": "criterion of a rubric",
                "verbose_name_plural": "criteria of rubrics",
                "constraints": [
                    models.UniqueConstraint(
                        deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                        fields=("rubric", "position"),
                        name="rubric_criterion_position_once",
                    ),
                    models.UniqueConstraint(
                        fields=("rubric", "name"), name="rubric_criterion_name_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("weight__gt", 0)),
                        name="rubric_criterion_weighs",
                        violation_error_message="A weight is more than zero.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("minimum__lt", models.F("maximum"))),
                        name="rubric_criterion_scale_in_order",
                        violation_error_message="A scale ends above its beginning.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("step__gt", 0)),
                        name="rubric_criterion_step_is_positive",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("step__lte", 0),
                            (
                                "maximum",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("minimum"),
                                    "+",
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("step"),
                                        "*",
                                        models.Func(
                                            django.db.models.expressions.CombinedExpression(
                                                django.db.models.expressions.CombinedExpression(
                                                    models.F("maximum"), "-", models.F("minimum")
                                                ),
                                                "/",
                                                models.F("step"),
                                            ),
                                            function="floor",
                                            output_field=models.DecimalField(),
                                        ),
                                    ),
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="rubric_criterion_whole_steps",
                        violation_error_message="Whole steps lead from one end of a scale to the other.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RubricEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="companies.rubric",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                (
                    "name_en",
                    models.CharField(blank=True, max_length=120, verbose_name="name in English"),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.reviewplan",
                        verbose_name="review plan",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="StaffCountEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="companies.staffcount",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "company",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.company",
                        verbose_name="company",
                    ),
                ),
                (
                    "evidence",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.evidence",
                        verbose_name="document",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("submitted", "To be verified"),
                            ("verified", "Verified"),
                            ("rejected", "Not accepted"),
                        ],
                        default="submitted",
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                ("recorded_at", models.DateTimeField(verbose_name="recorded at")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
                (
                    "verified_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="verified at"),
                ),
                (
                    "verified_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="verified by",
                    ),
                ),
                (
                    "rejected_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="not accepted at"),
                ),
                (
                    "rejection",
                    models.CharField(blank=True, max_length=200, verbose_name="why not accepted"),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.staffcount",
                        verbose_name="replaces",
                    ),
                ),
                (
                    "correction",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="reason for the correction"
                    ),
                ),
                ("counted_on", models.DateField(verbose_name="on the day")),
                ("total", models.PositiveIntegerField(verbose_name="staff")),
                ("doctors", models.PositiveIntegerField(default=0, verbose_name="doctors")),
                ("masters", models.PositiveIntegerField(default=0, verbose_name="masters")),
                ("bachelors", models.PositiveIntegerField(default=0, verbose_name="bachelors")),
                ("college", models.PositiveIntegerField(default=0, verbose_name="junior college")),
                (
                    "researchers",
                    models.PositiveIntegerField(
                        default=0, verbose_name="in research and development"
                    ),
                ),
                (
                    "returnees",
                    models.PositiveIntegerField(default=0, verbose_name="returned from overseas"),
                ),
                (
                    "fresh_graduates",
                    models.PositiveIntegerField(default=0, verbose_name="fresh graduates"),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Stage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                (
                    "name_en",
                    models.CharField(blank=True, max_length=120, verbose_name="name in English"),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="stages",
                        to="companies.reviewplan",
                        verbose_name="review plan",
                    ),
                ),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="companies.call",
                        verbose_name="call",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="position")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("completeness", "Completeness check"),
                            ("department", "Department review"),
                            ("expert", "Expert review"),
                            ("defence", "Defence"),
                            ("decision", "Decision"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "required",
                    models.BooleanField(
                        default=True,
                        help_text="Nobody is accepted without its reviews.",
                        verbose_name="required",
                    ),
                ),
                (
                    "actors",
                    models.CharField(
                        choices=[
                            ("office", "People of the incubator"),
                            ("invited", "Invited reviewers"),
                            ("both", "Both"),
                        ],
                        default="office",
                        max_length=10,
                        verbose_name="who acts",
                    ),
                ),
                (
                    "rubric",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stages",
                        to="companies.rubric",
                        verbose_name="rubric",
                    ),
                ),
                (
                    "reviews_wanted",
                    models.PositiveSmallIntegerField(
                        default=0,
                        help_text="Of how many people.",
                        verbose_name="reviews of each case",
                    ),
                ),
                (
                    "days",
                    models.PositiveSmallIntegerField(
                        default=10,
                        help_text="How long it should take, in calendar days.",
                        verbose_name="days",
                    ),
                ),
                (
                    "due_on",
                    models.DateField(
                        blank=True,
                        help_text="The same day for every case.",
                        null=True,
                        verbose_name="ends on",
                    ),
                ),
                (
                    "others",
                    models.CharField(
                        choices=[
                            ("never", "Nothing"),
                            ("after", "All, once they have signed their own"),
                            ("always", "All, at any time"),
                        ],
                        default="never",
                        max_length=10,
                        verbose_name="reviewers see of others’ reviews",
                    ),
                ),
                (
                    "blind",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("name", "Name and code of the company"),
                                ("people", "People: their names, shares and contacts"),
                                ("files", "Names and properties of files"),
                            ],
                            max_length=10,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="hidden from reviewers",
                    ),
                ),
                (
                    "hidden_keys",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40),
                        blank=True,
                        default=list,
                        help_text="Keys of questions.",
                        size=None,
                        verbose_name="… and the answers to",
                    ),
                ),
                (
                    "gives_documents",
                    models.BooleanField(
                        default=False,
                        help_text="PDF and office files may name people inside; pictures are cleaned.",
                        verbose_name="gives out documents although it is blind",
                    ),
                ),
                (
                    "combination",
                    models.CharField(
                        choices=[("mean", "Mean"), ("median", "Median")],
                        default="mean",
                        max_length=10,
                        verbose_name="score of a case",
                    ),
                ),
                (
                    "drop_from",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        verbose_name="without highest and lowest from … reviews on",
                    ),
                ),
            ],
            options={
                "verbose_name": "stage",
                "verbose_name_plural": "stages",
                "constraints": [
                    models.UniqueConstraint(
                        deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                        fields=("plan", "position"),
                        name="stage_position_once",
                    ),
                    models.UniqueConstraint(
                        fields=("plan", "kind"),
                        name="stage_kind_once",
                        violation_error_message="A plan has each kind of stage once.",
                    ),
                    models.UniqueConstraint(fields=("id", "call"), name="stage_call_key"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                ["completeness", "department", "expert", "defence", "decision"],
                            )
                        ),
                        name="stage_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("actors__in", ["office", "invited", "both"])),
                        name="stage_actors",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("others__in", ["never", "after", "always"])),
                        name="stage_others",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("combination__in", ["mean", "median"])),
                        name="stage_combination",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("blind__contained_by", ["name", "people", "files"])),
                        name="stage_blind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("days__range", (1, 366))), name="stage_days"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("kind__in", ["department", "expert", "defence"]),
                                ("reviews_wanted__range", (1, 20)),
                                ("rubric__isnull", False),
                            ),
                            models.Q(
                                models.Q(
                                    ("kind__in", ["department", "expert", "defence"]), _negated=True
                                ),
                                ("reviews_wanted", 0),
                                ("rubric__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="stage_scores_by_a_rubric",
                        violation_error_message="A stage that scores has a rubric and asks for 1 to 20 reviews; no other has.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("drop_from__isnull", True), ("drop_from__gte", 3), _connector="OR"
                        ),
                        name="stage_drops_from_three",
                        violation_error_message="Extremes are left out from three reviews on.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SubsidyClaimEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="companies.subsidyclaim",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "company",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.company",
                        verbose_name="company",
                    ),
                ),
                (
                    "evidence",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.evidence",
                        verbose_name="document",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("submitted", "To be verified"),
                            ("verified", "Verified"),
                            ("rejected", "Not accepted"),
                        ],
                        default="submitted",
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                ("recorded_at", models.DateTimeField(verbose_name="recorded at")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
                (
                    "verified_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="verified at"),
                ),
                (
                    "verified_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="verified by",
                    ),
                ),
                (
                    "rejected_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="not accepted at"),
                ),
                (
                    "rejection",
                    models.CharField(blank=True, max_length=200, verbose_name="why not accepted"),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.subsidyclaim",
                        verbose_name="replaces",
                    ),
                ),
                (
                    "correction",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="reason for the correction"
                    ),
                ),
                ("policy", models.CharField(max_length=160, verbose_name="policy")),
                (
                    "document",
                    models.CharField(blank=True, max_length=80, verbose_name="document number"),
                ),
                ("applied_on", models.DateField(verbose_name="applied on")),
                (
                    "asked",
                    models.DecimalField(
                        decimal_places=2, max_digits=15, verbose_name="asked for (yuan)"
                    ),
                ),
                ("decided_on", models.DateField(blank=True, null=True, verbose_name="decided on")),
                (
                    "granted",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=15,
                        null=True,
                        verbose_name="granted (yuan)",
                    ),
                ),
                (
                    "refusal",
                    models.CharField(blank=True, max_length=200, verbose_name="why it was refused"),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SubsidyPayment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "claim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payments",
                        to="companies.subsidyclaim",
                        verbose_name="claim",
                    ),
                ),
                (
                    "direction",
                    models.CharField(
                        choices=[("paid", "Paid out"), ("clawed_back", "Taken back")],
                        max_length=20,
                        verbose_name="direction",
                    ),
                ),
                (
                    "amount",
                    models.DecimalField(
                        decimal_places=2, max_digits=15, verbose_name="amount (yuan)"
                    ),
                ),
                ("on", models.DateField(verbose_name="on")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="reason")),
                ("recorded_at", models.DateTimeField(verbose_name="recorded at")),
            ],
            options={
                "verbose_name": "payment of a subsidy",
                "verbose_name_plural": "payments of subsidies",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("direction__in", ["paid", "clawed_back"])),
                        name="subsidy_direction",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__gt", 0)),
                        name="subsidy_amount_positive",
                        violation_error_code="payment_of_nothing",
                        violation_error_message="A payment is more than nothing.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("direction", "paid"),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="subsidy_taken_back_with_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Application",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "key",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, unique=True, verbose_name="key"
                    ),
                ),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications",
                        to="companies.call",
                        verbose_name="call",
                    ),
                ),
                (
                    "incubator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications",
                        to="institutions.incubator",
                        verbose_name="incubator",
                    ),
                ),
                (
                    "questionnaire",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications",
                        to="companies.questionnaire",
                        verbose_name="questionnaire",
                    ),
                ),
                (
                    "company",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications",
                        to="companies.company",
                        verbose_name="company",
                    ),
                ),
                (
                    "name",
                    models.CharField(blank=True, max_length=120, verbose_name="company or team"),
                ),
                (
                    "unified_code",
                    models.CharField(
                        blank=True,
                        max_length=18,
                        null=True,
                        verbose_name="unified social credit code",
                    ),
                ),
                (
                    "appeal",
                    models.TextField(
                        blank=True,
                        help_text="Why a person should decide where a condition is not met.",
                        max_length=2000,
                        verbose_name="reason for an exception",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "Submitted"),
                            ("returned", "More information asked"),
                            ("complete", "Complete, in review"),
                            ("waiting", "On the waiting list"),
                            ("deferred", "Decision put off"),
                            ("accepted", "Accepted"),
                            ("admitted", "Admitted"),
                            ("refused", "Not accepted"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                (
                    "stage",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications",
                        to="companies.stage",
                        verbose_name="stage",
                    ),
                ),
                (
                    "started_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="started by",
                    ),
                ),
                ("started_at", models.DateTimeField(verbose_name="started at")),
                ("saved_at", models.DateTimeField(verbose_name="saved at")),
                (
                    "submitted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="submitted at"),
                ),
                (
                    "decided_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="decided at"),
                ),
                (
                    "deferred_until",
                    models.DateField(blank=True, null=True, verbose_name="decision put off until"),
                ),
                (
                    "admitted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="admitted at"),
                ),
                (
                    "withdrawn_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="withdrawn at"),
                ),
                (
                    "answer_by",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="information wanted by"
                    ),
                ),
                (
                    "reminded_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="reminded at"),
                ),
                (
                    "receipt",
                    models.CharField(
                        max_length=20, null=True, unique=True, verbose_name="receipt number"
                    ),
                ),
                (
                    "late_code",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications",
                        to="companies.latecode",
                    ),
                ),
                (
                    "is_generated",
                    models.BooleanField(
                        default=False,
                        help_text="Demonstration data; no real company.",
                        verbose_name="generated",
                    ),
                ),
                (
                    "search_key",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.functions.text.Lower(
                            django.db.models.functions.text.Concat(
                                incubator.core.db.CharactersApart(models.F("name")),
                                models.Value(" "),
                                django.db.models.functions.comparison.Coalesce(
                                    models.F("receipt"), models.Value("")
                                ),
                                models.Value(" "),
                                django.db.models.functions.comparison.Coalesce(
                                    models.F("unified_code"), models.Value("")
                                ),
                            )
                        ),
                        output_field=models.TextField(),
                    ),
                ),
            ],
            options={
                "verbose_name": "application",
                "verbose_name_plural": "applications",
                "indexes": [
                    models.Index(
                        fields=["incubator", "state", "submitted_at"], name="application_desk"
                    ),
                    models.Index(fields=["call", "state"], name="application_of_call"),
                    models.Index(fields=["-submitted_at", "-id"], name="application_by_submission"),
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(
                            models.F("search_key"), name="gin_trgm_ops"
                        ),
                        name="application_search",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("id", "call"), name="application_call_key"),
                    models.UniqueConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "draft",
                                    "submitted",
                                    "returned",
                                    "complete",
                                    "waiting",
                                    "deferred",
                                    "accepted",
                                ],
                            )
                        ),
                        fields=("call", "company"),
                        name="application_one_open_per_company",
                        violation_error_message="This company already has an open application here.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "draft",
                                    "submitted",
                                    "returned",
                                    "complete",
                                    "waiting",
                                    "deferred",
                                    "accepted",
                                ],
                            )
                        ),
                        fields=("call", "unified_code"),
                        name="application_one_open_per_code",
                        violation_error_message="This company already has an open application here.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("unified_code__isnull", True),
                            incubator.core.db.UnifiedCodeIsValid("unified_code"),
                            _connector="OR",
                        ),
                        name="application_unified_code_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "draft",
                                    "submitted",
                                    "returned",
                                    "complete",
                                    "waiting",
                                    "deferred",
                                    "accepted",
                                    "admitted",
                                    "refused",
                                    "withdrawn",
                                ],
                            )
                        ),
                        name="application_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "draft"), ("submitted_at__isnull", True)),
                            models.Q(
                                (
                                    "state__in",
                                    [
                                        "submitted",
                                        "returned",
                                        "complete",
                                        "waiting",
                                        "deferred",
                                        "accepted",
                                        "admitted",
                                        "refused",
                                    ],
                                ),
                                ("submitted_at__isnull", False),
                            ),
                            ("state", "withdrawn"),
                            _connector="OR",
                        ),
                        name="application_state_has_its_submission",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "withdrawn"), ("withdrawn_at__isnull", False)),
                            models.Q(
                                models.Q(("state", "withdrawn"), _negated=True),
                                ("withdrawn_at__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="application_state_has_its_withdrawal",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_at__isnull", False),
                                (
                                    "state__in",
                                    ["waiting", "deferred", "accepted", "admitted", "refused"],
                                ),
                            ),
                            models.Q(
                                models.Q(
                                    (
                                        "state__in",
                                        ["waiting", "deferred", "accepted", "admitted", "refused"],
                                    ),
                                    _negated=True,
                                ),
                                ("decided_at__isnull", True),
                            ),
                            ("state", "withdrawn"),
                            _connector="OR",
                        ),
                        name="application_state_has_its_decision",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("deferred_until__isnull", False), ("state", "deferred")),
                            models.Q(
                                models.Q(("state", "deferred"), _negated=True),
                                ("deferred_until__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="application_deferred_until_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("admitted_at__isnull", False),
                                ("company__isnull", False),
                                ("state", "admitted"),
                            ),
                            models.Q(
                                models.Q(("state", "admitted"), _negated=True),
                                ("admitted_at__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="application_admitted_as_a_company",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer_by__isnull", False), ("state", "returned")),
                            models.Q(
                                models.Q(("state", "returned"), _negated=True),
                                ("answer_by__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="application_state_has_its_date",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("stage__isnull", True),
                            (
                                "state__in",
                                [
                                    "complete",
                                    "withdrawn",
                                    "waiting",
                                    "deferred",
                                    "accepted",
                                    "admitted",
                                    "refused",
                                ],
                            ),
                            _connector="OR",
                        ),
                        name="application_stage_once_complete",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("receipt__isnull", True), ("submitted_at__isnull", True)),
                            models.Q(("receipt__isnull", False), ("submitted_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="application_submission_has_its_receipt",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("submitted_at__isnull", True),
                            ("submitted_at__gte", models.F("started_at")),
                            _connector="OR",
                        ),
                        name="application_submitted_after_it_began",
                    ),
                    models.UniqueConstraint(
                        fields=("id", "incubator"), name="application_incubator_key"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LeavingSignatureEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="companies.leavingsignature",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "leaving",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.leaving",
                        verbose_name="winding-up of a stay",
                    ),
                ),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("clerk", "Clerk"),
                            ("service", "Start-up service department, first review"),
                            ("leader", "Leader of the committee"),
                            (
                                "registration",
                                "Enterprise development department: registration changed",
                            ),
                            ("finance", "Zone finance"),
                            ("inspection", "Property company: inspection"),
                            ("property_finance", "Property company: finance"),
                        ],
                        max_length=20,
                        verbose_name="step",
                    ),
                ),
                ("signed_on", models.DateField(verbose_name="signed on")),
                ("recorded_at", models.DateTimeField(verbose_name="recorded at")),
                (
                    "recorded_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="note")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PaperEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="companies.paper",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "incubator",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="institutions.incubator",
                        verbose_name="incubator",
                    ),
                ),
                (
                    "company",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.company",
                        verbose_name="company",
                    ),
                ),
                (
                    "change",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.changerequest",
                        verbose_name="change",
                    ),
                ),
                (
                    "leaving",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.leaving",
                        verbose_name="winding-up",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("agreement", "Signed incubation agreement"),
                            ("licence", "Business licence"),
                            ("statement", "Financial or tax statement"),
                            ("resolution", "Resolution of the shareholders"),
                            ("request", "Written request"),
                            ("warning", "Written warning"),
                            ("inspection", "Record of an inspection"),
                            ("other", "Other paper"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "file",
                    models.FileField(
                        max_length=120,
                        storage=incubator.core.files.storage.private_storage,
                        upload_to=incubator.core.files.storage.random_name,
                        verbose_name="file",
                    ),
                ),
                ("original_name", models.CharField(max_length=255, verbose_name="name")),
                ("content_type", models.CharField(max_length=100, verbose_name="type")),
                ("size", models.PositiveBigIntegerField(verbose_name="size (bytes)")),
                ("sha256", models.CharField(max_length=64)),
                ("is_scanned", models.BooleanField(default=False, verbose_name="scanned")),
                ("filed_at", models.DateTimeField(verbose_name="filed at")),
                (
                    "filed_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ReturnEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="companies.return",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, verbose_name="key")),
                (
                    "due",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.duereturn",
                        verbose_name="due return",
                    ),
                ),
                (
                    "form",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.returnform",
                        verbose_name="return form",
                    ),
                ),
                ("version", models.PositiveSmallIntegerField(default=1, verbose_name="version")),
                (
                    "supersedes",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.return",
                        verbose_name="supersedes",
                    ),
                ),
                (
                    "corrected_because",
                    models.CharField(
                        blank=True, max_length=500, verbose_name="reason for the correction"
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "Handed in"),
                            ("returned", "Sent back"),
                            ("verified", "Verified"),
                        ],
                        default="draft",
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                ("started_at", models.DateTimeField(verbose_name="started at")),
                (
                    "started_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("saved_at", models.DateTimeField(verbose_name="saved at")),
                (
                    "submitted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="handed in at"),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="handed in by",
                    ),
                ),
                (
                    "verified_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="verified at"),
                ),
                (
                    "verified_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="verified by",
                    ),
                ),
                (
                    "imported_from",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.returnimport",
                        verbose_name="from the file",
                    ),
                ),
                (
                    "is_generated",
                    models.BooleanField(
                        default=False,
                        help_text="Demonstration data; no real figures.",
                        verbose_name="generated",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ReturnMove",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="moves",
                        to="companies.return",
                    ),
                ),
                (
                    "before",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "Handed in"),
                            ("returned", "Sent back"),
                            ("verified", "Verified"),
                        ],
                        max_length=20,
                        verbose_name="before",
                    ),
                ),
                (
                    "after",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "Handed in"),
                            ("returned", "Sent back"),
                            ("verified", "Verified"),
                        ],
                        max_length=20,
                        verbose_name="after",
                    ),
                ),
                ("moved_at", models.DateTimeField(verbose_name="moved at")),
                (
                    "moved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="moved by",
                    ),
                ),
                ("said", models.TextField(blank=True, verbose_name="what was said")),
            ],
            options={
                "verbose_name": "move of a return",
                "verbose_name_plural": "moves of returns",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("after__in", ["draft", "submitted", "returned", "verified"]),
                            ("before__in", ["draft", "submitted", "returned", "verified", ""]),
                        ),
                        name="return_move_states",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("before", models.F("after")), _negated=True),
                        name="return_move_changes_the_state",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReturnReminderEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="companies.returnreminder",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "due",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.duereturn",
                        verbose_name="due return",
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("before", "Before the due day"),
                            ("due", "On the due day"),
                            ("after", "After the due day"),
                            ("escalated", "Told to the manager"),
                        ],
                        max_length=20,
                        verbose_name="level",
                    ),
                ),
                ("sent_at", models.DateTimeField(verbose_name="sent at")),
                ("people", models.PositiveSmallIntegerField(verbose_name="people")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ReturnValue",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="values",
                        to="companies.return",
                    ),
                ),
                (
                    "form",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="companies.returnform",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="values",
                        to="companies.returnitem",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("integer", "Whole number"),
                            ("money", "Money"),
                            ("result", "Money, also below zero"),
                            ("area", "Area"),
                            ("share", "Per cent"),
                            ("choice", "One choice"),
                            ("text", "Text"),
                            ("date", "Date"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("typed", models.TextField(blank=True, verbose_name="as typed")),
                (
                    "number",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=15,
                        null=True,
                        verbose_name="number",
                    ),
                ),
                ("year_typed", models.TextField(blank=True, verbose_name="year to date, as typed")),
                (
                    "year_number",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=15,
                        null=True,
                        verbose_name="year to date",
                    ),
                ),
                ("unit", models.CharField(blank=True, max_length=4, verbose_name="unit typed in")),
                ("day", models.DateField(blank=True, null=True, verbose_name="day")),
                (
                    "explanation",
                    models.CharField(blank=True, max_length=500, verbose_name="explanation"),
                ),
                (
                    "confirmed",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=15,
                        null=True,
                        verbose_name="confirmed",
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=1, verbose_name="revision")),
                ("saved_at", models.DateTimeField(verbose_name="saved at")),
                (
                    "saved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "value of a return",
                "verbose_name_plural": "values of returns",
                "indexes": [models.Index(fields=["item", "report"], name="return_value_of_item")],
                "constraints": [
                    models.UniqueConstraint(fields=("report", "item"), name="return_value_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("number__isnull", True), ("year_number__isnull", True)),
                            ("kind__in", ["integer", "money", "result", "area", "share"]),
                            _connector="OR",
                        ),
                        name="return_value_number_of_its_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("day__isnull", True), ("kind", "date"), _connector="OR"
                        ),
                        name="return_value_day_of_its_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("number__isnull", True),
                            models.Q(("typed", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="return_value_was_typed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "integer"), _negated=True),
                            models.Q(
                                models.Q(
                                    ("number__isnull", True),
                                    django.db.models.lookups.Exact(
                                        django.db.models.functions.math.Mod(models.F("number"), 1),
                                        0,
                                    ),
                                    _connector="OR",
                                ),
                                models.Q(
                                    ("year_number__isnull", True),
                                    django.db.models.lookups.Exact(
                                        django.db.models.functions.math.Mod(
                                            models.F("year_number"), 1
                                        ),
                                        0,
                                    ),
                                    _connector="OR",
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="return_value_of_people_is_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind", "result"),
                            models.Q(
                                models.Q(
                                    ("number__isnull", True), ("number__gte", 0), _connector="OR"
                                ),
                                models.Q(
                                    ("year_number__isnull", True),
                                    ("year_number__gte", 0),
                                    _connector="OR",
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="return_value_not_negative",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("unit", ""),
                            models.Q(
                                ("kind__in", ["money", "result"]),
                                ("unit__in", ["元", "千元", "万元", "亿元"]),
                            ),
                            _connector="OR",
                        ),
                        name="return_value_unit_of_money",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("revision__gte", 1)),
                        name="return_value_revision_from_one",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReviewRound",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="review_rounds",
                        to="companies.call",
                        verbose_name="call",
                    ),
                ),
                (
                    "stage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rounds",
                        to="companies.stage",
                        verbose_name="stage",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("opens_at", models.DateTimeField(verbose_name="opens at")),
                ("due_at", models.DateTimeField(verbose_name="due at")),
                (
                    "closed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="closed at"),
                ),
            ],
            options={
                "verbose_name": "review round",
                "verbose_name_plural": "review rounds",
                "constraints": [
                    models.UniqueConstraint(fields=("call", "number"), name="round_number_once"),
                    models.UniqueConstraint(fields=("id", "call"), name="round_call_key"),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1)), name="round_from_one"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("opens_at__lt", models.F("due_at"))),
                        name="round_is_due_after_it_opens",
                        violation_error_message="A round is due after it opens.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closed_at__isnull", True),
                            ("closed_at__gte", models.F("opens_at")),
                            _connector="OR",
                        ),
                        name="round_closes_after_it_opens",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RubricCriterionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="companies.rubriccriterion",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                (
                    "name_en",
                    models.CharField(blank=True, max_length=120, verbose_name="name in English"),
                ),
                (
                    "rubric",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.rubric",
                        verbose_name="rubric",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="position")),
                ("guidance", models.CharField(blank=True, max_length=500, verbose_name="guidance")),
                (
                    "guidance_en",
                    models.CharField(
                        blank=True, max_length=500, verbose_name="guidance in English"
                    ),
                ),
                (
                    "weight",
                    models.DecimalField(decimal_places=2, max_digits=6, verbose_name="weight"),
                ),
                (
                    "minimum",
                    models.DecimalField(
                        decimal_places=2, default=0, max_digits=6, verbose_name="lowest value"
                    ),
                ),
                (
                    "maximum",
                    models.DecimalField(
                        decimal_places=2, default=10, max_digits=6, verbose_name="highest value"
                    ),
                ),
                (
                    "step",
                    models.DecimalField(
                        decimal_places=2, default=1, max_digits=6, verbose_name="in steps of"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="StageEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="companies.stage",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                (
                    "name_en",
                    models.CharField(blank=True, max_length=120, verbose_name="name in English"),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.reviewplan",
                        verbose_name="review plan",
                    ),
                ),
                (
                    "call",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.call",
                        verbose_name="call",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="position")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("completeness", "Completeness check"),
                            ("department", "Department review"),
                            ("expert", "Expert review"),
                            ("defence", "Defence"),
                            ("decision", "Decision"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "required",
                    models.BooleanField(
                        default=True,
                        help_text="Nobody is accepted without its reviews.",
                        verbose_name="required",
                    ),
                ),
                (
                    "actors",
                    models.CharField(
                        choices=[
                            ("office", "People of the incubator"),
                            ("invited", "Invited reviewers"),
                            ("both", "Both"),
                        ],
                        default="office",
                        max_length=10,
                        verbose_name="who acts",
                    ),
                ),
                (
                    "rubric",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.rubric",
                        verbose_name="rubric",
                    ),
                ),
                (
                    "reviews_wanted",
                    models.PositiveSmallIntegerField(
                        default=0,
                        help_text="Of how many people.",
                        verbose_name="reviews of each case",
                    ),
                ),
                (
                    "days",
                    models.PositiveSmallIntegerField(
                        default=10,
                        help_text="How long it should take, in calendar days.",
                        verbose_name="days",
                    ),
                ),
                (
                    "due_on",
                    models.DateField(
                        blank=True,
                        help_text="The same day for every case.",
                        null=True,
                        verbose_name="ends on",
                    ),
                ),
                (
                    "others",
                    models.CharField(
                        choices=[
                            ("never", "Nothing"),
                            ("after", "All, once they have signed their own"),
                            ("always", "All, at any time"),
                        ],
                        default="never",
                        max_length=10,
                        verbose_name="reviewers see of others’ reviews",
                    ),
                ),
                (
                    "blind",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("name", "Name and code of the company"),
                                ("people", "People: their names, shares and contacts"),
                                ("files", "Names and properties of files"),
                            ],
                            max_length=10,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="hidden from reviewers",
                    ),
                ),
                (
                    "hidden_keys",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40),
                        blank=True,
                        default=list,
                        help_text="Keys of questions.",
                        size=None,
                        verbose_name="… and the answers to",
                    ),
                ),
                (
                    "gives_documents",
                    models.BooleanField(
                        default=False,
                        help_text="PDF and office files may name people inside; pictures are cleaned.",
                        verbose_name="gives out documents although it is blind",
                    ),
                ),
                (
                    "combination",
                    models.CharField(
                        choices=[("mean", "Mean"), ("median", "Median")],
                        default="mean",
                        max_length=10,
                        verbose_name="score of a case",
                    ),
                ),
                (
                    "drop_from",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        verbose_name="without highest and lowest from … reviews on",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SubsidyPaymentEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="companies.subsidypayment",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "claim",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.subsidyclaim",
                        verbose_name="claim",
                    ),
                ),
                (
                    "direction",
                    models.CharField(
                        choices=[("paid", "Paid out"), ("clawed_back", "Taken back")],
                        max_length=20,
                        verbose_name="direction",
                    ),
                ),
                (
                    "amount",
                    models.DecimalField(
                        decimal_places=2, max_digits=15, verbose_name="amount (yuan)"
                    ),
                ),
                ("on", models.DateField(verbose_name="on")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="reason")),
                ("recorded_at", models.DateTimeField(verbose_name="recorded at")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Admission",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "application",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="admission",
                        to="companies.application",
                        verbose_name="application",
                    ),
                ),
                (
                    "incubator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="admissions",
                        to="institutions.incubator",
                        verbose_name="incubator",
                    ),
                ),
                (
                    "registered_only",
                    models.BooleanField(
                        default=False,
                        help_text="Registered at the site without rooms of its own there.",
                        verbose_name="registered only",
                    ),
                ),
                (
                    "name_approval",
                    models.CharField(
                        blank=True, max_length=80, verbose_name="notice of name approval"
                    ),
                ),
                (
                    "name_approved_on",
                    models.DateField(blank=True, null=True, verbose_name="name approved on"),
                ),
                (
                    "registered_name",
                    models.CharField(blank=True, max_length=120, verbose_name="registered name"),
                ),
                (
                    "unified_code",
                    models.CharField(
                        blank=True,
                        max_length=18,
                        null=True,
                        verbose_name="unified social credit code",
                    ),
                ),
                (
                    "registered_on",
                    models.DateField(blank=True, null=True, verbose_name="founded on"),
                ),
                (
                    "settled_on",
                    models.DateField(
                        blank=True,
                        help_text="On which its registered address became this site.",
                        null=True,
                        verbose_name="registered at the site on",
                    ),
                ),
                (
                    "settled_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="recorded at"),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
                ("begun_at", models.DateTimeField(verbose_name="begun at")),
                (
                    "begun_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="begun by",
                    ),
                ),
                (
                    "residence",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="admission",
                        to="companies.residence",
                        verbose_name="residence",
                    ),
                ),
                (
                    "rulebook",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="admissions",
                        to="institutions.rulebook",
                        verbose_name="rulebook",
                    ),
                ),
                (
                    "limit_months",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="longest stay (months)"
                    ),
                ),
                (
                    "limit_source",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="source of the limit"
                    ),
                ),
                (
                    "limit_certainty",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("V", "Text seen"),
                            ("S", "From a later source"),
                            ("U", "Unconfirmed"),
                        ],
                        max_length=1,
                        verbose_name="how well it is known",
                    ),
                ),
                (
                    "done_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="admitted at"),
                ),
                (
                    "done_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="admitted by",
                    ),
                ),
                (
                    "given_up_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="given up at"),
                ),
                (
                    "given_up_reason",
                    models.CharField(blank=True, max_length=500, verbose_name="reason"),
                ),
            ],
            options={
                "verbose_name": "admission",
                "verbose_name_plural": "admissions",
                "indexes": [models.Index(fields=["incubator", "-begun_at"], name="admission_desk")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("unified_code__isnull", True),
                            incubator.core.db.UnifiedCodeIsValid("unified_code"),
                            _connector="OR",
                        ),
                        name="admission_unified_code_valid",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("name_approval", ""), ("name_approved_on__isnull", True)),
                            models.Q(
                                ("name_approved_on__isnull", False),
                                models.Q(("name_approval", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="admission_name_approval_has_number_and_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("settled_at__isnull", True),
                                ("settled_on__isnull", True),
                                ("unified_code", None),
                            ),
                            models.Q(
                                ("settled_at__isnull", False),
                                ("settled_on__isnull", False),
                                ("unified_code__isnull", False),
                                models.Q(("registered_name", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="admission_registration_is_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("done_at__isnull", True), ("residence__isnull", True)),
                            models.Q(
                                ("done_at__isnull", False),
                                ("residence__isnull", False),
                                ("settled_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="admission_done_has_its_stay",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("given_up_at__isnull", True), ("given_up_reason", "")),
                            models.Q(
                                ("done_at__isnull", True),
                                ("given_up_at__isnull", False),
                                models.Q(("given_up_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="admission_given_up_for_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("limit_certainty", ""),
                                ("limit_months", None),
                                ("limit_source", ""),
                                ("rulebook", None),
                            ),
                            models.Q(
                                ("limit_certainty__in", ["V", "S", "U"]),
                                ("limit_months__gt", 0),
                                ("rulebook__isnull", False),
                                models.Q(("limit_source", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="admission_limit_has_its_source",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("done_at__isnull", True),
                            ("done_at__gte", models.F("begun_at")),
                            _connector="OR",
                        ),
                        name="admission_done_after_it_began",
                    ),
                    models.UniqueConstraint(
                        fields=("id", "incubator"), name="admission_incubator_key"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="companies.application",
                    ),
                ),
                ("key", models.CharField(max_length=40, verbose_name="question")),
                ("value", models.JSONField(verbose_name="answer")),
                ("revision", models.PositiveIntegerField(default=1, verbose_name="revision")),
                ("saved_at", models.DateTimeField(verbose_name="saved at")),
                (
                    "saved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "answer",
                "verbose_name_plural": "answers",
                "constraints": [
                    models.UniqueConstraint(fields=("application", "key"), name="answer_once"),
                    models.CheckConstraint(
                        condition=models.Q(("revision__gte", 1)), name="answer_revision_from_one"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ApplicationEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="companies.application",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, verbose_name="key")),
                (
                    "call",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.call",
                        verbose_name="call",
                    ),
                ),
                (
                    "incubator",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="institutions.incubator",
                        verbose_name="incubator",
                    ),
                ),
                (
                    "questionnaire",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.questionnaire",
                        verbose_name="questionnaire",
                    ),
                ),
                (
                    "company",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.company",
                        verbose_name="company",
                    ),
                ),
                (
                    "name",
                    models.CharField(blank=True, max_length=120, verbose_name="company or team"),
                ),
                (
                    "unified_code",
                    models.CharField(
                        blank=True,
                        max_length=18,
                        null=True,
                        verbose_name="unified social credit code",
                    ),
                ),
                (
                    "appeal",
                    models.TextField(
                        blank=True,
                        help_text="Why a person should decide where a condition is not met.",
                        max_length=2000,
                        verbose_name="reason for an exception",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "Submitted"),
                            ("returned", "More information asked"),
                            ("complete", "Complete, in review"),
                            ("waiting", "On the waiting list"),
                            ("deferred", "Decision put off"),
                            ("accepted", "Accepted"),
                            ("admitted", "Admitted"),
                            ("refused", "Not accepted"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                (
                    "stage",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.stage",
                        verbose_name="stage",
                    ),
                ),
                (
                    "started_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="started by",
                    ),
                ),
                ("started_at", models.DateTimeField(verbose_name="started at")),
                ("saved_at", models.DateTimeField(verbose_name="saved at")),
                (
                    "submitted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="submitted at"),
                ),
                (
                    "decided_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="decided at"),
                ),
                (
                    "deferred_until",
                    models.DateField(blank=True, null=True, verbose_name="decision put off until"),
                ),
                (
                    "admitted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="admitted at"),
                ),
                (
                    "withdrawn_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="withdrawn at"),
                ),
                (
                    "answer_by",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="information wanted by"
                    ),
                ),
                (
                    "reminded_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="reminded at"),
                ),
                (
                    "receipt",
                    models.CharField(max_length=20, null=True, verbose_name="receipt number"),
                ),
                (
                    "late_code",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.latecode",
                    ),
                ),
                (
                    "is_generated",
                    models.BooleanField(
                        default=False,
                        help_text="Demonstration data; no real company.",
                        verbose_name="generated",
                    ),
                ),
                (
                    "search_key",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.functions.text.Lower(
                            django.db.models.functions.text.Concat(
                                incubator.core.db.CharactersApart(models.F("name")),
                                models.Value(" "),
                                django.db.models.functions.comparison.Coalesce(
                                    models.F("receipt"), models.Value("")
                                ),
                                models.Value(" "),
                                django.db.models.functions.comparison.Coalesce(
                                    models.F("unified_code"), models.Value("")
                                ),
                            )
                        ),
                        output_field=models.TextField(),
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AssignmentRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="runs",
                        to="companies.reviewround",
                        verbose_name="round",
                    ),
                ),
                ("seed", models.BigIntegerField(verbose_name="random seed")),
                ("problem", models.JSONField(verbose_name="input")),
                (
                    "lacking",
                    models.JSONField(blank=True, default=dict, verbose_name="what is lacking"),
                ),
                ("made", models.PositiveIntegerField(verbose_name="assigned")),
                ("run_at", models.DateTimeField(verbose_name="run at")),
                (
                    "run_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="run by",
                    ),
                ),
            ],
            options={
                "verbose_name": "assignment run",
                "verbose_name_plural": "assignment runs",
            },
        ),
        migrations.CreateModel(
            name="Attachment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "file",
                    models.FileField(
                        max_length=120,
                        storage=incubator.core.files.storage.private_storage,
                        upload_to=incubator.core.files.storage.random_name,
                        verbose_name="file",
                    ),
                ),
                ("original_name", models.CharField(max_length=255, verbose_name="name")),
                ("content_type", models.CharField(max_length=100, verbose_name="type")),
                ("size", models.PositiveBigIntegerField(verbose_name="size (bytes)")),
                ("sha256", models.CharField(max_length=64)),
                ("is_scanned", models.BooleanField(default=False, verbose_name="scanned")),
                ("uploaded_at", models.DateTimeField(verbose_name="uploaded at")),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "removed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="removed at"),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attachments",
                        to="companies.application",
                    ),
                ),
                ("question", models.CharField(max_length=40, verbose_name="question")),
            ],
            options={
                "verbose_name": "attachment",
                "verbose_name_plural": "attachments",
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("sha256__regex", "^[0-9a-f]{64}$")),
                        name="attachment_has_its_hash",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("size__gt", 0)), name="attachment_is_not_empty"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Collaborator",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="collaborators",
                        to="companies.application",
                        verbose_name="application",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="user",
                    ),
                ),
                (
                    "right",
                    models.CharField(
                        choices=[
                            ("view", "Read"),
                            ("edit", "Read and write"),
                            ("sign", "Read, write and submit"),
                        ],
                        max_length=10,
                        verbose_name="right",
                    ),
                ),
                ("since", models.DateTimeField(verbose_name="since")),
            ],
            options={
                "verbose_name": "collaborator",
                "verbose_name_plural": "collaborators",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("application", "user"), name="collaborator_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("right__in", ["view", "edit", "sign"])),
                        name="collaborator_right",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Conflict",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="conflicts",
                        to="companies.application",
                        verbose_name="application",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="conflicts",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="user",
                    ),
                ),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("declared", "Declared by the reviewer"),
                            ("company", "Acts for the company or takes part in the application"),
                            ("employer", "Employed by the company or a shareholder"),
                            ("domain", "E-mail address of the same organisation"),
                            ("named", "Named in the application"),
                            ("mentor", "Mentor of the company"),
                        ],
                        max_length=20,
                        verbose_name="ground",
                    ),
                ),
                ("detail", models.CharField(blank=True, max_length=500, verbose_name="detail")),
                ("found_at", models.DateTimeField(verbose_name="found at")),
                (
                    "lifted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="lifted at"),
                ),
                (
                    "lifted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="lifted by",
                    ),
                ),
                (
                    "lifted_because",
                    models.CharField(blank=True, max_length=500, verbose_name="lifted because"),
                ),
            ],
            options={
                "verbose_name": "conflict of interest",
                "verbose_name_plural": "conflicts of interest",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("user", "application", "ground"), name="conflict_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "ground__in",
                                ["declared", "company", "employer", "domain", "named", "mentor"],
                            )
                        ),
                        name="conflict_ground",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("lifted_at__isnull", True), ("lifted_because", "")),
                            models.Q(
                                ("lifted_at__gte", models.F("found_at")),
                                ("lifted_at__isnull", False),
                                models.Q(("lifted_because", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="conflict_lifted_for_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="IncubationAgreement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "term_months",
                    models.PositiveSmallIntegerField(
                        default=36, help_text="months", verbose_name="term"
                    ),
                ),
                (
                    "notice_days",
                    models.PositiveSmallIntegerField(
                        default=30, help_text="days", verbose_name="notice of an early end"
                    ),
                ),
                (
                    "start_days",
                    models.PositiveSmallIntegerField(
                        default=30,
                        help_text="working days",
                        verbose_name="start after signing or hand-over",
                    ),
                ),
                (
                    "change_notice_days",
                    models.PositiveSmallIntegerField(
                        default=15, help_text="days", verbose_name="change told before it happens"
                    ),
                ),
                (
                    "change_filing_days",
                    models.PositiveSmallIntegerField(
                        default=3, help_text="days", verbose_name="change filed after it happened"
                    ),
                ),
                (
                    "statement_months",
                    models.PositiveSmallIntegerField(
                        default=3,
                        help_text="months",
                        verbose_name="financial and tax statements every",
                    ),
                ),
                (
                    "progress_months",
                    models.PositiveSmallIntegerField(
                        default=6, help_text="months", verbose_name="report of progress every"
                    ),
                ),
                (
                    "assessment_months",
                    models.PositiveSmallIntegerField(
                        default=12, help_text="months", verbose_name="assessment form every"
                    ),
                ),
                (
                    "stage_goal_percent",
                    models.PositiveSmallIntegerField(
                        default=60, help_text="%", verbose_name="stage goals reached at least"
                    ),
                ),
                (
                    "support_months",
                    models.PositiveSmallIntegerField(
                        default=36,
                        help_text="months",
                        verbose_name="help with space after graduation within",
                    ),
                ),
                (
                    "incubator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agreements",
                        to="institutions.incubator",
                        verbose_name="incubator",
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agreements",
                        to="companies.application",
                        verbose_name="application",
                    ),
                ),
                (
                    "residence",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agreements",
                        to="companies.residence",
                        verbose_name="residence",
                    ),
                ),
                (
                    "template",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agreements",
                        to="companies.agreementtemplate",
                        verbose_name="template of agreements",
                    ),
                ),
                ("number", models.CharField(max_length=40, verbose_name="agreement number")),
                ("party", models.CharField(max_length=120, verbose_name="company")),
                (
                    "party_code",
                    models.CharField(
                        blank=True, max_length=18, verbose_name="unified social credit code"
                    ),
                ),
                (
                    "party_head",
                    models.CharField(
                        blank=True, max_length=60, verbose_name="legal representative"
                    ),
                ),
                ("begins_on", models.DateField(verbose_name="begins on")),
                ("ends_on", models.DateField(verbose_name="last day")),
                ("drafted_at", models.DateTimeField(verbose_name="drafted at")),
                (
                    "drafted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="drafted by",
                    ),
                ),
                ("signed_on", models.DateField(blank=True, null=True, verbose_name="signed on")),
                (
                    "scan",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agreement",
                        to="companies.paper",
                        verbose_name="signed document",
                    ),
                ),
                ("void_on", models.DateField(blank=True, null=True, verbose_name="void since")),
                (
                    "void_reason",
                    models.CharField(blank=True, max_length=200, verbose_name="reason"),
                ),
            ],
            options={
                "verbose_name": "incubation agreement",
                "verbose_name_plural": "incubation agreements",
                "indexes": [
                    models.Index(fields=["incubator", "-id"], name="agreement_of_incubator")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("assessment_months__range", (1, 24)),
                            ("change_filing_days__range", (0, 365)),
                            ("change_notice_days__range", (0, 365)),
                            ("notice_days__range", (0, 365)),
                            ("progress_months__range", (1, 12)),
                            ("stage_goal_percent__range", (0, 100)),
                            ("start_days__range", (1, 365)),
                            ("statement_months__range", (1, 12)),
                            ("support_months__range", (0, 120)),
                            ("term_months__range", (1, 120)),
                        ),
                        name="agreement_terms_possible",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("number", ""), _negated=True),
                            models.Q(("party", ""), _negated=True),
                        ),
                        name="agreement_has_number_and_party",
                    ),
                    models.UniqueConstraint(
                        fields=("incubator", "number"), name="agreement_number_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("application__isnull", False),
                            ("residence__isnull", False),
                            _connector="OR",
                        ),
                        name="agreement_of_a_stay_or_application",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("begins_on"))),
                        name="agreement_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("scan__isnull", True), ("signed_on__isnull", True)),
                            models.Q(("scan__isnull", False), ("signed_on__isnull", False)),
                            _connector="OR",
                        ),
                        name="agreement_signed_with_its_scan",
                        violation_error_message="A signed agreement has its day and its scan.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("void_on__isnull", True), ("void_reason", "")),
                            models.Q(
                                ("void_on__isnull", False),
                                models.Q(("void_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="agreement_void_for_a_reason",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("void_on__isnull", True)),
                        fields=("application",),
                        name="agreement_one_of_an_application",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("void_on__isnull", True)),
                        fields=("residence",),
                        name="agreement_one_of_a_stay",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitations",
                        to="companies.application",
                        verbose_name="application",
                    ),
                ),
                ("email", models.EmailField(max_length=254, verbose_name="e-mail")),
                (
                    "right",
                    models.CharField(
                        choices=[
                            ("view", "Read"),
                            ("edit", "Read and write"),
                            ("sign", "Read, write and submit"),
                        ],
                        max_length=10,
                        verbose_name="right",
                    ),
                ),
                ("digest", models.CharField(editable=False, max_length=64, unique=True)),
                (
                    "invited_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="invited by",
                    ),
                ),
                ("invited_at", models.DateTimeField(verbose_name="invited at")),
                ("expires_at", models.DateTimeField(verbose_name="expires at")),
                (
                    "accepted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="accepted at"),
                ),
                (
                    "revoked_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="revoked at"),
                ),
            ],
            options={
                "verbose_name": "invitation",
                "verbose_name_plural": "invitations",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("right__in", ["view", "edit", "sign"])),
                        name="invitation_right",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("invited_at__lt", models.F("expires_at"))),
                        name="invitation_expires_later",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("accepted_at__isnull", True),
                            ("revoked_at__isnull", True),
                            _connector="OR",
                        ),
                        name="invitation_accepted_or_revoked",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Letter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to="companies.application",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("receipt", "Receipt"),
                            ("information", "More information asked"),
                            ("complete", "Application complete"),
                            ("accepted", "Accepted"),
                            ("conditions", "Accepted with conditions"),
                            ("waiting", "On the waiting list"),
                            ("deferred", "Decision put off"),
                            ("admitted", "Admitted"),
                            ("refused", "Not accepted"),
                            ("withdrawn", "Withdrawal confirmed"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("language", models.CharField(max_length=10, verbose_name="language")),
                ("subject", models.CharField(max_length=200, verbose_name="subject")),
                ("body", models.TextField(verbose_name="text")),
                ("written_at", models.DateTimeField(verbose_name="written at")),
                (
                    "written_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "letter",
                "verbose_name_plural": "letters",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "receipt",
                                    "information",
                                    "complete",
                                    "accepted",
                                    "conditions",
                                    "waiting",
                                    "deferred",
                                    "admitted",
                                    "refused",
                                    "withdrawn",
                                ],
                            )
                        ),
                        name="letter_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("subject", ""), _negated=True),
                            models.Q(("body", ""), _negated=True),
                        ),
                        name="letter_says_something",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Message",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="messages",
                        to="companies.application",
                    ),
                ),
                ("from_office", models.BooleanField(verbose_name="from the office")),
                ("body", models.TextField(max_length=4000, verbose_name="text")),
                ("sent_at", models.DateTimeField(verbose_name="sent at")),
                (
                    "sent_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "message",
                "verbose_name_plural": "messages",
                "indexes": [
                    models.Index(fields=["application", "sent_at"], name="message_of_application")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("body", ""), _negated=True),
                        name="message_says_something",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Move",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="moves",
                        to="companies.application",
                    ),
                ),
                (
                    "before",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "Submitted"),
                            ("returned", "More information asked"),
                            ("complete", "Complete, in review"),
                            ("waiting", "On the waiting list"),
                            ("deferred", "Decision put off"),
                            ("accepted", "Accepted"),
                            ("admitted", "Admitted"),
                            ("refused", "Not accepted"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        max_length=20,
                        verbose_name="before",
                    ),
                ),
                (
                    "after",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "Submitted"),
                            ("returned", "More information asked"),
                            ("complete", "Complete, in review"),
                            ("waiting", "On the waiting list"),
                            ("deferred", "Decision put off"),
                            ("accepted", "Accepted"),
                            ("admitted", "Admitted"),
                            ("refused", "Not accepted"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        max_length=20,
                        verbose_name="after",
                    ),
                ),
                ("moved_at", models.DateTimeField(verbose_name="moved at")),
                (
                    "moved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("said", models.TextField(blank=True, verbose_name="what was said")),
            ],
            options={
                "verbose_name": "move of an application",
                "verbose_name_plural": "moves of applications",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "after__in",
                                [
                                    "draft",
                                    "submitted",
                                    "returned",
                                    "complete",
                                    "waiting",
                                    "deferred",
                                    "accepted",
                                    "admitted",
                                    "refused",
                                    "withdrawn",
                                ],
                            ),
                            (
                                "before__in",
                                [
                                    "draft",
                                    "submitted",
                                    "returned",
                                    "complete",
                                    "waiting",
                                    "deferred",
                                    "accepted",
                                    "admitted",
                                    "refused",
                                    "withdrawn",
                                    "",
                                ],
                            ),
                        ),
                        name="move_states",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("before", models.F("after")), _negated=True),
                        name="move_changes_the_state",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReturnMoveEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="companies.returnmove",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "report",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.return",
                    ),
                ),
                (
                    "before",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "Handed in"),
                            ("returned", "Sent back"),
                            ("verified", "Verified"),
                        ],
                        max_length=20,
                        verbose_name="before",
                    ),
                ),
                (
                    "after",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "Handed in"),
                            ("returned", "Sent back"),
                            ("verified", "Verified"),
                        ],
                        max_length=20,
                        verbose_name="after",
                    ),
                ),
                ("moved_at", models.DateTimeField(verbose_name="moved at")),
                (
                    "moved_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="moved by",
                    ),
                ),
                ("said", models.TextField(blank=True, verbose_name="what was said")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ReturnValueEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="companies.returnvalue",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "report",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.return",
                    ),
                ),
                (
                    "form",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.returnform",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.returnitem",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("integer", "Whole number"),
                            ("money", "Money"),
                            ("result", "Money, also below zero"),
                            ("area", "Area"),
                            ("share", "Per cent"),
                            ("choice", "One choice"),
                            ("text", "Text"),
                            ("date", "Date"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("typed", models.TextField(blank=True, verbose_name="as typed")),
                (
                    "number",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=15,
                        null=True,
                        verbose_name="number",
                    ),
                ),
                ("year_typed", models.TextField(blank=True, verbose_name="year to date, as typed")),
                (
                    "year_number",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=15,
                        null=True,
                        verbose_name="year to date",
                    ),
                ),
                ("unit", models.CharField(blank=True, max_length=4, verbose_name="unit typed in")),
                ("day", models.DateField(blank=True, null=True, verbose_name="day")),
                (
                    "explanation",
                    models.CharField(blank=True, max_length=500, verbose_name="explanation"),
                ),
                (
                    "confirmed",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=15,
                        null=True,
                        verbose_name="confirmed",
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=1, verbose_name="revision")),
                ("saved_at", models.DateTimeField(verbose_name="saved at")),
                (
                    "saved_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Reviewer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("employer", models.CharField(blank=True, max_length=120, verbose_name="employer")),
                (
                    "expertise",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("electronics", "Electronics and information"),
                                ("manufacturing", "Advanced manufacturing"),
                                ("aerospace", "Aerospace"),
                                ("transport", "Modern transport"),
                                ("biomedicine", "Biomedicine and medical devices"),
                                ("materials", "New materials"),
                                ("energy", "New energy and energy saving"),
                                ("environment", "Environmental protection"),
                                ("geo_ocean", "Geospatial and ocean"),
                                ("nuclear", "Applied nuclear technology"),
                                ("agriculture", "Modern agriculture"),
                                ("other", "Other field"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="fields of expertise",
                    ),
                ),
                (
                    "max_load",
                    models.PositiveSmallIntegerField(
                        default=60, help_text="In this round.", verbose_name="most cases"
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviewers",
                        to="companies.reviewround",
                        verbose_name="round",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews_in",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="user",
                    ),
                ),
                (
                    "email_domain",
                    models.CharField(blank=True, max_length=120, verbose_name="e-mail domain"),
                ),
                ("joined_at", models.DateTimeField(verbose_name="joined at")),
                ("left_at", models.DateTimeField(blank=True, null=True, verbose_name="left at")),
                (
                    "left_because",
                    models.CharField(blank=True, max_length=500, verbose_name="left because"),
                ),
            ],
            options={
                "verbose_name": "reviewer",
                "verbose_name_plural": "reviewers",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("round", "user"),
                        name="reviewer_once",
                        violation_error_message="This person reviews in this round already.",
                    ),
                    models.UniqueConstraint(fields=("id", "round"), name="reviewer_round_key"),
                    models.CheckConstraint(
                        condition=models.Q(("max_load__gte", 1)), name="reviewer_load"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "expertise__contained_by",
                                [
                                    "electronics",
                                    "manufacturing",
                                    "aerospace",
                                    "transport",
                                    "biomedicine",
                                    "materials",
                                    "energy",
                                    "environment",
                                    "geo_ocean",
                                    "nuclear",
                                    "agriculture",
                                    "other",
                                ],
                            )
                        ),
                        name="reviewer_expertise",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("left_at__isnull", True), ("left_because", "")),
                            models.Q(
                                ("left_at__gte", models.F("joined_at")),
                                ("left_at__isnull", False),
                                models.Q(("left_because", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="reviewer_leaves_for_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReviewRoundEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="companies.reviewround",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "call",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.call",
                        verbose_name="call",
                    ),
                ),
                (
                    "stage",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.stage",
                        verbose_name="stage",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("opens_at", models.DateTimeField(verbose_name="opens at")),
                ("due_at", models.DateTimeField(verbose_name="due at")),
                (
                    "closed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="closed at"),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="StageMove",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stage_moves",
                        to="companies.application",
                    ),
                ),
                (
                    "before",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="companies.stage",
                        verbose_name="before",
                    ),
                ),
                (
                    "after",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="companies.stage",
                        verbose_name="after",
                    ),
                ),
                ("moved_at", models.DateTimeField(verbose_name="moved at")),
                (
                    "moved_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("said", models.TextField(blank=True, verbose_name="what was said")),
            ],
            options={
                "verbose_name": "move between stages",
                "verbose_name_plural": "moves between stages",
                "indexes": [
                    models.Index(
                        fields=["application", "moved_at"], name="stage_move_of_application"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("before", models.F("after")), _negated=True),
                            models.Q(
                                ("before__isnull", False), ("after__isnull", False), _connector="OR"
                            ),
                        ),
                        name="stage_move_leads_elsewhere",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Submission",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="submissions",
                        to="companies.application",
                    ),
                ),
                ("round", models.PositiveSmallIntegerField(verbose_name="round")),
                ("content", models.JSONField(verbose_name="content")),
                ("content_hash", models.CharField(max_length=64, verbose_name="content hash")),
                ("submitted_at", models.DateTimeField(verbose_name="submitted at")),
                (
                    "submitted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "submission",
                "verbose_name_plural": "submissions",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("application", "round"), name="submission_round_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("round__gte", 1)), name="submission_round_from_one"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("content_hash__regex", "^[0-9a-f]{64}$")),
                        name="submission_has_its_hash",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AdmissionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="companies.admission",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "application",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.application",
                        verbose_name="application",
                    ),
                ),
                (
                    "incubator",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="institutions.incubator",
                        verbose_name="incubator",
                    ),
                ),
                (
                    "registered_only",
                    models.BooleanField(
                        default=False,
                        help_text="Registered at the site without rooms of its own there.",
                        verbose_name="registered only",
                    ),
                ),
                (
                    "name_approval",
                    models.CharField(
                        blank=True, max_length=80, verbose_name="notice of name approval"
                    ),
                ),
                (
                    "name_approved_on",
                    models.DateField(blank=True, null=True, verbose_name="name approved on"),
                ),
                (
                    "registered_name",
                    models.CharField(blank=True, max_length=120, verbose_name="registered name"),
                ),
                (
                    "unified_code",
                    models.CharField(
                        blank=True,
                        max_length=18,
                        null=True,
                        verbose_name="unified social credit code",
                    ),
                ),
                (
                    "registered_on",
                    models.DateField(blank=True, null=True, verbose_name="founded on"),
                ),
                (
                    "settled_on",
                    models.DateField(
                        blank=True,
                        help_text="On which its registered address became this site.",
                        null=True,
                        verbose_name="registered at the site on",
                    ),
                ),
                (
                    "settled_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="recorded at"),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
                ("begun_at", models.DateTimeField(verbose_name="begun at")),
                (
                    "begun_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="begun by",
                    ),
                ),
                (
                    "residence",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.residence",
                        verbose_name="residence",
                    ),
                ),
                (
                    "rulebook",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="institutions.rulebook",
                        verbose_name="rulebook",
                    ),
                ),
                (
                    "limit_months",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="longest stay (months)"
                    ),
                ),
                (
                    "limit_source",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="source of the limit"
                    ),
                ),
                (
                    "limit_certainty",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("V", "Text seen"),
                            ("S", "From a later source"),
                            ("U", "Unconfirmed"),
                        ],
                        max_length=1,
                        verbose_name="how well it is known",
                    ),
                ),
                (
                    "done_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="admitted at"),
                ),
                (
                    "done_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="admitted by",
                    ),
                ),
                (
                    "given_up_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="given up at"),
                ),
                (
                    "given_up_reason",
                    models.CharField(blank=True, max_length=500, verbose_name="reason"),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AnswerEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="companies.answer",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "application",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.application",
                    ),
                ),
                ("key", models.CharField(max_length=40, verbose_name="question")),
                ("value", models.JSONField(verbose_name="answer")),
                ("revision", models.PositiveIntegerField(default=1, verbose_name="revision")),
                ("saved_at", models.DateTimeField(verbose_name="saved at")),
                (
                    "saved_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AssignmentRunEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="companies.assignmentrun",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "round",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.reviewround",
                        verbose_name="round",
                    ),
                ),
                ("seed", models.BigIntegerField(verbose_name="random seed")),
                ("problem", models.JSONField(verbose_name="input")),
                (
                    "lacking",
                    models.JSONField(blank=True, default=dict, verbose_name="what is lacking"),
                ),
                ("made", models.PositiveIntegerField(verbose_name="assigned")),
                ("run_at", models.DateTimeField(verbose_name="run at")),
                (
                    "run_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="run by",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AttachmentEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="companies.attachment",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "file",
                    models.FileField(
                        max_length=120,
                        storage=incubator.core.files.storage.private_storage,
                        upload_to=incubator.core.files.storage.random_name,
                        verbose_name="file",
                    ),
                ),
                ("original_name", models.CharField(max_length=255, verbose_name="name")),
                ("content_type", models.CharField(max_length=100, verbose_name="type")),
                ("size", models.PositiveBigIntegerField(verbose_name="size (bytes)")),
                ("sha256", models.CharField(max_length=64)),
                ("is_scanned", models.BooleanField(default=False, verbose_name="scanned")),
                ("uploaded_at", models.DateTimeField(verbose_name="uploaded at")),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "removed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="removed at"),
                ),
                (
                    "application",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.application",
                    ),
                ),
                ("question", models.CharField(max_length=40, verbose_name="question")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CollaboratorEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="companies.collaborator",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "application",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.application",
                        verbose_name="application",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="user",
                    ),
                ),
                (
                    "right",
                    models.CharField(
                        choices=[
                            ("view", "Read"),
                            ("edit", "Read and write"),
                            ("sign", "Read, write and submit"),
                        ],
                        max_length=10,
                        verbose_name="right",
                    ),
                ),
                ("since", models.DateTimeField(verbose_name="since")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ConflictEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="companies.conflict",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "application",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.application",
                        verbose_name="application",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="user",
                    ),
                ),
                (
                    "ground",
                    models.CharField(
                        choices=[
                            ("declared", "Declared by the reviewer"),
                            ("company", "Acts for the company or takes part in the application"),
                            ("employer", "Employed by the company or a shareholder"),
                            ("domain", "E-mail address of the same organisation"),
                            ("named", "Named in the application"),
                            ("mentor", "Mentor of the company"),
                        ],
                        max_length=20,
                        verbose_name="ground",
                    ),
                ),
                ("detail", models.CharField(blank=True, max_length=500, verbose_name="detail")),
                ("found_at", models.DateTimeField(verbose_name="found at")),
                (
                    "lifted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="lifted at"),
                ),
                (
                    "lifted_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="lifted by",
                    ),
                ),
                (
                    "lifted_because",
                    models.CharField(blank=True, max_length=500, verbose_name="lifted because"),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="companies.call",
                        verbose_name="call",
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="companies.application",
                        verbose_name="application",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("accept", "Accept"),
                            ("conditions", "Accept with conditions"),
                            ("waiting", "Waiting list"),
                            ("reject", "Reject"),
                            ("defer", "Put off"),
                        ],
                        max_length=12,
                        verbose_name="outcome",
                    ),
                ),
                (
                    "stage",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="companies.stage",
                        verbose_name="stage",
                    ),
                ),
                (
                    "move",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decision",
                        to="companies.move",
                    ),
                ),
                (
                    "reason",
                    models.TextField(
                        blank=True,
                        help_text="Stays in the office.",
                        max_length=4000,
                        verbose_name="reason for the file",
                    ),
                ),
                (
                    "said",
                    models.TextField(
                        blank=True, max_length=4000, verbose_name="what the applicant is told"
                    ),
                ),
                (
                    "rank",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="place on the waiting list"
                    ),
                ),
                ("until", models.DateField(blank=True, null=True, verbose_name="put off until")),
                (
                    "score",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=5,
                        null=True,
                        verbose_name="score then",
                    ),
                ),
                ("decided_at", models.DateTimeField(verbose_name="decided at")),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="decided by",
                    ),
                ),
                (
                    "announced_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="announced at"),
                ),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="ended at")),
            ],
            options={
                "verbose_name": "decision",
                "verbose_name_plural": "decisions",
                "indexes": [models.Index(fields=["call", "outcome"], name="decision_of_call")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("application", "number"), name="decision_number_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("application",),
                        name="decision_one_in_force",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("call", "rank"),
                        name="decision_rank_once",
                        violation_error_message="Another application has this place.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1)), name="decision_from_one"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("outcome__in", ["accept", "conditions", "waiting", "reject", "defer"])
                        ),
                        name="decision_outcome",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", "waiting"), ("rank__gte", 1)),
                            models.Q(
                                models.Q(("outcome", "waiting"), _negated=True),
                                ("rank__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="decision_waits_at_a_place",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", "defer"), ("until__isnull", False)),
                            models.Q(
                                models.Q(("outcome", "defer"), _negated=True),
                                ("until__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="decision_put_off_until_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", "reject"), _negated=True),
                            models.Q(("said", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="decision_rejects_for_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("announced_at__isnull", True),
                                ("announced_at__gte", models.F("decided_at")),
                                _connector="OR",
                            ),
                            models.Q(
                                ("ended_at__isnull", True),
                                ("ended_at__gte", models.F("decided_at")),
                                _connector="OR",
                            ),
                        ),
                        name="decision_moments_in_order",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="IncubationAgreementEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="companies.incubationagreement",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "term_months",
                    models.PositiveSmallIntegerField(
                        default=36, help_text="months", verbose_name="term"
                    ),
                ),
                (
                    "notice_days",
                    models.PositiveSmallIntegerField(
                        default=30, help_text="days", verbose_name="notice of an early end"
                    ),
                ),
                (
                    "start_days",
                    models.PositiveSmallIntegerField(
                        default=30,
                        help_text="working days",
                        verbose_name="start after signing or hand-over",
                    ),
                ),
                (
                    "change_notice_days",
                    models.PositiveSmallIntegerField(
                        default=15, help_text="days", verbose_name="change told before it happens"
                    ),
                ),
                (
                    "change_filing_days",
                    models.PositiveSmallIntegerField(
                        default=3, help_text="days", verbose_name="change filed after it happened"
                    ),
                ),
                (
                    "statement_months",
                    models.PositiveSmallIntegerField(
                        default=3,
                        help_text="months",
                        verbose_name="financial and tax statements every",
                    ),
                ),
                (
                    "progress_months",
                    models.PositiveSmallIntegerField(
                        default=6, help_text="months", verbose_name="report of progress every"
                    ),
                ),
                (
                    "assessment_months",
                    models.PositiveSmallIntegerField(
                        default=12, help_text="months", verbose_name="assessment form every"
                    ),
                ),
                (
                    "stage_goal_percent",
                    models.PositiveSmallIntegerField(
                        default=60, help_text="%", verbose_name="stage goals reached at least"
                    ),
                ),
                (
                    "support_months",
                    models.PositiveSmallIntegerField(
                        default=36,
                        help_text="months",
                        verbose_name="help with space after graduation within",
                    ),
                ),
                (
                    "incubator",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="institutions.incubator",
                        verbose_name="incubator",
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.application",
                        verbose_name="application",
                    ),
                ),
                (
                    "residence",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.residence",
                        verbose_name="residence",
                    ),
                ),
                (
                    "template",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.agreementtemplate",
                        verbose_name="template of agreements",
                    ),
                ),
                ("number", models.CharField(max_length=40, verbose_name="agreement number")),
                ("party", models.CharField(max_length=120, verbose_name="company")),
                (
                    "party_code",
                    models.CharField(
                        blank=True, max_length=18, verbose_name="unified social credit code"
                    ),
                ),
                (
                    "party_head",
                    models.CharField(
                        blank=True, max_length=60, verbose_name="legal representative"
                    ),
                ),
                ("begins_on", models.DateField(verbose_name="begins on")),
                ("ends_on", models.DateField(verbose_name="last day")),
                ("drafted_at", models.DateTimeField(verbose_name="drafted at")),
                (
                    "drafted_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="drafted by",
                    ),
                ),
                ("signed_on", models.DateField(blank=True, null=True, verbose_name="signed on")),
                (
                    "scan",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.paper",
                        verbose_name="signed document",
                    ),
                ),
                ("void_on", models.DateField(blank=True, null=True, verbose_name="void since")),
                (
                    "void_reason",
                    models.CharField(blank=True, max_length=200, verbose_name="reason"),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="InvitationEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="companies.invitation",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "application",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.application",
                        verbose_name="application",
                    ),
                ),
                ("email", models.EmailField(max_length=254, verbose_name="e-mail")),
                (
                    "right",
                    models.CharField(
                        choices=[
                            ("view", "Read"),
                            ("edit", "Read and write"),
                            ("sign", "Read, write and submit"),
                        ],
                        max_length=10,
                        verbose_name="right",
                    ),
                ),
                (
                    "invited_by",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="invited by",
                    ),
                ),
                ("invited_at", models.DateTimeField(verbose_name="invited at")),
                ("expires_at", models.DateTimeField(verbose_name="expires at")),
                (
                    "accepted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="accepted at"),
                ),
                (
                    "revoked_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="revoked at"),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="LetterEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="companies.letter",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "application",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.application",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("receipt", "Receipt"),
                            ("information", "More information asked"),
                            ("complete", "Application complete"),
                            ("accepted", "Accepted"),
                            ("conditions", "Accepted with conditions"),
                            ("waiting", "On the waiting list"),
                            ("deferred", "Decision put off"),
                            ("admitted", "Admitted"),
                            ("refused", "Not accepted"),
                            ("withdrawn", "Withdrawal confirmed"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("language", models.CharField(max_length=10, verbose_name="language")),
                ("subject", models.CharField(max_length=200, verbose_name="subject")),
                ("body", models.TextField(verbose_name="text")),
                ("written_at", models.DateTimeField(verbose_name="written at")),
                (
                    "written_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="MessageEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="companies.message",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "application",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.application",
                    ),
                ),
                ("from_office", models.BooleanField(verbose_name="from the office")),
                ("body", models.TextField(max_length=4000, verbose_name="text")),
                ("sent_at", models.DateTimeField(verbose_name="sent at")),
                (
                    "sent_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="MoveEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="companies.move",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "application",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.application",
                    ),
                ),
                (
                    "before",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "Submitted"),
                            ("returned", "More information asked"),
                            ("complete", "Complete, in review"),
                            ("waiting", "On the waiting list"),
                            ("deferred", "Decision put off"),
                            ("accepted", "Accepted"),
                            ("admitted", "Admitted"),
                            ("refused", "Not accepted"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        max_length=20,
                        verbose_name="before",
                    ),
                ),
                (
                    "after",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "Submitted"),
                            ("returned", "More information asked"),
                            ("complete", "Complete, in review"),
                            ("waiting", "On the waiting list"),
                            ("deferred", "Decision put off"),
                            ("accepted", "Accepted"),
                            ("admitted", "Admitted"),
                            ("refused", "Not accepted"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        max_length=20,
                        verbose_name="after",
                    ),
                ),
                ("moved_at", models.DateTimeField(verbose_name="moved at")),
                (
                    "moved_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("said", models.TextField(blank=True, verbose_name="what was said")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Review",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="companies.call",
                        verbose_name="call",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="companies.reviewround",
                        verbose_name="round",
                    ),
                ),
                (
                    "reviewer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="companies.reviewer",
                        verbose_name="reviewer",
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="companies.application",
                        verbose_name="application",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="companies.assignmentrun",
                        verbose_name="assignment run",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("assigned", "Not begun"),
                            ("draft", "Begun"),
                            ("signed", "Signed"),
                            ("abstained", "Abstained"),
                            ("dropped", "Taken away"),
                        ],
                        default="assigned",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("assigned_at", models.DateTimeField(verbose_name="assigned at")),
                (
                    "assigned_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="assigned by",
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=0, verbose_name="revision")),
                (
                    "comment_office",
                    models.TextField(
                        blank=True, max_length=4000, verbose_name="comment for the office"
                    ),
                ),
                (
                    "comment_applicant",
                    models.TextField(
                        blank=True, max_length=4000, verbose_name="comment for the applicant"
                    ),
                ),
                (
                    "recommends",
                    models.BooleanField(blank=True, null=True, verbose_name="recommends it"),
                ),
                ("saved_at", models.DateTimeField(blank=True, null=True, verbose_name="saved at")),
                (
                    "submission",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="companies.submission",
                        verbose_name="submission",
                    ),
                ),
                (
                    "score",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=5, null=True, verbose_name="score"
                    ),
                ),
                (
                    "signed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="signed at"),
                ),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="ended at")),
                (
                    "ended_because",
                    models.CharField(blank=True, max_length=500, verbose_name="because"),
                ),
            ],
            options={
                "verbose_name": "review",
                "verbose_name_plural": "reviews",
                "indexes": [
                    models.Index(fields=["application", "state"], name="review_of_application"),
                    models.Index(fields=["round", "state"], name="review_of_round"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("reviewer", "application"), name="review_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["assigned", "draft", "signed", "abstained", "dropped"])
                        ),
                        name="review_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("score__isnull", False),
                                ("signed_at__isnull", False),
                                ("state", "signed"),
                            ),
                            models.Q(
                                models.Q(("state", "signed"), _negated=True),
                                ("score__isnull", True),
                                ("signed_at__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="review_signed_with_its_score",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("ended_at__isnull", False),
                                ("state__in", ["abstained", "dropped"]),
                                models.Q(("ended_because", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("state__in", ["abstained", "dropped"]), _negated=True),
                                ("ended_at__isnull", True),
                                ("ended_because", ""),
                            ),
                            _connector="OR",
                        ),
                        name="review_ends_for_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("score__isnull", True), ("score__range", (0, 100)), _connector="OR"
                        ),
                        name="review_score",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReviewerEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="companies.reviewer",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("employer", models.CharField(blank=True, max_length=120, verbose_name="employer")),
                (
                    "expertise",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("electronics", "Electronics and information"),
                                ("manufacturing", "Advanced manufacturing"),
                                ("aerospace", "Aerospace"),
                                ("transport", "Modern transport"),
                                ("biomedicine", "Biomedicine and medical devices"),
                                ("materials", "New materials"),
                                ("energy", "New energy and energy saving"),
                                ("environment", "Environmental protection"),
                                ("geo_ocean", "Geospatial and ocean"),
                                ("nuclear", "Applied nuclear technology"),
                                ("agriculture", "Modern agriculture"),
                                ("other", "Other field"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="fields of expertise",
                    ),
                ),
                (
                    "max_load",
                    models.PositiveSmallIntegerField(
                        default=60, help_text="In this round.", verbose_name="most cases"
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.reviewround",
                        verbose_name="round",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="user",
                    ),
                ),
                (
                    "email_domain",
                    models.CharField(blank=True, max_length=120, verbose_name="e-mail domain"),
                ),
                ("joined_at", models.DateTimeField(verbose_name="joined at")),
                ("left_at", models.DateTimeField(blank=True, null=True, verbose_name="left at")),
                (
                    "left_because",
                    models.CharField(blank=True, max_length=500, verbose_name="left because"),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ReviewerInvitation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("employer", models.CharField(blank=True, max_length=120, verbose_name="employer")),
                (
                    "expertise",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("electronics", "Electronics and information"),
                                ("manufacturing", "Advanced manufacturing"),
                                ("aerospace", "Aerospace"),
                                ("transport", "Modern transport"),
                                ("biomedicine", "Biomedicine and medical devices"),
                                ("materials", "New materials"),
                                ("energy", "New energy and energy saving"),
                                ("environment", "Environmental protection"),
                                ("geo_ocean", "Geospatial and ocean"),
                                ("nuclear", "Applied nuclear technology"),
                                ("agriculture", "Modern agriculture"),
                                ("other", "Other field"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="fields of expertise",
                    ),
                ),
                (
                    "max_load",
                    models.PositiveSmallIntegerField(
                        default=60, help_text="In this round.", verbose_name="most cases"
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations",
                        to="companies.reviewround",
                        verbose_name="round",
                    ),
                ),
                ("email", models.EmailField(max_length=254, verbose_name="e-mail")),
                ("name", models.CharField(blank=True, max_length=80, verbose_name="name")),
                ("digest", models.CharField(editable=False, max_length=64, unique=True)),
                (
                    "invited_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="invited by",
                    ),
                ),
                ("invited_at", models.DateTimeField(verbose_name="invited at")),
                ("expires_at", models.DateTimeField(verbose_name="expires at")),
                (
                    "accepted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="accepted at"),
                ),
                (
                    "revoked_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="revoked at"),
                ),
                (
                    "reviewer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations",
                        to="companies.reviewer",
                        verbose_name="reviewer",
                    ),
                ),
            ],
            options={
                "verbose_name": "invitation of a reviewer",
                "verbose_name_plural": "invitations of reviewers",
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("email"),
                        models.F("round"),
                        condition=models.Q(
                            ("accepted_at__isnull", True), ("revoked_at__isnull", True)
                        ),
                        name="reviewer_invited_once",
                        violation_error_message="This person is invited already.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("max_load__gte", 1)), name="reviewer_invitation_load"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "expertise__contained_by",
                                [
                                    "electronics",
                                    "manufacturing",
                                    "aerospace",
                                    "transport",
                                    "biomedicine",
                                    "materials",
                                    "energy",
                                    "environment",
                                    "geo_ocean",
                                    "nuclear",
                                    "agriculture",
                                    "other",
                                ],
                            )
                        ),
                        name="reviewer_invitation_expertise",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("invited_at__lt", models.F("expires_at"))),
                        name="reviewer_invitation_expires_later",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("accepted_at__isnull", True),
                            ("revoked_at__isnull", True),
                            _connector="OR",
                        ),
                        name="reviewer_invitation_accepted_or_revoked",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("accepted_at__isnull", True), ("reviewer__isnull", True)),
                            models.Q(("accepted_at__isnull", False), ("reviewer__isnull", False)),
                            _connector="OR",
                        ),
                        name="reviewer_invitation_made_a_reviewer",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StageMoveEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="companies.stagemove",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "application",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.application",
                    ),
                ),
                (
                    "before",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.stage",
                        verbose_name="before",
                    ),
                ),
                (
                    "after",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.stage",
                        verbose_name="after",
                    ),
                ),
                ("moved_at", models.DateTimeField(verbose_name="moved at")),
                (
                    "moved_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("said", models.TextField(blank=True, verbose_name="what was said")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SubmissionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="companies.submission",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "application",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.application",
                    ),
                ),
                ("round", models.PositiveSmallIntegerField(verbose_name="round")),
                ("content", models.JSONField(verbose_name="content")),
                ("content_hash", models.CharField(max_length=64, verbose_name="content hash")),
                ("submitted_at", models.DateTimeField(verbose_name="submitted at")),
                (
                    "submitted_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CriterionScore",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="scores",
                        to="companies.review",
                    ),
                ),
                (
                    "criterion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="companies.rubriccriterion",
                    ),
                ),
                (
                    "value",
                    models.DecimalField(decimal_places=2, max_digits=6, verbose_name="value"),
                ),
            ],
            options={
                "verbose_name": "score of a criterion",
                "verbose_name_plural": "scores of criteria",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("review", "criterion"), name="criterion_score_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="DecisionCondition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="conditions",
                        to="companies.decision",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="position")),
                ("text", models.CharField(max_length=500, verbose_name="condition")),
                ("due_on", models.DateField(verbose_name="due on")),
                ("met_at", models.DateTimeField(blank=True, null=True, verbose_name="met at")),
                (
                    "met_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="confirmed by",
                    ),
                ),
            ],
            options={
                "verbose_name": "condition of an acceptance",
                "verbose_name_plural": "conditions of acceptances",
                "constraints": [
                    models.UniqueConstraint(fields=("decision", "position"), name="condition_once"),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="condition_says_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("met_by__isnull", True), ("met_at__isnull", False), _connector="OR"
                        ),
                        name="condition_confirmed_when_met",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DecisionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="companies.decision",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "call",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.call",
                        verbose_name="call",
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.application",
                        verbose_name="application",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("accept", "Accept"),
                            ("conditions", "Accept with conditions"),
                            ("waiting", "Waiting list"),
                            ("reject", "Reject"),
                            ("defer", "Put off"),
                        ],
                        max_length=12,
                        verbose_name="outcome",
                    ),
                ),
                (
                    "stage",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.stage",
                        verbose_name="stage",
                    ),
                ),
                (
                    "move",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.move",
                    ),
                ),
                (
                    "reason",
                    models.TextField(
                        blank=True,
                        help_text="Stays in the office.",
                        max_length=4000,
                        verbose_name="reason for the file",
                    ),
                ),
                (
                    "said",
                    models.TextField(
                        blank=True, max_length=4000, verbose_name="what the applicant is told"
                    ),
                ),
                (
                    "rank",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="place on the waiting list"
                    ),
                ),
                ("until", models.DateField(blank=True, null=True, verbose_name="put off until")),
                (
                    "score",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=5,
                        null=True,
                        verbose_name="score then",
                    ),
                ),
                ("decided_at", models.DateTimeField(verbose_name="decided at")),
                (
                    "decided_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="decided by",
                    ),
                ),
                (
                    "announced_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="announced at"),
                ),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="ended at")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="OutboxLetter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outbox_letter",
                        to="companies.decision",
                    ),
                ),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="companies.call",
                        verbose_name="call",
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outbox_letters",
                        to="companies.application",
                        verbose_name="application",
                    ),
                ),
                (
                    "template",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to="companies.lettertemplate",
                        verbose_name="template",
                    ),
                ),
                (
                    "batch",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to="companies.letterbatch",
                        verbose_name="batch",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("receipt", "Receipt"),
                            ("information", "More information asked"),
                            ("complete", "Application complete"),
                            ("accepted", "Accepted"),
                            ("conditions", "Accepted with conditions"),
                            ("waiting", "On the waiting list"),
                            ("deferred", "Decision put off"),
                            ("admitted", "Admitted"),
                            ("refused", "Not accepted"),
                            ("withdrawn", "Withdrawal confirmed"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("language", models.CharField(max_length=10, verbose_name="language")),
                ("subject", models.CharField(max_length=200, verbose_name="subject")),
                ("body", models.TextField(verbose_name="text")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("prepared", "Prepared"),
                            ("confirmed", "Confirmed"),
                            ("filed", "On file, mail on its way"),
                            ("sent", "Sent"),
                            ("cancelled", "Not sent"),
                        ],
                        default="prepared",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("prepared_at", models.DateTimeField(verbose_name="prepared at")),
                (
                    "letter",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outbox_letter",
                        to="companies.letter",
                        verbose_name="letter",
                    ),
                ),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="sent at")),
            ],
            options={
                "verbose_name": "letter in the outbox",
                "verbose_name_plural": "letters in the outbox",
                "indexes": [models.Index(fields=["call", "state"], name="outbox_of_call")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["prepared", "confirmed", "filed", "sent", "cancelled"])
                        ),
                        name="outbox_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "receipt",
                                    "information",
                                    "complete",
                                    "accepted",
                                    "conditions",
                                    "waiting",
                                    "deferred",
                                    "admitted",
                                    "refused",
                                    "withdrawn",
                                ],
                            )
                        ),
                        name="outbox_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(
                                    ("state__in", ["confirmed", "filed", "sent"]), _negated=True
                                ),
                                ("batch__isnull", False),
                                _connector="OR",
                            ),
                            models.Q(
                                models.Q(("state", "prepared"), _negated=True),
                                ("batch__isnull", True),
                                _connector="OR",
                            ),
                        ),
                        name="outbox_confirmed_in_a_batch",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("letter__isnull", False), ("state__in", ["filed", "sent"])),
                            models.Q(
                                models.Q(("state__in", ["filed", "sent"]), _negated=True),
                                ("letter__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="outbox_filed_as_a_letter",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sent_at__isnull", False), ("state", "sent")),
                            models.Q(
                                models.Q(("state", "sent"), _negated=True),
                                ("sent_at__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="outbox_sent_at_a_moment",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("subject", ""), _negated=True),
                            models.Q(("body", ""), _negated=True),
                        ),
                        name="outbox_says_something",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReviewerInvitationEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="companies.reviewerinvitation",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("employer", models.CharField(blank=True, max_length=120, verbose_name="employer")),
                (
                    "expertise",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("electronics", "Electronics and information"),
                                ("manufacturing", "Advanced manufacturing"),
                                ("aerospace", "Aerospace"),
                                ("transport", "Modern transport"),
                                ("biomedicine", "Biomedicine and medical devices"),
                                ("materials", "New materials"),
                                ("energy", "New energy and energy saving"),
                                ("environment", "Environmental protection"),
                                ("geo_ocean", "Geospatial and ocean"),
                                ("nuclear", "Applied nuclear technology"),
                                ("agriculture", "Modern agriculture"),
                                ("other", "Other field"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="fields of expertise",
                    ),
                ),
                (
                    "max_load",
                    models.PositiveSmallIntegerField(
                        default=60, help_text="In this round.", verbose_name="most cases"
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.reviewround",
                        verbose_name="round",
                    ),
                ),
                ("email", models.EmailField(max_length=254, verbose_name="e-mail")),
                ("name", models.CharField(blank=True, max_length=80, verbose_name="name")),
                (
                    "invited_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="invited by",
                    ),
                ),
                ("invited_at", models.DateTimeField(verbose_name="invited at")),
                ("expires_at", models.DateTimeField(verbose_name="expires at")),
                (
                    "accepted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="accepted at"),
                ),
                (
                    "revoked_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="revoked at"),
                ),
                (
                    "reviewer",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.reviewer",
                        verbose_name="reviewer",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ReviewEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="companies.review",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "call",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.call",
                        verbose_name="call",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.reviewround",
                        verbose_name="round",
                    ),
                ),
                (
                    "reviewer",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.reviewer",
                        verbose_name="reviewer",
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.application",
                        verbose_name="application",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.assignmentrun",
                        verbose_name="assignment run",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("assigned", "Not begun"),
                            ("draft", "Begun"),
                            ("signed", "Signed"),
                            ("abstained", "Abstained"),
                            ("dropped", "Taken away"),
                        ],
                        default="assigned",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("assigned_at", models.DateTimeField(verbose_name="assigned at")),
                (
                    "assigned_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="assigned by",
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=0, verbose_name="revision")),
                (
                    "comment_office",
                    models.TextField(
                        blank=True, max_length=4000, verbose_name="comment for the office"
                    ),
                ),
                (
                    "comment_applicant",
                    models.TextField(
                        blank=True, max_length=4000, verbose_name="comment for the applicant"
                    ),
                ),
                (
                    "recommends",
                    models.BooleanField(blank=True, null=True, verbose_name="recommends it"),
                ),
                ("saved_at", models.DateTimeField(blank=True, null=True, verbose_name="saved at")),
                (
                    "submission",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.submission",
                        verbose_name="submission",
                    ),
                ),
                (
                    "score",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=5, null=True, verbose_name="score"
                    ),
                ),
                (
                    "signed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="signed at"),
                ),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="ended at")),
                (
                    "ended_because",
                    models.CharField(blank=True, max_length=500, verbose_name="because"),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CriterionScoreEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="companies.criterionscore",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "review",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.review",
                    ),
                ),
                (
                    "criterion",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.rubriccriterion",
                    ),
                ),
                (
                    "value",
                    models.DecimalField(decimal_places=2, max_digits=6, verbose_name="value"),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="DecisionConditionEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="companies.decisioncondition",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "decision",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.decision",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(verbose_name="position")),
                ("text", models.CharField(max_length=500, verbose_name="condition")),
                ("due_on", models.DateField(verbose_name="due on")),
                ("met_at", models.DateTimeField(blank=True, null=True, verbose_name="met at")),
                (
                    "met_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="confirmed by",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="OutboxLetterEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="companies.outboxletter",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "decision",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.decision",
                    ),
                ),
                (
                    "call",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.call",
                        verbose_name="call",
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.application",
                        verbose_name="application",
                    ),
                ),
                (
                    "template",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.lettertemplate",
                        verbose_name="template",
                    ),
                ),
                (
                    "batch",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.letterbatch",
                        verbose_name="batch",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("receipt", "Receipt"),
                            ("information", "More information asked"),
                            ("complete", "Application complete"),
                            ("accepted", "Accepted"),
                            ("conditions", "Accepted with conditions"),
                            ("waiting", "On the waiting list"),
                            ("deferred", "Decision put off"),
                            ("admitted", "Admitted"),
                            ("refused", "Not accepted"),
                            ("withdrawn", "Withdrawal confirmed"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("language", models.CharField(max_length=10, verbose_name="language")),
                ("subject", models.CharField(max_length=200, verbose_name="subject")),
                ("body", models.TextField(verbose_name="text")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("prepared", "Prepared"),
                            ("confirmed", "Confirmed"),
                            ("filed", "On file, mail on its way"),
                            ("sent", "Sent"),
                            ("cancelled", "Not sent"),
                        ],
                        default="prepared",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("prepared_at", models.DateTimeField(verbose_name="prepared at")),
                (
                    "letter",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.letter",
                        verbose_name="letter",
                    ),
                ),
                ("sent_at", models.DateTimeField(blank=True, null=True, verbose_name="sent at")),
            ],
            options={
                "abstract": False,
            },
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="company",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_companyevent" ("field", "founder_kind", "id", "is_generated", "name", "name_initials", "name_pinyin", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "registered_capital", "registered_on", "unified_code") VALUES (NEW."field", NEW."founder_kind", NEW."id", NEW."is_generated", NEW."name", NEW."name_initials", NEW."name_pinyin", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."registered_capital", NEW."registered_on", NEW."unified_code"); RETURN NULL;',
                    hash="094bf4f143ab1e984fbd431a93cee33478a6259d",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_a4101",
                    table="companies_company",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="company",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "companies_companyevent" ("field", "founder_kind", "id", "is_generated", "name", "name_initials", "name_pinyin", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "registered_capital", "registered_on", "unified_code") VALUES (NEW."field", NEW."founder_kind", NEW."id", NEW."is_generated", NEW."name", NEW."name_initials", NEW."name_pinyin", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."registered_capital", NEW."registered_on", NEW."unified_code"); RETURN NULL;',
                    hash="c558af8c5332c283336baaf3b90bbe8d7e1a454b",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_3d5ae",
                    table="companies_company",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="company",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_companyevent" ("field", "founder_kind", "id", "is_generated", "name", "name_initials", "name_pinyin", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "registered_capital", "registered_on", "unified_code") VALUES (OLD."field", OLD."founder_kind", OLD."id", OLD."is_generated", OLD."name", OLD."name_initials", OLD."name_pinyin", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."registered_capital", OLD."registered_on", OLD."unified_code"); RETURN NULL;',
                    hash="ac70a886d04f083e56c58cd514053b60d1da6299",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_4fa84",
                    table="companies_company",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="returnform",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_returnformevent" ("certainty", "code", "due_days", "id", "is_asked", "name", "name_en", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "rhythm", "source", "unit", "valid_from", "valid_until", "version") VALUES (NEW."certainty", NEW."code", NEW."due_days", NEW."id", NEW."is_asked", NEW."name", NEW."name_en", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."published_at", NEW."rhythm", NEW."source", NEW."unit", NEW."valid_from", NEW."valid_until", NEW."version"); RETURN NULL;',
                    hash="fb141979a6b6e5d8e4ca51fb977f66b7cb665fe5",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_72f5d",
                    table="companies_returnform",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="returnform",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "companies_returnformevent" ("certainty", "code", "due_days", "id", "is_asked", "name", "name_en", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "rhythm", "source", "unit", "valid_from", "valid_until", "version") VALUES (NEW."certainty", NEW."code", NEW."due_days", NEW."id", NEW."is_asked", NEW."name", NEW."name_en", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."published_at", NEW."rhythm", NEW."source", NEW."unit", NEW."valid_from", NEW."valid_until", NEW."version"); RETURN NULL;',
                    hash="c8d89ae3211b527a2e11bc914a6e271476d6bffe",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_0e4ff",
                    table="companies_returnform",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="returnform",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_returnformevent" ("certainty", "code", "due_days", "id", "is_asked", "name", "name_en", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "rhythm", "source", "unit", "valid_from", "valid_until", "version") VALUES (OLD."certainty", OLD."code", OLD."due_days", OLD."id", OLD."is_asked", OLD."name", OLD."name_en", OLD."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."published_at", OLD."rhythm", OLD."source", OLD."unit", OLD."valid_from", OLD."valid_until", OLD."version"); RETURN NULL;',
                    hash="d1c2c3f49c2eb0c45a32232b24a0167ce27412db",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_e9bb6",
                    table="companies_returnform",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="agreementtemplate",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_agreementtemplateevent" ("assessment_months", "change_filing_days", "change_notice_days", "id", "incubator_id", "made_at", "made_by_id", "notice_days", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "progress_months", "stage_goal_percent", "start_days", "statement_months", "superseded_at", "support_months", "term_months", "text", "text_name", "version") VALUES (NEW."assessment_months", NEW."change_filing_days", NEW."change_notice_days", NEW."id", NEW."incubator_id", NEW."made_at", NEW."made_by_id", NEW."notice_days", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."progress_months", NEW."stage_goal_percent", NEW."start_days", NEW."statement_months", NEW."superseded_at", NEW."support_months", NEW."term_months", NEW."text", NEW."text_name", NEW."version"); RETURN NULL;',
                    hash="914ba745fe0bf813aa4a6498a3d71b29ed76ebb2",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_7d319",
                    table="companies_agreementtemplate",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="agreementtemplate",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "companies_agreementtemplateevent" ("assessment_months", "change_filing_days", "change_notice_days", "id", "incubator_id", "made_at", "made_by_id", "notice_days", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "progress_months", "stage_goal_percent", "start_days", "statement_months", "superseded_at", "support_months", "term_months", "text", "text_name", "version") VALUES (NEW."assessment_months", NEW."change_filing_days", NEW."change_notice_days", NEW."id", NEW."incubator_id", NEW."made_at", NEW."made_by_id", NEW."notice_days", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."progress_months", NEW."stage_goal_percent", NEW."start_days", NEW."statement_months", NEW."superseded_at", NEW."support_months", NEW."term_months", NEW."text", NEW."text_name", NEW."version"); RETURN NULL;',
                    hash="a03a5d2e287a211afd8e49a702e53d3c051d9257",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_1c49f",
                    table="companies_agreementtemplate",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="agreementtemplate",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_agreementtemplateevent" ("assessment_months", "change_filing_days", "change_notice_days", "id", "incubator_id", "made_at", "made_by_id", "notice_days", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "progress_months", "stage_goal_percent", "start_days", "statement_months", "superseded_at", "support_months", "term_months", "text", "text_name", "version") VALUES (OLD."assessment_months", OLD."change_filing_days", OLD."change_notice_days", OLD."id", OLD."incubator_id", OLD."made_at", OLD."made_by_id", OLD."notice_days", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."progress_months", OLD."stage_goal_percent", OLD."start_days", OLD."statement_months", OLD."superseded_at", OLD."support_months", OLD."term_months", OLD."text", OLD."text_name", OLD."version"); RETURN NULL;',
                    hash="ef494921fa3c29cf7923dc1f1b99e81cdb6b6df4",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_d023b",
                    table="companies_agreementtemplate",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="agreementtemplateevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="16e0823d01728be1606f9f3c0666f8b6022794ef",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_85be4",
                    table="companies_agreementtemplateevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="agreementtemplateevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="e3d716637006806e433628cbf5452ba4917b8869",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_07548",
                    table="companies_agreementtemplateevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="answerevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="3cbd6399283c52c265c0c6c49c0f97643a2599d3",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_90924",
                    table="companies_answerevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="answerevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="f0df86fabfa2363efa3502e1ca0c59a0cfc8524f",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_352ec",
                    table="companies_answerevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="answer",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_answerevent" ("application_id", "id", "key", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revision", "saved_at", "saved_by_id", "value") VALUES (NEW."application_id", NEW."id", NEW."key", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."revision", NEW."saved_at", NEW."saved_by_id", NEW."value"); RETURN NULL;',
                    hash="8038df1c002e736c3dcf073248c6bdf327b61fef",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_8a8c5",
                    table="companies_answer",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="answer",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "companies_answerevent" ("application_id", "id", "key", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revision", "saved_at", "saved_by_id", "value") VALUES (NEW."application_id", NEW."id", NEW."key", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."revision", NEW."saved_at", NEW."saved_by_id", NEW."value"); RETURN NULL;',
                    hash="c6271b6b3d76bed1a281ffb84454c0a088d983a1",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_09e1a",
                    table="companies_answer",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="answer",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_answerevent" ("application_id", "id", "key", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revision", "saved_at", "saved_by_id", "value") VALUES (OLD."application_id", OLD."id", OLD."key", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."revision", OLD."saved_at", OLD."saved_by_id", OLD."value"); RETURN NULL;',
                    hash="e8043bbd74878dd872066f53e10bb618eea59644",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_aec86",
                    table="companies_answer",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="attachment",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_attachmentevent" ("application_id", "content_type", "file", "id", "is_scanned", "original_name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question", "removed_at", "sha256", "size", "uploaded_at", "uploaded_by_id") VALUES (NEW."application_id", NEW."content_type", NEW."file", NEW."id", NEW."is_scanned", NEW."original_name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."question", NEW."removed_at", NEW."sha256", NEW."size", NEW."uploaded_at", NEW."uploaded_by_id"); RETURN NULL;',
                    hash="14b58a9d6298a2dca2394f8b575033cc68165450",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_2297b",
                    table="companies_attachment",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="attachment",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "companies_attachmentevent" ("application_id", "content_type", "file", "id", "is_scanned", "original_name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question", "removed_at", "sha256", "size", "uploaded_at", "uploaded_by_id") VALUES (NEW."application_id", NEW."content_type", NEW."file", NEW."id", NEW."is_scanned", NEW."original_name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."question", NEW."removed_at", NEW."sha256", NEW."size", NEW."uploaded_at", NEW."uploaded_by_id"); RETURN NULL;',
                    hash="ccab876a9440aaf98b8ea58d338f52e805d71ea3",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_b8483",
                    table="companies_attachment",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="attachment",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_attachmentevent" ("application_id", "content_type", "file", "id", "is_scanned", "original_name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question", "removed_at", "sha256", "size", "uploaded_at", "uploaded_by_id") VALUES (OLD."application_id", OLD."content_type", OLD."file", OLD."id", OLD."is_scanned", OLD."original_name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."question", OLD."removed_at", OLD."sha256", OLD."size", OLD."uploaded_at", OLD."uploaded_by_id"); RETURN NULL;',
                    hash="013b43a5bd349304f0131fa1ccd24ddde56ad2e4",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_c71aa",
                    table="companies_attachment",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="attachmentevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="6b0c7fe87bfe31a6e689f7dbff8566a39d1ee571",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_998aa",
                    table="companies_attachmentevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="attachmentevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="5b2acf01b83698f1601ff3bceb05c0ab08239428",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_fc61d",
                    table="companies_attachmentevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="call",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_callevent" ("answer_days", "closed_at", "closes_at", "code", "id", "incubator_id", "kind", "opens_at", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "rulebook_id", "state", "summary", "summary_en", "title", "title_en") VALUES (NEW."answer_days", NEW."closed_at", NEW."closes_at", NEW."code", NEW."id", NEW."incubator_id", NEW."kind", NEW."opens_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."published_at", NEW."rulebook_id", NEW."state", NEW."summary", NEW."summary_en", NEW."title", NEW."title_en"); RETURN NULL;',
                    hash="b1b34eabd947f72bd9fcd281982083b31bce298d",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_39efc",
                    table="companies_call",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="call",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "companies_callevent" ("answer_days", "closed_at", "closes_at", "code", "id", "incubator_id", "kind", "opens_at", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "rulebook_id", "state", "summary", "summary_en", "title", "title_en") VALUES (NEW."answer_days", NEW."closed_at", NEW."closes_at", NEW."code", NEW."id", NEW."incubator_id", NEW."kind", NEW."opens_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."published_at", NEW."rulebook_id", NEW."state", NEW."summary", NEW."summary_en", NEW."title", NEW."title_en"); RETURN NULL;',
                    hash="17b46cd1e13d266753b3c1523ab369702db15773",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_dda27",
                    table="companies_call",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="call",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_callevent" ("answer_days", "closed_at", "closes_at", "code", "id", "incubator_id", "kind", "opens_at", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "rulebook_id", "state", "summary", "summary_en", "title", "title_en") VALUES (OLD."answer_days", OLD."closed_at", OLD."closes_at", OLD."code", OLD."id", OLD."incubator_id", OLD."kind", OLD."opens_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."published_at", OLD."rulebook_id", OLD."state", OLD."summary", OLD."summary_en", OLD."title", OLD."title_en"); RETURN NULL;',
                    hash="3dd741bddca3edcc56c52cc0b022fab2909531f3",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_1c5f0",
                    table="companies_call",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="callevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="9dd682d15cc7daad1146e8da8ba03fc7c65c2e4e",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_a88ac",
                    table="companies_callevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="callevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="d09540d1114b37ec72e0df393a26e90d17b41dce",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_66880",
                    table="companies_callevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="collaborator",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_collaboratorevent" ("application_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "right", "since", "user_id") VALUES (NEW."application_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."right", NEW."since", NEW."user_id"); RETURN NULL;',
                    hash="7a728aa8088fa3d60975cd4a1bd3100854f5bc67",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_e010e",
                    table="companies_collaborator",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="collaborator",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "companies_collaboratorevent" ("application_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "right", "since", "user_id") VALUES (NEW."application_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."right", NEW."since", NEW."user_id"); RETURN NULL;',
                    hash="71fa299fe5f05d703870ac27bf6012693186a0ff",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a4d3a",
                    table="companies_collaborator",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="collaborator",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_collaboratorevent" ("application_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "right", "since", "user_id") VALUES (OLD."application_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."right", OLD."since", OLD."user_id"); RETURN NULL;',
                    hash="823ee226ca90f0c5796956f3558d428570d772e3",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_d835c",
                    table="companies_collaborator",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="collaboratorevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="258da85fa7b77efe0b809d2c8476bd29d573c5bb",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_64dc6",
                    table="companies_collaboratorevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="collaboratorevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="016f4e3e1e0731d27775fc9c32c5fb8bcb4f0546",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_a70c7",
                    table="companies_collaboratorevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="companyalias",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_companyaliasevent" ("company_id", "id", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "until", "value") VALUES (NEW."company_id", NEW."id", NEW."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."until", NEW."value"); RETURN NULL;',
                    hash="e6083c7b125d9e936b2e10d39582b30640c6bfce",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_e3038",
                    table="companies_companyalias",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="companyalias",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "companies_companyaliasevent" ("company_id", "id", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "until", "value") VALUES (NEW."company_id", NEW."id", NEW."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."until", NEW."value"); RETURN NULL;',
                    hash="fdef3c32b1e4a46b988f00e29978728cb1af1830",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ae94d",
                    table="companies_companyalias",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="companyalias",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_companyaliasevent" ("company_id", "id", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "until", "value") VALUES (OLD."company_id", OLD."id", OLD."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."until", OLD."value"); RETURN NULL;',
                    hash="2ffa7234bbb91a4e08383b10ac651f895a9239d3",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_c8f66",
                    table="companies_companyalias",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="companyaliasevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="a9ee6d35c67fd375d41fc18689bf6b120886398d",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_836ba",
                    table="companies_companyaliasevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="companyaliasevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="f36612c91e9ac04463aba2c660ba232bf5d69620",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_7e750",
                    table="companies_companyaliasevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="companyevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="387ebaf685b65eb85304eab5eed0b30ab2c70464",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_7d63a",
                    table="companies_companyevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="companyevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="05d3413d3fcf997ec12064383c808dae23fcee04",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_0943d",
                    table="companies_companyevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="conflict",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_conflictevent" ("application_id", "detail", "found_at", "ground", "id", "lifted_at", "lifted_because", "lifted_by_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id") VALUES (NEW."application_id", NEW."detail", NEW."found_at", NEW."ground", NEW."id", NEW."lifted_at", NEW."lifted_because", NEW."lifted_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."user_id"); RETURN NULL;',
                    hash="a5d185cb04b779168b47d6f22fcf62006a5aa201",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_3d141",
                    table="companies_conflict",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="conflict",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "companies_conflictevent" ("application_id", "detail", "found_at", "ground", "id", "lifted_at", "lifted_because", "lifted_by_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id") VALUES (NEW."application_id", NEW."detail", NEW."found_at", NEW."ground", NEW."id", NEW."lifted_at", NEW."lifted_because", NEW."lifted_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."user_id"); RETURN NULL;',
                    hash="6269c08634f5ee5f1cc45cc776cbe89175a81f36",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_5a33e",
                    table="companies_conflict",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="conflict",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_conflictevent" ("application_id", "detail", "found_at", "ground", "id", "lifted_at", "lifted_because", "lifted_by_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "user_id") VALUES (OLD."application_id", OLD."detail", OLD."found_at", OLD."ground", OLD."id", OLD."lifted_at", OLD."lifted_because", OLD."lifted_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."user_id"); RETURN NULL;',
                    hash="4571dd15394c7ed12b84cd85f6c27b3e7fc50dea",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_291e2",
                    table="companies_conflict",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="conflictevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="c3db45d39d1e4d225ef886d6675356237a60b0b1",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_b09a1",
                    table="companies_conflictevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="conflictevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="263f3c3e1ef4b62ffbd7652d8d52600d0e6cce31",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_4e5a1",
                    table="companies_conflictevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="decisioncondition",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_decisionconditionevent" ("decision_id", "due_on", "id", "met_at", "met_by_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "text") VALUES (NEW."decision_id", NEW."due_on", NEW."id", NEW."met_at", NEW."met_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."position", NEW."text"); RETURN NULL;',
                    hash="ea8f1c6f3f0c7d54d06eb928e642a0638b5f7db2",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_93a27",
                    table="companies_decisioncondition",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="decisioncondition",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "companies_decisionconditionevent" ("decision_id", "due_on", "id", "met_at", "met_by_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "text") VALUES (NEW."decision_id", NEW."due_on", NEW."id", NEW."met_at", NEW."met_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."position", NEW."text"); RETURN NULL;',
                    hash="f16552344acb2d13cd81128fc163da07f493d479",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c1027",
                    table="companies_decisioncondition",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="decisioncondition",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_decisionconditionevent" ("decision_id", "due_on", "id", "met_at", "met_by_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "text") VALUES (OLD."decision_id", OLD."due_on", OLD."id", OLD."met_at", OLD."met_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."position", OLD."text"); RETURN NULL;',
                    hash="33c867451c964f0ab1bc9fcc11468f509533eb9b",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_0ef9a",
                    table="companies_decisioncondition",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="decisionconditionevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="36b7d4565754d48056d66b0a3f2e9ae389fddb16",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_f9c28",
                    table="companies_decisionconditionevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="decisionconditionevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="c84e76e1c07d990f5332520c67950798fbb62b2a",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_e1a65",
                    table="companies_decisionconditionevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="evidence",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_evidenceevent" ("company_id", "content_type", "dated", "file", "id", "is_scanned", "original_name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sha256", "size", "title", "uploaded_at", "uploaded_by_id") VALUES (NEW."company_id", NEW."content_type", NEW."dated", NEW."file", NEW."id", NEW."is_scanned", NEW."original_name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."sha256", NEW."size", NEW."title", NEW."uploaded_at", NEW."uploaded_by_id"); RETURN NULL;',
                    hash="e6a1f98ca2538fbe5ced80cc093c0e6f1172a045",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_c63af",
                    table="companies_evidence",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="evidence",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "companies_evidenceevent" ("company_id", "content_type", "dated", "file", "id", "is_scanned", "original_name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sha256", "size", "title", "uploaded_at", "uploaded_by_id") VALUES (NEW."company_id", NEW."content_type", NEW."dated", NEW."file", NEW."id", NEW."is_scanned", NEW."original_name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."sha256", NEW."size", NEW."title", NEW."uploaded_at", NEW."uploaded_by_id"); RETURN NULL;',
                    hash="b28ae71b2c7bf228d9cf81c5515cb80313a109d8",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_6f1fc",
                    table="companies_evidence",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="evidence",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_evidenceevent" ("company_id", "content_type", "dated", "file", "id", "is_scanned", "original_name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sha256", "size", "title", "uploaded_at", "uploaded_by_id") VALUES (OLD."company_id", OLD."content_type", OLD."dated", OLD."file", OLD."id", OLD."is_scanned", OLD."original_name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."sha256", OLD."size", OLD."title", OLD."uploaded_at", OLD."uploaded_by_id"); RETURN NULL;',
                    hash="c76b41465f6a703d9aa3306c7e2ffbf0d4c63d40",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_98feb",
                    table="companies_evidence",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="awardevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="10112513f645a6fd9db627d4738bf4b598a82810",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_481ed",
                    table="companies_awardevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="awardevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="2754fd38c8330f63e33115f545de38d6bd66d7a3",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_017c2",
                    table="companies_awardevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="award",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_awardevent" ("awarded_on", "company_id", "correction", "evidence_id", "id", "issued_by", "level", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rank", "recorded_at", "recorded_by_id", "rejected_at", "rejection", "replaces_id", "state", "title", "verified_at", "verified_by_id") VALUES (NEW."awarded_on", NEW."company_id", NEW."correction", NEW."evidence_id", NEW."id", NEW."issued_by", NEW."level", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."rank", NEW."recorded_at", NEW."recorded_by_id", NEW."rejected_at", NEW."rejection", NEW."replaces_id", NEW."state", NEW."title", NEW."verified_at", NEW."verified_by_id"); RETURN NULL;',
                    hash="5b64d0a1d95267973d6022b29143e6517b654a0a",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_5cc5a",
                    table="companies_award",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="award",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "companies_awardevent" ("awarded_on", "company_id", "correction", "evidence_id", "id", "issued_by", "level", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rank", "recorded_at", "recorded_by_id", "rejected_at", "rejection", "replaces_id", "state", "title", "verified_at", "verified_by_id") VALUES (NEW."awarded_on", NEW."company_id", NEW."correction", NEW."evidence_id", NEW."id", NEW."issued_by", NEW."level", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."rank", NEW."recorded_at", NEW."recorded_by_id", NEW."rejected_at", NEW."rejection", NEW."replaces_id", NEW."state", NEW."title", NEW."verified_at", NEW."verified_by_id"); RETURN NULL;',
                    hash="da160278409c228ccde6c7d9744a3708133f85ce",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_27400",
                    table="companies_award",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="award",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_awardevent" ("awarded_on", "company_id", "correction", "evidence_id", "id", "issued_by", "level", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rank", "recorded_at", "recorded_by_id", "rejected_at", "rejection", "replaces_id", "state", "title", "verified_at", "verified_by_id") VALUES (OLD."awarded_on", OLD."company_id", OLD."correction", OLD."evidence_id", OLD."id", OLD."issued_by", OLD."level", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."rank", OLD."recorded_at", OLD."recorded_by_id", OLD."rejected_at", OLD."rejection", OLD."replaces_id", OLD."state", OLD."title", OLD."verified_at", OLD."verified_by_id"); RETURN NULL;',
                    hash="e90e8000527f834c376eda3837ad2e8df3e0837a",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_bfdad",
                    table="companies_award",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="evidenceevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="56ad2db44a5cc7ddd0628faf86f52870a9b25c0c",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_1553f",
                    table="companies_evidenceevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="evidenceevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="2e1c547728cb9eab5f6fb62e3533249845d2abf0",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_b8a49",
                    table="companies_evidenceevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="financinground",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_financingroundevent" ("amount", "closed_on", "company_id", "correction", "evidence_id", "from_incubator_fund", "id", "investor", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post_money", "recorded_at", "recorded_by_id", "rejected_at", "rejection", "replaces_id", "stage", "state", "verified_at", "verified_by_id") VALUES (NEW."amount", NEW."closed_on", NEW."company_id", NEW."correction", NEW."evidence_id", NEW."from_incubator_fund", NEW."id", NEW."investor", NEW."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."post_money", NEW."recorded_at", NEW."recorded_by_id", NEW."rejected_at", NEW."rejection", NEW."replaces_id", NEW."stage", NEW."state", NEW."verified_at", NEW."verified_by_id"); RETURN NULL;',
                    hash="2de8200c571d50fb9e05a83921671efe771ffd68",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_c1de8",
                    table="companies_financinground",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="financinground",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "companies_financingroundevent" ("amount", "closed_on", "company_id", "correction", "evidence_id", "from_incubator_fund", "id", "investor", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post_money", "recorded_at", "recorded_by_id", "rejected_at", "rejection", "replaces_id", "stage", "state", "verified_at", "verified_by_id") VALUES (NEW."amount", NEW."closed_on", NEW."company_id", NEW."correction", NEW."evidence_id", NEW."from_incubator_fund", NEW."id", NEW."investor", NEW."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."post_money", NEW."recorded_at", NEW."recorded_by_id", NEW."rejected_at", NEW."rejection", NEW."replaces_id", NEW."stage", NEW."state", NEW."verified_at", NEW."verified_by_id"); RETURN NULL;',
                    hash="6d7fae8af02953317159657857a13f8c7a868bec",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_1652d",
                    table="companies_financinground",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="financinground",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_financingroundevent" ("amount", "closed_on", "company_id", "correction", "evidence_id", "from_incubator_fund", "id", "investor", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post_money", "recorded_at", "recorded_by_id", "rejected_at", "rejection", "replaces_id", "stage", "state", "verified_at", "verified_by_id") VALUES (OLD."amount", OLD."closed_on", OLD."company_id", OLD."correction", OLD."evidence_id", OLD."from_incubator_fund", OLD."id", OLD."investor", OLD."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."post_money", OLD."recorded_at", OLD."recorded_by_id", OLD."rejected_at", OLD."rejection", OLD."replaces_id", OLD."stage", OLD."state", OLD."verified_at", OLD."verified_by_id"); RETURN NULL;',
                    hash="99df7b9f782de17cb043a11d4677abb7655f7bf7",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_bf8ef",
                    table="companies_financinground",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="financingroundevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="c98a3e7dbb1efad7eea48b91b67d9446b66f6227",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_28efb",
                    table="companies_financingroundevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="financingroundevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="af1df29c8fee226b5e9c664de1df976979c2bf2b",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_1fd20",
                    table="companies_financingroundevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="intellectualproperty",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_intellectualpropertyevent" ("applied_on", "company_id", "correction", "evidence_id", "granted_on", "id", "kind", "lapsed_on", "number", "origin", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "rejected_at", "rejection", "replaces_id", "state", "title", "verified_at", "verified_by_id") VALUES (NEW."applied_on", NEW."company_id", NEW."correction", NEW."evidence_id", NEW."granted_on", NEW."id", NEW."kind", NEW."lapsed_on", NEW."number", NEW."origin", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."rejected_at", NEW."rejection", NEW."replaces_id", NEW."state", NEW."title", NEW."verified_at", NEW."verified_by_id"); RETURN NULL;',
                    hash="22e1234eae34a9811b2e0ce874dc1b65546d1be4",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_7de41",
                    table="companies_intellectualproperty",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="intellectualproperty",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "companies_intellectualpropertyevent" ("applied_on", "company_id", "correction", "evidence_id", "granted_on", "id", "kind", "lapsed_on", "number", "origin", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "rejected_at", "rejection", "replaces_id", "state", "title", "verified_at", "verified_by_id") VALUES (NEW."applied_on", NEW."company_id", NEW."correction", NEW."evidence_id", NEW."granted_on", NEW."id", NEW."kind", NEW."lapsed_on", NEW."number", NEW."origin", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."rejected_at", NEW."rejection", NEW."replaces_id", NEW."state", NEW."title", NEW."verified_at", NEW."verified_by_id"); RETURN NULL;',
                    hash="b15512440b38a729349ef0424130cebbb81a8f8f",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f5970",
                    table="companies_intellectualproperty",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="intellectualproperty",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_intellectualpropertyevent" ("applied_on", "company_id", "correction", "evidence_id", "granted_on", "id", "kind", "lapsed_on", "number", "origin", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "rejected_at", "rejection", "replaces_id", "state", "title", "verified_at", "verified_by_id") VALUES (OLD."applied_on", OLD."company_id", OLD."correction", OLD."evidence_id", OLD."granted_on", OLD."id", OLD."kind", OLD."lapsed_on", OLD."number", OLD."origin", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."rejected_at", OLD."rejection", OLD."replaces_id", OLD."state", OLD."title", OLD."verified_at", OLD."verified_by_id"); RETURN NULL;',
                    hash="1b8e1786ac85d972d02aa2569788ff59219d29f7",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_8948b",
                    table="companies_intellectualproperty",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="intellectualpropertyevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="e53114c78650119a1a369e5ca24699d46533647f",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_89ae9",
                    table="companies_intellectualpropertyevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="intellectualpropertyevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="bbfcfd31cffc5cc5f81c957aa9c81b85321b6350",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_5fa26",
                    table="companies_intellectualpropertyevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="invitation",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_invitationevent" ("accepted_at", "application_id", "email", "expires_at", "id", "invited_at", "invited_by_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at", "right") VALUES (NEW."accepted_at", NEW."application_id", NEW."email", NEW."expires_at", NEW."id", NEW."invited_at", NEW."invited_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."revoked_at", NEW."right"); RETURN NULL;',
                    hash="8148e64343d17d0271493cba8c9aac0c1029d2e8",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_755b3",
                    table="companies_invitation",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="invitation",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."accepted_at" IS DISTINCT FROM (NEW."accepted_at") OR OLD."application_id" IS DISTINCT FROM (NEW."application_id") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."expires_at" IS DISTINCT FROM (NEW."expires_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."invited_at" IS DISTINCT FROM (NEW."invited_at") OR OLD."invited_by_id" IS DISTINCT FROM (NEW."invited_by_id") OR OLD."revoked_at" IS DISTINCT FROM (NEW."revoked_at") OR OLD."right" IS DISTINCT FROM (NEW."right"))',
                    func='INSERT INTO "companies_invitationevent" ("accepted_at", "application_id", "email", "expires_at", "id", "invited_at", "invited_by_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at", "right") VALUES (NEW."accepted_at", NEW."application_id", NEW."email", NEW."expires_at", NEW."id", NEW."invited_at", NEW."invited_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."revoked_at", NEW."right"); RETURN NULL;',
                    hash="62664417e3442692cf04c818a5821c2eadb7895e",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_8b8ae",
                    table="companies_invitation",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="invitation",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_invitationevent" ("accepted_at", "application_id", "email", "expires_at", "id", "invited_at", "invited_by_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at", "right") VALUES (OLD."accepted_at", OLD."application_id", OLD."email", OLD."expires_at", OLD."id", OLD."invited_at", OLD."invited_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."revoked_at", OLD."right"); RETURN NULL;',
                    hash="b5ea6085da48b593027d7062fd46234cf4ac5dd5",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_21332",
                    table="companies_invitation",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="invitationevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="ea3e2c68febf0da0c73aae1ba40fc635e21cf8c3",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_a5897",
                    table="companies_invitationevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="invitationevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="190f91961b1beae0323e8ac93474c9d5d5a1a79d",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_85370",
                    table="companies_invitationevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="latecode",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_latecodeevent" ("call_id", "given_to", "id", "made_at", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "revoked_at", "until") VALUES (NEW."call_id", NEW."given_to", NEW."id", NEW."made_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."reason", NEW."revoked_at", NEW."until"); RETURN NULL;',
                    hash="afcae0ad4ed6a41e3ec891633d13bfc9a53c1cec",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_8fdf2",
                    table="companies_latecode",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="latecode",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."call_id" IS DISTINCT FROM (NEW."call_id") OR OLD."given_to" IS DISTINCT FROM (NEW."given_to") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."made_at" IS DISTINCT FROM (NEW."made_at") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."revoked_at" IS DISTINCT FROM (NEW."revoked_at") OR OLD."until" IS DISTINCT FROM (NEW."until"))',
                    func='INSERT INTO "companies_latecodeevent" ("call_id", "given_to", "id", "made_at", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "revoked_at", "until") VALUES (NEW."call_id", NEW."given_to", NEW."id", NEW."made_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."reason", NEW."revoked_at", NEW."until"); RETURN NULL;',
                    hash="c2dc1fb19940646239456d58e290c4515aefe82c",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f8cf1",
                    table="companies_latecode",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="latecode",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_latecodeevent" ("call_id", "given_to", "id", "made_at", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "revoked_at", "until") VALUES (OLD."call_id", OLD."given_to", OLD."id", OLD."made_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."reason", OLD."revoked_at", OLD."until"); RETURN NULL;',
                    hash="d8e5070dfcc89609c416dff73878c5fbd30412e4",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_69bc1",
                    table="companies_latecode",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="latecodeevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="204cc70cfe2a596b7ff5d5c0200a21eae94eec5c",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_c9b8b",
                    table="companies_latecodeevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="latecodeevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="1f60de8744ed02d311ffecde1c5975497c6b5ac5",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_5f519",
                    table="companies_latecodeevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="leavingsignature",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="b914665dd0622c47db6befe03eb5127cc55627e2",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_48528",
                    table="companies_leavingsignature",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="leavingsignature",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_leavingsignatureevent" ("id", "leaving_id", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "signed_on", "step") VALUES (NEW."id", NEW."leaving_id", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."signed_on", NEW."step"); RETURN NULL;',
                    hash="378f04548e24794a9334da75ce07697b2107635a",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_224d3",
                    table="companies_leavingsignature",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="leavingsignature",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "companies_leavingsignatureevent" ("id", "leaving_id", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "signed_on", "step") VALUES (NEW."id", NEW."leaving_id", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."signed_on", NEW."step"); RETURN NULL;',
                    hash="9231c1ca66a88f309e273f373b4c665d9cccc018",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_2e414",
                    table="companies_leavingsignature",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="leavingsignature",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_leavingsignatureevent" ("id", "leaving_id", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "signed_on", "step") VALUES (OLD."id", OLD."leaving_id", OLD."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."signed_on", OLD."step"); RETURN NULL;',
                    hash="55b67166e245eaa6c66a6881a1057a89aa5b6647",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_532fb",
                    table="companies_leavingsignature",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="leavingsignatureevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="60d795799cad04dedf6e8941215639ab6c172475",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_7941f",
                    table="companies_leavingsignatureevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="leavingsignatureevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="a38c6ecf3da37f894f1217fa7dca14ba1f0d991f",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_fedea",
                    table="companies_leavingsignatureevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="letter",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="210360060d3a0f6b746f583b5da7cf63e2d1b3ee",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_3de8c",
                    table="companies_letter",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="letter",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_letterevent" ("application_id", "body", "id", "kind", "language", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "subject", "written_at", "written_by_id") VALUES (NEW."application_id", NEW."body", NEW."id", NEW."kind", NEW."language", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."subject", NEW."written_at", NEW."written_by_id"); RETURN NULL;',
                    hash="1901b1eb4932597e387477ed9d19a8d4b74f0632",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_c902b",
                    table="companies_letter",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="letter",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "companies_letterevent" ("application_id", "body", "id", "kind", "language", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "subject", "written_at", "written_by_id") VALUES (NEW."application_id", NEW."body", NEW."id", NEW."kind", NEW."language", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."subject", NEW."written_at", NEW."written_by_id"); RETURN NULL;',
                    hash="a881094755eda24dee684d0c567bf1e84697e07c",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_27b07",
                    table="companies_letter",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="letter",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_letterevent" ("application_id", "body", "id", "kind", "language", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "subject", "written_at", "written_by_id") VALUES (OLD."application_id", OLD."body", OLD."id", OLD."kind", OLD."language", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."subject", OLD."written_at", OLD."written_by_id"); RETURN NULL;',
                    hash="a0a2b0495033e143c6d4e09de92480c2c2c7d18f",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_dc096",
                    table="companies_letter",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="letterbatch",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_letterbatchevent" ("call_id", "confirmed_at", "confirmed_by_id", "count", "finished_at", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."call_id", NEW."confirmed_at", NEW."confirmed_by_id", NEW."count", NEW."finished_at", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id"); RETURN NULL;',
                    hash="530e71e43684461f2e95aea3368b896a62ede7b0",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_bb209",
                    table="companies_letterbatch",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="letterbatch",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "companies_letterbatchevent" ("call_id", "confirmed_at", "confirmed_by_id", "count", "finished_at", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."call_id", NEW."confirmed_at", NEW."confirmed_by_id", NEW."count", NEW."finished_at", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id"); RETURN NULL;',
                    hash="1b6a2aa099ad1c23f525c1074bd3283ab5172b87",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_2a60a",
                    table="companies_letterbatch",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="letterbatch",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_letterbatchevent" ("call_id", "confirmed_at", "confirmed_by_id", "count", "finished_at", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."call_id", OLD."confirmed_at", OLD."confirmed_by_id", OLD."count", OLD."finished_at", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id"); RETURN NULL;',
                    hash="5556a4185f6b62a742183bda5f74a4a645f46468",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_7c534",
                    table="companies_letterbatch",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="letterbatchevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="8d6dcc24af4e66e3330909265fbdcb7af80df246",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_99e01",
                    table="companies_letterbatchevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="letterbatchevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="cbfc78dc6f9b1351ffd7253f688c25ba7daf215c",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_38b67",
                    table="companies_letterbatchevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="letterevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="68a9701e3eb689c677f9ea79d54de081ef39ce97",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_2bb71",
                    table="companies_letterevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="letterevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="3e7a1e02480abaec8130febb30939414f692f21b",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_a76ee",
                    table="companies_letterevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="lettertemplate",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="0046b928dd9824ecf9d9cee9de44b1ac1447cf0c",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_b4bb5",
                    table="companies_lettertemplate",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="lettertemplate",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_lettertemplateevent" ("body", "body_en", "call_id", "id", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "subject", "subject_en", "version", "written_at", "written_by_id") VALUES (NEW."body", NEW."body_en", NEW."call_id", NEW."id", NEW."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."subject", NEW."subject_en", NEW."version", NEW."written_at", NEW."written_by_id"); RETURN NULL;',
                    hash="e832503ea29c9d56561a511b76c8bb06826516ab",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_8742c",
                    table="companies_lettertemplate",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="lettertemplate",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "companies_lettertemplateevent" ("body", "body_en", "call_id", "id", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "subject", "subject_en", "version", "written_at", "written_by_id") VALUES (NEW."body", NEW."body_en", NEW."call_id", NEW."id", NEW."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."subject", NEW."subject_en", NEW."version", NEW."written_at", NEW."written_by_id"); RETURN NULL;',
                    hash="0ca3e9149203cb9c16d64d1bd14ada934ad2385f",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_437f2",
                    table="companies_lettertemplate",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="lettertemplate",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_lettertemplateevent" ("body", "body_en", "call_id", "id", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "subject", "subject_en", "version", "written_at", "written_by_id") VALUES (OLD."body", OLD."body_en", OLD."call_id", OLD."id", OLD."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."subject", OLD."subject_en", OLD."version", OLD."written_at", OLD."written_by_id"); RETURN NULL;',
                    hash="2fc9ac79764083369cdcdb45794c0fffc7d1d0a1",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_30dea",
                    table="companies_lettertemplate",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="lettertemplateevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="c48c36407c33607ec1b1a0fbb9fababbe02614a8",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_e908d",
                    table="companies_lettertemplateevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="lettertemplateevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="a92bc30525bae3a2cb2d3394307effe35809fa54",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_e20bb",
                    table="companies_lettertemplateevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="marketevent",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_marketeventevent" ("company_id", "correction", "evidence_id", "happened_on", "id", "kind", "market", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "rejected_at", "rejection", "replaces_id", "state", "verified_at", "verified_by_id") VALUES (NEW."company_id", NEW."correction", NEW."evidence_id", NEW."happened_on", NEW."id", NEW."kind", NEW."market", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."rejected_at", NEW."rejection", NEW."replaces_id", NEW."state", NEW."verified_at", NEW."verified_by_id"); RETURN NULL;',
                    hash="41b679759fcff8779410a08bf3f0f223b6013e4e",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_cc60a",
                    table="companies_marketevent",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="marketevent",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "companies_marketeventevent" ("company_id", "correction", "evidence_id", "happened_on", "id", "kind", "market", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "rejected_at", "rejection", "replaces_id", "state", "verified_at", "verified_by_id") VALUES (NEW."company_id", NEW."correction", NEW."evidence_id", NEW."happened_on", NEW."id", NEW."kind", NEW."market", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."rejected_at", NEW."rejection", NEW."replaces_id", NEW."state", NEW."verified_at", NEW."verified_by_id"); RETURN NULL;',
                    hash="e7d583c3cf4b048be14c4b97cf3e1a90cb3c26cd",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f1c52",
                    table="companies_marketevent",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="marketevent",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_marketeventevent" ("company_id", "correction", "evidence_id", "happened_on", "id", "kind", "market", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "rejected_at", "rejection", "replaces_id", "state", "verified_at", "verified_by_id") VALUES (OLD."company_id", OLD."correction", OLD."evidence_id", OLD."happened_on", OLD."id", OLD."kind", OLD."market", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."rejected_at", OLD."rejection", OLD."replaces_id", OLD."state", OLD."verified_at", OLD."verified_by_id"); RETURN NULL;',
                    hash="bd3d98ab198f3fb3a3d9b9a200933bad05eaa4b6",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_b4ae0",
                    table="companies_marketevent",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="marketeventevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="8d9e334b348b0e695b4bad79f99599b4cbcfd70d",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_7707f",
                    table="companies_marketeventevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="marketeventevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="8925dc4ed217a25e5ade5be12ed02db2e5fa3d6c",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_065e2",
                    table="companies_marketeventevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="message",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="11f12be31356025690d95e5d19c56acc75b0a81f",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_3daa2",
                    table="companies_message",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="message",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_messageevent" ("application_id", "body", "from_office", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sent_at", "sent_by_id") VALUES (NEW."application_id", NEW."body", NEW."from_office", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."sent_at", NEW."sent_by_id"); RETURN NULL;',
                    hash="e173b0ccb4955ca6615ca8114730189e0b1e5b89",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_1a962",
                    table="companies_message",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="message",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "companies_messageevent" ("application_id", "body", "from_office", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sent_at", "sent_by_id") VALUES (NEW."application_id", NEW."body", NEW."from_office", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."sent_at", NEW."sent_by_id"); RETURN NULL;',
                    hash="25fdd5596ddc591d9cb79abebd86344a3c8f9662",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_b46a5",
                    table="companies_message",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="message",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_messageevent" ("application_id", "body", "from_office", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sent_at", "sent_by_id") VALUES (OLD."application_id", OLD."body", OLD."from_office", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."sent_at", OLD."sent_by_id"); RETURN NULL;',
                    hash="dc80fc381b8f03d524ee7e60e310b2217797316b",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_69b89",
                    table="companies_message",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="messageevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="7e612cce5b187d870b945790d9e02da7d769d03a",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_a68c2",
                    table="companies_messageevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="messageevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="d4b5c548254d4d9cd63fc659d83df26e07baf6f4",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_b04a4",
                    table="companies_messageevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="move",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="19ec04913e957811dfb1a0b1ac93e6b642afc812",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_a8c4d",
                    table="companies_move",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="move",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_moveevent" ("after", "application_id", "before", "id", "moved_at", "moved_by_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "said") VALUES (NEW."after", NEW."application_id", NEW."before", NEW."id", NEW."moved_at", NEW."moved_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."said"); RETURN NULL;',
                    hash="8eb1dd8cb6c56d1e8decda4e8bf587fd7bf2ce71",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_c42ba",
                    table="companies_move",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="move",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "companies_moveevent" ("after", "application_id", "before", "id", "moved_at", "moved_by_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "said") VALUES (NEW."after", NEW."application_id", NEW."before", NEW."id", NEW."moved_at", NEW."moved_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."said"); RETURN NULL;',
                    hash="0bb21a70ae47effe1cbc9a8cdbf747b80bc4dbde",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_6188f",
                    table="companies_move",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="move",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_moveevent" ("after", "application_id", "before", "id", "moved_at", "moved_by_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "said") VALUES (OLD."after", OLD."application_id", OLD."before", OLD."id", OLD."moved_at", OLD."moved_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."said"); RETURN NULL;',
                    hash="1c0af0497f48af88af4502933659e17444b52761",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_89d5a",
                    table="companies_move",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="moveevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="405d2fe56f99ab33aa0c2d80ef430c5eb006b816",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_1aa6d",
                    table="companies_moveevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="moveevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="f19cd1bda5b3fea9303a0087d1d3df3aeddcdabe",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_e5ba7",
                    table="companies_moveevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="outboxletter",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_outboxletterevent" ("application_id", "batch_id", "body", "call_id", "decision_id", "id", "kind", "language", "letter_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_at", "sent_at", "state", "subject", "template_id") VALUES (NEW."application_id", NEW."batch_id", NEW."body", NEW."call_id", NEW."decision_id", NEW."id", NEW."kind", NEW."language", NEW."letter_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."prepared_at", NEW."sent_at", NEW."state", NEW."subject", NEW."template_id"); RETURN NULL;',
                    hash="22528ebd692c0e807a97e0c355356287cabbe1dd",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_8dc47",
                    table="companies_outboxletter",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="outboxletter",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "companies_outboxletterevent" ("application_id", "batch_id", "body", "call_id", "decision_id", "id", "kind", "language", "letter_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_at", "sent_at", "state", "subject", "template_id") VALUES (NEW."application_id", NEW."batch_id", NEW."body", NEW."call_id", NEW."decision_id", NEW."id", NEW."kind", NEW."language", NEW."letter_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."prepared_at", NEW."sent_at", NEW."state", NEW."subject", NEW."template_id"); RETURN NULL;',
                    hash="4c0bdcfcfda098ad9c4b101b658a61175dbd0f27",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_46dda",
                    table="companies_outboxletter",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="outboxletter",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_outboxletterevent" ("application_id", "batch_id", "body", "call_id", "decision_id", "id", "kind", "language", "letter_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prepared_at", "sent_at", "state", "subject", "template_id") VALUES (OLD."application_id", OLD."batch_id", OLD."body", OLD."call_id", OLD."decision_id", OLD."id", OLD."kind", OLD."language", OLD."letter_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."prepared_at", OLD."sent_at", OLD."state", OLD."subject", OLD."template_id"); RETURN NULL;',
                    hash="07857c10eeff5f6a62f3ccba940fb20d505a7d57",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_2e92a",
                    table="companies_outboxletter",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="outboxletterevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="8c6d2f6f7b2f64123e862c41279c482b35244f90",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_716e5",
                    table="companies_outboxletterevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="outboxletterevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="5889c17b7df4e4f3bd9100a9f1287fe72e577499",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_a073c",
                    table="companies_outboxletterevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="paper",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_paperevent" ("change_id", "company_id", "content_type", "file", "filed_at", "filed_by_id", "id", "incubator_id", "is_scanned", "kind", "leaving_id", "original_name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sha256", "size") VALUES (NEW."change_id", NEW."company_id", NEW."content_type", NEW."file", NEW."filed_at", NEW."filed_by_id", NEW."id", NEW."incubator_id", NEW."is_scanned", NEW."kind", NEW."leaving_id", NEW."original_name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."sha256", NEW."size"); RETURN NULL;',
                    hash="02b3270cef5fdec3e1fad391df1de909166705e9",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_05875",
                    table="companies_paper",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="paper",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "companies_paperevent" ("change_id", "company_id", "content_type", "file", "filed_at", "filed_by_id", "id", "incubator_id", "is_scanned", "kind", "leaving_id", "original_name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sha256", "size") VALUES (NEW."change_id", NEW."company_id", NEW."content_type", NEW."file", NEW."filed_at", NEW."filed_by_id", NEW."id", NEW."incubator_id", NEW."is_scanned", NEW."kind", NEW."leaving_id", NEW."original_name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."sha256", NEW."size"); RETURN NULL;',
                    hash="fea640c1771021d9913b3d0a366641040e0cb376",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_9e7b7",
                    table="companies_paper",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="paper",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_paperevent" ("change_id", "company_id", "content_type", "file", "filed_at", "filed_by_id", "id", "incubator_id", "is_scanned", "kind", "leaving_id", "original_name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sha256", "size") VALUES (OLD."change_id", OLD."company_id", OLD."content_type", OLD."file", OLD."filed_at", OLD."filed_by_id", OLD."id", OLD."incubator_id", OLD."is_scanned", OLD."kind", OLD."leaving_id", OLD."original_name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."sha256", OLD."size"); RETURN NULL;',
                    hash="e5efb8585567e851aff963d238c523f258f5ad64",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_9d28a",
                    table="companies_paper",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="paperevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="caa04d6f93bca2e14cc436ddf7af43f08ab49c3a",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_76718",
                    table="companies_paperevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="paperevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="c9d00d2b6e30709a849d4d6dce03c31a43d998fb",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_5d0fd",
                    table="companies_paperevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="product",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_productevent" ("company_id", "correction", "ended_on", "evidence_id", "id", "in_catalogue", "launched_on", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "rejected_at", "rejection", "replaces_id", "state", "verified_at", "verified_by_id") VALUES (NEW."company_id", NEW."correction", NEW."ended_on", NEW."evidence_id", NEW."id", NEW."in_catalogue", NEW."launched_on", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."rejected_at", NEW."rejection", NEW."replaces_id", NEW."state", NEW."verified_at", NEW."verified_by_id"); RETURN NULL;',
                    hash="5daac8a6915ad43cc1f1de11f2fb4c7beae35180",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_1b59f",
                    table="companies_product",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="product",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "companies_productevent" ("company_id", "correction", "ended_on", "evidence_id", "id", "in_catalogue", "launched_on", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "rejected_at", "rejection", "replaces_id", "state", "verified_at", "verified_by_id") VALUES (NEW."company_id", NEW."correction", NEW."ended_on", NEW."evidence_id", NEW."id", NEW."in_catalogue", NEW."launched_on", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."rejected_at", NEW."rejection", NEW."replaces_id", NEW."state", NEW."verified_at", NEW."verified_by_id"); RETURN NULL;',
                    hash="a854214f5cc399e4af1c22f847c1cb419a175737",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_9fa06",
                    table="companies_product",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="product",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_productevent" ("company_id", "correction", "ended_on", "evidence_id", "id", "in_catalogue", "launched_on", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "rejected_at", "rejection", "replaces_id", "state", "verified_at", "verified_by_id") VALUES (OLD."company_id", OLD."correction", OLD."ended_on", OLD."evidence_id", OLD."id", OLD."in_catalogue", OLD."launched_on", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."rejected_at", OLD."rejection", OLD."replaces_id", OLD."state", OLD."verified_at", OLD."verified_by_id"); RETURN NULL;',
                    hash="08614433e737b2ab94089b087baf8c7691c5ec71",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_116fd",
                    table="companies_product",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="productevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="06816a6bad909fe4af6e603421fb499045f3dcaa",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_bcd54",
                    table="companies_productevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="productevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="aa3e4ee2cbc0b296713d5d2a4c112fb9b9f5119a",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_6bdea",
                    table="companies_productevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="project",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_projectevent" ("accepted_on", "approved_on", "begins_on", "company_id", "correction", "ends_on", "evidence_id", "grant", "id", "level", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme", "recorded_at", "recorded_by_id", "rejected_at", "rejection", "replaces_id", "state", "title", "verified_at", "verified_by_id") VALUES (NEW."accepted_on", NEW."approved_on", NEW."begins_on", NEW."company_id", NEW."correction", NEW."ends_on", NEW."evidence_id", NEW."grant", NEW."id", NEW."level", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."programme", NEW."recorded_at", NEW."recorded_by_id", NEW."rejected_at", NEW."rejection", NEW."replaces_id", NEW."state", NEW."title", NEW."verified_at", NEW."verified_by_id"); RETURN NULL;',
                    hash="4a5b46fb646d578bd9102918196b983f36a5597a",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_60255",
                    table="companies_project",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="project",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "companies_projectevent" ("accepted_on", "approved_on", "begins_on", "company_id", "correction", "ends_on", "evidence_id", "grant", "id", "level", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme", "recorded_at", "recorded_by_id", "rejected_at", "rejection", "replaces_id", "state", "title", "verified_at", "verified_by_id") VALUES (NEW."accepted_on", NEW."approved_on", NEW."begins_on", NEW."company_id", NEW."correction", NEW."ends_on", NEW."evidence_id", NEW."grant", NEW."id", NEW."level", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."programme", NEW."recorded_at", NEW."recorded_by_id", NEW."rejected_at", NEW."rejection", NEW."replaces_id", NEW."state", NEW."title", NEW."verified_at", NEW."verified_by_id"); RETURN NULL;',
                    hash="3430a85103f3538d735b6987ba8668f2264c9659",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ed9fb",
                    table="companies_project",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="project",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_projectevent" ("accepted_on", "approved_on", "begins_on", "company_id", "correction", "ends_on", "evidence_id", "grant", "id", "level", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme", "recorded_at", "recorded_by_id", "rejected_at", "rejection", "replaces_id", "state", "title", "verified_at", "verified_by_id") VALUES (OLD."accepted_on", OLD."approved_on", OLD."begins_on", OLD."company_id", OLD."correction", OLD."ends_on", OLD."evidence_id", OLD."grant", OLD."id", OLD."level", OLD."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."programme", OLD."recorded_at", OLD."recorded_by_id", OLD."rejected_at", OLD."rejection", OLD."replaces_id", OLD."state", OLD."title", OLD."verified_at", OLD."verified_by_id"); RETURN NULL;',
                    hash="15a2f0e0f16046e415daabbfe79e49814c422f60",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_f51af",
                    table="companies_project",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="projectevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="05c248c20f09ae7d9d1c1373f9623b98c155a516",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_808d3",
                    table="companies_projectevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="projectevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="4191969ed46edb3eb3d7bce2648366532edf9415",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_66ebe",
                    table="companies_projectevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="qualification",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_qualificationevent" ("company_id", "correction", "evidence_id", "id", "issued_by", "issued_on", "kind", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "rejected_at", "rejection", "replaces_id", "state", "valid_from", "valid_until", "verified_at", "verified_by_id") VALUES (NEW."company_id", NEW."correction", NEW."evidence_id", NEW."id", NEW."issued_by", NEW."issued_on", NEW."kind", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."rejected_at", NEW."rejection", NEW."replaces_id", NEW."state", NEW."valid_from", NEW."valid_until", NEW."verified_at", NEW."verified_by_id"); RETURN NULL;',
                    hash="3f282cb395a61b90ed0f114cd48c7a8c6f4fd2e9",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_0d775",
                    table="companies_qualification",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="qualification",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "companies_qualificationevent" ("company_id", "correction", "evidence_id", "id", "issued_by", "issued_on", "kind", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "rejected_at", "rejection", "replaces_id", "state", "valid_from", "valid_until", "verified_at", "verified_by_id") VALUES (NEW."company_id", NEW."correction", NEW."evidence_id", NEW."id", NEW."issued_by", NEW."issued_on", NEW."kind", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."rejected_at", NEW."rejection", NEW."replaces_id", NEW."state", NEW."valid_from", NEW."valid_until", NEW."verified_at", NEW."verified_by_id"); RETURN NULL;',
                    hash="54d8653fb8967e649eebe7933fc2d729f50e7275",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f7ce0",
                    table="companies_qualification",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="qualification",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_qualificationevent" ("company_id", "correction", "evidence_id", "id", "issued_by", "issued_on", "kind", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "rejected_at", "rejection", "replaces_id", "state", "valid_from", "valid_until", "verified_at", "verified_by_id") VALUES (OLD."company_id", OLD."correction", OLD."evidence_id", OLD."id", OLD."issued_by", OLD."issued_on", OLD."kind", OLD."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."rejected_at", OLD."rejection", OLD."replaces_id", OLD."state", OLD."valid_from", OLD."valid_until", OLD."verified_at", OLD."verified_by_id"); RETURN NULL;',
                    hash="840d858d56500008f79a3d874d071f1a4ec10d66",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_75a9b",
                    table="companies_qualification",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="qualificationevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="ee2d689587b0b2feebe5f545ff8f0c6795f73181",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_f226d",
                    table="companies_qualificationevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="qualificationevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="9fa128f574611143144fb1d272d7ac2d436bf08c",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_8934c",
                    table="companies_qualificationevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="questionnaire",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_questionnaireevent" ("call_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "version") VALUES (NEW."call_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."published_at", NEW."version"); RETURN NULL;',
                    hash="103d1c67e3b735dc4925c002ec9108a220ca833c",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_7153f",
                    table="companies_questionnaire",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="questionnaire",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "companies_questionnaireevent" ("call_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "version") VALUES (NEW."call_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."published_at", NEW."version"); RETURN NULL;',
                    hash="a2f2125ee0af69dad3ea65cf8fa0d162496e79c2",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_2e8f6",
                    table="companies_questionnaire",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="questionnaire",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_questionnaireevent" ("call_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "version") VALUES (OLD."call_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."published_at", OLD."version"); RETURN NULL;',
                    hash="06ee564760f3bc5858409e9ee92d96df68a81e03",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_56b37",
                    table="companies_questionnaire",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="questionevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="a18785b9645401fe46c94d3180ae57128a261112",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_9c1cb",
                    table="companies_questionevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="questionevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="7f9fd58aefadb078f5269bf4f8e7baea62a2d67f",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_bde2d",
                    table="companies_questionevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="question",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_questionevent" ("columns", "fact", "help", "help_en", "id", "key", "kind", "label", "label_en", "maximum", "minimum", "options", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "questionnaire_id", "required", "section", "section_en", "shown_values", "shown_when", "unit") VALUES (NEW."columns", NEW."fact", NEW."help", NEW."help_en", NEW."id", NEW."key", NEW."kind", NEW."label", NEW."label_en", NEW."maximum", NEW."minimum", NEW."options", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."position", NEW."questionnaire_id", NEW."required", NEW."section", NEW."section_en", NEW."shown_values", NEW."shown_when", NEW."unit"); RETURN NULL;',
                    hash="12afe876af2d87e16a5755eead35cae1227dcee1",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_dec45",
                    table="companies_question",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="question",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "companies_questionevent" ("columns", "fact", "help", "help_en", "id", "key", "kind", "label", "label_en", "maximum", "minimum", "options", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "questionnaire_id", "required", "section", "section_en", "shown_values", "shown_when", "unit") VALUES (NEW."columns", NEW."fact", NEW."help", NEW."help_en", NEW."id", NEW."key", NEW."kind", NEW."label", NEW."label_en", NEW."maximum", NEW."minimum", NEW."options", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."position", NEW."questionnaire_id", NEW."required", NEW."section", NEW."section_en", NEW."shown_values", NEW."shown_when", NEW."unit"); RETURN NULL;',
                    hash="c97424b8e94fd56ddb06daa221d4f118bcee7ec9",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_1f37a",
                    table="companies_question",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="question",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_questionevent" ("columns", "fact", "help", "help_en", "id", "key", "kind", "label", "label_en", "maximum", "minimum", "options", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "questionnaire_id", "required", "section", "section_en", "shown_values", "shown_when", "unit") VALUES (OLD."columns", OLD."fact", OLD."help", OLD."help_en", OLD."id", OLD."key", OLD."kind", OLD."label", OLD."label_en", OLD."maximum", OLD."minimum", OLD."options", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."position", OLD."questionnaire_id", OLD."required", OLD."section", OLD."section_en", OLD."shown_values", OLD."shown_when", OLD."unit"); RETURN NULL;',
                    hash="6585f9d9788aec422a936240a9c374268e4ed05c",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_84a25",
                    table="companies_question",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="questionnaireevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="a32d416a2c4a65aec9beb35c54897ac873dde13a",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_ee4ef",
                    table="companies_questionnaireevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="questionnaireevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="b83702c3ba9c0c9613af3d43112b66950121c659",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_10a01",
                    table="companies_questionnaireevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="registeredentry",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_registeredentryevent" ("company_id", "entry", "from_on", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "said", "until_on") VALUES (NEW."company_id", NEW."entry", NEW."from_on", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."said", NEW."until_on"); RETURN NULL;',
                    hash="bff61fef8c814287dd010e18ebd1324108b49c0a",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_61a2f",
                    table="companies_registeredentry",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="registeredentry",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "companies_registeredentryevent" ("company_id", "entry", "from_on", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "said", "until_on") VALUES (NEW."company_id", NEW."entry", NEW."from_on", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."said", NEW."until_on"); RETURN NULL;',
                    hash="f48829ab6aaa7763cce2ccf8c0610ca96340b904",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_841cf",
                    table="companies_registeredentry",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="registeredentry",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_registeredentryevent" ("company_id", "entry", "from_on", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "said", "until_on") VALUES (OLD."company_id", OLD."entry", OLD."from_on", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."said", OLD."until_on"); RETURN NULL;',
                    hash="f27f415b5c2954b0e83908b7b26eaed8c7e5bb89",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_22639",
                    table="companies_registeredentry",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="registeredentryevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="34c64e91cae795b84c6b0ace886442be3256a444",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_1d3b5",
                    table="companies_registeredentryevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="registeredentryevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="9152b14f1ebcea12729cbae9cbc786eb4ff41f6b",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_42f77",
                    table="companies_registeredentryevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="representative",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_representativeevent" ("company_id", "ended_at", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "right", "since", "user_id") VALUES (NEW."company_id", NEW."ended_at", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."right", NEW."since", NEW."user_id"); RETURN NULL;',
                    hash="fbda28160ee4690b76b30f23d2a10ecdadc6a8c9",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_6ac7f",
                    table="companies_representative",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="representative",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "companies_representativeevent" ("company_id", "ended_at", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "right", "since", "user_id") VALUES (NEW."company_id", NEW."ended_at", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."right", NEW."since", NEW."user_id"); RETURN NULL;',
                    hash="a34043637de836fa05e5999a67e353213472159f",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_62fa4",
                    table="companies_representative",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="representative",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_representativeevent" ("company_id", "ended_at", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "right", "since", "user_id") VALUES (OLD."company_id", OLD."ended_at", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."right", OLD."since", OLD."user_id"); RETURN NULL;',
                    hash="9ee428c7cf512f0149879ebae7e7c59f5498ab9e",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_59355",
                    table="companies_representative",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="representativeevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="d1eb5a4c994e47de78e7d3da3f3824edeff8cf0b",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_fbd22",
                    table="companies_representativeevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="representativeevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="1a542d59c62ca29d62fd54ef563d967e4d94e0cf",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_3441f",
                    table="companies_representativeevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="residence",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_residenceevent" ("admitted_on", "company_id", "due_on", "exit_ground", "exit_reason", "id", "incubator_id", "left_on", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme") VALUES (NEW."admitted_on", NEW."company_id", NEW."due_on", NEW."exit_ground", NEW."exit_reason", NEW."id", NEW."incubator_id", NEW."left_on", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."programme"); RETURN NULL;',
                    hash="9ca8584064887fdcf69de92c193092bf41a56238",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_98c1a",
                    table="companies_residence",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="residence",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "companies_residenceevent" ("admitted_on", "company_id", "due_on", "exit_ground", "exit_reason", "id", "incubator_id", "left_on", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme") VALUES (NEW."admitted_on", NEW."company_id", NEW."due_on", NEW."exit_ground", NEW."exit_reason", NEW."id", NEW."incubator_id", NEW."left_on", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."programme"); RETURN NULL;',
                    hash="055ae7e1aadc6cc81ee571ec2532a04566451121",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_bf03d",
                    table="companies_residence",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="residence",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_residenceevent" ("admitted_on", "company_id", "due_on", "exit_ground", "exit_reason", "id", "incubator_id", "left_on", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme") VALUES (OLD."admitted_on", OLD."company_id", OLD."due_on", OLD."exit_ground", OLD."exit_reason", OLD."id", OLD."incubator_id", OLD."left_on", OLD."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."programme"); RETURN NULL;',
                    hash="5882cc63862f499611a70480b701d4a49dcd8eaf",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_5ed28",
                    table="companies_residence",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="leavingevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="4bd14871177d0de92b3116b630488f698355250d",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_1bce9",
                    table="companies_leavingevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="leavingevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="21393431fd86e7af142adac974c345d212ebef42",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_198d2",
                    table="companies_leavingevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="leaving",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_leavingevent" ("asked_at", "asked_by_id", "closed_at", "company_id", "ended_on", "from_office", "ground", "id", "incubator_id", "key", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "residence_id", "said", "state", "wanted_on", "warned_on", "words") VALUES (NEW."asked_at", NEW."asked_by_id", NEW."closed_at", NEW."company_id", NEW."ended_on", NEW."from_office", NEW."ground", NEW."id", NEW."incubator_id", NEW."key", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."reason", NEW."residence_id", NEW."said", NEW."state", NEW."wanted_on", NEW."warned_on", NEW."words"); RETURN NULL;',
                    hash="e984bc9811e35c48713c68da7bf929f09edcf357",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_76147",
                    table="companies_leaving",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="leaving",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "companies_leavingevent" ("asked_at", "asked_by_id", "closed_at", "company_id", "ended_on", "from_office", "ground", "id", "incubator_id", "key", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "residence_id", "said", "state", "wanted_on", "warned_on", "words") VALUES (NEW."asked_at", NEW."asked_by_id", NEW."closed_at", NEW."company_id", NEW."ended_on", NEW."from_office", NEW."ground", NEW."id", NEW."incubator_id", NEW."key", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."reason", NEW."residence_id", NEW."said", NEW."state", NEW."wanted_on", NEW."warned_on", NEW."words"); RETURN NULL;',
                    hash="0f41b1d5b783ff21855b076ffb073075ad07b5d8",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c1ad9",
                    table="companies_leaving",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="leaving",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_leavingevent" ("asked_at", "asked_by_id", "closed_at", "company_id", "ended_on", "from_office", "ground", "id", "incubator_id", "key", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "residence_id", "said", "state", "wanted_on", "warned_on", "words") VALUES (OLD."asked_at", OLD."asked_by_id", OLD."closed_at", OLD."company_id", OLD."ended_on", OLD."from_office", OLD."ground", OLD."id", OLD."incubator_id", OLD."key", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."reason", OLD."residence_id", OLD."said", OLD."state", OLD."wanted_on", OLD."warned_on", OLD."words"); RETURN NULL;',
                    hash="25d3551292712b7c78026dc4017bcd7c775a7b61",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_b66f7",
                    table="companies_leaving",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="incubationagreementevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="61b9d579c41dc27035ff1cd9825d130365d672e6",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_16177",
                    table="companies_incubationagreementevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="incubationagreementevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="063a11e6b200c5fe38ef90d0bb0e9874813d4bcf",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_42a3c",
                    table="companies_incubationagreementevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="incubationagreement",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_incubationagreementevent" ("application_id", "assessment_months", "begins_on", "change_filing_days", "change_notice_days", "drafted_at", "drafted_by_id", "ends_on", "id", "incubator_id", "notice_days", "number", "party", "party_code", "party_head", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "progress_months", "residence_id", "scan_id", "signed_on", "stage_goal_percent", "start_days", "statement_months", "support_months", "template_id", "term_months", "void_on", "void_reason") VALUES (NEW."application_id", NEW."assessment_months", NEW."begins_on", NEW."change_filing_days", NEW."change_notice_days", NEW."drafted_at", NEW."drafted_by_id", NEW."ends_on", NEW."id", NEW."incubator_id", NEW."notice_days", NEW."number", NEW."party", NEW."party_code", NEW."party_head", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."progress_months", NEW."residence_id", NEW."scan_id", NEW."signed_on", NEW."stage_goal_percent", NEW."start_days", NEW."statement_months", NEW."support_months", NEW."template_id", NEW."term_months", NEW."void_on", NEW."void_reason"); RETURN NULL;',
                    hash="e789f96ead14b62207f1dd528a9a39999bf77d03",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_4c224",
                    table="companies_incubationagreement",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="incubationagreement",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "companies_incubationagreementevent" ("application_id", "assessment_months", "begins_on", "change_filing_days", "change_notice_days", "drafted_at", "drafted_by_id", "ends_on", "id", "incubator_id", "notice_days", "number", "party", "party_code", "party_head", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "progress_months", "residence_id", "scan_id", "signed_on", "stage_goal_percent", "start_days", "statement_months", "support_months", "template_id", "term_months", "void_on", "void_reason") VALUES (NEW."application_id", NEW."assessment_months", NEW."begins_on", NEW."change_filing_days", NEW."change_notice_days", NEW."drafted_at", NEW."drafted_by_id", NEW."ends_on", NEW."id", NEW."incubator_id", NEW."notice_days", NEW."number", NEW."party", NEW."party_code", NEW."party_head", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."progress_months", NEW."residence_id", NEW."scan_id", NEW."signed_on", NEW."stage_goal_percent", NEW."start_days", NEW."statement_months", NEW."support_months", NEW."template_id", NEW."term_months", NEW."void_on", NEW."void_reason"); RETURN NULL;',
                    hash="997ef4fbbf9fe3170ecd1426ae149132d927d750",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_620fb",
                    table="companies_incubationagreement",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="incubationagreement",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_incubationagreementevent" ("application_id", "assessment_months", "begins_on", "change_filing_days", "change_notice_days", "drafted_at", "drafted_by_id", "ends_on", "id", "incubator_id", "notice_days", "number", "party", "party_code", "party_head", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "progress_months", "residence_id", "scan_id", "signed_on", "stage_goal_percent", "start_days", "statement_months", "support_months", "template_id", "term_months", "void_on", "void_reason") VALUES (OLD."application_id", OLD."assessment_months", OLD."begins_on", OLD."change_filing_days", OLD."change_notice_days", OLD."drafted_at", OLD."drafted_by_id", OLD."ends_on", OLD."id", OLD."incubator_id", OLD."notice_days", OLD."number", OLD."party", OLD."party_code", OLD."party_head", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."progress_months", OLD."residence_id", OLD."scan_id", OLD."signed_on", OLD."stage_goal_percent", OLD."start_days", OLD."statement_months", OLD."support_months", OLD."template_id", OLD."term_months", OLD."void_on", OLD."void_reason"); RETURN NULL;',
                    hash="cbb1b96750ef46c2b15b2268915e95f88cfe3fa4",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_60d49",
                    table="companies_incubationagreement",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="changerequestevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="d74d70cc7dbcfb4a61df0d9dbb6f69d81db1609b",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_ad9b4",
                    table="companies_changerequestevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="changerequestevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="cc0244a4f7a894aed79fad68eebc2a53705d82f9",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_9523e",
                    table="companies_changerequestevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="changerequest",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_changerequestevent" ("amount", "asked_at", "asked_by_id", "closed_at", "closed_by_id", "company_id", "day", "effective_on", "filed_on", "filing_days", "id", "incubator_id", "key", "kind", "notice_days", "overdue_told_at", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_on", "reason", "residence_id", "said", "shareholders", "state", "words") VALUES (NEW."amount", NEW."asked_at", NEW."asked_by_id", NEW."closed_at", NEW."closed_by_id", NEW."company_id", NEW."day", NEW."effective_on", NEW."filed_on", NEW."filing_days", NEW."id", NEW."incubator_id", NEW."key", NEW."kind", NEW."notice_days", NEW."overdue_told_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."planned_on", NEW."reason", NEW."residence_id", NEW."said", NEW."shareholders", NEW."state", NEW."words"); RETURN NULL;',
                    hash="91606b0c0f448ec92fd388c5fc42876d3544c905",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_3ad70",
                    table="companies_changerequest",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="changerequest",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "companies_changerequestevent" ("amount", "asked_at", "asked_by_id", "closed_at", "closed_by_id", "company_id", "day", "effective_on", "filed_on", "filing_days", "id", "incubator_id", "key", "kind", "notice_days", "overdue_told_at", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_on", "reason", "residence_id", "said", "shareholders", "state", "words") VALUES (NEW."amount", NEW."asked_at", NEW."asked_by_id", NEW."closed_at", NEW."closed_by_id", NEW."company_id", NEW."day", NEW."effective_on", NEW."filed_on", NEW."filing_days", NEW."id", NEW."incubator_id", NEW."key", NEW."kind", NEW."notice_days", NEW."overdue_told_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."planned_on", NEW."reason", NEW."residence_id", NEW."said", NEW."shareholders", NEW."state", NEW."words"); RETURN NULL;',
                    hash="6b27878c8ef19c95b5b9411079cdfa1266b18afd",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_60091",
                    table="companies_changerequest",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="changerequest",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_changerequestevent" ("amount", "asked_at", "asked_by_id", "closed_at", "closed_by_id", "company_id", "day", "effective_on", "filed_on", "filing_days", "id", "incubator_id", "key", "kind", "notice_days", "overdue_told_at", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "planned_on", "reason", "residence_id", "said", "shareholders", "state", "words") VALUES (OLD."amount", OLD."asked_at", OLD."asked_by_id", OLD."closed_at", OLD."closed_by_id", OLD."company_id", OLD."day", OLD."effective_on", OLD."filed_on", OLD."filing_days", OLD."id", OLD."incubator_id", OLD."key", OLD."kind", OLD."notice_days", OLD."overdue_told_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."planned_on", OLD."reason", OLD."residence_id", OLD."said", OLD."shareholders", OLD."state", OLD."words"); RETURN NULL;',
                    hash="5ef437be19822d09feb2e05f3fd026636427e195",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_8b173",
                    table="companies_changerequest",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="admissionevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="8f9f4e3d5a9096d8cc062adea6503ee233f17786",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_249e5",
                    table="companies_admissionevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="admissionevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="2a542d92b1d4e64b5b7d4167f00da51dcd31c449",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_2ec00",
                    table="companies_admissionevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="admission",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_admissionevent" ("application_id", "begun_at", "begun_by_id", "done_at", "done_by_id", "given_up_at", "given_up_reason", "id", "incubator_id", "limit_certainty", "limit_months", "limit_source", "name_approval", "name_approved_on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "registered_name", "registered_on", "registered_only", "residence_id", "rulebook_id", "settled_at", "settled_by_id", "settled_on", "unified_code") VALUES (NEW."application_id", NEW."begun_at", NEW."begun_by_id", NEW."done_at", NEW."done_by_id", NEW."given_up_at", NEW."given_up_reason", NEW."id", NEW."incubator_id", NEW."limit_certainty", NEW."limit_months", NEW."limit_source", NEW."name_approval", NEW."name_approved_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."registered_name", NEW."registered_on", NEW."registered_only", NEW."residence_id", NEW."rulebook_id", NEW."settled_at", NEW."settled_by_id", NEW."settled_on", NEW."unified_code"); RETURN NULL;',
                    hash="489c3020297fe42ee8113d596685da88e0e978b7",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_29fb4",
                    table="companies_admission",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="admission",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "companies_admissionevent" ("application_id", "begun_at", "begun_by_id", "done_at", "done_by_id", "given_up_at", "given_up_reason", "id", "incubator_id", "limit_certainty", "limit_months", "limit_source", "name_approval", "name_approved_on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "registered_name", "registered_on", "registered_only", "residence_id", "rulebook_id", "settled_at", "settled_by_id", "settled_on", "unified_code") VALUES (NEW."application_id", NEW."begun_at", NEW."begun_by_id", NEW."done_at", NEW."done_by_id", NEW."given_up_at", NEW."given_up_reason", NEW."id", NEW."incubator_id", NEW."limit_certainty", NEW."limit_months", NEW."limit_source", NEW."name_approval", NEW."name_approved_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."registered_name", NEW."registered_on", NEW."registered_only", NEW."residence_id", NEW."rulebook_id", NEW."settled_at", NEW."settled_by_id", NEW."settled_on", NEW."unified_code"); RETURN NULL;',
                    hash="8dd0e7c63910be57ec9ef675e103890d7c1c5526",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_1fdf9",
                    table="companies_admission",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="admission",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_admissionevent" ("application_id", "begun_at", "begun_by_id", "done_at", "done_by_id", "given_up_at", "given_up_reason", "id", "incubator_id", "limit_certainty", "limit_months", "limit_source", "name_approval", "name_approved_on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "registered_name", "registered_on", "registered_only", "residence_id", "rulebook_id", "settled_at", "settled_by_id", "settled_on", "unified_code") VALUES (OLD."application_id", OLD."begun_at", OLD."begun_by_id", OLD."done_at", OLD."done_by_id", OLD."given_up_at", OLD."given_up_reason", OLD."id", OLD."incubator_id", OLD."limit_certainty", OLD."limit_months", OLD."limit_source", OLD."name_approval", OLD."name_approved_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."registered_name", OLD."registered_on", OLD."registered_only", OLD."residence_id", OLD."rulebook_id", OLD."settled_at", OLD."settled_by_id", OLD."settled_on", OLD."unified_code"); RETURN NULL;',
                    hash="3331775e19a54fa5c5a48382a2558c39e1a0823a",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_08bcf",
                    table="companies_admission",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="residenceevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="4ac11a01998bdbe387590f9b0016be01a4aa574e",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_77937",
                    table="companies_residenceevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="residenceevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="f2646ea449d00e63f0a3c47c8859e2287fe552ed",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_97ab7",
                    table="companies_residenceevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="returncheckevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="7a2b2a8d39a5ab6277c8fffb7f3b66746cf1a49e",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_3c41e",
                    table="companies_returncheckevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="returncheckevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="52aa04cb5909946664b2840e8d7012a48fcb6ad5",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_3ffe1",
                    table="companies_returncheckevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="returncheck",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_returncheckevent" ("certainty", "form_id", "id", "kind", "limit", "parts", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "source", "whole") VALUES (NEW."certainty", NEW."form_id", NEW."id", NEW."kind", NEW."limit", NEW."parts", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."position", NEW."source", NEW."whole"); RETURN NULL;',
                    hash="0a3a88e2682de24f8e7fc7b79c0f5af5af5a90ba",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_23bec",
                    table="companies_returncheck",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="returncheck",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "companies_returncheckevent" ("certainty", "form_id", "id", "kind", "limit", "parts", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "source", "whole") VALUES (NEW."certainty", NEW."form_id", NEW."id", NEW."kind", NEW."limit", NEW."parts", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."position", NEW."source", NEW."whole"); RETURN NULL;',
                    hash="326dd0dcc7a3b1c9f94818be17374da511e11d1d",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_56f5d",
                    table="companies_returncheck",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="returncheck",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_returncheckevent" ("certainty", "form_id", "id", "kind", "limit", "parts", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "source", "whole") VALUES (OLD."certainty", OLD."form_id", OLD."id", OLD."kind", OLD."limit", OLD."parts", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."position", OLD."source", OLD."whole"); RETURN NULL;',
                    hash="685b0987fdc5c122b334ebaf13a6c9e62adb8071",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_53d45",
                    table="companies_returncheck",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="returnformevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="9a784544d158bf92c881a9845cac4456d4a75951",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_b8840",
                    table="companies_returnformevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="returnformevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="52f22f50268da48f3bb31890b923b302276da094",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_d37ba",
                    table="companies_returnformevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="returnevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="0dac34d65369f44e68a1abb9605e5f20cf9b1553",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_2f066",
                    table="companies_returnevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="returnevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="0c760ce36c05134b59e8eda53e95b216c8d2dc01",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_2348a",
                    table="companies_returnevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="return",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_returnevent" ("corrected_because", "due_id", "form_id", "id", "imported_from_id", "is_generated", "key", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "saved_at", "started_at", "started_by_id", "state", "submitted_at", "submitted_by_id", "supersedes_id", "verified_at", "verified_by_id", "version") VALUES (NEW."corrected_because", NEW."due_id", NEW."form_id", NEW."id", NEW."imported_from_id", NEW."is_generated", NEW."key", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."saved_at", NEW."started_at", NEW."started_by_id", NEW."state", NEW."submitted_at", NEW."submitted_by_id", NEW."supersedes_id", NEW."verified_at", NEW."verified_by_id", NEW."version"); RETURN NULL;',
                    hash="85b5f90f83417fdc8e02b52cda0aeafb458564a8",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_dc9a6",
                    table="companies_return",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="return",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "companies_returnevent" ("corrected_because", "due_id", "form_id", "id", "imported_from_id", "is_generated", "key", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "saved_at", "started_at", "started_by_id", "state", "submitted_at", "submitted_by_id", "supersedes_id", "verified_at", "verified_by_id", "version") VALUES (NEW."corrected_because", NEW."due_id", NEW."form_id", NEW."id", NEW."imported_from_id", NEW."is_generated", NEW."key", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."saved_at", NEW."started_at", NEW."started_by_id", NEW."state", NEW."submitted_at", NEW."submitted_by_id", NEW."supersedes_id", NEW."verified_at", NEW."verified_by_id", NEW."version"); RETURN NULL;',
                    hash="b4b642aa0b0fc0025a9f9d31d489f068b9a42cf5",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_cd4ee",
                    table="companies_return",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="return",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_returnevent" ("corrected_because", "due_id", "form_id", "id", "imported_from_id", "is_generated", "key", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "saved_at", "started_at", "started_by_id", "state", "submitted_at", "submitted_by_id", "supersedes_id", "verified_at", "verified_by_id", "version") VALUES (OLD."corrected_because", OLD."due_id", OLD."form_id", OLD."id", OLD."imported_from_id", OLD."is_generated", OLD."key", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."saved_at", OLD."started_at", OLD."started_by_id", OLD."state", OLD."submitted_at", OLD."submitted_by_id", OLD."supersedes_id", OLD."verified_at", OLD."verified_by_id", OLD."version"); RETURN NULL;',
                    hash="2781cb54b31df7a14fbcdda17afe438a2109fd21",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_16dc4",
                    table="companies_return",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="returnitem",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_returnitemevent" ("certainty", "code", "form_id", "has_year", "id", "is_kept", "is_part", "kind", "label", "label_en", "note", "note_en", "on_file", "option_labels", "option_labels_en", "options", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "required", "section", "section_en", "source", "unit") VALUES (NEW."certainty", NEW."code", NEW."form_id", NEW."has_year", NEW."id", NEW."is_kept", NEW."is_part", NEW."kind", NEW."label", NEW."label_en", NEW."note", NEW."note_en", NEW."on_file", NEW."option_labels", NEW."option_labels_en", NEW."options", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."position", NEW."required", NEW."section", NEW."section_en", NEW."source", NEW."unit"); RETURN NULL;',
                    hash="c237f0686f3cc4b14bc2c6cae3e6973903f28004",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_1c689",
                    table="companies_returnitem",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="returnitem",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "companies_returnitemevent" ("certainty", "code", "form_id", "has_year", "id", "is_kept", "is_part", "kind", "label", "label_en", "note", "note_en", "on_file", "option_labels", "option_labels_en", "options", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "required", "section", "section_en", "source", "unit") VALUES (NEW."certainty", NEW."code", NEW."form_id", NEW."has_year", NEW."id", NEW."is_kept", NEW."is_part", NEW."kind", NEW."label", NEW."label_en", NEW."note", NEW."note_en", NEW."on_file", NEW."option_labels", NEW."option_labels_en", NEW."options", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."position", NEW."required", NEW."section", NEW."section_en", NEW."source", NEW."unit"); RETURN NULL;',
                    hash="8a22db3a9426bfc81de79501ff35ac212d4c90d5",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_0818b",
                    table="companies_returnitem",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="returnitem",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_returnitemevent" ("certainty", "code", "form_id", "has_year", "id", "is_kept", "is_part", "kind", "label", "label_en", "note", "note_en", "on_file", "option_labels", "option_labels_en", "options", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "required", "section", "section_en", "source", "unit") VALUES (OLD."certainty", OLD."code", OLD."form_id", OLD."has_year", OLD."id", OLD."is_kept", OLD."is_part", OLD."kind", OLD."label", OLD."label_en", OLD."note", OLD."note_en", OLD."on_file", OLD."option_labels", OLD."option_labels_en", OLD."options", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."position", OLD."required", OLD."section", OLD."section_en", OLD."source", OLD."unit"); RETURN NULL;',
                    hash="c0c9b26f2b65da5302163f1994977b8dde2fc608",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_5f073",
                    table="companies_returnitem",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="returnitemevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="34dbcaf401c611f72eccd77f4fd41a4b5b0499f2",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_91f4b",
                    table="companies_returnitemevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="returnitemevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="333f6c6047e7f81ce4de5bbad9a3094bed5aab76",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_4550e",
                    table="companies_returnitemevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="returnmove",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="2f51106d3f3a86feb905c48d0e6ae35fadc0ca56",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_d7a30",
                    table="companies_returnmove",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="returnmove",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_returnmoveevent" ("after", "before", "id", "moved_at", "moved_by_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report_id", "said") VALUES (NEW."after", NEW."before", NEW."id", NEW."moved_at", NEW."moved_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."report_id", NEW."said"); RETURN NULL;',
                    hash="24b1aa35862e0de30a57c94b616eb4642ac192a3",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_5ab6d",
                    table="companies_returnmove",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="returnmove",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "companies_returnmoveevent" ("after", "before", "id", "moved_at", "moved_by_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report_id", "said") VALUES (NEW."after", NEW."before", NEW."id", NEW."moved_at", NEW."moved_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."report_id", NEW."said"); RETURN NULL;',
                    hash="6c6f17c0ac9caa422e47f190b2a3f6a160dfb1c3",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_fbc16",
                    table="companies_returnmove",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="returnmove",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_returnmoveevent" ("after", "before", "id", "moved_at", "moved_by_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report_id", "said") VALUES (OLD."after", OLD."before", OLD."id", OLD."moved_at", OLD."moved_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."report_id", OLD."said"); RETURN NULL;',
                    hash="5f21d266fe7772917bb0cf6ccdff522a0597ee38",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_0a88b",
                    table="companies_returnmove",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="returnmoveevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="d4556c41b4d4b4009dd9424b23660186c875c91c",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_508ee",
                    table="companies_returnmoveevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="returnmoveevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="56ed496abe00d2831cc8926a6bfb048bac266d80",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_0f9fb",
                    table="companies_returnmoveevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="returnperiod",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_returnperiodevent" ("begins_on", "code", "due_on", "ends_on", "form_id", "id", "number", "opened_at", "opens_on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rhythm", "year") VALUES (NEW."begins_on", NEW."code", NEW."due_on", NEW."ends_on", NEW."form_id", NEW."id", NEW."number", NEW."opened_at", NEW."opens_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."rhythm", NEW."year"); RETURN NULL;',
                    hash="c4494eed665e7679534c3773e7c54598ad011dcb",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_e9492",
                    table="companies_returnperiod",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="returnperiod",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "companies_returnperiodevent" ("begins_on", "code", "due_on", "ends_on", "form_id", "id", "number", "opened_at", "opens_on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rhythm", "year") VALUES (NEW."begins_on", NEW."code", NEW."due_on", NEW."ends_on", NEW."form_id", NEW."id", NEW."number", NEW."opened_at", NEW."opens_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."rhythm", NEW."year"); RETURN NULL;',
                    hash="900e6a1d5cc0ccc3aa5adbaa4b9a142acbec4043",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_4e8ec",
                    table="companies_returnperiod",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="returnperiod",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_returnperiodevent" ("begins_on", "code", "due_on", "ends_on", "form_id", "id", "number", "opened_at", "opens_on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rhythm", "year") VALUES (OLD."begins_on", OLD."code", OLD."due_on", OLD."ends_on", OLD."form_id", OLD."id", OLD."number", OLD."opened_at", OLD."opens_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."rhythm", OLD."year"); RETURN NULL;',
                    hash="4eb5274f532409fee59ab73ab14510da187485fe",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_4826f",
                    table="companies_returnperiod",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="duereturnevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="a8c654f0b2d0d7ea4ffa0b0eae96d02c0e374ea7",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_d1c1b",
                    table="companies_duereturnevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="duereturnevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="9ea47095dd4dc54ef3ecf2173fa563c6bd690eea",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_83c00",
                    table="companies_duereturnevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="duereturn",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_duereturnevent" ("company_id", "due_on", "form_id", "handed_in_at", "id", "incubator_id", "period_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "residence_id", "waived_at", "waived_because", "waived_by_id") VALUES (NEW."company_id", NEW."due_on", NEW."form_id", NEW."handed_in_at", NEW."id", NEW."incubator_id", NEW."period_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."residence_id", NEW."waived_at", NEW."waived_because", NEW."waived_by_id"); RETURN NULL;',
                    hash="ef7623a80d20199f5ee85686be35140c7c83e1b8",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_b5a28",
                    table="companies_duereturn",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="duereturn",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "companies_duereturnevent" ("company_id", "due_on", "form_id", "handed_in_at", "id", "incubator_id", "period_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "residence_id", "waived_at", "waived_because", "waived_by_id") VALUES (NEW."company_id", NEW."due_on", NEW."form_id", NEW."handed_in_at", NEW."id", NEW."incubator_id", NEW."period_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."residence_id", NEW."waived_at", NEW."waived_because", NEW."waived_by_id"); RETURN NULL;',
                    hash="23b4f6aa8dd4114242da952de93d3f5c45380572",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_57d67",
                    table="companies_duereturn",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="duereturn",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_duereturnevent" ("company_id", "due_on", "form_id", "handed_in_at", "id", "incubator_id", "period_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "residence_id", "waived_at", "waived_because", "waived_by_id") VALUES (OLD."company_id", OLD."due_on", OLD."form_id", OLD."handed_in_at", OLD."id", OLD."incubator_id", OLD."period_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."residence_id", OLD."waived_at", OLD."waived_because", OLD."waived_by_id"); RETURN NULL;',
                    hash="4678e706521c94670b2c77cb9882421268db9201",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_fbbfa",
                    table="companies_duereturn",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="returnperiodevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="0d289452b1603ca824d37892252ce13e5ad48573",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_6aa96",
                    table="companies_returnperiodevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="returnperiodevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="a3a76bec2b239091b23c5cb2cd4f75eb0d1e9dbe",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_2928e",
                    table="companies_returnperiodevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="returnreminder",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="894c1ddf099d90009eca575728954e05645eacd8",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_4efa9",
                    table="companies_returnreminder",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="returnreminder",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_returnreminderevent" ("due_id", "id", "level", "people", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sent_at") VALUES (NEW."due_id", NEW."id", NEW."level", NEW."people", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."sent_at"); RETURN NULL;',
                    hash="15510e996edbcaca3c00fa1d2a889f9da2746314",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_bbc35",
                    table="companies_returnreminder",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="returnreminder",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "companies_returnreminderevent" ("due_id", "id", "level", "people", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sent_at") VALUES (NEW."due_id", NEW."id", NEW."level", NEW."people", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."sent_at"); RETURN NULL;',
                    hash="1e23bd2972690e29e9a8202fb17ec6a35c8b287d",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_78255",
                    table="companies_returnreminder",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="returnreminder",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_returnreminderevent" ("due_id", "id", "level", "people", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sent_at") VALUES (OLD."due_id", OLD."id", OLD."level", OLD."people", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."sent_at"); RETURN NULL;',
                    hash="d75239fa5360d9007ed7fa544ab70fa314c17cf2",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_65bfc",
                    table="companies_returnreminder",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="returnreminderevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="20c8e79e9e105a55c696556d014b36336a6dcbe4",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_e7bd1",
                    table="companies_returnreminderevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="returnreminderevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="0856090658401d5298e322c78cdf9e7654d0e321",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_aeb11",
                    table="companies_returnreminderevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="returnvalue",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_returnvalueevent" ("confirmed", "day", "explanation", "form_id", "id", "item_id", "kind", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report_id", "revision", "saved_at", "saved_by_id", "typed", "unit", "year_number", "year_typed") VALUES (NEW."confirmed", NEW."day", NEW."explanation", NEW."form_id", NEW."id", NEW."item_id", NEW."kind", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."report_id", NEW."revision", NEW."saved_at", NEW."saved_by_id", NEW."typed", NEW."unit", NEW."year_number", NEW."year_typed"); RETURN NULL;',
                    hash="85614680813ae0fa35fa4a6b798608af5b64cc7e",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_75aec",
                    table="companies_returnvalue",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="returnvalue",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "companies_returnvalueevent" ("confirmed", "day", "explanation", "form_id", "id", "item_id", "kind", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report_id", "revision", "saved_at", "saved_by_id", "typed", "unit", "year_number", "year_typed") VALUES (NEW."confirmed", NEW."day", NEW."explanation", NEW."form_id", NEW."id", NEW."item_id", NEW."kind", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."report_id", NEW."revision", NEW."saved_at", NEW."saved_by_id", NEW."typed", NEW."unit", NEW."year_number", NEW."year_typed"); RETURN NULL;',
                    hash="0c69e3b589b658dc68616f656265cf5b9ad95c4a",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c1dfb",
                    table="companies_returnvalue",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="returnvalue",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_returnvalueevent" ("confirmed", "day", "explanation", "form_id", "id", "item_id", "kind", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report_id", "revision", "saved_at", "saved_by_id", "typed", "unit", "year_number", "year_typed") VALUES (OLD."confirmed", OLD."day", OLD."explanation", OLD."form_id", OLD."id", OLD."item_id", OLD."kind", OLD."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."report_id", OLD."revision", OLD."saved_at", OLD."saved_by_id", OLD."typed", OLD."unit", OLD."year_number", OLD."year_typed"); RETURN NULL;',
                    hash="41ddd1a8eb265ed2c8e2c4abff271a2abd6c45d8",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_41c42",
                    table="companies_returnvalue",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="returnvalueevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="dac57717746a4b0a7538c5e8187b0d8368d8bfae",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_b687d",
                    table="companies_returnvalueevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="returnvalueevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="9c220463dcd6bf47bbe539679a17a83ec01a9004",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_e584d",
                    table="companies_returnvalueevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="reviewplan",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_reviewplanevent" ("call_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "version") VALUES (NEW."call_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."published_at", NEW."version"); RETURN NULL;',
                    hash="dd8f402699e52f0f8126cfdab51b74792714c1dc",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_95aac",
                    table="companies_reviewplan",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="reviewplan",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "companies_reviewplanevent" ("call_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "version") VALUES (NEW."call_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."published_at", NEW."version"); RETURN NULL;',
                    hash="52337e374ca8b4155fd8751eb56477c3c1671470",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_2c2e4",
                    table="companies_reviewplan",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="reviewplan",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_reviewplanevent" ("call_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "version") VALUES (OLD."call_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."published_at", OLD."version"); RETURN NULL;',
                    hash="682935d437380e7129ffdf416cd4e39a2b045b03",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_2fbdb",
                    table="companies_reviewplan",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="reviewplanevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="bdf57488784f18c7e47a57d1ddcdf296ca7ceb98",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_c78c1",
                    table="companies_reviewplanevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="reviewplanevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="2cfcbad006347186403976492019b74f2c408f0f",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_6bbd1",
                    table="companies_reviewplanevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="reviewerinvitationevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="2924e8591c0932f908aa7d2c6b32ab2aa6e0aae2",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_e68bf",
                    table="companies_reviewerinvitationevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="reviewerinvitationevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="68ea26f183b281e355d5d894dd3d9cad1042b527",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_d6647",
                    table="companies_reviewerinvitationevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="reviewerinvitation",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_reviewerinvitationevent" ("accepted_at", "email", "employer", "expertise", "expires_at", "id", "invited_at", "invited_by_id", "max_load", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reviewer_id", "revoked_at", "round_id") VALUES (NEW."accepted_at", NEW."email", NEW."employer", NEW."expertise", NEW."expires_at", NEW."id", NEW."invited_at", NEW."invited_by_id", NEW."max_load", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."reviewer_id", NEW."revoked_at", NEW."round_id"); RETURN NULL;',
                    hash="756a9f8eeec732366968ad1a9dc5f3901206641e",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_0a954",
                    table="companies_reviewerinvitation",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="reviewerinvitation",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."accepted_at" IS DISTINCT FROM (NEW."accepted_at") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."employer" IS DISTINCT FROM (NEW."employer") OR OLD."expertise" IS DISTINCT FROM (NEW."expertise") OR OLD."expires_at" IS DISTINCT FROM (NEW."expires_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."invited_at" IS DISTINCT FROM (NEW."invited_at") OR OLD."invited_by_id" IS DISTINCT FROM (NEW."invited_by_id") OR OLD."max_load" IS DISTINCT FROM (NEW."max_load") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."reviewer_id" IS DISTINCT FROM (NEW."reviewer_id") OR OLD."revoked_at" IS DISTINCT FROM (NEW."revoked_at") OR OLD."round_id" IS DISTINCT FROM (NEW."round_id"))',
                    func='INSERT INTO "companies_reviewerinvitationevent" ("accepted_at", "email", "employer", "expertise", "expires_at", "id", "invited_at", "invited_by_id", "max_load", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reviewer_id", "revoked_at", "round_id") VALUES (NEW."accepted_at", NEW."email", NEW."employer", NEW."expertise", NEW."expires_at", NEW."id", NEW."invited_at", NEW."invited_by_id", NEW."max_load", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."reviewer_id", NEW."revoked_at", NEW."round_id"); RETURN NULL;',
                    hash="9fe9fe825e35d6ff74f469bbe2e82250bd0f2a49",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_efa96",
                    table="companies_reviewerinvitation",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="reviewerinvitation",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_reviewerinvitationevent" ("accepted_at", "email", "employer", "expertise", "expires_at", "id", "invited_at", "invited_by_id", "max_load", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reviewer_id", "revoked_at", "round_id") VALUES (OLD."accepted_at", OLD."email", OLD."employer", OLD."expertise", OLD."expires_at", OLD."id", OLD."invited_at", OLD."invited_by_id", OLD."max_load", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."reviewer_id", OLD."revoked_at", OLD."round_id"); RETURN NULL;',
                    hash="f9e29827767497950a9127a16d184e1538cfb48d",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_605b9",
                    table="companies_reviewerinvitation",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="reviewerevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="a7c2312eea7ce5f090fa1ac8ce351dc227502d7b",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_55d45",
                    table="companies_reviewerevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="reviewerevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="16e37a96398ffad4d4f5546c000db89c27557308",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_6fce2",
                    table="companies_reviewerevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="reviewer",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_reviewerevent" ("email_domain", "employer", "expertise", "id", "joined_at", "left_at", "left_because", "max_load", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "round_id", "user_id") VALUES (NEW."email_domain", NEW."employer", NEW."expertise", NEW."id", NEW."joined_at", NEW."left_at", NEW."left_because", NEW."max_load", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."round_id", NEW."user_id"); RETURN NULL;',
                    hash="36de1e8d49f84d0680803f959ef2a7a3d62c1fca",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_357c2",
                    table="companies_reviewer",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="reviewer",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "companies_reviewerevent" ("email_domain", "employer", "expertise", "id", "joined_at", "left_at", "left_because", "max_load", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "round_id", "user_id") VALUES (NEW."email_domain", NEW."employer", NEW."expertise", NEW."id", NEW."joined_at", NEW."left_at", NEW."left_because", NEW."max_load", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."round_id", NEW."user_id"); RETURN NULL;',
                    hash="f34fdd1ce7413931337340e4e320996d7fc65959",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a8ed4",
                    table="companies_reviewer",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="reviewer",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_reviewerevent" ("email_domain", "employer", "expertise", "id", "joined_at", "left_at", "left_because", "max_load", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "round_id", "user_id") VALUES (OLD."email_domain", OLD."employer", OLD."expertise", OLD."id", OLD."joined_at", OLD."left_at", OLD."left_because", OLD."max_load", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."round_id", OLD."user_id"); RETURN NULL;',
                    hash="e67924ca6ec71ac74f3fbed60c676e9a607b4a26",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_4d853",
                    table="companies_reviewer",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="assignmentrunevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="a949bc7a2832c64881bf0996cb2e6192191bef27",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_3392b",
                    table="companies_assignmentrunevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="assignmentrunevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="e7b7cc1f02f63b472e0e7c3cd5effaa8f3fdd708",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_895d4",
                    table="companies_assignmentrunevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="assignmentrun",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="08e5242f371c8a43c75d01b55c100ae4330534a8",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_6b142",
                    table="companies_assignmentrun",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="assignmentrun",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_assignmentrunevent" ("id", "lacking", "made", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "problem", "round_id", "run_at", "run_by_id", "seed") VALUES (NEW."id", NEW."lacking", NEW."made", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."problem", NEW."round_id", NEW."run_at", NEW."run_by_id", NEW."seed"); RETURN NULL;',
                    hash="9784298c174cdef89c7d0bd974b1d42a10a30169",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_688a6",
                    table="companies_assignmentrun",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="assignmentrun",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "companies_assignmentrunevent" ("id", "lacking", "made", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "problem", "round_id", "run_at", "run_by_id", "seed") VALUES (NEW."id", NEW."lacking", NEW."made", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."problem", NEW."round_id", NEW."run_at", NEW."run_by_id", NEW."seed"); RETURN NULL;',
                    hash="b9301b1ca6259a26b2fae8b5a54f536917fb2d6a",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_fd708",
                    table="companies_assignmentrun",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="assignmentrun",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_assignmentrunevent" ("id", "lacking", "made", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "problem", "round_id", "run_at", "run_by_id", "seed") VALUES (OLD."id", OLD."lacking", OLD."made", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."problem", OLD."round_id", OLD."run_at", OLD."run_by_id", OLD."seed"); RETURN NULL;',
                    hash="c6494953a1dcab01de8785d3fe138d1e04e44d94",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_9c372",
                    table="companies_assignmentrun",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="rubric",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_rubricevent" ("id", "name", "name_en", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id") VALUES (NEW."id", NEW."name", NEW."name_en", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."plan_id"); RETURN NULL;',
                    hash="c13a2954e465a2f6dc2db1ee633613f61f809437",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_9435d",
                    table="companies_rubric",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="rubric",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "companies_rubricevent" ("id", "name", "name_en", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id") VALUES (NEW."id", NEW."name", NEW."name_en", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."plan_id"); RETURN NULL;',
                    hash="e16bb42a70d1382270d8d82a857d9c424d185032",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ae3ed",
                    table="companies_rubric",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="rubric",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_rubricevent" ("id", "name", "name_en", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id") VALUES (OLD."id", OLD."name", OLD."name_en", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."plan_id"); RETURN NULL;',
                    hash="14b8dbff4b17dc0c7ff6c4bdde194d8bb3b66e9f",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_36df6",
                    table="companies_rubric",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="rubriccriterion",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_rubriccriterionevent" ("guidance", "guidance_en", "id", "maximum", "minimum", "name", "name_en", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "rubric_id", "step", "weight") VALUES (NEW."guidance", NEW."guidance_en", NEW."id", NEW."maximum", NEW."minimum", NEW."name", NEW."name_en", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."position", NEW."rubric_id", NEW."step", NEW."weight"); RETURN NULL;',
                    hash="15ec21a92d222b321523b90ef4736bd1e729155c",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_a4ae9",
                    table="companies_rubriccriterion",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="rubriccriterion",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "companies_rubriccriterionevent" ("guidance", "guidance_en", "id", "maximum", "minimum", "name", "name_en", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "rubric_id", "step", "weight") VALUES (NEW."guidance", NEW."guidance_en", NEW."id", NEW."maximum", NEW."minimum", NEW."name", NEW."name_en", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."position", NEW."rubric_id", NEW."step", NEW."weight"); RETURN NULL;',
                    hash="f429d2393292e338b71184b0d3937f00a35df700",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_728eb",
                    table="companies_rubriccriterion",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="rubriccriterion",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_rubriccriterionevent" ("guidance", "guidance_en", "id", "maximum", "minimum", "name", "name_en", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "rubric_id", "step", "weight") VALUES (OLD."guidance", OLD."guidance_en", OLD."id", OLD."maximum", OLD."minimum", OLD."name", OLD."name_en", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."position", OLD."rubric_id", OLD."step", OLD."weight"); RETURN NULL;',
                    hash="4b7493f77611ae1cba05ff57fd4e31e45bf56e57",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_56f62",
                    table="companies_rubriccriterion",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="criterionscoreevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="4a5f38a24eac5ea2d889b52fa6253869c9db52c3",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_e0271",
                    table="companies_criterionscoreevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="criterionscoreevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="8acc7007f266da336d39730dc0d338f77522bd4b",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_406b5",
                    table="companies_criterionscoreevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="criterionscore",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_criterionscoreevent" ("criterion_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "review_id", "value") VALUES (NEW."criterion_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."review_id", NEW."value"); RETURN NULL;',
                    hash="24308ddcbf18315bac911ba33d521aec91181e33",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_9bbde",
                    table="companies_criterionscore",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="criterionscore",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "companies_criterionscoreevent" ("criterion_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "review_id", "value") VALUES (NEW."criterion_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."review_id", NEW."value"); RETURN NULL;',
                    hash="5f74cb6d99faf00918f4e303d5cbb0bf1e81842e",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_50d8b",
                    table="companies_criterionscore",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="criterionscore",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_criterionscoreevent" ("criterion_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "review_id", "value") VALUES (OLD."criterion_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."review_id", OLD."value"); RETURN NULL;',
                    hash="24f602b2a869955070468dbc86fc87c5073e3039",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_2e937",
                    table="companies_criterionscore",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="rubriccriterionevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="3edf74fa96899e606969c59593706ee60aad8ef9",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_7f8ce",
                    table="companies_rubriccriterionevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="rubriccriterionevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="52944df3c12763d5847b71034e64b5d8b4c571ad",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_eb4fc",
                    table="companies_rubriccriterionevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="rubricevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="118a2e733b83c9cfc4dad67fc6c98223fcbf14db",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_dff7f",
                    table="companies_rubricevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="rubricevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="dfedd861ac8d9dee6b3d32a25a4e7d809a1d93f4",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_8c219",
                    table="companies_rubricevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="shareholding",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_shareholdingevent" ("company_id", "contribution", "from_on", "holder", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "share", "until_on") VALUES (NEW."company_id", NEW."contribution", NEW."from_on", NEW."holder", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."share", NEW."until_on"); RETURN NULL;',
                    hash="57bb8f500dcaa24b0db3f20cd9977f1318007b02",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_09896",
                    table="companies_shareholding",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="shareholding",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "companies_shareholdingevent" ("company_id", "contribution", "from_on", "holder", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "share", "until_on") VALUES (NEW."company_id", NEW."contribution", NEW."from_on", NEW."holder", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."share", NEW."until_on"); RETURN NULL;',
                    hash="3fdcd06d0f3bb95b2f52e7222f49d81ea06278e4",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f3e30",
                    table="companies_shareholding",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="shareholding",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_shareholdingevent" ("company_id", "contribution", "from_on", "holder", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "share", "until_on") VALUES (OLD."company_id", OLD."contribution", OLD."from_on", OLD."holder", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."share", OLD."until_on"); RETURN NULL;',
                    hash="b057bfb7112df4b811025fc51858e50195a7def0",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_3d3b7",
                    table="companies_shareholding",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="shareholdingevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="50ab57285e025249626465dda6fc809fabcf6709",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_30c1e",
                    table="companies_shareholdingevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="shareholdingevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="9f409b466f35ee8cf03b2b82d7ad4519baf0f48f",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_1b6c0",
                    table="companies_shareholdingevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="staffcount",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_staffcountevent" ("bachelors", "college", "company_id", "correction", "counted_on", "doctors", "evidence_id", "fresh_graduates", "id", "masters", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "rejected_at", "rejection", "replaces_id", "researchers", "returnees", "state", "total", "verified_at", "verified_by_id") VALUES (NEW."bachelors", NEW."college", NEW."company_id", NEW."correction", NEW."counted_on", NEW."doctors", NEW."evidence_id", NEW."fresh_graduates", NEW."id", NEW."masters", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."rejected_at", NEW."rejection", NEW."replaces_id", NEW."researchers", NEW."returnees", NEW."state", NEW."total", NEW."verified_at", NEW."verified_by_id"); RETURN NULL;',
                    hash="b96e5b8fdb0273858d7fdf5108554a40a413802c",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_534e3",
                    table="companies_staffcount",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="staffcount",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "companies_staffcountevent" ("bachelors", "college", "company_id", "correction", "counted_on", "doctors", "evidence_id", "fresh_graduates", "id", "masters", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "rejected_at", "rejection", "replaces_id", "researchers", "returnees", "state", "total", "verified_at", "verified_by_id") VALUES (NEW."bachelors", NEW."college", NEW."company_id", NEW."correction", NEW."counted_on", NEW."doctors", NEW."evidence_id", NEW."fresh_graduates", NEW."id", NEW."masters", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."rejected_at", NEW."rejection", NEW."replaces_id", NEW."researchers", NEW."returnees", NEW."state", NEW."total", NEW."verified_at", NEW."verified_by_id"); RETURN NULL;',
                    hash="3a3623068bb89d186e9112664c619d50f714a00a",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_8a85a",
                    table="companies_staffcount",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="staffcount",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_staffcountevent" ("bachelors", "college", "company_id", "correction", "counted_on", "doctors", "evidence_id", "fresh_graduates", "id", "masters", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "rejected_at", "rejection", "replaces_id", "researchers", "returnees", "state", "total", "verified_at", "verified_by_id") VALUES (OLD."bachelors", OLD."college", OLD."company_id", OLD."correction", OLD."counted_on", OLD."doctors", OLD."evidence_id", OLD."fresh_graduates", OLD."id", OLD."masters", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."rejected_at", OLD."rejection", OLD."replaces_id", OLD."researchers", OLD."returnees", OLD."state", OLD."total", OLD."verified_at", OLD."verified_by_id"); RETURN NULL;',
                    hash="43bcdcaad884e9d9533d85a0fd0eaef695234f80",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_a4fc1",
                    table="companies_staffcount",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="staffcountevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="3fbda305013e682b80021d378496ecd34ba40555",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_68a09",
                    table="companies_staffcountevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="staffcountevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="d414a9ca2df80ee40badc0cebc794569753e4eb7",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_0a119",
                    table="companies_staffcountevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="stage",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_stageevent" ("actors", "blind", "call_id", "combination", "days", "drop_from", "due_on", "gives_documents", "hidden_keys", "id", "kind", "name", "name_en", "others", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "position", "required", "reviews_wanted", "rubric_id") VALUES (NEW."actors", NEW."blind", NEW."call_id", NEW."combination", NEW."days", NEW."drop_from", NEW."due_on", NEW."gives_documents", NEW."hidden_keys", NEW."id", NEW."kind", NEW."name", NEW."name_en", NEW."others", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."plan_id", NEW."position", NEW."required", NEW."reviews_wanted", NEW."rubric_id"); RETURN NULL;',
                    hash="3fe0457ea6b6d2e3ee54c9a3739e11f6708c3d11",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_4b224",
                    table="companies_stage",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="stage",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "companies_stageevent" ("actors", "blind", "call_id", "combination", "days", "drop_from", "due_on", "gives_documents", "hidden_keys", "id", "kind", "name", "name_en", "others", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "position", "required", "reviews_wanted", "rubric_id") VALUES (NEW."actors", NEW."blind", NEW."call_id", NEW."combination", NEW."days", NEW."drop_from", NEW."due_on", NEW."gives_documents", NEW."hidden_keys", NEW."id", NEW."kind", NEW."name", NEW."name_en", NEW."others", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."plan_id", NEW."position", NEW."required", NEW."reviews_wanted", NEW."rubric_id"); RETURN NULL;',
                    hash="948c90819ea938104c7a5b358b699db6fbdf8775",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_d92ee",
                    table="companies_stage",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="stage",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_stageevent" ("actors", "blind", "call_id", "combination", "days", "drop_from", "due_on", "gives_documents", "hidden_keys", "id", "kind", "name", "name_en", "others", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "position", "required", "reviews_wanted", "rubric_id") VALUES (OLD."actors", OLD."blind", OLD."call_id", OLD."combination", OLD."days", OLD."drop_from", OLD."due_on", OLD."gives_documents", OLD."hidden_keys", OLD."id", OLD."kind", OLD."name", OLD."name_en", OLD."others", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."plan_id", OLD."position", OLD."required", OLD."reviews_wanted", OLD."rubric_id"); RETURN NULL;',
                    hash="f265ede0cc34180709631be36a6e360d0dcd96ef",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_14f5b",
                    table="companies_stage",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="reviewroundevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="aacc32c96cfc8e0408a5487f261ff2afaa877f8f",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_b2858",
                    table="companies_reviewroundevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="reviewroundevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="ee012a1b42498d04b0e6dd148ef71e3056d52250",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_66c4c",
                    table="companies_reviewroundevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="reviewround",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_reviewroundevent" ("call_id", "closed_at", "due_at", "id", "number", "opens_at", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stage_id") VALUES (NEW."call_id", NEW."closed_at", NEW."due_at", NEW."id", NEW."number", NEW."opens_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."stage_id"); RETURN NULL;',
                    hash="c88dbadb8118923458f28811ba6230c36af38635",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_6159c",
                    table="companies_reviewround",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="reviewround",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "companies_reviewroundevent" ("call_id", "closed_at", "due_at", "id", "number", "opens_at", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stage_id") VALUES (NEW."call_id", NEW."closed_at", NEW."due_at", NEW."id", NEW."number", NEW."opens_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."stage_id"); RETURN NULL;',
                    hash="da39e4bf2577a33384d4ed84e9416b211bc06e61",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ea5b6",
                    table="companies_reviewround",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="reviewround",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_reviewroundevent" ("call_id", "closed_at", "due_at", "id", "number", "opens_at", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "stage_id") VALUES (OLD."call_id", OLD."closed_at", OLD."due_at", OLD."id", OLD."number", OLD."opens_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."stage_id"); RETURN NULL;',
                    hash="33b94f6bf78179d9e69432115317b43b29e0f86b",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_df0ad",
                    table="companies_reviewround",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="decisionevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="ed18e62dc15fece115ed9197fcb984e03a1733d1",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_f653b",
                    table="companies_decisionevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="decisionevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="5c26e321564f83ba52159c1ccc1a60019ca9b8a1",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_99753",
                    table="companies_decisionevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="decision",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_decisionevent" ("announced_at", "application_id", "call_id", "decided_at", "decided_by_id", "ended_at", "id", "move_id", "number", "outcome", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rank", "reason", "said", "score", "stage_id", "until") VALUES (NEW."announced_at", NEW."application_id", NEW."call_id", NEW."decided_at", NEW."decided_by_id", NEW."ended_at", NEW."id", NEW."move_id", NEW."number", NEW."outcome", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."rank", NEW."reason", NEW."said", NEW."score", NEW."stage_id", NEW."until"); RETURN NULL;',
                    hash="894ab8b286cbc2f08dc3cf438f2322e18a439e25",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_00e67",
                    table="companies_decision",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="decision",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "companies_decisionevent" ("announced_at", "application_id", "call_id", "decided_at", "decided_by_id", "ended_at", "id", "move_id", "number", "outcome", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rank", "reason", "said", "score", "stage_id", "until") VALUES (NEW."announced_at", NEW."application_id", NEW."call_id", NEW."decided_at", NEW."decided_by_id", NEW."ended_at", NEW."id", NEW."move_id", NEW."number", NEW."outcome", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."rank", NEW."reason", NEW."said", NEW."score", NEW."stage_id", NEW."until"); RETURN NULL;',
                    hash="bc9274ea5eae8800c62a82a23ea234b3682b235e",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c5ffa",
                    table="companies_decision",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="decision",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_decisionevent" ("announced_at", "application_id", "call_id", "decided_at", "decided_by_id", "ended_at", "id", "move_id", "number", "outcome", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rank", "reason", "said", "score", "stage_id", "until") VALUES (OLD."announced_at", OLD."application_id", OLD."call_id", OLD."decided_at", OLD."decided_by_id", OLD."ended_at", OLD."id", OLD."move_id", OLD."number", OLD."outcome", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."rank", OLD."reason", OLD."said", OLD."score", OLD."stage_id", OLD."until"); RETURN NULL;',
                    hash="bd511ee6c5d8e19c5ba1f565c1b76a46c62541d6",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_f3b45",
                    table="companies_decision",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="applicationevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="2367d0ca615e4596c7ca82fe45aaa3f8e0969adb",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_5dc72",
                    table="companies_applicationevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="applicationevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="7268d2a6377830ee0f3f4ccb22ec2e8c8047c1ff",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_73863",
                    table="companies_applicationevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="application",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_applicationevent" ("admitted_at", "answer_by", "appeal", "call_id", "company_id", "decided_at", "deferred_until", "id", "incubator_id", "is_generated", "key", "late_code_id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "questionnaire_id", "receipt", "reminded_at", "saved_at", "stage_id", "started_at", "started_by_id", "state", "submitted_at", "unified_code", "withdrawn_at") VALUES (NEW."admitted_at", NEW."answer_by", NEW."appeal", NEW."call_id", NEW."company_id", NEW."decided_at", NEW."deferred_until", NEW."id", NEW."incubator_id", NEW."is_generated", NEW."key", NEW."late_code_id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."questionnaire_id", NEW."receipt", NEW."reminded_at", NEW."saved_at", NEW."stage_id", NEW."started_at", NEW."started_by_id", NEW."state", NEW."submitted_at", NEW."unified_code", NEW."withdrawn_at"); RETURN NULL;',
                    hash="d0eafd3d3577c90c73b9e186ba53a499157d3927",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_67835",
                    table="companies_application",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="application",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "companies_applicationevent" ("admitted_at", "answer_by", "appeal", "call_id", "company_id", "decided_at", "deferred_until", "id", "incubator_id", "is_generated", "key", "late_code_id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "questionnaire_id", "receipt", "reminded_at", "saved_at", "stage_id", "started_at", "started_by_id", "state", "submitted_at", "unified_code", "withdrawn_at") VALUES (NEW."admitted_at", NEW."answer_by", NEW."appeal", NEW."call_id", NEW."company_id", NEW."decided_at", NEW."deferred_until", NEW."id", NEW."incubator_id", NEW."is_generated", NEW."key", NEW."late_code_id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."questionnaire_id", NEW."receipt", NEW."reminded_at", NEW."saved_at", NEW."stage_id", NEW."started_at", NEW."started_by_id", NEW."state", NEW."submitted_at", NEW."unified_code", NEW."withdrawn_at"); RETURN NULL;',
                    hash="452055568fa00c87db97b50a1d89cbddd095b588",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_ca1f3",
                    table="companies_application",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="application",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_applicationevent" ("admitted_at", "answer_by", "appeal", "call_id", "company_id", "decided_at", "deferred_until", "id", "incubator_id", "is_generated", "key", "late_code_id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "questionnaire_id", "receipt", "reminded_at", "saved_at", "stage_id", "started_at", "started_by_id", "state", "submitted_at", "unified_code", "withdrawn_at") VALUES (OLD."admitted_at", OLD."answer_by", OLD."appeal", OLD."call_id", OLD."company_id", OLD."decided_at", OLD."deferred_until", OLD."id", OLD."incubator_id", OLD."is_generated", OLD."key", OLD."late_code_id", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."questionnaire_id", OLD."receipt", OLD."reminded_at", OLD."saved_at", OLD."stage_id", OLD."started_at", OLD."started_by_id", OLD."state", OLD."submitted_at", OLD."unified_code", OLD."withdrawn_at"); RETURN NULL;',
                    hash="717256f9dadd906eda19d70377415b03c287e881",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_8ae33",
                    table="companies_application",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="stageevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="9a0e244490dfb7e22ebd3a74d69eada2887a969c",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_700de",
                    table="companies_stageevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="stageevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="a818d255ca7a9c6363e5ac81a9f95b207ee6d208",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_9f05e",
                    table="companies_stageevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="stagemove",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="cdec5ee48a597f18cec79337b08864bbca52f129",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_316cd",
                    table="companies_stagemove",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="stagemove",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_stagemoveevent" ("after_id", "application_id", "before_id", "id", "moved_at", "moved_by_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "said") VALUES (NEW."after_id", NEW."application_id", NEW."before_id", NEW."id", NEW."moved_at", NEW."moved_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."said"); RETURN NULL;',
                    hash="f0135f7ff7e53cec6d3b8ac1c08c7c472877c8b9",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_8b2c7",
                    table="companies_stagemove",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="stagemove",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "companies_stagemoveevent" ("after_id", "application_id", "before_id", "id", "moved_at", "moved_by_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "said") VALUES (NEW."after_id", NEW."application_id", NEW."before_id", NEW."id", NEW."moved_at", NEW."moved_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."said"); RETURN NULL;',
                    hash="d5d8c21a2591f7e5477988530dd649bbf104c885",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_48105",
                    table="companies_stagemove",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="stagemove",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_stagemoveevent" ("after_id", "application_id", "before_id", "id", "moved_at", "moved_by_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "said") VALUES (OLD."after_id", OLD."application_id", OLD."before_id", OLD."id", OLD."moved_at", OLD."moved_by_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."said"); RETURN NULL;',
                    hash="406a25cfba19376852ad9486278d6f32e9a686e3",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_18696",
                    table="companies_stagemove",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="stagemoveevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="6c92e5445eeb0676bfa3c148116c8d5c50c5e36b",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_0b9e8",
                    table="companies_stagemoveevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="stagemoveevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="f50036230d8b0545971c5e9191b38055dddcee1c",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_11eff",
                    table="companies_stagemoveevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="submission",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="f3ce644aa0aebf110fcefb04d0710c051c8af4c0",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_940dc",
                    table="companies_submission",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="submission",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_submissionevent" ("application_id", "content", "content_hash", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "round", "submitted_at", "submitted_by_id") VALUES (NEW."application_id", NEW."content", NEW."content_hash", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."round", NEW."submitted_at", NEW."submitted_by_id"); RETURN NULL;',
                    hash="7af7f5fc14130f4cbecd6267f23d0097102ff7ec",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_8325e",
                    table="companies_submission",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="submission",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "companies_submissionevent" ("application_id", "content", "content_hash", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "round", "submitted_at", "submitted_by_id") VALUES (NEW."application_id", NEW."content", NEW."content_hash", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."round", NEW."submitted_at", NEW."submitted_by_id"); RETURN NULL;',
                    hash="a6d699951902a4138bdab38a035083230dc6a778",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a586c",
                    table="companies_submission",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="submission",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_submissionevent" ("application_id", "content", "content_hash", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "round", "submitted_at", "submitted_by_id") VALUES (OLD."application_id", OLD."content", OLD."content_hash", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."round", OLD."submitted_at", OLD."submitted_by_id"); RETURN NULL;',
                    hash="287c334e595f9a784b613c8827fefd116236866a",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_dbe14",
                    table="companies_submission",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="reviewevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="73caac4cab607f16bf950719362870e86cd7c732",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_2d8ab",
                    table="companies_reviewevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="reviewevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="255d5ddd41160e83a8794df35921c6b0822a1a23",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_65328",
                    table="companies_reviewevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="review",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_reviewevent" ("application_id", "assigned_at", "assigned_by_id", "call_id", "comment_applicant", "comment_office", "ended_at", "ended_because", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recommends", "reviewer_id", "revision", "round_id", "run_id", "saved_at", "score", "signed_at", "state", "submission_id") VALUES (NEW."application_id", NEW."assigned_at", NEW."assigned_by_id", NEW."call_id", NEW."comment_applicant", NEW."comment_office", NEW."ended_at", NEW."ended_because", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."recommends", NEW."reviewer_id", NEW."revision", NEW."round_id", NEW."run_id", NEW."saved_at", NEW."score", NEW."signed_at", NEW."state", NEW."submission_id"); RETURN NULL;',
                    hash="a7bd2b01df0b9aea9c438e4f3447db5b9c22b879",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_7f00e",
                    table="companies_review",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="review",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "companies_reviewevent" ("application_id", "assigned_at", "assigned_by_id", "call_id", "comment_applicant", "comment_office", "ended_at", "ended_because", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recommends", "reviewer_id", "revision", "round_id", "run_id", "saved_at", "score", "signed_at", "state", "submission_id") VALUES (NEW."application_id", NEW."assigned_at", NEW."assigned_by_id", NEW."call_id", NEW."comment_applicant", NEW."comment_office", NEW."ended_at", NEW."ended_because", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."recommends", NEW."reviewer_id", NEW."revision", NEW."round_id", NEW."run_id", NEW."saved_at", NEW."score", NEW."signed_at", NEW."state", NEW."submission_id"); RETURN NULL;',
                    hash="0896a97d2ddb5557cf4b5b8753bcbd55bc490806",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_9e438",
                    table="companies_review",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="review",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_reviewevent" ("application_id", "assigned_at", "assigned_by_id", "call_id", "comment_applicant", "comment_office", "ended_at", "ended_because", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recommends", "reviewer_id", "revision", "round_id", "run_id", "saved_at", "score", "signed_at", "state", "submission_id") VALUES (OLD."application_id", OLD."assigned_at", OLD."assigned_by_id", OLD."call_id", OLD."comment_applicant", OLD."comment_office", OLD."ended_at", OLD."ended_because", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."recommends", OLD."reviewer_id", OLD."revision", OLD."round_id", OLD."run_id", OLD."saved_at", OLD."score", OLD."signed_at", OLD."state", OLD."submission_id"); RETURN NULL;',
                    hash="41f100143204670759bb053ca11b1d81104a04cb",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_98a47",
                    table="companies_review",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="submissionevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="3f8526e5a39c5136d8a3e053dade6dc74dbd35fe",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_6b54c",
                    table="companies_submissionevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="submissionevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="e5c3b109a3245eb7c1970cceba88983e4b57bdf1",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_2dd65",
                    table="companies_submissionevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="subsidyclaim",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_subsidyclaimevent" ("applied_on", "asked", "company_id", "correction", "decided_on", "document", "evidence_id", "granted", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "policy", "recorded_at", "recorded_by_id", "refusal", "rejected_at", "rejection", "replaces_id", "state", "verified_at", "verified_by_id") VALUES (NEW."applied_on", NEW."asked", NEW."company_id", NEW."correction", NEW."decided_on", NEW."document", NEW."evidence_id", NEW."granted", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."policy", NEW."recorded_at", NEW."recorded_by_id", NEW."refusal", NEW."rejected_at", NEW."rejection", NEW."replaces_id", NEW."state", NEW."verified_at", NEW."verified_by_id"); RETURN NULL;',
                    hash="6d3cd0aa1f3aafc9b3e38b2d12769b9c00f59a0e",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_dcfda",
                    table="companies_subsidyclaim",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="subsidyclaim",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "companies_subsidyclaimevent" ("applied_on", "asked", "company_id", "correction", "decided_on", "document", "evidence_id", "granted", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "policy", "recorded_at", "recorded_by_id", "refusal", "rejected_at", "rejection", "replaces_id", "state", "verified_at", "verified_by_id") VALUES (NEW."applied_on", NEW."asked", NEW."company_id", NEW."correction", NEW."decided_on", NEW."document", NEW."evidence_id", NEW."granted", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."policy", NEW."recorded_at", NEW."recorded_by_id", NEW."refusal", NEW."rejected_at", NEW."rejection", NEW."replaces_id", NEW."state", NEW."verified_at", NEW."verified_by_id"); RETURN NULL;',
                    hash="e21b0a2490af8733fed7e7f3d4c27cd9f2de4e55",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_77981",
                    table="companies_subsidyclaim",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="subsidyclaim",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_subsidyclaimevent" ("applied_on", "asked", "company_id", "correction", "decided_on", "document", "evidence_id", "granted", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "policy", "recorded_at", "recorded_by_id", "refusal", "rejected_at", "rejection", "replaces_id", "state", "verified_at", "verified_by_id") VALUES (OLD."applied_on", OLD."asked", OLD."company_id", OLD."correction", OLD."decided_on", OLD."document", OLD."evidence_id", OLD."granted", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."policy", OLD."recorded_at", OLD."recorded_by_id", OLD."refusal", OLD."rejected_at", OLD."rejection", OLD."replaces_id", OLD."state", OLD."verified_at", OLD."verified_by_id"); RETURN NULL;',
                    hash="f3e1c5b6104e5b232b10696df99aa6923ffe9f5b",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_37707",
                    table="companies_subsidyclaim",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="subsidyclaimevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="2badddf5cd246a40ac5059884c0feb769a09385e",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_2a789",
                    table="companies_subsidyclaimevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="subsidyclaimevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="b1d794fe23f1dc4d391ac04316b8f4ec51f88a45",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_b759e",
                    table="companies_subsidyclaimevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="subsidypayment",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_subsidypaymentevent" ("amount", "claim_id", "direction", "id", "on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recorded_at") VALUES (NEW."amount", NEW."claim_id", NEW."direction", NEW."id", NEW."on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."reason", NEW."recorded_at"); RETURN NULL;',
                    hash="106c0a1186b2a4487a12e97ae88e95262c3db3b7",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_27269",
                    table="companies_subsidypayment",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="subsidypayment",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "companies_subsidypaymentevent" ("amount", "claim_id", "direction", "id", "on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recorded_at") VALUES (NEW."amount", NEW."claim_id", NEW."direction", NEW."id", NEW."on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."reason", NEW."recorded_at"); RETURN NULL;',
                    hash="60574fbbeaa06c51c7712140ae7b948e03868c47",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_6441c",
                    table="companies_subsidypayment",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="subsidypayment",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_subsidypaymentevent" ("amount", "claim_id", "direction", "id", "on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recorded_at") VALUES (OLD."amount", OLD."claim_id", OLD."direction", OLD."id", OLD."on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."reason", OLD."recorded_at"); RETURN NULL;',
                    hash="cd3661fe533fbc3fa67fa00dd1b052d8cd9c2638",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_5a794",
                    table="companies_subsidypayment",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="subsidypaymentevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="06a55b723dd42fa660487ed5c04e167b350a3522",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_0f527",
                    table="companies_subsidypaymentevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="subsidypaymentevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="29aba48ce83199d21c9ed11374de57df7532f155",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_554d6",
                    table="companies_subsidypaymentevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]
