"""A page whose answer was kept is heard of again: the same form because its reply got lost, or a later answer in place
of the first.

Whoever presses again before the reply has come means the later press. Our own script counts the presses of a page; the
first is kept under the key of the page, a later one under that key and its number, as one more revision.
"""

from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import bindparam, func, select, union_all

from scoring.definition import Item
from scoring.timing import can_time_out
from service.errors import NotFound
from service.kiosk.models import Answer
from service.kiosk.moving import to_item
from service.kiosk.parsing import Unreadable, parse_answer
from service.kiosk.place import Place, answers_so_far
from service.kiosk.saving import Sent, already_kept
from service.kiosk.steps import LEARNING
from service.kiosk.turn import Turn
from service.vault.models import SealedAnswer

PRESS = "press"
OF_ITEM = union_all(
    *(
        select(table.revision, table.idempotency_key, table.slug, table.answered_at).where(
            table.sitting_id == bindparam("sitting"), table.item_id == bindparam("item")
        )
        for table in (Answer, SealedAnswer)
    )
)
NEWEST = select(func.max(Answer.answered_at)).where(
    Answer.sitting_id == bindparam("sitting"), Answer.slug == bindparam("of_slug")
)


class Kept(NamedTuple):
    """A revision of an answer."""

    revision: int
    key: str
    slug: str
    at: datetime

    def press_of(self, key: str) -> int | None:
        """Which press of the page with this key it was, from 0; None for an answer of another page."""
        page, _, press = self.key.rpartition("-")
        if self.key == key:
            return 0
        return int(press) if page == key and press.isdecimal() else None


def later_word(turn: Turn, sent: Sent) -> tuple[Turn, Sent] | None:
    """The turn as it was before the answer that this form replaces, and the form to be kept there; None for a form that
    says nothing new. NotFound where something was answered since, in another window.
    """
    kept = sorted(Kept._make(row) for row in turn.connection.execute(OF_ITEM, _of(turn, sent)))
    mine = [(press, one) for one in kept if (press := one.press_of(sent.key)) is not None]
    if not mine:
        if already_kept(turn.connection, turn.place, sent):
            return None
        raise NotFound("the page is no longer the one before the client")
    last, newest = max(mine)
    press = pressed(sent)
    if press is None and (newest != kept[-1] or not says_another(turn, sent)):
        return None
    press = last + 1 if press is None else press
    if press <= last:
        return None
    if newest != kept[-1] or newest.slug != turn.place.sitting.slug or is_behind(turn, sent, newest):
        raise NotFound("something was answered since")
    return before(turn, sent.item_id, newest), replace(sent, key=f"{sent.key}-{press}", revision=newest.revision)


def _of(turn: Turn, sent: Sent) -> dict[str, object]:
    return {"sitting": turn.place.sitting.id, "item": sent.item_id}


def pressed(sent: Sent) -> int | None:
    """How often this page has been pressed before, as our own script counts; None without it."""
    press = str(sent.form.get(PRESS, ""))
    return int(press) if press.isascii() and press.isdigit() and len(press) < 5 else None


def says_another(turn: Turn, sent: Sent) -> bool:
    """Without our script: whether the same form holds another answer than the one that was kept, as far as it can be
    read. Where an answer is final the first one stands.
    """
    item = turn.module.questionnaire.by_id.get(sent.item_id)
    known = turn.answered.for_routing
    if item is None or item.id not in known or is_final(turn, item):
        return False
    try:
        return parse_answer(turn.module.questionnaire, item, sent.form) != known[item.id]
    except Unreadable:
        return False


def is_final(turn: Turn, item: Item) -> bool:
    """Whether what comes after this item hangs on its answer, so that nobody can go back to it."""
    bank = turn.module.questionnaire.adaptive_bank
    in_bank = bank is not None and item.id in bank.ids
    return in_bank or item.type in LEARNING or can_time_out(turn.module.questionnaire, item.id)


def is_behind(turn: Turn, sent: Sent, newest: Kept) -> bool:
    """Whether the answer is final and another one came after it."""
    item = turn.module.questionnaire.by_id[sent.item_id]
    if not is_final(turn, item):
        return False
    of = {"sitting": turn.place.sitting.id, "of_slug": turn.place.sitting.slug}
    last = turn.connection.execute(NEWEST, of).scalar()
    return last is not None and last > newest.at


def before(turn: Turn, item_id: str, newest: Kept) -> Turn:
    """The turn at the item, as if this revision had never come; the time that it took is used."""
    place, known = turn.place, turn.answered
    gone = (item_id, newest.revision)
    stored = replace(
        place.stored,
        answers=tuple(row for row in place.stored.answers if (row.item, row.revision) != gone),
        sealed=tuple(row for row in place.stored.sealed if row != gone),
    )
    spent = {"spent_item": item_id, "spent_ms": known.times.get(item_id, 0)}
    seen = at_item(turn, item_id, **spent)
    place = replace(seen.place, stored=stored)
    answered = answers_so_far(place, turn.token)
    copy = {name: value for name, value in answered.copy.items() if name != item_id}
    earlier = replace(turn, place=place)
    earlier.__dict__.update(answered=replace(answered, copy=copy))
    return earlier


def at_item(turn: Turn, item_id: str, **values: object) -> Turn:
    """The turn with the client at this item of the open part; what is put off stays that of the turn."""
    sitting = turn.place.sitting._replace(screen="item", item_id=item_id, **values)  # type: ignore[arg-type]
    return replace(turn, place=Place(sitting, turn.place.modules, turn.place.stored))


def put_back(turn: Turn, sent: Sent) -> Turn:
    """The client at the item again whose later answer can't be kept, where that is not final: to mend it there."""
    try:
        if later_word(turn, sent) is None:
            return turn
    except NotFound:
        return turn
    item = turn.module.questionnaire.by_id[sent.item_id]
    if is_final(turn, item) or turn.place.current.state != "open":
        return turn
    to_item(turn.connection, turn.place, turn.module.slug, item, turn.now)
    return at_item(turn, item.id)
