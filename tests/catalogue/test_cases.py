"""Worked cases: how they are filled in, and what they leave unshown."""

from service.catalogue import load
from service.catalogue.cases import Outcome, filled, run, uncovered


def test_fill_goes_to_every_item_with_the_code_that_is_not_named(files):
    module = load(files.path).modules["werkdag"]
    answers = filled(module.questionnaire, module.cases[0])
    assert answers["wd_enjoy"] == answers["wd_proud"] == "5"
    assert answers["wd_bored"] == "1"
    assert "wd_pause" not in answers
    assert set(answers) == set(module.questionnaire.by_id)


def test_fill_of_a_multiple_item_is_a_list_of_one(files):
    module = load(files.path).modules["werkdag"]
    case = module.cases[2].model_copy(update={"fill": "bus"})
    assert filled(module.questionnaire, case) == {"wd_travel": ("bus",)}


def test_without_cases_everything_is_unshown(files):
    questionnaire = load(files.path).modules["werkdag"].questionnaire
    assert list(uncovered(questionnaire, [])) == [
        "no case raises the flag wd_unhappy",
        "no case leaves the flag wd_unhappy down",
        "no case reaches the band low of enjoyment",
        "no case reaches the band high of enjoyment",
        "no case leaves enjoyment without a score",
    ]


def test_each_case_shows_something(files):
    module = load(files.path).modules["werkdag"]
    outcomes = [Outcome(case, run(module.questionnaire, case)) for case in module.cases]
    assert list(uncovered(module.questionnaire, outcomes)) == []
    for left_out in range(len(outcomes)):
        assert list(uncovered(module.questionnaire, outcomes[:left_out] + outcomes[left_out + 1 :]))
