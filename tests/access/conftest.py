"""One world for all tests that change nothing in it."""

from pathlib import Path

import pytest

from tests.access.world import World, build


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> World:
    return build(tmp_path_factory.mktemp("world") / "data", sqlite_template)
