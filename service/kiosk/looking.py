"""Where clients are, read for many of them with one question each: sittings, modules, the open module's answers."""

import hashlib
import uuid
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import BindParameter, Connection, Executable, bindparam, case, func, select

from service.kiosk.models import Answer, Sitting, SittingModule, WorkingCopy
from service.kiosk.place import ModuleRow, Place, SittingRow, Stored
from service.vault.models import SealedAnswer

T = TypeVar("T")

#: The sittings behind some cookies with their modules in one question; the item order of the open module alone.
PLACES = (
    select(
        Sitting.id,
        Sitting.case_id,
        Sitting.purpose,
        Sitting.language,
        Sitting.screen,
        Sitting.slug,
        Sitting.item_id,
        Sitting.item_shown_at,
        Sitting.last_seen_at,
        Sitting.health_consent,
        Sitting.seed,
        Sitting.token_hash,
        SittingModule.slug.label("module_slug"),
        SittingModule.state.label("module_state"),
        SittingModule.snapshot_hash,
        case((SittingModule.slug == Sitting.slug, SittingModule.item_order)).label("item_order"),
    )
    .join(SittingModule, SittingModule.sitting_id == Sitting.id)
    .where(Sitting.token_hash.in_(bindparam("tokens", expanding=True)), Sitting.state == "open")
    .order_by(Sitting.id, SittingModule.position)
)
PLACES_LOCKED = PLACES.with_for_update(of=Sitting)
#: What those sittings have in their open module.
OPEN_MODULE: BindParameter[Any] = bindparam("sittings", expanding=True)
ANSWERS = (
    select(Answer.sitting_id, Answer.item_id, Answer.revision, Answer.value, Answer.response_ms)
    .join(Sitting, (Sitting.id == Answer.sitting_id) & (Sitting.slug == Answer.slug))
    .where(Answer.sitting_id.in_(OPEN_MODULE))
    .order_by(Answer.revision)
)
SEALED = (
    select(SealedAnswer.sitting_id, SealedAnswer.item_id, func.max(SealedAnswer.revision).label("revision"))
    .join(Sitting, (Sitting.id == SealedAnswer.sitting_id) & (Sitting.slug == SealedAnswer.slug))
    .where(SealedAnswer.sitting_id.in_(OPEN_MODULE))
    .group_by(SealedAnswer.sitting_id, SealedAnswer.item_id)
)
COPIES = (
    select(WorkingCopy.sitting_id, WorkingCopy.sealed)
    .join(Sitting, (Sitting.id == WorkingCopy.sitting_id) & (Sitting.slug == WorkingCopy.slug))
    .where(WorkingCopy.sitting_id.in_(OPEN_MODULE))
)


def look_at_places(connection: Connection, tokens: Sequence[str]) -> dict[str, Place]:
    """Cookie to place, for reading; a cookie without a living sitting has none."""
    return _places(connection, tokens, PLACES)


def hold_places(connection: Connection, tokens: Sequence[str]) -> dict[str, Place]:
    """The same for writing: on a database with many writers nobody else changes these sittings meanwhile."""
    is_sqlite = connection.dialect.name == "sqlite"
    return _places(connection, tokens, PLACES if is_sqlite else PLACES_LOCKED)


def _places(connection: Connection, tokens: Sequence[str], question: Executable) -> dict[str, Place]:
    by_hash = {hashlib.sha256(token.encode()).digest(): token for token in tokens if token}
    rows = connection.execute(question, {"tokens": padded([*by_hash])}).all() if by_hash else ()
    found: dict[bytes, list[Any]] = {}
    for row in rows:
        found.setdefault(row.token_hash, []).append(row)
    stored = _stored(connection, [group[0].id for group in found.values() if group[0].slug])
    return {by_hash[key]: _place(group, stored) for key, group in found.items()}


def _place(rows: Sequence[Any], stored: Mapping[uuid.UUID, Stored]) -> Place:
    sitting = SittingRow._make(rows[0][: len(SittingRow._fields)])
    modules = tuple(ModuleRow(row.module_slug, row.module_state, row.snapshot_hash, row.item_order) for row in rows)
    return Place(sitting, modules, stored.get(sitting.id, Stored()))


def _stored(connection: Connection, sittings: Sequence[uuid.UUID]) -> dict[uuid.UUID, Stored]:
    if not sittings:
        return {}
    key = {"sittings": padded(sittings)}
    answers: dict[uuid.UUID, list[tuple[str, int, Any, int]]] = {}
    for sitting, *answer in connection.execute(ANSWERS, key):
        answers.setdefault(sitting, []).append(tuple(answer))
    sealed: dict[uuid.UUID, list[tuple[str, int]]] = {}
    for sitting, item, revision in connection.execute(SEALED, key):
        sealed.setdefault(sitting, []).append((item, revision))
    rows = connection.execute(COPIES, key) if sealed else ()
    copies: dict[uuid.UUID, bytes] = {row.sitting_id: row.sealed for row in rows}
    return {one: Stored(tuple(answers.get(one, ())), tuple(sealed.get(one, ())), copies.get(one)) for one in sittings}


def padded(values: Sequence[T]) -> list[T]:
    """As many values as the next power of two, the last one repeated: few forms of a question, each prepared once."""
    return [*values, *[values[-1]] * ((1 << (len(values) - 1).bit_length()) - len(values))]
