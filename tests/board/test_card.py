"""Somebody says that a card isn't theirs: whose it is stands on board and case, and what to do."""

from sqlalchemy import select

from service.audit.models import AuditEvent
from service.kiosk.models import Sitting
from tests.board.conftest import Room
from tests.board.test_ending import digits_of
from tests.support.page import read_page, visible_text
from tests.support.respondent import Respondent

ASTRAY = "Kaart van iemand anders"
SAID = "deze kaart is niet van mij"


def say_not_mine(room: Room, which: int) -> None:
    client = room.come_in(which, "ar")
    client.press("stop") if "stop" in client.buttons else client.post("/go", to="stop")
    client.press("not_mine")
    room.clock.forward(minutes=1)


def case_of(room: Room, which: int) -> str:
    return f"/staff/cases/{room.clients[which].case_id}"


def test_the_board_the_case_and_the_caseload_say_whose_card_it_is(room: Room) -> None:
    manager = room.colleague()
    say_not_mine(room, 1)
    assert [ASTRAY in row for row in room.rows()] == [False, True, False]
    assert "Pauze" in room.rows()[1]
    assert "Iemand anders heeft de kaart van: Basma" in visible_text(read_page(manager.get(room.path).text))
    assert SAID in manager.get(case_of(room, 1)).text
    assert SAID not in manager.get(case_of(room, 0)).text
    assert "Nieuwe code geven" in manager.get("/staff/cases").text


def test_a_new_code_from_the_board_or_the_case_settles_it_and_ends_the_old_card(room: Room) -> None:
    manager = room.colleague()
    for which, path in ((0, f"{room.seat(0)}/code"), (1, f"{case_of(room, 1)}/invitation/replace")):
        say_not_mine(room, which)
        shown = manager.post(path)
        assert shown.status_code == 200
        assert ASTRAY not in room.rows()[which]
        assert SAID not in manager.get(case_of(room, which)).text
        old = Respondent(room.place.app)
        old.enter(room.clients[which].code)
        assert old.notice
    assert digits_of(manager.post(f"{room.seat(0)}/code").text)


def test_a_card_that_is_back_goes_on_working(room: Room) -> None:
    manager = room.colleague()
    for which, path in ((0, f"{room.seat(0)}/card"), (1, f"{case_of(room, 1)}/invitation/keep")):
        say_not_mine(room, which)
        assert manager.post(path).status_code == 303
        assert manager.post(path).status_code == 409, "nobody said so any more"
        assert ASTRAY not in room.rows()[which]
        assert SAID not in manager.get(case_of(room, which)).text
        assert room.come_in(which).buttons
    with room.place.site.db.read() as session:
        assert session.scalars(select(AuditEvent.event)).all().count("card_kept") == 2


def test_of_a_supplementary_sitting_nothing_is_told(room: Room) -> None:
    """It would tell the klantmanager that the psychiatrist has asked for more."""
    room.come_in(0)
    with room.place.site.db.write() as session:
        session.get_one(Sitting, room.sitting(0).id).purpose = "supplementary"
    say_not_mine(room, 0)
    assert ASTRAY not in room.rows()[0]
    assert SAID not in room.colleague().get(case_of(room, 0)).text
