"""An installation with a klantmanager, a psychiatrist and a client."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from service.accounts.models import Role
from service.accounts.principal import Principal
from service.vault.opening import Opener
from tests.conftest import Clock
from tests.review.sittings import CALM, Afname, finished
from tests.support.installation import Installation, Invited, install
from tests.support.staff import Colleague


@pytest.fixture
def place(tmp_path: Path, database_url: str, clock: Clock) -> Iterator[Installation]:
    found = install(tmp_path, database_url, clock)
    yield found
    found.site.db.close()


@pytest.fixture
def manager(place: Installation) -> Principal:
    return place.staff(Role.CASE_MANAGER)


@pytest.fixture
def psychiatrist(place: Installation) -> Principal:
    return place.staff(Role.PSYCHIATRIST, name="dr. Anna Visser")


@pytest.fixture
def client(place: Installation, manager: Principal) -> Invited:
    return place.invite(manager, language="ti")


@pytest.fixture
def doctor(place: Installation, psychiatrist: Principal) -> Colleague:
    return Colleague(place, psychiatrist)


@pytest.fixture
def opener(place: Installation) -> Opener:
    return Opener.of(place.site.settings)


@pytest.fixture
def scored(place: Installation, clock: Clock, client: Invited) -> Afname:
    sitting = finished(place, clock, client, CALM)
    place.work()
    return sitting
