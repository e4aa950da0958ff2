"""`klantbeeld catalogue preview`: the booklet as one HTML file or as PDF."""

import base64
import re
from pathlib import Path
from typing import Annotated

import typer

from service.config import Settings
from service.errors import KlantbeeldError

FONT = re.compile(r'url\("?\.\./fonts/([\w./-]+\.woff2)"?\)')


def preview(
    output: Annotated[Path, typer.Option("--output", "-o", help="FILE.html or FILE.pdf.")],
    module: Annotated[str | None, typer.Option(help="One module only.")] = None,
    language: Annotated[str, typer.Option("--language", "-l", help="Language of the items: nl, en, ar or ti.")] = "nl",
    questionnaires: Annotated[Path | None, typer.Option(metavar="DIR", help="Folder of questionnaires.")] = None,
) -> None:
    """The catalogue as a booklet: items with keys (confidential), scales, references, drawings, translation status."""
    from service.catalogue import CatalogueInvalid

    if output.suffix not in (".html", ".pdf"):
        raise _leave(f"{output.name}: write a file that ends in .html or .pdf.", 2)
    try:
        pages = _write(Settings(), output, module, language, questionnaires)
    except CatalogueInvalid as invalid:
        raise _leave(str(invalid), 1) from None
    except KlantbeeldError as problem:
        raise _leave(problem.detail, 2) from None
    except OSError as problem:
        raise _leave(f"{output} can't be written: {problem.strerror}", 1) from None
    typer.echo(f"Written: {output} ({pages} modules)")


def _leave(message: str, code: int) -> typer.Exit:
    typer.echo(message, err=True)
    return typer.Exit(code)


def _write(settings: Settings, output: Path, module: str | None, language: str, directory: Path | None) -> int:
    from service.catalogue import load
    from service.i18n import Languages, load_translators
    from service.preview.modules import booklet
    from service.web.rendering import Renderer

    languages = Languages.load(settings.locales)
    renderer = Renderer(load_translators(settings.locales, languages), languages)
    catalogue = load(directory or settings.questionnaires)
    own = "nl" if language == "nl" else "en"
    if output.suffix == ".html":
        page = booklet(catalogue, languages, language, module, inside, inside(styles("booklet.css"), "text/css"))
        output.write_text(renderer.html("print/booklet.html", own, page), encoding="utf-8")
        return len(page.modules)
    from service.reports.pdf import drawing_address, render_pdf

    drawings: dict[str, str] = {}
    page = booklet(catalogue, languages, language, module, lambda svg: drawing_address(svg, drawings))
    html = renderer.html("print/booklet.html", own, page)
    output.write_bytes(render_pdf(html, "Klantbeeld", own, sheets=(), drawings=drawings))
    return len(page.modules)


def styles(name: str) -> str:
    """A style sheet with its fonts inside, so that the one file is all there is."""
    from service.web.rendering import STATIC

    sheet = (STATIC / "css" / name).read_text("utf-8")
    return FONT.sub(lambda match: f"url({inside((STATIC / 'fonts' / match[1]).read_bytes(), 'font/woff2')})", sheet)


def inside(content: str | bytes, kind: str = "image/svg+xml") -> str:
    """The content as an address that holds it."""
    encoded = base64.b64encode(content.encode() if isinstance(content, str) else content).decode()
    return f"data:{kind};base64,{encoded}"
