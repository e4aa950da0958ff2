"""A group sitting that runs now: one asks for help, one card went astray, others have not begun or are done."""

from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from service.cases.milestones import reach
from service.cases.models import Case, MilestoneName
from service.demo.staff import CASE_MANAGER, principal_of
from service.groups.actions import open_group, seat_clients
from service.groups.models import GroupSitting
from service.groups.running import LAPSES_AFTER
from service.kiosk.models import Sitting
from service.web.tokens import new_token, token_hash

SEATED = ("DEMO-01", "DEMO-02", "DEMO-04", "DEMO-06", "DEMO-08", "DEMO-15", "DEMO-16", "DEMO-17", "DEMO-18")
ASKS, ASTRAY = "DEMO-06", "DEMO-18"


def fill_room(session: Session, now: datetime) -> None:
    """Open the group sitting where none runs. The computer of the one who asks for help is nobody's."""
    who = principal_of(session, CASE_MANAGER, now)
    running = select(GroupSitting.id).where(
        GroupSitting.opened_by == who.user_id,
        GroupSitting.closed_at.is_(None),
        GroupSitting.starts_at > now - LAPSES_AFTER,
    )
    cases = {row.reference: row.id for row in session.scalars(select(Case).where(Case.reference.in_(SEATED)))}
    if not cases or session.scalars(running).first() is not None:
        return
    group = open_group(session, who, "Groepsafname", "AZC Oost, zaal 2", now - timedelta(minutes=20), now)
    seat_clients(session, who, group, cases.values(), now)
    asking = update(Sitting).where(Sitting.case_id == cases.get(ASKS), Sitting.state == "open")
    session.execute(asking.values(token_hash=token_hash(new_token()), last_seen_at=now, hand_raised_at=now))
    if ASTRAY in cases:
        reach(session, cases[ASTRAY], MilestoneName.CARD_NOT_MINE, now)
