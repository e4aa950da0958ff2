"""The checker: what the database holds after all that happened, against what the respondents were told."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select, text

from service.db import Database
from service.kiosk.models import Answer
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
    return [Stored(str(row[0]), *row[1:]) for row in plain] + [Stored(str(row[0]), *row[1:], SEALED) for row in sealed]


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
    """What the database finds wrong with itself: its pages and indexes, and rows without their parent."""
    with db.read() as session:
        if db.is_sqlite:
            found = [row[0] for row in session.execute(text("PRAGMA integrity_check"))]
            orphans = session.execute(text("PRAGMA foreign_key_check")).all()
            return [line for line in found if line != "ok"] + [str(row) for row in orphans]
    with db.write() as session:
        session.execute(text("CREATE EXTENSION IF NOT EXISTS amcheck"))
        session.execute(text(BTREES))
        return [str(row) for row in session.execute(text(HEAPS)).all()]


#: Each raises on the first index that doesn't hold every row in order; the second lists damaged pages.
BTREES = """
SELECT bt_index_check(index.indexrelid, true) FROM pg_index index
JOIN pg_class ON pg_class.oid = index.indexrelid JOIN pg_am ON pg_am.oid = pg_class.relam
JOIN pg_namespace ON pg_namespace.oid = pg_class.relnamespace
WHERE pg_am.amname = 'btree' AND pg_namespace.nspname = 'public'
"""
HEAPS = """
SELECT relation.relname, damage.* FROM pg_class relation
JOIN pg_namespace ON pg_namespace.oid = relation.relnamespace, verify_heapam(relation.oid) damage
WHERE relation.relkind = 'r' AND pg_namespace.nspname = 'public'
"""
