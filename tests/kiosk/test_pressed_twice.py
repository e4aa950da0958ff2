"""A button is pressed twice, or its reply gets lost and it is sent again: it does once what it says."""

import uuid
from collections.abc import Callable

import pytest
from sqlalchemy import insert, inspect, select
from sqlalchemy.exc import IntegrityError

from service.db.base import Base
from service.kiosk.models import SittingModule
from tests.support.installation import Installation
from tests.support.page import find_all
from tests.support.respondent import YES, Respondent
from tests.support.tables import rows_of

Sit = Callable[..., Respondent]


def test_back_pressed_twice_is_one_step(sit: Sit) -> None:
    client = sit("en").open_module("persoonlijkheid")
    items = [client.item]
    for _ in range(3):
        client.answer()
        items.append(client.item)
    form = {"to": "back", "csrf": client.csrf, **fields_of_back(client)}
    for _ in range(2):
        client.client.post("/go", data=form)
    client.look()
    assert client.item == items[2]
    assert not client.notice
    client.press("back")
    assert client.item == items[1]


def fields_of_back(client: Respondent) -> dict[str, str]:
    """What the form of this button sends besides the token."""
    [form] = [f for f in find_all(client.page, "form", action="/go") if find_all(f, "button", value="back")]
    fields = find_all(form, "input", type="hidden")
    return {field.get("name", ""): field.get("value", "") for field in fields if field.get("name") != "csrf"}


@pytest.mark.parametrize("to", ["known", "start", "again"])
def test_a_button_that_leads_on_pressed_twice_is_no_other_window(sit: Sit, to: str) -> None:
    """A double click over a slow line: "this was already answered in another window" would be false, and frighten."""
    client = before(sit("en"), to)
    form = {"csrf": client.csrf, "to": to}
    seen = []
    for _ in range(2):
        client.client.post("/go", data=form, follow_redirects=False)
        client.look()
        assert not client.notice
        seen.append((client.heading, client.item))
    assert seen[0] == seen[1]


@pytest.mark.parametrize("slug", ["achtergrond", "trauma"])
@pytest.mark.parametrize("page", ["before the part", "amid it", "at a question"])
def test_leaving_out_pressed_twice_is_no_other_window(sit: Sit, slug: str, page: str) -> None:
    """Nor does the second press leave out what comes after it."""
    client = sit("en")
    path, form = form_to_leave_out(client, slug, page)
    seen = []
    for _ in range(3):
        client.client.post(path, data=form, follow_redirects=False)
        client.look()
        assert not client.notice
        seen.append((client.heading, client.item, client.html.count("station--skipped")))
    assert seen[0] == seen[1] == seen[2]


def form_to_leave_out(client: Respondent, slug: str, page: str) -> tuple[str, dict[str, str]]:
    """The address and the fields of a form that leaves something out, from the page it stands on."""
    client.open_module(slug)
    if page == "at a question":
        return "/answer", {"csrf": client.csrf, **client.hidden, "move": "declined"}
    client.post("/go", to="stop") if page == "amid it" else client.post("/go", to="module", module=slug)
    forms = [f for f in find_all(client.page, "form", action="/go") if find_all(f, "button", value="skip")]
    fields = {field.get("name", ""): field.get("value", "") for field in find_all(forms[0], "input", type="hidden")}
    return "/go", {**fields, "to": "skip"}


def test_a_part_left_out_late_leaves_out_no_other(place: Installation, sit: Sit) -> None:
    """The second press comes when the client has opened the next part already."""
    client = sit("en")
    path, form = form_to_leave_out(client, "achtergrond", "before the part")
    client.client.post(path, data=form)
    client.post("/go", to="module", module="motivatie")
    client.client.post(path, data=form)
    client.post("/go", to="skip", module="persoonlijkheid")  # what this page never offered
    assert "start" in client.buttons, "still before the part that was opened"
    states = {row["slug"]: row["state"] for row in rows_of(place.site.db, "sitting_module")}
    assert {slug for slug, state in states.items() if state != "waiting"} == {"achtergrond"}


def before(client: Respondent, to: str) -> Respondent:
    """Before a page with this button."""
    if to == "again":
        client.open_module("leerbaarheid")
    return client.walk(lambda me: to in me.buttons)


#: The last button → what the client is told.
ENDINGS = {
    "finish": "Thank you. You are done.",
    "pause": "You have paused",
    "withdraw_now": "You have stopped",
    "agree": "You have stopped",
}


@pytest.mark.parametrize("to", ENDINGS)
def test_an_end_whose_reply_was_lost_is_told_when_it_is_sent_again(place: Installation, sit: Sit, to: str) -> None:
    """Not that the page was closed since nobody was there: whoever sent everything in must know that it arrived."""
    client = sit("en")
    form = at_the_end(place, client, to)
    dead = client.client.cookies["kb_kiosk"]
    client.client.post("/go", data=form)
    for name in ("kb_farewell", "kb_door"):
        client.client.cookies.delete(name)
    client.client.cookies.set("kb_kiosk", dead, domain="127.0.0.1")  # the reply never came
    client.client.post("/go", data=form)
    client.look()
    assert client.heading == ENDINGS[to]
    assert not client.client.cookies.get("kb_kiosk")


def at_the_end(place: Installation, client: Respondent, to: str) -> dict[str, str]:
    """Go to the page of this button; the form that it sends."""
    if to == "agree":
        client.press("consent")
        return {"csrf": client.csrf, "to": to, **{**YES, "assessment": "no"}}
    client.walk(lambda me: me.stations > 0)
    if to == "finish":
        with place.site.db.write() as session:
            session.query(SittingModule).update({"state": "skipped"})
    return {"csrf": client.csrf, "to": to}


@pytest.mark.parametrize(
    ("table", "constraint"), [("answer", "one_answer_per_key"), ("vault_sealed_answer", "one_sealed_answer_per_key")]
)
def test_the_database_itself_keeps_one_answer_per_key(
    place: Installation, sit: Sit, table: str, constraint: str
) -> None:
    """Should the code ever forget to look: the same key twice in one sitting is refused, whatever the revision."""
    sit("en").open_module("trauma" if "sealed" in table else "achtergrond").answer()
    columns, before = Base.metadata.tables[table], rows_of(place.site.db, table)
    with place.site.db.read() as session:
        row = session.execute(select(columns)).mappings().one()
    known = inspect(place.site.db.engine).get_unique_constraints(table)
    assert {"sitting_id", "idempotency_key"} in [set(rule["column_names"]) for rule in known]
    again = insert(columns).values({**row, "id": uuid.uuid4(), "revision": 7})
    with pytest.raises(IntegrityError, match=f"{constraint}|idempotency_key"), place.site.db.write() as session:
        session.execute(again)
    assert rows_of(place.site.db, table) == before


def test_the_working_copy_ends_with_its_part(place: Installation, sit: Sit) -> None:
    """For routing alone: nothing of health lies there longer than the part takes."""
    client = sit("en").open_module("trauma")
    client.answer()
    assert rows_of(place.site.db, "working_copy")
    client.walk(lambda me: me.stations > 0)
    assert rows_of(place.site.db, "working_copy") == []
