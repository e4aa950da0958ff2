"""Which text a file is of, by where it lies and what it is called."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from service.audio import INTERFACE
from service.studio.texts import Spoken

ENDINGS = (".wav", ".flac", ".ogg", ".opus", ".oga")
HOW = (
    "Name it as `klantbeeld audio list` does, like 3f0a91b2c4d5.wav, or lay it as the studio's ZIP does, like "
    "motivatie/1.0.0/audio/ti/item.mo_now.wav"
)


class NotNamed(ValueError):
    """It is of no text of this language. The message says what was found and how to mend it."""


@dataclass(frozen=True)
class Names:
    """The texts of one language, by their id and by their place and key."""

    language: str
    by_id: dict[str, Spoken]
    by_place: dict[tuple[str, str], Spoken]

    @classmethod
    def of(cls, language: str, texts: Iterable[Spoken]) -> "Names":
        """Those of these texts."""
        every = tuple(texts)
        by_place = {(text.phrase.place, text.phrase.key): text for text in every}
        return cls(language, {text.id: text for text in every}, by_place)

    def text(self, name: str) -> Spoken:
        """The text that a file is of. Raises `NotNamed`."""
        path = PurePosixPath(name)
        if path.suffix.lower() not in ENDINGS:
            raise NotNamed(f"no sound by its name. Send {', '.join(ENDINGS)}, nothing else.")
        key, folder = path.name[: -len(path.suffix)], path.parent.parts
        named = re.match(r"[0-9a-f]{12}(?![0-9a-z])", key)  # what comes after it is for people
        if named and named[0] in self.by_id:
            return self.by_id[named[0]]
        if "audio" not in folder[:-1]:
            raise NotNamed(f"no text is called so. {HOW}.")
        at = len(folder) - 1 - folder[::-1].index("audio")
        if folder[at + 1] != self.language:
            raise NotNamed(f"this is in {folder[at + 1]}, not in {self.language}. Say --language {folder[at + 1]}.")
        place = "/".join(folder[:at]).rpartition("questionnaires/")[2]
        found = self.by_place.get((INTERFACE if place.split("/")[-1] in ("locales", "") else place, key))
        if found is None:
            raise NotNamed(f"there is no text {key} in {place or 'the interface'} now. {HOW}.")
        return found
