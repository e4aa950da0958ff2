"""The head of every page: the path in small, the module's name, how far the client is."""

from scoring.definition import ItemType
from service.kiosk.pages import Station, Top
from service.kiosk.turn import Turn


def stations(turn: Turn) -> tuple[Station, ...]:
    """All modules of this sitting with their state; the first that waits is `next`."""
    found, upcoming = [], False
    for row in turn.place.modules:
        module = turn.module_named(row.slug)
        state = row.state
        if state == "waiting" and not upcoming:
            state, upcoming = "next", True
        upcoming = upcoming or state == "open"
        title = module.text(turn.language, "title")
        found.append(Station(row.slug, title, module.questionnaire.structure.minutes, state))
    return tuple(found)


def top_of(turn: Turn) -> Top:
    """The head for the open module, or for no module at all."""
    sitting = turn.place.sitting
    idle = turn.site.settings.kiosk_idle_minutes * 60
    if sitting.slug is None:
        return Top(stations(turn), signed_in=True, idle_seconds=idle)
    structure = turn.module.questionnaire.structure
    return Top(
        stations=stations(turn),
        title=turn.module.text(turn.language, "title"),
        minutes=structure.minutes,
        share=share(turn) if sitting.screen in ("item", "feedback") else None,
        signed_in=True,
        soft=structure.content_warning,
        idle_seconds=idle,
    )


def share(turn: Turn) -> int:
    """How much of the module is behind the client, in whole percents."""
    asked = [item.id for item in turn.path if item.type is not ItemType.PASSAGE]
    if not asked:
        return 100
    return round(100 * sum(item in turn.answered.revisions for item in asked) / len(asked))
