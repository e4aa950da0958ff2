"""Looking in a long list: answers nothing, loses nothing, and works by forms alone."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import FormData

from service.catalogue.spelling import sort_key
from service.kiosk.finder import MOST
from service.kiosk.sought import LONGEST, Sought
from tests.support.installation import Installation
from tests.support.page import find_all, text_of, visible_text
from tests.support.respondent import Respondent
from tests.support.tables import everything, rows_of

Sit = Callable[..., Respondent]
HEAVIEST = 25_000  # before packing; a third of it goes over the line


@pytest.fixture
def at_origin(sit: Sit) -> Callable[..., Respondent]:
    """A client before the list of countries."""

    def come(language: str = "nl", **more: object) -> Respondent:
        return sit(language, **more).open_module("achtergrond").walk_to("ac_origin")

    return come


def find(client: Respondent, **sought: str) -> Respondent:
    """Send the form by the button beside the field, or by one of the headings."""
    client.post("/find", **{**client.hidden, **sought})
    return client


def told(client: Respondent) -> str:
    return text_of(find_all(client.page, "p", id="told")[0])


def test_at_first_the_often_chosen_ones_stand_there_with_all_groups(
    place: Installation, at_origin: Callable[..., Respondent]
) -> None:
    client = at_origin("ti")
    countries = place.catalogue.lists["countries"]
    assert client.codes == [entry.code for entry in countries.entries if entry.often]
    groups = [button.get("value") for button in find_all(client.page, "button", name="group")]
    assert groups == [group.id for group in countries.groups]
    assert told(client) == ""


@pytest.mark.parametrize(
    ("language", "typed", "code"),
    [
        ("nl", "syri", "SY"),
        ("en", "Holland", "NL"),
        ("ar", "ارتريا", "ER"),
        ("ti", "ertra", "ER"),
        ("ti", "ጀርመን", "DE"),
    ],
)
def test_what_was_typed_is_found_and_stays_in_the_field(
    at_origin: Callable[..., Respondent], language: str, typed: str, code: str
) -> None:
    client = find(at_origin(language), find=typed)
    assert client.codes[0] == code
    assert find_all(client.page, "input", id="finder")[0].get("value") == typed
    assert told(client)
    assert client.codes[-1] == "other", "who finds nothing else has an answer too"


def test_a_found_answer_is_kept_like_any_other(at_origin: Callable[..., Respondent]) -> None:
    client = find(at_origin(), find="nepal")
    client.answer("NP")
    assert client.item == "ac_language_best"
    client.press("back")
    assert client.chosen == ["NP"], "it is no often chosen one, yet it is there to be seen"
    assert client.codes[0] == "NP"


def test_enter_goes_on_with_what_is_picked_and_looks_for_what_is_typed(at_origin: Callable[..., Respondent]) -> None:
    """Without our script it presses the first button of the form, which is the one that looks."""
    client = at_origin()
    [first] = [button for button in find_all(client.page, "button", formaction="/find", name="by")]
    enter = {"by": first.get("value", "?")}
    find(client, find="nepal", answer="ER", **enter)
    assert client.item == "ac_origin"
    assert client.codes[0] == "ER", "what was picked stays, and the words are looked for"
    find(client, find=" ", **enter)
    assert client.item == "ac_origin", "nothing is picked"
    find(client, find="", answer="ER", **enter)
    assert client.item == "ac_language_best"
    client.press("back")
    assert client.chosen == ["ER"]


def test_words_that_nothing_fits_are_said_so_calmly(at_origin: Callable[..., Respondent]) -> None:
    client = find(at_origin(), find="zzyzx")
    assert client.codes == ["other"]
    assert told(client)
    assert not client.notice


def test_a_heading_opens_all_of_its_group_by_the_alphabet(
    place: Installation, at_origin: Callable[..., Respondent]
) -> None:
    client = find(at_origin(), group="africa")
    african = [entry for entry in place.catalogue.lists["countries"].entries if entry.group == "africa"]
    assert set(client.codes) == {entry.code for entry in african} | {"other"}
    labels = [text_of(label) for label in find_all(client.page, "label", class_="option")][:-1]
    assert labels == sorted(labels, key=sort_key)
    current = find_all(client.page, "button", aria_current="true", name="group")
    assert [button.get("value") for button in current] == ["africa"]
    assert find_all(client.page, "input", id="finder")[0].get("value") == ""


def test_from_a_heading_back_to_the_often_chosen_ones(at_origin: Callable[..., Respondent]) -> None:
    client = at_origin()
    first = client.codes
    find(client, group="europe")
    assert client.codes != first
    [back] = [button for button in find_all(client.page, "button", name="find")]
    find(client, find=back.get("value", "?"))
    assert client.codes == first


def test_every_entry_of_every_list_can_be_reached_by_headings(place: Installation, sit: Sit) -> None:
    for item, name in (("ac_origin", "countries"), ("ac_language_best", "languages"), ("ac_occupation", "occupations")):
        client = sit("ar", pick=lambda item, codes: "yes" if item == "ac_worked" else None)
        client.open_module("achtergrond").walk_to(item)
        reached = set(client.codes)
        for group in place.catalogue.lists[name].groups:
            reached |= set(find(client, group=group.id).codes)
        assert reached == set(place.catalogue.lists[name].codes)


def test_searching_answers_nothing_and_moves_nobody(place: Installation, at_origin: Callable[..., Respondent]) -> None:
    client = at_origin()
    before = rows_of(place.site.db, "answer")
    find(client, find="ne", answer="ER")
    assert rows_of(place.site.db, "answer") == before
    assert client.item == "ac_origin"
    client.answer("NP")
    assert len(rows_of(place.site.db, "answer")) == len(before) + 1


def test_what_was_picked_stays_picked_through_a_search(at_origin: Callable[..., Respondent]) -> None:
    client = find(at_origin(), find="nepal", answer="ER")
    assert client.chosen == ["ER"]
    assert client.codes[:2] == ["ER", "NP"]
    find(client, group="asia", answer="NP")
    assert client.chosen == ["NP"]


def test_next_with_words_and_no_choice_looks_for_them(at_origin: Callable[..., Respondent]) -> None:
    """Who types and presses the large button is not told off."""
    client = at_origin("ti")
    client.post("/answer", **client.hidden, move="next", find="suriya")
    assert client.item == "ac_origin"
    assert client.codes[0] == "SY"
    assert not client.notice


def test_next_with_neither_is_a_notice(at_origin: Callable[..., Respondent]) -> None:
    client = at_origin()
    client.post("/answer", **client.hidden, move="next", find="  ")
    assert client.notice


def test_next_with_words_and_a_choice_keeps_the_choice(at_origin: Callable[..., Respondent]) -> None:
    client = at_origin()
    client.post("/answer", **client.hidden, move="next", find="nepal", answer="ER")
    assert client.item == "ac_language_best"


def test_declining_is_declining_whatever_was_typed(at_origin: Callable[..., Respondent]) -> None:
    client = at_origin()
    client.post("/answer", **client.hidden, move="declined", find="nepal")
    assert client.item == "ac_language_best"


def test_reading_the_page_again_searches_no_more(at_origin: Callable[..., Respondent]) -> None:
    client = find(at_origin(), find="nepal")
    assert not client.client.cookies.get("kb_sought")
    client.look()
    assert "NP" not in client.codes


def test_words_for_one_list_are_not_looked_for_in_the_next(at_origin: Callable[..., Respondent]) -> None:
    client = at_origin()
    form = {"csrf": client.csrf, **client.hidden, "find": "nepal"}
    client.client.post("/find", data=form, follow_redirects=False)
    client.answer("ER")
    assert client.item == "ac_language_best"
    assert find_all(client.page, "input", id="finder")[0].get("value") == ""


def test_our_script_gets_the_same_matches_in_one_step(at_origin: Callable[..., Respondent]) -> None:
    client = at_origin("ar")
    form = {"csrf": client.csrf, **client.hidden, "find": "suriya"}
    reply = client.client.post("/find", data=form, headers={"kb-part": "1"}, follow_redirects=False)
    assert reply.status_code == 200
    assert "set-cookie" not in reply.headers
    find(client, find="suriya")
    assert [code for code in client.codes if f'value="{code}"' in reply.text] == client.codes


def test_our_script_looks_without_a_single_write(place: Installation, at_origin: Callable[..., Respondent]) -> None:
    client = at_origin()
    before = everything(place.site.db)
    form = {"csrf": client.csrf, **client.hidden, "find": "nep"}
    assert client.client.post("/find", data=form, headers={"kb-part": "1"}).status_code == 200
    assert everything(place.site.db) == before


def test_without_our_script_searching_is_a_sign_of_life(
    place: Installation, at_origin: Callable[..., Respondent], clock: Callable[[], object]
) -> None:
    client = at_origin()
    minutes = place.site.settings.kiosk_idle_minutes
    for _ in range(3):
        clock.forward(minutes=minutes - 1)  # type: ignore[attr-defined]
        find(client, find="nep")
    assert client.item == "ac_origin"


def test_a_search_at_a_question_without_a_list_changes_nothing(sit: Sit) -> None:
    client = sit().open_module("achtergrond")
    assert client.item == "ac_birth_year"
    find(client, find="nepal", group="africa")
    assert client.item == "ac_birth_year"
    assert not find_all(client.page, "input", id="finder")


def test_a_search_after_the_end_of_the_sitting_leads_out(sit: Sit) -> None:
    client = sit()
    there = sit()
    assert there.client.cookies.get("kb_kiosk")
    client.client.post("/find", data={"csrf": client.csrf, "item": "ac_origin", "find": "er"})
    client.look()
    assert not client.item


@pytest.mark.parametrize("language", ["nl", "ar", "ti"])
def test_pages_of_long_lists_are_light(place: Installation, sit: Sit, language: str) -> None:
    client = sit(language, pick=lambda item, codes: "yes" if item == "ac_worked" else None)
    client.open_module("achtergrond")
    for item, name in (("ac_origin", "countries"), ("ac_occupation", "occupations")):
        client.walk_to(item)
        assert len(client.html.encode()) < HEAVIEST
        assert len(find(client, find="a").codes) <= MOST + 2
        for group in place.catalogue.lists[name].groups:
            assert len(find(client, group=group.id).html.encode()) < 2 * HEAVIEST


def test_typed_words_are_shown_as_text(at_origin: Callable[..., Respondent]) -> None:
    client = find(at_origin(), find='"><script>alert(1)</script>')
    assert "<script>alert" not in client.html
    assert "alert" not in visible_text(client.page)


@given(st.text(max_size=200), st.text(max_size=200), st.text(max_size=200))
def test_what_is_sought_survives_the_cookie(item: str, words: str, picked: str) -> None:
    try:
        sent = Sought.sent(FormData({"item": item, "find": words, "answer": picked}))
        again = Sought.read(sent.written())
    except UnicodeEncodeError:  # lone surrogates never come from a decoded form
        return
    assert again == sent
    assert max(map(len, (again.item, again.words, again.picked))) <= LONGEST
    assert sent.written().isascii()


@given(st.text(max_size=4000))
def test_a_foreign_cookie_is_harmless(cookie: str) -> None:
    found = Sought.read(cookie)
    assert len(found.words) <= LONGEST
