"""Every key screen looks as it did: in three scripts, on a PC and on a phone.

One test for all of them, so that two processes of a test run don't each make the demo and take every picture.
"""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from tests.looks.compare import compare, side_by_side
from tests.looks.kept import KEPT, kept
from tests.looks.screens import KIOSK, LANGUAGES, SIZES, STAFF
from tests.looks.taking import Picture, all_pictures

NAMES = {
    *(f"language-{size}" for size in SIZES),
    *(f"{language}-{screen.name}-{size}" for language in LANGUAGES for screen in KIOSK for size in SIZES),
    *(f"staff-{screen.name}-{size}" for screen in STAFF for size in SIZES),
}
MOST_BYTES = 4_000_000
HOW = "If that is how it should look: .venv/bin/python -m tests.looks.accept"


def judged(picture: Picture, folder: Path) -> str:
    """What is to be said of a picture; empty when it looks as it did. A changed one is written, with a sheet beside it:
    the kept one, the new one, and where they differ.
    """
    path = folder / f"{picture.name}.png"
    earlier = kept(picture.name)
    if earlier is None:
        path.write_bytes(picture.full)
        return f"{picture.name}: no picture is kept of it yet. New: {path}"
    difference = compare(earlier, picture.small)
    if not difference.changed:
        return ""
    path.write_bytes(picture.full)
    sheet = folder / f"{picture.name}.difference.png"
    side_by_side(earlier, picture.small, difference).save(sheet)
    return f"{picture.name}: {difference}. New: {path}. Kept, new, difference: {sheet}"


@pytest.mark.browser
@pytest.mark.slow
def test_every_key_screen_looks_as_it_did(tmp_path: Path) -> None:
    (place := tmp_path / "place").mkdir()
    taken, said = set(), []
    for picture in all_pictures(place):
        taken.add(picture.name)
        said.append(judged(picture, tmp_path))
    changed = [line for line in said if line]
    assert not changed, "\n".join([*changed, HOW])
    assert taken == NAMES


def test_what_has_changed_is_written_and_said(tmp_path: Path) -> None:
    """Of a picture whose name is kept with other content; and of one that is new."""
    thanks = (KEPT / "nl-thanks-small.png").read_bytes()
    said = judged(Picture("nl-stop-small", twice_as_large(thanks)), tmp_path)
    assert said.startswith("nl-stop-small: ")
    assert (tmp_path / "nl-stop-small.png").exists()
    assert (tmp_path / "nl-stop-small.difference.png").exists()
    assert "no picture is kept" in judged(Picture("nl-never-seen-wide", twice_as_large(thanks)), tmp_path)
    assert judged(Picture("nl-thanks-small", twice_as_large(thanks)), tmp_path) == ""


def twice_as_large(png: bytes) -> bytes:
    """A kept picture as a browser would give it."""
    small = Image.open(BytesIO(png)).convert("RGB")
    written = BytesIO()
    small.resize((2 * small.width, 2 * small.height), Image.Resampling.NEAREST).save(written, "PNG")
    return written.getvalue()


def test_no_picture_is_left_of_a_screen_that_is_no_more() -> None:
    assert {path.stem for path in KEPT.glob("*.png")} == NAMES


def test_the_pictures_stay_small() -> None:
    assert sum(path.stat().st_size for path in KEPT.glob("*.png")) <= MOST_BYTES
