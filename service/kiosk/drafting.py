"""What was chosen or typed on a page and is no answer yet, kept over the redirect: after a hand was raised or lowered,
the language, a second language, the letters or the colours were changed, or the answer was sent and can't be one.

It is no answer: nothing is scored, routed or flagged by it. It is encrypted under the key that exists only in the
client's cookie, is shown on that one page alone, and is gone with the next screen.
"""

import hmac
import json
from collections.abc import Sequence

from nacl.exceptions import CryptoError
from nacl.secret import SecretBox
from sqlalchemy import update
from starlette.datastructures import FormData

from scoring.definition import Item, ItemType
from service.kiosk.hand import set_hand
from service.kiosk.leaving import Farewell
from service.kiosk.models import Sitting
from service.kiosk.turn import Turn

#: The fields that a client fills in: of a question, and of the consent page; and how often a question was listened to.
FIELDS = ("answer", "assessment", "health", "norms", "listens")
LONGEST, MOST = 200, 60
#: Drafts are padded to a multiple of this, so that their length says nothing.
STEP = 1024


def keep_draft(turn: Turn, form: FormData) -> None:
    """Put it in place of the one before. At a hand our own script leaves the page as it is and sends none."""
    fields = [(name, str(value)[:LONGEST]) for name, value in form.multi_items() if name in FIELDS][:MOST]
    fields = [(name, value) for name, value in fields if (name, value) != ("listens", "0")]
    if "find" in form or str(form.get("item", "")) != (turn.place.sitting.item_id or ""):
        fields = []  # a long list has a way of its own; a form of another page is none of ours
    sitting = update(Sitting).where(Sitting.id == turn.place.sitting.id)
    turn.connection.execute(sitting.values(draft=_sealed(turn, fields) if fields else None))


def raise_hand(turn: Turn, form: FormData) -> Farewell:
    """Ask for help; the page stays as it is, with what was chosen or typed on it."""
    set_hand(turn, turn.now)
    keep_draft(turn, form)
    return ""


def lower_hand(turn: Turn, form: FormData) -> Farewell:
    """Take it back."""
    set_hand(turn, None)
    keep_draft(turn, form)
    return ""


def drafted(turn: Turn) -> Sequence[tuple[str, str]]:
    """Names and values of the page before the client; empty when there is no draft of this very page."""
    sealed = turn.place.sitting.draft
    if sealed is None:
        return ()
    try:
        content = json.loads(_box(turn).decrypt(sealed))
    except CryptoError:
        return ()
    return tuple((name, value) for name, value in content["fields"]) if content["page"] == _page(turn) else ()


def draft_of(turn: Turn, item: Item) -> tuple[str, ...]:
    """What was chosen or typed at this item; of a text with gaps each gap, the empty ones too."""
    if item.id != turn.place.sitting.item_id:
        return ()
    typed = tuple(value for name, value in drafted(turn) if name == "answer")
    if item.type is ItemType.C_TEST:
        return typed if any(typed) else ()
    return tuple(value for value in typed if value)


def _page(turn: Turn) -> list[object]:
    sitting = turn.place.sitting
    revision = turn.answered.revisions.get(sitting.item_id, 0) if sitting.item_id else 0
    return [sitting.screen, sitting.item_id, revision]


def _sealed(turn: Turn, fields: Sequence[tuple[str, str]]) -> bytes:
    plain = json.dumps({"page": _page(turn), "fields": fields}).encode()
    return bytes(_box(turn).encrypt(plain + b" " * (-len(plain) % STEP)))


def _box(turn: Turn) -> SecretBox:
    return SecretBox(hmac.digest(turn.token.encode(), b"draft", "sha256"))
