"""The commands behind `klantbeeld demo`. What goes wrong is said on stderr, and the exit code is 1."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from random import Random

from rich.console import Console
from rich.progress import Progress

from service.app import JOB_HANDLERS, make_site
from service.config import ROOT, Settings
from service.demo.clock import DemoClock
from service.demo.fresh_codes import fresh_codes
from service.demo.guard import demo_database
from service.demo.invitations import invite_many
from service.demo.people import Person
from service.demo.room import fill_room
from service.demo.screen import accounts_table, codes_table, show
from service.demo.staff import COLLEAGUES, principal_of, second_factor
from service.demo.story import tell, untold
from service.errors import KlantbeeldError
from service.jobs.worker import work_all
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
    """Make the demo where it is not there yet, and print accounts and fresh access codes."""
    with saying_why():
        with demo_database(settings) as db, db.write() as session:
            for colleague in COLLEAGUES:
                principal_of(session, colleague, clock())
            people = untold(session)
        if people:
            make_people(settings, people, clock())
        with demo_database(settings) as db, db.write() as session:
            now = clock()
            codes = codes_table(fresh_codes(session, settings, now))
            fill_room(session, now)
            accounts = accounts_table(session, now)
    show(Console(), settings.url, shown_path(settings.data), accounts, codes)


def make_people(settings: Settings, people: Sequence[Person], today: datetime) -> None:
    """Bring each person to their goal, by the code that serves real ones; then work off what is left."""
    time = DemoClock(today)
    site = make_site(settings, time)
    try:
        with Progress(console=Console(stderr=True), transient=True) as progress:
            task = progress.add_task("Making clients up", total=len(people))
            for person in people:
                tell(site, time, person, today)
                progress.advance(task)
        time.now = today
        work_all(site, JOB_HANDLERS, today)
    finally:
        site.db.close()


def shown_path(path: Path) -> str:
    """The folder as one would type it from the checkout."""
    return str(path.relative_to(ROOT) if path.is_relative_to(ROOT) else path)
