"""An installation with two teams, and cases at any point of the road."""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from service.accounts.models import Role
from service.accounts.principal import Principal
from service.cases.actions import reach, register_case
from service.cases.models import Appointment, Case, Client, MilestoneName, Release
from service.vault.sealing import mggz_public_key
from tests.conftest import Clock
from tests.support.installation import Installation, install


@pytest.fixture
def place(tmp_path: Path, database_url: str, clock: Clock) -> Iterator[Installation]:
    installed = install(tmp_path / "data", database_url, clock)
    yield installed
    installed.site.db.close()


@dataclass(frozen=True)
class People:
    """Two klantmanagers of team Oost with their lead, one of team West, and the others."""

    anne: Principal
    bram: Principal
    lead: Principal
    west: Principal
    west_lead: Principal
    admin: Principal
    auditor: Principal
    psychiatrist: Principal


@pytest.fixture
def people(place: Installation) -> People:
    return People(
        anne=place.staff(Role.CASE_MANAGER, "Oost", "Anne"),
        bram=place.staff(Role.CASE_MANAGER, "Oost", "Bram"),
        lead=place.staff(Role.TEAM_LEAD, "Oost", "Loes"),
        west=place.staff(Role.CASE_MANAGER, "West", "Wim"),
        west_lead=place.staff(Role.TEAM_LEAD, "West", "Wil"),
        admin=place.staff(Role.ADMIN),
        auditor=place.staff(Role.AUDITOR),
        psychiatrist=place.staff(Role.PSYCHIATRIST),
    )


def register(place: Installation, who: Principal, reference: str = "", name: str = "Selam T.") -> uuid.UUID:
    """A case that has only been registered."""
    with place.site.db.write() as session:
        client = Client(name=name, birth_year=1990, language="ti")
        key = mggz_public_key(place.site.settings)
        return register_case(session, who, reference or f"R{uuid.uuid4().hex[:8]}", client, key, place.clock()).id


def happen(place: Installation, case_id: uuid.UUID, *names: MilestoneName, done: int = 9, total: int = 9) -> None:
    """What the kiosk, the review and the reports do to a case, a minute apart."""
    for name in names:
        counts = (done, total) if name in (MilestoneName.STARTED, MilestoneName.PROGRESSED) else (None, None)
        place.clock.forward(minutes=1)  # type: ignore[attr-defined]
        with place.site.db.write() as session:
            reach(session, case_id, name, place.clock(), *counts)


def release(place: Installation, case_id: uuid.UUID, by: Principal) -> None:
    """An outcome that the klantmanager may see."""
    with place.site.db.write() as session:
        session.add(
            Release(
                review_id=uuid.uuid4(),
                case_id=case_id,
                outcome="lighter_pace",
                limits=["quiet_place", "limited_hours"],
                released_by=by.user_id,
                released_at=place.clock(),
            )
        )
    happen(place, case_id, MilestoneName.RELEASED)


def ask_appointment(place: Installation, case_id: uuid.UUID, by: Principal) -> None:
    """The MGGZ asks for a talk between 24 November and 1 December."""
    with place.site.db.write() as session:
        session.add(
            Appointment(
                case_id=case_id,
                window_from=date(2026, 11, 24),
                window_to=date(2026, 12, 1),
                place="GGD, kamer 3",
                urgency="within_two_weeks",
                requested_by=by.user_id,
                requested_at=place.clock(),
            )
        )
    happen(place, case_id, MilestoneName.APPOINTMENT_REQUESTED)


def with_case(place: Installation, case_id: uuid.UUID, act: Callable[[Session, Case], object]) -> object:
    """Do something with a case in a transaction of its own."""
    with place.site.db.write() as session:
        return act(session, session.get_one(Case, case_id))
