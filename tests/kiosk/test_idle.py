"""Left alone without a script: the page asks the server by itself once the time is up, and is closed."""

from collections.abc import Callable

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
