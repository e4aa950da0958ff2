"""Keep one answer: checked, once, in one short transaction, in the right store; then move on.

A health answer is sealed before it is written and goes to the vault; its flag, if any, is in the same transaction.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, union_all
from starlette.datastructures import FormData

from scoring.definition import Item, Sensitivity
from scoring.flags import immediate_flags
from scoring.result import TIMED_OUT, AnswerValue
from service.db import new_id
from service.errors import NotFound
from service.kiosk.clock import answer_in_time, timing_of
from service.kiosk.models import Answer
from service.kiosk.place import Answered, Place, part_limit
from service.kiosk.turn import Turn
from service.kiosk.waiting import waited
from service.kiosk.working_copy import copy_kept
from service.vault.models import SealedAnswer
from service.vault.sealing import deposit_answer, deposit_flag

KNOWN_KEY = union_all(
    select(Answer.item_id).where(Answer.sitting_id == bindparam("sitting"), Answer.idempotency_key == bindparam("key")),
    select(SealedAnswer.item_id).where(
        SealedAnswer.sitting_id == bindparam("sitting"), SealedAnswer.idempotency_key == bindparam("key")
    ),
)
INSERT = insert(Answer.__table__)  # type: ignore[arg-type]
MOST_LISTENS = 99
KEY, REVISION = re.compile(r"[\w-]{8,64}", re.ASCII), re.compile(r"[0-9]{1,4}")


@dataclass(frozen=True)
class Sent:
    """A form from an item page. `revision`: how many answers the page knew of when it was drawn; `listens`: how often
    the client had something read aloud there, None where nothing could be heard.
    """

    item_id: str
    key: str
    revision: int
    form: FormData
    listens: int | None = None


@dataclass(frozen=True)
class Saved:
    """What keeping it led to: the turn with one more answer. `acute`: help must be shown now. `repeated`: it had been
    kept before.
    """

    after: Turn
    acute: bool = False
    repeated: bool = False


def read_sent(form: FormData) -> Sent:
    """The hidden fields of an item page; NotFound for a form that isn't ours."""
    item, key, revision = (str(form.get(name, "")) for name in ("item", "key", "revision"))
    if not item or not KEY.fullmatch(key) or not REVISION.fullmatch(revision):
        raise NotFound("form")
    return Sent(item, key, int(revision), form, listens(str(form.get("listens", ""))))


def listens(sent: str) -> int | None:
    """A count that a page has sent, as far as it may be believed."""
    return min(int(sent), MOST_LISTENS) if sent.isascii() and sent.isdigit() and len(sent) < 6 else None


def already_kept(connection: Connection, place: Place, sent: Sent) -> bool:
    """Whether a form with this key was kept before: a double click, or a reply that got lost."""
    found = connection.execute(KNOWN_KEY, {"sitting": place.sitting.id, "key": sent.key})
    return found.first() is not None


def keep_answer(turn: Turn, item: Item, sent: Sent) -> Saved:
    """Store the answer as the revision after the one its page knew. Raises `Unreadable`."""
    known, place = turn.answered, turn.place
    value, waited_ms, timing = answer_in_time(turn, item, sent.form)
    row = {
        "id": new_id(),
        "sitting_id": place.sitting.id,
        "slug": turn.module.slug,
        "item_id": item.id,
        "revision": sent.revision + 1,
        "idempotency_key": sent.key,
        "answered_at": turn.now,
    }
    if item.sensitivity is Sensitivity.HEALTH:
        return _keep_sealed(turn, item, row, value, sent.listens)
    after = turn.once(plus(known, {item.id: value}, sent.revision + 1, waited_ms, timing))
    extra = {"value": value, "language": turn.language, "response_ms": waited_ms, "listens": sent.listens}
    turn.put_off(INSERT, {**row, **extra, "timing": timing, "choice": choice_kept(turn, item, after)})
    return Saved(after)


def plus(
    known: Answered, values: Mapping[str, AnswerValue], revision: int, ms: int, timing: Mapping[str, Any] | None
) -> Answered:
    """What is known once these are answered too."""
    revisions = {**known.revisions, **dict.fromkeys(values, revision)}
    times = {**known.times, **dict.fromkeys(values, ms)}
    in_part = {} if timing is None or "part_s" not in timing else dict.fromkeys(values, part_limit(timing))
    limits = {**known.limits, **in_part}
    return Answered({**known.values, **values}, revisions, known.sealed, known.copy, times, limits)


def keep_timed_out(turn: Turn, after: Turn, items: Iterable[Item]) -> Turn:
    """What is left of a block whose time is over, which nobody was asked; `after` with these."""
    for item in items:
        timing = timing_of(turn, item)
        row = {"id": new_id(), "sitting_id": turn.place.sitting.id, "slug": turn.module.slug, "item_id": item.id}
        kept = {"revision": 1, "idempotency_key": new_id().hex, "answered_at": turn.now, "language": turn.language}
        told = {"value": TIMED_OUT, "response_ms": 0, "timing": timing, "choice": None, "listens": None}
        turn.put_off(INSERT, {**row, **kept, **told})
        after = after.once(plus(after.answered, {item.id: TIMED_OUT}, 1, 0, timing))
    return after


def choice_kept(turn: Turn, item: Item, after: Turn) -> dict[str, object] | None:
    """For an adaptive bank: why this item was asked, and why the bank ended if it did with this answer."""
    course = turn.course
    if course is None or course.open is None or course.open.item != item.id:
        return None
    end = after.course.end if after.course else None
    return {"asked": course.open._asdict(), "ended": end._asdict() if end else None}


def _keep_sealed(turn: Turn, item: Item, row: Mapping[str, object], value: AnswerValue, listened: int | None) -> Saved:
    sitting, known, key = turn.place.sitting, turn.answered, turn.place.public_key
    waited_ms = waited(sitting, turn.now)
    content = {"item": item.id, "value": value, "language": turn.language, "response_ms": waited_ms}
    content["listens"] = listened
    deposit_answer(turn.put_off, key, {**row, "case_id": sitting.case_id}, content)
    copy = {**known.copy, item.id: value}
    turn.put_off(*copy_kept(turn.connection.dialect.name, sitting.id, turn.module.slug, turn.token, copy))
    revisions = {**known.revisions, item.id: known.revisions.get(item.id, 0) + 1}
    answered = Answered(known.values, revisions, known.sealed | {item.id}, copy, known.times)
    flags = immediate_flags(turn.module.questionnaire, item.id, answered.for_routing, answered.unknown)
    for flag in flags:
        owner = {"id": new_id(), "case_id": sitting.case_id, "sitting_id": sitting.id, "raised_at": turn.now}
        deposit_flag(turn.put_off, key, owner, {"slug": turn.module.slug, **flag.model_dump(mode="json")})
    return Saved(turn.once(answered), acute=any(flag.level == "acute" for flag in flags))
