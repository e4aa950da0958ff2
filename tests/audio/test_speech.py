"""The computer's own speech: made once per wording, heard only where it was judged good enough."""

import io

import numpy
import pytest
import soundfile
from typer.testing import CliRunner

from service.audio import Phrase, Sounds, State
from service.audio.making import ToMake, make, to_make
from service.audio.speech import NoVoice, Speaker
from service.audio.voices import read_voices
from service.cli import app
from service.config import ROOT, Settings

TEXT = "Hoe vaak keek u naar werk?"
TEXTS = {"nl": TEXT, "en": "How often did you look for work?", "ar": "كم مرة بحثت عن عمل؟", "ti": "ክንደይ ግዜ ስራሕ ደሊኹም፧"}


@pytest.fixture(scope="module")
def speaker():
    return Speaker()


def test_it_speaks_every_language_of_the_registry_about_as_long_as_a_person(speaker):
    for code, voice in read_voices(ROOT / "locales").items():
        samples = speaker.speak(TEXTS[code], voice.voice, voice.speed)
        assert 1 < len(samples) / speaker.rate < 8
        assert 0.1 < numpy.abs(samples).max() <= 1


def test_another_text_another_sound_and_slower_is_longer(speaker):
    fast, slow = (speaker.speak(TEXT, "nl", speed) for speed in (180, 120))
    assert len(slow) > 1.2 * len(fast)
    assert len(speaker.speak(f"{TEXT} {TEXT}", "nl", 180)) > 1.8 * len(fast)


def test_an_unknown_voice_is_said(speaker):
    with pytest.raises(NoVoice, match=r"speech\.toml"):
        speaker.speak(TEXT, "xx-nobody", 140)


def test_a_made_file_is_ogg_opus_and_found(sounds):
    phrase = Phrase("motivatie/1.0.0", "nl", "item.mo_look", TEXT)
    (wanted,) = to_make([phrase, phrase], sounds.voices, sounds.speech)
    assert make((wanted,)) == (1, [])
    assert sounds.state(phrase) is State.GENERATED
    told = soundfile.info(io.BytesIO(sounds.find(phrase).path.read_bytes()))
    assert (told.format, told.subtype, told.channels) == ("OGG", "OPUS", 1)
    assert to_make([phrase], sounds.voices, sounds.speech) == ()
    assert len(to_make([phrase], sounds.voices, sounds.speech, again=True)) == 1


def test_a_text_without_a_sound_stops_nothing(sounds):
    texts = [Phrase("motivatie/1.0.0", "nl", f"item.{number}", text) for number, text in enumerate(("…", TEXT))]
    assert make(to_make(texts, sounds.voices, sounds.speech)) == (2, ["…"])
    assert [sounds.state(phrase) for phrase in texts] == [State.MISSING, State.GENERATED]


def test_a_language_that_is_not_offered_is_made_only_for_its_judge(sounds):
    phrase = Phrase("motivatie/1.0.0", "ti", "title", "ስራሕ")
    assert to_make([phrase], sounds.voices, sounds.speech) == ()
    (wanted,) = to_make([phrase], sounds.voices, sounds.speech, every=True)
    assert wanted == ToMake("ስራሕ", "ti", 130, sounds.speech / "ti" / sounds.voices["ti"].file_of("ስራሕ"))


def test_another_voice_or_speed_is_another_file(sounds):
    voice = sounds.voices["nl"]
    names = {
        voice.file_of(TEXT),
        voice.file_of(f"{TEXT} "),
        type(voice)(**{**vars(voice), "speed": 100}).file_of(TEXT),
        type(voice)(**{**vars(voice), "voice": "nl-be"}).file_of(TEXT),
    }
    assert len(names) == 4


def test_every_client_language_is_judged_with_a_reason():
    voices = read_voices(ROOT / "locales")
    assert set(voices) == {"nl", "en", "ar", "ti"}
    assert {code for code, voice in voices.items() if voice.offered} == {"nl", "en"}
    assert all(len(voice.reason) > 20 and voice.by and voice.on for voice in voices.values())


def run(*words, folder):
    return CliRunner().invoke(app, words, env={"KLANTBEELD_DATA": str(folder)})


def test_the_commands(tmp_path, monkeypatch):
    first = run("speech", "-l", "nl", "--module", "leerbaarheid", "--processes", "1", folder=tmp_path)
    assert first.exit_code == 0, first.output
    made = list((tmp_path / "speech" / "nl").glob("*.ogg"))
    assert made
    assert f"made {len(made)} texts" in first.output
    times = {path: path.stat().st_mtime_ns for path in made}
    again = run("speech", "-l", "nl", "--module", "leerbaarheid", "--quiet", folder=tmp_path)
    assert (again.exit_code, again.output) == (0, "")
    assert times == {path: path.stat().st_mtime_ns for path in made}
    left_out = run("speech", "-l", "ar", folder=tmp_path)
    assert "ar: not offered." in left_out.output
    assert not (tmp_path / "speech" / "ar").exists()
    table = run("audio", "status", folder=tmp_path).output.splitlines()
    row = next(line.split() for line in table if line.startswith("leerbaarheid") and " nl " in line)
    assert row[3] == "0"
    assert row[2] == row[4] != "0"
    assert row[5:] == ["0", "0"]
    assert any(line.split()[:2] == ["_interface", "ti"] for line in table)


@pytest.mark.parametrize("words", [("-l", "xx"), ("--module", "nothing")])
def test_what_there_is_not_is_said_with_what_there_is(tmp_path, words):
    found = run("speech", *words, folder=tmp_path)
    assert found.exit_code == 2
    assert "there are" in found.output


def test_the_folders_of_the_settings(tmp_path):
    sounds = Sounds.of(Settings(data=tmp_path))
    assert (sounds.own, sounds.speech) == (tmp_path / "recordings", tmp_path / "speech")
    assert Sounds.of(Settings(recordings=tmp_path / "r")).own == tmp_path / "r"


@pytest.mark.parametrize("language", ["nl", "en"])
def test_numbers_to_call_and_names_of_letters_are_said_one_by_one(language):
    voice = read_voices(ROOT / "locales")[language]
    assert voice.spoken("Bel 112. Of 113, of 0800-0113 (COA).") == "Bel 1 1 2. Of 1 1 3, of 0 8 0 0, 0 1 1 3 (C O A)."
    for left in ("1120 keer", "0-112", "wonen en twofold", "mbo-school", "het COA2"):
        assert voice.spoken(left) == left


def test_a_number_to_call_takes_its_three_digits_of_time(speaker):
    voice = read_voices(ROOT / "locales")["en"]
    texts = (voice.spoken("112"), "1 1 2", "112")
    said, digits, hundred = (len(speaker.speak(text, voice.voice, voice.speed)) for text in texts)
    # The program's lengths differ by some thousandths from one time to the next.
    assert said == pytest.approx(digits, rel=0.02)
    assert said != pytest.approx(hundred, rel=0.1)


def test_two_speakers_of_one_process_hear_each_their_own():
    first, second = Speaker(), Speaker()
    for speaker in (first, second, first):
        assert len(speaker.speak(TEXT, "nl", 140)) > speaker.rate


def test_another_way_of_saying_it_is_another_file():
    voice = read_voices(ROOT / "locales")["nl"]
    silent = type(voice)(**{**vars(voice), "said": {}})
    assert voice.file_of("Bel 112.") != silent.file_of("Bel 112.")
    assert voice.file_of(TEXT) == silent.file_of(TEXT)
