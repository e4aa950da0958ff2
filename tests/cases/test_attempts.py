"""The budget over all codes: a guesser who goes from one beginning to the next is slowed; nobody else is shut out."""

import threading
from datetime import timedelta

import structlog

from service.cases.attempts import ALL, hold_now
from service.cases.invitations import Proof, redeem_code
from service.cases.models import CodeAttempt

NOBODYS = Proof(None)


def guess(place, lookup):
    """A wrong code, without the work of its hash."""
    with place.site.db.write() as session:
        code = f"{lookup:04}" + "1" * 16
        assert redeem_code(session, code, place.clock(), place.site.settings, NOBODYS) is None


def hold(place):
    with place.site.db.read() as session:
        return hold_now(session, place.clock())


def test_guesses_spread_over_beginnings_count_together(place, people, clock):
    invited = place.invite(people.anne)
    others = [lookup for lookup in range(1000, 1200) if f"{lookup:04}" != invited.code[:4]]
    with structlog.testing.capture_logs() as logs:
        for lookup in others[:60]:
            guess(place, lookup)
        assert hold(place) == timedelta(0)
        guess(place, others[60])
        assert hold(place) == timedelta(seconds=0.25)
        for lookup in others[61:90]:
            guess(place, lookup)
    assert hold(place) == timedelta(seconds=0.5)
    assert logs == [{"event": "many_wrong_codes", "log_level": "warning", "counted": 61}], "once, and without a code"
    with place.site.db.write() as session:
        case = redeem_code(session, invited.code, clock(), place.site.settings)
        assert case is not None
        assert case.id == invited.case_id
    clock.forward(minutes=11)
    assert hold(place) == timedelta(0)


def test_nothing_is_held_before_the_first_wrong_code(place):
    assert hold(place) == timedelta(0)


def test_guesses_made_at_once_at_different_beginnings_are_all_counted(place):
    threads = [threading.Thread(target=guess, args=(place, lookup)) for lookup in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with place.site.db.read() as session:
        assert session.get_one(CodeAttempt, ALL).failures == 12
