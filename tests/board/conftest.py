"""A klantmanager with a running group sitting of three clients, and a colleague."""

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import select

from service.accounts.models import Role
from service.accounts.principal import Principal
from service.groups.actions import open_group, seat_clients
from service.groups.models import Seat
from service.kiosk.models import Sitting
from tests.conftest import Clock
from tests.support.installation import Installation, Invited, install
from tests.support.respondent import Respondent
from tests.support.staff import Colleague


@dataclass
class Room:
    """`clients`: Abel, Basma and Celine, in the order of the board."""

    place: Installation
    clock: Clock
    manager: Principal
    clients: tuple[Invited, ...]
    group_id: uuid.UUID

    @property
    def path(self) -> str:
        return f"/staff/groups/{self.group_id}"

    def colleague(self) -> Colleague:
        return Colleague(self.place, self.manager)

    def seat(self, which: int) -> str:
        with self.place.site.db.read() as session:
            wanted = select(Seat.id).where(Seat.case_id == self.clients[which].case_id)
            return f"{self.path}/seats/{session.scalars(wanted).one()}"

    def come_in(self, which: int, language: str = "nl") -> Respondent:
        client = Respondent(self.place.app, language)
        client.enter(self.clients[which].code)
        return client

    def sitting(self, which: int) -> Sitting:
        with self.place.site.db.read() as session:
            found = session.scalars(select(Sitting).where(Sitting.case_id == self.clients[which].case_id)).one()
            session.expunge(found)
            return found

    def rows(self) -> list[str]:
        """The words of each row of the board."""
        page = self.colleague().get(self.path).text
        rows = page.split("<tbody>")[1].split("</tbody>")[0].split("<tr")[1:]
        return [" ".join(re.sub(r"<[^>]*>", " ", row.partition(">")[2]).split()) for row in rows]


@pytest.fixture
def room(tmp_path: Path, database_url: str, clock: Clock) -> Iterator[Room]:
    place = install(tmp_path / "data", database_url, clock)
    manager = place.staff(Role.CASE_MANAGER)
    clients = tuple(place.invite(manager, name=name) for name in ("Abel", "Basma", "Celine"))
    with place.site.db.write() as session:
        group = open_group(session, manager, "Ochtend", "Zaal 1", clock(), clock())
        seat_clients(session, manager, group, [client.case_id for client in clients], clock())
        group_id = group.id
    yield Room(place, clock, manager, clients, group_id)
    place.site.db.close()
