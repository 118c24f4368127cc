"""What the database holds of a meeting: one call, one meeting, and nothing after its closing."""

from django.db import migrations

MEETING, MEMBER = "companies_panelmeeting", "companies_panelmember"
ITEM, NOTE, VOTE = "companies_panelitem", "companies_panelnote", "companies_panelvote"
PARTS = (MEMBER, ITEM, NOTE, VOTE)

KEYS = {
    "panel_meeting_stage_of_call": (
        MEETING, "stage_id, call_id", "companies_stage", "id, call_id",
    ),
    "panel_item_meeting_of_call": (ITEM, "meeting_id, call_id", MEETING, "id, call_id"),
    "panel_item_application_of_call": (
        ITEM, "application_id, call_id", "companies_application", "id, call_id",
    ),
    "panel_item_decision_of_application": (
        ITEM, "decision_id, application_id", "companies_decision", "id, application_id",
    ),
    "panel_note_item_of_meeting": (NOTE, "item_id, meeting_id", ITEM, "id, meeting_id"),
    "panel_vote_item_of_meeting": (VOTE, "item_id, meeting_id", ITEM, "id, meeting_id"),
    "panel_vote_member_of_meeting": (VOTE, "member_id, meeting_id", MEMBER, "id, meeting_id"),
}  # fmt: skip

# The plan is made for the tables as they are, and not kept from when they were empty.
FIXED = (
    f"""
CREATE FUNCTION companies_meeting_is_fixed() RETURNS trigger
LANGUAGE plpgsql SET plan_cache_mode = force_custom_plan AS $$
BEGIN
    IF EXISTS (
        SELECT FROM {MEETING} WHERE closed_at IS NOT NULL AND id IN (
            CASE WHEN TG_OP <> 'INSERT' THEN OLD.meeting_id END,
            CASE WHEN TG_OP <> 'DELETE' THEN NEW.meeting_id END
        )
    ) THEN
        RAISE EXCEPTION 'nothing of a closed meeting changes'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'panel_meeting_is_fixed';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
"""  # noqa: S608 - names of tables only
    + "".join(
        f"""
CREATE TRIGGER panel_meeting_is_fixed BEFORE INSERT OR UPDATE OR DELETE ON {part}
    FOR EACH ROW EXECUTE FUNCTION companies_meeting_is_fixed();
"""
        for part in PARTS
    )
)
LOOSE = "".join(f"DROP TRIGGER panel_meeting_is_fixed ON {part};\n" for part in PARTS) + (
    "DROP FUNCTION companies_meeting_is_fixed;"
)


def key(name: str) -> migrations.RunSQL:
    table, columns, other, theirs = KEYS[name]
    return migrations.RunSQL(
        f"ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY ({columns}) "
        f"REFERENCES {other} ({theirs}) DEFERRABLE INITIALLY DEFERRED",
        f"ALTER TABLE {table} DROP CONSTRAINT {name}",
    )


class Migration(migrations.Migration):
    dependencies = [("companies", "0014_panel_meetings")]

    operations = [*(key(name) for name in KEYS), migrations.RunSQL(FIXED, LOOSE)]
