"""Recordings made elsewhere are taken in: all are judged first, and when one can't be used none is kept."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePosixPath
from typing import Any

from service.audio import Recording, RecordingRefused, Sounds
from service.audio.encoding import WORDS, Encoded, encode
from service.audio.index import INDEX, read_index
from service.audio.take import Take, as_it_is, evened, faults, read_take, same_sound, trimmed
from service.studio.bundle import BundleRefused, Piece
from service.studio.former import set_aside
from service.studio.naming import Names, NotNamed
from service.studio.takes import MOST_BYTES
from service.studio.texts import Spoken

FAULTS: Mapping[str, str] = {
    "clipped": "too loud and distorted. Record it again, further from the microphone",
    "quiet": "too quiet. Record it again, nearer to the microphone",
    "short": "too short for this text. Was it cut off? Record it again",
    "noisy": "the room is nearly as loud as the voice. Record it again in a quiet room",
}


@dataclass(frozen=True)
class Arrived:
    """A recording that can be kept, with the name of its file."""

    name: str
    text: Spoken
    encoded: Encoded
    voice: str
    on: str


@dataclass
class Judged:
    """What came of a bundle: recordings to keep, and problems, each a line with the file's name."""

    arrived: list[Arrived] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Signed:
    """Whose voice and which day, where the bundle does not say so itself; `strict`: faults are problems."""

    voice: str
    on: date
    strict: bool = True


def judge(pieces: Sequence[Piece], names: Names, signed: Signed) -> Judged:
    """Look at every file, and say everything that is wrong."""
    rows, found = _rows(pieces), Judged()
    first: dict[str, str] = {}
    for piece in pieces:
        if PurePosixPath(piece.name).name == INDEX:
            continue
        try:
            text = names.text(piece.name)
            if text.id in first:
                raise NotNamed(f"the same text as {first[text.id]}. Leave one of them out.")
            first[text.id] = piece.name
            found.arrived.append(_arrived(piece, text, rows.get(piece.name, {}), signed))
        except (NotNamed, BundleRefused) as problem:
            found.problems.append(f"{piece.name}: {problem}")
    return found


def _arrived(piece: Piece, text: Spoken, row: Mapping[str, Any], signed: Signed) -> Arrived:
    voice = str(row.get("by") or signed.voice)
    if row and row.get("hash") != text.phrase.hash:
        raise NotNamed("another wording was read than is there now. Record this text again.")
    if not voice:
        raise NotNamed("nobody's voice. Say whose with --voice.")
    content = piece.read()
    if content.startswith(b"PK"):
        raise NotNamed("a ZIP within. Unpack it and send the recordings themselves.")
    if len(content) > MOST_BYTES:
        raise NotNamed(f"larger than {MOST_BYTES // 1024**2} MB. A text lasts a minute at most; record it alone.")
    try:
        take = read_take(content)
        told = faults(take, text.phrase.text)
    except RecordingRefused as refused:
        raise NotNamed(f"{WORDS[refused.kind]}.") from None
    if told and signed.strict:
        raise NotNamed(f"{'; '.join(FAULTS[fault] for fault in told)}. Or keep it as it is with --keep-faulty.")
    on = row.get("on") or signed.on.isoformat()
    return Arrived(piece.name, text, made_of(take, content), voice, str(on))


def made_of(take: Take, content: bytes) -> Encoded:
    """The file to keep: one of our own as it is, so that nothing is lost by packing it twice."""
    if as_it_is(take, content):
        return Encoded(content, round(take.seconds, 2))
    even = evened(trimmed(take))
    return encode(even.samples, even.rate)


def _rows(pieces: Sequence[Piece]) -> dict[str, Mapping[str, Any]]:
    """What the indexes of a bundle say of its files, by the files' names; a damaged index says nothing."""
    found: dict[str, Mapping[str, Any]] = {}
    for piece in pieces:
        path = PurePosixPath(piece.name)
        if path.name != INDEX:
            continue
        try:
            rows = json.loads(piece.read())
            found |= {str(path.parent / f"{key}.ogg"): dict(row) for key, row in rows.items()}
        except (ValueError, AttributeError, TypeError):
            continue
    return found


def keep_arrived(sounds: Sounds, arrived: Sequence[Arrived]) -> dict[str, int]:
    """Keep them, each in place of an earlier one, which stays beside it. How many were new, replaced, there already."""
    counts = {"new": 0, "replaced": 0, "same": 0}
    for one in arrived:
        folder, key = sounds.folder(one.text.phrase), one.text.phrase.key
        now = read_index(folder).get(key)
        row = Recording(one.text.phrase.hash, "recorded", one.voice, one.on, one.encoded.seconds)
        if now == row and same_sound((folder / f"{key}.ogg").read_bytes(), one.encoded.content):
            counts["same"] += 1
            continue
        set_aside(folder, key)
        sounds.put(one.text.phrase, one.encoded, one.voice, date.fromisoformat(one.on))
        counts["replaced" if now else "new"] += 1
    return counts
