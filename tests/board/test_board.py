"""The list, the form and the board of group sittings, as the klantmanager sees them."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from service.accounts.models import Role
from service.audit.models import AuditEvent
from service.board.queries import coarse
from service.groups.models import GroupSitting, Seat
from tests.board.conftest import Room
from tests.support.page import read_page, visible_text
from tests.support.staff import Colleague

NEW = {"name": "Middag", "place": "Zaal 2", "day": "2026-11-23", "time": "13:30"}


def test_each_client_is_where_the_milestones_say(room: Room) -> None:
    assert all("Niet begonnen" in row for row in room.rows())
    client = room.come_in(0)
    client.open_module("achtergrond")
    client.press("stop")
    client.press("skip")
    total = client.stations
    assert f"Bezig 2 van {total}" in room.rows()[0]
    client.press("pause")
    assert f"Pauze 2 van {total}" in room.rows()[0]


def test_who_leaves_for_good_has_stopped_and_tells_nothing_more(room: Room) -> None:
    client = room.come_in(1)
    client.press("hand")
    client.press("stop")
    client.press("withdraw")
    client.press("withdraw_now")
    row = room.rows()[1]
    assert "Gestopt" in row
    assert " van " not in row
    assert "rond" not in row


def test_who_says_nothing_for_long_is_first_quiet_then_away_and_never_taken_for_a_pause(room: Room) -> None:
    room.come_in(0)
    room.clock.forward(minutes=7, seconds=59)
    assert "stil" not in room.rows()[0]
    room.clock.forward(minutes=2)
    assert "Al even stil" in room.rows()[0]
    room.clock.forward(minutes=1)
    assert "Vanzelf gesloten" in room.rows()[0]
    assert "Pauze" not in room.rows()[0]
    room.come_in(0)
    assert "Bezig 1 van" in room.rows()[0]


def test_a_hand_stays_on_the_board_when_the_page_of_who_waits_closes_by_itself(room: Room) -> None:
    """Ten minutes without help is when it is needed most."""
    room.come_in(0).press("hand")
    room.clock.forward(minutes=11)
    assert "Vraagt om hulp" in room.rows()[0]
    colleague = room.colleague()
    assert "Vraagt om hulp: Abel" in visible_text(read_page(colleague.get(room.path).text))
    assert colleague.post(f"{room.seat(0)}/hand").status_code == 303
    assert "Vraagt om hulp" not in room.rows()[0]


def test_the_last_sign_of_life_is_told_on_five_minutes(room: Room) -> None:
    client = room.come_in(0)
    told = set()
    for _ in range(5):
        client.post("/go", to="here")
        told.add(room.rows()[0])
        room.clock.forward(seconds=55)
    assert len(told) == 1
    assert coarse(room.clock.now + timedelta(seconds=59)).minute % 5 == 0


def test_time_is_given_once_per_page_and_not_without_end(room: Room) -> None:
    client = room.come_in(0)
    colleague = room.colleague()
    for _ in range(2):
        assert colleague.post(f"{room.seat(0)}/time", seen=0).status_code == 303
    assert room.sitting(0).extra_minutes == 10
    assert room.rows()[0].count("+10 min") == 2, "how much longer, and the button"
    room.clock.forward(minutes=19)
    client.look()
    assert client.stations or client.buttons, "the page would have closed after ten minutes"
    colleague = room.colleague()
    for seen in (10, 20, 30, 40, 50):
        assert colleague.post(f"{room.seat(0)}/time", seen=seen).status_code == 303
    assert colleague.post(f"{room.seat(0)}/time", seen=60).status_code == 409
    assert colleague.post(f"{room.seat(0)}/time").status_code == 422
    room.clock.forward(minutes=71)
    assert "Vanzelf gesloten" in room.rows()[0]


def test_the_board_does_not_keep_anybody_signed_in(room: Room) -> None:
    colleague = room.colleague()
    for _ in range(5):
        room.clock.forward(minutes=4)
        reply = colleague.client.get(room.path, headers={"kb-watching": "1"})
    assert reply.status_code == 401


def test_a_new_group_sitting_has_only_own_clients(room: Room) -> None:
    colleague = room.colleague()
    assert "Geen van uw klanten" in colleague.get("/staff/groups/new").text, "all three sit in the first one"
    fourth = room.place.invite(room.manager, name="Dawit")
    foreign = room.place.invite(room.place.staff(Role.CASE_MANAGER), name="Elsa")
    page = colleague.get("/staff/groups/new").text
    assert "Dawit" in page
    assert "Elsa" not in page
    assert colleague.post("/staff/groups/new", **NEW, cases=[str(foreign.case_id)]).status_code == 422
    assert colleague.post("/staff/groups/new", **NEW, cases=[str(room.clients[0].case_id)]).status_code == 422
    reply = colleague.post("/staff/groups/new", **NEW, cases=[str(fourth.case_id)])
    assert reply.status_code == 303
    assert "Dawit" in colleague.get(reply.headers["location"]).text
    listed = colleague.get("/staff/groups").text
    assert listed.index("Middag") < listed.index("Ochtend")


@pytest.mark.parametrize(
    "change", [{"day": "2026-11-01"}, {"name": ""}, {"place": "x" * 121}, {"time": "soon"}, {"cases": []}]
)
def test_a_form_with_a_mistake_comes_back_with_what_was_sent(room: Room, change: dict[str, object]) -> None:
    fourth = room.place.invite(room.manager, name="Dawit")
    form = {**NEW, "cases": [str(fourth.case_id)], **change}
    reply = room.colleague().post("/staff/groups/new", **form)
    assert reply.status_code == 422
    read_page(reply.text)
    assert "Nog niet bewaard" in reply.text
    assert ("checked" in reply.text) is bool(form["cases"])
    with room.place.site.db.read() as session:
        assert len(session.scalars(select(GroupSitting)).all()) == 1


def test_a_case_that_moved_away_is_gone_from_the_board(room: Room) -> None:
    from service.cases.models import Case

    other = room.place.staff(Role.CASE_MANAGER)
    seat = room.seat(2)
    with room.place.site.db.write() as session:
        session.get_one(Case, room.clients[2].case_id).case_manager_id = other.user_id
    assert len(room.rows()) == 2
    assert room.colleague().post(f"{seat}/hand").status_code == 404
    assert Colleague(room.place, other).get(room.path).status_code == 404


def test_a_seat_is_found_in_its_own_group_sitting_only(room: Room) -> None:
    fourth = room.place.invite(room.manager, name="Dawit")
    colleague = room.colleague()
    made = colleague.post("/staff/groups/new", **NEW, cases=[str(fourth.case_id)]).headers["location"]
    seat = room.seat(0).rsplit("/", 1)[1]
    assert colleague.post(f"{made}/seats/{seat}/hand").status_code == 404


def test_closing_asks_first_and_leaves_the_sittings_alone(room: Room) -> None:
    client = room.come_in(0)
    colleague = room.colleague()
    assert "sluiten?" in colleague.get(f"{room.path}/close").text
    assert colleague.post(f"{room.path}/close").status_code == 303
    assert colleague.post(f"{room.path}/close").status_code == 409
    assert "Voorbij" in colleague.get("/staff/groups").text
    client.step()
    assert room.sitting(0).state == "open"


def test_the_lead_looks_and_does_nothing(room: Room) -> None:
    lead = Colleague(room.place, room.place.staff(Role.TEAM_LEAD))
    room.come_in(0).press("hand")
    page = lead.get(room.path).text
    assert "Abel" in page
    assert "/seats/" not in page


def test_what_is_done_is_in_the_log(room: Room) -> None:
    room.come_in(0).press("hand")
    colleague = room.colleague()
    colleague.post(f"{room.seat(0)}/hand")
    colleague.post(f"{room.seat(0)}/time", seen=0)
    colleague.post(f"{room.path}/close")
    with room.place.site.db.read() as session:
        events = set(session.scalars(select(AuditEvent.event)))
        seats = session.scalars(select(Seat)).all()
    wanted = {"group_opened", "seat_given", "hand_raised", "hand_lowered", "time_given", "group_closed"}
    assert wanted <= events
    assert len(seats) == 3


def test_a_wish_of_the_introduction_stands_on_the_board_until_it_is_planned(room: Room) -> None:
    """In a running group sitting the hand goes up with the wish for a helper: somebody is near."""
    client = room.come_in(0, "ti")
    client.press("consent")
    client.press("agree", **client.consent)
    client.press("difficult")
    client.post("/go", to="helper")
    assert "Wil graag een helper" in room.rows()[0]
    assert "Vraagt om hulp" in room.rows()[0]
    other = room.come_in(1)
    other.press("consent")
    other.press("agree", **other.consent)
    other.press("difficult")
    other.post("/go", to="talk")
    assert "Wil liever een gesprek" in room.rows()[1]
    assert room.sitting(1).hand_raised_at is None
    room.clock.forward(minutes=1)
    manager = room.colleague()
    form = {"literacy": "both", "computer": "with_help", "wants": "true"}
    manager.post(f"/staff/cases/{room.clients[0].case_id}/suitability", **form)
    form |= {"wants": "false", "intake_on": "2027-02-01"}
    manager.post(f"/staff/cases/{room.clients[1].case_id}/suitability", **form)
    assert not any("Wil " in row for row in room.rows())
    assert "Bezig" in room.rows()[1], "an interview is planned, and the client still sits there"
    assert room.seat(1) + "/code" not in manager.get(room.path).text


def test_ten_minutes_more_go_into_the_limits_of_that_client_alone(room: Room) -> None:
    """What the limits are is `tests/kiosk/test_timed.py`; here: who gets them, and that the board says so."""
    room.come_in(0)
    room.come_in(1)
    room.colleague().post(f"{room.seat(1)}/time", seen=0)
    room.colleague().post(f"/staff/cases/{room.clients[1].case_id}/time", extra_time="50")
    room.colleague().post(f"/staff/cases/{room.clients[2].case_id}/time", extra_time="none")
    found = [(row.extra_time, row.extra_minutes) for row in (room.sitting(0), room.sitting(1))]
    assert found == [("0", 0), ("50", 10)]
    rows = room.rows()
    assert "+50%, +10 min" in rows[1]
    assert "geen tijdslimiet" in rows[2], "not begun yet"
    assert rows[0].count("+10 min") == 1, "the button alone"
