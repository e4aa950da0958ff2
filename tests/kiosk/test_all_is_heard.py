"""Every word of every page of the kiosk can be heard, but for what `unheard` names with a reason."""

import re
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from service.accounts.models import Role
from service.audio.numbers import number_phrases
from service.kiosk.door import FAREWELLS, NOTICES
from service.kiosk.models import Sitting, SittingModule
from service.kiosk.standing import FIXED
from tests.conftest import Clock
from tests.kiosk.test_hearing import put_at
from tests.kiosk.unheard import unheard
from tests.support.installation import Installation, install
from tests.support.kiosk_screens import Screen, all_on_the_path, screens
from tests.support.page import find_all, read_page, text_of
from tests.support.respondent import Respondent
from tests.support.spoken import record_all


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> Iterator[Installation]:
    """An installation in which everything that can be heard in Dutch is recorded."""
    folder = tmp_path_factory.mktemp("heard")
    shutil.copy(sqlite_template, folder / "one.sqlite3")
    found = install(folder / "data", f"sqlite:///{folder}/one.sqlite3", Clock())
    record_all(found.site, "nl")
    yield found
    found.site.db.close()


@pytest.fixture
def client(place: Installation) -> Respondent:
    found = Respondent(place.app, "nl")
    found.enter(place.invite(place.staff(Role.CASE_MANAGER)).code)
    return found


def silent_on(place: Installation, client: Respondent, screen: Screen) -> list[str]:
    asked = screen.name == "item"
    item = place.catalogue.module(screen.slug).questionnaire.by_id[screen.item] if asked else None
    return unheard(client.page, question=asked, tested=bool(item and item.stimulus))


def put(place: Installation, **values: object) -> None:
    """Change the sitting of everybody who is in."""
    with place.site.db.write() as session:
        for sitting in session.query(Sitting):
            for name, value in values.items():
                setattr(sitting, name, value)


def test_every_screen_and_kind_of_question(place: Installation, client: Respondent) -> None:
    silent: dict[str, list[str]] = {}
    with all_on_the_path():
        for screen in screens(place.catalogue):
            put_at(place, screen)
            client.look()
            if found := silent_on(place, client, screen):
                silent[screen.id] = found
    assert silent == {}


def test_the_pages_before_and_after_a_sitting(place: Installation) -> None:
    stranger = Respondent(place.app, "nl")
    stranger.post("/language", language="nl")
    assert unheard(stranger.page) == []
    for farewell in FAREWELLS:
        stranger.client.cookies.set("kb_farewell", farewell)
        stranger.look()
        assert unheard(stranger.page) == [], farewell


@pytest.mark.parametrize("notice", NOTICES)
def test_what_is_said_about_a_form_is_heard_first(place: Installation, client: Respondent, notice: str) -> None:
    put_at(place, Screen("item", "motivatie", "mo_now"))
    client.client.cookies.set("kb_notice", notice)
    with all_on_the_path():
        client.look()
    assert client.notice
    assert unheard(client.page, question=True) == []
    first = listened(client)[0]
    assert FIXED[first]
    assert client.client.get(f"/sound/{first}").text == client.notice


@pytest.mark.parametrize("screen", [Screen("item", "motivatie", "mo_now"), Screen("timed", "leerbaarheid", "lb_01")])
def test_who_comes_in_again_hears_that_first(place: Installation, client: Respondent, screen: Screen) -> None:
    put_at(place, screen)
    client.client.cookies.set("kb_notice", "resumed")
    with all_on_the_path():
        client.look()
    [said] = find_all(client.page, "span", role="status")
    assert unheard(client.page, question=screen.name == "item") == []
    first, *_, last = [client.client.get(f"/sound/{number}").text for number in listened(client)]
    assert first == text_of(said)
    assert last == text_of(find_all(client.page, "button", value="overview")[0])


def test_at_the_door_too(place: Installation) -> None:
    stranger = Respondent(place.app, "nl")
    stranger.post("/language", language="nl")
    stranger.post("/enter", code="00000000000000000000")
    assert stranger.notice
    assert unheard(stranger.page) == []
    assert stranger.client.get(f"/sound/{listened(stranger)[0]}").text == stranger.notice


def listened(client: Respondent) -> list[int]:
    """The numbers that the page's button reads."""
    return [int(number) for number in re.findall(r'data-page="\w+"\s+data-listen="([\d ]+)"', client.html)[0].split()]


@pytest.mark.parametrize("states", [["done", "skipped"], ["open", "done"], ["done"] * 20])
def test_the_way_in_all_its_states(place: Installation, client: Respondent, states: list[str]) -> None:
    put_at(place, Screen("overview"))
    with place.site.db.write() as session:
        for row, state in zip(session.query(SittingModule).order_by(SittingModule.position), states, strict=False):
            row.state = state
    client.look()
    assert unheard(client.page) == []


def test_what_a_later_no_to_health_does_is_heard(place: Installation, client: Respondent) -> None:
    client.walk(lambda me: me.stations > 0).open_module("trauma").answer()
    client.post("/go", to="overview")
    client.press("consent")
    assert "eerdere antwoorden" in client.html
    assert unheard(client.page) == []


def test_a_break_that_is_due_is_said(place: Installation, client: Respondent) -> None:
    put_at(place, Screen("overview"))
    put(place, minutes_worked=30)
    assert unheard(client.look()) == []


@pytest.mark.parametrize("extra_minutes", [0, 10, 20])
@pytest.mark.parametrize("extra_time", ["0", "25", "50", "100", "none"])
@pytest.mark.parametrize(("slug", "item"), [("leerbaarheid", "lb_01"), ("taal_nl", "nl_01")])
def test_how_much_time_there_is(
    place: Installation, client: Respondent, slug: str, item: str, extra_time: str, extra_minutes: int
) -> None:
    put_at(place, Screen("timed", slug, item))
    put(place, extra_time=extra_time, extra_minutes=extra_minutes)
    with all_on_the_path():
        assert unheard(client.look()) == []


@pytest.mark.parametrize("seconds", [5, 100, 170, 350, 1300, 1900])
def test_the_time_that_is_left_is_heard_as_it_is_at_that_moment(
    place: Installation, client: Respondent, clock: Clock, seconds: int
) -> None:
    put_at(place, Screen("item", "taal_nl", "nl_01"))
    shown = place.site.clock() - timedelta(seconds=seconds)
    put(place, item_shown_at=shown, extra_time="0", extra_minutes=0)
    with all_on_the_path():
        client.look()
        words = [text_of(each) for each in find_all(client.page, "span") if each.get("data-from")]
        words += [each.get("data-words", "") for each in find_all(client.page, "p", class_="clock__last")]
        heard = client.client.get("/sound/700").text
    assert 700 in listened(client)
    assert heard in words


def test_each_question_of_a_bank_says_which_it_is(place: Installation) -> None:
    """Twenty-six sentences for a bank of twenty-six questions, and so for each bank."""
    translator = place.site.translators["nl"]
    words = {phrase.text for phrase in number_phrases(place.catalogue, translator)}
    for module in place.catalogue.modules.values():
        bank = module.questionnaire.adaptive_bank
        for number in range(1, bank.most + 1 if bank else 0):
            assert f"vraag {number} van maximaal {bank.most}" in words


@pytest.mark.parametrize(("path", "status"), [("/nothing", 404), ("/go", 403)])
def test_a_page_for_an_error_is_heard_with_and_without_a_sitting(
    place: Installation, client: Respondent, path: str, status: int
) -> None:
    stranger = Respondent(place.app, "nl")
    stranger.post("/language", language="nl")
    for who in (stranger, client):
        reply = who.client.post(path, data={"csrf": "x"}) if status == 403 else who.client.get(path)
        assert reply.status_code == status
        page = read_page(reply.text)
        assert unheard(page) == []
        [button] = find_all(page, "a", class_="listen")
        words = [who.client.get(f"/sound/{number}").text for number in button.get("data-listen", "").split()]
        assert (words[0], words[-1]) == (text_of(find_all(page, "h1")[0]), "Verder")
