"""A new code, the end of a sitting, all cards in one PDF."""

import io
import re

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from service.cases.models import Milestone
from service.kiosk.models import SittingModule
from service.review.models import Review
from tests.board.conftest import Room
from tests.support.page import find_all, read_page
from tests.support.respondent import Respondent


def digits_of(page: str) -> list[str]:
    return re.findall(r'name="codes" value="[0-9a-f-]{36}:(\d{20})"', page)


def test_a_new_code_ends_the_old_one_and_goes_on_from_there(room: Room) -> None:
    client = room.come_in(0)
    client.open_module("achtergrond")
    colleague = room.colleague()
    assert "werkt niet meer" in colleague.get(f"{room.seat(0)}/code").text
    page = colleague.post(f"{room.seat(0)}/code")
    assert page.status_code == 200
    [code] = digits_of(page.text)
    old = Respondent(room.place.app)
    old.enter(room.clients[0].code)
    assert old.notice
    fresh = Respondent(room.place.app)
    fresh.enter(code)
    assert fresh.item == client.item
    assert "Nieuwe code" in room.rows()[0]


def test_closing_for_now_keeps_everything_and_the_card_goes_on(room: Room) -> None:
    client = room.come_in(0)
    client.press("hand")
    colleague = room.colleague()
    assert colleague.post(f"{room.seat(0)}/end", how="now").status_code == 303
    client.look()
    assert client.heading == "U hebt pauze"
    assert "Pauze" in room.rows()[0]
    assert room.sitting(0).hand_raised_at is None
    assert room.come_in(0).buttons


def test_finishing_for_good_needs_the_clients_word_and_then_goes_its_way(room: Room) -> None:
    client = room.come_in(0)
    client.open_module("achtergrond")
    colleague = room.colleague()
    path = f"{room.seat(0)}/end"
    refused = colleague.post(path, how="good")
    assert refused.status_code == 422
    read_page(refused.text)
    assert room.sitting(0).state == "open"
    assert colleague.post(path, how="good", told="true").status_code == 303
    assert colleague.post(path, how="good", told="true").status_code == 409
    assert room.sitting(0).state == "finished"
    assert "Klaar" in room.rows()[0]
    client.look()
    assert client.heading == "Dank u wel. U bent klaar."
    with room.place.site.db.read() as session:
        states = set(session.scalars(select(SittingModule.state)))
        steps = session.execute(select(Milestone.done, Milestone.total).where(Milestone.name == "progressed")).all()
        reviews = session.scalars(select(Review.case_id)).all()
    assert states == {"skipped"}
    assert steps[-1].done == steps[-1].total
    assert reviews == [room.clients[0].case_id]


def test_without_consent_nothing_can_be_sent_in(room: Room) -> None:
    room.come_in(0)
    colleague = room.colleague()
    assert 'value="good"' not in colleague.get(f"{room.seat(0)}/end").text
    assert colleague.post(f"{room.seat(0)}/end", how="good", told="true").status_code == 409
    assert room.sitting(0).state == "open"
    assert room.sitting(0).token_hash is not None, "the page was not closed either"


def test_who_has_not_begun_has_nothing_to_end(room: Room) -> None:
    assert room.colleague().post(f"{room.seat(0)}/end", how="now").status_code == 409


@pytest.mark.pdf
def test_all_cards_in_one_pdf_once_each_with_its_own_code(room: Room) -> None:
    colleague = room.colleague()
    seats = [room.seat(which).rsplit("/", 1)[1] for which in range(3)]
    assert colleague.post(f"{room.path}/cards").status_code == 422
    page = colleague.post(f"{room.path}/cards", seats=seats)
    codes = digits_of(page.text)
    assert len(set(codes)) == 3
    sent = re.findall(r'name="codes" value="([^"]+)"', page.text)
    reply = colleague.post(f"{room.path}/cards/print", codes=sent)
    assert reply.headers["content-type"] == "application/pdf"
    pages = [re.sub(r"\s", "", sheet.extract_text()) for sheet in PdfReader(io.BytesIO(reply.content)).pages]
    assert len(pages) == 3
    assert [code in sheet for code, sheet in zip(codes, pages, strict=True)] == [True] * 3
    assert colleague.post(f"{room.path}/cards/print", codes=sent).status_code == 409
    assert Respondent(room.place.app).enter(codes[2]) is not None


def test_the_codes_of_another_seat_print_nothing(room: Room) -> None:
    colleague = room.colleague()
    seats = [room.seat(which).rsplit("/", 1)[1] for which in range(2)]
    one, two = digits_of(colleague.post(f"{room.path}/cards", seats=seats).text)
    mixed = [f"{seats[0]}:{two}", f"{seats[1]}:{one}"]
    refused = colleague.post(f"{room.path}/cards/print", codes=mixed)
    assert refused.status_code == 409
    assert find_all(read_page(refused.text), "a", href=f"{room.path}/cards"), "where new codes are made"


def test_codes_asked_for_twice_by_one_page_are_the_same(room: Room) -> None:
    """A second press would else end the codes that the first one shows."""
    manager = room.colleague()
    page = manager.get(f"{room.path}/cards").text
    form = {name: re.findall(rf'name="{name}" value="([^"]+)"', page) for name in ("after", "seats")}
    assert len(form["after"]) == len(form["seats"]) == 3
    first, second = (digits_of(manager.post(f"{room.path}/cards", **form).text) for _ in range(2))
    assert first == second
    assert len(set(first)) == 3
    seat = f"{room.seat(1)}/code"
    after = re.findall(r'name="after" value="([^"]+)"', manager.get(seat).text)
    one, again = (digits_of(manager.post(seat, after=after).text) for _ in range(2))
    assert one == again
    assert one[0] not in first
    client = Respondent(room.place.app)
    client.enter(one[0])
    assert not client.notice
    assert manager.post(f"{room.path}/cards", **form).status_code == 409, "older than the newest code of one of them"
