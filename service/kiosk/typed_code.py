"""A code that is half typed when the language, the letters or the colours are changed: carried over the redirect.

In a cookie that says nothing to anybody: sealed under our own key and the browser's value at the door, padded, good for
one page and one minute. That value ends when a client comes in or leaves, and nothing opens it any more.
"""

import hmac
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import datetime, timedelta

from nacl.exceptions import CryptoError
from nacl.secret import SecretBox

#: What the field takes, and the number of bytes that all of it fits in, so that the length tells nothing.
LONGEST, STEP = 40, 512
GOOD_FOR = timedelta(minutes=1)


def seal_typed(key: bytes, door: str, typed: str, now: datetime) -> str:
    """For the cookie. `key`: our own; `door`: the browser's value at the door."""
    plain = json.dumps([now.timestamp(), typed[:LONGEST]]).encode()
    return urlsafe_b64encode(_box(key, door).encrypt(plain.ljust(STEP))).decode()


def open_typed(key: bytes, door: str, sealed: str, now: datetime) -> str:
    """What was typed; empty for a cookie of another browser, an old one, and anything that isn't ours."""
    try:
        at, typed = json.loads(_box(key, door).decrypt(urlsafe_b64decode(sealed.encode())))
    except (CryptoError, ValueError):
        return ""
    return str(typed) if timedelta(0) <= now - datetime.fromtimestamp(at, now.tzinfo) <= GOOD_FOR else ""


def _box(key: bytes, door: str) -> SecretBox:
    return SecretBox(hmac.digest(key, b"typed:" + door.encode(), "sha256"))
