"""The open module's health answers, for routing alone: encrypted under a key that exists only in the client's cookie.

When the module ends, the client leaves or the cookie is gone, the copy is gone too; the vault keeps the answers.
"""

import hmac
import json
import uuid
from collections.abc import Callable, Mapping
from typing import Any

from nacl.exceptions import CryptoError
from nacl.secret import SecretBox
from sqlalchemy import Connection, Executable, bindparam, delete
from sqlalchemy.dialects import postgresql, sqlite

from scoring.result import AnswerValue
from service.kiosk.models import WorkingCopy

DELETE = delete(WorkingCopy).where(WorkingCopy.sitting_id == bindparam("sitting"))


def _replace(insert: Callable[..., Any]) -> Executable:
    """The one copy of a sitting, put in or put in place of the old one."""
    statement = insert(WorkingCopy)
    replaced: Executable = statement.on_conflict_do_update(
        index_elements=["sitting_id"],
        set_={"slug": statement.excluded.slug, "sealed": statement.excluded.sealed},
    )
    return replaced


REPLACE = {"sqlite": _replace(sqlite.insert), "postgresql": _replace(postgresql.insert)}
#: More than any module fills, so that the length does not tell which questions were asked.
STEP = 4096


def open_copy(token: str, sealed: bytes | None) -> dict[str, AnswerValue]:
    """The answers in the copy; empty when there is none, or when it was made under another cookie."""
    if sealed is None:
        return {}
    try:
        content = json.loads(_box(token).decrypt(sealed))
    except CryptoError:
        return {}
    return {item: tuple(value) if isinstance(value, list) else value for item, value in content.items()}


def copy_kept(
    dialect: str, sitting_id: uuid.UUID, slug: str, token: str, answers: Mapping[str, AnswerValue]
) -> tuple[Executable, dict[str, Any]]:
    """The statement and row that replace the copy, padded so that its length says nothing."""
    plain = json.dumps(dict(answers), separators=(",", ":")).encode()
    row = {
        "sitting_id": sitting_id,
        "slug": slug,
        "sealed": bytes(_box(token).encrypt(plain + b" " * (-len(plain) % STEP))),
    }
    return REPLACE[dialect], row


def drop_copy(connection: Connection, sitting_id: uuid.UUID) -> None:
    """Forget the copy."""
    connection.execute(DELETE, {"sitting": sitting_id})


def _box(token: str) -> SecretBox:
    return SecretBox(hmac.digest(token.encode(), b"working copy", "sha256"))
