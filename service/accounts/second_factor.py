"""The second factor: time-based codes (TOTP, RFC 6238: SHA-1, 6 digits, 30 s), each usable once."""

import base64
import hashlib
import hmac
from datetime import datetime

import pyotp

from service.i18n.digits import bare_digits

STEP_SECONDS = 30


def enrolment_secret(key: bytes, token: str) -> str:
    """The secret offered to this sign-in: 160 bits in base32, the same for as long as its cookie lives.

    Made from the cookie, so that showing the page twice writes nothing and offers the same secret.
    """
    digest = hmac.new(key, b"second-factor:" + token.encode(), hashlib.sha256).digest()
    return base64.b32encode(digest[:20]).decode()


def enrolment_address(secret: str, email: str, issuer: str) -> str:
    """The `otpauth:` address that an authenticator app reads from the QR code."""
    return pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=issuer)


def in_groups(secret: str) -> tuple[str, ...]:
    """The secret in groups of four letters, for typing it over."""
    return tuple(secret[start : start + 4] for start in range(0, len(secret), 4))


def accepted_step(secret: str, code: str, now: datetime, last_step: int) -> int | None:
    """The time step of a right code, at most one step early or late; None when wrong or used before.

    A step counts 30 s since 1970; a code of `last_step` or earlier is spent.
    """
    digits = bare_digits(code)
    current = int(now.timestamp()) // STEP_SECONDS
    machine = pyotp.TOTP(secret)
    for step in (current, current - 1, current + 1):
        expected = machine.at(step * STEP_SECONDS)
        if step > last_step and hmac.compare_digest(expected.encode(), digits.encode()):
            return step
    return None
