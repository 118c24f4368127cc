"""The figures a second time: plain SQL over the tables of a bundle, in SQLite.

Each says what a row counts as (a company once, each row, a sum in cents, a mean, the largest),
and gives rows with their place, whom they are about, the part and the measure.
"""

OPEN = "r.admitted_on <= :last AND (r.left_on IS NULL OR r.left_on > :last)"
STAYS = """SELECT r.incubator AS place, r.company AS about, '' AS part, 1 AS measure
    FROM residences r"""
ENDED = f"{STAYS} WHERE r.left_on BETWEEN :first AND :last"
FIRST = """NOT EXISTS (SELECT 1 FROM residences e WHERE e.company = r.company AND (e.admitted_on <
    r.admitted_on OR (e.admitted_on = r.admitted_on AND e.residence < r.residence)))"""
INCUBATING = "(SELECT incubator FROM incubators WHERE programme = 'incubation')"
BUILDINGS = """SELECT b.incubator AS place, b.building AS about, '' AS part, b.floor_area AS measure
    FROM buildings b WHERE b.opened_on <= :last AND (b.closed_on IS NULL OR b.closed_on > :last)"""
UNITS = """SELECT u.incubator AS place, u.unit AS about, '' AS part, u.floor_area AS measure
    FROM units u JOIN buildings b ON b.building = u.building
    WHERE u.begins_on <= :last AND (u.ends_on IS NULL OR u.ends_on > :last)
    AND b.opened_on <= :last AND (b.closed_on IS NULL OR b.closed_on > :last)"""
TO_LET = f"{UNITS} AND u.rentable = 1"
LET = "SELECT unit FROM lettings WHERE begins_on <= :last AND ends_on > :last"
CLOSED = """SELECT unit FROM closures
    WHERE begins_on <= :last AND (ends_on IS NULL OR ends_on > :last)"""
PHASES = """SELECT c.incubator AS place, c.record AS about, '' AS part, c.{} AS measure
    FROM construction c JOIN incubators i ON i.incubator = c.incubator
    WHERE i.programme = 'acceleration' AND c.phase IS NOT NULL AND c.as_of <= :last
    AND c.state IN ({}) AND NOT EXISTS (SELECT 1 FROM construction l WHERE l.phase = c.phase
    AND l.as_of <= :last AND (l.as_of > c.as_of OR (l.as_of = c.as_of AND l.record > c.record)))"""
HOLDING = """r.company IN (SELECT company FROM qualifications WHERE kind IN ({kinds})
    AND valid_from <= {day} AND (valid_until IS NULL OR valid_until > {day}))"""
NATIONAL = "'hnte_2008', 'hnte_2016'"
RETURNS = """SELECT v.incubator AS place, v.company AS about, '' AS part, v.number AS measure
    FROM return_values v WHERE v.year = :year AND v.item = '{item}'"""
GREW = """r.company IN (SELECT n.company FROM return_values n JOIN return_values b
    ON b.company = n.company AND b.item = n.item AND b.year = :year - 1 WHERE n.year = :year
    AND n.item IN ('revenue', 'rd_spending') AND b.number > 0
    AND round(n.number * 100) * 5 > round(b.number * 100) * 6)"""
MOVED = "(SELECT stake FROM stake_moves WHERE \"on\" <= :last AND kind = '{kind}'{more})"
PAID = """(SELECT sum(m.amount) FROM stake_moves m
    WHERE m.stake = s.stake AND m."on" <= :last AND m.kind = 'paid_in')"""
STAKES = f"""EXISTS (SELECT 1 FROM stakes s WHERE s.company = r.company
    AND s.incubator = r.incubator AND s.stake IN {MOVED.format(kind="registered", more="")}
    AND s.agreed_on <= :last AND round(s.agreed * 100) <= round({PAID} * 100)
    AND s.stake NOT IN {MOVED.format(kind="exited", more=" AND share = 0")})"""
TERMS = f"""SELECT a.incubator AS place, a.mentor AS about, a.{{part}} AS part, 1 AS measure
    FROM appointments a WHERE a.incubator IN {INCUBATING}"""
IN_FORCE = "a.begins_on <= :last AND a.until_on > :last"
FIRST_TERM = f"""a.until_on > a.begins_on AND a.begins_on BETWEEN :first AND :last
    AND NOT EXISTS (SELECT 1 FROM appointments e WHERE e.mentor = a.mentor
    AND e.until_on > e.begins_on AND e.incubator IN {INCUBATING} AND (e.begins_on < a.begins_on
    OR (e.begins_on = a.begins_on AND e.appointment < a.appointment)))"""
SESSIONS = """SELECT s.incubator AS place, s.session AS about, {part} AS part, {measure} AS measure
    FROM sessions s"""
RATED = f"{SESSIONS} JOIN ratings t ON t.session = s.session"


def _open(*conditions):
    return " AND ".join([f"{STAYS} WHERE {OPEN}", *conditions])


PATENTED = """r.company IN (SELECT company FROM rights WHERE kind IN ('invention', 'utility_model',
    'design') AND (applied_on <= :last OR granted_on <= :last))"""
PROTECTED = """r.company IN (SELECT company FROM rights WHERE kind <> 'trade_mark'
    AND granted_on <= :last AND (lapsed_on IS NULL OR lapsed_on > :last))"""
FINANCED = """r.company IN (SELECT company FROM rounds WHERE kind IN ('equity', 'convertible')
    AND closed_on BETWEEN :first AND :last)"""
NEW = f"""r.company IN (SELECT company FROM qualifications WHERE kind IN ({NATIONAL})
    AND issued_on BETWEEN :first AND :last)
    AND NOT {HOLDING.format(kinds=NATIONAL, day=":before")}"""
MENTORED = """r.residence IN (SELECT residence FROM assignments
    WHERE begins_on <= :last AND until_on > :last)"""
FOLLOWED = """SELECT incubator AS place, company AS about, '' AS part, {measure} AS measure
    FROM follow_ups WHERE year = :year"""
ASKED = FOLLOWED.format(measure="1")
GONE = f"""{STAYS} WHERE r.left_on <= :last
    AND r.company NOT IN (SELECT company FROM residences WHERE admitted_on <= :last
        AND (left_on IS NULL OR left_on > :last))
    AND r.company NOT IN (SELECT company FROM residences WHERE left_on <= :last
        AND exit_reason = 'graduated')"""
# A year of 365.25 days has twelve months; 30.4375 days are 487 sixteenths of a day.
LENGTH = """SELECT r.incubator AS place, r.company AS about, '' AS part,
    CAST(round((julianday({end}) - julianday(r.admitted_on)) * 1600.0 / 487) AS INTEGER) / 100.0
    AS measure FROM residences r WHERE {which}"""
GRADUATED = "r.left_on BETWEEN :first AND :last AND r.exit_reason = 'graduated'"
# Graduates of so many years before, and what is known of them at the end of this one.
COHORT = """SELECT r.incubator AS place, r.company AS about, '' AS part, 1 AS measure
    FROM residences r WHERE r.exit_reason = 'graduated'
    AND CAST(substr(r.left_on, 1, 4) AS INTEGER) = :year - {after}"""
ALIVE = """EXISTS (SELECT 1 FROM follow_ups f WHERE f.residence = r.residence AND (
    f.outcome = 'merged' OR f.year >= :year AND f.outcome IN ('operating', 'listed', 'moved')))"""
DEAD = """EXISTS (SELECT 1 FROM follow_ups f WHERE f.residence = r.residence
    AND f.outcome = 'dissolved' AND f.year <= :year)"""
FUND_CASES = f"""SELECT s.incubator AS place, s.company AS about, '' AS part, 1 AS measure
    FROM stakes s WHERE s.agreed_on <= :last AND s.vehicle IN ('own_fund', 'joint_fund')
    AND s.incubator IN {INCUBATING} AND s.stake IN {MOVED.format(kind="paid_in", more="")}"""
STAFFED = f"""SELECT c.incubator AS place, c.count AS about, '' AS part, c.{{}} AS measure
    FROM institution_staff c WHERE c.incubator IN {INCUBATING} AND c.counted_on <= :last
    AND NOT EXISTS (SELECT 1 FROM institution_staff l WHERE l.incubator = c.incubator
        AND l.counted_on <= :last AND l.counted_on > c.counted_on)"""
FUNDS = f"""SELECT f.incubator AS place, f.fund AS about, f.kind AS part, f.amount AS measure
    FROM funds f WHERE f.incubator IN {INCUBATING} AND f.since_on <= :last
    AND (f.until_on IS NULL OR f.until_on > :last)"""
# Of the table that ``verify_outlook`` makes: how many items of the text each open stay meets.
PROSPECTS = "SELECT place, about, '' AS part, 1 AS measure FROM outlook WHERE {}"
ACCOUNTS = f"""SELECT a.incubator AS place, a.account AS about, '' AS part, a.{{}} AS measure
    FROM accounts a WHERE a.incubator IN {INCUBATING} AND a.year = :year"""

ROWS, ONCE = "count(*)", "count(DISTINCT about)"
# In cents, and divided once: the nearest number of floating point then says the exact one.
CENTS = "CAST(round(measure * 100) AS INTEGER)"
SUM, LARGEST = f"sum({CENTS}) / 100.0", f"max({CENTS}) / 100.0"
MEAN = f"sum({CENTS}) * 1.0 / (count(measure) * 100)"
SQL = {
    "entered": (ROWS, f"{STAYS} WHERE r.admitted_on BETWEEN :first AND :last AND {FIRST}"),
    "re_entered": (ROWS, f"{STAYS} WHERE r.admitted_on BETWEEN :first AND :last AND NOT {FIRST}"),
    "graduated": (ROWS, f"{ENDED} AND r.exit_reason = 'graduated'"),
    "left": (ROWS, f"{ENDED} AND part <> 'graduated'".replace("'' AS", "r.exit_reason AS")),
    "in_incubation": (ONCE, _open()),
    "cumulative_incubated": (ONCE, f"{STAYS} WHERE r.admitted_on <= :last"),
    "cumulative_graduated": (
        ROWS, f"{STAYS} WHERE r.left_on <= :last AND r.exit_reason = 'graduated'"),
    "in_incubation_before": (ONCE, _open().replace(":last", ":before")),
    "cumulative_left": (ONCE, GONE),
    "stay_average": (MEAN, LENGTH.format(end=":last", which=OPEN)),
    "stay_longest": (LARGEST, LENGTH.format(end=":last", which=OPEN)),
    "graduate_stay_average": (MEAN, LENGTH.format(end="r.left_on", which=GRADUATED)),
    "area_total": (SUM, BUILDINGS),
    "area_own": (
        SUM, f"{BUILDINGS} AND b.tenure <> 'managed' AND b.incubator IN {INCUBATING}"),
    "area_incubatees": (SUM, f"""{UNITS} AND u.incubator IN {INCUBATING} AND u.unit IN (
        SELECT l.unit FROM lettings l JOIN residences r ON r.residence = l.residence
        WHERE l.begins_on <= :last AND l.ends_on > :last AND {OPEN})"""),
    "area_public": (SUM, f"{UNITS} AND u.use = 'public_service' AND u.incubator IN {INCUBATING}"),
    "area_to_let": (SUM, TO_LET),
    "area_let": (SUM, f"{UNITS} AND u.unit IN ({LET})"),
    "area_vacant": (SUM, f"{TO_LET} AND u.unit NOT IN ({LET}) AND u.unit NOT IN ({CLOSED})"),
    "area_out_of_service": (
        SUM, f"{TO_LET} AND u.unit IN ({CLOSED}) AND u.unit NOT IN ({LET})"),
    "accelerator_planned": (SUM, PHASES.format("planned_area", "'planned', 'tender'")),
    "accelerator_under_construction": (SUM, PHASES.format("planned_area", "'construction'")),
    "accelerator_built": (SUM, PHASES.format("built_area", "'in_use'")),
    "reporting": (ONCE, _open("r.company IN (SELECT company FROM returns)")),
    "hnte": (ONCE, _open(HOLDING.format(kinds=NATIONAL, day=":last"))),
    "hnte_new": (ONCE, _open(NEW)),
    "tech_smes": (ONCE, _open(HOLDING.format(kinds="'tech_sme'", day=":last"))),
    "ip_applicants": (ONCE, _open(PATENTED)),
    "ip_holders": (ONCE, _open(PROTECTED)),
    "financed": (ONCE, _open(FINANCED)),
    "held": (ONCE, _open(STAKES)),
    "growing": (ONCE, _open(GREW)),
    "followed": (ROWS, ASKED),
    "followed_heard": (ROWS, f"{ASKED} AND outcome NOT IN ('', 'lost')"),
    "jobs_of_graduates": (
        SUM, f"{FOLLOWED.format(measure='staff')} AND staff IS NOT NULL"),
    "fund_cases": (ROWS, FUND_CASES),
    "institution_staff": (SUM, STAFFED.format("total")),
    "institution_professionals": (SUM, STAFFED.format("professional")),
    "fund": (SUM, FUNDS),
    "institution_income": (SUM, ACCOUNTS.format("income")),
    "mentors_in_office": (ONCE, f"{TERMS} AND {IN_FORCE}".format(part="kind")),
    "mentor_appointments": (ROWS, f"{TERMS} AND {IN_FORCE}".format(part="level")),
    "mentors_new": (ROWS, f"{TERMS} AND {FIRST_TERM}".format(part="kind")),
    "companies_with_mentor": (ONCE, _open(MENTORED)),
    "sessions": (ROWS, SESSIONS.format(part="s.of_field", measure="1")),
    "mentoring_hours": (
        SUM, SESSIONS.format(part="s.of_field", measure="round(s.minutes / 60.0, 2)")),
    "sessions_rated": (ROWS, RATED.format(part="''", measure="1")),
    "rating_points": (SUM, RATED.format(part="''", measure="t.rating")),
    "ready": (ONCE, PROSPECTS.format("asked > 0 AND met >= needed")),
    "near_misses": (ONCE, PROSPECTS.format("met = needed - 1")),
    "expected_graduates": (ONCE, PROSPECTS.format("asked > 0 AND later >= needed")),
}  # fmt: skip
ITEMS = (
    "revenue", "net_profit", "taxes_paid", "exports", "rd_spending", "investment_received",
    "from_incubator_fund", "bank_loans", "ip_applied", "ip_granted", "ip_applied_invention",
    "ip_granted_invention", "ip_applied_software", "ip_granted_software", "ip_applied_plant",
    "ip_granted_plant", "ip_applied_layout", "ip_granted_layout", "ip_valid", "ip_valid_invention",
    "ip_valid_software", "ip_valid_plant", "ip_valid_layout", "national_projects",
)  # fmt: skip
STAFF = {
    "employees": "staff", "employees_doctors": "staff_doctors",
    "employees_college": "staff_college_up", "employees_returnees": "staff_returnees",
    "employees_fresh": "staff_graduates",
}  # fmt: skip
for _code, _item in {**dict(zip(ITEMS, ITEMS)), **STAFF}.items():
    SQL[_code] = (SUM, RETURNS.format(item=_item))
SQL["investment_cumulative"] = (
    SUM, RETURNS.format(item="investment_received").replace("= :year", "<= :year"))  # fmt: skip
for _source in ("service", "property", "investment", "other"):
    SQL[f"income_{_source}"] = (SUM, ACCOUNTS.format(f"income_{_source}"))
MARKS = (1, 3, 5)
for _after in MARKS:
    _cohort = COHORT.format(after=_after)
    SQL[f"graduates_{_after}"] = (ROWS, _cohort)
    SQL[f"graduates_{_after}_known"] = (ROWS, f"{_cohort} AND ({ALIVE} OR {DEAD})")
    SQL[f"graduates_{_after}_surviving"] = (ROWS, f"{_cohort} AND {ALIVE}")

# What nobody reported is no figure, and not zero.
UNSTATED = {*ITEMS, *STAFF, "investment_cumulative"}
# Where a figure is stated at all, if not wherever it is not zero: the places of some rows.
REPORTED = "SELECT incubator FROM returns"
COHORTS = """SELECT f.incubator FROM follow_ups f JOIN residences r ON r.residence = f.residence
    WHERE CAST(substr(r.left_on, 1, 4) AS INTEGER) IN (:year - 1, :year - 3, :year - 5)"""
FORESEEN = f"""{REPORTED} UNION SELECT r.incubator FROM residences r WHERE {OPEN}
    AND r.company IN (SELECT company FROM qualifications)"""
STATED = {
    **dict.fromkeys(("ready", "near_misses", "expected_graduates"), FORESEEN),
    "investment_cumulative": REPORTED,
    "jobs": REPORTED,
    **{f"graduates_{after}{what}": COHORTS for after in MARKS
       for what in ("", "_known", "_surviving")},
    **{f"survival_{after}{what}": COHORTS for after in MARKS for what in ("", "_response")},
}  # fmt: skip
# Of accelerators these are stated, and nothing else.
WITH_ACCELERATORS = {
    "area_total", "area_to_let", "area_let", "area_vacant", "area_out_of_service", "occupancy",
    "accelerator_planned", "accelerator_under_construction", "accelerator_built",
}  # fmt: skip

# Ratios: the parts, the whole (none: the sum of the parts), the factor.
OF_INCUBATEES = {
    "hnte_share": "hnte", "tech_sme_share": "tech_smes",
    "ip_applicants_share": "ip_applicants", "ip_holders_share": "ip_holders",
    "financed_share": "financed", "held_share": "held", "growing_share": "growing",
    "reporting_share": "reporting", "mentor_coverage": "companies_with_mentor",
}  # fmt: skip
AT_THE_END = (["graduated"], ["in_incubation"], 100)
OF_THE_MEAN = (["graduated"], ["in_incubation_before", "in_incubation"], 200)


def ratios(year, definitions=None):
    """From 2010 on the area of public service counts with that of incubatees; the rate of
    graduation is of the year's end or of the mean of its two ends, as the definitions say.
    """
    used = ["area_incubatees", "area_public"] if year >= 2010 else ["area_incubatees"]
    said = (definitions or {}).get("graduation_rate", {}).get("ratio", {})
    other = ["income_service", "income_investment", "income_other"]
    return {
        **{code: ([part], ["in_incubation"], 100) for code, part in OF_INCUBATEES.items()},
        "incubatee_share": (used, ["area_own"], 100),
        "occupancy": (["area_let"], ["area_to_let"], 100),
        "density": (["in_incubation"], ["area_own"], 1000),
        "rd_intensity": (["rd_spending"], ["revenue"], 100),
        "follow_up_response": (["followed_heard"], ["followed"], 100),
        "mentors_per_10": (["mentors_in_office"], ["in_incubation"], 10),
        "satisfaction": (["rating_points"], ["sessions_rated"], 1),
        "graduation_rate": OF_THE_MEAN if said.get("factor") == 200 else AT_THE_END,
        "turnover": (["entered", "re_entered", "graduated", "left"], ["in_incubation"], 100),
        "jobs": (["employees", "jobs_of_graduates"], [], 1),
        "professional_share": (["institution_professionals"], ["institution_staff"], 100),
        "professionals_per_10": (["institution_professionals"], ["in_incubation"], 10),
        "service_income_share": (other, ["institution_income"], 100),
        **{f"survival_{n}": ([f"graduates_{n}_surviving"], [f"graduates_{n}_known"], 100)
           for n in MARKS},
        **{f"survival_{n}_response": ([f"graduates_{n}_known"], [f"graduates_{n}"], 100)
           for n in MARKS},
    }  # fmt: skip
