"""What is wrong around the program, a setting or the database, said in a sentence in place of a trace."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer
from pydantic import ValidationError
from typer.core import TyperGroup

from service.config import Settings, without_password
from service.errors import KlantbeeldError

if TYPE_CHECKING:
    from sqlalchemy.exc import DatabaseError

ADDRESS = "postgresql://USER:PASSWORD@HOST:PORT/NAME"
MEND = "Mend it, or leave it out: then it is {default}."
MEND_DATABASE = "Look whether that is right, whether the database runs, and whether it may be read and written."


class Plainly(TyperGroup):
    """All commands: they leave with 1 and a sentence on stderr where the fault is not the program's own."""

    def invoke(self, ctx: Any) -> Any:
        """Do the command; any other fault goes on as it is."""
        try:
            return super().invoke(ctx)
        except Exception as problem:
            if said := sentences(problem):
                typer.echo(said, err=True)
                raise typer.Exit(1) from None
            raise


def sentences(problem: Exception) -> str:
    """What to tell the operator; nothing where the program itself is at fault."""
    if isinstance(problem, ValidationError):
        return "\n".join(map(of_setting, problem.errors())) if problem.title == Settings.__name__ else ""
    if isinstance(problem, OSError):
        return of_folder(problem)
    if isinstance(problem, KlantbeeldError):
        return problem.detail
    if type(problem).__module__ == "sqlalchemy.exc":  # loading it would hold up every command that ends early
        return of_database(problem)
    return ""


def of_setting(wrong: Any) -> str:
    """Which setting, what was found, what is allowed, how to mend it."""
    where = str(wrong["loc"][0])
    fields = Settings.model_fields
    name = next((known for known, field in fields.items() if field.validation_alias == where), where)
    field = fields[name]
    if name == "database_url":
        mend = MEND.format(default="an embedded SQLite database in the folder of KLANTBEELD_DATA")
        return f'{named(name)} is "{without_password(wrong["input"])}"; it must be {ADDRESS}. {mend}'
    mend = MEND.format(default=str(field.default).lower())
    return f'{named(name)} is "{wrong["input"]}"; it must be {allowed(name)}. {mend}'


def named(name: str) -> str:
    """The environment variable of a field."""
    alias = Settings.model_fields[name].validation_alias
    return str(alias or f"KLANTBEELD_{name.upper()}")


def allowed(name: str) -> str:
    """What a field can be."""
    field = Settings.model_fields[name]
    if field.annotation is bool:
        return "true or false"
    if field.annotation is not int:
        return "a text that can be read"
    bounds = {key: getattr(part, key) for part in field.metadata for key in ("ge", "le") if hasattr(part, key)}
    return f"a whole number from {bounds['ge']}" + (f" to {bounds['le']}" if "le" in bounds else " up")


def of_database(problem: Exception) -> str:
    """What `serve` and `/healthz` say of the database; nothing where it is well, or was told what it can't keep."""
    from sqlalchemy.exc import DatabaseError, OperationalError, ProgrammingError

    from service.health import OK, SILENT

    if not isinstance(problem, OperationalError | ProgrammingError) and type(problem) is not DatabaseError:
        return ""
    settings = Settings()
    state = state_of(settings)
    if SILENT in state:  # the driver's own words can hold a piece of a password
        return f"Database: {state}. {settings.database_place}. {MEND_DATABASE}"
    if state != OK or is_refused(problem):
        why = str(problem.orig).partition("\n")[0]
        return f"Database: {state if state != OK else 'failing'} ({why}). {settings.database_place}."
    return ""


def state_of(settings: Settings) -> str:
    """How the database is now; one that can't even be looked for does not answer."""
    from service.db import Database
    from service.health import database_state

    db = Database(settings.database)
    try:
        return database_state(db)
    finally:
        db.close()


def is_refused(problem: "DatabaseError") -> bool:
    """Whether SQLite may not write its file, has no room, or waits for another: not a mistake in what it was told."""
    name = getattr(problem.orig, "sqlite_errorname", "")
    return name.startswith(("SQLITE_READONLY", "SQLITE_FULL", "SQLITE_IOERR", "SQLITE_BUSY", "SQLITE_CANTOPEN"))


def of_folder(problem: OSError) -> str:
    """A file or folder of a setting that can't be made, read or written."""
    if not isinstance(problem.filename, str):
        return ""
    place = Path(problem.filename)
    for name, path in Settings():
        if isinstance(path, Path) and (
            place.is_relative_to(path) or (path.is_relative_to(place) and not place.exists())
        ):
            why = f"{problem.filename}: {problem.strerror}"
            return (
                f'{named(name)} is "{path}"; that can\'t be used ({why}). Name another, or let it be read and written.'
            )
    return ""
