"""A second press on a page whose first answer arrived while its reply was lost: the later answer counts."""

from collections.abc import Callable

import pytest

from tests.conftest import Clock
from tests.support.installation import Installation
from tests.support.respondent import Respondent
from tests.support.tables import rows_of

Sit = Callable[..., Respondent]
USE = "zr_use"
FIRST, LATER = {"press": "0"}, {"press": "1"}


def kept(place: Installation, item: str) -> list[tuple[int, object]]:
    """Revisions and values of one answer."""
    rows = [row for row in rows_of(place.site.db, "answer") if row["item_id"] == item]
    return sorted((row["revision"], row["value"]) for row in rows)


def sealed(place: Installation, item: str) -> list[int]:
    """Revisions of a health answer, which nobody can read."""
    return sorted(r["revision"] for r in rows_of(place.site.db, "vault_sealed_answer") if r["item_id"] == item)


@pytest.mark.parametrize("counted", [True, False], ids=["script", "plain"])
def test_another_answer_of_the_same_page_is_one_more_revision(place: Installation, sit: Sit, counted: bool) -> None:
    client = sit("en").open_module("persoonlijkheid")
    item, fields, codes = client.item, client.hidden, client.codes
    for number, code in enumerate((codes[0], codes[1])):
        press = {"press": str(number)} if counted else {}
        client.post("/answer", **fields, **press, move="next", answer=code)
        assert not client.notice
        assert client.item != item
    stored = kept(place, item)
    assert [revision for revision, _ in stored] == [1, 2]
    assert codes[1] in str(stored[1][1])
    client.press("back")
    assert client.item == item
    assert client.chosen == [codes[1]]


def test_the_same_press_twice_is_kept_once_and_an_earlier_one_that_comes_late_counts_for_nothing(
    place: Installation, sit: Sit
) -> None:
    client = sit("en").open_module("persoonlijkheid")
    item, fields, codes = client.item, client.hidden, client.codes
    for press, code in ((FIRST, 0), (LATER, 1), (LATER, 1), (FIRST, 0)):
        client.post("/answer", **fields, **press, move="next", answer=codes[code])
        assert not client.notice
    stored = kept(place, item)
    assert len(stored) == 2
    assert codes[1] in str(stored[1][1])


def test_a_refusal_takes_the_place_of_a_health_answer(place: Installation, sit: Sit) -> None:
    """The copy that routing reads holds what was said last, and the questions that follow are those of a no."""
    client = sit("en").open_module("trauma")
    item, fields = client.item, client.hidden
    client.answer("yes", **FIRST)
    after_yes = client.item
    client.post("/answer", **fields, **LATER, move="declined")
    assert not client.notice
    assert client.item == after_yes
    assert sealed(place, item) == [1, 2]


def test_what_is_asked_next_follows_the_later_answer(sit: Sit) -> None:
    """Who reports use is asked more about it; who takes it back is not, and the other way round."""
    client = sit("en").open_module("zelfredzaamheid").walk_to(USE)
    fields, codes = client.hidden, client.codes
    client.post("/answer", **fields, **FIRST, move="next", answer=codes[-1])
    asked_more = client.item
    client.post("/answer", **fields, **LATER, move="next", answer=codes[0])
    assert client.item != asked_more
    client.post("/answer", **fields, press="2", move="next", answer=codes[-1])
    assert client.item == asked_more


@pytest.mark.parametrize("slug", ["taal_en", "leerbaarheid"])
def test_where_no_way_leads_back_the_later_answer_counts_all_the_same(
    place: Installation, sit: Sit, clock: Clock, slug: str
) -> None:
    """In a bank and in a timed part: nobody has seen the question that the first answer led to."""
    client = sit("en").open_module(slug)
    client.walk(lambda me: bool(me.item) and "back" not in me.buttons and len(me.codes) > 1)
    item, fields, codes = client.item, client.hidden, client.codes
    clock.forward(seconds=5)
    client.post("/answer", **fields, **FIRST, move="next", answer=codes[0])
    clock.forward(seconds=5)
    client.post("/answer", **fields, **LATER, move="next", answer=codes[1])
    assert not client.notice
    rows = sorted((r for r in rows_of(place.site.db, "answer") if r["item_id"] == item), key=lambda r: r["revision"])
    assert [row["response_ms"] for row in rows] == [5000, 10_000]
    assert codes[1] in str(rows[1]["value"])


def test_where_no_way_leads_back_it_is_refused_once_more_was_answered(
    place: Installation, sit: Sit, clock: Clock
) -> None:
    client = sit("en").open_module("taal_en")
    client.walk(lambda me: bool(me.item) and "back" not in me.buttons and len(me.codes) > 1)
    item, fields, codes = client.item, client.hidden, client.codes
    client.post("/answer", **fields, **FIRST, move="next", answer=codes[0])
    clock.forward(seconds=5)
    client.answer()
    client.post("/answer", **fields, **LATER, move="next", answer=codes[1])
    assert client.notice
    assert len(kept(place, item)) == 1


def test_a_later_press_that_is_no_answer_leads_back_to_be_mended(place: Installation, sit: Sit) -> None:
    client = sit("en").open_module("achtergrond")
    item, fields = client.item, client.hidden
    client.post("/answer", **fields, **FIRST, move="next", answer="1988")
    client.post("/answer", **fields, **LATER, move="next", answer="19x")
    assert client.item == item
    assert client.notice
    client.answer("1989")
    assert kept(place, item) == [(1, 1988), (2, 1989)]


def test_the_answer_that_ended_a_part_can_be_another_one(place: Installation, sit: Sit) -> None:
    """Nothing is left to be asked: the part stays ended, and nothing of it stays readable."""
    client = sit("en").open_module("trauma")
    last = {}
    while client.item:
        last = {"item": client.item, "fields": client.hidden, "codes": client.codes}
        client.post("/answer", **client.hidden, **FIRST, move="declined")
        client.walk(lambda me: bool(me.item) or me.stations > 0 or me.heading == "")
    client.post("/answer", **last["fields"], **LATER, move="next", answer=last["codes"][0])
    assert rows_of(place.site.db, "working_copy") == []


def test_back_from_a_page_whose_answer_went_ahead_is_one_step_before_that_page(sit: Sit) -> None:
    client = sit("en").open_module("persoonlijkheid")
    items = []
    for _ in range(3):
        items.append(client.item)
        client.answer()
    for _ in range(2):  # its reply gets lost too
        client.post("/go", to="back", item=items[2], after="1")
        assert client.item == items[1]
        assert not client.notice
