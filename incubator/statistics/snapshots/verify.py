"""Verify a published snapshot without the system that published it.

    python3 verify.py BUNDLE.zip [--key PUBLIC_KEY]

Takes the folder as well that a bundle was unpacked into.
Needs Python 3.9 or later and its standard library, nothing else. It checks that no file was
changed, that the seal and the chain of seals before it hold, that the signature is of the public
key (give the key that you noted when the figures were published), that every figure is what its
list adds up to, and counts the figures again by plain SQL over the tables of facts: a second
implementation that shares nothing with the first. Says "equal", or where not, and what it did
not count again. Exit status: 0 all holds, 1 something does not, 2 it cannot be read.
"""

import argparse
import csv
import hashlib
import io
import json
import re
import sqlite3
import sys
import zipfile
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

from incubator.statistics.snapshots.verify_outlook import look_out
from incubator.statistics.snapshots.verify_signature import signed
from incubator.statistics.snapshots.verify_spans import spans
from incubator.statistics.snapshots.verify_sql import (
    INCUBATING,
    SQL,
    STATED,
    UNSTATED,
    WITH_ACCELERATORS,
    ratios,
)

CENT = Decimal("0.01")
# What a bundle holds beside the files that its manifest names.
BESIDE = {"manifest.json", "seal.json", "signature.json", "chain.json", "verify.py"}
MOST = 2**31  # bytes of all files together: a bundle of a hundred thousand companies is a tenth
TEXTS = ("exit_reason", "outcome")  # columns in which nothing is a text of no letters


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
    report.say("there is no other file", sorted(files.keys() - named.keys() - BESIDE))
    here = sha256(files["manifest.json"])
    same = seal["content_sha256"] == here and seal["year"] == manifest["year"]
    report.say("the seal is of this manifest", [] if same else [seal["content_sha256"]])
    _chain(report, files)
    good = signed(files["seal.json"], mark["signature"], mark["public_key"])
    report.say("the seal is signed by the key below", [] if good else [mark["signature"]])
    if key:
        report.say("the key is the one that you gave", [] if key == mark["public_key"] else [key])
    stated = stated_in(files)
    _lists(report, files, stated)
    recount(report, files, manifest["year"], stated)
    who = f"prepared by {seal['prepared_by']}, approved by {seal['approved_by']}"
    report.lines.append(f"     {manifest['year']}, edition {manifest['edition']}, {who}")
    report.lines.append(f"     public key {mark['public_key']}")
    return report


def stated_in(files):
    """Every figure that a bundle states, by code, part and place."""
    rows = _rows(files["values.csv"])
    return {(row["indicator"], row["part"], row["incubator"]): row for row in rows}


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
        if Decimal(row["counted"]) + Decimal(row["opening_balance"]) != Decimal(row["value"]):
            wrong.append(f"{code} {place or 'zone'}: the value is not counted + opening balance")
        mean = definitions[code].get("averages") or definitions[code].get("largest")
        if mean or f"lists/{code}.csv" not in files:
            continue
        checked += 1
        flag, found = "in_place" if place else "in_zone", Decimal(0)
        for fact in _rows(files[f"lists/{code}.csv"]):
            here = place in ("", fact["place"]) and part in ("", fact["part"])
            found += Decimal(fact["measure"]) if here and fact[flag] == "1" else 0
        if _cents(found) != Decimal(row["counted"]):
            wrong.append(f"{code} {part} {place or 'zone'}: stated {row['counted']}, list {found}")
    report.say(f"{checked} figures are what their lists add up to", wrong)


def recount(report, files, year, stated):
    """Count everything again and compare, in both directions."""
    database = _database(files)
    ends = f"{year - 1}-12-31", f"{year}-01-01", f"{year}-12-31"
    days = {"year": year, **dict(zip(("before", "first", "last"), ends))}
    _outlook(database, files, days)
    ours = ratios(year, json.loads(files["definitions.json"]))
    found, missing = _counted_again(database, days, ours, stated)
    again = ({code for code, *_ in stated} & (set(SQL) | set(ours))) - missing
    wrong, equal = [], 0
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
    _spans(report, files, year, stated)
    left = sorted({code for code, *_ in stated} - again)
    report.lines.append(f"     not counted again: {', '.join(left) or 'none'}")


def _outlook(database, files, days):
    """Judge who is ready (since format 3); what an edition of before says too little for is named
    as not counted again.
    """
    try:
        look_out(database, json.loads(files["rulebooks.json"]), days)
    except (KeyError, sqlite3.OperationalError):  # no special cases, no such column or table
        return


def _spans(report, files, year, stated):
    """What figures are at least and at most, tried out again (since format 2)."""
    if not all("low" in row for row in stated.values()):
        return
    off, skipped = spans(_rows(files["tables/residences.csv"]), year)
    codes, wrong = {code for code, *_ in stated}, []
    for where, row in stated.items():
        less, more = off.pop(where, (0, 0))
        value = Decimal(row["value"])
        bounds = (str(value - less), str(value + more)) if less or more else ("", "")
        if bounds != (row["low"], row["high"]):
            wrong.append(f"{' '.join(where)}: stated {row['low']} to {row['high']}, "
                         f"tried out {bounds[0]} to {bounds[1]}")  # fmt: skip
    wrong += [f"{' '.join(where)}: not stated" for where in sorted(off) if where[0] in codes]
    report.say("what figures are at least and at most is what trying out gives",
               [] if skipped else wrong)  # fmt: skip
    if skipped:
        report.lines.append(f"     too many ways to try out: companies {', '.join(skipped)}")


def _counted_again(database, days, ours, stated):
    """Every figure by code, part and place, where it is to be stated; and the codes that an
    edition of before cannot be counted by, because its tables say less.
    """
    found, missing = {}, set()
    for code, (measure, sql) in SQL.items():
        try:
            rows = list(_figures(database, measure, sql, days))
        except sqlite3.OperationalError:  # no such column, or no such table
            missing.add(code)
            continue
        for part, place, value in rows:
            if value is not None:
                found[code, part, place] = _cents(Decimal(str(value)))
    missing |= {code for code, (parts, whole, _f) in ours.items() if missing & {*parts, *whole}}
    for code, (parts, whole, factor) in ours.items():
        for place in {place for _code, _part, place in stated}:
            above, below = (_sum_of(found, codes, place) for codes in (parts, whole))
            if above is not None and below and (below[0] or not whole):
                found[code, "", place] = _cents(above[0] * factor / (below[0] if whole else 1))
    incubating = {row[0] for row in database.execute(f"SELECT incubator FROM {INCUBATING}")}
    places = {
        code: {row[0] for row in database.execute(sql, days)}
        for code, sql in STATED.items()
        if code not in missing
    }
    told = {
        (code, part, place): value
        for (code, part, place), value in found.items()
        if (not place or place in incubating or code in WITH_ACCELERATORS)
        and (code not in places or (place in places[code] if place else places[code]))
    }
    return told, missing


def _sum_of(found, codes, place):
    """The sum of some figures of a place, in a tuple; None where nobody reported one of them."""
    if any(code in UNSTATED and (code, "", place) not in found for code in codes):
        return None
    return (sum((found.get((code, "", place), Decimal(0)) for code in codes), Decimal(0)),)


def _cents(value):
    return value.quantize(CENT, ROUND_HALF_UP)


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
        if not re.fullmatch(r"tables/[a-z_]+\.csv", name):
            continue
        table = name[len("tables/") : -len(".csv")]
        head, *rows = csv.reader(io.StringIO(files[name].decode("utf-8")))
        if not all(re.fullmatch("[a-z_]+", column) for column in head):
            raise ValueError(f"{name} has columns of no such table")
        columns = ", ".join(f'"{column}" NUMERIC' for column in head)
        database.execute(f'CREATE TABLE "{table}" ({columns})')
        texts = {head.index(name) for name in TEXTS if name in head}
        filled = ([cell if cell or n in texts else None for n, cell in enumerate(row)]
                  for row in rows)  # fmt: skip
        database.executemany(f'INSERT INTO "{table}" VALUES ({", ".join("?" * len(head))})', filled)
    if b"agreed" not in files["tables/stakes.csv"].splitlines()[0].split(b","):
        for column in ("stakes ADD agreed", "stake_moves ADD amount"):  # an edition of before
            database.execute(f"ALTER TABLE {column} NUMERIC DEFAULT 0")
    for table, column in (("residences", "company"), ("return_values", "company"),
                          ("construction", "phase"), ("appointments", "mentor")):  # fmt: skip
        database.execute(f'CREATE INDEX "{table}_{column}" ON "{table}" ("{column}")')
    return database


def read(path):
    """The files of a bundle by name. Nothing is written anywhere. Raises ValueError where a name
    leads out of it or stands there twice, and where it unpacks to more than any bundle does.
    """
    if Path(path).is_dir():
        return _unpacked(Path(path))
    with zipfile.ZipFile(path) as archive:
        entries = archive.infolist()
        names = [entry.filename for entry in entries]
        if len(set(names)) != len(names):
            raise ValueError("a name stands in it twice")
        for name in names:
            if name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/"):
                raise ValueError(f"the name {name!r} leads out of it")
        if sum(entry.file_size for entry in entries) > MOST:
            raise ValueError("it unpacks to more than any bundle does")
        return {name: archive.read(name) for name in names}


def _unpacked(folder):
    """The same of a bundle that somebody unpacked."""
    paths = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*")}
    found = {name: path for name, path in paths.items() if path.is_file()}
    if sum(path.stat().st_size for path in found.values()) > MOST:
        raise ValueError("it is larger than any bundle")
    return {name: path.read_bytes() for name, path in found.items()}


def main(arguments=None):
    parser = argparse.ArgumentParser(description="Verify a published snapshot.")
    parser.add_argument("bundle", help="the ZIP file, or the folder that it was unpacked into")
    parser.add_argument("--key", default="", help="the public key that you noted")
    asked = parser.parse_args(arguments)
    try:
        report = verify(read(asked.bundle), key=asked.key.strip().lower())
    except Exception as error:  # noqa: BLE001 - whatever somebody put into it
        sys.stdout.write(f"This is no bundle that can be read: {error!r}\n")
        return 2
    report.lines.append("everything holds" if report.holds else "SOMETHING DOES NOT HOLD")
    sys.stdout.write("\n".join(report.lines) + "\n")
    return 0 if report.holds else 1


if __name__ == "__main__":
    sys.exit(main())
