"""Pausing, coming back, being left alone: what goes on and what is never shown again."""

from collections import Counter
from collections.abc import Callable, Sequence

import pytest
from starlette.testclient import TestClient

from service.kiosk.door import CLEAR
from service.kiosk.models import Sitting
from tests.conftest import Clock
from tests.support.installation import HOST, Installation, Invited
from tests.support.page import find_all, read_page, text_of
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


WELCOME_BACK = "Welcome back. You go on where you stopped."


def welcomed(client: Respondent) -> str:
    """What is said to who comes in again."""
    return " ".join(text_of(each) for each in find_all(client.page, "span", role="status"))


@pytest.mark.parametrize("language", ["nl", "en", "ar", "ti"])
def test_goes_on_at_the_next_open_item_on_another_computer(place: Installation, sit: Sit, language: str) -> None:
    here = sit().open_module("achtergrond")
    here.answer("1988")
    here.answer()
    following = here.item
    here.press("stop")
    here.press("pause")
    there = sit(language)
    assert there.item == following, "no button in between"
    assert welcomed(there) == place.site.translators[language].gettext(WELCOME_BACK)
    assert f'dir="{"rtl" if language == "ar" else "ltr"}"' in there.html
    there.look()
    assert there.item == following
    assert not find_all(there.page, "div", class_="resumed"), "said once"
    there.answer()
    assert there.item != following


def test_from_there_the_path_is_one_button_away(sit: Sit) -> None:
    sit("en").open_module("achtergrond").press("stop")
    there = sit("en")
    assert there.item == "ac_birth_year"
    there.press("overview")
    assert there.stations == 9
    there.step()
    there.press("start")
    assert there.item == "ac_birth_year"


@pytest.mark.parametrize(
    "left", ["by a pause", "at help", "at the path", "at the start of another part", "at a message"]
)
def test_wherever_the_client_stopped_amid_a_part_it_is_the_next_question(sit: Sit, left: str) -> None:
    here = sit("en").open_module("achtergrond")
    here.answer("1988")
    following = here.item
    if left == "by a pause":
        here.press("stop")
        here.press("pause")
    if left == "at help":
        here.press("help")
    if left == "at the path":
        here.post("/go", to="overview")
    if left == "at the start of another part":
        here.post("/go", to="module", module="motivatie")
    if left == "at a message":
        here.answer("", move="next")
    assert sit("en").item == following


def test_of_two_parts_that_were_begun_the_one_that_was_last_before_the_client(sit: Sit) -> None:
    here = sit("en").open_module("achtergrond")
    here.post("/go", to="overview")
    here.open_module("motivatie")
    here.answer()
    following = here.item
    here.press("stop")
    assert sit("en").item == following


def test_between_two_parts_it_is_the_path(sit: Sit) -> None:
    here = sit("en").open_module("achtergrond").walk(lambda me: not me.item)
    there = sit("en")
    assert there.stations == 9
    assert not welcomed(there)
    assert not here.item
    there.post("/go", to="module", module="motivatie")
    assert sit("en").stations == 9, "a part that was only looked at is not begun"


@pytest.mark.parametrize("screen", ["welcome", "consent", "introduction"])
def test_before_the_path_it_is_where_it_was(sit: Sit, screen: str) -> None:
    here = sit("en")
    if screen != "welcome":
        here.press("consent")
    if screen == "introduction":
        here.press("agree", **YES)
    there = sit("en")
    assert not there.stations
    assert not there.item
    assert not welcomed(there)


@pytest.mark.parametrize(
    ("slug", "answers"), [("leerbaarheid", 0), ("taal_nl", 0), ("leerbaarheid", 4), ("taal_nl", 4)]
)
def test_no_clock_is_started_by_coming_in(place: Installation, sit: Sit, slug: str, answers: int) -> None:
    """Of a test with a time limit it is the page that tells so, and its time begins with the button."""
    here = sit("en").open_module(slug)
    here.walk(lambda me: "on" in me.buttons and me.heading.startswith("The next questions"))
    here.press("on")
    for _ in range(answers):
        here.answer()
    here.post("/go", to="stop")
    before = stored_times(place)
    there = sit("en")
    assert there.heading.startswith("The next questions")
    assert welcomed(there) == WELCOME_BACK
    assert rows_of(place.site.db, "sitting")[0]["screen"] == "timed"
    there.client.get("/")
    assert stored_times(place) == before
    there.press("on")
    assert there.item


def stored_times(place: Installation) -> list[int]:
    """Milliseconds that were counted so far."""
    return [row["response_ms"] for row in rows_of(place.site.db, "answer")]


def test_without_its_consent_a_part_about_health_is_not_gone_on_with(place: Installation, sit: Sit) -> None:
    here = sit("en").open_module("trauma")
    here.answer(here.codes[0])
    with place.site.db.write() as session:
        session.query(Sitting).update({"health_consent": False})
    there = sit("en")
    assert there.stations == 9
    assert not there.item


def test_our_own_script_asks_twice_and_the_welcome_is_on_the_page_that_stays(
    place: Installation, invited: Invited, sit: Sit
) -> None:
    """It follows the redirect, sees that the head must go too, and loads the page whole."""
    sit("en").open_module("achtergrond").press("stop")
    there = Respondent(place.app, "en")
    there.post("/language", language="en")
    part = there.client.post("/enter", data={"csrf": there.csrf, "code": invited.code}, headers={"kb-part": "1"})
    assert "resumed" not in part.text
    assert 'id="notice"' not in part.text
    there.look()
    assert welcomed(there) == WELCOME_BACK


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
    assert there.item == "tr_core_alert", "the first item without an answer"
    assert there.chosen == []
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
    assert there.item == "ac_origin"
    assert "1988" not in there.html
    there.press("back")
    assert there.chosen == ["1988"]


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
