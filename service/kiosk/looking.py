"""Where clients are, read for many of them with one question: sittings, modules, the open module's answers.

What a sitting has many of comes back as one text per sitting, put together by the database: thirty answers as thirty
rows cost several times as much processor time, most of it for making the same key of the sitting thirty times.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, TypeVar

from sqlalchemy import Connection, ScalarSelect, String, bindparam, cast, func, select
from sqlalchemy.sql.elements import ColumnElement

from service.groups.models import Seat
from service.groups.queries import NEWEST_START
from service.kiosk.models import Answer, Sitting, SittingModule, WorkingCopy
from service.kiosk.place import AnswerRow, ModuleRow, Place, SittingRow, Stored
from service.vault.models import CaseKey, SealedAnswer

T = TypeVar("T")


def text_of(number: Any) -> ColumnElement[str]:
    """A column as text."""
    return cast(number, String)


def joined(text: Any, sign: str, *where: ColumnElement[bool]) -> ScalarSelect[Any]:
    """These texts as one, with a sign between them; in no order. For the sitting of the question around it."""
    return select(func.aggregate_strings(text, sign)).where(*where).correlate(Sitting).scalar_subquery()


OF_SITTING = SittingModule.sitting_id == Sitting.id
#: Position, slug, state and snapshot of a module; none of them has a space in it.
MODULE = text_of(SittingModule.position) + " " + SittingModule.slug + " " + SittingModule.state + " "
#: An answer as a piece of JSON; its value is stored as JSON, the item's id is a plain word.
ANSWER = '["' + Answer.item_id + '",' + text_of(Answer.revision) + "," + func.coalesce(text_of(Answer.value), "null")
COPY = select(WorkingCopy.sealed).where(WorkingCopy.sitting_id == Sitting.id, WorkingCopy.slug == Sitting.slug)
KEY = select(CaseKey.public_key).where(CaseKey.case_id == Sitting.case_id)
ORDER = select(text_of(SittingModule.item_order)).where(OF_SITTING, SittingModule.slug == Sitting.slug)
BEHIND = Sitting.token_hash.in_(bindparam("tokens", expanding=True)), Sitting.state == "open"
#: The sittings behind some cookies, a row for each.
PLACES = select(
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
    Sitting.text_size,
    Sitting.contrast,
    Sitting.beside,
    Sitting.hand_raised_at,
    Sitting.extra_minutes,
    Sitting.extra_time,
    Sitting.spent_item,
    Sitting.spent_ms,
    Sitting.draft,
    Sitting.introduction,
    Sitting.practice,
    Sitting.minutes_worked,
    Sitting.clock_folded,
    NEWEST_START.where(Seat.case_id == Sitting.case_id).correlate(Sitting).scalar_subquery(),
    Sitting.token_hash,
    joined(MODULE + SittingModule.snapshot_hash, "\n", OF_SITTING),
    ORDER.correlate(Sitting).scalar_subquery(),
    joined(
        ANSWER + "," + text_of(Answer.response_ms) + "," + func.coalesce(text_of(Answer.timing), "null") + "]",
        ",",
        Answer.sitting_id == Sitting.id,
        Answer.slug == Sitting.slug,
    ),
    joined(
        SealedAnswer.item_id + " " + text_of(SealedAnswer.revision),
        "\n",
        SealedAnswer.sitting_id == Sitting.id,
        SealedAnswer.slug == Sitting.slug,
    ),
    COPY.correlate(Sitting).scalar_subquery(),
    KEY.correlate(Sitting).scalar_subquery(),
).where(*BEHIND)
#: In the order of their ids, so that two processes don't wait for each other.
LOCKED = select(Sitting.id).where(*BEHIND).order_by(Sitting.id).with_for_update()


def look_at_places(connection: Connection, tokens: Sequence[str]) -> dict[str, Place]:
    """Cookie to place, for reading; a cookie without a living sitting has none."""
    by_hash = {hashlib.sha256(token.encode()).digest(): token for token in tokens if token}
    if not by_hash:
        return {}
    rows = connection.execute(PLACES, {"tokens": padded([*by_hash])})
    return {by_hash[token]: place for token, place in map(_place, rows)}


def lock_places(connection: Connection, tokens: Sequence[str]) -> None:
    """From here on nobody else changes these sittings; SQLite has one writer anyway.

    The lock comes first and alone: a question that waits for a lock would see the answers of before its wait.
    """
    hashes = [hashlib.sha256(token.encode()).digest() for token in tokens if token]
    if hashes and connection.dialect.name != "sqlite":
        connection.execute(LOCKED, {"tokens": padded(hashes)})


def hold_places(connection: Connection, tokens: Sequence[str]) -> dict[str, Place]:
    """Locked, then looked at: for writing outside a group."""
    lock_places(connection, tokens)
    return look_at_places(connection, tokens)


def _place(row: Any) -> tuple[bytes, Place]:
    *columns, token, modules, order, answers, sealed, copy, key = row
    sitting = SittingRow._make(columns)
    found = tuple(_modules(modules, sitting.slug, order))
    return bytes(token), Place(sitting, found, Stored(_answers(answers), _sealed(sealed), copy, key))


def _modules(text: str, open_slug: str | None, order: str | None) -> Iterator[ModuleRow]:
    for _, slug, state, snapshot in sorted(map(str.split, text.splitlines()), key=lambda parts: int(parts[0])):
        yield ModuleRow(slug, state, snapshot, _order(order) if order and slug == open_slug else None)


@lru_cache(maxsize=512)
def _order(text: str) -> tuple[str, ...]:
    """The pinned order of a module's items: most modules have the same for everybody."""
    return tuple(json.loads(text))


def _answers(text: str | None) -> tuple[AnswerRow, ...]:
    """By revision; of two revisions of an answer the later one comes later."""
    return tuple(sorted(map(AnswerRow._make, json.loads(f"[{text}]")), key=lambda row: row.revision)) if text else ()


def _sealed(text: str | None) -> tuple[tuple[str, int], ...]:
    pairs = (line.split() for line in text.splitlines()) if text else ()
    return tuple(sorted(((item, int(revision)) for item, revision in pairs), key=lambda row: row[1]))


def padded(values: Sequence[T]) -> list[T]:
    """As many values as the next power of two, the last one repeated: few forms of a question, each prepared once."""
    return [*values, *[values[-1]] * ((1 << (len(values) - 1).bit_length()) - len(values))]
