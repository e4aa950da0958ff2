"""The road of each made-up client as a list of steps. A step that was taken is never taken again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from service.app import JOB_HANDLERS
from service.cases.models import MilestoneName
from service.cases.queries import facts_of
from service.demo.clock import DemoClock
from service.demo.early_steps import Scene, find_case, find_suitable, find_unsuitable, invite, register, sit
from service.demo.later_steps import ask_appointment, hold_debrief, issue, release
from service.demo.people import PEOPLE, Goal, Person
from service.jobs.worker import work_all
from service.web.site import Site

M = MilestoneName


@dataclass(frozen=True)
class Step:
    """Something that happens to a case, and the milestone by which one sees that it did. It returns its moment."""

    leaves: MilestoneName
    happens: Callable[[Scene], datetime]


MET = (Step(M.REGISTERED, register),)
SUITABLE = (*MET, Step(M.SUITABILITY_RECORDED, find_suitable))
FINISHED = (*SUITABLE, Step(M.FINISHED, sit))
RELEASED = (*FINISHED, Step(M.RELEASED, release))
REPORTED = (*RELEASED, Step(M.REPORT_ISSUED, issue))
ROADS: Mapping[Goal, tuple[Step, ...]] = {
    Goal.REGISTERED: MET,
    Goal.READY: SUITABLE,
    Goal.INTAKE: (*MET, Step(M.SUITABILITY_RECORDED, find_unsuitable)),
    Goal.INVITED: (*SUITABLE, Step(M.INVITED, invite)),
    Goal.HELPER: (*SUITABLE, Step(M.HELPER_WISHED, sit)),
    Goal.HALF_WAY: (*SUITABLE, Step(M.PROGRESSED, sit)),
    Goal.WITHDRAWN: (*SUITABLE, Step(M.WITHDRAWN, sit)),
    Goal.WAITING: FINISHED,
    Goal.APPOINTMENT: (*FINISHED, Step(M.APPOINTMENT_REQUESTED, ask_appointment)),
    Goal.RELEASED: RELEASED,
    Goal.REPORTED: REPORTED,
    Goal.DEBRIEFED: (*REPORTED, Step(M.DEBRIEFED, hold_debrief)),
}


def ahead(session: Session, person: Person) -> tuple[Step, ...]:
    """The steps that were not taken yet, because the demo is new or was interrupted."""
    case = find_case(session, person.reference)
    names = {row.name for row in facts_of(session, [case])[case.id].happened} if case else set()
    return tuple(step for step in ROADS[person.goal] if step.leaves not in names)


def untold(session: Session) -> tuple[Person, ...]:
    """The people who are not where the demo brings them."""
    return tuple(person for person in PEOPLE if ahead(session, person))


def tell(site: Site, clock: DemoClock, person: Person, today: datetime) -> None:
    """Bring one person to the goal. After each step the jobs it left are worked off, as the service would."""
    with site.db.read() as session:
        steps = ahead(session, person)
    for step in steps:
        with site.db.write() as session:
            clock.now = step.happens(Scene(site, session, person, today)) + timedelta(seconds=5)
        work_all(site, JOB_HANDLERS, clock.now)
