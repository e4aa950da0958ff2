"""A narrow way for work that costs much: a few at a time, the others behind them in the order they came."""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from service.errors import TooMany

T = TypeVar("T")

RETRY_AFTER = 5


class Lane:
    """`abreast`: how many work at once. `most`: how many may be in the lane, waiting or working.

    Its threads are its own: who waits here keeps nobody waiting elsewhere.
    """

    def __init__(self, abreast: int, most: int) -> None:
        self._threads = ThreadPoolExecutor(abreast, "lane")
        self._places = threading.BoundedSemaphore(most)

    async def run(self, work: Callable[[], T]) -> T:
        """Do the work when its turn comes. Raises `TooMany` at once where the lane is full."""
        if not self._places.acquire(blocking=False):
            raise TooMany(RETRY_AFTER)
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, work)
        finally:
            self._places.release()
