"""The real server in a thread: a port of its own, a data folder of its own, the real clock, the worker running."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pyotp
import uvicorn
from starlette.types import ASGIApp

from service.accounts.actions import create_team, create_user, set_password
from service.accounts.models import Role
from service.accounts.queries import team_named
from service.app import JOB_HANDLERS, create_app, make_site
from service.config import ROOT, Settings
from service.jobs.worker import Worker
from service.migrate import migrate
from service.serve import options
from service.web.site import Site, utc_now
from tests.support.certificate import Certificate
from tests.support.reading import read_already
from tests.support.waiting import until

PASSWORD = "a-password-for-tests-only"


@dataclass(frozen=True)
class Account:
    """What a colleague knows and has: an address, a password, an app that shows codes."""

    email: str
    password: str
    secret: str
    clock: Callable[[], datetime] = utc_now

    def code(self) -> str:
        """The code that the app shows now, by the service's clock."""
        return pyotp.TOTP(self.secret).at(self.clock())


class MovableClock:
    """The real clock, and how far it was put forward."""

    def __init__(self) -> None:
        self.ahead = timedelta(0)

    def __call__(self) -> datetime:
        """The time it shows."""
        return utc_now() + self.ahead

    def forward(self, **by: float) -> None:
        """Move it, e.g. `clock.forward(minutes=5)`."""
        self.ahead += timedelta(**by)


@dataclass(frozen=True)
class Server:
    """A running service. `certificate`: where it speaks HTTPS."""

    site: Site
    url: str
    clock: MovableClock
    certificate: Certificate | None = None

    def account(self, role: Role, email: str) -> Account:
        """A colleague past the first sign-in: own password, second factor enrolled."""
        now = self.site.clock()
        with self.site.db.write() as session:
            team = None
            if role in (Role.CASE_MANAGER, Role.TEAM_LEAD):
                team = (team_named(session, "Oost") or create_team(session, "Oost", now, None)).id
            user = create_user(session, email, email.partition("@")[0], role, team, PASSWORD, now, None)
            set_password(session, user.id, PASSWORD, now)
            user.totp_secret = pyotp.random_base32()
            return Account(email, PASSWORD, user.totp_secret, self.site.clock)


@contextmanager
def serving(
    folder: Path,
    questionnaires: Path = ROOT / "questionnaires",
    clock: Callable[[], datetime] | None = None,
    certificate: Certificate | None = None,
    around: Callable[[ASGIApp], ASGIApp] = lambda app: app,
) -> Iterator[Server]:
    """The service, until the end of the block; over HTTPS with a certificate, as in production. `clock`: another one
    than the real one that can be put forward. `around`: puts something between the browser and the service.
    """
    listener = socket.create_server(("127.0.0.1", 0))  # kept, so that nobody else gets the port meanwhile
    port = listener.getsockname()[1]
    url = f"https://localhost:{port}" if certificate else f"http://127.0.0.1:{port}"
    settings = Settings(
        data=folder,
        database_url="",
        port=port,
        base_url=url,
        organisation="Gemeente Voorbeeld",
        questionnaires=questionnaires,
    )
    movable = MovableClock()
    with read_already():
        site = make_site(settings, clock or movable)
    migrate(site.db)
    tls = {"ssl_certfile": certificate.certificate, "ssl_keyfile": certificate.key} if certificate else {}
    server = uvicorn.Server(uvicorn.Config(around(create_app(site)), **options(settings), **tls))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    worker = Worker(site, JOB_HANDLERS)
    worker.start()
    until(lambda: server.started, "the service")
    try:
        yield Server(site, url, movable, certificate)
    finally:
        worker.stop()
        server.should_exit = True
        thread.join(10)
        listener.close()
        site.db.close()
