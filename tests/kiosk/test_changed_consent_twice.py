"""A no to all of it, a form that comes twice, and one of an older page."""

from collections.abc import Mapping

import pytest

from tests.kiosk.changing import (
    NO_HEALTH,
    STOP,
    Sit,
    at_the_overview,
    change,
    health_consent,
    holds,
    rows,
    states,
    ticked,
)
from tests.support.installation import Installation
from tests.support.respondent import YES
from tests.support.tables import rows_of


def test_a_no_to_all_of_it_is_asked_once_more_and_nothing_is_kept_until_then(place: Installation, sit: Sit) -> None:
    client = at_the_overview(sit)
    before = rows(place)
    client.press("consent")
    client.post("/go", to="agree", assessment="no")
    assert client.heading == "Stop for good?"
    client.press("on")
    assert client.stations > 0
    assert rows(place) == before
    assert health_consent(place)
    change(client, STOP)
    client.press("withdraw_now")
    assert client.heading == "You have stopped"
    assert rows_of(place.site.db, "sitting")[0]["state"] == "withdrawn"


@pytest.mark.parametrize("late", [False, True])
def test_a_no_beside_it_holds_also_for_who_goes_on_after_all(place: Installation, sit: Sit, late: bool) -> None:
    """Else the doctor would go on reading what the client has just said no to."""
    client = at_the_overview(sit)
    client.press("consent")
    if late:
        client.press("on")
        client.open_module("trauma").answer()
    client.post("/go", to="agree", assessment="no", health="no", norms="no")
    assert client.heading == "Stop for good?"
    client.press("on")
    assert client.stations > 0
    assert client.notice == ""
    assert holds(place) == {"assessment": True, "health": False, "norms": False}
    assert len(rows(place)) == 4, "norms was a no already"
    assert states(place)["trauma"] == "skipped"
    assert not health_consent(place)


@pytest.mark.parametrize("given", [NO_HEALTH, {**YES, "norms": "yes"}, YES])
def test_sent_twice_is_once(place: Installation, sit: Sit, given: Mapping[str, str]) -> None:
    client = at_the_overview(sit)
    client.press("consent")
    form = {"csrf": client.csrf, "to": "agree", **given}
    for _ in range(2):
        client.client.post("/go", data=form)
    client.look()
    assert client.stations > 0
    assert client.notice == ""
    assert len(rows(place)) == 6


def test_the_first_yes_sent_twice_is_once_too(place: Installation, sit: Sit) -> None:
    client = sit("en")
    client.press("consent")
    form = {"csrf": client.csrf, "to": "agree", **YES}
    for _ in range(2):
        client.client.post("/go", data=form)
    client.look()
    assert "known" in client.buttons, "in the introduction, once"
    assert client.notice == ""
    assert len(rows(place)) == 3


def test_no_to_all_of_it_sent_twice_asks_once(place: Installation, sit: Sit) -> None:
    client = at_the_overview(sit)
    client.press("consent")
    for _ in range(2):
        client.post("/go", to="agree", **STOP)
        assert client.heading == "Stop for good?"
    client.press("on")
    assert client.stations > 0
    assert len(rows(place)) == 3


def test_an_old_page_that_says_something_else_changes_nothing_unseen(place: Installation, sit: Sit) -> None:
    """The page of before the change, found by Back or in another tab: it may not bring back an earlier yes."""
    client = at_the_overview(sit)
    change(client, NO_HEALTH)
    client.post("/go", to="agree", **YES)
    assert client.heading == "Do you agree?"
    assert ticked(client) == NO_HEALTH
    assert holds(place)["health"] is False
    assert states(place)["trauma"] == "skipped"
    client.press("agree", **YES)
    assert holds(place)["health"] is True, "now it was seen"


def test_an_old_page_is_no_way_round_the_first_consent(place: Installation, sit: Sit) -> None:
    client = sit("en")
    client.post("/go", to="agree", **YES)
    assert client.heading == "What is this?"
    assert rows(place) == []
