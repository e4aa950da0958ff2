"""The page with a yes or no per purpose: asked for the first time, or again to change it."""

from dataclasses import dataclass
from typing import Any

from service.kiosk.agreement import choices_of, has_sealed_answers
from service.kiosk.drafting import drafted
from service.kiosk.pages import Top
from service.kiosk.top import top_of
from service.kiosk.turn import Turn


@dataclass(frozen=True)
class ConsentPage:
    """`chosen`: what is ticked; what was chosen and not sent yet, else what holds. `agreed`: the client is here to
    change it. `answered`: something about health was answered already, whatever it was.
    """

    top: Top
    screen: str
    notice: str
    chosen: frozenset[tuple[str, str]]
    agreed: bool
    answered: bool


def consent_page(turn: Turn, notice: str) -> tuple[str, Any]:
    """The page for this client."""
    sitting_id = turn.place.sitting.id
    given = choices_of(turn.connection, sitting_id).given
    holds = [(purpose, "yes" if yes else "no") for purpose, yes in given.items()]
    page = ConsentPage(
        top=top_of(turn),
        screen="consent",
        notice=notice,
        chosen=frozenset(drafted(turn) or holds),
        agreed=turn.agreed,
        answered=has_sealed_answers(turn.connection, sitting_id),
    )
    return "kiosk/consent.html", page
