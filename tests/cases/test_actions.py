import threading
import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from service.accounts.permissions import Need
from service.audit.models import AuditEvent
from service.cases import actions
from service.cases.models import Case, Client, Milestone, MilestoneName
from service.cases.queries import appointments_of, case_for, case_managers, cases_for
from service.cases.suitability import Computer, Literacy, Outcome
from service.errors import Conflict, NotFound
from service.vault.models import CaseKey
from tests.cases.conftest import ask_appointment, happen, register, release, with_case
from tests.support.staff import Colleague

M = MilestoneName
READ = Need("case", "read")


def record(place, people, case_id, computer=Computer.ALONE, wants=True, intake_on=None):
    return with_case(
        place,
        case_id,
        lambda session, case: actions.record_suitability(
            session, case, people.anne, Literacy.BOTH, computer, wants, intake_on, place.clock()
        ),
    )


def milestones(place, case_id):
    with place.site.db.read() as session:
        return list(session.scalars(select(Milestone.name).where(Milestone.case_id == case_id).order_by(Milestone.at)))


def test_a_new_case_has_a_key_pair_and_its_first_milestone(place, people):
    case_id = register(place, people.anne)
    with place.site.db.read() as session:
        assert session.get_one(CaseKey, case_id).public_key
        case = session.get_one(Case, case_id)
        assert (case.case_manager_id, case.team_id) == (people.anne.user_id, people.anne.team_id)
    assert milestones(place, case_id) == ["registered"]


def test_a_reference_belongs_to_one_case_and_the_second_leaves_nothing_behind(place, people):
    register(place, people.anne, "R-1")
    with pytest.raises(actions.ReferenceTaken):
        register(place, people.west, "R-1", "Een Ander")
    with place.site.db.read() as session:
        assert list(session.scalars(select(Client.name))) == ["Selam T."]


def test_two_spellings_of_a_reference_at_the_same_moment_are_one_case_and_an_error_of_the_form(place, people):
    """Both have looked before either is kept: what tells them apart is the database."""
    form = {"name": "Selam T.", "birth_year": "1990", "language": "ti"}
    spellings = ["Ab-1", "aB-1", "AB-1", "ab-1"]
    colleagues = [Colleague(place, who) for who in (people.anne, people.bram, people.west, people.anne)]
    for number in range(5):
        together = threading.Barrier(4, timeout=30)

        def send(colleague, spelling, number=number, together=together):
            together.wait()
            return colleague.post("/staff/cases/new", reference=f"{spelling}-{number}", **form)

        with ThreadPoolExecutor(4) as pool:
            replies = list(pool.map(send, colleagues, spellings))
        assert sorted(reply.status_code for reply in replies) == [303, 422, 422, 422]
        assert all('id="reference-problem"' in reply.text for reply in replies if reply.status_code == 422)
    with place.site.db.read() as session:
        assert len(list(session.scalars(select(Case.id)))) == len(list(session.scalars(select(Client.id)))) == 5


def test_an_interview_needs_a_day(place, people):
    case_id = register(place, people.anne)
    with pytest.raises(actions.DateMissing):
        record(place, people, case_id, wants=False)
    assert record(place, people, case_id, wants=False, intake_on=date(2026, 12, 1)) is Outcome.SUITABILITY_INTAKE
    assert milestones(place, case_id) == ["registered", "suitability_recorded"]


def test_the_kennismaking_can_be_recorded_anew_until_the_client_is_invited(place, people):
    case_id = register(place, people.anne)
    record(place, people, case_id, wants=False, intake_on=date(2026, 12, 1))
    place.clock.forward(days=1)
    assert record(place, people, case_id) is Outcome.INVITE
    with_case(
        place,
        case_id,
        lambda s, case: actions.issue_invitation(s, case, people.anne, place.clock(), place.site.settings),
    )
    with pytest.raises(Conflict):
        record(place, people, case_id)


def test_a_client_is_not_invited_before_the_kennismaking(place, people):
    case_id = register(place, people.anne)
    with pytest.raises(Conflict):
        with_case(
            place,
            case_id,
            lambda s, case: actions.issue_invitation(s, case, people.anne, place.clock(), place.site.settings),
        )


@pytest.fixture
def asked(place, people):
    """A case whose appointment is asked for."""
    case_id = place.invite(people.anne).case_id
    happen(place, case_id, M.STARTED, M.FINISHED)
    release(place, case_id, people.psychiatrist)
    ask_appointment(place, case_id, people.psychiatrist)
    return case_id


def plan(place, people, case_id, day, seen=None):
    def act(session, case):
        [appointment] = appointments_of(session, case.id)
        mark = seen if seen is not None else actions.appointment_mark(appointment)
        at = datetime(day.year, day.month, day.day, 10, 0, tzinfo=UTC)
        actions.plan_appointment(session, case, people.anne, at, day, mark, place.clock())
        return actions.appointment_mark(appointment)

    return with_case(place, case_id, act)


def test_an_appointment_is_planned_within_its_window(place, people, asked):
    for day in (date(2026, 11, 23), date(2026, 12, 2)):
        with pytest.raises(actions.OutsideWindow):
            plan(place, people, asked, day)
    plan(place, people, asked, date(2026, 12, 1))
    with place.site.db.read() as session:
        [appointment] = appointments_of(session, asked)
        assert (appointment.state, appointment.planned_for.hour) == ("planned", 10)


def test_a_form_from_before_somebody_elses_planning_is_refused(place, people, asked):
    with place.site.db.read() as session:
        seen = actions.appointment_mark(*appointments_of(session, asked))
    place.clock.forward(minutes=1)
    newer = plan(place, people, asked, date(2026, 11, 25), seen)
    with pytest.raises(Conflict):
        plan(place, people, asked, date(2026, 11, 26), seen)
    place.clock.forward(minutes=1)
    plan(place, people, asked, date(2026, 11, 26), newer)


def test_reassigning_moves_the_case_out_of_sight_at_once(place, people):
    case_id = register(place, people.anne)
    bram = next(row for row in manager_list(place, people) if row.id == people.bram.user_id)
    with place.site.db.write() as session:
        actions.reassign(session, case_id, people.anne.user_id, bram, people.lead, place.clock())
    with place.site.db.read() as session:
        assert case_for(session, people.bram, READ, case_id).id == case_id
        with pytest.raises(NotFound):
            case_for(session, people.anne, READ, case_id)


def manager_list(place, people):
    with place.site.db.read() as session:
        return case_managers(session, people.lead.team_id)


def test_of_two_reassignments_at_once_one_wins(place, people):
    case_id = register(place, people.anne)
    targets = {row.id: row for row in manager_list(place, people)}
    third = place.staff(people.anne.role, "Oost", "Carla")
    targets |= {row.id: row for row in manager_list(place, people)}
    outcomes = []

    def move(to):
        try:
            with place.site.db.write() as session:
                actions.reassign(session, case_id, people.anne.user_id, targets[to], people.lead, place.clock())
            outcomes.append("moved")
        except Conflict:
            outcomes.append("late")

    threads = [threading.Thread(target=move, args=(to,)) for to in (people.bram.user_id, third.user_id) * 3]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes.count("moved") == 1
    assert milestones(place, case_id).count("reassigned") == 1


def test_stopping_revokes_the_code_and_is_final(place, people):
    case_id = place.invite(people.anne).case_id

    def stop(session, case):
        actions.withdraw(session, case, people.anne, place.clock())

    with_case(place, case_id, stop)
    assert {"invitation_revoked", "withdrawn"} <= set(milestones(place, case_id))
    with pytest.raises(Conflict):
        with_case(place, case_id, stop)


def test_the_nagesprek_comes_after_the_report_and_once(place, people):
    case_id = place.invite(people.anne).case_id

    def talk(session, case):
        actions.debrief_done(session, case, people.anne, place.clock())

    happen(place, case_id, M.STARTED, M.FINISHED)
    with pytest.raises(Conflict):
        with_case(place, case_id, talk)
    happen(place, case_id, M.REPORT_ISSUED)
    with_case(place, case_id, talk)
    with pytest.raises(Conflict):
        with_case(place, case_id, talk)


def test_each_sees_the_cases_of_their_scope_and_no_other(place, people):
    mine, team, other = (register(place, who) for who in (people.anne, people.bram, people.west))
    seen = {
        people.anne: {mine},
        people.bram: {team},
        people.lead: {mine, team},
        people.west_lead: {other},
    }
    with place.site.db.read() as session:
        for who, expected in seen.items():
            assert {case.id for case in cases_for(session, who, READ)} == expected
        for who in (people.admin, people.auditor, people.psychiatrist):
            with pytest.raises(NotFound):
                cases_for(session, who, READ)
        with pytest.raises(NotFound):
            case_for(session, people.lead, READ, uuid.uuid4())


def test_every_write_leaves_an_event(place, people, asked):
    plan(place, people, asked, date(2026, 12, 1))
    happen(place, asked, M.REPORT_ISSUED)
    with_case(place, asked, lambda session, case: actions.debrief_done(session, case, people.anne, place.clock()))
    with place.site.db.read() as session:
        events = set(session.scalars(select(AuditEvent.event).where(AuditEvent.case_id == asked)))
    assert {
        "case_registered",
        "suitability_recorded",
        "invitation_issued",
        "appointment_planned",
        "debrief_done",
    } <= events
