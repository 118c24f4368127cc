"""The bundle and its script: verified by a Python of its own, and every forgery found."""

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
from incubator.statistics.snapshots import verify
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
        file = name.replace("_csv", ".csv")
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


def test_what_is_not_counted_again_is_named(edition):
    (line,) = [
        line for line in verify.verify(files_in(edition)).lines if "not counted again" in line
    ]

    known = set(verify.SQL) | set(verify.ratios(2007))
    stated = set(edition.figures.values_list("indicator", flat=True))
    left = {"none"} if stated <= known else stated - known
    assert set(line.split(": ")[1].split(", ")) == left


def test_script_counts_nothing_that_does_not_exist():
    known = set(verify.SQL) | set(verify.ratios(2007))

    assert known - set(BY_CODE) == set()


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
    files = replaced(edition, values_csv="entered,,,2.00,0.00,2.00→entered,,,9.00,0.00,9.00")

    found = wrong(files)
    assert found[0].endswith("files are those of the manifest")
    assert any("lists add up" in line for line in found)
    assert any("not all equal" in line for line in found)


def test_figure_changed_together_with_manifest_and_seal_has_no_signature(edition):
    files = replaced(edition, values_csv="entered,,,2.00,0.00,2.00→entered,,,9.00,0.00,9.00")

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
