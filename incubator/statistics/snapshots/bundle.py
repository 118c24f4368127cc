"""The bundle of a published snapshot: everything that it is, and the script that verifies it.

A ZIP file that is the same, byte for byte, whenever it is made: it can be kept, sent, and
verified without this system (``verify.py`` inside says how).
"""

import ast
import io
import zipfile
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from incubator.core.errors import RuleViolation
from incubator.statistics.snapshots import (
    verify,
    verify_outlook,
    verify_signature,
    verify_spans,
    verify_sql,
)
from incubator.statistics.snapshots.models import Snapshot
from incubator.statistics.snapshots.sealing import canonical

SEAL, SIGNATURE, CHAIN, SCRIPT = "seal.json", "signature.json", "chain.json", "verify.py"
# ZIP knows no earlier moment; a real one would make every bundle another file.
NO_MOMENT = (1980, 1, 1, 0, 0, 0)


def bundle_name(snapshot: Snapshot) -> str:
    """The name of the file."""
    return f"statistics-{snapshot.year}-edition-{snapshot.edition}.zip"


def bundle_of(snapshot: Snapshot) -> bytes:
    """The ZIP file. Raises RuleViolation ``snapshot_not_published`` (409)."""
    if not snapshot.is_published:
        raise RuleViolation(
            "snapshot_not_published",
            _("Only what is published can be taken away as a bundle."),
            status=409,
        )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(files_in(snapshot).items()):
            entry = zipfile.ZipInfo(name, NO_MOMENT)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, content)
    return packed.getvalue()


def files_in(snapshot: Snapshot) -> dict[str, bytes]:
    """Every file of the bundle by its name."""
    seals = Snapshot.objects.published().filter(position__lte=snapshot.position)
    return {
        **{file.name: bytes(file.content) for file in snapshot.files.order_by("name")},
        SEAL: snapshot.seal.encode(),
        SIGNATURE: canonical(
            {
                "algorithm": "Ed25519", "signed": SEAL, "public_key": snapshot.public_key,
                "signature": snapshot.signature,
            }
        ),
        CHAIN: canonical(list(seals.order_by("position").values_list("seal", flat=True))),
        SCRIPT: script(),
    }  # fmt: skip


def script() -> bytes:
    """``verify.py`` of a bundle: our modules one after the other, in one file that needs none."""
    parts = [f'"""{verify.__doc__}"""\n']
    for module in (verify_signature, verify_sql, verify_spans, verify_outlook, verify):
        source = Path(module.__file__).read_text(encoding="utf-8")
        lines = source.splitlines(keepends=True)
        for node in reversed(ast.parse(source).body):
            if isinstance(node, ast.ImportFrom) and str(node.module).startswith("incubator."):
                del lines[node.lineno - 1 : node.end_lineno]
        parts.append("".join(lines))
    return "\n\n".join(parts).encode()
