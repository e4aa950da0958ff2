"""A take as numbers: read, judged, trimmed, evened. Samples are mono float32 from -1 to 1; levels are RMS in dBFS."""

import io
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from service.audio.encoding import Encoded, RecordingRefused, encode

Samples: TypeAlias = NDArray[np.float32]

#: Seconds that a take may last.
LONGEST = 60.0
#: What a file that we read begins with: WAV, FLAC, Ogg.
BEGINNINGS = (b"RIFF", b"fLaC", b"OggS")
#: Seconds per frame in which the level is measured.
FRAME = 0.01
THREE = np.ones(3)
#: Below this no voice is heard at all; below `QUIET` it is too far away to be evened without its noise (dBFS).
SILENT, QUIET = -60.0, -42.0
#: A sample this large is at the end of the scale; so many in a row are a flattened wave; so many waves are heard.
FULL, FLAT, FLATTENED = 0.995, 3, 5
#: Seconds of voice below which a take is a click or half a word.
SHORTEST = 0.25
#: Voice and room must lie this far apart (dB).
CLEAR = 14.0
#: Level of the voice after evening, the highest peak after it, and the most that is added (dBFS, amplitude, dB).
TARGET, PEAK, MOST_GAIN = -17.0, 0.84, 24.0
#: Seconds of silence that stay at both ends, and of fading within them.
EDGE, FADE = 0.15, 0.01
#: Nobody reads aloud faster or slower than this, in characters a second; the slow end has some seconds to begin.
FASTEST, SLOWEST, PATIENCE = 40.0, 2.0, 10.0


@dataclass(frozen=True, eq=False)
class Take:
    """Samples at `rate` per second."""

    samples: Samples
    rate: int

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return len(self.samples) / self.rate

    def levels(self) -> NDArray[np.float64]:
        """The level of each frame in dBFS, -120 for nothing at all."""
        size = max(1, round(self.rate * FRAME))
        frames = self.samples[: len(self.samples) // size * size].reshape(-1, size).astype(np.float64)
        found: NDArray[np.float64] = 10 * np.log10(np.maximum((frames**2).mean(axis=1), 1e-12))
        return found


def read_take(content: bytes) -> Take:
    """The first channels of a WAV, FLAC or Ogg file as one. RecordingRefused when it is none, or lasts too long."""
    import soundfile

    if not content.startswith(BEGINNINGS):
        raise RecordingRefused("unreadable")
    try:
        with soundfile.SoundFile(io.BytesIO(content)) as file:
            if not 8000 <= file.samplerate <= 192_000 or file.channels > 2:
                raise RecordingRefused("unreadable")
            most = round(LONGEST * file.samplerate) + 1
            read = file.read(most, dtype="float32", always_2d=True)
            rate = int(file.samplerate)
    except soundfile.SoundFileError:
        raise RecordingRefused("unreadable") from None
    if len(read) == most:
        raise RecordingRefused("too_long")
    mono = np.clip(np.nan_to_num(read.mean(axis=1, dtype=np.float32), nan=0.0, posinf=1.0, neginf=-1.0), -1.0, 1.0)
    # Some microphones hum along at a constant; it would pass for take.
    return Take(mono - np.median(mono) if len(mono) else mono, rate)


def voiced(take: Take) -> NDArray[np.bool_]:
    """Which frames hold voice: well above the room and not far below the loudest; RecordingRefused when none does."""
    levels = take.levels()
    if len(levels) < 3 or (loudest := float(np.percentile(levels, 99))) < SILENT:
        raise RecordingRefused("silent")
    # A steady sound has no room around it: then only what lies far below its loudest part is no voice.
    room = min(float(np.percentile(levels, 10)) + 8, loudest - 6)
    loud = levels > max(room, loudest - 35, SILENT)
    # A click of a key or the mouse is shorter than any sound of speech.
    found: NDArray[np.bool_] = np.convolve(np.convolve(loud, THREE, "valid") == 3, THREE, "full") > 0
    if not found.any():
        raise RecordingRefused("silent")
    return found


def loudness(take: Take) -> float:
    """The level of the voice alone, in dBFS."""
    power = 10 ** (take.levels()[voiced(take)] / 10)
    return float(10 * np.log10(power.mean()))


def flattened(samples: Samples) -> int:
    """How many waves run against the end of the scale."""
    full = np.abs(samples) >= FULL
    edges = np.flatnonzero(np.diff(np.concatenate(([False], full, [False])).astype(np.int8)))
    return int((edges[1::2] - edges[::2] >= FLAT).sum())


def faults(take: Take, text: str) -> tuple[str, ...]:
    """What a listener to this text would mind, the worst first: clipped, quiet, short, noisy."""
    levels, voice = take.levels(), voiced(take)
    found = []
    if flattened(take.samples) >= FLATTENED:
        found.append("clipped")
    if loudness(take) < QUIET:
        found.append("quiet")
    if trimmed(take).seconds < len(text) / FASTEST or voice.sum() * FRAME < SHORTEST:
        found.append("short")
    if (~voice).mean() > 0.1 and loudness(take) - float(np.percentile(levels, 10)) < CLEAR:
        found.append("noisy")
    return tuple(found)


def trimmed(take: Take) -> Take:
    """Without the silence at both ends, but for a moment that fades in and out."""
    voice = np.flatnonzero(voiced(take)) * FRAME
    first = max(0, round((voice[0] - EDGE) * take.rate))
    last = round((voice[-1] + FRAME + EDGE) * take.rate)
    samples = take.samples[first:last].copy()
    size = min(round(FADE * take.rate), len(samples) // 2)
    ramp = np.linspace(0, 1, size, dtype=np.float32)
    samples[:size] *= ramp
    samples[len(samples) - size :] *= ramp[::-1]
    return Take(samples, take.rate)


def evened(take: Take) -> Take:
    """The voice at the level of all others, as far as its peaks allow."""
    wanted = min(TARGET - loudness(take), MOST_GAIN)
    highest = float(np.abs(take.samples).max())
    gain = min(10 ** (wanted / 20), PEAK / highest)
    return Take((take.samples * np.float32(gain)).astype(np.float32), take.rate)


def encode_recording(sound: bytes, text: str) -> Encoded:
    """A recording of this text, from a file of sound that nobody can be asked about. Raises `RecordingRefused`."""
    take = read_take(sound)
    found = faults(take, text)
    for fault, kind in (("quiet", "silent"), ("clipped", "clipped"), ("short", "too_short")):
        if fault in found:
            raise RecordingRefused(kind)
    even = evened(trimmed(take))
    if even.seconds > PATIENCE + len(text) / SLOWEST:
        raise RecordingRefused("too_long")
    return encode(even.samples, even.rate)


def same_sound(one: bytes, other: bytes) -> bool:
    """Whether two encoded files sound alike to the last sample; their bytes never are, each has a number of its own."""
    import soundfile

    heard = [soundfile.read(io.BytesIO(content), dtype="float32")[0] for content in (one, other)]
    return bool(np.array_equal(*heard))


def as_it_is(take: Take, content: bytes) -> bool:
    """Whether a file is one that we made: mono Opus, as loud as all others."""
    import soundfile

    found = soundfile.info(io.BytesIO(content))
    return bool(found.subtype == "OPUS" and found.channels == 1 and abs(loudness(take) - TARGET) < 3)
