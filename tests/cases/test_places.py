"""Where appointments can be: the organisation's list, and what was kept before there was one."""

from datetime import date
from pathlib import Path

import pytest

from service.cases.models import Appointment
from service.cases.outcome_view import appointment_view
from service.cases.places import Place, Places, PlacesInvalid
from service.config import ROOT, Settings
from tests.cases.conftest import ask_appointment, happen, register
from tests.support.page import read_page, visible_text
from tests.support.reading import read_once
from tests.support.staff import Colleague

EAST = Place("east", {"nl": "Gezondheidscentrum Oost, Dorpsstraat 1"})
MGGZ = Place("mggz", {"nl": "Bij de MGGZ", "en": "At the MGGZ"})
WORDS = read_once(ROOT / "questionnaires").release


def write(folder: Path, text: str) -> Path:
    path = folder / "places.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_general_list_has_every_language() -> None:
    places = Places.load(Settings().places_file)
    assert all(set(row.words) == {"nl", "en", "ar", "ti"} for row in places.rows)
    assert len({row.kept for row in places.rows}) == len(places.rows) > 3


def test_an_organisation_has_its_own_addresses(tmp_path: Path) -> None:
    path = write(tmp_path, '[east]\nnl = "Gezondheidscentrum Oost, Dorpsstraat 1"\n')
    settings = Settings(places=path)
    assert Places.load(settings.places_file) == Places((EAST,))
    assert Places((EAST, MGGZ)).choices("en") == (("east", EAST.kept), ("mggz", "At the MGGZ"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "names no place"),
        ("[east", "can't be read"),
        ('[east]\nen = "East"', "lacks its text"),
        ('[east]\nnl = ""', "one line"),
        ('[east]\nnl = "a\\nb"', "one line"),
        (f'[east]\nnl = "{"x" * 201}"', "one line"),
        ("[east]\nnl = 4", "one line"),
        ('[East]\nnl = "Oost"', "small letters"),
        ('east = "Oost"', "small letters"),
    ],
)
def test_a_list_with_a_mistake_says_which_and_where(tmp_path: Path, text: str, said: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(PlacesInvalid) as found:
        Places.load(path)
    assert said in found.value.detail
    assert str(path) in found.value.detail


def test_an_appointment_says_its_place_in_the_readers_words_or_as_it_was_kept() -> None:
    day = date(2026, 11, 26)
    for kept, language, said in (
        ("Bij de MGGZ", "en", "At the MGGZ"),
        ("Bij de MGGZ", "nl", "Bij de MGGZ"),
        ("GGD, kamer 3", "en", "GGD, kamer 3"),
    ):
        row = Appointment(window_from=day, window_to=day, place=kept, urgency="today", planned_for=None)
        assert appointment_view(WORDS, Places((EAST, MGGZ)), language, row).place == said


def test_what_was_asked_for_before_there_was_a_list_goes_on_showing(place, people) -> None:
    case = register(place, people.anne)
    happen(place, case)
    ask_appointment(place, case, people.psychiatrist)
    page = Colleague(place, people.anne).get(f"/staff/cases/{case}")
    assert "GGD, kamer 3" in visible_text(read_page(page.text))
