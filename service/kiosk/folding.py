"""The clock of a timed part is folded away or shown again, and stays so for the sitting; what was chosen stays too."""

from sqlalchemy import update
from starlette.datastructures import FormData

from service.kiosk.drafting import keep_draft
from service.kiosk.leaving import Farewell
from service.kiosk.models import Sitting
from service.kiosk.turn import Turn


def fold_clock(turn: Turn, form: FormData) -> Farewell:
    """The other way round than it is."""
    keep_draft(turn, form)
    place = turn.place.sitting
    sitting = update(Sitting).where(Sitting.id == place.id)
    turn.connection.execute(sitting.values(clock_folded=not place.clock_folded, last_seen_at=turn.now))
    return ""
