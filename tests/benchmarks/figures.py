"""One measurement under load, and how the figures are shown."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass

from tests.benchmarks.processes import cpu_seconds, largest_mb, resident_mb
from tests.benchmarks.respondents import Diary
from tests.benchmarks.subjects import Setting

WARM_UP_S = 2.0

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
