"""Make the speech that lacks: several processes, each with a voice of its own; what is there already is left alone."""

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from service.audio.encoding import RecordingRefused, cut, encode, levelled
from service.audio.index import write_whole
from service.audio.phrase import INTERFACE, Phrase
from service.audio.speech import Speaker
from service.audio.voices import Voice

#: Texts that a process gets at once.
PIECE = 8


@dataclass(frozen=True)
class ToMake:
    """A text as the program is given it, how it is spoken, and the file it becomes."""

    text: str
    voice: str
    speed: int
    path: Path


def to_make(
    phrases: Iterable[Phrase], voices: dict[str, Voice], folder: Path, *, again: bool = False, every: bool = False
) -> tuple[ToMake, ...]:
    """What has to be made for these texts, each file once, those of the first screens first. `again`: also what is
    there; `every`: also in languages that clients may not hear yet.
    """
    found: dict[Path, ToMake] = {}
    for phrase in sorted(phrases, key=lambda phrase: phrase.place != INTERFACE):
        voice = voices.get(phrase.language)
        if voice is None or not (voice.offered or every):
            continue
        path = folder / phrase.language / voice.file_of(phrase.text)
        if again or not path.exists():
            found[path] = ToMake(voice.spoken(phrase.text), voice.voice, voice.speed, path)
    return tuple(found.values())


def make_speech(wanted: Iterable[ToMake], processes: int, told: Callable[[int], None]) -> tuple[str, ...]:
    """Make them; `told` hears after each piece how many are done. The texts of which no sound came, such as a dash.

    Raises `service.audio.speech.NoVoice`.
    """
    pieces = list(_pieces(tuple(wanted)))
    done = 0
    mute: list[str] = []
    with ProcessPoolExecutor(max_workers=max(1, min(processes, len(pieces) or 1))) as pool:
        for future in as_completed(pool.submit(make, piece) for piece in pieces):
            count, without = future.result()
            done += count
            mute += without
            told(done)
    return tuple(mute)


def make(piece: tuple[ToMake, ...]) -> tuple[int, list[str]]:
    """Make these, one after the other; how many there are, and the texts of which no sound came."""
    mute = []
    for one in piece:
        samples = speaker().speak(one.text, one.voice, one.speed)
        try:
            voice = levelled(cut(samples, speaker().rate))
        except RecordingRefused:
            mute.append(one.text)
            continue
        one.path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(one.path, encode(voice, speaker().rate).content)
    return len(piece), mute


@cache
def speaker() -> Speaker:
    """The voice of this process, begun when it is first needed."""
    return Speaker()


def free_processes() -> int:
    """How many processes this computer can use."""
    return len(os.sched_getaffinity(0))


def _pieces(wanted: tuple[ToMake, ...]) -> Iterator[tuple[ToMake, ...]]:
    for start in range(0, len(wanted), PIECE):
        yield wanted[start : start + PIECE]
