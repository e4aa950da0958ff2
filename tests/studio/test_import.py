"""Recordings made elsewhere: all problems at once, nothing kept while there is one, and no trick of a ZIP works."""

import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner, Result

from service.audio import Sounds
from service.cli import app
from service.studio.bundle import BundleRefused, opened_bundle
from service.studio.export import write_zip
from service.studio.texts import Spoken, spoken_texts
from tests.audio.takes import room, spoken, wav
from tests.conftest import Clock
from tests.support.installation import Installation, install

Run = Callable[..., Result]
GOOD = wav(spoken(1.5).samples)


@pytest.fixture
def place(tmp_path: Path, sqlite_template: Path):
    (tmp_path / "klantbeeld.sqlite3").write_bytes(sqlite_template.read_bytes())
    found = install(tmp_path, f"sqlite:///{tmp_path / 'klantbeeld.sqlite3'}", Clock())
    yield found
    found.site.db.close()


@pytest.fixture
def run(place: Installation) -> Run:
    def take_in(bundle: Path, *more: str, language: str = "ti") -> Result:
        settings = place.site.settings
        told = {"KLANTBEELD_DATA": str(settings.data), "DATABASE_URL": settings.database}
        return CliRunner().invoke(app, ["audio", "import", str(bundle), "-l", language, *more], env=told)

    return take_in


@pytest.fixture
def texts(place: Installation) -> tuple[Spoken, ...]:
    """Texts that can be read in a second."""
    every = spoken_texts(place.catalogue, place.site.translators["ti"])
    return tuple(text for text in every if len(text.phrase.text) < 40)


def own(place: Installation) -> dict[str, bytes]:
    folder = place.site.part(Sounds).own
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.suffix == ".ogg"}


def packed(path: Path, **files: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def test_a_folder_of_a_recorder_is_kept_by_name_and_nothing_else_is_touched(place, run, texts, tmp_path) -> None:
    folder = tmp_path / "sent"
    (folder / "day 1").mkdir(parents=True)
    (folder / "day 1" / f"{texts[0].id} take 2.wav").write_bytes(GOOD)
    (folder / f"{texts[1].id}.WAV").write_bytes(GOOD)
    (folder / ".DS_Store").write_bytes(b"x")
    assert run(folder, "--voice", "Selam", "--check").output.startswith("2 recordings can be kept")
    assert own(place) == {}
    result = run(folder, "--voice", "Selam", "--on", "2026-11-20")
    assert (result.exit_code, result.output) == (0, "2 new, 0 replaced, 0 there already\n")
    sound = place.site.part(Sounds).find(texts[0].phrase)
    assert (sound.recording.by, sound.recording.on, sound.recording.kind) == ("Selam", "2026-11-20", "recorded")
    before = own(place)
    other = tmp_path / "again"
    other.mkdir()
    (other / f"{texts[1].id}.wav").write_bytes(wav(spoken(1.5, pitch=300.0).samples))
    assert run(other, "--voice", "Luwam").output == "0 new, 1 replaced, 0 there already\n"
    changed = {name for name, content in own(place).items() if before.get(name) != content}
    mine = str(place.site.part(Sounds).find(texts[1].phrase).path.relative_to(place.site.part(Sounds).own))
    assert changed == {mine, mine.replace("/ti/", "/ti/former/")}


def test_the_studios_own_zip_goes_in_elsewhere_as_it_is(place, run, texts, tmp_path) -> None:
    elsewhere = Sounds(
        tmp_path / "elsewhere", *(getattr(place.site.part(Sounds), n) for n in ("questionnaires", "locales")), tmp_path
    )
    screen = next(text for text in texts if text.kind == "screen")
    for text in (texts[0], screen):
        elsewhere.keep(text.phrase, GOOD, "Selam", Clock().now.date())
    bundle = write_zip(elsewhere, spoken_texts(place.catalogue, place.site.translators["ti"]), "ti", "2026-11-22")
    assert run(bundle).output == "2 new, 0 replaced, 0 there already\n"
    for text in (texts[0], screen):
        here, there = place.site.part(Sounds).find(text.phrase), elsewhere.find(text.phrase)
        assert here.recording == there.recording
        assert here.path.read_bytes() == there.path.read_bytes()
    assert run(bundle).output == "0 new, 0 replaced, 2 there already\n"
    refused = run(bundle, language="ar")
    assert refused.exit_code == 2
    assert "this is in ti, not in ar. Say --language ti." in refused.output


def test_every_problem_is_told_at_once_with_its_file_and_nothing_is_kept(place, run, texts, tmp_path) -> None:
    long = max(spoken_texts(place.catalogue, place.site.translators["ti"]), key=lambda text: len(text.phrase.text))
    faulty = {
        f"{texts[0].id}.wav": (GOOD, ""),
        f"{texts[0].id}b.flac": (GOOD, "no text is called so"),
        f"{texts[0].id} again.wav": (GOOD, "the same text as"),
        f"{texts[1].id}.wav": (b"no sound", "no sound that can be read"),
        f"{texts[2].id}.wav": (wav(room(1.0, 0.0003)), "no voice in it"),
        f"{texts[3].id}.wav": (wav(spoken(1.5, loud=0.004).samples), "too quiet"),
        f"{texts[4].id}.wav": (wav(np.clip(spoken(1.5).samples * 8, -1, 1)), "too loud and distorted"),
        f"{texts[5].id}.wav": (wav(spoken(1.5, loud=0.1, hiss=0.02).samples), "the room is nearly as loud"),
        f"{texts[6].id}.wav": (wav(spoken(61.0).samples), "too long"),
        f"{long.id}.wav": (GOOD, "too short for this text"),
        f"{texts[7].id}.mp3": (GOOD, "no sound by its name"),
        "000000000000.wav": (GOOD, "no text is called so"),
        "inner.wav": (b"PK\x03\x04", "no text is called so"),
        f"{texts[8].id}.wav": (b"PK\x03\x04", "a ZIP within"),
    }
    bundle = packed(tmp_path / "sent.zip", **{name: content for name, (content, _) in faulty.items()})
    result = run(bundle, "--voice", "Selam")
    assert result.exit_code == 2
    lines = result.output.splitlines()
    for name, (_, problem) in faulty.items():
        told = [line for line in lines if line.startswith(f"{name}: ")]
        assert (len(told) == 1) == bool(problem), (name, told)
        assert not problem or problem in told[0], name
    assert lines[-1] == f"{len(faulty) - 1} problems; nothing was kept."
    assert own(place) == {}


def test_who_has_listened_may_keep_a_quiet_one_and_a_voice_must_be_named(place, run, texts, tmp_path) -> None:
    bundle = packed(tmp_path / "sent.zip", **{f"{texts[0].id}.wav": wav(spoken(1.5, loud=0.004).samples)})
    assert "nobody's voice" in run(bundle, "--keep-faulty").output
    assert run(bundle, "--voice", "Selam", "--keep-faulty").output == "1 new, 0 replaced, 0 there already\n"


def test_a_recording_of_another_wording_is_refused(place, run, texts, tmp_path) -> None:
    name = f"questionnaires/{texts[0].phrase.place}/audio/ti/{texts[0].phrase.key}"
    row = '{"%s": {"hash": "00000000", "by": "Selam", "on": "2026-11-20", "kind": "recorded", "seconds": 1}}'
    index = (row % texts[0].phrase.key).encode()
    bundle = packed(tmp_path / "sent.zip", **{f"{name}.ogg": GOOD, f"{Path(name).parent}/index.json": index})
    assert "another wording was read" in run(bundle).output
    assert own(place) == {}


def linked(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        row = zipfile.ZipInfo("a.wav")
        row.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(row, "/etc/passwd")


def twice(path: Path) -> None:
    packed(path, **{"a.wav": GOOD, "b.wav": GOOD})
    path.write_bytes(path.read_bytes().replace(b"b.wav", b"a.wav"))


def named(name: str) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        with zipfile.ZipFile(path, "w") as archive:
            row = zipfile.ZipInfo("x")
            row.filename = name
            archive.writestr(row, GOOD)

    return write


def lying(path: Path) -> None:
    """An entry that says it is small, and is not."""
    packed(path, **{"a.wav": b"x" * 8_000_000})
    content = bytearray(path.read_bytes())
    for mark, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = content.index(mark) + at
        content[place : place + 4] = (1000).to_bytes(4, "little")
    path.write_bytes(content)


TRICKS: dict[str, Callable[[Path], object]] = {
    "up": named("../../evil.wav"),
    "root": named("/etc/evil.wav"),
    "drive": named("C:/evil.wav"),
    "backslash": named("..\\evil.wav"),
    "link": linked,
    "twice": twice,
    "bomb": lambda path: packed(path, **{"a.wav": bytes(5_000_000)}),
    "many": lambda path: packed(path, **{f"{n}.wav": b"" for n in range(5001)}),
    "no zip": lambda path: path.write_bytes(b"PK\x03\x04 nothing"),
}


@pytest.mark.parametrize("trick", TRICKS)
def test_no_trick_of_a_zip_writes_anything(place, run, tmp_path, trick: str) -> None:
    bundle = tmp_path / "sent.zip"
    TRICKS[trick](bundle)
    before = {path for path in tmp_path.rglob("*")}
    result = run(bundle, "--voice", "Selam")
    assert result.exit_code == 2, result.output
    assert "Nothing was kept." in result.output
    made = {path for path in tmp_path.rglob("*")} - before
    assert not [path for path in made if path.suffix in (".wav", ".ogg")]


def test_a_size_that_lies_gives_no_more_than_it_says_and_then_an_error(tmp_path) -> None:
    bundle = tmp_path / "sent.zip"
    lying(bundle)
    with opened_bundle(bundle) as [piece], pytest.raises(BundleRefused):
        piece.read()


def test_a_link_in_a_folder_is_not_followed(place, run, tmp_path) -> None:
    folder = tmp_path / "sent"
    folder.mkdir()
    (folder / "a.wav").symlink_to("/etc/passwd")
    result = run(folder, "--voice", "Selam")
    assert (result.exit_code, own(place)) == (2, {})
    assert "a.wav: a link to another place" in result.output


def test_the_list_names_each_text_that_nobody_has_recorded(place, texts, tmp_path) -> None:
    told = {"KLANTBEELD_DATA": str(place.site.settings.data)}
    place.site.part(Sounds).keep(texts[0].phrase, GOOD, "Selam", Clock().now.date())
    lines = CliRunner().invoke(app, ["audio", "list", "-l", "ti"], env=told).output.splitlines()
    names = {line.split("\t")[0] for line in lines}
    assert texts[0].id not in names
    assert f"{texts[1].id}\t{' '.join(texts[1].phrase.text.split())}" in lines
    assert len(names) == len(lines)
