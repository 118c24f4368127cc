"""A unit lies within the life of its building, whichever of them moves."""

from django.db import migrations

# By the key of the row that moved, and planned for the tables as they are (see 0003, 0004).
OUTSIDE = """
        SELECT unit.number INTO outside
        FROM facilities_unit unit
        JOIN facilities_building house ON house.id = unit.building_id
        WHERE {table}.id = NEW.id
            AND (unit.begins_on < house.opened_on
                OR coalesce(unit.ends_on, 'infinity') > house.closed_on)
        LIMIT 1;
"""

LIVES = f"""
CREATE FUNCTION facilities_unit_within_building() RETURNS trigger LANGUAGE plpgsql
SET plan_cache_mode = force_custom_plan AS $$
DECLARE
    outside text;
BEGIN
    IF TG_TABLE_NAME = 'facilities_unit' THEN
        {OUTSIDE.format(table="unit")}
    ELSE
        {OUTSIDE.format(table="house")}
    END IF;
    IF outside IS NOT NULL THEN
        RAISE EXCEPTION 'unit % is there when its building is not', outside
            USING ERRCODE = 'check_violation', CONSTRAINT = 'unit_within_life_of_building';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER unit_within_life_of_building
    AFTER INSERT OR UPDATE OF begins_on, ends_on, building_id ON facilities_unit
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION facilities_unit_within_building();
CREATE CONSTRAINT TRIGGER building_outlives_its_units
    AFTER UPDATE OF opened_on, closed_on ON facilities_building
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION facilities_unit_within_building();
"""


class Migration(migrations.Migration):
    replaces = [("facilities", "0008_units_within_their_building")]
    dependencies = [("facilities", "0004_checks_planned_anew")]
    operations = [
        migrations.RunSQL(LIVES, "DROP FUNCTION facilities_unit_within_building() CASCADE"),
    ]
