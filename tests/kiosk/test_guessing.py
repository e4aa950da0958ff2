"""Somebody guesses codes without end, from the address that a whole centre has: clients still come in."""

import threading
import time

from service.accounts.models import Role
from service.cases.attempts import ALL, hold_now
from service.cases.models import CodeAttempt
from tests.support.installation import Installation
from tests.support.respondent import Respondent

GUESSERS = 10


def test_ten_thousand_guesses_later_a_client_at_the_same_address_is_in_within_five_seconds(place: Installation) -> None:
    invited = place.invite(place.staff(Role.CASE_MANAGER))
    beginnings = [f"{number:04}" for number in range(1000, 1100) if f"{number:04}" != invited.code[:4]]
    with place.site.db.write() as session:
        session.add(CodeAttempt(lookup=ALL, failures=10_000, last_failure_at=place.clock()))
    tries: list[float] = []
    over = threading.Event()

    def guess_on(own: list[str]) -> None:
        guesser = Respondent(place.app, "en")
        for beginning in own:
            if over.is_set():
                return
            begun = time.monotonic()
            guesser.enter(beginning + "1" * 16)
            tries.append(time.monotonic() - begun)
            assert guesser.notice

    threads = [threading.Thread(target=guess_on, args=(beginnings[n::GUESSERS],)) for n in range(GUESSERS)]
    client = Respondent(place.app, "en")
    client.post("/language", language="en")
    for thread in threads:
        thread.start()
    begun, worked = time.monotonic(), time.process_time()
    client.enter(invited.code)
    waited, worked = time.monotonic() - begun, time.process_time() - worked
    over.set()
    for thread in threads:
        thread.join()
    assert client.heading == "What is this?"
    assert waited >= 2, "held as long as a guess, so that the time tells nothing"
    assert 2 + worked < 5, "the hold, and all work meanwhile, for guessers too: others may be busy beside us"
    assert len(tries) >= GUESSERS
    assert min(tries) >= 2
    with place.site.db.read() as session:
        assert session.get_one(CodeAttempt, ALL).failures >= 10_000 + GUESSERS
        assert hold_now(session, place.clock()).total_seconds() == 2


def test_a_planted_budget_row_is_no_code(place: Installation) -> None:
    """What the row is named can't be typed as the beginning of a code."""
    client = Respondent(place.app, "en")
    client.enter(ALL + "1" * 17)
    assert "has 20 digits" in client.notice
