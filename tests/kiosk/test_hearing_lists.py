"""A long list is heard as it stands there, choice by choice, and its addresses tell nothing about a choice."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from service.accounts.models import Role
from service.audio import Sounds, long_list_phrases, phrases
from service.kiosk.aloud_list import FIRST
from tests.conftest import Clock
from tests.kiosk.test_hearing import put_at
from tests.kiosk.unheard import unheard
from tests.support.installation import Installation, install
from tests.support.kiosk_screens import Screen, all_on_the_path
from tests.support.page import find_all, text_of
from tests.support.respondent import Respondent
from tests.support.spoken import record, record_all

At = Callable[..., Respondent]
LIGHT = 6000  # bytes of an item's page, packed, heads included


@pytest.fixture
def one(tmp_path: Path, sqlite_template: Path, clock: Clock) -> Iterator[Installation]:
    """An installation in which everything in Tigrinya is recorded."""
    shutil.copy(sqlite_template, tmp_path / "one.sqlite3")
    found = install(tmp_path / "data", f"sqlite:///{tmp_path}/one.sqlite3", clock)
    record_all(found.site, "ti")
    yield found
    found.site.db.close()


@pytest.fixture
def at(one: Installation) -> Iterator[At]:
    """A client of their own before a question with a long list."""

    def come(item: str = "ac_origin") -> Respondent:
        client = Respondent(one.app, "ti")
        client.enter(one.invite(one.staff(Role.CASE_MANAGER)).code)
        put_at(one, Screen("item", "achtergrond", item))
        client.look()
        return client

    with all_on_the_path():
        yield come


def find(client: Respondent, **sought: str) -> Respondent:
    client.post("/find", **{**client.hidden, **sought})
    return client


def page_button(client: Respondent) -> Element:
    [found] = [each for each in client.page.iter("a") if each.get("data-page")]
    return found


def read_out(client: Respondent) -> list[str]:
    """What the page's button plays."""
    return [sound(client, number) for number in page_button(client).get("data-listen", "").split()]


def sound(client: Respondent, number: str, **headers: str) -> str:
    reply = client.client.get(f"/sound/{number}", headers=headers)
    return " ".join(reply.text.split()) if reply.status_code == 200 else ""


def by_code(client: Respondent) -> dict[str, str]:
    """Code of a choice to the number of its own button."""
    rows = find_all(client.page, "label")
    rows = [row for row in rows if row.get("class") == "option"]
    return {
        field.get("value", ""): link.get("data-listen", "")
        for row in rows
        for field in row.iter("input")
        for link in row.iter("a")
    }


@pytest.mark.parametrize("sought", [{}, {"find": "suriya"}, {"group": "africa"}, {"find": "qqxqq"}])
def test_all_that_stands_there_is_heard_in_its_order(one: Installation, at: At, sought: dict[str, str]) -> None:
    client = find(at(), **sought)
    told = one.site.translators["ti"].gettext
    elsewhere = {told(text) for text in ("Help", "Stop or pause", "Close now", "Back", "Next")} | {"ትግርኛ"}
    assert {*unheard(client.page)} <= elsewhere, "but what stands at the same place on each page"
    shown = [text_of(each) for each in find_all(client.page, "span", class_="option__text")]
    heard = read_out(client)
    assert "" not in heard
    places = [heard.index(text) for text in shown]
    assert places == sorted(places)
    assert {sound(client, number) for number in by_code(client).values()} == set(shown)
    asked, declined = heard.index(client.heading), heard.index(told("I'd rather not say"))
    assert all(asked < place < declined for place in places), "what leaves the question out stands under them"


@pytest.mark.parametrize("group", ["", "africa", "europe"])
def test_the_page_stays_light(at: At, group: str) -> None:
    client = at()
    form = {**client.hidden, "csrf": client.csrf, "group": group}
    headers = {"kb-part": "1", "accept-encoding": "gzip"}
    reply = client.client.post("/find", data=form, headers=headers)
    assert f'name="group" value="{group}" aria-current="true"' in " ".join(reply.text.split()) or not group
    assert reply.headers["content-encoding"] == "gzip"
    assert int(reply.headers["content-length"]) + sum(len(k) + len(v) + 4 for k, v in reply.headers.raw) <= LIGHT


def test_what_was_looked_for_and_not_found_is_said(one: Installation, at: At) -> None:
    client = find(at(), find="qqxqq")
    told = text_of(find_all(client.page, "p", id="told")[0])
    assert told
    assert told in read_out(client)


def test_an_address_tells_nothing_about_a_choice(one: Installation, at: At) -> None:
    """The same language has another number for another client, and for the same client at another question."""
    client = at("ac_language_best")
    found = [by_code(client), by_code(at("ac_language_best"))]
    put_at(one, Screen("item", "achtergrond", "ac_language_second"))
    client.look()
    found.append(by_code(client))
    assert found[0].keys() == found[1].keys() == found[2].keys() != set()
    assert len({tuple(numbers.values()) for numbers in found}) == 3
    assert all(re.fullmatch(r"\d{4}", number) and int(number) >= FIRST for row in found for number in row.values())


def test_a_name_is_played_at_its_question_alone(one: Installation, at: At) -> None:
    client = at()
    number, mark = next(iter(by_code(client).values())), page_button(client).get("data-page", "")
    assert sound(client, number, **{"kb-page": mark})
    assert sound(client, "99999") == ""
    put_at(one, Screen("item", "achtergrond", "ac_birth_year"))
    assert sound(client, number, **{"kb-page": mark}) == "", "from a page that is no more"
    assert sound(client, number) == "", "at a question without a list"


def test_a_name_that_nobody_has_recorded_is_silent_and_the_others_are_heard(one: Installation, at: At) -> None:
    listed = long_list_phrases(one.catalogue, one.site.translators["ti"])
    countries = [phrase for phrase in listed if phrase.place == "_lists/countries" and phrase.key != "SY"]
    shutil.rmtree(one.site.settings.recordings_folder / "_lists" / "countries")
    record(one.site.part(Sounds), countries)
    client = at()
    assert "SY" in client.codes
    assert {*client.codes} - {*by_code(client)} == {"SY"}
    assert all(read_out(client))


def test_names_of_long_lists_are_apart_from_what_has_to_be_recorded(one: Installation) -> None:
    translator = one.site.translators["ti"]
    apart, needed = long_list_phrases(one.catalogue, translator), phrases(one.catalogue, translator)
    assert not {phrase.place for phrase in apart} & {phrase.place for phrase in needed}
    assert len({(phrase.place, phrase.key) for phrase in apart}) == len(apart) > 600
