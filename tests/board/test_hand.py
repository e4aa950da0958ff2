"""A raised hand at the kiosk, without JavaScript: seen on the board, nothing on the page lost."""

import re
import uuid

import pytest
from sqlalchemy import select

from service.groups.actions import close_group
from service.groups.models import GroupSitting
from service.kiosk.models import Answer, Sitting
from service.vault.models import SealedAnswer
from tests.board.conftest import Room
from tests.support.page import find_all, read_page, text_of, visible_text
from tests.support.spoken import record_all

WORDS = {
    "nl": ("Hulp vragen", "Er komt iemand naar u toe"),
    "en": ("Ask for help", "Someone is coming"),
    "ar": ("طلب المساعدة", "سيأتي شخص لمساعدتك"),
    "ti": ("ሓገዝ ሕተቱ", "ሓደ ሰብ ናባኹም ይመጽእ ኣሎ"),
}


@pytest.mark.parametrize("language", list(WORDS))
def test_the_hand_is_raised_and_taken_back_on_every_screen(room: Room, language: str) -> None:
    client = room.come_in(0, language)
    seen = set()
    for _ in range(6):
        seen.add(client.heading)
        assert WORDS[language][0] in client.html
        assert WORDS[language][1] not in client.html
        client.press("hand")
        assert WORDS[language][1] in client.html
        client.press("lower")
        assert "hand" in client.buttons
        client.step()
    assert len(seen) > 4


def test_the_board_shows_it_and_a_lowered_one_no_more(room: Room) -> None:
    room.come_in(0)
    room.come_in(1).press("hand")
    room.clock.forward(seconds=1)
    assert ["Vraagt om hulp" in row for row in room.rows()] == [False, True, False]
    assert "Vraagt om hulp: Basma" in visible_text(read_page(room.colleague().get(room.path).text))
    assert room.colleague().post(f"{room.seat(1)}/hand").status_code == 303
    assert not any("Vraagt om hulp" in row for row in room.rows())


def test_pressing_twice_keeps_the_first_moment(room: Room) -> None:
    client = room.come_in(0)
    client.press("hand")
    first = room.sitting(0).hand_raised_at
    room.clock.forward(seconds=30)
    client.post("/go", to="hand")
    assert room.sitting(0).hand_raised_at == first


@pytest.mark.parametrize(
    ("slug", "item", "value"),
    [
        ("zelfredzaamheid", "", "first"),
        ("achtergrond", "ac_birth_year", "19x"),
        ("trauma", "", "first"),
    ],
)
def test_what_was_chosen_and_not_sent_is_still_there_and_no_answer(
    room: Room, slug: str, item: str, value: str
) -> None:
    """Also at a question about health: it is not stored, and not readable in the database."""
    client = room.come_in(0)
    client.open_module(slug)
    if item:
        client.walk_to(item)
    while not item and not client.codes:
        client.step()
    chosen = client.codes[0] if value == "first" else value
    before, item = answers(room), client.item
    client.press("hand", answer=chosen)
    assert (client.item, client.chosen) == (item, [chosen])
    client.look()
    assert client.chosen == [chosen], "a reload keeps it too"
    assert answers(room) == before
    draft = room.sitting(0).draft
    assert draft is not None
    assert chosen.encode() not in draft or len(chosen) < 3
    client.press("lower", answer=chosen)
    assert client.chosen == [chosen]
    if value == "first":
        client.answer(chosen)
        assert client.item != item
        assert room.sitting(0).draft is None


def answers(room: Room) -> int:
    with room.place.site.db.read() as session:
        return len(session.scalars(select(Answer.id)).all()) + len(session.scalars(select(SealedAnswer.id)).all())


def test_the_draft_is_gone_with_a_pause_and_opens_with_no_other_cookie(room: Room) -> None:
    client = room.come_in(0)
    client.open_module("zelfredzaamheid")
    client.press("hand", answer=client.codes[0])
    client.press("stop")
    assert room.sitting(0).draft is None
    client.press("pause")
    assert room.sitting(0).hand_raised_at is None


def test_a_yes_and_no_of_the_consent_page_stay_ticked(room: Room) -> None:
    client = room.come_in(0)
    client.press("consent")
    assert find_all(client.page, "input", name="health", value="no")
    client.post("/go", to="hand", health="no", assessment="yes")
    ticked = [
        (field.get("name"), field.get("value")) for field in find_all(client.page, "input") if "checked" in field.attrib
    ]
    assert ticked == [("assessment", "yes"), ("health", "no")]


def test_enter_presses_no_hand(room: Room) -> None:
    """The first button of a form is what Enter in a field presses."""
    client = room.come_in(0)
    client.press("consent")
    assert first_button(client.page, "agree") == "agree"
    client.press("agree", assessment="yes", health="yes", norms="no")
    client.open_module("achtergrond")
    client.walk_to("ac_birth_year")
    assert first_button(client.page, "answer") == "next"


def first_button(page: object, form: str) -> str:
    inside = find_all(page, "form", id=form)[0].iter("button")
    owned = [b for b in page.iter("button") if b.get("form") == form or b in list(inside)]
    return str(owned[0].get("value"))


def test_where_nobody_looks_no_hand_is_offered(room: Room) -> None:
    client = room.come_in(0)
    assert "hand" in client.buttons
    room.clock.forward(hours=13)
    later = room.come_in(0)
    assert "hand" not in later.buttons
    later.post("/go", to="hand")
    assert room.sitting(0).hand_raised_at is None


def test_after_the_group_was_closed_none_is_offered_either(room: Room) -> None:
    client = room.come_in(0)
    with room.place.site.db.write() as session:
        close_group(session, room.manager, session.get_one(GroupSitting, room.group_id), room.clock())
    client.look()
    assert "hand" not in client.buttons


def test_a_supplementary_sitting_has_no_hand_and_never_shows_on_the_board(room: Room) -> None:
    """It would tell the klantmanager that the psychiatrist has asked for more."""
    client = room.come_in(0)
    before = room.rows()[0]
    with room.place.site.db.write() as session:
        session.get_one(Sitting, room.sitting(0).id).purpose = "supplementary"
    client.look()
    assert "hand" not in client.buttons
    client.post("/go", to="hand")
    assert room.sitting(0).hand_raised_at is None
    assert "Vraagt om hulp" not in room.rows()[0]
    assert "Bezig" in before
    assert "Bezig" not in room.rows()[0]


def test_the_hand_of_one_is_not_that_of_another(room: Room) -> None:
    room.come_in(0).press("hand")
    assert text_of(find_all(room.come_in(1).page, "form", class_="hand")[0]) == "Hulp vragen"
    assert uuid.UUID(str(room.sitting(1).id))
    assert room.sitting(1).hand_raised_at is None


def test_the_wait_for_help_is_no_time_at_the_question(room: Room) -> None:
    client = room.come_in(0)
    client.walk(lambda me: bool(me.item))
    client.walk(lambda me: me.item.startswith("ac_"))
    shown = room.sitting(0).item_shown_at
    assert shown is not None
    room.clock.forward(seconds=5)
    client.press("hand")
    room.clock.forward(minutes=4)
    room.colleague().post(f"{room.seat(0)}/hand")
    later = room.sitting(0).item_shown_at
    assert later is not None
    assert (later - shown).total_seconds() == 240
    room.clock.forward(seconds=3)
    client.look()
    client.answer()
    with room.place.site.db.read() as session:
        assert session.scalars(select(Answer.response_ms)).all()[-1] == 8000


def test_what_the_hand_says_is_heard_on_the_page_for_help(room: Room) -> None:
    record_all(room.place.site, "nl")
    client = room.come_in(0)
    for press, words in (
        ("help", ["Hulp vragen"]),
        ("hand", ["Er komt iemand naar u toe", "Ik heb geen hulp meer nodig"]),
    ):
        client.press(press)
        numbers = re.findall(r'data-page="\w+"\s+data-listen="([\d ]+)"', client.html)[0].split()
        heard = [client.client.get(f"/sound/{number}").text for number in numbers]
        assert heard[-len(words) - 3 :] == ["Hulp", "Stoppen of pauze", "Nu sluiten", *words]
        assert [text_of(each) for each in find_all(client.page, "button", data_say=numbers[-1])] == words[-1:]
