"""What a calibration costs: `.venv/bin/python -m tests.benchmarks.calibration`.

Invented answers of 5,000 people to 60 items (the same each time), each model of `klantbeeld calibrate`, with standard
errors and item fit, on one core. Beside the time: how far the estimates are from the parameters that made the answers.
"""

import argparse
import json
import os
import resource
import time
from dataclasses import asdict, dataclass

# One core: must be said before numpy is loaded.
for library in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[library] = "1"

import numpy as np  # noqa: E402 - see above

from scoring.calibration import Model, calibrate  # noqa: E402 - see above
from scoring.irt.parameters import Floats  # noqa: E402 - see above
from tests.scoring.calibration.simulated import graded, right_or_wrong  # noqa: E402 - see above

TARGET = "Target: 2pl, 5,000 people and 60 items, at most 10 s on one core"
MODELS: tuple[Model, ...] = ("2pl", "rasch", "graded")
THRESHOLDS = np.array([-1.5, -0.5, 0.5, 1.5])


@dataclass(frozen=True)
class Figures:
    """One calibration. Time in s; root mean square difference from the true a (per logit) and b (logits); most MB."""

    model: Model
    people: int
    items: int
    rounds: int
    seconds: float
    cpu_seconds: float
    off_a: float
    off_b: float
    memory_mb: float


def measure(model: Model, people: int, items: int) -> Figures:
    """Make the answers, calibrate, compare."""
    chance = np.random.default_rng(20261126)
    a = np.ones(items) if model == "rasch" else chance.lognormal(0.0, 0.3, items)
    b = chance.normal(0.0, 1.0, (items, 1)) + (THRESHOLDS if model == "graded" else 0.0)
    answers = graded(people, a, b, 1) if model == "graded" else right_or_wrong(people, a, b[:, 0], 1)
    began, cpu = time.perf_counter(), time.process_time()
    found = calibrate(answers, model)
    seconds, cpu = time.perf_counter() - began, time.process_time() - cpu
    if not found.converged:
        raise RuntimeError(f"{model} did not come to rest in {found.rounds} rounds")
    return Figures(
        model=model,
        people=people,
        items=items,
        rounds=found.rounds,
        seconds=round(seconds, 2),
        cpu_seconds=round(cpu, 2),
        off_a=off(np.array([item.a for item in found.items]), a),
        off_b=off(np.array([item.b for item in found.items]), b),
        memory_mb=round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    )


def off(found: Floats, true: Floats) -> float:
    """Root mean square difference."""
    return round(float(np.sqrt(np.mean((found - true) ** 2))), 3)


def main() -> None:
    """Measure, and print a table and the same as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=5000)
    parser.add_argument("--items", type=int, default=60)
    parser.add_argument("--only", choices=MODELS)
    given = parser.parse_args()
    print(f"{os.cpu_count()} cores, load before the start: {os.getloadavg()[0]:.2f}", flush=True)
    print("model    people  items  rounds   seconds  CPU s  off a  off b      MB")
    found = []
    for model in MODELS:
        if given.only in (None, model):
            row = measure(model, given.people, given.items)
            found.append(row)
            print(
                f"{row.model:<8} {row.people:>6} {row.items:>6} {row.rounds:>7} {row.seconds:>9} {row.cpu_seconds:>6} "
                f"{row.off_a:>6} {row.off_b:>6} {row.memory_mb:>7}",
                flush=True,
            )
    print(TARGET)
    print(json.dumps([asdict(row) for row in found]))


if __name__ == "__main__":
    main()
