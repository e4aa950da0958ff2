"""Access codes: twenty digits. The first four find the invitation, the other sixteen are the secret (53 bits)."""

import secrets
from dataclasses import dataclass
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from service.i18n.digits import bare_digits

LOOKUP_DIGITS = 4
SECRET_DIGITS = 16
GROUP = 4
#: Argon2id, 19 MiB, t=2, p=1: the least that OWASP's password storage cheat sheet names. The secret is random.
HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)


@dataclass(frozen=True)
class Code:
    """A code in its two parts, Latin digits only."""

    lookup: str
    secret: str

    @property
    def digits(self) -> str:
        """All twenty digits."""
        return self.lookup + self.secret

    @property
    def groups(self) -> tuple[str, ...]:
        """The digits in groups of four, as on the card."""
        return tuple(self.digits[start : start + GROUP] for start in range(0, len(self.digits), GROUP))


def random_digits(count: int) -> str:
    """Digits from the operating system's source of chance."""
    return str(secrets.randbelow(10**count)).zfill(count)


def read_code(typed: str) -> Code | None:
    """The code someone typed, with any digits, blanks and dashes; None when it can't be one."""
    digits = bare_digits(typed)
    if len(digits) != LOOKUP_DIGITS + SECRET_DIGITS or not (digits.isascii() and digits.isdigit()):
        return None
    return Code(digits[:LOOKUP_DIGITS], digits[LOOKUP_DIGITS:])


def hash_secret(secret: str) -> str:
    """The hash to keep."""
    return HASHER.hash(secret)


@cache
def nobodys_hash() -> str:
    """The hash for codes that nobody has."""
    return HASHER.hash(secrets.token_urlsafe(16))


def secret_matches(kept: str | None, secret: str) -> bool:
    """Whether the secret belongs to the kept hash; without one the same work is done and the answer is no."""
    try:
        HASHER.verify(kept if kept is not None else nobodys_hash(), secret)
    except (VerificationError, InvalidHashError):
        return False
    return kept is not None
