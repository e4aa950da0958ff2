"""The tokens as the sheet has them, and the contrast they keep."""

import pytest

from service.admin.tokens import PAIRS, SHEET, blocks, colours, contrast, letters, luminance, pairs, spaces


def test_black_on_white_is_the_most_there_is() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#767b88", "#767b88") == 1


def test_luminance_is_that_of_wcag() -> None:
    """The examples of the definition: the primaries weigh 0.2126, 0.7152 and 0.0722."""
    assert [round(luminance(c), 4) for c in ("#ff0000", "#00ff00", "#0000ff")] == [0.2126, 0.7152, 0.0722]
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("pair", pairs(), ids=lambda pair: f"{pair.front} on {pair.back}")
def test_colours_that_stand_on_each_other_can_be_told_apart(pair) -> None:
    assert pair.ratio >= pair.least
    assert pair.strong >= pair.least


def test_clear_colours_read_at_seven() -> None:
    assert [pair.front for pair in pairs() if pair.strong < 7 and pair.least > 3] == []


def test_every_colour_of_the_sheet_is_shown() -> None:
    text = SHEET.read_text(encoding="utf-8")
    names = [colour.name for colour in colours()]
    assert (
        len(names) == len(set(names)) == len(blocks()[""]) - sum(not name.startswith("color-") for name in blocks()[""])
    )
    assert all(f"--kb-color-{name}:" in text for name in names)
    assert {one for front, back, _ in PAIRS for one in (front, back)} <= set(names)


def test_steps_of_space_are_multiples_of_eight() -> None:
    assert [pixels % 8 for _, pixels in spaces()] == [0] * len(spaces())
    assert len(spaces()) == 6


def test_scripts_have_their_own_line_height() -> None:
    assert letters("nl") == letters("en") == ("1.5", "1")
    assert letters("ar") == ("1.8", "1")
    assert letters("ti") == ("1.7", "1.06")
