"""What a client does in the introduction: try, go back, decline, leave it, ask for help, say how to go on.

A wish for help is a milestone of the case, so that somebody plans it; nothing else of the introduction is told.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from sqlalchemy import select, update
from starlette.datastructures import FormData

from service.audio import Sounds
from service.audio.interface import STEPS as AUDIBLE
from service.audio.phrase import interface_phrase
from service.audit.actions import record
from service.cases.milestones import reach
from service.cases.models import Milestone, MilestoneName
from service.errors import NotFound
from service.kiosk.hand import hand_of, set_hand
from service.kiosk.introduction import FIRST, Practice, onward, tried
from service.kiosk.leaving import Farewell
from service.kiosk.models import Sitting
from service.kiosk.moving import move
from service.kiosk.turn import Turn

AHEAD, DONE, SKIPPED = "ahead", "done", "skipped"
#: The choice on the page that offers help → the milestone by which the klantmanager knows.
WISHES: Mapping[str, MilestoneName] = {"helper": MilestoneName.HELPER_WISHED, "talk": MilestoneName.TALK_WISHED}


def practice_of(turn: Turn) -> Practice:
    """Where the client is in the introduction; NotFound for who is not in it."""
    kept = turn.place.sitting.practice
    if kept is None or turn.place.sitting.purpose != "assessment" or not turn.agreed:
        raise NotFound("introduction")
    practice = Practice(**kept)
    if practice.step == "listen" and is_silent(turn):  # the language was changed
        return onward(practice, silent=True) or practice
    return practice


def is_silent(turn: Turn) -> bool:
    """Whether the step that asks to listen would have nothing to listen to."""
    sounds, translator = turn.site.part(Sounds), turn.site.translators[turn.language]
    if not sounds.speaks(turn.language):
        return True
    phrases = (interface_phrase(turn.language, words, translator.gettext(words)) for words in AUDIBLE["listen"])
    return not all(sounds.find(phrase) for phrase in phrases)


def keep(turn: Turn, practice: Practice | None, screen: str, state: str = "") -> None:
    """Put the client before this screen, with this step; `state`: how the introduction ended, if it did."""
    ended = {"introduction": state} if state else {}
    kept = practice.written() if practice else None
    move(turn.connection, turn.place, screen, turn.now)
    sitting = update(Sitting).where(Sitting.id == turn.place.sitting.id)
    turn.connection.execute(sitting.values(practice=kept, **ended))


def introduce(turn: Turn, form: FormData) -> Farewell:
    """Begin it, for the first time or again."""
    if not turn.agreed or turn.place.sitting.purpose != "assessment":
        raise NotFound("introduction")
    keep(turn, FIRST, "introduction")
    return ""


def pressed(button: str) -> Callable[[Turn, FormData], Farewell]:
    """One of the buttons that a step may ask for."""

    def press(turn: Turn, form: FormData) -> Farewell:
        if turn.place.sitting.screen != "introduction":
            raise NotFound("introduction")
        after = tried(practice_of(turn), button, str(form.get("answer", "")), is_silent(turn))
        if after is None:
            keep(turn, None, "overview", DONE)
        else:
            offer = after.needs_help
            keep(turn, replace(after, offered=after.offered or offer), "offer" if offer else "introduction")
        return ""

    return press


def leave_out(turn: Turn, form: FormData) -> Farewell:
    """ "I can do this already": at once to the parts. Who had done it before has done it still."""
    if turn.place.sitting.practice is None and turn.agreed:
        return ""  # pressed twice
    practice_of(turn)
    keep(turn, None, "overview", SKIPPED if turn.place.sitting.introduction == AHEAD else "")
    return ""


def ask_for_help(turn: Turn, form: FormData) -> Farewell:
    """ "This is difficult": how do you want to go on?"""
    keep(turn, replace(practice_of(turn), offered=True), "offer")
    return ""


def wish(name: str) -> Callable[[Turn, FormData], Farewell]:
    """A helper, or a talk instead. In a running group sitting the hand goes up as well: somebody is near."""

    def tell(turn: Turn, form: FormData) -> Farewell:
        practice_of(turn)
        if told(turn) is not WISHES[name]:
            tell_case(turn, WISHES[name], "help_wished")
        if name == "helper" and hand_of(turn):
            set_hand(turn, turn.now)
        keep(turn, None, name, DONE)
        return ""

    return tell


def go_alone(turn: Turn, form: FormData) -> Farewell:
    """On with the step that was open. Who asked for something before takes it back."""
    practice = practice_of(turn)
    if told(turn) in WISHES.values():
        tell_case(turn, MilestoneName.WISH_TAKEN_BACK, "help_wish_taken_back")
    keep(turn, replace(practice, offered=True), "introduction")
    return ""


def told(turn: Turn) -> MilestoneName | None:
    """What the case knows of this client's wish: the newest word of it that nobody has planned."""
    names = (*WISHES.values(), MilestoneName.WISH_TAKEN_BACK, MilestoneName.SUITABILITY_RECORDED)
    wanted = select(Milestone.name).where(
        Milestone.case_id == turn.place.sitting.case_id, Milestone.name.in_([name.value for name in names])
    )
    found = turn.connection.execute(wanted.order_by(Milestone.at.desc()).limit(1)).scalar()
    return MilestoneName(found) if found else None


def tell_case(turn: Turn, name: MilestoneName, event: str) -> None:
    """A milestone and an event; nothing of what was tried."""
    sitting = turn.place.sitting
    with turn.site.db.session_on(turn.connection) as session:
        reach(session, sitting.case_id, name, turn.now)
        record(session, event, turn.now, None, "client", sitting.case_id, sitting.id)


INTRODUCING: Mapping[str, Callable[[Turn, FormData], Farewell]] = {
    "introduce": introduce,
    "try": pressed("try"),
    "try_back": pressed("try_back"),
    "try_decline": pressed("try_decline"),
    "known": leave_out,
    "difficult": ask_for_help,
    "helper": wish("helper"),
    "talk": wish("talk"),
    "alone": go_alone,
}
