"""Without a script, too, a change of how the page looks loses nothing of what was chosen or typed on it."""

from collections.abc import Callable

import pytest

from scoring.definition import ItemType
from service.kiosk.models import Answer, Sitting
from service.vault.models import SealedAnswer
from tests.support.installation import Installation
from tests.support.kiosk_screens import all_on_the_path
from tests.support.page import find_all
from tests.support.respondent import Respondent

Sit = Callable[..., Respondent]
BUTTONS = [("to", "beside"), ("language", "ti"), ("size", "largest"), ("contrast", "high"), ("beside", "nl")]


def press(client: Respondent, name: str, value: str, **filled_in: object) -> None:
    """Send the form that this button belongs to, to where the button says, as a browser does without a script."""
    button = find_all(client.page, "button", name=name, value=value)[-1]
    forms = [f for f in find_all(client.page, "form") if button in list(f.iter("button"))]
    form = find_all(client.page, "form", id=button.get("form"))[0] if button.get("form") else forms[0]
    hidden = {f.get("name", ""): f.get("value", "") for f in find_all(form, "input", type="hidden")}
    client.post(button.get("formaction") or form.get("action", ""), **{**hidden, **filled_in, name: value})


def answers(place: Installation) -> int:
    with place.site.db.read() as session:
        return session.query(Answer).count() + session.query(SealedAnswer).count()


@pytest.mark.parametrize("slug", ["persoonlijkheid", "trauma"])
def test_what_was_chosen_stays_and_is_no_answer(place: Installation, sit: Sit, slug: str) -> None:
    client = sit("ar").open_module(slug)
    item, before = client.item, answers(place)
    for turn, (name, value) in enumerate(BUTTONS):
        chosen = client.codes[-1 - turn % 2]
        press(client, name, value, answer=chosen)
        assert (client.item, client.chosen) == (item, [chosen]), name
        assert answers(place) == before
    client.look()
    assert client.chosen == [chosen], "a reload keeps it"
    client.answer(chosen)
    with place.site.db.read() as session:
        assert session.query(Sitting).one().draft is None
    assert answers(place) == before + 1


def test_back_and_forth_several_ticks_and_typed_words(place: Installation, sit: Sit) -> None:
    client = sit("en").open_module("achtergrond")
    press(client, "size", "large", answer="19x")
    assert client.chosen == ["19x"], "what could not be kept yet"
    items = place.catalogue.module("achtergrond").questionnaire.items
    several = next(item.id for item in items if item.type is ItemType.MULTIPLE)
    with all_on_the_path():
        with place.site.db.write() as session:
            session.query(Sitting).one().item_id = several
        client.look()
        ticked = client.codes[:2]
        press(client, "to", "beside", answer=ticked)
        assert client.chosen == ticked
        press(client, "to", "beside", answer=client.codes[1:3])
        assert client.chosen == client.codes[1:3]
        press(client, "language", "nl")
        assert client.chosen == [], "all taken off again"


def test_in_a_long_list_the_words_and_the_choice_stay(sit: Sit) -> None:
    client = sit("en").open_module("achtergrond").walk_to("ac_origin")
    for name, value in BUTTONS:
        press(client, name, value, find="Eri", answer="ER")
        assert find_all(client.page, "input", name="find")[0].get("value") == "Eri", name
        assert "ER" in client.chosen, name


def test_a_yes_and_no_stay_ticked(sit: Sit) -> None:
    client = sit("en")
    client.press("consent")
    for name, value in (("language", "ti"), ("size", "largest")):
        press(client, name, value, health="no", assessment="yes")
        fields = [f for f in find_all(client.page, "input") if "checked" in f.attrib]
        assert [(f.get("name"), f.get("value")) for f in fields] == [("assessment", "yes"), ("health", "no")]


def test_a_text_with_gaps_keeps_all_of_it_however_often_the_page_changes(place: Installation, sit: Sit) -> None:
    client = sit("nl").open_module("taal_nl")
    items = place.catalogue.module("taal_nl").questionnaire.items
    text = next(item.id for item in items if item.type is ItemType.C_TEST)
    with all_on_the_path():
        with place.site.db.write() as session:
            session.query(Sitting).one().item_id = text
        client.look()
        typed = ["", "huis", *("" for _ in client.gaps[2:])]
        for name, value in (("size", "largest"), ("size", "normal"), ("language", "en")):
            press(client, name, value, answer=typed)
            assert client.gaps == typed


def test_enter_in_a_field_still_goes_on(sit: Sit) -> None:
    """Of a form's buttons the first one in the page, also of those that stand outside it."""
    client = sit("en")
    client.press("consent")
    assert first_button(client, "agree") == ("to", "agree")
    client.press("agree", assessment="yes", health="yes", norms="no")
    client.open_module("achtergrond")
    assert first_button(client, "answer") == ("move", "next")
    client.walk_to("ac_origin")
    assert first_button(client, "answer") == ("by", "enter"), "it looks, or goes on where there is nothing to look for"


def first_button(client: Respondent, form: str) -> tuple[str, str]:
    inside = list(find_all(client.page, "form", id=form)[0].iter("button"))
    first = next(b for b in client.page.iter("button") if b.get("form") == form or b in inside)
    return first.get("name", ""), first.get("value") or first.get("formaction", "")


def test_a_form_of_another_page_leaves_nothing(sit: Sit) -> None:
    client = sit("en").open_module("persoonlijkheid")
    stale, chosen = client.hidden, client.codes[-1]
    client.answer(chosen)
    following = client.item
    client.post("/look", size="large", **{**stale, "answer": chosen})
    assert (client.item, client.chosen) == (following, [])


def test_what_can_not_be_an_answer_stays_to_be_mended_and_back_never_asks_to_send_again(
    place: Installation, sit: Sit
) -> None:
    """Every form is answered by a redirect, also one that could not be kept: so no page in the history is a form's."""
    client = sit("ti").open_module("achtergrond")
    for typed in ("19x", "3000", "19x"):
        client.answer(typed)
        assert client.notice
        assert client.chosen == [typed]
    assert answers(place) == 0
    form = {"csrf": client.csrf, **client.hidden, "move": "next", "answer": "20y"}
    part = client.client.post("/answer", data=form, headers={"kb-part": "1"})
    assert part.status_code == 200
    assert 'value="20y"' in part.text, "our own script shows it at once"
    client.answer("1990")
    assert client.item == "ac_origin"
    assert answers(place) == 1
    posts = [reply for reply in client.seen if reply.request.method == "POST"]
    assert {reply.status_code for reply in posts} == {303}
    assert {str(reply.url.path) for reply in client.seen if reply.status_code == 200} == {"/"}
