"""Scores as the psychiatrist reads them: which cut-off was applied, why that one, and which others there are."""

import re
from types import SimpleNamespace

import pytest

from scoring.definition import Cutoff
from scoring.norm_tables import NormPlace
from scoring.result import CutoffResult
from scoring.score import score
from service.assessment.actions import score_sitting
from service.catalogue import Catalogue
from service.i18n import Translator
from service.review.scores_shown import number, shown_cutoff, shown_scores
from service.review.shown import ShownScores
from tests.conftest import Clock
from tests.review.sittings import CALM, CORE, ELEVATED, Afname, begin, finished
from tests.support.installation import Installation, Invited
from tests.support.page import find_all, read_page, text_of, visible_text
from tests.support.staff import Colleague


@pytest.fixture
def catalogue(place: Installation) -> Catalogue:
    return place.catalogue


@pytest.fixture
def nl(place: Installation) -> Translator:
    return place.site.translators["nl"]


@pytest.mark.parametrize(("value", "words"), [(-0.004, "0"), (-0.006, "-0,01"), (2.5, "2,5"), (None, "")])
def test_a_number_has_no_minus_before_nought(nl: Translator, value: float | None, words: str) -> None:
    assert number(value, nl) == words


def cutoffs_of(doctor: Colleague, sitting: Afname) -> str:
    """What stands about the cut-offs of the core complaints."""
    words = visible_text(read_page(doctor.get(f"/staff/review/{sitting.review_id}").text))
    return words[words.index("Kernklachten") : words.index("Herinneringen die terugkomen")]


def test_a_cutoff_says_why_it_was_applied_and_which_others_there_are(
    place: Installation, clock: Clock, client: Invited, doctor: Colleague
) -> None:
    """Tigrinya has entries for women and men too; the service does not know who is who."""
    sitting = finished(place, clock, client, ELEVATED)
    place.work()
    words = cutoffs_of(doctor, sitting)
    assert "Grenswaarde 5 (voorlopig, 2026-11)." in words
    assert "Die voor iedereen: of de klant een vrouw of een man is, wordt hier niet vastgelegd." in words
    assert "Andere die er zijn, hier niet toegepast:" in words
    for other in ("5 Tigrinya, vrouwen (voorlopig", "4 Tigrinya, mannen (voorlopig", "6 Arabisch, voor iedereen"):
        assert other in words
    assert "6 elke andere taal, voor iedereen (voorlopig, 2026-11). Structure of PC-PTSD-5" in words


def test_a_language_without_its_own_cutoff_gets_the_general_one_and_says_so(
    place: Installation, clock: Clock, client: Invited, doctor: Colleague
) -> None:
    sitting = finished(place, clock, client, ELEVATED, language="nl")
    place.work()
    words = cutoffs_of(doctor, sitting)
    assert "bereikt de grenswaarde 6 (voorlopig)" in words
    assert "De algemene: er is geen voor de taal waarin het meeste is geantwoord, Nederlands." in words
    assert "Geldt voor iedereen met deze taal." in words
    assert "4 Tigrinya, mannen" in words


def test_the_same_answers_in_another_language_meet_another_cutoff(
    place: Installation, clock: Clock, client: Invited, doctor: Colleague
) -> None:
    sitting = finished(place, clock, client, {**ELEVATED, **dict.fromkeys(CORE, "1")}, language="ar")
    place.work()
    words = cutoffs_of(doctor, sitting)
    assert "onder de grenswaarde 6 (voorlopig)" in words
    assert "Gekozen voor de taal waarin het meeste is geantwoord: Arabisch." in words


def test_where_no_cutoff_fits_the_page_says_so(catalogue: Catalogue, nl: Translator) -> None:
    module = catalogue.module("trauma")
    (core, *_) = module.questionnaire.scoring.cutoffs
    for_men = Cutoff(id=core.id, scale=core.scale, values=[v for v in core.values if v.population == "men"])
    shown = shown_cutoff(for_men, CutoffResult(scale=core.scale), "ti", nl)
    assert (shown.applied, shown.reached, shown.language) == (None, None, "ti")
    assert [(entry.at_least, entry.population) for entry in shown.others] == [("4", "men")]


def test_a_cutoff_for_a_known_population_is_named_with_it(catalogue: Catalogue, nl: Translator) -> None:
    module = catalogue.module("trauma")
    (core, *_) = module.questionnaire.scoring.cutoffs
    result = score(module.questionnaire, {**CALM, CORE[0]: "3", CORE[1]: "1"}, "ti", "men").cutoffs[core.id]
    shown = shown_cutoff(core, result, "ti", nl)
    assert shown.applied is not None
    assert (shown.applied.population, shown.applied.at_least, shown.reached) == ("men", "4", True)
    assert {entry.population for entry in shown.others} == {"women", "any"}


def test_a_score_with_norms_names_its_group_on_the_page(catalogue: Catalogue, place: Installation) -> None:
    """No module of ours has norms: the score is given a made-up place."""
    norm = NormPlace(
        table="x", population="Made up", group="ti", n=240, date="2026", source="x", percentile=99.9, t=80.2, stanine=9
    )
    module = catalogue.module("trauma")
    result = score(module.questionnaire, dict.fromkeys(CORE, "3"), "ti")
    name = next(name for name, scale in result.scales.items() if scale.value is not None)
    scales = {**result.scales, name: result.scales[name].model_copy(update={"norm": norm})}
    normed = result.model_copy(update={"scales": scales})
    shown = shown_scores(module, normed, "ti", place.site.translators["nl"])
    assert [scale.norm for scale in shown.scales if scale.norm] == [norm]
    page = SimpleNamespace(scores=[shown])
    text = visible_text(read_page(place.site.renderer.html("staff/review/scores.html", "nl", page)))
    assert "Percentiel 99 (T 80, stanine 9) van 240 mensen: Made up, ti ( 2026 )" in text
    assert text.count("stanine") == 1


def test_an_error_of_nothing_is_known(catalogue: Catalogue, place: Installation, nl: Translator) -> None:
    """± 0 is not the same as an error that nobody knows."""
    module = catalogue.module("trauma")
    result = score(module.questionnaire, dict.fromkeys(CORE, "3"), "ti")
    name = next(name for name, scale in result.scales.items() if scale.value is not None)

    def words(error: float | None) -> str:
        scales = {name: result.scales[name].model_copy(update={"se": error})}
        shown = shown_scores(module, result.model_copy(update={"scales": scales}), "ti", nl)
        return visible_text(read_page(place.site.renderer.html("staff/review/scores.html", "nl", page_with(shown))))

    assert "± 0 van" in words(0.0)
    assert "± 0,5 van" in words(0.5)
    assert "±" not in words(None)


def page_with(shown: ShownScores) -> SimpleNamespace:
    return SimpleNamespace(scores=[shown])


def test_outside_health_a_score_has_its_error_its_range_and_its_reference_too(
    place: Installation, clock: Clock, client: Invited, doctor: Colleague
) -> None:
    sitting = begin(place, clock, client, slugs=("motivatie",), language="nl")
    module = sitting.module("motivatie")
    scale = module.questionnaire.scoring.scales[0]
    sitting.say("motivatie", {item: "45"[place_ % 2] for place_, item in enumerate(scale.items)})
    sitting.end()
    with place.site.db.write() as session:
        score_sitting(session, sitting.id, clock.now)
    place.work()
    page = read_page(doctor.get(f"/staff/review/{sitting.review_id}").text)
    (table,) = find_all(page, "table", class_="table table--cards plain-scores")
    (row,) = [row for row in table.iter("tr") if module.text("nl", f"scale.{scale.id}.name") in text_of(row)]
    _, value, meaning = row.iter("td")
    assert re.search(rf"[\d,]+ ± [\d,]+ van 5 {len(scale.items)}/{len(scale.items)} antwoorden", text_of(value))
    assert scale.reference in text_of(meaning)
    assert module.text("nl", f"scale.{scale.id}.definition") in text_of(meaning)
    assert "geen score: te weinig antwoorden" in text_of(table) or "niet gevraagd" in text_of(table)
