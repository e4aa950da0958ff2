"""The command line: everything an operator or author does outside the browser."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, NoReturn

import typer

from service.assessment.command import rescore
from service.catalogue.commands import app as catalogue
from service.config import Settings
from service.dossier.command import dossier
from service.plainly import Plainly
from service.preview.command import preview
from service.studio.commands import add_sound
from service.translations.commands import app as translations
from service.workbench.commands import add_workbench

if TYPE_CHECKING:
    from scoring.definition import Questionnaire

app = typer.Typer(
    name="klantbeeld",
    cls=Plainly,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    help="Klantbeeld: intake and assessment for newcomers, in their own language.\n\n"
    "Settings come from the environment: KLANTBEELD_DATA (folder, default var), DATABASE_URL (PostgreSQL instead of "
    "the embedded SQLite), PORT, KLANTBEELD_BASE_URL. README.md tells the rest.",
)
app.add_typer(translations, name="translations")
add_sound(app)
catalogue.command("preview")(preview)
app.add_typer(catalogue, name="catalogue")

Questionnaires = Annotated[
    Path | None,
    typer.Option("--questionnaires", metavar="DIR", help="Folder (default: KLANTBEELD_QUESTIONNAIRES, else ours)."),
]


@app.command()
def serve(
    only: Annotated[
        Literal["kiosk", "staff"] | None,
        typer.Option(help="Serve one of the two apps; the kiosk alone needs no MGGZ key."),
    ] = None,
    host: Annotated[str, typer.Option(help="Address to listen on.", show_default="127.0.0.1")] = "",
    port: Annotated[int | None, typer.Option(min=1, max=65_535, help="Port (default: PORT, or 8000).")] = None,
    processes: Annotated[int, typer.Option(min=1, max=32, help="Processes; more than one needs PostgreSQL.")] = 1,
    bring_up_to_date: Annotated[bool, typer.Option("--migrate", help="Bring the database up to date first.")] = False,
) -> None:
    """Serve clients at / and staff at /staff. Refuses to start on a questionnaire with errors."""
    from service.serve import NotReady
    from service.serve import serve as serve_now
    from service.web.listening import NotListening

    settings = configured(host, port)
    if processes > 1 and settings.database.startswith("sqlite"):
        stop("Several processes need PostgreSQL: set DATABASE_URL.", 2)
    if bring_up_to_date:
        migrate()
    try:
        serve_now(settings, only, processes)
    except (NotReady, NotListening) as lack:
        stop(f"{lack}\nNothing was started.", 1)


def configured(host: str = "", port: int | None = None) -> Settings:
    """The settings of the environment, with what the command line says instead."""
    import os

    if host:
        os.environ["KLANTBEELD_HOST"] = host
    if port:
        os.environ["PORT"] = str(port)
    return Settings()


def stop(message: str, code: int) -> NoReturn:
    """Say why on stderr and leave."""
    typer.echo(message, err=True)
    raise typer.Exit(code)


@app.command()
def migrate() -> None:
    """Create the database or bring it up to date. Safe to run at any time."""
    from service.migrate import migrate_at

    migrate_at(Settings().database)
    typer.echo("The database is up to date.")


@app.command()
def check(questionnaires: Questionnaires = None) -> None:
    """Check all questionnaires and report every error at once: file, line or item, what was found, how to mend it."""
    from service.catalogue import main_check

    raise typer.Exit(main_check(questionnaires))


@app.command()
def score(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="JSON: language, and answers per module and item.")],
    questionnaires: Questionnaires = None,
) -> None:
    """Score a JSON file of answers without a database. Exit 2 lists every unknown module, item or code."""
    from service.catalogue import main_score

    raise typer.Exit(main_score(file, questionnaires))


@app.command()
def report(
    case: Annotated[str, typer.Argument(metavar="CASE", help="The case's reference or id.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="Where to write the PDF; - prints it.")],
    audience: Annotated[Literal["klantmanager", "client"], typer.Option(help="For whom.")] = "klantmanager",
    language: Annotated[str, typer.Option(help="nl or en; for a client also ar and ti.")] = "nl",
) -> None:
    """Write a case's report as PDF: the issued one, or a fresh one where none was issued."""
    from service.app import make_site
    from service.errors import KlantbeeldError
    from service.reports.printing import report_to_file

    site = make_site(Settings())
    try:
        issued = report_to_file(site, case, audience, language, output)
    except KlantbeeldError as problem:
        stop(problem.detail, 1)
    finally:
        site.db.close()
    typer.echo(f"Written: {output} ({'as it was issued' if issued else 'made now, not issued'})", err=True)


@app.command("create-user")
def create_user(
    role: Annotated[
        Literal["case_manager", "team_lead", "psychiatrist", "admin", "auditor"], typer.Option(help="What they do.")
    ],
    email: Annotated[str, typer.Option(help="Address to sign in with.")],
    name: Annotated[str, typer.Option(help="Name that colleagues see.")],
    team: Annotated[str, typer.Option(help="Team of a klantmanager or team lead; made if it is new.")] = "",
) -> None:
    """Make a staff account and print its first password, which is changed at the first sign-in."""
    from service.accounts.command import make_account
    from service.db import Database
    from service.errors import KlantbeeldError

    db = Database(Settings().database)
    try:
        password = make_account(db, role, email, name, team)
    except KlantbeeldError as problem:
        stop(problem.detail, 1)
    finally:
        db.close()
    typer.echo(f"Account: {email}\nFirst password: {password}\nSign in at {Settings().url}/staff")


@app.command()
def demo(
    invitations: Annotated[
        int, typer.Option(min=0, max=100_000, help="Only add this many invited clients and print their codes.")
    ] = 0,
    second_factor: Annotated[str, typer.Option(metavar="EMAIL", help="Print the current code of a demo account.")] = "",
) -> None:
    """Fill the database with made-up clients in every state, staff accounts and fresh codes. Never on a real one."""
    from service.demo.command import add_invitations, print_second_factor, show_demo

    settings = Settings()
    if second_factor:
        print_second_factor(settings, second_factor)
    elif invitations:
        add_invitations(settings, invitations)
    else:
        show_demo(settings)


def questionnaire_of(module: str, questionnaires: Path | None) -> "Questionnaire":
    """The newest definition of a module; leaves with what is wrong when there is none."""
    from service.catalogue import CatalogueInvalid, load

    try:
        found = load(questionnaires or Settings().questionnaires).modules
    except CatalogueInvalid as invalid:
        stop(str(invalid), 1)
    if module not in found:
        stop(f"There is no module {module}; there are {', '.join(found)}.", 2)
    return found[module].questionnaire


add_workbench(app, questionnaire_of)
app.command("rescore")(rescore)
app.command("dossier")(dossier)


def main() -> None:
    """The entry of `klantbeeld` and `python -m service`."""
    app(prog_name="klantbeeld")
