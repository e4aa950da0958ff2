"""Left alone without a script: the page asks the server by itself once the time is up, and is closed."""

from collections.abc import Callable

from service.kiosk.models import Sitting
from tests.conftest import Clock
from tests.support.installation import Installation, Invited
from tests.support.page import find_all
from tests.support.respondent import Respondent

Sit = Callable[..., Respondent]


def refresh(client: Respondent) -> list[int]:
    """After how many seconds the page asks again, without a script only."""
    within = [meta for noscript in find_all(client.page, "noscript") for meta in noscript.iter("meta")]
    assert len(within) == len(find_all(client.page, "meta", http_equiv="refresh"))
    return [int(meta.get("content", "")) for meta in within]


def test_a_page_of_a_sitting_closes_itself_when_nobody_is_there(sit: Sit, clock: Clock) -> None:
    client = sit("ti").open_module("trauma")
    [seconds] = refresh(client)
    assert 60 * 10 < seconds < 60 * 10 + 5, "when the server refuses, and not before"
    clock.forward(seconds=seconds)
    client.look()
    assert not client.item
    assert client.client.cookies.get("kb_kiosk") is None
    assert refresh(client) == [], "a farewell may stand there"


def test_at_the_door_nothing_is_asked_again(place: Installation, invited: Invited) -> None:
    client = Respondent(place.app, "ar")
    assert refresh(client) == []
    client.post("/language", language="ar")
    assert refresh(client) == []


def test_the_style_that_blanks_the_page_knows_the_time_with_what_was_added(place: Installation, sit: Sit) -> None:
    client = sit("ti").open_module("trauma")
    for extra, digits in ((0, "h0 t1 o0"), (5, "h0 t1 o5"), (125, "h1 t3 o5")):
        with place.site.db.write() as session:
            session.query(Sitting).update({"extra_minutes": extra})
        client.look()
        [body] = find_all(client.page, "body")
        assert body.get("class") == f"idles {digits}"
        assert body.get("data-idle") == str(60 * (10 + extra))


def test_who_says_still_here_without_a_script_keeps_what_was_chosen(sit: Sit, clock: Clock) -> None:
    client = sit("en").open_module("trauma")
    item, choice = client.item, client.codes[1]
    clock.forward(minutes=9)
    [button] = find_all(client.page, "button", value="here", form="answer")
    client.post(button.get("formaction", ""), to="here", answer=choice, **client.hidden)
    assert (client.item, client.chosen) == (item, [choice])
    clock.forward(minutes=9)
    client.look()
    assert client.item == item, "the time has begun anew"
    client.post("/go", to="here")
    assert client.chosen == [choice], "our own script sends nothing along, and takes nothing away"
