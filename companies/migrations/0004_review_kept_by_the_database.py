"""What the database holds between rows of a review: one call, one round, fixed plans and scores."""

from django.db import migrations

PLAN, STAGE, RUBRIC = "companies_reviewplan", "companies_stage", "companies_rubric"
APPLICATION, ROUND = "companies_application", "companies_reviewround"
REVIEWER, REVIEW = "companies_reviewer", "companies_review"
DECISION, OUTBOX, BATCH = "companies_decision", "companies_outboxletter", "companies_letterbatch"
TEMPLATE, INVITATION = "companies_lettertemplate", "companies_reviewerinvitation"

KEYS = {
    "stage_plan_of_call": (STAGE, "plan_id, call_id", PLAN, "id, call_id"),
    "stage_rubric_of_plan": (STAGE, "rubric_id, plan_id", RUBRIC, "id, plan_id"),
    "application_stage_of_call": (APPLICATION, "stage_id, call_id", STAGE, "id, call_id"),
    "round_stage_of_call": (ROUND, "stage_id, call_id", STAGE, "id, call_id"),
    "reviewer_invited_to_the_round": (
        INVITATION, "reviewer_id, round_id", REVIEWER, "id, round_id",
    ),
    "review_reviewer_of_round": (REVIEW, "reviewer_id, round_id", REVIEWER, "id, round_id"),
    "review_round_of_call": (REVIEW, "round_id, call_id", ROUND, "id, call_id"),
    "review_application_of_call": (REVIEW, "application_id, call_id", APPLICATION, "id, call_id"),
    "decision_application_of_call": (
        DECISION, "application_id, call_id", APPLICATION, "id, call_id",
    ),
    "decision_stage_of_call": (DECISION, "stage_id, call_id", STAGE, "id, call_id"),
    "outbox_application_of_call": (OUTBOX, "application_id, call_id", APPLICATION, "id, call_id"),
    "outbox_batch_of_call": (OUTBOX, "batch_id, call_id", BATCH, "id, call_id"),
    "outbox_template_of_call": (OUTBOX, "template_id, call_id", TEMPLATE, "id, call_id"),
}  # fmt: skip

# Plans are kept for the tables as they are: one made while they were empty would read them
# from end to end for every row.
FUNCTION = "LANGUAGE plpgsql SET plan_cache_mode = force_custom_plan AS"

FIXED = f"""
CREATE FUNCTION companies_plan_is_fixed() RETURNS trigger {FUNCTION} $$
BEGIN
    IF OLD.published_at IS NOT NULL THEN
        RAISE EXCEPTION 'a published review plan does not change (%)', OLD.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'plan_is_fixed';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER plan_is_fixed BEFORE UPDATE OR DELETE ON {PLAN}
    FOR EACH ROW EXECUTE FUNCTION companies_plan_is_fixed();

CREATE FUNCTION companies_part_of_plan_is_fixed() RETURNS trigger {FUNCTION} $$
BEGIN
    IF EXISTS (
        SELECT FROM {PLAN} WHERE published_at IS NOT NULL AND id IN (
            CASE WHEN TG_OP <> 'INSERT' THEN OLD.plan_id END,
            CASE WHEN TG_OP <> 'DELETE' THEN NEW.plan_id END
        )
    ) THEN
        RAISE EXCEPTION 'stages and rubrics of a published plan do not change'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'part_of_plan_is_fixed';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER part_of_plan_is_fixed BEFORE INSERT OR UPDATE OR DELETE ON {STAGE}
    FOR EACH ROW EXECUTE FUNCTION companies_part_of_plan_is_fixed();
CREATE TRIGGER part_of_plan_is_fixed BEFORE INSERT OR UPDATE OR DELETE ON {RUBRIC}
    FOR EACH ROW EXECUTE FUNCTION companies_part_of_plan_is_fixed();

CREATE FUNCTION companies_criterion_is_fixed() RETURNS trigger {FUNCTION} $$
BEGIN
    IF EXISTS (
        SELECT FROM {RUBRIC} JOIN {PLAN} ON {PLAN}.id = plan_id
        WHERE published_at IS NOT NULL AND {RUBRIC}.id IN (
            CASE WHEN TG_OP <> 'INSERT' THEN OLD.rubric_id END,
            CASE WHEN TG_OP <> 'DELETE' THEN NEW.rubric_id END
        )
    ) THEN
        RAISE EXCEPTION 'the criteria of a published plan do not change'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'rubric_criterion_is_fixed';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER rubric_criterion_is_fixed
    BEFORE INSERT OR UPDATE OR DELETE ON companies_rubriccriterion
    FOR EACH ROW EXECUTE FUNCTION companies_criterion_is_fixed();

CREATE FUNCTION companies_review_is_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a signed review does not change (%)', OLD.id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'review_is_fixed';
END $$;
CREATE TRIGGER review_is_fixed BEFORE UPDATE OR DELETE ON {REVIEW}
    FOR EACH ROW WHEN (OLD.state = 'signed') EXECUTE FUNCTION companies_review_is_fixed();

CREATE FUNCTION companies_score_is_sound() RETURNS trigger {FUNCTION} $$
DECLARE
    wrong text;
BEGIN
    SELECT CASE
        WHEN review.state = 'signed' THEN 'score_is_fixed'
        WHEN TG_OP = 'DELETE' THEN NULL
        WHEN criterion.rubric_id <> stage.rubric_id THEN 'score_of_the_rubric'
        WHEN NEW.value < criterion.minimum OR NEW.value > criterion.maximum
            OR mod(NEW.value - criterion.minimum, criterion.step) <> 0 THEN 'score_on_its_scale'
    END INTO wrong
    FROM {REVIEW} review
    JOIN {ROUND} round ON round.id = review.round_id
    JOIN {STAGE} stage ON stage.id = round.stage_id
    JOIN companies_rubriccriterion criterion ON criterion.id =
        CASE WHEN TG_OP = 'DELETE' THEN OLD.criterion_id ELSE NEW.criterion_id END
    WHERE review.id = CASE WHEN TG_OP = 'DELETE' THEN OLD.review_id ELSE NEW.review_id END;
    IF wrong IS NOT NULL THEN
        RAISE EXCEPTION 'this score cannot be (%)', wrong
            USING ERRCODE = 'check_violation', CONSTRAINT = wrong;
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER score_is_sound BEFORE INSERT OR UPDATE OR DELETE ON companies_criterionscore
    FOR EACH ROW EXECUTE FUNCTION companies_score_is_sound();
"""  # noqa: S608 - names of tables only
LOOSE = f"""
DROP TRIGGER score_is_sound ON companies_criterionscore;
DROP FUNCTION companies_score_is_sound;
DROP TRIGGER review_is_fixed ON {REVIEW};
DROP FUNCTION companies_review_is_fixed;
DROP TRIGGER rubric_criterion_is_fixed ON companies_rubriccriterion;
DROP FUNCTION companies_criterion_is_fixed;
DROP TRIGGER part_of_plan_is_fixed ON {RUBRIC};
DROP TRIGGER part_of_plan_is_fixed ON {STAGE};
DROP FUNCTION companies_part_of_plan_is_fixed;
DROP TRIGGER plan_is_fixed ON {PLAN};
DROP FUNCTION companies_plan_is_fixed;
"""


def key(name: str) -> migrations.RunSQL:
    table, columns, other, theirs = KEYS[name]
    return migrations.RunSQL(
        f"ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY ({columns}) "
        f"REFERENCES {other} ({theirs}) DEFERRABLE INITIALLY DEFERRED",
        f"ALTER TABLE {table} DROP CONSTRAINT {name}",
    )


class Migration(migrations.Migration):
    replaces = [("companies", "0011_review_kept_by_the_database")]
    dependencies = [("companies", "0003_applying_kept_by_the_database")]

    operations = [*(key(name) for name in KEYS), migrations.RunSQL(FIXED, LOOSE)]
