"""One measurement under load, and how the figures are shown."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field

from tests.benchmarks.processes import cpu_seconds, largest_mb, resident_mb
from tests.benchmarks.respondents import Diary
from tests.benchmarks.subjects import Setting

WARM_UP_S = 1.0

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


@dataclass
class Tally:
    """What the rounds of one measurement add up to: seconds, and MB at most. `waits`: seconds from POST to reply."""

    subject: Subject
    way: str
    respondents: int
    waits: list[float] = field(default_factory=list)
    took: float = 0.0
    cpu: float = 0.0
    database_cpu: float = 0.0
    rss_mb: float = 0.0
    tree_mb: float = 0.0

    def figures(self) -> Figures:
        """The measurement as figures."""
        waits = sorted(self.waits)
        count = len(waits)
        return Figures(
            database=self.subject.setting.name,
            subject=self.subject.name,
            way=self.way,
            respondents=self.respondents,
            answers=count,
            per_second=round(count / self.took, 1),
            p50_ms=round(1000 * waits[count // 2], 1),
            p99_ms=round(1000 * waits[count * 99 // 100], 1),
            cpu_ms=round(1000 * self.cpu / count, 2),
            database_cpu_ms=round(1000 * self.database_cpu / count, 2),
            rss_mb=round(self.rss_mb),
            tree_mb=round(self.tree_mb),
        )


async def take_round(tally: Tally, diary: Diary, load: Load, seconds: float) -> None:
    """Add a round of `seconds` under this load, after a short warm-up."""
    subject, stop = tally.subject, asyncio.Event()
    server = subject.setting.server
    running = asyncio.ensure_future(load(stop))
    await asyncio.sleep(WARM_UP_S)
    before, cpu, server_cpu = len(diary.seconds), cpu_seconds(subject.pid), cpu_seconds(server) if server else 0.0
    began = asyncio.get_running_loop().time()
    await asyncio.sleep(seconds)
    tally.took += asyncio.get_running_loop().time() - began
    tally.cpu += cpu_seconds(subject.pid) - cpu
    tally.database_cpu += (cpu_seconds(server) if server else 0.0) - server_cpu
    tally.waits += diary.seconds[before:]
    stop.set()
    await running
    tally.rss_mb = max(tally.rss_mb, largest_mb(subject.pid))
    tally.tree_mb = max(tally.tree_mb, resident_mb(subject.pid))


def table(found: list[Figures]) -> Iterator[str]:
    """The figures as lines of text, with the ratio of CPU to the floor's."""
    floors = {(row.database, row.way, row.respondents): row.cpu_ms for row in found if row.subject == "floor"}
    yield "database    subject  way   people  answers/s   p50 ms   p99 ms  CPU ms  db CPU ms  x floor  RSS MB  all MB"
    for row in found:
        ratio = row.cpu_ms / floors[row.database, row.way, row.respondents]
        yield (
            f"{row.database:<11} {row.subject:<8} {row.way:<5} {row.respondents:>6} {row.per_second:>10} "
            f"{row.p50_ms:>8} {row.p99_ms:>8} {row.cpu_ms:>7} {row.database_cpu_ms:>10} {ratio:>8.2f} "
            f"{row.rss_mb:>7} {row.tree_mb:>7}"
        )
