"""The commands behind `klantbeeld demo`. What goes wrong is said on stderr, and the exit code is 1."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from random import Random

from rich.console import Console
from rich.progress import Progress

from service.config import Settings
from service.demo.guard import demo_database
from service.demo.invitations import invite_many
from service.demo.staff import COLLEAGUES, principal_of, second_factor
from service.errors import KlantbeeldError
from service.web.site import utc_now

Clock = Callable[[], datetime]


@contextmanager
def saying_why() -> Iterator[None]:
    """End the command with the error's own words."""
    try:
        yield
    except KlantbeeldError as problem:
        raise SystemExit(problem.detail or problem.code) from None


def add_invitations(settings: Settings, count: int, clock: Clock = utc_now) -> None:
    """Add `count` invited clients and print their access codes on stdout, one a line and nothing else."""
    chance = Random()  # noqa: S311 - names
    progress = Progress(console=Console(stderr=True))
    with saying_why(), demo_database(settings) as db, progress:
        task = progress.add_task("Invitations", total=count)
        for codes in invite_many(db, settings, count, chance, clock()):
            print("\n".join(codes), flush=True)
            progress.advance(task, len(codes))


def print_second_factor(settings: Settings, email: str, clock: Clock = utc_now) -> None:
    """Print the code with which a demo account can sign in now."""
    now = clock()
    with saying_why(), demo_database(settings) as db, db.read() as session:
        found = second_factor(session, email.strip().casefold(), now)
    seconds = int((found.valid_until - now).total_seconds())
    print(f"{found.code}   works once, for {seconds} more seconds")


def show_demo(settings: Settings, clock: Clock = utc_now) -> None:
    """Make the demo's accounts when absent."""
    now = clock()
    with saying_why(), demo_database(settings) as db, db.write() as session:
        for colleague in COLLEAGUES:
            principal_of(session, colleague, now)
