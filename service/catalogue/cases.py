"""Worked cases: run through the scoring, compared with what they expect, and what they leave unshown."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from scoring.answers import check_answers
from scoring.definition import ItemType, Questionnaire, Scale
from scoring.result import AnswerValue, ModuleResult, ScaleResult
from scoring.score import score
from service.catalogue.answer_words import worded
from service.catalogue.cases_file import ScaleExpectation, WorkedCase
from service.catalogue.findings import Log
from service.catalogue.fitting import populations
from service.catalogue.module import Module
from service.catalogue.schema import suggestion
from service.catalogue.texts import REQUIRED_LANGUAGES

TOLERANCE = 1e-6


@dataclass(frozen=True)
class Outcome:
    """A case that could be run."""

    case: WorkedCase
    result: ModuleResult


def check_all_cases(modules: Iterable[Module], log: Log) -> None:
    """Run the cases of every module whose own files are free of errors so far."""
    broken = [finding.file for finding in log.report() if finding.level == "error"]
    for module in modules:
        folder = f"{module.slug}/{module.version}/"
        if _has_its_texts(module) and not any(_stops_scoring(file, folder) for file in broken):
            check_cases(module, log)


def _stops_scoring(file: str, folder: str) -> bool:
    return file.startswith(folder) and not file.removeprefix(folder).startswith(("text.", "content.", "pictures/"))


def _has_its_texts(module: Module) -> bool:
    """Whether the text of each C-test is there, without which its gaps can't be marked."""
    made = module.questionnaire.c_tests
    return all(item.c_test is None or item.id in made for item in module.questionnaire.items)


def check_cases(module: Module, log: Log) -> None:
    """Run all cases of a module; differences are errors, what no case shows is a warning."""
    file = f"{module.slug}/{module.version}/cases.yaml"
    outcomes = []
    for case, line in zip(module.cases, module.case_lines, strict=True):
        wrong = list(_unfit(module.questionnaire, case))
        for kind, found, mend in wrong:
            log.add(kind, file, line, case.name, found, mend)
        if not wrong:
            outcome = Outcome(case, run(module.questionnaire, case))
            outcomes.append(outcome)
            for difference in differences(outcome):
                log.add("case_differs", file, line, case.name, difference)
    for gap in uncovered(module.questionnaire, outcomes):
        log.add("case_coverage", file, None, "cases", gap)


def filled(questionnaire: Questionnaire, case: WorkedCase) -> dict[str, AnswerValue]:
    """The case's answers, `fill` put in wherever an item has that code and is not named."""
    answers = dict(case.answers)
    for item in questionnaire.items:
        if case.fill is None or item.id in answers or not item.takes_answer:
            continue
        if case.fill in questionnaire.codes_by_item[item.id]:
            answers[item.id] = (case.fill,) if item.type is ItemType.MULTIPLE else case.fill
    return answers


def run(questionnaire: Questionnaire, case: WorkedCase) -> ModuleResult:
    """The case scored, in its language."""
    return score(questionnaire, filled(questionnaire, case), case.language, case.population)


def _unfit(questionnaire: Questionnaire, case: WorkedCase) -> Iterator[tuple[str, str, str | None]]:
    for problem in check_answers(questionnaire, case.answers):
        close = suggestion(problem.item, list(questionnaire.by_id)) if problem.kind == "unknown_item" else None
        yield "case_answer", f"{problem.item}: {worded(problem)}", f"Did you mean {close}?" if close else None
    for key, found, known in (
        ("language", case.language, REQUIRED_LANGUAGES),
        ("population", case.population, populations()),
    ):
        if found not in known:
            yield "case_answer", f"{key} {found}", f"Choose one of {', '.join(known)}."
    if case.fill is not None and not any(case.fill in codes for codes in questionnaire.codes_by_item.values()):
        yield "case_answer", f"fill {case.fill}, which no item has", None
    yield from _unexpected(questionnaire, case)


def _unexpected(questionnaire: Questionnaire, case: WorkedCase) -> Iterator[tuple[str, str, str | None]]:
    for scale in case.expect.scales:
        if scale not in questionnaire.scales_by_id:
            yield "case_expect", f"the scale {scale}", None
    flags = {flag.id for flag in questionnaire.scoring.flags}
    for flag in case.expect.flags or ():
        if flag not in flags:
            yield "case_expect", f"the flag {flag}", None


def differences(outcome: Outcome) -> Iterator[str]:
    """Expected against computed, one line each."""
    for name, expected in outcome.case.expect.scales.items():
        yield from _scale_differences(name, expected, outcome.result.scales[name])
    raised = {flag.rule for flag in outcome.result.flags}
    wanted = outcome.case.expect.flags
    if wanted is not None and set(wanted) != raised:
        yield f"flags: expected {_listed(set(wanted))}, computed {_listed(raised)}"


def _scale_differences(name: str, expected: ScaleExpectation, computed: ScaleResult) -> Iterator[str]:
    for key in sorted(expected.model_fields_set):
        want, have = getattr(expected, key), getattr(computed, key)
        if not _same(want, have):
            yield f"{name} {key}: expected {_shown(want)}, computed {_shown(have)}"


def _same(want: object, have: object) -> bool:
    if isinstance(want, int | float) and isinstance(have, int | float):
        return abs(want - have) <= TOLERANCE
    return want == have


def _shown(value: object) -> str:
    return "nothing" if value is None else f"{value:.6g}" if isinstance(value, float) else str(value)


def _listed(names: set[str]) -> str:
    return ", ".join(sorted(names)) or "none"


def uncovered(questionnaire: Questionnaire, outcomes: list[Outcome]) -> Iterator[str]:
    """Flags, bands, levels and missing scores that no case shows."""
    raised = [{flag.rule for flag in outcome.result.flags} for outcome in outcomes]
    for flag in questionnaire.scoring.flags:
        if not any(flag.id in rules for rules in raised):
            yield f"no case raises the flag {flag.id}"
        if all(flag.id in rules for rules in raised):
            yield f"no case leaves the flag {flag.id} down"
    for scale in questionnaire.scoring.scales:
        yield from _unshown(scale, [outcome.result.scales[scale.id] for outcome in outcomes])


def _unshown(scale: Scale, results: list[ScaleResult]) -> Iterator[str]:
    bands, levels = ({getattr(result, key) for result in results} for key in ("band", "level"))
    yield from (f"no case reaches the band {band.id} of {scale.id}" for band in scale.bands if band.id not in bands)
    yield from (f"no case reaches level {row.level} of {scale.id}" for row in scale.levels if row.level not in levels)
    if all(result.status != "not_scored" for result in results):
        yield f"no case leaves {scale.id} without a score"
