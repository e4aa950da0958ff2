"""One installation for all tests of the studio that put back what they change, and a speaker at the page."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from service.accounts.models import Role
from service.audio import Sounds
from tests.conftest import Clock
from tests.studio.speaker import Speaker
from tests.support.installation import Installation, install
from tests.support.staff import Colleague


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> Iterator[Installation]:
    folder = tmp_path_factory.mktemp("studio")
    shutil.copy(sqlite_template, folder / "klantbeeld.sqlite3")
    installed = install(folder, f"sqlite:///{folder / 'klantbeeld.sqlite3'}", Clock())
    yield installed
    installed.site.db.close()


@pytest.fixture
def speaker(place: Installation) -> Speaker:
    """An administrator with nothing recorded."""
    shutil.rmtree(place.site.part(Sounds).own, ignore_errors=True)
    return Speaker(Colleague(place, place.staff(Role.ADMIN, name="Rob")))
