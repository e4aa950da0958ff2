"""A bar on a terminal while something is estimated; nothing where the output goes to a file."""

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager

#: A change this small means that the estimates stand still.
STILL = 1e-6


@contextmanager
def shown(title: str) -> Iterator[Callable[[int, float], None]]:
    """Gives a function to call with the number of rounds and the largest change in the last one."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    columns = TextColumn("{task.description}"), BarColumn(), TextColumn("round {task.fields[rounds]}")
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(title, total=1.0, rounds=0)

        def told(rounds: int, change: float) -> None:
            bar.update(task, completed=nearness(change), rounds=rounds)

        yield told


@contextmanager
def counted(title: str, total: int) -> Iterator[Callable[[int], None]]:
    """Gives a function to call with how many of `total` are done."""
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(title, total=total)

        def told(done: int) -> None:
            bar.update(task, completed=done)

        yield told


@contextmanager
def waiting(title: str) -> Iterator[None]:
    """Something that moves while one thing is done that has no parts to count."""
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn()
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        bar.add_task(title, total=None)
        yield


def nearness(change: float) -> float:
    """0 at the start, 1 when it stands still, in equal steps for each power of ten."""
    return min(1.0, max(0.0, math.log10(max(change, STILL)) / math.log10(STILL)))
