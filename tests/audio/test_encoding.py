"""Only what can be heard and understood is kept."""

import io

import numpy
import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st

from service.audio import RecordingRefused
from service.audio.take import EDGE, PEAK, encode_recording
from tests.audio.conftest import wav

TEXT = "How often did you look for work?"


def refused(sound, text=TEXT):
    with pytest.raises(RecordingRefused) as caught:
        encode_recording(sound, text)
    return caught.value.kind


def heard(encoded):
    return soundfile.read(io.BytesIO(encoded.content))


def test_silence_is_refused():
    assert refused(wav(loudness=0)) == "silent"
    assert refused(wav(loudness=0.01)) == "silent"


def test_a_click_in_silence_is_refused():
    samples = numpy.zeros(48000)
    samples[24000:24100] = 0.9
    file = io.BytesIO()
    soundfile.write(file, samples, 48000, format="WAV")
    assert refused(file.getvalue()) == "silent"


def test_distortion_is_refused_and_a_loud_voice_is_not():
    assert refused(wav(loudness=8)) == "clipped"
    assert encode_recording(wav(loudness=0.99), TEXT).seconds > 1


def test_a_text_that_was_cut_off_or_has_something_else_in_it_is_refused():
    assert refused(wav(seconds=0.1)) == "too_short"
    assert refused(wav(seconds=1), TEXT * 8) == "too_short"
    assert refused(wav(seconds=20), "Yes") == "too_long"
    assert refused(wav(seconds=181, rate=8000), TEXT * 30) == "too_long"


@pytest.mark.parametrize("sound", [b"", b"RIFF", b"\x1aE\xdf\xa3webm", wav()[:30], b"<svg/>" * 500])
def test_what_is_no_sound_is_refused(sound):
    assert refused(sound) == "unreadable"


def test_silence_at_the_ends_is_cut_off():
    encoded = encode_recording(wav(seconds=2, before=3), TEXT)
    assert encoded.seconds == pytest.approx(2 + 2 * EDGE, abs=0.05)


def test_soft_and_loud_voices_come_out_alike():
    soft, loud = (heard(encode_recording(wav(loudness=how), TEXT))[0] for how in (0.12, 0.8))
    assert numpy.abs(soft).max() <= PEAK + 0.1
    assert numpy.sqrt((soft**2).mean()) == pytest.approx(numpy.sqrt((loud**2).mean()), rel=0.1)


def test_two_channels_become_one():
    left = soundfile.read(io.BytesIO(wav()))[0]
    file = io.BytesIO()
    soundfile.write(file, numpy.stack([left, left / 2], axis=1), 44100, format="WAV")
    assert soundfile.info(io.BytesIO(encode_recording(file.getvalue(), TEXT).content)).channels == 1


@settings(max_examples=12, deadline=None)
@given(rate=st.sampled_from([8000, 11025, 16000, 22050, 44100, 48000, 96000]), seconds=st.floats(1.0, 4.0))
def test_any_rate_keeps_its_length_and_pitch(rate, seconds):
    encoded = encode_recording(wav(seconds=seconds, rate=rate), TEXT)
    samples, played = heard(encoded)
    assert len(samples) / played == pytest.approx(encoded.seconds, abs=0.05)
    tones = numpy.abs(numpy.fft.rfft(samples))
    assert tones.argmax() * played / len(samples) == pytest.approx(220, abs=5)
