"""The checks of 0002 on leases and lettings, each by the key of the row that moved.

One statement for all tables, with a CASE to choose the key, could use no index: a change of
one lease read all of them, and a bulk load of many never came to its end.
"""

from django.db import migrations

LETTINGS = """
CREATE OR REPLACE FUNCTION facilities_letting_within() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    outside text;
BEGIN
    IF TG_TABLE_NAME = 'facilities_leasedunit' THEN
        {by_letting}
    ELSIF TG_TABLE_NAME = 'facilities_spacelease' THEN
        {by_lease}
    ELSE
        {by_unit}
    END IF;
    IF outside IS NOT NULL THEN
        RAISE EXCEPTION 'a unit of lease % is let outside of the lease or of its own time', outside
            USING ERRCODE = 'check_violation', CONSTRAINT = 'letting_within_lease_and_unit';
    END IF;
    RETURN NULL;
END $$;
"""

LETTING = """
        SELECT lease.number INTO outside
        FROM facilities_leasedunit letting
        JOIN facilities_spacelease lease ON lease.id = letting.lease_id
        JOIN facilities_unit unit ON unit.id = letting.unit_id
        WHERE letting.{key} = NEW.id
            AND (letting.begins_on < lease.begins_on OR letting.ends_on > lease.until_on
                OR letting.begins_on < unit.begins_on OR letting.ends_on > unit.ends_on)
        LIMIT 1;
"""

RESIDENCES = """
CREATE OR REPLACE FUNCTION facilities_lease_within_residence() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
    outside text;
BEGIN
    IF TG_TABLE_NAME = 'facilities_spacelease' THEN
        {by_lease}
    ELSE
        {by_residence}
    END IF;
    IF outside IS NOT NULL THEN
        RAISE EXCEPTION 'lease % lies outside of its residence', outside
            USING ERRCODE = 'check_violation', CONSTRAINT = 'lease_within_residence';
    END IF;
    RETURN NULL;
END $$;
"""

RESIDENCE = """
        SELECT lease.number INTO outside
        FROM facilities_spacelease lease
        JOIN companies_residence stay ON stay.id = lease.residence_id
        WHERE lease.{key} = NEW.id
            AND lease.cancelled_on IS NULL
            AND (lease.begins_on < stay.admitted_on OR lease.until_on > stay.left_on)
        LIMIT 1;
"""


class Migration(migrations.Migration):
    dependencies = [("facilities", "0002_kept_by_the_database")]
    operations = [
        migrations.RunSQL(
            LETTINGS.format(
                by_letting=LETTING.format(key="id"),
                by_lease=LETTING.format(key="lease_id"),
                by_unit=LETTING.format(key="unit_id"),
            ),
            migrations.RunSQL.noop,  # 0002 holds the same, only slower
        ),
        migrations.RunSQL(
            RESIDENCES.format(
                by_lease=RESIDENCE.format(key="id"),
                by_residence=RESIDENCE.format(key="residence_id"),
            ),
            migrations.RunSQL.noop,
        ),
    ]
