"""Days that are known only roughly: the earliest and the latest that each can have been."""

import django.db.models.functions.comparison
import django.db.models.lookups
import pgtrigger.compiler
import pgtrigger.migrations
import incubator.core.migration_operations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("companies", "0019_what_a_meeting_saw"),
        ("institutions", "0004_own_facts"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="residence",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="residence",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="residence",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="residence",
            name="admitted_earliest",
            field=models.DateField(
                blank=True, null=True, verbose_name="admitted at the earliest on"
            ),
        ),
        migrations.AddField(
            model_name="residence",
            name="admitted_latest",
            field=models.DateField(blank=True, null=True, verbose_name="admitted at the latest on"),
        ),
        migrations.AddField(
            model_name="residence",
            name="left_earliest",
            field=models.DateField(blank=True, null=True, verbose_name="left at the earliest on"),
        ),
        migrations.AddField(
            model_name="residence",
            name="left_latest",
            field=models.DateField(blank=True, null=True, verbose_name="left at the latest on"),
        ),
        migrations.AddField(
            model_name="residenceevent",
            name="admitted_earliest",
            field=models.DateField(
                blank=True, null=True, verbose_name="admitted at the earliest on"
            ),
        ),
        migrations.AddField(
            model_name="residenceevent",
            name="admitted_latest",
            field=models.DateField(blank=True, null=True, verbose_name="admitted at the latest on"),
        ),
        migrations.AddField(
            model_name="residenceevent",
            name="left_earliest",
            field=models.DateField(blank=True, null=True, verbose_name="left at the earliest on"),
        ),
        migrations.AddField(
            model_name="residenceevent",
            name="left_latest",
            field=models.DateField(blank=True, null=True, verbose_name="left at the latest on"),
        ),
        migrations.AddIndex(
            model_name="residence",
            index=models.Index(
                condition=models.Q(
                    ("admitted_earliest__isnull", False),
                    ("left_earliest__isnull", False),
                    _connector="OR",
                ),
                fields=["company"],
                name="residence_known_roughly",
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="residence",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_residenceevent" ("admitted_earliest", "admitted_latest", "admitted_on", "company_id", "due_on", "exit_ground", "exit_reason", "id", "incubator_id", "left_earliest", "left_latest", "left_on", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme") VALUES (NEW."admitted_earliest", NEW."admitted_latest", NEW."admitted_on", NEW."company_id", NEW."due_on", NEW."exit_ground", NEW."exit_reason", NEW."id", NEW."incubator_id", NEW."left_earliest", NEW."left_latest", NEW."left_on", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."programme"); RETURN NULL;',
                    hash="44d092208f9193eb7c32afdcac25ca7fc7af3eec",
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
                    func='INSERT INTO "companies_residenceevent" ("admitted_earliest", "admitted_latest", "admitted_on", "company_id", "due_on", "exit_ground", "exit_reason", "id", "incubator_id", "left_earliest", "left_latest", "left_on", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme") VALUES (NEW."admitted_earliest", NEW."admitted_latest", NEW."admitted_on", NEW."company_id", NEW."due_on", NEW."exit_ground", NEW."exit_reason", NEW."id", NEW."incubator_id", NEW."left_earliest", NEW."left_latest", NEW."left_on", NEW."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."programme"); RETURN NULL;',
                    hash="f2f780f41d2b0a3dd54555548d291e6c0463785d",
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
                    func='INSERT INTO "companies_residenceevent" ("admitted_earliest", "admitted_latest", "admitted_on", "company_id", "due_on", "exit_ground", "exit_reason", "id", "incubator_id", "left_earliest", "left_latest", "left_on", "note", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "programme") VALUES (OLD."admitted_earliest", OLD."admitted_latest", OLD."admitted_on", OLD."company_id", OLD."due_on", OLD."exit_ground", OLD."exit_reason", OLD."id", OLD."incubator_id", OLD."left_earliest", OLD."left_latest", OLD."left_on", OLD."note", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."programme"); RETURN NULL;',
                    hash="5d2da3150b58a718f3b31b21bce859586d28195c",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_5ed28",
                    table="companies_residence",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="residence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("admitted_earliest__isnull", True), ("admitted_latest__isnull", True)
                    ),
                    models.Q(
                        ("admitted_earliest__isnull", False),
                        ("admitted_latest__gt", models.F("admitted_earliest")),
                        ("admitted_latest__isnull", False),
                        ("admitted_on__gte", models.F("admitted_earliest")),
                        ("admitted_on__isnull", False),
                        ("admitted_on__lte", models.F("admitted_latest")),
                    ),
                    _connector="OR",
                ),
                name="residence_admitted_within_its_span",
            ),
        ),
        migrations.AddConstraint(
            model_name="residence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("left_earliest__isnull", True), ("left_latest__isnull", True)),
                    models.Q(
                        ("left_earliest__isnull", False),
                        ("left_latest__gt", models.F("left_earliest")),
                        ("left_latest__isnull", False),
                        ("left_on__gte", models.F("left_earliest")),
                        ("left_on__isnull", False),
                        ("left_on__lte", models.F("left_latest")),
                    ),
                    _connector="OR",
                ),
                name="residence_left_within_its_span",
            ),
        ),
        migrations.AddConstraint(
            model_name="residence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("left_on__isnull", True),
                    models.Q(("admitted_earliest__isnull", True), ("left_earliest__isnull", True)),
                    models.Q(
                        django.db.models.lookups.GreaterThan(
                            django.db.models.functions.comparison.Coalesce(
                                "left_earliest", "left_on"
                            ),
                            django.db.models.functions.comparison.Coalesce(
                                "admitted_earliest", "admitted_on"
                            ),
                        ),
                        django.db.models.lookups.GreaterThan(
                            django.db.models.functions.comparison.Coalesce(
                                "left_latest", "left_on"
                            ),
                            django.db.models.functions.comparison.Coalesce(
                                "admitted_latest", "admitted_on"
                            ),
                        ),
                    ),
                    _connector="OR",
                ),
                name="residence_spans_in_order",
            ),
        ),
    ]
