"""What was typed elsewhere on the review page than in the part that was sent: none of it is lost.

One form holds the note, the decision, the reasons, the levels, the appointment and the further module; each button
sends all of it. The note is kept with whatever was done. What was ticked or typed and not yet done is kept with it as
a draft, sealed to the MGGZ key like the note.
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

DOMAIN = r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*"
#: The reason beside a signal, by the signal's key.
SIGNAL = re.compile(r"reason\.([0-9a-f]{64})")
#: What has no empty form of its own in a sent form: nothing ticked is nothing sent.
TICKED = frozenset({"outcome", "limits"})
#: Names of fields of the common form whose values wait for another button. `was`: the level that the page showed.
DRAFTED = re.compile(
    rf"outcome|limits|{SIGNAL.pattern}|(level|reason|was)\.{DOMAIN}|window_from|window_to|place|urgency|module"
)
#: For the moment of the release alone: set anew on each page.
ONCE = frozenset({"acknowledged", "confirmed", "replaces"})
MOST_NOTE, MOST_DRAFT = 8000, 2000

Draft = Mapping[str, list[str]]


def own_fields(model: type[Form], sent: FormData) -> FormData:
    """What belongs to this button, with what stands beside it. An unknown field stays: it is refused."""
    mine = beside(sent)
    rows = [(mine.get(name, name), value) for name, value in sent.multi_items()]
    others = {name for name, _ in rows if name == "note" or name in ONCE or DRAFTED.fullmatch(name)}
    return FormData([row for row in rows if row[0] in model.model_fields or row[0] not in others])


def beside(sent: FormData) -> dict[str, str]:
    """The fields beside the button that was pressed, by the names that its own form has for them."""
    if "key" in sent:
        return {f"reason.{sent['key']}": "reason"}
    return {f"{name}.{sent['domain']}": name for name in ("level", "reason")} if "domain" in sent else {}


def opened(opener: Opener, review: Review) -> dict[str, Any]:
    """The note, and under `draft` what waits with it."""
    return opener.open_mggz(review.sealed_note) if review.sealed_note else {"note": ""}


def too_long(sent: FormData) -> dict[str, str]:
    """The problem of a field that waits for another button and is too long to be kept."""
    most = {
        name: MOST_NOTE if name == "note" else MOST_DRAFT for name in sent if name == "note" or DRAFTED.fullmatch(name)
    }
    return {
        name: "too_long" for name, size in most.items() if any(len(str(text)) > size for text in sent.getlist(name))
    }


def reasons_beside(sent: FormData) -> dict[str, str]:
    """Key of a signal → what was typed beside it, and not sent with its own button."""
    found = {match[1]: str(sent[name]).strip() for name in sent if (match := SIGNAL.fullmatch(name))}
    return {key: text for key, text in found.items() if text}


def keep_typed(visit: Visit, opener: Opener, model: type[Form], review_id: uuid.UUID) -> None:
    """Keep the note and the draft of a form that was done, in its transaction and under its lock."""
    sent, review = visit.form, visit.session.get_one(Review, review_id)
    before = opened(opener, review)
    note = str(sent["note"]).strip() if "note" in sent else before["note"]
    draft = draft_of(sent, model, before.get("draft", {}), settled=review.state not in UNSETTLED)
    after = {"note": note, "draft": draft} if draft else {"note": note}
    if after == before:
        return
    review.sealed_note = opener.seal_for_mggz(after)
    if note != before["note"]:
        who = visit.principal
        record(visit.session, "review_changed", visit.now, who.user_id, who.role.value, review.case_id, review_id)


def draft_of(sent: FormData, model: type[Form], before: Draft, *, settled: bool) -> Draft:
    """What waits for another button than the one that was pressed, with what waited and had no field on the page.

    `settled`: the review is released or closed with this. The reasons beside its signals went along with that.
    """
    done = {*beside(sent), *model.model_fields}
    if settled:
        done |= TICKED | {name for name in sent if SIGNAL.fullmatch(name)}
    whole = "note" in sent
    left = {name for name in before if name not in sent and not (whole and name in TICKED)}
    names = [name for name in (*sorted(left), *dict.fromkeys(sent)) if DRAFTED.fullmatch(name) and name not in done]
    found = {name: [text for text in _texts(sent, before, name) if text] for name in names}
    return {name: texts for name, texts in found.items() if texts and not _shown_anyway(sent, name)}


def _texts(sent: FormData, before: Draft, name: str) -> list[str]:
    return [str(text) for text in sent.getlist(name)] if name in sent else before[name]


def _shown_anyway(sent: FormData, name: str) -> bool:
    """A level that nobody touched says nothing; nor does what the page showed."""
    kind, _, domain = name.partition(".")
    return kind == "was" or (kind == "level" and sent.get(name) == sent.get(f"was.{domain}", ""))
