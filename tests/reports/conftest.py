"""An installation per test, and reports of made-up clients without one."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from service.cases.places import Places
from service.catalogue.catalogue import Catalogue
from service.config import ROOT, Settings
from service.i18n import Languages, Translator, load_translators
from service.reports.compose import Imprint, client_report, klantmanager_report
from service.reports.evidence import gather
from service.reports.queries import finished_sitting
from service.reports.view import AnyReport, ClientReport, KlantmanagerReport
from service.reports.voice import Voice
from service.web.rendering import Renderer
from tests.conftest import Clock
from tests.support.installation import Installation, install
from tests.support.reading import read_once

ISSUED = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)


@pytest.fixture
def place(tmp_path: Path, database_url: str, clock: Clock) -> Iterator[Installation]:
    """A whole service on an empty database."""
    found = install(tmp_path, database_url, clock)
    yield found
    found.site.db.close()


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The questionnaires that ship."""
    return read_once(ROOT / "questionnaires")


@pytest.fixture(scope="session")
def languages() -> Languages:
    """The language registry that ships."""
    return Languages.load(ROOT / "locales")


@pytest.fixture(scope="session")
def translators(languages: Languages) -> dict[str, Translator]:
    """The words of the interface that ship."""
    return load_translators(ROOT / "locales", languages)


@pytest.fixture(scope="session")
def renderer(languages: Languages, translators: dict[str, Translator]) -> Renderer:
    """Makes HTML."""
    return Renderer(translators, languages)


Composed = Callable[..., AnyReport]


@pytest.fixture(scope="session")
def compose(catalogue: Catalogue, languages: Languages, translators: dict[str, Translator]) -> Composed:
    """A report of a case: `compose(session, case, "client", "ar")`."""

    def make(session: Session, case: object, audience: str = "klantmanager", language: str = "nl") -> AnyReport:
        sitting = finished_sitting(session, case.id)  # type: ignore[attr-defined]
        assert sitting is not None
        evidence = gather(session, case, sitting)  # type: ignore[arg-type]
        voice = Voice(translators[language], catalogue, languages, Places.load(Settings().places_file))
        imprint = Imprint("Gemeente Voorbeeld", "020 123 45 67", "Anna de Vries", 1, ISSUED)
        maker: Callable[..., KlantmanagerReport | ClientReport]
        maker = klantmanager_report if audience == "klantmanager" else client_report
        return maker(voice, evidence, imprint)

    return make
