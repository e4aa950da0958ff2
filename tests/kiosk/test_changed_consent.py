"""Who has agreed can change it as easily: from the overview, per purpose, and as often as wanted."""

import uuid
from datetime import timedelta

import pytest

from service.kiosk.agreement import has_agreed
from service.kiosk.entry import add_supplementary
from service.kiosk.models import Consent, Sitting, SittingModule
from tests.conftest import Clock
from tests.kiosk.changing import (
    NO_HEALTH,
    Sit,
    at_the_overview,
    change,
    holds,
    rows,
    ticked,
)
from tests.support.installation import Installation, Invited
from tests.support.page import find_all, text_of
from tests.support.respondent import YES
from tests.support.tables import rows_of


@pytest.mark.parametrize("moment", ["on the way", "break due", "all done"])
def test_the_overview_leads_to_it_whatever_it_shows(place: Installation, sit: Sit, moment: str) -> None:
    client = at_the_overview(sit)
    with place.site.db.write() as session:
        if moment == "break due":
            session.query(Sitting).update({"minutes_worked": 30})
        if moment == "all done":
            session.query(SittingModule).update({"state": "done"})
    client.look()
    [button] = find_all(client.page, "button", value="consent")
    assert text_of(button) == "Change what I agreed to"
    client.press("consent")
    assert client.heading == "Do you agree?"


def test_the_page_shows_what_holds_and_leads_back_to_the_overview(place: Installation, sit: Sit) -> None:
    client = at_the_overview(sit, NO_HEALTH)
    client.press("consent")
    assert ticked(client) == NO_HEALTH
    assert "welcome" not in client.buttons
    client.press("on")
    assert client.stations > 0
    assert len(rows(place)) == 3, "looking changes nothing"


def test_who_agrees_for_the_first_time_goes_back_to_the_explanation(sit: Sit) -> None:
    client = sit("en")
    client.press("consent")
    assert ticked(client) == {}
    client.press("welcome")
    assert client.heading == "What is this?"


def test_the_consent_that_comes_back_shows_the_newest_answers_and_the_first_one_none(sit: Sit) -> None:
    first = sit("en")
    first.press("consent")
    assert first.heading == "Do you agree?"
    assert ticked(first) == {}
    first.post("/leave")
    here = sit("en")
    here.press("consent")
    assert ticked(here) == {}, "what was not sent is nobody's answer"
    here.press("agree", **YES)
    newest = {"assessment": "yes", "health": "no", "norms": "yes"}
    for given in (newest, YES, newest):
        here.post("/go", to="overview")
        here.press("consent")
        here.press("agree", **given)
    there = sit("ar")
    there.walk(lambda me: me.stations > 0)
    there.press("consent")
    assert ticked(there) == newest


def test_what_was_ticked_and_not_sent_comes_before_what_holds(sit: Sit) -> None:
    client = at_the_overview(sit)
    client.press("consent")
    other = {"assessment": "yes", "health": "no", "norms": "yes"}
    client.post("/language", language="nl", **other)
    assert ticked(client) == other
    client.press("on")
    client.press("consent")
    assert ticked(client) == YES, "on another page the ticks are gone"


def test_new_rows_stand_beside_the_old_ones_and_the_newest_holds(place: Installation, sit: Sit, clock: Clock) -> None:
    client = at_the_overview(sit)
    before = rows_of(place.site.db, "consent")
    for given in (NO_HEALTH, YES, {**YES, "norms": "yes"}):
        change(client, given)
        assert client.stations > 0, "not through the introduction again"
        assert holds(place) == {purpose: word == "yes" for purpose, word in given.items()}
    assert len(rows(place)) == 12, "the clock stood still all the time"
    assert all(row in rows_of(place.site.db, "consent") for row in before)
    clock.forward(hours=-2)
    change(client, NO_HEALTH)
    assert holds(place)["health"] is False, "a clock that was set back makes nothing older"


def test_the_newest_word_counts_and_not_any_yes(place: Installation, sit: Sit) -> None:
    at_the_overview(sit)
    sitting = uuid.UUID(str(rows_of(place.site.db, "sitting")[0]["id"]))
    with place.site.db.write() as session:
        at = place.clock() + timedelta(seconds=1)
        session.add(Consent(sitting_id=sitting, purpose="assessment", given=False, language="en", at=at))
    with place.site.db.engine.connect() as connection:
        assert not has_agreed(connection, sitting, "assessment")
        assert has_agreed(connection, sitting, "supplementary")


def test_a_supplementary_sitting_has_none(place: Installation, sit: Sit, invited: Invited, clock: Clock) -> None:
    client = at_the_overview(sit)
    with place.site.db.write() as session:
        session.query(SittingModule).update({"state": "skipped"})
    client.look()
    client.press("finish")
    with place.site.db.write() as session:
        add_supplementary(session, place.catalogue.module("trauma"), uuid.UUID(str(invited.case_id)), "en", clock())
    client = sit("en")
    assert client.stations == 1
    assert "consent" not in client.buttons
    before, parts = rows(place), rows_of(place.site.db, "sitting_module")
    client.post("/go", to="consent")
    assert client.heading != "Do you agree?"
    client.post("/go", to="agree", **NO_HEALTH)
    assert rows(place) == before
    assert rows_of(place.site.db, "sitting_module") == parts
    assert {row["health_consent"] for row in rows_of(place.site.db, "sitting")} == {True}
