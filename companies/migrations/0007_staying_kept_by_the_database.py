"""What the database holds between rows of a stay: one company, one incubator, one whole."""

from django.db import migrations

STAY = ("companies_residence", "id, company_id, incubator_id")
STAY_HERE = ("companies_residence", "id, incubator_id")
ASKED_HERE = ("companies_application", "id, incubator_id")
KEYS = {
    "change_stay_of_company": (
        "companies_changerequest", "residence_id, company_id, incubator_id", *STAY,
    ),
    "leaving_stay_of_company": (
        "companies_leaving", "residence_id, company_id, incubator_id", *STAY,
    ),
    "admission_application_of_incubator": (
        "companies_admission", "application_id, incubator_id", *ASKED_HERE,
    ),
    "admission_stay_of_incubator": (
        "companies_admission", "residence_id, incubator_id", *STAY_HERE,
    ),
    "agreement_application_of_incubator": (
        "companies_incubationagreement", "application_id, incubator_id", *ASKED_HERE,
    ),
    "agreement_stay_of_incubator": (
        "companies_incubationagreement", "residence_id, incubator_id", *STAY_HERE,
    ),
    "agreement_template_of_incubator": (
        "companies_incubationagreement", "template_id, incubator_id",
        "companies_agreementtemplate", "id, incubator_id",
    ),
}  # fmt: skip

# The sum changes only on days on which somebody begins or stops holding; on one day the ends
# come first. The company is held, so that two sessions cannot both fit in.
SHARES = """
CREATE FUNCTION companies_shares_add_up() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    most numeric;
BEGIN
    PERFORM 1 FROM companies_company WHERE id = NEW.company_id FOR NO KEY UPDATE;
    SELECT max(total) INTO most FROM (
        SELECT sum(change) OVER (ORDER BY day, change) AS total FROM (
            SELECT coalesce(from_on, '-infinity'::date) AS day, share AS change
            FROM companies_shareholding WHERE company_id = NEW.company_id
            UNION ALL
            SELECT until_on, -share
            FROM companies_shareholding WHERE company_id = NEW.company_id AND until_on IS NOT NULL
        ) changes
    ) totals;
    IF most > 100 THEN
        RAISE EXCEPTION 'the shares of company % add up to %', NEW.company_id, most
            USING ERRCODE = 'check_violation', CONSTRAINT = 'shares_within_the_whole';
    END IF;
    RETURN NULL;
END $$;
ALTER FUNCTION companies_shares_add_up() SET plan_cache_mode = force_custom_plan;
CREATE CONSTRAINT TRIGGER shares_within_the_whole
    AFTER INSERT OR UPDATE ON companies_shareholding
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION companies_shares_add_up();
"""

# A version of a template was the basis of agreements: only that it is superseded may be added.
TEMPLATES = """
CREATE FUNCTION companies_agreement_template_is_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.superseded_at IS NOT NULL
        OR to_jsonb(OLD) - 'superseded_at' IS DISTINCT FROM to_jsonb(NEW) - 'superseded_at'
    THEN
        RAISE EXCEPTION 'a version of a template does not change (%)', OLD.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'agreement_template_is_fixed';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER agreement_template_is_fixed BEFORE UPDATE OR DELETE ON companies_agreementtemplate
    FOR EACH ROW EXECUTE FUNCTION companies_agreement_template_is_fixed();
"""


def key(name: str) -> migrations.RunSQL:
    table, columns, other, theirs = KEYS[name]
    return migrations.RunSQL(
        f"ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY ({columns}) "
        f"REFERENCES {other} ({theirs}) DEFERRABLE INITIALLY DEFERRED",
        f"ALTER TABLE {table} DROP CONSTRAINT {name}",
    )


class Migration(migrations.Migration):
    replaces = [("companies", "0018_staying_kept_by_the_database")]
    dependencies = [("companies", "0006_facts_kept_by_the_database")]

    operations = [
        *(key(name) for name in KEYS),
        migrations.RunSQL(SHARES, "DROP FUNCTION companies_shares_add_up() CASCADE"),
        migrations.RunSQL(
            TEMPLATES, "DROP FUNCTION companies_agreement_template_is_fixed() CASCADE"
        ),
    ]
