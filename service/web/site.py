"""What every request needs, made once per process by `app`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, TypeVar

from starlette.requests import Request

from service.config import Settings
from service.db import Database
from service.i18n import Languages, Translator
from service.web.rendering import Renderer

T = TypeVar("T")


def utc_now() -> datetime:
    """The clock of the running service; tests pass their own."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Site:
    """Settings, database, languages, templates and the clock. Later stages add their own parts by type."""

    settings: Settings
    db: Database
    languages: Languages
    translators: Mapping[str, Translator]
    renderer: Renderer
    clock: Callable[[], datetime] = utc_now
    parts: dict[type[Any], Any] = field(default_factory=dict)

    def part(self, kind: type[T]) -> T:
        """The one object of this type that `app` put in, such as the catalogue."""
        found: T = self.parts[kind]
        return found


def site_of(request: Request) -> Site:
    """The site this request came to."""
    site: Site = request.app.state.site
    return site
