import pytest

from service.cases.models import MilestoneName as M
from tests.cases.conftest import happen, register
from tests.support.page import find_all, read_page, text_of, visible_text
from tests.support.staff import Colleague


@pytest.fixture
def anne(place, people):
    return Colleague(place, people.anne)


def page_of(response, status=200):
    assert response.status_code == status, response.text[:300]
    return read_page(response.text)


@pytest.fixture
def many(place, people):
    """Three cases: registered 20 days ago, invited 10 days ago, finished today."""
    place.clock.forward(days=-20)
    old = register(place, people.anne, "R-3", "Zala")
    place.clock.forward(days=10)
    invited = place.invite(people.anne, "R-1", "Milan").case_id
    place.clock.forward(days=10)
    finished = place.invite(people.anne, "R-2", "Ada").case_id
    happen(place, finished, M.STARTED, M.PROGRESSED, M.FINISHED)
    return old, invited, finished


def references(anne, query=""):
    page = page_of(anne.get(f"/staff/cases{query}"))
    return [text_of(e) for e in find_all(page, "th", scope="row")]


def test_the_longest_waiting_come_first(anne, many):
    assert references(anne) == ["R-3", "R-1", "R-2"]


def test_who_waits_for_nobody_comes_after_all_others(place, anne, many):
    happen(place, many[0], M.SUITABILITY_RECORDED, M.WITHDRAWN)
    assert references(anne) == ["R-1", "R-2", "R-3"]


def test_every_state_has_a_sign_and_a_word(anne, many):
    page = page_of(anne.get("/staff/cases"))
    marks = find_all(page, "span", class_="mark")
    assert len(marks) == len(many)
    assert all(mark.get("aria-hidden") == "true" and len(text_of(mark)) == 1 for mark in marks)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?sort=reference", ["R-1", "R-2", "R-3"]),
        ("?sort=-reference", ["R-3", "R-2", "R-1"]),
        ("?sort=name", ["R-2", "R-1", "R-3"]),
        ("?sort=state", ["R-3", "R-1", "R-2"]),
        ("?sort=-since", ["R-2", "R-1", "R-3"]),
        ("?state=at_mggz", ["R-2"]),
        ("?waits_for=client", ["R-1"]),
        ("?waits_for=case_manager", ["R-3"]),
        ("?waiting=7", ["R-3", "R-1"]),
        ("?waiting=14", ["R-3"]),
        ("?state=nonsense&sort=nonsense&waiting=x&page=x", ["R-3", "R-1", "R-2"]),
    ],
)
def test_it_sorts_and_filters_by_its_address(anne, many, query, expected):
    assert references(anne, query) == expected


def test_a_choice_that_fits_nothing_offers_the_way_back(anne, many):
    page = page_of(anne.get("/staff/cases?state=released"))
    assert "Geen dossier past bij deze keuze." in visible_text(page)
    assert find_all(page, "a", href="/staff/cases")


def test_it_says_how_long_and_for_whom(anne, many):
    page = visible_text(page_of(anne.get("/staff/cases")))
    for words in ("al 20 dagen", "al 10 dagen", "sinds vandaag", "Klant", "MGGZ", "Kennismaking vastleggen"):
        assert words in page


def test_long_caseloads_are_paged(anne, many, monkeypatch):
    monkeypatch.setattr("service.cases.caseload.ON_A_PAGE", 2)
    assert references(anne) == ["R-3", "R-1"]
    assert references(anne, "?page=2") == ["R-2"]
    assert references(anne, "?page=99") == ["R-2"]
