"""A site over each database, without the questionnaires: jobs need none."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from service.config import ROOT, Settings
from service.db import Database
from service.i18n import Languages, load_translators
from service.web.rendering import Renderer
from service.web.site import Site
from tests.conftest import Clock


@pytest.fixture
def site(database_url: str, tmp_path: Path, clock: Clock) -> Iterator[Site]:
    languages = Languages.load(ROOT / "locales")
    translators = load_translators(ROOT / "locales", languages)
    db = Database(database_url)
    yield Site(Settings(data=tmp_path), db, languages, translators, Renderer(translators, languages), clock)
    db.close()
