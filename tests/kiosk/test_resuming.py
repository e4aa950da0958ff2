"""Pausing, coming back, being left alone: what goes on and what is never shown again."""

from collections import Counter
from collections.abc import Callable, Sequence

import pytest
from starlette.testclient import TestClient

from service.kiosk.door import CLEAR
from tests.conftest import Clock
from tests.support.installation import HOST, Installation, Invited
from tests.support.page import find_all, read_page
from tests.support.respondent import YES, Respondent
from tests.support.tables import rows_of

Sit = Callable[..., Respondent]


#: Buttons that end the sitting, or a part of it.
LEAVING = {"pause", "withdraw_now", "finish", "skip", "agree", "not_mine"}


def crawl(client: Respondent, modules: Sequence[str], steps: int = 130) -> list[str]:
    """Pages that can be reached without sending an answer: at each the button that was used least, and every module."""
    pages, used = [client.html], Counter[tuple[str, ...]]()
    for _ in range(steps):
        ways = [(client.heading, to) for to in client.buttons if to not in LEAVING]
        if client.stations:
            ways += [(client.heading, "module", slug) for slug in modules]
        way = min(ways, key=lambda way: (used[way], way))
        used[way] += 1
        client.post("/go", to=way[1], **({"module": way[2]} if len(way) > 2 else {}))
        pages.append(client.html)
    return pages


def test_goes_on_at_the_next_open_item_on_another_computer(sit: Sit) -> None:
    here = sit().open_module("achtergrond")
    here.answer("1988")
    here.answer()
    following = here.item
    here.press("stop")
    here.press("pause")
    there = sit("ar")
    assert there.stations == 9
    there.step()
    assert "start" in there.buttons
    there.press("start")
    assert there.item == following
    assert 'dir="rtl"' in there.html


def test_one_code_one_computer(sit: Sit) -> None:
    here = sit().open_module("achtergrond")
    sit()
    assert here.client.cookies.get("kb_kiosk")
    here.look()
    assert not here.item
    assert not here.stations
    assert "Max" not in here.html
    assert not here.client.cookies.get("kb_kiosk")


def test_an_older_computer_can_not_answer_any_more(place: Installation, sit: Sit) -> None:
    here = sit().open_module("achtergrond")
    fields = here.hidden
    sit()
    here.post("/answer", **fields, move="next", answer="1988")
    assert rows_of(place.site.db, "answer") == []


def kept_for_the_page(place: Installation) -> tuple[bool, bool]:
    """Whether the service has a working copy of answers, and what was chosen and not sent."""
    [sitting] = rows_of(place.site.db, "sitting")
    return bool(rows_of(place.site.db, "working_copy")), sitting["draft"] is not None


@pytest.mark.parametrize("gone", ["paused", "closed now", "walked away"])
def test_no_health_answer_is_shown_again_to_who_holds_the_code(place: Installation, sit: Sit, gone: str) -> None:
    """A client answers part of the health module and goes; whoever comes next with the code finds no trace of it."""
    here = sit("en").open_module("trauma")
    for _ in range(3):
        here.answer(here.codes[0])
    here.post("/language", language="en", item=here.item, answer=here.codes[0])
    assert kept_for_the_page(place) == (True, True), "an open page has both, under its cookie"
    if gone == "paused":
        here.press("stop")
        here.press("pause")
    if gone == "closed now":
        here.post("/leave")
    assert kept_for_the_page(place) == (gone == "walked away",) * 2
    there = sit("en")
    assert kept_for_the_page(place) == (False, False)
    pages = crawl(there, [*place.catalogue.modules])
    there.post("/go", to="module", module="trauma")
    there.press("start")
    assert there.item == "tr_core_alert", "the first item without an answer"
    pages.append(there.html)
    while "back" in there.buttons and there.item:
        there.press("back")
        pages.append(there.html)
        assert there.chosen == []
    assert len(pages) > 130
    assert sum('id="answer"' in page for page in pages) > 5, "questions, of the health part among them"
    of_consent = [page for page in pages if 'id="agree"' in page]
    assert of_consent
    assert all(ticks(page) == YES for page in of_consent), (
        "what was agreed to is no answer, and holds for who comes back"
    )
    assert not any(ticks(page) for page in pages if page not in of_consent)
    health = [page for page in pages if 'name="item" value="tr_' in page]
    assert len({page.split('name="item" value="')[1].split('"')[0] for page in health}) > 2


def ticks(html: str) -> dict[str, str]:
    """What is ticked on a page: name → value."""
    boxes = [box for box in find_all(read_page(html), "input") if "checked" in box.attrib]
    return {box.get("name", ""): box.get("value", "") for box in boxes}


def test_a_plain_answer_is_not_shown_by_coming_back_either_until_one_goes_there(sit: Sit) -> None:
    here = sit("en").open_module("achtergrond")
    here.answer("1988")
    here.press("stop")
    here.press("pause")
    there = sit("en")
    assert "1988" not in there.html
    there.step()
    there.press("start")
    assert "1988" not in there.html


def test_resume_in_mid_module_takes_the_branch_that_asks_more(sit: Sit) -> None:
    """The answers of the first tier can't be read any more, so the second tier is asked."""
    low = {"tr_gate": "no", "tr_safety": "no", "tr_danger": "no"}
    here = sit(pick=lambda item, codes: low.get(item, "0")).open_module("trauma").walk_to("tr_danger")
    here.press("stop")
    here.press("pause")
    there = sit(pick=lambda item, codes: low.get(item, "0")).open_module("trauma")
    assert there.item == "tr_danger"
    there.answer("no")
    assert there.item == "tr_int_dream"


def test_left_alone_too_long(place: Installation, sit: Sit, clock: Clock) -> None:
    here = sit("ar").open_module("trauma")
    here.answer("yes")
    clock.forward(minutes=10)
    assert here.look() is not None
    assert here.item, "ten minutes are allowed"
    clock.forward(seconds=1)
    fields, csrf = here.hidden, here.csrf
    reply = here.client.post("/answer", data={"csrf": csrf, **fields, "answer": "1"}, follow_redirects=False)
    assert reply.status_code == 303
    assert reply.headers["location"] == "/"
    assert reply.headers["clear-site-data"] == CLEAR
    assert 'kb_kiosk=""' in reply.headers["set-cookie"]
    here.look()
    assert here.heading == place.site.translators["ar"].gettext("This page was closed")
    assert not here.client.cookies.get("kb_kiosk")
    assert len(rows_of(place.site.db, "vault_sealed_answer")) == 1


def test_left_alone_a_page_that_is_opened_again_is_closed(sit: Sit, clock: Clock) -> None:
    here = sit("en").open_module("achtergrond")
    clock.forward(minutes=11)
    reply = here.client.get("/", follow_redirects=False)
    assert reply.status_code == 303
    assert reply.headers["clear-site-data"] == CLEAR
    here.look()
    assert here.heading == "This page was closed"


def test_reading_for_long_with_a_sign_of_life_is_not_being_left_alone(sit: Sit, clock: Clock) -> None:
    """The button "I am still here" and every touch count, or the answer after a long text would be lost."""
    here = sit("en").open_module("achtergrond")
    for _ in range(4):
        clock.forward(minutes=6)
        here.post("/go", to="here")
    here.answer("1988")
    assert here.item == "ac_origin"


def test_next_person_finds_nothing(sit: Sit) -> None:
    here = sit("ar").open_module("achtergrond")
    here.press("stop")
    here.press("pause")
    reply = here.client.post("/next", data={"csrf": here.csrf}, follow_redirects=False)
    assert reply.headers["clear-site-data"] == CLEAR
    here.look()
    assert len(find_all(here.page, "button", class_="tile")) == 4
    assert not {"kb_kiosk", "kb_language", "kb_farewell"} & set(here.client.cookies)


def test_a_planted_cookie_is_not_taken_over(place: Installation, invited: Invited) -> None:
    client = TestClient(place.app, base_url=HOST)
    client.cookies.set("kb_kiosk", "planted" * 6, domain="127.0.0.1")
    client.get("/")
    assert not client.cookies.get("kb_kiosk")
    here = Respondent(place.app)
    here.client.cookies.set("kb_door", "planted" * 6, domain="127.0.0.1")
    here.look()
    here.enter(invited.code)
    token = here.client.cookies["kb_kiosk"]
    assert len(token) >= 40
    assert "planted" not in token
    thief = Respondent(place.app)
    thief.client.cookies.set("kb_kiosk", "planted" * 6, domain="127.0.0.1")
    thief.look()
    assert not thief.stations


@pytest.mark.parametrize("mark", [" ", "-", "\u2013"])
def test_a_code_may_be_typed_in_groups_and_with_other_digits(place: Installation, invited: Invited, mark: str) -> None:
    digits = invited.code.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    grouped = mark.join(digits[i : i + 4] for i in range(0, 20, 4))
    here = Respondent(place.app, "en")
    here.enter(grouped)
    assert here.heading == "What is this?"


def test_a_wrong_code_says_so_and_no_more(place: Installation, invited: Invited) -> None:
    here = Respondent(place.app, "en")
    wrong = invited.code[:-1] + str((int(invited.code[-1]) + 1) % 10)
    here.enter(wrong)
    refused = here.html
    nobody = Respondent(place.app, "en")
    nobody.enter("0" * 20)
    assert "does not work" in here.notice

    def bare(html: str, respondent: Respondent) -> str:
        return html.replace(respondent.csrf, "token")

    assert bare(refused, here) == bare(nobody.html, nobody)
    assert wrong not in refused


def test_many_wrong_codes_make_this_code_wait_and_no_other(place: Installation, invited: Invited, clock: Clock) -> None:
    here = Respondent(place.app, "en")
    for last in range(5):
        here.enter(invited.code[:4] + f"{last:016d}")
    here.enter(invited.code)
    assert "wait" in here.notice
    from service.accounts.models import Role

    other = place.invite(place.staff(Role.CASE_MANAGER, "West"))
    neighbour = Respondent(place.app, "en")
    if other.code[:4] != invited.code[:4]:
        neighbour.enter(other.code)
        assert neighbour.heading == "What is this?"
    clock.forward(minutes=15)
    here.enter(invited.code)
    assert here.heading == "What is this?"
