"""What the database holds about reservations: one institution, and no unit kept and let at once."""

from django.db import migrations

KEYS = {
    "reservation_admission_of_incubator": (
        "facilities_reservation", "admission_id, incubator_id",
        "companies_admission", "id, incubator_id",
    ),
    "reserved_unit_of_incubator": (
        "facilities_reservedunit", "unit_id, incubator_id", "facilities_unit", "id, incubator_id",
    ),
    "reserved_unit_reservation_of_incubator": (
        "facilities_reservedunit", "reservation_id, incubator_id",
        "facilities_reservation", "id, incubator_id",
    ),
}  # fmt: skip

# Looked at in the end, so that a reservation may become a lease in one transaction. The unit
# is held, so that of two sessions the second sees what the first has done.
KEPT_OR_LET = """
CREATE FUNCTION facilities_kept_or_let() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    twice bigint;
BEGIN
    PERFORM 1 FROM facilities_unit WHERE id = NEW.unit_id FOR NO KEY UPDATE;
    SELECT letting.unit_id INTO twice
    FROM facilities_leasedunit letting
    JOIN facilities_reservedunit kept ON kept.unit_id = letting.unit_id
        AND kept.begins_on < letting.ends_on AND kept.ends_on > letting.begins_on
    WHERE letting.unit_id = NEW.unit_id
    LIMIT 1;
    IF twice IS NOT NULL THEN
        RAISE EXCEPTION 'unit % is let and reserved for one day', twice
            USING ERRCODE = 'check_violation', CONSTRAINT = 'unit_let_or_reserved';
    END IF;
    RETURN NULL;
END $$;
ALTER FUNCTION facilities_kept_or_let() SET plan_cache_mode = force_custom_plan;
CREATE CONSTRAINT TRIGGER unit_let_or_reserved
    AFTER INSERT OR UPDATE OF unit_id, begins_on, ends_on ON facilities_reservedunit
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION facilities_kept_or_let();
CREATE CONSTRAINT TRIGGER unit_reserved_or_let
    AFTER INSERT OR UPDATE OF unit_id, begins_on, ends_on ON facilities_leasedunit
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION facilities_kept_or_let();
"""


def key(name: str) -> migrations.RunSQL:
    table, columns, target, target_columns = KEYS[name]
    return migrations.RunSQL(
        f"ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY ({columns}) "
        f"REFERENCES {target} ({target_columns}) DEFERRABLE INITIALLY DEFERRED",
        f"ALTER TABLE {table} DROP CONSTRAINT {name}",
    )


class Migration(migrations.Migration):
    replaces = [("facilities", "0012_reservations_kept_by_the_database")]
    dependencies = [
        ("facilities", "0005_units_within_their_building"),
        ("companies", "0007_staying_kept_by_the_database"),
    ]
    operations = [
        *(key(name) for name in KEYS),
        migrations.RunSQL(KEPT_OR_LET, "DROP FUNCTION facilities_kept_or_let() CASCADE"),
    ]
