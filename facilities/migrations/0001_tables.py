"""Every table of this part, with its history, constraints and triggers."""

import datetime
import django.contrib.postgres.constraints
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.comparison
import incubator.core.files.storage
import incubator.core.migration_operations
import pghistory.utils
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("facilities", "0001_initial"),
        ("facilities", "0004_rhythm_label"),
        ("facilities", "0006_private_documents"),
        ("facilities", "0007_waived_charges"),
        ("facilities", "0009_lease_of_at_most_50_years"),
        ("facilities", "0010_subsidies_paid_once"),
        ("facilities", "0011_reservations"),
    ]

    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("companies", "0001_tables"),
        ("institutions", "0001_tables"),
    ]

    operations = [
        migrations.CreateModel(
            name="Building",
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
                        related_name="buildings",
                        to="institutions.incubator",
                        verbose_name="incubator",
                    ),
                ),
                (
                    "phase",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="buildings",
                        to="institutions.phase",
                        verbose_name="construction phase",
                    ),
                ),
                ("code", models.CharField(max_length=20, verbose_name="building code")),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                (
                    "floor_area",
                    models.DecimalField(
                        decimal_places=2, max_digits=10, verbose_name="floor area (m²)"
                    ),
                ),
                (
                    "tenure",
                    models.CharField(
                        choices=[
                            ("owned", "Owned"),
                            ("rented", "Rented from others"),
                            ("managed", "Managed for others"),
                        ],
                        default="owned",
                        max_length=20,
                        verbose_name="tenure",
                    ),
                ),
                ("opened_on", models.DateField(verbose_name="in use since")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="in use until")),
                (
                    "note",
                    models.TextField(
                        blank=True, help_text="Where these facts come from.", verbose_name="note"
                    ),
                ),
            ],
            options={
                "verbose_name": "building",
                "verbose_name_plural": "buildings",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("incubator", "code"),
                        name="building_code_once",
                        violation_error_message="This institution already has a building of that code.",
                    ),
                    models.UniqueConstraint(
                        fields=("id", "incubator"), name="building_incubator_key"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("code", ""), _negated=True),
                            models.Q(("name", ""), _negated=True),
                        ),
                        name="building_is_named",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("floor_area__gt", 0)),
                        name="building_floor_area_positive",
                        violation_error_message="A building has a floor area above zero.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("tenure__in", ["owned", "rented", "managed"])),
                        name="building_tenure",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closed_on__isnull", True),
                            ("closed_on__gt", models.F("opened_on")),
                            _connector="OR",
                        ),
                        name="building_closed_after_opened",
                        violation_error_message="A building closes after it opened.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ChargeRun",
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
                        blank=True,
                        help_text="Empty for the whole zone.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institutions.incubator",
                        verbose_name="incubator",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                (
                    "requested_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="asked for by",
                    ),
                ),
                ("requested_at", models.DateTimeField(verbose_name="asked for at")),
                ("started_at", models.DateTimeField(null=True, verbose_name="started at")),
                ("finished_at", models.DateTimeField(null=True, verbose_name="finished at")),
                ("leases", models.PositiveIntegerField(default=0, verbose_name="leases")),
                ("done", models.PositiveIntegerField(default=0, verbose_name="done")),
                ("made", models.PositiveIntegerField(default=0, verbose_name="charges made")),
                ("error", models.TextField(blank=True, verbose_name="error")),
            ],
            options={
                "verbose_name": "charge run",
                "verbose_name_plural": "charge runs",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("year__range", (1980, 2100))), name="charge_run_year"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("done__lte", models.F("leases"))),
                        name="charge_run_done_of_all",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("finished_at__isnull", True),
                            ("started_at__isnull", False),
                            models.Q(("error", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="charge_run_finishes_after_it_starts",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("finished_at__isnull", True)),
                        fields=("year", "incubator"),
                        name="charge_run_one_open",
                        nulls_distinct=False,
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ConstructionRecord",
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
                        related_name="construction_records",
                        to="institutions.incubator",
                        verbose_name="incubator",
                    ),
                ),
                (
                    "phase",
                    models.ForeignKey(
                        blank=True,
                        help_text="Empty where the source speaks of the whole project.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="construction_records",
                        to="institutions.phase",
                        verbose_name="construction phase",
                    ),
                ),
                ("as_of", models.DateField(verbose_name="as of")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "Planned"),
                            ("tender", "In tender"),
                            ("construction", "Under construction"),
                            ("in_use", "In use"),
                        ],
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                (
                    "site_area",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=10,
                        null=True,
                        verbose_name="site area (m²)",
                    ),
                ),
                (
                    "planned_area",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=10,
                        null=True,
                        verbose_name="planned floor area (m²)",
                    ),
                ),
                (
                    "built_area",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=10,
                        null=True,
                        verbose_name="built floor area (m²)",
                    ),
                ),
                (
                    "buildings",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="buildings"
                    ),
                ),
                (
                    "percent_done",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=5,
                        null=True,
                        verbose_name="done (%)",
                    ),
                ),
                (
                    "planned_cost",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=15,
                        null=True,
                        verbose_name="planned cost (yuan)",
                    ),
                ),
                (
                    "spent",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=15,
                        null=True,
                        verbose_name="spent so far (yuan)",
                    ),
                ),
                ("source", models.CharField(max_length=200, verbose_name="source")),
            ],
            options={
                "verbose_name": "construction record",
                "verbose_name_plural": "construction records",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("incubator", "phase", "as_of", "source"),
                        name="construction_record_once",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["planned", "tender", "construction", "in_use"])
                        ),
                        name="construction_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("source", ""), _negated=True),
                        name="construction_has_a_source",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("site_area__isnull", True), ("site_area__gt", 0), _connector="OR"
                            ),
                            models.Q(
                                ("planned_area__isnull", True),
                                ("planned_area__gt", 0),
                                _connector="OR",
                            ),
                            models.Q(
                                ("built_area__isnull", True),
                                ("built_area__gte", 0),
                                _connector="OR",
                            ),
                        ),
                        name="construction_areas_positive",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("percent_done__isnull", True),
                            ("percent_done__range", (0, 100)),
                            _connector="OR",
                        ),
                        name="construction_percent",
                        violation_error_message="Between 0 and 100%% is done.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("planned_cost__isnull", True),
                                ("planned_cost__gte", 0),
                                _connector="OR",
                            ),
                            models.Q(("spent__isnull", True), ("spent__gte", 0), _connector="OR"),
                        ),
                        name="construction_money_not_negative",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Milestone",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "phase",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="milestones",
                        to="institutions.phase",
                        verbose_name="construction phase",
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("planned_on", models.DateField(blank=True, null=True, verbose_name="planned on")),
                ("reached_on", models.DateField(blank=True, null=True, verbose_name="reached on")),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="source")),
            ],
            options={
                "verbose_name": "milestone",
                "verbose_name_plural": "milestones",
                "constraints": [
                    models.UniqueConstraint(fields=("phase", "name"), name="milestone_once"),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="milestone_is_named"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("planned_on__isnull", False),
                            ("reached_on__isnull", False),
                            _connector="OR",
                        ),
                        name="milestone_has_a_day",
                        violation_error_message="A milestone has a planned day or the day it was reached.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Reservation",
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
                        related_name="reservations",
                        to="institutions.incubator",
                        verbose_name="incubator",
                    ),
                ),
                (
                    "admission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reservations",
                        to="companies.admission",
                        verbose_name="admission",
                    ),
                ),
                ("begins_on", models.DateField(verbose_name="lease begins on")),
                (
                    "ends_on",
                    models.DateField(
                        help_text="The first day that is no longer let.", verbose_name="agreed end"
                    ),
                ),
                ("made_on", models.DateField(verbose_name="reserved on")),
                ("made_at", models.DateTimeField(verbose_name="recorded at")),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="recorded by",
                    ),
                ),
                (
                    "holds_until",
                    models.DateField(
                        help_text="The first day on which it no longer keeps others out.",
                        verbose_name="holds until",
                    ),
                ),
                (
                    "price_class",
                    models.CharField(
                        choices=[
                            ("incubatee", "Incubatee"),
                            ("policy_period", "Incubatee in its policy period"),
                            ("returnee", "Returnee in its policy period"),
                            ("non_incubatee", "Not an incubatee"),
                            ("accelerator", "Accelerated company"),
                        ],
                        max_length=20,
                        verbose_name="price class",
                    ),
                ),
                (
                    "unit_price",
                    models.DecimalField(
                        decimal_places=4, max_digits=10, verbose_name="unit price (yuan)"
                    ),
                ),
                (
                    "price_basis",
                    models.CharField(
                        choices=[
                            ("m2_day", "yuan per m² and day"),
                            ("m2_month", "yuan per m² and month"),
                        ],
                        max_length=20,
                        verbose_name="price is",
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
                            ("once", "Once"),
                        ],
                        max_length=20,
                        verbose_name="payment rhythm",
                    ),
                ),
                (
                    "free_months",
                    models.PositiveSmallIntegerField(default=0, verbose_name="free months"),
                ),
                (
                    "property_fee",
                    models.DecimalField(
                        decimal_places=4,
                        default=0,
                        max_digits=10,
                        verbose_name="property fee (yuan per m² and month)",
                    ),
                ),
                (
                    "late_fee_rate",
                    models.DecimalField(
                        decimal_places=6,
                        default=0,
                        max_digits=7,
                        verbose_name="late fee per day (share of what is owed)",
                    ),
                ),
                (
                    "room_deposit",
                    models.DecimalField(
                        decimal_places=2,
                        default=0,
                        max_digits=15,
                        verbose_name="room deposit (yuan)",
                    ),
                ),
                (
                    "utilities_deposit",
                    models.DecimalField(
                        decimal_places=2,
                        default=0,
                        max_digits=15,
                        verbose_name="utilities deposit (yuan)",
                    ),
                ),
                (
                    "deposit_paid_on",
                    models.DateField(blank=True, null=True, verbose_name="deposit paid on"),
                ),
                (
                    "deposit_reference",
                    models.CharField(blank=True, max_length=80, verbose_name="reference"),
                ),
                (
                    "deposit_recorded_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="deposit recorded at"),
                ),
                (
                    "deposit_recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="deposit recorded by",
                    ),
                ),
                (
                    "released_on",
                    models.DateField(blank=True, null=True, verbose_name="released on"),
                ),
                (
                    "release_reason",
                    models.CharField(blank=True, max_length=200, verbose_name="reason"),
                ),
            ],
            options={
                "verbose_name": "reservation",
                "verbose_name_plural": "reservations",
                "indexes": [
                    models.Index(fields=["incubator", "-id"], name="reservation_of_incubator")
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("id", "incubator"), name="reservation_incubator_key"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("released_on__isnull", True)),
                        fields=("admission",),
                        name="reservation_one_of_an_admission",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gt", models.F("begins_on"))),
                        name="reservation_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("holds_until__gt", models.F("made_on"))),
                        name="reservation_holds_for_a_while",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("price_basis__in", ["m2_day", "m2_month"]),
                            (
                                "price_class__in",
                                [
                                    "incubatee",
                                    "policy_period",
                                    "returnee",
                                    "non_incubatee",
                                    "accelerator",
                                ],
                            ),
                            (
                                "rhythm__in",
                                ["monthly", "quarterly", "half_yearly", "yearly", "once"],
                            ),
                        ),
                        name="reservation_price",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("free_months__lte", 120),
                            ("late_fee_rate__range", (0, "0.05")),
                            ("property_fee__gte", 0),
                            ("room_deposit__gte", 0),
                            ("unit_price__gte", 0),
                            ("utilities_deposit__gte", 0),
                        ),
                        name="reservation_amounts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("deposit_paid_on__isnull", True),
                                ("deposit_recorded_at__isnull", True),
                                ("deposit_reference", ""),
                            ),
                            models.Q(
                                ("deposit_paid_on__isnull", False),
                                ("deposit_recorded_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="reservation_deposit_is_recorded_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("release_reason", ""), ("released_on__isnull", True)),
                            models.Q(
                                ("released_on__isnull", False),
                                models.Q(("release_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="reservation_released_for_a_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SpaceLease",
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
                        related_name="leases",
                        to="institutions.incubator",
                        verbose_name="incubator",
                    ),
                ),
                ("number", models.CharField(max_length=40, verbose_name="lease number")),
                (
                    "company",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leases",
                        to="companies.company",
                        verbose_name="company",
                    ),
                ),
                (
                    "residence",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leases",
                        to="companies.residence",
                        verbose_name="residence",
                    ),
                ),
                ("signed_on", models.DateField(verbose_name="signed on")),
                ("begins_on", models.DateField(verbose_name="begins on")),
                (
                    "ends_on",
                    models.DateField(
                        help_text="The first day that is no longer let.", verbose_name="agreed end"
                    ),
                ),
                (
                    "ended_on",
                    models.DateField(blank=True, null=True, verbose_name="ended early on"),
                ),
                (
                    "cancelled_on",
                    models.DateField(blank=True, null=True, verbose_name="cancelled on"),
                ),
                (
                    "until_on",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(cancelled_on__isnull=False, then=models.F("cancelled_on")),
                            default=django.db.models.functions.comparison.Coalesce(
                                models.F("ended_on"), models.F("ends_on")
                            ),
                        ),
                        output_field=models.DateField(),
                        verbose_name="until",
                    ),
                ),
                (
                    "price_class",
                    models.CharField(
                        choices=[
                            ("incubatee", "Incubatee"),
                            ("policy_period", "Incubatee in its policy period"),
                            ("returnee", "Returnee in its policy period"),
                            ("non_incubatee", "Not an incubatee"),
                            ("accelerator", "Accelerated company"),
                        ],
                        max_length=20,
                        verbose_name="price class",
                    ),
                ),
                (
                    "unit_price",
                    models.DecimalField(
                        decimal_places=4, max_digits=10, verbose_name="unit price (yuan)"
                    ),
                ),
                (
                    "price_basis",
                    models.CharField(
                        choices=[
                            ("m2_day", "yuan per m² and day"),
                            ("m2_month", "yuan per m² and month"),
                        ],
                        max_length=20,
                        verbose_name="price is",
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
                            ("once", "Once"),
                        ],
                        max_length=20,
                        verbose_name="payment rhythm",
                    ),
                ),
                (
                    "free_months",
                    models.PositiveSmallIntegerField(default=0, verbose_name="free months"),
                ),
                (
                    "property_fee",
                    models.DecimalField(
                        decimal_places=4,
                        default=0,
                        max_digits=10,
                        verbose_name="property fee (yuan per m² and month)",
                    ),
                ),
                (
                    "late_fee_rate",
                    models.DecimalField(
                        decimal_places=6,
                        default=0,
                        max_digits=7,
                        verbose_name="late fee per day (share of what is owed)",
                    ),
                ),
                (
                    "room_deposit",
                    models.DecimalField(
                        decimal_places=2,
                        default=0,
                        max_digits=15,
                        verbose_name="room deposit (yuan)",
                    ),
                ),
                (
                    "utilities_deposit",
                    models.DecimalField(
                        decimal_places=2,
                        default=0,
                        max_digits=15,
                        verbose_name="utilities deposit (yuan)",
                    ),
                ),
                (
                    "contact_email",
                    models.EmailField(
                        blank=True,
                        help_text="For notices about this lease; empty: to those who act for the company.",
                        max_length=254,
                        verbose_name="tenant's e-mail",
                    ),
                ),
                (
                    "renews",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="renewed_by",
                        to="facilities.spacelease",
                        verbose_name="renews",
                    ),
                ),
                (
                    "document",
                    models.FileField(
                        blank=True,
                        storage=incubator.core.files.storage.private_storage,
                        upload_to=incubator.core.files.storage.random_name_of_kind,
                        verbose_name="signed document",
                    ),
                ),
                (
                    "handed_over_on",
                    models.DateField(blank=True, null=True, verbose_name="handed over on"),
                ),
                (
                    "inspected_on",
                    models.DateField(blank=True, null=True, verbose_name="inspected on"),
                ),
                (
                    "findings",
                    models.TextField(blank=True, verbose_name="findings of the inspection"),
                ),
                (
                    "handed_back_on",
                    models.DateField(blank=True, null=True, verbose_name="handed back on"),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
            ],
            options={
                "verbose_name": "lease",
                "verbose_name_plural": "leases",
                "indexes": [
                    models.Index(fields=["incubator", "until_on"], name="lease_by_end"),
                    models.Index(fields=["company", "begins_on"], name="lease_of_company"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("incubator", "number"),
                        name="lease_number_once",
                        violation_error_message="This institution already has a lease of that number.",
                    ),
                    models.UniqueConstraint(fields=("id", "incubator"), name="lease_incubator_key"),
                    models.CheckConstraint(
                        condition=models.Q(("number", ""), _negated=True), name="lease_has_a_number"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("residence__isnull", False),
                            ("price_class", "non_incubatee"),
                            _connector="OR",
                        ),
                        name="lease_of_a_resident",
                        violation_error_message="Only a non-incubatee leases without a residence.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gt", models.F("begins_on"))),
                        name="lease_ends_after_it_begins",
                        violation_error_message="A lease ends after it begins.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "ends_on__lte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("begins_on"),
                                    "+",
                                    models.Value(datetime.timedelta(days=18263)),
                                ),
                            )
                        ),
                        name="lease_of_at_most_50_years",
                        violation_error_message="A lease runs for at most 50 years.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_on__isnull", True),
                            models.Q(
                                ("ended_on__gt", models.F("begins_on")),
                                ("ended_on__lt", models.F("ends_on")),
                            ),
                            _connector="OR",
                        ),
                        name="lease_ended_within_its_period",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("cancelled_on__isnull", True),
                            models.Q(
                                ("cancelled_on__lte", models.F("begins_on")),
                                ("ended_on__isnull", True),
                                ("handed_over_on__isnull", True),
                                ("renews__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="lease_cancelled_before_it_began",
                        violation_error_message="A lease is cancelled before it begins.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "price_class__in",
                                [
                                    "incubatee",
                                    "policy_period",
                                    "returnee",
                                    "non_incubatee",
                                    "accelerator",
                                ],
                            )
                        ),
                        name="lease_price_class",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("price_basis__in", ["m2_day", "m2_month"])),
                        name="lease_price_basis",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "rhythm__in",
                                ["monthly", "quarterly", "half_yearly", "yearly", "once"],
                            )
                        ),
                        name="lease_rhythm",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("property_fee__gte", 0), ("unit_price__gte", 0)),
                        name="lease_prices_not_negative",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("room_deposit__gte", 0), ("utilities_deposit__gte", 0)),
                        name="lease_deposits_not_negative",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("late_fee_rate__gte", 0), ("late_fee_rate__lte", "0.05")
                        ),
                        name="lease_late_fee_rate",
                        violation_error_message="A late fee is between 0 and 5%% a day.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("free_months__lte", 120)), name="lease_free_months"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("findings", ""), ("inspected_on__isnull", True)),
                            models.Q(
                                ("inspected_on__isnull", False),
                                models.Q(("findings", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="lease_inspection_has_findings",
                        violation_error_message="An inspection has a day and findings.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("handed_back_on__isnull", True),
                            models.Q(
                                ("handed_back_on__gte", models.F("inspected_on")),
                                ("handed_over_on__isnull", False),
                                ("inspected_on__gte", models.F("handed_over_on")),
                                ("inspected_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="lease_back_after_inspection",
                        violation_error_message="Rooms are handed back after their inspection.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("renews__isnull", True),
                            models.Q(("renews", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="lease_renews_another",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BuildingEvent",
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
                        to="facilities.building",
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
                    "phase",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="institutions.phase",
                        verbose_name="construction phase",
                    ),
                ),
                ("code", models.CharField(max_length=20, verbose_name="building code")),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                (
                    "floor_area",
                    models.DecimalField(
                        decimal_places=2, max_digits=10, verbose_name="floor area (m²)"
                    ),
                ),
                (
                    "tenure",
                    models.CharField(
                        choices=[
                            ("owned", "Owned"),
                            ("rented", "Rented from others"),
                            ("managed", "Managed for others"),
                        ],
                        default="owned",
                        max_length=20,
                        verbose_name="tenure",
                    ),
                ),
                ("opened_on", models.DateField(verbose_name="in use since")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="in use until")),
                (
                    "note",
                    models.TextField(
                        blank=True, help_text="Where these facts come from.", verbose_name="note"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Charge",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "lease",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="charges",
                        to="facilities.spacelease",
                        verbose_name="lease",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("rent", "Rent"),
                            ("property_fee", "Property fee"),
                            ("room_deposit", "Room deposit"),
                            ("utilities_deposit", "Utilities deposit"),
                            ("late_fee", "Late fee"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("from_on", models.DateField(verbose_name="from")),
                ("until_on", models.DateField(verbose_name="until")),
                ("due_on", models.DateField(verbose_name="due on")),
                ("gross_fen", models.BigIntegerField(verbose_name="before subsidy (fen)")),
                ("subsidy_fen", models.BigIntegerField(default=0, verbose_name="subsidy (fen)")),
                ("amount_fen", models.BigIntegerField(verbose_name="amount (fen)")),
                (
                    "late_for",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="late_fees",
                        to="facilities.charge",
                        verbose_name="late fee for",
                    ),
                ),
                (
                    "reversed_on",
                    models.DateField(blank=True, null=True, verbose_name="reversed on"),
                ),
                (
                    "reversal_reason",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="reason for the reversal"
                    ),
                ),
                ("waived", models.BooleanField(default=False, verbose_name="waived")),
            ],
            options={
                "verbose_name": "charge",
                "verbose_name_plural": "charges",
                "indexes": [models.Index(fields=["lease", "due_on", "id"], name="charge_of_lease")],
                "constraints": [
                    models.UniqueConstraint(fields=("id", "lease"), name="charge_lease_key"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "rent",
                                    "property_fee",
                                    "room_deposit",
                                    "utilities_deposit",
                                    "late_fee",
                                ],
                            )
                        ),
                        name="charge_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until_on__gt", models.F("from_on"))),
                        name="charge_until_after_from",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("amount_fen__gte", 0), ("gross_fen__gt", 0), ("subsidy_fen__gte", 0)
                        ),
                        name="charge_amount_not_negative",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "amount_fen",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("gross_fen"), "-", models.F("subsidy_fen")
                                ),
                            )
                        ),
                        name="charge_amount_is_gross_less_subsidy",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "late_fee"), ("late_for__isnull", False)),
                            models.Q(
                                models.Q(("kind", "late_fee"), _negated=True),
                                ("late_for__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="charge_late_fee_names_its_charge",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reversal_reason", ""), ("reversed_on__isnull", True)),
                            models.Q(
                                ("reversed_on__isnull", False),
                                models.Q(("reversal_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="charge_reversal_has_day_and_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("waived", False),
                            models.Q(
                                ("reversed_on__isnull", False),
                                models.Q(("kind", "late_fee"), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="charge_waived_is_reversed",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(
                            ("reversed_on__isnull", True),
                            models.Q(("kind", "late_fee"), _negated=True),
                        ),
                        expressions=[
                            ("lease", "="),
                            ("kind", "="),
                            (
                                models.Func(
                                    models.F("from_on"), models.F("until_on"), function="daterange"
                                ),
                                "&&",
                            ),
                        ],
                        name="charge_once_for_a_day",
                        violation_error_message="The lease already has a charge for that time.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("reversed_on__isnull", True), ("kind", "late_fee")),
                        expressions=[
                            ("late_for", "="),
                            (
                                models.Func(
                                    models.F("from_on"), models.F("until_on"), function="daterange"
                                ),
                                "&&",
                            ),
                        ],
                        name="late_fee_once_for_a_day",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ConstructionRecordEvent",
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
                        to="facilities.constructionrecord",
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
                    "phase",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Empty where the source speaks of the whole project.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="institutions.phase",
                        verbose_name="construction phase",
                    ),
                ),
                ("as_of", models.DateField(verbose_name="as of")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "Planned"),
                            ("tender", "In tender"),
                            ("construction", "Under construction"),
                            ("in_use", "In use"),
                        ],
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                (
                    "site_area",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=10,
                        null=True,
                        verbose_name="site area (m²)",
                    ),
                ),
                (
                    "planned_area",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=10,
                        null=True,
                        verbose_name="planned floor area (m²)",
                    ),
                ),
                (
                    "built_area",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=10,
                        null=True,
                        verbose_name="built floor area (m²)",
                    ),
                ),
                (
                    "buildings",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="buildings"
                    ),
                ),
                (
                    "percent_done",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=5,
                        null=True,
                        verbose_name="done (%)",
                    ),
                ),
                (
                    "planned_cost",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=15,
                        null=True,
                        verbose_name="planned cost (yuan)",
                    ),
                ),
                (
                    "spent",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=15,
                        null=True,
                        verbose_name="spent so far (yuan)",
                    ),
                ),
                ("source", models.CharField(max_length=200, verbose_name="source")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="LeaseNotice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "lease",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to="facilities.spacelease",
                        verbose_name="lease",
                    ),
                ),
                ("days", models.PositiveSmallIntegerField(verbose_name="days before the end")),
                ("until_on", models.DateField(verbose_name="announced end")),
                ("made_on", models.DateField(verbose_name="made on")),
                (
                    "mailed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="mailed at"),
                ),
            ],
            options={
                "verbose_name": "notice",
                "verbose_name_plural": "notices",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("lease", "days", "until_on"), name="notice_once_a_level"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("days__in", [30, 60, 90])), name="notice_level"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MilestoneEvent",
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
                        to="facilities.milestone",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "phase",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="institutions.phase",
                        verbose_name="construction phase",
                    ),
                ),
                ("name", models.CharField(max_length=80, verbose_name="name")),
                ("planned_on", models.DateField(blank=True, null=True, verbose_name="planned on")),
                ("reached_on", models.DateField(blank=True, null=True, verbose_name="reached on")),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="source")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PriceStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "lease",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="price_steps",
                        to="facilities.spacelease",
                        verbose_name="lease",
                    ),
                ),
                ("from_on", models.DateField(verbose_name="from")),
                (
                    "unit_price",
                    models.DecimalField(
                        decimal_places=4, max_digits=10, verbose_name="unit price (yuan)"
                    ),
                ),
            ],
            options={
                "verbose_name": "price step",
                "verbose_name_plural": "price steps",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("lease", "from_on"), name="price_step_once_a_day"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("unit_price__gte", 0)), name="price_step_not_negative"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReservationEvent",
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
                        to="facilities.reservation",
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
                    "admission",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="companies.admission",
                        verbose_name="admission",
                    ),
                ),
                ("begins_on", models.DateField(verbose_name="lease begins on")),
                (
                    "ends_on",
                    models.DateField(
                        help_text="The first day that is no longer let.", verbose_name="agreed end"
                    ),
                ),
                ("made_on", models.DateField(verbose_name="reserved on")),
                ("made_at", models.DateTimeField(verbose_name="recorded at")),
                (
                    "made_by",
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
                    "holds_until",
                    models.DateField(
                        help_text="The first day on which it no longer keeps others out.",
                        verbose_name="holds until",
                    ),
                ),
                (
                    "price_class",
                    models.CharField(
                        choices=[
                            ("incubatee", "Incubatee"),
                            ("policy_period", "Incubatee in its policy period"),
                            ("returnee", "Returnee in its policy period"),
                            ("non_incubatee", "Not an incubatee"),
                            ("accelerator", "Accelerated company"),
                        ],
                        max_length=20,
                        verbose_name="price class",
                    ),
                ),
                (
                    "unit_price",
                    models.DecimalField(
                        decimal_places=4, max_digits=10, verbose_name="unit price (yuan)"
                    ),
                ),
                (
                    "price_basis",
                    models.CharField(
                        choices=[
                            ("m2_day", "yuan per m² and day"),
                            ("m2_month", "yuan per m² and month"),
                        ],
                        max_length=20,
                        verbose_name="price is",
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
                            ("once", "Once"),
                        ],
                        max_length=20,
                        verbose_name="payment rhythm",
                    ),
                ),
                (
                    "free_months",
                    models.PositiveSmallIntegerField(default=0, verbose_name="free months"),
                ),
                (
                    "property_fee",
                    models.DecimalField(
                        decimal_places=4,
                        default=0,
                        max_digits=10,
                        verbose_name="property fee (yuan per m² and month)",
                    ),
                ),
                (
                    "late_fee_rate",
                    models.DecimalField(
                        decimal_places=6,
                        default=0,
                        max_digits=7,
                        verbose_name="late fee per day (share of what is owed)",
                    ),
                ),
                (
                    "room_deposit",
                    models.DecimalField(
                        decimal_places=2,
                        default=0,
                        max_digits=15,
                        verbose_name="room deposit (yuan)",
                    ),
                ),
                (
                    "utilities_deposit",
                    models.DecimalField(
                        decimal_places=2,
                        default=0,
                        max_digits=15,
                        verbose_name="utilities deposit (yuan)",
                    ),
                ),
                (
                    "deposit_paid_on",
                    models.DateField(blank=True, null=True, verbose_name="deposit paid on"),
                ),
                (
                    "deposit_reference",
                    models.CharField(blank=True, max_length=80, verbose_name="reference"),
                ),
                (
                    "deposit_recorded_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="deposit recorded at"),
                ),
                (
                    "deposit_recorded_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="deposit recorded by",
                    ),
                ),
                (
                    "released_on",
                    models.DateField(blank=True, null=True, verbose_name="released on"),
                ),
                (
                    "release_reason",
                    models.CharField(blank=True, max_length=200, verbose_name="reason"),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SpaceLeaseEvent",
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
                        to="facilities.spacelease",
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
                ("number", models.CharField(max_length=40, verbose_name="lease number")),
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
                ("signed_on", models.DateField(verbose_name="signed on")),
                ("begins_on", models.DateField(verbose_name="begins on")),
                (
                    "ends_on",
                    models.DateField(
                        help_text="The first day that is no longer let.", verbose_name="agreed end"
                    ),
                ),
                (
                    "ended_on",
                    models.DateField(blank=True, null=True, verbose_name="ended early on"),
                ),
                (
                    "cancelled_on",
                    models.DateField(blank=True, null=True, verbose_name="cancelled on"),
                ),
                (
                    "until_on",
                    models.GeneratedField(
                        db_persist=True,
                        expression=models.Case(
                            models.When(cancelled_on__isnull=False, then=models.F("cancelled_on")),
                            default=django.db.models.functions.comparison.Coalesce(
                                models.F("ended_on"), models.F("ends_on")
                            ),
                        ),
                        output_field=models.DateField(),
                        verbose_name="until",
                    ),
                ),
                (
                    "price_class",
                    models.CharField(
                        choices=[
                            ("incubatee", "Incubatee"),
                            ("policy_period", "Incubatee in its policy period"),
                            ("returnee", "Returnee in its policy period"),
                            ("non_incubatee", "Not an incubatee"),
                            ("accelerator", "Accelerated company"),
                        ],
                        max_length=20,
                        verbose_name="price class",
                    ),
                ),
                (
                    "unit_price",
                    models.DecimalField(
                        decimal_places=4, max_digits=10, verbose_name="unit price (yuan)"
                    ),
                ),
                (
                    "price_basis",
                    models.CharField(
                        choices=[
                            ("m2_day", "yuan per m² and day"),
                            ("m2_month", "yuan per m² and month"),
                        ],
                        max_length=20,
                        verbose_name="price is",
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
                            ("once", "Once"),
                        ],
                        max_length=20,
                        verbose_name="payment rhythm",
                    ),
                ),
                (
                    "free_months",
                    models.PositiveSmallIntegerField(default=0, verbose_name="free months"),
                ),
                (
                    "property_fee",
                    models.DecimalField(
                        decimal_places=4,
                        default=0,
                        max_digits=10,
                        verbose_name="property fee (yuan per m² and month)",
                    ),
                ),
                (
                    "late_fee_rate",
                    models.DecimalField(
                        decimal_places=6,
                        default=0,
                        max_digits=7,
                        verbose_name="late fee per day (share of what is owed)",
                    ),
                ),
                (
                    "room_deposit",
                    models.DecimalField(
                        decimal_places=2,
                        default=0,
                        max_digits=15,
                        verbose_name="room deposit (yuan)",
                    ),
                ),
                (
                    "utilities_deposit",
                    models.DecimalField(
                        decimal_places=2,
                        default=0,
                        max_digits=15,
                        verbose_name="utilities deposit (yuan)",
                    ),
                ),
                (
                    "contact_email",
                    models.EmailField(
                        blank=True,
                        help_text="For notices about this lease; empty: to those who act for the company.",
                        max_length=254,
                        verbose_name="tenant's e-mail",
                    ),
                ),
                (
                    "renews",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="facilities.spacelease",
                        verbose_name="renews",
                    ),
                ),
                (
                    "document",
                    models.FileField(
                        blank=True,
                        storage=incubator.core.files.storage.private_storage,
                        upload_to=incubator.core.files.storage.random_name_of_kind,
                        verbose_name="signed document",
                    ),
                ),
                (
                    "handed_over_on",
                    models.DateField(blank=True, null=True, verbose_name="handed over on"),
                ),
                (
                    "inspected_on",
                    models.DateField(blank=True, null=True, verbose_name="inspected on"),
                ),
                (
                    "findings",
                    models.TextField(blank=True, verbose_name="findings of the inspection"),
                ),
                (
                    "handed_back_on",
                    models.DateField(blank=True, null=True, verbose_name="handed back on"),
                ),
                ("note", models.TextField(blank=True, verbose_name="note")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SubsidyStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "lease",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="subsidy_steps",
                        to="facilities.spacelease",
                        verbose_name="lease",
                    ),
                ),
                ("lease_year", models.PositiveSmallIntegerField(verbose_name="year of the lease")),
                (
                    "yuan",
                    models.DecimalField(
                        decimal_places=4, max_digits=10, verbose_name="yuan per m²"
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("m2_month", "yuan per m² and month"),
                            ("m2_once", "yuan per m², once"),
                        ],
                        default="m2_month",
                        max_length=20,
                        verbose_name="subsidy is",
                    ),
                ),
                (
                    "max_area",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=10,
                        null=True,
                        verbose_name="for at most (m²)",
                    ),
                ),
            ],
            options={
                "verbose_name": "subsidy step",
                "verbose_name_plural": "subsidy steps",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("lease", "lease_year"), name="subsidy_once_a_year"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("lease_year__range", (1, 50))),
                        name="subsidy_lease_year",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("yuan__gt", 0)), name="subsidy_positive"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("basis__in", ["m2_month", "m2_once"])),
                        name="subsidy_basis",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("max_area__isnull", True), ("max_area__gt", 0), _connector="OR"
                        ),
                        name="subsidy_area_positive",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Unit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "building",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="units",
                        to="facilities.building",
                        verbose_name="building",
                    ),
                ),
                (
                    "incubator",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="units",
                        to="institutions.incubator",
                        verbose_name="incubator",
                    ),
                ),
                ("floor", models.SmallIntegerField(verbose_name="floor")),
                ("number", models.CharField(max_length=20, verbose_name="unit number")),
                (
                    "kind",
                    models.CharField(
                        choices=[("room", "Room"), ("workshop", "Workshop"), ("desk", "Desk")],
                        default="room",
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "floor_area",
                    models.DecimalField(
                        decimal_places=2, max_digits=10, verbose_name="floor area (m²)"
                    ),
                ),
                (
                    "usable_area",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=10,
                        null=True,
                        verbose_name="usable area (m²)",
                    ),
                ),
                (
                    "use",
                    models.CharField(
                        choices=[
                            ("office", "Office of the institution"),
                            ("incubatee", "For incubatees"),
                            ("public_service", "Public service"),
                            ("other", "Other use"),
                        ],
                        default="incubatee",
                        max_length=20,
                        verbose_name="use",
                    ),
                ),
                ("rentable", models.BooleanField(default=True, verbose_name="to let")),
                ("begins_on", models.DateField(verbose_name="exists since")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="exists until")),
                ("note", models.TextField(blank=True, verbose_name="note")),
            ],
            options={
                "verbose_name": "unit",
                "verbose_name_plural": "units",
                "indexes": [
                    models.Index(fields=["building", "floor", "number"], name="unit_on_its_floor")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("id", "incubator"), name="unit_incubator_key"),
                    models.CheckConstraint(
                        condition=models.Q(("number", ""), _negated=True), name="unit_has_a_number"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("floor__range", (-9, 150))),
                        name="unit_floor_in_a_building",
                        violation_error_message="A floor is between -9 and 150.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["room", "workshop", "desk"])),
                        name="unit_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("use__in", ["office", "incubatee", "public_service", "other"])
                        ),
                        name="unit_use",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("floor_area__gt", 0)),
                        name="unit_floor_area_positive",
                        violation_error_message="A unit has a floor area above zero.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("usable_area__isnull", True),
                            models.Q(
                                ("usable_area__gt", 0), ("usable_area__lte", models.F("floor_area"))
                            ),
                            _connector="OR",
                        ),
                        name="unit_usable_within_floor_area",
                        violation_error_message="The usable area is above zero and at most the floor area.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True),
                            ("ends_on__gt", models.F("begins_on")),
                            _connector="OR",
                        ),
                        name="unit_ends_after_it_begins",
                        violation_error_message="A unit ends after it began.",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("building", "="),
                            ("number", "="),
                            (
                                models.Func(
                                    models.F("begins_on"), models.F("ends_on"), function="daterange"
                                ),
                                "&&",
                            ),
                        ],
                        name="unit_number_once_at_a_time",
                        violation_error_message="The building already has a unit of that number.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ChargeEvent",
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
                        to="facilities.charge",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "lease",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="facilities.spacelease",
                        verbose_name="lease",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("rent", "Rent"),
                            ("property_fee", "Property fee"),
                            ("room_deposit", "Room deposit"),
                            ("utilities_deposit", "Utilities deposit"),
                            ("late_fee", "Late fee"),
                        ],
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("from_on", models.DateField(verbose_name="from")),
                ("until_on", models.DateField(verbose_name="until")),
                ("due_on", models.DateField(verbose_name="due on")),
                ("gross_fen", models.BigIntegerField(verbose_name="before subsidy (fen)")),
                ("subsidy_fen", models.BigIntegerField(default=0, verbose_name="subsidy (fen)")),
                ("amount_fen", models.BigIntegerField(verbose_name="amount (fen)")),
                (
                    "late_for",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="facilities.charge",
                        verbose_name="late fee for",
                    ),
                ),
                (
                    "reversed_on",
                    models.DateField(blank=True, null=True, verbose_name="reversed on"),
                ),
                (
                    "reversal_reason",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="reason for the reversal"
                    ),
                ),
                ("waived", models.BooleanField(default=False, verbose_name="waived")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Closure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="closures",
                        to="facilities.unit",
                        verbose_name="unit",
                    ),
                ),
                ("begins_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("repair", "Repair"),
                            ("fit_out", "Fit-out"),
                            ("damage", "Damage"),
                            ("safety", "Safety"),
                            ("other", "Other reason"),
                        ],
                        max_length=20,
                        verbose_name="reason",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
            ],
            options={
                "verbose_name": "time out of service",
                "verbose_name_plural": "times out of service",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reason__in", ["repair", "fit_out", "damage", "safety", "other"])
                        ),
                        name="closure_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends_on__isnull", True),
                            ("ends_on__gt", models.F("begins_on")),
                            _connector="OR",
                        ),
                        name="closure_ends_after_it_begins",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("unit", "="),
                            (
                                models.Func(
                                    models.F("begins_on"), models.F("ends_on"), function="daterange"
                                ),
                                "&&",
                            ),
                        ],
                        name="closure_no_overlap",
                        violation_error_message="The unit is already out of service at that time.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LeasedUnit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "lease",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="leased_units",
                        to="facilities.spacelease",
                        verbose_name="lease",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lettings",
                        to="facilities.unit",
                        verbose_name="unit",
                    ),
                ),
                (
                    "incubator",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institutions.incubator",
                        verbose_name="incubator",
                    ),
                ),
                ("begins_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(verbose_name="until")),
            ],
            options={
                "verbose_name": "leased unit",
                "verbose_name_plural": "leased units",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gt", models.F("begins_on"))),
                        name="leased_unit_ends_after_it_begins",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("unit", "="),
                            (
                                models.Func(
                                    models.F("begins_on"), models.F("ends_on"), function="daterange"
                                ),
                                "&&",
                            ),
                        ],
                        name="unit_let_once_at_a_time",
                        violation_error_message="The unit is already let at that time.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Payment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "lease",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payments",
                        to="facilities.spacelease",
                        verbose_name="lease",
                    ),
                ),
                (
                    "charge",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payments",
                        to="facilities.charge",
                        verbose_name="charge",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("received", "Received"), ("refunded", "Refunded")],
                        default="received",
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("paid_on", models.DateField(verbose_name="on")),
                ("amount_fen", models.BigIntegerField(verbose_name="amount (fen)")),
                (
                    "reference",
                    models.CharField(blank=True, max_length=80, verbose_name="reference"),
                ),
                (
                    "reversed_on",
                    models.DateField(blank=True, null=True, verbose_name="reversed on"),
                ),
                (
                    "reversal_reason",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="reason for the reversal"
                    ),
                ),
            ],
            options={
                "verbose_name": "payment",
                "verbose_name_plural": "payments",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["received", "refunded"])),
                        name="payment_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount_fen__gt", 0)), name="payment_amount_positive"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reversal_reason", ""), ("reversed_on__isnull", True)),
                            models.Q(
                                ("reversed_on__isnull", False),
                                models.Q(("reversal_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="payment_reversal_has_day_and_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PriceStepEvent",
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
                        to="facilities.pricestep",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "lease",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="facilities.spacelease",
                        verbose_name="lease",
                    ),
                ),
                ("from_on", models.DateField(verbose_name="from")),
                (
                    "unit_price",
                    models.DecimalField(
                        decimal_places=4, max_digits=10, verbose_name="unit price (yuan)"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ReservedUnit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "reservation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reserved_units",
                        to="facilities.reservation",
                        verbose_name="reservation",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reserved",
                        to="facilities.unit",
                        verbose_name="unit",
                    ),
                ),
                (
                    "incubator",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institutions.incubator",
                        verbose_name="incubator",
                    ),
                ),
                ("begins_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(verbose_name="until")),
            ],
            options={
                "verbose_name": "reserved unit",
                "verbose_name_plural": "reserved units",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gt", models.F("begins_on"))),
                        name="reserved_unit_ends_after_it_begins",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("unit", "="),
                            (
                                models.Func(
                                    models.F("begins_on"), models.F("ends_on"), function="daterange"
                                ),
                                "&&",
                            ),
                        ],
                        name="unit_reserved_once_at_a_time",
                        violation_error_message="The unit is already reserved at that time.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SubsidyStepEvent",
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
                        to="facilities.subsidystep",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "lease",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="facilities.spacelease",
                        verbose_name="lease",
                    ),
                ),
                ("lease_year", models.PositiveSmallIntegerField(verbose_name="year of the lease")),
                (
                    "yuan",
                    models.DecimalField(
                        decimal_places=4, max_digits=10, verbose_name="yuan per m²"
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("m2_month", "yuan per m² and month"),
                            ("m2_once", "yuan per m², once"),
                        ],
                        default="m2_month",
                        max_length=20,
                        verbose_name="subsidy is",
                    ),
                ),
                (
                    "max_area",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=10,
                        null=True,
                        verbose_name="for at most (m²)",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="UnitEvent",
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
                        to="facilities.unit",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "building",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="facilities.building",
                        verbose_name="building",
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
                ("floor", models.SmallIntegerField(verbose_name="floor")),
                ("number", models.CharField(max_length=20, verbose_name="unit number")),
                (
                    "kind",
                    models.CharField(
                        choices=[("room", "Room"), ("workshop", "Workshop"), ("desk", "Desk")],
                        default="room",
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                (
                    "floor_area",
                    models.DecimalField(
                        decimal_places=2, max_digits=10, verbose_name="floor area (m²)"
                    ),
                ),
                (
                    "usable_area",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=10,
                        null=True,
                        verbose_name="usable area (m²)",
                    ),
                ),
                (
                    "use",
                    models.CharField(
                        choices=[
                            ("office", "Office of the institution"),
                            ("incubatee", "For incubatees"),
                            ("public_service", "Public service"),
                            ("other", "Other use"),
                        ],
                        default="incubatee",
                        max_length=20,
                        verbose_name="use",
                    ),
                ),
                ("rentable", models.BooleanField(default=True, verbose_name="to let")),
                ("begins_on", models.DateField(verbose_name="exists since")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="exists until")),
                ("note", models.TextField(blank=True, verbose_name="note")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="UnitSuccession",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "before",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="became",
                        to="facilities.unit",
                        verbose_name="the unit before",
                    ),
                ),
                (
                    "after",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="came_from",
                        to="facilities.unit",
                        verbose_name="the unit after",
                    ),
                ),
            ],
            options={
                "verbose_name": "succession",
                "verbose_name_plural": "successions",
                "constraints": [
                    models.UniqueConstraint(fields=("before", "after"), name="succession_once"),
                    models.CheckConstraint(
                        condition=models.Q(("before", models.F("after")), _negated=True),
                        name="succession_of_another_unit",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ClosureEvent",
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
                        to="facilities.closure",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "unit",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="facilities.unit",
                        verbose_name="unit",
                    ),
                ),
                ("begins_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(blank=True, null=True, verbose_name="until")),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("repair", "Repair"),
                            ("fit_out", "Fit-out"),
                            ("damage", "Damage"),
                            ("safety", "Safety"),
                            ("other", "Other reason"),
                        ],
                        max_length=20,
                        verbose_name="reason",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="note")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="LeasedUnitEvent",
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
                        to="facilities.leasedunit",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "lease",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="facilities.spacelease",
                        verbose_name="lease",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="facilities.unit",
                        verbose_name="unit",
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
                ("begins_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(verbose_name="until")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PaymentEvent",
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
                        to="facilities.payment",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "lease",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="facilities.spacelease",
                        verbose_name="lease",
                    ),
                ),
                (
                    "charge",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="facilities.charge",
                        verbose_name="charge",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("received", "Received"), ("refunded", "Refunded")],
                        default="received",
                        max_length=20,
                        verbose_name="kind",
                    ),
                ),
                ("paid_on", models.DateField(verbose_name="on")),
                ("amount_fen", models.BigIntegerField(verbose_name="amount (fen)")),
                (
                    "reference",
                    models.CharField(blank=True, max_length=80, verbose_name="reference"),
                ),
                (
                    "reversed_on",
                    models.DateField(blank=True, null=True, verbose_name="reversed on"),
                ),
                (
                    "reversal_reason",
                    models.CharField(
                        blank=True, max_length=200, verbose_name="reason for the reversal"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ReservedUnitEvent",
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
                        to="facilities.reservedunit",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "reservation",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="facilities.reservation",
                        verbose_name="reservation",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="facilities.unit",
                        verbose_name="unit",
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
                ("begins_on", models.DateField(verbose_name="from")),
                ("ends_on", models.DateField(verbose_name="until")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="UnitSuccessionEvent",
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
                        to="facilities.unitsuccession",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "before",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="facilities.unit",
                        verbose_name="the unit before",
                    ),
                ),
                (
                    "after",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="facilities.unit",
                        verbose_name="the unit after",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="building",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "facilities_buildingevent" ("closed_on", "code", "floor_area", "id", "incubator_id", "name", "note", "opened_on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase_id", "tenure") VALUES (NEW."closed_on", NEW."code", NEW."floor_area", NEW."id", NEW."incubator_id", NEW."name", NEW."note", NEW."opened_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."phase_id", NEW."tenure"); RETURN NULL;',
                    hash="9382342c3ea5bd7ac0e6d7c45444efabb1dc8709",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_157b3",
                    table="facilities_building",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="building",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "facilities_buildingevent" ("closed_on", "code", "floor_area", "id", "incubator_id", "name", "note", "opened_on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase_id", "tenure") VALUES (NEW."closed_on", NEW."code", NEW."floor_area", NEW."id", NEW."incubator_id", NEW."name", NEW."note", NEW."opened_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."phase_id", NEW."tenure"); RETURN NULL;',
                    hash="4eba609f00d66fa04a2ae26016ce3f18b7d74111",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c42de",
                    table="facilities_building",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="building",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "facilities_buildingevent" ("closed_on", "code", "floor_area", "id", "incubator_id", "name", "note", "opened_on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase_id", "tenure") VALUES (OLD."closed_on", OLD."code", OLD."floor_area", OLD."id", OLD."incubator_id", OLD."name", OLD."note", OLD."opened_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."phase_id", OLD."tenure"); RETURN NULL;',
                    hash="65c6f140115bcae872bac7123957b0f700146103",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_c7db3",
                    table="facilities_building",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="buildingevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="bfcd245c1e93e9fc6eb6f8ffba3639fa790b0d84",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_68d4c",
                    table="facilities_buildingevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="buildingevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="b0970cb9be865f3dc8fcb9d78446d00ddba20018",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_37aac",
                    table="facilities_buildingevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="constructionrecord",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "facilities_constructionrecordevent" ("as_of", "buildings", "built_area", "id", "incubator_id", "percent_done", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase_id", "planned_area", "planned_cost", "site_area", "source", "spent", "state") VALUES (NEW."as_of", NEW."buildings", NEW."built_area", NEW."id", NEW."incubator_id", NEW."percent_done", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."phase_id", NEW."planned_area", NEW."planned_cost", NEW."site_area", NEW."source", NEW."spent", NEW."state"); RETURN NULL;',
                    hash="f8418af7a1f18cde5d88d82bf995f202a5bd8eb8",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_37b5d",
                    table="facilities_constructionrecord",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="constructionrecord",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "facilities_constructionrecordevent" ("as_of", "buildings", "built_area", "id", "incubator_id", "percent_done", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase_id", "planned_area", "planned_cost", "site_area", "source", "spent", "state") VALUES (NEW."as_of", NEW."buildings", NEW."built_area", NEW."id", NEW."incubator_id", NEW."percent_done", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."phase_id", NEW."planned_area", NEW."planned_cost", NEW."site_area", NEW."source", NEW."spent", NEW."state"); RETURN NULL;',
                    hash="423077d2b661d72c39bfe847e9ed71859fad685a",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_bd9c6",
                    table="facilities_constructionrecord",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="constructionrecord",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "facilities_constructionrecordevent" ("as_of", "buildings", "built_area", "id", "incubator_id", "percent_done", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase_id", "planned_area", "planned_cost", "site_area", "source", "spent", "state") VALUES (OLD."as_of", OLD."buildings", OLD."built_area", OLD."id", OLD."incubator_id", OLD."percent_done", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."phase_id", OLD."planned_area", OLD."planned_cost", OLD."site_area", OLD."source", OLD."spent", OLD."state"); RETURN NULL;',
                    hash="4cec2a7ee3500b747ef457152e2f62bd1ad2a697",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_f07b9",
                    table="facilities_constructionrecord",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="constructionrecordevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="a7183e434af76c07da03745ce6550846345f2667",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_f3d97",
                    table="facilities_constructionrecordevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="constructionrecordevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="cf8504e81ab741ce6883a875e70981ac8c231432",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_41b50",
                    table="facilities_constructionrecordevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="milestone",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "facilities_milestoneevent" ("id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase_id", "planned_on", "reached_on", "source") VALUES (NEW."id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."phase_id", NEW."planned_on", NEW."reached_on", NEW."source"); RETURN NULL;',
                    hash="db25fb657260895b0262c402554951ad159071e0",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_77110",
                    table="facilities_milestone",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="milestone",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "facilities_milestoneevent" ("id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase_id", "planned_on", "reached_on", "source") VALUES (NEW."id", NEW."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."phase_id", NEW."planned_on", NEW."reached_on", NEW."source"); RETURN NULL;',
                    hash="75057c3e61685adc479c97e9b6828470193a3514",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_6803b",
                    table="facilities_milestone",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="milestone",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "facilities_milestoneevent" ("id", "name", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phase_id", "planned_on", "reached_on", "source") VALUES (OLD."id", OLD."name", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."phase_id", OLD."planned_on", OLD."reached_on", OLD."source"); RETURN NULL;',
                    hash="77c7ec79f6742915a72eed86437d47b2d0a6d610",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_a8a13",
                    table="facilities_milestone",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="milestoneevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="d96736a2a3279136098807986bd69ac855935d20",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_6e11f",
                    table="facilities_milestoneevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="milestoneevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="0e906fb5317108b993999e4f7e519726e5cc9bd5",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_bceee",
                    table="facilities_milestoneevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="reservation",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "facilities_reservationevent" ("admission_id", "begins_on", "deposit_paid_on", "deposit_recorded_at", "deposit_recorded_by_id", "deposit_reference", "ends_on", "free_months", "holds_until", "id", "incubator_id", "late_fee_rate", "made_at", "made_by_id", "made_on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "price_basis", "price_class", "property_fee", "release_reason", "released_on", "rhythm", "room_deposit", "unit_price", "utilities_deposit") VALUES (NEW."admission_id", NEW."begins_on", NEW."deposit_paid_on", NEW."deposit_recorded_at", NEW."deposit_recorded_by_id", NEW."deposit_reference", NEW."ends_on", NEW."free_months", NEW."holds_until", NEW."id", NEW."incubator_id", NEW."late_fee_rate", NEW."made_at", NEW."made_by_id", NEW."made_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."price_basis", NEW."price_class", NEW."property_fee", NEW."release_reason", NEW."released_on", NEW."rhythm", NEW."room_deposit", NEW."unit_price", NEW."utilities_deposit"); RETURN NULL;',
                    hash="80154633f2eb1dfb8e803b30411cb672a760b20b",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_db812",
                    table="facilities_reservation",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="reservation",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "facilities_reservationevent" ("admission_id", "begins_on", "deposit_paid_on", "deposit_recorded_at", "deposit_recorded_by_id", "deposit_reference", "ends_on", "free_months", "holds_until", "id", "incubator_id", "late_fee_rate", "made_at", "made_by_id", "made_on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "price_basis", "price_class", "property_fee", "release_reason", "released_on", "rhythm", "room_deposit", "unit_price", "utilities_deposit") VALUES (NEW."admission_id", NEW."begins_on", NEW."deposit_paid_on", NEW."deposit_recorded_at", NEW."deposit_recorded_by_id", NEW."deposit_reference", NEW."ends_on", NEW."free_months", NEW."holds_until", NEW."id", NEW."incubator_id", NEW."late_fee_rate", NEW."made_at", NEW."made_by_id", NEW."made_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."price_basis", NEW."price_class", NEW."property_fee", NEW."release_reason", NEW."released_on", NEW."rhythm", NEW."room_deposit", NEW."unit_price", NEW."utilities_deposit"); RETURN NULL;',
                    hash="f3cf8fad82922361938de4caf8aee301f8ac6fee",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_b0d8a",
                    table="facilities_reservation",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="reservation",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "facilities_reservationevent" ("admission_id", "begins_on", "deposit_paid_on", "deposit_recorded_at", "deposit_recorded_by_id", "deposit_reference", "ends_on", "free_months", "holds_until", "id", "incubator_id", "late_fee_rate", "made_at", "made_by_id", "made_on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "price_basis", "price_class", "property_fee", "release_reason", "released_on", "rhythm", "room_deposit", "unit_price", "utilities_deposit") VALUES (OLD."admission_id", OLD."begins_on", OLD."deposit_paid_on", OLD."deposit_recorded_at", OLD."deposit_recorded_by_id", OLD."deposit_reference", OLD."ends_on", OLD."free_months", OLD."holds_until", OLD."id", OLD."incubator_id", OLD."late_fee_rate", OLD."made_at", OLD."made_by_id", OLD."made_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."price_basis", OLD."price_class", OLD."property_fee", OLD."release_reason", OLD."released_on", OLD."rhythm", OLD."room_deposit", OLD."unit_price", OLD."utilities_deposit"); RETURN NULL;',
                    hash="04882600c262a872052728a6d87b4c19f1f7c004",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_99614",
                    table="facilities_reservation",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="reservationevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="45fc3cffe624051429754bfc056ac67e9940047e",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_fc30b",
                    table="facilities_reservationevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="reservationevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="7a10e56fd4fbf127dab9ff0efdfeed3d6d97f7b5",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_aa78e",
                    table="facilities_reservationevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="spacelease",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "facilities_spaceleaseevent" ("begins_on", "cancelled_on", "company_id", "contact_email", "document", "ended_on", "ends_on", "findings", "free_months", "handed_back_on", "handed_over_on", "id", "incubator_id", "inspected_on", "late_fee_rate", "note", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "price_basis", "price_class", "property_fee", "renews_id", "residence_id", "rhythm", "room_deposit", "signed_on", "unit_price", "utilities_deposit") VALUES (NEW."begins_on", NEW."cancelled_on", NEW."company_id", NEW."contact_email", NEW."document", NEW."ended_on", NEW."ends_on", NEW."findings", NEW."free_months", NEW."handed_back_on", NEW."handed_over_on", NEW."id", NEW."incubator_id", NEW."inspected_on", NEW."late_fee_rate", NEW."note", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."price_basis", NEW."price_class", NEW."property_fee", NEW."renews_id", NEW."residence_id", NEW."rhythm", NEW."room_deposit", NEW."signed_on", NEW."unit_price", NEW."utilities_deposit"); RETURN NULL;',
                    hash="dee3f9cde9500ebf693fa9cb9f2566335cb6e0bc",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_9bab5",
                    table="facilities_spacelease",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="spacelease",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "facilities_spaceleaseevent" ("begins_on", "cancelled_on", "company_id", "contact_email", "document", "ended_on", "ends_on", "findings", "free_months", "handed_back_on", "handed_over_on", "id", "incubator_id", "inspected_on", "late_fee_rate", "note", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "price_basis", "price_class", "property_fee", "renews_id", "residence_id", "rhythm", "room_deposit", "signed_on", "unit_price", "utilities_deposit") VALUES (NEW."begins_on", NEW."cancelled_on", NEW."company_id", NEW."contact_email", NEW."document", NEW."ended_on", NEW."ends_on", NEW."findings", NEW."free_months", NEW."handed_back_on", NEW."handed_over_on", NEW."id", NEW."incubator_id", NEW."inspected_on", NEW."late_fee_rate", NEW."note", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."price_basis", NEW."price_class", NEW."property_fee", NEW."renews_id", NEW."residence_id", NEW."rhythm", NEW."room_deposit", NEW."signed_on", NEW."unit_price", NEW."utilities_deposit"); RETURN NULL;',
                    hash="dbb8cc07aa7d6c8d525c8801de2e3db8bde3ac4c",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_cef62",
                    table="facilities_spacelease",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="spacelease",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "facilities_spaceleaseevent" ("begins_on", "cancelled_on", "company_id", "contact_email", "document", "ended_on", "ends_on", "findings", "free_months", "handed_back_on", "handed_over_on", "id", "incubator_id", "inspected_on", "late_fee_rate", "note", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "price_basis", "price_class", "property_fee", "renews_id", "residence_id", "rhythm", "room_deposit", "signed_on", "unit_price", "utilities_deposit") VALUES (OLD."begins_on", OLD."cancelled_on", OLD."company_id", OLD."contact_email", OLD."document", OLD."ended_on", OLD."ends_on", OLD."findings", OLD."free_months", OLD."handed_back_on", OLD."handed_over_on", OLD."id", OLD."incubator_id", OLD."inspected_on", OLD."late_fee_rate", OLD."note", OLD."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."price_basis", OLD."price_class", OLD."property_fee", OLD."renews_id", OLD."residence_id", OLD."rhythm", OLD."room_deposit", OLD."signed_on", OLD."unit_price", OLD."utilities_deposit"); RETURN NULL;',
                    hash="2a9d2efcdd88cf162c618f9dfe89d2385c71556b",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_e0300",
                    table="facilities_spacelease",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="pricestepevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="4decd7e2e77b7beb7d031bea6bee31fdd168e4f4",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_ed643",
                    table="facilities_pricestepevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="pricestepevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="8e8f299c5256b7fa09845ad0e9194e0ca1476489",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_3c926",
                    table="facilities_pricestepevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="pricestep",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "facilities_pricestepevent" ("from_on", "id", "lease_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit_price") VALUES (NEW."from_on", NEW."id", NEW."lease_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."unit_price"); RETURN NULL;',
                    hash="1a38cd369fcf912e31d5487e08c0281101f15b70",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_a3764",
                    table="facilities_pricestep",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="pricestep",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "facilities_pricestepevent" ("from_on", "id", "lease_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit_price") VALUES (NEW."from_on", NEW."id", NEW."lease_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."unit_price"); RETURN NULL;',
                    hash="b2687de61669d6916a79b22e609072c0b73e4fbd",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_fc164",
                    table="facilities_pricestep",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="pricestep",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "facilities_pricestepevent" ("from_on", "id", "lease_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit_price") VALUES (OLD."from_on", OLD."id", OLD."lease_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."unit_price"); RETURN NULL;',
                    hash="857799e11e4137f7a6bbb72aed2f7513237485ce",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_8f287",
                    table="facilities_pricestep",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="paymentevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="6e6c530e64e1c856c2f169f2b60b32af211badc9",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_66649",
                    table="facilities_paymentevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="paymentevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="40e8b4f6d6d494a9e4fc0688edbbd5c13fe9ba7e",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_31ebe",
                    table="facilities_paymentevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="payment",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "facilities_paymentevent" ("amount_fen", "charge_id", "id", "kind", "lease_id", "paid_on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "reversal_reason", "reversed_on") VALUES (NEW."amount_fen", NEW."charge_id", NEW."id", NEW."kind", NEW."lease_id", NEW."paid_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."reference", NEW."reversal_reason", NEW."reversed_on"); RETURN NULL;',
                    hash="acdbaf7c46021705b0d751f4bed1809b9371f0e6",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_f8fab",
                    table="facilities_payment",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="payment",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "facilities_paymentevent" ("amount_fen", "charge_id", "id", "kind", "lease_id", "paid_on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "reversal_reason", "reversed_on") VALUES (NEW."amount_fen", NEW."charge_id", NEW."id", NEW."kind", NEW."lease_id", NEW."paid_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."reference", NEW."reversal_reason", NEW."reversed_on"); RETURN NULL;',
                    hash="1323a22297c0a4a383f2b7f8917702db8f6ff0f2",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_b6a50",
                    table="facilities_payment",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="payment",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "facilities_paymentevent" ("amount_fen", "charge_id", "id", "kind", "lease_id", "paid_on", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reference", "reversal_reason", "reversed_on") VALUES (OLD."amount_fen", OLD."charge_id", OLD."id", OLD."kind", OLD."lease_id", OLD."paid_on", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."reference", OLD."reversal_reason", OLD."reversed_on"); RETURN NULL;',
                    hash="80e124c0cb2182a6c60387c36198ae1e0c3c28dc",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_c2b10",
                    table="facilities_payment",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="chargeevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="d828578993c3e7d4686ace2ef087bf8161d55a4d",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_73e60",
                    table="facilities_chargeevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="chargeevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="8b01881fe6c0158fe0a195db7d99c905d06fc8c1",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_ce5be",
                    table="facilities_chargeevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="charge",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "facilities_chargeevent" ("amount_fen", "due_on", "from_on", "gross_fen", "id", "kind", "late_for_id", "lease_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reversal_reason", "reversed_on", "subsidy_fen", "until_on", "waived") VALUES (NEW."amount_fen", NEW."due_on", NEW."from_on", NEW."gross_fen", NEW."id", NEW."kind", NEW."late_for_id", NEW."lease_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."reversal_reason", NEW."reversed_on", NEW."subsidy_fen", NEW."until_on", NEW."waived"); RETURN NULL;',
                    hash="c7859655f38ba4fbf78dc870bec00404e27748ab",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_c439b",
                    table="facilities_charge",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="charge",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "facilities_chargeevent" ("amount_fen", "due_on", "from_on", "gross_fen", "id", "kind", "late_for_id", "lease_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reversal_reason", "reversed_on", "subsidy_fen", "until_on", "waived") VALUES (NEW."amount_fen", NEW."due_on", NEW."from_on", NEW."gross_fen", NEW."id", NEW."kind", NEW."late_for_id", NEW."lease_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."reversal_reason", NEW."reversed_on", NEW."subsidy_fen", NEW."until_on", NEW."waived"); RETURN NULL;',
                    hash="48a98946f309471d3a32622a6c56382e67c98039",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_9f53f",
                    table="facilities_charge",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="charge",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "facilities_chargeevent" ("amount_fen", "due_on", "from_on", "gross_fen", "id", "kind", "late_for_id", "lease_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reversal_reason", "reversed_on", "subsidy_fen", "until_on", "waived") VALUES (OLD."amount_fen", OLD."due_on", OLD."from_on", OLD."gross_fen", OLD."id", OLD."kind", OLD."late_for_id", OLD."lease_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."reversal_reason", OLD."reversed_on", OLD."subsidy_fen", OLD."until_on", OLD."waived"); RETURN NULL;',
                    hash="78221c9f4a88becc0fc65fca39e394720f7c7713",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_f3a14",
                    table="facilities_charge",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="spaceleaseevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="3d98a17680e30994736234e3a59462bdee777242",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_336e1",
                    table="facilities_spaceleaseevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="spaceleaseevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="e2a2437247f46585e7ab65864dfc4461274c456f",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_63969",
                    table="facilities_spaceleaseevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="subsidystep",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "facilities_subsidystepevent" ("basis", "id", "lease_id", "lease_year", "max_area", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "yuan") VALUES (NEW."basis", NEW."id", NEW."lease_id", NEW."lease_year", NEW."max_area", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."yuan"); RETURN NULL;',
                    hash="a967ab42cf04d0f76356a6447b4079368b8d5b9b",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_4ccc1",
                    table="facilities_subsidystep",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="subsidystep",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "facilities_subsidystepevent" ("basis", "id", "lease_id", "lease_year", "max_area", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "yuan") VALUES (NEW."basis", NEW."id", NEW."lease_id", NEW."lease_year", NEW."max_area", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."yuan"); RETURN NULL;',
                    hash="ba520cc9c1561caac2a9ecf7a21b109f79ce9121",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a0796",
                    table="facilities_subsidystep",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="subsidystep",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "facilities_subsidystepevent" ("basis", "id", "lease_id", "lease_year", "max_area", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "yuan") VALUES (OLD."basis", OLD."id", OLD."lease_id", OLD."lease_year", OLD."max_area", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."yuan"); RETURN NULL;',
                    hash="68391ca5b37723bdd448db16508eb741d779e75d",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_a667d",
                    table="facilities_subsidystep",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="subsidystepevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="265c6136455dc8f8004a2c173fd948d2595e85fd",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_18b9a",
                    table="facilities_subsidystepevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="subsidystepevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="bcc899df2fa068939884c6d47e63287f988b66ed",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_b247e",
                    table="facilities_subsidystepevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="unit",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "facilities_unitevent" ("begins_on", "building_id", "ends_on", "floor", "floor_area", "id", "incubator_id", "kind", "note", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rentable", "usable_area", "use") VALUES (NEW."begins_on", NEW."building_id", NEW."ends_on", NEW."floor", NEW."floor_area", NEW."id", NEW."incubator_id", NEW."kind", NEW."note", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."rentable", NEW."usable_area", NEW."use"); RETURN NULL;',
                    hash="179241e212d990675b8901f72c6b881d12ce18bc",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_9a050",
                    table="facilities_unit",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="unit",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "facilities_unitevent" ("begins_on", "building_id", "ends_on", "floor", "floor_area", "id", "incubator_id", "kind", "note", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rentable", "usable_area", "use") VALUES (NEW."begins_on", NEW."building_id", NEW."ends_on", NEW."floor", NEW."floor_area", NEW."id", NEW."incubator_id", NEW."kind", NEW."note", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."rentable", NEW."usable_area", NEW."use"); RETURN NULL;',
                    hash="0be6d0a099fce06bf192e628a0fdeb3f46c02438",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_2329a",
                    table="facilities_unit",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="unit",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "facilities_unitevent" ("begins_on", "building_id", "ends_on", "floor", "floor_area", "id", "incubator_id", "kind", "note", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rentable", "usable_area", "use") VALUES (OLD."begins_on", OLD."building_id", OLD."ends_on", OLD."floor", OLD."floor_area", OLD."id", OLD."incubator_id", OLD."kind", OLD."note", OLD."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."rentable", OLD."usable_area", OLD."use"); RETURN NULL;',
                    hash="43bce36a8bf2fa20c7177f90eecb8db785cc64b1",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_d2225",
                    table="facilities_unit",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="reservedunitevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="bc20cd6611d48bc4f0042d20ed08f8d70bd55ab7",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_e9c10",
                    table="facilities_reservedunitevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="reservedunitevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="e75934d2af43f0a86c2619a854b8120b29a15b57",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_75d7f",
                    table="facilities_reservedunitevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="reservedunit",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "facilities_reservedunitevent" ("begins_on", "ends_on", "id", "incubator_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reservation_id", "unit_id") VALUES (NEW."begins_on", NEW."ends_on", NEW."id", NEW."incubator_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."reservation_id", NEW."unit_id"); RETURN NULL;',
                    hash="347854a0ecb3e10b034c0bb09370c1dd5a621583",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_33d20",
                    table="facilities_reservedunit",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="reservedunit",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "facilities_reservedunitevent" ("begins_on", "ends_on", "id", "incubator_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reservation_id", "unit_id") VALUES (NEW."begins_on", NEW."ends_on", NEW."id", NEW."incubator_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."reservation_id", NEW."unit_id"); RETURN NULL;',
                    hash="9ea3c36c69dcc72f0f282ee82ebc5080f7cc7052",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a1cb5",
                    table="facilities_reservedunit",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="reservedunit",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "facilities_reservedunitevent" ("begins_on", "ends_on", "id", "incubator_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reservation_id", "unit_id") VALUES (OLD."begins_on", OLD."ends_on", OLD."id", OLD."incubator_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."reservation_id", OLD."unit_id"); RETURN NULL;',
                    hash="d48cf836106c45b7f3937500ae1e21847221a876",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_e22f5",
                    table="facilities_reservedunit",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="leasedunitevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="aa43108808b54321020a62060b5a4eb82e021281",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_23e10",
                    table="facilities_leasedunitevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="leasedunitevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="50fb50cd89d4a99209706f44587f7fd4fac98853",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_8c6f8",
                    table="facilities_leasedunitevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="leasedunit",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "facilities_leasedunitevent" ("begins_on", "ends_on", "id", "incubator_id", "lease_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit_id") VALUES (NEW."begins_on", NEW."ends_on", NEW."id", NEW."incubator_id", NEW."lease_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."unit_id"); RETURN NULL;',
                    hash="f9c085686c6eac65e6412e9ea4821949b9b23ff7",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_f412a",
                    table="facilities_leasedunit",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="leasedunit",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "facilities_leasedunitevent" ("begins_on", "ends_on", "id", "incubator_id", "lease_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit_id") VALUES (NEW."begins_on", NEW."ends_on", NEW."id", NEW."incubator_id", NEW."lease_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."unit_id"); RETURN NULL;',
                    hash="4a7683aff59f8d4afd2d35a1ca921d40841039ab",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_4b9cd",
                    table="facilities_leasedunit",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="leasedunit",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "facilities_leasedunitevent" ("begins_on", "ends_on", "id", "incubator_id", "lease_id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit_id") VALUES (OLD."begins_on", OLD."ends_on", OLD."id", OLD."incubator_id", OLD."lease_id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."unit_id"); RETURN NULL;',
                    hash="7a1343f1351530dbb0090ff1f605df366f07170a",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_376d9",
                    table="facilities_leasedunit",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="closureevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="1555f5b13dc315505a999e6e244b8459a315afc4",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_e7f05",
                    table="facilities_closureevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="closureevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="e782e3b7a5708bd9999c4e5ed339aa2fc1a06f74",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_a52b7",
                    table="facilities_closureevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="closure",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "facilities_closureevent" ("begins_on", "ends_on", "id", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "unit_id") VALUES (NEW."begins_on", NEW."ends_on", NEW."id", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."reason", NEW."unit_id"); RETURN NULL;',
                    hash="dd71240bca97427a1ec25b7f0930c6466acacd65",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_493b7",
                    table="facilities_closure",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="closure",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "facilities_closureevent" ("begins_on", "ends_on", "id", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "unit_id") VALUES (NEW."begins_on", NEW."ends_on", NEW."id", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."reason", NEW."unit_id"); RETURN NULL;',
                    hash="4befb71a9df591e0722c15ac92fd58f856e18544",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_cb5ac",
                    table="facilities_closure",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="closure",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "facilities_closureevent" ("begins_on", "ends_on", "id", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "unit_id") VALUES (OLD."begins_on", OLD."ends_on", OLD."id", OLD."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."reason", OLD."unit_id"); RETURN NULL;',
                    hash="9162c8cb16ed648c385373255110d44cd49a39b2",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_f8366",
                    table="facilities_closure",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="unitevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="dfc973d07207456a01f613a221ecc2a757432cb8",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_f2d3d",
                    table="facilities_unitevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="unitevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="48c61647dff2694af9307aa0d6d38bf5bf569aff",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_422ea",
                    table="facilities_unitevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="unitsuccession",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "facilities_unitsuccessionevent" ("after_id", "before_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."after_id", NEW."before_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id"); RETURN NULL;',
                    hash="7d4ddc1e62d567decb63ce0be59a47bb1bcf5a71",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_634c5",
                    table="facilities_unitsuccession",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="unitsuccession",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "facilities_unitsuccessionevent" ("after_id", "before_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."after_id", NEW."before_id", NEW."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id"); RETURN NULL;',
                    hash="a3b0af2d08a43aa6ba710a05a5308814c654d511",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_13f59",
                    table="facilities_unitsuccession",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="unitsuccession",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "facilities_unitsuccessionevent" ("after_id", "before_id", "id", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."after_id", OLD."before_id", OLD."id", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id"); RETURN NULL;',
                    hash="16077392439b4e3ded1bf86677e2825ad356fe9b",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_0e290",
                    table="facilities_unitsuccession",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="unitsuccessionevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="c05bf78410cf1cb2bec4aba0e57a509a5d14a2b4",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_40e09",
                    table="facilities_unitsuccessionevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="unitsuccessionevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="f7976cd26b81154350d1bb512d123aa36fb403c5",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_4cdc8",
                    table="facilities_unitsuccessionevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]
