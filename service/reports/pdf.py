"""HTML to PDF that is both PDF/UA-1 and PDF/A-3a. The only module that knows WeasyPrint.

Loads packaged files under `service/static` and nothing else. Whatever WeasyPrint warns of (a missing glyph, a file it
could not load, a picture without words) is an error. With a given moment the bytes are the same each time.
"""

import atexit
import gc
import hashlib
import logging
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

import weasyprint
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from service.errors import KlantbeeldError
from service.reports.archive import archived
from service.reports.garbage import gone_at_once
from service.web.rendering import STATIC

#: Where our packaged files seem to be. The host does not exist and is never asked for.
BASE = "https://packaged.invalid/"
TYPES = {".css": "text/css", ".woff2": "font/woff2", ".svg": "image/svg+xml", ".png": "image/png"}

#: Pango's font map is no friend of threads: one document at a time.
_ONE_AT_A_TIME = threading.Lock()


class PdfProblem(KlantbeeldError):
    """The document can't be made as it should be; the message says why, never what it holds."""

    code = "pdf_problem"


@dataclass(frozen=True)
class Attached:
    """A file inside the PDF, e.g. the report's data. `content` is bytes of media type `application/json`."""

    name: str
    content: bytes
    description: str


class PackagedFiles(URLFetcher):  # type: ignore[misc]
    """Answers for `BASE`static/… with our own files and for the drawings it was given, and refuses everything else."""

    def __init__(self, drawings: Mapping[str, str] | None = None) -> None:
        super().__init__(allowed_protocols=("https",), allow_redirects=False, fail_on_errors=True)
        self._drawings = drawings or {}

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        """The packaged file at `url`; ValueError for any other address. Never opens a connection."""
        if url in self._drawings:
            return URLFetcherResponse(url, self._drawings[url].encode(), {"Content-Type": TYPES[".svg"]})
        prefix = f"{BASE}static/"
        if not url.startswith(prefix):
            raise ValueError("not a packaged file")
        path = (STATIC / url.removeprefix(prefix).partition("?")[0]).resolve()
        if not path.is_relative_to(STATIC.resolve()) or path.suffix not in TYPES or not path.is_file():
            raise ValueError("not a packaged file")
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": TYPES[path.suffix]})


def drawing_address(svg: str, drawings: dict[str, str]) -> str:
    """Where a page finds a drawing; it is put into `drawings`, which goes to `render_pdf` with the page."""
    address = f"{BASE}drawing/{hashlib.sha256(svg.encode()).hexdigest()[:20]}.svg"
    drawings[address] = svg
    return address


@dataclass(frozen=True)
class Style:
    """Parsed style sheets with the fonts they name, made once per process."""

    sheets: tuple[Any, ...]
    fonts: FontConfiguration


@cache
def style(*names: str) -> Style:
    """The style sheets `static/css/<name>` in this order, kept for the next document."""
    return fresh_style(*names)


atexit.register(style.cache_clear)  # fonts clean up behind themselves, which needs a living interpreter


def fresh_style(*names: str) -> Style:
    """The same for one document alone; a page that links to its own style sheets brings its own fonts."""
    fonts = FontConfiguration()
    sheets = [
        weasyprint.CSS(url=f"{BASE}static/css/{name}", url_fetcher=PackagedFiles(), font_config=fonts) for name in names
    ]
    return Style(tuple(sheets), fonts)


def render_pdf(
    html: str,
    title: str,
    language: str,
    attachments: Sequence[Attached] = (),
    at: datetime | None = None,
    sheets: tuple[str, ...] = ("report.css",),
    drawings: Mapping[str, str] | None = None,
) -> bytes:
    """The document as PDF bytes. `at`: its date, for the same bytes each time. PdfProblem when anything is missing.

    `drawings`: checked SVG text of the catalogue, by the address from `drawing_address`.
    """
    with _ONE_AT_A_TIME, gone_at_once(), problems() as found:
        try:
            plain, marks = _rendered(
                html, title, language, attachments, at, style(*sheets) if sheets else fresh_style(), drawings
            )
        except weasyprint.urls.FatalURLFetchingError as error:  # a BaseException, which no caller would catch
            raise PdfProblem("a file that is not packaged") from error
    if found:
        raise PdfProblem("; ".join(dict.fromkeys(found)))
    return archived(plain, marks)


def _rendered(
    html: str,
    title: str,
    language: str,
    attachments: Sequence[Attached],
    at: datetime | None,
    chosen: Style,
    drawings: Mapping[str, str] | None = None,
) -> tuple[bytes, dict[str, list[str]]]:
    source = weasyprint.HTML(string=html, base_url=BASE, url_fetcher=PackagedFiles(drawings))
    if source.etree_element.get("lang") != language:
        raise PdfProblem(f"the page does not say that its language is {language}")
    document = source.render(stylesheets=list(chosen.sheets), font_config=chosen.fonts)
    document.metadata.title = title
    document.metadata.authors = ["Klantbeeld"]
    moment = at.strftime("%Y-%m-%dT%H:%M:%SZ") if at else None
    document.metadata.created = document.metadata.modified = moment
    document.metadata.attachments = [_attachment(row, at) for row in attachments]
    return document.write_pdf(pdf_variant="pdf/a-3a", uncompressed_pdf=True), foreign_parts(source.etree_element)


def _attachment(row: Attached, at: datetime | None) -> Any:
    return weasyprint.Attachment(
        string=row.content,
        name=row.name,
        description=row.description,
        created=at,
        modified=at,
        relationship="Data",
    )


def foreign_parts(root: Any) -> dict[str, list[str]]:
    """Languages of the parts in another language, in order: `Art` from `<article lang>`, `Span` from `<span lang>`."""
    kinds = {"Art": "article", "Span": "span"}
    return {tag: [part.get("lang", "") for part in root.iter(name)] for tag, name in kinds.items()}


@contextmanager
def problems() -> Iterator[list[str]]:
    """Collects what WeasyPrint warns of in this thread. Style rules that paper does not know are no problem."""
    found: list[str] = []
    handler = _Collector(found)
    logger = logging.getLogger("weasyprint")
    logger.addHandler(handler)
    try:
        yield found
    finally:
        logger.removeHandler(handler)


class _Collector(logging.Handler):
    def __init__(self, found: list[str]) -> None:
        super().__init__(logging.WARNING)
        self._found = found
        self._thread = threading.get_ident()

    def emit(self, record: logging.LogRecord) -> None:
        if record.thread == self._thread and not str(record.msg).startswith("Ignored"):
            self._found.append(record.getMessage())


def warm_up() -> None:
    """Load fonts and style sheets and keep them out of the garbage collector's way; once, before the first report."""
    empty = '<!doctype html><html lang="nl"><head><title>–</title></head><body><p>–</p></body></html>'
    render_pdf(empty, "–", "nl")
    gc.collect()
    gc.freeze()
