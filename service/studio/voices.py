"""Whose voices there are in this installation's recordings of a language, and taking one away altogether."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from service.audio import Sounds
from service.audio.index import index_held
from service.audio.seen import readable_index
from service.studio.former import FOLDER


def folders(sounds: Sounds, language: str) -> Iterator[Path]:
    """Every folder with recordings, also of modules and versions that are no longer asked, and of former recordings."""
    for folder in sorted(sounds.own.rglob(f"audio/{language}")):
        yield from (place for place in (folder, folder / FOLDER) if place.is_dir())


def voices(sounds: Sounds, language: str) -> Counter[str]:
    """Voice to how many recordings there are of it, former ones included."""
    return Counter(row.by for folder in folders(sounds, language) for row in readable_index(folder).values())


def remove_voice(sounds: Sounds, language: str, voice: str) -> None:
    """Delete every recording of this voice. Raises `IndexDamaged` at a folder that can't be read."""
    for folder in folders(sounds, language):
        if any(row.by == voice for row in readable_index(folder).values()):
            with index_held(folder) as rows:
                for key in [key for key, row in rows.items() if row.by == voice]:
                    (folder / f"{key}.ogg").unlink(missing_ok=True)
                    del rows[key]
