"""What the database holds of rooms that are kept: none for an applicant that does not come in."""

from django.db import migrations

# Looked at in the end: an application and its rooms are let go in one transaction.
LET_GO = """
CREATE FUNCTION facilities_over_keeps_no_rooms() RETURNS trigger
LANGUAGE plpgsql SET plan_cache_mode = force_custom_plan AS $$
DECLARE
    kept bigint;
BEGIN
    SELECT reservation.id INTO kept
    FROM facilities_reservation reservation
    JOIN companies_admission admission ON admission.id = reservation.admission_id
    JOIN companies_application application ON application.id = admission.application_id
    WHERE reservation.released_on IS NULL
        AND (admission.given_up_at IS NOT NULL
            OR application.state IN ('withdrawn', 'refused'))
        AND CASE TG_TABLE_NAME
            WHEN 'companies_application' THEN application.id = NEW.id
            WHEN 'companies_admission' THEN admission.id = NEW.id
            ELSE reservation.id = NEW.id
        END
    LIMIT 1;
    IF kept IS NOT NULL THEN
        RAISE EXCEPTION 'reservation % keeps rooms for nobody', kept
            USING ERRCODE = 'check_violation', CONSTRAINT = 'rooms_kept_for_nobody';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER rooms_kept_for_nobody
    AFTER INSERT OR UPDATE OF released_on, admission_id ON facilities_reservation
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION facilities_over_keeps_no_rooms();
CREATE CONSTRAINT TRIGGER application_over_keeps_no_rooms
    AFTER UPDATE OF state ON companies_application
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.state IN ('withdrawn', 'refused'))
    EXECUTE FUNCTION facilities_over_keeps_no_rooms();
CREATE CONSTRAINT TRIGGER admission_given_up_keeps_no_rooms
    AFTER UPDATE OF given_up_at ON companies_admission
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.given_up_at IS NOT NULL)
    EXECUTE FUNCTION facilities_over_keeps_no_rooms();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("facilities", "0006_reservations_kept_by_the_database"),
        ("companies", "0007_staying_kept_by_the_database"),
    ]
    operations = [
        migrations.RunSQL(LET_GO, "DROP FUNCTION facilities_over_keeps_no_rooms() CASCADE"),
    ]
