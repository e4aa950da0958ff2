"""Several appointments of one client stand beside each other: the planned ones, and the one that is asked for."""

import pytest

from service.cases.models import Appointment
from tests.cases.conftest import ask_appointment
from tests.cases.test_pages import page_of, primary
from tests.support.page import find_all, text_of, visible_text
from tests.support.staff import Colleague

PLANNED, MOVED = "woensdag 25 november 2026, 10:30", "donderdag 26 november 2026, 09:15"
ASKED = "Te plannen van 24 november 2026 tot en met 1 december 2026."


@pytest.fixture
def anne(place, people):
    return Colleague(place, people.anne)


@pytest.fixture
def here(place, people, anne):
    """The page of a case with a planned appointment, after which another one was asked for."""
    case_id = place.invite(people.anne).case_id
    ask_appointment(place, case_id, people.psychiatrist)
    address = f"/staff/cases/{case_id}"
    assert send(anne, form(anne, f"{address}/appointment"), "2026-11-25", "10:30").status_code == 303
    place.clock.forward(minutes=1)
    ask_appointment(place, case_id, people.psychiatrist)
    place.clock.forward(minutes=1)
    return address


def form(colleague, address):
    """The page with the form for planning."""
    return page_of(colleague.get(address))


def send(colleague, page, day, time):
    """Send the form of this page."""
    [seen] = find_all(page, "input", name="seen")
    [action] = [form.get("action") for form in page.iter("form") if form.get("action").endswith("/appointment")]
    return colleague.post(action, day=day, time=time, seen=seen.get("value"))


def links(page):
    """Words → address of what can be done with an appointment."""
    found = [link for link in page.iter("a") if "/appointment?" in link.get("href", "")]
    return {text_of(link): link.get("href") for link in found}


def test_the_case_page_shows_the_planned_one_beside_the_one_that_is_asked_for(anne, here):
    page = page_of(anne.get(here))
    words = visible_text(page)
    assert ASKED in words
    assert PLANNED in words
    assert set(links(page)) == {"Afspraak plannen", "Afspraak verzetten"}
    assert primary(page) == ["Afspraak plannen"]


def test_each_form_is_for_the_appointment_it_was_opened_for(place, anne, here):
    choices = links(page_of(anne.get(here)))
    move, plan = form(anne, choices["Afspraak verzetten"]), form(anne, choices["Afspraak plannen"])
    assert text_of(next(move.iter("h1"))) == "Afspraak verzetten"
    assert PLANNED in visible_text(move)
    assert text_of(next(plan.iter("h1"))) == "Afspraak plannen"
    assert PLANNED not in visible_text(plan)
    wrong = page_of(send(anne, move, "2026-12-20", "09:15"), 422)
    assert PLANNED in visible_text(wrong), "what comes back is about the same one"
    assert send(anne, wrong, "2026-11-26", "09:15").status_code == 303
    assert send(anne, move, "2026-11-27", "09:15").status_code == 409, "moved meanwhile"
    page = page_of(anne.get(here))
    assert MOVED in visible_text(page)
    assert PLANNED not in visible_text(page)
    assert ASKED in visible_text(page), "the other one still waits"
    assert primary(page) == ["Afspraak plannen"], "and is the next thing to do"
    assert "Afspraak plannen" in visible_text(page_of(anne.get("/staff/cases")))
    assert send(anne, plan, "2026-11-30", "14:00").status_code == 303
    page = page_of(anne.get(here))
    assert MOVED in visible_text(page)
    assert "maandag 30 november 2026, 14:00" in visible_text(page)
    assert primary(page) == []


def test_without_a_name_in_the_address_the_form_is_for_the_one_that_is_asked_for(anne, here):
    for address in (f"{here}/appointment", f"{here}/appointment?appointment=x"):
        assert text_of(next(form(anne, address).iter("h1"))) == "Afspraak plannen"


def test_a_form_for_one_that_was_taken_back_is_refused(place, anne, here):
    old = form(anne, links(page_of(anne.get(here)))["Afspraak plannen"])
    with place.site.db.write() as session:
        session.query(Appointment).filter_by(state="requested").update({"state": "cancelled"})
    assert send(anne, old, "2026-11-30", "14:00").status_code == 409
    assert PLANNED in visible_text(page_of(anne.get(here)))
