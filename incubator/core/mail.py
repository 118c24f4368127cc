"""Mail leaves after the commit, through the worker; nothing typed ever becomes a header."""

from collections.abc import Sequence
from functools import partial

from django.db import transaction


def post(*, to: Sequence[str], subject: str, text: str) -> None:
    """Queue one plain mail to each of ``to`` once the transaction is committed."""
    from incubator.core.tasks import send_mail

    line = " ".join(subject.split())
    for address in to:
        transaction.on_commit(
            partial(send_mail.delay, to=address, subject=line, text=text), robust=True
        )
