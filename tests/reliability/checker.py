"""The checker: what the database holds after all that happened, against what the respondents were told."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import exists, func, select, text
from sqlalchemy.orm import Session

from service.db import Database
from service.kiosk.models import Answer
from service.migrate import ALL_TABLES
from service.vault.models import SealedAnswer
from tests.benchmarks.respondents import Diary, Sent

SEALED = object()


@dataclass(frozen=True)
class Stored:
    """One stored answer. `value` is `SEALED` for a health answer, which nobody here can read."""

    sitting: str
    item: str
    revision: int
    key: str
    value: object


def stored_answers(db: Database) -> list[Stored]:
    """All answers of all sittings, the sealed ones too."""
    columns = "sitting_id", "item_id", "revision", "idempotency_key"
    with db.read() as session:
        plain = session.execute(select(*(getattr(Answer, name) for name in columns), Answer.value)).all()
        sealed = session.execute(select(*(getattr(SealedAnswer, name) for name in columns))).all()
    rows = [*((*row, SEALED) for row in sealed), *map(tuple, plain)]
    return [Stored(str(sitting), item, revision, key, value) for sitting, item, revision, key, value in rows]


def faults(diary: Diary, stored: Sequence[Stored]) -> list[str]:
    """Everything that breaks the promise: lost, changed, doubled, never sent, refused and kept all the same."""
    by_key = {row.key: row for row in stored}
    sent = {one.key: one for one in diary.sent}
    return [
        *(f"lost: {one}" for one in diary.acknowledged if one.key not in by_key),
        *(f"changed: {one} is {by_key[one.key]}" for one in diary.acknowledged if differs(one, by_key.get(one.key))),
        *(f"refused but kept: {one}" for one in diary.refused if one.key in by_key),
        *(f"never sent: {row}" for row in stored if row.key not in sent),
        *(f"doubled key: {key}" for key, times in Counter(row.key for row in stored).items() if times > 1),
        *(f"doubled answer: {one}" for one, times in Counter(map(place, stored)).items() if times > 1),
        *strangers(diary, by_key),
    ]


def place(row: Stored) -> tuple[str, str, int]:
    """What may be there once."""
    return row.sitting, row.item, row.revision


def differs(sent: Sent, row: Stored | None) -> bool:
    """Whether what is stored isn't what was sent."""
    if row is None:
        return False
    same_value = row.value is SEALED or row.value == sent.value
    return not (same_value and row.item == sent.item and row.revision == sent.revision + 1)


def strangers(diary: Diary, by_key: dict[str, Stored]) -> list[str]:
    """Answers of one respondent in more than one sitting, or of two in the same."""
    pairs = {(one.who, by_key[one.key].sitting) for one in diary.acknowledged if one.key in by_key}
    sittings = Counter(who for who, _ in pairs) + Counter(sitting for _, sitting in pairs)
    return [f"mixed up: {who}" for who, times in sittings.items() if times > 1]


def unsound(db: Database) -> list[str]:
    """What is wrong with the database itself: damaged pages and indexes, a unique index that isn't, lost parents."""
    with db.write() as session:
        if db.is_sqlite:
            found = [row[0] for row in session.execute(text("PRAGMA integrity_check"))]
            return [line for line in found if line != "ok"] + orphans(session)
        for table in ALL_TABLES.sorted_tables:  # built anew from the rows: raises where two rows share a unique key
            session.execute(text(f"REINDEX TABLE {table.name}"))
        return orphans(session)


def orphans(session: Session) -> list[str]:
    """Rows whose parent is gone, by foreign key."""
    found = []
    for table in ALL_TABLES.sorted_tables:
        for key in table.foreign_keys:
            parent = key.column.table.alias()
            missing = ~exists().where(parent.c[key.column.name] == key.parent)
            lost = select(func.count()).select_from(table).where(key.parent.is_not(None), missing)
            if number := session.execute(lost).scalar_one():
                found.append(f"{number} rows of {table.name} without {key.column}")
    return found
