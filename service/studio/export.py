"""All recordings of a language as one ZIP, laid out as the folders of questionnaires and locales are."""

import json
import tempfile
import zipfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from service.audio import INTERFACE, Recording, Sounds
from service.audio.index import INDEX
from service.studio.texts import Spoken

README = """Recordings in the language "{language}": {count} texts, as of {day}.

Unpack this over the project's folder: questionnaires/ and locales/ fit over those that are there. Each folder
audio/{language} is whole, with its index.json: put it in place of an older one. Recordings of a former wording are left
out. A recording says in the index whose voice it is and which wording was read.

Voices: {voices}

Pass recordings on only with the written agreement of the speakers.
"""


def write_zip(sounds: Sounds, texts: Sequence[Spoken], language: str, day: str) -> Path:
    """A file of its own in the temporary folder, for the caller to remove."""
    with tempfile.NamedTemporaryFile(prefix="recordings-", suffix=".zip", delete=False) as target:
        with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
            rows: list[Recording] = []
            for place in dict.fromkeys(text.phrase.place for text in texts):
                rows += add_place(archive, sounds, language, [text for text in texts if text.phrase.place == place])
            voices = ", ".join(sorted({row.by for row in rows})) or "-"
            archive.writestr("README.txt", README.format(language=language, count=len(rows), day=day, voices=voices))
        return Path(target.name)


def add_place(archive: zipfile.ZipFile, sounds: Sounds, language: str, texts: Sequence[Spoken]) -> list[Recording]:
    """The recordings of one place and their index; which they are. Nothing where nobody has spoken."""
    place = texts[0].phrase.place
    folder = f"locales/audio/{language}" if place == INTERFACE else f"questionnaires/{place}/audio/{language}"
    rows = {}
    for text in texts:
        found = sounds.find(text.phrase)
        if found and found.recording and not found.is_generated:
            archive.write(found.path, f"{folder}/{text.phrase.key}.ogg")
            rows[text.phrase.key] = found.recording
    if rows:
        index = {key: asdict(row) for key, row in sorted(rows.items())}
        archive.writestr(f"{folder}/{INDEX}", json.dumps(index, ensure_ascii=False, indent=1) + "\n")
    return list(rows.values())
