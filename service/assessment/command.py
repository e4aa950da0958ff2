"""`klantbeeld rescore`: what another scoring version makes of the answers that are stored."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from service.config import Settings

if TYPE_CHECKING:
    from service.assessment.rescoring import Comparison
    from service.catalogue import Catalogue
    from service.db import Database

Questionnaires = Annotated[
    Path | None, typer.Option("--questionnaires", metavar="DIR", help="Folder of questionnaires (default: ours).")
]


def rescore(
    scoring: Annotated[
        str,
        typer.Option(
            metavar="VERSION",
            help="current (the newest of the questionnaires), stored (each as it was asked), a version such as 1.0.0, "
            "or the first 8 letters or more of a definition's hash.",
        ),
    ] = "current",
    module: Annotated[str | None, typer.Option(metavar="SLUG", help="One module only (default: all).")] = None,
    questionnaires: Questionnaires = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE.json", help="All, as JSON.")] = None,
    table: Annotated[Path | None, typer.Option("--csv", metavar="FILE.csv", help="The changes, as CSV.")] = None,
) -> None:
    """Score every stored sitting again and list what changes, with its cause. What is stored stays as it is.

    Health answers are sealed: modules about health are not scored again, and nothing of them is shown. The files hold
    scores of people by case reference and are readable for their owner only. Exit 2 names the versions there are.
    """
    settings = Settings()
    with _refusing():
        _writable(output, table)
        catalogue = _catalogue(questionnaires or settings.questionnaires)
        comparison = _compare(settings, catalogue, scoring, module)
        _give(comparison, output, table)


@contextmanager
def _refusing() -> Iterator[None]:
    """Tell why it can't be done, without a trace, and leave with 2."""
    from sqlalchemy.exc import DBAPIError

    from service.errors import KlantbeeldError

    try:
        yield
    except KlantbeeldError as problem:
        _leave(problem.detail, 2)
    except OSError as problem:
        _leave(f"{problem.filename}: {problem.strerror}.", 2)
    except DBAPIError as problem:
        kind = type(problem.orig).__name__
        _leave(f"The database can't be read ({kind}). Is DATABASE_URL right, and `klantbeeld migrate` done?", 2)


def _leave(message: str, code: int) -> NoReturn:
    typer.echo(message, err=True)
    raise typer.Exit(code)


def _writable(*paths: Path | None) -> None:
    for path in paths:
        if path is not None and (path.is_dir() or not path.parent.is_dir()):
            _leave(f"{path}: there is no folder {path.parent}, or this is a folder itself.", 2)


def _catalogue(directory: Path) -> "Catalogue":
    from service.catalogue import CatalogueInvalid, load

    try:
        return load(directory)
    except CatalogueInvalid as invalid:
        _leave(str(invalid), 1)


def _database(settings: Settings) -> "Database":
    from sqlalchemy import make_url

    from service.db import Database

    file = make_url(settings.database)
    if file.get_backend_name() == "sqlite" and not Path(file.database or "").is_file():
        _leave(f"There is no database at {file.database}. KLANTBEELD_DATA or DATABASE_URL says where it is.", 2)
    return Database(settings.database)


def _compare(settings: Settings, catalogue: "Catalogue", scoring: str, module: str | None) -> "Comparison":
    from service.assessment.rescoring import compare, places
    from service.assessment.versions import scoring_version
    from service.workbench.progress import counted

    db = _database(settings)
    try:
        with db.read() as session:
            version = scoring_version(session, catalogue, scoring, module)
        _record(db, scoring, module)
        with db.read() as session:
            found = places(session)
            with counted("Scoring again", len(found)) as told:
                return compare(session, version, found, module, told)
    finally:
        db.close()


def _record(db: "Database", scoring: str, module: str | None) -> None:
    """Scores of everybody are read here: what can't be logged doesn't happen."""
    from datetime import UTC, datetime

    from service.audit.actions import record

    with db.write() as session:
        context = {"scoring": scoring, "module": module or "all"}
        record(session, "sittings_scored_again", datetime.now(UTC), None, "service", context=context)


def _give(comparison: "Comparison", output: Path | None, table: Path | None) -> None:
    from service.assessment.rescore_files import as_csv, as_json, as_summary, as_table
    from service.private_files import write_private

    if rows := as_table(comparison):
        typer.echo(rows)
    typer.echo(as_summary(comparison), nl=False)
    if output is not None:
        write_private(output, as_json(comparison).encode())
    if table is not None:
        write_private(table, as_csv(comparison).encode())
    for path in (output, table):
        if path is not None:
            typer.echo(f"Written: {path}", err=True)
