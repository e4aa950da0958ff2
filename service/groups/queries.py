"""Reads of group sittings. A klantmanager finds the own ones, a team lead those of the team; nobody else finds any."""

import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from service.accounts.permissions import Need
from service.accounts.principal import Principal
from service.cases.models import Case
from service.cases.queries import visible
from service.errors import NotFound
from service.groups.models import GroupSitting, Seat
from service.groups.running import LAPSES_AFTER

READ = Need("group", "read")
WRITE = Need("group", "write")
#: Scope of the permission table → which group sittings it covers.
VISIBLE: Mapping[str, Callable[[Principal], ColumnElement[bool]]] = {
    "own": lambda who: GroupSitting.opened_by == who.user_id,
    "team": lambda who: GroupSitting.team_id == who.team_id,
}
#: The newest start of a group sitting of a case that is not closed; None when there is none.
NEWEST_START = (
    select(func.max(GroupSitting.starts_at))
    .join(Seat, Seat.group_id == GroupSitting.id)
    .where(GroupSitting.closed_at.is_(None))
)


def _visible(who: Principal, need: Need) -> ColumnElement[bool]:
    condition = VISIBLE.get(who.scope(need.resource, need.verb))
    if condition is None:
        raise NotFound(need.resource)
    return condition(who)


def group_for(session: Session, who: Principal, need: Need, group_id: uuid.UUID, lock: bool = False) -> GroupSitting:
    """The group sitting, if `who` may do `need` with it; NotFound otherwise."""
    wanted = select(GroupSitting).where(GroupSitting.id == group_id, _visible(who, need))
    if lock:
        wanted = wanted.with_for_update(of=GroupSitting).execution_options(populate_existing=True)
    found = session.scalar(wanted)
    if found is None:
        raise NotFound("group")
    return found


def groups_for(session: Session, who: Principal) -> Sequence[GroupSitting]:
    """All group sittings that `who` may see, the newest first."""
    wanted = select(GroupSitting).where(_visible(who, READ))
    return session.scalars(wanted.order_by(GroupSitting.starts_at.desc()).limit(100)).all()


def seats_for(session: Session, who: Principal, group: GroupSitting) -> Sequence[tuple[Seat, Case]]:
    """The seats with the cases that `who` may still see, by the clients' names: a case may have moved since."""
    wanted = _seats(who, Need("case", "read")).where(Seat.group_id == group.id)
    rows = [(row.Seat, row.Case) for row in session.execute(wanted)]
    return sorted(rows, key=lambda row: (row[1].client.name.casefold(), row[1].reference))


def seat_for(
    session: Session, who: Principal, need: Need, group: GroupSitting, seat_id: uuid.UUID, lock: bool = False
) -> tuple[Seat, Case]:
    """One seat of this group sitting with its case, if `who` may do `need` with the case; NotFound otherwise."""
    wanted = _seats(who, need).where(Seat.group_id == group.id, Seat.id == seat_id)
    if lock:
        wanted = wanted.with_for_update(of=Case).execution_options(populate_existing=True)
    row = session.execute(wanted).first()
    if row is None:
        raise NotFound("seat")
    return row.Seat, row.Case


def _seats(who: Principal, need: Need) -> Select[Seat, Case]:
    wanted = select(Seat, Case).join(Case, Case.id == Seat.case_id)
    return wanted.where(visible(who, need))


def seat_counts(session: Session, group_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, int]:
    """How many seats each group sitting has."""
    wanted = select(Seat.group_id, func.count()).where(Seat.group_id.in_(list(group_ids))).group_by(Seat.group_id)
    return dict(session.execute(wanted).all())


def seated_elsewhere(session: Session, group_id: uuid.UUID | None, now: datetime) -> set[uuid.UUID]:
    """Cases that have a seat in another group sitting that is ahead or runs."""
    wanted = select(Seat.case_id).join(GroupSitting, GroupSitting.id == Seat.group_id)
    wanted = wanted.where(GroupSitting.closed_at.is_(None), GroupSitting.starts_at > now - LAPSES_AFTER)
    if group_id is not None:
        wanted = wanted.where(GroupSitting.id != group_id)
    return set(session.scalars(wanted))


def known_places(session: Session, who: Principal) -> tuple[str, ...]:
    """The rooms that were used before, by name."""
    wanted = select(GroupSitting.place).where(_visible(who, READ)).distinct()
    return tuple(sorted(session.scalars(wanted)))
