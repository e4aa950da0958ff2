"""A demo made once, and copies of it for tests that change it."""

import re
import shutil
from contextlib import redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import pytest

from service.config import Settings
from service.db import Database
from service.demo.command import show_demo
from tests.conftest import Clock

CODE = re.compile(r"\b\d{4}(?: \d{4}){4}\b")


@dataclass(frozen=True)
class Demo:
    """A demo's settings and what its first start printed."""

    settings: Settings
    printed: str

    @property
    def codes(self) -> list[str]:
        """The access codes of the first start."""
        return CODE.findall(self.printed)


def start(settings: Settings, clock: Clock) -> str:
    """Start the demo; what it prints."""
    printed = StringIO()
    with redirect_stdout(printed):
        show_demo(settings, clock)
    return printed.getvalue()


def empty(folder: Path, template: Path) -> Settings:
    """Settings over an empty, migrated database."""
    settings = Settings(data=folder)
    folder.mkdir(exist_ok=True)
    shutil.copy(template, settings.database.removeprefix("sqlite:///"))
    return settings


def database(settings: Settings) -> Database:
    """The database of these settings."""
    return Database(settings.database)


@pytest.fixture(scope="session")
def made(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Demo:
    """A whole demo. Tests leave it as it is."""
    settings = empty(tmp_path_factory.mktemp("demo"), sqlite_template)
    return Demo(settings, start(settings, Clock()))


@pytest.fixture
def demo(made: Demo, tmp_path: Path) -> Demo:
    """A copy of it, with its keys, to do with as one likes."""
    folder = tmp_path / "demo"
    shutil.copytree(made.settings.data, folder)
    return Demo(Settings(data=folder), made.printed)
