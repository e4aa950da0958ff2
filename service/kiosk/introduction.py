"""The introduction's steps: what a client tries out before the first part, and how much help it took. Pure.

Nothing of it is scored or kept once it is over. Its one use beyond trying is to notice, kindly, that somebody may like
company: see `needs_help`.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

DRINKS = ("tea", "coffee", "water")
FOODS = ("bread", "rice", "fruit")
#: So often a way is shown in all before help is offered, and so often in one step before it goes on by itself.
OFFER_AFTER, PATIENCE = 2, 2


@dataclass(frozen=True)
class Practice:
    """Where a client is in it. `tries`: how often this step was not done; `shown`: the same over all steps.

    `offered`: help was offered already. `chosen`: the drink, so that it can be changed and found again.
    """

    step: str
    tries: int = 0
    shown: int = 0
    offered: bool = False
    chosen: str = ""

    @property
    def needs_help(self) -> bool:
        """Whether to ask, once, how this client wants to go on."""
        return self.shown >= OFFER_AFTER and not self.offered

    def written(self) -> dict[str, Any]:
        """For the sitting's row."""
        return asdict(self)


#: Step → the buttons by which it is done. The steps in their order.
STEPS: Mapping[str, str] = {
    "choose": "try",
    "change": "try",
    "back": "try_back",
    "forward": "try",
    "listen": "try",
    "decline": "try_decline",
    "ready": "try",
}
ORDER = tuple(STEPS)
FIRST = Practice(ORDER[0])
OPTIONS: Mapping[str, tuple[str, ...]] = {
    "choose": DRINKS,
    "change": DRINKS,
    "forward": DRINKS,
    "decline": FOODS,
}


def is_done(practice: Practice, button: str, answer: str) -> bool:
    """Whether this button, with this answer ticked, is what the step asks for."""
    if button != STEPS[practice.step]:
        return False
    if practice.step not in ("choose", "change"):
        return True
    return answer in DRINKS and (practice.step == "choose" or answer != practice.chosen)


def order(silent: bool) -> tuple[str, ...]:
    """The steps for a client; where nothing can be heard, nobody is asked to listen."""
    return tuple(step for step in ORDER if not (silent and step == "listen"))


def tried(practice: Practice, button: str, answer: str, silent: bool = False) -> Practice | None:
    """After a button was pressed: the next step, the same one with its way shown, or None at the end."""
    chosen = answer if practice.step in ("choose", "change") and answer in DRINKS else practice.chosen
    after = replace(practice, chosen=chosen)
    if is_done(practice, button, answer):
        return onward(after, silent)
    after = replace(after, tries=practice.tries + 1, shown=practice.shown + 1)
    return after if after.needs_help or after.tries < PATIENCE else onward(after, silent)


def onward(practice: Practice, silent: bool = False) -> Practice | None:
    """The step after this one; None after the last."""
    later = [step for step in order(silent) if ORDER.index(step) > ORDER.index(practice.step)]
    return replace(practice, step=later[0], tries=0) if later else None
