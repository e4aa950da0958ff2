"""Respondents of the floor: the same form again and again, in the same two ways."""

import asyncio
import time
import uuid
from collections.abc import Sequence

from tests.benchmarks.respondents import Diary
from tests.benchmarks.wire import Wire


class Bare:
    """One browser at the bare page."""

    def __init__(self, wire: Wire, diary: Diary) -> None:
        self.wire = wire
        self.diary = diary

    async def answer_on(self, stop: asyncio.Event) -> None:
        """Send the form until told to stop."""
        while not stop.is_set():
            began = time.perf_counter()
            form = b"item=neighbours&answer=3&key=" + uuid.uuid4().hex.encode()
            reply = await self.wire.send("POST", "/answer", form)
            if reply.status >= 400:
                raise RuntimeError(f"the floor answered {reply.status}: {reply.body[:300]!r}")
            self.diary.seconds.append(time.perf_counter() - began)
            if reply.status == 303:
                await self.wire.send("GET", "/")


async def keep_sending(bare: Sequence[Bare], stop: asyncio.Event) -> None:
    """All at once until `stop`."""
    await asyncio.gather(*(one.answer_on(stop) for one in bare))
