"""A frozen module is the module, and its hash stands for what was asked."""

import hashlib
import json

import pytest

from scoring.score import score
from service.catalogue import Status, freeze, load, stamp, thaw


@pytest.mark.parametrize("slug", ["werkdag", "welzijn", "woorden"])
def test_thawing_gives_the_same_module(files, slug):
    stamp(files.path, by="A. Name", on="2026-11-22")
    module = load(files.path).modules[slug]
    digest, copy = freeze(module)
    thawed = thaw(copy)
    assert thawed.hash == digest == module.hash
    assert freeze(thawed) == (digest, copy)
    assert thawed.questionnaire == module.questionnaire
    assert (thawed.texts, thawed.content, thawed.pictures) == (module.texts, module.content, module.pictures)
    assert thawed.status("nl") is Status.TRANSLATED


def test_a_copy_is_canonical_json(files):
    _, copy = freeze(load(files.path).modules["welzijn"])
    again = json.dumps(json.loads(copy), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    assert again == copy


def test_a_thawed_module_scores_the_same(files):
    module = load(files.path).modules["werkdag"]
    answers = {"wd_job": "yes", "wd_enjoy": "2", "wd_bored": "5", "wd_proud": "1"}
    thawed = thaw(freeze(module)[1])
    assert score(thawed.questionnaire, answers, "nl") == score(module.questionnaire, answers, "nl")


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("questionnaire.yaml", "minutes: 4", "minutes: 5"),
        ("scoring.yaml", "wo_01: -1.0", "wo_01: -1.1"),
        ("text.ti.yaml", "ትግርኛ words", "ትግርኛ word"),
        ("content.yaml", "Dit is een ___.", "Dat is een ___."),
        ("pictures/house.svg", 'stroke-width="2"', 'stroke-width="3"'),
    ],
)
def test_whatever_changes_the_question_changes_the_hash(files, file, old, new):
    before = load(files.path).modules["woorden"].hash
    files.replace(f"woorden/1.0.0/{file}", old, new)
    assert load(files.path).modules["woorden"].hash != before


def test_a_status_does_not_change_the_hash(files):
    before = load(files.path).modules["woorden"].hash
    stamp(files.path)
    assert load(files.path).modules["woorden"].hash == before
    assert len(before) == len(hashlib.sha256().hexdigest())
