"""`klantbeeld audio clean`: what no text needs any more, told first and removed when told."""

from typing import TYPE_CHECKING, Annotated

import typer

from service.audio.commands import leave, opened
from service.config import Settings

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from service.audio import Sounds
    from service.studio.cleaning import Old

CLEAN = (
    "Name sound that no text needs any more, and remove it with --yes: the computer's speech of texts that have "
    "changed. What a sitting under way may still need is kept.\n\n"
    "Recordings of people whose text has another wording now are named too, and removed only with --recordings as "
    "well: nobody can make them again, and a text that is changed back is heard again."
)


def clean(
    yes: Annotated[bool, typer.Option("--yes", help="Remove what is named; else it is only named.")] = False,
    recordings: Annotated[
        bool, typer.Option("--recordings", help="With --yes: people's recordings of former wordings too.")
    ] = False,
) -> None:
    """Look, say, and remove only what was said."""
    from service.audio import Sounds
    from service.audio.index import IndexDamaged
    from service.db import Database
    from service.studio.cleaning import needed, old_sound, remove_recordings, remove_speech

    settings = Settings()
    sounds, (catalogue, translators) = Sounds.of(settings), opened(settings)
    db = Database(settings.database)
    try:
        with db.write() as session:
            old = old_sound(sounds, needed(session.connection(), catalogue, translators))
            typer.echo(told(sounds, old))
            if yes and recordings and old.recordings:
                note(session, len(old.recordings))
                remove_recordings(old)
            if yes:
                remove_speech(old)
    except IndexDamaged as damaged:
        leave(damaged.detail)
    finally:
        db.close()
    typer.echo(done(old, yes, recordings))


def told(sounds: "Sounds", old: "Old") -> str:
    """Each recording by its file; of speech how many files and how large."""
    size = sum(path.stat().st_size for path in old.speech) / 1e6
    lines = [f"recorded by a person: {folder.relative_to(sounds.own)}/{key}.ogg" for folder, key in old.recordings]
    return "\n".join([*lines, f"speech of the computer: {len(old.speech)} files, {size:.1f} MB"])


def done(old: "Old", yes: bool, recordings: bool) -> str:
    """What was removed and what was not."""
    if not yes:
        return "Nothing was removed; --yes removes the speech, with --recordings the recordings too."
    people = f"{len(old.recordings)} recordings removed" if recordings else f"{len(old.recordings)} recordings kept"
    return f"{len(old.speech)} files of speech removed, {people}."


def note(session: "Session", count: int) -> None:
    """In the log: people's recordings went."""
    from service.audit.actions import record
    from service.web.site import utc_now

    record(session, "old_recordings_removed", utc_now(), None, "service", context={"count": str(count)})
