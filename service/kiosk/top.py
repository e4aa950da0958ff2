"""The head of every page: the path in small, the module's name, how far the client is."""

from dataclasses import replace

from service.kiosk.count import most_questions, number_of, share
from service.kiosk.hand import hand_of
from service.kiosk.offered import Offered
from service.kiosk.pages import Station, Top
from service.kiosk.turn import Turn


def states(turn: Turn) -> tuple[str, ...]:
    """The state of each module of this sitting; the first that waits, with none open before it, is `next`."""
    found = [row.state for row in turn.place.modules]
    if "open" not in found and "waiting" in found:
        found[found.index("waiting")] = "next"
    return tuple(found)


def stations(turn: Turn) -> tuple[Station, ...]:
    """All modules of this sitting with title, minutes and state."""
    return tuple(station(turn, row.slug, state) for row, state in zip(turn.place.modules, states(turn), strict=True))


def station(turn: Turn, slug: str, state: str) -> Station:
    """One module on the path."""
    module = turn.module_named(slug)
    return Station(slug, module.text(turn.language, "title"), module.questionnaire.structure.minutes, state)


def top_of(turn: Turn) -> Top:
    """The head for the open module, or for no module at all."""
    sitting = turn.place.sitting
    top = Top(
        dots=states(turn),
        signed_in=True,
        idle_seconds=(turn.site.settings.kiosk_idle_minutes + sitting.extra_minutes) * 60,
        appearance=sitting.appearance,
        beside=others(turn),
        hand=hand_of(turn),
    )
    return in_module(turn, top) if sitting.slug is not None else top


def in_module(turn: Turn, top: Top) -> Top:
    """The same head with the open module's name, and how far the client is in it."""
    structure, screen = turn.module.questionnaire.structure, turn.place.sitting.screen
    return replace(
        top,
        title=turn.module.text(turn.language, "title"),
        minutes=structure.minutes,
        share=share(turn) if screen in ("item", "feedback") else None,
        soft=structure.content_warning,
        number=number_of(turn) if screen in ("item", "timed", "time_up") else 0,
        most=most_questions(turn),
    )


def others(turn: Turn) -> tuple[str, ...]:
    """The languages beside the client's own."""
    return tuple(code for code in turn.site.part(Offered).languages if code != turn.language)
