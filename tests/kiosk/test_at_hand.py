"""Larger letters, stronger colours, a second language, and the way out at once: by plain forms, over HTTP."""

from collections.abc import Callable
from xml.etree.ElementTree import Element

import pytest

from scoring.definition import ItemType
from service.catalogue import Catalogue
from service.kiosk.models import Answer, Sitting
from service.web.appearance import Appearance
from tests.support.installation import Installation, Invited
from tests.support.kiosk_screens import all_on_the_path
from tests.support.page import find_all, text_of, visible_text
from tests.support.respondent import Respondent

Sit = Callable[..., Respondent]


def root(client: Respondent) -> str:
    """The classes of the page's root."""
    return find_all(client.page, "html")[0].get("class", "")


def second(client: Respondent) -> list[Element]:
    """What stands on the page in the second language."""
    return [e for tag in ("span", "p") for e in find_all(client.page, tag) if "second" in e.get("class", "").split()]


def put_at(place: Installation, slug: str, item: str) -> None:
    """Before this item, whatever the path."""
    with place.site.db.write() as session:
        for sitting in session.query(Sitting):
            sitting.screen, sitting.slug, sitting.item_id = "item", slug, item


@pytest.mark.parametrize("cookie", ["", "largest", "huge.high", "large.<b>", "....", "large.high.more"])
def test_a_cookie_that_is_not_ours_is_harmless(cookie: str) -> None:
    read = Appearance.read(cookie)
    assert Appearance.read(read.written()) == read
    assert "<" not in read.classes


def test_at_the_door_it_lasts_and_comes_along_into_the_sitting(place: Installation, invited: Invited) -> None:
    client = Respondent(place.app, "en")
    client.post("/look", size="large")
    assert root(client) == "size-large contrast-normal"
    client.post("/language", language="en")
    client.post("/look", contrast="high")
    assert root(client) == "size-large contrast-high"
    client.enter(invited.code)
    assert root(client) == "size-large contrast-high"
    with place.site.db.read() as session:
        [sitting] = session.query(Sitting)
        assert (sitting.text_size, sitting.contrast) == ("large", "high")


def test_it_stays_with_the_sitting_on_another_computer_and_on_every_screen(sit: Sit) -> None:
    sit().post("/look", size="largest")
    elsewhere = sit()
    assert root(elsewhere) == "size-largest contrast-normal"
    elsewhere.walk(lambda me: bool(me.item))
    assert root(elsewhere) == "size-largest contrast-normal"
    elsewhere.press("stop")
    elsewhere.press("pause")
    assert root(elsewhere) == "size-largest contrast-normal", "the farewell is read by the same eyes"
    elsewhere.post("/next")
    assert root(elsewhere) == "size-normal contrast-normal", "the next person begins as usual"


@pytest.mark.parametrize("form", [{"size": "huge"}, {"contrast": "<b>"}, {}, {"size": ""}])
def test_an_unknown_look_changes_nothing(sit: Sit, form: dict[str, str]) -> None:
    client = sit()
    client.post("/look", size="large")
    client.post("/look", **form)
    assert root(client) == "size-large contrast-normal"


def test_an_error_page_has_the_look_and_the_way_out(sit: Sit, place: Installation) -> None:
    client = sit()
    client.post("/look", size="large", contrast="high")
    reply = client.client.get("/nowhere")
    assert reply.status_code == 404
    assert 'class="size-large contrast-high"' in reply.text
    token = reply.text.split('name="csrf" value="')[1].split('"')[0]
    client.client.post("/leave", data={"csrf": token})
    assert find_all(client.look(), "button", class_="tile")


@pytest.mark.parametrize(("language", "other"), [("ar", "nl"), ("ti", "nl"), ("en", "nl"), ("nl", "en")])
def test_an_item_in_two_languages(sit: Sit, place: Installation, language: str, other: str) -> None:
    client = sit(language)
    client.open_module("persoonlijkheid")
    assert second(client) == []
    alone = visible_text(find_all(client.page, "fieldset")[0])
    assert "beside" in client.buttons
    client.post("/go", to="beside", beside=other)
    module = place.site.part(Catalogue).module("persoonlijkheid")
    item = module.questionnaire.by_id[client.item]
    shown = second(client)
    assert {(e.get("lang"), e.get("dir")) for e in shown} == {(other, "ltr")}
    words = [text_of(e) for e in shown]
    assert module.question(other, item) in words
    for option in module.questionnaire.options_by_item[item.id]:
        assert module.option_text(other, item, option.code) in words
    assert len(shown) == 1 + len(client.codes) + bool(module.hint(other, item)), "nothing more than the page shows"
    client.answer()
    assert second(client), "it sticks"
    client.press("back")
    client.post("/go", to="beside", beside="")
    assert second(client) == []
    assert visible_text(find_all(client.page, "fieldset")[0]) == alone


def test_the_second_language_can_be_chosen_and_follows_a_change_of_language(sit: Sit) -> None:
    client = sit("nl")
    client.open_module("persoonlijkheid")
    client.post("/look", beside="ar")
    assert {(e.get("lang"), e.get("dir")) for e in second(client)} == {("ar", "rtl")}
    client.post("/language", language="ar")
    assert second(client) == [], "a language is not beside itself"
    client.post("/language", language="ti")
    assert {e.get("lang") for e in second(client)} == {"ar"}
    client.post("/look", beside="xx")
    assert second(client) == []


def test_a_long_list_has_each_choice_in_both(sit: Sit, place: Installation) -> None:
    client = sit("ar")
    client.open_module("achtergrond")
    client.post("/look", beside="nl")
    with all_on_the_path():
        put_at(place, "achtergrond", listed(place))
        client.look()
        words = [text_of(e) for e in second(client)]
        assert set(client.codes)
        choices = place.site.part(Catalogue).lists[
            place.site.part(Catalogue).module("achtergrond").questionnaire.by_id[client.item].list
        ]
        for code in client.codes:
            assert choices.by_code[code].label["nl"] in words


def listed(place: Installation) -> str:
    """An item with a list."""
    items = place.site.part(Catalogue).module("achtergrond").questionnaire.items
    return next(item.id for item in items if item.list)


def test_never_where_it_would_give_an_answer_away(sit: Sit, place: Installation) -> None:
    """No item of a language test, of whatever type, has a second language or the button for one."""
    client = sit("ar")
    client.walk(lambda me: me.stations > 0)
    client.post("/look", beside="nl")
    seen = 0
    with all_on_the_path():
        for slug in ("taal_nl", "taal_en"):
            types: set[ItemType] = set()
            for item in place.site.part(Catalogue).module(slug).questionnaire.items:
                if item.type not in types:
                    types.add(item.type)
                    put_at(place, slug, item.id)
                    client.look()
                    assert client.item == item.id
                    assert second(client) == []
                    assert "beside" not in client.buttons
                    seen += 1
    assert seen > 4


def test_leaving_at_once_is_a_pause_that_forgets_who_was_here(sit: Sit, place: Installation) -> None:
    client = sit("ti")
    client.open_module("persoonlijkheid")
    client.answer()
    following = client.item
    with place.site.db.read() as session:
        before = session.query(Answer).count()
    client.post("/leave")
    assert find_all(client.page, "button", class_="tile"), "the start, as for anybody"
    reply = client.seen[-2]
    assert reply.headers["clear-site-data"] == '"cache", "storage"'
    assert set(client.client.cookies) <= {"kb_door"}
    assert find_all(client.look(), "button", class_="tile")
    with place.site.db.read() as session:
        [sitting] = session.query(Sitting)
        assert (sitting.state, sitting.token_hash) == ("open", None)
        assert session.query(Answer).count() == before
    again = sit("ti")
    assert again.item == following, "it goes on with the card"


def test_leaving_keeps_what_was_typed_into_a_text(sit: Sit, place: Installation) -> None:
    client = sit("nl")
    client.open_module("taal_nl")
    items = place.site.part(Catalogue).module("taal_nl").questionnaire.items
    text = next(item.id for item in items if item.type is ItemType.C_TEST)
    with all_on_the_path():
        put_at(place, "taal_nl", text)
        client.look()
        typed = ["huis", *("" for _ in client.gaps[1:])]
        client.post("/leave", **client.hidden, answer=typed)
    with place.site.db.read() as session:
        [kept] = session.query(Answer).filter(Answer.item_id == text)
        assert kept.value[0] == "huis"


@pytest.mark.parametrize("path", ["/look", "/leave"])
def test_a_foreign_form_is_refused(sit: Sit, path: str) -> None:
    client = sit()
    assert client.client.post(path, data={"csrf": "x", "size": "large"}).status_code == 403
    assert root(client) == "size-normal contrast-normal"
    assert not find_all(client.look(), "button", class_="tile")


def test_every_screen_has_the_way_out(sit: Sit, place: Installation) -> None:
    client = sit()
    client.press("stop")
    client.press("pause")
    pages = [response.text for response in client.seen if response.status_code == 200]
    for page in pages:
        assert 'action="/leave"' in page or 'class="tiles"' in page
    assert len(pages) > 4


def test_leaving_before_a_code_or_after_a_timeout_leads_to_the_start(place: Installation) -> None:
    client = Respondent(place.app, "ar")
    client.post("/language", language="ar")
    client.post("/leave")
    assert find_all(client.page, "button", class_="tile")
