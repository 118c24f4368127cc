"""Who is ready to graduate, a second time: the conditions of the text in force as one expression.

SQL knows three values, as the text does: a condition is true where it is met, false where it is
not, and NULL where nothing says. The parts of an item are joined by AND or OR, and what is true
is added up. The text is that of the bundle: its conditions, their numbers, and how many of them.
"""

from decimal import Decimal
from fractions import Fraction


def in_cents(column):
    return f"CAST(round({column} * 100) AS INTEGER)"


def newest_of(item):
    """A figure of the year's return, or of the return before where the year's is not in."""
    return f"""(SELECT {in_cents("v.number")} FROM return_values v WHERE v.company = r.company
        AND v.item = '{item}' AND v.year IN (:year, :year - 1) ORDER BY v.year DESC LIMIT 1)"""


def last_owned(item):
    """What the last operating report says of what a company owns."""
    return f"""(SELECT {in_cents("o.number")} FROM operating_values o WHERE o.company = r.company
        AND o.item = '{item}' AND o.ends_on <= :last
        ORDER BY o.ends_on DESC, o.value DESC LIMIT 1)"""


def both_of(part, whole):
    """Two figures of one return, of this year or of the one before."""
    return f"""SELECT p.year || '-12-31' AS day, 0 AS by_count, 0 AS number, p.number AS part,
        w.number AS whole FROM return_values p JOIN return_values w ON w.company = p.company
        AND w.year = p.year WHERE p.company = r.company AND p.year IN (:year, :year - 1)
        AND p.item = '{part}' AND w.item = '{whole}'"""


def share_of(rows, factor):
    """Whether a part is so much of its whole, by the newest of some rows; NULL of nothing."""
    above = f"{in_cents('part')} * {factor} * 100 * %(divisor)s"
    below = f"%(limit)s * {in_cents('whole')}"
    return f"""(SELECT CASE WHEN whole > 0 THEN {above} >= {below}
        WHEN whole < 0 THEN {above} <= {below} END
        FROM ({rows}) ORDER BY day DESC, by_count DESC, number DESC LIMIT 1)"""


# What only people can say: as it was said last.
OPINION = """(SELECT j.is_met FROM judgements j WHERE j.residence = r.residence
    AND j.rule = '%(rule)s' AND j.judged_on <= :last
    ORDER BY j.judged_on DESC, j.judgement DESC LIMIT 1)"""
# True where a certificate holds, false where all that there were have ended.
CERTIFICATE = """(SELECT max(q.valid_until IS NULL OR q.valid_until > :last) FROM qualifications q
    WHERE q.company = r.company AND q.kind IN ({}) AND q.valid_from <= :last)"""
# A return says for certain that there is none; yes alone does not say which, and until when.
SAID_NONE = """(SELECT CASE WHEN c.chosen <> 'yes' THEN 0 END FROM return_choices c
    WHERE c.company = r.company AND c.item = 'is_hnte' AND c.year IN (:year, :year - 1)
    ORDER BY c.year DESC LIMIT 1)"""
RECOGNISED = f"coalesce({CERTIFICATE}, {SAID_NONE}, {OPINION})"
OWN_RIGHT = """(SELECT 1 FROM rights i WHERE i.company = r.company AND i.kind <> 'trade_mark'
    AND i.granted_on <= :last AND (i.lapsed_on IS NULL OR i.lapsed_on > :last) LIMIT 1)"""
ON_THE_MARKET = """(SELECT 1 FROM market_events m WHERE m.company = r.company
    AND m.happened_on <= :last LIMIT 1)"""
COUNTED_STAFF = """SELECT s.counted_on AS day, 1 AS by_count, s.count AS number,
    s.researchers AS part, s.total AS whole FROM staff_counts s
    WHERE s.company = r.company AND s.counted_on <= :last"""
VENTURE = f"""(SELECT sum({in_cents("f.amount")}) FROM rounds f WHERE f.company = r.company
    AND f.kind IN ('equity', 'convertible') AND f.closed_on <= :last)"""
# The year and the one before, or both a year earlier where the year's return is not in.
NOT_IN = """NOT EXISTS (SELECT 1 FROM return_values n WHERE n.company = r.company
    AND n.item = 'revenue' AND n.year = :year)"""
TWO_YEARS = f"""(SELECT CASE WHEN sum({in_cents("v.number")}) * %(divisor)s > %(limit)s THEN 1
    WHEN count(*) = 2 THEN 0 END FROM return_values v WHERE v.company = r.company
    AND v.item = 'revenue' AND v.year - :year + ({NOT_IN}) IN (-1, 0))"""
# On the last day of a December every month that has begun is over.
MONTHS_OF_WORK = """%(until)s * 12 + 12 - CAST(substr(k.registered_on, 1, 4) AS INTEGER) * 12
    - CAST(substr(k.registered_on, 6, 2) AS INTEGER)"""

CONDITIONS = {
    "hnte_local": RECOGNISED.format("'hnte_local', 'hnte_2008', 'hnte_2016'"),
    "hnte_national": RECOGNISED.format("'hnte_2008', 'hnte_2016'"),
    "years_of_work": f"{MONTHS_OF_WORK} >= %(months)s",
    "revenue_per_head": share_of(both_of("revenue", "staff"), 1),
    "income": f"{newest_of('revenue')} * %(divisor)s >= %(limit)s",
    # Fixed assets are in no report: between none of all assets and all of them.
    "assets": f"""CASE WHEN {last_owned("equity")} * %(divisor)s >= %(limit)s THEN 1
        WHEN ({last_owned("equity")} + {last_owned("assets")}) * %(divisor)s < %(limit)s
        THEN 0 END""",
    "rd_staff_share": share_of(f"{COUNTED_STAFF} UNION ALL {both_of('staff_rd', 'staff')}", 100),
    "rd_spending_share": share_of(both_of("rd_spending", "revenue"), 100),
    "own_ip": f"coalesce({OWN_RIGHT}, {newest_of('ip_valid')} <> 0, {OPINION})",
    "revenue_two_years": TWO_YEARS,
    # A year's figure can show that it is enough, and never that it is not.
    "venture_capital": f"""CASE WHEN {VENTURE} * %(divisor)s > %(limit)s
        OR {newest_of("investment_received")} * %(divisor)s > %(limit)s THEN 1
        WHEN {VENTURE} IS NOT NULL THEN 0 END""",
    "merged_or_listed": f"coalesce({ON_THE_MARKET}, {OPINION})",
    "able_founder": OPINION,
    "not_seen": OPINION,
}
OPEN_TO_OPINION = {"able_founder", "not_seen"}
WITHOUT_NUMBER = {"hnte_local", "hnte_national", "own_ip", "merged_or_listed", *OPEN_TO_OPINION}
# For whom a text makes an exception, as far as a field and a founder say it.
CASE_OF_FIELD = {one: one for one in ("biomedicine", "agriculture", "aerospace")}
CASE_OF_FOUNDER = {"returnee": "overseas", "foreign": "foreign"}
KNOWN_BY = {"judgements": "residence", **dict.fromkeys(
    ("qualifications", "rights", "rounds", "staff_counts", "market_events", "return_choices",
     "operating_values"), "company")}  # fmt: skip
OF_KIND = "SELECT DISTINCT field, founder_kind FROM companies"


def look_out(database, rulebooks, days):
    """Put into the table ``outlook`` how many items each stay that is open at the year's end
    meets, and will by the end of the next year by passing of time alone.

    Raises KeyError, or an error of SQLite, where an edition of before says too little for it.
    """
    for table, column in KNOWN_BY.items():
        database.execute(f'CREATE INDEX "{table}_{column}" ON "{table}" ("{column}")')
    text, rows = text_of(rulebooks, days["last"]), []
    for field, founder in database.execute(OF_KIND).fetchall() if text else ():
        cases = {CASE_OF_FIELD.get(field), CASE_OF_FOUNDER.get(founder)}
        needed, items = asked_in(text["criteria"], cases)
        of_them = {**days, "field": field, "founder": founder}
        found = database.execute(_met_by(items, days["year"]), of_them)
        rows += [(*stay, needed, len(items)) for stay in found]
    database.execute("CREATE TEMP TABLE outlook (place, about, met, later, needed, asked)")
    database.executemany("INSERT INTO temp.outlook VALUES (?, ?, ?, ?, ?, ?)", rows)


def text_of(rulebooks, day):
    """The newest text in force on a day that says something definite about graduation."""
    in_force = [
        book for book in rulebooks
        if book["effective_from"] <= day < (book["effective_until"] or "9999-12-31")
        and any(_is_definite(one) for one in book["criteria"])
    ]  # fmt: skip
    in_force.sort(key=lambda book: book["code"])
    return max(in_force, key=lambda book: book["effective_from"], default=None)


def _is_definite(one):
    bare = one["rule"] in WITHOUT_NUMBER - OPEN_TO_OPINION
    numbered = one["rule"] not in OPEN_TO_OPINION and one["limit"] != ""
    return one["purpose"] == "graduation" and (bare or numbered)


def asked_in(criteria, cases):
    """How many items are needed (None where that number is not on file), and the items."""
    asked = [
        one for one in criteria
        if one["purpose"] == "graduation" and not one["kind"] and not one["focus"]
    ]  # fmt: skip
    chosen = {}
    for one in asked:
        before = chosen.setdefault((one["item"], one["rule"]))  # it keeps its place in the text
        fits = not one["special"] or cases.intersection(one["special"])
        if fits and (before is None or (one["special"] and not before["special"])):
            chosen[one["item"], one["rule"]] = one
    items = {}
    for (item, rule), one in chosen.items():
        if one and rule != "needed":
            items.setdefault(item or (rule,), []).append(one)
    numbers = [_threshold(one) for one in asked if one["rule"] == "needed"]
    needed = numbers[0] if numbers else len(items)
    return None if needed is None else int(needed), list(items.values())


def _threshold(one):
    return Fraction(one["limit"]) / int(one["divisor"]) if one["limit"] else None


def _met_by(items, year):
    """The statement over the stays of one kind of companies."""
    now, later = (
        " + ".join(["0", *(f"coalesce({_item(parts, until)}, 0)" for parts in items)])
        for until in (year, year + 1)
    )
    return f"""SELECT r.incubator, r.company, {now}, {later} FROM residences r
        JOIN companies k ON k.company = r.company
        WHERE r.admitted_on <= :last AND (r.left_on IS NULL OR r.left_on > :last)
        AND k.field IS :field AND k.founder_kind IS :founder"""


def _item(parts, until):
    joined = " OR " if parts[0]["joined"] == "any" else " AND "
    return f"({joined.join(f'({_condition(one, until)})' for one in parts)})"


def _condition(one, until):
    """Unknown where the number of the text is not on file."""
    if not one["limit"] and one["rule"] not in WITHOUT_NUMBER:
        return "NULL"
    number = _threshold(one) or 0
    return CONDITIONS[one["rule"]] % {
        "rule": one["rule"], "divisor": int(one["divisor"]), "months": int(number * 12),
        "limit": int(Decimal(one["limit"] or 0) * 100), "until": until,
    }  # fmt: skip
