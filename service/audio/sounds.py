"""Where the sound of a text is: this installation's recording, the questionnaire's own, or generated speech.

A recording is `<place>/audio/<language>/<key>.ogg` (Ogg Opus, one channel) under one of the roots, with `index.json`
beside it. It is played only while its text is the one that was spoken. Generated speech lies under the fingerprint of
what makes it.
"""

import re
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

from service.audio.encoding import Encoded
from service.audio.index import INDEX, Recording, index_held, write_whole
from service.audio.phrase import INTERFACE, Phrase
from service.audio.seen import Seen, names_in, readable_index
from service.audio.take import encode_recording
from service.audio.voices import Voice, read_voices
from service.config import Settings
from service.errors import NotFound

PLACE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*(/[A-Za-z0-9_][A-Za-z0-9_.]*)?")
LANGUAGE = re.compile(r"[a-z]{2,3}")
NOTICED_AFTER = 30.0  # seconds
KEY = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,150}")


class State(StrEnum):
    """What there is for a text, best first. `stale`: a recording of an earlier wording, and no speech in its place."""

    RECORDED = "recorded"
    GENERATED = "generated"
    STALE = "stale"
    MISSING = "missing"


@dataclass(frozen=True)
class Sound:
    """A file to play. `recording`: who spoke it and when; None for speech that this computer made."""

    path: Path
    recording: Recording | None = None

    @property
    def is_generated(self) -> bool:
        """Whether a machine speaks."""
        return self.recording is None or self.recording.kind == "generated"


@dataclass(frozen=True)
class Counts:
    """Of a number of texts: how many are spoken by a person, by the machine, by neither; `stale`: how many have a
    recording of another wording, whatever takes its place.
    """

    texts: int
    recorded: int
    generated: int
    missing: int
    stale: int


class Sounds:
    """All sound of an installation. What it has read of the folders it keeps until they change."""

    def __init__(self, own: Path, questionnaires: Path, locales: Path, speech: Path) -> None:
        self.own, self.questionnaires, self.locales, self.speech = own, questionnaires, locales, speech
        self.voices: dict[str, Voice] = read_voices(locales)
        self._indexes: Seen[dict[str, Recording]] = Seen(readable_index, {})
        self._shelves: dict[tuple[str, str], tuple[Path, Path]] = {}
        self._speaking: dict[str, tuple[bool, float]] = {}
        self._made: Seen[frozenset[str]] = Seen(names_in, frozenset())

    @classmethod
    def of(cls, settings: Settings) -> "Sounds":
        """That of this installation."""
        return cls(settings.recordings_folder, settings.questionnaires, settings.locales, settings.speech_folder)

    def find(self, phrase: Phrase) -> Sound | None:
        """What is played for this text; None when there is nothing."""
        for folder in self._folders(phrase):
            recording = self._index(folder).get(phrase.key)
            if recording and recording.hash == phrase.hash:
                return Sound(folder / f"{phrase.key}.ogg", recording)
        return self._speech(phrase)

    def speaks(self, language: str) -> bool:
        """Whether anything at all can be heard in this language. A first recording is noticed within half a minute."""
        known = self._speaking.get(language)
        if known is None or time.monotonic() > known[1]:
            known = self._speaking[language] = self._any(language), time.monotonic() + NOTICED_AFTER
        return known[0]

    def state(self, phrase: Phrase) -> State:
        """What there is for this text."""
        sound = self.find(phrase)
        if sound:
            return State.GENERATED if sound.is_generated else State.RECORDED
        return State.STALE if self.is_stale(phrase) else State.MISSING

    def is_stale(self, phrase: Phrase) -> bool:
        """Whether there is a recording of this text in another wording, and none of this one."""
        found = [row for folder in self._folders(phrase) if (row := self._index(folder).get(phrase.key))]
        return bool(found) and all(row.hash != phrase.hash for row in found)

    def missing(self, phrases: Iterable[Phrase]) -> tuple[Phrase, ...]:
        """Those that no person has spoken as they are worded now."""
        return tuple(phrase for phrase in phrases if self.state(phrase) is not State.RECORDED)

    def counts(self, phrases: Iterable[Phrase]) -> Counts:
        """How many of these texts can be heard, and how."""
        all_of_them = tuple(phrases)
        found = Counter(self.state(phrase) for phrase in all_of_them)
        missing = found[State.MISSING] + found[State.STALE]
        stale = sum(map(self.is_stale, all_of_them))
        return Counts(len(all_of_them), found[State.RECORDED], found[State.GENERATED], missing, stale)

    def keep(self, phrase: Phrase, sound: bytes, by: str, on: date) -> Recording:
        """Keep what a person spoke, in this installation's folder, in place of an earlier recording of theirs.

        `sound`: a WAV, FLAC or Ogg file. Raises `RecordingRefused`; then nothing was changed.
        """
        return self.put(phrase, encode_recording(sound, phrase.text), by, on)

    def put(self, phrase: Phrase, encoded: Encoded, by: str, on: date) -> Recording:
        """The same with a file that has been judged and encoded already."""
        folder = self.folder(phrase)
        recording = Recording(phrase.hash, "recorded", by, on.isoformat(), encoded.seconds)
        with index_held(folder) as rows:
            write_whole(folder / f"{phrase.key}.ogg", encoded.content)
            rows[phrase.key] = recording
        self._speaking.pop(phrase.language, None)
        return recording

    def drop(self, phrase: Phrase) -> None:
        """Take this installation's recording of a text away again; NotFound when there is none."""
        folder = self.folder(phrase)
        if phrase.key not in self._index(folder):
            raise NotFound("recording")
        with index_held(folder) as rows:
            rows.pop(phrase.key, None)
        (folder / f"{phrase.key}.ogg").unlink(missing_ok=True)

    def _any(self, language: str) -> bool:
        voice = self.voices.get(language)
        made = self.speech / language
        if voice and voice.offered and self._made.get(made, made):
            return True
        recorded = (root.glob(f"**/audio/{language}/{INDEX}") for root in (self.own, self.questionnaires))
        return any(any(found) for found in recorded) or (self.locales / "audio" / language / INDEX).is_file()

    def folder(self, phrase: Phrase) -> Path:
        """Where this installation's recording of a text lies; NotFound for a text that can't have one."""
        if not KEY.fullmatch(phrase.key):
            raise NotFound("a text without a place")
        return self._folders(phrase)[0]

    def _folders(self, phrase: Phrase) -> tuple[Path, Path]:
        """Where a recording may lie, best first."""
        name = phrase.place, phrase.language
        if name not in self._shelves:
            if not (PLACE.fullmatch(phrase.place) and LANGUAGE.fullmatch(phrase.language)):
                raise NotFound("a text without a place")
            ours = self.locales if phrase.place == INTERFACE else self.questionnaires / phrase.place
            own = self.own / phrase.place
            self._shelves[name] = own / "audio" / phrase.language, ours / "audio" / phrase.language
        return self._shelves[name]

    def _index(self, folder: Path) -> dict[str, Recording]:
        return self._indexes.get(folder, folder / INDEX)

    def _speech(self, phrase: Phrase) -> Sound | None:
        voice = self.voices.get(phrase.language)
        if voice is None or not voice.offered:
            return None
        name = voice.file_of(phrase.text)
        folder = self.speech / phrase.language
        return Sound(folder / name) if name in self._made.get(folder, folder) else None
