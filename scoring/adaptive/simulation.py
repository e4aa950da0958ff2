"""Made-up people through a bank: what an adaptive run says of them, and what the full bank would have said.

Abilities are drawn from the plan's prior, answers from the model; both from one seed. Every person has one fixed answer
to every item, so that the adaptive run and the full bank differ in nothing but in what was asked.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from scoring.adaptive.pool import Pool
from scoring.adaptive.run import Ending, Given, Runs, Step
from scoring.irt.models import probability
from scoring.irt.parameters import Floats
from scoring.irt.prior import Prior

Told = Callable[[int], None]
#: A probability of nothing has no ability.
LEAST = 2.0**-54


@dataclass(frozen=True, eq=False)
class Estimates:
    """Of each person ability and standard error in logits, shape (n,)."""

    ability: Floats
    se: Floats


@dataclass(frozen=True, eq=False)
class Simulated:
    """n people. `true`: their abilities. `lengths`: items asked of each. `exposure`: the share of people who saw each
    item of the bank, in its order. `endings`: how often a run ended for each reason. `right`: share of right answers.
    """

    true: Floats
    adaptive: Estimates
    full: Estimates
    lengths: NDArray[np.int64]
    exposure: Floats
    endings: dict[Ending, int]
    right: float


def simulate(runs: Runs, prior: Prior, people: int, seed: int, told: Told = lambda _done: None) -> Simulated:
    """Simulate so many people. `told` hears how many are done. ValueError for fewer than two people."""
    if people < 2:
        raise ValueError(f"at least two people are needed, found {people}")
    bank = runs.pool.bank
    true, chance = _drawn(prior, people, len(bank), seed)
    solved = chance < probability(true[:, None], bank.b[:, 0], bank.a, bank.c)
    ends = []
    for person in range(people):
        ends.append(_walk(runs, solved[person], seed * people + person))
        told(person + 1)
    asked = np.array([_asked(end, runs.pool) for end in ends])
    reasons: list[Ending] = [end.end.reason for end in ends if end.end is not None]
    return Simulated(
        true=true,
        adaptive=Estimates(np.array([end.estimate.value for end in ends]), np.array([end.estimate.se for end in ends])),
        full=full_bank(runs.pool, solved),
        lengths=asked.sum(axis=1),
        exposure=asked.mean(axis=0),
        endings={reason: reasons.count(reason) for reason in sorted(set(reasons))},
        right=float(solved[asked].mean()),
    )


def _drawn(prior: Prior, people: int, items: int, seed: int) -> tuple[Floats, Floats]:
    """Abilities, shape (people,), and evenly spread numbers below 1 for every answer, shape (people, items).

    Only `random()` of a seeded generator is used, which is promised to stay the same in every version of Python.
    """
    stream = random.Random(seed)  # noqa: S311 - made-up people, not a secret
    normal = NormalDist(prior.mean, prior.sd)
    abilities = np.array([normal.inv_cdf(max(stream.random(), LEAST)) for _ in range(people)])
    return abilities, np.array([stream.random() for _ in range(people * items)]).reshape(people, items)


def full_bank(pool: Pool, solved: NDArray[np.bool_]) -> Estimates:
    """Everybody's ability from all items; `solved` has the shape (people, items)."""
    found = [pool.estimate(np.flatnonzero(row).tolist(), np.flatnonzero(~row).tolist()) for row in solved]
    return Estimates(np.array([one.value for one in found]), np.array([one.se for one in found]))


def least_rmse(pool: Pool, prior: Prior, true: Floats, items: int) -> float:
    """The RMSE (logits) that no way of choosing so many items of the bank can go below, for people of these abilities.

    The inequality of Van Trees: the mean squared error is at least 1 / (1 / prior variance + mean information), here
    with the items that tell most of each person, as if the ability were known before the first question.
    Gill & Levit (1995), Bernoulli 1, 59-79. ValueError when the bank has fewer items.
    """
    if not 0 < items <= len(pool.ids):
        raise ValueError(f"from 1 to {len(pool.ids)} items, found {items}")
    told = [np.sort(pool.information(float(ability)))[-items:].sum() for ability in true]
    return float((1 / prior.sd**2 + np.mean(told)) ** -0.5)


def _walk(runs: Runs, solved: NDArray[np.bool_], seed: int) -> Step:
    """One person's run. Their answers are marked by themselves, since only right or wrong is known of them."""
    step = runs.begin(seed)
    while step.choice is not None:
        right = bool(solved[runs.pool.place[step.choice.item]])
        step = runs.go_on(step, Given("right" if right else "wrong", 0), seed)
    return step


def _asked(end: Step, pool: Pool) -> NDArray[np.bool_]:
    """Which items of the bank came, shape (items,)."""
    came = np.zeros(len(pool.ids), dtype=np.bool_)
    came[[pool.place[step.choice.item] for step in end.chain() if step.choice is not None]] = True
    return came


def is_right(_item: str, answer: object) -> bool:
    """For runs of made-up people, whose answers are "right" or "wrong"."""
    return answer == "right"
