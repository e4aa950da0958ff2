import statistics
import threading
import time

import pytest
from sqlalchemy import select, update

from service.audit.models import AuditEvent
from service.cases import codes, invitations
from service.cases.models import Case, CodeAttempt, Invitation
from service.errors import Conflict, TooMany
from tests.cases.conftest import with_case
from tests.support import installation
from tests.support.tables import everything

ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def redeem(place, typed):
    with place.site.db.write() as session:
        case = invitations.redeem_code(session, typed, place.clock(), place.site.settings)
        return case.id if case else None


def wrong(code):
    """The same beginning, another secret."""
    return code[:-1] + str((int(code[-1]) + 1) % 10)


def wait_of(place, typed):
    with pytest.raises(TooMany) as refused:
        redeem(place, typed)
    return refused.value.retry_after


def test_a_code_opens_its_case_as_often_as_it_is_needed(place, people):
    invited = place.invite(people.anne)
    assert redeem(place, invited.code) == invited.case_id
    assert redeem(place, invited.code.translate(ARABIC)) == invited.case_id
    assert redeem(place, " ".join(invited.code[n : n + 4] for n in range(0, 20, 4))) == invited.case_id


def test_only_a_hash_of_the_secret_is_anywhere(place, people):
    invited = place.invite(people.anne)
    redeem(place, invited.code)
    assert invited.code[4:] not in repr(everything(place.site.db))


def test_the_first_use_is_remembered(place, people, clock):
    invited = place.invite(people.anne)
    first = clock()
    redeem(place, invited.code)
    clock.forward(days=1)
    redeem(place, invited.code)
    with place.site.db.read() as session:
        assert session.scalars(select(Invitation.first_used_at)).one() == first


def test_wrong_unknown_expired_and_revoked_look_alike(place, people, clock):
    revoked, expired, working = (place.invite(people.anne) for _ in range(3))
    with_case(place, revoked.case_id, lambda s, case: invitations.revoke_invitation(s, case, people.anne, clock()))
    with place.site.db.write() as session:
        session.execute(update(Invitation).where(Invitation.case_id == expired.case_id).values(expires_at=clock()))
    unknown = next(f"{n:04}" for n in range(10000) if f"{n:04}" not in (working.code[:4], revoked.code[:4]))
    for typed in (wrong(working.code), unknown + "0" * 16, revoked.code, expired.code):
        assert redeem(place, typed) is None


def test_a_client_who_stopped_does_not_come_in_any_more(place, people):
    from service.cases.actions import withdraw

    invited = place.invite(people.anne)
    with_case(place, invited.case_id, lambda session, case: withdraw(session, case, people.anne, place.clock()))
    assert redeem(place, invited.code) is None


def test_after_five_failures_the_wait_grows_and_a_right_code_waits_too(place, people, clock):
    invited = place.invite(people.anne)
    for _ in range(5):
        assert redeem(place, wrong(invited.code)) is None
    waits = []
    for _ in range(7):
        waits.append(wait_of(place, invited.code))
        clock.forward(seconds=waits[-1])
        assert redeem(place, wrong(invited.code)) is None
    assert waits == [30, 60, 120, 240, 480, 900, 900]
    clock.forward(seconds=899)
    assert wait_of(place, invited.code) == 1
    clock.forward(seconds=1)
    assert redeem(place, invited.code) == invited.case_id
    assert redeem(place, wrong(invited.code)) is None


def test_an_unknown_beginning_waits_as_a_known_one_does(place, people):
    invited = place.invite(people.anne)
    unknown = f"{(int(invited.code[:4]) + 1) % 10000:04}" + "1" * 16
    for typed in (wrong(invited.code), unknown):
        for _ in range(5):
            assert redeem(place, typed) is None
        assert wait_of(place, typed) == 30


def test_others_are_not_held_up_by_somebodys_guessing(place, people):
    guessed, other = place.invite(people.anne), place.invite(people.bram)
    for _ in range(5):
        redeem(place, wrong(guessed.code))
    assert guessed.code[:4] != other.code[:4]
    assert redeem(place, other.code) == other.case_id


def test_failures_of_long_ago_are_forgotten(place, people, clock):
    invited = place.invite(people.anne)
    for _ in range(4):
        redeem(place, wrong(invited.code))
    clock.forward(days=1, seconds=1)
    redeem(place, wrong(invited.code))
    assert redeem(place, invited.code) == invited.case_id


def test_thousands_of_guesses_hit_nothing_and_are_slowed_to_a_trickle(place, people, clock):
    invited = place.invite(people.anne)
    tried = refused = 0
    for _ in range(2000):
        clock.forward(seconds=1)
        try:
            assert redeem(place, invited.code[:4] + invitations.random_digits(16)) is None
            tried += 1
        except TooMany:
            refused += 1
    assert tried < 12
    assert tried + refused == 2000


def test_guesses_made_at_once_are_counted_one_by_one(place, people):
    invited = place.invite(people.anne)
    outcomes = []

    def guess():
        try:
            redeem(place, wrong(invited.code))
            outcomes.append("tried")
        except TooMany:
            outcomes.append("wait")

    threads = [threading.Thread(target=guess) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes.count("tried") == 5
    with place.site.db.read() as session:
        assert session.get_one(CodeAttempt, invited.code[:4]).failures == 5


def test_an_unknown_beginning_costs_as_much_as_a_known_one(place, people, clock, monkeypatch):
    monkeypatch.setattr(installation, "QUICK", codes.HASHER)
    invited = place.invite(people.anne)
    unknown = f"{(int(invited.code[:4]) + 1) % 10000:04}" + "1" * 16
    spent = {wrong(invited.code): [], unknown: []}
    for _ in range(9):
        for typed, times in spent.items():
            clock.forward(hours=1)
            begun = time.thread_time()  # what it costs, however busy the computer is
            redeem(place, typed)
            times.append(time.thread_time() - begun)
    known_time, unknown_time = (statistics.median(times) for times in spent.values())
    assert 0.5 < known_time / unknown_time < 2


def test_codes_that_begin_alike_each_open_their_own_case(place, people, monkeypatch):
    monkeypatch.setattr(invitations, "quiet_lookup", lambda session, now: "0042")
    alike = [place.invite(people.anne) for _ in range(3)]
    assert {invited.code[:4] for invited in alike} == {"0042"}
    for invited in alike:
        assert redeem(place, invited.code) == invited.case_id


def test_a_beginning_that_is_taken_is_avoided_while_others_are_free(place, people, monkeypatch):
    first = place.invite(people.anne)
    draws = iter([first.code[:4]] * 11 + ["9876" if first.code[:4] != "9876" else "9875"])
    monkeypatch.setattr(invitations, "random_digits", lambda count: next(draws))
    with place.site.db.read() as session:
        assert invitations.quiet_lookup(session, place.clock()) != first.code[:4]


def test_a_second_code_is_refused_while_the_first_works(place, people):
    invited = place.invite(people.anne)

    def issue(session, case):
        return invitations.issue_invitation(session, case, people.anne, place.clock(), place.site.settings)

    with pytest.raises(Conflict):
        with_case(place, invited.case_id, issue)
    place.clock.forward(days=place.site.settings.invitation_days, seconds=1)
    assert redeem(place, with_case(place, invited.case_id, issue).digits) == invited.case_id


def test_of_two_codes_issued_at_once_one_exists(place, people):
    invited = place.invite(people.anne)
    with_case(
        place, invited.case_id, lambda s, case: invitations.revoke_invitation(s, case, people.anne, place.clock())
    )
    place.clock.forward(minutes=1)
    outcomes = []

    def issue():
        try:
            with place.site.db.write() as session:
                case = session.scalars(select(Case).where(Case.id == invited.case_id).with_for_update(of=Case)).one()
                invitations.issue_invitation(session, case, people.anne, place.clock(), place.site.settings)
            outcomes.append("issued")
        except Conflict:
            outcomes.append("late")

    threads = [threading.Thread(target=issue) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["issued", "late", "late", "late"]


def test_the_log_tells_of_codes_without_holding_one(place, people):
    invited = place.invite(people.anne)
    redeem(place, wrong(invited.code))
    redeem(place, invited.code)
    with place.site.db.read() as session:
        rows = session.execute(select(AuditEvent.event, AuditEvent.context)).all()
    assert {"invitation_issued", "code_refused", "code_accepted"} <= {row.event for row in rows}
    assert not any(invited.code[:4] in str(row.context) for row in rows)
