"""Which sound is played for a text, and which never is."""

import json
import shutil
import threading
from dataclasses import replace
from datetime import date

import pytest
import soundfile

from service.audio import INTERFACE, Phrase, RecordingRefused, Sounds, State
from service.audio.index import INDEX, IndexDamaged
from service.errors import NotFound
from tests.audio.conftest import PHRASE, wav

TODAY = date(2026, 11, 27)
NEWER = replace(PHRASE, text="كم مرة نظرت إلى إعلانات عمل في الأسابيع الأربعة الماضية؟")


def keep(sounds, phrase=PHRASE, by="A. Speaker", **how):
    return sounds.keep(phrase, wav(**how), by, TODAY)


def copied(sounds):
    """The folder of the organisation copied over the questionnaires, as the README says."""
    shutil.copytree(sounds.own, sounds.questionnaires, dirs_exist_ok=True)


def spoken(sounds, phrase):
    """Speech of the machine lies there for this text."""
    folder = sounds.speech / phrase.language
    folder.mkdir(parents=True, exist_ok=True)
    (folder / sounds.voices[phrase.language].file_of(phrase.text)).write_bytes(b"made")


def test_what_is_kept_is_found_as_ogg_opus_in_one_channel_with_its_row(sounds):
    recording = keep(sounds)
    found = sounds.find(PHRASE)
    assert found.recording == recording
    assert not found.is_generated
    assert found.path == sounds.own / "motivatie/1.0.0/audio/ar/item.mo_look.ogg"
    told = soundfile.info(found.path)
    assert (told.format, told.subtype, told.channels) == ("OGG", "OPUS", 1)
    assert told.duration == pytest.approx(recording.seconds, abs=0.05)
    row = json.loads((found.path.parent / INDEX).read_text())["item.mo_look"]
    assert row == {
        "hash": PHRASE.hash, "kind": "recorded", "by": "A. Speaker", "on": "2026-11-27", "seconds": recording.seconds
    }  # fmt: skip


def test_a_recording_of_another_wording_is_never_played(sounds):
    keep(sounds)
    assert sounds.find(NEWER) is None
    assert sounds.state(NEWER) is State.STALE
    assert sounds.state(PHRASE) is State.RECORDED
    assert sounds.missing([PHRASE, NEWER]) == (NEWER,)
    keep(sounds, NEWER)
    assert sounds.state(NEWER) is State.RECORDED
    assert sounds.find(PHRASE) is None


def test_the_organisations_recording_goes_before_the_questionnaires_and_both_before_the_machine(sounds):
    dutch = replace(PHRASE, language="nl", text="Hoe vaak keek u naar werk?")
    spoken(sounds, dutch)
    assert sounds.find(dutch).is_generated
    keep(sounds, dutch, by="of the questionnaire")
    copied(sounds)
    sounds.drop(dutch)
    assert sounds.find(dutch).recording.by == "of the questionnaire"
    keep(sounds, dutch, by="of the organisation")
    assert sounds.find(dutch).recording.by == "of the organisation"


def test_a_stale_recording_of_the_organisation_gives_way_to_the_questionnaires(sounds):
    keep(sounds, NEWER)
    copied(sounds)
    keep(sounds)
    assert sounds.find(NEWER).path.is_relative_to(sounds.questionnaires)
    assert sounds.find(PHRASE).path.is_relative_to(sounds.own)


def test_the_machine_is_heard_only_in_a_language_that_was_judged_good_enough(sounds):
    for language, heard in (("nl", True), ("ti", False)):
        phrase = Phrase("motivatie/1.0.0", language, "title", "Werk")
        spoken(sounds, phrase)
        assert (sounds.find(phrase) is not None) is heard
    assert sounds.find(Phrase("motivatie/1.0.0", "so", "title", "Shaqo")) is None


def test_counts(sounds):
    one, two, three = (Phrase("a/1.0.0", "nl", f"item.{n}", f"Vraag nummer {n}") for n in "abc")
    keep(sounds, one)
    spoken(sounds, two)
    keep(sounds, replace(three, text="Vraag nummer drie"))
    counts = sounds.counts([one, two, three])
    assert (counts.texts, counts.recorded, counts.generated, counts.missing, counts.stale) == (3, 1, 1, 1, 1)
    spoken(sounds, three)
    counts = sounds.counts([one, two, three])
    assert (counts.generated, counts.missing, counts.stale) == (2, 0, 1)


def test_what_another_process_keeps_or_drops_is_seen(sounds):
    other = Sounds(sounds.own, sounds.questionnaires, sounds.locales, sounds.speech)
    assert other.find(PHRASE) is None
    keep(sounds)
    assert other.find(PHRASE)
    keep(sounds, replace(PHRASE, key="title"))
    assert other.find(replace(PHRASE, key="title"))
    sounds.drop(PHRASE)
    assert other.find(PHRASE) is None
    assert not list(sounds.own.rglob("item.mo_look.ogg"))
    with pytest.raises(NotFound):
        sounds.drop(PHRASE)


def test_two_who_record_at_once_lose_nothing(sounds):
    phrases = [replace(PHRASE, key=f"item.{number}") for number in range(8)]
    threads = [threading.Thread(target=keep, args=(sounds, phrase)) for phrase in phrases]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sounds.missing(phrases) == ()


def test_a_refused_recording_leaves_the_earlier_one(sounds):
    keep(sounds, by="earlier")
    with pytest.raises(RecordingRefused):
        sounds.keep(PHRASE, wav(loudness=0.001), "later", TODAY)
    assert sounds.find(PHRASE).recording.by == "earlier"
    assert {path.name for path in sounds.find(PHRASE).path.parent.iterdir()} == {INDEX, ".lock", "item.mo_look.ogg"}


def test_words_of_the_interface_lie_with_the_interface(sounds):
    phrase = Phrase(INTERFACE, "ar", "ui.0a1b2c3d", "أهلًا")
    keep(sounds, phrase)
    shutil.copytree(sounds.own / INTERFACE / "audio", sounds.locales / "audio")
    sounds.drop(phrase)
    assert sounds.find(phrase).path == sounds.locales / "audio/ar/ui.0a1b2c3d.ogg"


@pytest.mark.parametrize(
    "wrong",
    [
        {"key": "../../escape"},
        {"key": ".lock"},
        {"key": "a/b"},
        {"language": "../nl"},
        {"place": "../elsewhere"},
        {"place": "/tmp"},
        {"place": "a/../../b"},
        {"place": ""},
    ],
)
def test_nothing_is_written_outside_the_folder(sounds, wrong):
    with pytest.raises(NotFound):
        keep(sounds, replace(PHRASE, **wrong))
    assert not sounds.own.exists()


def test_a_damaged_index_silences_its_folder_and_is_not_written_over(sounds):
    keep(sounds)
    index = sounds.find(PHRASE).path.parent / INDEX
    for damage in ("{", "[]", '{"item.mo_look": {"hash": "x"}}', '{"item.mo_look": 3}'):
        index.write_text(damage)
        assert sounds.find(PHRASE) is None
        with pytest.raises(IndexDamaged, match=r"Mend it"):
            keep(sounds)
        assert index.read_text() == damage
