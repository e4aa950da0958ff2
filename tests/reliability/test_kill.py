"""Reliability R1: no acknowledged answer is lost and none doubled, however often the service is killed."""

import asyncio
import signal
from pathlib import Path
from random import Random

import pytest

from service.config import Settings
from service.db import Database
from service.web.site import utc_now
from tests.benchmarks.invited import invite
from tests.benchmarks.processes import free_port
from tests.benchmarks.respondents import Diary, Respondent, keep_answering
from tests.benchmarks.wire import Wire
from tests.reliability.checker import SEALED, faults, stored_answers, unsound
from tests.reliability.served import Service, launched
from tests.support.loop import run

KILLS = 100
SEATS = 12
CODES = 120
LOAD_S = (0.005, 0.5)
MISTAKES = 0.02
SEED = 20261122


async def answer_through_kills(service: Service, codes: list[str], diary: Diary, rng: Random) -> None:
    """Everybody answers while the service is killed again and again; at the end all get their last reply."""
    respondents = [respondent(service.port, code, diary, rng) for code in codes]
    service.start()
    await asyncio.gather(*(one.come_in() for one in respondents[:SEATS]))
    stop = asyncio.Event()
    answering = asyncio.ensure_future(keep_answering(respondents[:SEATS], respondents[SEATS:], stop))
    for _ in range(KILLS):
        await load_for(rng.uniform(*LOAD_S), diary)
        assert not answering.done(), "nobody answers any more"
        await asyncio.to_thread(service.end, signal.SIGKILL)
        await asyncio.to_thread(service.start)
    stop.set()
    await answering


async def load_for(seconds: float, diary: Diary) -> None:
    """So long under load, from the first answer that this life of the service acknowledges."""
    before = len(diary.acknowledged)
    async with asyncio.timeout(60):
        while len(diary.acknowledged) == before:
            await asyncio.sleep(0.001)
    await asyncio.sleep(seconds)


def respondent(port: int, code: str, diary: Diary, rng: Random) -> Respondent:
    """One who doesn't give up, and who now and then sends what can't be kept."""
    one = Respondent(Wire(port, part=rng.random() < 0.7), code, diary, Random(rng.random()))
    one.patient = True
    one.mistakes = MISTAKES
    return one


@pytest.mark.slow
def test_a_killed_service_loses_no_acknowledged_answer_and_doubles_none(database_url: str, tmp_path: Path) -> None:
    settings = Settings(data=tmp_path / "data", database_url=database_url, port=free_port())
    db = Database(database_url)
    codes = invite(settings, CODES, utc_now())
    diary = Diary()

    with launched(settings) as service:
        run(answer_through_kills(service, codes, diary, Random(SEED)))
        more = invite(settings, 1, utc_now())
        run(respondent(service.port, more[0], diary, Random(SEED)).come_in())
        service.end(signal.SIGTERM)

    stored = stored_answers(db)
    found = faults(diary, stored), unsound(db)
    db.close()
    print(f"{KILLS} kills, {diary.broken} broken requests, {len(diary.acknowledged)} answers acknowledged")
    assert found == ([], [])
    assert len(diary.acknowledged) >= 5 * KILLS
    assert diary.broken >= KILLS
    assert diary.refused
    assert any(row.value is SEALED for row in stored)
