"""Every key screen is heard as it was: roles, names, states and the order of reading, in Dutch and in Arabic."""

from difflib import unified_diff
from pathlib import Path

import pytest

from tests.spoken.taking import KEPT, NAMES, all_trees

HOW = "If that is how it should be heard: .venv/bin/python -m tests.spoken.accept"


@pytest.mark.browser
@pytest.mark.slow
def test_every_screen_is_heard_as_it_was(tmp_path: Path) -> None:
    changed, seen = [], set()
    for name, tree in all_trees(tmp_path / "demo"):
        seen.add(name)
        path = KEPT / f"{name}.txt"
        earlier = path.read_text(encoding="utf-8") if path.exists() else ""
        changed += unified_diff(earlier.splitlines(), tree.splitlines(), f"{name} kept", f"{name} now", lineterm="")
    assert not changed, "\n".join([*changed, HOW])
    assert seen == NAMES


def test_no_tree_is_kept_of_a_screen_that_is_no_more() -> None:
    assert {path.stem for path in KEPT.glob("*.txt")} == NAMES


def test_every_screen_has_one_heading_of_the_first_level_and_one_main_part() -> None:
    for path in KEPT.glob("*.txt"):
        tree = path.read_text(encoding="utf-8")
        headings = [line for line in tree.splitlines() if line.strip().startswith("heading ") and "level=1" in line]
        assert len(headings) == 1, path.stem
        assert tree.count("main\n") == 1, path.stem
