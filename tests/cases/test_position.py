from datetime import UTC, datetime, timedelta

import pytest

from service.cases.models import MilestoneName as M
from service.cases.position import Facts, Happened, outdated_report, position, state_of
from service.cases.road import COMPLETES, DIGITAL, INTERVIEW, LEGAL, STOPS, Action, Party, State, StepName

START = datetime(2026, 11, 1, 9, 0, tzinfo=UTC)
NOW = START + timedelta(days=20)


def facts(*names: M, outcome: str | None = "invite", ends: datetime | None = None) -> Facts:
    """Milestones a day apart."""
    rows = tuple(Happened(name, START + timedelta(days=number), 3, 9) for number, name in enumerate(names))
    return Facts(rows, outcome, None, ends)


LATER = NOW + timedelta(days=1)
ROAD = [M.REGISTERED, M.SUITABILITY_RECORDED, M.INVITED, M.STARTED, M.PROGRESSED, M.FINISHED, M.RELEASED]
TALKED = [*ROAD[:6], M.REPORT_ISSUED, M.DEBRIEFED]
AGAIN = [*ROAD, M.REPORT_ISSUED, M.DEBRIEFED, M.RELEASED]
AT = [
    (facts(M.REGISTERED, outcome=None), State.REGISTERED, Action.RECORD_SUITABILITY, Party.CASE_MANAGER, 0),
    (facts(*ROAD[:2]), State.READY, Action.INVITE, Party.CASE_MANAGER, 1),
    (facts(*ROAD[:2], outcome="suitability_intake"), State.INTAKE, None, Party.CASE_MANAGER, 1),
    (facts(*ROAD[:3], ends=LATER), State.INVITED, None, Party.CLIENT, 2),
    (facts(*ROAD[:3], ends=NOW), State.READY, Action.INVITE, Party.CASE_MANAGER, 1),
    (facts(*ROAD[:4], ends=LATER), State.UNDER_WAY, None, Party.CLIENT, 3),
    (facts(*ROAD[:5], ends=LATER), State.UNDER_WAY, None, Party.CLIENT, 4),
    (facts(*ROAD[:5]), State.UNDER_WAY, Action.INVITE, Party.CASE_MANAGER, 4),
    (facts(*ROAD[:4], M.HELPER_WISHED, ends=LATER), State.UNDER_WAY, Action.PLAN_HELPER, Party.CASE_MANAGER, 4),
    (facts(*ROAD[:4], M.TALK_WISHED, M.PROGRESSED), State.UNDER_WAY, Action.PLAN_TALK, Party.CASE_MANAGER, 4),
    (facts(*ROAD[:4], M.TALK_WISHED, M.HELPER_WISHED), State.UNDER_WAY, Action.PLAN_HELPER, Party.CASE_MANAGER, 5),
    (
        facts(*ROAD[:4], M.HELPER_WISHED, M.WISH_TAKEN_BACK, ends=LATER),
        State.UNDER_WAY,
        None,
        Party.CLIENT,
        3,
    ),
    (
        facts(*ROAD[:4], M.HELPER_WISHED, M.SUITABILITY_RECORDED, outcome="invite_with_helper"),
        State.UNDER_WAY,
        Action.INVITE,
        Party.CASE_MANAGER,
        3,
    ),
    (
        facts(*ROAD[:4], M.TALK_WISHED, M.SUITABILITY_RECORDED, outcome="suitability_intake", ends=LATER),
        State.INTAKE,
        None,
        Party.CASE_MANAGER,
        5,
    ),
    (
        facts(*ROAD[:4], M.TALK_WISHED, M.SUITABILITY_RECORDED, M.PROGRESSED, outcome="suitability_intake", ends=LATER),
        State.UNDER_WAY,
        None,
        Party.CLIENT,
        6,
    ),
    (facts(*ROAD[:4], M.CARD_NOT_MINE, ends=LATER), State.UNDER_WAY, Action.REPLACE_CODE, Party.CASE_MANAGER, 4),
    (
        facts(*ROAD[:4], M.CARD_NOT_MINE, M.HELPER_WISHED, ends=LATER),
        State.UNDER_WAY,
        Action.REPLACE_CODE,
        Party.CASE_MANAGER,
        4,
    ),
    (facts(*ROAD[:4], M.CARD_NOT_MINE, M.INVITED, ends=LATER), State.UNDER_WAY, None, Party.CLIENT, 3),
    (facts(*ROAD[:4], M.CARD_NOT_MINE, M.CARD_KEPT, ends=LATER), State.UNDER_WAY, None, Party.CLIENT, 3),
    (
        facts(*ROAD[:4], M.CARD_NOT_MINE, M.INVITATION_REVOKED),
        State.UNDER_WAY,
        Action.INVITE,
        Party.CASE_MANAGER,
        3,
    ),
    (facts(*ROAD[:4], M.CARD_NOT_MINE, M.FINISHED), State.AT_MGGZ, None, Party.MGGZ, 5),
    (facts(*ROAD[:4], M.HELPER_WISHED, M.WITHDRAWN), State.WITHDRAWN, None, Party.NOBODY, 5),
    (facts(*ROAD[:4], M.HELPER_WISHED, M.FINISHED), State.AT_MGGZ, None, Party.MGGZ, 5),
    (facts(*ROAD[:6]), State.AT_MGGZ, None, Party.MGGZ, 5),
    (facts(*ROAD[:6], M.REPORT_ISSUED), State.AT_MGGZ, None, Party.MGGZ, 5),
    (facts(*ROAD[:6], M.REPORT_ISSUED, M.DEBRIEFED), State.AT_MGGZ, None, Party.MGGZ, 5),
    (facts(*ROAD), State.RELEASED, Action.MAKE_REPORT, Party.CASE_MANAGER, 6),
    (facts(*ROAD, M.APPOINTMENT_REQUESTED), State.RELEASED, Action.PLAN_APPOINTMENT, Party.CASE_MANAGER, 7),
    (
        facts(*ROAD, M.APPOINTMENT_REQUESTED, M.APPOINTMENT_PLANNED),
        State.RELEASED,
        Action.MAKE_REPORT,
        Party.CASE_MANAGER,
        6,
    ),
    (facts(*ROAD, M.REPORT_ISSUED), State.REPORTED, Action.DEBRIEF, Party.CASE_MANAGER, 7),
    (facts(*ROAD, M.REPORT_ISSUED, M.DEBRIEFED), State.DEBRIEFED, None, Party.CASE_MANAGER, 8),
    (facts(*ROAD[:6], M.REPORT_ISSUED, M.RELEASED), State.RELEASED, Action.MAKE_REPORT, Party.CASE_MANAGER, 7),
    (facts(*TALKED, M.RELEASED), State.RELEASED, Action.MAKE_REPORT, Party.CASE_MANAGER, 8),
    (facts(*TALKED, M.RELEASED, M.REPORT_ISSUED), State.DEBRIEFED, None, Party.CASE_MANAGER, 9),
    (facts(*ROAD, M.REPORT_ISSUED, M.RELEASED), State.RELEASED, Action.MAKE_REPORT, Party.CASE_MANAGER, 8),
    (facts(*AGAIN), State.RELEASED, Action.MAKE_REPORT, Party.CASE_MANAGER, 9),
    (facts(*AGAIN, M.REPORT_ISSUED), State.DEBRIEFED, None, Party.CASE_MANAGER, 10),
    (facts(*ROAD[:4], M.WITHDRAWN), State.WITHDRAWN, None, Party.NOBODY, 4),
    (facts(*ROAD, M.APPOINTMENT_REQUESTED, M.WITHDRAWN), State.WITHDRAWN, None, Party.NOBODY, 7),
]


@pytest.mark.parametrize(("given", "state", "action", "party", "day"), AT)
def test_milestones_say_where_a_case_is_and_who_is_waited_for_since_when(given, state, action, party, day):
    at = position(given, NOW)
    assert (at.state, at.action, at.waits_for) == (state, action, party)
    assert at.since == START + timedelta(days=day)


def test_one_step_at_most_is_the_current_one_and_all_before_it_are_done():
    for given, *_ in AT:
        statuses = [step.status for step in position(given, NOW).steps]
        assert statuses.count("current") == (0 if state_of(given, NOW) is State.WITHDRAWN else 1)
        if "current" in statuses:
            assert set(statuses[: statuses.index("current")]) <= {"done"}


def test_who_gets_an_interview_has_a_road_of_its_own():
    at = position(facts(*ROAD[:2], outcome="suitability_intake"), NOW)
    assert tuple(step.name for step in at.steps) == INTERVIEW
    assert tuple(step.name for step in position(facts(*ROAD[:2]), NOW).steps) == DIGITAL


def test_progress_is_the_newest_count():
    rows = (Happened(M.STARTED, START, 0, 9), Happened(M.PROGRESSED, START + timedelta(hours=1), 4, 9))
    at = position(Facts(rows), NOW)
    assert (at.done, at.total) == (4, 9)


def test_who_stopped_and_began_anew_is_under_way_and_counts_from_the_start():
    rows = (
        Happened(M.STARTED, START, 0, 9),
        Happened(M.PROGRESSED, START + timedelta(hours=1), 4, 9),
        Happened(M.WITHDRAWN, START + timedelta(hours=2)),
        Happened(M.STARTED, START + timedelta(days=1), 0, 9),
    )
    assert position(Facts(rows[:3], "invite", None, LATER), NOW).state is State.WITHDRAWN
    at = position(Facts(rows, "invite", None, LATER), NOW)
    assert (at.state, at.since, at.done) == (State.UNDER_WAY, START + timedelta(days=1), 0)


def test_the_tables_cover_every_state_and_step():
    assert set(STOPS) == set(State)
    assert set(COMPLETES) | {StepName.INTAKE, StepName.PLAN} == set(StepName)
    assert all(states for states in LEGAL.values())


def test_whether_the_report_or_nagesprek_came_first_the_mggz_is_waited_for_all_the_same():
    plain = position(facts(*ROAD[:6]), NOW)
    for more in ((M.REPORT_ISSUED,), (M.REPORT_ISSUED, M.DEBRIEFED)):
        at = position(facts(*ROAD[:6], *more), NOW)
        assert (at.state, at.waits_for, at.since) == (plain.state, plain.waits_for, plain.since)


@pytest.mark.parametrize(
    ("given", "day"),
    [
        (facts(*TALKED), None),
        (facts(*ROAD, M.REPORT_ISSUED), None),
        (facts(*TALKED, M.RELEASED), 6),
        (facts(*AGAIN), 7),
        (facts(*AGAIN, M.REPORT_ISSUED), None),
    ],
)
def test_a_report_is_outdated_from_a_later_outcome_until_the_next_report(given, day):
    found = outdated_report(given)
    assert (found.at if found else None) == (None if day is None else START + timedelta(days=day))
