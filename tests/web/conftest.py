"""A service, over HTTP and over HTTPS."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from service.app import create_app, make_site
from service.config import Settings
from tests.conftest import Clock
from tests.support.installation import Installation, install
from tests.support.reading import read_already


@pytest.fixture
def place(tmp_path: Path, database_url: str, clock: Clock) -> Iterator[Installation]:
    found = install(tmp_path / "data", database_url, clock)
    yield found
    found.site.db.close()


@pytest.fixture
def secure(tmp_path: Path, database_url: str, clock: Clock) -> Iterator[Installation]:
    """The same behind a proxy that speaks HTTPS."""
    settings = Settings(data=tmp_path / "data", database_url=database_url, base_url="https://kb.example")
    with read_already():
        site = make_site(settings, clock)
    yield Installation(site, create_app(site), clock)
    site.db.close()
