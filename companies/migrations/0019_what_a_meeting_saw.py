"""What a panel meeting saw is kept when it is closed, and a closed meeting itself never changes."""

import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from incubator.core.migration_operations import InstallTrigger

# One that was closed before anything was kept is open again, to be closed with its record.
OPEN_AGAIN = """
UPDATE companies_panelmeeting SET closed_at = NULL WHERE closed_at IS NOT NULL;
SET CONSTRAINTS ALL IMMEDIATE;
"""
FIXED = """
CREATE FUNCTION companies_closed_meeting_is_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a closed meeting does not change (%)', OLD.id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'panel_meeting_is_fixed';
END $$;
CREATE TRIGGER panel_meeting_is_fixed BEFORE UPDATE OR DELETE ON companies_panelmeeting
    FOR EACH ROW WHEN (OLD.closed_at IS NOT NULL)
    EXECUTE FUNCTION companies_closed_meeting_is_fixed();
"""
LOOSE = """
DROP TRIGGER panel_meeting_is_fixed ON companies_panelmeeting;
DROP FUNCTION companies_closed_meeting_is_fixed;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("companies", "0018_withdrawn_stakes"),
    ]

    operations = [
        migrations.RunSQL(OPEN_AGAIN, migrations.RunSQL.noop),
        pgtrigger.migrations.RemoveTrigger(
            model_name="panelmeeting",
            name="update_update",
        ),
        migrations.AddField(
            model_name="panelmeeting",
            name="record",
            field=models.JSONField(
                blank=True, editable=False, null=True, verbose_name="what the meeting saw"
            ),
        ),
        InstallTrigger(
            model_name="panelmeeting",
            trigger=pgtrigger.compiler.Trigger(
                name="update_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."call_id" IS DISTINCT FROM (NEW."call_id") OR OLD."closed_at" IS DISTINCT FROM (NEW."closed_at") OR OLD."held_on" IS DISTINCT FROM (NEW."held_on") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."number" IS DISTINCT FROM (NEW."number") OR OLD."opened_at" IS DISTINCT FROM (NEW."opened_at") OR OLD."place" IS DISTINCT FROM (NEW."place") OR OLD."stage_id" IS DISTINCT FROM (NEW."stage_id"))',
                    func='INSERT INTO "companies_panelmeetingevent" ("call_id", "closed_at", "held_on", "id", "number", "opened_at", "pgh_context", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "stage_id") VALUES (NEW."call_id", NEW."closed_at", NEW."held_on", NEW."id", NEW."number", NEW."opened_at", COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_metadata\', TRUE), \'\'), NULL)::JSONB, COALESCE(NULLIF(CURRENT_SETTING(\'pghistory.context_id\', TRUE), \'\'), NULL)::UUID, NOW(), \'update\', NEW."id", NEW."place", NEW."stage_id"); RETURN NULL;',
                    hash="aaff2c2102c387bbddea4e66f881d3f8d6ecc103",
                    operation="UPDATE",
                    pgid="pgtrigger_update_update_072b0",
                    table="companies_panelmeeting",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="panelmeeting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_at__isnull", True), ("record__isnull", True)),
                    models.Q(("closed_at__isnull", False), ("record__isnull", False)),
                    _connector="OR",
                ),
                name="panel_meeting_closes_with_its_record",
            ),
        ),
        migrations.RunSQL(FIXED, LOOSE),
    ]
