"""Invited clients for the simulated respondents, made in the service's own database."""

import uuid
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.accounts.models import Role, StaffUser, Team
from service.accounts.principal import Principal
from service.cases import actions, invitations
from service.cases.models import Client
from service.cases.suitability import Computer, Literacy
from service.config import Settings
from service.db import Database
from service.vault.sealing import mggz_public_key

EMAIL = "benchmark@example.org"


def invite(db: Database, settings: Settings, number: int, now: datetime) -> list[str]:
    """So many new clients; their access codes."""
    with db.write() as session:
        who = principal(session, now)
        return [invite_one(session, who, settings, now) for _ in range(number)]


def invite_one(session: Session, who: Principal, settings: Settings, now: datetime) -> str:
    """One client who is suitable for the digital assessment."""
    client = Client(name="Invented", birth_year=1990, language="nl")
    key = mggz_public_key(settings)
    case = actions.register_case(session, who, f"B{uuid.uuid4().hex[:10]}", client, key, now)
    actions.record_suitability(session, case, who, next(iter(Literacy)), next(iter(Computer)), True, None, now)
    return invitations.issue_invitation(session, case, who, now, settings).digits


def principal(session: Session, now: datetime) -> Principal:
    """The one klantmanager of all these clients."""
    user = session.scalars(select(StaffUser).where(StaffUser.email == EMAIL)).first()
    if user is None:
        team = Team(name=f"Team {uuid.uuid4().hex[:6]}")
        session.add(team)
        session.flush()
        user = StaffUser(
            email=EMAIL, name="B", role=Role.CASE_MANAGER.value, team_id=team.id, password_hash="x", created_at=now
        )
        session.add(user)
        session.flush()
    return Principal(user.id, user.name, Role.CASE_MANAGER, user.team_id, "nl")
