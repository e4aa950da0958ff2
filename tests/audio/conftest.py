"""Sound to keep: a voice-like tone as a WAV file, and a small questionnaire with room for it."""

import io
from pathlib import Path

import numpy
import pytest
import soundfile

from service.audio import Phrase, Sounds

PHRASE = Phrase("motivatie/1.0.0", "ar", "item.mo_look", "كم مرة نظرت إلى إعلانات عمل؟")


def wav(seconds: float = 2.0, loudness: float = 0.4, rate: int = 44100, before: float = 0.0) -> bytes:
    """A tone that swells and fades like syllables, after a silence."""
    moments = numpy.arange(0, seconds, 1 / rate)
    tone = loudness * numpy.sin(2 * numpy.pi * 220 * moments) * (0.6 + 0.4 * numpy.sin(2 * numpy.pi * 3 * moments))
    samples = numpy.concatenate([numpy.zeros(round(before * rate)), tone, numpy.zeros(round(before * rate))])
    file = io.BytesIO()
    soundfile.write(file, samples, rate, format="WAV", subtype="PCM_16")
    return file.getvalue()


@pytest.fixture
def sounds(tmp_path: Path) -> Sounds:
    locales = tmp_path / "locales"
    locales.mkdir()
    (locales / "speech.toml").write_text(VOICES, encoding="utf-8")
    return Sounds(tmp_path / "recordings", tmp_path / "questionnaires", locales, tmp_path / "speech")


VOICES = """
[nl]
voice = "nl"
speed = 140
offered = true
reason = "A test."
by = "A. Name"
on = "2026-11-27"

[ti]
voice = "ti"
speed = 130
offered = false
reason = "Nobody has listened yet."
by = "A. Name"
on = "2026-11-27"
"""
