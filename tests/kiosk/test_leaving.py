"""Skipping, stopping, sending in."""

from collections.abc import Callable

import pytest

from service.cases.models import MilestoneName
from service.kiosk.door import CLEAR
from tests.support.installation import Installation, Invited
from tests.support.respondent import Respondent
from tests.support.tables import rows_of

Sit = Callable[..., Respondent]


def states(place: Installation) -> dict[str, str]:
    return {row["slug"]: row["state"] for row in rows_of(place.site.db, "sitting_module")}


def milestones(place: Installation) -> list[tuple[str, int | None, int | None]]:
    return [(row["name"], row["done"], row["total"]) for row in rows_of(place.site.db, "milestone")]


def skip_all(client: Respondent) -> Respondent:
    client.walk(lambda me: me.stations > 0)
    while "finish" not in client.buttons:
        client.step()
        client.press("skip")
    return client


def test_a_skipped_module_can_be_done_after_all(place: Installation, sit: Sit) -> None:
    client = sit("en").walk(lambda me: me.stations > 0)
    client.step()
    client.press("skip")
    assert states(place)["achtergrond"] == "skipped"
    assert "Do it after all" in client.html
    client.press("module", module="achtergrond")
    client.press("start")
    assert client.item == "ac_birth_year"
    assert states(place)["achtergrond"] == "open"


def test_progress_counts_modules_and_each_once(place: Installation, sit: Sit) -> None:
    client = sit("en").walk(lambda me: me.stations > 0)
    for _ in range(2):
        client.post("/go", to="module", module="trauma")
        client.press("skip")
    progressed = [(done, total) for name, done, total in milestones(place) if name == MilestoneName.PROGRESSED]
    assert progressed == [(1, 9)]


def test_skipping_in_the_middle_keeps_answers_and_drops_the_working_copy(place: Installation, sit: Sit) -> None:
    client = sit("en").open_module("trauma")
    client.answer("yes")
    assert len(rows_of(place.site.db, "working_copy")) == 1
    client.press("stop")
    client.press("skip")
    assert rows_of(place.site.db, "working_copy") == []
    assert len(rows_of(place.site.db, "vault_sealed_answer")) == 1


@pytest.mark.parametrize("to", ["skip", "back", "start", "again"])
def test_a_button_of_another_screen_is_told_and_does_nothing(place: Installation, sit: Sit, to: str) -> None:
    """As a second tab sends it. It must be answered, and leave everything as it is."""
    client = sit("en").walk(lambda me: me.stations > 0)
    before = states(place)
    client.post("/go", to=to)
    assert client.stations == 9
    assert client.notice
    assert states(place) == before


def test_a_module_that_is_done_is_closed(place: Installation, sit: Sit) -> None:
    client = sit("en", pick=lambda item, codes: "no" if "no" in codes else "0").open_module("trauma")
    client.walk(lambda me: me.stations > 0)
    assert states(place)["trauma"] == "done"
    client.post("/go", to="module", module="trauma")
    assert client.notice
    assert not client.item


def test_unknown_moves_and_modules(place: Installation, sit: Sit) -> None:
    client = sit("en").walk(lambda me: me.stations > 0)
    assert client.client.post("/go", data={"csrf": client.csrf, "to": "elsewhere"}).status_code == 404
    client.post("/go", to="module", module="nonsense")
    assert client.notice


def test_stop_for_good(place: Installation, sit: Sit) -> None:
    client = sit("en").open_module("achtergrond")
    client.answer("1988")
    client.press("stop")
    client.press("withdraw")
    client.press("on")
    assert client.item == "ac_origin", "no, go on"
    client.press("stop")
    client.press("withdraw")
    client.press("withdraw_now")
    assert client.heading == "You have stopped"
    [sitting] = rows_of(place.site.db, "sitting")
    assert (sitting["state"], sitting["token_hash"]) == ("withdrawn", None)
    assert MilestoneName.WITHDRAWN in {name for name, *_ in milestones(place)}


def test_the_card_still_works_after_stopping_for_good(place: Installation, sit: Sit) -> None:
    """The farewell promises it."""
    client = sit("en").open_module("achtergrond")
    client.press("stop")
    client.press("withdraw")
    client.press("withdraw_now")
    again = sit("en")
    assert again.heading == "What is this?"
    assert sorted(row["state"] for row in rows_of(place.site.db, "sitting")) == ["open", "withdrawn"]


def test_sending_in_closes_everything(place: Installation, invited: Invited, sit: Sit) -> None:
    client = skip_all(sit("en"))
    token, csrf = client.client.cookies["kb_kiosk"], client.csrf
    reply = client.client.post("/go", data={"csrf": csrf, "to": "finish"}, follow_redirects=False)
    assert reply.status_code == 303
    assert reply.headers["clear-site-data"] == CLEAR
    client.look()
    assert client.heading == "Thank you. You are done."
    [sitting] = rows_of(place.site.db, "sitting")
    assert (sitting["state"], sitting["token_hash"]) == ("finished", None)
    client.client.cookies.set("kb_kiosk", token, domain="127.0.0.1")
    client.look()
    assert client.stations == 0
    again = Respondent(place.app, "en")
    again.enter(invited.code)
    assert again.heading == "You have already sent your answers"
    assert not again.client.cookies.get("kb_kiosk")
    names = [name for name, *_ in milestones(place)]
    assert names.count(MilestoneName.FINISHED) == 1


def test_nothing_is_sent_in_while_modules_wait(place: Installation, sit: Sit) -> None:
    client = sit("en").walk(lambda me: me.stations > 0)
    client.post("/go", to="finish")
    assert client.notice
    assert rows_of(place.site.db, "sitting")[0]["state"] == "open"


def test_order_versions_and_seed_are_pinned_at_the_start(place: Installation, sit: Sit) -> None:
    sit("en")
    rows = sorted(rows_of(place.site.db, "sitting_module"), key=lambda row: row["position"])
    modules = list(place.catalogue.modules.values())
    assert [(row["slug"], row["version"], row["snapshot_hash"]) for row in rows] == [
        (module.slug, module.version, module.hash) for module in modules
    ]
    [before] = [row["seed"] for row in rows_of(place.site.db, "sitting")]
    sit("ar")
    [after] = [row["seed"] for row in rows_of(place.site.db, "sitting")]
    assert before == after
    assert sorted(rows_of(place.site.db, "sitting_module"), key=lambda row: row["position"]) == rows
