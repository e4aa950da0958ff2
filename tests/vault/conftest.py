"""An installation with one client, whose case has a key pair."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from service.accounts.models import Role
from tests.conftest import Clock
from tests.support.installation import Installation, Invited, install


@pytest.fixture
def place(tmp_path: Path, database_url: str, clock: Clock) -> Iterator[Installation]:
    found = install(tmp_path, database_url, clock)
    yield found
    found.site.db.close()


@pytest.fixture
def client(place: Installation) -> Invited:
    return place.invite(place.staff(Role.CASE_MANAGER))
