"""A made-up client at the kiosk, screen by screen, by the code that serves the real ones."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from sqlalchemy import Connection
from starlette.datastructures import FormData

from scoring.result import DECLINED
from service.demo.temperament import DECLINE, Temperament, plausible_answer
from service.kiosk.answering import answer
from service.kiosk.leaving import Farewell
from service.kiosk.moves import MOVES
from service.kiosk.saving import Sent
from service.kiosk.turn import Turn, take_turn
from service.web.site import Site

#: Seconds before a screen: the quickest and the slowest answer of someone of usual pace.
QUICKEST, SLOWEST = 2.0, 12.0
MOST_SCREENS = 2000


@dataclass
class Respondent:
    """`now` moves on with every screen. `leaves_after` modules by the move `leaves_by`; None: stays to the end.

    `wishes`: the help that is asked for in the introduction, if any; then the client leaves.
    """

    site: Site
    connection: Connection
    token: str
    who: Temperament
    chance: Random
    now: datetime
    leaves_after: int | None = None
    leaves_by: str = "pause"
    wishes: str = ""

    def take_part(self) -> Farewell:
        """From the first screen to the farewell, which is returned."""
        for _ in range(MOST_SCREENS):
            if farewell := self.look():
                return farewell
        raise RuntimeError("the sitting has no end")

    def look(self) -> Farewell:
        """Read one screen, and do what it asks for."""
        self.now += timedelta(seconds=self.seconds())
        turn = take_turn(self.site, self.connection, self.token, self.now)
        return RESPONSES[turn.place.sitting.screen](self, turn)

    def seconds(self) -> float:
        """How long this person looks at a screen: mostly four to seven seconds."""
        return self.who.pace * (QUICKEST + (SLOWEST - QUICKEST) * self.chance.betavariate(2, 3.5))


def press(name: str) -> Callable[[Respondent, Turn], Farewell]:
    """A screen with one button that matters."""

    def respond(client: Respondent, turn: Turn) -> Farewell:
        return MOVES[name](turn, FormData())

    return respond


def consent(client: Respondent, turn: Turn) -> Farewell:
    """Yes to the assessment; to the health questions if this person wants them; to research now and then."""
    yes = {"assessment": True, "health": client.who.health, "norms": client.chance.random() < 0.5}
    return MOVES["agree"](turn, FormData([(purpose, "yes" if given else "no") for purpose, given in yes.items()]))


def practise(client: Respondent, turn: Turn) -> Farewell:
    """Leave the introduction out, or press on without an answer until help is offered."""
    return MOVES["try" if client.wishes else "known"](turn, FormData())


def ask(client: Respondent, turn: Turn) -> Farewell:
    """Take the help that is offered."""
    return MOVES[client.wishes](turn, FormData())


def choose(client: Respondent, turn: Turn) -> Farewell:
    """The next module, the way out, or the end."""
    closed = [row for row in turn.place.modules if row.state in ("done", "skipped")]
    if client.leaves_after is not None and len(closed) >= client.leaves_after:
        return MOVES[client.leaves_by](turn, FormData())
    ahead = [row.slug for row in turn.place.modules if row not in closed]
    return MOVES["module"](turn, FormData([("module", ahead[0])])) if ahead else MOVES["finish"](turn, FormData())


def respond_to_item(client: Respondent, turn: Turn) -> Farewell:
    """One answer, or none."""
    item = turn.item
    given = plausible_answer(client.who, turn.module.questionnaire, item, client.chance)
    move, values = (DECLINED, ()) if given == DECLINE else ("next", given)
    form = FormData([("move", move), *(("answer", value) for value in values)])
    key = f"{client.chance.getrandbits(96):024x}"
    answer(turn, Sent(item.id, key, turn.answered.revisions.get(item.id, 0), form))
    turn.write()
    return ""


RESPONSES: Mapping[str, Callable[[Respondent, Turn], Farewell]] = {
    "welcome": press("consent"),
    "consent": consent,
    "introduction": practise,
    "offer": ask,
    "helper": press("pause"),
    "overview": choose,
    "intro": press("start"),
    "item": respond_to_item,
    "feedback": press("on"),
    "timed": press("on"),
    "time_up": press("on"),
    "part_up": press("on"),
    "help": press("on"),
    "acute": press("on"),
    "after": press("on"),
    "rest": press("on"),
}
