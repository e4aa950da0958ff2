"""Takes as a microphone would give them: a voice of tones that swells and fades, in a room that hisses."""

import io

import numpy as np
import soundfile

from service.audio.take import Take

RATE = 24_000


def tone(seconds: float, loud: float, rate: int = RATE, pitch: float = 180.0) -> np.ndarray:
    """A steady tone with two overtones, `loud` at its peak."""
    time = np.arange(round(seconds * rate)) / rate
    wave = sum(np.sin(2 * np.pi * pitch * n * time) / n for n in (1, 2, 3))
    return (wave / max(float(np.abs(wave).max()), 1e-9) * loud).astype(np.float32)


def room(seconds: float, hiss: float, rate: int = RATE) -> np.ndarray:
    """Noise with this standard deviation; the same every time."""
    return np.random.default_rng(7).normal(0, hiss, round(seconds * rate)).astype(np.float32)


def spoken(
    seconds: float,
    loud: float = 0.25,
    hiss: float = 0.0004,
    before: float = 0.4,
    after: float = 0.4,
    rate: int = RATE,
    pitch: float = 180.0,
) -> Take:
    """`seconds` of voice with silence around it."""
    voice = tone(seconds, loud, rate, pitch)
    pads = [np.zeros(round(pad * rate), np.float32) for pad in (before, after)]
    samples = np.concatenate([pads[0], voice, pads[1]])
    return Take(samples + room(len(samples) / rate, min(hiss, loud / 20 if hiss <= 0.001 else hiss), rate), rate)


def wav(samples: np.ndarray, rate: int = RATE) -> bytes:
    """As the studio's page sends it: 16 bit."""
    buffer = io.BytesIO()
    soundfile.write(buffer, samples, rate, format="WAV", subtype="PCM_16")
    return buffer.getvalue()
