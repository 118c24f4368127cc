"""The signature of a message: who has the secret knows that it comes from here, and from when.

``Incubator-Signature: t=1196467200,v1=…`` where ``v1`` is HMAC-SHA256 of the moment (seconds), a
full stop and the body. The moment is signed, so that an old message cannot be sent again: a
receiver refuses one of more than five minutes. While a secret is being changed there are two.
"""

import base64
import datetime
import hashlib
import hmac
from collections.abc import Iterable

from django.utils.crypto import salted_hmac

from incubator.statistics.webhooks.models import Webhook

HEADER = "Incubator-Signature"
PREFIX = "whsec_"
OVERLAP = datetime.timedelta(days=1)  # how long the secret before it signs along


def secret_of(salt: str) -> str:
    """The secret that belongs to a salt; it cannot be told from the database alone."""
    digest = salted_hmac("incubator.statistics.webhooks", salt, algorithm="sha256").digest()
    return PREFIX + base64.urlsafe_b64encode(digest).decode().rstrip("=")


def secrets_of(webhook: Webhook, *, at: datetime.datetime) -> list[str]:
    """What a message is signed with at a moment, the newest first."""
    salts = [webhook.salt]
    if webhook.salt_before and webhook.rotated_at and at - webhook.rotated_at < OVERLAP:
        salts.append(webhook.salt_before)
    return [secret_of(salt) for salt in salts]


def signature(body: bytes, *, secrets: Iterable[str], at: datetime.datetime) -> str:
    """The value of the header."""
    moment = int(at.timestamp())
    signed = f"{moment}.".encode() + body
    marks = [hmac.new(one.encode(), signed, hashlib.sha256).hexdigest() for one in secrets]
    return ",".join([f"t={moment}", *(f"v1={mark}" for mark in marks)])
