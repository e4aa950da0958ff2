"""What the psychiatrist reads of a client who changed the answer to being asked about health."""

from zoneinfo import ZoneInfo

import pytest

from tests.conftest import Clock
from tests.review.sittings import CALM, Afname, begin, here
from tests.support.installation import Installation, Invited
from tests.support.page import find_all, read_page, text_of, visible_text
from tests.support.staff import Colleague
from tests.support.tables import rows_of

NO = "De klant heeft nee gezegd tegen vragen over gezondheid."
TOLD = "De klant wil niet meer dat een dokter antwoorden over gezondheid leest."


def said_by(doctor: Colleague, sitting: Afname) -> tuple[str, list[str]]:
    """The words of the pane with the answers, and its headings."""
    page = read_page(doctor.get(f"/staff/review/{sitting.review_id}").text)
    (pane,) = find_all(page, "div", aria_label="Wat de klant zei")
    return visible_text(pane), [text_of(heading) for heading in pane.iter("h3")]


@pytest.mark.parametrize("agreed_first", [True, False])
def test_a_part_that_was_done_before_a_yes_was_not_asked(
    place: Installation, clock: Clock, client: Invited, doctor: Colleague, agreed_first: bool
) -> None:
    """And one that was done before a no was: nobody may read "not answered" where nothing was asked."""
    sitting = begin(place, clock, client, ("zelfredzaamheid", "trauma"), "nl", health=agreed_first)
    sitting.say("zelfredzaamheid", {"zr_money_enough": "3"})
    sitting.close("zelfredzaamheid")
    clock.forward(minutes=1)
    sitting.agree(not agreed_first)
    sitting.end()
    place.work()
    _, parts = said_by(doctor, sitting)
    how = "afgemaakt" if agreed_first else "niet gesteld"
    assert parts == [f"Dagelijks leven {how}", "Hoe het nu met u gaat niet gesteld"]


@pytest.mark.parametrize(
    ("later", "since"), [([], 0), ([False], 1), ([False, True], 0), ([False, True, False, False], 3)]
)
def test_a_consent_that_was_taken_back_is_told_with_its_moment(
    place: Installation, clock: Clock, client: Invited, doctor: Colleague, later: list[bool], since: int
) -> None:
    """`since`: which of the later answers it was that has held ever since; 0: none."""
    sitting = begin(place, clock, client, language="nl")
    sitting.say("trauma", CALM)
    moments = [clock.now]
    for health in later:
        clock.forward(minutes=2)
        sitting.agree(health)
        moments.append(clock.now)
    sitting.end()
    place.work()
    words, _ = said_by(doctor, sitting)
    assert (TOLD in words) == bool(since)
    moment = moments[since].astimezone(ZoneInfo("Europe/Amsterdam"))
    assert not since or f"{moment:%H:%M}. Hier staat wat eerder is geantwoord." in words
    assert "Ik voel me ver weg van andere mensen." in words, "what was answered stays"


def test_who_said_no_is_asked_nothing_by_way_of_the_queue(
    place: Installation, clock: Clock, client: Invited, doctor: Colleague
) -> None:
    """Until the newest word is yes again; the page says why, also to who still had an older one."""
    sitting = begin(place, clock, client, ("zelfredzaamheid", "trauma"), "nl", health=False)
    sitting.say("zelfredzaamheid", {"zr_money_enough": "3"})
    sitting.end()
    place.work()
    words, _ = said_by(doctor, sitting)
    assert NO in words
    page = read_page(doctor.get(here(sitting)).text)
    assert find_all(page, "select", name="module") == []
    refused = doctor.post(here(sitting, "supplementary"), edition=sitting.edition(), module="trauma")
    assert refused.status_code == 409
    assert "Niet aangevraagd." in visible_text(read_page(refused.text))
    assert [row["purpose"] for row in rows_of(place.site.db, "sitting")] == ["assessment"]
    clock.forward(minutes=2)
    sitting.agree(health=True)
    asked = doctor.post(here(sitting, "supplementary"), edition=sitting.edition(), module="trauma")
    assert asked.status_code == 303
    assert NO not in said_by(doctor, sitting)[0]


def test_who_never_agreed_has_taken_nothing_back(
    place: Installation, clock: Clock, client: Invited, doctor: Colleague
) -> None:
    sitting = begin(place, clock, client, ("zelfredzaamheid",), "nl", health=False)
    sitting.say("zelfredzaamheid", {"zr_money_enough": "3"})
    sitting.end()
    place.work()
    words, _ = said_by(doctor, sitting)
    assert TOLD not in words
