"""Whatever somebody answers, and whatever is left out, each section of the rules has something to say, traced."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.advice import Advice, advise
from scoring.conditions import Always
from scoring.definition import Sensitivity
from scoring.score import score
from service.catalogue import load
from service.config import ROOT
from service.reports.layout import ROUTES
from service.reports.sentences import trace_of
from tests.scoring.test_same_again import answers_of

CATALOGUE = load(ROOT / "questionnaires")
OPEN = {slug: found.questionnaire for slug, found in CATALOGUE.modules.items() if not found.questionnaire.is_health}
WHEN = {rule.id: rule.when for rule in CATALOGUE.advice.rules}
VISIBLE = frozenset({Sensitivity.PLAIN, Sensitivity.SPECIAL})


def advised(seed: int) -> tuple[Advice, ...]:
    """What is said of somebody with chance answers, who left out some of the modules."""
    chance = Random(seed)
    taken = [slug for slug in OPEN if chance.random() < 0.75]
    answers = {slug: answers_of(OPEN[slug], seed) for slug in taken}
    results = {slug: score(OPEN[slug], answers[slug], "nl", only=VISIBLE) for slug in taken}
    return advise(CATALOGUE.advice.rules, OPEN, answers, results)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_each_section_speaks_and_each_sentence_has_its_trace(seed: int) -> None:
    found = advised(seed)
    sections = [row.section for row in found]
    assert {section.id for section in CATALOGUE.advice.sections} == set(sections)
    assert (sections.count("summary"), sections.count("distance")) == (1, 1)
    for name, _ in ROUTES:
        assert f"route_{name}_for" in sections
        assert f"route_{name}_against" in sections
    for row in found:
        trace = trace_of(row)
        assert trace.rule == row.rule
        assert bool(trace.scales or trace.items) is not isinstance(WHEN[row.rule], Always), row.rule
        for scale in row.trace.scales:
            slug = scale.scale.partition(".")[0]
            assert {f"{slug}.{item}" for item in scale.items} <= set(trace.items)
            assert scale.status != "scored" or scale.items, (row.rule, scale.scale)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_no_trace_leads_to_health(seed: int) -> None:
    health = {
        f"{slug}.{item.id}"
        for slug, found in CATALOGUE.modules.items()
        for item in found.questionnaire.items
        if item.sensitivity is Sensitivity.HEALTH
    }
    assert health.isdisjoint(item for row in advised(seed) for item in trace_of(row).items)


def test_the_distance_to_work_has_the_three_words_of_the_field() -> None:
    texts = [CATALOGUE.advice.text("nl", f"advice.{rule.id}").lower() for rule in CATALOGUE.advice.rules_in("distance")]
    for words in ("direct naar werk", "werk op termijn", "participatie"):
        assert any(words in text for text in texts), words
    assert all(rule.reference for rule in CATALOGUE.advice.rules)
