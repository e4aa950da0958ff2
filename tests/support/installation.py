"""A whole installation for tests: settings, database, app, staff and invited clients, all real."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from unittest.mock import patch

from argon2 import PasswordHasher
from sqlalchemy import select
from sqlalchemy.orm import Session
from starlette.types import ASGIApp

import service.app
from service.accounts.models import Role, StaffUser, Team
from service.accounts.principal import Principal
from service.app import create_app, make_site
from service.cases import actions, codes, invitations
from service.cases.models import Client
from service.cases.suitability import Computer, Literacy
from service.catalogue import Catalogue
from service.config import ROOT, Settings
from service.jobs.worker import work_all
from service.vault.sealing import mggz_public_key
from service.web.site import Site
from tests.support.reading import read_already

HOST = "http://127.0.0.1:8000"
#: For the codes of invited clients: Argon2id, but quick. What ships: tests/cases/test_codes.py and test_invitations.py.
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@dataclass(frozen=True)
class Invited:
    """A client with an access code."""

    case_id: uuid.UUID
    code: str
    reference: str


@dataclass
class Installation:
    """Everything of one service."""

    site: Site
    app: ASGIApp
    clock: Callable[[], datetime]

    @property
    def catalogue(self) -> Catalogue:
        """The questionnaires of this installation."""
        return self.site.part(Catalogue)

    def staff(self, role: Role, team: str = "Oost", name: str = "") -> Principal:
        """A colleague who is past the first sign-in. Has no password: sign-ins are made without one."""
        with self.site.db.write() as session:
            team_id = _team(session, team) if role in (Role.CASE_MANAGER, Role.TEAM_LEAD) else None
            user = StaffUser(
                email=f"{uuid.uuid4().hex[:12]}@example.org",
                name=name or f"{role.value} {team}",
                role=role.value,
                team_id=team_id,
                password_hash="none",
                must_change_password=False,
                created_at=self.clock(),
            )
            session.add(user)
            session.flush()
            return Principal(user.id, user.name, role, team_id, "nl")

    def invite(self, who: Principal, reference: str = "", name: str = "Selam T.", language: str = "nl") -> Invited:
        """A client in the caseload of `who`, suitable for the assessment, with a code."""
        now, settings = self.clock(), self.site.settings
        reference = reference or f"R{uuid.uuid4().hex[:8]}"
        with self.site.db.write() as session:
            client = Client(name=name, birth_year=1990, language=language)
            case = actions.register_case(session, who, reference, client, mggz_public_key(settings), now)
            actions.record_suitability(session, case, who, Literacy.BOTH, Computer.ALONE, True, None, now)
            with patch.object(codes, "HASHER", QUICK):
                code = invitations.issue_invitation(session, case, who, now, settings)
            return Invited(case.id, code.digits, reference)

    def work(self) -> None:
        """Do every job that waits."""
        work_all(self.site, service.app.JOB_HANDLERS, self.clock())


def _team(session: Session, name: str) -> uuid.UUID:
    team = session.scalar(select(Team).where(Team.name == name))
    if team is None:
        team = Team(name=name)
        session.add(team)
        session.flush()
    return team.id


def install(
    folder: Path, database_url: str, clock: Callable[[], datetime], questionnaires: Path = ROOT / "questionnaires"
) -> Installation:
    """A service on a migrated, empty database. What never changes is read once: see `read_already`."""
    settings = Settings(data=folder, database_url=database_url, questionnaires=questionnaires, port=8000)
    with read_already():
        site = make_site(settings, clock)
    return Installation(site, create_app(site), clock)
