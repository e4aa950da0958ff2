"""One world for all tests that change nothing in it, and two that are told apart by what is answered about health."""

import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.access.sides import Side, side
from tests.access.world import World, build


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> World:
    return build(tmp_path_factory.mktemp("world") / "data", sqlite_template)


@pytest.fixture
def sides(tmp_path: Path, sqlite_template: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Side, Side]]:
    # An adaptive bank asks by the seed of the sitting: both get the same one, so that health alone differs.
    by_chance = secrets.randbelow
    monkeypatch.setattr(secrets, "randbelow", lambda limit: 20261122 if limit == 2**31 else by_chance(limit))
    made = [side(tmp_path / name, sqlite_template, worst) for name, worst in (("a", True), ("b", False))]
    yield made[0], made[1]
    for one in made:
        one.place.site.db.close()
