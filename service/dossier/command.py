"""`klantbeeld dossier`: what is known of each scale, criterion by criterion, as HTML, PDF or JSON."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from service.config import Settings
from service.errors import KlantbeeldError

if TYPE_CHECKING:
    from service.dossier.pages import Dossier

ENDINGS = (".html", ".pdf", ".json")


def dossier(
    output: Annotated[Path, typer.Option("--output", "-o", help="FILE.html, FILE.pdf or FILE.json.")],
    module: Annotated[str | None, typer.Option(metavar="SLUG", help="One module only.")] = None,
    scale: Annotated[str | None, typer.Option(metavar="ID", help="One scale only.")] = None,
    evidence: Annotated[
        list[Path] | None,
        typer.Option("--data", metavar="FILE", help="Answers (.csv, .parquet, .sav), or what simulate wrote (.json)."),
    ] = None,
    group: Annotated[str, typer.Option(metavar="COLUMN", help="Column of two groups to compare (DIF).")] = "",
    missing: Annotated[str, typer.Option(metavar="X,Y,...", help="Values that mean that nothing was answered.")] = "NA",
    language: Annotated[Literal["nl", "en"], typer.Option("--language", "-l", help="nl or en.")] = "nl",
    questionnaires: Annotated[Path | None, typer.Option(metavar="DIR", help="Folder of questionnaires.")] = None,
) -> None:
    """A dossier per scale in the shape of COTAN's seven criteria (confidential: with keys). It gives no verdict.

    What nobody has studied is called so. --data can be given several times; columns are items, cells codes.
    """
    from service.catalogue import CatalogueInvalid
    from service.workbench.commands.options import listed, refusing

    if output.suffix not in ENDINGS:
        raise _leave(f"{output.name}: write a file that ends in .html, .pdf or .json.", 2)
    settings = Settings()
    directory = questionnaires or settings.questionnaires
    with refusing():
        try:
            found = _made(settings, directory, (module, scale), (evidence or [], group, listed(missing)), language)
            _write(settings, found, output)
        except CatalogueInvalid as invalid:
            raise _leave(str(invalid), 1) from None
        except KlantbeeldError as problem:
            raise _leave(problem.detail, 2) from None
    typer.echo(f"Written: {output} ({sum(len(part.scales) for part in found.modules)} scales)")


def _leave(message: str, code: int) -> typer.Exit:
    typer.echo(message, err=True)
    return typer.Exit(code)


def _made(
    settings: Settings,
    directory: Path,
    chosen: tuple[str | None, str | None],
    given: tuple[list[Path], str, tuple[str, ...]],
    language: str,
) -> "Dossier":
    from service.catalogue import load
    from service.dossier.dossier import dossier as made
    from service.dossier.evidence import read_evidence, unused
    from service.dossier.lexicon import load_lexicon

    evidence, catalogue = read_evidence(*given), load(directory)
    found = made(catalogue, directory, load_lexicon(settings.locales, language), evidence, *chosen)
    of = [(catalogue.module(part.slug).questionnaire, scale.id) for part in found.modules for scale in part.scales]
    for line in unused(evidence, [(module, module.scales_by_id[name]) for module, name in of]):
        typer.echo(line, err=True)
    return found


def _write(settings: Settings, found: "Dossier", output: Path) -> None:
    from dataclasses import replace

    from service.dossier.dossier import as_values
    from service.i18n import Languages, load_translators
    from service.preview.command import inside, styles
    from service.web.rendering import Renderer

    if output.suffix == ".json":
        output.write_text(json.dumps(as_values(found), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        return
    languages = Languages.load(settings.locales)
    renderer = Renderer(load_translators(settings.locales, languages), languages)
    if output.suffix == ".html":
        sheets = tuple(inside(styles(name), "text/css") for name in ("booklet.css", "dossier.css"))
        page = replace(found, styles=sheets)
        output.write_text(renderer.html("print/dossier.html", found.language, page), encoding="utf-8")
        return
    from service.reports.pdf import render_pdf

    html = renderer.html("print/dossier.html", found.language, found)
    output.write_bytes(render_pdf(html, found.words["title"], found.language, sheets=()))
