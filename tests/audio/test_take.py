"""Takes made of tones and noise, whose right outcome is known by arithmetic."""

import io
from contextlib import suppress

import numpy as np
import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st

from service.audio.encoding import RecordingRefused
from service.audio.take import (
    EDGE,
    LONGEST,
    PEAK,
    TARGET,
    Take,
    evened,
    faults,
    loudness,
    read_take,
    trimmed,
    voiced,
)
from tests.audio.takes import RATE, room, spoken, tone, wav


def refusal(content: bytes) -> str:
    with pytest.raises(RecordingRefused) as refused:
        read_take(content)
    return refused.value.kind


@pytest.mark.parametrize(
    ("form", "subtype"), [("WAV", "PCM_16"), ("WAV", "FLOAT"), ("FLAC", "PCM_24"), ("OGG", "OPUS")]
)
def test_what_was_said_comes_out_of_every_form(form: str, subtype: str) -> None:
    said = spoken(1.0)
    buffer = io.BytesIO()
    soundfile.write(buffer, said.samples, RATE, format=form, subtype=subtype)
    read = read_take(buffer.getvalue())
    assert read.rate == RATE
    assert read.seconds == pytest.approx(said.seconds, abs=0.05)
    assert loudness(read) == pytest.approx(loudness(said), abs=1.0)


def test_two_channels_become_one() -> None:
    left, right = tone(1.0, 0.4), np.zeros(RATE, np.float32)
    assert np.abs(read_take(wav(np.stack([left, right], axis=1))).samples).max() == pytest.approx(0.2, abs=0.01)


def test_a_constant_of_the_microphone_is_taken_out() -> None:
    said = spoken(1.0)
    read = read_take(wav(said.samples + np.float32(0.1)))
    assert abs(float(np.median(read.samples))) < 1e-3
    assert faults(read, "Ja") == ()


@pytest.mark.parametrize("content", [b"", b"RIFF", b"RIFF" + b"\0" * 400, b"OggS" + b"x" * 99, b"ID3 mp3", b"<svg/>"])
def test_what_is_no_sound_is_refused(content: bytes) -> None:
    assert refusal(content) == "unreadable"


def test_a_file_cut_off_is_read_as_far_as_it_goes_or_refused() -> None:
    whole = wav(spoken(1.0).samples)
    for size in range(0, len(whole), 4801):
        with suppress(RecordingRefused):
            assert read_take(whole[:size]).seconds <= spoken(1.0).seconds


def test_a_small_file_that_unfolds_into_hours_is_refused() -> None:
    buffer = io.BytesIO()
    soundfile.write(buffer, np.zeros(RATE * 600, np.float32), RATE, format="FLAC")
    assert len(buffer.getvalue()) < 200_000
    assert refusal(buffer.getvalue()) == "too_long"


def test_a_minute_is_long_enough_and_no_more() -> None:
    assert read_take(wav(np.zeros(round(RATE * LONGEST), np.float32))).seconds == LONGEST
    assert refusal(wav(np.zeros(round(RATE * LONGEST) + 1, np.float32))) == "too_long"


@pytest.mark.parametrize("samples", [np.zeros(0), np.zeros(100), np.zeros(RATE), room(1.0, 1e-5)])
def test_nothing_said_is_silence(samples: np.ndarray) -> None:
    with pytest.raises(RecordingRefused, match="no voice"):
        voiced(Take(samples.astype(np.float32), RATE))


def test_a_click_is_no_voice() -> None:
    samples = room(1.0, 0.0005)
    samples[4000:4200] += 0.5
    with pytest.raises(RecordingRefused, match="no voice"):
        voiced(Take(samples, RATE))


@pytest.mark.parametrize(
    ("take", "expected"),
    [
        (spoken(1.0), ()),
        (spoken(1.0, loud=0.004), ("quiet",)),
        (Take(np.clip(spoken(1.0).samples * 6, -1, 1), RATE), ("clipped",)),
        (spoken(0.12), ("short",)),
        (spoken(1.0, loud=0.1, hiss=0.02), ("noisy",)),
    ],
    ids=["good", "quiet", "clipped", "short", "noisy"],
)
def test_each_fault_is_told_and_no_other(take: Take, expected: tuple[str, ...]) -> None:
    assert faults(take, "Ja") == expected


def test_a_long_text_asks_for_more_voice() -> None:
    assert faults(spoken(0.8), "x" * 30) == ()
    assert faults(spoken(0.8), "x" * 300) == ("short",)


def test_silence_goes_and_a_breath_of_it_stays() -> None:
    said = spoken(1.0, before=2.0, after=3.0)
    cut = trimmed(said)
    assert cut.seconds == pytest.approx(1.0 + 2 * EDGE, abs=0.06)
    assert cut.samples[0] == cut.samples[-1] == 0


def test_the_click_of_a_key_at_the_start_is_trimmed_away() -> None:
    said = spoken(1.0, before=1.0)
    samples = said.samples.copy()
    samples[2000:2150] += 0.6
    assert trimmed(Take(samples, RATE)).seconds < 1.4


@settings(max_examples=25, deadline=None)
@given(
    loud=st.floats(0.02, 0.9),
    seconds=st.floats(0.3, 1.5),
    before=st.floats(0, 0.5),
    rate=st.sampled_from([16000, 44100]),
)
def test_every_voice_ends_up_equally_loud(loud: float, seconds: float, before: float, rate: int) -> None:
    take = spoken(seconds, loud=loud, hiss=loud / 300, before=before, rate=rate)
    even = evened(trimmed(take))
    assert np.abs(even.samples).max() <= PEAK + 1e-5
    assert loudness(even) == pytest.approx(TARGET, abs=1.0)
    assert even.rate == rate


def test_a_whisper_is_not_blown_up_without_end() -> None:
    take = spoken(1.0, loud=0.003)
    assert loudness(evened(take)) - loudness(take) == pytest.approx(24.0, abs=0.5)
