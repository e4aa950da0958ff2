"""What saving an answer costs, with the load on the same cores: `.venv/bin/python -m tests.benchmarks.answers`.

The real service on SQLite (one process) and on PostgreSQL (two), 10 and 50 respondents without think time, in both ways
(one POST, and POST with redirect and GET); beside it the floor, a bare page of the same tools, in the same run. CPU is
that of the service's processes over everything asked of them, moves between modules too, per acknowledged answer.
"""

import argparse
import asyncio
import json
import os
import tempfile
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random

import uvloop

from service.db import Database
from service.web.site import utc_now
from tests.benchmarks.bare import Bare, keep_sending
from tests.benchmarks.invited import invite
from tests.benchmarks.processes import cpu_seconds, largest_mb, resident_mb
from tests.benchmarks.respondents import Diary, Respondent, keep_answering
from tests.benchmarks.subjects import Setting, floor, on_postgresql, on_sqlite, service
from tests.benchmarks.wire import Wire

WAYS = ("part", "form")
NUMBERS = (10, 50)
SPARE = 50
CODES = 400
WARM_UP_S = 2.0
LANGUAGES = ("nl", "en", "ar", "ti")
TARGETS = "Targets: CPU <= 2.5 ms per answer, >= 400 answers/s, p99 <= 150 ms at 50, RSS <= 250 MB, <= 2 x the floor"

Load = Callable[[asyncio.Event], Awaitable[None]]


@dataclass(frozen=True)
class Figures:
    """One measurement. Latency from POST to reply in ms; CPU in ms per acknowledged answer; memory in MB."""

    database: str
    subject: str
    way: str
    respondents: int
    answers: int
    per_second: float
    p50_ms: float
    p99_ms: float
    cpu_ms: float
    database_cpu_ms: float
    rss_mb: float
    tree_mb: float


@dataclass(frozen=True)
class Subject:
    """What runs: its name, setting, port and process."""

    name: str
    setting: Setting
    port: int
    pid: int


async def measure(subject: Subject, way: str, number: int, diary: Diary, load: Load, seconds: float) -> Figures:
    """The figures of `seconds` under this load, after a short warm-up."""
    stop = asyncio.Event()
    running = asyncio.ensure_future(load(stop))
    await asyncio.sleep(WARM_UP_S)
    server = subject.setting.server
    before = len(diary.seconds), cpu_seconds(subject.pid), cpu_seconds(server) if server else 0.0
    began = asyncio.get_running_loop().time()
    await asyncio.sleep(seconds)
    took = asyncio.get_running_loop().time() - began
    cpu, server_cpu = cpu_seconds(subject.pid) - before[1], (cpu_seconds(server) if server else 0.0) - before[2]
    waits = sorted(diary.seconds[before[0] :])
    stop.set()
    await running
    count = len(waits)
    return Figures(
        database=subject.setting.name,
        subject=subject.name,
        way=way,
        respondents=number,
        answers=count,
        per_second=round(count / took, 1),
        p50_ms=round(1000 * waits[count // 2], 1),
        p99_ms=round(1000 * waits[count * 99 // 100], 1),
        cpu_ms=round(1000 * cpu / count, 2),
        database_cpu_ms=round(1000 * server_cpu / count, 2),
        rss_mb=round(largest_mb(subject.pid)),
        tree_mb=round(resident_mb(subject.pid)),
    )


class Waiting:
    """Respondents who have come in and sit before a question; who has not finished serves in the next measurement."""

    def __init__(self, port: int, codes: Iterator[str], diary: Diary) -> None:
        self.port = port
        self.codes = codes
        self.diary = diary
        self.ready: list[Respondent] = []
        self.made = 0

    async def fill(self, number: int) -> None:
        """Until so many are ready; each begins at another module, so that all are asked at any moment."""
        self.ready = [one for one in self.ready if not one.done]
        while len(self.ready) < number:
            made = [self.one(self.made + place) for place in range(8)]
            await asyncio.gather(*(one.come_in(leave_out=place) for place, one in enumerate(made)))
            self.made += len(made)
            self.ready += made

    def one(self, number: int) -> Respondent:
        """A new respondent."""
        language = LANGUAGES[number // 8 % len(LANGUAGES)]
        return Respondent(Wire(self.port, part=True), next(self.codes), self.diary, Random(number), language)


async def measure_service(subject: Subject, codes: Iterator[str], seconds: float) -> list[Figures]:
    """All ways and numbers on the real service."""
    diary = Diary()
    waiting = Waiting(subject.port, codes, diary)
    found = []
    for way in WAYS:
        for number in NUMBERS:
            await waiting.fill(number + SPARE)
            for one in waiting.ready:
                one.wire.part = way == "part"
            seated, spare = waiting.ready[:number], waiting.ready[number:]

            async def load(stop: asyncio.Event, seated: list[Respondent] = seated, spare: list[Respondent] = spare) -> None:
                await keep_answering(seated, spare, stop)

            found.append(await measure(subject, way, number, diary, load, seconds))
            if not spare:
                raise RuntimeError("all sittings have ended; more spare respondents are needed")
    if diary.refused:
        raise RuntimeError(f"{len(diary.refused)} answers were refused, such as {diary.refused[0]}")
    return found


async def measure_floor(subject: Subject, seconds: float) -> list[Figures]:
    """All ways and numbers on the bare page."""
    found = []
    for way in WAYS:
        for number in NUMBERS:
            diary = Diary()
            bare = [Bare(Wire(subject.port, part=way == "part"), diary) for _ in range(number)]

            async def load(stop: asyncio.Event, bare: list[Bare] = bare) -> None:
                await keep_sending(bare, stop)

            found.append(await measure(subject, way, number, diary, load, seconds))
            for one in bare:
                one.wire.close()
    return found


def measure_on(setting: Setting, seconds: float) -> list[Figures]:
    """The service and its floor on one database."""
    db = Database(setting.settings.database)
    codes = iter(invite(db, setting.settings, CODES, utc_now()))
    db.close()
    found = []
    with service(setting) as (port, pid), asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        found += runner.run(measure_service(Subject("service", setting, port, pid), codes, seconds))
    with floor(setting) as (port, pid), asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        found += runner.run(measure_floor(Subject("floor", setting, port, pid), seconds))
    return found


def table(found: list[Figures]) -> Iterator[str]:
    """The figures as lines of text, with the ratio of CPU to the floor's."""
    floors = {(row.database, row.way, row.respondents): row.cpu_ms for row in found if row.subject == "floor"}
    yield "database    subject  way   people  answers/s   p50 ms   p99 ms  CPU ms  db CPU ms  x floor  RSS MB  all MB"
    for row in found:
        ratio = row.cpu_ms / floors[row.database, row.way, row.respondents]
        yield (
            f"{row.database:<11} {row.subject:<8} {row.way:<5} {row.respondents:>6} {row.per_second:>10} {row.p50_ms:>8} "
            f"{row.p99_ms:>8} {row.cpu_ms:>7} {row.database_cpu_ms:>10} {ratio:>8.2f} {row.rss_mb:>7} {row.tree_mb:>7}"
        )


def main() -> None:
    """Measure, and print a table and the same as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=12, help="of each measurement")
    parser.add_argument("--only", choices=("sqlite", "postgresql"))
    given = parser.parse_args()
    settings: dict[str, Callable[[Path], AbstractContextManager[Setting]]] = {
        "sqlite": on_sqlite,
        "postgresql": on_postgresql,
    }
    print(f"{os.cpu_count()} cores, load before the start: {os.getloadavg()[0]:.2f}", flush=True)
    found: list[Figures] = []
    with tempfile.TemporaryDirectory() as folder:
        for name, setting in settings.items():
            if given.only in (None, name):
                with setting(Path(folder)) as at:
                    found += measure_on(at, given.seconds)
    print("\n".join(table(found)))
    print(TARGETS)
    print(json.dumps([asdict(row) for row in found]))


if __name__ == "__main__":
    main()
