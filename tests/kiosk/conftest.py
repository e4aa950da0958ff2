"""A service with one klantmanager, and clients at its kiosk."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from service.accounts.models import Role
from tests.conftest import Clock
from tests.support.installation import Installation, Invited, install
from tests.support.respondent import Respondent


@pytest.fixture
def place(tmp_path: Path, database_url: str, clock: Clock) -> Iterator[Installation]:
    found = install(tmp_path / "data", database_url, clock)
    yield found
    found.site.db.close()


@pytest.fixture
def invited(place: Installation) -> Invited:
    return place.invite(place.staff(Role.CASE_MANAGER))


@pytest.fixture
def sit(place: Installation, invited: Invited) -> Callable[..., Respondent]:
    """A client who has come in with the code; call again for the same client at another computer."""

    def come_in(language: str = "nl", **more: object) -> Respondent:
        respondent = Respondent(place.app, language, **more)
        respondent.enter(invited.code)
        return respondent

    return come_in
