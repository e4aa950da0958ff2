"""What the sources ask to be translated: read with Babel's extractors, set up as the pages are rendered."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_file
from jinja2 import Environment, nodes

from service.config import ROOT

TEMPLATES = ROOT / "service" / "templates"

#: As `service.web.rendering` makes its environments, so that a block's text is the same message there and here.
EXTENSIONS = ["jinja2.ext.i18n", "service.web.kept_parts.KeptParts"]
TEMPLATE_OPTIONS = {
    "trim_blocks": "true",
    "lstrip_blocks": "true",
    "newstyle_gettext": "true",
    "extensions": ",".join(EXTENSIONS),
    "silent": "false",
}
KEYWORDS = DEFAULT_KEYWORDS | {"marked": None}

#: What a client reads; everything else is for staff.
CLIENT_SOURCES = (
    "service/kiosk/**/*.py",
    "service/cases/card.py",
    "service/templates/kiosk/**/*.html",
    "service/templates/print/card.html",
    "service/templates/report/client*.html",
)


class Wanted(NamedTuple):
    """A message that a source asks for; `text` is the singular."""

    text: str
    context: str | None = None


def sources(root: Path = ROOT) -> list[Path]:
    """Every template and module of the service that has messages."""
    found = [*root.glob("service/templates/**/*.html"), *root.glob("service/**/*.py")]
    return [path for path in sorted(found) if wanted(path)]


def for_clients(path: Path, root: Path = ROOT) -> bool:
    """Whether clients read this source's words, in every language of theirs."""
    return any(path in set(root.glob(pattern)) for pattern in CLIENT_SOURCES)


def wanted(path: Path) -> set[Wanted]:
    """The messages of a template or module."""
    if path.suffix == ".py":
        return set(_extracted("python", path, {}))
    return {*_extracted("jinja2", path, TEMPLATE_OPTIONS), *_asked_of_a_translator(path)}


def _extracted(method: str, path: Path, options: dict[str, str]) -> Iterator[Wanted]:
    for _, message, _, context in extract_from_file(method, path, keywords=KEYWORDS, options=options):
        yield Wanted(message if isinstance(message, str) else message[0], context)


def _asked_of_a_translator(path: Path) -> Iterator[Wanted]:
    """`translators["ti"].gettext("...")` in a template: Babel's extractor sees calls of plain names only."""
    tree = Environment(extensions=EXTENSIONS, autoescape=True).parse(path.read_text(encoding="utf-8"))
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Getattr) and call.node.attr == "gettext":
            yield from (Wanted(argument.value) for argument in call.args[:1] if isinstance(argument, nodes.Const))
