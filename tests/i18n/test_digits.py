"""Digits of any script, with whatever people and keyboards put between them."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.i18n.digits import bare_digits, latin_digits, visible

#: The first digit of Latin, Arabic-Indic, Persian, full-width and Devanagari digits.
ZEROS = (0x30, 0x660, 0x6F0, 0xFF10, 0x966)
BETWEEN = " \u00a0\u202f\t-–—‑.·_\u200e\u200f\u202a\u202c\u2066\u2069\u200b\u200d\ufeff\u061c"
DIGITS = st.text("0123456789", min_size=1, max_size=24)


def written(digits: str, zero: int) -> str:
    """The same digits in another script."""
    return "".join(chr(zero + int(digit)) for digit in digits)


@given(DIGITS, st.sampled_from(ZEROS))
def test_digits_of_every_script_are_the_same_digits(digits: str, zero: int) -> None:
    assert latin_digits(written(digits, zero)) == digits


@given(DIGITS, st.sampled_from(ZEROS), st.lists(st.text(BETWEEN, max_size=3), min_size=25, max_size=25))
def test_what_groups_digits_is_left_out_of_a_code(digits: str, zero: int, between: list[str]) -> None:
    typed = "".join(blank + digit for blank, digit in zip(between, written(digits, zero), strict=False)) + between[-1]
    assert bare_digits(typed) == digits


@given(st.text(max_size=60))
def test_nothing_but_digits_changes_and_every_other_sign_stays(text: str) -> None:
    changed = latin_digits(text)
    assert len(changed) == len(text)
    for before, after in zip(text, changed, strict=True):
        assert after == (str(unicodedata.decimal(before)) if before.isdecimal() else before)


@pytest.mark.parametrize("typed", ["²", "፩", "x", "①"])
def test_signs_that_only_look_like_digits_stay_what_they_are(typed: str) -> None:
    assert bare_digits(typed) == typed


def test_marks_of_direction_go_and_blanks_stay() -> None:
    assert visible("\u2067ab \u200f\u00a0c\u200d\u2069") == "ab \u00a0c"
