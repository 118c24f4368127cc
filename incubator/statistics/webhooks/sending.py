"""Sends one message over HTTPS, to public addresses only.

The name is looked up once, every address is looked at, and the connection is made to the very
address that was looked at: a name that answers otherwise the second time gains nothing. No
redirect is followed and no proxy asked; of the answer the status alone is read.
"""

import contextlib
import http.client
import ipaddress
import socket
import ssl
import threading
from collections.abc import Mapping
from urllib.parse import SplitResult, urlsplit

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from incubator.core.errors import RuleViolation

SECONDS = 10  # for each step of an exchange
ALTOGETHER = 20  # seconds for all steps: who answers by the drop is hung up on
NAT64 = ipaddress.ip_network("64:ff9b::/96")
UNICAST = ipaddress.ip_network("2000::/3")  # what is given out of IPv6; all else leads inside


class UnreachableError(Exception):
    """Nobody answered; the words are for the log."""


def require_address(url: str) -> None:
    """Whether an address can be sent to at all; where its name leads is looked at when sending.

    Raises RuleViolation ``webhook_address``: not https, a name with a password, a private
    address.
    """
    try:
        parts = urlsplit(url)
        port, host = parts.port, parts.hostname
    except ValueError:
        port = host = None
        parts = urlsplit("")
    good = (
        parts.scheme in _schemes()
        and host
        and not parts.username
        and not parts.fragment
        and port != 0
        and url.isascii()
        and url.isprintable()
        and " " not in url
    )
    if not good or _is_private_literal(host or ""):
        raise RuleViolation(
            "webhook_address",
            _("A webhook has an https address on the public internet, without a password in it."),
            field="url",
        )


def post(url: str, body: bytes, headers: Mapping[str, str]) -> int:
    """The status that was answered. Raises UnreachableError."""
    parts = urlsplit(url)
    connection = _connection(parts)
    path = parts.path or "/"
    target = f"{path}?{parts.query}" if parts.query else path
    clock = threading.Timer(ALTOGETHER, connection.hang_up)
    clock.start()
    try:
        connection.request("POST", target, body=body, headers=dict(headers))
        return connection.getresponse().status
    except UnreachableError:
        raise
    except (OSError, http.client.HTTPException, ValueError) as error:
        said = f"{type(error).__name__}: {error}"
        late = f"no answer within {ALTOGETHER} seconds"
        raise UnreachableError((late if connection.is_late else said)[:200]) from error
    finally:
        clock.cancel()
        connection.close()


def public_address(host: str, port: int) -> tuple[int, tuple]:
    """Family and socket address to connect to. Raises UnreachableError where any one is private."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise UnreachableError(f"name not found: {host}"[:200]) from error
    for *_kind, address in found:
        if not is_public(address[0]):
            raise UnreachableError(f"private address refused: {address[0]}")
    family, _type, _protocol, _name, address = found[0]
    return family, address


def is_public(text: str) -> bool:
    """Whether an IP address is one of the public internet, whatever it is wrapped in."""
    if settings.WEBHOOK_PRIVATE_ADDRESSES:
        return True
    address = ipaddress.ip_address(text.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if address in NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if address.teredo or not (inner.is_global if inner else address in UNICAST):
            return False
    return address.is_global and not address.is_multicast


def _schemes() -> tuple[str, ...]:
    return ("https", "http") if settings.WEBHOOK_PRIVATE_ADDRESSES else ("https",)


def _is_private_literal(host: str) -> bool:
    if host == "localhost" or host.endswith((".localhost", ".local", ".internal")):
        return not settings.WEBHOOK_PRIVATE_ADDRESSES
    try:
        return not is_public(host)
    except ValueError:
        return False  # a name


def _connection(parts: SplitResult) -> "_Plain":
    secure = parts.scheme == "https"
    port = parts.port or (443 if secure else 80)
    made = _Secure if secure else _Plain
    return made(parts.hostname or "", port, timeout=SECONDS)


class _Plain(http.client.HTTPConnection):
    """Connects to the address that was looked at, and to no other."""

    is_late = False

    def hang_up(self) -> None:
        """End whatever is waited for; called by a clock, from another thread."""
        self.is_late = True
        if self.sock:
            with contextlib.suppress(OSError):
                socket.socket.shutdown(self.sock, socket.SHUT_RDWR)

    def connect(self) -> None:
        family, address = public_address(self.host, self.port)
        self.sock = socket.socket(family, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(address)


class _Secure(_Plain):
    """With the certificate of the name."""

    default_port = http.client.HTTPS_PORT

    def connect(self) -> None:
        super().connect()
        context = ssl.create_default_context()
        self.sock = context.wrap_socket(
            self.sock, server_hostname=self.host, do_handshake_on_connect=False
        )
        self.sock.do_handshake()
