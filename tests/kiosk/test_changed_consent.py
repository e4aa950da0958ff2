"""Who has agreed can change it as easily: from the overview, per purpose, and as often as wanted."""

import uuid
from collections.abc import Callable, Mapping
from datetime import timedelta

import pytest

from service.kiosk.agreement import choices_of, has_agreed
from service.kiosk.entry import add_supplementary
from service.kiosk.models import Consent, Sitting, SittingModule
from tests.conftest import Clock
from tests.support.installation import Installation, Invited
from tests.support.page import find_all, text_of, visible_text
from tests.support.respondent import YES, Respondent
from tests.support.tables import rows_of

Sit = Callable[..., Respondent]
NO_HEALTH = {**YES, "health": "no"}
STOP = {**YES, "assessment": "no"}
KEPT = "the doctor keeps your earlier answers about health"


def at_the_overview(sit: Sit, consent: Mapping[str, str] = YES) -> Respondent:
    return sit("en", consent=consent).walk(lambda me: me.stations > 0)


def change(client: Respondent, given: Mapping[str, str]) -> None:
    """The way of a client: to the page by its button, other ticks, next."""
    client.post("/go", to="overview")
    client.press("consent")
    client.press("agree", **given)


def ticked(client: Respondent) -> dict[str, str]:
    boxes = find_all(client.page, "input", type="radio")
    return {box.get("name", ""): box.get("value", "") for box in boxes if "checked" in box.attrib}


def states(place: Installation) -> dict[str, str]:
    return {row["slug"]: row["state"] for row in rows_of(place.site.db, "sitting_module")}


def rows(place: Installation) -> list[tuple[str, bool]]:
    """Everything that was ever said, oldest first."""
    found = sorted(rows_of(place.site.db, "consent"), key=lambda row: (str(row["at"]), row["purpose"]))
    return [(row["purpose"], bool(row["given"])) for row in found]


def holds(place: Installation) -> dict[str, bool]:
    [sitting] = rows_of(place.site.db, "sitting")
    with place.site.db.engine.connect() as connection:
        return dict(choices_of(connection, uuid.UUID(str(sitting["id"]))).given)


def health_consent(place: Installation) -> bool:
    return bool(rows_of(place.site.db, "sitting")[0]["health_consent"])


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


def test_a_no_to_health_leaves_out_what_waits(place: Installation, sit: Sit) -> None:
    client = at_the_overview(sit)
    change(client, NO_HEALTH)
    assert states(place)["trauma"] == "skipped"
    assert not health_consent(place)
    client.press("module", module="trauma")
    assert client.heading == "Do you agree?", "not without asking again"


def test_a_no_in_the_middle_ends_the_part_and_keeps_what_was_answered(place: Installation, sit: Sit) -> None:
    client = at_the_overview(sit).open_module("trauma")
    client.answer()
    sealed = rows_of(place.site.db, "vault_sealed_answer")
    assert sealed
    stale, here = client.hidden, client.codes[0]
    change(client, NO_HEALTH)
    assert states(place)["trauma"] == "skipped"
    assert rows_of(place.site.db, "working_copy") == [], "nothing readable is left"
    client.post("/answer", **stale, move="next", answer=here)
    assert rows_of(place.site.db, "vault_sealed_answer") == sealed, "nothing lost, nothing more from an old page"


def test_a_yes_again_goes_on_where_the_part_was_left(place: Installation, sit: Sit) -> None:
    client = at_the_overview(sit).open_module("trauma")
    client.answer()
    following = client.item
    change(client, NO_HEALTH)
    change(client, YES)
    assert states(place)["trauma"] == "skipped", "it is offered, not opened unasked"
    client.press("module", module="trauma")
    client.press("start")
    assert client.item == following


def test_a_part_that_is_done_stays_done(place: Installation, sit: Sit) -> None:
    client = at_the_overview(sit).open_module("trauma").walk(lambda me: me.stations > 0)
    sealed = rows_of(place.site.db, "vault_sealed_answer")
    change(client, NO_HEALTH)
    assert states(place)["trauma"] == "done"
    assert rows_of(place.site.db, "vault_sealed_answer") == sealed


def test_a_mixed_part_goes_on_without_its_questions_about_health(place: Installation, sit: Sit) -> None:
    module = place.catalogue.module("zelfredzaamheid")
    health = {item.id for item in module.questionnaire.items if item.sensitivity.value == "health"}
    client = at_the_overview(sit).open_module("zelfredzaamheid").walk(lambda me: me.item in health)
    client.answer()
    change(client, NO_HEALTH)
    assert rows_of(place.site.db, "working_copy") == []
    client.given.clear()
    client.open_module("zelfredzaamheid").walk(lambda me: me.stations > 0)
    assert client.given
    assert not health & set(client.given)


def test_only_who_has_answered_is_told_what_becomes_of_it(sit: Sit) -> None:
    client = at_the_overview(sit)
    client.press("consent")
    assert KEPT not in visible_text(client.page)
    client.press("on")
    client.open_module("trauma").answer()
    client.post("/go", to="overview")
    client.press("consent")
    assert KEPT in visible_text(client.page)


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
