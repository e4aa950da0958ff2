"""`klantbeeld translations`: status, export and import for translators, the machine checks, and the stamp."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from service.config import Settings
from service.errors import KlantbeeldError

if TYPE_CHECKING:
    from service.catalogue import Catalogue
    from service.i18n import Languages

app = typer.Typer(
    no_args_is_help=True, help="Wording of the questionnaires: status, exchange with translators, checks."
)

Questionnaires = Annotated[
    Path | None, typer.Option("--questionnaires", metavar="DIR", help="Folder of questionnaires (default: ours).")
]
Language = Annotated[str, typer.Option("--language", "-l", help="Code of the language, like ar or ti.")]
Who = Annotated[str, typer.Option(help="Who translated or checked.")]
When = Annotated[str, typer.Option(help="When, as year-month-day.")]


def _opened(directory: Path | None) -> "tuple[Path, Catalogue, Languages]":
    """The folder, what is in it, and the language registry; leaves with 1 and every error when it can't be read."""
    from service.catalogue import CatalogueInvalid, load
    from service.i18n import Languages

    settings = Settings()
    folder = directory or settings.questionnaires
    try:
        return folder, load(folder), Languages.load(settings.locales)
    except CatalogueInvalid as invalid:
        raise _leave(str(invalid), 1) from None


def _leave(message: str, code: int) -> typer.Exit:
    typer.echo(message, err=True)
    return typer.Exit(code)


@app.command("status")
def status(questionnaires: Questionnaires = None) -> None:
    """Print module, language and how many texts are draft, translated, reviewed and approved."""
    from service.translations.status import progress, status_table

    _, catalogue, languages = _opened(questionnaires)
    typer.echo(status_table(progress(catalogue, languages.codes("client"))))


@app.command("export")
def export(
    language: Language,
    output: Annotated[Path, typer.Option("--output", "-o", help="FILE.xlsx or FILE.po.")],
    module: Annotated[str | None, typer.Option(help="One module only.")] = None,
    questionnaires: Questionnaires = None,
) -> None:
    """Write all texts of a language for a translator: what each is for, the English, the translation, its status."""
    from service.audio import Sounds
    from service.i18n import load_translators
    from service.translations.heard import with_sound
    from service.translations.po import write_units
    from service.translations.taking_in import exported

    folder, catalogue, languages = _opened(questionnaires)
    try:
        found = exported(catalogue, language, module, frozenset(languages.codes("client")))
    except KlantbeeldError as problem:
        raise _leave(problem.detail, 2) from None
    settings = Settings()
    translator = load_translators(settings.locales, languages)[language]
    found = with_sound(found, Sounds.of(settings.model_copy(update={"questionnaires": folder})), catalogue, translator)
    if output.suffix == ".xlsx":
        from service.translations.sheet import write_sheet

        write_sheet(found, language, languages[language].direction == "rtl", output)
    elif output.suffix == ".po":
        write_units(found, language, output)
    else:
        raise _leave(f"{output.name}: write a file that ends in .xlsx or .po.", 2)
    typer.echo(f"Written: {output} ({len(found)} texts)")


@app.command("import")
def take_in_file(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The .xlsx or .po file that came back.")],
    by: Who,
    on: When,
    questionnaires: Questionnaires = None,
) -> None:
    """Take a translator's file in. Every problem is shown at once; then nothing is changed, and the exit code is 2."""
    from datetime import date

    from service.translations.exchange import FileRefused
    from service.translations.po import read_units
    from service.translations.sheet import read_sheet
    from service.translations.taking_in import Signed, take_in

    readers = {".xlsx": read_sheet, ".po": read_units}
    if file.suffix not in readers:
        raise _leave(f"{file.name}: this takes a file that ends in .xlsx or .po.", 2)
    folder, _, languages = _opened(questionnaires)
    try:
        language, rows = readers[file.suffix](file)
        signed = Signed(by, date.fromisoformat(on).isoformat())
        outcome = take_in(folder, language, rows, signed, frozenset(languages.codes("client")))
    except ValueError:
        raise _leave(f"{on}: write the date as year-month-day, like 2026-11-22.", 2) from None
    except FileRefused as refused:
        raise _leave(str(refused), 2) from None
    typer.echo(
        "".join(f"written {name}\n" for name in outcome.files) + f"{outcome.changed} changed, {outcome.kept} kept"
    )


@app.command("check")
def check(
    language: Annotated[str | None, typer.Option("--language", "-l", help="One language only.")] = None,
    questionnaires: Questionnaires = None,
) -> None:
    """Look at every text of questionnaires and interface: script, punctuation, terms, digits, spelling, readability."""
    from service.translations.wording.check import check_wording, report

    settings = Settings()
    _, catalogue, languages = _opened(questionnaires)
    chosen = (language,) if language else languages.codes("client")
    found = check_wording(catalogue, settings.locales, chosen)
    typer.echo(report(found))
    raise typer.Exit(1 if found else 0)


@app.command("stamp")
def stamp(
    by: Who,
    on: When,
    status: Annotated[str, typer.Option(help="translated, reviewed or approved.")] = "translated",
    questionnaires: Questionnaires = None,
) -> None:
    """Give plain entries a status and the hash of the English text they were made from."""
    from service.catalogue import main_stamp

    raise typer.Exit(main_stamp(questionnaires, status, by, on))
