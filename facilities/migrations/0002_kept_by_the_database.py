"""What the database holds between rows of facilities: same institution, areas, periods.

Composite foreign keys, which Django does not have, hold that everything under one lease
is of one institution. Deferred triggers hold what no single row can see: they look at the
end of the transaction, so that a merge or an early end may pass through any order.
"""

from django.db import migrations

KEYS = {
    "building_phase_of_incubator": (
        "facilities_building", "phase_id, incubator_id", "institutions_phase", "id, incubator_id",
    ),
    "construction_phase_of_incubator": (
        "facilities_constructionrecord", "phase_id, incubator_id",
        "institutions_phase", "id, incubator_id",
    ),
    "unit_incubator_of_building": (
        "facilities_unit", "building_id, incubator_id", "facilities_building", "id, incubator_id",
    ),
    "lease_residence_of_company": (
        "facilities_spacelease", "residence_id, company_id, incubator_id",
        "companies_residence", "id, company_id, incubator_id",
    ),
    "leased_unit_of_incubator": (
        "facilities_leasedunit", "unit_id, incubator_id", "facilities_unit", "id, incubator_id",
    ),
    "leased_unit_lease_of_incubator": (
        "facilities_leasedunit", "lease_id, incubator_id",
        "facilities_spacelease", "id, incubator_id",
    ),
    "late_fee_of_lease": (
        "facilities_charge", "late_for_id, lease_id", "facilities_charge", "id, lease_id",
    ),
    "payment_charge_of_lease": (
        "facilities_payment", "charge_id, lease_id", "facilities_charge", "id, lease_id",
    ),
}  # fmt: skip

# The sum of the areas changes only on the days on which a unit begins or ends; on one day
# the ends come first. The building is held, so that two sessions cannot both fit in.
AREAS = """
CREATE FUNCTION facilities_areas_add_up() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    the_building bigint;
    most numeric;
    house facilities_building;
BEGIN
    IF TG_TABLE_NAME = 'facilities_unit' THEN
        the_building := NEW.building_id;
    ELSE
        the_building := NEW.id;
    END IF;
    SELECT * INTO house FROM facilities_building WHERE id = the_building FOR NO KEY UPDATE;
    SELECT max(total) INTO most FROM (
        SELECT sum(change) OVER (ORDER BY day, change) AS total FROM (
            SELECT begins_on AS day, floor_area AS change
            FROM facilities_unit WHERE building_id = the_building
            UNION ALL
            SELECT ends_on, -floor_area
            FROM facilities_unit WHERE building_id = the_building AND ends_on IS NOT NULL
        ) changes
    ) totals;
    IF most > house.floor_area THEN
        RAISE EXCEPTION 'units of % add up to % of % m2', house.code, most, house.floor_area
            USING ERRCODE = 'check_violation', CONSTRAINT = 'units_within_building';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER units_within_building
    AFTER INSERT OR UPDATE OF floor_area, begins_on, ends_on, building_id ON facilities_unit
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION facilities_areas_add_up();
CREATE CONSTRAINT TRIGGER building_holds_its_units
    AFTER UPDATE OF floor_area ON facilities_building
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION facilities_areas_add_up();
"""

# A letting lies within its lease and within its unit's life, whichever of them moves.
LETTINGS = """
CREATE FUNCTION facilities_letting_within() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    outside text;
BEGIN
    SELECT lease.number INTO outside
    FROM facilities_leasedunit letting
    JOIN facilities_spacelease lease ON lease.id = letting.lease_id
    JOIN facilities_unit unit ON unit.id = letting.unit_id
    WHERE CASE TG_TABLE_NAME
            WHEN 'facilities_leasedunit' THEN letting.id = NEW.id
            WHEN 'facilities_spacelease' THEN letting.lease_id = NEW.id
            ELSE letting.unit_id = NEW.id
        END
        AND (letting.begins_on < lease.begins_on OR letting.ends_on > lease.until_on
            OR letting.begins_on < unit.begins_on OR letting.ends_on > unit.ends_on)
    LIMIT 1;
    IF outside IS NOT NULL THEN
        RAISE EXCEPTION 'a unit of lease % is let outside of the lease or of its own time', outside
            USING ERRCODE = 'check_violation', CONSTRAINT = 'letting_within_lease_and_unit';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER letting_within_lease_and_unit
    AFTER INSERT OR UPDATE ON facilities_leasedunit
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION facilities_letting_within();
CREATE CONSTRAINT TRIGGER lease_holds_its_lettings
    AFTER UPDATE OF begins_on, ends_on, ended_on, cancelled_on ON facilities_spacelease
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION facilities_letting_within();
CREATE CONSTRAINT TRIGGER unit_holds_its_lettings
    AFTER UPDATE OF begins_on, ends_on ON facilities_unit
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION facilities_letting_within();
"""

RESIDENCES = """
CREATE FUNCTION facilities_lease_within_residence() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    outside text;
BEGIN
    SELECT lease.number INTO outside
    FROM facilities_spacelease lease
    JOIN companies_residence stay ON stay.id = lease.residence_id
    WHERE CASE TG_TABLE_NAME
            WHEN 'facilities_spacelease' THEN lease.id = NEW.id
            ELSE lease.residence_id = NEW.id
        END
        AND lease.cancelled_on IS NULL
        AND (lease.begins_on < stay.admitted_on OR lease.until_on > stay.left_on)
    LIMIT 1;
    IF outside IS NOT NULL THEN
        RAISE EXCEPTION 'lease % lies outside of its residence', outside
            USING ERRCODE = 'check_violation', CONSTRAINT = 'lease_within_residence';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER lease_within_residence
    AFTER INSERT OR UPDATE OF begins_on, ends_on, ended_on, cancelled_on, residence_id ON facilities_spacelease
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION facilities_lease_within_residence();
CREATE CONSTRAINT TRIGGER residence_holds_its_leases
    AFTER UPDATE OF admitted_on, left_on ON companies_residence
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION facilities_lease_within_residence();
"""

REFUNDS = """
CREATE FUNCTION facilities_refund_covered() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    balance numeric;
BEGIN
    PERFORM 1 FROM facilities_charge WHERE id = NEW.charge_id FOR NO KEY UPDATE;
    SELECT sum(CASE kind WHEN 'received' THEN amount_fen ELSE -amount_fen END) INTO balance
    FROM facilities_payment WHERE charge_id = NEW.charge_id AND reversed_on IS NULL;
    IF balance < 0 THEN
        RAISE EXCEPTION 'more was refunded than received for charge %', NEW.charge_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'refund_was_received';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER refund_was_received
    AFTER INSERT OR UPDATE ON facilities_payment
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION facilities_refund_covered();
"""


def key(name: str) -> migrations.RunSQL:
    table, columns, target, target_columns = KEYS[name]
    return migrations.RunSQL(
        f"ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY ({columns}) "
        f"REFERENCES {target} ({target_columns}) DEFERRABLE INITIALLY DEFERRED",
        f"ALTER TABLE {table} DROP CONSTRAINT {name}",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("facilities", "0001_tables"),
        ("companies", "0001_tables"),
        ("institutions", "0001_tables"),
    ]
    operations = [
        *(key(name) for name in KEYS),
        migrations.RunSQL(AREAS, "DROP FUNCTION facilities_areas_add_up() CASCADE"),
        migrations.RunSQL(LETTINGS, "DROP FUNCTION facilities_letting_within() CASCADE"),
        migrations.RunSQL(RESIDENCES, "DROP FUNCTION facilities_lease_within_residence() CASCADE"),
        migrations.RunSQL(REFUNDS, "DROP FUNCTION facilities_refund_covered() CASCADE"),
    ]
