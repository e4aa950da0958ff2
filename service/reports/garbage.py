"""What a document leaves behind in memory, and when it is cleared away."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def gone_at_once() -> Iterator[None]:
    """Look for garbage once, when the document is done with, and then among what came with it alone.

    A document is a web of parts that hold each other: 60 MB. Left to the rounds of a process that serves, which are
    far apart, several documents would lie about at the same time; rounds while it is made find nothing.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.collect(0)
