"""The client's yes or no to each purpose, at first and whenever it changes, and what follows from it."""

from collections.abc import Mapping
from datetime import timedelta

from sqlalchemy import insert, update
from starlette.datastructures import FormData

from service.errors import NotFound
from service.kiosk.agreement import choices_of
from service.kiosk.consent_words import PURPOSES, words_now
from service.kiosk.introducing import AHEAD, keep
from service.kiosk.introduction import FIRST
from service.kiosk.leaving import Farewell, withdraw
from service.kiosk.models import Consent, Sitting
from service.kiosk.moving import close_module, move
from service.kiosk.parsing import Unreadable
from service.kiosk.turn import Turn
from service.kiosk.working_copy import drop_copy


def to_consent(turn: Turn, form: FormData) -> Farewell:
    """The explanation was read, or what was agreed to is to be changed. Not in a supplementary sitting."""
    if turn.place.sitting.purpose != "assessment":
        raise NotFound("consent")
    move(turn.connection, turn.place, "consent", turn.now)
    return ""


def give_consent(turn: Turn, form: FormData) -> Farewell:
    """Keep a yes or no per purpose. No to the assessment itself ends here, kindly and without a cost; who had agreed to
    it before is asked once more.
    """
    given = {purpose: form.get(purpose) == "yes" for purpose in PURPOSES if form.get(purpose) in ("yes", "no")}
    if turn.place.sitting.screen != "consent":
        return sent_late(turn, form, given)
    # Who says no to the assessment is asked no further.
    if len(given) < len(PURPOSES) and given.get("assessment", True):
        raise Unreadable("choose")
    if turn.agreed and not given["assessment"]:
        return ask_to_stop(turn, given)
    keep_choices(turn, given)
    if not given["assessment"]:
        return withdraw(turn, form)
    follow_health(turn, given["health"])
    if turn.place.sitting.introduction == AHEAD:
        keep(turn, FIRST, "introduction")
    else:
        move(turn.connection, turn.place, "overview", turn.now)
    return ""


def sent_late(turn: Turn, form: FormData, given: Mapping[str, bool]) -> Farewell:
    """The form of a page that is no longer before the client. Pressed twice, it has done what it says; where it says
    something else than what holds, the client is shown what holds, and nothing changes unseen.
    """
    sitting = turn.place.sitting
    if sitting.purpose != "assessment" or not turn.agreed:
        raise NotFound("consent")
    if not given.get("assessment", True):
        return ask_to_stop(turn, given)
    if given != choices_of(turn.connection, sitting.id).given:
        return to_consent(turn, form)
    return ""


def ask_to_stop(turn: Turn, given: Mapping[str, bool]) -> Farewell:
    """Without consent to the assessment there is none: the page that asks whether to stop for good. That no is kept by
    stopping; another one that was said beside it holds at once, also for who goes on after all.
    """
    sitting = turn.place.sitting
    held = choices_of(turn.connection, sitting.id).given
    refused = {
        purpose: False for purpose in given if purpose != "assessment" and held.get(purpose) and not given[purpose]
    }
    if not refused:
        move(turn.connection, turn.place, "withdraw", turn.now, sitting.slug, sitting.item_id)
        return ""
    keep_choices(turn, refused)
    if "health" in refused:
        follow_health(turn, yes=False)
    move(turn.connection, turn.place, "withdraw", turn.now)
    return ""


def keep_choices(turn: Turn, given: Mapping[str, bool]) -> None:
    """New rows beside the earlier ones, and later than they are, even if the clock was set back."""
    sitting_id = turn.place.sitting.id
    last = choices_of(turn.connection, sitting_id).at
    at = max(turn.now, last + timedelta(microseconds=1)) if last else turn.now
    same = {"sitting_id": sitting_id, "language": turn.language, "at": at}
    words = words_now(turn)
    rows = [{**same, "purpose": purpose, "given": yes, "words": words[purpose]} for purpose, yes in given.items()]
    with turn.site.db.session_on(turn.connection) as session:
        session.execute(insert(Consent), rows)


def follow_health(turn: Turn, yes: bool) -> None:
    """Questions about health are asked, or left out from here on: what was answered before stays sealed for the doctor,
    and the copy that routing reads is forgotten.
    """
    sitting = update(Sitting).where(Sitting.id == turn.place.sitting.id)
    turn.connection.execute(sitting.values(health_consent=yes))
    if not yes:
        drop_copy(turn.connection, turn.place.sitting.id)
        skip_health(turn)


def skip_health(turn: Turn) -> None:
    """Without consent for it no health module is given; each counts as a step that is behind the client."""
    for row in turn.place.modules:
        module = turn.module_named(row.slug)
        if module.questionnaire.is_health and row.state in ("waiting", "open"):
            close_module(turn.site.db, turn.connection, turn.place, module, "skipped", turn.now)
