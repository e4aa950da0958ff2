"""What scoring costs: `.venv/bin/python -m tests.benchmarks.scoring`.

One sitting of all modules, one person at a time; and 100,000 people on a questionnaire of 200 items at once, beside the
same through the single path (on a share of the people). Where R with psych is installed, `scoreItems` does the same
batch in the same run. CPU seconds; the ratios are what to trust.
"""

import resource
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import numpy as np

from scoring.batch import score_batch
from scoring.definition import Item, ItemType, Option, Questionnaire, Scale, Scoring, Sensitivity, Structure
from scoring.scales import score_scale
from scoring.score import score
from service.catalogue import load
from service.config import ROOT

PEOPLE, SCALES, ITEMS_EACH = 100_000, 20, 10
SINGLE = 500
SITTINGS = 50

R_SCRIPT = """
suppressMessages(library(psych)); d <- as.matrix(read.csv("answers.csv"))
keys <- lapply(0:{last}, function(s) paste0(ifelse((1:{each}) %% 3 == 0, "-", ""), "i", s * {each} + 0:({each} - 1)))
names(keys) <- paste0("s", 0:{last})
t <- system.time(scoreItems(keys, d, impute = "none", min = 1, max = 5, digits = 9))
cat(t[["user.self"]] + t[["sys.self"]])
"""


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


def cpu(work: object, *given: object) -> tuple[float, object]:
    """CPU seconds of this process for one call, and what it returned."""
    began = time.process_time()
    result = work(*given)  # type: ignore[operator]
    return time.process_time() - began, result


def made_up(questionnaire: Questionnaire, stream: np.random.Generator) -> dict[str, str]:
    """Answers by chance; of an adaptive bank as many as one person gets at most."""
    plan = questionnaire.structure.adaptive
    bank = questionnaire.scales_by_id[plan.scale].items if plan else ()
    left_out = {*bank[plan.stop.maximum :]} if plan else set()
    return {
        item.id: str(stream.choice(questionnaire.codes_by_item[item.id]))
        for item in questionnaire.items
        if questionnaire.codes_by_item[item.id] and item.type is not ItemType.MULTIPLE and item.id not in left_out
    }


def one_sitting() -> float:
    """Milliseconds for all modules of one made-up person, over some people."""
    stream = np.random.default_rng(5)
    modules = [module.questionnaire for module in load(ROOT / "questionnaires").modules.values()]
    people = [[made_up(found, stream) for found in modules] for _ in range(SITTINGS)]

    def all_of_them() -> None:
        for person in people:
            for questionnaire, answers in zip(modules, person, strict=True):
                score(questionnaire, answers, "nl")

    all_of_them()
    return 1000 * cpu(all_of_them)[0] / SITTINGS


def in_r(columns: dict[str, np.ndarray]) -> float | None:
    """CPU seconds of psych::scoreItems on the same answers; None without R and psych."""
    program = shutil.which("Rscript")
    if program is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        table = np.array([column.astype(int) for column in columns.values()]).T
        np.savetxt(Path(folder) / "answers.csv", table, "%d", ",", header=",".join(columns), comments="")
        script = R_SCRIPT.format(last=SCALES - 1, each=ITEMS_EACH)
        done = subprocess.run([program, "-e", script], cwd=folder, capture_output=True, text=True, check=False)
    return float(done.stdout) if done.returncode == 0 else None


def main() -> None:
    """Measure and print."""
    print(f"one sitting of all modules: {one_sitting():.2f} ms (aim: 5 ms)")
    questionnaire, stream = large(), np.random.default_rng(1)
    columns = {item.id: stream.integers(1, 6, PEOPLE).astype("U1") for item in questionnaire.items}
    batch, _ = cpu(score_batch, questionnaire, columns)
    few = {item: column[:SINGLE] for item, column in columns.items()}

    def singly() -> None:
        for person in range(SINGLE):
            answers = {item: str(column[person]) for item, column in few.items()}
            for scale in questionnaire.scoring.scales:
                score_scale(questionnaire, scale, answers)

    single = cpu(singly)[0] * PEOPLE / SINGLE
    print(f"{PEOPLE} people x {len(columns)} items at once: {batch:.2f} s CPU (aim: 5 s)")
    print(f"the same one by one: {single:.0f} s, {single / batch:.0f} times as much")
    print(f"largest memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB (aim: 2,000 MB)")
    r = in_r(columns)
    print("psych::scoreItems: R is not installed" if r is None else f"psych::scoreItems: {r:.2f} s, {r / batch:.1f} x")


if __name__ == "__main__":
    main()
