"""The learning task at the kiosk: what is studied can't be looked up again, and nothing gives an answer away."""

from collections.abc import Callable

import pytest

from scoring.definition import PairSet, PairSpec, Questionnaire
from scoring.keying import keys_of, pair_question
from scoring.symbols import pairs_of
from service.kiosk.learning import lesson_of, pictures_of, solved_pair
from service.kiosk.steps import may_go_back
from tests.support.installation import Installation
from tests.support.page import find_all
from tests.support.respondent import Respondent

Sit = Callable[..., Respondent]


@pytest.fixture
def questionnaire(place: Installation) -> Questionnaire:
    return place.catalogue.modules["leerbaarheid"].questionnaire


@pytest.fixture
def learner(sit: Sit) -> Respondent:
    return sit("en").open_module("leerbaarheid")


def test_study_then_ask_then_study_again(learner: Respondent, questionnaire: Questionnaire) -> None:
    order = [item.id for item in questionnaire.items if item.pairs or item.pair]
    assert learner.item == order[0] == "lb_s0"
    assert len(find_all(learner.page, "div", class_="pairs__pair")) == 2
    learner.walk_to("lb_s1")
    assert len(find_all(learner.page, "div", class_="pairs__pair")) == 8
    learner.answer()
    assert learner.item == "lb_a1"
    assert learner.kind == "pair"
    assert learner.codes == list("abcdef")
    learner.walk_to("lb_s2")
    assert "lb_a8" in learner.given


def test_the_studied_pairs_are_told_apart_by_number_and_the_options_by_letter_alone(learner: Respondent) -> None:
    learner.walk_to("lb_s1")
    labels = [element.get("aria-label") for element in find_all(learner.page, "div", class_="pairs__pair")]
    assert labels == [f"Pair {number}: a symbol and its picture" for number in range(1, 9)]
    learner.answer()
    assert [element.get("aria-label") for element in find_all(learner.page, "div", class_="symbol")] == ["A symbol"]
    assert [f"Picture {letter}" in learner.html for letter in "abcdef"] == [True] * 6
    assert "Pair" not in learner.html.split("<main", 1)[1]


def test_back_moves_about_in_a_test_and_never_out_of_it(learner: Respondent) -> None:
    learner.walk_to("lb_s1")
    assert "back" not in learner.buttons
    learner.answer()
    assert "back" not in learner.buttons
    learner.answer()
    assert learner.item == "lb_a2"
    learner.press("back")
    assert learner.item == "lb_a1"
    assert learner.chosen


@pytest.mark.parametrize("item", ["lb_s1", "lb_a1", "lb_s2", "lb_b1", "lb_p1", "lb_c1"])
def test_a_form_of_ones_own_leads_no_further_back(learner: Respondent, item: str) -> None:
    learner.walk_to(item)
    learner.post("/go", to="back")
    assert learner.item == item


def test_an_answer_cannot_be_mended_after_having_studied_again(learner: Respondent) -> None:
    learner.walk_to("lb_s2")
    form = {**learner.hidden, "item": "lb_a1", "revision": "1", "key": "a-key-of-ones-own"}
    learner.post("/answer", **form, move="next", answer="a")
    assert learner.item == "lb_s2"
    assert "another window" in learner.notice


def test_after_a_break_the_study_screen_does_not_come_again(learner: Respondent, sit: Sit) -> None:
    learner.walk_to("lb_a3")
    learner.press("stop")
    learner.press("pause")
    again = sit("en").open_module("leerbaarheid")
    assert again.item == "lb_a3"


def test_practice_shows_the_pair_put_together(learner: Respondent, questionnaire: Questionnaire) -> None:
    learner.walk_to("lb_sp1")
    [key] = keys_of(questionnaire, questionnaire.by_id["lb_sp1"])
    learner.answer(next(code for code in learner.codes if code != key))
    assert learner.heading == "Not quite"
    assert len(find_all(learner.page, "div", class_="pairs__pair")) == 1


def test_what_is_drawn_follows_from_the_spec(questionnaire: Questionnaire) -> None:
    for item in questionnaire.items:
        lesson = lesson_of(questionnaire, item)
        if item.pairs:
            assert lesson is not None
            assert {pair.number for pair in lesson.pairs} == set(range(1, item.pairs.count + 1))
            assert lesson.symbol is None
        elif item.pair:
            asked = pair_question(questionnaire, item.pair)
            assert lesson is not None
            assert (lesson.pairs, lesson.symbol) == ((), asked.symbol)
            assert pictures_of(questionnaire, item) == asked.options
            solved = solved_pair(questionnaire, item)
            assert solved is not None
            assert solved.pairs[0].picture == asked.options[asked.key]
        else:
            assert lesson is None
            assert solved_pair(questionnaire, item) is None


def test_every_way_into_and_out_of_learning_is_closed(questionnaire: Questionnaire) -> None:
    path = questionnaire.items
    for at, item in enumerate(path[1:], start=1):
        learning = [bool(each.pairs or each.pair) for each in (path[at - 1], item)]
        inside = item.pair is not None and path[at - 1].pair is not None
        assert may_go_back(path, item.id) is (inside or not any(learning))


def test_a_set_is_shown_whole_whatever_its_size() -> None:
    spec = PairSet(seed=3, count=5, order=9)
    assert len({pair.symbol for pair in pairs_of(spec)}) == 5
    assert PairSpec(study="x", ask=5, order=0, options=5).ask == 5
