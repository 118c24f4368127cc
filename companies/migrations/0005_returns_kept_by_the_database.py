"""What the database holds between rows of returns, and that what is settled does not change."""

from django.db import migrations

KEYS = {
    "return_period_code_of_form": (
        "companies_returnperiod", "form_id, code", "companies_returnform", "id, code",
    ),
    "due_return_form_of_period": (
        "companies_duereturn", "period_id, form_id", "companies_returnperiod", "id, form_id",
    ),
    "due_return_stay_of_company": (
        "companies_duereturn", "residence_id, company_id, incubator_id",
        "companies_residence", "id, company_id, incubator_id",
    ),
    "return_form_of_due": (
        "companies_return", "due_id, form_id", "companies_duereturn", "id, form_id",
    ),
    "return_supersedes_its_own": (
        "companies_return", "supersedes_id, due_id", "companies_return", "id, due_id",
    ),
    "return_value_form_of_return": (
        "companies_returnvalue", "report_id, form_id", "companies_return", "id, form_id",
    ),
    "return_value_kind_of_item": (
        "companies_returnvalue", "item_id, form_id, kind",
        "companies_returnitem", "id, form_id, kind",
    ),
}  # fmt: skip

# A published form: only its end, and whether it is asked for, may still change.
FORMS_ARE_FIXED = """
CREATE FUNCTION companies_return_form_is_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.published_at IS NOT NULL AND (
        TG_OP = 'DELETE' OR
        to_jsonb(OLD) - 'valid_until' - 'is_asked' IS DISTINCT FROM
        to_jsonb(NEW) - 'valid_until' - 'is_asked'
    ) THEN
        RAISE EXCEPTION 'a published form does not change (%)', OLD.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'return_form_is_fixed';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER return_form_is_fixed BEFORE UPDATE OR DELETE ON companies_returnform
    FOR EACH ROW EXECUTE FUNCTION companies_return_form_is_fixed();

CREATE FUNCTION companies_return_line_is_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM companies_returnform
        WHERE published_at IS NOT NULL AND id IN (
            CASE WHEN TG_OP <> 'INSERT' THEN OLD.form_id END,
            CASE WHEN TG_OP <> 'DELETE' THEN NEW.form_id END
        )
    ) THEN
        RAISE EXCEPTION 'the lines of a published form do not change'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'return_line_is_fixed';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER return_item_is_fixed BEFORE INSERT OR UPDATE OR DELETE ON companies_returnitem
    FOR EACH ROW EXECUTE FUNCTION companies_return_line_is_fixed();
CREATE TRIGGER return_check_is_fixed BEFORE INSERT OR UPDATE OR DELETE ON companies_returncheck
    FOR EACH ROW EXECUTE FUNCTION companies_return_line_is_fixed();
"""
FORMS_ARE_LOOSE = """
DROP TRIGGER return_form_is_fixed ON companies_returnform;
DROP FUNCTION companies_return_form_is_fixed;
DROP TRIGGER return_item_is_fixed ON companies_returnitem;
DROP TRIGGER return_check_is_fixed ON companies_returncheck;
DROP FUNCTION companies_return_line_is_fixed;
"""

# A verified return stays; one that is handed in holds nothing that cannot be understood.
RETURNS_ARE_FIXED = """
CREATE FUNCTION companies_return_is_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state = 'verified' THEN
        RAISE EXCEPTION 'a verified return does not change (%)', OLD.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'return_is_fixed';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER return_is_fixed BEFORE UPDATE OR DELETE ON companies_return
    FOR EACH ROW EXECUTE FUNCTION companies_return_is_fixed();

CREATE FUNCTION companies_return_is_understood() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM companies_returnvalue
        WHERE report_id = NEW.id AND (
            kind IN ('integer', 'money', 'result', 'area', 'share') AND (
                typed <> '' AND number IS NULL OR year_typed <> '' AND year_number IS NULL
            )
            OR kind = 'date' AND typed <> '' AND day IS NULL
        )
    ) THEN
        RAISE EXCEPTION 'a return is handed in with a figure that says nothing (%)', NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'return_is_understood';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER return_is_understood BEFORE INSERT OR UPDATE OF state ON companies_return
    FOR EACH ROW WHEN (NEW.state IN ('submitted', 'verified'))
    EXECUTE FUNCTION companies_return_is_understood();
"""
RETURNS_ARE_LOOSE = """
DROP TRIGGER return_is_fixed ON companies_return;
DROP FUNCTION companies_return_is_fixed;
DROP TRIGGER return_is_understood ON companies_return;
DROP FUNCTION companies_return_is_understood;
"""

# Figures change only while their return is being written. Once for each statement: files
# bring a quarter of a million of them.
VALUES_ARE_FIXED = """
CREATE FUNCTION companies_return_value_is_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM companies_return
    WHERE id IN (SELECT report_id FROM touched) AND state NOT IN ('draft', 'returned')
    FOR SHARE;
    IF FOUND THEN
        RAISE EXCEPTION 'a return that is handed in does not change'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'return_value_is_fixed';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER return_value_is_not_added AFTER INSERT ON companies_returnvalue
    REFERENCING NEW TABLE AS touched
    FOR EACH STATEMENT EXECUTE FUNCTION companies_return_value_is_fixed();
CREATE TRIGGER return_value_is_not_changed AFTER UPDATE ON companies_returnvalue
    REFERENCING OLD TABLE AS touched
    FOR EACH STATEMENT EXECUTE FUNCTION companies_return_value_is_fixed();
CREATE TRIGGER return_value_is_not_moved AFTER UPDATE ON companies_returnvalue
    REFERENCING NEW TABLE AS touched
    FOR EACH STATEMENT EXECUTE FUNCTION companies_return_value_is_fixed();
CREATE TRIGGER return_value_is_not_taken AFTER DELETE ON companies_returnvalue
    REFERENCING OLD TABLE AS touched
    FOR EACH STATEMENT EXECUTE FUNCTION companies_return_value_is_fixed();
"""
VALUES_ARE_LOOSE = """
DROP TRIGGER return_value_is_not_added ON companies_returnvalue;
DROP TRIGGER return_value_is_not_changed ON companies_returnvalue;
DROP TRIGGER return_value_is_not_moved ON companies_returnvalue;
DROP TRIGGER return_value_is_not_taken ON companies_returnvalue;
DROP FUNCTION companies_return_value_is_fixed;
"""

# Only who was in an incubator in the period owes its return.
DUES_OF_RESIDENTS = """
CREATE FUNCTION companies_due_return_of_resident() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM companies_residence stay, companies_returnperiod period
        WHERE stay.id = NEW.residence_id AND period.id = NEW.period_id
          AND stay.programme = 'incubation' AND stay.admitted_on <= period.ends_on
          AND (stay.left_on IS NULL OR stay.left_on > period.begins_on)
    ) THEN
        RAISE EXCEPTION 'no stay in an incubator in that period (%)', NEW.residence_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'due_return_of_resident';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER due_return_of_resident
    BEFORE INSERT OR UPDATE OF residence_id, period_id ON companies_duereturn
    FOR EACH ROW EXECUTE FUNCTION companies_due_return_of_resident();
"""
DUES_OF_ANYBODY = """
DROP TRIGGER due_return_of_resident ON companies_duereturn;
DROP FUNCTION companies_due_return_of_resident;
"""


def key(name: str) -> migrations.RunSQL:
    table, columns, other, theirs = KEYS[name]
    return migrations.RunSQL(
        f"ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY ({columns}) "
        f"REFERENCES {other} ({theirs}) DEFERRABLE INITIALLY DEFERRED",
        f"ALTER TABLE {table} DROP CONSTRAINT {name}",
    )


class Migration(migrations.Migration):
    replaces = [("companies", "0013_returns_kept_by_the_database")]
    dependencies = [("companies", "0004_review_kept_by_the_database")]

    operations = [
        *(key(name) for name in KEYS),
        migrations.RunSQL(FORMS_ARE_FIXED, FORMS_ARE_LOOSE),
        migrations.RunSQL(RETURNS_ARE_FIXED, RETURNS_ARE_LOOSE),
        migrations.RunSQL(VALUES_ARE_FIXED, VALUES_ARE_LOOSE),
        migrations.RunSQL(DUES_OF_RESIDENTS, DUES_OF_ANYBODY),
    ]
