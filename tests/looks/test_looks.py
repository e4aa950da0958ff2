"""Every key screen looks as it did: in three scripts, on a PC and on a phone."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.looks.compare import Difference, compare, side_by_side
from tests.looks.kept import KEPT, kept
from tests.looks.screens import KIOSK, LANGUAGES, SIZES, STAFF
from tests.looks.taking import all_pictures

pytestmark = [pytest.mark.browser, pytest.mark.slow]

NAMES = [
    *(f"language-{size}" for size in SIZES),
    *(f"{language}-{screen.name}-{size}" for language in LANGUAGES for screen in KIOSK for size in SIZES),
    *(f"staff-{screen.name}-{size}" for screen in STAFF for size in SIZES),
]
MOST_BYTES = 4_000_000
HOW = "If that is how it should look: python -m tests.looks.accept"


@pytest.fixture(scope="module")
def differences(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, tuple[Difference, Path]]:
    """Name → what differs, and where the new picture is; beside it, where it has changed, both and the difference."""
    folder = tmp_path_factory.mktemp("looks")
    (place := folder / "place").mkdir()
    found = {}
    for picture in all_pictures(place):
        path = folder / f"{picture.name}.png"
        earlier = kept(picture.name)
        if earlier is None:
            path.write_bytes(picture.full)
            continue
        difference = compare(earlier, picture.small)
        if difference.changed:
            path.write_bytes(picture.full)
            side_by_side(earlier, picture.small, difference).save(folder / f"{picture.name}.difference.png")
        found[picture.name] = (difference, path)
    return found


@pytest.mark.parametrize("name", NAMES)
def test_a_screen_looks_as_it_did(differences: Mapping[str, tuple[Difference, Path]], name: str) -> None:
    assert name in differences, f"There is no picture of this screen yet. {HOW}"
    difference, path = differences[name]
    assert not difference.changed, (
        f"{difference}. New: {path}. Kept, new and where they differ: {path.with_suffix('.difference.png')}. {HOW}"
    )


def test_no_picture_is_left_of_a_screen_that_is_no_more() -> None:
    assert {path.stem for path in KEPT.glob("*.png")} == set(NAMES)


def test_the_pictures_stay_small() -> None:
    assert sum(path.stat().st_size for path in KEPT.glob("*.png")) <= MOST_BYTES
