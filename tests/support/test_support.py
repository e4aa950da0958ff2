"""What the tests themselves stand on: shared readings that notice a change, folders that are never another test's."""

import shutil
from pathlib import Path

import pytest

from service.audio import Sounds
from tests.conftest import Clock
from tests.support.installation import install
from tests.support.memory import empty
from tests.support.reading import per_state
from tests.support.waiting import until


def test_a_folder_is_read_again_only_when_something_in_it_has_changed(tmp_path: Path) -> None:
    read: list[str] = []
    file, content = tmp_path / "within" / "words", per_state(lambda folder: read.append(words(folder)) or words(folder))
    file.parent.mkdir()
    for written in ("one", "two"):
        file.write_text(written)
        assert [content(tmp_path), content(tmp_path)] == [written, written]
    shutil.rmtree(file.parent)
    file.parent.mkdir()
    file.write_text("two")
    assert content(tmp_path) == "two"
    assert read == ["one", "two", "two"], "another folder of this path is another folder"


def words(folder: Path) -> str:
    return (folder / "within" / "words").read_text()


def test_two_installations_share_what_never_changes_and_nothing_else(tmp_path: Path, clock: Clock) -> None:
    one, other = (
        install(tmp_path / name, f"sqlite:///{tmp_path / name / 'k.sqlite3'}", clock).site for name in ("one", "other")
    )
    assert one.renderer is other.renderer
    assert one.translators is other.translators
    assert one.db is not other.db
    assert one.settings.data != other.settings.data
    assert one.part(Sounds) is not other.part(Sounds)
    for site in (one, other):
        site.db.close()


def test_an_emptied_folder_stays(tmp_path: Path) -> None:
    (tmp_path / "deep" / "deeper").mkdir(parents=True)
    (tmp_path / "deep" / "file").write_text("x")
    (tmp_path / "link").symlink_to(tmp_path / "deep")
    empty(tmp_path)
    assert tmp_path.is_dir()
    assert list(tmp_path.iterdir()) == []


def test_what_never_comes_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.support.waiting.PATIENCE", 0.0)
    assert until(lambda: "here") == "here"
    with pytest.raises(AssertionError, match="the reply never came"):
        until(lambda: False, "the reply")
