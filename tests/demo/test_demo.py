"""The demo: everybody is there, twice is once, and never among real people."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from service.accounts.models import StaffUser
from service.accounts.passwords import password_matches
from service.accounts.second_factor import accepted_step
from service.cases.actions import redeem_code, withdraw
from service.cases.models import Appointment, Case, Milestone
from service.cases.position import disowned_card, state_of
from service.cases.queries import facts_of
from service.cases.road import State
from service.config import Settings
from service.demo.command import print_second_factor
from service.demo.people import PEOPLE, Goal
from service.demo.staff import CASE_MANAGER, COLLEAGUES, PASSWORD, principal_of
from service.groups.models import Seat
from service.jobs.models import Job
from service.kiosk.models import Answer, Sitting
from service.reports.models import Report
from service.vault.models import SealedFlag
from tests.conftest import Clock
from tests.demo.conftest import CODE, Demo, database, start

pytestmark = pytest.mark.slow
INVITED = [person.reference for person in PEOPLE if person.goal is Goal.INVITED]


def states(settings: Settings, clock: Clock) -> dict[str, State]:
    """Reference → where the case is."""
    with (db := database(settings)).read() as session:
        cases = session.scalars(select(Case)).all()
        facts = facts_of(session, cases)
        found = {case.reference: state_of(facts[case.id], clock()) for case in cases}
    db.close()
    return found


def happened(settings: Settings) -> list[tuple[str, str, object]]:
    """Every milestone of everybody but the invited."""
    wanted = select(Case.reference, Milestone.name, Milestone.at).join(Case, Case.id == Milestone.case_id)
    with (db := database(settings)).read() as session:
        rows = session.execute(wanted.where(Case.reference.not_in(INVITED)).order_by(Milestone.id)).all()
    db.close()
    return list(rows)


def redeemed(settings: Settings, code: str, clock: Clock) -> str | None:
    """The reference behind a code, tried at the door of the kiosk."""
    with (db := database(settings)).write() as session:
        case = redeem_code(session, code, clock(), settings)
        found = case.reference if case else None
    db.close()
    return found


def test_somebody_is_in_every_state(made: Demo, clock: Clock) -> None:
    assert set(states(made.settings, clock).values()) == set(State)


def test_the_clients_speak_all_languages_and_answered_in_plausible_times(made: Demo) -> None:
    with (db := database(made.settings)).read() as session:
        languages = set(session.scalars(select(Sitting.language).where(Sitting.state == "finished")))
        quickest, slowest = session.execute(select(func.min(Answer.response_ms), func.max(Answer.response_ms))).one()
        answers = session.scalar(select(func.count()).select_from(Answer))
    db.close()
    assert languages == {"nl", "en", "ar", "ti"}
    assert 1_000 < quickest < slowest < 20_000
    assert answers is not None
    assert answers > 1_000


def test_one_client_waits_with_an_acute_signal_and_one_for_an_appointment(made: Demo) -> None:
    with (db := database(made.settings)).read() as session:
        flagged = session.scalars(
            select(Case.reference).join(SealedFlag, SealedFlag.case_id == Case.id).distinct()
        ).all()
        asked = session.execute(
            select(Case.reference, Appointment.state).join(Appointment, Appointment.case_id == Case.id)
        ).all()
    db.close()
    assert flagged == ["DEMO-08"]
    assert [tuple(row) for row in asked] == [("DEMO-11", "requested")]


def test_the_reports_are_there_and_no_work_is_left(made: Demo) -> None:
    with (db := database(made.settings)).read() as session:
        reports = session.execute(select(Report.audience, Report.state, Report.pdf)).all()
        jobs = set(session.scalars(select(Job.state)))
    db.close()
    assert sorted(audience for audience, _, _ in reports) == ["client", "klantmanager", "klantmanager"]
    assert all(state == "ready" and pdf is not None and pdf.startswith(b"%PDF") for _, state, pdf in reports)
    assert jobs == {"done"}


def test_there_is_a_code_in_every_language_and_somebody_has_extra_time(made: Demo) -> None:
    with (db := database(made.settings)).read() as session:
        invited = session.scalars(select(Case).where(Case.reference.in_(INVITED))).all()
        assert {case.client.language for case in invited} == {"nl", "en", "ar", "ti"}
        assert len(made.codes) == len(invited)
        given = {case.reference: case.extra_time for case in session.scalars(select(Case))}
        assert session.scalars(select(Sitting.extra_time).where(Sitting.extra_time != "0")).all() == ["50"]
    db.close()
    assert {reference: extra for reference, extra in given.items() if extra != "0"} == {
        "DEMO-06": "50",
        "DEMO-17": "none",
    }


def test_in_the_room_one_asks_for_help_and_one_card_went_astray(made: Demo) -> None:
    with (db := database(made.settings)).read() as session:
        seated = session.scalars(select(Case).join(Seat, Seat.case_id == Case.id)).all()
        facts = facts_of(session, seated)
        hands = session.scalars(select(Sitting.case_id).where(Sitting.hand_raised_at.is_not(None))).all()
        astray = [case.reference for case in seated if disowned_card(facts[case.id])]
        asking = [case.reference for case in seated if case.id in hands]
    db.close()
    assert len(seated) > 6
    assert (asking, astray) == (["DEMO-06"], ["DEMO-18"])


def test_a_second_start_changes_no_case_and_no_account(demo: Demo, clock: Clock) -> None:
    before = states(demo.settings, clock), happened(demo.settings)
    clock.forward(hours=1)
    printed = start(demo.settings, clock)
    assert (states(demo.settings, clock), happened(demo.settings)) == before
    assert all(colleague.email in printed for colleague in COLLEAGUES)
    with (db := database(demo.settings)).read() as session:
        assert session.scalar(select(func.count()).select_from(StaffUser)) == len(COLLEAGUES)
    db.close()


def test_the_printed_codes_open_the_door_and_those_of_the_start_before_do_not(demo: Demo, clock: Clock) -> None:
    clock.forward(hours=1)
    codes = CODE.findall(start(demo.settings, clock))
    assert [redeemed(demo.settings, code, clock) for code in codes] == INVITED
    clock.forward(days=2)
    assert [redeemed(demo.settings, code, clock) for code in demo.codes] == [None] * len(INVITED)


def test_the_codes_of_the_first_start_work(demo: Demo, clock: Clock) -> None:
    assert [redeemed(demo.settings, code, clock) for code in demo.codes] == INVITED


def test_who_has_come_to_the_end_is_replaced(demo: Demo, clock: Clock) -> None:
    with (db := database(demo.settings)).write() as session:
        case = session.scalars(select(Case).where(Case.reference == INVITED[0])).one()
        withdraw(session, case, principal_of(session, CASE_MANAGER, clock()), clock())
    db.close()
    clock.forward(hours=1)
    codes = CODE.findall(start(demo.settings, clock))
    assert [redeemed(demo.settings, code, clock) for code in codes] == [f"{INVITED[0]}-2", *INVITED[1:]]


def test_the_printed_password_and_code_belong_to_the_account(demo: Demo, clock: Clock) -> None:
    assert PASSWORD in demo.printed
    with (db := database(demo.settings)).read() as session:
        users = session.scalars(select(StaffUser)).all()
        assert all(password_matches(user.password_hash, PASSWORD) for user in users)
        assert not any(user.must_change_password or user.pending_approval for user in users)
        for user in users:
            row = next(line for line in demo.printed.splitlines() if user.email in line)
            assert accepted_step(user.totp_secret or "", row.split()[-1], clock(), user.totp_last_step) is not None
    db.close()


def test_a_spent_code_is_followed_by_one_that_works(
    demo: Demo, clock: Clock, capsys: pytest.CaptureFixture[str]
) -> None:
    db = database(demo.settings)
    for _ in range(2):
        print_second_factor(demo.settings, f" {CASE_MANAGER.email.upper()} ", clock)
        code = capsys.readouterr().out.split()[0]
        with db.write() as session:
            user = session.scalars(select(StaffUser).where(StaffUser.email == CASE_MANAGER.email)).one()
            step = accepted_step(user.totp_secret or "", code, clock(), user.totp_last_step)
            assert step is not None
            user.totp_last_step = step
    db.close()


def test_an_interrupted_demo_is_finished_at_the_next_start(demo: Demo, clock: Clock) -> None:
    before = states(demo.settings, clock)
    with (db := database(demo.settings)).write() as session:
        ready = session.scalars(select(Case).where(Case.reference == "DEMO-04")).one()
        ready.reference = "GONE"
    db.close()
    clock.forward(hours=1)
    start(demo.settings, clock)
    assert states(demo.settings, clock) == {**before, "GONE": State.READY}


def test_codes_run_out_no_sooner_than_the_settings_say(demo: Demo, clock: Clock) -> None:
    clock.now += timedelta(days=demo.settings.invitation_days - 1)
    assert redeemed(demo.settings, demo.codes[0], clock) == INVITED[0]
