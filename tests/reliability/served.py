"""Serves the real app from a fork of a warmed process, so that a service killed with SIGKILL is back in a moment.

Run as a program it loads everything once (code, questionnaires, templates) and then, for each line on its standard
input, forks a child and prints its process id. The child makes its own `Database` and serves with uvicorn, as
`klantbeeld serve` does; it is the child that is killed.
"""

import dataclasses
import gc
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from service.app import EVENT_HANDLERS, create_app, make_site
from service.config import ROOT, Settings
from service.db import Database
from service.serve import log_plainly, run, worker_for
from service.web.site import Site


def launch(settings: Settings) -> None:
    """Fork a serving child for each line that comes in, until there are no more lines."""
    warm = make_site(settings)
    warm.db.close()
    for language in warm.languages.codes("client"):
        warm_templates(warm, language)
    gc.freeze()
    print("ready", flush=True)
    for _ in sys.stdin:
        child = os.fork()
        if child == 0:
            serve(warm, settings)
        print(child, flush=True)
        os.waitpid(child, 0)


def warm_templates(site: Site, language: str) -> None:
    """Compile the kiosk's templates, as the first requests after a start would."""
    environment = site.renderer._environments[language]
    for name in environment.list_templates(filter_func=lambda name: name.startswith("kiosk/")):
        environment.get_template(name)


def serve(warm: Site, settings: Settings) -> None:
    """The child: its own connections, writer and worker; it never comes back."""
    log_plainly()
    site = dataclasses.replace(warm, db=Database(settings.database, EVENT_HANDLERS))
    run(create_app(site, None, worker_for(site, None)), settings)
    os._exit(0)


class Service:
    """The service as the tests start and kill it."""

    def __init__(self, launcher: "subprocess.Popen[str]", port: int) -> None:
        self._launcher = launcher
        self.port = port
        self.pid = 0

    def start(self) -> None:
        """Serve; back when the port is open."""
        assert self._launcher.stdin is not None
        assert self._launcher.stdout is not None
        self._launcher.stdin.write("serve\n")
        self._launcher.stdin.flush()
        self.pid = int(self._launcher.stdout.readline())
        for _ in range(12000):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.005)
        raise RuntimeError("the service does not start")

    def end(self, how: int) -> None:
        """Send the serving process a signal and wait until it is gone."""
        os.kill(self.pid, how)
        while os.path.exists(f"/proc/{self.pid}"):
            time.sleep(0.002)

    def end_what_is_left(self) -> None:
        """After a failed test something may still serve."""
        if self.pid and os.path.exists(f"/proc/{self.pid}"):
            self.end(signal.SIGKILL)


@contextmanager
def launched(settings: Settings) -> Iterator[Service]:
    """A launcher on these settings; nothing serves yet."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("KLANTBEELD_")}
    environment = {
        **kept,
        "KLANTBEELD_DATA": str(settings.data),
        "DATABASE_URL": settings.database,
        "PORT": str(settings.port),
    }
    command = [sys.executable, "-m", "tests.reliability.served"]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as launcher:
        service = Service(launcher, settings.port)
        try:
            assert launcher.stdout is not None
            assert launcher.stdout.readline() == "ready\n"
            yield service
        finally:
            service.end_what_is_left()
            launcher.kill()


if __name__ == "__main__":
    launch(Settings())
