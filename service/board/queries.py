"""What the board may know of a sitting: that it is open in a browser, when it was last seen, a hand, extra time.

Neither the screen nor the module nor any count of answers is read. A supplementary sitting is left out altogether.
"""

import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.errors import Conflict
from service.kiosk.agreement import has_agreed
from service.kiosk.models import Sitting

#: A last sign of life is told on so many minutes of the clock: told exactly, it would count the answers to a part, and
#: how many there are about health depends on what was answered.
GRAIN = timedelta(minutes=5)
#: This long after the five minutes in which somebody was last seen began, it counts as quiet.
QUIET = timedelta(minutes=8)


class OpenSitting(NamedTuple):
    """The columns that are read."""

    in_browser: bool
    last_seen_at: datetime
    hand_raised_at: datetime | None
    extra_minutes: int
    extra_time: str


def open_sittings(session: Session, case_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, OpenSitting]:
    """The open assessment of each case that has one."""
    wanted = select(
        Sitting.case_id,
        Sitting.token_hash.is_not(None),
        Sitting.last_seen_at,
        Sitting.hand_raised_at,
        Sitting.extra_minutes,
        Sitting.extra_time,
    ).where(Sitting.case_id.in_(list(case_ids)), Sitting.state == "open", Sitting.purpose == "assessment")
    return {row[0]: OpenSitting._make(row[1:]) for row in session.execute(wanted)}


def open_sitting_of(session: Session, case_id: uuid.UUID) -> Sitting:
    """The same as a row to change, locked. Raises `Conflict` when there is none."""
    wanted = select(Sitting).where(Sitting.case_id == case_id, Sitting.state == "open", Sitting.purpose == "assessment")
    found = session.scalars(wanted.with_for_update().execution_options(populate_existing=True)).first()
    if found is None:
        raise Conflict("no open sitting")
    return found


def coarse(moment: datetime) -> datetime:
    """The beginning of the five minutes in which it lies."""
    return moment - timedelta(minutes=moment.minute % 5, seconds=moment.second, microseconds=moment.microsecond)


def is_quiet(last_seen_at: datetime, now: datetime) -> bool:
    """Whether some minutes, from three to eight, went by without a sign of life: no more than what is told says."""
    return now - coarse(last_seen_at) >= QUIET


def has_agreed_to_any(session: Session, case_id: uuid.UUID) -> bool:
    """Whether the client of the open assessment has agreed to be asked anything: else there is nothing to send in."""
    wanted = select(Sitting.id).where(
        Sitting.case_id == case_id, Sitting.state == "open", Sitting.purpose == "assessment"
    )
    sitting_id = session.scalars(wanted).first()
    return sitting_id is not None and has_agreed(session.connection(), sitting_id, "assessment")
