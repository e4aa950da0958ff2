"""The next item of an adaptive bank: `.venv/bin/python -m tests.benchmarks.adaptive`. Processor time, not waiting."""

import argparse
import time
from collections.abc import Callable

import numpy as np

from scoring.adaptive.plan import Adaptive
from scoring.adaptive.pool import Pool
from scoring.adaptive.run import Given, Runs, Step
from scoring.adaptive.simulation import is_right
from scoring.irt import ItemParameters, Prior
from scoring.result import AnswerValue

GROUPS = ("a", "b", "c", "d", "e")
LENGTH = 30


def runs_of(size: int) -> Runs:
    """A bank of this size with three parameters, five content groups and exposure control; always 30 items long."""
    chance = np.random.default_rng(1)
    items = [
        ItemParameters(id=f"i{place}", a=float(chance.uniform(0.5, 2)), b=(float(chance.uniform(-3, 3)),), c=0.2)
        for place in range(size)
    ]
    plan = Adaptive.model_validate(
        {
            "scale": "bench",
            "ease": 0.4,
            "among": 5,
            "balance": {"by": "task", "shares": dict.fromkeys(GROUPS, 1 / len(GROUPS)), "worth": 0.8},
            "stop": {"minimum": LENGTH, "maximum": LENGTH},
            "reference": "For the benchmark.",
        }
    )
    groups = {item.id: GROUPS[place % len(GROUPS)] for place, item in enumerate(items)}
    return Runs(Pool(items, Prior(), groups=groups, balance=plan.balance), plan, is_right)


def measured(work: Callable[[int], None], times: int) -> list[float]:
    """Microseconds of processor time of each, after three to warm up."""
    found = []
    for number in range(times + 3):
        began = time.process_time_ns()
        work(number)
        found.append((time.process_time_ns() - began) / 1000)
    return sorted(found[3:])


def walk(runs: Runs, seed: int) -> tuple[list[Step], dict[str, AnswerValue]]:
    """All moments of a person who solves every other item, and the answers."""
    steps, answers = [runs.begin(seed)], {}
    while (choice := steps[-1].choice) is not None:
        answers[choice.item] = "right" if len(steps) % 2 else "wrong"
        steps.append(runs.go_on(steps[-1], Given(answers[choice.item], 0), seed))
    return steps, answers


def row(size: int, people: int) -> str:
    """One line of the table."""
    runs = runs_of(size)
    steps = [step for seed in range(people) for step in walk(runs, seed)[0] if step.choice is not None]
    one = measured(lambda number: void(runs.go_on(steps[number], Given("right", 1000), 1)), len(steps) - 3)
    answers = walk(runs, 0)[1]
    again = measured(lambda _number: void(runs.run(0, answers, {})), 2000)
    afresh = measured(lambda _number: void(Runs(runs.pool, runs.plan, is_right).run(0, answers, {})), 50)
    return (
        f"| {size} | {one[len(one) // 2]:.0f} | {one[int(0.99 * len(one))]:.0f} "
        f"| {again[len(again) // 2]:.1f} | {afresh[len(afresh) // 2]:.0f} |"
    )


def void(_result: object) -> None:
    """Throw the result away."""


def main() -> None:
    """Print a table for several sizes of bank."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=20)
    people = parser.parse_args().people
    print("| items in the bank | next item, median µs | p99 µs | replay of a known run µs | of an unknown one µs |")
    print("| --- | --- | --- | --- | --- |")
    for size in (66, 80, 500, 2000):
        print(row(size, people), flush=True)
    print("Aim: the next item of 500 within 1000 µs.")


if __name__ == "__main__":
    main()
