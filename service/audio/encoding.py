"""From what a microphone gave to a small file: checked, cut at the ends, made equally loud, encoded as Ogg Opus."""

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from service.errors import Invalid

if TYPE_CHECKING:
    import numpy

    Samples = numpy.ndarray[Any, numpy.dtype[numpy.float32]]

#: Samples a second that Opus takes as they are; everything else is made into the last one.
RATES = (8000, 12000, 16000, 24000, 48000)
#: 0 is the largest file, 1 the smallest; this is about 33 kbit a second, where speech has no audible loss.
COMPRESSION = 0.9
SHORTEST, LONGEST = 0.3, 180.0  # seconds
#: Nobody reads aloud faster or slower than this, in characters a second; the slow end has some seconds to begin.
FASTEST, SLOWEST, PATIENCE = 40.0, 2.0, 10.0
QUIET = 0.02  # of full scale: what stays under it is no voice
FULL = 0.999
MOST_CLIPPED = 0.01  # share of the samples at full scale
LOUD = 0.85  # of full scale: the loudest moment of a kept recording
MOST_GAIN = 10.0
EDGE = 0.15  # seconds left before the first and after the last sound

WORDS = {
    "unreadable": "this is no sound that can be read; send WAV, FLAC or Ogg",
    "silent": "there is no voice in it; is the microphone on?",
    "clipped": "it is too loud and distorted; speak softer or move away from the microphone",
    "too_short": "it is too short for this text; was it cut off?",
    "too_long": "it is too long for this text; record this text alone",
}


class RecordingRefused(Invalid):
    """A recording that can't be used. `kind`: unreadable, silent, clipped, too_short or too_long."""

    code = "recording_refused"

    def __init__(self, kind: str) -> None:
        super().__init__(f"The recording was not kept: {WORDS[kind]}.")
        self.kind = kind


@dataclass(frozen=True)
class Encoded:
    """A file of sound: Ogg Opus with one channel, and its length in seconds."""

    content: bytes
    seconds: float


def encode_recording(sound: bytes, text: str) -> Encoded:
    """A recording of this text, from a file of sound. Raises `RecordingRefused`."""
    samples, rate = read_samples(sound)
    seconds = len(samples) / rate
    if seconds > LONGEST:
        raise RecordingRefused("too_long")
    if seconds < SHORTEST:
        raise RecordingRefused("too_short")
    voice = cut(samples, rate)
    check_length(len(voice) / rate, text)
    return encode(levelled(voice), rate)


def read_samples(sound: bytes) -> "tuple[Samples, int]":
    """The samples between -1 and 1, all channels as one, and how many there are a second."""
    import soundfile

    try:
        samples, rate = soundfile.read(io.BytesIO(sound), dtype="float32", always_2d=True)
    except (soundfile.SoundFileError, ValueError, RuntimeError, OSError):
        raise RecordingRefused("unreadable") from None
    if not len(samples) or not 8000 <= rate <= 192_000:
        raise RecordingRefused("unreadable")
    return samples.mean(axis=1), int(rate)


def cut(samples: "Samples", rate: int) -> "Samples":
    """The part with a voice in it. Refuses silence and what is distorted all along."""
    import numpy

    loud = numpy.flatnonzero(numpy.abs(samples) > QUIET)
    if not len(loud) or len(loud) < SHORTEST * rate / 20:
        raise RecordingRefused("silent")
    if (numpy.abs(samples) >= FULL).mean() > MOST_CLIPPED:
        raise RecordingRefused("clipped")
    edge = round(EDGE * rate)
    return samples[max(0, loud[0] - edge) : loud[-1] + edge]


def check_length(seconds: float, text: str) -> None:
    """Refuses what can't be this text: cut off, or with something else in it."""
    if seconds < max(SHORTEST, len(text) / FASTEST):
        raise RecordingRefused("too_short")
    if seconds > PATIENCE + len(text) / SLOWEST:
        raise RecordingRefused("too_long")


def levelled(samples: "Samples") -> "Samples":
    """The same sound, as loud as the others."""
    import numpy

    return samples * min(LOUD / float(numpy.abs(samples).max()), MOST_GAIN)


def encode(samples: "Samples", rate: int) -> Encoded:
    """Samples as Ogg Opus."""
    import numpy
    import soundfile

    seconds = round(len(samples) / rate, 2)
    if rate not in RATES:
        moments = numpy.arange(0, len(samples), rate / RATES[-1])
        samples = numpy.interp(moments, numpy.arange(len(samples)), samples).astype(numpy.float32)
        rate = RATES[-1]
    file = io.BytesIO()
    soundfile.write(file, samples, rate, format="OGG", subtype="OPUS", compression_level=COMPRESSION)
    return Encoded(file.getvalue(), seconds)
