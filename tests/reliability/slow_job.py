"""The service with a worker that knows one kind of job, which takes a second."""

import time

from service.app import create_app, make_site
from service.config import Settings
from service.jobs.worker import Worker
from service.serve import run

KIND = "slow"
SECONDS = 1.0


def main() -> None:
    """Serve until stopped."""
    site = make_site(Settings())
    worker = Worker(site, {KIND: lambda _site, _payload: time.sleep(SECONDS)}, poll_seconds=0.01)
    run(create_app(site, worker=worker), site.settings)


if __name__ == "__main__":
    main()
