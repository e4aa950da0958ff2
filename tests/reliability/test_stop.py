"""A service that is told to stop ends in order: the job and the answer at hand are done, and nothing is left behind."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import text

from service.config import ROOT, Settings
from service.db import Database
from service.jobs.actions import enqueue
from service.jobs.queries import counts
from service.web.site import utc_now
from tests.benchmarks.invited import invite
from tests.benchmarks.processes import end, free_port, wait_until_open
from tests.benchmarks.respondents import Diary, Respondent
from tests.benchmarks.wire import Wire
from tests.reliability.checker import faults, stored_answers
from tests.reliability.slow_job import KIND
from tests.support.loop import run
from tests.support.waiting import until

SERVE = [sys.executable, "-m", "service", "serve"]


@pytest.fixture
def db(database_url: str) -> Iterator[Database]:
    db = Database(database_url)
    yield db
    db.close()


@contextmanager
def started(command: list[str], database_url: str, folder: Path, port: int = 0) -> Iterator["subprocess.Popen[bytes]"]:
    """The command on this database once its port is open; what it unpacks goes to `folder`/unpacked."""
    (folder / "unpacked").mkdir()
    port = port or free_port()
    kept = {name: value for name, value in os.environ.items() if not name.startswith("KLANTBEELD_")}
    place = {"KLANTBEELD_DATA": str(folder / "data"), "DATABASE_URL": database_url, "PORT": str(port)}
    environment = {**kept, **place, "TMPDIR": str(folder / "unpacked")}
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    try:
        wait_until_open(port, process)
        yield process
    finally:
        end(process)


def unpacked(folder: Path) -> list[str]:
    return [path.name for path in (folder / "unpacked").iterdir() if list(path.glob("*"))]


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_the_job_at_hand_is_done(db: Database, database_url: str, tmp_path: Path, how: signal.Signals) -> None:
    def tally() -> dict[tuple[str, str], int]:
        with db.read() as session:
            return counts(session)

    with started([sys.executable, "-m", "tests.reliability.slow_job"], database_url, tmp_path) as process:
        with db.write() as session:
            for which in range(2):
                enqueue(session, KIND, {"number": which}, utc_now())
        until(lambda: (KIND, "leased") in tally())
        process.send_signal(how)
        process.wait(20)

    assert tally() == {(KIND, "done"): 1, (KIND, "waiting"): 1}


@pytest.mark.postgres
@pytest.mark.parametrize("database_url", ["postgres"], indirect=True)
def test_fonts_are_put_away_by_each_of_two_processes(database_url: str, tmp_path: Path) -> None:
    with started([*SERVE, "--processes", "2"], database_url, tmp_path) as process:
        until(lambda: len(unpacked(tmp_path)) == 2)
        process.terminate()
        process.wait(20)

    assert unpacked(tmp_path) == []


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_fonts_are_put_away_by_a_process_alone(database_url: str, tmp_path: Path) -> None:
    with started(SERVE, database_url, tmp_path) as process:
        until(lambda: len(unpacked(tmp_path)) == 1)
        process.terminate()
        process.wait(20)

    assert unpacked(tmp_path) == []


#: So long the database lets an answer wait, before and after the service is told to stop.
HELD_S = 0.5


async def answer_while_it_stops(
    one: Respondent, db: Database, process: "subprocess.Popen[bytes]", how: signal.Signals
) -> None:
    """A client's second answer is on its way into a database that is busy; then the service is told to stop."""
    await one.come_in()
    await one.answer()
    with db.write() as session:
        session.execute(text("SELECT 1" if db.is_sqlite else "LOCK TABLE answer IN EXCLUSIVE MODE"))  # SQLite: by BEGIN
        answering = asyncio.ensure_future(one.answer())
        await asyncio.sleep(HELD_S)
        process.send_signal(how)
        await asyncio.sleep(HELD_S)
        assert not answering.done(), "nothing is acknowledged before it is kept"
        assert process.poll() is None, "it waits for what is under way"
    await asyncio.wait_for(answering, 20)


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_an_answer_under_way_is_kept_and_acknowledged(
    db: Database, database_url: str, tmp_path: Path, how: signal.Signals
) -> None:
    port, diary = free_port(), Diary()
    [code] = invite(Settings(data=tmp_path / "data", database_url=database_url), 1, utc_now())
    with started(SERVE, database_url, tmp_path, port) as process:
        one = Respondent(Wire(port, part=True), code, diary, Random(1))
        run(answer_while_it_stops(one, db, process, how))
        process.wait(20)

    assert (len(diary.sent), len(diary.acknowledged), diary.broken) == (2, 2, 0)
    assert faults(diary, stored_answers(db)) == []
    assert len(stored_answers(db)) == 2
