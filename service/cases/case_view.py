"""The page of one case, put together from what its reader may see."""

from datetime import datetime

from service.accounts.guard import Visit
from service.accounts.permissions import Need, scope_of
from service.cases.days import days_waited
from service.cases.extra_time import WHILE
from service.cases.level_view import level_views
from service.cases.models import Appointment, Case, Invitation, MilestoneName
from service.cases.outcome_view import AppointmentView, ReleaseView, appointment_view, release_view
from service.cases.pages import CasePage, InvitationView, SuitabilityView
from service.cases.places import Places
from service.cases.position import Position, outdated_report, position
from service.cases.queries import (
    appointments_of,
    facts_of,
    last_release,
    last_suitability,
    staff_names,
    standing_invitation,
)
from service.cases.road import LEGAL, LIVING, Action, State
from service.cases.same_code import FIRST, newest_invitations
from service.catalogue import Catalogue

#: What the page offers → the need it takes.
NEEDS = {
    Action.RECORD_SUITABILITY.value: Need("case", "write"),
    Action.INVITE.value: Need("access_code", "write"),
    Action.REPLACE_CODE.value: Need("access_code", "write"),
    Action.PLAN_HELPER.value: Need("case", "write"),
    Action.PLAN_TALK.value: Need("case", "write"),
    Action.PLAN_APPOINTMENT.value: Need("appointment", "write"),
    Action.MAKE_REPORT.value: Need("report", "read"),
    Action.DEBRIEF.value: Need("debrief", "write"),
    "revoke": Need("access_code", "write"),
    "decide_level": Need("level", "write"),
    "withdraw": Need("case", "write"),
    "extra_time": Need("case", "write"),
}
#: The same → the states in which it makes sense.
STATES = {
    Action.RECORD_SUITABILITY.value: LEGAL[MilestoneName.SUITABILITY_RECORDED],
    Action.REPLACE_CODE.value: frozenset({State.UNDER_WAY}),
    Action.PLAN_HELPER.value: frozenset({State.UNDER_WAY}),
    Action.PLAN_TALK.value: frozenset({State.UNDER_WAY}),
    Action.INVITE.value: LEGAL[MilestoneName.INVITED],
    Action.PLAN_APPOINTMENT.value: frozenset(State) - {State.WITHDRAWN},
    Action.MAKE_REPORT.value: frozenset({State.AT_MGGZ, State.RELEASED, State.REPORTED, State.DEBRIEFED}),
    Action.DEBRIEF.value: LEGAL[MilestoneName.DEBRIEFED],
    "revoke": LEGAL[MilestoneName.INVITATION_REVOKED],
    "decide_level": LIVING,
    "withdraw": LEGAL[MilestoneName.WITHDRAWN] - {State.DEBRIEFED},
    "extra_time": WHILE,
}


def case_page(visit: Visit, case: Case) -> CasePage:
    """All that this person may see of the case."""
    session, facts = visit.session, facts_of(visit.session, [case])[case.id]
    at = position(facts, visit.now)
    reported, outdated = facts.last(MilestoneName.REPORT_ISSUED) is not None, outdated_report(facts)
    return CasePage(
        id=case.id,
        reference=case.reference,
        client=case.client.name,
        birth_year=case.client.birth_year,
        client_language=language_name(visit, case.client.language),
        case_manager=staff_names(session, [case.case_manager_id]).get(case.case_manager_id, ""),
        position=at,
        days=days_waited(at.since, visit.now),
        may=allowed(visit, at, reported and case.debriefed_at is None),
        suitability=suitability_view(visit, case),
        invitation=invitation_view(standing_invitation(session, case.id), visit.now),
        appointments=tuple(appointment_for(visit, row) for row in appointments_of(session, case.id)),
        release=release_for(visit, case),
        debriefed_at=case.debriefed_at,
        finished=facts.last(MilestoneName.FINISHED) is not None,
        levels=level_views(visit, case),
        extra_time=case.extra_time,
        newest=newest_invitations(session, [case.id]).get(case.id, FIRST),
        outdated=outdated.at if outdated else None,
    )


def allowed(visit: Visit, at: Position, may_debrief: bool) -> frozenset[str]:
    """What this person can do with a case in this position."""
    role = visit.principal.role
    names = {name for name, need in NEEDS.items() if scope_of(role, need) and at.state in STATES[name]}
    return frozenset(names if may_debrief else names - {Action.DEBRIEF.value})


def language_name(visit: Visit, code: str) -> str:
    """A client language's own name."""
    return next((row.name for row in visit.site.languages.rows if row.code == code), code)


def suitability_view(visit: Visit, case: Case) -> SuitabilityView | None:
    """What the kennismaking found last."""
    row = last_suitability(visit.session, case.id)
    if row is None:
        return None
    return SuitabilityView(row.literacy, row.computer, row.wants, row.outcome, row.intake_on, row.recorded_at)


def invitation_view(row: Invitation | None, now: datetime) -> InvitationView | None:
    """The standing invitation."""
    if row is None:
        return None
    used = row.first_used_at is not None
    return InvitationView(row.issued_at, row.expires_at, row.expires_at <= now, row.with_helper, used)


def appointment_for(visit: Visit, row: Appointment) -> AppointmentView:
    """What was asked for and planned, in the reader's language."""
    words, places = visit.site.part(Catalogue).release, visit.site.part(Places)
    return appointment_view(words, places, visit.language, row)


def release_for(visit: Visit, case: Case) -> ReleaseView | None:
    """The released outcome in the reader's language; None before, whatever the answers were."""
    row = last_release(visit.session, case.id)
    return release_view(visit.site.part(Catalogue).release, visit.language, row) if row else None
