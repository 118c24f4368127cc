"""What the database holds between rows of applying: one incubator, one call, fixed questions."""

from django.db import migrations

KEYS = {
    "application_call_of_incubator": (
        "companies_application", "call_id, incubator_id", "companies_call", "id, incubator_id",
    ),
    "application_questions_of_call": (
        "companies_application", "questionnaire_id, call_id",
        "companies_questionnaire", "id, call_id",
    ),
}  # fmt: skip

FIXED = """
CREATE FUNCTION companies_questionnaire_is_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.published_at IS NOT NULL THEN
        RAISE EXCEPTION 'a published questionnaire does not change (%)', OLD.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'questionnaire_is_fixed';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER questionnaire_is_fixed BEFORE UPDATE OR DELETE ON companies_questionnaire
    FOR EACH ROW EXECUTE FUNCTION companies_questionnaire_is_fixed();

CREATE FUNCTION companies_question_is_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM companies_questionnaire
        WHERE published_at IS NOT NULL AND id IN (
            CASE WHEN TG_OP <> 'INSERT' THEN OLD.questionnaire_id END,
            CASE WHEN TG_OP <> 'DELETE' THEN NEW.questionnaire_id END
        )
    ) THEN
        RAISE EXCEPTION 'the questions of a published version do not change'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'question_is_fixed';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER question_is_fixed BEFORE INSERT OR UPDATE OR DELETE ON companies_question
    FOR EACH ROW EXECUTE FUNCTION companies_question_is_fixed();
"""
LOOSE = """
DROP TRIGGER questionnaire_is_fixed ON companies_questionnaire;
DROP FUNCTION companies_questionnaire_is_fixed;
DROP TRIGGER question_is_fixed ON companies_question;
DROP FUNCTION companies_question_is_fixed;
"""


def key(name: str) -> migrations.RunSQL:
    table, columns, other, theirs = KEYS[name]
    return migrations.RunSQL(
        f"ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY ({columns}) "
        f"REFERENCES {other} ({theirs}) DEFERRABLE INITIALLY DEFERRED",
        f"ALTER TABLE {table} DROP CONSTRAINT {name}",
    )


class Migration(migrations.Migration):
    replaces = [("companies", "0005_kept_by_the_database")]
    dependencies = [("companies", "0002_programme_of_incubator")]

    operations = [
        *(key(name) for name in KEYS),
        migrations.RunSQL(FIXED, LOOSE),
        # Receipt numbers: given once, gaps allowed.
        migrations.RunSQL("CREATE SEQUENCE companies_receipt", "DROP SEQUENCE companies_receipt"),
    ]
