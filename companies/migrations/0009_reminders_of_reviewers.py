"""When a reviewer was reminded last."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from incubator.core.migration_operations import InstallTrigger


class Migration(migrations.Migration):
    dependencies = [
        ("companies", "0008_judgements"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name="reviewer",
            name="insert_insert",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="reviewer",
            name="update_update",
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name="reviewer",
            name="delete_delete",
        ),
        migrations.AddField(
            model_name="reviewer",
            name="reminded_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="reminded at"),
        ),
        migrations.AddField(
            model_name="reviewerevent",
            name="reminded_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="reminded at"),
        ),
        InstallTrigger(
            model_name="reviewer",
            trigger=pgtrigger.compiler.Trigger(
                name="insert_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_reviewerevent" ("email_domain", "employer", "expertise", "id", "joined_at", "left_at", "left_because", "max_load", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reminded_at", "round_id", "user_id") VALUES (NEW."email_domain", NEW."employer", NEW."expertise", NEW."id", NEW."joined_at", NEW."left_at", NEW."left_because", NEW."max_load", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'insert\', NEW."id", NEW."reminded_at", NEW."round_id", NEW."user_id"); RETURN NULL;',
                    hash="7bcae12db7dbb928227007f28f16038ba451f5d3",
                    operation="INSERT",
                    pgid="pgtrigger_insert_insert_357c2",
                    table="companies_reviewer",
                    when="AFTER",
                ),
            ),
        ),
        InstallTrigger(
            model_name="reviewer",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "companies_reviewerevent" ("email_domain", "employer", "expertise", "id", "joined_at", "left_at", "left_because", "max_load", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reminded_at", "round_id", "user_id") VALUES (NEW."email_domain", NEW."employer", NEW."expertise", NEW."id", NEW."joined_at", NEW."left_at", NEW."left_because", NEW."max_load", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."reminded_at", NEW."round_id", NEW."user_id"); RETURN NULL;',
                    hash="cf0490bcb87481ba280594f890994f6eddab4b74",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_a8ed4",
                    table="companies_reviewer",
                    when="AFTER",
                ),
            ),
        ),
        InstallTrigger(
            model_name="reviewer",
            trigger=pgtrigger.compiler.Trigger(
                name="delete_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "companies_reviewerevent" ("email_domain", "employer", "expertise", "id", "joined_at", "left_at", "left_because", "max_load", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reminded_at", "round_id", "user_id") VALUES (OLD."email_domain", OLD."employer", OLD."expertise", OLD."id", OLD."joined_at", OLD."left_at", OLD."left_because", OLD."max_load", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'delete\', OLD."id", OLD."reminded_at", OLD."round_id", OLD."user_id"); RETURN NULL;',
                    hash="92fd4c2a5c4784e0e28df9cbb0f46f7cd870365c",
                    operation="DELETE",
                    pgid="pgtrigger_delete_delete_4d853",
                    table="companies_reviewer",
                    when="AFTER",
                ),
            ),
        ),
    ]
