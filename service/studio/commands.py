"""`klantbeeld audio import`: recordings made elsewhere. `klantbeeld audio list`: which text a file would be of."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from service.audio.commands import add_audio, audio, leave, opened
from service.config import Settings
from service.studio.clean_command import CLEAN, clean

if TYPE_CHECKING:
    from datetime import date

    from service.studio.importing import Arrived
    from service.studio.texts import Spoken

IMPORT = (
    "Take in recordings made elsewhere: by a speaker's own recorder, or the ZIP that the studio of another "
    "installation gives.\n\n"
    "Which text a file is of is told by its name: `klantbeeld audio list -l ti` prints the names (3f0a91b2c4d5.wav). "
    "Or it lies as in the studio's ZIP: questionnaires/motivatie/1.0.0/audio/ti/item.mo_now.ogg, "
    "locales/audio/ti/ui.6f1ed002.ogg. WAV, FLAC or Ogg; one text a file, a minute at most.\n\n"
    "Every file is looked at first: format, length, loudness, noise, language, text. All problems are shown at once, "
    "each with the file and how to mend it; then nothing is kept and the exit code is 2. Otherwise each recording "
    "takes the place of the one before, which stays beside it and can be put back in the studio. Nothing else is "
    "touched."
)


def add_sound(app: typer.Typer) -> None:
    """Put `speech` and `audio` among the commands, with `list` and `import`."""
    add_audio(app)
    audio.command("list")(list_texts)
    audio.command("clean", help=CLEAN)(clean)
    audio.command("import", help=IMPORT)(take_in)


Language = Annotated[str, typer.Option("--language", "-l", help="Code of the language that is spoken, like ti.")]


def list_texts(
    language: Language,
    everything: Annotated[bool, typer.Option("--all", help="Also what a person has recorded already.")] = False,
    lists: Annotated[bool, typer.Option("--lists", help="Also the names in long lists, after the rest.")] = False,
) -> None:
    """Print what is to be recorded: the name that its file must begin with, a tab, the text.

    For a speaker with a recorder of their own: one file per line, for example 3f0a91b2c4d5.wav. What comes after
    the name is for people: 3f0a91b2c4d5 take 2.wav is the same text.
    """
    from service.audio import Sounds, State

    sounds = Sounds.of(Settings())
    for text in texts_of(language):
        if text.is_listed and not lists:
            continue
        if everything or sounds.state(text.phrase) is not State.RECORDED:
            typer.echo(f"{text.id}\t{' '.join(text.phrase.text.split())}")


def take_in(
    bundle: Annotated[Path, typer.Argument(metavar="PATH", help="A folder or a ZIP of recordings.", exists=True)],
    language: Language,
    voice: Annotated[str, typer.Option(help="Who speaks; not needed for a ZIP of the studio, which says so.")] = "",
    on: Annotated[str, typer.Option(help="When it was recorded, as year-month-day; default today.")] = "",
    keep_faulty: Annotated[
        bool,
        typer.Option("--keep-faulty", help="Keep also what is loud, quiet, short or noisy, after listening to it."),
    ] = False,
    only_check: Annotated[bool, typer.Option("--check", help="Only say what is wrong; keep nothing.")] = False,
) -> None:
    """Look at all of them, then keep all or none."""
    from service.studio.bundle import BundleRefused, opened_bundle
    from service.studio.importing import Signed, judge
    from service.studio.naming import Names

    signed = Signed(voice.strip(), day_of(on), not keep_faulty)
    try:
        with opened_bundle(bundle) as pieces:
            found = judge(pieces, Names.of(language, texts_of(language)), signed)
    except BundleRefused as refused:
        leave(f"{refused}\nNothing was kept.", 2)
    if found.problems:
        leave("\n".join([*found.problems, f"{len(found.problems)} problems; nothing was kept."]), 2)
    if only_check:
        typer.echo(f"{len(found.arrived)} recordings can be kept; with --check none was.")
        return
    typer.echo(kept(language, found.arrived))


def kept(language: str, arrived: "list[Arrived]") -> str:
    """Keep them; what was done, in a line. The log knows how many there were, before the first is written."""
    from service.audio import Sounds
    from service.audit.actions import record
    from service.db import Database
    from service.studio.importing import keep_arrived
    from service.web.site import utc_now

    settings = Settings()
    db = Database(settings.database)
    try:
        with db.write() as session:
            context = {"language": language, "count": str(len(arrived))}
            record(session, "recordings_imported", utc_now(), None, "service", context=context)
            counts = keep_arrived(Sounds.of(settings), arrived)
    finally:
        db.close()
    return f"{counts['new']} new, {counts['replaced']} replaced, {counts['same']} there already"


def texts_of(language: str) -> "tuple[Spoken, ...]":
    """All texts of a language; leaves with what there is for an unknown one."""
    from service.studio.texts import spoken_texts

    catalogue, translators = opened(Settings())
    if language not in translators:
        leave(f"There is no language {language}; there are {', '.join(translators)}.", 2)
    return spoken_texts(catalogue, translators[language])


def day_of(words: str) -> "date":
    """The day that was given, else today."""
    from datetime import date

    from service.web.site import utc_now

    try:
        return date.fromisoformat(words) if words else utc_now().date()
    except ValueError:
        leave(f"{words}: write the date as year-month-day, like 2026-11-22.", 2)
