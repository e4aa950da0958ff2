"""`klantbeeld rescore`: the same answers under another definition, the cause of each change, nothing stored."""

import shutil
import stat
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from service.assessment.models import ModuleScore
from service.audit.models import AuditEvent
from service.cases.models import Case
from service.catalogue.catalogue import Catalogue
from service.config import ROOT
from service.kiosk.models import Answer, SittingModule
from tests.assessment.conftest import Stored, answering
from tests.reports.people import START, Person, make_case
from tests.support.reading import read_once

ADVICE = ('{scale: werkdag.enjoyment, op: band, value: "high"}', '{item: werkdag.wd_job, op: is, value: "yes"}')
WORK, WORDS = "werkdag/1.0.0/scoring.yaml", "woorden/1.0.0/scoring.yaml"


def changes(found: dict[str, Any]) -> dict[str, list[str]]:
    """Name → the codes of its causes."""
    return {one["name"]: [cause["code"] for cause in one["causes"]] for one in found["changes"]}


def change_key(stored: Stored) -> None:
    """`a` is right instead of `b`, and says so."""
    stored.change(WORDS, 'wo_01: ["b"]', 'wo_01: ["a"]')
    reasons = '{code: "a", why: "Another first word."}, {code: "b"}'
    stored.change("woorden/1.0.0/questionnaire.yaml", reasons, '{code: "a"}, {code: "b", why: "Another first word."}')


def test_the_same_definition_changes_nothing(stored: Stored) -> None:
    found = stored.compared()
    assert (found["changed"], found["changes"], found["causes"]) == (0, [], {})
    assert found["unchanged"] == 5  # enjoyment and its cut-off, words, text, and the scale of paren
    assert (found["sittings"], found["scored_again"]) == (1, 3)


def test_a_changed_key_is_the_cause(stored: Stored) -> None:
    change_key(stored)
    (change,) = stored.compared()["changes"]
    assert (change["case"], change["module"], change["name"]) == ("2026-0417", "woorden", "words")
    assert [cause["code"] for cause in change["causes"]] == ["keys"]
    assert change["causes"][0]["words"] == "key changed (wo_01)"  # which key is right is not told
    assert change["new"]["raw"] == change["old"]["raw"] - 1


def test_a_changed_cut_off_leaves_the_score_alone(stored: Stored) -> None:
    stored.change(WORK, "at_least: 2,", "at_least: 4.5,")
    (change,) = stored.compared()["changes"]
    assert (change["kind"], change["name"]) == ("cutoff", "dull")
    assert (change["old"]["reached"], change["new"]["reached"]) == (True, False)
    assert change["causes"] == [{"code": "cutoffs", "words": "cut-off changed (dull: any, any: 2 → any, any: 4.5)"}]


@pytest.mark.parametrize(
    ("file", "old", "new", "wanted"),
    [
        (WORK, "reversed: [wd_bored]", "reversed: [wd_bored, wd_enjoy]", {"enjoyment": ["reversed"]}),
        (WORK, "{id: high, from: 3.5}", "{id: high, from: 4.5}", {"enjoyment": ["bands"]}),
        (WORK, "items: [wd_enjoy, wd_bored, wd_proud]", "items: [wd_enjoy, wd_bored]", {"enjoyment": ["items"]}),
        (WORK, "method: mean", "method: sum", {"enjoyment": ["method"], "dull": []}),
        (WORDS, "wo_02: 0.5", "wo_02: 0.6", {"words": ["difficulties"]}),
        (
            "werkdag/1.0.0/questionnaire.yaml",
            '{code: "4", value: 4}',
            '{code: "4", value: 5}',
            {"enjoyment": ["values"]},
        ),
        (
            "werkdag/1.0.0/questionnaire.yaml",
            'show_if: {item: wd_job, op: is, value: "yes"}',
            'show_if: {item: wd_job, op: is, value: "no"}',
            {"enjoyment": ["routing"]},
        ),
    ],
)
def test_each_part_is_found_by_comparing(
    stored: Stored, file: str, old: str, new: str, wanted: dict[str, list[str]]
) -> None:
    stored.change(file, old, new)
    found = changes(stored.compared())
    assert found == {name: codes for name, codes in wanted.items() if codes}


def test_a_part_that_differs_without_effect_is_no_cause(stored: Stored) -> None:
    stored.change(WORK, "min_answered: 0.6", "min_answered: 0.5")
    stored.change(WORK, "{id: high, from: 3.5}", "{id: high, from: 4.5}")
    assert changes(stored.compared()) == {"enjoyment": ["bands"]}


def test_the_missing_answer_rule_gives_a_score_or_takes_it(
    database_url: str, stored: Stored, sample: Catalogue
) -> None:
    few = {"wd_proud": "declined"}
    stored.write(lambda session: make_case(session, sample, Person(reference="2026-2", choose=answering, fixed=few)))
    stored.change(WORK, "min_answered: 0.6", "min_answered: 0.9")
    change, cutoff = stored.compared()["changes"]
    assert (cutoff["name"], cutoff["new"]["reached"], cutoff["causes"]) == ("dull", None, change["causes"])
    assert (change["case"], change["new"]["reason"]) == ("2026-2", "too_few_answers")
    assert change["causes"][0]["words"] == (
        "missing-answer rule changed, share of answers needed (enjoyment: 0.6 → 0.9)"
    )
    assert change["new"]["value"] is None


def test_an_added_item_was_never_answered_and_an_added_scale_is_new(stored: Stored) -> None:
    stored.change(WORK, "wd_proud]", "wd_proud, wd_new]")
    questions = stored.folder / "werkdag/1.0.0/questionnaire.yaml"
    new_item = "  - {id: wd_new, type: scale, sensitivity: plain, intent: New., scale: agree5}\n"
    questions.write_text(questions.read_text("utf-8") + new_item, "utf-8")
    for language in ("nl", "en", "ar", "ti"):
        path = stored.folder / f"werkdag/1.0.0/text.{language}.yaml"
        text = path.read_text("utf-8")
        path.write_text(
            text.replace("entries:\n", 'entries:\n  item.wd_new: {text: "Nieuw?", status: draft}\n', 1), "utf-8"
        )
    (change,) = stored.compared("--module", "werkdag")["changes"]
    assert (change["old"]["items"], change["new"]["items"]) == (3, 4)
    assert change["causes"] == [{"code": "items", "words": "item added (wd_new)"}]


def test_another_norm_table_is_the_cause_and_the_score_is_the_same(stored: Stored) -> None:
    norms = stored.folder / "werkdag/1.0.0/norms/made_up.json"
    norms.write_text(
        norms.read_text("utf-8").replace('"population": "Made up for the tests"', '"population": "Others"')
    )
    (row,) = stored.csv_rows()
    assert row["cause"] == "norm table changed (enjoyment)"
    assert row["old"].startswith("3.66667, high, norm percentile 80.95 of Made up for the tests, ti (n 210,")
    assert row["new"].startswith("3.66667, high, norm percentile 80.95 of Others, ti (n 210, 2026-11-26)")


def test_a_flag_with_another_rule_is_told_without_answers(stored: Stored) -> None:
    stored.change(WORK, 'value: ["4", "5"]', 'value: ["2"]')
    (row,) = stored.csv_rows()
    assert (row["kind"], row["name"], row["old"], row["new"]) == ("flag", "wd_unhappy", "–", "raised, attention")
    assert row["cause"] == "rule of the flag changed (wd_unhappy)"


def test_answers_given_after_the_scoring_are_the_cause(stored: Stored) -> None:
    def again(session: Session) -> None:
        first = session.scalars(select(Answer).where(Answer.item_id == "wd_enjoy")).one()
        later = {"revision": 2, "value": "1", "idempotency_key": "again", "answered_at": START + timedelta(days=1)}
        kept = {name: getattr(first, name) for name in ("sitting_id", "slug", "item_id", "language", "response_ms")}
        session.add(Answer(**kept, **later))

    stored.write(again)
    (row,) = stored.csv_rows("--scoring", "stored")
    assert row["cause"] == "answers changed since (wd_enjoy)"
    assert (row["old"], row["new"]) == ("3.66667, high", "2.66667, low")


def test_another_result_of_the_same_definition_and_answers_is_the_programs(stored: Stored) -> None:
    def as_an_older_program_had_it(session: Session) -> None:
        row = session.scalars(select(ModuleScore).where(ModuleScore.slug == "werkdag")).one()
        scales = {"enjoyment": {**row.result["scales"]["enjoyment"], "value": 3.7}}
        session.execute(
            update(ModuleScore).where(ModuleScore.id == row.id).values(result={**row.result, "scales": scales})
        )

    stored.write(as_an_older_program_had_it)
    stored.change(WORK, "{id: high, from: 3.5}", "{id: high, from: 4.5}")
    assert changes(stored.compared()) == {"enjoyment": ["program", "bands"]}


def test_nothing_that_is_stored_changes_and_the_run_is_logged(stored: Stored) -> None:
    before = stored.rows()
    change_key(stored)
    assert stored.compared()["changed"] == 1
    after = stored.rows()
    assert len(before["module_score"]) == 3
    assert {name: rows for name, rows in after.items() if name != "audit_event"} == {
        name: rows for name, rows in before.items() if name != "audit_event"
    }

    def look(session: Session) -> None:
        event = session.scalars(select(AuditEvent).where(AuditEvent.event == "sittings_scored_again")).one()
        assert event.context == {"scoring": "current", "module": "all"}
        assert (event.actor_id, event.actor_role) == (None, "service")

    stored.write(look)


def test_a_version_is_named_by_number_and_by_hash(stored: Stored, sample: Catalogue) -> None:
    shutil.copytree(stored.folder / "werkdag/1.0.0", stored.folder / "werkdag/1.1.0")
    stored.change("werkdag/1.1.0/questionnaire.yaml", 'version: "1.0.0"', 'version: "1.1.0"')
    stored.change("werkdag/1.1.0/scoring.yaml", "{id: high, from: 3.5}", "{id: high, from: 4.5}")
    newer = stored.compared("--scoring", "1.1.0")
    assert changes(newer) == {"enjoyment": ["bands"]}
    assert {"what": "woorden", "why": "no such version", "sittings": 1} in newer["not_scored_again"]
    assert stored.compared()["changed"] == 1  # current is the newest
    assert stored.compared("--scoring", "1.0.0")["changed"] == 0
    by_hash = stored.compared("--scoring", newer["modules"]["werkdag"]["hash"][:8])
    assert by_hash["changes"] == newer["changes"]
    as_asked = stored.compared("--scoring", sample.modules["werkdag"].hash[:12])
    assert (as_asked["changed"], list(as_asked["modules"])) == (0, ["werkdag"])


def test_what_was_asked_can_be_named_when_the_questionnaires_have_moved_on(stored: Stored, sample: Catalogue) -> None:
    stored.change(WORK, "{id: high, from: 3.5}", "{id: high, from: 4.5}")
    assert stored.compared("--scoring", sample.modules["werkdag"].hash[:8])["changed"] == 0


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("--scoring", "9.9.9"), 'There is no scoring version "9.9.9". There are: current, stored, paren 1.0.0 ('),
        (("--scoring", "newest"), 'There is no scoring version "newest"'),
        (("--scoring", "abc"), 'There is no scoring version "abc"'),
        (("--module", "werk"), "There is no module werk; there are paren, welzijn, werkdag, woorden."),
        (("-o", "/nowhere/out.json"), "there is no folder /nowhere"),
    ],
)
def test_what_there_isnt_is_refused_and_leaves_no_trace(stored: Stored, words: tuple[str, ...], why: str) -> None:
    before = stored.rows()
    done = stored.run("--questionnaires", stored.folder, *words)
    assert (done.exit_code, done.stdout) == (2, "")
    assert why in done.stderr
    assert "Traceback" not in done.stderr
    assert stored.rows() == before


def test_a_missing_database_is_told_and_not_made(stored: Stored, tmp_path: Any) -> None:
    away = Stored(f"sqlite:///{tmp_path}/none.sqlite3", stored.folder, tmp_path)
    done = away.run("--questionnaires", stored.folder)
    assert done.exit_code == 2
    assert "There is no database at" in done.stderr
    assert not (tmp_path / "none.sqlite3").exists()


def test_files_are_for_their_owner_and_a_reference_is_no_formula(stored: Stored, tmp_path: Any) -> None:
    stored.write(lambda session: session.execute(update(Case).values(reference="=1+1")))
    stored.change(WORK, "method: mean", "method: sum")
    (tmp_path / "out.csv").write_text("old", "utf-8")
    assert stored.csv_rows()[0]["case"] == "'=1+1"
    stored.compared()
    for name in ("out.csv", "out.json"):
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600


def test_the_screen_shows_a_table_and_a_summary(stored: Stored) -> None:
    stored.change(WORK, "{id: high, from: 3.5}", "{id: high, from: 4.5}")
    done = stored.run("--questionnaires", stored.folder)
    head, row = done.stdout.splitlines()[:2]
    assert head.split() == ["case", "sitting", "module", "name", "old", "new", "cause"]
    assert "3.66667, high  3.66667, low  bands changed (enjoyment: low, high from 3.5 → low, high from 4.5)" in row
    assert "Scored again: 1 sittings, 3 modules. Changed: 1. Unchanged: 4." in done.stdout
    assert "  because of bands: 1" in done.stdout
    assert "Not scored again: welzijn: sealed" in done.stdout
    assert "Saba" not in done.output


def test_who_stopped_is_not_scored_again(stored: Stored) -> None:
    stored.write(lambda session: session.execute(update(Case).values(withdrawn_at=START)))
    stored.change(WORK, "method: mean", "method: sum")
    found = stored.compared()
    assert (found["changed"], found["scored_again"]) == (0, 0)
    assert {"what": "werkdag", "why": "withdrawn", "sittings": 1} in found["not_scored_again"]


@pytest.mark.parametrize("opened", [True, False])
def test_health_answers_change_no_byte(stored: Stored, sample: Catalogue, opened: bool) -> None:
    """Neither what was answered about health nor whether it was opened is seen from outside."""
    stored.change("welzijn/1.0.0/scoring.yaml", "min_answered: 0.5", "min_answered: 0.9")
    stored.change(WORK, "method: mean", "method: sum")
    stored.change("welzijn/1.0.0/scoring.yaml", "at_least: 1,", "at_least: 2,")
    before = stored.compared()

    def answer(session: Session) -> None:
        health = session.scalars(select(SittingModule).where(SittingModule.slug == "welzijn")).one()
        health.opened_at = START if opened else None
        health.state = "done" if opened else "skipped"
        for item in ("wz_calm", "wz_safe"):
            kept = {"sitting_id": health.sitting_id, "slug": "welzijn", "item_id": item, "language": "ti"}
            session.add(Answer(**kept, revision=1, value="0", response_ms=1, idempotency_key=item, answered_at=START))

    stored.write(answer)
    assert stored.compared() == before
    assert "calm" not in str(before)
    assert "tense" not in str(before)


def test_an_item_that_becomes_health_takes_its_scale_behind_the_wall(stored: Stored) -> None:
    questions = "werkdag/1.0.0/questionnaire.yaml"
    for item in ("wd_enjoy", "wd_bored", "wd_proud"):
        stored.change(questions, f"{item}\n    type: scale\n    sensitivity: plain", f"{item}\n    type: scale")
    stored.change(questions, '    show_if: {item: wd_job, op: is, value: "yes"}\n', "")
    stored.change(WORK, "method: mean", "method: sum")
    for path in (*stored.folder.glob("werkdag/1.0.0/text.*.yaml"), stored.folder / "_report/rules.yaml"):
        kept = [line for line in path.read_text("utf-8").splitlines() if "scale.enjoyment.client" not in line]
        path.write_text("\n".join(kept).replace(*ADVICE), "utf-8")
    found = stored.compared("--module", "werkdag")
    assert found["changes"] == []
    assert {"what": "werkdag.enjoyment", "why": "sealed", "sittings": 1} in found["not_scored_again"]


def test_an_item_that_was_health_stays_behind_the_wall(stored: Stored) -> None:
    stored.change("welzijn/1.0.0/questionnaire.yaml", "sensitivity: health", "sensitivity: plain")
    text = (stored.folder / "welzijn/1.0.0/questionnaire.yaml").read_text("utf-8")
    plain = text.replace("id: wz_calm\n", "id: wz_calm\n    sensitivity: plain\n")
    (stored.folder / "welzijn/1.0.0/questionnaire.yaml").write_text(plain, "utf-8")
    found = stored.run("--questionnaires", stored.folder)
    assert (found.exit_code, "calm" in found.stdout) == (0, False), found.output
    assert "Not scored again: welzijn: sealed" in found.stdout


def test_of_a_mixed_module_the_scales_about_health_are_sealed(database_url: str, tmp_path: Any) -> None:
    catalogue = read_once(ROOT / "questionnaires")
    shutil.copytree(ROOT / "questionnaires", tmp_path / "questionnaires")
    stored = Stored(database_url, tmp_path / "questionnaires", tmp_path)
    stored.write(lambda session: make_case(session, catalogue, Person(health="1")))
    file = tmp_path / "questionnaires/zelfredzaamheid/1.0.0/scoring.yaml"
    lines = file.read_text("utf-8").splitlines(keepends=True)
    file.write_text("".join(line for line in lines if not line.startswith("    reversed:")), "utf-8")
    found = stored.compared("--module", "zelfredzaamheid")
    module = catalogue.modules["zelfredzaamheid"].questionnaire
    scales = module.scoring.scales
    health = {scale.id for scale in scales if any(module.by_id[item].sensitivity == "health" for item in scale.items)}
    assert {one["what"] for one in found["not_scored_again"]} == {f"zelfredzaamheid.{name}" for name in health}
    assert {one["name"] for one in found["changes"]}
    assert not {one["name"] for one in found["changes"]} & health
