"""From one item to the next."""

from scoring.definition import Item
from service.kiosk.steps import first_open, next_item, previous_item
from tests.scoring.building import item, module

PATH = module([item("a"), item("b"), item("c")]).items


def ids(found: Item | None) -> str | None:
    return found.id if found else None


def test_next_is_the_following_item_even_when_it_was_answered() -> None:
    assert ids(next_item(PATH, "a", {"a": 1, "b": 1})) == "b"


def test_at_the_end_the_first_item_left_open_comes() -> None:
    assert ids(next_item(PATH, "c", {"a": 1, "c": 1})) == "b"


def test_at_the_end_nothing_comes_when_all_is_answered() -> None:
    assert next_item(PATH, "c", {"a": 1, "b": 1, "c": 1}) is None


def test_next_of_an_item_that_left_the_path_is_the_first_open_one() -> None:
    assert ids(next_item(PATH, "gone", {"a": 1})) == "b"


def test_first_open_skips_what_has_an_answer() -> None:
    assert ids(first_open(PATH, {})) == "a"
    assert ids(first_open(PATH, {"a": 2, "b": 1})) == "c"
    assert first_open((), {}) is None


def test_previous_is_the_item_before() -> None:
    assert ids(previous_item(PATH, "c")) == "b"
    assert previous_item(PATH, "a") is None


def test_previous_of_an_item_that_left_the_path_is_the_last_one() -> None:
    assert ids(previous_item(PATH, "gone")) == "c"
    assert previous_item((), "gone") is None
