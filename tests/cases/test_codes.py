from math import log2

import pytest

from service.cases.codes import SECRET_DIGITS, Code, hash_secret, random_digits, read_code, secret_matches

DIGITS = "01234567890123456789"


def test_the_secret_part_has_more_than_fifty_bits():
    assert log2(10**SECRET_DIGITS) > 50


def test_every_digit_comes_about_as_often_at_every_place():
    made = [random_digits(SECRET_DIGITS) for _ in range(2000)]
    assert {len(digits) for digits in made} == {SECRET_DIGITS}
    assert len(set(made)) == 2000
    for place in range(SECRET_DIGITS):
        counts = [sum(digits[place] == digit for digits in made) for digit in "0123456789"]
        assert min(counts) > 120
        assert max(counts) < 290


@pytest.mark.parametrize(
    "typed",
    [
        DIGITS,
        "0123 4567 8901 2345 6789",
        " 0123-4567-8901-2345-6789 ",
        "٠١٢٣٤٥٦٧٨٩٠١٢٣٤٥٦٧٨٩",
        "٠١٢٣ ٤٥٦٧ ٨٩٠١ ٢٣٤٥ ٦٧٨٩",
        "۰۱۲۳۴۵۶۷۸۹۰۱۲۳۴۵۶۷۸۹",
        "\u200e0123\u00a04567\u00a08901\u00a02345\u00a06789\u200f",
        "0123–4567—8901‑2345·6789",
        "０１２３ ４５６７ ８９０１ ２３４５ ６７８９",
        "\u2067\u202b٠١٢٣-٤٥٦٧\u200b-٨٩٠١-٢٣٤٥-٦٧٨٩\u202c\u2069",
    ],
)
def test_a_code_is_read_however_it_is_typed(typed):
    code = read_code(typed)
    assert code == Code("0123", "4567890123456789")
    assert code.digits == DIGITS
    assert code.groups == ("0123", "4567", "8901", "2345", "6789")


@pytest.mark.parametrize("typed", ["", DIGITS[:-1], DIGITS + "0", DIGITS[:-1] + "x", DIGITS[:-1] + "²", "፩" * 20])
def test_what_cannot_be_a_code_is_none(typed):
    assert read_code(typed) is None


def test_only_the_right_secret_matches_and_the_hash_does_not_hold_it():
    kept = hash_secret("4567890123456789")
    assert kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert "4567890123456789" not in kept
    assert secret_matches(kept, "4567890123456789")
    assert not secret_matches(kept, "4567890123456780")
    assert not secret_matches(None, "4567890123456789")
