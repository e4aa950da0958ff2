"""Jinja pages: one environment per language, autoescape always on, an absent name is an error.

A template gets exactly `page` (its frozen dataclass), `language`, `t` (the translator), `csrf` and `asset`.
"""

import hashlib
import re
from collections.abc import Mapping, MutableMapping
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from service.i18n import Languages, Translator
from service.i18n.near import day_ahead, moment_ahead, near_day, near_moment
from service.web.fixed_words import FixedWords
from service.web.kept_parts import KeptParts
from service.web.unindented import Unindented

HERE = Path(__file__).resolve().parent.parent
TEMPLATES = HERE / "templates"
STATIC = HERE / "static"


class Renderer:
    """Makes HTML from a template name, a language and a page."""

    def __init__(self, translators: Mapping[str, Translator], languages: Languages) -> None:
        self._environments = {code: _environment(translator) for code, translator in translators.items()}
        shared = {"asset": Assets(STATIC).url, "languages": languages, "translators": translators}
        for environment in self._environments.values():
            environment.globals.update(shared)

    def html(self, template: str, language: str, page: Any, **more: Any) -> str:
        """The page as HTML. `more` carries `csrf` and the like, never content."""
        return self._environments[language].get_template(template).render(page=page, **more)


class Steady(Environment):
    """Templates and the names that all of them know stay as they are once the first template is loaded.

    So names are one plain dictionary, and a template that is known is found with one look: a chain of dictionaries, and
    a cache that may drop what is in it, cost more than drawing a button, at each import and each page.
    """

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._known: dict[str, Template] = {}

    def get_template(
        self, name: str | Template, parent: str | None = None, globals: MutableMapping[str, Any] | None = None
    ) -> Template:
        """The template of this name."""
        if isinstance(name, Template):
            return name
        found = self._known.get(name)
        if found is None:
            found = self._known[name] = super().get_template(name, parent, globals)
        return found

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The environment's names, and over them the template's own."""
        return {**self.globals, **(d or {})}


def _environment(translator: Translator) -> Environment:
    environment = Steady(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n", Unindented, FixedWords, KeptParts],
        auto_reload=False,
    )
    environment.extend(translate=translator.gettext)
    environment.install_gettext_callables(  # type: ignore[attr-defined]
        translator.gettext, translator.ngettext, newstyle=True, pgettext=translator.pgettext
    )
    environment.globals.update(t=translator, language=translator.language)
    environment.filters.update(day=translator.date, moment=translator.moment)
    environment.filters.update({name: partial(words, translator) for name, words in NEAR.items()})
    return environment


#: Filters that take the moment of the page: `{{ row.at|near(now) }}`.
NEAR = {"near": near_day, "near_moment": near_moment, "day_ahead": day_ahead, "moment_ahead": moment_ahead}
NAMED = re.compile(rb'url\("\.\./([^"]+)"\)')


class Assets:
    """Addresses of static files that change when the file does, so that browsers may keep them for long."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: dict[str, str] = {}
        self._contents: dict[str, bytes] = {}

    def url(self, name: str) -> str:
        """`/static/<name>?v=<first 10 digits of its hash>`."""
        if name not in self._known:
            digest = hashlib.sha256(self.content(name)).hexdigest()[:10]
            self._known[name] = f"/static/{name}?v={digest}"
        return self._known[name]

    def content(self, name: str) -> bytes:
        """What is sent for a file. A style sheet names fonts by such addresses too, and brings its icons along."""
        if name not in self._contents:
            content = (self._folder / name).read_bytes()
            if name.endswith(".css"):
                content = NAMED.sub(lambda found: f'url("{self._named(found[1].decode())}")'.encode(), content)
            self._contents[name] = content
        return self._contents[name]

    def _named(self, name: str) -> str:
        """How a style sheet names a file. An icon is smaller than the request for it would be."""
        if not name.startswith("icons/"):
            return self.url(name)
        drawing = (self._folder / name).read_text(encoding="utf-8").strip()
        return "data:image/svg+xml," + quote(drawing, safe=" ='/:;,()<>")
