"""Reading: needs the MGGZ private key. Only `service.review` may import this module (import-linter holds it).

What is read must be where it was put: an answer sealed for another sitting, item or revision, or one that no longer
opens, is `SealBroken`, so that moving or changing rows is noticed.
"""

import hashlib
import hmac
import json
import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, SealedBox
from sqlalchemy import select
from sqlalchemy.orm import Session

from scoring.result import AnswerValue, FlagResult
from service.config import Settings
from service.errors import Unavailable
from service.vault.models import CaseKey, SealedAnswer, SealedFlag
from service.vault.sealing import PRIVATE_NAME, mggz_public_key, read_key, seal_json


class KeyAbsent(Unavailable):
    """This process has no MGGZ private key, so it can read nothing of the vault. A kiosk node never has it."""


class SealBroken(Unavailable):
    """A sealed content does not open with this key, or is not where it was put."""


@dataclass(frozen=True)
class OpenedAnswer:
    """One revision of a health answer. `response_ms`: from showing the item to its answer, by the server's clock;
    `listens`: how often it was read aloud, None where nothing could be heard.
    """

    slug: str
    item_id: str
    revision: int
    value: AnswerValue
    language: str
    response_ms: int
    answered_at: datetime
    listens: int | None = None


@dataclass(frozen=True)
class OpenedFlag:
    """A flag as it was raised with its answer. `flag` is None when its seal is broken: that must be seen, too."""

    slug: str
    flag: FlagResult | None
    raised_at: datetime


class Opener:
    """Holds the MGGZ private key, 32 bytes. Made anew per request or job; the key leaves it in no form."""

    def __init__(self, private_key: bytes) -> None:
        self._key = PrivateKey(private_key)

    @classmethod
    def of(cls, settings: Settings) -> "Opener":
        """With this installation's key. Raises `KeyAbsent` where it isn't."""
        path = settings.mggz_private_key or settings.keys / PRIVATE_NAME
        if settings.mggz_private_key is None:
            mggz_public_key(settings)  # a fresh installation has no pair yet
        return cls(_private_key(path))

    def seal_for_mggz(self, content: dict[str, Any]) -> bytes:
        """A note, a result or a reason, readable with the MGGZ private key alone."""
        return seal_json(bytes(self._key.public_key), content)

    def open_mggz(self, sealed: bytes) -> dict[str, Any]:
        """What `seal_for_mggz` sealed. Raises `SealBroken`."""
        return _open(self._key, sealed)

    def mark(self, *parts: str) -> str:
        """64 hex digits that stand for these words and say nothing to who lacks the key."""
        words = "\x00".join(parts).encode()
        return hmac.new(bytes(self._key), words, hashlib.sha256).hexdigest()

    def open_answers(self, session: Session, sitting_id: uuid.UUID) -> list[OpenedAnswer]:
        """Every revision of every health answer of a sitting, by module, item and revision. Raises `SealBroken`."""
        wanted = select(SealedAnswer).where(SealedAnswer.sitting_id == sitting_id)
        rows = session.scalars(wanted.order_by(SealedAnswer.slug, SealedAnswer.item_id, SealedAnswer.revision)).all()
        keys = self._case_keys(session, {row.case_id for row in rows})
        return [_answer(keys.get(row.case_id), row) for row in rows]

    def open_flags(self, session: Session, sitting_id: uuid.UUID) -> list[OpenedFlag]:
        """The flags that were raised with an answer of this sitting, oldest first."""
        return self.open_flags_of(session, [sitting_id]).get(sitting_id, [])

    def open_flags_of(self, session: Session, sittings: Collection[uuid.UUID]) -> dict[uuid.UUID, list[OpenedFlag]]:
        """The same for many sittings. A broken seal does not hide the others."""
        wanted = select(SealedFlag).where(SealedFlag.sitting_id.in_(sittings)).order_by(SealedFlag.raised_at)
        rows = session.scalars(wanted).all()
        keys = self._case_keys(session, {row.case_id for row in rows})
        found: dict[uuid.UUID, list[OpenedFlag]] = {}
        for row in rows:
            found.setdefault(row.sitting_id, []).append(_flag(keys.get(row.case_id), row))
        return found

    def _case_keys(self, session: Session, cases: Iterable[uuid.UUID]) -> dict[uuid.UUID, PrivateKey | None]:
        wanted = select(CaseKey.case_id, CaseKey.wrapped_private_key).where(CaseKey.case_id.in_(list(cases)))
        return {case_id: self._unwrapped(wrapped) for case_id, wrapped in session.execute(wanted)}

    def _unwrapped(self, wrapped: bytes) -> PrivateKey | None:
        try:
            return PrivateKey(SealedBox(self._key).decrypt(wrapped))
        except (CryptoError, ValueError):
            return None


def _private_key(path: Path) -> bytes:
    try:
        return read_key(path)
    except OSError as problem:
        raise KeyAbsent(f"no MGGZ private key at {path}") from problem


def _open(key: PrivateKey | None, sealed: bytes) -> dict[str, Any]:
    if key is None:
        raise SealBroken("the case's key")
    try:
        content: dict[str, Any] = json.loads(SealedBox(key).decrypt(sealed))
    except (CryptoError, ValueError) as problem:
        raise SealBroken("content") from problem
    return content


def _answer(key: PrivateKey | None, row: SealedAnswer) -> OpenedAnswer:
    content = _open(key, row.sealed)
    where = tuple(content.get(name) for name in ("sitting", "item", "revision"))
    if where != (str(row.sitting_id), row.item_id, row.revision):
        raise SealBroken("an answer from another place")
    value = content["value"]
    return OpenedAnswer(
        slug=row.slug,
        item_id=row.item_id,
        revision=row.revision,
        value=tuple(value) if isinstance(value, list) else value,
        language=content["language"],
        response_ms=content["response_ms"],
        answered_at=row.answered_at,
        listens=content.get("listens"),
    )


def _flag(key: PrivateKey | None, row: SealedFlag) -> OpenedFlag:
    try:
        content = _open(key, row.sealed)
        if content.pop("sitting", None) != str(row.sitting_id):
            raise SealBroken("a flag from another sitting")
    except SealBroken:
        return OpenedFlag("", None, row.raised_at)
    slug = content.pop("slug")
    return OpenedFlag(slug, FlagResult.model_validate(content), row.raised_at)
