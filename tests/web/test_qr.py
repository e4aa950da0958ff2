import re

from service.web.qr import BORDER, qr_picture


def test_a_picture_is_squares_within_its_border():
    picture = qr_picture("01234567890123456789")
    assert re.fullmatch(r"(M\d+ \d+h1v1h-1z)+", picture.path)
    places = {tuple(map(int, place.split())) for place in re.findall(r"M(\d+ \d+)", picture.path)}
    assert {min(axis) for axis in zip(*places, strict=True)} == {BORDER}
    assert {max(axis) for axis in zip(*places, strict=True)} == {picture.size - BORDER - 1}


def test_the_three_finder_patterns_are_there():
    picture = qr_picture("01234567890123456789")
    dark = {tuple(map(int, place.split())) for place in re.findall(r"M(\d+ \d+)", picture.path)}
    far = picture.size - BORDER - 7
    for left, top in ((BORDER, BORDER), (far, BORDER), (BORDER, far)):
        ring = {(left + x, top + y) for x in range(7) for y in range(7) if x in (0, 6) or y in (0, 6)}
        assert ring <= dark


def test_another_text_is_another_picture():
    assert qr_picture("01234567890123456789") != qr_picture("01234567890123456780")
