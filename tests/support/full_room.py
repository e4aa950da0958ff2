"""A group sitting of twelve clients in every state that its board knows, three of whom ask for help."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select, update

from service.accounts.principal import Principal
from service.cases.extra_time import set_extra_time
from service.cases.milestones import reach
from service.cases.models import Case, Invitation, MilestoneName
from service.groups.actions import open_group, seat_clients
from service.kiosk.entry import enter
from service.kiosk.models import Sitting
from service.web.site import Site
from tests.support.installation import Installation


@dataclass(frozen=True)
class Guest:
    """`row`: what the sitting's row says, None for who has not begun. `idle`: minutes since the last sign."""

    name: str
    row: Mapping[str, object] | None = None
    idle: int = 0
    hand: int | None = None
    extra: str = "0"
    happened: tuple[MilestoneName, ...] = ()
    has_code: bool = True


HELP, TALK = MilestoneName.HELPER_WISHED, MilestoneName.TALK_WISHED
GUESTS = (
    Guest("Abeba Tesfamariam Woldegiorgis", {}, hand=1),
    Guest("Bilal al-Khatib", {}, idle=9),
    Guest("Cemal Öztürk", None, has_code=False),
    Guest("Dawit Kidane", None, extra="50"),
    Guest("Elsa Haile", {}, idle=13, extra="none"),
    Guest("Fatima Noor Mohammadi", {"extra_minutes": 20}, extra="100", hand=6),
    Guest("Girmay Berhane", {"token_hash": None}),
    Guest("Hanan Saleh", {}, idle=45),
    Guest("Idris Yusuf", {}, happened=(HELP,), hand=3),
    Guest("Jamila Rahimi", {"token_hash": None}, happened=(MilestoneName.CARD_NOT_MINE,)),
    Guest("Kibrom Tekle", {}, happened=(MilestoneName.FINISHED,)),
    Guest("Luwam Asfaha", {}, happened=(MilestoneName.WITHDRAWN,)),
)


def full_room(site: Site, who: Principal) -> uuid.UUID:
    """The id of the group sitting."""
    place = Installation(site, None, site.clock)
    cases = [seated(place, who, guest) for guest in GUESTS]
    with site.db.write() as session:
        start = site.clock() - timedelta(minutes=50)
        group = open_group(session, who, "Groepsafname", "AZC Oost, zaal 2", start, site.clock())
        seat_clients(session, who, group, cases, site.clock())
        return group.id


def seated(place: Installation, who: Principal, guest: Guest) -> uuid.UUID:
    """One client, in the state that was asked for."""
    invited, now = place.invite(who, name=guest.name), place.site.clock()
    with place.site.db.write() as session:
        case = session.scalars(select(Case).where(Case.id == invited.case_id)).one()
        if guest.extra != "0":
            set_extra_time(session, case, who, guest.extra, now)
        if guest.row is not None:
            enter(session, place.catalogue, case, "nl", now)
        if not guest.has_code:
            session.execute(update(Invitation).where(Invitation.case_id == case.id).values(revoked_at=now))
            reach(session, case.id, MilestoneName.INVITATION_REVOKED, now)
        for name in guest.happened:
            reach(session, case.id, name, now)
        raised = None if guest.hand is None else now - timedelta(minutes=guest.hand)
        values = {**(guest.row or {}), "last_seen_at": now - timedelta(minutes=guest.idle), "hand_raised_at": raised}
        session.execute(update(Sitting).where(Sitting.case_id == case.id).values(**values))
        return case.id
