"""The first steps of a made-up client: from the kennismaking to the end of the sitting."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.accounts.principal import Principal
from service.cases.actions import issue_invitation, record_suitability, redeem_code, register_case
from service.cases.extra_time import set_extra_time
from service.cases.models import Case, Client
from service.cases.suitability import Computer, Literacy
from service.catalogue import Catalogue
from service.demo.clock import days_before
from service.demo.people import Goal, Person
from service.demo.respondent import Respondent
from service.demo.staff import CASE_MANAGER, Colleague, principal_of
from service.errors import NotFound
from service.kiosk.entry import enter
from service.vault.sealing import mggz_public_key
from service.web.site import Site

#: Goal → after how many modules the client leaves, and by which move.
LEAVING: Mapping[Goal, tuple[int, str]] = {Goal.HALF_WAY: (5, "pause"), Goal.WITHDRAWN: (2, "withdraw_now")}


@dataclass(frozen=True)
class Scene:
    """One step of one person, in one transaction. `today`: when the demo is made, from which all days are counted."""

    site: Site
    session: Session
    person: Person
    today: datetime

    def at(self, days: int, hour: int) -> datetime:
        """So many days ago, within the first twenty minutes of this hour (UTC); the same moment each time."""
        late = Random(f"{self.person.reference}:{days}:{hour}").randrange(20 * 60)  # noqa: S311 - a moment
        return days_before(self.today, days, hour) + timedelta(seconds=late)

    def who(self, colleague: Colleague) -> Principal:
        """A colleague who acts."""
        return principal_of(self.session, colleague, self.today)

    @property
    def case(self) -> Case:
        """The person's case."""
        case = find_case(self.session, self.person.reference)
        if case is None:
            raise NotFound(self.person.reference)
        return case


def find_case(session: Session, reference: str) -> Case | None:
    """The case of this reference."""
    return session.scalar(select(Case).where(Case.reference == reference))


def register(scene: Scene) -> datetime:
    """The klantmanager meets the client."""
    person, at = scene.person, scene.at(scene.person.days.registered, 9)
    client = Client(name=person.name, birth_year=person.birth_year, language=person.language)
    mggz_key = mggz_public_key(scene.site.settings)
    register_case(scene.session, scene.who(CASE_MANAGER), person.reference, client, mggz_key, at)
    return at


def find_suitable(scene: Scene) -> datetime:
    """Reads, can use a computer, and wants to."""
    at = scene.at(scene.person.days.registered, 9) + timedelta(minutes=25)
    literacy = Literacy.OWN_SCRIPT if scene.person.language in ("ar", "ti") else Literacy.LATIN_SCRIPT
    who = scene.who(CASE_MANAGER)
    record_suitability(scene.session, scene.case, who, literacy, Computer.ALONE, True, None, at)
    set_extra_time(scene.session, scene.case, who, scene.person.extra_time, at)
    return at


def find_unsuitable(scene: Scene) -> datetime:
    """Reads no script: the interview, next week."""
    at = scene.at(scene.person.days.registered, 9) + timedelta(minutes=25)
    on = (scene.today + timedelta(days=7)).date()
    who = scene.who(CASE_MANAGER)
    record_suitability(scene.session, scene.case, who, Literacy.NONE, Computer.UNABLE, True, on, at)
    return at


def invite(scene: Scene) -> datetime:
    """A code on a card, which nobody has kept; each start of the demo gives a fresh one."""
    at = scene.at(scene.person.days.registered, 9) + timedelta(minutes=40)
    issue_invitation(scene.session, scene.case, scene.who(CASE_MANAGER), at, scene.site.settings)
    return at


def sit(scene: Scene) -> datetime:
    """Get a code, come in with it another day, and go through the screens until the person's goal."""
    site, session, person = scene.site, scene.session, scene.person
    invited = scene.at(person.days.registered, 9) + timedelta(minutes=40)
    code = issue_invitation(session, scene.case, scene.who(CASE_MANAGER), invited, site.settings)
    began = scene.at(person.days.sitting, 10)
    case = redeem_code(session, code.digits, began, site.settings)
    token = enter(session, site.part(Catalogue), case, person.language, began) if case else None
    if token is None:
        raise NotFound("sitting")
    after, by = LEAVING.get(person.goal, (None, ""))
    chance = Random(person.reference)  # noqa: S311 - the same person each time
    client = Respondent(site, session.connection(), token, person.temperament, chance, began, after, by)
    client.wishes = "helper" if person.goal is Goal.HELPER else ""
    client.take_part()
    return client.now
