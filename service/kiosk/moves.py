"""Everything a client can do besides answering, by the name its button sends. One table, no chain of ifs."""

from collections.abc import Callable, Mapping

from sqlalchemy import update
from starlette.datastructures import FormData

from service.errors import NotFound
from service.kiosk.agreeing import give_consent, to_consent
from service.kiosk.answering import end_module
from service.kiosk.beside import put_beside
from service.kiosk.drafting import FIELDS, keep_draft, lower_hand, raise_hand
from service.kiosk.folding import fold_clock
from service.kiosk.going_back import back
from service.kiosk.introducing import INTRODUCING
from service.kiosk.leaving import Farewell, finish, not_mine, pause, withdraw
from service.kiosk.leaving_out import skip_module
from service.kiosk.models import Sitting
from service.kiosk.moving import move, open_module, row_of, to_item
from service.kiosk.steps import first_open, next_item
from service.kiosk.time_up import screen_before
from service.kiosk.turn import Turn


def to_welcome(turn: Turn, form: FormData) -> Farewell:
    """Read the explanation again."""
    move(turn.connection, turn.place, "welcome", turn.now)
    return ""


def to_module(turn: Turn, form: FormData) -> Farewell:
    """Look at a module that is not behind the client yet; at one about health only after consent for it."""
    slug = str(form.get("module", ""))
    if not turn.agreed or row_of_state(turn, slug) == "done":
        raise NotFound("no consent yet, or the module is done")
    if turn.module_named(slug).questionnaire.is_health and not turn.place.sitting.health_consent:
        return to_consent(turn, form)
    move(turn.connection, turn.place, "intro", turn.now, slug)
    return ""


def row_of_state(turn: Turn, slug: str) -> str:
    """The state of one module of this sitting."""
    turn.module_named(slug)
    state: str = row_of(turn.place, slug).state
    return state


def start_module(turn: Turn, form: FormData) -> Farewell:
    """Begin or go on with the module that was introduced: its first item without an answer."""
    if turn.place.sitting.screen != "intro":
        if turn.place.sitting.slug is not None and turn.place.current.state == "open":
            return ""  # pressed twice
        raise NotFound("intro")
    slug = turn.module.slug
    if turn.place.current.state != "open":
        open_module(turn.connection, turn.place, slug, turn.now)
    item = first_open(turn.path, turn.answered.revisions)
    if item is None:
        end_module(turn)
    else:
        to_item(turn.connection, turn.place, slug, item, turn.now, screen_before(turn, item, after_a_break=True))
    return ""


def again(turn: Turn, form: FormData) -> Farewell:
    """From the feedback back to its practice item."""
    sitting = turn.place.sitting
    if sitting.screen == "item":
        return ""  # pressed twice
    if sitting.screen != "feedback":
        raise NotFound("feedback")
    move(turn.connection, turn.place, "item", turn.now, sitting.slug, sitting.item_id)
    return ""


def go_on(turn: Turn, form: FormData) -> Farewell:
    """On from a screen between items: feedback, help, stop, rest, a closing word."""
    sitting = turn.place.sitting
    if sitting.slug is None or sitting.screen in ("after", "rest"):
        move(turn.connection, turn.place, between_parts(turn), turn.now)
    elif sitting.screen == "feedback":
        after_feedback(turn)
    elif sitting.screen in ("time_up", "part_up") and sitting.item_id is not None:
        to_item(turn.connection, turn.place, sitting.slug, turn.item, turn.now, screen_before(turn, turn.item))
    elif sitting.item_id is not None:
        move(turn.connection, turn.place, "item", turn.now, sitting.slug, sitting.item_id)
    else:
        start_again(turn)
    return ""


def between_parts(turn: Turn) -> str:
    """The screen of a client who is in no part: what comes before them, or the path."""
    if not turn.agreed:
        return "welcome"
    return "introduction" if turn.place.sitting.practice else "overview"


def after_feedback(turn: Turn) -> None:
    """From the practice item to the next one."""
    item = next_item(turn.path, str(turn.place.sitting.item_id), turn.answered.revisions)
    if item is None:
        end_module(turn)
    else:
        to_item(turn.connection, turn.place, turn.module.slug, item, turn.now, screen_before(turn, item))


def start_again(turn: Turn) -> None:
    """From help or stop with no item behind it: the end of the module if all is answered, else its introduction."""
    if turn.place.current.state == "open" and first_open(turn.path, turn.answered.revisions) is None:
        end_module(turn)
    else:
        move(turn.connection, turn.place, "intro", turn.now, turn.module.slug)


def behind(screen: str) -> Callable[[Turn, FormData], Farewell]:
    """Show a screen in front of what is open: where help is, the ways to stop, whether to stop for good."""

    def show(turn: Turn, form: FormData) -> Farewell:
        sitting = turn.place.sitting
        move(turn.connection, turn.place, screen, turn.now, sitting.slug, sitting.item_id)
        return ""

    return show


def to_overview(turn: Turn, form: FormData) -> Farewell:
    """The path with all modules."""
    if not turn.agreed:
        raise NotFound("no consent yet")
    move(turn.connection, turn.place, "overview", turn.now)
    return ""


def still_here(turn: Turn, form: FormData) -> Farewell:
    """A sign of life from someone who reads for long: the sitting stays open, and everything stays where it is. A page
    without our script sends along what was chosen or typed.
    """
    if not form.keys().isdisjoint(FIELDS):
        keep_draft(turn, form)
    sitting = update(Sitting).where(Sitting.id == turn.place.sitting.id)
    turn.connection.execute(sitting.values(last_seen_at=turn.now))
    return ""


MOVES: Mapping[str, Callable[[Turn, FormData], Farewell]] = {
    "beside": put_beside,
    "fold": fold_clock,
    "here": still_here,
    "hand": raise_hand,
    "lower": lower_hand,
    "welcome": to_welcome,
    "consent": to_consent,
    "agree": give_consent,
    "module": to_module,
    "start": start_module,
    "skip": skip_module,
    "back": back,
    "again": again,
    "on": go_on,
    "help": behind("help"),
    "stop": behind("stop"),
    "overview": to_overview,
    "pause": pause,
    "not_mine": not_mine,
    "withdraw": behind("withdraw"),
    "withdraw_now": withdraw,
    "finish": finish,
    **INTRODUCING,
}
