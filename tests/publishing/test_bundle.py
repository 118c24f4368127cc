"""The bundle and its script: verified by a Python of its own, and every forgery found."""

import ast
import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from incubator.core.errors import RuleViolation
from incubator.statistics.indicators import BY_CODE
from incubator.statistics.models import Snapshot
from incubator.statistics.snapshots import (
    verify,
    verify_outlook,
    verify_signature,
    verify_spans,
    verify_sql,
)
from incubator.statistics.snapshots.bundle import bundle_of, files_in
from incubator.statistics.snapshots.sealing import digest, sign
from tests.publishing.rows import a_zone, prepared, published

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition() -> Snapshot:
    a_zone()
    return published()


def replaced(edition: Snapshot, **files: str) -> dict[str, bytes]:
    """The files of the bundle with texts in some of them replaced: ``old→new``."""
    found = files_in(edition)
    for name, change in files.items():
        old, new = change.split("→")
        file = name.replace("_csv", ".csv").replace("_json", ".json")
        assert old in found[file].decode(), file
        found[file] = found[file].decode().replace(old, new).encode()
    return found


def wrong(files: dict[str, bytes], key: str = "") -> list[str]:
    """The checks that fail."""
    report = verify.verify(files, key)
    return [line[5:] for line in report.lines if line.startswith("no ")]


def resealed(edition: Snapshot, files: dict[str, bytes]) -> dict[str, bytes]:
    """Forged by somebody who changes the manifest and the seal as well, but has no key."""
    manifest = json.loads(files["manifest.json"])
    for line in manifest["files"]:
        line["sha256"] = digest(files[line["name"]])
    files["manifest.json"] = json.dumps(manifest).encode()
    seal = json.loads(files["seal.json"])
    seal["content_sha256"] = digest(files["manifest.json"])
    files["seal.json"] = json.dumps(seal).encode()
    files["chain.json"] = json.dumps([files["seal.json"].decode()]).encode()
    return files


def test_script_needs_nothing_but_python(edition, tmp_path):
    bundle = tmp_path / "2007.zip"
    bundle.write_bytes(bundle_of(edition))
    with zipfile.ZipFile(bundle) as archive:
        script = Path(archive.extract("verify.py", tmp_path))

    ended = subprocess.run(
        [sys.executable, "-I", "-S", script, bundle, "--key", edition.public_key],
        capture_output=True, text=True, check=False, cwd=tmp_path, env={},
    )  # fmt: skip

    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "everything holds" in ended.stdout
    assert "no   " not in ended.stdout


def test_every_indicator_has_a_second_implementation():
    """A new one needs its SQL in ``verify_sql`` before it can be published."""
    assert set(verify.SQL) | set(verify.ratios(2007)) == set(BY_CODE)


def test_what_is_not_counted_again_is_named(edition, monkeypatch):
    monkeypatch.delitem(verify.SQL, "re_entered")
    lines = verify.verify(files_in(edition)).lines

    assert "     not counted again: re_entered" in lines


def test_everything_of_an_edition_is_counted_again(edition):
    assert "     not counted again: none" in verify.verify(files_in(edition)).lines


def test_modules_of_the_script_can_stand_one_after_the_other():
    """They become one file, in which a name means one thing."""
    names = [
        name
        for module in (verify_signature, verify_sql, verify_spans, verify_outlook, verify)
        for node in ast.parse(Path(module.__file__).read_text(encoding="utf-8")).body
        for name in defined(node)
    ]

    assert sorted(names) == sorted(set(names))


def defined(node: ast.stmt) -> list[str]:
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return [node.name]
    targets = node.targets if isinstance(node, ast.Assign) else []
    found = [one for target in targets for one in getattr(target, "elts", [target])]
    return [one.id for one in found if isinstance(one, ast.Name)]


def test_falsified_row_is_named(edition):
    """Of every figure: whoever signs a wrong one is found out by the recount, by its name."""
    rows = files_in(edition)["values.csv"].decode().splitlines()
    for number, row in enumerate(rows[1:], start=1):
        code, part, place, counted, balance, value, *span = row.split(",")
        more = [f"{float(cell) + 1:.2f}" for cell in (counted, value)]
        files = files_in(edition)
        changed = [*rows]
        changed[number] = ",".join([code, part, place, more[0], balance, more[1], *span])
        files["values.csv"] = "\n".join([*changed, ""]).encode()
        told = verify.verify(files).lines
        name = " ".join([code, part, place])
        assert any(line.strip().startswith(f"{name}: stated") for line in told), row


def test_falsified_fact_is_named(edition):
    files = replaced(edition, **{"tables/residences_csv": ",graduated,→,moved,"})

    told = verify.verify(files).lines
    assert any("tables/residences.csv" in line for line in told)
    assert any("graduated  : stated 1.00, counted again 0.00" in line for line in told)


@pytest.mark.parametrize("name", ["values.csv", "lists/entered.csv", "tables/residences.csv"])
def test_missing_file_is_noticed(edition, tmp_path, name):
    files = files_in(edition)
    del files[name]

    if name.startswith("lists"):
        assert wrong(files)[0].endswith("files are those of the manifest")
    assert run(zipped(tmp_path, files)) in (1, 2)


def test_changed_definition_is_noticed(edition):
    files = replaced(edition, definitions_json="Companies that entered→Companies that came")

    assert wrong(files) == [f"{len(files) - 5} files are those of the manifest"]
    assert "the seal is signed by the key below" in wrong(resealed(edition, files))


def test_changed_signature_is_noticed(edition):
    files = files_in(edition)
    mark = json.loads(files["signature.json"])
    mark["signature"] = mark["signature"][:-2] + ("00" if mark["signature"][-2:] != "00" else "01")
    files["signature.json"] = json.dumps(mark).encode()

    assert wrong(files) == ["the seal is signed by the key below"]


def test_file_that_nobody_named_is_noticed(edition):
    files = files_in(edition) | {'tables/x" (a); DROP TABLE residences; --.csv': b"a\n1\n"}

    assert "there is no other file" in wrong(files)


def zipped(folder: Path, files: dict[str, bytes]) -> Path:
    path = folder / "bundle.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def run(bundle: Path) -> int:
    return verify.main([str(bundle)])


@pytest.mark.parametrize(
    "name", ["../values.csv", "/etc/passwd", "lists/../../x", "C:x", "lists\\x", "..", "a/.."]
)
def test_name_that_leads_out_of_the_bundle(edition, tmp_path, capsys, name):
    assert run(zipped(tmp_path, files_in(edition) | {name: b"x"})) == 2
    assert "leads out of it" in capsys.readouterr().out
    assert [path.name for path in tmp_path.iterdir()] == ["bundle.zip"]


def test_bundle_that_unpacks_to_too_much(edition, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(verify, "MOST", 10_000_000)
    bomb = zipped(tmp_path, files_in(edition) | {"lists/bomb.csv": b"0" * 20_000_000})

    assert bomb.stat().st_size < 1_000_000
    assert run(bomb) == 2
    assert "unpacks to more" in capsys.readouterr().out


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_name_that_stands_there_twice(edition, tmp_path, capsys):
    path = zipped(tmp_path, files_in(edition))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("values.csv", "another one")

    assert run(path) == 2
    assert "twice" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["manifest.json", "seal.json", "signature.json", "chain.json"])
@pytest.mark.parametrize("content", [b"", b"[]", b"1", b"null", b"{}", b"[" * 100_000, b"\xff"])
def test_nonsense_in_a_file_ends_in_a_sentence(edition, tmp_path, capsys, name, content):
    assert run(zipped(tmp_path, files_in(edition) | {name: content})) in (1, 2)
    assert "Traceback" not in capsys.readouterr().out


def test_bundle_is_the_same_whenever_it_is_made(edition):
    assert bundle_of(edition) == bundle_of(Snapshot.objects.get())


def test_draft_has_no_bundle():
    a_zone()

    with pytest.raises(RuleViolation) as refusal:
        bundle_of(prepared())

    assert (refusal.value.code, refusal.value.status) == ("snapshot_not_published", 409)


def test_another_key_is_noticed(edition):
    assert wrong(files_in(edition), key="00" * 32) == ["the key is the one that you gave"]


def test_changed_figure_is_noticed(edition):
    files = replaced(edition, values_csv="entered,,,2.00,0.00,2.00,→entered,,,9.00,0.00,9.00,")

    found = wrong(files)
    assert found[0].endswith("files are those of the manifest")
    assert any("lists add up" in line for line in found)
    assert any("not all equal" in line for line in found)


def test_figure_changed_together_with_manifest_and_seal_has_no_signature(edition):
    files = replaced(edition, values_csv="entered,,,2.00,0.00,2.00,→entered,,,9.00,0.00,9.00,")

    assert "the seal is signed by the key below" in wrong(resealed(edition, files))


def test_figure_signed_by_the_zone_is_still_counted_again(edition):
    """Whoever holds the key can sign a wrong figure; the recount finds it."""
    files = replaced(edition, values_csv="graduated,,,1.00,0.00,1.00→graduated,,,2.00,0.00,2.00")
    files = resealed(edition, files)
    signature, key = sign(files["seal.json"])
    files["signature.json"] = json.dumps({"signature": signature, "public_key": key}).encode()

    found = wrong(files)
    assert len(found) == 2
    assert "lists add up" in found[0]
    assert "not all equal" in found[1]


def test_removed_fact_is_noticed(edition):
    files = files_in(edition)
    lines = files["tables/residences.csv"].decode().splitlines(keepends=True)
    files["tables/residences.csv"] = "".join(lines[:-1]).encode()

    assert any("not all equal" in line for line in wrong(files))


def test_edition_of_before_without_amounts_of_stakes_is_counted_again(edition):
    files = files_in(edition)
    assert b"agreed" in files["tables/stakes.csv"].splitlines()[0].split(b",")
    files["tables/stakes.csv"] = b"stake,company,incubator,agreed_on\r\n"
    files["tables/stake_moves.csv"] = b"move,stake,kind,on,share\r\n"

    assert not any("not all equal" in line for line in wrong(files))


def test_broken_chain_is_noticed(edition):
    files = files_in(edition)
    files["chain.json"] = json.dumps(["{}", files["seal.json"].decode()]).encode()

    with pytest.raises(KeyError):
        verify.verify(files)
    seals = json.loads(files_in(edition)["chain.json"])
    files["chain.json"] = json.dumps([*seals, *seals]).encode()
    assert any(line.startswith("the chain of 2 seals") for line in wrong(files))


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x03\x04"])
def test_what_is_no_bundle(tmp_path, capsys, content):
    path = tmp_path / "x.zip"
    path.write_bytes(content)

    assert verify.main([str(path)]) == 2
    assert "no bundle" in capsys.readouterr().out
    assert verify.main([str(tmp_path / "missing.zip")]) == 2


def test_bundle_that_was_unpacked_is_verified_where_it_lies(edition, tmp_path, capsys):
    with zipfile.ZipFile(zipped(tmp_path, files_in(edition))) as archive:
        archive.extractall(tmp_path / "unpacked")

    assert run(tmp_path / "unpacked") == 0
    assert "everything holds" in capsys.readouterr().out
    values = tmp_path / "unpacked" / "values.csv"
    values.write_bytes(values.read_bytes() + b"\r\n")
    assert run(tmp_path / "unpacked") == 1
    assert "       values.csv" in capsys.readouterr().out
    assert run(tmp_path) == 2


def test_zip_without_a_manifest(tmp_path):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("x", "y")
    path = tmp_path / "x.zip"
    path.write_bytes(packed.getvalue())

    assert verify.main([str(path)]) == 2


VECTORS = [  # RFC 8032, section 7.1: public key, message, signature
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
        ("e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701c"
        "f9b46bd25bf5f0595bbe24655141438e7a100b"),
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
        ("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0"
        "f11d8c387b2eaeb4302aeeb00d291612bb0c00"),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("key", "message", "signature"), VECTORS)
def test_signatures_of_the_standard(key, message, signature):
    content = bytes.fromhex(message)

    assert verify.signed(content, signature, key)
    assert not verify.signed(content + b"!", signature, key)
    assert not verify.signed(content, signature[:-2] + "ff", key)
    assert not verify.signed(content, signature, "ff" * 32)
    assert not verify.signed(content, "zz", key)


def test_two_implementations_of_signatures_agree():
    for number in range(8):
        content = str(number).encode() * number
        signature, key = sign(content)
        assert verify.signed(content, signature, key)
        assert not verify.signed(content, sign(content + b"x")[0], key)
