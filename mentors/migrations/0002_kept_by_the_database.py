"""What the database holds between rows of mentoring: one side each, periods, places, plain sense.

Composite foreign keys hold that everything under one assignment is of one mentor, one stay
and one incubator. Deferred triggers hold what no single row can see; they look at the end of
the transaction, so that an end and what ends with it may come in any order. They are planned
anew at each call (see facilities 0004).
"""

from django.db import migrations

RESIDENCE = ("companies_residence", "id, company_id, incubator_id")
KEYS = {
    "assignment_residence_of_company": (
        "mentors_assignment", "residence_id, company_id, incubator_id", *RESIDENCE,
    ),
    "assignment_appointment_of_mentor": (
        "mentors_assignment", "appointment_id, mentor_id, incubator_id",
        "mentors_appointment", "id, mentor_id, incubator_id",
    ),
    "slot_of_hours": (
        "mentors_slot", "hours_id, mentor_id, incubator_id",
        "mentors_officehours", "id, mentor_id, incubator_id",
    ),
    "session_residence_of_company": (
        "mentors_mentoringsession", "residence_id, company_id, incubator_id", *RESIDENCE,
    ),
    "session_assignment_of_mentor": (
        "mentors_mentoringsession", "assignment_id, mentor_id, residence_id",
        "mentors_assignment", "id, mentor_id, residence_id",
    ),
    "session_slot_of_mentor": (
        "mentors_mentoringsession", "slot_id, mentor_id, incubator_id",
        "mentors_slot", "id, mentor_id, incubator_id",
    ),
}  # fmt: skip

# An assignment that was agreed lies within the company's stay, whichever of them moves; one
# that ended before it began is of no day.
STAYS = """
CREATE FUNCTION mentors_assignment_within_residence() RETURNS trigger LANGUAGE plpgsql
SET plan_cache_mode = force_custom_plan AS $$
DECLARE
    outside bigint;
BEGIN
    SELECT agreed.id INTO outside
    FROM mentors_assignment agreed
    JOIN companies_residence stay ON stay.id = agreed.residence_id
    WHERE CASE TG_TABLE_NAME
            WHEN 'mentors_assignment' THEN agreed.id = NEW.id
            ELSE agreed.residence_id = NEW.id
        END
        AND agreed.state IN ('accepted', 'active', 'ended')
        AND agreed.until_on > agreed.begins_on
        AND (agreed.begins_on < stay.admitted_on OR agreed.until_on > stay.left_on)
    LIMIT 1;
    IF outside IS NOT NULL THEN
        RAISE EXCEPTION 'assignment % lies outside of its residence', outside
            USING ERRCODE = 'check_violation', CONSTRAINT = 'assignment_within_residence';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER assignment_within_residence
    AFTER INSERT OR UPDATE OF state, begins_on, ends_on, ended_on, residence_id
    ON mentors_assignment
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    EXECUTE FUNCTION mentors_assignment_within_residence();
CREATE CONSTRAINT TRIGGER residence_holds_its_assignments
    AFTER UPDATE OF admitted_on, left_on ON companies_residence
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    EXECUTE FUNCTION mentors_assignment_within_residence();
"""

# It lies within the mentor's terms at the incubator, which may follow each other.
TERMS = """
CREATE FUNCTION mentors_assignment_within_term() RETURNS trigger LANGUAGE plpgsql
SET plan_cache_mode = force_custom_plan AS $$
DECLARE
    outside bigint;
BEGIN
    SELECT agreed.id INTO outside
    FROM mentors_assignment agreed
    WHERE CASE TG_TABLE_NAME
            WHEN 'mentors_assignment' THEN agreed.id = NEW.id
            ELSE agreed.mentor_id = (to_jsonb(NEW) ->> 'mentor_id')::bigint
                AND agreed.incubator_id = (to_jsonb(NEW) ->> 'incubator_id')::bigint
        END
        AND agreed.state IN ('accepted', 'active', 'ended')
        AND agreed.until_on > agreed.begins_on
        AND NOT coalesce(daterange(agreed.begins_on, agreed.until_on) <@ (
            SELECT range_agg(daterange(term.begins_on, term.until_on))
            FROM mentors_appointment term
            WHERE term.mentor_id = agreed.mentor_id AND term.incubator_id = agreed.incubator_id
        ), false)
    LIMIT 1;
    IF outside IS NOT NULL THEN
        RAISE EXCEPTION 'assignment % lies outside of the terms of its mentor', outside
            USING ERRCODE = 'check_violation', CONSTRAINT = 'assignment_within_term';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER assignment_within_term
    AFTER INSERT OR UPDATE OF state, begins_on, ends_on, ended_on ON mentors_assignment
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION mentors_assignment_within_term();
CREATE CONSTRAINT TRIGGER appointment_holds_its_assignments
    AFTER UPDATE OF begins_on, ends_on, ended_on ON mentors_appointment
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION mentors_assignment_within_term();
"""

# A mentor has no more companies at an incubator than the term allows. The term is held, so
# that two sessions cannot both take the last place.
PLACES = """
CREATE FUNCTION mentors_places_suffice() RETURNS trigger LANGUAGE plpgsql
SET plan_cache_mode = force_custom_plan AS $$
DECLARE
    term mentors_appointment;
    taken bigint;
BEGIN
    IF TG_TABLE_NAME = 'mentors_assignment' THEN
        IF to_jsonb(NEW) ->> 'state' NOT IN ('accepted', 'active') THEN
            RETURN NULL;
        END IF;
        SELECT * INTO term FROM mentors_appointment
        WHERE id = (to_jsonb(NEW) ->> 'appointment_id')::bigint FOR NO KEY UPDATE;
    ELSE
        SELECT * INTO term FROM mentors_appointment WHERE id = NEW.id FOR NO KEY UPDATE;
        IF NOT EXISTS (
            SELECT FROM mentors_assignment
            WHERE appointment_id = term.id AND state IN ('accepted', 'active')
        ) THEN
            RETURN NULL;
        END IF;
    END IF;
    SELECT count(*) INTO taken FROM mentors_assignment
    WHERE mentor_id = term.mentor_id AND incubator_id = term.incubator_id
        AND state IN ('accepted', 'active');
    IF taken > term.companies THEN
        RAISE EXCEPTION 'mentor % has % companies of %', term.mentor_id, taken, term.companies
            USING ERRCODE = 'check_violation', CONSTRAINT = 'mentor_within_capacity';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER mentor_within_capacity
    AFTER INSERT OR UPDATE OF state ON mentors_assignment
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION mentors_places_suffice();
CREATE CONSTRAINT TRIGGER capacity_holds_its_companies
    AFTER UPDATE OF companies ON mentors_appointment
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION mentors_places_suffice();
"""

# A session takes place within its assignment; one that was booked without any, while the
# company is in and the mentor appointed. It is looked at when its day is set: what happened
# stays, also where an end is recorded late. A slot lies within a term in the same way.
MEETINGS = """
CREATE FUNCTION mentors_is_appointed(the_mentor bigint, the_incubator bigint, day date)
RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT FROM mentors_appointment
        WHERE mentor_id = the_mentor AND incubator_id = the_incubator
            AND begins_on <= day AND until_on > day
    )
$$;
CREATE FUNCTION mentors_session_within() RETURNS trigger LANGUAGE plpgsql
SET plan_cache_mode = force_custom_plan AS $$
DECLARE
    fits boolean;
BEGIN
    IF NEW.assignment_id IS NULL THEN
        SELECT stay.admitted_on <= NEW."on" AND (stay.left_on IS NULL OR stay.left_on > NEW."on")
            AND mentors_is_appointed(NEW.mentor_id, NEW.incubator_id, NEW."on")
        INTO fits FROM companies_residence stay WHERE stay.id = NEW.residence_id;
    ELSE
        SELECT agreed.begins_on <= NEW."on" AND agreed.until_on > NEW."on"
            AND agreed.state IN ('active', 'ended')
        INTO fits FROM mentors_assignment agreed WHERE agreed.id = NEW.assignment_id;
    END IF;
    IF NOT fits THEN
        RAISE EXCEPTION 'session % lies outside of its assignment', NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'session_within_assignment';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER session_within_assignment
    AFTER INSERT OR UPDATE OF "on", assignment_id ON mentors_mentoringsession
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION mentors_session_within();

CREATE FUNCTION mentors_slot_within() RETURNS trigger LANGUAGE plpgsql
SET plan_cache_mode = force_custom_plan AS $$
BEGIN
    IF NOT mentors_is_appointed(NEW.mentor_id, NEW.incubator_id, NEW."on") THEN
        RAISE EXCEPTION 'slot % lies outside of the terms of its mentor', NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'slot_within_term';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER slot_within_term
    AFTER INSERT OR UPDATE OF "on" ON mentors_slot
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION mentors_slot_within();
"""

# Nobody rates themselves, not even somebody who also acts for the company.
FEEDBACK = """
CREATE FUNCTION mentors_feedback_of_another() RETURNS trigger LANGUAGE plpgsql
SET plan_cache_mode = force_custom_plan AS $$
BEGIN
    IF NEW.side = 'company' AND EXISTS (
        SELECT FROM mentors_mentoringsession session
        JOIN mentors_mentor mentor ON mentor.id = session.mentor_id
        WHERE session.id = NEW.session_id AND mentor.user_id = NEW.given_by_id
    ) THEN
        RAISE EXCEPTION 'a mentor cannot rate itself (session %)', NEW.session_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'feedback_of_another';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER feedback_of_another
    AFTER INSERT ON mentors_feedback
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION mentors_feedback_of_another();
"""


def key(name: str) -> migrations.RunSQL:
    table, columns, target, target_columns = KEYS[name]
    return migrations.RunSQL(
        f"ALTER TABLE {table} ADD CONSTRAINT {name} FOREIGN KEY ({columns}) "
        f"REFERENCES {target} ({target_columns}) DEFERRABLE INITIALLY DEFERRED",
        f"ALTER TABLE {table} DROP CONSTRAINT {name}",
    )


def drop(*functions: str) -> str:
    return "".join(f"DROP FUNCTION {name} CASCADE;" for name in functions)


class Migration(migrations.Migration):
    dependencies = [("mentors", "0001_tables"), ("companies", "0001_tables")]
    operations = [
        *(key(name) for name in KEYS),
        migrations.RunSQL(STAYS, drop("mentors_assignment_within_residence()")),
        migrations.RunSQL(TERMS, drop("mentors_assignment_within_term()")),
        migrations.RunSQL(PLACES, drop("mentors_places_suffice()")),
        migrations.RunSQL(
            MEETINGS,
            drop(
                "mentors_slot_within()",
                "mentors_session_within()",
                "mentors_is_appointed(bigint, bigint, date)",
            ),
        ),
        migrations.RunSQL(FEEDBACK, drop("mentors_feedback_of_another()")),
    ]
