"""For our own script every form is answered with the next screen, drawn in the transaction that leads to it."""

import re
from collections.abc import Callable
from unittest.mock import DEFAULT, patch

import httpx
import pytest
from sqlalchemy import event

from service.errors import NotFound
from service.kiosk.screens import draw
from tests.support.installation import Installation
from tests.support.respondent import Respondent
from tests.support.tables import rows_of

Sit = Callable[..., Respondent]
PART = {"kb-part": "1"}
KEY = re.compile(r'name="key" value="[^"]+"')


def send(place: Installation, client: Respondent, path: str, **form: object) -> tuple[httpx.Response, int]:
    """A form as our script sends it; the reply, and how many commits it took."""
    counted: list[object] = []

    def count(connection: object) -> None:
        counted.append(connection)

    event.listen(place.site.db.engine, "commit", count)
    reply = client.client.post(path, data={"csrf": client.csrf, **form}, headers=PART)
    event.remove(place.site.db.engine, "commit", count)
    return reply, len(counted)


def as_now(client: Respondent) -> str:
    """The part that the client's screen is at this moment, asked for by itself."""
    return KEY.sub("", client.client.get("/", headers=PART).text)


def at_practice(client: Respondent) -> tuple[str, dict[str, object]]:
    return "/answer", {**client.open_module("taal_nl").hidden, "answer": client.codes[0], "move": "next"}


def at_a_question(client: Respondent) -> tuple[str, dict[str, object]]:
    return "/answer", {**client.open_module("zelfredzaamheid").hidden, "answer": client.codes[0], "move": "next"}


def at_a_button(client: Respondent) -> tuple[str, dict[str, object]]:
    client.open_module("zelfredzaamheid")
    return "/go", {"to": "help"}


@pytest.mark.parametrize("at", [at_practice, at_a_question, at_a_button])
def test_one_commit_brings_the_screen_that_follows(
    place: Installation, sit: Sit, at: Callable[[Respondent], tuple[str, dict[str, object]]]
) -> None:
    client = sit("en")
    path, form = at(client)
    reply, commits = send(place, client, path, **form)
    assert reply.status_code == 200
    assert commits == 1
    assert KEY.sub("", reply.text) == as_now(client)


def test_the_end_of_a_module_is_shown_with_its_last_answer(place: Installation, sit: Sit) -> None:
    client = sit("en").open_module("zelfredzaamheid")
    while True:
        reply, commits = send(place, client, "/answer", **client.hidden, answer=client.codes[0], move="next")
        assert commits == 1
        assert KEY.sub("", reply.text) == as_now(client)
        client.look()
        if not client.item:
            break
    assert "on" in client.buttons


@pytest.mark.parametrize("fault", [NotFound("gone"), RuntimeError("a fault of a page")])
def test_an_answer_is_kept_though_its_next_screen_can_only_be_asked_for(
    place: Installation, sit: Sit, fault: Exception
) -> None:
    client = sit("en")
    path, form = at_practice(client)
    with patch("service.kiosk.showing.draw", side_effect=[fault, DEFAULT], wraps=draw):
        reply, commits = send(place, client, path, **form)
    assert commits == 2
    assert KEY.sub("", reply.text) == as_now(client)
    client.look()
    assert client.heading in ("Yes, that is right", "Not quite")


@pytest.mark.parametrize("item", ["tr_danger", "tr_safety"])
def test_a_fault_of_every_page_undoes_neither_an_answer_nor_its_flag(place: Installation, sit: Sit, item: str) -> None:
    client = sit("en").open_module("trauma").walk_to(item)
    form = {**client.hidden, "answer": "yes" if item == "tr_danger" else "today", "move": "next"}
    kept = len(rows_of(place.site.db, "vault_sealed_answer"))
    with (
        patch("service.kiosk.showing.draw", side_effect=RuntimeError("a fault of every page")),
        patch("service.kiosk.routes.draw", side_effect=RuntimeError("a fault of every page")),
    ):
        reply, _ = send(place, client, "/answer", **form)
    assert reply.status_code == 500
    assert len(rows_of(place.site.db, "vault_sealed_answer")) == kept + 1
    assert rows_of(place.site.db, "vault_sealed_flag")
    reply, _ = send(place, client, "/answer", **form)
    assert reply.status_code == 200
    assert len(rows_of(place.site.db, "vault_sealed_answer")) == kept + 1
