"""Citations keep their sentence; targets theirs, who is responsible, and what none measures."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

import incubator.core.migration_operations
import incubator.statistics.models


class Migration(migrations.Migration):
    dependencies = [
        ("institutions", "0002_published_is_fixed"),
        ("statistics", "0002_losses"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="citation",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="citation",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="citation",
            name="delete_delete",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="target",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="target",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="target",
            name="delete_delete",
        ),
        migrations.RemoveConstraint(
            model_name="target",
            name="target_once",
        ),
        migrations.AddField(
            model_name="citation",
            name="sentence",
            field=models.TextField(
                blank=True,
                help_text="The sentence that prints it.",
                max_length=1000,
                verbose_name="sentence",
            ),
        ),
        migrations.AddField(
            model_name="citationevent",
            name="sentence",
            field=models.TextField(
                blank=True,
                help_text="The sentence that prints it.",
                max_length=1000,
                verbose_name="sentence",
            ),
        ),
        migrations.AddField(
            model_name="target",
            name="owner",
            field=models.CharField(blank=True, max_length=80, verbose_name="responsible"),
        ),
        migrations.AddField(
            model_name="target",
            name="sentence",
            field=models.TextField(
                blank=True,
                help_text="The sentence that plans it.",
                max_length=1000,
                verbose_name="sentence",
            ),
        ),
        migrations.AddField(
            model_name="target",
            name="subject",
            field=models.CharField(
                blank=True,
                choices=incubator.statistics.models.subject_choices,
                max_length=40,
                verbose_name="what no indicator measures",
            ),
        ),
        migrations.AddField(
            model_name="targetevent",
            name="owner",
            field=models.CharField(blank=True, max_length=80, verbose_name="responsible"),
        ),
        migrations.AddField(
            model_name="targetevent",
            name="sentence",
            field=models.TextField(
                blank=True,
                help_text="The sentence that plans it.",
                max_length=1000,
                verbose_name="sentence",
            ),
        ),
        migrations.AddField(
            model_name="targetevent",
            name="subject",
            field=models.CharField(
                blank=True,
                choices=incubator.statistics.models.subject_choices,
                max_length=40,
                verbose_name="what no indicator measures",
            ),
        ),
        migrations.AlterField(
            model_name="target",
            name="indicator",
            field=models.CharField(
                blank=True,
                choices=incubator.statistics.models.indicator_choices,
                max_length=40,
                verbose_name="indicator",
            ),
        ),
        migrations.AlterField(
            model_name="targetevent",
            name="indicator",
            field=models.CharField(
                blank=True,
                choices=incubator.statistics.models.indicator_choices,
                max_length=40,
                verbose_name="indicator",
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="citation",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "statistics_citationevent" ("document_id", "id", "incubator_id", "indicator", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_in_text", "printed", "sentence", "year") VALUES (NEW."document_id", NEW."id", NEW."incubator_id", NEW."indicator", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."place_in_text", NEW."printed", NEW."sentence", NEW."year"); RETURN NULL;',
                    hash="d4606bd3f49680859a715038e4039c3b06d8f63c",
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
                    func='INSERT INTO "statistics_citationevent" ("document_id", "id", "incubator_id", "indicator", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_in_text", "printed", "sentence", "year") VALUES (NEW."document_id", NEW."id", NEW."incubator_id", NEW."indicator", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."place_in_text", NEW."printed", NEW."sentence", NEW."year"); RETURN NULL;',
                    hash="c723f486dd9237d7971f4fe06635cb187a659e59",
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
                    func='INSERT INTO "statistics_citationevent" ("document_id", "id", "incubator_id", "indicator", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_in_text", "printed", "sentence", "year") VALUES (OLD."document_id", OLD."id", OLD."incubator_id", OLD."indicator", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."place_in_text", OLD."printed", OLD."sentence", OLD."year"); RETURN NULL;',
                    hash="5ccddaf66909f97b04d333f20e6bd16ba440f1e8",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_89a27",
                    table="statistics_citation",
                    when="AFTER",
                ),
            ),
        ),
        incubator.core.migration_operations.InstallTrigger(
            model_name="target",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "statistics_targetevent" ("document_id", "id", "incubator_id", "indicator", "owner", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sentence", "subject", "value", "year") VALUES (NEW."document_id", NEW."id", NEW."incubator_id", NEW."indicator", NEW."owner", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."sentence", NEW."subject", NEW."value", NEW."year"); RETURN NULL;',
                    hash="81e789a46dfa3b3714af555bef243f41c92051f4",
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
                    func='INSERT INTO "statistics_targetevent" ("document_id", "id", "incubator_id", "indicator", "owner", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sentence", "subject", "value", "year") VALUES (NEW."document_id", NEW."id", NEW."incubator_id", NEW."indicator", NEW."owner", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."sentence", NEW."subject", NEW."value", NEW."year"); RETURN NULL;',
                    hash="d40775cfdcfb1ef639fe0e21a28945006b11dbc1",
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
                    func='INSERT INTO "statistics_targetevent" ("document_id", "id", "incubator_id", "indicator", "owner", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sentence", "subject", "value", "year") VALUES (OLD."document_id", OLD."id", OLD."incubator_id", OLD."indicator", OLD."owner", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."sentence", OLD."subject", OLD."value", OLD."year"); RETURN NULL;',
                    hash="f661da497949740181cfc999184ddafa13c114f1",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_def93",
                    table="statistics_target",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="citation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("sentence", ""), ("sentence__contains", models.F("printed")), _connector="OR"
                ),
                name="citation_sentence_prints_it",
                violation_error_message="The sentence does not hold the printed form.",
            ),
        ),
        migrations.AddConstraint(
            model_name="target",
            constraint=models.CheckConstraint(
                condition=models.Q(("indicator", ""), ("subject", ""), _connector="XOR"),
                name="target_of_one_thing",
                violation_error_message="A target is of an indicator, or of something that no indicator measures.",
            ),
        ),
        migrations.AddConstraint(
            model_name="target",
            constraint=models.UniqueConstraint(
                fields=("indicator", "subject", "year", "incubator"),
                name="target_once",
                nulls_distinct=False,
            ),
        ),
    ]
