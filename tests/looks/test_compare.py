"""What passes as the same screen and what does not: proved on kept pictures, and on one painted at full size."""

from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from tests.looks.compare import PATCH, compare, patches, side_by_side, smaller, to_keep
from tests.looks.kept import kept

PETROL, BRICK, PAPER, INK = (11, 74, 87), (156, 47, 31), (251, 248, 243), (28, 34, 48)
SAMPLES = ("nl-choice-wide", "ar-consent-small", "ti-overview-halfway-wide", "staff-caseload-wide")


@pytest.fixture(params=SAMPLES)
def screen(request: pytest.FixtureRequest) -> Image.Image:
    picture = kept(request.param)
    assert picture is not None
    return picture


def png(picture: Image.Image) -> bytes:
    """As a browser gives it."""
    written = BytesIO()
    picture.save(written, "PNG")
    return written.getvalue()


def painted(
    *, button: tuple[int, int, int] | None = PETROL, words: bool = True, at: int = 0, edge: float = 0.0
) -> Image.Image:
    """A screen at full size: a heading, three lines of words as bars, a button, an outlined one."""
    picture = Image.new("RGB", (1366, 768), PAPER)
    draw = ImageDraw.Draw(picture)
    for line in range(3 if words else 0):
        for word in range(60):
            left, top = 400 + 9 * word, 200 + 30 * line + at
            draw.rectangle((left, top, left + 2, top + 12), fill=INK)
    if button:
        draw.rounded_rectangle((1200, 690 + at, 1336, 746 + at), 10, fill=button)
    draw.rounded_rectangle((30, 690 + at, 166, 746 + at), 10, outline=PETROL, width=2)
    draw.line((0, 670 + at, 1366, 670 + at), fill=INK, width=2)
    return picture.filter(ImageFilter.GaussianBlur(edge)) if edge else picture


def changed(before: Image.Image, after: Image.Image) -> bool:
    """By way of what is kept of the first."""
    return compare(to_keep(smaller(png(before))).convert("RGB"), smaller(png(after))).changed


def test_the_same_is_the_same(screen: Image.Image) -> None:
    assert compare(screen, screen).squares.sum() == 0


def test_few_colours_are_no_change(screen: Image.Image) -> None:
    assert not compare(to_keep(screen).convert("RGB"), screen).changed


@pytest.mark.parametrize("along", [-1, 1])
@pytest.mark.parametrize("down", [-1, 1])
def test_a_shift_of_two_pixels_of_the_screen_is_no_change(screen: Image.Image, along: int, down: int) -> None:
    assert not compare(screen, ImageChops.offset(screen, along, down)).changed


@pytest.mark.parametrize("at", [-1, 1])
def test_a_shift_of_one_pixel_is_no_change(at: int) -> None:
    assert not changed(painted(), painted(at=at))


def test_softer_and_harder_edges_are_no_change(screen: Image.Image) -> None:
    assert not compare(screen, screen.filter(ImageFilter.GaussianBlur(0.6))).changed
    assert not changed(painted(), painted(edge=0.8))


def test_lighter_letters_are_no_change(screen: Image.Image) -> None:
    """Another build draws letters a little thinner."""
    assert not compare(screen, Image.blend(screen, Image.new("RGB", screen.size, PAPER), 0.04)).changed


def test_another_tick_is_no_change() -> None:
    before, after = painted(), painted()
    ImageDraw.Draw(before).text((700, 300), "v", fill=INK, font_size=20)
    ImageDraw.Draw(after).rectangle((700, 300, 712, 318), outline=INK, width=2)
    assert not changed(before, after)


CHANGES: dict[str, Callable[[], Image.Image]] = {
    "a button is gone": lambda: painted(button=None),
    "a button has another colour": lambda: painted(button=BRICK),
    "the words are gone": lambda: painted(words=False),
    "all has moved by six pixels": lambda: painted(at=6),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_real_change_is_seen(change: str) -> None:
    assert changed(painted(), CHANGES[change]())


def test_a_mirrored_screen_is_seen(screen: Image.Image) -> None:
    assert compare(screen, screen.transpose(Image.Transpose.FLIP_LEFT_RIGHT)).changed


@pytest.mark.parametrize(
    ("name", "button"), [("nl-choice-wide", (590, 335, 665, 370)), ("ar-stop-small", (0, 325, 90, 360))]
)
def test_a_button_that_is_gone_from_a_kept_screen_is_seen(name: str, button: tuple[int, int, int, int]) -> None:
    before = kept(name)
    assert before is not None
    after = before.copy()
    after.paste(before.getpixel((button[0] + 1, button[1] - 40)), button)
    assert compare(before, after).changed


@pytest.mark.parametrize("name", ["nl-welcome-wide", "ar-welcome-wide", "ti-welcome-small"])
def test_words_without_letters_are_seen(name: str) -> None:
    """Blank glyphs, or boxes as of a font that is not there: a band across the words of the explanation."""
    before = kept(name)
    assert before is not None
    for fill in (False, True):
        after = before.copy()
        draw = ImageDraw.Draw(after)
        draw.rectangle((20, 60, before.width - 20, 110), fill=PAPER)
        for left in range(20, before.width - 20, 9) if fill else ():
            draw.rectangle((left, 66, left + 6, 76), outline=INK)
        assert compare(before, after).changed


def test_words_over_each_other_are_seen() -> None:
    before = kept("nl-welcome-wide")
    assert before is not None
    after = ImageChops.darker(before, ImageChops.offset(before, 0, 12))
    assert compare(before, after).changed


def test_white_keys_that_moved_on_paper_are_seen() -> None:
    """Pale edges alone, as of the keys on the screen."""

    def keys(left: int) -> Image.Image:
        picture = Image.new("RGB", (360, 740), PAPER)
        for place in (left, left + 150):
            ImageDraw.Draw(picture).rounded_rectangle(
                (place, 600, place + 72, 656), 10, fill="white", outline=(118, 123, 136), width=2
            )
        return picture

    assert changed(keys(70), keys(34))
    assert not changed(keys(70), keys(71))


def test_another_ground_of_a_notice_is_seen() -> None:
    """From the colour of a fault to that of a hint: both are pale."""

    def notice(ground: tuple[int, int, int]) -> Image.Image:
        picture = painted()
        ImageDraw.Draw(picture).rectangle((330, 60, 1030, 140), fill=ground)
        ImageDraw.Draw(picture).text((350, 80), "Dit nummer werkt niet. Kijk op uw kaart.", fill=INK, font_size=20)
        return picture

    assert changed(notice((251, 233, 229)), notice((253, 243, 221)))
    assert not changed(notice((251, 233, 229)), notice((252, 234, 228)))


def test_another_screen_is_seen() -> None:
    one, other = kept("nl-stop-wide"), kept("nl-thanks-wide")
    assert one is not None
    assert other is not None
    assert compare(one, other).changed


def test_another_size_is_seen() -> None:
    assert str(compare(Image.new("RGB", (683, 384)), Image.new("RGB", (180, 370)))) == "another size"


def test_a_patch_is_what_touches_side_by_side() -> None:
    difference = compare(Image.new("RGB", (160, 160)), Image.new("RGB", (160, 160)))
    squares = difference.squares.copy()
    squares[0, 0] = squares[1, 1] = squares[1, 2] = True
    assert sorted(len(patch) for patch in patches(squares)) == [1, 2]
    assert PATCH > 4


def test_the_difference_is_drawn_beside_both() -> None:
    before, after = painted(), painted(button=BRICK)
    small, new = smaller(png(before)), smaller(png(after))
    sheet = side_by_side(small, new, compare(small, new))
    assert sheet.size == (3 * 683 + 20, 384)
    red, green, blue = sheet.crop((2 * 693 + 600, 345, 2 * 693 + 660, 370)).resize((1, 1)).getpixel((0, 0))
    assert red > 170 > green + blue
