"""Who has a seat can change while a group sitting runs: somebody comes late, somebody stays away."""

from sqlalchemy import select

from service.accounts.models import Role
from service.audit.models import AuditEvent
from service.groups.models import GroupSitting
from tests.board.conftest import Room
from tests.support.page import find_all, read_page


def ticked(text: str) -> set[str]:
    boxes = find_all(read_page(text), "input", name="cases")
    return {box.get("value", "") for box in boxes if "checked" in box.attrib}


def test_who_comes_late_gets_a_seat_and_who_loses_one_keeps_everything_else(room: Room) -> None:
    late = room.place.invite(room.manager, name="Dawit")
    client = room.come_in(0)
    colleague, path = room.colleague(), f"{room.path}/clients"
    page = colleague.get(path).text
    assert ticked(page) == {str(row.case_id) for row in room.clients}
    assert "Dawit" in page
    stays = [str(room.clients[1].case_id), str(room.clients[2].case_id), str(late.case_id)]
    assert colleague.post(path, cases=stays).status_code == 303
    assert [row.split()[0] for row in room.rows()] == ["Basma", "Celine", "Dawit"]
    client.look()
    assert client.buttons, "the page of who lost the seat goes on"
    assert room.sitting(0).state == "open"
    with room.place.site.db.read() as session:
        events = session.scalars(select(AuditEvent.event)).all()
    assert (events.count("seat_given"), events.count("seat_taken_away")) == (4, 1)


def test_whose_client_it_is_not_gets_no_seat_and_none_is_taken(room: Room) -> None:
    foreign = room.place.invite(room.place.staff(Role.CASE_MANAGER), name="Elsa")
    colleague, path = room.colleague(), f"{room.path}/clients"
    for cases in ([str(foreign.case_id)], [], ["nobody"]):
        reply = colleague.post(path, cases=cases)
        assert reply.status_code == 422
        read_page(reply.text)
    assert len(room.rows()) == 3


def test_who_has_finished_keeps_the_seat(room: Room) -> None:
    room.come_in(0).walk()
    colleague, path = room.colleague(), f"{room.path}/clients"
    everybody = ticked(colleague.get(path).text)
    assert len(everybody) == 3
    assert colleague.post(path, cases=sorted(everybody)).status_code == 303
    assert "Klaar" in room.rows()[0]


def test_a_closed_one_is_changed_no_more(room: Room) -> None:
    colleague = room.colleague()
    colleague.post(f"{room.path}/close")
    assert colleague.post(f"{room.path}/clients", cases=[str(room.clients[0].case_id)]).status_code == 409


def test_everybody_is_ticked_at_once_and_what_was_typed_stays(room: Room) -> None:
    """A button of the form, so without JavaScript; nothing is made by it, and Enter presses the other one."""
    more = [room.place.invite(room.manager, name=name) for name in ("Dawit", "Elsa")]
    colleague = room.colleague()
    page = read_page(colleague.get("/staff/groups/new").text)
    form = find_all(page, "form", action="/staff/groups/new")[0]
    assert find_all(form, "button")[0].get("name") is None
    time = find_all(page, "input", name="time")[0].get("value", "")
    assert time == "10:00", "now, on five minutes"
    reply = colleague.post("/staff/groups/new", name="Middag", place="Zaal 2", day="", time="13:10", mark="all")
    assert reply.status_code == 200
    assert ticked(reply.text) == {str(client.case_id) for client in more}
    assert find_all(read_page(reply.text), "input", name="name")[0].get("value") == "Middag"
    assert find_all(read_page(reply.text), "input", name="time")[0].get("value") == "13:10"
    again = colleague.post(f"{room.path}/clients", mark="all")
    assert again.status_code == 200
    assert len(ticked(again.text)) == 5
    assert len(room.rows()) == 3
    with room.place.site.db.read() as session:
        assert len(session.scalars(select(GroupSitting)).all()) == 1
