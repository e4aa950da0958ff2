"""Nothing is asked before the client has agreed; each yes and no is kept and has its effect."""

from collections.abc import Callable

import pytest

from tests.support.installation import Installation
from tests.support.page import visible_text
from tests.support.respondent import Respondent
from tests.support.tables import rows_of

Sit = Callable[..., Respondent]
NO_HEALTH = {"assessment": "yes", "health": "no", "norms": "yes"}


def given(place: Installation) -> dict[str, bool]:
    return {row["purpose"]: bool(row["given"]) for row in rows_of(place.site.db, "consent")}


def test_each_yes_and_no_is_kept(place: Installation, sit: Sit) -> None:
    sit("ti", consent=NO_HEALTH).walk(lambda me: me.stations > 0)
    assert given(place) == {"assessment": True, "health": False, "norms": True}
    assert {row["language"] for row in rows_of(place.site.db, "consent")} == {"ti"}


@pytest.mark.slow
def test_without_consent_for_health_no_health_item_comes(place: Installation, sit: Sit) -> None:
    client = sit("en", consent=NO_HEALTH).walk()
    health = {
        item.id
        for module in place.catalogue.modules.values()
        for item in module.questionnaire.items
        if item.sensitivity.value == "health"
    }
    assert len(health) > 40
    assert not health & set(client.given)
    states = {row["slug"]: row["state"] for row in rows_of(place.site.db, "sitting_module")}
    assert states["trauma"] == "skipped"
    assert {state for slug, state in states.items() if slug != "trauma"} == {"done"}
    assert rows_of(place.site.db, "vault_sealed_answer") == []
    words = [item.intent for item in place.catalogue.modules["trauma"].questionnaire.items]
    assert words
    asked = [place.catalogue.modules["trauma"].text("en", f"item.{i}") for i in health if i.startswith("tr_")]
    pages = [response.text for response in client.seen]
    assert not any(question in page for question in asked for page in pages)


def test_opening_a_health_module_without_consent_asks_for_it(place: Installation, sit: Sit) -> None:
    """One may change one's mind; until then the module has nothing to ask and must not count as done."""
    client = sit("en", consent=NO_HEALTH).walk(lambda me: me.stations > 0)
    client.press("module", module="trauma")
    assert client.heading == "Do you agree?"
    client.press("agree", assessment="yes", health="yes", norms="no")
    client.press("module", module="trauma")
    client.press("start")
    assert client.item == "tr_gate"


def test_a_health_module_is_never_done_without_consent(place: Installation, sit: Sit) -> None:
    client = sit("en", consent=NO_HEALTH).walk(lambda me: me.stations > 0)
    client.press("module", module="trauma")
    client.post("/go", to="start")
    states = {row["slug"]: row["state"] for row in rows_of(place.site.db, "sitting_module")}
    assert states["trauma"] == "skipped"


def test_no_to_the_assessment_ends_it_kindly(place: Installation, sit: Sit) -> None:
    client = sit("en", consent={"assessment": "no", "health": "no", "norms": "no"}).walk()
    assert client.heading == "You have stopped"
    assert "costs you nothing" in visible_text(client.page)
    [sitting] = rows_of(place.site.db, "sitting")
    assert sitting["state"] == "withdrawn"
    assert sitting["token_hash"] is None
    assert not client.client.cookies.get("kb_kiosk")


def test_who_says_no_to_the_assessment_is_asked_no_further(place: Installation, sit: Sit) -> None:
    """Refusing costs one press, not three: nothing else has to be answered for it."""
    client = sit("en").walk(lambda me: "agree" in me.buttons)
    client.post("/go", to="agree", assessment="no")
    assert client.heading == "You have stopped"
    assert given(place) == {"assessment": False}
    assert rows_of(place.site.db, "sitting")[0]["state"] == "withdrawn"


@pytest.mark.parametrize("partly", [{}, {"assessment": "yes"}, {"health": "yes", "norms": "yes"}])
def test_a_question_left_open_is_asked_again_and_ends_nothing(
    place: Installation, sit: Sit, partly: dict[str, str]
) -> None:
    client = sit("en").walk(lambda me: "agree" in me.buttons)
    client.post("/go", to="agree", **partly)
    assert client.heading == "Do you agree?"
    assert client.notice == "Please choose yes or no for each question."
    boxes = [e for e in client.page.iter("input") if e.get("type") == "radio"]
    ticked = {e.get("name"): e.get("value") for e in boxes if "checked" in e.attrib}
    assert ticked == partly, "what was chosen stays"
    missed = {e.get("aria-labelledby") for e in client.page.iter("div") if e.get("aria-invalid") == "true"}
    assert missed == {f"{name}-question" for name in ("assessment", "health", "norms") if name not in partly}
    assert given(place) == {}
    assert rows_of(place.site.db, "sitting")[0]["state"] == "open"


@pytest.mark.parametrize("roundabout", [["stop", "on"], ["help", "on"], ["consent", "help", "on"]])
def test_no_way_round_the_consent(place: Installation, sit: Sit, roundabout: list[str]) -> None:
    client = sit("en")
    for to in roundabout:
        client.press(to)
    assert client.stations == 0
    assert client.heading in ("What is this?", "Do you agree?")


@pytest.mark.parametrize("to", ["overview", "module", "start", "finish", "on"])
def test_no_move_leads_past_the_consent(place: Installation, sit: Sit, to: str) -> None:
    client = sit("en")
    client.post("/go", to=to, module="achtergrond")
    client.post("/go", to="start")
    assert not client.item
    assert client.stations == 0
    assert {row["state"] for row in rows_of(place.site.db, "sitting_module")} == {"waiting"}


def test_a_pause_before_the_consent_is_no_way_round_it(sit: Sit) -> None:
    client = sit("en")
    client.press("stop")
    client.press("pause")
    again = sit("en")
    assert again.stations == 0
    assert again.heading == "What is this?"
