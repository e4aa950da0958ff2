"""A release of a further module takes the place of the one before: nobody loses that one without seeing it."""

import uuid

import pytest

from service.accounts.principal import Principal
from tests.conftest import Clock
from tests.review.sittings import CALM, Afname, finished, here
from tests.support.installation import Installation
from tests.support.page import find_all, read_page, text_of, visible_text
from tests.support.staff import Colleague
from tests.support.tables import rows_of

FIRST = {"outcome": "lighter_pace", "limits": ["quiet_place", "more_breaks"]}
TOLD = "Eerder vrijgegeven, op 22 november 2026:"
WHOLE = "Een nieuwe vrijgave komt daar helemaal voor in de plaats."
SAME = "Hieronder is hetzelfde aangevinkt."


def release(doctor: Colleague, sitting: Afname, **decision: object) -> None:
    """Released from the page as it is now."""
    (seen,) = find_all(read_page(doctor.get(here(sitting)).text), "input", name="replaces")
    decision = {"replaces": seen.get("value"), "confirmed": "true", **decision}
    sent = doctor.post(here(sitting, "release"), edition=sitting.edition(), **decision)
    assert sent.status_code == 303


def ticked(html: str) -> tuple[list[str], list[str]]:
    """The outcome and the limits that are ticked on the page."""
    boxes = [box for box in read_page(html).iter("input") if "checked" in box.attrib]
    outcome, limits = ([box.get("value", "") for box in boxes if box.get("name") == n] for n in ("outcome", "limits"))
    return outcome, limits


def decision_of(html: str) -> str:
    """The words of the part about the decision."""
    (part,) = find_all(read_page(html), "section", aria_labelledby="decision-head")
    return visible_text(part)


@pytest.fixture
def more(place: Installation, clock: Clock, scored: Afname, doctor: Colleague) -> Afname:
    """A further module, asked for and filled in; its review waits."""
    assert doctor.post(here(scored, "supplementary"), edition=scored.edition(), module="trauma").status_code == 303
    (found,) = [row["id"] for row in rows_of(place.site.db, "sitting") if row["purpose"] == "supplementary"]
    sitting = Afname(place, clock, scored.client, uuid.UUID(str(found)), "ti")
    sitting.say("trauma", CALM)
    sitting.end()
    place.work()
    return sitting


def test_what_was_released_before_is_told_and_ticked(
    clock: Clock, scored: Afname, more: Afname, doctor: Colleague
) -> None:
    html = doctor.get(here(more)).text
    assert TOLD not in html
    assert ticked(html) == ([], [])
    release(doctor, scored, **FIRST)
    clock.forward(days=1)
    doctor.sign_in(doctor.who, clock.now)
    html = doctor.get(here(more)).text
    words = decision_of(html)
    assert f"{TOLD} De MGGZ adviseert voor enige tijd een lichter tempo." in words
    assert "Een rustige plek om te werken en te leren. Vaker pauze dan gewoonlijk." in words.split(WHOLE)[0]
    assert f"{WHOLE} {SAME}" in words
    assert ticked(html) == (["lighter_pace"], ["quiet_place", "more_breaks"])


def test_a_release_without_limits_is_told_as_such(scored: Afname, more: Afname, doctor: Colleague) -> None:
    release(doctor, scored, outcome="care_first")
    html = doctor.get(here(more)).text
    assert "Er was niets om rekening mee te houden." in decision_of(html)
    assert ticked(html) == (["care_first"], [])


@pytest.mark.parametrize("limits", [[], ["one_task"]])
def test_a_draft_and_a_sent_form_say_otherwise(
    scored: Afname, more: Afname, doctor: Colleague, limits: list[str]
) -> None:
    """Also that no limit is left."""
    release(doctor, scored, **FIRST)
    mine = {"outcome": "no_particulars", "limits": limits}
    refused = doctor.post(here(more, "release"), edition=more.edition(), **mine)
    assert refused.status_code == 422
    assert ticked(refused.text) == (["no_particulars"], limits)
    assert WHOLE in decision_of(refused.text)
    doctor.post(here(more, "note"), edition=more.edition(), note="Gebeld.", **mine)
    html = doctor.get(here(more)).text
    assert ticked(html) == (["no_particulars"], limits)
    assert WHOLE in decision_of(html)
    assert SAME not in decision_of(html)


def test_a_note_says_nothing_about_the_decision(scored: Afname, more: Afname, doctor: Colleague) -> None:
    doctor.post(here(more, "note"), edition=more.edition(), note="Gebeld.", module="trauma")
    release(doctor, scored, **FIRST)
    html = doctor.get(here(more)).text
    assert ticked(html) == (["lighter_pace"], ["quiet_place", "more_breaks"])
    assert "Gebeld." in html


def test_a_release_that_was_replaced_says_so(clock: Clock, scored: Afname, more: Afname, doctor: Colleague) -> None:
    release(doctor, scored, **FIRST)
    assert "Dit ziet de klantmanager, en niet meer." in decision_of(doctor.get(here(scored)).text)
    clock.forward(days=1)
    doctor.sign_in(doctor.who, clock.now)
    release(doctor, more, outcome="care_first")
    words = decision_of(doctor.get(here(scored)).text)
    assert "Vervangen op 23 november 2026. De klantmanager ziet de nieuwere vrijgave, en deze niet meer." in words
    assert "lichter tempo" in words
    assert "Dit ziet de klantmanager" not in words
    newest = decision_of(doctor.get(here(more)).text)
    assert "Dit ziet de klantmanager, en niet meer." in newest
    assert "Vervangen" not in newest
    assert TOLD not in newest


def test_a_page_from_before_the_other_release_replaces_nothing(
    place: Installation, scored: Afname, more: Afname, doctor: Colleague
) -> None:
    """Both pages stood open; what was ticked stays, and the page now shows what it would replace."""
    release(doctor, scored, **FIRST)
    form = {"edition": more.edition(), "outcome": "care_first", "limits": ["one_task"], "confirmed": "true"}
    refused = doctor.post(here(more, "release"), replaces="", **form)
    assert refused.status_code == 409
    assert len(rows_of(place.site.db, "release")) == 1
    assert TOLD in decision_of(refused.text)
    assert ticked(refused.text) == (["care_first"], ["one_task"])
    release(doctor, more, outcome="care_first", limits=["one_task"])
    assert len(rows_of(place.site.db, "release")) == 2


def test_another_client_is_told_nothing(
    place: Installation, clock: Clock, scored: Afname, doctor: Colleague, manager: Principal
) -> None:
    release(doctor, scored, **FIRST)
    other = finished(place, clock, place.invite(manager, language="ti"))
    place.work()
    html = doctor.get(here(other)).text
    assert "Eerder vrijgegeven" not in text_of(read_page(html))
    assert ticked(html) == ([], [])
