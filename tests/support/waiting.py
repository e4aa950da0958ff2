"""Waiting for a state, never for a time: a busy machine takes long, and a test must not fail for that."""

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

#: Seconds until what was waited for will not come any more. Only a test that fails takes as long.
PATIENCE = 60.0


def until(holds: Callable[[], T], what: str = "what was waited for") -> T:
    """Look again until there is something; that."""
    end = time.monotonic() + PATIENCE
    while not (found := holds()):
        assert time.monotonic() < end, f"{what} never came"
        time.sleep(0.02)
    return found
