"""Where a case is on its road: its steps, the one next thing to do, who is waited for and since when.

Everything follows from the milestones, the last suitability outcome and the living invitation; nothing of it is stored.
"""

from dataclasses import dataclass
from datetime import date, datetime

from service.cases.models import MilestoneName as M
from service.cases.road import COMPLETES, DIGITAL, INTERVIEW, STOPS, WISHES, Action, Party, State, StepName

S = State


@dataclass(frozen=True)
class Happened:
    """A milestone, as read."""

    name: M
    at: datetime
    done: int | None = None
    total: int | None = None


@dataclass(frozen=True)
class Facts:
    """All that the road follows from. `happened` in order of time; `invitation_ends` of the one not revoked."""

    happened: tuple[Happened, ...]
    outcome: str | None = None
    intake_on: date | None = None
    invitation_ends: datetime | None = None

    def last(self, *names: M) -> Happened | None:
        """The newest milestone with one of these names."""
        return next((row for row in reversed(self.happened) if row.name in names), None)


@dataclass(frozen=True)
class Step:
    """A step as drawn: `done`, `current` or `ahead`, and when it was done."""

    name: StepName
    status: str
    at: datetime | None


@dataclass(frozen=True)
class Position:
    """Where a case is on its road. `done`, `total`: parts of the sitting, None before it began."""

    state: State
    steps: tuple[Step, ...]
    action: Action | None
    waits_for: Party
    since: datetime
    done: int | None
    total: int | None


def position(facts: Facts, now: datetime) -> Position:
    """Where the case of these facts is."""
    state = state_of(facts, now)
    stop = STOPS[state]
    action, waits_for, since = stop.action, stop.waits_for, _since(facts, stop.since)
    if appointment := open_request(facts):
        action, waits_for, since = Action.PLAN_APPOINTMENT, Party.CASE_MANAGER, appointment.at
    elif state is State.UNDER_WAY and (card := disowned_card(facts)):
        action, waits_for, since = Action.REPLACE_CODE, Party.CASE_MANAGER, card.at
    elif state is State.UNDER_WAY and (wish := open_wish(facts)):
        action, waits_for, since = WISHES[wish.name], Party.CASE_MANAGER, wish.at
    elif state is State.UNDER_WAY and not has_code(facts, now):
        action, waits_for = Action.INVITE, Party.CASE_MANAGER
    if state is State.WITHDRAWN:
        action, waits_for = None, Party.NOBODY
    progress = facts.last(M.PROGRESSED, M.STARTED)
    parts = (progress.done, progress.total) if progress else (None, None)
    return Position(state, _steps(facts, stop.step), action, waits_for, since, *parts)


def state_of(facts: Facts, now: datetime) -> State:
    """The state, from the end of the road to its beginning: the first that fits."""
    names = {row.name for row in facts.happened}
    tests: tuple[tuple[State, bool], ...] = (
        (S.WITHDRAWN, has_stopped(facts)),
        (S.DEBRIEFED, carries_outcome(facts) and M.DEBRIEFED in names),
        (S.REPORTED, carries_outcome(facts)),
        (S.RELEASED, M.RELEASED in names),
        (S.AT_MGGZ, M.FINISHED in names),
        (S.INTAKE, has_interview(facts)),
        (S.UNDER_WAY, M.STARTED in names),
        (S.INVITED, has_code(facts, now)),
        (S.READY, facts.outcome is not None),
    )
    return next((state for state, fits in tests if fits), S.REGISTERED)


def carries_outcome(facts: Facts) -> bool:
    """Whether the newest outcome is in a report: one that was issued after it was released."""
    last = facts.last(M.RELEASED, M.REPORT_ISSUED)
    return M.RELEASED in {row.name for row in facts.happened} and last is not None and last.name is M.REPORT_ISSUED


def outdated_report(facts: Facts) -> Happened | None:
    """The newest report, if the newest outcome was released after it was made."""
    released, issued = facts.last(M.RELEASED), facts.last(M.REPORT_ISSUED)
    return issued if released is not None and issued is not None and not carries_outcome(facts) else None


def has_stopped(facts: Facts) -> bool:
    """Whether the client stopped and did not begin anew since: at the kiosk one may change one's mind."""
    last = facts.last(M.WITHDRAWN, M.STARTED)
    return last is not None and last.name is M.WITHDRAWN


def has_code(facts: Facts, now: datetime) -> bool:
    """Whether an access code works at this moment."""
    return facts.invitation_ends is not None and facts.invitation_ends > now


def has_interview(facts: Facts) -> bool:
    """Whether an interview takes the place of the sitting; a client who goes on at the kiosk after all is there."""
    last = facts.last(M.SUITABILITY_RECORDED, M.STARTED, M.PROGRESSED, M.FINISHED)
    return facts.outcome == "suitability_intake" and last is not None and last.name is M.SUITABILITY_RECORDED


def open_wish(facts: Facts) -> Happened | None:
    """What the client asked for at the kiosk and nobody has planned yet; what was asked last counts."""
    last = facts.last(*WISHES, M.WISH_TAKEN_BACK, M.SUITABILITY_RECORDED)
    return last if last is not None and last.name in WISHES else None


def disowned_card(facts: Facts) -> Happened | None:
    """That somebody at the computer said "this card is not mine", until the code is another or staff keeps the card."""
    last = facts.last(M.CARD_NOT_MINE, M.CARD_KEPT, M.INVITED, M.INVITATION_REVOKED)
    return last if last is not None and last.name is M.CARD_NOT_MINE else None


def open_request(facts: Facts) -> Happened | None:
    """The appointment that was asked for and not planned yet."""
    asked, planned = facts.last(M.APPOINTMENT_REQUESTED), facts.last(M.APPOINTMENT_PLANNED)
    return asked if asked is not None and (planned is None or planned.at < asked.at) else None


def _since(facts: Facts, name: M) -> datetime:
    names = (M.PROGRESSED, M.STARTED) if name is M.PROGRESSED else (name,)
    found, released = facts.last(*names) or facts.happened[-1], facts.last(M.RELEASED)
    if name is M.DEBRIEFED and released is not None and released.at > found.at:
        found = facts.last(M.REPORT_ISSUED) or found  # talked over before the outcome: the report ends the waiting
    return found.at


def _steps(facts: Facts, current: StepName | None) -> tuple[Step, ...]:
    names = INTERVIEW if has_interview(facts) else DIGITAL
    return tuple(_step(facts, name, current) for name in names)


def _step(facts: Facts, name: StepName, current: StepName | None) -> Step:
    milestone = COMPLETES.get(name)
    reached = facts.last(milestone) if milestone else None
    if name is current:
        return Step(name, "current", None)
    return Step(name, "done" if reached else "ahead", reached.at if reached else None)
