"""Every table of this part, with its history, constraints and triggers."""

import django.db.models.deletion
import django.db.models.expressions
import incubator.core.migration_operations
import incubator.statistics.models
import pghistory.utils
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [("statistics", "0001_initial")]

    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("institutions", "0001_tables"),
    ]

    operations = [
        migrations.CreateModel(
            name="ComputationRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("queued", "Waiting for a worker"),
                            ("running", "Running"),
                            ("succeeded", "Done"),
                            ("failed", "Failed"),
                        ],
                        default="queued",
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("counting", "Counting the facts"),
                            ("checking", "Checking the stock-flow identity"),
                            ("writing", "Writing the totals"),
                            ("done", "Done"),
                        ],
                        default="waiting",
                        max_length=20,
                        verbose_name="step",
                    ),
                ),
                (
                    "progress",
                    models.PositiveSmallIntegerField(default=0, verbose_name="progress (%)"),
                ),
                (
                    "trigger",
                    models.CharField(
                        choices=[
                            ("schedule", "Nightly schedule"),
                            ("admin", "Admin"),
                            ("command", "Command line"),
                        ],
                        max_length=20,
                        verbose_name="started by",
                    ),
                ),
                (
                    "requested_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="requested by",
                    ),
                ),
                ("requested_at", models.DateTimeField(verbose_name="requested at")),
                (
                    "started_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="started at"),
                ),
                (
                    "finished_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="finished at"),
                ),
                ("error", models.TextField(blank=True, verbose_name="error")),
                (
                    "error_code",
                    models.CharField(blank=True, max_length=40, verbose_name="error code"),
                ),
                (
                    "identity",
                    models.JSONField(blank=True, default=list, verbose_name="stock-flow identity"),
                ),
            ],
            options={
                "verbose_name": "computation run",
                "verbose_name_plural": "computation runs",
                "indexes": [
                    models.Index(fields=["year", "-finished_at"], name="run_latest_of_year")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["queued", "running", "succeeded", "failed"])
                        ),
                        name="run_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("step__in", ["waiting", "counting", "checking", "writing", "done"])
                        ),
                        name="run_step",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("trigger__in", ["schedule", "admin", "command"])),
                        name="run_trigger",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("year__range", (1980, 2100))), name="run_year"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("progress__range", (0, 100))), name="run_progress"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("finished_at__isnull", True),
                                ("started_at__isnull", True),
                                ("state", "queued"),
                            ),
                            models.Q(
                                ("finished_at__isnull", True),
                                ("started_at__isnull", False),
                                ("state", "running"),
                            ),
                            models.Q(
                                ("error", ""),
                                ("finished_at__isnull", False),
                                ("progress", 100),
                                ("started_at__isnull", False),
                                ("state", "succeeded"),
                            ),
                            models.Q(
                                ("finished_at__isnull", False),
                                ("state", "failed"),
                                models.Q(("error", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="run_state_matches_moments",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("finished_at__isnull", True),
                            ("started_at__isnull", True),
                            ("started_at__lte", models.F("finished_at")),
                            _connector="OR",
                        ),
                        name="run_finishes_after_it_starts",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["queued", "running"])),
                        fields=("year",),
                        name="run_one_open_per_year",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Document",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                (
                    "number",
                    models.CharField(
                        max_length=80, unique=True, verbose_name="index or document number"
                    ),
                ),
                ("issuer", models.CharField(blank=True, max_length=120, verbose_name="issuer")),
                ("issued_on", models.DateField(verbose_name="issued on")),
            ],
            options={
                "verbose_name": "document",
                "verbose_name_plural": "documents",
            },
        ),
        migrations.CreateModel(
            name="Citation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "indicator",
                    models.CharField(
                        choices=incubator.statistics.models.indicator_choices,
                        max_length=40,
                        verbose_name="indicator",
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
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="statistics.document",
                        verbose_name="document",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                (
                    "printed",
                    models.CharField(
                        help_text="As printed, such as 30余 or 近3000.",
                        max_length=40,
                        verbose_name="printed form",
                    ),
                ),
                (
                    "place_in_text",
                    models.CharField(
                        blank=True, max_length=120, verbose_name="where in the document"
                    ),
                ),
            ],
            options={
                "verbose_name": "citation",
                "verbose_name_plural": "citations",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("printed", ""), _negated=True),
                        name="citation_prints_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("year__range", (1980, 2100))), name="citation_year"
                    ),
                    models.UniqueConstraint(
                        fields=("document", "indicator", "year", "incubator"),
                        name="citation_once",
                        nulls_distinct=False,
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DocumentEvent",
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
                        to="statistics.document",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("title", models.CharField(max_length=200, verbose_name="title")),
                (
                    "number",
                    models.CharField(max_length=80, verbose_name="index or document number"),
                ),
                ("issuer", models.CharField(blank=True, max_length=120, verbose_name="issuer")),
                ("issued_on", models.DateField(verbose_name="issued on")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="OpeningBalance",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "indicator",
                    models.CharField(
                        choices=incubator.statistics.models.indicator_choices,
                        max_length=40,
                        verbose_name="indicator",
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
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="statistics.document",
                        verbose_name="document",
                    ),
                ),
                ("as_of", models.DateField(verbose_name="as of the end of")),
                (
                    "value",
                    models.DecimalField(decimal_places=2, max_digits=20, verbose_name="value"),
                ),
                ("signed_by", models.CharField(max_length=80, verbose_name="signed by")),
            ],
            options={
                "verbose_name": "opening balance",
                "verbose_name_plural": "opening balances",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("value__gt", 0)), name="opening_positive"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("signed_by", ""), _negated=True),
                        name="opening_is_signed",
                    ),
                    models.UniqueConstraint(
                        fields=("indicator", "incubator"), name="opening_once", nulls_distinct=False
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Target",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "indicator",
                    models.CharField(
                        choices=incubator.statistics.models.indicator_choices,
                        max_length=40,
                        verbose_name="indicator",
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
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="%(class)ss",
                        to="statistics.document",
                        verbose_name="document",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                (
                    "value",
                    models.DecimalField(decimal_places=2, max_digits=20, verbose_name="value"),
                ),
            ],
            options={
                "verbose_name": "target",
                "verbose_name_plural": "targets",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("value__gte", 0)), name="target_not_negative"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("year__range", (1980, 2100))), name="target_year"
                    ),
                    models.UniqueConstraint(
                        fields=("indicator", "year", "incubator"),
                        name="target_once",
                        nulls_distinct=False,
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="YearlyTotal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                ("indicator", models.CharField(max_length=40, verbose_name="indicator")),
                ("part", models.CharField(blank=True, max_length=40, verbose_name="part")),
                (
                    "incubator",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="yearly_totals",
                        to="institutions.incubator",
                        verbose_name="incubator",
                    ),
                ),
                (
                    "counted",
                    models.DecimalField(decimal_places=2, max_digits=20, verbose_name="counted"),
                ),
                (
                    "opening_balance",
                    models.DecimalField(
                        decimal_places=2, default=0, max_digits=20, verbose_name="opening balance"
                    ),
                ),
                (
                    "value",
                    models.DecimalField(decimal_places=2, max_digits=20, verbose_name="value"),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="totals",
                        to="statistics.computationrun",
                        verbose_name="run",
                    ),
                ),
            ],
            options={
                "verbose_name": "yearly total",
                "verbose_name_plural": "yearly totals",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("year", "indicator", "part", "incubator"),
                        name="total_once",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "value",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("counted"), "+", models.F("opening_balance")
                                ),
                            )
                        ),
                        name="total_is_counted_plus_opening",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("counted__gte", 0)), name="total_not_negative"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CitationEvent",
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
                        to="statistics.citation",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "indicator",
                    models.CharField(
                        choices=incubator.statistics.models.indicator_choices,
                        max_length=40,
                        verbose_name="indicator",
                    ),
                ),
                (
                    "incubator",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Empty for the whole zone.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="institutions.incubator",
                        verbose_name="incubator",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="statistics.document",
                        verbose_name="document",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                (
                    "printed",
                    models.CharField(
                        help_text="As printed, such as 30余 or 近3000.",
                        max_length=40,
                        verbose_name="printed form",
                    ),
                ),
                (
                    "place_in_text",
                    models.CharField(
                        blank=True, max_length=120, verbose_name="where in the document"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="OpeningBalanceEvent",
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
                        to="statistics.openingbalance",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "indicator",
                    models.CharField(
                        choices=incubator.statistics.models.indicator_choices,
                        max_length=40,
                        verbose_name="indicator",
                    ),
                ),
                (
                    "incubator",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Empty for the whole zone.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="institutions.incubator",
                        verbose_name="incubator",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="statistics.document",
                        verbose_name="document",
                    ),
                ),
                ("as_of", models.DateField(verbose_name="as of the end of")),
                (
                    "value",
                    models.DecimalField(decimal_places=2, max_digits=20, verbose_name="value"),
                ),
                ("signed_by", models.CharField(max_length=80, verbose_name="signed by")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TargetEvent",
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
                        to="statistics.target",
                    ),
                ),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                (
                    "indicator",
                    models.CharField(
                        choices=incubator.statistics.models.indicator_choices,
                        max_length=40,
                        verbose_name="indicator",
                    ),
                ),
                (
                    "incubator",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Empty for the whole zone.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="institutions.incubator",
                        verbose_name="incubator",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="statistics.document",
                        verbose_name="document",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                (
                    "value",
                    models.DecimalField(decimal_places=2, max_digits=20, verbose_name="value"),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="document",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "statistics_documentevent" ("id", "issued_on", "issuer", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title") VALUES (NEW."id", NEW."issued_on", NEW."issuer", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."title"); RETURN NULL;',
                    hash="bec36b34ada6eb2915d53020512ffe4db540e8b0",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_89d95",
                    table="statistics_document",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="document",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "statistics_documentevent" ("id", "issued_on", "issuer", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title") VALUES (NEW."id", NEW."issued_on", NEW."issuer", NEW."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."title"); RETURN NULL;',
                    hash="3b12c183d85f55ffb2f8ca7fbb0e3b280f944634",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_215da",
                    table="statistics_document",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="document",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "statistics_documentevent" ("id", "issued_on", "issuer", "number", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "title") VALUES (OLD."id", OLD."issued_on", OLD."issuer", OLD."number", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."title"); RETURN NULL;',
                    hash="f1d5b8c543e039d62d31ffde566cdb3be13cb111",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_d1ee1",
                    table="statistics_document",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="citationevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="d902e0af1946a3602ba0f1287d10e763ae8537bf",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_6e685",
                    table="statistics_citationevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="citationevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="e100be9b19721ca302fe39f9149caf0639b83377",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_402e7",
                    table="statistics_citationevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="citation",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "statistics_citationevent" ("document_id", "id", "incubator_id", "indicator", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_in_text", "printed", "year") VALUES (NEW."document_id", NEW."id", NEW."incubator_id", NEW."indicator", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."place_in_text", NEW."printed", NEW."year"); RETURN NULL;',
                    hash="73debb394e27dc919832b70f1d7f763a18db3efa",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_f1f64",
                    table="statistics_citation",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="citation",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "statistics_citationevent" ("document_id", "id", "incubator_id", "indicator", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_in_text", "printed", "year") VALUES (NEW."document_id", NEW."id", NEW."incubator_id", NEW."indicator", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."place_in_text", NEW."printed", NEW."year"); RETURN NULL;',
                    hash="39faa0ab452cff847c41f2373c57854ee7aaac94",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_af764",
                    table="statistics_citation",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="citation",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "statistics_citationevent" ("document_id", "id", "incubator_id", "indicator", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_in_text", "printed", "year") VALUES (OLD."document_id", OLD."id", OLD."incubator_id", OLD."indicator", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."place_in_text", OLD."printed", OLD."year"); RETURN NULL;',
                    hash="f3e86c365757b7aecd94a1177dbe970b42ea97e9",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_89a27",
                    table="statistics_citation",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="documentevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="dcab9579d55ab804052c887790bc52bf331684e7",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_6c51f",
                    table="statistics_documentevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="documentevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="318107995182228514b3ea11ec35204178427aa7",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_6f728",
                    table="statistics_documentevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="openingbalance",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "statistics_openingbalanceevent" ("as_of", "document_id", "id", "incubator_id", "indicator", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "signed_by", "value") VALUES (NEW."as_of", NEW."document_id", NEW."id", NEW."incubator_id", NEW."indicator", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."signed_by", NEW."value"); RETURN NULL;',
                    hash="d00dc5fd51225c4407d4459707d939b9de0771df",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_09bfc",
                    table="statistics_openingbalance",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="openingbalance",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "statistics_openingbalanceevent" ("as_of", "document_id", "id", "incubator_id", "indicator", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "signed_by", "value") VALUES (NEW."as_of", NEW."document_id", NEW."id", NEW."incubator_id", NEW."indicator", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."signed_by", NEW."value"); RETURN NULL;',
                    hash="ba3f229f1210d681796a51dff8f9199a8e80fe00",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_f46c3",
                    table="statistics_openingbalance",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="openingbalance",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "statistics_openingbalanceevent" ("as_of", "document_id", "id", "incubator_id", "indicator", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "signed_by", "value") VALUES (OLD."as_of", OLD."document_id", OLD."id", OLD."incubator_id", OLD."indicator", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."signed_by", OLD."value"); RETURN NULL;',
                    hash="c57a7073abf2553b5949f8cfe640919997f9348e",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_19e1c",
                    table="statistics_openingbalance",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="openingbalanceevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="24c499d3e739c6194790030bb74febb32e084159",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_079b8",
                    table="statistics_openingbalanceevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="openingbalanceevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="c1ea0e794cc9d21c3e4aef4d2263c21e19191478",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_a3bb6",
                    table="statistics_openingbalanceevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="target",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "statistics_targetevent" ("document_id", "id", "incubator_id", "indicator", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "value", "year") VALUES (NEW."document_id", NEW."id", NEW."incubator_id", NEW."indicator", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."value", NEW."year"); RETURN NULL;',
                    hash="57af3debb3ffd44ebba35e7955e51fe5b9df3acb",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_dd499",
                    table="statistics_target",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="target",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "statistics_targetevent" ("document_id", "id", "incubator_id", "indicator", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "value", "year") VALUES (NEW."document_id", NEW."id", NEW."incubator_id", NEW."indicator", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."value", NEW."year"); RETURN NULL;',
                    hash="d3aa9138c12c46e8bca787e1c064a09a7ac2f106",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_c553f",
                    table="statistics_target",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="target",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "statistics_targetevent" ("document_id", "id", "incubator_id", "indicator", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "value", "year") VALUES (OLD."document_id", OLD."id", OLD."incubator_id", OLD."indicator", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."value", OLD."year"); RETURN NULL;',
                    hash="c298d8c6520cb6c998ea8d6d16637cc1a0d1c57b",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_def93",
                    table="statistics_target",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="targetevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="60f232c3a3ded4a3b068aa1c49d8bd9eb748fd3e",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_98489",
                    table="statistics_targetevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="targetevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="d1c95793c7b21eb6596a33cac577b47c66db9912",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_861e3",
                    table="statistics_targetevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]
