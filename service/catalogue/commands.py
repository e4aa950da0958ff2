"""`klantbeeld catalogue`: what stands in the questionnaires, written out for somebody else's program."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

app = typer.Typer(no_args_is_help=True, help="What stands in the questionnaires, written out.")

Questionnaires = Annotated[
    Path | None,
    typer.Option(
        "--questionnaires",
        metavar="DIR",
        help="Folder of questionnaires (default: KLANTBEELD_QUESTIONNAIRES, else ours).",
    ),
]


@app.callback()
def catalogue() -> None:
    """What stands in the questionnaires, written out."""


@app.command("export")
def export(
    module: Annotated[list[str] | None, typer.Option(help="One module; may be given again. Default: all.")] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="FILE.json; without it, to the screen.")] = None,
    language: Annotated[str, typer.Option(help="Language of the wording.")] = "en",
    questionnaires: Questionnaires = None,
) -> None:
    """Write modules as JSON: items, options, keys, scales, sensitivity; figures as attribute values and rules."""
    from service.catalogue import CatalogueInvalid, load
    from service.catalogue.check import chosen
    from service.catalogue.export import ExportRefused, exported

    try:
        found = exported(load(chosen(questionnaires)), tuple(module or ()), language)
    except CatalogueInvalid as invalid:
        raise _leave(str(invalid), 1) from None
    except ExportRefused as refused:
        raise _leave(str(refused), 2) from None
    _write(found, output)


def _write(found: dict[str, Any], output: Path | None) -> None:
    text = json.dumps(found, ensure_ascii=False, indent=2, allow_nan=False)
    if output is None:
        typer.echo(text)
        return
    try:
        output.write_text(f"{text}\n", encoding="utf-8")
    except OSError as error:
        raise _leave(f"{output} can't be written ({error.strerror})", 2) from None
    items = sum(len(module["items"]) for module in found["modules"])
    typer.echo(f"Written: {output} ({len(found['modules'])} modules, {items} items)")


def _leave(message: str, code: int) -> typer.Exit:
    typer.echo(message, err=True)
    return typer.Exit(code)
