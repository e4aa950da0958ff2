"""From samples to a small file: cut at the ends, made equally loud, encoded as Ogg Opus. For people: `take`."""

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
SHORTEST = 0.3  # seconds
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
