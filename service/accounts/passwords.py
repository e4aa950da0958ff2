"""Passwords: Argon2id, and a check that takes as long for an unknown person as for a known one."""

import secrets
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST = 12
LONGEST = 200
HASHER = PasswordHasher()  # Argon2id, 64 MiB, t=3, p=4 (RFC 9106, second recommended option)


def hash_password(password: str) -> str:
    """The hash to keep."""
    return HASHER.hash(password)


@cache
def nobodys_hash() -> str:
    """The hash of a password that nobody has, for e-mail addresses that nobody has."""
    return HASHER.hash(secrets.token_urlsafe(24))


def password_matches(kept: str | None, password: str) -> bool:
    """Whether `password` belongs to the kept hash. Without one the same work is done and the answer is no."""
    try:
        HASHER.verify(kept if kept is not None else nobodys_hash(), password[:LONGEST])
    except (VerificationError, InvalidHashError):
        return False
    return kept is not None


def password_problem(password: str, email: str) -> str | None:
    """What is wrong with a new password: `too_short`, `too_long`, `is_email`; None when it will do."""
    if len(password) < SHORTEST:
        return "too_short"
    if len(password) > LONGEST:
        return "too_long"
    name = email.casefold().partition("@")[0]
    if password.casefold() == email.casefold() or (len(name) >= SHORTEST and password.casefold() == name):
        return "is_email"
    return None


def new_temporary_password() -> str:
    """A password for a first sign-in: 80 random bits in groups that can be read out."""
    letters = "abcdefghjkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(letters) for _ in range(4)) for _ in range(4))
