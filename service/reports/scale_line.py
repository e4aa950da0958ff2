"""One scale of one person, as a report shows it: frozen like the rest of it."""

from scoring.conditions import Frozen
from scoring.norm_tables import NormPlace


class Track(Frozen):
    """A dot with its interval, and the borders between the bands. No interval where the error can't be known."""

    at: float
    low: float | None = None
    high: float | None = None
    borders: tuple[float, ...] = ()


class ScaleLine(Frozen):
    """One scale of one person. `reason` when there is no score: `not_asked` or `too_few_answers`. `chances`: of an
    ability, the probability of each band by its id. `items`: those whose answers the value was computed from. `norm`:
    the place among a group; None: not normed.
    """

    id: str
    name: str
    words: str
    track: Track | None = None
    reason: str | None = None
    value: float | None = None
    error: float | None = None
    answered: int
    asked: int
    items: tuple[str, ...] = ()
    bands: tuple[str, ...] = ()
    chances: dict[str, float] | None = None
    definition: str
    meaning: str = ""
    low_end: str = ""
    high_end: str = ""
    norm: NormPlace | None = None
