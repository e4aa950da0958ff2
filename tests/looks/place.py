"""What the pictures are taken of: the demo at a fixed moment with fixed chance, served, and one client at the kiosk."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from types import SimpleNamespace
from unittest.mock import patch

from sqlalchemy import select, update

from service.accounts.sign_ins import begin, user_to_sign_in
from service.cases import actions
from service.cases.models import Case, Client
from service.catalogue import Catalogue
from service.config import Settings
from service.db import Database
from service.demo.command import make_people
from service.demo.people import PEOPLE
from service.demo.room import fill_room
from service.demo.staff import COLLEAGUES, TEAM_LEAD, Colleague, principal_of
from service.groups.models import GroupSitting
from service.kiosk.consent_words import PURPOSES
from service.kiosk.entry import enter
from service.kiosk.models import Consent, Sitting, SittingModule
from service.migrate import migrate
from service.review.models import Review
from service.vault.models import SealedAnswer
from service.vault.sealing import mggz_public_key
from service.web.tokens import token_hash
from tests.support.server import Server, serving

#: A Tuesday morning. Everything in the demo is counted back from it.
NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
#: Who sits at the kiosk. Not in the klantmanager's caseload, so that no page shown here has it.
REFERENCE = "KIOSK"


def fixed_now() -> datetime:
    """The clock of everything here."""
    return NOW


@dataclass(frozen=True)
class Place:
    """A running service with the demo in it. `ids`: what staff addresses name, as `case-DEMO-06`.

    `token`: of a client who has agreed and answered something about health; `newcomer`: of one who has not.
    """

    server: Server
    sitting: uuid.UUID
    token: str
    newcomer: str
    ids: dict[str, str]

    def change(self, **values: object) -> None:
        """Set what the rows of both clients' sittings say, such as `language` or `screen`."""
        with self.server.site.db.write() as session:
            both = Sitting.token_hash.in_([token_hash(self.token), token_hash(self.newcomer)])
            session.execute(update(Sitting).where(both).values(**values))

    def parts_done(self, done: int) -> None:
        """As if the first `done` modules were finished, the third of them passed over."""
        with self.server.site.db.write() as session:
            for row in session.scalars(select(SittingModule).where(SittingModule.sitting_id == self.sitting)):
                finished = "skipped" if row.position == 3 else "done"
                row.state = finished if row.position <= done else "waiting"

    def sign_in(self, colleague: Colleague) -> str:
        """The cookie of a complete sign-in."""
        with self.server.site.db.write() as session:
            user = user_to_sign_in(session, colleague.email)
            assert user is not None
            return begin(session, user.id, NOW, second_factor_at=NOW)


@contextmanager
def place(folder: Path) -> Iterator[Place]:
    """The demo, made and served until the end of the block."""
    chance = SimpleNamespace(randbelow=Random(7).randrange)
    with patch("service.kiosk.entry.secrets", chance):
        make_demo(Settings(data=folder))
        with serving(folder, clock=fixed_now) as server:
            sitting, token = sit_down(server, REFERENCE)
            agree(server, sitting)
            yield Place(server, sitting, token, sit_down(server, f"{REFERENCE}-2")[1], ids(server))


def make_demo(settings: Settings) -> None:
    """Everybody of the demo, and the room; without the tables that it prints."""
    db = Database(settings.database)
    migrate(db)
    with db.write() as session:
        for colleague in COLLEAGUES:
            principal_of(session, colleague, NOW)
    make_people(settings, PEOPLE, NOW)
    with db.write() as session:
        fill_room(session, NOW)
    db.close()


def sit_down(server: Server, reference: str) -> tuple[uuid.UUID, str]:
    """A client comes in."""
    site = server.site
    with site.db.write() as session:
        who = principal_of(session, TEAM_LEAD, NOW)
        client = Client(name="Kiosk", birth_year=1990, language="nl")
        case = actions.register_case(session, who, reference, client, mggz_public_key(site.settings), NOW)
        token = enter(session, site.part(Catalogue), case, "nl", NOW)
        assert token is not None
        sitting = session.scalars(select(Sitting).where(Sitting.case_id == case.id)).one()
        return sitting.id, token


def agree(server: Server, sitting_id: uuid.UUID) -> None:
    """To being asked, also about health, where there is an answer already: that there is one counts, not which."""
    with server.site.db.write() as session:
        sitting = session.get_one(Sitting, sitting_id)
        sitting.health_consent = True
        for purpose in PURPOSES:
            row = Consent(sitting_id=sitting.id, purpose=purpose, given=purpose != "norms", language="nl", at=NOW)
            session.add(row)
        of = {"case_id": sitting.case_id, "sitting_id": sitting.id, "slug": "earlier", "item_id": "earlier"}
        session.add(SealedAnswer(**of, revision=1, idempotency_key="1", sealed=b"", answered_at=NOW))


def ids(server: Server) -> dict[str, str]:
    """`case-REFERENCE`, `review-REFERENCE`, `group` → id."""
    with server.site.db.read() as session:
        found = {f"case-{case.reference}": str(case.id) for case in session.scalars(select(Case))}
        references = {case.id: case.reference for case in session.scalars(select(Case))}
        reviews = session.scalars(select(Review))
        found |= {f"review-{references[review.case_id]}": str(review.id) for review in reviews}
        found["group"] = str(session.scalars(select(GroupSitting.id)).one())
    return found
