"""The trees of all screens of clients that are also kept as pictures, from one browser."""

from collections.abc import Iterator
from pathlib import Path

from tests.looks.place import place
from tests.looks.screens import KIOSK
from tests.looks.taking import go_to, quiet_page
from tests.spoken.tree import tree_of
from tests.support.browser import chromium
from tests.support.kiosk_screens import all_on_the_path

#: Left to right and right to left.
LANGUAGES = ("nl", "ar")
KEPT = Path(__file__).parent / "trees"
NAMES = frozenset(f"{language}-{screen.name}" for language in LANGUAGES for screen in KIOSK)


def all_trees(folder: Path) -> Iterator[tuple[str, str]]:
    """Name and lines of every screen. `folder`: an empty place for the demo's files."""
    with place(folder) as scene, chromium() as browser, all_on_the_path():
        for language in LANGUAGES:
            scene.change(language=language)
            for kiosk in KIOSK:
                with quiet_page(browser) as (context, page):
                    go_to(context, page, scene, kiosk, language)
                    yield f"{language}-{kiosk.name}", tree_of(page)
