"""What reports say, and that health answers leave no trace in them."""

import dataclasses
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeGuard

import pytest
from markupsafe import escape
from pydantic import BaseModel
from sqlalchemy import delete
from sqlalchemy.orm import Session

from scoring.keying import keys_of
from scoring.reliance_rules import Said, Timing
from service.assessment.models import ModuleScore
from service.cases.models import Case, Release
from service.catalogue.catalogue import Catalogue
from service.db import Database
from service.i18n import Translator
from service.migrate import migrate
from service.reports.rendering import frozen, report_html, report_json, report_pdf, thawed
from service.reports.view import ClientReport, KlantmanagerReport, Sentence
from service.web.rendering import Renderer
from tests.reports.conftest import ISSUED, Composed
from tests.reports.people import Person, ask_to_come, make_case, staff

CALM = Person(health="1", health_state="skipped")
TROUBLED = Person(health="5")
ALL_CLIENT = ("nl", "en", "ar", "ti")


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """A session on an empty database of its own."""
    db = Database(f"sqlite:///{tmp_path / 'reports.sqlite3'}")
    migrate(db)
    with db.write() as session:
        yield session
    db.close()


def released(session: Session, case: Case, outcome: str, limits: list[str]) -> None:
    psychiatrist = staff(session, "psychiatrist", "P. Sychiater")
    session.add(
        Release(
            review_id=case.id,
            case_id=case.id,
            outcome=outcome,
            limits=limits,
            released_by=psychiatrist.id,
            released_at=datetime(2026, 11, 21, 12, 0, tzinfo=UTC),
        )
    )
    session.flush()


@pytest.fixture
def two_cases(session: Session, catalogue: Catalogue) -> tuple[Case, Case]:
    """Two clients who differ in their health answers alone."""
    calm = make_case(session, catalogue, dataclasses.replace(CALM, reference="2026-0001"))
    troubled = make_case(session, catalogue, dataclasses.replace(TROUBLED, reference="2026-0002"))
    return calm, troubled


def same_name(content: bytes) -> bytes:
    return content.replace(b"2026-0001", b"2026-000X").replace(b"2026-0002", b"2026-000X")


@pytest.mark.parametrize("audience", ["klantmanager", "client"])
def test_before_release_health_answers_change_no_byte_of_the_data(
    session: Session, two_cases: tuple[Case, Case], compose: Composed, audience: str
) -> None:
    calm, troubled = (report_json(compose(session, case, audience)) for case in two_cases)
    assert calm != troubled, "the references differ"
    assert same_name(calm) == same_name(troubled)


@pytest.mark.pdf
def test_before_release_health_answers_change_no_byte_of_the_pdf(
    session: Session, catalogue: Catalogue, compose: Composed, renderer: Renderer
) -> None:
    first = make_case(session, catalogue, CALM)
    one = report_pdf(renderer, compose(session, first), ISSUED)
    first.reference = "2026-9999"
    session.flush()
    second = make_case(session, catalogue, TROUBLED)
    assert report_pdf(renderer, compose(session, second), ISSUED) == one


def test_the_test_can_fail_for_another_plain_answer_changes_the_report(
    session: Session, catalogue: Catalogue, compose: Composed
) -> None:
    other = dataclasses.replace(CALM, reference="2026-0002", fixed={"ac_birth_year": 1970})
    cases = [
        make_case(session, catalogue, person) for person in (dataclasses.replace(CALM, reference="2026-0001"), other)
    ]
    one, two = (same_name(report_json(compose(session, case))) for case in cases)
    assert one != two


def test_no_word_of_a_health_module_is_in_a_report(session: Session, catalogue: Catalogue, compose: Composed) -> None:
    report = report_json(compose(session, make_case(session, catalogue, TROUBLED))).decode()
    for module in catalogue.modules.values():
        health = [item.id for item in module.questionnaire.items if item.sensitivity == "health"]
        assert [item for item in health if item in report] == []
        if module.questionnaire.is_health:
            assert module.slug not in report
            assert module.text("nl", "title") not in report


def test_a_case_that_is_not_released_says_so_in_the_same_words(
    session: Session, two_cases: tuple[Case, Case], compose: Composed, renderer: Renderer
) -> None:
    for case in two_cases:
        assert "Nog niet vrijgegeven." in report_html(renderer, compose(session, case))


#: How the client's own copy says that nothing is released yet.
WAITING = (
    "The MGGZ looks at what everybody fills in. Its advice for your plan is not there yet. Waiting "
    "says nothing about you."
)


@pytest.mark.parametrize("language", ALL_CLIENT)
def test_the_clients_copy_says_so_too_in_the_same_words_for_everyone(
    session: Session,
    catalogue: Catalogue,
    compose: Composed,
    renderer: Renderer,
    translators: dict[str, Translator],
    language: str,
) -> None:
    waiting = translators[language].gettext(WAITING)
    people = {
        "calm": CALM,
        "troubled": TROUBLED,
        "skipped": dataclasses.replace(TROUBLED, health_state="skipped"),
        "nothing answered": dataclasses.replace(TROUBLED, health=None),
    }
    case = make_case(session, catalogue, CALM)
    pages = {}
    for number, (name, person) in enumerate(people.items()):
        case.reference = f"2026-000{number}"
        session.flush()
        case = make_case(session, catalogue, person)
        pages[name] = report_html(renderer, compose(session, case, "client", language))
    assert waiting in pages["calm"]
    assert len(set(pages.values())) == 1, [name for name, html in pages.items() if html != pages["calm"]]
    released(session, case, catalogue.release.outcomes[0].id, [])
    assert waiting not in report_html(renderer, compose(session, case, "client", language))


@pytest.mark.parametrize(
    ("language", "heading", "when", "where"),
    [
        ("nl", "Uw afspraak", "maandag 7 december 2026", "Bij de MGGZ"),
        ("en", "Your appointment", "Monday, 7 December 2026", "At the MGGZ"),
        ("ar", "موعدك", "الاثنين، 7 ديسمبر 2026", "لدى MGGZ"),
        ("ti", "ቆጸራኹም", "ሰኑይ፣ 7 ታሕሳስ 2026", "ኣብ MGGZ"),
    ],
)
def test_the_clients_copy_holds_the_own_appointment_that_lies_ahead(
    session: Session,
    catalogue: Catalogue,
    compose: Composed,
    renderer: Renderer,
    language: str,
    heading: str,
    when: str,
    where: str,
) -> None:
    case = make_case(session, catalogue, CALM)

    def page() -> str:
        return report_html(renderer, compose(session, case, "client", language))

    assert heading not in page()
    appointment = ask_to_come(session, case)
    assert heading not in page(), "not planned yet"
    appointment.planned_for = datetime(2026, 12, 7, 13, 30, tzinfo=UTC)
    assert all(words in page() for words in (heading, when, ">14:30<", where))
    appointment.planned_for = ISSUED - timedelta(hours=1)
    assert heading not in page(), "it was before"
    appointment.planned_for, appointment.place = ISSUED, "Dorpsstraat 1 <Almere>"
    assert "Dorpsstraat 1 &lt;Almere&gt;" in page(), "a place of the organisation's own"


def test_of_several_appointments_the_clients_copy_names_the_next(
    session: Session, catalogue: Catalogue, compose: Composed, renderer: Renderer
) -> None:
    case = make_case(session, catalogue, CALM)
    soon, later, before = (ISSUED + timedelta(days=days) for days in (3, 9, -1))
    made = (("Nu", soon), ("Later", later), ("Eerder", before), ("Ooit", None))
    for hours, (place, at) in enumerate(made):
        ask_to_come(session, case, place, at).requested_at += timedelta(hours=hours)
        page = report_html(renderer, compose(session, case, "client", "nl"))
        assert "Uw afspraak" in page
        assert [name for name in ("Nu", "Later", "Eerder", "Ooit") if f"<bdi>{name}</bdi>" in page] == ["Nu"]


def test_the_klantmanagers_report_says_nothing_of_the_appointment(
    session: Session, catalogue: Catalogue, compose: Composed
) -> None:
    case = make_case(session, catalogue, CALM)
    before = report_json(compose(session, case))
    ask_to_come(session, case, at=ISSUED + timedelta(days=3))
    assert report_json(compose(session, case)) == before


def test_a_released_case_shows_the_fixed_sentences(
    session: Session, catalogue: Catalogue, compose: Composed, renderer: Renderer
) -> None:
    case = make_case(session, catalogue, CALM)
    outcome, limits = catalogue.release.outcomes[1].id, [choice.id for choice in catalogue.release.limits[:2]]
    released(session, case, outcome, limits[::-1])
    report = compose(session, case)
    assert isinstance(report, KlantmanagerReport)
    assert report.outcome is not None
    assert report.outcome.sentence == catalogue.release.text("nl", f"outcome.{outcome}")
    assert report.outcome.limits == tuple(catalogue.release.text("nl", f"limit.{limit}") for limit in limits)
    html = report_html(renderer, report)
    assert report.outcome.sentence in html
    assert "Nog niet vrijgegeven." not in html
    own = compose(session, case, "client", "ti")
    assert own.outcome is not None
    assert own.outcome.sentence == catalogue.release.client_text("ti", f"outcome.{outcome}")


def test_a_full_report_fills_every_section(session: Session, catalogue: Catalogue, compose: Composed) -> None:
    report = compose(session, make_case(session, catalogue, CALM))
    assert isinstance(report, KlantmanagerReport)
    for name, value in frozen(report).items():
        assert value or name in ("outcome", "timing"), name  # nothing was released; its answers have no limits
    assert 10 <= len(report.profile) <= 14
    assert all(line.track for line in report.profile)
    assert {route.id for route in report.routes} == {"b1", "onderwijs", "z"}
    assert all(route.pros and route.cons for route in report.routes)


def test_an_empty_report_says_in_every_section_that_there_is_nothing(
    session: Session, catalogue: Catalogue, compose: Composed, renderer: Renderer
) -> None:
    case = make_case(session, catalogue, Person(everything_skipped=True))
    report = compose(session, case)
    assert isinstance(report, KlantmanagerReport)
    assert report.summary
    assert report.strengths
    assert report.obstacles
    assert report.steps
    assert all(line.track is None and line.words == "niet afgenomen" for line in report.profile)
    assert all(row.state == "skipped" and row.asked == 0 for row in report.modules)
    html = report_html(renderer, report)
    assert html.count("Dit deel is niet afgenomen of niet beantwoord.") == 2
    assert html.count("Dit is geen lage score.") == len(
        [*report.background_scales, *report.work_scales, *report.person_scales, *report.learning_scales]
    )


def test_without_any_rule_that_applies_the_page_still_says_something(
    session: Session, catalogue: Catalogue, compose: Composed, renderer: Renderer
) -> None:
    report = compose(session, make_case(session, catalogue, CALM))
    bare = report.model_copy(update={"summary": (), "strengths": (), "obstacles": (), "steps": ()})
    html = report_html(renderer, bare)
    assert "eerst komt het gesprek met de klant" in html
    assert html.count("Nog niets te noemen; vraag ernaar in het gesprek.") == 3


def test_every_sentence_can_be_traced(session: Session, catalogue: Catalogue, compose: Composed) -> None:
    report = compose(session, make_case(session, catalogue, CALM))
    assert isinstance(report, KlantmanagerReport)
    rules = {rule.id for rule in catalogue.advice.rules} | {f"reliance.{name}" for name in Said.model_fields}
    rules |= {f"timing.{name}" for name in Timing.model_fields}
    traces = [sentence.trace for sentence in report.said]
    assert {trace.rule for trace in traces} <= rules
    assert all(trace.scales or trace.items for trace in traces)
    named = {trace.rule for trace in traces}
    assert {sentence.trace.rule for sentence in sentences_in(report)} == named


def sentences_in(content: object) -> list[Sentence]:
    """Every sentence, wherever a report holds one."""
    if isinstance(content, Sentence):
        return [content]
    inner = content if isinstance(content, tuple) else [value for _, value in content] if is_model(content) else []
    return [sentence for value in inner for sentence in sentences_in(value)]


def is_model(content: object) -> TypeGuard[BaseModel]:
    return isinstance(content, BaseModel)


def test_a_trace_goes_down_to_questions_in_the_data_and_to_scores_on_the_page(
    session: Session, catalogue: Catalogue, compose: Composed, renderer: Renderer
) -> None:
    """Sentence, rule, scores, items from what is inside the PDF alone; up to the scores from what is printed alone."""
    report = compose(session, make_case(session, catalogue, CALM))
    assert isinstance(report, KlantmanagerReport)
    data = json.loads(report_json(report))
    lines = {line["id"]: line for name, part in data.items() if name.endswith("_scales") for line in part}
    printed = report_html(renderer, report)
    known = {f"{slug}.{item.id}" for slug, module in catalogue.modules.items() for item in module.questionnaire.items}
    for sentence in sentences_in(report):
        trace = sentence.trace
        assert set(trace.items) <= known
        assert f"<td>{trace.rule}</td>" in printed
        assert report.looked_at(trace), trace.rule
        assert f"<td>{escape('; '.join(report.looked_at(trace)))}</td>" in printed
        under = {f"{name.split('.')[0]}.{item}" for name in trace.scales for item in lines[name]["items"]}
        if not trace.rule.startswith("reliance."):
            assert under <= set(trace.items), trace.rule
        for name in trace.scales:
            assert lines[name]["value"] is None or lines[name]["items"], name


def test_the_appendix_names_scores_and_answers_in_words(
    session: Session, catalogue: Catalogue, compose: Composed, renderer: Renderer
) -> None:
    report = compose(session, make_case(session, catalogue, CALM))
    assert isinstance(report, KlantmanagerReport)
    [row] = [row for row in report.said if row.trace.rule == "b1f_school"]
    table = report_html(renderer, report).partition('<table class="traces">')[2].partition("</table>")[0]
    assert "Lezen en schrijven in het eigen schrift; Jaren school en studie" in table
    assert f'<th scope="row">{row.text[:30]}' in table
    assert "achtergrond.literacy_own" not in table


def test_a_sentence_for_everybody_says_so_and_names_no_answer(
    session: Session, catalogue: Catalogue, compose: Composed, renderer: Renderer
) -> None:
    case = make_case(session, catalogue, CALM)
    own = compose(session, case, "client", "nl")
    [talk] = [row for row in sentences_in(own) if row.trace.rule == "cn_talk"]
    assert (talk.trace.items, talk.trace.scales) == ((), ())
    report = compose(session, case)
    assert isinstance(report, KlantmanagerReport)
    everybody = report.model_copy(update={"strengths": (talk,)})
    assert "<td>geen: dit krijgt iedereen te lezen</td>" in report_html(renderer, everybody)
    assert "dit krijgt iedereen te lezen" not in report_html(renderer, report)


@pytest.mark.parametrize("rule", ["b1f_school", "za_school"])
def test_who_went_to_school_for_long_is_said_with_the_years(
    session: Session, catalogue: Catalogue, compose: Composed, rule: str
) -> None:
    report = compose(session, make_case(session, catalogue, CALM))
    assert isinstance(report, KlantmanagerReport)
    [row] = [row for row in sentences_in(report) if row.trace.rule == rule]
    assert row.because == ("Jaren school en studie: 9",)
    for years, says in ((6, False), (7, True), (None, False)):
        person = dataclasses.replace(CALM, reference=f"R-{years}", fixed={"ac_school_years": years})
        report = compose(session, make_case(session, catalogue, person))
        assert (rule in {row.trace.rule for row in sentences_in(report)}) is says, years


@pytest.mark.parametrize(("number", "heading"), [(0, "Sterke punten"), (2, "Sterke punten"), (3, "Drie sterke punten")])
def test_the_heading_over_the_strengths_is_true(
    session: Session, catalogue: Catalogue, compose: Composed, renderer: Renderer, number: int, heading: str
) -> None:
    report = compose(session, make_case(session, catalogue, CALM))
    fewer = report.model_copy(update={"strengths": report.strengths[:number]})
    assert f'<h2 class="sub">{heading}</h2>' in report_html(renderer, fewer)


@pytest.mark.parametrize("empty", [False, True])
def test_each_route_has_something_for_and_against(
    session: Session, catalogue: Catalogue, compose: Composed, empty: bool
) -> None:
    """And the distance to work is said of everybody, once."""
    report = compose(session, make_case(session, catalogue, Person(everything_skipped=empty)))
    assert isinstance(report, KlantmanagerReport)
    assert [route.id for route in report.routes] == ["b1", "onderwijs", "z"]
    for route in report.routes:
        assert route.pros, route.id
        assert route.cons, route.id
    [distance] = [part for part in report.suggestions if part.id == "distance"]
    assert len(distance.sentences) == 1


def test_a_missing_score_is_never_a_low_one(session: Session, catalogue: Catalogue, compose: Composed) -> None:
    case = make_case(session, catalogue, CALM)
    session.execute(delete(ModuleScore).where(ModuleScore.slug == "motivatie"))
    report = compose(session, case)
    assert isinstance(report, KlantmanagerReport)
    lines = [line for line in report.work_scales if line.id.startswith("motivatie.")]
    assert lines
    assert all(line.track is None and line.value is None and not line.meaning for line in lines)


@pytest.mark.parametrize("language", ALL_CLIENT)
@pytest.mark.parametrize("empty", [False, True])
def test_the_clients_copy_is_in_the_clients_language(
    session: Session, catalogue: Catalogue, compose: Composed, renderer: Renderer, language: str, empty: bool
) -> None:
    person = Person(everything_skipped=empty)
    report = compose(session, make_case(session, catalogue, person), "client", language)
    assert isinstance(report, ClientReport)
    assert report.strengths
    assert report.steps
    assert bool(report.topics) is not empty
    html = report_html(renderer, report)
    direction = "rtl" if language == "ar" else "ltr"
    assert f'<html lang="{language}" dir="{direction}"' in html
    english = "Your strengths"
    assert (english in html) is (language == "en")
    assert "020 123 45 67" in html


@pytest.mark.parametrize(("audience", "language"), [("klantmanager", "nl"), ("klantmanager", "en"), ("client", "ar")])
def test_a_kept_view_comes_back_the_same(
    session: Session, catalogue: Catalogue, compose: Composed, audience: str, language: str
) -> None:
    report = compose(session, make_case(session, catalogue, CALM), audience, language)
    assert thawed(frozen(report)) == report


def test_names_and_answers_are_text_and_never_markup(
    session: Session, catalogue: Catalogue, compose: Composed, renderer: Renderer
) -> None:
    person = Person(name="<script>alert(1)</script>")
    html = report_html(renderer, compose(session, make_case(session, catalogue, person), "client", "nl"))
    assert "<script" not in html
    assert "&lt;script&gt;" in html


@pytest.mark.parametrize(("wrong", "told"), [((), True), (("lb_c1", "lb_c2", "lb_c3", "lb_c4"), False)])
def test_the_client_hears_of_the_learning_task_only_as_of_a_strength(
    session: Session, catalogue: Catalogue, compose: Composed, wrong: tuple[str, ...], told: bool
) -> None:
    """Four pairs after the first look, all eight after the second; all of them, or half of them, at the end."""
    questionnaire = catalogue.modules["leerbaarheid"].questionnaire
    asked = {item.id: item for item in questionnaire.items if item.pair and not item.practice}
    missed = {"lb_a1", "lb_a2", "lb_a3", "lb_a4", *wrong}
    answers = {
        name: next(
            code
            for code in questionnaire.codes_by_item[name]
            if (code == keys_of(questionnaire, item)[0]) is (name not in missed)
        )
        for name, item in asked.items()
    }
    case = make_case(session, catalogue, dataclasses.replace(CALM, fixed=answers))
    own = compose(session, case, "client", "ti")
    assert isinstance(own, ClientReport)
    rules = {sentence.trace.rule for topic in own.topics for sentence in topic.sentences}
    assert {"scale.learned.client.high", "scale.gain.client.high"} <= rules
    assert ("scale.retention.client.high" in rules) is told
    assert not {rule for rule in rules if rule.startswith("scale.retention")} - {"scale.retention.client.high"}
    report = compose(session, case)
    assert isinstance(report, KlantmanagerReport)
    lines = {line.id: line for line in report.learning_scales}
    assert lines["leerbaarheid.retention"].error is not None
    assert lines["leerbaarheid.gain"].value == 1.0
