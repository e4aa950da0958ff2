"""A break between two parts: when it is offered, and that a paused screen says nothing."""

from collections.abc import Callable

import pytest
from sqlalchemy import update

from service.kiosk.models import Sitting
from service.kiosk.moving import BREAK_AFTER
from tests.support.installation import Installation
from tests.support.page import find_all
from tests.support.respondent import Respondent
from tests.support.tables import rows_of

Sit = Callable[..., Respondent]
OFFER = "A break does you good now"


def worked(place: Installation) -> object:
    (row,) = rows_of(place.site.db, "sitting")
    return row["minutes_worked"]


def set_worked(place: Installation, minutes: int) -> None:
    with place.site.db.write() as session:
        session.execute(update(Sitting).values(minutes_worked=minutes))


def test_a_part_that_is_done_counts_with_the_minutes_it_is_expected_to_take(place: Installation, sit: Sit) -> None:
    client = sit("en").open_module("motivatie")
    client.walk(lambda me: not me.item)
    minutes = place.catalogue.module("motivatie").questionnaire.structure.minutes
    assert worked(place) == minutes < BREAK_AFTER
    client.walk(lambda me: me.stations > 0)
    assert OFFER not in client.html
    client.step()
    client.press("skip")
    assert worked(place) == minutes, "what is skipped was no work"


def test_a_break_is_offered_after_enough_work_and_not_again_at_once(place: Installation, sit: Sit) -> None:
    client = sit("en").walk(lambda me: me.stations > 0)
    set_worked(place, BREAK_AFTER - 1)
    client.look()
    assert OFFER not in client.html
    set_worked(place, BREAK_AFTER)
    client.look()
    assert OFFER in client.html
    client.press("module")
    client.press("start")
    assert worked(place) == 0
    client.post("/go", to="overview")
    assert OFFER not in client.html


def test_who_comes_back_from_a_break_begins_to_count_anew(place: Installation, sit: Sit) -> None:
    client = sit("en").walk(lambda me: me.stations > 0)
    set_worked(place, 30)
    client.look()
    client.press("pause")
    assert worked(place) == 30
    assert OFFER not in sit("en").html
    assert worked(place) == 0


def test_our_own_script_gets_a_paused_screen_without_the_buttons_of_the_sitting(sit: Sit) -> None:
    """What stood in the head of the page before is not kept there: the head comes along."""
    client = sit("en", headers={"kb-part": "1"}).walk(lambda me: me.stations > 0)
    assert 'class="top__actions"' not in client.html
    client.press("pause")
    assert 'class="top__actions"' in client.html
    assert client.buttons == []


def test_a_paused_screen_leads_on_by_the_card_alone_in_the_same_language(sit: Sit) -> None:
    client = sit("ar").open_module("achtergrond")
    client.answer("1988")
    client.press("stop")
    client.press("pause")
    assert not client.stations
    for trace in ("1988", "achtergrond", 'name="to"', "Selam"):
        assert trace not in client.html
    assert not client.client.cookies.get("kb_kiosk")
    client.post("/language", language="ar", on="1")
    assert 'id="code"' in client.html
    assert 'lang="ar"' in client.html
    client.look()
    assert not client.item, "nothing but the number on the card opens it"


@pytest.mark.parametrize("last", ["pause", "withdraw_now"])
def test_another_language_at_the_end_keeps_what_is_said_there(sit: Sit, last: str) -> None:
    """Somebody who is told that all is sent, or how to go on, may want to read that in another language."""
    client = sit("en").open_module("achtergrond")
    client.press("stop")
    if last == "withdraw_now":
        client.press("withdraw")
    client.press(last)
    english = client.heading
    client.post("/language", language="ar")
    assert '<html lang="ar" dir="rtl"' in client.html
    assert client.heading != english
    assert find_all(client.page, "form", action="/next"), "still the last page"
    client.post("/language", language="en")
    assert client.heading == english
