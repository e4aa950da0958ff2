"""The road of a case as data: states, legal transitions, steps, and what belongs to each state.

Where a case is on it: `service.cases.position`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from service.cases.models import MilestoneName as M


class State(StrEnum):
    """Where a case is."""

    REGISTERED = "registered"
    READY = "ready"
    INTAKE = "intake"
    INVITED = "invited"
    UNDER_WAY = "under_way"
    AT_MGGZ = "at_mggz"
    RELEASED = "released"
    REPORTED = "reported"
    DEBRIEFED = "debriefed"
    WITHDRAWN = "withdrawn"


S = State
BEFORE_START = frozenset({S.REGISTERED, S.READY, S.INTAKE})
LIVING = frozenset(State) - {S.WITHDRAWN}
#: Milestone → the states in which a member of staff may bring it about. The kiosk and the review keep their own.
LEGAL: Mapping[M, frozenset[State]] = {
    M.SUITABILITY_RECORDED: BEFORE_START | {S.UNDER_WAY},
    M.INVITED: frozenset({S.READY, S.UNDER_WAY, S.AT_MGGZ, S.RELEASED, S.REPORTED, S.DEBRIEFED}),
    M.INVITATION_REVOKED: frozenset(State),
    M.APPOINTMENT_PLANNED: LIVING,
    M.DEBRIEFED: frozenset({S.AT_MGGZ, S.RELEASED, S.REPORTED}),
    M.WITHDRAWN: LIVING,
    M.REASSIGNED: frozenset(State),
}


class StepName(StrEnum):
    """The stops of the road, in its order."""

    INTRODUCTION = "introduction"
    SUITABILITY = "suitability"
    INTAKE = "intake"
    INVITATION = "invitation"
    SITTING = "sitting"
    MGGZ = "mggz"
    REPORT = "report"
    DEBRIEF = "debrief"
    PLAN = "plan"


#: Step → the milestone that completes it.
COMPLETES: Mapping[StepName, M] = {
    StepName.INTRODUCTION: M.REGISTERED,
    StepName.SUITABILITY: M.SUITABILITY_RECORDED,
    StepName.INVITATION: M.INVITED,
    StepName.SITTING: M.FINISHED,
    StepName.MGGZ: M.RELEASED,
    StepName.REPORT: M.REPORT_ISSUED,
    StepName.DEBRIEF: M.DEBRIEFED,
}
DIGITAL = tuple(step for step in StepName if step is not StepName.INTAKE)
INTERVIEW = (StepName.INTRODUCTION, StepName.SUITABILITY, StepName.INTAKE, StepName.PLAN)


class Action(StrEnum):
    """What a member of staff can do next."""

    RECORD_SUITABILITY = "record_suitability"
    INVITE = "invite"
    REPLACE_CODE = "replace_code"
    PLAN_HELPER = "plan_helper"
    PLAN_TALK = "plan_talk"
    PLAN_APPOINTMENT = "plan_appointment"
    MAKE_REPORT = "make_report"
    DEBRIEF = "debrief"


#: What a client asked for at the kiosk → what is then to be done.
WISHES: Mapping[M, Action] = {M.HELPER_WISHED: Action.PLAN_HELPER, M.TALK_WISHED: Action.PLAN_TALK}


class Party(StrEnum):
    """Who is waited for."""

    CASE_MANAGER = "case_manager"
    CLIENT = "client"
    MGGZ = "mggz"
    NOBODY = "nobody"


@dataclass(frozen=True)
class Stop:
    """What belongs to a state: the step it stands at, the next action, who is waited for, and since which milestone."""

    step: StepName | None
    action: Action | None
    waits_for: Party
    since: M


STOPS: Mapping[State, Stop] = {
    S.REGISTERED: Stop(StepName.SUITABILITY, Action.RECORD_SUITABILITY, Party.CASE_MANAGER, M.REGISTERED),
    S.READY: Stop(StepName.INVITATION, Action.INVITE, Party.CASE_MANAGER, M.SUITABILITY_RECORDED),
    S.INTAKE: Stop(StepName.INTAKE, None, Party.CASE_MANAGER, M.SUITABILITY_RECORDED),
    S.INVITED: Stop(StepName.SITTING, None, Party.CLIENT, M.INVITED),
    S.UNDER_WAY: Stop(StepName.SITTING, None, Party.CLIENT, M.PROGRESSED),
    S.AT_MGGZ: Stop(StepName.MGGZ, None, Party.MGGZ, M.FINISHED),
    S.RELEASED: Stop(StepName.REPORT, Action.MAKE_REPORT, Party.CASE_MANAGER, M.RELEASED),
    S.REPORTED: Stop(StepName.DEBRIEF, Action.DEBRIEF, Party.CASE_MANAGER, M.REPORT_ISSUED),
    S.DEBRIEFED: Stop(StepName.PLAN, None, Party.CASE_MANAGER, M.DEBRIEFED),
    S.WITHDRAWN: Stop(None, None, Party.NOBODY, M.WITHDRAWN),
}
