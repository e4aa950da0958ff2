"""Sound that no text needs any more: speech of texts that have changed, recordings of former wordings.

A text is needed while it is in the questionnaires and screens of now, or in a module that a running sitting was begun
with. People's recordings are told apart, since nobody can make them again.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, select

from service.audio import Phrase, Sounds, long_list_phrases, phrases
from service.audio.index import index_held, read_index
from service.audio.phrases import module_phrases
from service.catalogue import Catalogue
from service.catalogue.pinned import PinnedModules
from service.i18n import Translator
from service.kiosk.models import Sitting, SittingModule
from service.studio.former import FOLDER, forget


@dataclass(frozen=True)
class Old:
    """Files of generated speech; folder and key of recordings, the present ones alone (a former one goes with it)."""

    speech: tuple[Path, ...]
    recordings: tuple[tuple[Path, str], ...]


def needed(connection: Connection, catalogue: Catalogue, translators: Mapping[str, Translator]) -> tuple[Phrase, ...]:
    """Every text that may be read aloud now, also in sittings that are under way."""
    found = [phrase for translator in translators.values() for phrase in phrases(catalogue, translator)]
    found += [phrase for translator in translators.values() for phrase in long_list_phrases(catalogue, translator)]
    pinned = PinnedModules(catalogue)
    used = select(SittingModule.snapshot_hash).join(Sitting, Sitting.id == SittingModule.sitting_id)
    for digest in connection.scalars(used.where(Sitting.state == "open").distinct()).all():
        module = pinned.get(connection, digest)
        found += [phrase for language in module.texts for phrase in module_phrases(module, language)]
    return tuple(found)


def old_sound(sounds: Sounds, texts: Iterable[Phrase]) -> Old:
    """What none of these texts needs."""
    wanted = tuple(texts)
    files = {
        sounds.speech / phrase.language / voice.file_of(phrase.text)
        for phrase in wanted
        if (voice := sounds.voices.get(phrase.language))
    }
    speech = (path for code in sorted(sounds.voices) for path in sorted((sounds.speech / code).glob("*.ogg")))
    spoken = {(sounds.folder(phrase), phrase.key, phrase.hash) for phrase in wanted}
    recordings = ((folder, key) for folder, key, hash_ in _recorded(sounds) if (folder, key, hash_) not in spoken)
    return Old(tuple(path for path in speech if path not in files), tuple(recordings))


def _recorded(sounds: Sounds) -> Iterator[tuple[Path, str, str]]:
    for folder in sorted(sounds.own.rglob("audio/*")):
        if folder.is_dir() and folder.name != FOLDER:
            yield from ((folder, key, row.hash) for key, row in read_index(folder).items())


def remove_speech(old: Old) -> None:
    """Delete the files of speech; the computer can make them again."""
    for path in old.speech:
        path.unlink(missing_ok=True)


def remove_recordings(old: Old) -> None:
    """Delete the recordings and the former ones beside them."""
    for folder, key in old.recordings:
        with index_held(folder) as rows:
            rows.pop(key, None)
        (folder / f"{key}.ogg").unlink(missing_ok=True)
        forget(folder, key)
