"""What the database holds about facts: fixed once recorded, of one company, paid within limits."""

from django.db import migrations

# Each table of facts with the columns that may be filled in once, later.
LATER = {
    "qualification": [],
    "intellectualproperty": ["granted_on", "lapsed_on"],
    "project": ["accepted_on"],
    "award": [],
    "product": ["ended_on"],
    "staffcount": [],
    "marketevent": [],
    "financinground": [],
    "subsidyclaim": ["decided_on", "granted", "refusal"],
}

FIXED = """
CREATE FUNCTION companies_fact_is_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    before jsonb := to_jsonb(OLD);
    after jsonb := to_jsonb(NEW);
    moving text[] := ARRAY[
        'state', 'verified_at', 'verified_by_id', 'rejected_at', 'rejection'
    ];
    filled text;
BEGIN
    IF TG_OP = 'UPDATE' THEN
        -- What is still empty may be filled in once: a document, the day of a grant.
        FOREACH filled IN ARRAY array_append(TG_ARGV, 'evidence_id') LOOP
            IF coalesce(before ->> filled, '') = '' THEN
                moving := array_append(moving, filled);
            END IF;
        END LOOP;
        IF before - moving = after - moving
            AND (OLD.state = NEW.state OR OLD.state = 'submitted' OR NEW.state = 'rejected')
            AND OLD.state <> 'rejected' THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'a fact does not change, it is replaced (% %)', TG_TABLE_NAME, OLD.id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'fact_is_fixed';
END $$;

CREATE FUNCTION companies_row_is_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % do not change', TG_TABLE_NAME
        USING ERRCODE = 'check_violation', CONSTRAINT = TG_NAME;
END $$;
CREATE TRIGGER evidence_is_fixed BEFORE UPDATE OR DELETE ON companies_evidence
    FOR EACH ROW EXECUTE FUNCTION companies_row_is_fixed();
CREATE TRIGGER subsidy_is_fixed BEFORE UPDATE OR DELETE ON companies_subsidypayment
    FOR EACH ROW EXECUTE FUNCTION companies_row_is_fixed();

-- Over all payments of a claim: paid within what was granted, taken back within what was paid.
-- The claim is held, so that two sessions cannot both fit in.
CREATE FUNCTION companies_subsidy_within_claim() RETURNS trigger LANGUAGE plpgsql
SET plan_cache_mode = force_custom_plan AS $$
DECLARE
    most numeric;
    paid numeric;
    back numeric;
BEGIN
    SELECT coalesce(granted, 0) INTO most FROM companies_subsidyclaim
        WHERE id = NEW.claim_id FOR NO KEY UPDATE;
    SELECT coalesce(sum(amount) FILTER (WHERE direction = 'paid'), 0),
        coalesce(sum(amount) FILTER (WHERE direction = 'clawed_back'), 0)
        INTO paid, back FROM companies_subsidypayment WHERE claim_id = NEW.claim_id;
    IF paid > most OR back > paid THEN
        RAISE EXCEPTION 'claim %: granted %, paid %, taken back %', NEW.claim_id, most, paid, back
            USING ERRCODE = 'check_violation', CONSTRAINT = 'subsidy_within_claim';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER subsidy_within_claim AFTER INSERT ON companies_subsidypayment
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION companies_subsidy_within_claim();
"""
LOOSE = """
DROP FUNCTION companies_subsidy_within_claim CASCADE;
DROP FUNCTION companies_row_is_fixed CASCADE;
DROP FUNCTION companies_fact_is_fixed CASCADE;
"""


def fixed(table: str) -> migrations.RunSQL:
    arguments = ", ".join(f"'{column}'" for column in LATER[table])
    return migrations.RunSQL(
        f"CREATE TRIGGER fact_is_fixed BEFORE UPDATE OR DELETE ON companies_{table} "
        f"FOR EACH ROW EXECUTE FUNCTION companies_fact_is_fixed({arguments})",
        f"DROP TRIGGER fact_is_fixed ON companies_{table}",
    )


def key(table: str, column: str, other: str) -> migrations.RunSQL:
    name = f"{table}_{column}_of_company"
    return migrations.RunSQL(
        f"ALTER TABLE companies_{table} ADD CONSTRAINT {name} "
        f"FOREIGN KEY ({column}_id, company_id) REFERENCES companies_{other} (id, company_id) "
        "DEFERRABLE INITIALLY DEFERRED",
        f"ALTER TABLE companies_{table} DROP CONSTRAINT {name}",
    )


class Migration(migrations.Migration):
    replaces = [("companies", "0016_facts_kept_by_the_database")]
    dependencies = [("companies", "0005_returns_kept_by_the_database")]

    operations = [
        migrations.RunSQL(FIXED, LOOSE),
        *(fixed(table) for table in LATER),
        *(key(table, "evidence", "evidence") for table in LATER),
        *(key(table, "replaces", table) for table in LATER),
    ]
