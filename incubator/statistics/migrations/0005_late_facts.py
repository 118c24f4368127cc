"""Late facts of published years."""

import django.db.models.deletion
import pghistory.utils
import pgtrigger.compiler
import incubator.core.migration_operations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("companies", "0016_checks_hold_without_a_value"),
        ("statistics", "0004_snapshots"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="LateFact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                ("kind", models.CharField(blank=True, max_length=40, verbose_name="kind")),
                ("rows", models.JSONField(default=dict, verbose_name="rows")),
                ("effects", models.JSONField(default=list, verbose_name="what it would change")),
                ("recorded_at", models.DateTimeField(verbose_name="recorded at")),
                (
                    "recorded_by",
                    models.CharField(blank=True, max_length=200, verbose_name="recorded by"),
                ),
                (
                    "recorded_because",
                    models.TextField(blank=True, verbose_name="reason recorded with it"),
                ),
                ("found_at", models.DateTimeField(verbose_name="found at")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "To be decided"),
                            ("restate", "To be restated"),
                            ("restated", "Restated"),
                            ("carried", "Carried forward"),
                            ("rejected", "Rejected"),
                            ("lapsed", "Makes no difference any more"),
                        ],
                        default="open",
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                (
                    "decided_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="decided at"),
                ),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
                (
                    "carried_to",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="carried to"
                    ),
                ),
                (
                    "company",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="companies.company",
                        verbose_name="company",
                    ),
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
                (
                    "edition",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="taken_in",
                        to="statistics.snapshot",
                        verbose_name="taken into",
                    ),
                ),
                (
                    "snapshot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="late_facts",
                        to="statistics.snapshot",
                        verbose_name="snapshot",
                    ),
                ),
            ],
            options={
                "verbose_name": "late fact",
                "verbose_name_plural": "late facts",
            },
        ),
        migrations.CreateModel(
            name="LateFactEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("pgh_context", pghistory.utils.JSONField(null=True)),
                ("pgh_context_id", models.UUIDField(null=True)),
                ("id", models.BigIntegerField()),
                ("year", models.PositiveSmallIntegerField(verbose_name="year")),
                ("kind", models.CharField(blank=True, max_length=40, verbose_name="kind")),
                ("rows", models.JSONField(default=dict, verbose_name="rows")),
                ("effects", models.JSONField(default=list, verbose_name="what it would change")),
                ("recorded_at", models.DateTimeField(verbose_name="recorded at")),
                (
                    "recorded_by",
                    models.CharField(blank=True, max_length=200, verbose_name="recorded by"),
                ),
                (
                    "recorded_because",
                    models.TextField(blank=True, verbose_name="reason recorded with it"),
                ),
                ("found_at", models.DateTimeField(verbose_name="found at")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "To be decided"),
                            ("restate", "To be restated"),
                            ("restated", "Restated"),
                            ("carried", "Carried forward"),
                            ("rejected", "Rejected"),
                            ("lapsed", "Makes no difference any more"),
                        ],
                        default="open",
                        max_length=20,
                        verbose_name="state",
                    ),
                ),
                (
                    "decided_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="decided at"),
                ),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
                (
                    "carried_to",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="carried to"
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
                (
                    "edition",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="statistics.snapshot",
                        verbose_name="taken into",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="history",
                        to="statistics.latefact",
                    ),
                ),
                (
                    "snapshot",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="statistics.snapshot",
                        verbose_name="snapshot",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="latefact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["open", "restate", "restated", "carried", "rejected", "lapsed"])
                ),
                name="late_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="latefact",
            constraint=models.CheckConstraint(
                condition=models.Q(("year__range", (1980, 2100))), name="late_year"
            ),
        ),
        migrations.AddConstraint(
            model_name="latefact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("company__isnull", False), ("kind", "")),
                    models.Q(("company__isnull", True), models.Q(("kind", ""), _negated=True)),
                    _connector="OR",
                ),
                name="late_about_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="latefact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("decided_at__isnull", False),
                        ("decided_by__isnull", False),
                        ("state__in", ["restate", "restated", "carried", "rejected"]),
                        models.Q(("reason", ""), _negated=True),
                    ),
                    models.Q(
                        models.Q(
                            ("state__in", ["restate", "restated", "carried", "rejected"]),
                            _negated=True,
                        ),
                        ("decided_at__isnull", True),
                        ("decided_by__isnull", True),
                        ("reason", ""),
                    ),
                    _connector="OR",
                ),
                name="late_decided_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="latefact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("carried_to__gt", models.F("year")), ("state", "carried")),
                    models.Q(
                        models.Q(("state", "carried"), _negated=True), ("carried_to__isnull", True)
                    ),
                    _connector="OR",
                ),
                name="late_carried_to_a_later_year",
            ),
        ),
        migrations.AddConstraint(
            model_name="latefact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("edition__isnull", False), ("state", "restated")),
                    models.Q(("state", "restated"), _negated=True),
                    _connector="OR",
                ),
                name="late_restated_in_an_edition",
            ),
        ),
        migrations.AddConstraint(
            model_name="latefact",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["open", "restate"])),
                fields=("year", "company", "kind"),
                name="late_one_waiting",
                nulls_distinct=False,
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="latefact",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "statistics_latefactevent" ("carried_to", "company_id", "decided_at", "decided_by_id", "edition_id", "effects", "found_at", "id", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recorded_at", "recorded_because", "recorded_by", "rows", "snapshot_id", "state", "year") VALUES (NEW."carried_to", NEW."company_id", NEW."decided_at", NEW."decided_by_id", NEW."edition_id", NEW."effects", NEW."found_at", NEW."id", NEW."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."reason", NEW."recorded_at", NEW."recorded_because", NEW."recorded_by", NEW."rows", NEW."snapshot_id", NEW."state", NEW."year"); RETURN NULL;',
                    hash="158d906d1e057b999e0df3bd26d57eb5045fda96",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_e07e0",
                    table="statistics_latefact",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="latefact",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "statistics_latefactevent" ("carried_to", "company_id", "decided_at", "decided_by_id", "edition_id", "effects", "found_at", "id", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recorded_at", "recorded_because", "recorded_by", "rows", "snapshot_id", "state", "year") VALUES (NEW."carried_to", NEW."company_id", NEW."decided_at", NEW."decided_by_id", NEW."edition_id", NEW."effects", NEW."found_at", NEW."id", NEW."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."reason", NEW."recorded_at", NEW."recorded_because", NEW."recorded_by", NEW."rows", NEW."snapshot_id", NEW."state", NEW."year"); RETURN NULL;',
                    hash="965c137884243e790f73e4c2b7069f7ab15748d1",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_00f94",
                    table="statistics_latefact",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="latefact",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "statistics_latefactevent" ("carried_to", "company_id", "decided_at", "decided_by_id", "edition_id", "effects", "found_at", "id", "kind", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recorded_at", "recorded_because", "recorded_by", "rows", "snapshot_id", "state", "year") VALUES (OLD."carried_to", OLD."company_id", OLD."decided_at", OLD."decided_by_id", OLD."edition_id", OLD."effects", OLD."found_at", OLD."id", OLD."kind", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."reason", OLD."recorded_at", OLD."recorded_because", OLD."recorded_by", OLD."rows", OLD."snapshot_id", OLD."state", OLD."year"); RETURN NULL;',
                    hash="4335297faf821f73896a53280dcc01e141b2bc30",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_63174",
                    table="statistics_latefact",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="latefactevent",
            trigger=pgtrigger.compiler.Trigger(
                name="no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n        IF current_database() NOT LIKE 'test\\_%' THEN\n            RAISE EXCEPTION 'pgtrigger: history cannot be truncated (%)', TG_TABLE_NAME;\n        END IF;\n        RETURN NULL;\n    ",
                    hash="1a78b71b5fa62e6d00ae14de2107691e32031c14",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_no_truncate_5ce71",
                    table="statistics_latefactevent",
                    when="BEFORE",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="latefactevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="9f3eab30bfbf8ef919461667ab068e200ac0e190",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_ea777",
                    table="statistics_latefactevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]
