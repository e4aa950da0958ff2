"""Ten thousand guesses, each really compared and counted, by somebody who waits as long as the service asks.

By the clock of the test, since they would take six hours; and with a light hash, since what a hash costs is not what is
asked here (`tests/cases/test_codes.py`). That the door holds as long as the rules say: `test_guessing.py`.
"""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from unittest.mock import patch

import pytest
from argon2 import PasswordHasher
from sqlalchemy.orm import Session

from service.accounts.models import Role
from service.cases import codes
from service.cases.attempts import ALL, hold_now
from service.cases.invitations import prove_code, redeem_code
from service.cases.models import CodeAttempt
from service.errors import TooMany
from tests.conftest import Clock
from tests.support.installation import Installation
from tests.support.respondent import Respondent

GUESSES = 10_000
#: So many in one transaction, to be quick; each sees what the ones before it have left.
AT_ONCE = 50
LIGHT = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@pytest.fixture
def database_url(sqlite_template: Path, tmp_path: Path) -> str:
    """One database is enough: what counts tries made at once is tested on both (`tests/cases/test_attempts.py`)."""
    path = tmp_path / "klantbeeld.sqlite3"
    shutil.copy(sqlite_template, path)
    return f"sqlite:///{path}"


@pytest.fixture
def light() -> Iterator[None]:
    codes.nobodys_hash.cache_clear()
    with patch.object(codes, "HASHER", LIGHT):
        yield
    codes.nobodys_hash.cache_clear()


@dataclass
class Guesser:
    """Knows how one client's code begins. Tries it whenever that may be tried, and any other beginning meanwhile."""

    place: Installation
    clock: Clock
    known: str
    free_at: datetime
    chance: Random = field(default_factory=lambda: Random(6))
    hits: int = 0
    compared: int = 0
    waits: list[int] = field(default_factory=list)
    holds: list[float] = field(default_factory=list)

    def guess(self, session: Session) -> None:
        """One try, after the time for which the door holds it."""
        hold = hold_now(session, self.clock())
        self.holds.append(hold.total_seconds())
        self.clock.forward(seconds=max(hold.total_seconds(), 0.1))
        at_known = self.clock() >= self.free_at
        code = (
            self.known if at_known else f"{self.chance.randrange(10**4):04}"
        ) + f"{self.chance.randrange(10**16):016}"
        self.hits += self.found(session, code)
        if at_known:
            self.compared += 1
            self.probe(session)

    def found(self, session: Session, code: str) -> bool:
        """Whether this code opens anything."""
        proof = prove_code(session, code, self.clock())
        try:
            return redeem_code(session, code, self.clock(), self.place.site.settings, proof) is not None
        except TooMany:
            return False

    def probe(self, session: Session) -> None:
        """How long this beginning must wait now."""
        try:
            redeem_code(session, self.known + "0" * 16, self.clock(), self.place.site.settings)
        except TooMany as problem:
            self.waits.append(problem.retry_after)
            self.free_at = self.clock() + timedelta(seconds=problem.retry_after)
        else:
            self.compared += 1


def test_no_guess_hits_the_wait_grows_and_clients_still_come_in(place: Installation, clock: Clock, light: None) -> None:
    anne = place.staff(Role.CASE_MANAGER)
    attacked, other = place.invite(anne), place.invite(anne)
    begun = clock()
    guesser = Guesser(place, clock, attacked.code[:4], begun)
    for _ in range(GUESSES // AT_ONCE):
        with place.site.db.write() as session:
            for _ in range(AT_ONCE):
                guesser.guess(session)
    assert guesser.hits == 0
    assert guesser.waits[:6] == [30, 60, 120, 240, 480, 900]
    assert set(guesser.waits[6:]) == {900}
    hours = (clock() - begun) / timedelta(hours=1)
    assert guesser.compared <= 5 + 6 + 4 * hours, "at a known beginning four in an hour"
    assert hours > 5, "the budget of all codes slows whoever goes from one beginning to the next"
    assert guesser.holds[:50] == [0] * 50
    assert guesser.holds == sorted(guesser.holds)
    assert set(guesser.holds[400:]) == {2}
    with place.site.db.read() as session:
        assert session.get_one(CodeAttempt, ALL).failures > GUESSES // 2
    assert held_and_in(place, other.code) == 2, "in all less than five seconds"
    clock.forward(minutes=15)
    assert held_and_in(place, attacked.code) == 2


def held_and_in(place: Installation, code: str) -> float:
    """A client comes in by the page; for how many seconds the door held the client up."""
    held: list[float] = []

    async def hold(seconds: float) -> None:
        held.append(seconds)

    with patch("service.kiosk.code.sleep", hold):
        client = Respondent(place.app, "en")
        client.enter(code)
    assert client.heading == "What is this?"
    return sum(held)
