"""Verify a published snapshot without the system that published it.

    python3 verify.py BUNDLE.zip [--key PUBLIC_KEY]

Needs Python 3.9 or later and its standard library, nothing else. It checks that no file was
changed, that the seal and the chain of seals before it hold, that the signature is of the public
key (give the one that you noted at publication), that each figure is what its list adds up to,
and counts the figures again by plain SQL over the tables of facts, on its own. Says "equal", or
where not, and what it did not count again. Exit: 0 all holds, 1 something does not, 2 unreadable.
"""

import argparse
import csv
import hashlib
import io
import json
import sqlite3
import sys
import zipfile
from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")

# The figures in plain SQL: what a row counts as (one company once, each row, or a sum), and
# the rows with their place, what they are about, the part and the measure.
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
    AND n.item IN ('revenue', 'rd_spending') AND b.number > 0 AND n.number > b.number * 1.2)"""
MOVED = "(SELECT stake FROM stake_moves WHERE \"on\" <= :last AND kind = '{kind}'{more})"
STAKES = f"""EXISTS (SELECT 1 FROM stakes s WHERE s.company = r.company
    AND s.incubator = r.incubator AND s.stake IN {MOVED.format(kind="registered", more="")}
    AND s.agreed <= (SELECT sum(amount) FROM stake_moves WHERE stake = s.stake AND "on" <= :last
    AND kind = 'paid_in')
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
FOLLOWED = "SELECT incubator AS place, company AS about, '' AS part, 1 AS measure FROM follow_ups"

ROWS, ONCE, SUM = "count(*)", "count(DISTINCT about)", "coalesce(sum(measure), 0)"
SQL = {
    "entered": (ROWS, f"{STAYS} WHERE r.admitted_on BETWEEN :first AND :last AND {FIRST}"),
    "re_entered": (ROWS, f"{STAYS} WHERE r.admitted_on BETWEEN :first AND :last AND NOT {FIRST}"),
    "graduated": (ROWS, f"{ENDED} AND r.exit_reason = 'graduated'"),
    "left": (ROWS, f"{ENDED} AND part <> 'graduated'".replace("'' AS", "r.exit_reason AS")),
    "in_incubation": (ONCE, _open()),
    "cumulative_incubated": (ONCE, f"{STAYS} WHERE r.admitted_on <= :last"),
    "cumulative_graduated": (
        ROWS, f"{STAYS} WHERE r.left_on <= :last AND r.exit_reason = 'graduated'"),
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
    "followed": (ROWS, FOLLOWED),
    "followed_heard": (ROWS, f"{FOLLOWED} WHERE outcome NOT IN ('', 'lost')"),
    "mentors_in_office": (ONCE, f"{TERMS} AND {IN_FORCE}".format(part="kind")),
    "mentor_appointments": (ROWS, f"{TERMS} AND {IN_FORCE}".format(part="level")),
    "mentors_new": (ROWS, f"{TERMS} AND {FIRST_TERM}".format(part="kind")),
    "companies_with_mentor": (ONCE, _open(MENTORED)),
    "sessions": (ROWS, SESSIONS.format(part="s.of_field", measure="1")),
    "mentoring_hours": (
        SUM, SESSIONS.format(part="s.of_field", measure="round(s.minutes / 60.0, 2)")),
    "sessions_rated": (ROWS, RATED.format(part="''", measure="1")),
    "rating_points": (SUM, RATED.format(part="''", measure="t.rating")),
}  # fmt: skip
ITEMS = (
    "revenue", "net_profit", "taxes_paid", "exports", "rd_spending", "investment_received",
    "from_incubator_fund", "bank_loans", "ip_applied", "ip_granted", "ip_applied_invention",
    "ip_granted_invention", "ip_valid", "national_projects",
)  # fmt: skip
STAFF = {
    "employees": "staff", "employees_doctors": "staff_doctors",
    "employees_college": "staff_college_up", "employees_returnees": "staff_returnees",
    "employees_fresh": "staff_graduates",
}  # fmt: skip
for _code, _item in {**dict(zip(ITEMS, ITEMS)), **STAFF}.items():
    SQL[_code] = (SUM, RETURNS.format(item=_item))

# Ratios: the parts, the whole, the factor.
OF_INCUBATEES = {
    "hnte_share": "hnte", "tech_sme_share": "tech_smes",
    "ip_applicants_share": "ip_applicants", "ip_holders_share": "ip_holders",
    "financed_share": "financed", "held_share": "held", "growing_share": "growing",
    "reporting_share": "reporting", "mentor_coverage": "companies_with_mentor",
}  # fmt: skip


def ratios(year):
    """From 2010 on the area of public service counts with that of incubatees."""
    used = ["area_incubatees", "area_public"] if year >= 2010 else ["area_incubatees"]
    return {
        **{code: ([part], "in_incubation", 100) for code, part in OF_INCUBATEES.items()},
        "incubatee_share": (used, "area_own", 100),
        "occupancy": (["area_let"], "area_to_let", 100),
        "density": (["in_incubation"], "area_own", 1000),
        "rd_intensity": (["rd_spending"], "revenue", 100),
        "follow_up_response": (["followed_heard"], "followed", 100),
        "mentors_per_10": (["mentors_in_office"], "in_incubation", 10),
        "satisfaction": (["rating_points"], "sessions_rated", 1),
    }


class Report:
    """What was found, line by line, and whether all of it holds."""

    def __init__(self):
        self.lines, self.holds = [], True

    def say(self, what, wrong=()):
        """One check: its name, and where it does not hold."""
        self.holds = self.holds and not wrong
        self.lines.append(f"{'no   ' if wrong else 'yes  '}{what}")
        self.lines += [f"       {line}" for line in wrong[:20]]
        self.lines += [f"       … and {len(wrong) - 20} more"] if len(wrong) > 20 else []


def sha256(content):
    return hashlib.sha256(content).hexdigest()


def verify(files, key=""):
    """Check a bundle: a dict of names and bytes. Returns a Report."""
    report = Report()
    manifest = json.loads(files["manifest.json"])
    seal, mark = json.loads(files["seal.json"]), json.loads(files["signature.json"])
    named = {line["name"]: line["sha256"] for line in manifest["files"]}
    wrong = [n for n, d in named.items() if n not in files or sha256(files[n]) != d]
    report.say(f"{len(named)} files are those of the manifest", wrong)
    here = sha256(files["manifest.json"])
    same = seal["content_sha256"] == here and seal["year"] == manifest["year"]
    report.say("the seal is of this manifest", [] if same else [seal["content_sha256"]])
    _chain(report, files)
    good = signed(files["seal.json"], mark["signature"], mark["public_key"])
    report.say("the seal is signed by the key below", [] if good else [mark["signature"]])
    if key:
        report.say("the key is the one that you gave", [] if key == mark["public_key"] else [key])
    stated = {
        (row["indicator"], row["part"], row["incubator"]): row for row in _rows(files["values.csv"])
    }
    _lists(report, files, stated)
    _recount(report, files, manifest["year"], stated)
    who = f"prepared by {seal['prepared_by']}, approved by {seal['approved_by']}"
    report.lines.append(f"     {manifest['year']}, edition {manifest['edition']}, {who}")
    report.lines.append(f"     public key {mark['public_key']}")
    return report


def _chain(report, files):
    """Every seal names the digest of the one before it, back to the first."""
    seals = json.loads(files["chain.json"])
    wrong, before = [], ""
    for number, text in enumerate(seals, 1):
        seal = json.loads(text)
        if seal["position"] != number or seal["previous"] != before:
            wrong.append(f"seal {number} does not follow the one before it")
        before = sha256(text.encode())
    if not seals or seals[-1].encode() != files["seal.json"]:
        wrong.append("the last seal is not that of this snapshot")
    report.say(f"the chain of {len(seals)} seals holds", wrong)


def _rows(content):
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"))))


def _lists(report, files, stated):
    """Every figure that has a list is what its list adds up to."""
    wrong, checked, definitions = [], 0, json.loads(files["definitions.json"])
    for (code, part, place), row in stated.items():
        value = Decimal(row["counted"]) + Decimal(row["opening_balance"])
        if value != Decimal(row["value"]):
            wrong.append(f"{code} {place or 'zone'}: the value is not counted + opening balance")
        mean = definitions[code].get("averages") or definitions[code].get("largest")
        if mean or f"lists/{code}.csv" not in files:
            continue
        checked += 1
        flag = "in_place" if place else "in_zone"
        found = Decimal(0)
        for fact in _rows(files[f"lists/{code}.csv"]):
            here = place in ("", fact["place"]) and part in ("", fact["part"])
            found += Decimal(fact["measure"]) if here and fact[flag] == "1" else 0
        if found.quantize(CENT, ROUND_HALF_UP) != Decimal(row["counted"]):
            wrong.append(f"{code} {part} {place or 'zone'}: stated {row['counted']}, list {found}")
    report.say(f"{checked} figures are what their lists add up to", wrong)


def _recount(report, files, year, stated):
    """Count everything again and compare, in both directions."""
    database = _database(files)
    ends = f"{year - 1}-12-31", f"{year}-01-01", f"{year}-12-31"
    days = {"year": year, **dict(zip(("before", "first", "last"), ends))}
    places = {place for _code, _part, place in stated}
    found, wrong, equal = {}, [], 0
    for code, (measure, sql) in SQL.items():
        for part, place, value in _figures(database, measure, sql, days):
            found[code, part, place] = Decimal(str(value)).quantize(CENT, ROUND_HALF_UP)
    for code, (parts, whole, factor) in ratios(year).items():
        for place in places:
            below = found.get((whole, "", place))
            if below:
                above = sum(found.get((part, "", place), Decimal(0)) for part in parts)
                found[code, "", place] = (above * factor / below).quantize(CENT, ROUND_HALF_UP)
    again = {code for code, *_ in stated} & (set(SQL) | set(ratios(year)))
    for where in sorted({*stated, *(key for key in found if found[key])}):
        if where[0] not in again:
            continue
        said = Decimal(stated[where]["counted"]) if where in stated else None
        counted = found.get(where, Decimal(0))
        equal += counted == said
        if counted != said:
            wrong.append(f"{' '.join(where)}: stated {said}, counted again {counted}")
    wrong += [f"opening balance of {code}" for code in _openings(database, days, stated)]
    said = "equal" if not wrong else "not all equal"
    report.say(f"{equal} figures of {len(again)} indicators counted again by SQL: {said}", wrong)
    left = sorted({code for code, *_ in stated} - again)
    report.lines.append(f"     not counted again: {', '.join(left) or 'none'}")


def _figures(database, measure, sql, days):
    """(part, place, value): the zone as a whole and each place, the whole and each part."""
    for part in ("''", "part"):
        for place in ("''", "place"):
            groups = [name for name in (part, place) if name != "''"]
            grouped = f" GROUP BY {', '.join(groups)}" if groups else ""
            query = f"SELECT {part}, {place}, {measure} FROM ({sql}) facts{grouped}"
            yield from (row for row in database.execute(query, days) if part == "''" or row[0])


def _openings(database, days, stated):
    """The places whose opening balances are not those of the table (the zone has all of them)."""
    for (code, part, place), row in stated.items():
        query = """SELECT coalesce(sum(value), 0) FROM opening_balances
            WHERE indicator = ? AND as_of <= ? AND (? = '' OR incubator = ?)"""
        (value,) = database.execute(query, (code, days["last"], place, place)).fetchone()
        if not part and Decimal(str(value)) != Decimal(row["opening_balance"]):
            yield f"{code} {place or 'zone'}"


def _database(files):
    """The tables of facts in SQLite: numbers as numbers, days as text, nothing as NULL."""
    database = sqlite3.connect(":memory:")
    for name in sorted(files):
        if not name.startswith("tables/"):
            continue
        table = name[len("tables/") : -len(".csv")]
        head, *rows = csv.reader(io.StringIO(files[name].decode("utf-8")))
        columns = ", ".join(f'"{column}" NUMERIC' for column in head)
        database.execute(f'CREATE TABLE "{table}" ({columns})')
        texts = {head.index(name) for name in ("exit_reason", "outcome") if name in head}
        filled = ([cell if cell or n in texts else None for n, cell in enumerate(row)]
                  for row in rows)  # fmt: skip
        marks = ", ".join("?" * len(head))
        database.executemany(f'INSERT INTO "{table}" VALUES ({marks})', filled)
    for table, column in (("residences", "company"), ("return_values", "company"),
                          ("construction", "phase"), ("appointments", "mentor")):  # fmt: skip
        database.execute(f'CREATE INDEX "{table}_{column}" ON "{table}" ("{column}")')
    return database


# Ed25519 (RFC 8032): whether a signature is of a message and a public key.
P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P


def signed(message, signature, public_key):
    """Both in hexadecimal."""
    try:
        mark, key = bytes.fromhex(signature), bytes.fromhex(public_key)
        point, scalar, owner = _point(mark[:32]), int.from_bytes(mark[32:], "little"), _point(key)
    except ValueError:
        return False
    if len(mark) != 64 or len(key) != 32 or scalar >= ORDER:
        return False
    digest = hashlib.sha512(mark[:32] + key + message).digest()
    challenge = int.from_bytes(digest, "little") % ORDER
    base = _point((4 * pow(5, -1, P) % P).to_bytes(32, "little"))
    return _times(scalar, base) == _added(point, _times(challenge, owner))


def _point(packed):
    """The point of the curve that 32 bytes name. Raises ValueError where there is none."""
    number = int.from_bytes(packed, "little")
    odd, y = number >> 255, number & (2**255 - 1)
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if x * x % P != square:
        x = x * pow(2, (P - 1) // 4, P) % P
    if x * x % P != square or y >= P:
        raise ValueError("no point")
    return (P - x if x & 1 != odd else x) % P, y


def _added(one, other):
    (x1, y1), (x2, y2) = one, other
    twist = D * x1 * x2 * y1 * y2 % P
    x = (x1 * y2 + x2 * y1) * pow(1 + twist, -1, P)
    y = (y1 * y2 + x1 * x2) * pow(1 - twist, -1, P)
    return x % P, y % P


def _times(count, point):
    total = (0, 1)
    while count:
        if count & 1:
            total = _added(total, point)
        point, count = _added(point, point), count >> 1
    return total


def main(arguments=None):
    parser = argparse.ArgumentParser(description="Verify a published snapshot.")
    parser.add_argument("bundle", help="the ZIP file")
    parser.add_argument("--key", default="", help="the public key that you noted")
    asked = parser.parse_args(arguments)
    try:
        with zipfile.ZipFile(asked.bundle) as archive:
            files = {name: archive.read(name) for name in archive.namelist()}
        report = verify(files, key=asked.key.strip().lower())
    except (OSError, zipfile.BadZipFile, KeyError, ValueError, sqlite3.Error) as error:
        sys.stdout.write(f"This is no bundle that can be read: {error!r}\n")
        return 2
    report.lines.append("everything holds" if report.holds else "SOMETHING DOES NOT HOLD")
    sys.stdout.write("\n".join(report.lines) + "\n")
    return 0 if report.holds else 1


if __name__ == "__main__":
    sys.exit(main())
