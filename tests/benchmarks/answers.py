"""What saving an answer costs, with the load on the same cores: `.venv/bin/python -m tests.benchmarks.answers`.

The real service on SQLite (one process) and on PostgreSQL (two), 10 and 50 respondents without think time, in both ways
(one POST, and POST with redirect and GET); beside it, by turns in the same run, the floor: a bare page of the same
tools. Pages are not packed, as the floor's are not, unless told otherwise. CPU is that of the service's processes over
everything asked of them, moves between modules too, per acknowledged answer.
"""

import argparse
import asyncio
import json
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import asdict
from pathlib import Path
from random import Random

import uvloop

from service.web.site import utc_now
from tests.benchmarks.bare import Bare, keep_sending
from tests.benchmarks.figures import Figures, Load, Subject, Tally, table, take_round
from tests.benchmarks.invited import invite
from tests.benchmarks.respondents import Diary, Respondent, keep_answering
from tests.benchmarks.subjects import Setting, floor, on_postgresql, on_sqlite, service
from tests.benchmarks.wire import Wire

WAYS = ("part", "form")
NUMBERS = (10, 50)
SPARE = 50
CODES = 500
#: Turns of the service and the floor in each measurement.
ROUNDS = 4
LANGUAGES = ("nl", "en", "ar", "ti")
TARGETS = "Targets: CPU <= 2.5 ms per answer, >= 400 answers/s, p99 <= 150 ms at 50, RSS <= 250 MB, <= 2 x the floor"


class Waiting:
    """Respondents who have come in and sit before a question; who has not finished serves in the next measurement."""

    def __init__(self, port: int, codes: Iterator[str], diary: Diary, packed: bool) -> None:
        self.port = port
        self.packed = packed
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
        for one in self.ready:
            one.wire.close()  # the service ends connections that are idle for long

    def one(self, number: int) -> Respondent:
        """A new respondent."""
        language = LANGUAGES[number // 8 % len(LANGUAGES)]
        return Respondent(
            Wire(self.port, part=True, packed=self.packed), next(self.codes), self.diary, Random(number), language
        )


class Served:
    """The load on the real service."""

    def __init__(self, subject: Subject, waiting: Waiting) -> None:
        self.subject = subject
        self.waiting = waiting
        self.diary = waiting.diary

    async def load(self, way: str, number: int) -> Load:
        """So many respondents who answer in this way, before their questions."""
        await self.waiting.fill(number + SPARE)
        ready = self.waiting.ready
        for one in ready:
            one.wire.part = way == "part"
        seated, spare = ready[:number], ready[number:]

        async def answering(stop: asyncio.Event) -> None:
            await keep_answering(seated, spare, stop)
            if not spare:
                raise RuntimeError("all sittings have ended; more spare respondents are needed")

        return answering


class Floored:
    """The same load on the bare page."""

    def __init__(self, subject: Subject) -> None:
        self.subject = subject
        self.diary = Diary()

    async def load(self, way: str, number: int) -> Load:
        """So many who send the form in this way."""
        bare = [Bare(Wire(self.subject.port, part=way == "part"), self.diary) for _ in range(number)]

        async def sending(stop: asyncio.Event) -> None:
            await keep_sending(bare, stop)
            for one in bare:
                one.wire.close()

        return sending


async def measure_in_turn(served: Served, floored: Floored, seconds: float) -> list[Figures]:
    """All ways and numbers, the service and its floor in short turns: what slows the machine down slows both."""
    found = []
    for way in WAYS:
        for number in NUMBERS:
            tallies = [Tally(each.subject, way, number) for each in (served, floored)]
            for _ in range(ROUNDS):
                for each, tally in zip((served, floored), tallies, strict=True):
                    await take_round(tally, each.diary, await each.load(way, number), seconds / ROUNDS)
            found += [tally.figures() for tally in tallies]
    if served.diary.refused:
        raise RuntimeError(f"{len(served.diary.refused)} answers were refused, such as {served.diary.refused[0]}")
    return found


def measure_on(setting: Setting, seconds: float, packed: bool) -> list[Figures]:
    """The service and its floor on one database."""
    codes = iter(invite(setting.settings, CODES, utc_now()))
    with (
        service(setting) as (port, pid),
        floor(setting) as (floor_port, floor_pid),
        asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner,
    ):
        served = Served(Subject("service", setting, port, pid), Waiting(port, codes, Diary(), packed))
        floored = Floored(Subject("floor", setting, floor_port, floor_pid))
        return runner.run(measure_in_turn(served, floored, seconds))


def main() -> None:
    """Measure, and print a table and the same as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=12, help="of each measurement")
    parser.add_argument("--only", choices=("sqlite", "postgresql"))
    parser.add_argument("--packed", action="store_true", help="pages go out packed; the floor's never do")
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
                    found += measure_on(at, given.seconds, given.packed)
    print("\n".join(table(found)))
    print(TARGETS)
    print(json.dumps([asdict(row) for row in found]))


if __name__ == "__main__":
    main()
