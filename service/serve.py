"""Serving: one process with everything, or several side by side on PostgreSQL."""

import ctypes
import gc
import os
import socket
import sys
from contextlib import suppress
from typing import Any

import structlog
import uvicorn
from starlette.types import ASGIApp

from service.app import JOB_HANDLERS, NEEDS_MGGZ_KEY, Only, create_app, make_site
from service.cases.places import PlacesInvalid
from service.catalogue import CatalogueInvalid
from service.config import Settings
from service.health import OK, database_state
from service.jobs.worker import Worker
from service.vault.sealing import PRIVATE_NAME, mggz_public_key
from service.web.listening import doors, serve_abreast
from service.web.one_write import WholeReplies
from service.web.site import Site
from service.welcome import welcome

ONLY = "KLANTBEELD_ONLY"
M_MMAP_THRESHOLD = -3
NOT_STARTED = 3
TURN_S = 0.001


class NotReady(Exception):
    """The service can't start; says what is wrong with which file, or with the database."""


def serve(settings: Settings, only: Only, processes: int) -> None:
    """Serve until stopped. Several processes need PostgreSQL: SQLite has one writer.

    `NotReady` or `NotListening` where it can't start.
    """
    log_plainly()
    give_memory_back()
    site = ready_site(settings)
    words = welcome(site, only)
    if processes == 1:
        app = create_app(site, only, worker_for(site, only))
        listeners = doors(settings.host, settings.port)
        print(words, flush=True)
        run(app, settings, listeners)
        return
    site.db.close()
    os.environ[ONLY] = only or ""
    serve_abreast("service.serve:application", processes, options(settings), lambda: print(words, flush=True))


def ready_site(settings: Settings) -> Site:
    """Everything a process needs, once files and database are as they must be; NotReady before that."""
    try:
        site = make_site(settings)
    except CatalogueInvalid as invalid:
        raise NotReady(f"{invalid}\n`klantbeeld check` shows the same list.") from invalid
    except PlacesInvalid as invalid:
        raise NotReady(invalid.detail) from invalid
    if (state := database_state(site.db)) != OK:
        site.db.close()
        raise NotReady(f"Database: {state}. {settings.database_place}.")
    return site


def run(app: ASGIApp, settings: Settings, listeners: list[socket.socket] | None = None) -> None:
    """Serve one app in this process, with these listeners or with its own."""
    settle()
    server = uvicorn.Server(uvicorn.Config(app, **options(settings)))
    with suppress(KeyboardInterrupt):
        server.run(listeners)
    if not server.started:
        sys.exit(NOT_STARTED)


def application() -> ASGIApp:
    """The app of one of several processes; the settings come from the environment."""
    log_plainly()
    give_memory_back()
    only: Only = os.environ.get(ONLY) or None  # type: ignore[assignment]
    site = make_site(Settings())
    app = create_app(site, only, worker_for(site, only))
    settle()
    return app


def worker_for(site: Site, only: Only) -> Worker | None:
    """The worker of this process: none on kiosk-only nodes; health scores only where the MGGZ private key is."""
    if only == "kiosk" or not site.settings.workers_in_process:
        return None
    private = site.settings.mggz_private_key or site.settings.keys / PRIVATE_NAME
    mggz_public_key(site.settings)  # a fresh installation gets its pair here
    able = {kind: do for kind, do in JOB_HANDLERS.items() if private.exists() or kind not in NEEDS_MGGZ_KEY}
    return Worker(site, able, prepare=ready_to_render, tidy=put_fonts_away, settle_seconds=2)


def ready_to_render() -> None:
    """Load what the first report needs; only in a process that renders."""
    from service.reports.pdf import warm_up

    warm_up()


def put_fonts_away() -> None:
    """Remove the files that fonts were unpacked to: a process that a signal ends runs nothing at its exit."""
    from service.reports.pdf import style

    style.cache_clear()


def options(settings: Settings) -> dict[str, Any]:
    """Uvicorn's settings: no access log (addresses are personal), no server name, no trust in proxies by default."""
    return {
        "host": settings.host,
        "port": settings.port,
        "log_level": "warning",
        "access_log": False,
        "server_header": False,
        "proxy_headers": False,
        "http": WholeReplies,
        "loop": "uvloop",
        "timeout_keep_alive": 30,
        "limit_concurrency": 2000,
    }


def give_memory_back() -> None:
    """Have glibc return large blocks at once: a password hash takes 19 MB for a moment, in any thread.

    Without it each thread keeps such a block, 150 MB in all; elsewhere than on glibc nothing is changed.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        mallopt(M_MMAP_THRESHOLD, 1 << 20)


def settle() -> None:
    """Take what lives as long as the process (catalogue, templates, modules) out of the garbage collector's rounds.

    And have threads take turns more often: the one that saves answers lets go of the interpreter at each step of the
    database, and would wait 5 ms each time to go on while pages are drawn.
    """
    sys.setswitchinterval(TURN_S)
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)


def log_plainly() -> None:
    """Structured lines on stderr: an event name and ids."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
