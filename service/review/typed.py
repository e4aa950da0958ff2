"""What was typed elsewhere on the review page than in the part that was sent: none of it is lost.

One form holds the note, the decision and the reasons for closing signals; each button sends all of it. The note is kept
with whatever was done. What was ticked or typed and not yet done is kept with it, sealed to the MGGZ key like the note.
"""

import re
import uuid
from collections.abc import Mapping
from typing import Any

from starlette.datastructures import FormData

from service.accounts.guard import Visit
from service.audit.actions import record
from service.review.models import Review
from service.review.transitions import UNSETTLED
from service.vault.opening import Opener
from service.web.forms import Form

#: Names of fields of the common form whose values wait for another button.
DRAFTED = re.compile(r"outcome|limits|reason\.[0-9a-f]{64}")
#: Ticks for the moment of the release alone: they are set anew.
ONCE = frozenset({"acknowledged", "confirmed"})
MOST_NOTE, MOST_DRAFT = 8000, 2000

Draft = Mapping[str, list[str]]


def own_fields(model: type[Form], sent: FormData) -> FormData:
    """What belongs to this button, with the reason that stands beside it. An unknown field stays: it is refused."""
    mine = f"reason.{sent.get('key', '')}"
    rows = [("reason" if name == mine else name, value) for name, value in sent.multi_items()]
    others = [name for name, _ in rows if name == "note" or name in ONCE or DRAFTED.fullmatch(name)]
    return FormData([row for row in rows if row[0] in model.model_fields or row[0] not in others])


def opened(opener: Opener, review: Review) -> dict[str, Any]:
    """The note, and under `draft` what waits with it."""
    return opener.open_mggz(review.sealed_note) if review.sealed_note else {"note": ""}


def too_long(sent: FormData) -> dict[str, str]:
    """The problem of a field that waits for another button and is too long to be kept."""
    most = {name: MOST_NOTE if name == "note" else MOST_DRAFT for name in sent if name == "note" or DRAFTED.match(name)}
    return {
        name: "too_long" for name, size in most.items() if any(len(str(text)) > size for text in sent.getlist(name))
    }


def keep_typed(visit: Visit, opener: Opener, model: type[Form], review_id: uuid.UUID) -> None:
    """Keep the note and the draft of a form that was done, in its transaction and under its lock."""
    sent, review = visit.form, visit.session.get_one(Review, review_id)
    if "note" not in sent:
        return
    before, note = opened(opener, review), str(sent["note"]).strip()
    draft = draft_of(sent, model) if review.state in UNSETTLED else {}
    after = {"note": note, "draft": draft} if draft else {"note": note}
    if after == before:
        return
    review.sealed_note = opener.seal_for_mggz(after)
    if note != before["note"]:
        who = visit.principal
        record(visit.session, "review_changed", visit.now, who.user_id, who.role.value, review.case_id, review_id)


def draft_of(sent: FormData, model: type[Form]) -> Draft:
    """What waits for another button than the one that was pressed."""
    done = {f"reason.{sent.get('key', '')}", *model.model_fields}
    names = [name for name in dict.fromkeys(sent) if DRAFTED.fullmatch(name) and name not in done]
    found = {name: [str(text) for text in sent.getlist(name) if text] for name in names}
    return {name: texts for name, texts in found.items() if texts}
