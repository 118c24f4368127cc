"""Digests, the chain of seals, and the signature (decision: docs/adr/0025).

Everything that is sealed is written in one way only, so that equal content has equal bytes.
"""

import hashlib
import json
from functools import cache
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings
from django.utils.crypto import salted_hmac

SOURCES = ("incubator", "companies", "mentors", "facilities")  # what figures are made by


def canonical(value: object) -> bytes:
    """JSON with sorted keys and one line end: the same value always gives the same bytes."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1)
    return f"{text}\n".encode()


def digest(content: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def sign(content: bytes) -> tuple[str, str]:
    """The Ed25519 signature of the installation, and its public key, in hexadecimal."""
    key = Ed25519PrivateKey.from_private_bytes(_seed())
    return key.sign(content).hex(), key.public_key().public_bytes_raw().hex()


def is_signed(content: bytes, *, signature: str, public_key: str) -> bool:
    """Whether the signature is of this content and key."""
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key))
        key.verify(bytes.fromhex(signature), content)
    except (InvalidSignature, ValueError):
        return False
    return True


def _seed() -> bytes:
    """Of the setting, or else derived from the installation's secret: one pair of keys each."""
    if settings.SNAPSHOT_SIGNING_KEY:
        return bytes.fromhex(settings.SNAPSHOT_SIGNING_KEY)
    return salted_hmac("incubator.statistics.snapshots", "signing", algorithm="sha256").digest()


@cache
def code_version() -> str:
    """What computed the figures: the release where it is named, and the digest of its source."""
    root = Path(settings.BASE_DIR)
    found = hashlib.sha256()
    for part in SOURCES:
        for path in sorted((root / part).rglob("*.py")):
            found.update(str(path.relative_to(root)).encode())
            found.update(hashlib.sha256(path.read_bytes()).digest())
    return f"{settings.RELEASE} sha256:{found.hexdigest()}".strip()
