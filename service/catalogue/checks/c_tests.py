"""Rules for C-tests: the rule and its text fit together, and only scales of the kind take them."""

from collections.abc import Iterator

from scoring.c_test import problems
from scoring.definition import Item, ItemType
from scoring.spelling import spelling
from service.catalogue.checks.subject import Subject

#: How many gaps a text has that counts (Klein-Braley & Raatz, 1984: 20 or 25), and one for practice.
SCORED_GAPS = range(20, 26)
PRACTICE_GAPS = range(2, 5)


def check_c_tests(subject: Subject) -> None:
    """Every C-test of a module: its rule, its text, the words accepted besides, its scale."""
    for item in subject.questionnaire.items:
        for found in _rule(item):
            subject.item("c_test", item, found, "c_test" if item.c_test else "")
        for found in _text(subject, item):
            subject.item("c_test_text", item, found, "c_test")
    _accepted(subject)
    _scales(subject)


def _rule(item: Item) -> Iterator[str]:
    if (item.c_test is not None) != (item.type is ItemType.C_TEST):
        yield "no `c_test:`" if item.c_test is None else f"`c_test:` on a {item.type.value} item"
    elif item.c_test is not None:
        allowed = PRACTICE_GAPS if item.practice else SCORED_GAPS
        if not item.stimulus:
            yield "no `stimulus: true`"
        if item.c_test.gaps not in allowed:
            yield f"{item.c_test.gaps} gaps; {allowed[0]} to {allowed[-1]} are asked of this item"


def _text(subject: Subject, item: Item) -> Iterator[str]:
    text = subject.questionnaire.whole_texts.get(item.id)
    if text is not None and item.c_test is not None:
        yield from problems(text, item.c_test)


def _accepted(subject: Subject) -> None:
    made = subject.questionnaire.c_tests
    for name, words_by_gap in subject.questionnaire.scoring.accepted.items():
        if name not in made:
            if not _is_c_test(subject, name):  # else its text is missing, which is said elsewhere
                subject.at_scoring("accepted", name, f"{name} is no C-test", ("accepted", name))
            continue
        gaps = {str(gap.number): gap for gap in made[name].gaps}
        for number, words in words_by_gap.items():
            path = ("accepted", name, number)
            if number not in gaps:
                subject.at_scoring("accepted", name, f"no gap {number}", path)
                continue
            shown = spelling(gaps[number].shown)
            for word in words:
                if not spelling(word).startswith(shown) or spelling(word) == spelling(gaps[number].word):
                    subject.at_scoring("accepted", name, f"{word} for gap {number}, {gaps[number].shown}…", path)


def _is_c_test(subject: Subject, name: str) -> bool:
    item = subject.questionnaire.by_id.get(name)
    return item is not None and item.c_test is not None


def _scales(subject: Subject) -> None:
    by_id = subject.questionnaire.by_id
    for index, scale in enumerate(subject.questionnaire.scoring.scales):
        for name in scale.items:
            known = name in by_id
            if known and (by_id[name].type is ItemType.C_TEST) != (scale.method == "c_test"):
                found = f"{name}, a {by_id[name].type.value} item, in a {scale.method} scale"
                subject.at_scoring("c_test_scale", scale.id, found, ("scales", index, "items"))
