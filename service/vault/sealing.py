"""Putting in: a key pair per case, sealed boxes for answers and flags. Nothing here can read what was sealed.

The case's private key is sealed to the MGGZ public key; who holds only public keys can make and fill a vault.
"""

import json
import uuid
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from nacl.public import PrivateKey, PublicKey, SealedBox
from sqlalchemy import Executable, insert
from sqlalchemy.orm import Session

from service.config import Settings, write_once
from service.vault.models import CaseKey, SealedAnswer, SealedFlag

PRIVATE_NAME = "mggz.key"
PUBLIC_NAME = "mggz.pub"
ANSWER = insert(SealedAnswer.__table__)  # type: ignore[arg-type]
FLAG = insert(SealedFlag.__table__)  # type: ignore[arg-type]
#: How a statement with its row is carried out: at once, or with those of others in the same transaction.
Put = Callable[[Executable, dict[str, Any]], object]


def mggz_public_key(settings: Settings) -> bytes:
    """The 32 bytes of the MGGZ public key. Where none was put in place, a pair is made once in the data folder."""
    public = settings.keys / PUBLIC_NAME
    if not public.exists():
        make_mggz_pair(settings.keys)
    return read_key(public)


@lru_cache(maxsize=8)
def read_key(path: Path) -> bytes:
    """A key file's bytes, read once."""
    return path.read_bytes()


def make_mggz_pair(folder: Path) -> None:
    """Make the pair. The private file comes first and settles who won, so that two processes agree."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    write_once(folder / PRIVATE_NAME, bytes(PrivateKey.generate()))
    settled = PrivateKey((folder / PRIVATE_NAME).read_bytes())
    write_once(folder / PUBLIC_NAME, bytes(settled.public_key))


def create_case_key(session: Session, mggz_key: bytes, case_id: uuid.UUID, now: datetime) -> None:
    """Give a new case its key pair; the private half is readable with the MGGZ private key alone."""
    pair = PrivateKey.generate()
    session.add(
        CaseKey(
            case_id=case_id,
            public_key=bytes(pair.public_key),
            wrapped_private_key=seal(mggz_key, bytes(pair)),
            created_at=now,
        )
    )
    session.flush()


def seal(public_key: bytes, content: bytes) -> bytes:
    """A sealed box that only the private key opens."""
    return bytes(SealedBox(PublicKey(public_key)).encrypt(content))


def seal_json(public_key: bytes, content: Mapping[str, Any]) -> bytes:
    """The same for a JSON object, padded to 256-byte steps so that its length says nothing."""
    plain = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    return seal(public_key, plain + b" " * (-len(plain) % 256))


def deposit_answer(put: Put, public_key: bytes, row: Mapping[str, Any], content: Mapping[str, Any]) -> None:
    """Store one sealed answer. `row`: the columns of `SealedAnswer` without `sealed`; `content`: what is sealed.

    Where it belongs is sealed with it, so that a row moved to another sitting or revision is noticed when opened.
    """
    bound = {**content, "sitting": str(row["sitting_id"]), "revision": row["revision"]}
    put(ANSWER, {**row, "sealed": seal_json(public_key, bound)})


def deposit_flag(put: Put, public_key: bytes, row: Mapping[str, Any], content: Mapping[str, Any]) -> None:
    """Store one sealed flag, bound to its sitting, in the transaction of its answer."""
    bound = {**content, "sitting": str(row["sitting_id"])}
    put(FLAG, {**row, "sealed": seal_json(public_key, bound)})
