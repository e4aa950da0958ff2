"""The path with all modules, the one next thing to do, and now and then the offer of a break."""

from dataclasses import dataclass
from typing import Any

from service.audio.numbers import about
from service.kiosk.moving import BREAK_AFTER
from service.kiosk.pages import Station, Top
from service.kiosk.top import stations, top_of
from service.kiosk.turn import Turn


@dataclass(frozen=True)
class OverviewPage:
    """`upcoming`: the module the primary button opens; empty when only the end is left. `rest`: a break is due.

    `may_practise`: the introduction can be done again. `may_change`: so can what was agreed to; a supplementary sitting
    rests on what was agreed with the doctor.
    """

    top: Top
    screen: str
    stations: tuple[Station, ...]
    upcoming: str
    upcoming_title: str
    minutes_left: int
    begun: bool
    notice: str
    rest: bool
    may_practise: bool
    may_change: bool


def overview(turn: Turn, notice: str) -> tuple[str, Any]:
    """The page for this client."""
    rows, sitting = stations(turn), turn.place.sitting
    ahead = [row for row in rows if row.state in ("open", "next", "waiting")]
    first = ahead[0] if ahead else None
    page = OverviewPage(
        top=top_of(turn),
        screen="overview",
        stations=rows,
        upcoming=first.slug if first else "",
        upcoming_title=first.title if first else "",
        minutes_left=about(sum(row.minutes for row in ahead)),
        begun=bool(first and first.state == "open"),
        notice=notice,
        rest=bool(ahead) and sitting.minutes_worked >= BREAK_AFTER,
        may_practise=sitting.purpose == "assessment",
        may_change=sitting.purpose == "assessment",
    )
    return "kiosk/overview.html", page
