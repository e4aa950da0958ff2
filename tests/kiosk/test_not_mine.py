"""Somebody sits before another person's questions: there is a way out, in every language, and it tells nothing."""

from collections.abc import Callable

from sqlalchemy import select

from service.audit.models import AuditEvent
from service.kiosk.door import CLEAR
from service.kiosk.models import Sitting, SittingModule
from tests.support.installation import Installation
from tests.support.page import find_all, text_of
from tests.support.respondent import Respondent

Sit = Callable[..., Respondent]


LANGUAGES = ("nl", "en", "ar", "ti")


def test_whose_card_it_is_not_gets_out_and_loses_nothing_of_the_other(place: Installation, sit: Sit) -> None:
    sit("en").open_module("trauma").answer("yes")
    for language in LANGUAGES:
        get_out(place, sit(language), language)
        assert sit(language).item.startswith("tr_"), "for whom it is meant it goes on"


def get_out(place: Installation, client: Respondent, language: str) -> None:
    client.press("stop") if "stop" in client.buttons else client.post("/go", to="stop")
    words = place.site.translators[language].gettext("This card is not mine")
    [button] = find_all(client.page, "button", name="to", value="not_mine")
    assert text_of(button) == words
    reply = client.client.post("/go", data={"csrf": client.csrf, "to": "not_mine"}, follow_redirects=False)
    assert reply.headers["clear-site-data"] == CLEAR
    client.look()
    assert place.site.translators[language].gettext("Please give the card to a member of staff.") in client.html
    assert not client.client.cookies.get("kb_kiosk")
    with place.site.db.read() as session:
        sitting = session.query(Sitting).one()
        assert (sitting.state, sitting.token_hash) == ("open", None)
        events = session.scalars(select(AuditEvent.event)).all()
        assert "sitting_not_mine" in events


def test_the_end_shows_no_result(place: Installation, sit: Sit) -> None:
    """Nobody can be made to show what came out, since nothing is shown: the last page is the same for everybody."""
    for language in LANGUAGES:
        pages = [last_page(place, sit, language, first) for first in (0, -1)]
        assert pages[0] == pages[1]


def last_page(place: Installation, sit: Sit, language: str, choice: int) -> str:
    """What stands there at the end of a client who always picked this one of the choices."""
    client = sit(language, pick=lambda item, codes: codes[choice] if codes else None)
    client.open_module("persoonlijkheid")
    for _ in range(3):
        client.answer()
    with place.site.db.write() as session:
        session.query(SittingModule).update({"state": "done"})
    client.post("/go", to="overview")
    client.press("finish")
    assert not find_all(client.page, "progress")
    assert not [sign for sign in text_of(find_all(client.page, "main")[0]) if sign.isdigit()]
    with place.site.db.write() as session:
        session.query(Sitting).update({"state": "withdrawn"})
    return client.html.replace(client.csrf, "")
