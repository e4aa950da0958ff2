"""The indicated level of one domain, as a report shows it: frozen like the rest of it."""

from datetime import date
from typing import Literal

from scoring.conditions import Frozen


class LevelLine(Frozen):
    """The indicated level of self-reliance in one domain, 1 acute to 5 fully self-reliant.

    `proposed`: from the client's answers, reaching from `lowest` to `highest` with one standard error. `state`:
    `proposed` until the klantmanager confirmed it (`confirmed`) or chose another (`changed`, with a `reason`).
    """

    id: str
    name: str
    level: int
    proposed: int
    lowest: int | None = None
    highest: int | None = None
    state: Literal["proposed", "confirmed", "changed"]
    meaning: str
    reason: str = ""
    by: str = ""
    on: date | None = None
