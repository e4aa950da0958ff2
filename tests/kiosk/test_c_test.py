"""A text with gaps at the kiosk: one screen, one form, kept once, nothing typed is lost, no missing half is shown."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from scoring.c_test import DamagedText
from scoring.score import score
from service.assessment.queries import latest_answers, values_of
from service.kiosk.models import Answer, Sitting
from tests.conftest import Clock
from tests.support.installation import Installation, install
from tests.support.page import find_all, text_of
from tests.support.respondent import Respondent
from tests.support.tables import rows_of
from tests.support.whole_banks import asking_everything

Sit = Callable[..., Respondent]
ITEM, PRACTICE = "nl_c1", "nl_p3"
LANGUAGES = ("nl", "en", "ar", "ti")


@pytest.fixture(scope="module")
def questionnaires(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return asking_everything(tmp_path_factory.mktemp("whole"))


@pytest.fixture
def place(tmp_path: Path, database_url: str, clock: Clock, questionnaires: Path) -> Iterator[Installation]:
    found = install(tmp_path / "data", database_url, clock, questionnaires)
    yield found
    found.site.db.close()


def put(client: Respondent, place: Installation, item: str) -> Respondent:
    """Put an item of the open module before the client."""
    with place.site.db.write() as session:
        sitting = session.query(Sitting).one()
        sitting.screen, sitting.item_id = "item", item
    client.look()
    assert client.item == item
    return client


def at(client: Respondent, place: Installation, item: str) -> Respondent:
    """Straight to an item of Dutch, the items before it left open."""
    return put(client.open_module("taal_nl"), place, item)


@pytest.fixture
def client(place: Installation, sit: Sit) -> Respondent:
    return at(sit("ar"), place, ITEM)


def damaged(place: Installation, item: str = ITEM) -> DamagedText:
    return place.catalogue.modules["taal_nl"].questionnaire.c_tests[item]


def kept(place: Installation, item: str = ITEM) -> list[object]:
    with place.site.db.read() as session:
        rows = session.query(Answer).filter(Answer.item_id == item).order_by(Answer.revision)
        return [row.value for row in rows]


def paragraph(page: Element) -> Element:
    [found] = find_all(page, "p", class_="damaged")
    return found


def read_text(page: Element) -> str:
    """The text as it stands there, with a line for each field and without what is only read aloud."""

    def words(element: Element) -> str:
        if element.get("class") == "unseen":
            return element.tail or ""
        own = "_" if element.tag == "input" else (element.text or "")
        space = element.get("class") == "gap__word"
        inside = "".join(words(child) for child in element)
        return (
            (own + inside).replace(" ", "").replace("\n", "") + (element.tail or "")
            if space
            else (own + inside + (element.tail or ""))
        )

    return " ".join(words(paragraph(page)).split())


def test_the_text_is_shown_with_its_halves_and_no_more(place: Installation, client: Respondent) -> None:
    made = damaged(place)
    expected = "".join(f"{text}{gap.shown}_" for text, gap in zip(made.between, made.gaps, strict=False))
    assert read_text(client.page) == " ".join((expected + made.between[-1]).split())


def test_no_whole_word_of_a_gap_reaches_the_browser(place: Installation, client: Respondent) -> None:
    for item in (PRACTICE, "nl_c1", "nl_c2", "nl_c3", "nl_c4"):
        put(client, place, item)
        made = damaged(place, item)
        assert made.whole not in client.html
        left = set(re.findall(r"\w+", " ".join(made.between).lower()))
        secret = [gap.word for gap in made.gaps if gap.word.lower() not in left]
        assert len(secret) * 2 > len(made.gaps), "most damaged words stand nowhere else in the text"
        [form] = find_all(client.page, "form", id="answer")
        sent = " ".join([*form.itertext(), *(value for element in form.iter() for value in element.attrib.values())])
        for word in secret:
            assert not re.search(rf"\b{word}\b", sent, re.IGNORECASE), word
        assert client.gaps == [""] * len(made.gaps)


def test_every_field_says_which_gap_it_is_in_the_clients_language(place: Installation, client: Respondent) -> None:
    for language in LANGUAGES:
        client.post("/language", language=language)
        words = place.site.translators[language].gettext("Gap %(number)s of %(total)s")
        labels = [label for label in find_all(client.page, "label") if find_all(label, "input", name="answer")]
        assert len(labels) == 20
        for number, label in enumerate(labels, 1):
            [said] = find_all(label, "span", class_="unseen")
            assert text_of(said) == words % {"number": number, "total": 20}
            assert said.get("lang") == language


def test_the_text_keeps_its_own_language_and_direction(client: Respondent) -> None:
    for language in LANGUAGES:
        client.post("/language", language=language)
        assert (paragraph(client.page).get("lang"), paragraph(client.page).get("dir")) == ("nl", "ltr")
        for field in find_all(client.page, "input", name="answer"):
            assert (field.get("lang"), field.get("dir"), field.get("spellcheck")) == ("nl", "ltr", "false")
            helped = (field.get("autocomplete"), field.get("autocorrect"), field.get("autocapitalize"))
            assert helped == ("off", "off", "none")


def test_the_whole_text_is_one_answer(place: Installation, client: Respondent) -> None:
    typed = [gap.missing if gap.number % 2 else "" for gap in damaged(place).gaps]
    client.answer(typed)
    assert client.item == "nl_c2"
    assert kept(place) == [typed]
    [row] = rows_of(place.site.db, "answer")
    assert (row["slug"], row["language"], row["revision"]) == ("taal_nl", "ar", 1)


def test_the_same_form_twice_is_kept_once(place: Installation, client: Respondent) -> None:
    fields = client.hidden
    typed = ["ken", *[""] * 19]
    client.answer(typed)
    client.post("/answer", **fields, move="next", answer=typed)
    assert kept(place) == [typed]
    assert client.notice == ""


def test_what_was_typed_stands_there_again(place: Installation, client: Respondent) -> None:
    typed = ["nt", "", "sen", *["x"] * 17]
    client.answer(typed)
    client.press("back")
    assert client.item == ITEM
    assert client.gaps == typed
    better = ["kent", *typed[1:]]
    client.answer(better)
    assert kept(place) == [typed, better]


def test_going_on_at_another_computer(place: Installation, client: Respondent, sit: Sit) -> None:
    typed = ["nt", *[""] * 19]
    client.press("stop", answer=typed)
    client.press("pause")
    assert kept(place) == [typed]
    there = at(sit("ti"), place, ITEM)
    assert there.gaps == typed


@pytest.mark.parametrize("to", ["help", "stop", "back"])
def test_leaving_the_text_loses_nothing_of_it(place: Installation, client: Respondent, to: str) -> None:
    typed = ["nt", "jna", *[""] * 18]
    client.press(to, answer=typed)
    assert kept(place) == [typed]
    if to == "back":
        assert client.item == PRACTICE
        return
    client.press("on")
    assert client.item == ITEM
    assert client.gaps == typed
    client.press(to)
    assert kept(place) == [typed], "the same again is no new answer"


def test_another_language_loses_nothing_either(place: Installation, client: Respondent) -> None:
    typed = ["nt", "jna", *[""] * 18]
    client.post("/language", language="nl", **client.hidden, answer=typed)
    assert client.gaps == typed
    assert kept(place) == [typed]
    assert 'lang="nl"' in client.html


@pytest.mark.parametrize(
    "changed",
    [
        {"revision": "7"},
        {"item": "nl_c2"},
        {"item": "nl_01"},
        {"item": "none"},
        {"answer": ["a"]},
        {"answer": [""] * 20},
    ],
)
def test_what_does_not_fit_is_not_kept_and_stops_nobody(
    place: Installation, client: Respondent, changed: dict[str, object]
) -> None:
    client.post("/go", to="stop", **{**client.hidden, "answer": ["nt"] * 20, **changed})
    assert "pause" in client.buttons
    assert kept(place) == kept(place, "nl_c2") == []


@pytest.mark.parametrize("headers", [{}, {"kb-part": "1"}], ids=["plain", "script"])
def test_too_long_is_told_kindly_and_nothing_typed_is_lost(
    place: Installation, client: Respondent, headers: dict[str, str]
) -> None:
    typed = ["nt", "x" * 61, "sen", *[""] * 17]
    form = {"csrf": client.csrf, **client.hidden, "move": "next", "answer": typed}
    client._take(client.client.post("/answer", data=form, headers=headers))
    assert client.notice == place.site.translators["ar"].gettext("That is too long. One word is enough.")
    assert client.item == ITEM
    assert client.gaps == typed
    assert kept(place) == []
    wrong = [field.get("aria-invalid") for field in find_all(client.page, "input", name="answer")]
    assert wrong == [None, "true", *[None] * 18]
    client.answer(["nt", "jna", "sen", *[""] * 17])
    assert client.item == "nl_c2"


@pytest.mark.parametrize("typed", [[""] * 20, ["  "] * 20, []])
def test_nothing_typed_is_told_kindly(place: Installation, client: Respondent, typed: list[str]) -> None:
    client.answer(typed)
    assert client.item == ITEM
    assert client.notice == place.site.translators["ar"].gettext(
        "Nothing is filled in yet. Please fill in what you know, or use the button under the text."
    )
    assert kept(place) == []


def test_passing_the_text_over(place: Installation, client: Respondent) -> None:
    client.answer([""] * 20, move="declined")
    assert client.item == "nl_c2"
    assert kept(place) == ["declined"]


def test_who_typed_something_and_passes_keeps_what_was_typed(place: Installation, client: Respondent) -> None:
    typed = ["nt", *[""] * 19]
    client.answer(typed, move="declined")
    assert client.item == "nl_c2"
    assert kept(place) == [typed]


def test_invisible_signs_of_a_keyboard_are_left_out(place: Installation, client: Respondent) -> None:
    client.answer(["n\u200ct", " j \u00ad na ", *[""] * 18])
    assert kept(place) == [["nt", "j na", *[""] * 18]]


def test_enter_never_sends_a_text_half_filled_in(client: Respondent) -> None:
    """The first button that belongs to a form, wherever it stands, is the one that Enter presses."""
    [form] = find_all(client.page, "form", id="answer")
    inside = {id(button) for button in find_all(form, "button")}
    own = [one for one in find_all(client.page, "button") if one.get("form") == "answer" or id(one) in inside]
    assert "disabled" in own[0].attrib
    assert {one.get("formaction") for one in own[1:]} >= {"/go", "/language", None}


def test_enter_in_another_typed_field_goes_on_and_passes_nothing_over(sit: Sit) -> None:
    client = sit("en").open_module("achtergrond")
    [form] = find_all(client.page, "form", id="answer")
    first = find_all(form, "button")[0]
    assert (first.get("name"), first.get("value")) == ("move", "next")
    assert "disabled" not in first.attrib


def test_practice_tells_right_from_wrong(place: Installation, client: Respondent) -> None:
    module = place.catalogue.modules["taal_nl"]
    for language in LANGUAGES:
        put(client, place, PRACTICE).post("/language", language=language)
        assert len(client.gaps) == 3
        client.answer(["is", "", "x"])
        assert module.text(language, f"feedback.{PRACTICE}.wrong") in client.html
        client.press("again")
        assert client.gaps == ["is", "", "x"]
        client.answer(["huis", "EL", "maar"])
        assert module.text(language, f"feedback.{PRACTICE}.right") in client.html
        client.press("on")
        assert client.item == ITEM


def test_what_is_kept_is_what_is_scored(place: Installation, client: Respondent) -> None:
    for item, right in (("nl_c1", 20), ("nl_c2", 10), ("nl_c3", 5), ("nl_c4", 0)):
        assert client.item == item
        client.answer([gap.missing if gap.number <= right else "zz" for gap in damaged(place, item).gaps])
    with place.site.db.read() as session:
        sitting = session.query(Sitting).one()
        values = values_of(latest_answers(session, sitting.id)["taal_nl"])
    result = score(place.catalogue.modules["taal_nl"].questionnaire, values, "ar").scales["c_test"]
    assert (result.raw, result.value, result.answered) == (35.0, 43.75, 4)
