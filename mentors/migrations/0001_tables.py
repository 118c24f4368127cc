"""Every table of this part, with its history, constraints and triggers."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.comparison
import django.db.models.functions.text
import incubator.core.db
import incubator.core.files.storage
import incubator.core.migration_operations
import pghistory.utils
import pgtrigger.compiler
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("mentors", "0001_initial"), ("mentors", "0004_mentors_reminded")]

    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("companies", "0001_tables"),
        ("institutions", "0001_tables"),
    ]

    operations = [
        migrations.CreateModel(
            name="CalendarFeed",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="calendar_feeds",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="user",
                    ),
                ),
                ("digest", models.CharField(editable=False, max_length=64, unique=True)),
                ("made_at", models.DateTimeField(verbose_name="made at")),
                (
                    "revoked_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="revoked at"),
                ),
            ],
            options={
                "verbose_name": "calendar feed",
                "verbose_name_plural": "calendar feeds",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("revoked_at__isnull", True)),
                        fields=("user",),
                        name="calendarfeed_one_live",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("digest__regex", "^[0-9a-f]{64}$")),
                        name="calendarfeed_has_its_hash",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("revoked_at__isnull", True),
                            ("revoked_at__gte", models.F("made_at")),
                            _connector="OR",
                        ),
                        name="calendarfeed_revoked_after_it_was_made",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Mentor",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("entrepreneur", "Entrepreneur"),
                            ("investor", "Investor"),
                            ("consultant", "Consultant"),
                            ("academic", "Academic"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("employer", models.CharField(blank=True, max_length=120, verbose_name="employer")),
                ("title", models.CharField(blank=True, max_length=80, verbose_name="post")),
                (
                    "fields",
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
                        verbose_name="technical fields",
                    ),
                ),
                (
                    "strengths",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("strategy", "Strategy and business model"),
                                ("product", "Product and technology"),
                                ("market", "Market and sales"),
                                ("financing", "Financing"),
                                ("finance", "Finance and tax"),
                                ("people", "Team and management"),
                                ("legal", "Law and intellectual property"),
                                ("policy", "Policy and projects"),
                                ("abroad", "Markets abroad"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="can help with",
                    ),
                ),
                (
                    "stages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("start", "Starting up"),
                                ("growth", "Growing"),
                                ("scale", "Scaling up"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        help_text="How far the companies are that they advise best.",
                        size=None,
                        verbose_name="stages",
                    ),
                ),
                (
                    "languages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("zh", "Chinese"),
                                ("en", "English"),
                                ("ja", "Japanese"),
                                ("ko", "Korean"),
                                ("de", "German"),
                                ("fr", "French"),
                                ("ru", "Russian"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="languages",
                    ),
                ),
                (
                    "experience",
                    models.TextField(blank=True, max_length=4000, verbose_name="experience"),
                ),
                (
                    "user",
                    models.OneToOneField(
                        blank=True,
                        help_text="The account with which the mentor uses the portal.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mentor",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="user",
                    ),
                ),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                ("phone", models.CharField(blank=True, max_length=40, verbose_name="phone")),
                (
                    "tier",
                    models.CharField(
                        choices=[
                            ("liaison", "Liaison officer"),
                            ("counsellor", "Counsellor"),
                            ("mentor", "Mentor"),
                        ],
                        default="mentor",
                        max_length=20,
                        verbose_name="tier",
                    ),
                ),
                (
                    "name_pinyin",
                    models.CharField(editable=False, max_length=320, verbose_name="name in pinyin"),
                ),
                (
                    "name_initials",
                    models.CharField(editable=False, max_length=80, verbose_name="pinyin initials"),
                ),
                (
                    "reminded_on",
                    models.DateField(
                        blank=True, editable=False, null=True, verbose_name="reminded on"
                    ),
                ),
                ("retired_on", models.DateField(blank=True, null=True, verbose_name="retired on")),
                (
                    "retirement_reason",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="reason for retiring"
                    ),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True, help_text="Where these facts come from.", verbose_name="note"
                    ),
                ),
                (
                    "is_generated",
                    models.BooleanField(
                        default=False,
                        help_text="Demonstration data; no real person.",
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
                                incubator.core.db.CharactersApart(models.F("employer")),
                                output_field=models.TextField(),
                            )
                        ),
                        output_field=models.TextField(),
                    ),
                ),
            ],
            options={
                "verbose_name": "mentor",
                "verbose_name_plural": "mentors",
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(
                            models.F("search_key"), name="gin_trgm_ops"
                        ),
                        name="mentor_search",
                    ),
                    models.Index(fields=["name_pinyin", "id"], name="mentor_by_pinyin"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="mentor_has_a_name"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["entrepreneur", "investor", "consultant", "academic"])
                        ),
                        name="mentor_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "fields__contained_by",
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
                            ),
                            ("languages__contained_by", ["zh", "en", "ja", "ko", "de", "fr", "ru"]),
                            ("stages__contained_by", ["start", "growth", "scale"]),
                            (
                                "strengths__contained_by",
                                [
                                    "strategy",
                                    "product",
                                    "market",
                                    "financing",
                                    "finance",
                                    "people",
                                    "legal",
                                    "policy",
                                    "abroad",
                                ],
                            ),
                        ),
                        name="mentor_known_words",
                    ),
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("email"),
                        condition=models.Q(("email", ""), _negated=True),
                        name="mentor_email_once",
                        violation_error_message="Another mentor has this e-mail address.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("tier__in", ["liaison", "counsellor", "mentor"])),
                        name="mentor_tier",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("retired_on__isnull", True), ("retirement_reason", "")),
                            models.Q(
                                ("retired_on__isnull", False),
                                models.Q(("retirement_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="mentor_retires_for_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Appointment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "mentor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appointments",
                        to="mentors.mentor",
                        verbose_name="mentor",
                    ),
                ),
                (
                    "incubator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appointments",
                        to="institutions.incubator",
                        verbose_name="incubator",
                    ),
                ),
                (
                    "appointed_by",
                    models.CharField(
                        help_text="The body that issued the certificate.",
                        max_length=120,
                        verbose_name="appointed by",
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("national", "National"),
                            ("provincial", "Provincial"),
                            ("municipal", "Municipal"),
                            ("incubator", "Incubator"),
                        ],
                        default="incubator",
                        max_length=20,
                        verbose_name="filing level",
                    ),
                ),
                (
                    "certificate",
                    models.CharField(blank=True, max_length=60, verbose_name="certificate no."),
                ),
                ("begins_on", models.DateField(verbose_name="begins on")),
                (
                    "ends_on",
                    models.DateField(
                        help_text="The first day that no longer belongs to the term.",
                        verbose_name="agreed end",
                    ),
                ),
                (
                    "ended_on",
                    models.DateField(blank=True, null=True, verbose_name="ended early on"),
                ),
                (
                    "end_reason",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="reason for the early end"
                    ),
                ),
                (
                    "until_on",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.functions.comparison.Coalesce(
                            models.F("ended_on"), models.F("ends_on")
                        ),
                        output_field=models.DateField(),
                        verbose_name="until",
                    ),
                ),
                ("companies", models.PositiveSmallIntegerField(verbose_name="companies at most")),
                ("hours", models.PositiveSmallIntegerField(verbose_name="hours a month at most")),
                (
                    "renews",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="renewed_by",
                        to="mentors.appointment",
                        verbose_name="renews",
                    ),
                ),
            ],
            options={
                "verbose_name": "appointment",
                "verbose_name_plural": "appointments",
                "indexes": [
                    models.Index(fields=["incubator", "until_on", "id"], name="appointment_by_end")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("id", "mentor", "incubator"),
                        name="appointment_mentor_incubator_key",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("certificate", ""), _negated=True),
                        fields=("incubator", "certificate"),
                        name="appointment_certificate_once",
                        violation_error_message="This incubator already issued that certificate.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("appointed_by", ""), _negated=True),
                        name="appointment_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("level__in", ["national", "provincial", "municipal", "incubator"])
                        ),
                        name="appointment_level",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gt", models.F("begins_on"))),
                        name="appointment_ends_after_it_begins",
                        violation_error_message="A term ends after it begins.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("end_reason", ""), ("ended_on__isnull", True)),
                            models.Q(
                                ("ended_on__gte", models.F("begins_on")),
                                ("ended_on__lt", models.F("ends_on")),
                                models.Q(("end_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="appointment_ended_within_its_term",
                        violation_error_message="An early end lies within the term and has a reason.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("companies__range", (1, 50)), ("hours__range", (1, 200))
                        ),
                        name="appointment_capacity",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("renews__isnull", True),
                            models.Q(("renews", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="appointment_renews_another",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("mentor", "="),
                            ("incubator", "="),
                            (
                                models.Func(
                                    models.F("begins_on"),
                                    models.F("until_on"),
                                    function="daterange",
                                ),
                                "&&",
                            ),
                        ],
                        name="appointment_no_overlap",
                        violation_error_message="The mentor is already appointed at this incubator at that time.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CalendarFeedEvent",
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
                        to="mentors.calendarfeed",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
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
            name="MentorEvent",
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
                        to="mentors.mentor",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("entrepreneur", "Entrepreneur"),
                            ("investor", "Investor"),
                            ("consultant", "Consultant"),
                            ("academic", "Academic"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("employer", models.CharField(blank=True, max_length=120, verbose_name="employer")),
                ("title", models.CharField(blank=True, max_length=80, verbose_name="post")),
                (
                    "fields",
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
                        verbose_name="technical fields",
                    ),
                ),
                (
                    "strengths",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("strategy", "Strategy and business model"),
                                ("product", "Product and technology"),
                                ("market", "Market and sales"),
                                ("financing", "Financing"),
                                ("finance", "Finance and tax"),
                                ("people", "Team and management"),
                                ("legal", "Law and intellectual property"),
                                ("policy", "Policy and projects"),
                                ("abroad", "Markets abroad"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="can help with",
                    ),
                ),
                (
                    "stages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("start", "Starting up"),
                                ("growth", "Growing"),
                                ("scale", "Scaling up"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        help_text="How far the companies are that they advise best.",
                        size=None,
                        verbose_name="stages",
                    ),
                ),
                (
                    "languages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("zh", "Chinese"),
                                ("en", "English"),
                                ("ja", "Japanese"),
                                ("ko", "Korean"),
                                ("de", "German"),
                                ("fr", "French"),
                                ("ru", "Russian"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="languages",
                    ),
                ),
                (
                    "experience",
                    models.TextField(blank=True, max_length=4000, verbose_name="experience"),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="The account with which the mentor uses the portal.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="user",
                    ),
                ),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
                ("phone", models.CharField(blank=True, max_length=40, verbose_name="phone")),
                (
                    "tier",
                    models.CharField(
                        choices=[
                            ("liaison", "Liaison officer"),
                            ("counsellor", "Counsellor"),
                            ("mentor", "Mentor"),
                        ],
                        default="mentor",
                        max_length=20,
                        verbose_name="tier",
                    ),
                ),
                (
                    "name_pinyin",
                    models.CharField(editable=False, max_length=320, verbose_name="name in pinyin"),
                ),
                (
                    "name_initials",
                    models.CharField(editable=False, max_length=80, verbose_name="pinyin initials"),
                ),
                (
                    "reminded_on",
                    models.DateField(
                        blank=True, editable=False, null=True, verbose_name="reminded on"
                    ),
                ),
                ("retired_on", models.DateField(blank=True, null=True, verbose_name="retired on")),
                (
                    "retirement_reason",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="reason for retiring"
                    ),
                ),
                (
                    "note",
                    models.TextField(
                        blank=True, help_text="Where these facts come from.", verbose_name="note"
                    ),
                ),
                (
                    "is_generated",
                    models.BooleanField(
                        default=False,
                        help_text="Demonstration data; no real person.",
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
                                incubator.core.db.CharactersApart(models.F("employer")),
                                output_field=models.TextField(),
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
            name="OfficeHours",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "mentor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="office_hours",
                        to="mentors.mentor",
                        verbose_name="mentor",
                    ),
                ),
                (
                    "incubator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="office_hours",
                        to="institutions.incubator",
                        verbose_name="incubator",
                    ),
                ),
                (
                    "rhythm",
                    models.CharField(
                        choices=[("once", "Once"), ("weekly", "Every week")],
                        default="once",
                        max_length=20,
                        verbose_name="rhythm",
                    ),
                ),
                ("from_on", models.DateField(verbose_name="from")),
                (
                    "until_on",
                    models.DateField(help_text="The first day without.", verbose_name="until"),
                ),
                ("starts", models.TimeField(verbose_name="starts")),
                ("ends", models.TimeField(verbose_name="ends")),
                (
                    "minutes",
                    models.PositiveSmallIntegerField(default=60, verbose_name="minutes of a slot"),
                ),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("on_site", "On site"),
                            ("online", "Online"),
                            ("phone", "By phone"),
                        ],
                        default="on_site",
                        max_length=20,
                        verbose_name="mode",
                    ),
                ),
                (
                    "place",
                    models.CharField(
                        help_text="A room, or the link of an online meeting.",
                        max_length=300,
                        verbose_name="place or link",
                    ),
                ),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("assigned", "The companies that the mentor is assigned to"),
                            ("everybody", "Every company in the incubator"),
                        ],
                        default="assigned",
                        max_length=20,
                        verbose_name="who may book",
                    ),
                ),
                (
                    "notice_hours",
                    models.PositiveSmallIntegerField(default=24, verbose_name="hours of notice"),
                ),
                ("published_at", models.DateTimeField(verbose_name="published at")),
                (
                    "withdrawn_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="withdrawn at"),
                ),
            ],
            options={
                "verbose_name": "office hours",
                "verbose_name_plural": "office hours",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("id", "mentor", "incubator"),
                        name="officehours_mentor_incubator_key",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("rhythm__in", ["once", "weekly"])),
                        name="officehours_rhythm",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("mode__in", ["on_site", "online"])),
                        name="officehours_mode",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("audience__in", ["assigned", "everybody"])),
                        name="officehours_audience",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until_on__gt", models.F("from_on"))),
                        name="officehours_until_after_from",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends__gt", models.F("starts"))),
                        name="officehours_end_after_they_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("minutes__range", (10, 480))),
                        name="officehours_minutes",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("notice_hours__lte", 336)), name="officehours_notice"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("place", ""), _negated=True),
                        name="officehours_have_a_place",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Stake",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "mentor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stakes",
                        to="mentors.mentor",
                        verbose_name="mentor",
                    ),
                ),
                (
                    "company",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mentor_stakes",
                        to="companies.company",
                        verbose_name="company",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("shareholder", "Shareholder"),
                            ("founder", "Founder or executive"),
                            ("paid", "Paid by the company"),
                            ("family", "Family of an owner"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "share",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=5,
                        null=True,
                        verbose_name="share (%)",
                    ),
                ),
                ("from_on", models.DateField(verbose_name="from")),
                ("until_on", models.DateField(blank=True, null=True, verbose_name="until")),
            ],
            options={
                "verbose_name": "stake",
                "verbose_name_plural": "stakes",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["shareholder", "founder", "paid", "family"])
                        ),
                        name="stake_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("share__isnull", True),
                            models.Q(("share__gt", 0), ("share__lte", 100)),
                            _connector="OR",
                        ),
                        name="stake_share",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until_on__isnull", True),
                            ("until_on__gt", models.F("from_on")),
                            _connector="OR",
                        ),
                        name="stake_ends_after_it_begins",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("mentor", "="),
                            ("company", "="),
                            ("kind", "="),
                            (
                                models.Func(
                                    models.F("from_on"), models.F("until_on"), function="daterange"
                                ),
                                "&&",
                            ),
                        ],
                        name="stake_declared_once_at_a_time",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AppointmentEvent",
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
                        to="mentors.appointment",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "mentor",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="mentors.mentor",
                        verbose_name="mentor",
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
                    "appointed_by",
                    models.CharField(
                        help_text="The body that issued the certificate.",
                        max_length=120,
                        verbose_name="appointed by",
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[
                            ("national", "National"),
                            ("provincial", "Provincial"),
                            ("municipal", "Municipal"),
                            ("incubator", "Incubator"),
                        ],
                        default="incubator",
                        max_length=20,
                        verbose_name="filing level",
                    ),
                ),
                (
                    "certificate",
                    models.CharField(blank=True, max_length=60, verbose_name="certificate no."),
                ),
                ("begins_on", models.DateField(verbose_name="begins on")),
                (
                    "ends_on",
                    models.DateField(
                        help_text="The first day that no longer belongs to the term.",
                        verbose_name="agreed end",
                    ),
                ),
                (
                    "ended_on",
                    models.DateField(blank=True, null=True, verbose_name="ended early on"),
                ),
                (
                    "end_reason",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="reason for the early end"
                    ),
                ),
                (
                    "until_on",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.functions.comparison.Coalesce(
                            models.F("ended_on"), models.F("ends_on")
                        ),
                        output_field=models.DateField(),
                        verbose_name="until",
                    ),
                ),
                ("companies", models.PositiveSmallIntegerField(verbose_name="companies at most")),
                ("hours", models.PositiveSmallIntegerField(verbose_name="hours a month at most")),
                (
                    "renews",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="mentors.appointment",
                        verbose_name="renews",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AppointmentNotice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "appointment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to="mentors.appointment",
                        verbose_name="appointment",
                    ),
                ),
                ("days", models.PositiveSmallIntegerField(verbose_name="days before the end")),
                ("until_on", models.DateField(verbose_name="announced end")),
                ("made_on", models.DateField(verbose_name="made on")),
            ],
            options={
                "verbose_name": "notice of a term",
                "verbose_name_plural": "notices of terms",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("appointment", "days", "until_on"), name="term_notice_once_a_level"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("days__in", [30, 60])), name="term_notice_level"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Assignment",
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
                        related_name="assignments",
                        to="companies.residence",
                        verbose_name="residence",
                    ),
                ),
                (
                    "company",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="companies.company",
                        verbose_name="company",
                    ),
                ),
                (
                    "incubator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="institutions.incubator",
                        verbose_name="incubator",
                    ),
                ),
                (
                    "appointment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="mentors.appointment",
                        verbose_name="appointment",
                    ),
                ),
                (
                    "mentor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="mentors.mentor",
                        verbose_name="mentor",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "Proposed"),
                            ("accepted", "Accepted"),
                            ("active", "Active"),
                            ("ended", "Ended"),
                            ("declined", "Not taken up"),
                        ],
                        default="proposed",
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                (
                    "asked_by",
                    models.CharField(
                        choices=[
                            ("company", "Company"),
                            ("mentor", "Mentor"),
                            ("office", "Office"),
                        ],
                        max_length=20,
                        verbose_name="asked by",
                    ),
                ),
                (
                    "needs",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("strategy", "Strategy and business model"),
                                ("product", "Product and technology"),
                                ("market", "Market and sales"),
                                ("financing", "Financing"),
                                ("finance", "Finance and tax"),
                                ("people", "Team and management"),
                                ("legal", "Law and intellectual property"),
                                ("policy", "Policy and projects"),
                                ("abroad", "Markets abroad"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="wants help with",
                    ),
                ),
                ("goals", models.TextField(max_length=2000, verbose_name="goals")),
                ("begins_on", models.DateField(verbose_name="begins on")),
                (
                    "ends_on",
                    models.DateField(
                        help_text="The first day that no longer belongs to it.",
                        verbose_name="agreed end",
                    ),
                ),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="ended on")),
                (
                    "until_on",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.functions.comparison.Coalesce(
                            models.F("ended_on"), models.F("ends_on")
                        ),
                        output_field=models.DateField(),
                        verbose_name="until",
                    ),
                ),
                (
                    "end_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("period_over", "The agreed period is over"),
                            ("goals_met", "The goals are met"),
                            ("company_wish", "The company wished it"),
                            ("mentor_wish", "The mentor wished it"),
                            ("residence_ended", "The company’s residence ended"),
                            ("term_ended", "The mentor’s appointment ended"),
                            ("other", "Other reason"),
                        ],
                        max_length=20,
                        verbose_name="end reason",
                    ),
                ),
                ("said", models.CharField(blank=True, max_length=500, verbose_name="said")),
                (
                    "despite",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="reason despite the conflict"
                    ),
                ),
                ("proposed_at", models.DateTimeField(verbose_name="proposed at")),
                (
                    "proposed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="proposed by",
                    ),
                ),
                (
                    "company_agreed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="company agreed at"),
                ),
                (
                    "mentor_agreed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="mentor agreed at"),
                ),
                (
                    "accepted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="accepted at"),
                ),
                (
                    "activated_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="active since"),
                ),
                (
                    "declined_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="declined at"),
                ),
            ],
            options={
                "verbose_name": "assignment",
                "verbose_name_plural": "assignments",
                "indexes": [
                    models.Index(fields=["mentor", "state", "id"], name="assignment_of_mentor"),
                    models.Index(
                        fields=["residence", "state", "id"], name="assignment_of_residence"
                    ),
                    models.Index(fields=["incubator", "id"], name="assignment_of_incubator"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("id", "mentor", "residence"), name="assignment_mentor_residence_key"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["proposed", "accepted", "active"])),
                        fields=("mentor", "residence"),
                        name="assignment_one_open",
                        violation_error_message="This mentor and this company are already at it.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("asked_by__in", ["company", "office"])),
                        name="assignment_asked_by",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "needs__contained_by",
                                [
                                    "strategy",
                                    "product",
                                    "market",
                                    "financing",
                                    "finance",
                                    "people",
                                    "legal",
                                    "policy",
                                    "abroad",
                                ],
                            )
                        ),
                        name="assignment_needs",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("goals", ""), _negated=True),
                        name="assignment_has_goals",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gt", models.F("begins_on"))),
                        name="assignment_ends_after_it_begins",
                        violation_error_message="An assignment ends after it begins.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_on__isnull", True),
                            models.Q(
                                ("ended_on__gte", models.F("begins_on")),
                                ("ended_on__lte", models.F("ends_on")),
                            ),
                            _connector="OR",
                        ),
                        name="assignment_ended_within_its_period",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("accepted_at__isnull", True),
                            models.Q(
                                ("company_agreed_at__isnull", False),
                                ("mentor_agreed_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="assignment_accepted_by_both",
                        violation_error_message="Both sides agree before an assignment is accepted.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("accepted_at__isnull", True),
                                ("activated_at__isnull", True),
                                ("declined_at__isnull", True),
                                ("ended_on__isnull", True),
                                ("state", "proposed"),
                            ),
                            models.Q(
                                ("accepted_at__isnull", False),
                                ("activated_at__isnull", True),
                                ("declined_at__isnull", True),
                                ("ended_on__isnull", True),
                                ("state", "accepted"),
                            ),
                            models.Q(
                                ("accepted_at__isnull", False),
                                ("activated_at__isnull", False),
                                ("declined_at__isnull", True),
                                ("ended_on__isnull", True),
                                ("state", "active"),
                            ),
                            models.Q(
                                ("accepted_at__isnull", False),
                                ("activated_at__isnull", False),
                                ("declined_at__isnull", True),
                                ("ended_on__isnull", False),
                                ("state", "ended"),
                            ),
                            models.Q(
                                ("activated_at__isnull", True),
                                ("declined_at__isnull", False),
                                ("ended_on__isnull", True),
                                ("state", "declined"),
                            ),
                            _connector="OR",
                        ),
                        name="assignment_state_matches_moments",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("end_reason", ""), ("ended_on__isnull", True)),
                            models.Q(
                                (
                                    "end_reason__in",
                                    [
                                        "period_over",
                                        "goals_met",
                                        "company_wish",
                                        "mentor_wish",
                                        "residence_ended",
                                        "term_ended",
                                        "other",
                                    ],
                                ),
                                ("ended_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="assignment_ends_for_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MentorApplication",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("entrepreneur", "Entrepreneur"),
                            ("investor", "Investor"),
                            ("consultant", "Consultant"),
                            ("academic", "Academic"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("employer", models.CharField(blank=True, max_length=120, verbose_name="employer")),
                ("title", models.CharField(blank=True, max_length=80, verbose_name="post")),
                (
                    "fields",
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
                        verbose_name="technical fields",
                    ),
                ),
                (
                    "strengths",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("strategy", "Strategy and business model"),
                                ("product", "Product and technology"),
                                ("market", "Market and sales"),
                                ("financing", "Financing"),
                                ("finance", "Finance and tax"),
                                ("people", "Team and management"),
                                ("legal", "Law and intellectual property"),
                                ("policy", "Policy and projects"),
                                ("abroad", "Markets abroad"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="can help with",
                    ),
                ),
                (
                    "stages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("start", "Starting up"),
                                ("growth", "Growing"),
                                ("scale", "Scaling up"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        help_text="How far the companies are that they advise best.",
                        size=None,
                        verbose_name="stages",
                    ),
                ),
                (
                    "languages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("zh", "Chinese"),
                                ("en", "English"),
                                ("ja", "Japanese"),
                                ("ko", "Korean"),
                                ("de", "German"),
                                ("fr", "French"),
                                ("ru", "Russian"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="languages",
                    ),
                ),
                (
                    "experience",
                    models.TextField(blank=True, max_length=4000, verbose_name="experience"),
                ),
                (
                    "key",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, unique=True, verbose_name="key"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mentor_applications",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="user",
                    ),
                ),
                (
                    "incubator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="mentor_applications",
                        to="institutions.incubator",
                        verbose_name="incubator",
                    ),
                ),
                ("phone", models.CharField(blank=True, max_length=40, verbose_name="phone")),
                (
                    "statement",
                    models.TextField(
                        blank=True,
                        help_text="What you would like to help with.",
                        max_length=2000,
                        verbose_name="why",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("submitted", "Submitted"),
                            ("accepted", "Accepted"),
                            ("declined", "Declined"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="submitted",
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                ("submitted_at", models.DateTimeField(verbose_name="submitted at")),
                (
                    "decided_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="decided at"),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="decided by",
                    ),
                ),
                ("said", models.CharField(blank=True, max_length=500, verbose_name="said")),
                (
                    "appointment",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="asked_for_in",
                        to="mentors.appointment",
                        verbose_name="appointment",
                    ),
                ),
            ],
            options={
                "verbose_name": "mentor application",
                "verbose_name_plural": "mentor applications",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True),
                        name="mentorapplication_has_a_name",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["entrepreneur", "investor", "consultant", "academic"])
                        ),
                        name="mentorapplication_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "fields__contained_by",
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
                            ),
                            ("languages__contained_by", ["zh", "en", "ja", "ko", "de", "fr", "ru"]),
                            ("stages__contained_by", ["start", "growth", "scale"]),
                            (
                                "strengths__contained_by",
                                [
                                    "strategy",
                                    "product",
                                    "market",
                                    "financing",
                                    "finance",
                                    "people",
                                    "legal",
                                    "policy",
                                    "abroad",
                                ],
                            ),
                        ),
                        name="mentorapplication_known_words",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("appointment__isnull", True),
                                ("decided_at__isnull", True),
                                ("state", "submitted"),
                            ),
                            models.Q(
                                ("appointment__isnull", False),
                                ("decided_at__isnull", False),
                                ("state", "accepted"),
                            ),
                            models.Q(
                                ("appointment__isnull", True),
                                ("decided_at__isnull", False),
                                ("state__in", ["declined", "withdrawn"]),
                            ),
                            _connector="OR",
                        ),
                        name="mentorapplication_state_matches_moment",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "submitted")),
                        fields=("user", "incubator"),
                        name="mentorapplication_one_open",
                        violation_error_message="You have already applied there.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OfficeHoursEvent",
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
                        to="mentors.officehours",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "mentor",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="mentors.mentor",
                        verbose_name="mentor",
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
                    "rhythm",
                    models.CharField(
                        choices=[("once", "Once"), ("weekly", "Every week")],
                        default="once",
                        max_length=20,
                        verbose_name="rhythm",
                    ),
                ),
                ("from_on", models.DateField(verbose_name="from")),
                (
                    "until_on",
                    models.DateField(help_text="The first day without.", verbose_name="until"),
                ),
                ("starts", models.TimeField(verbose_name="starts")),
                ("ends", models.TimeField(verbose_name="ends")),
                (
                    "minutes",
                    models.PositiveSmallIntegerField(default=60, verbose_name="minutes of a slot"),
                ),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("on_site", "On site"),
                            ("online", "Online"),
                            ("phone", "By phone"),
                        ],
                        default="on_site",
                        max_length=20,
                        verbose_name="mode",
                    ),
                ),
                (
                    "place",
                    models.CharField(
                        help_text="A room, or the link of an online meeting.",
                        max_length=300,
                        verbose_name="place or link",
                    ),
                ),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("assigned", "The companies that the mentor is assigned to"),
                            ("everybody", "Every company in the incubator"),
                        ],
                        default="assigned",
                        max_length=20,
                        verbose_name="who may book",
                    ),
                ),
                (
                    "notice_hours",
                    models.PositiveSmallIntegerField(default=24, verbose_name="hours of notice"),
                ),
                ("published_at", models.DateTimeField(verbose_name="published at")),
                (
                    "withdrawn_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="withdrawn at"),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Slot",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.DateField(verbose_name="on")),
                ("starts", models.TimeField(verbose_name="starts")),
                ("minutes", models.PositiveSmallIntegerField(verbose_name="minutes")),
                (
                    "begins_at",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            models.F("on"),
                            models.F("starts"),
                            arg_joiner=" + ",
                            template="((%(expressions)s) AT TIME ZONE 'Asia/Shanghai')",
                        ),
                        output_field=models.DateTimeField(),
                        verbose_name="begins at",
                    ),
                ),
                (
                    "ends_at",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            models.F("on"),
                            models.F("starts"),
                            models.Func(
                                models.F("minutes"),
                                template="make_interval(mins => %(expressions)s)",
                            ),
                            arg_joiner=" + ",
                            template="((%(expressions)s) AT TIME ZONE 'Asia/Shanghai')",
                        ),
                        output_field=models.DateTimeField(),
                        verbose_name="ends at",
                    ),
                ),
                (
                    "key",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, unique=True, verbose_name="key"
                    ),
                ),
                (
                    "hours",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="slots",
                        to="mentors.officehours",
                        verbose_name="office hours",
                    ),
                ),
                (
                    "mentor",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="slots",
                        to="mentors.mentor",
                        verbose_name="mentor",
                    ),
                ),
                (
                    "incubator",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="slots",
                        to="institutions.incubator",
                        verbose_name="incubator",
                    ),
                ),
                (
                    "withdrawn_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="withdrawn at"),
                ),
            ],
            options={
                "verbose_name": "slot",
                "verbose_name_plural": "slots",
                "indexes": [
                    models.Index(fields=["incubator", "on", "id"], name="slot_by_day"),
                    models.Index(fields=["mentor", "on", "id"], name="slot_of_mentor"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("minutes__range", (10, 480))), name="slot_minutes"
                    ),
                    models.UniqueConstraint(
                        fields=("id", "mentor", "incubator"), name="slot_mentor_incubator_key"
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("withdrawn_at__isnull", True)),
                        expressions=[
                            ("mentor", "="),
                            (
                                models.Func(
                                    models.F("begins_at"), models.F("ends_at"), function="tstzrange"
                                ),
                                "&&",
                            ),
                        ],
                        name="slot_no_overlap",
                        violation_error_message="The mentor already has a slot at that time.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StakeEvent",
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
                        to="mentors.stake",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "mentor",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="mentors.mentor",
                        verbose_name="mentor",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("shareholder", "Shareholder"),
                            ("founder", "Founder or executive"),
                            ("paid", "Paid by the company"),
                            ("family", "Family of an owner"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "share",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=5,
                        null=True,
                        verbose_name="share (%)",
                    ),
                ),
                ("from_on", models.DateField(verbose_name="from")),
                ("until_on", models.DateField(blank=True, null=True, verbose_name="until")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AssignmentEvent",
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
                        to="mentors.assignment",
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
                    "appointment",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="mentors.appointment",
                        verbose_name="appointment",
                    ),
                ),
                (
                    "mentor",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="mentors.mentor",
                        verbose_name="mentor",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "Proposed"),
                            ("accepted", "Accepted"),
                            ("active", "Active"),
                            ("ended", "Ended"),
                            ("declined", "Not taken up"),
                        ],
                        default="proposed",
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                (
                    "asked_by",
                    models.CharField(
                        choices=[
                            ("company", "Company"),
                            ("mentor", "Mentor"),
                            ("office", "Office"),
                        ],
                        max_length=20,
                        verbose_name="asked by",
                    ),
                ),
                (
                    "needs",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("strategy", "Strategy and business model"),
                                ("product", "Product and technology"),
                                ("market", "Market and sales"),
                                ("financing", "Financing"),
                                ("finance", "Finance and tax"),
                                ("people", "Team and management"),
                                ("legal", "Law and intellectual property"),
                                ("policy", "Policy and projects"),
                                ("abroad", "Markets abroad"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="wants help with",
                    ),
                ),
                ("goals", models.TextField(max_length=2000, verbose_name="goals")),
                ("begins_on", models.DateField(verbose_name="begins on")),
                (
                    "ends_on",
                    models.DateField(
                        help_text="The first day that no longer belongs to it.",
                        verbose_name="agreed end",
                    ),
                ),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="ended on")),
                (
                    "until_on",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.db.models.functions.comparison.Coalesce(
                            models.F("ended_on"), models.F("ends_on")
                        ),
                        output_field=models.DateField(),
                        verbose_name="until",
                    ),
                ),
                (
                    "end_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("period_over", "The agreed period is over"),
                            ("goals_met", "The goals are met"),
                            ("company_wish", "The company wished it"),
                            ("mentor_wish", "The mentor wished it"),
                            ("residence_ended", "The company’s residence ended"),
                            ("term_ended", "The mentor’s appointment ended"),
                            ("other", "Other reason"),
                        ],
                        max_length=20,
                        verbose_name="end reason",
                    ),
                ),
                ("said", models.CharField(blank=True, max_length=500, verbose_name="said")),
                (
                    "despite",
                    models.CharField(
                        blank=True, max_length=300, verbose_name="reason despite the conflict"
                    ),
                ),
                ("proposed_at", models.DateTimeField(verbose_name="proposed at")),
                (
                    "proposed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="proposed by",
                    ),
                ),
                (
                    "company_agreed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="company agreed at"),
                ),
                (
                    "mentor_agreed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="mentor agreed at"),
                ),
                (
                    "accepted_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="accepted at"),
                ),
                (
                    "activated_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="active since"),
                ),
                (
                    "declined_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="declined at"),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="MentorApplicationEvent",
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
                        to="mentors.mentorapplication",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("entrepreneur", "Entrepreneur"),
                            ("investor", "Investor"),
                            ("consultant", "Consultant"),
                            ("academic", "Academic"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("employer", models.CharField(blank=True, max_length=120, verbose_name="employer")),
                ("title", models.CharField(blank=True, max_length=80, verbose_name="post")),
                (
                    "fields",
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
                        verbose_name="technical fields",
                    ),
                ),
                (
                    "strengths",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("strategy", "Strategy and business model"),
                                ("product", "Product and technology"),
                                ("market", "Market and sales"),
                                ("financing", "Financing"),
                                ("finance", "Finance and tax"),
                                ("people", "Team and management"),
                                ("legal", "Law and intellectual property"),
                                ("policy", "Policy and projects"),
                                ("abroad", "Markets abroad"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="can help with",
                    ),
                ),
                (
                    "stages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("start", "Starting up"),
                                ("growth", "Growing"),
                                ("scale", "Scaling up"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        help_text="How far the companies are that they advise best.",
                        size=None,
                        verbose_name="stages",
                    ),
                ),
                (
                    "languages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("zh", "Chinese"),
                                ("en", "English"),
                                ("ja", "Japanese"),
                                ("ko", "Korean"),
                                ("de", "German"),
                                ("fr", "French"),
                                ("ru", "Russian"),
                            ],
                            max_length=20,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="languages",
                    ),
                ),
                (
                    "experience",
                    models.TextField(blank=True, max_length=4000, verbose_name="experience"),
                ),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, verbose_name="key")),
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
                ("phone", models.CharField(blank=True, max_length=40, verbose_name="phone")),
                (
                    "statement",
                    models.TextField(
                        blank=True,
                        help_text="What you would like to help with.",
                        max_length=2000,
                        verbose_name="why",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("submitted", "Submitted"),
                            ("accepted", "Accepted"),
                            ("declined", "Declined"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="submitted",
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                ("submitted_at", models.DateTimeField(verbose_name="submitted at")),
                (
                    "decided_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="decided at"),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="decided by",
                    ),
                ),
                ("said", models.CharField(blank=True, max_length=500, verbose_name="said")),
                (
                    "appointment",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="mentors.appointment",
                        verbose_name="appointment",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="MentoringSession",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("on", models.DateField(verbose_name="on")),
                ("starts", models.TimeField(verbose_name="starts")),
                ("minutes", models.PositiveSmallIntegerField(verbose_name="minutes")),
                (
                    "begins_at",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            models.F("on"),
                            models.F("starts"),
                            arg_joiner=" + ",
                            template="((%(expressions)s) AT TIME ZONE 'Asia/Shanghai')",
                        ),
                        output_field=models.DateTimeField(),
                        verbose_name="begins at",
                    ),
                ),
                (
                    "ends_at",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            models.F("on"),
                            models.F("starts"),
                            models.Func(
                                models.F("minutes"),
                                template="make_interval(mins => %(expressions)s)",
                            ),
                            arg_joiner=" + ",
                            template="((%(expressions)s) AT TIME ZONE 'Asia/Shanghai')",
                        ),
                        output_field=models.DateTimeField(),
                        verbose_name="ends at",
                    ),
                ),
                (
                    "key",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, unique=True, verbose_name="key"
                    ),
                ),
                (
                    "mentor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sessions",
                        to="mentors.mentor",
                        verbose_name="mentor",
                    ),
                ),
                (
                    "residence",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sessions",
                        to="companies.residence",
                        verbose_name="residence",
                    ),
                ),
                (
                    "company",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sessions",
                        to="companies.company",
                        verbose_name="company",
                    ),
                ),
                (
                    "incubator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sessions",
                        to="institutions.incubator",
                        verbose_name="incubator",
                    ),
                ),
                (
                    "assignment",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sessions",
                        to="mentors.assignment",
                        verbose_name="assignment",
                    ),
                ),
                (
                    "slot",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="bookings",
                        to="mentors.slot",
                        verbose_name="slot",
                    ),
                ),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("on_site", "On site"),
                            ("online", "Online"),
                            ("phone", "By phone"),
                        ],
                        max_length=20,
                        verbose_name="mode",
                    ),
                ),
                (
                    "place",
                    models.CharField(blank=True, max_length=300, verbose_name="place or link"),
                ),
                (
                    "need",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("strategy", "Strategy and business model"),
                            ("product", "Product and technology"),
                            ("market", "Market and sales"),
                            ("financing", "Financing"),
                            ("finance", "Finance and tax"),
                            ("people", "Team and management"),
                            ("legal", "Law and intellectual property"),
                            ("policy", "Policy and projects"),
                            ("abroad", "Markets abroad"),
                        ],
                        max_length=20,
                        verbose_name="about",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "Planned"),
                            ("held", "Held"),
                            ("confirmed", "Confirmed by the company"),
                            ("not_held", "Not held"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="planned",
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                (
                    "sequence",
                    models.PositiveSmallIntegerField(
                        default=0, editable=False, verbose_name="times moved"
                    ),
                ),
                ("planned_at", models.DateTimeField(verbose_name="planned at")),
                (
                    "planned_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="planned by",
                    ),
                ),
                (
                    "asked_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="asked whether it was held"
                    ),
                ),
                (
                    "reported_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="reported at"),
                ),
                (
                    "reported_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="reported by",
                    ),
                ),
                (
                    "confirmed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="confirmed at"),
                ),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="confirmed by",
                    ),
                ),
                (
                    "closed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="closed at"),
                ),
                (
                    "closed_because",
                    models.CharField(blank=True, max_length=300, verbose_name="closed because"),
                ),
            ],
            options={
                "verbose_name": "session",
                "verbose_name_plural": "sessions",
                "indexes": [
                    models.Index(fields=["incubator", "on", "id"], name="session_by_day"),
                    models.Index(fields=["mentor", "on", "id"], name="session_of_mentor"),
                    models.Index(fields=["residence", "on", "id"], name="session_of_residence"),
                    models.Index(
                        condition=models.Q(("state", "planned")),
                        fields=["ends_at"],
                        name="session_to_report",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("minutes__range", (10, 480))),
                        name="mentoringsession_minutes",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "cancelled"), _negated=True),
                        fields=("slot",),
                        name="slot_given_once",
                        violation_error_message="This slot is already taken.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("mode__in", ["on_site", "online", "phone"])),
                        name="mentoringsession_mode",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "need__in",
                                [
                                    "strategy",
                                    "product",
                                    "market",
                                    "financing",
                                    "finance",
                                    "people",
                                    "legal",
                                    "policy",
                                    "abroad",
                                    "",
                                ],
                            )
                        ),
                        name="mentoringsession_need",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("assignment__isnull", False), ("slot__isnull", False), _connector="OR"
                        ),
                        name="mentoringsession_assigned_or_booked",
                        violation_error_message="A session belongs to an assignment or to a slot.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("closed_at__isnull", True),
                                ("confirmed_at__isnull", True),
                                ("reported_at__isnull", True),
                                ("state", "planned"),
                            ),
                            models.Q(
                                ("closed_at__isnull", True),
                                ("confirmed_at__isnull", True),
                                ("reported_at__isnull", False),
                                ("state", "held"),
                            ),
                            models.Q(
                                ("closed_at__isnull", True),
                                ("confirmed_at__isnull", False),
                                ("reported_at__isnull", False),
                                ("state", "confirmed"),
                            ),
                            models.Q(
                                ("closed_at__isnull", False),
                                ("confirmed_at__isnull", True),
                                ("state__in", ["not_held", "cancelled"]),
                                models.Q(("closed_because", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="mentoringsession_state_matches_moments",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reported_at__isnull", True),
                            ("reported_at__gte", models.F("begins_at")),
                            _connector="OR",
                        ),
                        name="mentoringsession_reported_after_it_began",
                        violation_error_message="A session is reported once it has begun.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("confirmed_at__isnull", True),
                            ("confirmed_at__gte", models.F("reported_at")),
                            _connector="OR",
                        ),
                        name="mentoringsession_confirmed_after_report",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SlotEvent",
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
                        to="mentors.slot",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("on", models.DateField(verbose_name="on")),
                ("starts", models.TimeField(verbose_name="starts")),
                ("minutes", models.PositiveSmallIntegerField(verbose_name="minutes")),
                (
                    "begins_at",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            models.F("on"),
                            models.F("starts"),
                            arg_joiner=" + ",
                            template="((%(expressions)s) AT TIME ZONE 'Asia/Shanghai')",
                        ),
                        output_field=models.DateTimeField(),
                        verbose_name="begins at",
                    ),
                ),
                (
                    "ends_at",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            models.F("on"),
                            models.F("starts"),
                            models.Func(
                                models.F("minutes"),
                                template="make_interval(mins => %(expressions)s)",
                            ),
                            arg_joiner=" + ",
                            template="((%(expressions)s) AT TIME ZONE 'Asia/Shanghai')",
                        ),
                        output_field=models.DateTimeField(),
                        verbose_name="ends at",
                    ),
                ),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, verbose_name="key")),
                (
                    "hours",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="mentors.officehours",
                        verbose_name="office hours",
                    ),
                ),
                (
                    "mentor",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="mentors.mentor",
                        verbose_name="mentor",
                    ),
                ),
                (
                    "incubator",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="institutions.incubator",
                        verbose_name="incubator",
                    ),
                ),
                (
                    "withdrawn_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="withdrawn at"),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ActionItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="next_steps",
                        to="mentors.mentoringsession",
                        verbose_name="session",
                    ),
                ),
                ("text", models.CharField(max_length=300, verbose_name="next step")),
                (
                    "owner",
                    models.CharField(
                        choices=[
                            ("company", "Company"),
                            ("mentor", "Mentor"),
                            ("office", "Office"),
                        ],
                        max_length=20,
                        verbose_name="who does it",
                    ),
                ),
                ("due_on", models.DateField(verbose_name="due on")),
                ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="done at")),
                (
                    "done_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="done by",
                    ),
                ),
            ],
            options={
                "verbose_name": "next step",
                "verbose_name_plural": "next steps",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="actionitem_says_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("owner__in", ["company", "mentor", "office"])),
                        name="actionitem_owner",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Feedback",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="feedback",
                        to="mentors.mentoringsession",
                        verbose_name="session",
                    ),
                ),
                (
                    "side",
                    models.CharField(
                        choices=[
                            ("company", "Company"),
                            ("mentor", "Mentor"),
                            ("office", "Office"),
                        ],
                        max_length=20,
                        verbose_name="from",
                    ),
                ),
                ("rating", models.PositiveSmallIntegerField(verbose_name="rating")),
                ("text", models.TextField(blank=True, max_length=2000, verbose_name="text")),
                ("given_at", models.DateTimeField(verbose_name="given at")),
                (
                    "given_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="given by",
                    ),
                ),
            ],
            options={
                "verbose_name": "feedback",
                "verbose_name_plural": "feedback",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("session", "side"), name="feedback_once_a_side"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("side__in", ["company", "mentor"])),
                        name="feedback_side",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("rating__range", (1, 5))), name="feedback_rating"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MentoringSessionEvent",
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
                        to="mentors.mentoringsession",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("on", models.DateField(verbose_name="on")),
                ("starts", models.TimeField(verbose_name="starts")),
                ("minutes", models.PositiveSmallIntegerField(verbose_name="minutes")),
                (
                    "begins_at",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            models.F("on"),
                            models.F("starts"),
                            arg_joiner=" + ",
                            template="((%(expressions)s) AT TIME ZONE 'Asia/Shanghai')",
                        ),
                        output_field=models.DateTimeField(),
                        verbose_name="begins at",
                    ),
                ),
                (
                    "ends_at",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Func(
                            models.F("on"),
                            models.F("starts"),
                            models.Func(
                                models.F("minutes"),
                                template="make_interval(mins => %(expressions)s)",
                            ),
                            arg_joiner=" + ",
                            template="((%(expressions)s) AT TIME ZONE 'Asia/Shanghai')",
                        ),
                        output_field=models.DateTimeField(),
                        verbose_name="ends at",
                    ),
                ),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False, verbose_name="key")),
                (
                    "mentor",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="mentors.mentor",
                        verbose_name="mentor",
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
                    "assignment",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="mentors.assignment",
                        verbose_name="assignment",
                    ),
                ),
                (
                    "slot",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="mentors.slot",
                        verbose_name="slot",
                    ),
                ),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("on_site", "On site"),
                            ("online", "Online"),
                            ("phone", "By phone"),
                        ],
                        max_length=20,
                        verbose_name="mode",
                    ),
                ),
                (
                    "place",
                    models.CharField(blank=True, max_length=300, verbose_name="place or link"),
                ),
                (
                    "need",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("strategy", "Strategy and business model"),
                            ("product", "Product and technology"),
                            ("market", "Market and sales"),
                            ("financing", "Financing"),
                            ("finance", "Finance and tax"),
                            ("people", "Team and management"),
                            ("legal", "Law and intellectual property"),
                            ("policy", "Policy and projects"),
                            ("abroad", "Markets abroad"),
                        ],
                        max_length=20,
                        verbose_name="about",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "Planned"),
                            ("held", "Held"),
                            ("confirmed", "Confirmed by the company"),
                            ("not_held", "Not held"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="planned",
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                (
                    "sequence",
                    models.PositiveSmallIntegerField(
                        default=0, editable=False, verbose_name="times moved"
                    ),
                ),
                ("planned_at", models.DateTimeField(verbose_name="planned at")),
                (
                    "planned_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="planned by",
                    ),
                ),
                (
                    "asked_at",
                    models.DateTimeField(
                        blank=True, null=True, verbose_name="asked whether it was held"
                    ),
                ),
                (
                    "reported_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="reported at"),
                ),
                (
                    "reported_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="reported by",
                    ),
                ),
                (
                    "confirmed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="confirmed at"),
                ),
                (
                    "confirmed_by",
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
                (
                    "closed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="closed at"),
                ),
                (
                    "closed_because",
                    models.CharField(blank=True, max_length=300, verbose_name="closed because"),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SessionFile",
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
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="mentors.mentoringsession",
                        verbose_name="session",
                    ),
                ),
            ],
            options={
                "verbose_name": "file of a session",
                "verbose_name_plural": "files of sessions",
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("sha256__regex", "^[0-9a-f]{64}$")),
                        name="sessionfile_has_its_hash",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("size__gt", 0)), name="sessionfile_is_not_empty"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SessionNotes",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "session",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notes",
                        to="mentors.mentoringsession",
                        verbose_name="session",
                    ),
                ),
                ("topic", models.CharField(max_length=200, verbose_name="topic")),
                ("advice", models.TextField(blank=True, max_length=8000, verbose_name="advice")),
            ],
            options={
                "verbose_name": "notes of a session",
                "verbose_name_plural": "notes of sessions",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("topic", ""), _negated=True),
                        name="sessionnotes_have_a_topic",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SessionReminder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reminders",
                        to="mentors.mentoringsession",
                        verbose_name="session",
                    ),
                ),
                ("hours", models.PositiveSmallIntegerField(verbose_name="hours before it begins")),
                ("begins_at", models.DateTimeField(verbose_name="announced begin")),
                ("sent_at", models.DateTimeField(verbose_name="sent at")),
            ],
            options={
                "verbose_name": "reminder of a session",
                "verbose_name_plural": "reminders of sessions",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("session", "hours", "begins_at"),
                        name="session_reminder_once_a_level",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("hours__in", [2, 24])), name="session_reminder_level"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ActionItemEvent",
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
                        to="mentors.actionitem",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "session",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="mentors.mentoringsession",
                        verbose_name="session",
                    ),
                ),
                ("text", models.CharField(max_length=300, verbose_name="next step")),
                (
                    "owner",
                    models.CharField(
                        choices=[
                            ("company", "Company"),
                            ("mentor", "Mentor"),
                            ("office", "Office"),
                        ],
                        max_length=20,
                        verbose_name="who does it",
                    ),
                ),
                ("due_on", models.DateField(verbose_name="due on")),
                ("done_at", models.DateTimeField(blank=True, null=True, verbose_name="done at")),
                (
                    "done_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="done by",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="FeedbackEvent",
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
                        to="mentors.feedback",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "session",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="mentors.mentoringsession",
                        verbose_name="session",
                    ),
                ),
                (
                    "side",
                    models.CharField(
                        choices=[
                            ("company", "Company"),
                            ("mentor", "Mentor"),
                            ("office", "Office"),
                        ],
                        max_length=20,
                        verbose_name="from",
                    ),
                ),
                ("rating", models.PositiveSmallIntegerField(verbose_name="rating")),
                ("text", models.TextField(blank=True, max_length=2000, verbose_name="text")),
                ("given_at", models.DateTimeField(verbose_name="given at")),
                (
                    "given_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="given by",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SessionFileEvent",
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
                        to="mentors.sessionfile",
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
                    "session",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="mentors.mentoringsession",
                        verbose_name="session",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SessionNotesEvent",
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
                        to="mentors.sessionnotes",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "session",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="mentors.mentoringsession",
                        verbose_name="session",
                    ),
                ),
                ("topic", models.CharField(max_length=200, verbose_name="topic")),
                ("advice", models.TextField(blank=True, max_length=8000, verbose_name="advice")),
            ],
            options={
                "abstract": False,
            },
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="calendarfeed",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "mentors_calendarfeedevent" ("id", "made_at", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at", "user_id") VALUES (NEW."id", NEW."made_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."revoked_at", NEW."user_id"); RETURN NULL;',
                    hash="0f52c97ab3577f87198affb8befd3821f44d59e2",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_6c73f",
                    table="mentors_calendarfeed",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="calendarfeed",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."made_at" IS DISTINCT FROM (NEW."made_at") OR OLD."revoked_at" IS DISTINCT FROM (NEW."revoked_at") OR OLD."user_id" IS DISTINCT FROM (NEW."user_id"))',
                    func='INSERT INTO "mentors_calendarfeedevent" ("id", "made_at", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at", "user_id") VALUES (NEW."id", NEW."made_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."revoked_at", NEW."user_id"); RETURN NULL;',
                    hash="622ebb69e466750fbc6982b4cfd30859615af6d4",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_caecb",
                    table="mentors_calendarfeed",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="calendarfeed",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "mentors_calendarfeedevent" ("id", "made_at", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at", "user_id") VALUES (OLD."id", OLD."made_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."revoked_at", OLD."user_id"); RETURN NULL;',
                    hash="e822e24c2934a3125c9cd5db02d3d89f0c70d016",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_8e87b",
                    table="mentors_calendarfeed",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="calendarfeedevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="48c7aa38a823aa94d4784014711a2c868ad3c90f",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_2e8b3",
                    table="mentors_calendarfeedevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="calendarfeedevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="42674ce105d7900aa2bd314014d7622a290ff3f2",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_43175",
                    table="mentors_calendarfeedevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="mentor",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "mentors_mentorevent" ("email", "employer", "experience", "fields", "id", "is_generated", "kind", "languages", "name", "name_initials", "name_pinyin", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "reminded_on", "retired_on", "retirement_reason", "stages", "strengths", "tier", "title", "user_id") VALUES (NEW."email", NEW."employer", NEW."experience", NEW."fields", NEW."id", NEW."is_generated", NEW."kind", NEW."languages", NEW."name", NEW."name_initials", NEW."name_pinyin", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."phone", NEW."reminded_on", NEW."retired_on", NEW."retirement_reason", NEW."stages", NEW."strengths", NEW."tier", NEW."title", NEW."user_id"); RETURN NULL;',
                    hash="df1ed7c0738c76384802a44be13e52ce48f6aa8a",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_8822a",
                    table="mentors_mentor",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="mentor",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "mentors_mentorevent" ("email", "employer", "experience", "fields", "id", "is_generated", "kind", "languages", "name", "name_initials", "name_pinyin", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "reminded_on", "retired_on", "retirement_reason", "stages", "strengths", "tier", "title", "user_id") VALUES (NEW."email", NEW."employer", NEW."experience", NEW."fields", NEW."id", NEW."is_generated", NEW."kind", NEW."languages", NEW."name", NEW."name_initials", NEW."name_pinyin", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."phone", NEW."reminded_on", NEW."retired_on", NEW."retirement_reason", NEW."stages", NEW."strengths", NEW."tier", NEW."title", NEW."user_id"); RETURN NULL;',
                    hash="58e637da3b1c39221bd41d5f624c080a1fe6fb35",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_0a221",
                    table="mentors_mentor",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="mentor",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "mentors_mentorevent" ("email", "employer", "experience", "fields", "id", "is_generated", "kind", "languages", "name", "name_initials", "name_pinyin", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "reminded_on", "retired_on", "retirement_reason", "stages", "strengths", "tier", "title", "user_id") VALUES (OLD."email", OLD."employer", OLD."experience", OLD."fields", OLD."id", OLD."is_generated", OLD."kind", OLD."languages", OLD."name", OLD."name_initials", OLD."name_pinyin", OLD."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."phone", OLD."reminded_on", OLD."retired_on", OLD."retirement_reason", OLD."stages", OLD."strengths", OLD."tier", OLD."title", OLD."user_id"); RETURN NULL;',
                    hash="33de203de5e69f081a5fe92065a6e391d41ebf4b",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_0c3e4",
                    table="mentors_mentor",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="assignmentevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="271ea349d2bd11b708932ea7873e2e750c00d718",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_c4121",
                    table="mentors_assignmentevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="assignmentevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="52d0741c8d734ba6e673919039fd88ad5f6b6b98",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_67e02",
                    table="mentors_assignmentevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="assignment",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "mentors_assignmentevent" ("accepted_at", "activated_at", "appointment_id", "asked_by", "begins_on", "company_agreed_at", "company_id", "declined_at", "despite", "end_reason", "ended_on", "ends_on", "goals", "id", "incubator_id", "key", "mentor_agreed_at", "mentor_id", "needs", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "proposed_by_id", "residence_id", "said", "state") VALUES (NEW."accepted_at", NEW."activated_at", NEW."appointment_id", NEW."asked_by", NEW."begins_on", NEW."company_agreed_at", NEW."company_id", NEW."declined_at", NEW."despite", NEW."end_reason", NEW."ended_on", NEW."ends_on", NEW."goals", NEW."id", NEW."incubator_id", NEW."key", NEW."mentor_agreed_at", NEW."mentor_id", NEW."needs", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."proposed_at", NEW."proposed_by_id", NEW."residence_id", NEW."said", NEW."state"); RETURN NULL;',
                    hash="1efb94c8e24060d5a350352c5d24b3059a01d321",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_d0f25",
                    table="mentors_assignment",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="assignment",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "mentors_assignmentevent" ("accepted_at", "activated_at", "appointment_id", "asked_by", "begins_on", "company_agreed_at", "company_id", "declined_at", "despite", "end_reason", "ended_on", "ends_on", "goals", "id", "incubator_id", "key", "mentor_agreed_at", "mentor_id", "needs", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "proposed_by_id", "residence_id", "said", "state") VALUES (NEW."accepted_at", NEW."activated_at", NEW."appointment_id", NEW."asked_by", NEW."begins_on", NEW."company_agreed_at", NEW."company_id", NEW."declined_at", NEW."despite", NEW."end_reason", NEW."ended_on", NEW."ends_on", NEW."goals", NEW."id", NEW."incubator_id", NEW."key", NEW."mentor_agreed_at", NEW."mentor_id", NEW."needs", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."proposed_at", NEW."proposed_by_id", NEW."residence_id", NEW."said", NEW."state"); RETURN NULL;',
                    hash="4c17cd8bbd0207cb526b67d2ef06bdd85e8bc253",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_b42ec",
                    table="mentors_assignment",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="assignment",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "mentors_assignmentevent" ("accepted_at", "activated_at", "appointment_id", "asked_by", "begins_on", "company_agreed_at", "company_id", "declined_at", "despite", "end_reason", "ended_on", "ends_on", "goals", "id", "incubator_id", "key", "mentor_agreed_at", "mentor_id", "needs", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "proposed_at", "proposed_by_id", "residence_id", "said", "state") VALUES (OLD."accepted_at", OLD."activated_at", OLD."appointment_id", OLD."asked_by", OLD."begins_on", OLD."company_agreed_at", OLD."company_id", OLD."declined_at", OLD."despite", OLD."end_reason", OLD."ended_on", OLD."ends_on", OLD."goals", OLD."id", OLD."incubator_id", OLD."key", OLD."mentor_agreed_at", OLD."mentor_id", OLD."needs", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."proposed_at", OLD."proposed_by_id", OLD."residence_id", OLD."said", OLD."state"); RETURN NULL;',
                    hash="73f4b4184fdd5215219b0a086df9221ad4f644a8",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_31b38",
                    table="mentors_assignment",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="appointmentevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="d260636dea5f26e17087b84ecb3707083360168b",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_87396",
                    table="mentors_appointmentevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="appointmentevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="fdc1177bbc483d7f66ba9a64ef813bf7489d47d9",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_53f4a",
                    table="mentors_appointmentevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="appointment",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "mentors_appointmentevent" ("appointed_by", "begins_on", "certificate", "companies", "end_reason", "ended_on", "ends_on", "hours", "id", "incubator_id", "level", "mentor_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "renews_id") VALUES (NEW."appointed_by", NEW."begins_on", NEW."certificate", NEW."companies", NEW."end_reason", NEW."ended_on", NEW."ends_on", NEW."hours", NEW."id", NEW."incubator_id", NEW."level", NEW."mentor_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."renews_id"); RETURN NULL;',
                    hash="2d09cc6708b90c575bd3433f6a33553d2180389d",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_cec40",
                    table="mentors_appointment",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="appointment",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "mentors_appointmentevent" ("appointed_by", "begins_on", "certificate", "companies", "end_reason", "ended_on", "ends_on", "hours", "id", "incubator_id", "level", "mentor_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "renews_id") VALUES (NEW."appointed_by", NEW."begins_on", NEW."certificate", NEW."companies", NEW."end_reason", NEW."ended_on", NEW."ends_on", NEW."hours", NEW."id", NEW."incubator_id", NEW."level", NEW."mentor_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."renews_id"); RETURN NULL;',
                    hash="34d3dc8d2b629469294e3ad2d433a8f1e375ebad",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_637e8",
                    table="mentors_appointment",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="appointment",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "mentors_appointmentevent" ("appointed_by", "begins_on", "certificate", "companies", "end_reason", "ended_on", "ends_on", "hours", "id", "incubator_id", "level", "mentor_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "renews_id") VALUES (OLD."appointed_by", OLD."begins_on", OLD."certificate", OLD."companies", OLD."end_reason", OLD."ended_on", OLD."ends_on", OLD."hours", OLD."id", OLD."incubator_id", OLD."level", OLD."mentor_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."renews_id"); RETURN NULL;',
                    hash="3998f7e6572154a85c612114899c2c9a5c723f81",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_ceae8",
                    table="mentors_appointment",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="mentorapplication",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "mentors_mentorapplicationevent" ("appointment_id", "decided_at", "decided_by_id", "employer", "experience", "fields", "id", "incubator_id", "key", "kind", "languages", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "said", "stages", "state", "statement", "strengths", "submitted_at", "title", "user_id") VALUES (NEW."appointment_id", NEW."decided_at", NEW."decided_by_id", NEW."employer", NEW."experience", NEW."fields", NEW."id", NEW."incubator_id", NEW."key", NEW."kind", NEW."languages", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."phone", NEW."said", NEW."stages", NEW."state", NEW."statement", NEW."strengths", NEW."submitted_at", NEW."title", NEW."user_id"); RETURN NULL;',
                    hash="471dac58faf67f8ac2cdf576df3e4d6b66b0b371",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_40db6",
                    table="mentors_mentorapplication",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="mentorapplication",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "mentors_mentorapplicationevent" ("appointment_id", "decided_at", "decided_by_id", "employer", "experience", "fields", "id", "incubator_id", "key", "kind", "languages", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "said", "stages", "state", "statement", "strengths", "submitted_at", "title", "user_id") VALUES (NEW."appointment_id", NEW."decided_at", NEW."decided_by_id", NEW."employer", NEW."experience", NEW."fields", NEW."id", NEW."incubator_id", NEW."key", NEW."kind", NEW."languages", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."phone", NEW."said", NEW."stages", NEW."state", NEW."statement", NEW."strengths", NEW."submitted_at", NEW."title", NEW."user_id"); RETURN NULL;',
                    hash="2078f305e4ce7f94d30e6f5ca50fb6b08fdbdc06",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_2308b",
                    table="mentors_mentorapplication",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="mentorapplication",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "mentors_mentorapplicationevent" ("appointment_id", "decided_at", "decided_by_id", "employer", "experience", "fields", "id", "incubator_id", "key", "kind", "languages", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "said", "stages", "state", "statement", "strengths", "submitted_at", "title", "user_id") VALUES (OLD."appointment_id", OLD."decided_at", OLD."decided_by_id", OLD."employer", OLD."experience", OLD."fields", OLD."id", OLD."incubator_id", OLD."key", OLD."kind", OLD."languages", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."phone", OLD."said", OLD."stages", OLD."state", OLD."statement", OLD."strengths", OLD."submitted_at", OLD."title", OLD."user_id"); RETURN NULL;',
                    hash="2a9320344836e843234b684a005fb049dcbed6e5",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_5cc6b",
                    table="mentors_mentorapplication",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="mentorapplicationevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="7dcdfa86b83c7c1aa3e938ced9ae657dd44ac79e",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_565ab",
                    table="mentors_mentorapplicationevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="mentorapplicationevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="1fbe20a101d326eca7b4ebff5e93f9019aabbb69",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_a3c3f",
                    table="mentors_mentorapplicationevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="mentorevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="d9f885711bcbcd7202d12363729b6adf1acb2e43",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_91c15",
                    table="mentors_mentorevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="mentorevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="a111b60837282e06f796583b291d711418c7f0c7",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_fe8d9",
                    table="mentors_mentorevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="feedbackevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="048e7a0da1daab66e6a815f19824cfddba44d445",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_bc595",
                    table="mentors_feedbackevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="feedbackevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="48097831ab37e28907809439fc551da8b246db10",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_10e4a",
                    table="mentors_feedbackevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="feedback",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="aab17d7c99800602a0de4ffddac15c288d67e5c1",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_1b822",
                    table="mentors_feedback",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="feedback",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "mentors_feedbackevent" ("given_at", "given_by_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rating", "session_id", "side", "text") VALUES (NEW."given_at", NEW."given_by_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."rating", NEW."session_id", NEW."side", NEW."text"); RETURN NULL;',
                    hash="abd0dc62c65c6467e363bd572cc0e9a5be393f5c",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_5324f",
                    table="mentors_feedback",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="feedback",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "mentors_feedbackevent" ("given_at", "given_by_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rating", "session_id", "side", "text") VALUES (NEW."given_at", NEW."given_by_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."rating", NEW."session_id", NEW."side", NEW."text"); RETURN NULL;',
                    hash="bdb5fe37a28c22d530fc23ba13c7740bfceec4fb",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_560e9",
                    table="mentors_feedback",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="feedback",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "mentors_feedbackevent" ("given_at", "given_by_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rating", "session_id", "side", "text") VALUES (OLD."given_at", OLD."given_by_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."rating", OLD."session_id", OLD."side", OLD."text"); RETURN NULL;',
                    hash="66c933f2d83da120249210ddaffd0c9c4e2d1221",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_505a8",
                    table="mentors_feedback",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="actionitemevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="b3f1c71fa5c269209763f9271f65b35481334bb8",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_47d31",
                    table="mentors_actionitemevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="actionitemevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="c46a4f722a6cbbfa55560f65c092b72df2e6ed65",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_4755e",
                    table="mentors_actionitemevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="actionitem",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "mentors_actionitemevent" ("done_at", "done_by_id", "due_on", "id", "owner", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "session_id", "text") VALUES (NEW."done_at", NEW."done_by_id", NEW."due_on", NEW."id", NEW."owner", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."session_id", NEW."text"); RETURN NULL;',
                    hash="dc0407f977ab3fdce9e617318ec0d58edad2a97a",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_eb71f",
                    table="mentors_actionitem",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="actionitem",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "mentors_actionitemevent" ("done_at", "done_by_id", "due_on", "id", "owner", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "session_id", "text") VALUES (NEW."done_at", NEW."done_by_id", NEW."due_on", NEW."id", NEW."owner", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."session_id", NEW."text"); RETURN NULL;',
                    hash="cb48c6ac6e00025f6857cb0dbb1b5f5799a6e5d4",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_bada7",
                    table="mentors_actionitem",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="actionitem",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "mentors_actionitemevent" ("done_at", "done_by_id", "due_on", "id", "owner", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "session_id", "text") VALUES (OLD."done_at", OLD."done_by_id", OLD."due_on", OLD."id", OLD."owner", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."session_id", OLD."text"); RETURN NULL;',
                    hash="09eecb748bf10e9f0f9b6d9f3f22e8edfc0bba64",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_d8215",
                    table="mentors_actionitem",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="officehours",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "mentors_officehoursevent" ("audience", "ends", "from_on", "id", "incubator_id", "mentor_id", "minutes", "mode", "notice_hours", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "published_at", "rhythm", "starts", "until_on", "withdrawn_at") VALUES (NEW."audience", NEW."ends", NEW."from_on", NEW."id", NEW."incubator_id", NEW."mentor_id", NEW."minutes", NEW."mode", NEW."notice_hours", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."place", NEW."published_at", NEW."rhythm", NEW."starts", NEW."until_on", NEW."withdrawn_at"); RETURN NULL;',
                    hash="6ed1e04c5f9893ad7b6b4a11614b31aa083b9677",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_f7bda",
                    table="mentors_officehours",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="officehours",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "mentors_officehoursevent" ("audience", "ends", "from_on", "id", "incubator_id", "mentor_id", "minutes", "mode", "notice_hours", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "published_at", "rhythm", "starts", "until_on", "withdrawn_at") VALUES (NEW."audience", NEW."ends", NEW."from_on", NEW."id", NEW."incubator_id", NEW."mentor_id", NEW."minutes", NEW."mode", NEW."notice_hours", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."place", NEW."published_at", NEW."rhythm", NEW."starts", NEW."until_on", NEW."withdrawn_at"); RETURN NULL;',
                    hash="d9b905d886012e9914cb1d2e0793a1a297dad541",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_52ff7",
                    table="mentors_officehours",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="officehours",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "mentors_officehoursevent" ("audience", "ends", "from_on", "id", "incubator_id", "mentor_id", "minutes", "mode", "notice_hours", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "published_at", "rhythm", "starts", "until_on", "withdrawn_at") VALUES (OLD."audience", OLD."ends", OLD."from_on", OLD."id", OLD."incubator_id", OLD."mentor_id", OLD."minutes", OLD."mode", OLD."notice_hours", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."place", OLD."published_at", OLD."rhythm", OLD."starts", OLD."until_on", OLD."withdrawn_at"); RETURN NULL;',
                    hash="5fc3cf9a51527811b9194b2ed53d48fd3a00581e",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_2e7fa",
                    table="mentors_officehours",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="officehoursevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="a1bcb13329852fafea9eb69cd99c70a1196bc663",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_6dfe1",
                    table="mentors_officehoursevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="officehoursevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="bcdfefab73b5745f55065f2944984b41baf85b10",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_3b198",
                    table="mentors_officehoursevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="sessionfile",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "mentors_sessionfileevent" ("content_type", "file", "id", "is_scanned", "original_name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "removed_at", "session_id", "sha256", "size", "uploaded_at", "uploaded_by_id") VALUES (NEW."content_type", NEW."file", NEW."id", NEW."is_scanned", NEW."original_name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."removed_at", NEW."session_id", NEW."sha256", NEW."size", NEW."uploaded_at", NEW."uploaded_by_id"); RETURN NULL;',
                    hash="617ee06680bd6b385247d9bbbcbfdbf8371dddf8",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_c451c",
                    table="mentors_sessionfile",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="sessionfile",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "mentors_sessionfileevent" ("content_type", "file", "id", "is_scanned", "original_name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "removed_at", "session_id", "sha256", "size", "uploaded_at", "uploaded_by_id") VALUES (NEW."content_type", NEW."file", NEW."id", NEW."is_scanned", NEW."original_name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."removed_at", NEW."session_id", NEW."sha256", NEW."size", NEW."uploaded_at", NEW."uploaded_by_id"); RETURN NULL;',
                    hash="171a290e5fce1e618802c4f142117c4092a30c1b",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_6fd2b",
                    table="mentors_sessionfile",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="sessionfile",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "mentors_sessionfileevent" ("content_type", "file", "id", "is_scanned", "original_name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "removed_at", "session_id", "sha256", "size", "uploaded_at", "uploaded_by_id") VALUES (OLD."content_type", OLD."file", OLD."id", OLD."is_scanned", OLD."original_name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."removed_at", OLD."session_id", OLD."sha256", OLD."size", OLD."uploaded_at", OLD."uploaded_by_id"); RETURN NULL;',
                    hash="7f08bce52041c5c0fd6a7c7a778784632956d7c6",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_75bcc",
                    table="mentors_sessionfile",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="sessionfileevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="bf04479505dad7d44c88ee6c902173e9886ff82e",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_9cd07",
                    table="mentors_sessionfileevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="sessionfileevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="8e300a88a4738c55cfa32bb9c6dbb6fec05f1fbe",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_51963",
                    table="mentors_sessionfileevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="sessionnotes",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "mentors_sessionnotesevent" ("advice", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "session_id", "topic") VALUES (NEW."advice", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."session_id", NEW."topic"); RETURN NULL;',
                    hash="6520017248812ce563bad2f04ba63b6d54896703",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_ca130",
                    table="mentors_sessionnotes",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="sessionnotes",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "mentors_sessionnotesevent" ("advice", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "session_id", "topic") VALUES (NEW."advice", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."session_id", NEW."topic"); RETURN NULL;',
                    hash="85dcf94a5ad603a6b1f9db972583a69a3fba5d7a",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_737c1",
                    table="mentors_sessionnotes",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="sessionnotes",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "mentors_sessionnotesevent" ("advice", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "session_id", "topic") VALUES (OLD."advice", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."session_id", OLD."topic"); RETURN NULL;',
                    hash="46b6f4684f0ce3aa09643ea256cc7926c78a295a",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_7933d",
                    table="mentors_sessionnotes",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="sessionnotesevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="ab6e87f97584c108824e1ad8da34f70d7150dedf",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_9e330",
                    table="mentors_sessionnotesevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="sessionnotesevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="43d5dbdb05857fb6e3a570f767f3c95e8806f7d9",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_f7b08",
                    table="mentors_sessionnotesevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="slot",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "mentors_slotevent" ("hours_id", "id", "incubator_id", "key", "mentor_id", "minutes", "on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts", "withdrawn_at") VALUES (NEW."hours_id", NEW."id", NEW."incubator_id", NEW."key", NEW."mentor_id", NEW."minutes", NEW."on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."starts", NEW."withdrawn_at"); RETURN NULL;',
                    hash="2a14fc5c433749240135a7f85c848c73276d8e18",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_30d54",
                    table="mentors_slot",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="slot",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "mentors_slotevent" ("hours_id", "id", "incubator_id", "key", "mentor_id", "minutes", "on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts", "withdrawn_at") VALUES (NEW."hours_id", NEW."id", NEW."incubator_id", NEW."key", NEW."mentor_id", NEW."minutes", NEW."on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."starts", NEW."withdrawn_at"); RETURN NULL;',
                    hash="303b28733fab2c53da703fe69320cf423f048259",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_adc27",
                    table="mentors_slot",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="slot",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "mentors_slotevent" ("hours_id", "id", "incubator_id", "key", "mentor_id", "minutes", "on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts", "withdrawn_at") VALUES (OLD."hours_id", OLD."id", OLD."incubator_id", OLD."key", OLD."mentor_id", OLD."minutes", OLD."on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."starts", OLD."withdrawn_at"); RETURN NULL;',
                    hash="c7e93ee2144ab786a91cd1d3b3fe4196d0b480fc",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_f71a6",
                    table="mentors_slot",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="mentoringsessionevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="5592582a9987fd6b62ad5af3aeb63630d809f905",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_e7dc9",
                    table="mentors_mentoringsessionevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="mentoringsessionevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="f5866aaa3848d0e9927526ff00115fa3187e735e",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_2d168",
                    table="mentors_mentoringsessionevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="mentoringsession",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "mentors_mentoringsessionevent" ("asked_at", "assignment_id", "closed_at", "closed_because", "company_id", "confirmed_at", "confirmed_by_id", "id", "incubator_id", "key", "mentor_id", "minutes", "mode", "need", "on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "planned_at", "planned_by_id", "reported_at", "reported_by_id", "residence_id", "sequence", "slot_id", "starts", "state") VALUES (NEW."asked_at", NEW."assignment_id", NEW."closed_at", NEW."closed_because", NEW."company_id", NEW."confirmed_at", NEW."confirmed_by_id", NEW."id", NEW."incubator_id", NEW."key", NEW."mentor_id", NEW."minutes", NEW."mode", NEW."need", NEW."on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."place", NEW."planned_at", NEW."planned_by_id", NEW."reported_at", NEW."reported_by_id", NEW."residence_id", NEW."sequence", NEW."slot_id", NEW."starts", NEW."state"); RETURN NULL;',
                    hash="4543646f4f2b85ceff02e750afbfad7c58e5c600",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_c14a3",
                    table="mentors_mentoringsession",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="mentoringsession",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "mentors_mentoringsessionevent" ("asked_at", "assignment_id", "closed_at", "closed_because", "company_id", "confirmed_at", "confirmed_by_id", "id", "incubator_id", "key", "mentor_id", "minutes", "mode", "need", "on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "planned_at", "planned_by_id", "reported_at", "reported_by_id", "residence_id", "sequence", "slot_id", "starts", "state") VALUES (NEW."asked_at", NEW."assignment_id", NEW."closed_at", NEW."closed_because", NEW."company_id", NEW."confirmed_at", NEW."confirmed_by_id", NEW."id", NEW."incubator_id", NEW."key", NEW."mentor_id", NEW."minutes", NEW."mode", NEW."need", NEW."on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."place", NEW."planned_at", NEW."planned_by_id", NEW."reported_at", NEW."reported_by_id", NEW."residence_id", NEW."sequence", NEW."slot_id", NEW."starts", NEW."state"); RETURN NULL;',
                    hash="44234bc64760251c955daae0b80afc44a9ebad07",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f8473",
                    table="mentors_mentoringsession",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="mentoringsession",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "mentors_mentoringsessionevent" ("asked_at", "assignment_id", "closed_at", "closed_because", "company_id", "confirmed_at", "confirmed_by_id", "id", "incubator_id", "key", "mentor_id", "minutes", "mode", "need", "on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "planned_at", "planned_by_id", "reported_at", "reported_by_id", "residence_id", "sequence", "slot_id", "starts", "state") VALUES (OLD."asked_at", OLD."assignment_id", OLD."closed_at", OLD."closed_because", OLD."company_id", OLD."confirmed_at", OLD."confirmed_by_id", OLD."id", OLD."incubator_id", OLD."key", OLD."mentor_id", OLD."minutes", OLD."mode", OLD."need", OLD."on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."place", OLD."planned_at", OLD."planned_by_id", OLD."reported_at", OLD."reported_by_id", OLD."residence_id", OLD."sequence", OLD."slot_id", OLD."starts", OLD."state"); RETURN NULL;',
                    hash="3ffb72111a9a9ce97f1825bf4b02be66a0904190",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_b085d",
                    table="mentors_mentoringsession",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="slotevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="91d84984e170bf74c9dc2107ad693cc394ac6366",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_cfdbc",
                    table="mentors_slotevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="slotevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="5001606460a4c0ee7f8b003eff31e74ac3ee4780",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_18c46",
                    table="mentors_slotevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="stake",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "mentors_stakeevent" ("company_id", "from_on", "id", "kind", "mentor_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "share", "until_on") VALUES (NEW."company_id", NEW."from_on", NEW."id", NEW."kind", NEW."mentor_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."share", NEW."until_on"); RETURN NULL;',
                    hash="b646a61956dcdc1434a8c419761e722956762e13",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_01484",
                    table="mentors_stake",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="stake",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "mentors_stakeevent" ("company_id", "from_on", "id", "kind", "mentor_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "share", "until_on") VALUES (NEW."company_id", NEW."from_on", NEW."id", NEW."kind", NEW."mentor_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."share", NEW."until_on"); RETURN NULL;',
                    hash="da3390709556905d873a9192fdf0b955f2ad6115",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_1e6e1",
                    table="mentors_stake",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="stake",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "mentors_stakeevent" ("company_id", "from_on", "id", "kind", "mentor_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "share", "until_on") VALUES (OLD."company_id", OLD."from_on", OLD."id", OLD."kind", OLD."mentor_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."share", OLD."until_on"); RETURN NULL;',
                    hash="ffdc13e208eaae17bef5794708ff986cfd0aae92",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_9f019",
                    table="mentors_stake",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="stakeevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="afb09ca2208d33b739e8553e3d8fafd2bdfdd504",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_fa932",
                    table="mentors_stakeevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="stakeevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="830cf4152c31fce713ce94ff0f463bc97234d431",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_088b7",
                    table="mentors_stakeevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]
