"""A published rulebook is fixed by the database."""

from django.db import migrations

FIXED = """
CREATE FUNCTION institutions_rulebook_is_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    moving text[] := ARRAY['state', 'superseded_at'];
BEGIN
    IF OLD.published_at IS NULL THEN
        RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    END IF;
    IF TG_OP = 'UPDATE' THEN
        -- The day of its end may be said once, and a version may be superseded.
        IF OLD.effective_until IS NULL THEN
            moving := array_append(moving, 'effective_until');
        END IF;
        IF to_jsonb(OLD) - moving = to_jsonb(NEW) - moving
            AND (NEW.state = OLD.state OR NEW.state = 'superseded') THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'a published rulebook does not change (%)', OLD.code
        USING ERRCODE = 'check_violation', CONSTRAINT = 'rulebook_is_fixed';
END $$;
CREATE TRIGGER rulebook_is_fixed BEFORE UPDATE OR DELETE ON institutions_rulebook
    FOR EACH ROW EXECUTE FUNCTION institutions_rulebook_is_fixed();

CREATE FUNCTION institutions_criterion_is_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM institutions_rulebook
        WHERE published_at IS NOT NULL AND id IN (
            CASE WHEN TG_OP <> 'INSERT' THEN OLD.rulebook_id END,
            CASE WHEN TG_OP <> 'DELETE' THEN NEW.rulebook_id END
        )
    ) THEN
        RAISE EXCEPTION 'the criteria of a published rulebook do not change'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'criterion_is_fixed';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER criterion_is_fixed BEFORE INSERT OR UPDATE OR DELETE ON institutions_criterion
    FOR EACH ROW EXECUTE FUNCTION institutions_criterion_is_fixed();
"""
LOOSE = """
DROP TRIGGER rulebook_is_fixed ON institutions_rulebook;
DROP FUNCTION institutions_rulebook_is_fixed;
DROP TRIGGER criterion_is_fixed ON institutions_criterion;
DROP FUNCTION institutions_criterion_is_fixed;
"""


class Migration(migrations.Migration):
    replaces = [("institutions", "0006_published_is_fixed")]
    dependencies = [("institutions", "0001_tables")]

    operations = [
        migrations.RunSQL(FIXED, LOOSE),
    ]
