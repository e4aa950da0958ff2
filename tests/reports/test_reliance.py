"""One sentence about how far the answers of a sitting can be relied on, and what health answers have to do with it."""

import dataclasses
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from scoring.definition import Item, Questionnaire, Sensitivity
from scoring.reliance_rules import Said
from scoring.result import AnswerValue
from service.catalogue.catalogue import Catalogue
from service.db import Database
from service.i18n import Languages, Translator
from service.migrate import migrate
from service.reports.evidence import Evidence, gather
from service.reports.queries import finished_sitting
from service.reports.reliance import reliance_of
from service.reports.rendering import frozen, report_html, thawed
from service.reports.view import KlantmanagerReport, Sentence
from service.reports.voice import Voice
from service.web.rendering import Renderer
from tests.reports.conftest import Composed
from tests.reports.people import Person, make_case, willing

FLOORS = {"nl": 1000, "en": 1000, "ar": 1000, "ti": 1000}


@pytest.fixture
def voice(catalogue: Catalogue, languages: Languages, translators: dict[str, Translator]) -> Voice:
    return Voice(translators["nl"], catalogue, languages)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    db = Database(f"sqlite:///{tmp_path / 'reliance.sqlite3'}")
    migrate(db)
    with db.write() as session:
        yield session
    db.close()


def evidence_of(session: Session, catalogue: Catalogue, person: Person) -> Evidence:
    case = make_case(session, catalogue, person)
    sitting = finished_sitting(session, case.id)
    assert sitting is not None
    return gather(session, case, sitting)


def said(voice: Voice, evidence: Evidence) -> Sentence:
    found = reliance_of(voice, evidence, FLOORS)
    assert found is not None
    return found


def same(questionnaire: Questionnaire, item: Item) -> AnswerValue:
    return "4" if item.scale and "4" in questionnaire.codes_by_item[item.id] else willing(questionnaire, item)


def consistent(questionnaire: Questionnaire, item: Item) -> AnswerValue:
    """High on some scales, low on others, and turned where the question is."""
    for number, scale in enumerate(questionnaire.scoring.scales):
        codes = questionnaire.codes_by_item.get(item.id, ())
        if item.id in scale.items and item.scale and questionnaire.structure.kind == "personal":
            high = (number % 2 == 0) != (item.id in scale.reversed)
            return codes[-1] if high else codes[0]
    return willing(questionnaire, item)


ALL_PLAIN = Person(choose=consistent)


def test_nothing_that_stands_out_is_said_kindly(session: Session, catalogue: Catalogue, voice: Voice) -> None:
    found = said(voice, evidence_of(session, catalogue, ALL_PLAIN))
    assert found.trace.rule == "reliance.nothing"
    assert found.text.startswith("Aan de manier van antwoorden valt niets op")
    assert found.because[0].startswith("Bekeken: ")
    assert "Wat u kunt (60)" in found.because[0]
    assert len(found.trace.items) > 100
    assert "persoonlijkheid.openness" in found.trace.scales


def test_one_answer_everywhere_is_a_run_with_its_questions(
    session: Session, catalogue: Catalogue, voice: Voice
) -> None:
    evidence = evidence_of(session, catalogue, Person(choose=same))
    found = said(voice, evidence)
    assert found.trace.rule in ("reliance.patterned", "reliance.several")
    assert "Hetzelfde antwoord achter elkaar: U als persoon (36/36)" in found.because
    asked = {f"persoonlijkheid.{item.id}" for item in evidence.taken["persoonlijkheid"].asked()}
    assert asked <= set(found.trace.items)


def test_too_fast_names_the_module_and_the_questions(session: Session, catalogue: Catalogue, voice: Voice) -> None:
    items = [item.id for item in catalogue.modules["motivatie"].questionnaire.items]
    found = said(voice, evidence_of(session, catalogue, dataclasses.replace(ALL_PLAIN, quick=frozenset(items))))
    assert found.trace.rule == "reliance.fast"
    assert re.fullmatch(r"Sneller dan te lezen is: .+ \((\d+)/\1\)", found.because[0])
    assert set(found.trace.items) <= {f"motivatie.{item}" for item in items}
    assert found.trace.items


def test_the_floor_is_that_of_the_language_an_answer_was_given_in(
    session: Session, catalogue: Catalogue, voice: Voice
) -> None:
    evidence = evidence_of(session, catalogue, ALL_PLAIN)
    assert reliance_of(voice, evidence, {**FLOORS, "nl": 9000}) == said(voice, evidence)
    dutch = evidence_of(session, catalogue, dataclasses.replace(ALL_PLAIN, reference="2026-0002", language="nl"))
    dutch.sitting.language = "ti"  # the client went over to Dutch
    slow = reliance_of(voice, dutch, {**FLOORS, "nl": 9000})
    assert slow is not None
    assert slow.trace.rule == "reliance.fast"


def test_too_few_answers_are_said_to_be_too_few(session: Session, catalogue: Catalogue, voice: Voice) -> None:
    found = said(voice, evidence_of(session, catalogue, Person(everything_skipped=True)))
    assert (found.trace.rule, found.because, found.trace.items) == ("reliance.too_few", (), ())


@pytest.mark.parametrize("choose", [consistent, same])
def test_health_answers_move_nothing(session: Session, catalogue: Catalogue, voice: Voice, choose: object) -> None:
    """Neither what was answered, nor whether, nor how fast."""
    base = Person(choose=choose)  # type: ignore[arg-type]
    health = {
        item.id
        for module in catalogue.modules.values()
        for item in module.questionnaire.items
        if item.sensitivity is Sensitivity.HEALTH
    }
    assert health
    people = [
        base,
        dataclasses.replace(base, reference="2026-0002", health="1", quick=frozenset(health)),
        dataclasses.replace(base, reference="2026-0003", health="5"),
        dataclasses.replace(base, reference="2026-0004", health="declined"),
        dataclasses.replace(base, reference="2026-0005", health_state="skipped"),
    ]
    found = [said(voice, evidence_of(session, catalogue, person)).model_dump_json() for person in people]
    assert len(set(found)) == 1
    assert not [item for item in health if f".{item}" in found[0]]


def test_the_sentence_is_on_the_page_and_in_the_data(
    session: Session, catalogue: Catalogue, compose: Composed, renderer: Renderer
) -> None:
    for language in ("nl", "en"):
        person = Person(reference=f"2026-1{language}", choose=same)
        report = compose(session, make_case(session, catalogue, person), language=language)
        assert isinstance(report, KlantmanagerReport)
        assert report.reliance is not None
        html = report_html(renderer, report)
        assert report.reliance.text in html
        assert report.reliance.because[0] in html
        assert report.reliance in report.said
        assert thawed(frozen(report)) == report


def test_a_report_from_before_has_no_such_sentence(session: Session, catalogue: Catalogue, compose: Composed) -> None:
    content = frozen(compose(session, make_case(session, catalogue, ALL_PLAIN)))
    del content["reliance"]
    old = thawed(content)
    assert isinstance(old, KlantmanagerReport)
    assert old.reliance is None


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_sentence_blames(catalogue: Catalogue, language: str) -> None:
    texts = [catalogue.advice.text(language, f"reliance.{name}") for name in Said.model_fields]
    assert len(set(texts)) == len(texts) == 8
    blame = r"careless|slordig|onzorgvuldig|unreliable|onbetrouwbaar|lie|liegt|cheat|dishonest|health|gezondheid"
    assert [text for text in texts if re.search(rf"\b({blame})", text, re.IGNORECASE)] == []
