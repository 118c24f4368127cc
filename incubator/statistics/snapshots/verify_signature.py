"""Ed25519 (RFC 8032) from its definition: whether a signature is of a message and a key."""

import hashlib

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
