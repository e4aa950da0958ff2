"""The studio over HTTP: a take is kept, replaced without touching the rest, put back, removed, exported."""

import io
import json
import re
import shutil
import zipfile

import numpy as np
import pytest
import soundfile

from service.accounts.models import Role
from service.audio.take import TARGET, Take, loudness
from service.studio.takes import MOST_BYTES
from service.web.security import POLICY
from tests.audio.takes import RATE, spoken, wav
from tests.studio.speaker import Speaker
from tests.support.page import find_all, read_page, text_of
from tests.support.respondent import Respondent
from tests.support.staff import Colleague

PARTS = ("motivatie", "achtergrond", "trauma")
GOOD = wav(spoken(1.5).samples)


def heard(content: bytes) -> Take:
    samples, rate = soundfile.read(io.BytesIO(content), dtype="float32")
    return Take(samples, rate)


def pitch(content: bytes) -> float:
    take = heard(content)
    return float(np.abs(np.fft.rfft(take.samples)).argmax() * take.rate / len(take.samples))


def test_a_take_is_kept_as_speech_that_can_be_played(speaker: Speaker) -> None:
    text = speaker.texts()[0]
    reply = speaker.send(text, GOOD, "?only=todo", voice="Selam")
    assert reply.json() == {"kept": True, "next": f"{speaker.path(speaker.texts()[1])}?only=todo"}
    take = heard(speaker.file(text).read_bytes())
    assert take.seconds == pytest.approx(1.8, abs=0.1)
    assert loudness(take) == pytest.approx(TARGET, abs=1.5)
    assert soundfile.info(io.BytesIO(speaker.file(text).read_bytes())).subtype == "OPUS"
    found = speaker.sounds.find(text.phrase)
    assert found is not None
    assert (found.recording.by, found.recording.on, found.recording.kind) == ("Selam", "2026-11-22", "recorded")
    played = speaker.colleague.get(f"{speaker.path(text)}/sound")
    assert played.content == speaker.file(text).read_bytes()
    assert (played.headers["content-type"], played.headers["cache-control"]) == ("audio/ogg", "no-store")


def test_replacing_one_leaves_every_other_byte_alone(speaker: Speaker) -> None:
    texts = speaker.texts()[:4]
    for text in texts:
        speaker.record(text)
    before = speaker.files()
    speaker.record(texts[2], pitch=300.0)
    after = speaker.files()
    mine = str(speaker.file(texts[2]).relative_to(speaker.sounds.own))
    former = mine.replace("/ti/", "/ti/former/")
    assert {name for name in after if after[name] != before.get(name)} == {mine, former}
    assert after[former] == before[mine]
    assert pitch(before[mine]) == pytest.approx(180, abs=3)
    assert pitch(after[mine]) == pytest.approx(300, abs=3)


def test_a_take_that_is_sent_twice_is_kept_once(speaker: Speaker) -> None:
    """The answer to the first sending was lost: the recording before it must not be lost too."""
    text = speaker.texts()[0]
    speaker.record(text, pitch=240.0)
    for _ in range(2):
        assert speaker.send(text, GOOD, voice="Selam").json()["kept"] is True
    former = speaker.file(text).parent / "former" / speaker.file(text).name
    assert (pitch(former.read_bytes()), pitch(speaker.file(text).read_bytes())) == pytest.approx((240, 180), abs=3)
    assert [event for event, _ in speaker.events()] == ["recording_kept", "recording_replaced"]


def test_the_former_recording_comes_back_and_goes_again(speaker: Speaker) -> None:
    text = speaker.texts()[0]
    speaker.record(text, voice="Selam")
    first = speaker.file(text).read_bytes()
    assert "/restore" not in speaker.page(text)
    speaker.record(text, pitch=300.0, voice="Luwam")
    second = speaker.file(text).read_bytes()
    for content, voice in ((first, "Selam"), (second, "Luwam")):
        assert "/restore" in speaker.page(text)
        assert speaker.colleague.post(f"{speaker.path(text)}/restore").status_code == 303
        assert speaker.file(text).read_bytes() == content
        assert speaker.sounds.find(text.phrase).recording.by == voice


def test_only_one_former_recording_is_kept_and_none_of_another_wording_comes_back(speaker: Speaker) -> None:
    text = speaker.texts()[0]
    for tone in (180.0, 240.0, 300.0):
        speaker.record(text, pitch=tone)
    assert len(speaker.files()) == 2
    index = speaker.file(text).parent / "former" / "index.json"
    index.write_text(re.sub(r'"hash": "\w+"', '"hash": "00000000"', index.read_text()))
    assert "/restore" not in speaker.page(text)
    assert speaker.colleague.post(f"{speaker.path(text)}/restore").status_code == 409


def test_a_removed_recording_is_gone_from_the_disk_with_the_former_one(speaker: Speaker) -> None:
    text, other = speaker.texts()[:2]
    speaker.record(other)
    speaker.record(text)
    speaker.record(text, pitch=300.0)
    assert speaker.colleague.get(f"{speaker.path(text)}/remove").status_code == 200
    assert speaker.file(text).exists(), "asking removes nothing"
    reply = speaker.colleague.post(f"{speaker.path(text)}/remove")
    assert reply.headers["location"] == "/staff/studio/ti?done=removed"
    assert list(speaker.files()) == [str(speaker.file(other).relative_to(speaker.sounds.own))]
    assert speaker.colleague.get(f"{speaker.path(text)}/sound").status_code == 404
    assert speaker.colleague.post(f"{speaker.path(text)}/remove").status_code == 409


def test_the_log_tells_who_did_what_and_no_words_or_modules(speaker: Speaker) -> None:
    text = next(text for text in speaker.texts() if text.part == "trauma")
    speaker.record(text)
    speaker.record(text, pitch=300.0)
    speaker.colleague.post(f"{speaker.path(text)}/restore")
    speaker.colleague.post(f"{speaker.path(text)}/remove")
    speaker.colleague.get("/staff/studio/ti/export")
    told = speaker.events()
    of_text = {"language": "ti", "text": text.id}
    assert told == [
        ("recording_kept", of_text),
        ("recording_removed", of_text),
        ("recording_replaced", of_text),
        ("recording_restored", of_text),
        ("recordings_exported", {"language": "ti"}),
    ]


def test_what_fails_after_the_log_leaves_neither_event_nor_file(speaker: Speaker, monkeypatch) -> None:
    def broken(*_: object) -> None:
        raise OSError("disk full")

    text = speaker.texts()[0]
    monkeypatch.setattr(type(speaker.sounds), "put", broken)
    assert speaker.send(text, GOOD).status_code == 500
    assert speaker.events() == []
    assert speaker.files() == {}


FAULTY = {
    "quiet": wav(spoken(1.5, loud=0.004).samples),
    "clipped": wav(np.clip(spoken(1.5).samples * 8, -1, 1)),
    "short": wav(spoken(0.13).samples),
    "noisy": wav(spoken(1.5, loud=0.1, hiss=0.02).samples),
}


@pytest.mark.parametrize("fault", FAULTY)
def test_a_fault_is_told_first_and_the_take_kept_when_the_speaker_knows(speaker: Speaker, fault: str) -> None:
    text = speaker.texts()[0]
    reply = speaker.send(text, FAULTY[fault])
    assert (reply.status_code, reply.json()) == (422, {"kept": False, "fault": fault})
    assert speaker.files() == {}
    assert speaker.send(text, FAULTY[fault], told=fault).json()["kept"] is True


def test_a_take_too_short_for_its_text_is_told(speaker: Speaker) -> None:
    longest = max(speaker.texts(), key=lambda text: len(text.phrase.text))
    assert speaker.send(longest, GOOD).json()["fault"] == "short"


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", "missing"),
        (b"no sound", "unreadable"),
        (wav(np.zeros(RATE)), "silent"),
        (wav(np.zeros(RATE * 61)), "too_long"),
    ],
    ids=["missing", "unreadable", "silent", "too_long"],
)
@pytest.mark.parametrize("scripted", [True, False])
def test_what_can_be_no_recording_is_refused_in_words(
    speaker: Speaker, content: bytes, fault: str, scripted: bool
) -> None:
    text = speaker.texts()[0]
    reply = speaker.send(text, content, scripted=scripted, told=fault)
    assert reply.status_code == 422
    if scripted:
        assert reply.json()["fault"] == fault
    else:
        assert len(find_all(read_page(reply.text), "div", class_="notice notice--danger")) == 1
    assert speaker.files() == {}


def test_without_a_script_a_file_is_kept_and_its_faults_are_told_after(speaker: Speaker) -> None:
    text = speaker.texts()[0]
    reply = speaker.send(text, FAULTY["quiet"], scripted=False, voice="Selam")
    assert reply.headers["location"] == f"{speaker.path(text)}?done=kept&fault=quiet"
    page = read_page(speaker.colleague.get(reply.headers["location"]).text)
    assert "bewaard" in text_of(find_all(page, "div", class_="notice notice--good")[0])
    assert "te zacht" in text_of(find_all(page, "div", class_="notice notice--warn")[0])
    assert speaker.file(text).exists()


def test_only_this_page_may_use_the_microphone(speaker: Speaker) -> None:
    text = speaker.texts()[0]
    wide = speaker.colleague.get(speaker.path(text)).headers
    assert wide.get_list("permissions-policy") == ["camera=(), microphone=(self), geolocation=()"]
    assert wide["content-security-policy"] == POLICY, "a take is played from memory"
    for path in ("/staff/studio", "/staff/studio/ti", f"{speaker.path(text)}/remove", "/staff/account", "/"):
        assert "microphone=()" in speaker.colleague.get(path).headers["permissions-policy"], path


def test_a_minute_at_48_khz_fits_and_elsewhere_nothing_so_large(speaker: Speaker) -> None:
    text = speaker.texts()[0]
    minute = wav(spoken(58.0, rate=48_000).samples, 48_000)
    assert 5_500_000 < len(minute) < MOST_BYTES
    assert speaker.send(text, minute, told="short").json()["kept"] is True
    assert speaker.send(text, b"RIFF" + b"x" * MOST_BYTES).status_code == 413
    for path in (f"{speaker.path(text)}/remove", "/staff/studio/ti/voice/remove", "/staff/account/password"):
        assert speaker.colleague.client.post(path, content=b"x" * 300_000).status_code == 413, path


def test_who_is_not_signed_in_makes_nobody_read_a_large_body(speaker: Speaker) -> None:
    text, place = speaker.texts()[0], speaker.colleague.place
    for who, status in ((None, 401), (place.staff(Role.CASE_MANAGER), 404), (place.staff(Role.PSYCHIATRIST), 404)):
        stranger = Speaker(Colleague(place, who))
        assert stranger.send(text, GOOD).status_code == status
    assert speaker.files() == {}


@pytest.mark.parametrize("address", ["/staff/studio/fr", "/staff/studio/ti/000000000000", "/staff/studio/ti/../nl/x"])
def test_an_unknown_language_or_text_is_not_found(speaker: Speaker, address: str) -> None:
    assert speaker.colleague.get(address).status_code == 404
    assert speaker.colleague.post(address).status_code in (404, 405)


def test_all_recordings_go_out_in_the_layout_of_the_project(speaker: Speaker) -> None:
    texts = speaker.texts()
    chosen = [texts[0], texts[1], next(text for text in texts if text.kind == "screen")]
    for text, voice in zip(chosen, ("Selam", "Luwam", "Selam"), strict=True):
        speaker.record(text, voice=voice)
    index = speaker.file(chosen[1]).parent / "index.json"
    rows = json.loads(index.read_text())
    rows[chosen[1].phrase.key]["hash"] = "00000000"
    index.write_text(json.dumps(rows))
    reply = speaker.colleague.get("/staff/studio/ti/export")
    assert reply.headers["content-disposition"] == 'attachment; filename="recordings-ti-2026-11-22.zip"'
    with zipfile.ZipFile(io.BytesIO(reply.content)) as archive:
        assert archive.testzip() is None
        module, screen = chosen[0].phrase, chosen[2].phrase
        folders = {f"questionnaires/{module.place}/audio/ti": module, "locales/audio/ti": screen}
        named = {f"{folder}/{phrase.key}.ogg" for folder, phrase in folders.items()}
        assert set(archive.namelist()) == named | {f"{folder}/index.json" for folder in folders} | {"README.txt"}
        for folder, phrase in folders.items():
            assert list(json.loads(archive.read(f"{folder}/index.json"))) == [phrase.key]
        assert "Voices: Selam\n" in archive.read("README.txt").decode()


def test_a_damaged_index_is_told_and_nothing_is_written_over(speaker: Speaker) -> None:
    text, elsewhere = speaker.texts()[0], next(text for text in speaker.texts() if text.part == "motivatie")
    speaker.record(text)
    index = speaker.file(text).parent / "index.json"
    index.write_text("{ damaged")
    before = speaker.files()
    assert "Nog niets" in speaker.page(text)
    reply = speaker.send(text, GOOD, scripted=False)
    assert reply.status_code == 500
    assert "beschadigd" in reply.text
    assert speaker.files() == before
    assert index.read_text() == "{ damaged"
    speaker.record(elsewhere)


def test_a_speaker_who_asks_for_it_is_gone_from_every_folder(speaker: Speaker) -> None:
    first, second, other = (next(text for text in speaker.texts() if text.part == p) for p in PARTS)
    for text, voice in ((first, "Selam"), (second, "Selam"), (other, "Luwam")):
        speaker.record(text, voice=voice)
    speaker.record(second, pitch=300.0, voice="Luwam")
    retired = speaker.sounds.own / "vroeger" / "0.9.0" / "audio" / "ti"
    shutil.copytree(speaker.file(first).parent, retired)
    stays = {
        str(speaker.file(text).relative_to(speaker.sounds.own)): speaker.file(text).read_bytes()
        for text in (second, other)
    }
    address = "/staff/studio/ti/voice/remove"
    listed = speaker.colleague.get("/staff/studio/ti?voice=Selam").text
    assert first.phrase.text in listed
    assert f'href="{address}?voice=Selam"' in listed
    assert "3 opnamen" in speaker.colleague.get(f"{address}?voice=Selam").text
    assert speaker.colleague.post(address, voice="Selam").headers["location"] == "/staff/studio/ti?done=voice_removed"
    assert speaker.files() == stays
    assert "Selam" not in "".join(path.read_text() for path in speaker.sounds.own.rglob("index.json"))
    assert speaker.colleague.post(address, voice="Selam").status_code == 422
    assert speaker.colleague.get("/staff/studio/ti").status_code == 200


def test_a_client_hears_what_the_speaker_said_and_nothing_once_it_is_removed(speaker: Speaker) -> None:
    place = speaker.colleague.place
    client = Respondent(place.app, "ti")
    client.enter(place.invite(place.staff(Role.CASE_MANAGER)).code)
    client.open_module("motivatie")
    text = next(one for one in speaker.texts() if one.phrase.key.endswith(f".{client.item}"))
    assert client.client.get("/sound/0").status_code == 404
    for tone in (180.0, 300.0):
        speaker.record(text, pitch=tone)
        client.look()
        assert 'href="/sound/0"' in client.html
        assert client.client.get("/sound/0").content == speaker.file(text).read_bytes()
    speaker.colleague.post(f"{speaker.path(text)}/remove")
    client.look()
    assert "/sound/" not in client.html
    assert client.client.get("/sound/0").status_code == 404
