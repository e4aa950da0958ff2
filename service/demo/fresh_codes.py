"""Access codes that work now: the demo's invited clients get new ones at each start, for a code is shown once."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import count

from sqlalchemy.orm import Session

from service.accounts.principal import Principal
from service.cases.actions import issue_invitation, record_suitability, register_case, revoke_invitation
from service.cases.models import Case, Client
from service.cases.position import state_of
from service.cases.queries import facts_of, standing_invitation
from service.cases.road import State
from service.cases.suitability import Computer, Literacy
from service.config import Settings
from service.demo.early_steps import find_case
from service.demo.people import PEOPLE, Goal, Person
from service.demo.staff import CASE_MANAGER, principal_of
from service.vault.sealing import mggz_public_key

#: Where a client can still come in with a code.
OPEN = (State.READY, State.INVITED, State.UNDER_WAY)


@dataclass(frozen=True)
class FreshCode:
    """A code with who it is for. `groups`: the digits as on the card."""

    name: str
    reference: str
    language: str
    groups: tuple[str, ...]


def fresh_codes(session: Session, settings: Settings, now: datetime) -> tuple[FreshCode, ...]:
    """A working code for each invited client of the demo; who has come to the end is replaced by a new client."""
    who = principal_of(session, CASE_MANAGER, now)
    invited = [person for person in PEOPLE if person.goal is Goal.INVITED]
    return tuple(fresh_code(session, who, person, settings, now) for person in invited)


def fresh_code(session: Session, who: Principal, person: Person, settings: Settings, now: datetime) -> FreshCode:
    """Revoke the code that works, if any, and issue a new one."""
    case = open_case(session, who, person, settings, now)
    if standing_invitation(session, case.id) is not None:
        revoke_invitation(session, case, who, now)
    code = issue_invitation(session, case, who, now, settings)
    return FreshCode(case.client.name, case.reference, case.client.language, code.groups)


def open_case(session: Session, who: Principal, person: Person, settings: Settings, now: datetime) -> Case:
    """The person's first case that is still before the end of the sitting; a new one if there is none."""
    for reference in references(person.reference):
        case = find_case(session, reference)
        if case is None:
            return new_case(session, who, person, reference, settings, now)
        if state_of(facts_of(session, [case])[case.id], now) in OPEN:
            return case
    raise AssertionError("references have no end")


def references(first: str) -> Iterator[str]:
    """DEMO-01, DEMO-01-2, DEMO-01-3 and so on."""
    yield first
    yield from (f"{first}-{number}" for number in count(2))


def new_case(
    session: Session, who: Principal, person: Person, reference: str, settings: Settings, now: datetime
) -> Case:
    """One more client of the same name and language, found suitable."""
    client = Client(name=person.name, birth_year=person.birth_year, language=person.language)
    case = register_case(session, who, reference, client, mggz_public_key(settings), now)
    record_suitability(session, case, who, Literacy.BOTH, Computer.ALONE, True, None, now)
    return case
