import pytest
from hypothesis import given
from hypothesis import strategies as st

from scoring.spelling import one_edit_apart, spelling

LETTERS = st.text("abcdefg", min_size=1, max_size=8)


@pytest.mark.parametrize(
    ("typed", "compared"),
    [("  Huis ", "huis"), ("een \t huis", "een huis"), ("e\u0301e\u0301n", "één"), ("STRASSE", "straße".casefold())],
)
def test_case_spaces_and_composed_characters_make_no_difference(typed: str, compared: str) -> None:
    assert spelling(typed) == compared


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("kwartier", "kwatier", True),
        ("kwartier", "kwartiir", True),
        ("kwartier", "kwarttier", True),
        ("kwartier", "kwatrier", True),
        ("kwartier", "kwartier", False),
        ("kwartier", "ktarwier", False),
        ("kwartier", "kwatire", False),
        ("huis", "is", False),
        ("", "a", True),
        ("", "", False),
    ],
)
def test_one_letter_wrong_missing_too_many_or_swapped(one: str, other: str, apart: bool) -> None:
    assert one_edit_apart(one, other) is apart
    assert one_edit_apart(other, one) is apart


@given(LETTERS, st.data())
def test_leaving_out_or_doubling_any_letter_is_one_edit(word: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(word) - 1))
    assert one_edit_apart(word, word[:place] + word[place + 1 :])
    assert one_edit_apart(word, word[:place] + word[place] + word[place:])


@given(LETTERS, LETTERS)
def test_it_is_symmetric_and_never_holds_for_equal_words(one: str, other: str) -> None:
    assert one_edit_apart(one, other) is one_edit_apart(other, one)
    assert not one_edit_apart(one, one)
