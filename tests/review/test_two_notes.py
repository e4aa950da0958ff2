"""A note that was saved in another tab or by a colleague stands beside what is typed here, until both are one."""

import pytest

from service.accounts.models import Role
from tests.review.sittings import Afname, here
from tests.support.installation import Installation
from tests.support.page import find_all, read_page, text_of
from tests.support.staff import Colleague

HEADING = "De notitie zoals die nu is bewaard"
THEIRS = "Gebeld met de locatie.\r\nZij kijken vanavond."
MINE = "Morgen weer bellen."
RELEASE = {"outcome": "lighter_pace", "limits": ["quiet_place"]}


def notes(html: str) -> tuple[str, str]:
    """What stands in the field, and the stored note beside it with its heading; empty where there is none."""
    page = read_page(html)
    (field,) = find_all(page, "textarea", name="note")
    stored = find_all(page, "div", class_="note-now")
    return field.text or "", text_of(stored[0]) if stored else ""


@pytest.fixture
def colleague(place: Installation) -> Colleague:
    return Colleague(place, place.staff(Role.PSYCHIATRIST, name="dr. Bakker"))


@pytest.mark.parametrize(
    ("button", "more", "status"),
    [
        ("note", {}, 409),
        ("release", {**RELEASE, "confirmed": "true"}, 409),
        ("supplementary", {"module": "trauma"}, 409),
        ("release", RELEASE, 422),
    ],
)
def test_the_note_of_a_colleague_stands_beside_mine(
    scored: Afname, doctor: Colleague, colleague: Colleague, button: str, more: dict[str, object], status: int
) -> None:
    """Also when something else was wrong with the form: the page that comes back would save it as the newest."""
    seen = scored.edition()
    assert colleague.post(here(scored, "note"), edition=seen, note=THEIRS).status_code == 303
    answer = doctor.post(here(scored, button), edition=seen, note=MINE, **more)
    assert answer.status_code == status
    field, stored = notes(answer.text)
    assert field == MINE
    assert stored.startswith(f"{HEADING} Gebeld met de locatie. Zij kijken vanavond.")
    both = f"{THEIRS}\r\n{MINE}"
    assert doctor.post(here(scored, "note"), edition=scored.edition(), note=both).status_code == 303
    field, stored = notes(doctor.get(here(scored)).text)
    assert (field.split(), stored) == (both.split(), "")


def test_a_page_sent_with_the_note_as_it_was_shows_the_newer_one(
    scored: Afname, doctor: Colleague, colleague: Colleague
) -> None:
    """Nothing was typed in this tab: what it would put back is the old note."""
    doctor.post(here(scored, "note"), edition=scored.edition(), note=MINE)
    seen = scored.edition()
    colleague.post(here(scored, "note"), edition=seen, note=f"{MINE}\r\n{THEIRS}")
    field, stored = notes(doctor.post(here(scored, "supplementary"), edition=seen, note=MINE, module="trauma").text)
    assert field == MINE
    assert "Zij kijken vanavond." in stored


def test_a_note_that_is_the_same_stands_there_once(scored: Afname, doctor: Colleague, colleague: Colleague) -> None:
    """Whatever ends its lines."""
    seen = scored.edition()
    colleague.post(here(scored, "note"), edition=seen, note=THEIRS)
    for same in (THEIRS, THEIRS.replace("\r\n", "\n") + "\n"):
        late = doctor.post(here(scored, "note"), edition=seen, note=same)
        assert late.status_code == 409
        assert notes(late.text)[1] == ""


def test_a_first_note_has_nothing_beside_it(scored: Afname, doctor: Colleague) -> None:
    answer = doctor.post(here(scored, "release"), edition=scored.edition(), note=MINE, **RELEASE)
    assert answer.status_code == 422
    assert notes(answer.text) == (MINE, "")
