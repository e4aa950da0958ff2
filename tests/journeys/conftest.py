"""One running service and one browser for all journeys."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.support.browser import chromium
from tests.support.certificate import make_certificate
from tests.support.harmless import beside
from tests.support.server import Server, serving


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(tmp_path_factory.mktemp("served")) as server:
        yield server


@pytest.fixture(scope="session")
def safe(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The same over HTTPS, as in production, with harmless pages beside it and a clock that tests may put forward."""
    folder = tmp_path_factory.mktemp("safe")
    with serving(folder / "data", certificate=make_certificate(folder), around=beside) as server:
        yield server


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser
