"""Keep one answer: checked, once, in one short transaction, in the right store; then move on.

A health answer is sealed before it is written and goes to the vault; its flag, if any, is in the same transaction.
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, insert, select, union_all
from starlette.datastructures import FormData

from scoring.definition import Item, Sensitivity
from scoring.flags import immediate_flags
from scoring.result import AnswerValue
from service.errors import NotFound
from service.kiosk.models import Answer
from service.kiosk.parsing import parse_answer
from service.kiosk.place import Answered, Place
from service.kiosk.turn import Turn
from service.kiosk.working_copy import keep_copy
from service.vault.models import CaseKey, SealedAnswer
from service.vault.sealing import deposit_answer, deposit_flag

KNOWN_KEY = union_all(
    select(Answer.item_id).where(Answer.sitting_id == bindparam("sitting"), Answer.idempotency_key == bindparam("key")),
    select(SealedAnswer.item_id).where(
        SealedAnswer.sitting_id == bindparam("sitting"), SealedAnswer.idempotency_key == bindparam("key")
    ),
)
PUBLIC_KEY = select(CaseKey.public_key).where(CaseKey.case_id == bindparam("case"))
INSERT = insert(Answer.__table__)  # type: ignore[arg-type]
LONGEST_WAIT_MS = 24 * 3600 * 1000
MOST_LISTENS = 99


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
    if not item or not 8 <= len(key) <= 64 or not revision.isdigit() or len(revision) > 4:
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
    value = parse_answer(turn.module.questionnaire, item, sent.form)
    row = {
        "id": uuid.uuid4(),
        "sitting_id": place.sitting.id,
        "slug": turn.module.slug,
        "item_id": item.id,
        "revision": sent.revision + 1,
        "idempotency_key": sent.key,
        "answered_at": turn.now,
    }
    if item.sensitivity is Sensitivity.HEALTH:
        return _keep_sealed(turn, item, row, value, sent.listens)
    waited_ms = waited(place, turn.now)
    revisions = {**known.revisions, item.id: sent.revision + 1}
    times = {**known.times, item.id: waited_ms}
    answered = Answered({**known.values, item.id: value}, revisions, known.sealed, known.copy, times)
    extra = {"value": value, "language": turn.language, "response_ms": waited_ms, "listens": sent.listens}
    after = turn.once(answered)
    turn.later.append((INSERT, {**row, **extra, "choice": choice_kept(turn, item, after)}))
    return Saved(after)


def choice_kept(turn: Turn, item: Item, after: Turn) -> dict[str, object] | None:
    """For an adaptive bank: why this item was asked, and why the bank ended if it did with this answer."""
    course = turn.course
    if course is None or course.open is None or course.open.item != item.id:
        return None
    end = after.course.end if after.course else None
    return {"asked": course.open._asdict(), "ended": end._asdict() if end else None}


def _keep_sealed(turn: Turn, item: Item, row: Mapping[str, object], value: AnswerValue, listened: int | None) -> Saved:
    sitting, known, connection = turn.place.sitting, turn.answered, turn.connection
    key = connection.execute(PUBLIC_KEY, {"case": sitting.case_id}).scalar_one()
    waited_ms = waited(turn.place, turn.now)
    content = {"item": item.id, "value": value, "language": turn.language, "response_ms": waited_ms}
    content["listens"] = listened
    deposit_answer(connection, key, {**row, "case_id": sitting.case_id}, content)
    copy = {**known.copy, item.id: value}
    keep_copy(connection, sitting.id, turn.module.slug, turn.token, copy)
    revisions = {**known.revisions, item.id: known.revisions.get(item.id, 0) + 1}
    answered = Answered(known.values, revisions, known.sealed | {item.id}, copy, known.times)
    flags = immediate_flags(turn.module.questionnaire, item.id, answered.for_routing, answered.unknown)
    for flag in flags:
        owner = {"id": uuid.uuid4(), "case_id": sitting.case_id, "sitting_id": sitting.id, "raised_at": turn.now}
        deposit_flag(connection, key, owner, {"slug": turn.module.slug, **flag.model_dump(mode="json")})
    return Saved(turn.once(answered), acute=any(flag.level == "acute" for flag in flags))


def waited(place: Place, now: datetime) -> int:
    """Milliseconds since the item was put before the client, by the server's clock."""
    shown = place.sitting.item_shown_at
    passed = 0 if shown is None else round((now - shown).total_seconds() * 1000)
    return max(0, min(passed, LONGEST_WAIT_MS))
