"""Practice items: a word on right or wrong, again or on."""

from collections.abc import Callable

import pytest

from scoring.keying import keys_of
from tests.support.installation import Installation
from tests.support.respondent import Respondent

Sit = Callable[..., Respondent]


@pytest.mark.parametrize("slug", ["taal_nl", "leerbaarheid"])
def test_feedback_right_and_wrong(place: Installation, sit: Sit, slug: str) -> None:
    module = place.catalogue.modules[slug]
    client = sit("en").open_module(slug).walk(lambda me: bool(me.item) and module.questionnaire.by_id[me.item].practice)
    item = client.item
    assert module.questionnaire.by_id[item].practice
    [key] = keys_of(module.questionnaire, module.questionnaire.by_id[item])
    client.answer(next(code for code in client.codes if code != key))
    assert client.heading == "Not quite"
    assert module.text("en", f"feedback.{item}.wrong") in client.html
    client.press("again")
    assert client.item == item
    client.answer(key)
    assert client.heading == "Yes, that is right"
    assert module.text("en", f"feedback.{item}.right") in client.html
    client.press("on")
    assert client.item not in ("", item)


def test_passing_over_a_practice_item_is_possible(sit: Sit) -> None:
    client = sit("en").open_module("taal_nl")
    client.answer(move="declined")
    client.press("on")
    assert client.item == "nl_p2"


def test_test_items_get_no_feedback(sit: Sit) -> None:
    client = sit("en").open_module("taal_nl")
    client.walk(lambda me: bool(me.item) and "nl_p" not in me.item)
    before = client.item
    client.answer()
    assert client.item not in ("", before)
