"""Writes to group sittings. Each is audited, flushes and never commits."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from service.accounts.principal import Principal
from service.audit.actions import record
from service.errors import Conflict, NotFound
from service.groups.models import GroupSitting, Seat
from service.groups.queries import seated_elsewhere

#: The most clients one person can look after at once.
MOST_SEATS = 30


def open_group(
    session: Session, who: Principal, name: str, place: str, starts_at: datetime, now: datetime
) -> GroupSitting:
    """A new group sitting of one's own."""
    if who.team_id is None:
        raise NotFound("team")
    group = GroupSitting(
        name=name, place=place, starts_at=starts_at, team_id=who.team_id, opened_by=who.user_id, opened_at=now
    )
    session.add(group)
    session.flush()
    record(session, "group_opened", now, who.user_id, who.role.value, None, group.id)
    return group


def seat_clients(
    session: Session, who: Principal, group: GroupSitting, case_ids: Iterable[uuid.UUID], now: datetime
) -> None:
    """Give exactly these cases a seat. Raises `Conflict` for a closed group, too many, or who sits elsewhere."""
    wanted = set(case_ids)
    if group.closed_at is not None or len(wanted) > MOST_SEATS or wanted & seated_elsewhere(session, group.id, now):
        raise Conflict("seats")
    seated = set(session.scalars(select(Seat.case_id).where(Seat.group_id == group.id)))
    for case_id in sorted(wanted - seated):
        session.add(Seat(group_id=group.id, case_id=case_id, given_at=now))
        record(session, "seat_given", now, who.user_id, who.role.value, case_id, group.id)
    for case_id in sorted(seated - wanted):
        session.execute(delete(Seat).where(Seat.group_id == group.id, Seat.case_id == case_id))
        record(session, "seat_taken_away", now, who.user_id, who.role.value, case_id, group.id)
    session.flush()


def close_group(session: Session, who: Principal, group: GroupSitting, now: datetime) -> None:
    """Nobody looks at the board any more: the kiosk offers no hand. The clients' own sittings go on."""
    if group.closed_at is not None:
        raise Conflict("closed already")
    group.closed_at = now
    session.flush()
    record(session, "group_closed", now, who.user_id, who.role.value, None, group.id)
