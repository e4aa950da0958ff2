"""What scoring costs: `.venv/bin/python -m tests.benchmarks.scoring`.

One sitting of all modules, one person at a time: as long as a person is asked, and with every item of every bank
answered, which nobody ever is. Then 100,000 people on a questionnaire of 200 items at once, beside the same through
the single path (on a share of the people). Where R with psych is installed, `scoreItems` does the same batch in the
same run, and its scores are compared. Answers are in memory before the clock starts, on both sides. CPU seconds; the
ratios are what to trust.
"""

import resource
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, TypeVar

import numpy as np

from scoring.batch import ScaleBatch, score_batch
from scoring.definition import Item, ItemType, Option, Questionnaire, Scale, Scoring, Sensitivity, Structure
from scoring.path import items_on_path
from scoring.result import AnswerValue
from scoring.scales import score_scale
from scoring.score import score
from service.catalogue import load
from service.config import ROOT

PEOPLE, SCALES, ITEMS_EACH = 100_000, 20, 10
SINGLE = 500
SITTINGS = 50

Result = TypeVar("Result")

R_SCRIPT = """
suppressMessages(library(psych)); d <- as.matrix(read.csv("answers.csv"))
keys <- lapply(0:{last}, function(s) paste0(ifelse((1:{each}) %% 3 == 0, "-", ""), "i", s * {each} + 0:({each} - 1)))
names(keys) <- paste0("s", 0:{last})
timed <- function(work) {{
  t <- system.time(r <- work())
  cat(t[["user.self"]] + t[["sys.self"]], t[["elapsed"]], "")
  r
}}
items <- timed(function() scoreItems(keys, d, impute = "none", min = 1, max = 5))
fast <- timed(function() scoreFast(keys, d, impute = "none", min = 1, max = 5))
writeBin(as.vector(items$scores), "items.bin"); writeBin(as.vector(fast), "fast.bin")
cat(as.character(packageVersion("psych")), as.character(getRversion()))
"""


class InR(NamedTuple):
    """What R took and found. Times are CPU and wall seconds; `off`: the largest difference of a score from ours."""

    items: tuple[float, float]
    fast: tuple[float, float]
    off: float
    versions: str


def large() -> Questionnaire:
    """20 scales of 10 items with five answers, every third item reversed."""
    options = tuple(Option(code=str(value), value=value) for value in range(1, 6))
    names = [f"i{number}" for number in range(SCALES * ITEMS_EACH)]
    items = tuple(
        Item(id=name, type=ItemType.SCALE, sensitivity=Sensitivity.PLAIN, intent="benchmark", scale="five")
        for name in names
    )
    scales = []
    for number in range(SCALES):
        own = tuple(names[number * ITEMS_EACH : (number + 1) * ITEMS_EACH])
        scales.append(
            Scale(id=f"s{number}", method="mean", items=own, reversed=own[2::3], reference="a made-up benchmark")
        )
    structure = Structure(
        slug="large",
        version="1.0.0",
        kind="personal",
        minutes=60,
        order=1,
        answer_scales={"five": options},
        items=items,
    )
    return Questionnaire(structure=structure, scoring=Scoring(scales=tuple(scales)))


def timed(work: Callable[[], Result]) -> tuple[float, float, Result]:
    """CPU and wall seconds of one call, and what it returned."""
    began, clock = time.process_time(), time.perf_counter()
    result = work()
    return time.process_time() - began, time.perf_counter() - clock, result


def answer(questionnaire: Questionnaire, item: Item, stream: np.random.Generator) -> AnswerValue:
    """One by chance; of a C-test half of the gaps right; None for an item without codes."""
    if item.type is ItemType.C_TEST:
        gaps = questionnaire.c_tests[item.id].gaps
        return tuple(gap.missing if stream.random() < 0.5 else gap.missing[:1] + "x" for gap in gaps)
    codes = questionnaire.codes_by_item[item.id]
    if not codes or not item.takes_answer:
        return None
    code = str(stream.choice(codes))
    return (code,) if item.type is ItemType.MULTIPLE else code


def everything(questionnaire: Questionnaire, stream: np.random.Generator) -> dict[str, AnswerValue]:
    """An answer to each item that has codes."""
    found = {item.id: answer(questionnaire, item, stream) for item in questionnaire.items}
    return {item: value for item, value in found.items() if value is not None}


def as_asked(questionnaire: Questionnaire, stream: np.random.Generator) -> dict[str, AnswerValue]:
    """Answers on the path alone; of an adaptive bank as far as the person with these answers gets."""
    answers = everything(questionnaire, stream)
    bank = questionnaire.adaptive_bank
    left_out: frozenset[str] = frozenset()
    if bank:
        course = bank.course(int(stream.integers(1, 2**31)), answers, {})
        left_out = course.left_out - {choice.item for choice in course.choices}
    path = {item.id for item in items_on_path(questionnaire, answers, left_out=left_out)}
    return {item: value for item, value in answers.items() if item in path}


def one_sitting(making: Callable[[Questionnaire, np.random.Generator], dict[str, AnswerValue]]) -> tuple[float, int]:
    """Milliseconds for all modules of one made-up person, over some people; and answers per person."""
    stream = np.random.default_rng(5)
    modules = [module.questionnaire for module in load(ROOT / "questionnaires").modules.values()]
    people = [[making(found, stream) for found in modules] for _ in range(SITTINGS)]

    def all_of_them() -> None:
        for person in people:
            for questionnaire, answers in zip(modules, person, strict=True):
                score(questionnaire, answers, "nl")

    all_of_them()
    answers = sum(len(each) for person in people for each in person) // SITTINGS
    return 1000 * timed(all_of_them)[0] / SITTINGS, answers


def in_r(columns: dict[str, np.ndarray], ours: dict[str, ScaleBatch]) -> InR | None:
    """psych on the same answers; None without R and psych."""
    program = shutil.which("Rscript")
    if program is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        table = np.array([column.astype(int) for column in columns.values()]).T
        np.savetxt(Path(folder) / "answers.csv", table, "%d", ",", header=",".join(columns), comments="")
        script = R_SCRIPT.format(last=SCALES - 1, each=ITEMS_EACH)
        done = subprocess.run([program, "-e", script], cwd=folder, capture_output=True, text=True, check=False)
        if done.returncode:
            return None
        expected = np.concatenate([each.value for each in ours.values()])
        off = max(np.abs(np.fromfile(Path(folder) / f"{name}.bin") - expected).max() for name in ("items", "fast"))
    *times, psych, r = done.stdout.split()
    cpu, wall, fast_cpu, fast_wall = map(float, times)
    return InR((cpu, wall), (fast_cpu, fast_wall), float(off), f"psych {psych}, R {r}")


def told_of_r(found: InR | None, ours: tuple[float, float]) -> str:
    """R's lines."""
    if found is None:
        return "psych::scoreItems: not compared, R with psych is not installed here"
    rows = (("scoreItems, aim: 5 times ours", found.items), ("scoreFast, scores only", found.fast))
    return "\n".join(
        [
            *(
                f"{found.versions}, {name}: {cpu:.2f} s CPU, {wall:.2f} s wall: {cpu / ours[0]:.1f} and "
                f"{wall / ours[1]:.1f} times ours"
                for name, (cpu, wall) in rows
            ),
            f"largest difference of a score between R and ours: {found.off:.1e}",
        ]
    )


def main() -> None:
    """Measure and print."""
    for name, making in (("as asked", as_asked), ("every item of every bank", everything)):
        ms, count = one_sitting(making)
        print(f"one sitting of all modules, {name} ({count} answers): {ms:.2f} ms CPU (aim: 5 ms)")
    questionnaire, stream = large(), np.random.default_rng(1)
    columns = {item.id: stream.integers(1, 6, PEOPLE).astype("U1") for item in questionnaire.items}
    cpu, wall, batch = timed(lambda: score_batch(questionnaire, columns))
    few = {item: column[:SINGLE] for item, column in columns.items()}

    def singly() -> None:
        for person in range(SINGLE):
            answers = {item: str(column[person]) for item, column in few.items()}
            for scale in questionnaire.scoring.scales:
                score_scale(questionnaire, scale, answers)

    single = timed(singly)[0] * PEOPLE / SINGLE
    print(f"{PEOPLE} people x {len(columns)} items at once: {cpu:.2f} s CPU, {wall:.2f} s wall (aim: 5 s)")
    print(f"the same one by one: {single:.0f} s, {single / cpu:.0f} times as much")
    print(f"largest memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB (aim: 2,000 MB)")
    print(told_of_r(in_r(columns, batch), (cpu, wall)))


if __name__ == "__main__":
    main()
