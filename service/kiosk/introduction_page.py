"""The pages of the introduction: a step to try, the offer of help, and what happens after a wish."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from service.kiosk.drafting import drafted
from service.kiosk.introducing import is_silent, practice_of
from service.kiosk.introduction import OPTIONS, order
from service.kiosk.pages import Page, Top
from service.kiosk.top import top_of
from service.kiosk.turn import Turn


@dataclass(frozen=True)
class StepPage:
    """One step. `number` of `total`; `options`: what can be ticked; `chosen`: what is; `before`: what was
    chosen first and is to be changed; `shown`: the way was not found
    yet, so it is pointed out.
    """

    top: Top
    screen: str
    notice: str
    step: str
    number: int
    total: int
    options: tuple[str, ...]
    chosen: str
    before: str
    shown: bool


def step(turn: Turn, notice: str) -> tuple[str, Any]:
    """Something to try."""
    practice, steps = practice_of(turn), order(is_silent(turn))
    ticked = [value for name, value in drafted(turn) if name == "answer"]
    kept = practice.chosen if practice.step in ("change", "forward") else ""
    page = StepPage(
        top=top_of(turn),
        screen="introduction",
        notice=notice,
        step=practice.step,
        number=steps.index(practice.step) + 1,
        total=len(steps),
        options=OPTIONS.get(practice.step, ()),
        chosen=ticked[0] if ticked else kept,
        before=practice.chosen if practice.step == "change" else "",
        shown=practice.tries > 0,
    )
    return "kiosk/introduction.html", page


def words(template: str) -> Callable[[Turn, str], tuple[str, Any]]:
    """A page whose words are all in its template."""

    def draw(turn: Turn, notice: str) -> tuple[str, Any]:
        return template, Page(top_of(turn), turn.place.sitting.screen, notice)

    return draw


INTRODUCTION_SCREENS: Mapping[str, Callable[[Turn, str], tuple[str, Any]]] = {
    "introduction": step,
    "offer": words("kiosk/offer.html"),
    "helper": words("kiosk/wish.html"),
    "talk": words("kiosk/wish.html"),
}
